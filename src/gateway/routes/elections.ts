// Whom the group elected, for what, and why.
import { GROUP_KIND } from '../../flows/index.js'
import { route } from '../api-route.js'
import * as api from '../api/elections.js'
import { GatewayError } from '../errors.js'
import { scopeOf } from '../record-scope.js'
import type { Caller, Route } from '../router.js'

export const electionRoutes: readonly Route[] = [
  route(api.listElections, ({ node, params }) => {
    const { id, name, elections } = node.group(params.group)
    return {
      group: id,
      name,
      elections: elections.kinds().map((kind) => ({ kind, provider: elections.provider(kind) }))
    }
  }),
  route(api.explainElection, ({ node, params: { group, kind } }) => node.group(group).elections.explain(kind)),
  route(api.startElection, async ({ node, params: { group, kind }, body: { criteria }, caller, signal }) => {
    const { elections } = node.group(group)
    requireKind(caller, kind)
    const values = criteria && Object.fromEntries(criteria.map(({ level, value }) => [level, value]))
    return await elections.start(kind, { criteria: values, signal })
  })
]

/** @throws {GatewayError} `FORBIDDEN` */
function requireKind(caller: Caller, kind: string): void {
  const { namespace } = scopeOf(caller)
  // Anybody may be called `group`: the whole group is nobody's namespace.
  if (namespace === undefined || (namespace === kind && kind !== GROUP_KIND)) return
  throw new GatewayError('FORBIDDEN', `this token elects for ${namespace} alone`)
}
