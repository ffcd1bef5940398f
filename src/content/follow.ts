// Reading along with a member that downloads: bytes and signed list come in two streams; a leaf counts when the list has
// reached it and its hash is right (design section 6).
import { equalBytes, setRepeating, sha256, type Clock, type PeerId, type Timer } from '../base/index.js'
import type { AliasClient, MemberAddress } from './alias-client.js'
import type { BlobInfo, PartialBlob } from './blob-store.js'
import {
  MAX_LEAF_WAIT_MS,
  MAX_UNVERIFIED_BYTES,
  RELAY_STALLED_MS,
  SLOW_RELAY_MS,
  STALLED_BYTES_PER_SECOND,
  STALLED_MS,
  TAKE_REST_BUDGET_MS
} from './crossing-defaults.js'
import { HASH_BYTES, LEAF_BYTES } from './defaults.js'
import { ContentError, type ContentErrorCode } from './errors.js'
import { intoLeaves } from './leaf-hashes.js'
import { LagWatch } from './lag-watch.js'
import { LeafWait } from './leaf-wait.js'
import { Notifier } from './notifier.js'
import { ParentChoice, type ParentAsk } from './parent-choice.js'
import type { Relay } from './relay.js'
import { SilenceWatch } from './silence-watch.js'
import { isOwnFault, type SourceResult } from './source-result.js'
import { CONTRADICTS, type ListReader, type TransferFacts } from './transfer-list.js'

export interface FollowInit {
  client: Pick<AliasClient, 'transferBytes' | 'transferParts'>
  self: PeerId
  downloader: PeerId
  /** Undefined for who is not present. */
  addressOf(peer: PeerId): MemberAddress | undefined
  /** Serves what is read here to others meanwhile. */
  relay: Relay
  transferId: string
  /** Holds verified whole leaves; those it has already are checked against the list, and not read again. */
  partial: PartialBlob
  clock: Clock
  signal: AbortSignal
  /** Reads from that member from now on. */
  onParent?(peer: PeerId): void
  onBytes(peer: PeerId, bytes: number): void
  /** Verified bytes that the downloader had not yet when this parent was attached to: they came as it got them. */
  onDownloaded?(bytes: number): void
  /** What the origin said, before the first leaf that is appended. */
  onFacts(facts: TransferFacts): void
  /** A member was of no use, the downloader or a relay. */
  onLeft(peer: PeerId, failed: Failed): void
}

/** How often a stall is looked for. Several looks must agree: what was announced just before one of them is on its way. */
const STALL_LOOK_MS = STALLED_MS / 4

type Failed = SourceResult & { type: 'failed' }

/**
 * Reads from the downloader or from relays, one after the other while they fail. Rejects with the signal's reason, and with
 * nothing else. What it says of a failure is the downloader's: relays are told of by `onLeft`.
 */
export async function follow(init: FollowInit): Promise<SourceResult> {
  const { relay, downloader, partial } = init
  const parents = new ParentChoice(init.self, downloader)
  const wait = new LeafWait()
  let result: SourceResult = failure('MEMBER_UNREACHABLE', `${downloader} is not present here`)
  relay.attach(partial)
  try {
    for (let ask = parents.next(); ask !== undefined; ask = parents.next()) {
      const member = init.addressOf(ask.peer)
      const ended = member === undefined ? undefined : await readFrom(init, { parents, wait }, member, ask)
      relay.door.attached(undefined)
      if (ended?.type === 'left') continue
      if (ended === undefined) parents.failed()
      else if (ended.type !== 'failed' || ended.end !== undefined || isOwnFault(ended.cause)) return (result = ended)
      else if (isWholeWrong(partial) || relay.list.isSignedTwice || (wait.isOver && !ended.wrong)) {
        init.onLeft(downloader, ended)
        return (result = ended)
      } else {
        init.onLeft(ask.peer, ended)
        parents.failed()
        result = ask.peer === downloader ? ended : { ...ended, wrong: false, silent: false }
      }
    }
    return result
  } finally {
    relay.end(result.type === 'complete' ? 'complete' : 'early')
  }
}

/** All leaves were as signed, and yet it is not the whole that was signed: that tells of who signed. */
function isWholeWrong(partial: PartialBlob): boolean {
  return partial.state !== 'growing' || partial.bytes % LEAF_BYTES !== 0
}

function failure(code: ContentErrorCode, message: string): Failed {
  return { type: 'failed', end: undefined, wrong: false, silent: false, cause: new ContentError(code, message) }
}

/** What outlives a parent. */
interface Lasting {
  readonly parents: ParentChoice
  readonly wait: LeafWait
}

