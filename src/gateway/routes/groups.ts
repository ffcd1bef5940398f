// Groups, their members, invitations to them.
import type { MakeCodeInit } from '../../group/index.js'
import { GatewayError } from '../errors.js'
import type { Route } from '../router.js'

export const groupRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/v1/groups',
    right: 'read',
    handle: ({ node }) => ({
      groups: node.groups().map(({ group }) => ({ id: group.id, name: group.name, role: group.role }))
    })
  },
  {
    method: 'GET',
    path: '/v1/groups/:group/members',
    right: 'read',
    handle: ({ node, params }) => {
      const { group } = node.group(params['group'])
      return { group: group.id, name: group.name, members: group.members() }
    }
  },
  {
    method: 'GET',
    path: '/v1/groups/:group/addresses',
    right: 'read',
    handle: ({ node, params }) => ({ addresses: node.group(params['group']).group.graph.addresses() })
  },
  {
    method: 'GET',
    path: '/v1/groups/:group/codes',
    right: 'administer',
    handle: ({ node, params }) => {
      const { group } = node.group(params['group'])
      return { group: group.id, name: group.name, codes: group.codes.list() }
    }
  },
  {
    method: 'POST',
    path: '/v1/groups/:group/codes',
    right: 'administer',
    handle: async ({ node, params, query }) => {
      const { group } = node.group(params['group'])
      return { group: group.id, name: group.name, ...(await group.codes.make(readCodeInit(query))) }
    }
  },
  {
    method: 'POST',
    path: '/v1/groups/:group/codes/:code/revoke',
    right: 'administer',
    handle: async ({ node, params }) => {
      const { group } = node.group(params['group'])
      await group.codes.revoke(params['code'] ?? '')
      return { group: group.id, id: params['code'] }
    }
  }
]

/** @throws {GatewayError} `BAD_REQUEST` */
function readCodeInit(query: URLSearchParams): MakeCodeInit {
  const role = query.get('role') ?? 'member'
  const ttlMs = query.get('ttlMs')
  if (role !== 'member' && role !== 'administrator') throw new GatewayError('BAD_REQUEST', `there is no role ${role}`)
  if (ttlMs !== null && !/^[1-9]\d{0,14}$/.test(ttlMs)) {
    throw new GatewayError('BAD_REQUEST', `ttlMs is a number of milliseconds, not ${ttlMs}`)
  }
  const uses = query.get('uses') ?? '1'
  if (!/^\d{1,9}$/.test(uses)) throw new GatewayError('BAD_REQUEST', `uses is a number, not ${uses}`)
  return { uses: Number(uses), role, ...(ttlMs !== null && { ttlMs: Number(ttlMs) }) }
}
