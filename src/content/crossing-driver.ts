// Carries out what one crossing's machine says: publishes needs and claims, reads from origin, claimant or holders into one
// partial blob, serves it while it grows, and lets those who asked here read along.
import { Readable } from 'node:stream'
import { equalBytes, type Clock, type Logger, type PeerId, type Random, type Timer } from '../base/index.js'
import type { AliasClient, MemberAddress } from './alias-client.js'
import type { BlobInfo, BlobStore, PartialBlob } from './blob-store.js'
import type { TransferEnd } from './claims.js'
import type { FetchedContent, FetchResult, TransferProgress } from './content.js'
import type { CrossingInput, CrossingOutput, CrossingPhase, CrossingTimer } from './crossing-events.js'
import { BLOB_READ_BYTES, HASH_BYTES, LEAF_BYTES } from './defaults.js'
import { Crossing } from './download.js'
import { ContentError } from './errors.js'
import { follow, type FollowResult } from './follow.js'
import { intoLeaves } from './leaf-hashes.js'
import type { Ledger, TransferLedger } from './ledger.js'
import type { Location } from './location.js'
import { Notifier } from './notifier.js'
import { openOrigin } from './origin.js'
import type { OriginPolicy } from './origin-policy.js'
import type { ContentGroup } from './ports.js'
import { copy } from './sources.js'
import { Transfer } from './transfer.js'

export interface CrossingComponents {
  group: ContentGroup
  blobs: BlobStore
  aliasClient: AliasClient
  policy: OriginPolicy
  ledger: Ledger
  clock: Clock
  random: Random
  logger: Logger
}

/** What a crossing asks of the group's content around it. */
export interface CrossingHost {
  /** Who may download for all, and the locations of holders who are present, best first. */
  view(): { candidates: readonly PeerId[]; holders: readonly Location[] }
  addressOf(peer: PeerId): MemberAddress | undefined
  publishNeed(url: string, excluded: readonly PeerId[]): void
  publishClaim(transferId: string, verifiedBytes: number, end: TransferEnd | undefined): void
  /** The first serves it, undefined ends that. */
  serve(transferId: string, transfer: Transfer | undefined): void
  /** A whole blob that may be shared is here. */
  kept(info: BlobInfo, origin: OriginFacts | undefined): Promise<void>
  distrust(peer: PeerId): void
  uplinkWorks(): void
  ended(): void
}

/** What the origin said of the content, where this node fetched it itself. */
export interface OriginFacts {
  contentType: string | undefined
  etag: string | undefined
  lastModified: string | undefined
}

interface Whole {
  readonly digest: string
  readonly bytes: number
}

export class CrossingDriver {
  readonly #components: CrossingComponents
  readonly #host: CrossingHost
  readonly #url: string
  readonly #machine: Crossing
  readonly #ledger: TransferLedger
  readonly #changed = new Notifier()
  readonly #timers = new Set<Timer>()
  readonly #startedMs: number
  /** Inputs wait while the outputs of an earlier one are carried out. */
  readonly #inputs: CrossingInput[] = []
  #busy = false
  #partial: PartialBlob | undefined
  #opening: Promise<PartialBlob> | undefined
  /** A transfer that was claimed and waits for its partial blob. */
  #pendingTransferId: string | undefined
  #transfer: { id: string; transfer: Transfer } | undefined
  #source: AbortController | undefined
  /** How many bytes may be read from the origin by now. */
  #originLimit = 0
  #from: PeerId | undefined
  #origin: OriginFacts | undefined
  #totalBytes: number | undefined
  #isPrivate = false
  #askedInVain = false
  /** Leaves that readers here have seen from a source that was given up: what comes must begin with them. */
  #seenHashes: Uint8Array = new Uint8Array()
  #seenBytes = 0
  #lastError: unknown = new ContentError('ORIGIN_UNREACHABLE', 'nobody could get it')
  #whole: Whole | undefined
  #failure: { error: unknown } | undefined
  #ended = false

  constructor(components: CrossingComponents, host: CrossingHost, init: { url: string; urlKey: string }) {
    this.#components = components
    this.#host = host
    this.#url = init.url
    this.#ledger = components.ledger.transfer()
    this.#startedMs = components.clock.monotonicMs()
    const transferSeed = components.random.bytes(16)
    this.#machine = new Crossing({ self: components.group.self, urlKey: init.urlKey, transferSeed })
  }

  get phase(): CrossingPhase {
    return this.#machine.phase
  }

