// Tokens of applications, and sessions of the page.
import { z } from 'zod'
import { right } from '../api/tokens.js'
import { GatewayError } from '../errors.js'
import type { Route } from '../router.js'

export const tokenInitSchema = z.union([
  z.strictObject({ page: z.literal(true) }),
  z.strictObject({
    name: z.string(),
    rights: z.array(right).max(16),
    namespace: z.string().optional()
  })
])

export const tokenRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/v1/tokens',
    right: 'administer',
    handle: ({ node }) => ({ tokens: node.tokens.list() })
  },
  {
    method: 'POST',
    path: '/v1/tokens',
    right: 'administer',
    handle: async ({ node, caller, body, response }) => {
      const init = await body(tokenInitSchema)
      response.setHeader('cache-control', 'no-store')
      if (!('page' in init)) return await node.tokens.create(init)
      if (caller.kind !== 'owner') throw new GatewayError('FORBIDDEN', 'only the user of this machine opens the page')
      return node.tokens.openPageSession()
    }
  },
  {
    method: 'DELETE',
    path: '/v1/tokens/:id',
    right: 'administer',
    handle: async ({ node, params }) => {
      await node.tokens.revoke(params['id'] ?? '')
      return { id: params['id'], revoked: true }
    }
  }
]
