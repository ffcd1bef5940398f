// How a simulated member reads: from the origin, along with a downloader, or from holders. A model of lead.ts, follow.ts and
// copy.ts with what is under them: bytes move in leaves, verification is taken for granted (who sends what is wrong is found
// out at the first leaf).
import type { PeerId, Timer } from '../../src/base/index.js'
import type { TransferEnd } from '../../src/content/claims.js'
import { FIRST_SIGN_MS, MAX_LEAF_WAIT_MS, SILENCE_MS } from '../../src/content/crossing-defaults.js'
import {
  LEAF_BYTES,
  MAX_RESTARTS_OF_ORIGIN,
  ORIGIN_CONNECT_BUDGET_MS,
  ORIGIN_IDLE_BUDGET_MS
} from '../../src/content/defaults.js'
import { leafCount } from '../../src/content/leaf-hashes.js'
import { Sources, type SourcesInput, type SourcesOutput } from '../../src/content/sources.js'
import type { Flow } from './bandwidth.js'
import type { Served } from './crossing-member.js'
import type { CrossingModel } from './crossing-model.js'
import { answerOf, type OriginAnswer } from './crossing-origin.js'

/** How long a connection attempt that meets no answer waits for the next. */
const SYN_AGAIN_MS = 1_000

export type ReadingEnd =
  | { type: 'complete' }
  | { type: 'mismatch' }
  | { type: 'origin-failed'; why: 'answer' | 'silence' | 'no-route' }
  | { type: 'source-failed'; end: TransferEnd | undefined; wrong: boolean; silent: boolean; peers: readonly PeerId[] }

/** A source that runs. It tells the crossing once how it ended, and nothing after it was stopped. */
export abstract class Reading {
  protected readonly crossing: CrossingModel
  protected isOver = false
  readonly #timers = new Set<Timer>()
  readonly #flows = new Set<Flow>()

  constructor(crossing: CrossingModel) {
    this.crossing = crossing
  }

  abstract start(): void

  /** The world has changed: somebody died, was paused, cannot be reached. */
  look(): void {}