  /** Somebody here wants it. Resolves when the first byte can be read, or all of nothing. */
  async ask(signal?: AbortSignal): Promise<FetchedContent> {
    this.give({ type: 'ask' })
    while (this.#partial?.bytes === undefined || (this.#partial.bytes === 0 && this.#whole === undefined)) {
      if (this.#failure !== undefined) throw this.#failure.error
      await this.#changed.next(signal)
    }
    const done = this.#result()
    done.catch(() => {}) // For callers who read the body alone.
    return {
      bytes: this.#totalBytes,
      contentType: this.#origin?.contentType,
      body: Readable.from(this.#read(), { objectMode: false, highWaterMark: BLOB_READ_BYTES }),
      done
    }
  }

  get progress(): TransferProgress {
    const states: Partial<{ [phase in CrossingPhase]: TransferProgress['state'] }> = {
      claiming: 'leading',
      leading: 'leading',
      lingering: 'leading',
      direct: 'leading',
      following: 'following',
      copying: 'copying'
    }
    const state = states[this.phase] ?? 'asking'
    const bytes = this.#partial?.bytes ?? 0
    return { url: this.#url, state, bytes, totalBytes: this.#totalBytes, from: this.#from }
  }

  give(input: CrossingInput): void {
    this.#inputs.push(input)
    if (this.#busy) return
    this.#busy = true
    try {
      for (let next = this.#inputs.shift(); next !== undefined; next = this.#inputs.shift()) {
        for (const output of this.#machine.handle(next)) this.#carryOut(output)
      }
    } finally {
      this.#busy = false
    }
  }

  giveView(): void {
    const { candidates, holders } = this.#host.view()
    this.give({ type: 'view', candidates, holders: holders.map(({ holder }) => holder) })
  }

  close(error: unknown): void {
    this.#lastError = error
    this.#fail()
    this.give({ type: 'close' })
  }

  #carryOut(output: CrossingOutput): void {
    switch (output.type) {
      case 'publish-need':
        return this.#host.publishNeed(this.#url, output.excluded)
      case 'publish-claim':
        this.#serve(output.transferId)
        return this.#host.publishClaim(output.transferId, output.verifiedBytes, undefined)
      case 'end-claim':
        return this.#endClaim(output.transferId, output.end)
      case 'read-origin':
        this.#originLimit = output.maxBytes ?? Infinity
        this.#run(undefined, (signal) => this.#readOrigin(signal))
        return
      case 'read-on':
        this.#originLimit = Infinity
        return this.#changed.notify()
      case 'stop-source':
        this.#source?.abort(new ContentError('CLOSED', 'another source was chosen'))
        this.#source = undefined
        return
      case 'keep-private':
        this.#isPrivate = true
        return
      case 'follow':
        this.#run(output.claimant, (signal) => this.#follow(output.claimant, output.transferId, signal))
        return
      case 'copy':
        this.#run(output.holders[0], (signal) => this.#copy(output.holders, signal))
        return
      case 'set-timer':
        return this.#setTimer(output.inMs, output.then)
      case 'asked-in-vain':
        this.#askedInVain = true
        return
      case 'give-up':
        return this.#fail()
      case 'ended':
        return this.#end()
    }
  }

  /** Runs a source; what it tells counts only while it is the one that runs. */
  #run(from: PeerId | undefined, read: (signal: AbortSignal) => Promise<CrossingInput[]>): void {
    this.#source?.abort(new ContentError('CLOSED', 'another source was chosen'))
    const source = new AbortController()
    this.#source = source
    this.#from = from
    const tell = (inputs: CrossingInput[]): void => {
      if (this.#source !== source) return
      this.#source = undefined
      for (const input of inputs) this.give(input)
    }
    read(source.signal).then(tell, (error: unknown) => {
      if (this.#source !== source) return
      this.#components.logger(`fetching failed: ${String(error)}`)
      this.#lastError = error
      const leads = from === undefined
      tell([leads ? { type: 'origin-failed' } : { type: 'source-failed', end: undefined, wrong: false }])
    })
  }

  async #readOrigin(signal: AbortSignal): Promise<CrossingInput[]> {
    const { policy, clock } = this.#components
    // From the start: going on from what is here needs the origin's validator, which claims do not carry yet.
    if ((this.#partial?.bytes ?? 0) > 0) await this.#restart()
    const response = await openOrigin(this.#url, {
      policy,
      clock,
      signal,
      onBytes: (bytes) => this.#ledger.countUplink(bytes)
    })
    this.#host.uplinkWorks()
    const { headers, totalBytes, sharing } = response
    this.#origin = {
      contentType: headers['content-type'],
      etag: headers.etag,
      lastModified: headers['last-modified']
    }
    this.#totalBytes = totalBytes
    if (!sharing.ok) {
      this.give({ type: 'origin-answered', shareable: false })
      signal.throwIfAborted()
    }
    const partial = await this.#openPartial(totalBytes)
    for await (const leaf of intoLeaves(response.body)) {
      await this.#append(partial, leaf)
      while (partial.bytes >= this.#originLimit) await this.#changed.next(signal)
    }
    const info = await partial.finish()
    await this.#complete(info, this.#origin)
    return [{ type: 'complete' }]
  }

  async #follow(claimant: PeerId, transferId: string, signal: AbortSignal): Promise<CrossingInput[]> {
    const { group, aliasClient } = this.#components
    const member = this.#host.addressOf(claimant)
    if (member === undefined) return [{ type: 'source-failed', end: undefined, wrong: false }]
    const partial = await this.#openPartial(undefined)
    const stopWatching = partial.onChange(() => this.#progressed(partial))
    const result = await follow({
      client: aliasClient,
      member,
      identity: { group: group.idBytes, transferId },
      partial,
      signal,
      onBytes: (bytes) => this.#ledger.countMember(claimant, bytes)
    }).finally(stopWatching)
    return this.#settle(result, [claimant])
  }

  async #copy(peers: readonly PeerId[], signal: AbortSignal): Promise<CrossingInput[]> {
    const { aliasClient } = this.#components
    const holders = this.#host.view().holders.flatMap((location) => {
      const member = peers.includes(location.holder) ? this.#host.addressOf(location.holder) : undefined
      return member === undefined ? [] : [{ location, member }]
    })
    const [first] = holders
    if (first === undefined) return [{ type: 'source-failed', end: undefined, wrong: false }]
    const { bytes, contentType, etag, lastModified } = first.location
    this.#totalBytes = bytes
    this.#origin ??= { contentType, etag, lastModified }
    const partial = await this.#openPartial(bytes)
    const stopWatching = partial.onChange(() => this.#progressed(partial))
    const result = await copy({
      client: aliasClient,
      holders,
      partial,
      signal,
      onBytes: (peer, count) => this.#ledger.countMember(peer, count),
      onFailed: (peer, wrong) => {
        if (wrong) this.#host.distrust(peer)
        this.#components.group.graph.reportUnreachable(peer)
      }
    }).finally(stopWatching)
    return this.#settle(result, peers)
  }

  async #settle(result: FollowResult, peers: readonly PeerId[]): Promise<CrossingInput[]> {
    switch (result.type) {
      case 'complete':
        await this.#complete(result.info, undefined)
        return [{ type: 'complete' }]
      case 'mismatch':
        await this.#restart()
        return [{ type: 'mismatch' }]
      case 'failed':
        if (result.cause !== undefined) this.#lastError = result.cause
        // A finished blob with the wrong digest, or wrong leaves: nothing of it stays.
        if (this.#partial?.state !== 'growing') await this.#restart()
        if (result.wrong) for (const peer of peers) this.#host.distrust(peer)
        else if (result.end === undefined)
          for (const peer of peers) this.#components.group.graph.reportUnreachable(peer)
        return [{ type: 'source-failed', end: result.end, wrong: result.wrong }]
    }
  }

  async #append(partial: PartialBlob, leaf: Uint8Array): Promise<void> {
    await partial.append(leaf)
    this.#progressed(partial)
  }

  #progressed(partial: PartialBlob): void {
    if (partial !== this.#partial) return
    this.give({ type: 'progress', verifiedBytes: partial.bytes })
    this.#changed.notify()
  }

  async #openPartial(expectedBytes: number | undefined): Promise<PartialBlob> {
    if (this.#partial !== undefined) return this.#partial
    this.#opening ??= this.#components.blobs.createPartial({ expectedBytes }).finally(() => (this.#opening = undefined))
    const partial = await this.#opening
    if (this.#ended) {
      await partial.discard()
      throw new ContentError('CLOSED', 'the crossing has ended')
    }
    this.#partial = partial
    this.#attachTransfer()
    return partial
  }

  /** Begins again with nothing, and remembers what readers have seen. */
  async #restart(): Promise<void> {
    const partial = this.#partial
    if (partial === undefined) return
    if (this.#seenBytes > this.#seenHashes.byteLength * (LEAF_BYTES / HASH_BYTES)) {
      this.#seenHashes = partial.leafHashes(0).slice(0, Math.ceil(this.#seenBytes / LEAF_BYTES) * HASH_BYTES)
    }
    this.#partial = undefined
    this.#isPrivate = false
    if (this.#transfer !== undefined) {
      this.#pendingTransferId = this.#transfer.id
      this.#transfer.transfer.end('lost')
      this.#transfer = undefined
    }
    await partial.discard()
  }

  async #complete(info: BlobInfo, origin: OriginFacts | undefined): Promise<void> {
    if (!this.#isPrivate) await this.#host.kept(info, origin)
    this.#whole = { digest: info.digest, bytes: info.bytes }
    this.#totalBytes = info.bytes
    this.#transfer?.transfer.end('complete', { totalBytes: info.bytes, digest: info.digest })
    this.#changed.notify()
  }

  /** The first claim of a transfer begins to serve it; its bytes come as soon as there is a partial blob. */
  #serve(transferId: string): void {
    if (this.#transfer?.id === transferId || this.#pendingTransferId === transferId) return
    this.#pendingTransferId = transferId
    this.#attachTransfer()
    if (this.#partial === undefined) void this.#openPartial(undefined).catch(() => {}) // The origin's read says it too.
  }

  #attachTransfer(): void {
    const id = this.#pendingTransferId
    if (id === undefined || this.#partial === undefined) return
    this.#pendingTransferId = undefined
    const { group, clock } = this.#components
    const identity = { group: group.idBytes, transferId: id }
    const transfer = new Transfer({ identity, keyPair: group.keyPair, partial: this.#partial, clock })
    this.#transfer = { id, transfer }
    this.#host.serve(id, transfer)
  }

  #endClaim(transferId: string, end: TransferEnd): void {
    this.#host.publishClaim(transferId, this.#partial?.bytes ?? 0, end)
    this.#pendingTransferId = undefined
    if (this.#transfer?.id !== transferId) return
    this.#transfer.transfer.end(end)
    this.#host.serve(transferId, undefined)
    this.#transfer = undefined
  }

  #setTimer(inMs: number, then: CrossingTimer): void {
    const timer = this.#components.clock.setTimer(inMs, () => {
      this.#timers.delete(timer)
      // Node runs timers before it reads its sockets: when this process was busy, a claim may lie there already.
      setImmediate(() => setImmediate(() => this.give(then)))
    })
    this.#timers.add(timer)
  }

  #fail(): void {
    if (this.#whole === undefined) this.#failure ??= { error: this.#lastError }
    this.#changed.notify()
  }

  #end(): void {
    if (this.#ended) return
    this.#ended = true
    for (const timer of this.#timers) timer.cancel()
    if (this.#whole === undefined) {
      this.#fail()
      void this.#partial?.discard().catch(() => {})
    }
    this.#host.ended()
  }

  async #result(): Promise<FetchResult> {
    for (;;) {
      if (this.#whole !== undefined) break
      if (this.#failure !== undefined) throw this.#failure.error
      await this.#changed.next()
    }
    const { digest, bytes } = this.#whole
    const ms = Math.round(this.#components.clock.monotonicMs() - this.#startedMs)
    return { url: this.#url, digest, bytes, ms, sources: this.#ledger.snapshot(), askedInVain: this.#askedInVain }
  }

  async *#read(): AsyncGenerator<Uint8Array> {
    for (let offset = 0; ;) {
      const partial = this.#partial
      if (partial !== undefined && offset < partial.bytes) {
        this.#checkSeen(partial)
        const chunk = await partial.read(offset, BLOB_READ_BYTES).catch((error: unknown) => {
          if (partial === this.#partial) throw error
          return undefined // It was given up meanwhile.
        })
        if (chunk === undefined || partial !== this.#partial) continue
        offset += chunk.byteLength
        this.#seenBytes = Math.max(this.#seenBytes, offset)
        yield chunk
      } else if (this.#whole !== undefined) {
        return
      } else if (this.#failure !== undefined) {
        throw this.#failure.error
      } else await this.#changed.next()
    }
  }

  /** @throws {ContentError} `ORIGIN_BROKEN` where a reader has seen the beginning of something else */
  #checkSeen(partial: PartialBlob): void {
    if (this.#seenHashes.byteLength === 0) return
    const hashes = partial.leafHashes(0).subarray(0, this.#seenHashes.byteLength)
    if (equalBytes(hashes, this.#seenHashes.subarray(0, hashes.byteLength))) return
    throw new ContentError('ORIGIN_BROKEN', 'the content changed while it was read')
  }
}
