// Named attacks of a neighbour that synchronises with us, and links that break.
import { describe, expect, test } from 'vitest'
import { peerIdFromPublicKey, sha256, utf8 } from '../../src/base/index.js'
import {
  SYNC_ANSWER_BURST_BYTES,
  SYNC_ANSWER_BYTES_PER_S,
  SYNC_QUESTION_BYTES,
  SYNC_STALLED_AFTER_MS
} from '../../src/store/defaults.js'
import type { SyncSession } from '../../src/store/store.js'
import { AnswerBudget } from '../../src/store/sync-budget.js'
import { decodeSyncFrame, encodeSyncFrame, type SyncBody, type SyncFrame } from '../../src/store/sync-frame.js'
import { settle } from '../support/fake-clock.js'
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

  test('with heads that lie cost one question, not one each round', async () => {
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
    expect([victim.synchronised, victim.refusals]).toEqual([3, []])
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
    expect(clock.pendingTimers).toBe(0)
  }, 60_000)
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
