// Reading along with a member that downloads: bytes and signed list come in two streams; a leaf counts when the list has
// reached it and its hash is right (design section 6).
import { equalBytes, setRepeating, sha256, type Clock } from '../base/index.js'
import type { AliasClient, MemberAddress } from './alias-client.js'
import type { BlobInfo, PartialBlob } from './blob-store.js'
import { MAX_UNVERIFIED_BYTES, STALLED_MS } from './crossing-defaults.js'
import { HASH_BYTES, LEAF_BYTES } from './defaults.js'
import { ContentError } from './errors.js'
import { intoLeaves } from './leaf-hashes.js'
import { Notifier } from './notifier.js'
import { SilenceWatch } from './silence-watch.js'
import type { SourceResult } from './source-result.js'
import { ListReader, type ListIdentity, type TransferFacts } from './transfer-list.js'

export interface FollowInit {
  client: Pick<AliasClient, 'transferBytes' | 'transferParts'>
  member: MemberAddress
  identity: ListIdentity
  /** Holds verified whole leaves; those it has already are checked against the list, and not read again. */
  partial: PartialBlob
  clock: Clock
  signal: AbortSignal
  onBytes(bytes: number): void
  /** What the origin said, before the first leaf that is appended. */
  onFacts(facts: TransferFacts): void
}

/** Rejects with the signal's reason, and with nothing else. */
export async function follow(init: FollowInit): Promise<SourceResult> {
  const stop = new AbortController()
  const following = new Following(init, AbortSignal.any([init.signal, stop.signal]))
  const reading = following.readBoth()
  try {
    return await following.check()
  } catch (cause) {
    init.signal.throwIfAborted()
    return following.failed(cause)
  } finally {
    stop.abort(new ContentError('CLOSED', 'reading along ended'))
    await reading
  }
}

class Following {
  readonly #init: FollowInit
  readonly #signal: AbortSignal
  readonly #list: ListReader
  readonly #changed = new Notifier()
  /** Leaves that were read and wait for the list; hashed as they come, so that a part for 4 MiB finds the work done. */
  readonly #waiting: { bytes: Uint8Array; hash: Uint8Array }[] = []
  #waitingBytes = 0
  #bytesEnded = false
  #failure: Error | undefined
  #isWrong = false
  #isSilent = false
  /** Bytes since the last look for a stall. */
  #freshBytes = 0
  readonly #heldBytes: number

  constructor(init: FollowInit, signal: AbortSignal) {
    this.#init = init
    this.#signal = signal
    this.#list = new ListReader(init.identity, init.member.peer)
    this.#heldBytes = init.partial.bytes
  }

