import { expect, test } from 'vitest'
import { findRoute, type Route } from '../../src/gateway/router.js'

const list = (): string => 'list'
const members = (): string => 'members'
const routes: Route[] = [
  { method: 'GET', path: '/v1/groups', right: 'read', handle: list },
  { method: 'GET', path: '/v1/groups/:group/members', right: 'read', handle: members }
]

test('a route is found by method and path', () => {
  expect(findRoute(routes, 'GET', '/v1/groups')).toEqual({ route: routes[0], params: {} })
})

test('what stands for a name is decoded', () => {
  const found = findRoute(routes, 'GET', '/v1/groups/my%20group%2F1/members')
  expect(found).toEqual({ route: routes[1], params: { group: 'my group/1' } })
})

test.each([
  ['POST', '/v1/groups', 'METHOD_NOT_ALLOWED'],
  ['GET', '/v1/groups/', 'NOT_FOUND'],
  ['GET', '/v1', 'NOT_FOUND'],
  ['GET', '/v1/groups/%zz/members', 'BAD_REQUEST']
])('%s %s: %s', (method, path, code) => {
  expect(() => findRoute(routes, method, path)).toThrow(expect.objectContaining({ code }) as Error)
})
