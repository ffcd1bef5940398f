// Copying from members that hold the whole: drives the machine of sources.ts. The hash list first, checked against the root
// in the location record; then ranges, every leaf checked before it is kept.
import { equalBytes, setRepeating, sha256, type Clock, type PeerId, type Timer } from '../base/index.js'
import type { AliasClient, MemberAddress } from './alias-client.js'
import type { PartialBlob } from './blob-store.js'
import { HOLDER_STALL_BYTES, HOLDER_STALL_MS } from './crossing-defaults.js'
import { HASH_BYTES, LEAF_BYTES } from './defaults.js'
import { ContentError } from './errors.js'
import { sealAs } from './follow.js'
import { firstAnswer, SilenceError, type Signs } from './hedge.js'
import { intoLeaves, leafCount } from './leaf-hashes.js'
import type { Location } from './location.js'
import type { SourceResult } from './source-result.js'
import { Sources, type SourcesInput, type SourcesOutput } from './sources.js'

export interface CopyInit {
  client: Pick<AliasClient, 'leaves' | 'blobRange'>
  clock: Clock
  /** Holders of one digest, best first. */
  holders: readonly Holder[]
  /** Holds verified whole leaves; those it has already are checked against the list, and not read again. */
  partial: PartialBlob
  signal: AbortSignal
  onBytes(peer: PeerId, bytes: number): void
  /** A holder is asked no more. `wrong`: it sent what does not fit the list. */
  onLeft(peer: PeerId, wrong: boolean, cause: unknown): void
}

export interface Holder {
  readonly location: Location
  readonly member: MemberAddress
}

/** Rejects with the signal's reason, and with nothing else. */
export async function copy(init: CopyInit): Promise<SourceResult> {
  const stop = new AbortController()
  const copying = new Copying(init, AbortSignal.any([init.signal, stop.signal]))
  try {
    return await copying.run()
  } catch (cause) {
    init.signal.throwIfAborted()
    return { type: 'failed', end: undefined, wrong: false, silent: cause instanceof SilenceError, cause }
  } finally {
    stop.abort(new ContentError('CLOSED', 'copying ended'))
    await copying.settled()
  }
}

class Copying {
  readonly #init: CopyInit
  readonly #signal: AbortSignal
  #sources!: Sources
  #hashes!: Uint8Array
  #location!: Location
  readonly #requests = new Map<number, AbortController>()
  /** What reads, and what writes. */
  readonly #running = new Set<Promise<void>>()
  readonly #timers = new Set<Timer>()
  /** Checked leaves by index that wait for the ones before them. */
  readonly #ahead = new Map<number, Uint8Array>()
  #appending = false
  #lastFailure: unknown = new ContentError('MEMBER_UNREACHABLE', 'no holder is left')
  #resolve!: () => void
  #reject!: (error: unknown) => void
  readonly #done: Promise<void>

