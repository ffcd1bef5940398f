// One session against a peer that we play by hand: what it does when nothing comes, and with shards that bring nothing.
import { expect, test } from 'vitest'
import type { PeerId } from '../../src/base/index.js'
import {
  FRUITLESS_FOR_MS,
  MAX_FRUITLESS_SHARDS,
  SYNC_LEAST_BYTES_PER_MINUTE,
  SYNC_PATIENCE_MS,
  SYNC_STALLED_AFTER_MS
} from '../../src/store/defaults.js'
import { SyncDigests } from '../../src/store/sync-digests.js'
import { createSyncSession } from '../../src/store/sync-driver.js'
import { decodeSyncFrame, encodeSyncFrame, type SyncBody, type SyncFrame } from '../../src/store/sync-frame.js'
import { setOf } from '../../src/store/sync-set.js'
import { SyncTypes } from '../../src/store/sync-types.js'
import type { ReceiveOutcome, SyncSession } from '../../src/store/store.js'
import { FakeClock, settle } from '../support/fake-clock.js'
import { bob, carol } from '../support/people.js'

interface Played {
  readonly clock: FakeClock
  readonly session: SyncSession
  readonly sent: SyncFrame[]
  readonly refusals: string[]
  /** Rounds that were whole. */
  readonly whole: number[]
  /** Gives an answer to the newest question. */
  answer(body: SyncBody): Promise<void>
}

/** A session over a store that is empty and takes nothing: `outcome` is what it says of each shard. */
function play(outcome: ReceiveOutcome = { outcome: 'ignored' }): Played {
  const clock = new FakeClock()
  const [refusals, whole]: [string[], number[]] = [[], []]
  const sent: SyncFrame[] = []
  const session = createSyncSession(
    {
      peer: bob.peer,
      send: async (bytes) => void sent.push(decodeSyncFrame(bytes)!),
      onSynchronised: () => void whole.push(sent.at(-1)!.round),
      onRefuse: (reason) => refusals.push(reason)
    },
    {
      clock,
      credentials: () => setOf(new Map()),
      ephemeral: () => setOf(new Map()),
      durable: {
        digests: new SyncDigests(),
        types: new SyncTypes(),
        log: () => undefined,
        lacks: () => true,
        hasEnded: () => false,
        outlivesEnd: () => false,
        changeBytes: () => [],
        receiveShard: async () => outcome
      },
      receiveCredential: async () => ({ outcome: 'known' }),
      receiveEphemeral: () => ({ outcome: 'known' })
    }
  )
  const answer = async (body: SyncBody): Promise<void> => {
    await session.receive(encodeSyncFrame({ round: sent.at(-1)!.round, ...body }))
    await settle()
  }
  return { clock, session, sent, refusals, whole, answer }
}

const none = (set: 'credentials' | 'ephemeral'): SyncBody => ({ type: 'set-digests', set, digests: [], last: true })
const wanted = (sent: readonly SyncFrame[]): number =>
  sent.reduce((sum, frame) => sum + (frame.type === 'shard-want' ? frame.wants.length : 0), 0)

/** One round in which the peer offers shards 1 to `shards`, all with the same head, and none brings anything. */
async function fruitlessRound({ session, sent, answer }: Played, shards: number, head: string): Promise<number> {
  const before = sent.length
  session.startRound()
  await settle()
  await answer(none('credentials'))
  const author: PeerId = carol.peer
  const entries = Array.from({ length: shards }, (_, index) => ({ author, shard: index + 1, heads: [head] }))
  for (let from = 0; from === 0 || from < shards; from += 1000) {
    const page = entries.slice(from, from + 1000)
    await answer({ type: 'shard-entries', entries: page, last: from + 1000 >= shards })
  }
  for (let question = sent.at(-1)!; question.type === 'shard-want'; question = sent.at(-1)!) {
    for (const { shard } of question.wants) {
      await answer({ type: 'shard-heads', name: { author, shard }, heads: [] })
      await answer({ type: 'shard-changes', changes: [new Uint8Array(1)], last: true })
    }
  }
  await answer(none('ephemeral'))
  return wanted(sent.slice(before))
}

test('a peer that says nothing for long is asked anew, one that answers is not', async () => {
  const played = play()
  const { clock, session, sent, answer } = played
  session.startRound()
  await settle()
  await clock.advanceAsync(SYNC_STALLED_AFTER_MS - 1)
  await answer(none('credentials'))
  expect(sent.map(({ round, type }) => `${round} ${type}`)).toEqual(['1 set-ask', '1 shard-ask'])
  await clock.advanceAsync(SYNC_STALLED_AFTER_MS - 1)
  expect(sent).toHaveLength(2)
  await clock.advanceAsync(1)
  expect(sent.slice(2).map(({ round, type }) => `${round} ${type}`)).toEqual(['2 set-ask'])
  await clock.advanceAsync(SYNC_STALLED_AFTER_MS)
  expect(sent.at(-1)).toMatchObject({ round: 3, type: 'set-ask' })
  session.close()
  expect(clock.pendingTimers).toBe(0)
})

