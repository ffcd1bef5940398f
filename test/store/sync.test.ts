import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { utf8 } from '../../src/base/index.js'
import { namedRecordId } from '../../src/record/index.js'
import { createMemoryStorage, MAX_ENTRIES_PER_ROUND, MAX_SYNC_FRAME_BYTES } from '../../src/store/index.js'
import { MAX_SHARD_HEADS } from '../../src/store/defaults.js'
import { signHead } from '../../src/store/signed-head.js'
import { encodeItem } from '../../src/store/store-item.js'
import { decodeSyncFrame, encodeSyncFrame, type SyncBody, type SyncFrame } from '../../src/store/sync-frame.js'
import { SyncMachine, type SyncOutput, type SyncView } from '../../src/store/sync.js'
import { checked, forged, ShardWriter, TEST_GROUP } from '../support/changes.js'
import { settle } from '../support/fake-clock.js'
import { alice, bob, carol, dave, mallory } from '../support/people.js'
import {
  contents,
  eventually,
  linkStores,
  noteType,
  openTestStore,
  signalType,
  synchronise,
  TestPolicy,
  type TestStore
} from '../support/store-peers.js'

async function write(peer: TestStore, ...texts: string[]): Promise<void> {
  for (const data of texts) await peer.store.add(noteType, { data })
}

describe('a round', () => {
  test('makes two stores equal, both ways at once', async () => {
    const [a, b] = [await openTestStore(alice), await openTestStore(bob)]
    await write(a, 'a1', 'a2')
    await write(b, 'b1')
    await a.store.add(signalType, { data: 'here' })
    a.policy.arrive(utf8('certificate of alice'))
    b.policy.arrive(utf8('certificate of bob'))
    const link = await synchronise(a, b)
    expect(link.synchronised).toEqual([1, 1])
    expect(contents(a)).toHaveLength(4)
    expect(contents(b)).toEqual(contents(a))
    expect(a.policy.objects.size).toBe(2)
    expect([...b.policy.objects.keys()].sort()).toEqual([...a.policy.objects.keys()].sort())
  })

  test('between equal stores costs digests only', async () => {
    const [a, b] = [await openTestStore(alice), await openTestStore(bob)]
    for (let i = 0; i < 300; i++) await a.store.add(noteType, { data: 'x'.repeat(500) })
    await synchronise(a, b)
    const link = await synchronise(a, b)
    expect(link.synchronised).toEqual([1, 1])
    for (const bytes of link.sentBytes) expect(bytes).toBeLessThan(4096 + 300) // The buckets, and five small frames.
  })

  test('brings only what is new: one change of 1000 costs one change', async () => {
    const [a, b] = [await openTestStore(alice), await openTestStore(bob)]
    for (let i = 0; i < 999; i++) await a.store.add(noteType, { data: `${i}` })
    await synchronise(a, b)
    await write(a, 'new')
    const link = await synchronise(a, b)
    expect(contents(b)).toEqual(contents(a))
    expect(link.sentBytes[0]).toBeLessThan(4096 + 2000)
  })

  test('takes membership objects first: authors whom they vouch for come in the same round', async () => {
    const [a, b] = [await openTestStore(carol), await openTestStore(bob, { policy: new TestPolicy([bob]) })]
    const certificate = utf8('certificate of carol')
    a.policy.arrive(certificate)
    b.policy.onNew = () => b.policy.setMember(carol.peer, Number.MAX_SAFE_INTEGER)
    await write(a, 'c1')
    await a.store.add(signalType, { data: 'here' })
    await synchronise(a, b)
    expect(contents(b)).toEqual(contents(a))
    expect(contents(b)).toHaveLength(2)
  })

  test('does not ask for shards of authors nobody vouched for', async () => {
    const [a, b] = [await openTestStore(alice), await openTestStore(bob, { policy: new TestPolicy([bob]) })]
    for (let i = 0; i < 50; i++) await a.store.add(noteType, { data: 'x'.repeat(1000) })
    const link = await synchronise(a, b)
    expect(link.synchronised).toEqual([1, 1])
    expect(link.sentBytes[0]).toBeLessThan(4096 + 500)
    expect(contents(b)).toEqual([])
  })

  test('passes on what others wrote, also of removed members', async () => {
    const stores = [await openTestStore(alice), await openTestStore(bob), await openTestStore(carol)] as const
    const [a, b, c] = stores
    await write(a, 'a1')
    b.policy.setMember(alice.peer, undefined)
    await synchronise(a, b)
    await synchronise(b, c)
    expect(contents(b)).toEqual([])
    expect(contents(c)).toEqual(contents(a))
  })

  test('carries records of 768 KiB in frames of at most 1 MiB, and packs small ones', async () => {
    const [a, b] = [await openTestStore(alice), await openTestStore(bob)]
    const big = 'x'.repeat(768 * 1024)
    for (const data of [big, 'small', big]) await a.store.add(noteType, { data })
    const link = linkStores(a, b)
    link.sessions[1].startRound()
    await eventually(() => link.synchronised[1] > 0)
    expect(contents(b)).toEqual(contents(a))
    expect(Math.max(...link.frames)).toBeLessThan(12)
  })

  test('while floods bring the same changes, nothing is told twice', async () => {
    const [a, b] = [await openTestStore(alice), await openTestStore(bob)]
    await write(a, 'a1', 'a2', 'a3')
    const link = linkStores(a, b)
    link.sessions[1].startRound()
    for (const item of a.flooded) await b.store.receive(item)
    await eventually(() => link.synchronised[1] > 0)
    expect(b.events).toEqual(['add a1', 'add a2', 'add a3'])
    expect(link.refusals).toEqual([[], []])
  })

  test('over a link with room for one frame at a time, two full stores do not wait for each other for ever', async () => {
    const [a, b] = [await openTestStore(alice), await openTestStore(bob)]
    for (let i = 0; i < 40; i++) {
      await a.store.add(noteType, { data: 'a'.repeat(50_000) })
      await b.store.add(noteType, { data: 'b'.repeat(50_000) })
    }
    const link = await synchronise(a, b)
    expect(link.synchronised).toEqual([1, 1])
    expect(contents(a)).toHaveLength(80)
    expect(contents(b)).toEqual(contents(a))
  })
})

