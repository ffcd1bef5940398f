// Nodes of other versions, written by hand over real libp2p: one of the link's first revision, and one of a later version that says
// what nobody here knows. What may be added, and what not, stands in docs/protocols/link.md.
import { multiaddr } from '@multiformats/multiaddr'
import { afterEach, describe, expect, test } from 'vitest'
import { concatBytes, copyBytes, signedBytes, systemClock, utf8, verifySignature } from '../../src/base/index.js'
import { FrameChannel } from '../../src/graph/frame-channel.js'
import { PeerGraph } from '../../src/graph/index.js'
import { itemFrame, readLinkFrame, syncFrame } from '../../src/graph/link-frame.js'
import { presenceType } from '../../src/graph/presence.js'
import { LINK_PROTOCOL } from '../../src/graph/protocols.js'
import type { StartedGraph } from '../../src/graph/started-graph.js'
import { namedRecordId, sealRecord, type GroupRecord } from '../../src/record/index.js'
import { encodeItem } from '../../src/store/store-item.js'
import { eventually } from '../support/eventually.js'
import {
  CLOSING,
  firstPresenceType,
  FirstRevisionNode,
  plainNode,
  readFirstRecord,
  writeFirstPresence
} from '../support/first-revision.js'
import { bookType, GROUP_ID, noteType, startNode, textsIn, type TestNode } from '../support/graphs.js'
import { alice, bob, carol, type Person } from '../support/people.js'

const members = [alice, bob, carol]
const opened: { close(): Promise<void> }[] = []
afterEach(async () => {
  await Promise.all(opened.splice(0).map((node) => node.close()))
})

async function start(who: Person, init: Partial<Parameters<typeof startNode>[1]> = {}): Promise<TestNode> {
  const node = await startNode(who, { members, ...init })
  opened.push(node)
  return node
}

const neighboursOf = ({ graph }: TestNode): string[] =>
  graph
    .neighbours()
    .map(({ peer }) => peer)
    .sort()

test.each([
  [
    { major: 1, minor: 0 },
    { major: 1, minor: 0 }
  ],
  [{ major: 1, minor: 1 }, undefined],
  [{ major: 2, minor: 0 }, undefined],
  [{ major: 0, minor: 9 }, undefined]
])('a program that asks for the interface %j', (requested, given) => {
  if (given !== undefined) expect(PeerGraph.negotiateVersion(requested)).toEqual(given)
  else expect(() => PeerGraph.negotiateVersion(requested)).toThrow(/^this is version 1\.0, not /)
})

