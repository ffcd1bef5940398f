// Carries out what one crossing's machine says: publishes needs and claims, starts and stops sources, and serves what they bring
// to members meanwhile.
import { setRepeating, type PeerId, type Timer } from '../base/index.js'
import type { BlobInfo } from './blob-store.js'
import type { FetchedContent, TransferProgress } from './content.js'
import type { CrossingComponents, CrossingHost, CrossingInit } from './crossing-host.js'
import { CrossingSources } from './crossing-sources.js'
import {
  STATE_OF_PHASE,
  type CrossingInput,
  type CrossingOutput,
  type CrossingPhase,
  type CrossingTimer
} from './crossing-events.js'
import { Crossing } from './download.js'
import { INTEREST_CHECK_MS } from './crossing-defaults.js'
import { ContentError, OutdatedOffers } from './errors.js'
import { GrowingContent, type AskOptions } from './growing-content.js'
import { LedgerEntry } from './ledger-entry.js'
import { mayGoOn } from './lead.js'
import { begunAtMs, fetchedAtMs, isWorthIt } from './led-by-holders.js'
import type { Wanted } from './location.js'
import { OwnTransfer } from './own-transfer.js'
import { setCrossingTimer } from './patient-timer.js'
import { isOwnFault, type SourceResult } from './source-result.js'
import { isOffline, noUplink } from './uplink.js'

export class CrossingDriver {
  readonly #components: CrossingComponents
  readonly #host: CrossingHost
  readonly #init: CrossingInit
  readonly #machine: Crossing
  readonly #ledger: LedgerEntry
  readonly #content: GrowingContent
  readonly #sources: CrossingSources
  readonly #transfer: OwnTransfer
  readonly #timers = new Set<Timer>()
  /** Inputs wait while the outputs of an earlier one are carried out. */
  readonly #inputs: CrossingInput[] = []
  #busy = false
  #source: AbortController | undefined
  readonly #running = new Set<Promise<void>>()
  #from: PeerId | undefined
  #isPrivate = false
  #completing = false
  readonly #interestTimer: Timer
  #unwantedChecks = 0
  /** How much there is to come, as who downloads it says. */
  #claimedBytes: number | undefined
  #lastError: unknown = new ContentError('ORIGIN_UNREACHABLE', 'nobody could get it')
  /** The origin's own answer to us: it is what the asker hears in the end, whatever else was tried after it. */
  #originError: unknown

