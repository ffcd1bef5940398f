// What this node is and how it does.
import { route } from '../api-route.js'
import * as api from '../api/status.js'
import type { PotluckNode } from '../node.js'
import { hasRight, type Route } from '../router.js'
import { uploadsStatus } from '../upload-status.js'

export const statusRoutes: readonly Route[] = [
  route(api.getStatus, ({ node, caller }) => {
    const carried = node.carried()
    return {
      ...node.status(),
      uploads: statusOfUploads(node, hasRight(caller, 'administer')),
      connections: node.connections(),
      ...(carried && { carried: { uploads: carried.uploads, bytes: carried.bytes } })
    }
  }),
  // After files of the home changed: opens groups that were created or joined meanwhile, and takes up new certificates.
  route(api.reload, async ({ node }) => ({ opened: await node.reload(), failed: node.failedGroups() }))
]

/** Files and backends stand in the settings, which are for who may administer: others hear that something is wrong. */
function statusOfUploads(node: PotluckNode, maySeeSettings: boolean): api.NodeStatus['uploads'] {
  const status = uploadsStatus(node)
  if (status === undefined) return undefined
  const { doubts, folders, keyProblems, ...figures } = status
  const stuck = folders.filter(({ problem, passedOver }) => (problem ?? passedOver) !== undefined)
  const problems = doubts.length + stuck.length + keyProblems.length
  const lists = { doubts: [...doubts], folders: [...folders], keyProblems: [...keyProblems] }
  return { ...figures, problems, ...(maySeeSettings && lists) }
}
