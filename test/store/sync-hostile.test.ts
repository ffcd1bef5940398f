// Named attacks of a neighbour that synchronises with us, and links that break.
import { describe, expect, test } from 'vitest'
import { peerIdFromPublicKey, sha256, utf8 } from '../../src/base/index.js'
import {
  MAX_ANSWER_BUDGETS,
  MAX_CHANGE_BYTES,
  MAX_SHARDS_PER_AUTHOR,
  MAX_WAITING_QUESTIONS,
  MAX_WANTS_PER_FRAME,
  SYNC_ANSWER_BURST_BYTES,
  SYNC_ANSWER_BYTES_PER_S,
  SYNC_FRAME_BYTES,
  SYNC_QUESTION_BYTES,
  SYNC_STALLED_AFTER_MS,
  SYNC_WANT_BYTES
} from '../../src/store/defaults.js'
import { shardBytes } from '../../src/store/log-keys.js'
import type { ShardLog } from '../../src/store/shard-log.js'
import type { SyncSession } from '../../src/store/store.js'
import { answers } from '../../src/store/sync-answers.js'
import { AnswerBudget, AnswerBudgets } from '../../src/store/sync-budget.js'
import { SyncDigests } from '../../src/store/sync-digests.js'
import { createSyncSession, type SyncedRecords, type SyncSource } from '../../src/store/sync-driver.js'
import { decodeSyncFrame, encodeSyncFrame, type SyncBody, type SyncFrame } from '../../src/store/sync-frame.js'
import { setOf } from '../../src/store/sync-set.js'
import { SyncTypes } from '../../src/store/sync-types.js'
import { FakeClock, settle } from '../support/fake-clock.js'
import { alice, bob, carol, dave, mallory } from '../support/people.js'
import {
  contents,
  eventually,
  linkStores,
  noteType,
  openTestStore,
  synchronise,
  type TestStore
} from '../support/store-peers.js'

interface Victim {
  readonly store: TestStore
  readonly session: SyncSession
  readonly sent: SyncFrame[]
  readonly refusals: string[]
  synchronised: number
  say(body: SyncBody): Promise<void>
}

/** A store that mallory, who is no author, synchronises with by hand. */
async function attack(): Promise<Victim> {
  const store = await openTestStore(alice)
  const [sent, refusals]: [SyncFrame[], string[]] = [[], []]
  const session = store.store.openSync({
    peer: mallory.peer,
    send: async (bytes) => void sent.push(decodeSyncFrame(bytes)!),
    onSynchronised: () => void victim.synchronised++,
    onRefuse: (reason) => refusals.push(reason)
  })
  const say = async (body: SyncBody): Promise<void> => {
    await session.receive(encodeSyncFrame({ round: sent.at(-1)?.round ?? 1, ...body }))
    await settle()
  }
  const victim: Victim = { store, session, sent, refusals, synchronised: 0, say }
  return victim
}

/** What a session answers from, with nothing in it but these. */
function sourceOf(durable: Partial<SyncedRecords>): Omit<SyncSource, 'clock'> {
  return {
    credentials: () => setOf(new Map()),
    ephemeral: () => setOf(new Map()),
    durable: {
      digests: new SyncDigests(),
      types: new SyncTypes(),
      log: () => undefined,
      changeBytes: () => [],
      lacks: () => false,
      hasEnded: () => false,
      outlivesEnd: () => false,
      receiveShard: async () => ({ outcome: 'ignored' }),
      ...durable
    },
    receiveCredential: async () => ({ outcome: 'known' }),
    receiveEphemeral: () => ({ outcome: 'known' })
  }
}

const none = (set: 'credentials' | 'ephemeral'): SyncBody => ({ type: 'set-digests', set, digests: [], last: true })
const entry = { author: bob.peer, shard: 1, heads: ['cd'.repeat(32)] }

async function toEntries(victim: Victim): Promise<void> {
  victim.session.startRound()
  await settle()
  await victim.say(none('credentials'))
}