/** @returns `left` where the parent named another, or is too slow */
async function readFrom(
  init: FollowInit,
  lasting: Lasting,
  member: MemberAddress,
  ask: ParentAsk
): Promise<SourceResult | { type: 'left' }> {
  const stop = new AbortController()
  const following = new Following(init, lasting, member, ask, AbortSignal.any([init.signal, stop.signal]))
  const reading = following.readBoth()
  try {
    return await following.check()
  } catch (cause) {
    init.signal.throwIfAborted()
    return cause === LEFT ? { type: 'left' } : following.failed(cause)
  } finally {
    stop.abort(new ContentError('CLOSED', 'reading along ended'))
    await reading
  }
}

/** Thrown where another parent is to be asked, and nobody failed. */
const LEFT = new ContentError('CLOSED', 'another member is read from')

/** Reads from one parent. */
class Following {
  readonly #init: FollowInit
  readonly #parents: ParentChoice
  readonly #wait: LeafWait
  readonly #member: MemberAddress
  readonly #ask: ParentAsk
  readonly #signal: AbortSignal
  readonly #list: ListReader
  readonly #changed = new Notifier()
  /** Leaves that were read and wait for the list; hashed as they come, so that a part for 4 MiB finds the work done. */
  readonly #waiting: { bytes: Uint8Array; hash: Uint8Array }[] = []
  #waitingBytes = 0
  #bytesEnded = false
  /** Of each stream: nothing comes of it any more. */
  #isBodyOver = false
  #isListOver = false
  #failure: Error | undefined
  /** Nothing more is taken of this parent, also what it has sent already. */
  #isLeft = false
  #isWrong = false
  #isSilent = false
  /** Bytes since the last look for a stall. */
  #freshBytes = 0
  #emptyMs = 0
  /** What was signed by the first part; nothing is checked before that. */
  #backlogLeaves: number | undefined
  readonly #heldBytes: number

  constructor(init: FollowInit, lasting: Lasting, member: MemberAddress, ask: ParentAsk, signal: AbortSignal) {
    this.#init = init
    this.#parents = lasting.parents
    this.#wait = lasting.wait
    this.#member = member
    this.#ask = ask
    this.#signal = signal
    this.#list = init.relay.list
    this.#list.restart()
    init.relay.heard() // What the parent before has said of itself counts no more.
    this.#heldBytes = init.partial.bytes
  }

  failed(cause: unknown): Failed {
    return { type: 'failed', end: this.#endSaid, wrong: this.#isWrong, silent: this.#isSilent, cause }
  }

  /** A whole that was announced before is no reason for this parent to fail. */
  get #endSaid(): Failed['end'] {
    const { end } = this.#list.statement
    return end === 'complete' ? undefined : end
  }

