// What is downloading now, and what was asked of this node: how far it is, where the bytes come from, how it ended.
import { setRepeating } from '../../base/index.js'
import { route, type Call } from '../api-route.js'
import * as api from '../api/transfers.js'
import { TRANSFERS_EVERY_MS } from '../defaults.js'
import { GatewayError } from '../errors.js'
import type { PotluckNode } from '../node.js'
import type { ContentRequest } from '../request-log.js'
import type { Route } from '../router.js'

export const requestRoutes: readonly Route[] = [
  route(api.listTransfers, async (call) => (wantsEvents(call) ? await watchTransfers(call) : transfersOf(call.node))),
  route(api.listRequests, ({ node }) => ({
    requests: node.requests.list().map((request) => withTransfer(node, request))
  })),
  route(api.getRequest, ({ node, params: { id } }) => {
    const request = node.requests.get(id)
    if (request === undefined) throw new GatewayError('NOT_FOUND', `no request ${id}`)
    return withTransfer(node, request)
  })
]

function transfersOf(node: PotluckNode): api.Transfers {
  const transfers = node
    .groups()
    .flatMap(({ id, content }) => content.transfers().map((transfer) => ({ group: id, ...transfer })))
  return { transfers }
}

function wantsEvents({ request }: Call<typeof api.listTransfers>): boolean {
  return /\btext\/event-stream\b/i.test(request.headers.accept ?? '')
}

/** They change with every chunk, so they are looked at now and then. */
async function watchTransfers({ node, response }: Call<typeof api.listTransfers>): Promise<undefined> {
  const stream = node.streams.open(response)
  let sent = ''
  const look = (): void => {
    const transfers = transfersOf(node)
    const text = JSON.stringify(transfers)
    if (text === sent) return
    sent = text
    stream.send('transfers', transfers)
  }
  look()
  const timer = setRepeating(node.clock, TRANSFERS_EVERY_MS, look)
  await stream.closed
  timer.cancel()
}

function withTransfer(node: PotluckNode, request: ContentRequest): ContentRequest {
  if (request.state !== 'running') return request
  const open = node.groups().find(({ group }) => group.id === request.group)
  const running = open?.content.transfers().find(({ url }) => url === request.url)
  if (running === undefined) return request
  const { state, bytes, totalBytes, from, sources, forOthers } = running
  return { ...request, transfer: { state, bytes, totalBytes, from, sources, forOthers } }
}