describe('a node of the first revision', () => {
  async function linked(dials: boolean): Promise<{ old: FirstRevisionNode; a: TestNode; c: TestNode }> {
    const old = await FirstRevisionNode.start(bob, members)
    opened.push(old)
    await old.store.add(bookType, { data: 'bob before' })
    const security = { secure: () => utf8('what it cannot know'), validate: () => 'valid' as const }
    const a = await start(alice, { security, knownAddresses: dials ? [] : [old.address] })
    await a.store.add(bookType, { data: 'alice before' })
    if (dials) await old.dial(a.graph.addresses()[0]!)
    const c = await start(carol, { admits: [alice], knownAddresses: a.graph.addresses() })
    await eventually(() => expect(neighboursOf(a)).toEqual([bob.peer, carol.peer].sort()))
    return { old, a, c }
  }

  for (const dials of [true, false]) {
    test(`that ${dials ? 'dials' : 'is dialled'} is a neighbour like any, and is told nothing that it does not know`, async () => {
      const { old, a, c } = await linked(dials)
      expect(old.hello).toMatchObject({ version: 1 })
      await eventually(() => {
        for (const store of [old.store, a.store, c.store]) {
          expect(textsIn(store, bookType)).toEqual(['alice before', 'bob before'])
        }
        expect(old.synchronised).toBeGreaterThan(0)
      })
      await old.store.add(noteType, { data: 'from bob' })
      await c.store.add(noteType, { data: 'from carol' })
      await a.store.add(bookType, { data: 'from alice' })
      await eventually(() => {
        for (const store of [old.store, a.store, c.store]) {
          expect(textsIn(store)).toEqual(['from bob', 'from carol'])
          expect(textsIn(store, bookType)).toEqual(['alice before', 'bob before', 'from alice'])
        }
      })
      await eventually(() => expect(rttOf(a, carol)).toBeDefined()) // Whom alice measures, she has measured by now.
      expect(rttOf(a, bob)).toBeUndefined()
      expect([...new Set(old.frames)].filter((number) => number > 5)).toEqual([])
      expect(old.refusals).toEqual([])
    })
  }

  test('reads presences with fields that it does not know, and records with what stands beside their signature', async () => {
    const { old, a, c } = await linked(true)
    await writeFirstPresence(old, bob)
    await eventually(() => {
      for (const node of [a, c]) {
        const said = { peer: bob.peer, hosts: ['127.0.0.1'], contentPort: 6515, uplink: 'unknown' }
        expect(node.graph.present()).toContainEqual(expect.objectContaining(said))
      }
      const nodes = (a.graph as StartedGraph).core.nodes()
      expect(nodes).toContainEqual(expect.objectContaining({ peer: bob.peer, nodeId: undefined }))
    })
    await a.graph.announce({ contentPort: 7777 })
    await eventually(() => {
      const items = old.items.map(readFirstRecord).filter(({ type }) => type === 'graph.presence')
      const presences = items.map(({ data }) => firstPresenceType.codec.decode(data))
      expect(presences).toContainEqual(expect.objectContaining({ hosts: ['127.0.0.1'], contentPort: 7777 }))
    })
    await a.store.add(noteType, { data: 'secured' })
    await eventually(() => {
      const read = old.items.map(readFirstRecord).find(({ data }) => Buffer.from(data).toString() === 'secured')
      const { signed = new Uint8Array(), signature = new Uint8Array() } = read ?? {}
      expect(Buffer.from(signed).includes('what it cannot know')).toBe(true)
      const what = signedBytes('potluck/record/1', [GROUP_ID, signed])
      expect(verifySignature(alice.keyPair.publicKey, what, signature)).toBe(true)
    })
  })

  test('says goodbye and comes again, and is told goodbye', async () => {
    const { old, a } = await linked(true)
    await old.sayGoodbye()
    await eventually(() => expect(neighboursOf(a)).toEqual([carol.peer]))
    await old.dial(a.graph.addresses()[0]!)
    await eventually(() => expect(neighboursOf(a)).toContain(bob.peer))
    await a.graph.close()
    await eventually(() => expect(old.goodbyes).toEqual([CLOSING]))
  })
})