  constructor(init: CopyInit, signal: AbortSignal) {
    this.#init = init
    this.#signal = signal
    this.#done = new Promise((resolve, reject) => ([this.#resolve, this.#reject] = [resolve, reject]))
    this.#done.catch(() => {}) // Awaited in `run`, which may end before.
    signal.addEventListener('abort', () => this.#reject(signal.reason), { once: true })
  }

  async run(): Promise<SourceResult> {
    const { partial } = this.#init
    const holders = await this.#fetchList()
    const held = partial.leafHashes(0)
    const isBeginning = equalBytes(held, this.#hashes.subarray(0, held.byteLength))
    if (partial.bytes > this.#location.bytes || !isBeginning) return { type: 'mismatch' }
    this.#sources = new Sources({
      holders,
      heldLeaves: held.byteLength / HASH_BYTES,
      totalLeaves: leafCount(this.#location.bytes)
    })
    this.#give({ type: 'start' })
    await this.#done
    return { type: 'complete', info: await sealAs(partial, this.#location.digest) }
  }

  /** Resolves when nothing of it runs any more. */
  async settled(): Promise<void> {
    for (const timer of this.#timers) timer.cancel()
    while (this.#running.size > 0) await Promise.all(this.#running)
  }

  /** The list, from the first holder that has the one its record names. @returns who is left, with the same list */
  async #fetchList(): Promise<PeerId[]> {
    const { clock, holders, onLeft } = this.#init
    const failed = new Set<PeerId>()
    const { item, answer } = await firstAnswer({
      clock,
      items: holders,
      ask: (holder, signal, signs) => this.#listOf(holder, signal, signs),
      onFailed: ({ member: { peer } }, cause) => {
        failed.add(peer)
        this.#lastFailure = cause
        onLeft(peer, false, cause)
      },
      signal: this.#signal
    })
    this.#hashes = answer
    this.#location = item.location
    const others = holders.filter((other) => other !== item && !failed.has(other.member.peer))
    const alike = [item, ...others].filter((other) => isAlike(other.location, item.location))
    return alike.map((holder) => holder.member.peer)
  }

  /** Who does not come forward with it is left, as with ranges. */
  #listOf({ member, location }: Holder, signal: AbortSignal, { connected, alive }: Signs): Promise<Uint8Array> {
    const { client, clock } = this.#init
    let freshBytes = 0
    const onBytes = (count: number): void => {
      freshBytes += count
      alive()
    }
    return new Promise<Uint8Array>((resolve, reject) => {
      const stall = setRepeating(clock, HOLDER_STALL_MS, () => {
        if (freshBytes < HOLDER_STALL_BYTES) {
          stall.cancel()
          reject(new ContentError('MEMBER_BROKE', `${member.peer} does not come forward with its hash list`))
        }
        freshBytes = 0
      })
      const over = (): void => stall.cancel()
      client.leaves(member, location, { signal, onBytes, onConnected: connected }).finally(over).then(resolve, reject)
    })
  }

  #give(input: SourcesInput): void {
    for (const output of this.#sources.handle(input)) this.#carryOut(output)
  }

  #carryOut(output: SourcesOutput): void {
    switch (output.type) {
      case 'request':
        return this.#request(output.request, output.holder, output.from, output.to)
      case 'cancel':
        this.#requests.get(output.request)?.abort(new ContentError('CLOSED', 'asked of another holder'))
        this.#requests.delete(output.request)
        return
      case 'leave':
        if (output.why === 'stalled') {
          this.#lastFailure = new ContentError('MEMBER_BROKE', `${output.holder} does not come forward`)
        }
        return this.#init.onLeft(output.holder, output.why === 'wrong', this.#lastFailure)
      case 'set-timer': {
        const timer = this.#init.clock.setTimer(output.inMs, () => {
          this.#timers.delete(timer)
          this.#give(output.then)
        })
        this.#timers.add(timer)
        return
      }
      case 'complete':
        return this.#resolve()
      case 'failed':
        return this.#reject(this.#lastFailure)
    }
  }

  #request(request: number, holder: PeerId, from: number, to: number): void {
    const abort = new AbortController()
    this.#requests.set(request, abort)
    let wrong = false
    const read = async (): Promise<void> => {
      const { client, holders, onBytes } = this.#init
      const { member } = holders.find((other) => other.member.peer === holder)!
      const { bytes, digest } = this.#location
      const range = { start: from * LEAF_BYTES, end: Math.min(to * LEAF_BYTES, bytes) }
      const body = await client.blobRange(member, digest, range, {
        signal: AbortSignal.any([this.#signal, abort.signal]),
        onBytes: (count) => {
          onBytes(holder, count)
          this.#give({ type: 'bytes', request, count })
        }
      })
      let index = from
      for await (const leaf of intoLeaves(body)) {
        wrong = !equalBytes(sha256(leaf), this.#hashOf(index))
        if (wrong) throw new ContentError('MEMBER_BROKE', `${holder}: leaf ${index} is not as the list says`)
        if (abort.signal.aborted) return
        this.#ahead.set(index++, leaf)
        this.#give({ type: 'leaf', request })
        this.#watch(this.#append())
      }
    }
    const reading = read()
      .catch((cause: unknown) => {
        if (abort.signal.aborted || this.#signal.aborted) return
        this.#lastFailure = cause
        this.#give({ type: 'request-failed', request, wrong })
      })
      .finally(() => this.#requests.delete(request))
    this.#watch(reading)
  }

  /** Until it has ended nobody else may write: the next source goes on where this one stopped. */
  #watch(promise: Promise<void>): void {
    const running = promise.finally(() => this.#running.delete(running))
    this.#running.add(running)
  }

  /** Writes what is next. Never rejects. */
  async #append(): Promise<void> {
    if (this.#appending) return
    this.#appending = true
    const { partial } = this.#init
    try {
      while (!this.#signal.aborted) {
        const index = partial.bytes / LEAF_BYTES
        const leaf = this.#ahead.get(index)
        if (leaf === undefined) return
        await partial.append(leaf, this.#hashOf(index))
        this.#ahead.delete(index)
        this.#give({ type: 'appended', leaves: leafCount(partial.bytes) })
      }
    } catch (cause) {
      this.#reject(cause)
    } finally {
      this.#appending = false
    }
  }

  #hashOf(leaf: number): Uint8Array {
    return this.#hashes.subarray(leaf * HASH_BYTES, (leaf + 1) * HASH_BYTES)
  }
}

function isAlike(a: Location, b: Location): boolean {
  return a.digest === b.digest && a.bytes === b.bytes && equalBytes(a.leafRoot, b.leafRoot)
}