  failed(cause: unknown): SourceResult {
    return { type: 'failed', end: this.#list.statement.end, wrong: this.#isWrong, silent: this.#isSilent, cause }
  }

  /** Never rejects. */
  async readBoth(): Promise<void> {
    const fail = (cause: unknown): void => {
      this.#failure ??= cause instanceof Error ? cause : this.#broke(String(cause))
      this.#changed.notify()
    }
    const silence = new SilenceWatch(this.#init.clock, () => {
      this.#isSilent = this.#failure === undefined
      fail(this.#broke('no sign of life'))
    })
    const stall = setRepeating(this.#init.clock, STALLED_MS, () => {
      if (this.#isStalled()) fail(this.#broke(`nothing of what it announced came for ${STALLED_MS} ms`))
      this.#freshBytes = 0
    })
    try {
      await Promise.all([this.#readParts(silence).catch(fail), this.#readBytes().catch(fail)])
    } finally {
      silence.close()
      stall.cancel()
    }
  }

  /** Whether leaves were announced that we lack, and none of their bytes came for a while though we want them. */
  #isStalled(): boolean {
    const read = this.#init.partial.bytes + this.#waitingBytes
    const isAnnounced = this.#list.statement.leaves * LEAF_BYTES > read
    return isAnnounced && this.#freshBytes === 0 && this.#waitingBytes <= MAX_UNVERIFIED_BYTES
  }

  /** Takes what both streams bring to where it belongs. @throws what makes this source useless */
  async check(): Promise<SourceResult> {
    const { partial, onFacts } = this.#init
    const heldLeaves = this.#heldBytes / LEAF_BYTES
    const held = partial.leafHashes(0)
    for (let leaf = 0; ;) {
      const hash = this.#list.hashOf(leaf)
      const [next] = this.#waiting
      if (hash !== undefined && leaf < heldLeaves) {
        if (!equalBytes(held.subarray(leaf * HASH_BYTES, (leaf + 1) * HASH_BYTES), hash)) return { type: 'mismatch' }
        leaf++
      } else if (hash !== undefined && next !== undefined) {
        if (!equalBytes(next.hash, hash)) throw this.#wrong(`leaf ${leaf} is not the one signed`)
        onFacts(this.#list.statement.facts)
        await partial.append(next.bytes, next.hash)
        this.#waiting.shift()
        this.#waitingBytes -= next.bytes.byteLength
        this.#changed.notify()
        leaf++
      } else {
        const ended = await this.#ended(leaf)
        if (ended !== undefined) return ended
        await this.#changed.next(this.#signal)
      }
    }
  }

  /** At the point where nothing can be checked further for now. */
  async #ended(checkedLeaves: number): Promise<SourceResult | undefined> {
    const { partial, onFacts } = this.#init
    const { end, leaves, totalBytes, digest, facts } = this.#list.statement
    if (end === 'complete' && this.#heldBytes > totalBytes) return { type: 'mismatch' }
    if (end === 'complete' && checkedLeaves === leaves) {
      if (partial.bytes !== totalBytes) throw this.#wrong(`it is not the ${totalBytes} bytes that were signed`)
      onFacts(facts)
      this.#isWrong = true // Unless what was checked leaf by leaf is also the whole that was signed.
      return { type: 'complete', info: await sealAs(partial, digest) }
    }
    if (end !== undefined && end !== 'complete') return this.failed(this.#failure)
    if (this.#failure !== undefined) throw this.#failure
    if (end === 'complete' && this.#bytesEnded) throw this.#broke('its bytes ended too early')
    return undefined
  }

  async #readParts(silence: SilenceWatch): Promise<void> {
    const { client, member, identity } = this.#init
    for await (const part of await client.transferParts(member, identity.transferId, { signal: this.#signal })) {
      silence.sign()
      const refused = this.#list.take(part)
      if (refused !== undefined) throw this.#wrong(refused)
      this.#changed.notify()
    }
    if (this.#list.statement.end === undefined) throw this.#broke('its list broke off')
  }

  async #readBytes(): Promise<void> {
    const { client, member, identity, onBytes } = this.#init
    const fromLeaf = this.#heldBytes / LEAF_BYTES
    const body = await client.transferBytes(member, identity.transferId, fromLeaf, {
      signal: this.#signal,
      onBytes: (bytes) => {
        this.#freshBytes += bytes
        onBytes(bytes)
      }
    })
    for await (const leaf of intoLeaves(body)) {
      this.#waiting.push({ bytes: leaf, hash: sha256(leaf) })
      this.#waitingBytes += leaf.byteLength
      this.#changed.notify()
      while (this.#waitingBytes > MAX_UNVERIFIED_BYTES) await this.#changed.next(this.#signal)
    }
    this.#bytesEnded = true
    this.#changed.notify()
  }

  #broke(what: string): ContentError {
    return new ContentError('MEMBER_BROKE', `${this.#init.member.peer}: ${what}`)
  }

  #wrong(what: string): ContentError {
    this.#isWrong = true
    return this.#broke(what)
  }
}

/** @throws {ContentError} `MEMBER_BROKE` where the whole is not what was named */
export async function sealAs(partial: PartialBlob, digest: string): Promise<BlobInfo> {
  const info = await partial.seal()
  if (info.digest === digest) return info
  throw new ContentError('MEMBER_BROKE', `the whole is ${info.digest}, not ${digest}`)
}
