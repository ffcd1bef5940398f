// Who holds what, from the records here: no network.
import { MAX_QUERIES } from '../defaults.js'
import { GatewayError } from '../errors.js'
import type { Route } from '../router.js'

export const locationRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/v1/locations',
    right: 'read',
    handle: ({ node, query }) => {
      const { content } = node.group(query.get('group') ?? undefined)
      const asked = [
        ...query.getAll('url').map((url) => ({ url })),
        ...query.getAll('digest').map((digest) => ({ digest: checkDigest(digest) }))
      ]
      if (asked.length === 0) throw new GatewayError('BAD_REQUEST', 'say what to locate: url=… or digest=…')
      if (asked.length > MAX_QUERIES) {
        throw new GatewayError('BAD_REQUEST', `${asked.length} queries at once, the limit is ${MAX_QUERIES}`)
      }
      return { results: asked.map((one) => ({ query: one, locations: content.locate(one) })) }
    }
  }
]

function checkDigest(digest: string): string {
  if (/^[0-9a-f]{64}$/.test(digest)) return digest
  throw new GatewayError('BAD_REQUEST', `"${digest}" is not a SHA-256 digest: 64 lower-case hex characters`)
}
