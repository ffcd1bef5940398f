// What is downloading now, and what was asked of this node: how far it is, where the bytes come from, how it ended.
import { route } from '../api-route.js'
import * as api from '../api/transfers.js'
import { GatewayError } from '../errors.js'
import type { PotluckNode } from '../node.js'
import type { ContentRequest } from '../request-log.js'
import type { Route } from '../router.js'

export const requestRoutes: readonly Route[] = [
  route(api.listRequests, ({ node }) => ({
    requests: node.requests.list().map((request) => withTransfer(node, request))
  })),
  route(api.getRequest, ({ node, params: { id } }) => {
    const request = node.requests.get(id)
    if (request === undefined) throw new GatewayError('NOT_FOUND', `no request ${id}`)
    return withTransfer(node, request)
  })
]

function withTransfer(node: PotluckNode, request: ContentRequest): ContentRequest {
  if (request.state !== 'running') return request
  const open = node.groups().find(({ group }) => group.id === request.group)
  const transfer = open?.content.transfers().find(({ url }) => url === request.url)
  return transfer === undefined ? request : { ...request, transfer }
}