  stop(): void {
    if (this.isOver) return
    this.isOver = true
    for (const timer of this.#timers) timer.cancel()
    for (const flow of this.#flows) flow.stop()
    this.stopped()
  }

  protected stopped(): void {}

  protected end(how: ReadingEnd): void {
    if (this.isOver) return
    this.stop()
    this.crossing.settle(this, how)
  }

  protected after(inMs: number, run: () => void): Timer {
    const timer = this.crossing.member.peer.clock.setTimer(inMs, () => {
      this.#timers.delete(timer)
      run()
    })
    this.#timers.add(timer)
    return timer
  }

  protected flow(from: number | undefined, startAtByte: number, available: number, onStep: (at: number) => void): Flow {
    const { peer, world } = this.crossing.member
    const flow = world.flow({
      from: from === undefined ? undefined : world.peer(from),
      to: peer,
      opensInMs: 0,
      startAtByte,
      available,
      onStep: (position) => {
        if (!this.isOver) onStep(position)
      }
    })
    this.#flows.add(flow)
    return flow
  }

  protected drop(flow: Flow): void {
    flow.stop()
    this.#flows.delete(flow)
  }
}

export class OriginReading extends Reading {
  #limitBytes: number
  #answer: OriginAnswer | undefined
  #flow: Flow | undefined
  #position = 0
  #seenPosition = -1
  /** What was held when this try began. */
  #heldBytes = 0
  #restarts = 0
  #tries = 0

  constructor(crossing: CrossingModel, maxBytes: number | undefined) {
    super(crossing)
    this.#limitBytes = maxBytes ?? Infinity
  }

  /** Bytes of the content that this connection has brought. */
  get movedBytes(): number {
    return this.#flow?.moved ?? 0
  }

  start(): void {
    this.#tries++
    this.#answer = undefined
    this.#seenPosition = -1
    if (this.crossing.member.line === 'no-route') return void this.after(1, () => this.#failed('no-route'))
    this.#heldBytes = this.crossing.content.bytes
    this.#connect(ORIGIN_CONNECT_BUDGET_MS)
  }

  readOn(): void {
    this.#limitBytes = Infinity
    this.#flow?.offer(this.#available())
  }

  #connect(leftMs: number): void {
    const { member, url } = this.crossing
    if (leftMs <= 0) return this.#interrupted('silence')
    if (!member.reachesOrigin()) return void this.after(SYN_AGAIN_MS, () => this.#connect(leftMs - SYN_AGAIN_MS))
    this.after(url.firstByteMs, () => this.#answered())
  }

  #answered(): void {
    const { url, content, member } = this.crossing
    const answer = answerOf(url, member.group.countTry(url), member.world.nowMs, member.peer.random)
    this.#answer = answer
    member.originTried(url, 'answer')
    if (answer.outcome === 'error') return this.#failed('answer')
    if (answer.outcome === 'private') this.crossing.give({ type: 'origin-answered', shareable: false })
    if (this.isOver) return
    this.crossing.openContent()
    this.#heldBytes = content.bytes
    // With a range where what is held has a strong validator; else all again, compared. Never the very end.
    const goesOn = url.hasValidator && content.version === answer.version
    this.#position = !goesOn ? 0 : Math.min(content.bytes, leafStart(url.totalBytes - 1))
    this.#flow = this.flow(undefined, this.#position, this.#available(), (position) => this.#read(position))
    this.#watch(this.#tries)
  }

  /** A line that breaks is opened again, as long as each try brings a leaf or more. */
  #interrupted(why: 'answer' | 'silence'): void {
    const { content, url } = this.crossing
    const brought = content.bytes > this.#heldBytes
    if (!brought || (!url.hasValidator && ++this.#restarts > MAX_RESTARTS_OF_ORIGIN)) return this.#failed(why)
    this.stopped()
    if (this.#flow !== undefined) this.drop(this.#flow)
    this.#flow = undefined
    this.start()
  }

  /** What came of a leaf that was not finished crossed the uplink too. */
  protected override stopped(): void {
    const position = this.#flow?.now() ?? this.#position
    this.crossing.member.group.countOriginBytes(this.crossing, position - this.#position)
    this.#position = position
  }

  #failed(why: 'answer' | 'silence' | 'no-route'): void {
    this.end({ type: 'origin-failed', why })
  }

  #available(): number {
    return Math.min(this.#limitBytes, this.#answer?.endsAtByte ?? 0)
  }

  #read(position: number): void {
    const { url, content, member } = this.crossing
    const answer = this.#answer!
    member.group.countOriginBytes(this.crossing, position - this.#position)
    this.#position = position
    if (content.bytes > 0 && content.version !== answer.version) return this.end({ type: 'mismatch' })
    this.crossing.grow(position, answer.version)
    if (this.isOver) return
    if (position === url.totalBytes) this.end({ type: 'complete' })
    else if (position >= answer.endsAtByte && answer.howItEnds === 'breaks') this.#interrupted('answer')
  }

  /** An origin that stands still while more is wanted. Two looks in a row, so that a paused process does not misjudge. */
  #watch(attempt: number): void {
    this.after(ORIGIN_IDLE_BUDGET_MS / 2, () => {
      if (attempt !== this.#tries) return
      const position = this.#flow?.now() ?? 0
      const isWanted = position < this.#limitBytes
      if (isWanted && position === this.#seenPosition) return this.#interrupted('answer')
      this.#seenPosition = isWanted ? position : -1
      this.#watch(attempt)
    })
  }
}

export class FollowReading extends Reading {
  readonly claimant: number
  readonly transferId: string
  #flow: Flow | undefined
  #served: Served | undefined
  #silence: Timer | undefined
  #lastByteMs = 0

  constructor(crossing: CrossingModel, claimant: number, transferId: string) {
    super(crossing)
    this.claimant = claimant
    this.transferId = transferId
  }

  start(): void {
    const { member } = this.crossing
    const roundTripMs = 2 * member.latencyMs(this.claimant)
    const sign = member.signOf(this.claimant)
    if (!member.isPresent(this.claimant)) {
      member.group.followedInVain(this.crossing.url)
      this.after(1, () => this.#fail(undefined, false, false))
    } else if (sign === 'refused') this.after(roundTripMs, () => this.#fail(undefined, false, false))
    else if (sign === 'none') this.after(FIRST_SIGN_MS, () => this.#stillSilent(() => this.start()))
    else this.after(roundTripMs + 5, () => this.#attach())
  }

  /** Bytes at the source have become more. */
  offer(available: number): void {
    this.#flow?.offer(available)
  }

  /** The list says how the transfer ended. */
  ended(end: TransferEnd): void {
    this.after(this.crossing.member.latencyMs(this.claimant), () => this.#fail(end, false, false))
  }

  override look(): void {
    const sign = this.crossing.member.signOf(this.claimant)
    if (sign === 'refused') {
      this.after(this.crossing.member.latencyMs(this.claimant), () => this.#fail(undefined, false, false))
    } else if (sign === 'none') {
      this.#silence ??= this.after(SILENCE_MS, () => this.#stillSilent(() => (this.#silence = undefined)))
    } else {
      this.#silence?.cancel()
      this.#silence = undefined
    }
  }

  protected override stopped(): void {
    this.crossing.member.group.members[this.claimant]!.followers.delete(this)
  }

  #attach(): void {
    const { member, content } = this.crossing
    if (this.isOver) return
    const server = member.group.members[this.claimant]!
    const served = server.served(this.transferId)
    if (served === undefined || member.signOf(this.claimant) !== 'alive') {
      return this.#fail(undefined, false, false)
    }
    if (served.sends === 'wrong') return this.#fail(undefined, true, false)
    this.crossing.openContent()
    if (served.sends === 'right' && content.bytes > 0 && served.bytes > 0 && served.version !== content.version) {
      return this.end({ type: 'mismatch' })
    }
    this.#served = served
    server.followers.add(this)
    const available = served.sends === 'nothing' ? 0 : served.bytes
    this.#flow = this.flow(this.claimant, content.bytes, available, (position) => this.#read(position))
    if (served.isComplete && content.bytes === this.crossing.url.totalBytes) this.end({ type: 'complete' })
    this.#lastByteMs = member.world.nowMs
    this.#watch()
    this.look()
  }

  #read(position: number): void {
    const { content, url } = this.crossing
    const { version } = this.#served!
    this.#lastByteMs = this.crossing.member.world.nowMs
    if (content.bytes > 0 && content.version !== version) return this.end({ type: 'mismatch' })
    this.crossing.grow(position, version)
    if (position === url.totalBytes) this.end({ type: 'complete' })
  }

  /** The budget counts from the last byte. */
  #watch(): void {
    const { world } = this.crossing.member
    this.after(this.#lastByteMs + MAX_LEAF_WAIT_MS - world.nowMs, () => {
      if (world.nowMs - this.#lastByteMs >= MAX_LEAF_WAIT_MS) this.#fail(undefined, false, false)
      else this.#watch()
    })
  }

  #stillSilent(otherwise: () => void): void {
    if (this.crossing.member.signOf(this.claimant) === 'alive') otherwise()
    else this.#fail(undefined, false, true)
  }

  #fail(end: TransferEnd | undefined, wrong: boolean, silent: boolean): void {
    this.end({ type: 'source-failed', end, wrong, silent, peers: [this.crossing.member.world.peer(this.claimant).id] })
  }
}

function leafStart(byte: number): number {
  return byte - (byte % LEAF_BYTES)
}

/** The machine of sources.ts, carried out. */
export class CopyReading extends Reading {
  #holders: readonly PeerId[]
  #sources!: Sources
  readonly #requests = new Map<number, { flow: Flow; holder: number }>()
  readonly #here = new Set<number>()
  #isAnyWrong = false

  constructor(crossing: CrossingModel, holders: readonly PeerId[]) {
    super(crossing)
    this.#holders = holders
  }

  get holders(): readonly PeerId[] {
    return this.#holders
  }

  start(): void {
    this.#list(0)
  }

  override look(): void {
    for (const [request, { holder }] of [...this.#requests]) {
      if (this.crossing.member.signOf(holder) === 'refused') this.#requestFailed(request, holder, false)
    }
  }

  /** The hash list, of the first holder that gives it. */
  #list(tried: number): void {
    const { member, url } = this.crossing
    const holder = this.#holders[tried]
    if (holder === undefined) return this.#failed()
    const index = member.group.indexOf(holder)
    const gives = member.signOf(index) === 'alive' && member.group.members[index]!.holds(url) !== undefined
    const tookMs = member.signOf(index) === 'none' ? FIRST_SIGN_MS : 2 * member.latencyMs(index)
    this.after(tookMs, () => {
      if (!gives) return this.#list(tried + 1)
      this.#holders = this.#holders.slice(tried)
      this.#begin(member.group.members[index]!.holds(url)!)
    })
  }

  #begin(version: string): void {
    const { content, url } = this.crossing
    this.crossing.openContent()
    if (content.bytes > 0 && content.version !== version) return this.end({ type: 'mismatch' })
    content.version = version
    const heldLeaves = Math.floor(content.bytes / LEAF_BYTES)
    this.#sources = new Sources({ holders: this.#holders, heldLeaves, totalLeaves: leafCount(url.totalBytes) })
    this.#give({ type: 'start' })
  }

  #give(input: SourcesInput): void {
    if (this.isOver) return
    for (const output of this.#sources.handle(input)) this.#carryOut(output)
  }

  #carryOut(output: SourcesOutput): void {
    const { member } = this.crossing
    switch (output.type) {
      case 'request':
        return this.#request(output.request, member.group.indexOf(output.holder), output.from, output.to)
      case 'cancel': {
        const request = this.#requests.get(output.request)
        if (request !== undefined) this.drop(request.flow)
        this.#requests.delete(output.request)
        return
      }
      case 'leave':
        if (output.why === 'wrong') this.#isAnyWrong = true
        return member.failed(member.group.indexOf(output.holder), output.why === 'wrong')
      case 'set-timer':
        return void this.after(output.inMs, () => this.#give(output.then))
      case 'complete':
        return this.end({ type: 'complete' })
      case 'failed':
        return this.#failed()
    }
  }

  #request(request: number, holder: number, from: number, to: number): void {
    const { member, url, content } = this.crossing
    const server = member.group.members[holder]!
    const isRight = server.holds(url) !== 'wrong' && server.holds(url) === content.version
    const isWrong = !isRight && member.group.init.isCredulous !== true
    const opensInMs = 2 * member.latencyMs(holder)
    const end = Math.min(to * LEAF_BYTES, url.totalBytes)
    const flow = this.flow(holder, from * LEAF_BYTES, 0, (position) => {
      if (isWrong) return this.#requestFailed(request, holder, true)
      const leaf = Math.ceil(position / LEAF_BYTES) - 1
      this.#here.add(leaf)
      this.#append()
      this.#give({ type: 'bytes', request, count: LEAF_BYTES })
      this.#give({ type: 'leaf', request })
    })
    this.#requests.set(request, { flow, holder })
    this.after(opensInMs, () => {
      if (!this.#requests.has(request)) return
      if (member.signOf(holder) === 'refused' || server.holds(url) === undefined) {
        return this.#requestFailed(request, holder, false)
      }
      flow.offer(end)
    })
  }

  #append(): void {
    const { content, url } = this.crossing
    let leaf = Math.floor(content.bytes / LEAF_BYTES)
    while (this.#here.delete(leaf)) leaf++
    const bytes = Math.min(leaf * LEAF_BYTES, url.totalBytes)
    if (bytes === content.bytes) return
    this.crossing.grow(bytes, content.version!)
    this.#give({ type: 'appended', leaves: leaf })
  }

  #requestFailed(request: number, holder: number, wrong: boolean): void {
    if (wrong) this.crossing.member.failed(holder, true)
    this.#give({ type: 'request-failed', request, wrong })
  }

  #failed(): void {
    this.end({
      type: 'source-failed',
      end: undefined,
      wrong: this.#isAnyWrong,
      silent: this.#holders.every(
        (holder) => this.crossing.member.signOf(this.crossing.member.group.indexOf(holder)) === 'none'
      ),
      peers: this.#holders
    })
  }
}
