// What this node is and how it does.
import { route } from '../api-route.js'
import * as api from '../api/status.js'
import type { Route } from '../router.js'

export const statusRoutes: readonly Route[] = [
  route(api.getStatus, ({ node }) => node.status()),
  // After files of the home changed: opens groups that were created or joined meanwhile, and takes up new certificates.
  route(api.reload, async ({ node }) => ({ opened: await node.reload(), failed: node.failedGroups() }))
]
