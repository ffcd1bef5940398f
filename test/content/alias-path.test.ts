import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { aliasPath, parseAliasPath, type AliasRoute } from '../../src/content/alias-path.js'

const GROUP = 'a1'.repeat(32)
const DIGEST = 'b2'.repeat(32)
const TRANSFER = 'c3'.repeat(16)

test.each<[AliasRoute, string]>([
  [{ groupId: GROUP, kind: 'group' }, `/v1/groups/${GROUP}`],
  [{ groupId: GROUP, kind: 'blob', digest: DIGEST }, `/v1/groups/${GROUP}/blobs/${DIGEST}`],
  [{ groupId: GROUP, kind: 'blob-leaves', digest: DIGEST }, `/v1/groups/${GROUP}/blobs/${DIGEST}/leaves`],
  [
    { groupId: GROUP, kind: 'transfer', transferId: TRANSFER, fromLeaf: 0 },
    `/v1/groups/${GROUP}/transfers/${TRANSFER}?from=0`
  ],
  [
    { groupId: GROUP, kind: 'transfer', transferId: TRANSFER, fromLeaf: 1234567890 },
    `/v1/groups/${GROUP}/transfers/${TRANSFER}?from=1234567890`
  ],
  [
    { groupId: GROUP, kind: 'transfer-leaves', transferId: TRANSFER },
    `/v1/groups/${GROUP}/transfers/${TRANSFER}/leaves`
  ]
])('%j has the path %s', (route, path) => {
  expect(aliasPath(route)).toBe(path)
  expect(parseAliasPath(path)).toEqual(route)
})

describe('no other spelling is a path', () => {
  test.each([
    '',
    '/',
    '/v1',
    '/v2/groups/' + GROUP,
    `/v1/groups/${GROUP}/`,
    `/v1/groups/${GROUP.toUpperCase()}`,
    `/v1/groups/${GROUP.slice(1)}`,
    `//v1/groups/${GROUP}`,
    `http://host/v1/groups/${GROUP}`,
    `/v1/groups/${GROUP}?from=0`,
    `/v1/groups/${GROUP}/blobs/${DIGEST}?from=0`,
    `/v1/groups/${GROUP}/blobs/../blobs/${DIGEST}`,
    `/v1/groups/${GROUP}/blobs/${DIGEST}%2fleaves`,
    `/v1/groups/${GROUP}/transfers/${TRANSFER}`,
    `/v1/groups/${GROUP}/transfers/${TRANSFER}/leaves?from=0`,
    `/v1/groups/${GROUP}/transfers/${TRANSFER}?from=-1`,
    `/v1/groups/${GROUP}/transfers/${TRANSFER}?from=01`,
    `/v1/groups/${GROUP}/transfers/${TRANSFER}?from=1&from=2`,
    `/v1/groups/${GROUP}/transfers/${TRANSFER}?from=12345678901`,
    `/v1/groups/${GROUP}/transfers/${DIGEST}?from=0`,
    `/v1/groups/${GROUP}\n`
  ])('%j', (path) => {
    expect(parseAliasPath(path)).toBeUndefined()
  })

  test('what is read is spelt the same again', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const route = parseAliasPath(text)
        if (route !== undefined) expect(aliasPath(route)).toBe(text)
      })
    )
  })
})
