// Copying from members that hold the whole: the hash list first, then ranges of it from the best few at once, in order,
// every leaf checked; who fails is left (design section 6, step 1).
import { equalBytes, type PeerId } from '../base/index.js'
import type { AliasClient, MemberAddress } from './alias-client.js'
import type { BlobInfo, PartialBlob } from './blob-store.js'
import { MAX_HOLDERS_AT_ONCE, MAX_RANGES_AHEAD, RANGE_LEAVES, RANGES_PER_HOLDER } from './crossing-defaults.js'
import { HASH_BYTES, LEAF_BYTES } from './defaults.js'
import { ContentError } from './errors.js'
import { finish, type FollowResult } from './follow.js'
import { intoLeaves, isLeaf, leafCount } from './leaf-hashes.js'
import type { Location } from './location.js'

export interface CopyInit {
  client: AliasClient
  /** Holders of one digest, best first. */
  holders: readonly { location: Location; member: MemberAddress }[]
  partial: PartialBlob
  signal: AbortSignal
  onBytes(peer: PeerId, bytes: number): void
  /** A holder failed. `wrong`: it sent what does not fit its own list. */
  onFailed(peer: PeerId, wrong: boolean): void
}

/** Never rejects but with the signal's reason. */
export async function copy(init: CopyInit): Promise<FollowResult> {
  const run = new Copy(init)
  try {
    return await run.run()
  } catch (cause) {
    init.signal.throwIfAborted()
    return { type: 'failed', end: undefined, wrong: false, cause }
  } finally {
    run.stop()
  }
}

type Holder = CopyInit['holders'][number] & { running: number }

class Copy {
  readonly #init: CopyInit
  readonly #stop = new AbortController()
  readonly #signal: AbortSignal
  #holders: Holder[]
  #lastFailure: unknown = new ContentError('MEMBER_UNREACHABLE', 'no holder is left')

  constructor(init: CopyInit) {
    this.#init = init
    this.#signal = AbortSignal.any([init.signal, this.#stop.signal])
    this.#holders = init.holders.slice(0, MAX_HOLDERS_AT_ONCE).map((holder) => ({ ...holder, running: 0 }))
  }

  stop(): void {
    this.#stop.abort(new ContentError('CLOSED', 'copying ended'))
  }

  async run(): Promise<FollowResult> {
    const { partial } = this.#init
    const { hashes, bytes, digest } = await this.#list()
    const held = partial.leafHashes(0)
    if (partial.bytes > bytes || !equalBytes(held, hashes.subarray(0, held.byteLength))) return { type: 'mismatch' }
    const total = leafCount(bytes)
    const ahead: Promise<Uint8Array[]>[] = []
    let nextLeaf = partial.bytes / LEAF_BYTES
    const width = Math.min(MAX_RANGES_AHEAD, this.#holders.length * RANGES_PER_HOLDER)
    for (;;) {
      while (ahead.length < width && nextLeaf < total) {
        const range = this.#range({ from: nextLeaf, to: Math.min(nextLeaf + RANGE_LEAVES, total) }, hashes, bytes)
        range.catch(() => {}) // Awaited below, in its turn.
        ahead.push(range)
        nextLeaf += RANGE_LEAVES
      }
      const leaves = await ahead.shift()
      if (leaves === undefined) break
      for (const leaf of leaves) {
        const at = partial.bytes / LEAF_BYTES
        await partial.append(leaf, hashes.subarray(at * HASH_BYTES, (at + 1) * HASH_BYTES))
      }
    }
    return { type: 'complete', info: await this.#finish(digest) }
  }

  #finish(digest: string): Promise<BlobInfo> {
    return finish(this.#init.partial, digest)
  }

  /** The list, from the first holder that has the one its record names. Holders with another root are left out. */
  async #list(): Promise<{ hashes: Uint8Array; bytes: number; digest: string }> {
    for (;;) {
      const [holder] = this.#holders
      if (holder === undefined) throw this.#lastFailure
      const { digest, bytes, leafRoot } = holder.location
      try {
        const hashes = await this.#init.client.leaves(
          holder.member,
          { digest, bytes, leafRoot },
          { signal: this.#signal }
        )
        const alike = ({ location }: Holder): boolean =>
          location.bytes === bytes && equalBytes(location.leafRoot, leafRoot)
        this.#holders = this.#holders.filter(alike)
        return { hashes, bytes, digest }
      } catch (cause) {
        this.#leave(holder, cause, false)
      }
    }
  }

  async #range({ from, to }: { from: number; to: number }, hashes: Uint8Array, bytes: number): Promise<Uint8Array[]> {
    for (;;) {
      const holder = [...this.#holders].sort((a, b) => a.running - b.running)[0]
      if (holder === undefined) throw this.#lastFailure
      holder.running++
      let wrong = false
      try {
        const range = { start: from * LEAF_BYTES, end: Math.min(to * LEAF_BYTES, bytes) }
        const body = await this.#init.client.blobRange(holder.member, holder.location.digest, range, {
          signal: this.#signal,
          onBytes: (count) => this.#init.onBytes(holder.member.peer, count)
        })
        const leaves: Uint8Array[] = []
        for await (const leaf of intoLeaves(body)) {
          wrong = !isLeaf(leaf, from + leaves.length, hashes)
          if (wrong) throw new ContentError('MEMBER_BROKE', `${holder.member.peer}: a leaf is not as its list says`)
          leaves.push(leaf)
        }
        return leaves
      } catch (cause) {
        this.#leave(holder, cause, wrong)
      } finally {
        holder.running--
      }
    }
  }

  /** @throws the signal's reason: then the holder is not to blame */
  #leave(holder: Holder, cause: unknown, wrong: boolean): void {
    this.#signal.throwIfAborted()
    this.#lastFailure = cause
    if (!this.#holders.includes(holder)) return
    this.#holders = this.#holders.filter((other) => other !== holder)
    this.#init.onFailed(holder.member.peer, wrong)
  }
}