describe('entries', () => {
  test('of 10,000 authors nobody vouched for are not asked for', async () => {
    const victim = await attack()
    await toEntries(victim)
    for (let from = 0; from < 10_000; from += 1000) {
      const entries = Array.from({ length: 1000 }, (_, i) => {
        return { ...entry, author: peerIdFromPublicKey(sha256(utf8(`nobody ${from + i}`))) }
      })
      await victim.say({ type: 'shard-entries', entries, last: from === 9000 })
    }
    expect(victim.sent.some(({ type }) => type === 'shard-want')).toBe(false)
    await victim.say(none('ephemeral'))
    expect([victim.synchronised, victim.refusals]).toEqual([1, []])
  })

  test('that say the same again and again are one shard to ask for', async () => {
    const victim = await attack()
    await toEntries(victim)
    await victim.say({ type: 'shard-entries', entries: Array<typeof entry>(1000).fill(entry), last: false })
    await victim.say({ type: 'shard-entries', entries: Array<typeof entry>(1000).fill(entry), last: true })
    expect(victim.sent.at(-1)).toMatchObject({ type: 'shard-want', wants: { length: 1 } })
  })

  test('with heads that lie cost one question, not one each round, and no round with them is whole', async () => {
    const victim = await attack()
    for (const round of [1, 2, 3]) {
      await toEntries(victim)
      await victim.say({ type: 'shard-entries', entries: [entry], last: true })
      if (round === 1) {
        await victim.say({ type: 'shard-heads', name: entry, heads: [] })
        await victim.say({ type: 'shard-changes', changes: [], last: true })
      }
      await victim.say(none('ephemeral'))
    }
    expect(victim.sent.filter(({ type }) => type === 'shard-want')).toHaveLength(1)
    expect([victim.synchronised, victim.refusals]).toEqual([0, []])
    await toEntries(victim)
    await victim.say({ type: 'shard-entries', entries: [], last: true })
    await victim.say(none('ephemeral'))
    expect([victim.synchronised, victim.refusals]).toEqual([1, []])
  })
})

test('changes in the wrong order are kept from the store, and the round says nothing of being whole', async () => {
  const [a, b] = [await openTestStore(alice), await openTestStore(bob)]
  for (const data of ['b1', 'b2', 'b3']) await b.store.add(noteType, { data })
  const link = linkStores(a, b, (frame) =>
    frame.type === 'shard-changes' ? { ...frame, changes: [...frame.changes].reverse() } : frame
  )
  link.sessions[0].startRound()
  for (let turn = 0; turn < 100; turn++) await settle()
  expect(contents(a)).toEqual([])
  expect(link.synchronised[0]).toBe(0)
})

test('a frame of an older round changes nothing, and a round that dripped to a halt is begun anew', async () => {
  const victim = await attack()
  await toEntries(victim)
  await victim.store.clock.advanceAsync(SYNC_STALLED_AFTER_MS)
  expect(victim.sent.at(-1)).toMatchObject({ round: 2, type: 'set-ask' })
  await victim.session.receive(encodeSyncFrame({ round: 1, type: 'shard-entries', entries: [entry], last: true }))
  await settle()
  expect(victim.sent.at(-1)).toMatchObject({ round: 2, type: 'set-ask' })
  expect(victim.refusals).toEqual([])
})

