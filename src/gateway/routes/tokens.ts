// Tokens of applications, and sessions of the page.
import { route } from '../api-route.js'
import * as api from '../api/tokens.js'
import { GatewayError } from '../errors.js'
import type { Route } from '../router.js'

export const tokenRoutes: readonly Route[] = [
  route(api.listTokens, ({ node }) => ({ tokens: node.tokens.list() })),
  route(api.makeToken, async ({ node, caller, body, response }) => {
    response.setHeader('cache-control', 'no-store')
    if (!('page' in body)) return await node.tokens.create(body)
    if (caller.kind !== 'owner') throw new GatewayError('FORBIDDEN', 'only the user of this machine opens the page')
    return await node.tokens.openPageSession()
  }),
  route(api.revokeToken, async ({ node, params: { id } }) => {
    await node.tokens.revoke(id)
    return { id, revoked: true as const }
  })
]
