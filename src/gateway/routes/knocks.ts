// Strangers who ask to be let in.
import type { Group, MemberLimits } from '../../group/index.js'
import { route } from '../api-route.js'
import * as api from '../api/knocks.js'
import type { Route } from '../router.js'

export const knockRoutes: readonly Route[] = [
  route(api.listKnocks, ({ node, params }) => knocksOf(node.group(params.group).group)),
  route(api.setKnocking, async ({ node, params, body: { knocking } }) => {
    const { group } = node.group(params.group)
    await group.setSettings({ knock: knocking })
    return knocksOf(group)
  }),
  route(api.answerKnock, async ({ node, params: { group: wanted, peer }, body: { limits, ...answer } }) => {
    const { group } = node.group(wanted)
    await group.answerKnock(peer, { ...answer, ...(limits && { limits: named(limits) }) })
    return { group: group.id, peer, allow: answer.allow }
  })
]

function knocksOf(group: Group): api.Knocks {
  return { group: group.id, name: group.name, knocking: group.settings().knock, knocks: group.knocks() }
}

/** Without what was named and not said. */
function named(limits: { readonly [Name in keyof MemberLimits]?: boolean | undefined }): Partial<MemberLimits> {
  return Object.fromEntries(Object.entries(limits).filter(([, said]) => said !== undefined))
}