describe('wants for everything, many times over', () => {
  test('over link after link, find used up what they used up', async () => {
    const { store, clock } = await openTestStore(alice)
    const frame = encodeSyncFrame({ round: 7, type: 'set-ask', set: 'credentials', summary: 'ab'.repeat(16) })
    let answered = 0
    const link = (peer: string): SyncSession =>
      store.openSync({
        peer,
        send: async () => void answered++,
        onSynchronised: () => {},
        onRefuse: () => {}
      })
    const questions = SYNC_ANSWER_BURST_BYTES / SYNC_QUESTION_BYTES
    for (let asked = 0; asked < questions + 64; asked += 8) {
      const session = link(mallory.peer)
      for (let i = 0; i < 8; i++) await session.receive(frame)
      await settle()
      session.close()
    }
    expect(answered).toBeLessThanOrEqual(questions)
    await link(bob.peer).receive(frame) // Others have their own.
    await settle()
    expect(answered).toBeGreaterThan(questions - 64)
    const before = answered
    const session = link(mallory.peer)
    await session.receive(frame)
    await settle()
    expect(answered).toBe(before)
    await clock.advanceAsync(10_000)
    expect(answered).toBe(before + 1)
    session.close()
  }, 60_000)

  test('count each shard that is wanted, whatever there is to answer', async () => {
    const budget = new AnswerBudget(0)
    budget.spend(SYNC_ANSWER_BURST_BYTES - 8 * SYNC_WANT_BYTES * MAX_WANTS_PER_FRAME, 0)
    let answered = 0
    const session = createSyncSession(
      {
        peer: mallory.peer,
        send: async () => void answered++,
        onSynchronised: () => {},
        onRefuse: () => {}
      },
      { clock: new FakeClock(0), budget, ...sourceOf({}) }
    )
    const wants = Array.from({ length: MAX_WANTS_PER_FRAME }, (_, index) => ({ ...entry, shard: index + 1 }))
    for (let asked = 0; asked < 16; asked++) {
      await session.receive(encodeSyncFrame({ round: 7, type: 'shard-want', wants }))
      await settle()
    }
    const framesEach = 2 // Heads and a page, both empty.
    expect(answered / framesEach / MAX_WANTS_PER_FRAME).toBeGreaterThan(5)
    expect(answered / framesEach / MAX_WANTS_PER_FRAME).toBeLessThanOrEqual(8)
    session.close()
  })

  test('of more peers than are remembered fill no memory, and whoever used up most is remembered', () => {
    const budgets = new AnswerBudgets()
    budgets.of('greedy', 0).spend(2 * SYNC_ANSWER_BURST_BYTES, 0)
    for (let i = 0; i < 3 * MAX_ANSWER_BUDGETS; i++) budgets.of(`peer ${i}`, 0).spend(SYNC_QUESTION_BYTES, 0)
    expect(budgets.size).toBe(MAX_ANSWER_BUDGETS)
    expect(budgets.of('greedy', 0).waitMs(0)).toBeGreaterThan(0)
    budgets.of('one more', 1000) // By now the others' are whole again.
    expect(budgets.size).toBe(2)
  })

  test('are answered at full speed for one whole copy, then at 1 MiB a second', () => {
    const budget = new AnswerBudget(0)
    budget.spend(SYNC_ANSWER_BURST_BYTES - 1, 0)
    expect(budget.waitMs(0)).toBe(0)
    budget.spend(10 * SYNC_ANSWER_BYTES_PER_S, 0)
    expect(budget.waitMs(0)).toBeGreaterThan(9_990)
    expect(budget.waitMs(10_001)).toBe(0)
  })

  test('wait for their answers, and our own questions do not', async () => {
    const victim = await attack()
    const { clock } = victim.store
    const timers = clock.pendingTimers
    const want: SyncBody = { type: 'set-ask', set: 'credentials', summary: 'ab'.repeat(16) }
    const questions = SYNC_ANSWER_BURST_BYTES / SYNC_QUESTION_BYTES
    const frame = encodeSyncFrame({ round: 7, ...want })
    for (let asked = 0; asked - victim.sent.length < 8; asked += 4) {
      for (let i = 0; i < 4; i++) await victim.session.receive(frame)
      await settle()
    }
    const answered = victim.sent.length
    expect(answered).toBeLessThanOrEqual(questions)
    victim.session.startRound()
    await settle()
    expect(victim.sent.slice(answered)).toMatchObject([{ type: 'set-ask', round: 1 }])
    await clock.advanceAsync(2000)
    expect(victim.sent.length).toBeGreaterThan(answered + 1)
    expect(victim.refusals).toEqual([])
    victim.session.close()
    expect(clock.pendingTimers).toBe(timers)
  }, 60_000)
})

test('a reader that takes nothing has one frame made for it, however much there is and however often it asks', async () => {
  const shards = 64
  const changes = 1000
  const bytes = new Uint8Array(16 * 1024)
  let read = 0
  const shard = (number: number): ShardLog =>
    ({
      author: bob.peer,
      shard: number,
      size: changes,
      signedHeads: [],
      heads: () => ['ab'.repeat(32)],
      changesSince: () => Array.from({ length: changes }, () => ({ byteLength: bytes.byteLength, hash: '' }))
    }) as unknown as ShardLog
  const source = sourceOf({
    log: (name) => shard(name.shard),
    changeBytes: (_, page) => {
      read += page.length * bytes.byteLength
      return page.map(() => bytes)
    }
  })
  const [sent, refusals]: [Uint8Array[], string[]] = [[], []]
  const taken: (() => void)[] = []
  const session = createSyncSession(
    {
      peer: mallory.peer,
      send: (frame) => {
        sent.push(frame)
        return new Promise((resolve) => taken.push(resolve))
      },
      onSynchronised: () => {},
      onRefuse: (reason) => refusals.push(reason)
    },
    { clock: new FakeClock(), ...source }
  )
  const wants = Array.from({ length: shards }, (_, index) => ({ author: bob.peer, shard: index + 1, heads: [] }))
  const question = encodeSyncFrame({ round: 1, type: 'shard-want', wants })
  for (let asked = 0; asked < MAX_WAITING_QUESTIONS; asked++) await session.receive(question) // 16 GiB.
  for (let frames = 1; frames < 50; frames++) {
    await settle()
    expect(sent).toHaveLength(frames)
    expect(read).toBeLessThanOrEqual(frames * (SYNC_FRAME_BYTES + MAX_CHANGE_BYTES))
    taken.shift()!()
  }
  await session.receive(question)
  expect(refusals).toEqual(['asks on without reading the answers'])
  expect(read).toBeLessThan(50 * SYNC_FRAME_BYTES)
})