  /** Never rejects. */
  async readBoth(): Promise<void> {
    const { clock } = this.#init
    let rest: Timer | undefined
    const fail = (cause: unknown): void => {
      this.#failure ??= cause instanceof Error ? cause : this.#broke(String(cause))
      rest ??= clock.setTimer(TAKE_REST_BUDGET_MS, () => leave(cause))
      this.#changed.notify()
    }
    const leave = (cause: unknown): void => {
      this.#isLeft = true
      fail(cause)
    }
    const silence = new SilenceWatch(clock, () => {
      this.#isSilent = this.#failure === undefined
      leave(this.#broke('no sign of life'))
    })
    const stall = setRepeating(clock, STALL_LOOK_MS, () => {
      if (this.#isStalled()) leave(this.#broke(`nothing of what it announced came for ${STALLED_MS} ms`))
      this.#freshBytes = 0
      this.#wait.look(this.#list.statement.leaves, this.#init.partial.bytes, STALL_LOOK_MS)
      if (this.#wait.isOver) leave(this.#broke(`no further leaf for ${MAX_LEAF_WAIT_MS} ms`))
    })
    const lag = new LagWatch()
    const slow = setRepeating(clock, SLOW_RELAY_MS / 4, () => {
      const parentBytes = this.#list.heldLeaves * LEAF_BYTES
      if (!lag.isBehind(clock.monotonicMs(), parentBytes, this.#readBytes) || !this.#parents.tooSlow()) return
      this.#init.relay.door.tree.becomeLeaf()
      leave(LEFT)
    })
    try {
      const body = await this.#attach(silence)
      const list = this.#readParts(silence).finally(() => (this.#isListOver = true))
      const bytes = this.#readBody(body).finally(() => (this.#isBodyOver = true))
      await Promise.all([list.catch(fail), bytes.catch(fail)])
    } catch (cause) {
      leave(cause)
    } finally {
      rest?.cancel()
      silence.close()
      stall.cancel()
      slow.cancel()
    }
  }

  async #attach(silence: SilenceWatch): Promise<AsyncIterable<Uint8Array>> {
    const { client, downloader, transferId, onBytes, onParent, relay } = this.#init
    const { tree } = relay.door
    const { peer } = this.#member
    const answer = await client.transferBytes(this.#member, transferId, this.#heldBytes / LEAF_BYTES, {
      redirects: this.#ask.redirects,
      readers: tree.readers,
      isLeaf: tree.isLeaf,
      signal: this.#signal,
      onConnected: () => silence.connected(),
      onBytes: (bytes) => {
        this.#freshBytes += bytes
        onBytes(peer, bytes)
      }
    })
    silence.connected() // It answers; the list must give a sign of its own.
    if (answer.type === 'sent-on') {
      this.#parents.sentOn(answer.to)
      throw LEFT
    }
    // A claimant may have named another's transfer id: that is no fault of who serves that one.
    if (answer.path.at(-1) !== downloader) throw this.#broke('it has that transfer from another downloader')
    this.#parents.attached(answer.path)
    relay.door.attached(answer.path)
    onParent?.(peer)
    return answer.body
  }

  get #readBytes(): number {
    return this.#init.partial.bytes + this.#waitingBytes
  }

  /** Whether leaves were announced that we lack, and next to none of their bytes came for a while though we want them. */
  #isStalled(): boolean {
    const { statement, heldLeaves } = this.#list
    const isNothing = this.#freshBytes * 1000 < STALLED_BYTES_PER_SECOND * STALL_LOOK_MS
    const isWanting = isNothing && this.#waitingBytes <= MAX_UNVERIFIED_BYTES
    const isAnnounced = statement.leaves * LEAF_BYTES > this.#readBytes
    this.#emptyMs = isWanting && isAnnounced ? this.#emptyMs + STALL_LOOK_MS : 0
    // A relay that lacks them too waits for its own parent, which may have to be replaced.
    const isThere = this.#member.peer === this.#init.downloader || heldLeaves * LEAF_BYTES > this.#readBytes
    return this.#emptyMs > (isThere ? STALLED_MS : RELAY_STALLED_MS)
  }

  /** Takes what both streams bring to where it belongs. @throws what makes this source useless */
  async check(): Promise<SourceResult> {
    const { partial, onFacts, onDownloaded, relay } = this.#init
    const heldLeaves = this.#heldBytes / LEAF_BYTES
    const held = partial.leafHashes(0)
    for (let leaf = 0; ;) {
      const hash = this.#list.hashOf(leaf)
      const [next] = this.#waiting
      if (hash !== undefined && leaf < heldLeaves) {
        if (!equalBytes(held.subarray(leaf * HASH_BYTES, (leaf + 1) * HASH_BYTES), hash)) return { type: 'mismatch' }
        leaf++
        relay.checked(leaf, leaf * LEAF_BYTES)
      } else if (hash !== undefined && next !== undefined) {
        if (!equalBytes(next.hash, hash)) throw this.#wrong(`leaf ${leaf} is not the one signed`)
        onFacts(this.#list.statement.facts)
        await partial.append(next.bytes, next.hash)
        this.#waiting.shift()
        this.#waitingBytes -= next.bytes.byteLength
        this.#changed.notify()
        leaf++
        this.#parents.progressed()
        relay.checked(leaf, partial.bytes)
        if (leaf > (this.#backlogLeaves ?? 0)) onDownloaded?.(next.bytes.byteLength)
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
    if (this.#failure !== undefined && !this.#hasRest(checkedLeaves)) throw this.#failure
    if (end === 'complete' && this.#bytesEnded) throw this.#broke('its bytes ended too early')
    return undefined
  }

  /**
   * Whether one of the two streams may still bring what makes leaves of the other count: of who was killed, one breaks while
   * the other has megabytes in the receive buffer, and each of them would cross the uplink again.
   */
  #hasRest(checkedLeaves: number): boolean {
    if (this.#isLeft || (this.#isBodyOver && this.#isListOver)) return false
    return this.#isBodyOver ? this.#waiting.length > 0 : checkedLeaves < this.#list.statement.leaves
  }

  async #readParts(silence: SilenceWatch): Promise<void> {
    const { client, transferId, relay } = this.#init
    for await (const part of await client.transferParts(this.#member, transferId, { signal: this.#signal })) {
      silence.sign()
      const refused = this.#list.take(part)
      // A relay may have been given them: of hashes without a signature nobody can tell who made them up.
      const isHearsay = refused === CONTRADICTS && this.#member.peer !== this.#init.downloader
      this.#isLeft ||= refused !== undefined
      if (refused !== undefined) throw isHearsay ? this.#broke(refused) : this.#wrong(refused)
      this.#backlogLeaves ??= this.#list.statement.leaves
      relay.heard()
      this.#changed.notify()
    }
    if (this.#list.statement.end === undefined) throw this.#broke('its list broke off')
    silence.close() // It has said all: what is still to come are bytes.
  }

  async #readBody(body: AsyncIterable<Uint8Array>): Promise<void> {
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
    return new ContentError('MEMBER_BROKE', `${this.#member.peer}: ${what}`)
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
