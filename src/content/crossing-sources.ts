// Reads one crossing's content from origin, claimant or holders, one source at a time, into the growing content that its
// driver serves to who asks here and to members.
import type { PeerId } from '../base/index.js'
import type { PartialBlob } from './blob-store.js'
import { factsAlone } from './content-facts.js'
import { copy } from './copy.js'
import type { CrossingComponents, CrossingHost, CrossingInit } from './crossing-host.js'
import { LEAF_BYTES } from './defaults.js'
import { ContentError } from './errors.js'
import { follow } from './follow.js'
import type { GrowingContent } from './growing-content.js'
import { isWorthIt } from './led-by-holders.js'
import { mayGoOn, readOrigin, type Held } from './lead.js'
import type { TransferLedger } from './ledger.js'
import { Notifier } from './notifier.js'
import { Relay } from './relay.js'
import type { SourceResult } from './source-result.js'
import { NO_TRANSFER_FACTS, type TransferFacts } from './transfer-list.js'

export interface CrossingSourcesInit extends CrossingInit {
  components: CrossingComponents
  host: CrossingHost
  ledger: TransferLedger
  content: GrowingContent
  /** What is said of the content has changed. */
  onFacts(): void
  /** From now on bytes go there. What is said of them was told before. */
  onPartial(partial: PartialBlob): void
  onProgress(verifiedBytes: number): void
  /** The origin has answered, and the answer is for its asker alone. */
  onUnshareable(): void
  /** The origin has answered: who holds something else is no source any more. */
  onAnswer(): void
  /** Members that hold it bring it from now on: when its origin spoke of it is what they say. */
  onCopied(): void
  /** Reads from another member than the one named. */
  onParent(peer: PeerId): void
}

export class CrossingSources {
  readonly #init: CrossingSourcesInit
  /** Of the transfer that is followed. */
  #relay: Relay | undefined
  /** How many bytes may be read from the origin by now. */
  #originLimit = 0
  readonly #limitLifted = new Notifier()
  #originBytes = Infinity
  /** Whose growth is told. */
  #watched: PartialBlob | undefined
  /** What the origin had sent before members went on behind it. */
  #ofOrigin: (Held & { readonly partial: PartialBlob }) | undefined

  constructor(init: CrossingSourcesInit) {
    this.#init = init
  }

  /** As our own origin said. */
  get originBytes(): number {
    return this.#originBytes
  }

  /** Members that read along from the transfer that is followed. */
  get readers(): number {
    return this.#relay?.readers ?? 0
  }

  /** The origin is read up to here, and no further before this is called again. */
  limitOrigin(maxBytes: number): void {
    this.#originLimit = maxBytes
    this.#limitLifted.notify()
  }