test('a gap is asked for by shard, and what was held then fits', async () => {
  const [a, b] = [await openTestStore(alice), await openTestStore(bob)]
  await write(a, 'a1', 'a2', 'a3')
  const outcome = await b.store.receive(a.flooded[2]!)
  expect(outcome).toEqual({ outcome: 'held', author: alice.peer, shard: 1 })
  const link = linkStores(a, b)
  link.sessions[1].requestShard(alice.peer, 1)
  await eventually(() => contents(b).length === 3)
  expect(contents(b)).toEqual(contents(a))
  expect(link.synchronised).toEqual([0, 0])
  for (let turn = 0; link.learnt[1] === 0 && turn < 100; turn++) await settle()
  expect(link.learnt).toEqual([0, 1])
})

test('one who forks its shard more often than frames can say stops nobody: all else still arrives', async () => {
  const [a, b] = [await openTestStore(alice), await openTestStore(bob)]
  await write(a, 'a1')
  await write(b, 'b1')
  const outcomes: string[] = []
  for (let i = 0; i <= MAX_SHARD_HEADS; i++) {
    const writer = new ShardWriter(carol, `${i}`)
    const change = writer.write(`fork ${i}`)
    const item = encodeItem({ type: 'shard-update', head: writer.sign().bytes, change })
    outcomes.push((await a.store.receive(item)).outcome)
    if (i > 0) await b.store.receive(item) // The other store keeps another choice of the forks.
  }
  expect(outcomes).toEqual([...Array<string>(MAX_SHARD_HEADS).fill('applied'), 'ignored'])
  for (let round = 0; round < 2; round++) expect((await synchronise(a, b)).refusals).toEqual([[], []])
  const honest = (peer: TestStore): string[] => contents(peer).filter((line) => !line.includes('fork'))
  expect(honest(a)).toHaveLength(2)
  expect(honest(b)).toEqual(honest(a))
  const c = await openTestStore(dave)
  expect((await synchronise(a, c)).refusals).toEqual([[], []])
  expect(contents(c)).toEqual(contents(a))
})

