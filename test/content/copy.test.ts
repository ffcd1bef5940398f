import { expect, test } from 'vitest'
import { delay, raceSignal, seededRandom, type PeerId } from '../../src/base/index.js'
import { copy, type CopyInit, type Holder } from '../../src/content/copy.js'
import { HOLDER_STALL_MS, RANGE_LEAVES } from '../../src/content/crossing-defaults.js'
import { LEAF_BYTES } from '../../src/content/defaults.js'
import { ContentError } from '../../src/content/errors.js'
import type { HttpBody } from '../../src/content/http-body.js'
import type { BlobInfo, BlobStore, PartialBlob } from '../../src/content/index.js'
import { NOTHING_SAID } from '../../src/content/location.js'
import { temporaryBlobs } from '../support/blobs.js'
import { FakeClock, settle } from '../support/fake-clock.js'
import { alice, bob, carol, dave, type Person } from '../support/people.js'

const CONTENT = seededRandom(6).bytes(5 * RANGE_LEAVES * LEAF_BYTES + 321)

interface Scene {
  info: BlobInfo
  partial: PartialBlob
  clock: FakeClock
  /** What each holder was asked for, in leaves. */
  asked: { peer: PeerId; from: number }[]
  left: { peer: PeerId; wrong: boolean }[]
  init: CopyInit
}

type Behaviour = (offset: number, chunk: Uint8Array) => Uint8Array | 'break' | 'stall'
const honest: Behaviour = (_offset, chunk) => chunk

async function begin(behaviours: Map<Person, Behaviour>, refusesList: readonly Person[] = []): Promise<Scene> {
  const blobs: BlobStore = await temporaryBlobs()
  const source = await blobs.createPartial()
  await source.append(CONTENT)
  const info = await source.finish()
  const hashes = await blobs.leafHashes(info.digest) // Before any fake time passes.
  const clock = new FakeClock()
  const asked: Scene['asked'] = []
  const left: Scene['left'] = []
  const of = (peer: PeerId): Person => [...behaviours.keys()].find((person) => person.peer === peer)!
  const holders = [...behaviours.keys()].map(({ peer }): Holder => ({
    location: {
      ...NOTHING_SAID,
      ...info,
      url: undefined,
      fetchedFromOriginAtMs: undefined,
      recordId: '',
      holder: peer,
      urlKey: undefined,
      writtenAtMs: 1
    },
    member: { groupId: '', peer, hosts: [], port: 1 }
  }))
  const client: CopyInit['client'] = {
    leaves: async ({ peer }) => {
      if (refusesList.includes(of(peer))) throw new ContentError('MEMBER_REFUSED', 'not here')
      return hashes
    },
    blobRange: async ({ peer }, _digest, { start, end }, options) => {
      asked.push({ peer, from: start / LEAF_BYTES })
      async function* chunks(): AsyncGenerator<Uint8Array> {
        for (let offset = start; offset < end; offset += 50_000) {
          const said = behaviours.get(of(peer))!(offset, CONTENT.subarray(offset, Math.min(offset + 50_000, end)))
          if (said === 'break') throw new ContentError('MEMBER_BROKE', 'gone')
          if (said === 'stall') {
            await raceSignal(new Promise(() => {}), options?.signal)
          } else {
            options?.onBytes?.(said.byteLength)
            yield said
          }
        }
      }
      const body: HttpBody = { [Symbol.asyncIterator]: () => chunks(), cancel: () => {} }
      return body
    }
  }
  const partial = await blobs.createPartial()
  const init: CopyInit = {
    client,
    clock,
    holders,
    partial,
    signal: new AbortController().signal,
    onBytes: () => {},
    onLeft: (peer, wrong) => left.push({ peer, wrong })
  }
  return { info, partial, clock, asked, left, init }
}

test('the whole comes from the best few holders at once', async () => {
  const { init, info, asked, left } = await begin(new Map([alice, bob, carol, dave].map((person) => [person, honest])))
  expect(await copy(init)).toEqual({ type: 'complete', info })
  expect(new Set(asked.map(({ peer }) => peer))).toEqual(new Set([alice.peer, bob.peer, carol.peer]))
  expect(new Set(asked.map(({ from }) => from)).size).toBe(asked.length)
  expect(left).toEqual([])
})

test('a holder that sends what its list denies is left, and not one byte of it is kept', async () => {
  const forge: Behaviour = (_offset, chunk) => chunk.map((byte) => byte ^ 1)
  const { init, info, left } = await begin(new Map([[alice, forge], [bob, honest]])) // prettier-ignore
  expect(await copy(init)).toEqual({ type: 'complete', info })
  expect(left).toEqual([{ peer: alice.peer, wrong: true }])
})

test('a holder that breaks off is left, and what it brought is kept', async () => {
  const breaks: Behaviour = (offset, chunk) =>
    offset > 10 * LEAF_BYTES && offset < RANGE_LEAVES * LEAF_BYTES ? 'break' : chunk
  const { init, info, asked, left } = await begin(new Map([[alice, breaks], [bob, honest]])) // prettier-ignore
  expect(await copy(init)).toEqual({ type: 'complete', info })
  expect(left).toEqual([{ peer: alice.peer, wrong: false }])
  expect(asked).toContainEqual({ peer: bob.peer, from: 10 })
})

