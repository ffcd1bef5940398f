// What this node is and how it does.
import type { Route } from '../router.js'

export const statusRoutes: readonly Route[] = [
  { method: 'GET', path: '/v1/status', right: 'read', handle: ({ node }) => node.status() },
  // After files of the home changed: opens groups that were created or joined meanwhile, and takes up new certificates.
  {
    method: 'POST',
    path: '/v1/reload',
    right: 'administer',
    handle: async ({ node }) => ({ opened: await node.reload(), failed: node.failedGroups() })
  }
]