test('one author, two machines from one backup: both histories meet in every store', async () => {
  const [first, second] = [await openTestStore(alice), await openTestStore(alice, { seed: 777 })]
  const b = await openTestStore(bob)
  const id = namedRecordId(alice.peer, 'list')
  await first.store.add(noteType, { id, data: 'first' })
  second.clock.advance(1000)
  await second.store.add(noteType, { id, data: 'second' })
  await write(first, 'x')
  await write(second, 'y')
  await synchronise(first, b)
  await synchronise(second, b)
  await synchronise(first, b)
  await synchronise(second, b)
  expect(contents(b)).toHaveLength(3)
  expect(contents(first)).toEqual(contents(b))
  expect(contents(second)).toEqual(contents(b))
  expect(contents(b).join()).toContain('second') // Same version: the later one.
  await write(second, 'merged')
  await synchronise(second, b)
  const link = await synchronise(first, b)
  expect(contents(first)).toEqual(contents(second))
  expect(link.refusals).toEqual([[], []])
})

test('a member that signs two histories ends with one of them everywhere, on disk too, and nobody is blamed', async () => {
  const storage = createMemoryStorage()
  const [a, b] = [await openTestStore(bob, { storage }), await openTestStore(dave)]
  const writer = new ShardWriter(carol)
  const root = writer.write('root')
  const item = (change: Uint8Array, changes: number): Uint8Array => {
    const statement = { shard: 1, firstLivingShard: 1, changes, heads: [checked(change).hash] }
    return encodeItem({ type: 'shard-update', head: signHead(statement, TEST_GROUP, carol.keyPair).bytes, change })
  }
  const honest = writer.write('next')
  const above = writer.write('above')
  const lying = new ShardWriter(carol, 'aside').write('another')
  const rival = forged(honest, { key: checked(lying).key, value: checked(lying).value })
  const histories = [
    [item(root, 1), item(honest, 2), item(above, 3)],
    [item(root, 1), item(rival, 2)]
  ]
  const [mine, theirs] = checked(honest).hash < checked(rival).hash ? [1, 0] : [0, 1] // `a` begins with the one that falls.
  for (const bytes of histories[mine]!) expect((await a.store.receive(bytes)).outcome).toBe('applied')
  for (const bytes of histories[theirs]!) expect((await b.store.receive(bytes)).outcome).toBe('applied')
  for (let round = 0; round < 2; round++) expect((await synchronise(a, b)).refusals).toEqual([[], []])
  expect(contents(a)).toEqual(contents(b))
  expect(contents(a)).toHaveLength(theirs === 0 ? 3 : 2)
  expect((await synchronise(a, b)).sentBytes[0]).toBeLessThan(4096 + 300)
  const again = await openTestStore(bob, { storage, seed: 3 })
  expect(contents(again)).toEqual(contents(b))
})