describe('a node of a later version', () => {
  /** A field of bytes, as protobuf has it. */
  const field = (number: number, bytes: Uint8Array): Uint8Array =>
    concatBytes([varint((number << 3) | 2), varint(bytes.byteLength), bytes])
  const NEWS = field(99, utf8('of a later version'))
  /** Version 1, port 0, all feature bits, and a field that nobody knows. */
  const HELLO = field(1, concatBytes([Uint8Array.of(8, 1, 24, 0xff, 0xff, 0xff, 0xff, 15), NEWS]))
  const UNKNOWN_SET = Uint8Array.of(8, 7)
  const ROUND = Uint8Array.of(8, 3)

  const added: [string, Uint8Array][] = [
    ['frames', NEWS],
    ['kinds of items', itemFrame(NEWS)],
    ['frames of synchronising', syncFrame(concatBytes([ROUND, NEWS]))],
    ['sets to synchronise', syncFrame(concatBytes([ROUND, field(2, UNKNOWN_SET)]))],
    ['fields of a pull', field(5, NEWS)],
    ['fields of a pong', field(7, NEWS)]
  ]
  for (const [what, frame] of added) {
    test(`may add ${what}: it is neither cut nor left alone for it`, async () => {
      const a = await start(alice)
      const newer = await link(a)
      for (let times = 0; times < 5; times++) await newer.channel.send(frame)
      await newer.channel.send(itemFrame(encodeItem({ type: 'ephemeral', envelope: noteOf('after all that') })))
      await eventually(() => expect(textsIn(a.store)).toEqual(['after all that']))
      expect(neighboursOf(a)).toEqual([bob.peer])
      await newer.channel.close(AbortSignal.timeout(1_000))
      await eventually(() => expect(neighboursOf(a)).toEqual([]))
      await newer.again()
      await eventually(() => expect(neighboursOf(a)).toEqual([bob.peer]))
    })
  }

  test('may say goodbye for a reason of its own', async () => {
    const a = await start(alice)
    const newer = await link(a)
    await newer.channel.send(field(4, concatBytes([Uint8Array.of(8, 50), NEWS])))
    await eventually(() => expect(neighboursOf(a)).toEqual([]))
    await newer.channel.close(AbortSignal.timeout(1_000))
    await newer.again()
    await eventually(() => expect(neighboursOf(a)).toEqual([bob.peer]))
  })

  test('may add fields to records and presences: these are read, and passed on as they were signed', async () => {
    const a = await start(alice)
    const old = await FirstRevisionNode.start(carol, members)
    opened.push(old)
    await old.dial(a.graph.addresses()[0]!)
    const newer = await link(a)
    const said = { uplink: 'yes', serves: 'unknown', load: 0, merit: 0, contentPort: 6515, graphPort: 0 } as const
    const presence = { ...said, hosts: ['127.0.0.1'], nodeId: '0011223344556677', attributes: '' }
    const data = concatBytes([copyBytes(presenceType.codec.encode(presence)), NEWS])
    const id = namedRecordId(bob.peer, presenceType.name)
    const item = itemFrame(
      encodeItem({ type: 'ephemeral', envelope: signedWithNews({ id, type: presenceType.name, data }) })
    )
    await newer.channel.send(item)
    await eventually(() => {
      expect(a.graph.present()).toContainEqual(expect.objectContaining({ peer: bob.peer, uplink: 'yes' }))
      const frame = readLinkFrame(item)
      expect(old.items).toContainEqual(frame?.kind === 'item' ? copyBytes(frame.item) : undefined)
    })
    expect(neighboursOf(a)).toContain(bob.peer)
  })

  async function link(a: TestNode): Promise<{ channel: FrameChannel; again(): Promise<void> }> {
    const client = await plainNode(bob, members)
    opened.push({ close: async () => client.stop() })
    const open = async (): Promise<FrameChannel> => {
      const signal = AbortSignal.timeout(5_000)
      const connection = await client.dial(multiaddr(a.graph.addresses()[0]), { signal })
      const channel = new FrameChannel(await connection.newStream(LINK_PROTOCOL, { signal }))
      await channel.send(HELLO)
      void drain(channel)
      return channel
    }
    const channel = await open()
    await eventually(() => expect(neighboursOf(a)).toContain(bob.peer))
    const again = async (): Promise<void> => {
      await eventually(() => expect(client.getConnections()).toEqual([])) // Alice hangs up.
      await open()
    }
    return { channel, again }
  }

  async function drain(channel: FrameChannel): Promise<void> {
    try {
      for await (const bytes of channel.frames()) {
        const frame = readLinkFrame(bytes)
        if (frame?.kind === 'goodbye') return
      }
    } catch {
      // It was cut: the test sees that by itself.
    }
  }

  const recordOf = (init: Partial<GroupRecord>): GroupRecord => {
    const nowMs = systemClock.nowMs()
    return {
      ...{ id: namedRecordId(bob.peer, 'a note'), type: noteType.name, creator: bob.peer, lastModifiedBy: bob.peer },
      ...{ version: nowMs, createdAtMs: nowMs, modifiedAtMs: nowMs, expiresAtMs: nowMs + 60_000, deleted: false },
      ...{ attributes: {}, data: new Uint8Array(), autoRefresh: false, renewals: 0, renewedAtMs: 0 },
      ...init
    }
  }
  const noteOf = (text: string): Uint8Array => sealRecord(recordOf({ data: utf8(text) }), GROUP_ID, bob.keyPair)

  /** A record with a field that nobody knows, under its author's signature. */
  function signedWithNews(init: Partial<GroupRecord>): Uint8Array {
    const [record = new Uint8Array()] = fieldsOf(sealRecord(recordOf(init), GROUP_ID, bob.keyPair))
    const withNews = concatBytes([record, NEWS])
    const signature = bob.keyPair.sign(signedBytes('potluck/record/1', [GROUP_ID, withNews]))
    return concatBytes([field(1, withNews), field(2, signature)])
  }
})

/** What stands in fields of bytes, in order. */
function fieldsOf(message: Uint8Array): Uint8Array[] {
  const fields: Uint8Array[] = []
  for (let at = 1; at < message.byteLength; at++) {
    let [length, shift] = [0, 0]
    for (; ; shift += 7, at++) {
      length += (message[at]! & 127) * 2 ** shift
      if (message[at]! < 128) break
    }
    fields.push(message.slice(at + 1, at + 1 + length))
    at += length + 1
  }
  return fields
}

function varint(value: number): Uint8Array {
  const bytes: number[] = []
  for (; value > 127; value = Math.floor(value / 128)) bytes.push((value & 127) | 128)
  return Uint8Array.from([...bytes, value])
}

function rttOf({ graph }: TestNode, who: Person): number | undefined {
  return (graph as StartedGraph).core.connections().find(({ peer }) => peer === who.peer)?.rttMs
}
