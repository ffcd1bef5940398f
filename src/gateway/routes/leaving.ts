// Leaving a group, and taking it off this machine.
import { route } from '../api-route.js'
import * as api from '../api/leaving.js'
import type { Route } from '../router.js'

export const leavingRoutes: readonly Route[] = [
  route(api.leaveGroup, async ({ node, params, body }) => {
    const { group } = node.group(params.group)
    return { group: group.id, name: group.name, heard: await group.leave(body) }
  }),
  route(api.deleteGroup, async ({ node, params }) => {
    // One that cannot be opened is deleted too.
    const id = node.failedGroups().find((failed) => failed.id === params.group)?.id ?? node.group(params.group).id
    await node.deleteGroup(id)
    return { group: id }
  })
]
