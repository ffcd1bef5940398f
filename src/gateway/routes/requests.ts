// What is downloading now, and what was asked of this node: how far it is, where the bytes come from, how it ended.
import { setRepeating } from '../../base/index.js'
import { route, type Call } from '../api-route.js'
import * as api from '../api/transfers.js'
import { TRANSFERS_EVERY_MS } from '../defaults.js'
import { GatewayError } from '../errors.js'
import type { PotluckNode } from '../node.js'
import type { ContentRequest } from '../request-log.js'
import type { Caller, Route } from '../router.js'
import { urlsFor, wordsFor } from '../shown-url.js'

type TransfersCall = Call<typeof api.listTransfers>

export const requestRoutes: readonly Route[] = [
  route(api.listTransfers, async (call) => (wantsEvents(call) ? await watchTransfers(call) : transfersOf(call))),
  route(api.listRequests, ({ node, caller }) => ({
    requests: node.requests.list().map((request) => shownTo(caller, node, withTransfer(node, request)))
  })),
  route(api.getRequest, ({ node, caller, params: { id } }) => {
    const request = node.requests.get(id)
    if (request === undefined) throw new GatewayError('NOT_FOUND', `no request ${id}`)
    return shownTo(caller, node, withTransfer(node, request))
  })
]

function transfersOf({ node, caller }: TransfersCall): api.Transfers {
  const shown = urlsFor(caller)
  const transfers = node
    .groups()
    .flatMap(({ id, content }) =>
      content.transfers().map((transfer) => ({ group: id, ...transfer, url: shown(transfer.url) }))
    )
  return { transfers }
}

function wantsEvents({ request }: TransfersCall): boolean {
  return /\btext\/event-stream\b/i.test(request.headers.accept ?? '')
}

/** They change with every chunk, so they are looked at now and then. */
async function watchTransfers(call: TransfersCall): Promise<undefined> {
  const { node, response } = call
  const stream = node.streams.open(response)
  let sent = ''
  const look = (): void => {
    const transfers = transfersOf(call)
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

/** An application sees what it asked itself as it asked. */
function shownTo(caller: Caller, node: PotluckNode, request: ContentRequest): ContentRequest {
  if (caller.kind === 'application' && node.requests.askerOf(request.id) === caller.id) return request
  const shown = urlsFor(caller)
  const { url, result, error } = request
  return {
    ...request,
    url: shown(url),
    ...(result && { result: { ...result, url: shown(result.url) } }),
    ...(error && { error: { ...error, message: wordsFor(caller)(error.message) } })
  }
}
