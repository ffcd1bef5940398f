// What this node is and how it does.
import { route } from '../api-route.js'
import * as api from '../api/status.js'
import type { PotluckNode } from '../node.js'
import type { Route } from '../router.js'
import { uploadsStatus } from '../upload-status.js'

export const statusRoutes: readonly Route[] = [
  route(api.getStatus, ({ node }) => {
    const carried = node.carried()
    return {
      ...node.status(),
      uploads: statusOfUploads(node),
      connections: node.connections(),
      ...(carried && { carried: { uploads: carried.uploads, bytes: carried.bytes } })
    }
  }),
  // After files of the home changed: opens groups that were created or joined meanwhile, and takes up new certificates.
  route(api.reload, async ({ node }) => ({ opened: await node.reload(), failed: node.failedGroups() }))
]

/** The lists are the API's own to write. */
function statusOfUploads(node: PotluckNode): api.NodeStatus['uploads'] {
  const status = uploadsStatus(node)
  if (status === undefined) return undefined
  const { doubts, folders, keyProblems } = status
  return { ...status, doubts: [...doubts], folders: [...folders], keyProblems: [...keyProblems] }
}
