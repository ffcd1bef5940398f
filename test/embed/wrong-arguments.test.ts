// What a program gives to its groups that cannot be: each says so with a code, and nothing is the worse for it.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { PeerGroup, PeerIdentity } from '../../src/index.js'
import { createTestGroup, type TestGroup } from '../../src/testing/index.js'

type Loose = { readonly [call: string]: (...given: unknown[]) => unknown }

let folder: string
let group: TestGroup
/** As a program without types calls. */
let member: Loose
let peer: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'potluck-wrong-'))
  group = await createTestGroup(['alice'])
  member = group.members[0] as never
  peer = group.members[0]!.identity.peer
})
afterAll(async () => {
  await group.close()
  await rm(folder, { recursive: true })
})

const wrong = { code: 'INVALID_ARGUMENT', name: 'GraphError' }
const self = (): string => peer

test.each<[call: string, given: unknown[]]>([
  ['connect', [null]],
  ['connect', [{ addresses: '/ip4/127.0.0.1/tcp/9' }]],
  ['enumMembers', [{ present: 'yes' }]],
  ['enumMembers', [{ peer: 'junk' }]],
  ['remove', []],
  ['remove', ['junk']],
  ['remove', [self, { distrusted: ['aa'] }]],
  ['remove', [self, { reissue: ['junk'] }]],
  ['remove', [self, { phrase: 12 }]],
  ['remove', [self, { distrust: 'all' }]],
  ['setRole', [self, 'king']],
  ['setRole', [self]],
  ['setLimits', [self]],
  ['setLimits', [self, { mayServe: 'no' }]],
  ['signedBy', [5]],
  ['leave', [{ force: 'yes' }]],
  ['leave', [null]],
  ['invite', []],
  ['invite', ['pot-id-1-x', { role: 'king' }]],
  ['invite', ['pot-id-1-x', { ttlMs: 'long' }]],
  ['invite', ['pot-id-1-x', { limit: { mayServe: false } }]],
  ['invite', ['pot-id-1-x', { limits: { mayserve: false } }]],
  ['invite', ['pot-id-1-x', { ttlMs: Infinity }]],
  ['invite', ['pot-id-1-x', { validForMs: -1 }]],
  ['invite', ['pot-id-1-x', { limits: true }]],
  ['authorizeMembership', []],
  ['authorizeMembership', [self]],
  ['authorizeMembership', [self, 'yes']],
  ['authorizeMembership', [self, true, { role: 'king' }]],
  ['setProperties', []],
  ['setSettings', ['knock=on']],
  ['openDirect', []],
  ['openDirect', ['junk']],
  ['openDirect', [self, { address: 9 }]],
  ['sendData', [1, 'a', 'Hello, world']],
  ['sendData', [1, 'a']],
  ['sendData', [1, undefined, Uint8Array.of(1)]],
  ['connections', [{ kinds: ['link'] }]],
  ['connections', [{ kinds: 'direct' }]],
  ['events', []],
  ['events', ['record']],
  ['events', [[{ event: 'overflow' }]]],
  ['events', [[{ event: 'node' }]]],
  ['events', [[{ event: 'record', types: 'app.note' }]]],
  ['toPeerTime', []],
  ['toSystemTime', ['now']],
  ['exportRecords', []],
  ['importRecords', [5]]
])('%s(%j)', async (call, given) => {
  const args = given.map((one) => (one === self ? peer : one))
  await expect((async () => member[call]!.apply(member, args))()).rejects.toMatchObject(wrong)
})

test('codes', async () => {
  const { codes } = member as unknown as { codes: Loose }
  await expect(codes['make']!()).rejects.toMatchObject(wrong)
  await expect(codes['make']!({ uses: '3' })).rejects.toMatchObject(wrong)
  await expect(codes['make']!({ uses: 3, role: 'king' })).rejects.toMatchObject(wrong)
  await expect(codes['revoke']!(5)).rejects.toMatchObject(wrong)
})

const home = (): string => join(folder, 'home')

test.each<[call: string, given: object | string | undefined]>([
  ['open', undefined],
  ['open', {}],
  ['open', { group: 5 }],
  ['open', { ports: { group: 70_000 } }],
  ['open', { ports: { gateway: '80' } }],
  ['open', { hosts: ['localhost'] }],
  ['open', { hosts: [] }],
  ['open', { mdns: 'no' }],
  ['open', { knownAddresses: '/ip4/127.0.0.1/tcp/9' }],
  ['open', { precedence: 'app.note' }],
  ['open', { connect: 1 }],
  ['open', { settings: [] }],
  ['open', { signal: {} }],
  ['open', { logger: {} }],
  ['create', { group: 'Office' }],
  ['create', { name: 'alice' }],
  ['create', { name: 'alice', group: 'Office', properties: 'none' }],
  ['join', { name: 'alice' }],
  ['join', { name: 'alice', invitation: 5 }],
  ['find', {}],
  ['find', { name: 'alice', budgetMs: 'long' }],
  ['knock', { name: 'alice', confirm: () => true, onWaiting: 'tell me' }],
  ['knock', { name: 'alice', group: 5 }],
  ['knock', { name: 'alice', group: 'Office' }],
  ['knock', { name: 'alice', group: 'c0ffee12' }],
  ['knock', { name: 'alice' }],
  ['identity', {}],
  ['list', undefined],
  ['delete', {}],
  ['recover', {}],
  ['recover', { phrase: ['word'] }],
  ['parseInvitation', undefined]
])('PeerGroup.%s(%j)', async (call, given) => {
  const options = typeof given === 'object' && Object.keys(given).length > 0 ? { home: home(), ...given } : given
  await expect((PeerGroup as unknown as Loose)[call]!(options)).rejects.toMatchObject(wrong)
})

test.each<[call: string, given: object | undefined]>([
  ['create', undefined],
  ['create', { name: 5 }],
  ['get', {}],
  ['text', {}],
  ['export', { passphrase: 5 }],
  ['import', { passphrase: 'long enough' }],
  ['delete', {}]
])('PeerIdentity.%s(%j)', async (call, given) => {
  const options = given !== undefined && Object.keys(given).length > 0 ? { home: home(), ...given } : given
  await expect((PeerIdentity as unknown as Loose)[call]!(options)).rejects.toMatchObject(wrong)
})

test('a version that is none, or not here', () => {
  expect(PeerGroup.negotiateVersion({ major: 1, minor: 0 })).toEqual({ major: 1, minor: 0 })
  expect(() => PeerGroup.negotiateVersion({ major: 1, minor: 9 })).toThrow(
    expect.objectContaining({ code: 'UNSUPPORTED_VERSION' })
  )
  expect(() => PeerGroup.negotiateVersion('1.0' as never)).toThrow(expect.objectContaining(wrong))
})
