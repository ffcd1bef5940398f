// Who holds what, from the records here: no network.
import type { Content } from '../../content/index.js'
import { route } from '../api-route.js'
import * as api from '../api/locations.js'
import { MAX_QUERIES } from '../defaults.js'
import { GatewayError } from '../errors.js'
import type { Route } from '../router.js'

export const locationRoutes: readonly Route[] = [
  route(api.locate, ({ node, query: { group, url = [], digest = [] } }) => {
    const queries = [...url.map((one) => ({ url: one })), ...digest.map((one) => ({ digest: one }))]
    if (queries.length === 0) throw new GatewayError('BAD_REQUEST', 'say what to locate: url=… or digest=…')
    if (queries.length > MAX_QUERIES) {
      throw new GatewayError('BAD_REQUEST', `${queries.length} queries at once, the limit is ${MAX_QUERIES}`)
    }
    return answers(node.group(group).content, queries)
  }),
  route(api.locateMany, ({ node, query: { group }, body: { queries } }) => answers(node.group(group).content, queries))
]

function answers(content: Content, queries: readonly api.LocationQuery[]): api.Located {
  return { results: queries.map((query) => ({ query, locations: content.locate(query) })) }
}
