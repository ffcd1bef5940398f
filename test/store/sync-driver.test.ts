// One session against a peer that we play by hand: what it does when nothing comes, and with shards that bring nothing.
import { expect, test } from 'vitest'
import type { PeerId } from '../../src/base/index.js'
import { MAX_FRUITLESS_SHARDS, SYNC_STALLED_AFTER_MS } from '../../src/store/defaults.js'
import { SyncDigests } from '../../src/store/sync-digests.js'
import { createSyncSession } from '../../src/store/sync-driver.js'
import { decodeSyncFrame, encodeSyncFrame, type SyncBody, type SyncFrame } from '../../src/store/sync-frame.js'
import { SyncTypes } from '../../src/store/sync-types.js'
import type { SyncSession } from '../../src/store/store.js'
import { FakeClock, settle } from '../support/fake-clock.js'
import { bob, carol } from '../support/people.js'

interface Played {
  readonly clock: FakeClock
  readonly session: SyncSession
  readonly sent: SyncFrame[]
  /** Gives an answer to the newest question. */
  answer(body: SyncBody): Promise<void>
}

/** A session over a store that is empty and takes nothing. */
function play(): Played {
  const clock = new FakeClock()
  const sent: SyncFrame[] = []
  const session = createSyncSession(
    {
      peer: bob.peer,
      send: async (bytes) => void sent.push(decodeSyncFrame(bytes)!),
      onSynchronised: () => {},
      onRefuse: (reason) => {
        throw new Error(reason)
      }
    },
    {
      clock,
      credentials: () => [],
      ephemeral: () => new Map(),
      durable: {
        digests: new SyncDigests(),
        types: new SyncTypes(),
        log: () => undefined,
        lacks: () => true,
        changeBytes: () => [],
        receiveShard: async () => ({ outcome: 'ignored' })
      },
      receiveCredential: async () => ({ outcome: 'known' }),
      receiveEphemeral: () => ({ outcome: 'known' })
    }
  )
  const answer = async (body: SyncBody): Promise<void> => {
    await session.receive(encodeSyncFrame({ round: sent.at(-1)!.round, ...body }))
    await settle()
  }
  return { clock, session, sent, answer }
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
  for (let from = 0; from < shards; from += 1000) {
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

test('a peer with more fruitless shards than a session remembers costs bytes again, but no more memory', async () => {
  const played = play()
  const shards = MAX_FRUITLESS_SHARDS + 1
  expect(await fruitlessRound(played, shards, 'ab'.repeat(32))).toBe(shards)
  expect(await fruitlessRound(played, shards, 'ab'.repeat(32))).toBe(1) // The oldest was forgotten.
})
