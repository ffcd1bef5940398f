// Removing members, giving them another role, and who was removed.
import type { MemberLimits } from '../../group/index.js'
import { route } from '../api-route.js'
import * as api from '../api/members.js'
import type { Route } from '../router.js'

export const memberRoutes: readonly Route[] = [
  route(api.listRemovals, ({ node, params }) => {
    const { group } = node.group(params.group)
    return { group: group.id, name: group.name, removals: group.removals() }
  }),
  route(api.removeMember, async ({ node, params, body: { distrusted, distrustAll, ...options } }) => {
    const { group } = node.group(params.group)
    const removal = await group.removeMember(params.peer, {
      ...options,
      ...(distrusted !== undefined && { distrusted: new Set(distrusted) }),
      ...(distrustAll === true && { distrusted: 'all' as const })
    })
    return { group: group.id, name: group.name, removal }
  }),
  route(api.listSigned, ({ node, params }) => {
    const { group } = node.group(params.group)
    return { group: group.id, name: group.name, signed: group.signedBy(params.peer) }
  }),
  route(api.changeMember, async ({ node, params, body: { role, limits } }) => {
    const { group } = node.group(params.group)
    const removal = await group.changeMember(params.peer, { role, ...(limits && { limits: named(limits) }) })
    return { group: group.id, name: group.name, removal: removal ?? null }
  })
]

/** Without what was named and not said. */
function named(limits: { readonly [Name in keyof MemberLimits]?: boolean | undefined }): Partial<MemberLimits> {
  return Object.fromEntries(Object.entries(limits).filter(([, said]) => said !== undefined))
}
