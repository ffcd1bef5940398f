// One need of this node: carries out what the asking machine says, but gets nothing itself. Whoever asked hears what the machine says.
import type { Clock, PeerId, Timer } from '../../base/index.js'
import { aliasPath, setPatientTimer, type Claim, type Location, type NeedData } from '../../content/index.js'
import type { RecordId } from '../../record/index.js'
import { MAX_ANSWERS_KEPT, MAX_DOWNLOADS_KEPT } from './defaults.js'
import { offerOf, type Have } from './have.js'
import { NeedClient, type Download, type NeedClientInput, type NeedClientOutput } from './need-client.js'
import type { AnswerTimes } from './response-delay.js'

/** An I-have that counts. */
export interface HeardAnswer {
  readonly holder: PeerId
  readonly have: Have
  /** Of content. */
  readonly offer: Location | undefined
  /** From asking to hearing, ms. */
  readonly afterMs: number
}

export interface OwnNeedInit {
  /** As it is published. */
  readonly data: NeedData
  readonly urlKey: string
  readonly recordId: RecordId
  /** It asks for the content of its URL: then only what says where that is answers it. */
  readonly isContent: boolean
  readonly waitsForDownload: boolean
  readonly times: AnswerTimes
  /** Every answer within the time is wanted. @default the first will do */
  readonly collectsAll?: boolean | undefined
  /** Where content is said to be once the asking has ended: by who had not heard that. @default that counts for nothing */
  readonly onLate?: ((offer: Location) => void) | undefined
}

export interface OwnNeedHost {
  readonly clock: Clock
  readonly groupId: string
  /** Rejects where the group's store takes no more. */
  publish(recordId: RecordId, data: NeedData): Promise<void>
  /** Numbers it again; answers to what it was before count as well. */
  renumber(need: OwnNeed): Pick<NeedData, 'needId' | 'id'>
  /** What that member announced for it did not come. */
  copyFailed(peer: PeerId, need: OwnNeed): void
  ended(need: OwnNeed): void
}

type Input = NeedClientInput<HeardAnswer>
type Output = NeedClientOutput<HeardAnswer>

export class OwnNeed {
  readonly init: OwnNeedInit
  readonly #host: OwnNeedHost
  readonly #heard: (output: Output) => void
  readonly #machine: NeedClient<HeardAnswer>
  readonly #timers = new Set<Timer>()
  readonly #startedMs: number
  /** As it was published last. */
  #data: NeedData
  readonly #ids = new Map<string, number>()
  /** Waited for or not. */
  readonly #downloaders = new Set<PeerId>()
  #publishedMs: number
  #isDropped = false
  #told: Promise<void> = Promise.resolve()
  #lateAnswers = 0