  constructor(components: CrossingComponents, host: CrossingHost, init: CrossingInit) {
    const { url, urlKey } = init
    const { blobs, clock, random, group } = components
    this.#ledger = new LedgerEntry({
      ledger: components.ledger,
      url,
      story: () => ({ forOthers: !this.isAsked, shared: !this.#isPrivate, bytes: this.#content.bytes })
    })
    const ledger = this.#ledger.transfer
    this.#components = components
    this.#host = host
    this.#init = init
    this.#content = new GrowingContent({
      ...{ url, urlKey, blobs, clock, ledger },
      onReadAgain: () => this.#ledger.readAgain()
    })
    this.#transfer = new OwnTransfer({ components, host, content: this.#content })
    this.#sources = new CrossingSources({
      ...init,
      ...{ components, host, ledger, content: this.#content },
      // Those who read along go on from what is here by what is said of it.
      onFacts: () => this.#transfer.say(this.#content.heldFacts),
      onPartial: (partial) => {
        this.#transfer.say(this.#content.heldFacts)
        this.#transfer.attach(partial)
      },
      onProgress: (verifiedBytes) => this.give({ type: 'progress', verifiedBytes }),
      onUnshareable: () => this.give({ type: 'origin-answered', shareable: false }),
      onAnswer: () => this.giveView(),
      onCopied: () => this.give({ type: 'copied' }),
      onParent: (peer) => (this.#from = peer)
    })
    this.#machine = new Crossing({
      ...{ self: group.self, urlKey, transferSeed: random.bytes(16), mode: components.asker?.mode }
    })
    const left = blobs.resumable(urlKey)
    // What cannot be gone on from with a range is no reason to be chosen.
    if (left !== undefined && mayGoOn(left.facts)) this.give({ type: 'progress', verifiedBytes: left.bytes })
    this.#interestTimer = setRepeating(clock, INTEREST_CHECK_MS, () => this.#checkInterest())
  }

  get phase(): CrossingPhase {
    return this.#machine.phase
  }

  /** Somebody here asked, not members alone. */
  get isAsked(): boolean {
    return this.#machine.wishes.isAsked
  }

  /** Somebody here wants it. Resolves when the first byte can be read, or all of nothing. */
  async ask(options: AskOptions): Promise<FetchedContent> {
    const joins = this.isAsked || this.phase !== 'new'
    // It waits before anything is done for it: what is answered at once finds it there.
    const opened = this.#content.opened(options, () => joins || STATE_OF_PHASE[this.phase] === 'following')
    this.give({ type: 'ask', onlyHeld: options.freshness === 'held', waits: options.wait !== false })
    return await opened
  }

  /** All had their time to say who has it. Where who asked has left meanwhile nothing has begun, and nothing is. */
  answered(): void {
    if (this.phase === 'asking' && !this.#content.hasReaders) this.#giveUp()
    else this.give({ type: 'answered' })
  }

  get isOnlyHeld(): boolean {
    return this.#machine.wishes.isOnlyHeld
  }

  get waitsForDownload(): boolean {
    return this.#machine.wishes.waits
  }

  get startedAtMs(): number {
    return begunAtMs(this.#init.startedAtMs, this.#content)
  }

  get expectedBytes(): number | undefined {
    return this.#content.facts.expectedBytes
  }

  /** Who downloads it says how much there is. */
  expect(bytes: number | undefined): void {
    this.#claimedBytes = bytes ?? this.#claimedBytes
  }

  get wanted(): Wanted {
    return this.#init.wanted
  }

  get redirects(): 'follow' | 'refuse' {
    return this.#init.redirects
  }

  /** Whether what it brings, or has just brought, will do. What comes from the origin now does. */
  brings({ newerThanMs, notDigest, digest }: Wanted): boolean {
    if (digest !== undefined && this.#content.digest === digest) return true
    if (notDigest !== undefined && this.#content.digest === notDigest) return false
    if (newerThanMs <= this.#init.wanted.newerThanMs) return true
    if (this.phase === 'copying' || this.#content.copied !== undefined) return false
    const isBrought = this.#completing || this.phase === 'lingering' || this.phase === 'following'
    return !isBrought || this.#init.startedAtMs > newerThanMs
  }

  get progress(): TransferProgress {
    const { bytes, facts } = this.#content
    return {
      url: this.#init.url,
      state: STATE_OF_PHASE[this.phase],
      bytes,
      totalBytes: facts.expectedBytes ?? this.#claimedBytes,
      from: this.#from,
      sources: this.#ledger.transfer.snapshot(),
      forOthers: !this.isAsked
    }
  }

  give(input: CrossingInput): void {
    // All is here, and is being told: whatever else is heard now must not start another source.
    if (this.#completing && input.type !== 'complete' && input.type !== 'close') return
    if (input.type === 'claim' && input.claim.verifiedBytes > this.#sources.originBytes) return // Of bytes that do not exist.
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
    const { holders, ...view } = this.#host.view()
    const fitting = holders.filter((location) => isWorthIt(location, this.phase, this.#content))
    this.give({ type: 'view', ...view, holders: fitting.map(({ holder }) => holder) })
  }

  /** What is not kept has gone by in part, or all of it is gone: who asks now is not served here. */
  hasGap(offset: number): boolean {
    return this.#content.hasGap(offset)
  }

  /** Ends it with `error` for who waits. Resolves when nothing of it runs any more. */
  async close(error: unknown): Promise<void> {
    this.#content.fail(error)
    this.give({ type: 'close', broken: false })
    await Promise.all(this.#running)
  }

  #carryOut(output: CrossingOutput): void {
    switch (output.type) {
      case 'publish-need':
        return this.#host.publishNeed(output.excluded, output.cachedOnly)
      case 'end-need':
        return this.#host.endNeed()
      case 'publish-claim':
        this.#transfer.serve(output.transferId)
        return this.#host.publishClaim(output.transferId, output.verifiedBytes, undefined)
      case 'end-claim':
        this.#host.publishClaim(output.transferId, this.#content.bytes, output.end)
        return this.#transfer.end(output.end)
      case 'read-origin':
        this.#sources.limitOrigin(output.maxBytes ?? Infinity)
        return this.#run(undefined, (signal) => this.#sources.lead(signal))
      case 'read-on':
        return this.#sources.limitOrigin(Infinity)
      case 'stop-source':
        return this.#stopSource()
      case 'begin-anew':
        return this.#beginAnew()
      case 'keep-private':
        this.#isPrivate = true
        return this.#content.keepNothing()
      case 'follow':
        return this.#run(output.claimant, (signal) => this.#sources.follow(output.claimant, output.transferId, signal))
      case 'copy':
        return this.#run(output.holders[0], (signal) =>
          this.#sources.copy(output.holders, this.phase === 'leading', signal)
        )
      case 'set-timer':
        return this.#setTimer(output.inMs, output.then)
      case 'asked-in-vain':
        this.#content.askedInVain = true
        return this.#host.wereSilent(output.silent)
      case 'to-confirm':
        return this.#content.fail(new OutdatedOffers())
      case 'give-up':
        return this.#content.fail(this.#lastWord(this.#host.view().uplink === 'off' ? noUplink() : this.#lastError))
      case 'ended':
        return this.#end()
    }
  }

  /** What who waits is told in the end. */
  #lastWord(error: unknown): unknown {
    if (!this.#machine.wishes.isOnlyHeld) return this.#originError ?? error
    return new ContentError('NOT_HELD', 'nobody in the group could give it', { cause: this.#originError ?? error })
  }

  #stopSource(): void {
    this.#source?.abort(new ContentError('CLOSED', 'another source was chosen'))
    this.#source = undefined
    this.#from = undefined
  }

  /** Runs a source; what it tells counts only while it is the one that runs. */
  #run(from: PeerId | undefined, read: (signal: AbortSignal) => Promise<SourceResult>): void {
    this.#stopSource()
    const source = new AbortController()
    this.#source = source
    this.#from = from
    const before = [...this.#running]
    const run = async (): Promise<void> => {
      // A source that was stopped may still be writing its last leaf: two must never write at once.
      if (before.length > 0) await Promise.all(before)
      const result = await read(source.signal).catch((cause: unknown): SourceResult => ({
        type: 'failed',
        end: undefined,
        wrong: false,
        silent: false,
        cause
      }))
      if (this.#source === source) await this.#settle(result, from === undefined, source)
    }
    const running = run()
      .catch((error: unknown) => this.#failHere(error))
      .finally(() => this.#running.delete(running))
    this.#running.add(running)
  }

  /** What runs next waits until what was here is gone. */
  #beginAnew(): void {
    const gone = this.#content
      .restart()
      .catch((error: unknown) => this.#failHere(error))
      .finally(() => this.#running.delete(gone))
    this.#running.add(gone)
  }

  /** A source has ended by itself. */
  async #settle(result: SourceResult, isOrigin: boolean, source: AbortController): Promise<void> {
    switch (result.type) {
      case 'complete':
        this.#completing = true
        await this.#complete(result.info, isOrigin)
        break
      case 'mismatch':
        await this.#content.restart()
        break
      case 'failed':
        this.#components.logger(`${this.#from ?? 'the origin'} failed as a source: ${String(result.cause)}`)
        if (isOwnFault(result.cause)) return this.#failHere(result.cause)
        if (isOrigin) this.#originError = result.cause
        else if (result.cause !== undefined) this.#lastError = result.cause
        // The whole turned out to be another than was named: nothing of it stays, and who reads along has other bytes.
        if (this.#content.partial?.state === 'sealed') {
          await this.#content.restart()
          if (this.phase === 'leading') result = { type: 'mismatch' }
        }
    }
    this.#completing = false
    if (this.#source !== source) return
    this.#source = undefined
    this.#from = undefined
    if (result.type !== 'failed') this.give({ type: result.type })
    else if (isOrigin) this.#originFailed(result.cause)
    else this.give({ type: 'source-failed', end: result.end, wrong: result.wrong, silent: result.silent })
  }

  #originFailed(cause: unknown): void {
    const { code, status = 0 } = cause instanceof ContentError ? cause : {}
    const definitive = code === 'ORIGIN_STATUS' && ((status >= 300 && status < 400) || status === 404 || status === 410)
    this.give({ type: 'origin-failed', offline: isOffline(cause), definitive })
  }

  /** Who reads, here or along, need not wait for our disk; what it does not take is not kept. */
  async #complete(info: BlobInfo, isOrigin: boolean): Promise<void> {
    this.#transfer.complete(info)
    this.#content.complete(info)
    this.#ledger.enter(info)
    const { partial, facts } = this.#content
    if (this.#isPrivate) void this.#content.unread().then(() => partial?.discard())
    else if (partial !== undefined && partial.unkept === undefined) {
      const kept = await partial.finish().catch((error: unknown) => {
        if (partial.unkept === undefined) throw error
      })
      const word = { fetchedAtMs: fetchedAtMs(isOrigin, this.#content), isFollowed: this.phase === 'following' }
      if (kept !== undefined) await this.#host.kept(kept, facts, word)
    }
  }

  #setTimer(inMs: number, then: CrossingTimer): void {
    const timer = setCrossingTimer(this.#components.clock, inMs, then.type, () => {
      this.#timers.delete(timer)
      this.give(then)
    })
    this.#timers.add(timer)
  }

  /** Something of our own is broken (the disk, say): no other source helps. */
  #failHere(error: unknown): void {
    this.#content.fail(error)
    this.give({ type: 'close', broken: true })
  }

  /**
   * What somebody has begun to read is finished for the group though its reader has left, unless it is of no use to the
   * group, or may never end. Two checks, so that a follower has time to attach.
   */
  #checkInterest(): void {
    const { facts, partial } = this.#content
    const isUnkept = this.#isPrivate || partial?.unkept !== undefined
    const mayStop = this.phase === 'direct' || isUnkept || facts.expectedBytes === undefined
    const runs = this.#source !== undefined && !this.#completing
    const isRead = this.#content.hasReaders || this.#transfer.readers + this.#sources.readers > 0
    this.#unwantedChecks = runs && mayStop && !isRead ? this.#unwantedChecks + 1 : 0
    if (this.#unwantedChecks < 2) return
    if (this.#content.facts.expectedBytes === undefined) this.#content.keepNothing() // It may never end.
    this.#giveUp()
  }

  #giveUp(): void {
    this.#content.fail(new ContentError('CLOSED', 'nobody reads it any more'))
    this.give({ type: 'close', broken: false })
  }

  #end(): void {
    this.#interestTimer.cancel()
    for (const timer of this.#timers) timer.cancel()
    this.#stopSource()
    this.#content.fail(this.#lastWord(this.#lastError))
    this.#ledger.enter()
    if (this.#content.partial?.unkept !== undefined) void this.#content.letGo()
    this.#host.ended()
  }
}