test('shards that brought nothing are not asked for again until the peer has other heads of them', async () => {
  const played = play()
  expect(await fruitlessRound(played, 3, 'ab'.repeat(32))).toBe(3)
  expect(await fruitlessRound(played, 3, 'ab'.repeat(32))).toBe(0)
  expect(await fruitlessRound(played, 3, 'cd'.repeat(32))).toBe(3)
})

test('shards that stay incomplete are not asked for again either, and no round that names them is whole; after ten minutes they are, once', async () => {
  const { clock, ...played } = play({ outcome: 'held', author: carol.peer, shard: 1 })
  const same = 'ab'.repeat(32)
  const round = (head: string): Promise<number> => fruitlessRound({ clock, ...played }, 3, head)
  expect([await round(same), await round(same), await round(same)]).toEqual([3, 0, 0])
  expect(played.whole).toEqual([])
  expect([await round('cd'.repeat(32)), await round('cd'.repeat(32))]).toEqual([3, 0])
  await clock.advanceAsync(FRUITLESS_FOR_MS)
  expect([await round('cd'.repeat(32)), await round('cd'.repeat(32))]).toEqual([3, 0])
  expect(await fruitlessRound({ clock, ...played }, 0, same)).toBe(0)
  expect(played.whole).toHaveLength(1)
})

/** Pages of an answer that has no end, one just before silence would count. @returns after how many the peer was cut */
async function drip({ clock, session, sent, refusals }: Played, page: (index: number) => SyncFrame): Promise<number> {
  session.startRound()
  await settle()
  for (let pages = 0; pages < 1000; pages++) {
    await clock.advanceAsync(SYNC_STALLED_AFTER_MS - 1000)
    if (refusals.length > 0) return pages
    await session.receive(encodeSyncFrame({ ...page(pages), round: sent.at(-1)!.round }))
    await settle()
  }
  return Infinity
}

test('one that sends little every 19 s is begun anew after three minutes, and cut after six', async () => {
  const played = play()
  const digest = (index: number): string => index.toString(16).padStart(32, '0')
  const page = (index: number): SyncFrame => ({
    round: 1,
    type: 'set-digests',
    set: 'credentials',
    digests: [digest(index)],
    last: false
  })
  const most = (2 * SYNC_PATIENCE_MS) / (SYNC_STALLED_AFTER_MS - 1000)
  expect(await drip(played, page)).toBeLessThanOrEqual(Math.ceil(most))
  expect(played.sent.map(({ round, type }) => `${round} ${type}`)).toEqual(['1 set-ask', '2 set-ask'])
  expect(played.refusals).toEqual(['keeps rounds open'])
  expect(played.clock.pendingTimers).toBe(0)
})

test('answers to old rounds keep no round open either', async () => {
  const played = play()
  const { clock, session, refusals } = played
  session.startRound()
  const late = encodeSyncFrame({ ...none('credentials'), round: 77 })
  for (let i = 0; i < 30 && refusals.length === 0; i++) {
    await clock.advanceAsync(SYNC_STALLED_AFTER_MS - 1000)
    await session.receive(late)
    await settle()
  }
  expect(refusals).toEqual(['keeps rounds open'])
})

test('a slow link that brings 64 KiB a minute is waited for, however long its answer takes', async () => {
  const played = play()
  const digests = Array<string>(Math.ceil(SYNC_LEAST_BYTES_PER_MINUTE / 3 / 16)).fill('ab'.repeat(16))
  played.session.startRound()
  await settle()
  for (let third = 0; third < 40; third++) {
    await played.clock.advanceAsync(SYNC_STALLED_AFTER_MS - 1)
    await played.answer({ type: 'set-digests', set: 'credentials', digests, last: false })
  }
  expect(played.refusals).toEqual([])
  expect(played.sent).toHaveLength(1) // Never begun anew.
})

test('a peer with more fruitless shards than a session remembers costs bytes again, but no more memory', async () => {
  const played = play()
  const shards = MAX_FRUITLESS_SHARDS + 1
  expect(await fruitlessRound(played, shards, 'ab'.repeat(32))).toBe(shards)
  expect(await fruitlessRound(played, shards, 'ab'.repeat(32))).toBe(1) // The oldest was forgotten.
})