  /** @param heard is told what the machine says, also before `start` has returned */
  constructor(init: OwnNeedInit, host: OwnNeedHost, heard: (output: Output) => void) {
    this.init = init
    this.#host = host
    this.#heard = heard
    this.#startedMs = host.clock.monotonicMs()
    this.#publishedMs = this.#startedMs
    this.#data = init.data
    this.#ids.set(init.data.needId, init.data.id)
    this.#machine = new NeedClient({
      ...init.times,
      ...{ waitsForDownload: init.waitsForDownload, collectsAll: init.collectsAll ?? false },
      excluded: init.data.excluded
    })
  }

  /** By which answers may call it. */
  get ids(): ReadonlyMap<string, number> {
    return this.#ids
  }

  /** How long answers count, ms. */
  get waitMs(): number {
    const { maxDelayMs, transmissionMs } = this.init.times
    return maxDelayMs + transmissionMs
  }

  /** What there was to find out is known: of what members say from now on only other answers count. */
  get isSettled(): boolean {
    return this.#machine.state === 'found' || this.#machine.state === 'retrieving'
  }

  /** Resolves when members are told. @throws as `publish` */
  get told(): Promise<void> {
    return this.#told
  }

  start(): void {
    this.#give({ type: 'start' })
  }

  /** An answer to this need, of a member that is present and may serve. Whether it is one is judged here. @returns whether it counts */
  hear(have: Have): boolean {
    const { data, urlKey, isContent } = this.init
    const { holder, downloading } = have
    if (have.id !== this.#ids.get(have.needId) || data.excluded.includes(holder)) return false
    if (isContent && downloading !== undefined) {
      this.#downloading({ peer: holder, ...downloading }, 'copying')
      return true
    }
    const offer = isContent ? offerOf(have, urlKey) : undefined
    if (isContent ? !this.#isAlias(have, offer) : have.type !== answerType(data)) return false
    const answer = { holder, have, offer, afterMs: Math.round(this.#elapsedMs) }
    if (this.#machine.state !== 'ended' && !this.#isDropped) return this.#give({ type: 'have', answer })
    if (offer !== undefined && this.#lateAnswers++ < MAX_ANSWERS_KEPT) this.init.onLate?.(offer)
    return offer !== undefined && this.#lateAnswers <= MAX_ANSWERS_KEPT
  }

  /** A claim of a member that may be followed. */
  hearClaim({ claimant: peer, transferId, verifiedBytes, expectedBytes, end, startedAtMs }: Claim): void {
    const { isContent, data } = this.init
    if (!isContent || (data.newerThanMs > 0 && startedAtMs <= data.newerThanMs)) return
    if (end === undefined) return this.#downloading({ peer, transferId, verifiedBytes, expectedBytes })
    this.#downloaders.delete(peer)
    this.#give({ type: 'download-ended', peer, complete: end === 'complete' })
  }

  /** Whether a member says that it downloads it now. */
  get isDownloaded(): boolean {
    return this.#downloaders.size > 0
  }

  gone(peer: PeerId): void {
    this.#downloaders.delete(peer)
    this.#give({ type: 'gone', peer })
  }

  /** Nobody waits any more. Safe to call twice. */
  end(): void {
    this.#give({ type: 'cancel' })
  }

  /** Another one of this node's takes its record: what is said of this one from now on would be said of that. */
  drop(): void {
    this.#isDropped = true
    this.#over()
  }

  /** Late answers count no more either. Safe to call twice. */
  close(): void {
    this.end()
    this.#cancelTimers()
    this.#host.ended(this)
  }

  /** `copying`: of a local source, so it said so to us. */
  #downloading(download: Download, type: 'downloading' | 'copying' = 'downloading'): void {
    if (this.#downloaders.size < MAX_DOWNLOADS_KEPT) this.#downloaders.add(download.peer)
    this.#give({ type, download })
  }

  /** @returns whether that was of any consequence */
  #give(input: Input): boolean {
    if (this.#isDropped) return false
    const outputs = this.#machine.handle(input)
    for (const output of outputs) this.#carryOut(output)
    return outputs.length > 0
  }

  #carryOut(output: Output): void {
    switch (output.type) {
      case 'publish-need':
        this.#publish()
        break
      case 'publish-need-again':
        this.#renumber(output.excluded)
        this.#publish()
        break
      case 'copy-failed':
        this.#downloaders.delete(output.peer)
        this.#host.copyFailed(output.peer, this)
        break
      case 'publish-found':
        this.#tellFound()
        break
      case 'set-timer':
        this.#setTimer(output.inMs, output.then)
        break
      case 'ended':
        this.#over()
    }
    this.#heard(output)
  }

  #publish(): void {
    this.#publishedMs = this.#host.clock.monotonicMs()
    this.#told = this.#host.publish(this.init.recordId, this.#data)
    this.#told.catch(() => {}) // Who waits hears of it; else the time-out makes up for it.
  }

  #renumber(excluded: readonly PeerId[]): void {
    const { data } = this.init
    this.#data = { ...data, ...this.#host.renumber(this), excluded: [...data.excluded, ...excluded] }
    this.#ids.set(this.#data.needId, this.#data.id)
  }

  /** Answers that are under way by now still stand in, for who wants them: until all have had their time. */
  #over(): void {
    this.#cancelTimers()
    const leftMs = this.waitMs - (this.#host.clock.monotonicMs() - this.#publishedMs)
    if (this.init.onLate === undefined || leftMs <= 0) return this.#host.ended(this)
    this.#timers.add(this.#host.clock.setTimer(leftMs, () => this.close()))
  }

  #cancelTimers(): void {
    for (const timer of this.#timers) timer.cancel()
    this.#timers.clear()
  }

  get #elapsedMs(): number {
    return this.#host.clock.monotonicMs() - this.#startedMs
  }

  /** Nobody reads more of it than which need is over. */
  #tellFound(): void {
    const { recordId } = this.init
    const { needId, id, method } = this.#data
    const nothing = { protocol: '', cachedOnly: false, version: '', pairs: [] }
    const rest = { url: '', excluded: [], newerThanMs: 0, refusesRedirects: false, ...nothing }
    this.#host.publish(recordId, { ...rest, needId, id, method, type: 'end-request' }).catch(() => {})
  }

  /** What comes in the same moment is heard first: an answer may lie in a receive buffer. A busy process waits a little longer. */
  #setTimer(inMs: number, then: Input): void {
    const timer = setPatientTimer(this.#host.clock, inMs, () => {
      this.#timers.delete(timer)
      this.#give(then)
    })
    this.#timers.add(timer)
  }

  /** The one spelling of where that content is, and it says how it can be checked. */
  #isAlias({ alias, type }: Have, offer: Location | undefined): boolean {
    if (offer === undefined || type !== 'response') return false
    return alias === aliasPath({ groupId: this.#host.groupId, kind: 'blob', digest: offer.digest })
  }
}

/** What an answer to it must be. */
export function answerType({ type }: Pick<NeedData, 'type'>): 'response' | number {
  return typeof type === 'number' ? type : 'response'
}