describe('a member that chooses its shard numbers so that all 1,000 lie in one bucket', () => {
  const heads = ['ab'.repeat(32)]
  let hashed = 0
  const logOf = (author: string, shard: number): ShardLog =>
    ({ author, shard, size: 1, heads: () => (hashed++, heads) }) as unknown as ShardLog
  const others = Array.from({ length: 10_000 }, (_, i) => {
    return logOf(peerIdFromPublicKey(sha256(utf8(`author ${i}`))), 1)
  })
  const crowd: ShardLog[] = []
  for (let shard = 1; crowd.length < MAX_SHARDS_PER_AUTHOR; shard++) {
    if (sha256(shardBytes({ author: mallory.peer, shard }))[0] === 77) crowd.push(logOf(mallory.peer, shard))
  }
  const full = (): SyncDigests => {
    const digests = new SyncDigests()
    for (const log of [...others, ...crowd]) digests.note(log)
    digests.buckets()
    return digests
  }
  const [ours, theirs] = [full(), full()]

  test('costs no other bucket anything, and its own one hash a change', () => {
    hashed = 0
    for (let change = 0; change < 100; change++) {
      ours.note(crowd[change]!)
      ours.buckets()
    }
    expect(hashed).toBe(100)
    expect([...ours.differing(theirs.buckets())]).toEqual([])
  })

  test('costs a round where it differs two pages of names, under 128 KiB, however many authors there are', async () => {
    ours.note(logOf(crowd[0]!.author, crowd[0]!.shard), 'gone')
    const other = { ...crowd[0]!, heads: () => ['cd'.repeat(32)] } as unknown as ShardLog
    ours.note(other)
    const source = {
      credentials: () => setOf(new Map()),
      ephemeral: () => setOf(new Map()),
      durable: {
        digests: ours,
        types: new SyncTypes(),
        log: () => undefined,
        outlivesEnd: () => false,
        changeBytes: () => []
      }
    }
    const question: SyncBody = { type: 'shard-ask', buckets: theirs.buckets() }
    const pages = [...answers(question, source)].map((body) => encodeSyncFrame({ round: 1, ...body }))
    expect(pages.length).toBeLessThanOrEqual(2)
    expect(pages.reduce((sum, page) => sum + page.byteLength, 0)).toBeLessThan(128 * 1024)
  })
})

test('a link that breaks, at whatever frame, goes on where it was: no shard comes twice', async () => {
  const library = await openTestStore(dave)
  for (const person of [alice, bob, carol]) {
    const author = await openTestStore(person)
    for (const data of ['1', '2']) await author.store.add(noteType, { data: `${person.name} ${data}` })
    for (const item of author.flooded) await library.store.receive(item)
  }
  for (let breaksAt = 1; breaksAt <= 12; breaksAt++) {
    const asker = await openTestStore(dave, { seed: 5 })
    let frames = 0
    let changes = 0
    const link = linkStores(asker, library, (frame) => {
      if (++frames === breaksAt) link.close()
      else if (frame.type === 'shard-changes') changes += frame.changes.length
      return frame
    })
    link.sessions[0].startRound()
    for (let turn = 0; turn < 50; turn++) await settle()
    const kept = contents(asker).length
    const again = linkStores(asker, library, (frame) => {
      if (frame.type === 'shard-changes') changes += frame.changes.length
      return frame
    })
    again.sessions[0].startRound()
    await eventually(() => again.synchronised[0] > 0)
    expect(contents(asker)).toEqual(contents(library))
    expect(changes).toBeLessThanOrEqual(6 + 2) // What was under way when it broke, at most one shard.
    expect(kept).toBeLessThanOrEqual(6)
    again.close()
  }
  expect((await synchronise(library, library)).refusals).toEqual([[], []])
})
