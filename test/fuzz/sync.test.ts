// Frames of synchronising: `decodeSyncFrame`, and a session that is given them in any order, by a neighbour who knows how to
// ask and to answer and then changes a word.
import { expect } from 'vitest'
import { utf8 } from '../../src/base/index.js'
import type { SyncSession } from '../../src/store/index.js'
import { decodeSyncFrame, encodeSyncFrame, type SyncFrame } from '../../src/store/sync-frame.js'
import { alice, carol } from '../support/people.js'
import { noteType, openTestStore, signalType, type TestStore } from '../support/store-peers.js'
import { fuzz } from './fuzz.js'
import { FuzzedStore, REFUSED_CREDENTIAL } from './fuzzed-store.js'
import { mutateProtobuf } from './mutate-protobuf.js'

const OUTCOMES = ['taken', 'malformed frame refused', 'content refused', 'out of order refused', 'learnt']

fuzz('sync frames', { operations: 40_000, operationsPerByte: 20 }, OUTCOMES, async (dice) => {
  const fuzzed = await FuzzedStore.open()
  const { clock } = fuzzed.peer
  const author = await openTestStore(alice, { clock })
  for (const data of ['a', 'b', 'c']) await author.store.add(noteType, { data })
  for (const item of author.flooded) await fuzzed.peer.store.receive(item)
  const neighbour = await openTestStore(carol, { clock })
  neighbour.policy.arrive(utf8('a certificate'))
  const link = new Link(fuzzed, neighbour)
  const honest = await link.honestFrames()
  let before = ''
  let frame: SyncFrame | undefined

  return {
    honest,
    mutate: (bytes, _, others) => {
      before = fuzzed.fingerprint()
      const next = link.waiting.shift()
      const chosen = next !== undefined && dice.chance(0.85) ? next : inRound(bytes, link.round)
      return dice.chance(0.7) ? chosen : mutateProtobuf(chosen, dice, others)
    },
    read: async (bytes) => {
      link.sentBytes = 0
      await link.session.receive(bytes)
      await turn() // Answers are sent when there is room.
    },
    judge: async (bytes) => {
      frame = decodeSyncFrame(bytes)
      const changed = fuzzed.fingerprint() !== before
      const { refusal } = link
      if (refusal !== undefined && frame?.type !== 'set-items') expect(changed).toBe(false)
      if (frame === undefined) expect(refusal).toBe('malformed frame')
      if (refusal !== undefined || link.isOver || dice.chance(0.02)) {
        if (dice.chance(0.3))
          neighbour.policy.arrive(dice.chance(0.9) ? dice.bytes(40) : Uint8Array.of(REFUSED_CREDENTIAL))
        if (dice.chance(0.5)) await neighbour.store.add(signalType, { data: `${dice.below(100)}` })
        await neighbour.store.add(noteType, { data: `note ${dice.below(100)}` })
        await link.open()
      }
      clock.advance(dice.below(20))
      if (changed) return 'learnt'
      if (refusal === undefined) return 'taken'
      if (refusal === 'malformed frame') return 'malformed frame refused'
      return refusal.includes(' ') ? 'out of order refused' : 'content refused'
    },
    answeredBytes: () => link.sentBytes,
    end: async () => {
      link.close()
      await fuzzed.expectWhole([author])
      await Promise.all([author.store.close(), neighbour.store.close()])
    }
  }
})

/** A link whose frames towards the fuzzed store wait to be changed. */
class Link {
  session!: SyncSession
  #neighbours!: SyncSession
  /** Of the neighbour, in order. */
  waiting: Uint8Array[] = []
  refusal: string | undefined
  isOver = false
  /** The last that the fuzzed store asked in. */
  round = 0
  sentBytes = 0

  constructor(
    readonly fuzzed: FuzzedStore,
    readonly neighbour: TestStore
  ) {}

  async open(): Promise<void> {
    this.close()
    this.waiting = []
    this.refusal = undefined
    this.isOver = false
    let isNeighbourDone = false
    const over = (): void => void (this.isOver = true)
    this.session = this.fuzzed.peer.store.openSync({
      peer: carol.peer,
      send: async (bytes) => {
        this.sentBytes += bytes.byteLength
        const frame = decodeSyncFrame(bytes)
        if (frame === undefined) throw new Error('the store sent what is no frame')
        if (/ask$|want$/.test(frame.type)) this.round = frame.round
        await this.#neighbours.receive(bytes)
      },
      onSynchronised: () => void (isNeighbourDone ? over() : undefined),
      onRefuse: (reason) => void (this.refusal = reason)
    })
    this.#neighbours = this.neighbour.store.openSync({
      peer: this.fuzzed.peer.person.peer,
      send: async (bytes) => void this.waiting.push(bytes),
      onSynchronised: () => void (isNeighbourDone = true),
      onRefuse: over
    })
    this.session.startRound()
    this.#neighbours.startRound()
    await turn()
  }

  /** Of one round, unchanged. */
  async honestFrames(): Promise<Uint8Array[]> {
    await this.neighbour.store.add(noteType, { data: 'n1' })
    await this.neighbour.store.add(signalType, { data: 'here' })
    await this.open()
    const frames: Uint8Array[] = []
    for (let frame = this.waiting.shift(); frame !== undefined; frame = this.waiting.shift()) {
      frames.push(frame)
      await this.session.receive(frame)
      await turn()
    }
    expect(this.refusal).toBeUndefined()
    expect(new Set(frames.map((frame) => decodeSyncFrame(frame)?.type)).size).toBe(8)
    await this.open()
    return frames
  }

  close(): void {
    this.session?.close()
    this.#neighbours?.close()
  }
}

/** What was said in another round, as if it were of this one. */
function inRound(bytes: Uint8Array, round: number): Uint8Array {
  const frame = decodeSyncFrame(bytes)
  return frame === undefined ? bytes : encodeSyncFrame({ ...frame, round })
}

async function turn(): Promise<void> {
  await new Promise<void>((resolve) => setImmediate(resolve))
}