test('whatever is written, updated, deleted, restarted and synchronised in whatever order, stores end equal', async () => {
  const action = fc.oneof(
    fc.record({ do: fc.constantFrom('add', 'delete', 'signal'), who: fc.nat(3), name: fc.nat(4) }),
    fc.record({ do: fc.constant('sync'), who: fc.nat(3), with: fc.nat(3) }),
    fc.record({ do: fc.constant('flood'), who: fc.nat(3), with: fc.nat(3), item: fc.nat(20) })
  )
  await fc.assert(
    fc.asyncProperty(fc.array(action, { maxLength: 40 }), async (actions) => {
      const peers = await Promise.all([alice, bob, carol, dave].map((person) => openTestStore(person)))
      for (const step of actions) {
        const peer = peers[step.who]!
        if (step.do === 'sync') await synchronise(peer, peers[(step as { with: number }).with]!)
        else if (step.do === 'flood') {
          const item = peer.flooded[(step as { item: number }).item]
          if (item !== undefined) await peers[(step as { with: number }).with]!.store.receive(item)
        } else {
          const id = namedRecordId(peer.person.peer, `${step.do === 'signal'} ${(step as { name: number }).name}`)
          for (const { clock } of peers) clock.advance(1)
          if (step.do === 'delete') await peer.store.delete(id).catch(() => {})
          else await peer.store.add(step.do === 'signal' ? signalType : noteType, { id, data: `${step.do}` })
        }
      }
      for (let pass = 0; pass < 2; pass++) {
        for (let i = 0; i < 4; i++) {
          const link = await synchronise(peers[i]!, peers[(i + 1) % 4]!)
          expect(link.refusals).toEqual([[], []])
        }
      }
      const [first, ...others] = peers.map(contents)
      for (const other of others) expect(other).toEqual(first)
      await Promise.all(peers.map(({ store }) => store.close()))
    }),
    { numRuns: 20 }
  )
})

describe('a peer that breaks the rules is refused', () => {
  async function against(frames: (round: number) => (SyncBody | Uint8Array)[], started = true): Promise<string[]> {
    const victim = await openTestStore(alice)
    const refusals: string[] = []
    let round = 0
    const session = victim.store.openSync({
      peer: mallory.peer,
      send: async (bytes) => {
        round = decodeSyncFrame(bytes)?.round ?? 0
      },
      onSynchronised: () => {},
      onRefuse: (reason) => refusals.push(reason)
    })
    if (started) session.startRound()
    await settle()
    for (const frame of frames(round)) {
      await session.receive(frame instanceof Uint8Array ? frame : encodeSyncFrame({ round, ...frame }))
    }
    await settle()
    return refusals
  }
  const noDigests: SyncBody = { type: 'set-digests', set: 'credentials', digests: [], last: true }
  const digest = 'ab'.repeat(16)
  const entry = { author: bob.peer, shard: 1, heads: ['cd'.repeat(32)] }

  test('garbage, a frame with nothing in it, a frame over the limit', async () => {
    expect(await against(() => [utf8('garbage')])).toEqual(['malformed frame'])
    expect(await against(() => [new Uint8Array()])).toEqual(['malformed frame'])
    expect(await against(() => [new Uint8Array(MAX_SYNC_FRAME_BYTES + 1)])).toEqual(['malformed frame'])
  })

  test('answers that were not asked for', async () => {
    expect(await against(() => [{ type: 'shard-entries', entries: [], last: true }])).toHaveLength(1)
    expect(
      await against(() => [{ type: 'set-items', set: 'credentials', items: [utf8('x')], last: true }])
    ).toHaveLength(1)
    expect(await against(() => [{ ...noDigests, set: 'ephemeral' }])).toHaveLength(1)
  })

  test('lists that never end, and pages with nothing on them', async () => {
    const page: SyncBody = {
      type: 'set-digests',
      set: 'credentials',
      digests: Array<string>(8192).fill(digest),
      last: false
    }
    expect(await against(() => Array<SyncBody>(9).fill(page))).toEqual(['too many digests'])
    expect(await against(() => [{ ...noDigests, last: false }])).toHaveLength(1)
  })

  test('more items than asked for', async () => {
    const one: SyncBody = { type: 'set-digests', set: 'credentials', digests: [digest], last: true }
    const items: SyncBody = { type: 'set-items', set: 'credentials', items: [utf8('x'), utf8('y')], last: true }
    expect(await against(() => [one, items])).toEqual(['more items than asked for'])
  })

  test('another shard, changes without heads, a shard without end, unsigned changes', async () => {
    const begin: SyncBody[] = [noDigests, { type: 'shard-entries', entries: [entry], last: true }]
    const heads: SyncBody = { type: 'shard-heads', name: { author: bob.peer, shard: 1 }, heads: [] }
    const other: SyncBody = { type: 'shard-heads', name: { author: bob.peer, shard: 2 }, heads: [] }
    const junk = new Uint8Array(200_000)
    const more: SyncBody = { type: 'shard-changes', changes: [junk], last: false }
    expect(await against(() => [...begin, other])).toEqual(['another shard than asked for'])
    expect(await against(() => [...begin, more])).toEqual(['changes without heads'])
    expect(await against(() => [...begin, heads, ...Array<SyncBody>(60).fill(more)])).toEqual([
      'a shard over its limits'
    ])
    expect(await against(() => [...begin, heads, { ...more, last: true }])).toEqual(['change-not-plain'])
    const source = await openTestStore(bob)
    await write(source, 'b1')
    const honest = await honestAnswer(source)
    expect(await against(() => [...begin, heads, { ...more, changes: honest, last: true }])).toEqual([
      'change-unsigned'
    ])
  })

  test('refused membership objects and records that are not authentic', async () => {
    const victim = await openTestStore(alice)
    const peer = await openTestStore(bob)
    victim.policy.refuses = () => true
    peer.policy.arrive(utf8('forged'))
    expect((await synchronise(victim, peer)).refusals).toEqual([['credential-refused'], []])
  })

  test('one that asks on without reading the answers', async () => {
    const victim = await openTestStore(alice)
    const refusals: string[] = []
    const session = victim.store.openSync({
      peer: mallory.peer,
      send: () => new Promise<void>(() => {}),
      onSynchronised: () => {},
      onRefuse: (reason) => refusals.push(reason)
    })
    const question = encodeSyncFrame({ round: 1, type: 'set-ask', set: 'credentials', summary: digest })
    for (let i = 0; i < 100; i++) await session.receive(question)
    expect(refusals).toEqual(['asks on without reading the answers'])
  })

  test('whatever bytes come, nothing throws', async () => {
    const victim = await openTestStore(alice)
    await write(victim, 'a1')
    await fc.assert(
      fc.asyncProperty(fc.array(fc.uint8Array({ maxLength: 60 }), { maxLength: 5 }), async (frames) => {
        const session = victim.store.openSync({
          peer: mallory.peer,
          send: async () => {},
          onSynchronised: () => {},
          onRefuse: () => {}
        })
        session.startRound()
        for (const frame of frames) await session.receive(frame)
        session.close()
      }),
      { numRuns: 300 }
    )
  })
})

