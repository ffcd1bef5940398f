// Removing members, giving them another role, and who was removed.
import { z } from 'zod'
import type { MemberLimits } from '../../group/index.js'
import { route } from '../api-route.js'
import { GatewayError } from '../errors.js'
import * as api from '../api/members.js'
import type { Route } from '../router.js'

/**
 * The recovery phrase, by which the root removes anybody, is taken over the Unix socket alone: on a port of loopback whoever listens there
 * while the node is down would be told it.
 */
const removeMember = {
  ...api.removeMember,
  body: api.removeMember.body.extend({ phrase: z.string().max(512).optional() })
}

export const memberRoutes: readonly Route[] = [
  route(api.listRemovals, ({ node, params }) => {
    const { group } = node.group(params.group)
    return { group: group.id, name: group.name, removals: group.removals() }
  }),
  route(removeMember, async ({ node, caller, params, body: { distrusted, distrustAll, ...options } }) => {
    if (options.phrase !== undefined && !(caller.kind === 'owner' && caller.isAtSocket === true)) {
      throw new GatewayError(
        'FORBIDDEN',
        'no program is told the recovery phrase: `potluck group remove --with-phrase` takes it'
      )
    }
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
