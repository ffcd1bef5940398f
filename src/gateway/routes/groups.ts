// Groups, their members, invitations to them.
import type { Route } from '../router.js'

export const groupRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/v1/groups',
    handle: ({ node }) => ({
      groups: node.groups().map(({ group }) => ({ id: group.id, name: group.name, role: group.role }))
    })
  },
  {
    method: 'GET',
    path: '/v1/groups/:group/members',
    handle: ({ node, params }) => {
      const { group } = node.group(params['group'])
      return { group: group.id, name: group.name, members: group.members() }
    }
  },
  {
    method: 'GET',
    path: '/v1/groups/:group/addresses',
    handle: ({ node, params }) => ({ addresses: node.group(params['group']).group.graph.addresses() })
  }
]