  async lead(signal: AbortSignal): Promise<SourceResult> {
    const { url, host, ledger, content, components, onUnshareable } = this.#init
    content.copied = undefined
    const { origins } = components
    try {
      return await readOrigin({
        url,
        origins,
        redirects: this.#init.redirects,
        signal,
        held: () => this.#held(),
        partial: (expectedBytes) => this.#openContent(expectedBytes),
        mayRead: async (bytes) => {
          while (bytes >= this.#originLimit) await this.#limitLifted.next(signal)
        },
        onBytes: (bytes) => ledger.countUplink(bytes),
        onReread: (bytes) => (content.rereadBytes += bytes),
        onAnswer: (facts, shareable) => {
          host.originTried(undefined)
          content.answeredAtMs = Math.max(this.#init.startedAtMs, components.clock.nowMs())
          content.answer = facts
          this.#originBytes = facts.expectedBytes ?? Infinity
          this.#learn(facts)
          if (shareable) this.#init.onAnswer()
          else onUnshareable()
        }
      })
    } catch (error) {
      if (!signal.aborted) host.originTried(error)
      throw error
    }
  }

  async follow(claimant: PeerId, transferId: string, signal: AbortSignal): Promise<SourceResult> {
    const { url, host, ledger, content, components, onParent } = this.#init
    content.copied = undefined
    const { group, aliasClient, clock, maxReadersPerTransfer: maxReaders } = components
    const identity = { group: group.idBytes, transferId }
    const partial = await this.#openContent(undefined)
    const relay = new Relay({ identity, self: group.self, downloader: claimant, maxReaders, clock })
    this.#relay = relay
    host.startServing(transferId, relay)
    try {
      return await follow({
        client: aliasClient,
        self: group.self,
        downloader: claimant,
        addressOf: (peer) => host.addressOf(peer),
        relay,
        transferId,
        partial,
        clock,
        signal,
        onParent,
        onBytes: (peer, bytes) => ledger.countMember(peer, bytes),
        onDownloaded: (bytes) => components.ledger.countDownloaded(claimant, url, bytes),
        onFacts: (facts) => this.#learn(facts),
        onLeft: (peer, { wrong, silent, cause }) => {
          if (silent) host.wereSilent([peer])
          host.memberFailed(peer, wrong, cause)
        }
      })
    } finally {
      if (this.#relay === relay) this.#relay = undefined
      host.stopServing(transferId, relay)
    }
  }

  /**
   * What is said of it is then what its holders say, whatever the origin has answered to us: it did not send us these bytes.
   * @param isLed for others too: what is here of it stays
   */
  async copy(peers: readonly PeerId[], isLed: boolean, signal: AbortSignal): Promise<SourceResult> {
    const { host, ledger, content, components, onCopied } = this.#init
    const { aliasClient, clock } = components
    const holders = host.view().holders.flatMap((location) => {
      const isChosen = peers.includes(location.holder) && (!isLed || isWorthIt(location, 'leading', content))
      const member = isChosen ? host.addressOf(location.holder) : undefined
      return member === undefined ? [] : [{ location, member }]
    })
    const [first] = holders
    if (first === undefined) throw new ContentError('MEMBER_UNREACHABLE', 'its holders are gone')
    const { bytes, digest } = first.location
    const { partial, heldFacts } = content
    if (partial !== undefined && mayGoOn(heldFacts)) {
      this.#ofOrigin = { partial, bytes: partial.bytes, facts: heldFacts }
    }
    content.copied = host.known(digest)
    this.#learn({ ...factsAlone(first.location), expectedBytes: bytes })
    onCopied()
    const result = await copy({
      client: aliasClient,
      clock,
      holders,
      partial: await this.#openContent(bytes),
      signal,
      onBytes: (peer, count) => ledger.countMember(peer, count),
      onLeft: (peer, wrong, cause) => {
        host.holderFailed(peer, digest)
        host.memberFailed(peer, wrong, cause)
      }
    })
    if (!isLed || result.type !== 'mismatch') return result
    for (const { location } of holders) host.holderFailed(location.holder, digest)
    const cause = new ContentError('MEMBER_BROKE', 'what its holders have begins otherwise')
    return { type: 'failed', end: undefined, wrong: false, silent: false, cause }
  }

  /** What the next source may go on from: of this crossing, or left by one before. */
  async #held(): Promise<Held> {
    const { urlKey, content, components } = this.#init
    const { blobs } = components
    if (content.partial === undefined) await blobs.suspended(urlKey)
    const left = blobs.resumable(urlKey)
    if (content.partial === undefined && left !== undefined) await content.open(left.facts.expectedBytes)
    const { partial, heldFacts } = content
    if (partial !== undefined) this.#watch(partial)
    const isUsable = partial?.state === 'growing' && partial.bytes % LEAF_BYTES === 0
    if (!isUsable) return { bytes: 0, facts: NO_TRANSFER_FACTS }
    // What members brought behind it is compared with what the origin has there: asked for from where they began.
    const before = this.#ofOrigin
    if (before?.partial === partial && !mayGoOn(heldFacts)) return before
    return { bytes: partial.bytes, facts: heldFacts }
  }

  #learn(facts: TransferFacts): void {
    const { content, onFacts } = this.#init
    content.facts = facts
    onFacts()
  }

  async #openContent(expectedBytes: number | undefined): Promise<PartialBlob> {
    const { content, onPartial } = this.#init
    // A source that was stopped at its very end leaves a short last leaf, or a sealed blob: nothing can go on from there.
    const left = content.partial
    if (left !== undefined && (left.state !== 'growing' || left.bytes % LEAF_BYTES !== 0)) {
      const { facts } = content
      await content.restart()
      content.facts = facts
    }
    const partial = await content.open(expectedBytes)
    this.#watch(partial)
    onPartial(partial)
    return partial
  }

  /** Before it is attached to a transfer: what is said of its bytes is said before they are announced. */
  #watch(partial: PartialBlob): void {
    if (partial === this.#watched) return
    this.#watched = partial
    partial.onChange(() => this.#progressed(partial))
  }

  #progressed(partial: PartialBlob): void {
    const { content, onFacts, onProgress } = this.#init
    if (partial !== content.partial || partial.state !== 'growing') return
    onFacts()
    onProgress(partial.bytes)
  }
}
