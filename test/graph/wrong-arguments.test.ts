// What a program gives to its graph that cannot be: each says so with a code, and nothing is the worse for it.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { systemClock, systemRandom } from '../../src/base/index.js'
import { MemoryNetwork, PeerGraph, type CreateGraphOptions } from '../../src/graph/index.js'
import { createPeerGraph } from '../../src/graph/open-peer-graph.js'
import { bookType } from '../support/graphs.js'
import { alice, bob } from '../support/people.js'

let home: string
let graph: PeerGraph
const network = new MemoryNetwork()
const components = {
  clock: systemClock,
  random: systemRandom,
  startGraph: (...[parts, init]: Parameters<MemoryNetwork['startGraph']>) => network.startGraph(parts, init)
}

const options = (changes: object = {}): CreateGraphOptions => {
  return { graphId: 'garden', keyPair: alice.keyPair, folder: join(home, 'alice'), mdns: false, ...changes }
}
/** As a program without types calls. */
const loose = (): { [call: string]: (...given: unknown[]) => unknown } => graph as never
const there = '/ip4/127.0.0.1/tcp/9'

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'potluck-wrong-'))
  graph = await createPeerGraph(options(), components)
})

afterEach(async () => {
  await graph.close()
  await rm(home, { recursive: true })
})

test.each<[call: string, given: unknown[]]>([
  ['connect', []],
  ['connect', [[there]]],
  ['connect', [there, { peer: 'junk' }]],
  ['listen', [{ hosts: '127.0.0.1' }]],
  ['listen', [{ hosts: [] }]],
  ['listen', [{ hosts: ['localhost'] }]],
  ['listen', [{ port: '80' }]],
  ['listen', [{ port: 65_536 }]],
  ['listen', [{ scope: 'house' }]],
  ['listen', [null]],
  ['openDirect', []],
  ['openDirect', ['junk']],
  ['openDirect', ['junk', { address: there }]],
  ['sendData', [1, 'a', 'Hello, world']],
  ['sendData', [1, 'a']],
  ['sendData', [1, 'a', [1, 2]]],
  ['sendData', [1, undefined, Uint8Array.of(1)]],
  ['setNodeAttributes', [5]],
  ['setNodeAttributes', []],
  ['setNodeAttributes', ['x'.repeat(513)]],
  ['setPresence', ['no']],
  ['setProperties', []],
  ['setProperties', ['comment']],
  ['setProperties', [{ colour: 'red' }]],
  ['setProperties', [{ toString: 1 }]],
  ['setProperties', [{ constructor: 1 }]],
  ['connections', [{ kinds: 'direct' }]],
  ['connections', [{ kinds: ['distant'] }]],
  ['nodes', [{ peer: 5 }]],
  ['toPeerTime', ['noon']],
  ['toSystemTime', [new Date(0)]],
  ['events', []],
  ['events', [{ event: 'status' }]],
  ['events', [['status']]],
  ['events', [[{ event: 'recrod' }]]],
  ['events', [[{ event: 'record', types: 'app.note' }]]]
])('%s(%j)', async (call, given) => {
  const called = async (): Promise<unknown> => loose()[call]!(...given)
  await expect(called()).rejects.toMatchObject({ name: 'GraphError', code: 'INVALID_ARGUMENT' })
  // Whatever was refused has left nothing behind that an event, or closing, would meet.
  await graph.records.add(bookType, { data: 'after it' })
  await graph.close()
  await PeerGraph.delete(options())
})

test('a version that is none', () => {
  const negotiate = PeerGraph.negotiateVersion as (requested?: unknown) => unknown
  for (const requested of [undefined, null, '1.0', { major: 1 }, { major: 1, minor: -1 }, { major: 1.5, minor: 0 }]) {
    expect(() => negotiate(requested)).toThrow(expect.objectContaining({ code: 'INVALID_ARGUMENT' }))
  }
})

const { gate, policy } = { gate: {}, policy: {} }
test.each<[which: string, changes: object]>([
  ['no folder', { folder: undefined }],
  ['a folder without a name', { folder: '' }],
  ['no key', { keyPair: undefined }],
  ['half a key', { keyPair: { publicKey: bob.keyPair.publicKey } }],
  ['an id that is no text', { graphId: 5 }],
  ['an empty id', { graphId: '' }],
  ['properties that are none', { properties: null }],
  ['precedence that is no list', { precedence: 'note' }],
  ['security of nothing', { security: {} }],
  ['a gate alone', { security: { gate } }],
  ['a policy alone', { security: { policy } }],
  ['functions that are none', { security: { gate, policy } }]
])('creating with %s', async (_which, changes) => {
  await expect(PeerGraph.create(options({ graphId: 'shed', ...changes }))).rejects.toMatchObject({
    code: 'INVALID_ARGUMENT'
  })
})

test('creating and opening with nothing', async () => {
  const { create, open, delete: remove } = PeerGraph as unknown as { [call: string]: () => Promise<unknown> }
  for (const call of [create, open, remove]) await expect(call!()).rejects.toMatchObject({ code: 'INVALID_ARGUMENT' })
})

test('a folder that cannot be made, or read, is the disk’s refusal', async () => {
  const folder = join(home, 'alice', 'graph.json', 'below')
  for (const call of [PeerGraph.create, PeerGraph.open, PeerGraph.delete]) {
    await expect(call(options({ graphId: 'shed', folder }))).rejects.toMatchObject({ name: 'StoreError', code: 'DISK' })
  }
})