/** The changes that `source` answers a whole shard with. */
async function honestAnswer(source: TestStore): Promise<readonly Uint8Array[]> {
  const sent: SyncFrame[] = []
  const session = source.store.openSync({
    peer: mallory.peer,
    send: async (bytes) => void sent.push(decodeSyncFrame(bytes)!),
    onSynchronised: () => {},
    onRefuse: () => {}
  })
  const wants = [{ author: source.person.peer, shard: 1, heads: [] }]
  await session.receive(encodeSyncFrame({ round: 1, type: 'shard-want', wants }))
  await settle()
  return sent.flatMap((frame) => (frame.type === 'shard-changes' ? frame.changes : []))
}

describe('the machine', () => {
  const view: SyncView = {
    has: () => false,
    summary: () => 'ab'.repeat(16),
    buckets: () => new Uint8Array(4096),
    headsOf: () => [],
    lacks: () => true
  }
  const sends = (outputs: SyncOutput[]): string[] =>
    outputs.map((output) => (output.type === 'send' ? `${output.frame.round} ${output.frame.type}` : output.type))
  const answer = (machine: SyncMachine, round: number, body: SyncBody): string[] =>
    sends(machine.handle({ type: 'frame', frame: { round, ...body } }))
  const digestsOf = (set: 'credentials' | 'ephemeral'): SyncBody => ({
    type: 'set-digests',
    set,
    digests: [],
    last: true
  })
  const noEntries: SyncBody = { type: 'shard-entries', entries: [], last: true }

  test('goes through credentials, shards and ephemeral records, then is synchronised', () => {
    const machine = new SyncMachine(view)
    expect(sends(machine.handle({ type: 'start' }))).toEqual(['1 set-ask'])
    expect(answer(machine, 1, digestsOf('credentials'))).toEqual(['1 shard-ask'])
    expect(answer(machine, 1, noEntries)).toEqual(['1 set-ask'])
    expect(answer(machine, 1, digestsOf('ephemeral'))).toEqual(['synchronised'])
  })

  test('asked for another round while one runs, runs it afterwards', () => {
    const machine = new SyncMachine(view)
    machine.handle({ type: 'start' })
    expect(sends(machine.handle({ type: 'start' }))).toEqual([])
    answer(machine, 1, digestsOf('credentials'))
    answer(machine, 1, noEntries)
    expect(answer(machine, 1, digestsOf('ephemeral'))).toEqual(['synchronised', '2 set-ask'])
  })

  test('however often asked for another round, ends the one that runs; stalled, begins anew, and passes over answers to the old round', () => {
    const machine = new SyncMachine(view)
    machine.handle({ type: 'start' })
    for (let i = 0; i < 5; i++) expect(sends(machine.handle({ type: 'start' }))).toEqual([])
    expect(sends(machine.handle({ type: 'stalled' }))).toEqual(['2 set-ask'])
    expect(answer(machine, 1, digestsOf('credentials'))).toEqual([])
    expect(answer(machine, 2, digestsOf('credentials'))).toEqual(['2 shard-ask'])
  })

  test('asks for a gap at once when idle, and after the round otherwise', () => {
    const machine = new SyncMachine(view)
    const name = { author: bob.peer, shard: 3 }
    expect(sends(machine.handle({ type: 'gap', name }))).toEqual(['1 shard-want'])
    expect(answer(machine, 1, { type: 'shard-heads', name, heads: [] })).toEqual([])
    expect(answer(machine, 1, { type: 'shard-changes', changes: [], last: true })).toEqual([
      'took-nothing',
      'gaps-filled'
    ])
    machine.handle({ type: 'start' })
    expect(sends(machine.handle({ type: 'gap', name }))).toEqual([])
    answer(machine, 2, digestsOf('credentials'))
    answer(machine, 2, noEntries)
    expect(answer(machine, 2, digestsOf('ephemeral'))).toEqual(['synchronised', '3 shard-want'])
  })

  test('refuses a list of shards without end', () => {
    const machine = new SyncMachine(view)
    machine.handle({ type: 'start' })
    answer(machine, 1, digestsOf('credentials'))
    const entry = { author: bob.peer, shard: 1, heads: [] }
    const page: SyncBody = { type: 'shard-entries', entries: Array<typeof entry>(1024).fill(entry), last: false }
    for (let i = 0; i < MAX_ENTRIES_PER_ROUND / 1024; i++) expect(answer(machine, 1, page)).toEqual([])
    expect(answer(machine, 1, page)).toEqual(['refuse'])
  })

  test('asks for many shards 64 at a time', () => {
    const machine = new SyncMachine(view)
    machine.handle({ type: 'start' })
    answer(machine, 1, digestsOf('credentials'))
    const entries = Array.from({ length: 100 }, (_, i) => ({
      author: bob.peer,
      shard: i + 1,
      heads: ['ab'.repeat(32)]
    }))
    const [ask] = machine.handle({ type: 'frame', frame: { round: 1, type: 'shard-entries', entries, last: true } })
    expect(ask).toMatchObject({ frame: { wants: { length: 64 } } })
    let last: SyncOutput[] = []
    for (let shard = 1; shard <= 64; shard++) {
      answer(machine, 1, { type: 'shard-heads', name: { author: bob.peer, shard }, heads: [] })
      last = machine.handle({ type: 'frame', frame: { round: 1, type: 'shard-changes', changes: [], last: true } })
    }
    expect(last).toMatchObject([{ type: 'took-nothing' }, { frame: { wants: { length: 36 } } }])
  })
})