test('when it has ended it writes no more: whoever reads next goes on where this stopped', async () => {
  const breaks: Behaviour = (offset, chunk) => {
    if (offset >= RANGE_LEAVES * LEAF_BYTES) return 'stall'
    return offset > 3 * LEAF_BYTES ? 'break' : chunk
  }
  const { init, partial, left } = await begin(new Map([[alice, breaks]]))
  let writing = 0
  const append = partial.append.bind(partial)
  partial.append = async (chunk, hash) => {
    writing++
    while (left.length === 0) await settle() // A disk that takes its time until after the last holder has gone.
    await append(chunk, hash)
    writing--
  }
  expect(await copy(init)).toMatchObject({ type: 'failed' })
  expect([writing, partial.bytes]).toEqual([0, LEAF_BYTES])
})

test('a holder that stands still is left after a while', async () => {
  const stalls: Behaviour = () => 'stall'
  const { init, info, clock, asked, left } = await begin(new Map([[alice, stalls], [bob, honest]])) // prettier-ignore
  const copying = copy(init)
  while (asked.length === 0) await settle()
  while (left.length === 0) {
    await settle()
    await clock.advanceAsync(HOLDER_STALL_MS)
  }
  expect(await copying).toEqual({ type: 'complete', info })
  expect(left).toEqual([{ peer: alice.peer, wrong: false }])
  expect(clock.pendingTimers).toBe(0)
})

test('a thin line is no reason to leave the only holder', async () => {
  const { init, info, clock, left } = await begin(new Map([[alice, honest]]))
  const pace = 16 * 1024 // Every 500 ms for each of two ranges: 64 KiB/s.
  const blobRange: CopyInit['client']['blobRange'] = async (_member, _digest, { start, end }, options) => {
    async function* chunks(): AsyncGenerator<Uint8Array> {
      for (let offset = start; offset < end; offset += pace) {
        await delay(clock, 500, options?.signal)
        const chunk = CONTENT.subarray(offset, Math.min(offset + pace, end))
        options?.onBytes?.(chunk.byteLength)
        yield chunk
      }
    }
    return { [Symbol.asyncIterator]: () => chunks(), cancel: () => {} }
  }
  let isOver = false
  const copying = copy({ ...init, client: { ...init.client, blobRange } }).finally(() => (isOver = true))
  while (!isOver) await clock.advanceAsync(250)
  expect(await copying).toEqual({ type: 'complete', info })
  expect(left).toEqual([])
})

test('a list that comes through a thin line is waited for, one that stands still is not', async () => {
  const { init, info, clock, asked, left } = await begin(new Map([[alice, honest], [bob, honest]])) // prettier-ignore
  const leaves: CopyInit['client']['leaves'] = async (member, blob, options) => {
    const isSlow = member.peer === alice.peer
    for (let seconds = 0; seconds < 9; seconds++) {
      options?.onBytes?.(isSlow || seconds === 0 ? 4 * 1024 : 1)
      await delay(clock, 1_000, options?.signal)
    }
    return init.client.leaves(member, blob, options)
  }
  const holders = [...init.holders].reverse()
  const copying = copy({ ...init, holders, client: { ...init.client, leaves } })
  while (asked.length === 0) await clock.advanceAsync(250)
  expect(await copying).toEqual({ type: 'complete', info })
  expect(left).toEqual([{ peer: bob.peer, wrong: false }])
})

test('who has not even the list is passed over', async () => {
  const { init, info, asked } = await begin(new Map([[alice, honest], [bob, honest]]), [alice]) // prettier-ignore
  expect(await copy(init)).toEqual({ type: 'complete', info })
  expect(new Set(asked.map(({ peer }) => peer))).toEqual(new Set([bob.peer]))
})

test('who begins with the list and does not come forward is left after a while', async () => {
  const { init, info, clock, left } = await begin(new Map([[alice, honest], [bob, honest]])) // prettier-ignore
  const honestLeaves: CopyInit['client']['leaves'] = (...args) => init.client.leaves(...args)
  const leaves: typeof honestLeaves = (member, blob, options) => {
    if (member.peer === bob.peer) return honestLeaves(member, blob, options)
    options?.onBytes?.(1)
    return raceSignal(new Promise<never>(() => {}), options?.signal)
  }
  const copying = copy({ ...init, client: { ...init.client, leaves } })
  await clock.advanceAsync(HOLDER_STALL_MS)
  expect(left).toEqual([{ peer: alice.peer, wrong: false }])
  expect(await copying).toEqual({ type: 'complete', info })
})

test('with no holder left it fails with the last one’s reason', async () => {
  const { init } = await begin(new Map([[alice, () => 'break']]))
  expect(await copy(init)).toMatchObject({ type: 'failed', cause: { code: 'MEMBER_BROKE' } })
})

test('what is held already is not read again; another beginning is a mismatch', async () => {
  const scene = await begin(new Map([[alice, honest]]))
  await scene.partial.append(CONTENT.subarray(0, 3 * LEAF_BYTES))
  expect(await copy(scene.init)).toEqual({ type: 'complete', info: scene.info })
  expect(scene.asked[0]).toEqual({ peer: alice.peer, from: 3 })

  const other = await begin(new Map([[alice, honest]]))
  await other.partial.append(new Uint8Array(LEAF_BYTES))
  expect(await copy(other.init)).toEqual({ type: 'mismatch' })
})

test('aborting ends it, with the reason', async () => {
  const { init } = await begin(new Map([[alice, () => 'stall']]))
  const stop = new AbortController()
  const copying = copy({ ...init, signal: stop.signal })
  await settle()
  stop.abort(new Error('enough'))
  await expect(copying).rejects.toThrow('enough')
})
