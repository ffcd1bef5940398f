// Needs of other members: carries out what the answering machine says. Looks in what this node holds, in local sources and, for needs that
// are none for content, asks this machine's applications; then says "I have".
import { afterPendingInput, type Clock, type Logger, type PeerId, type Random, type Timer } from '../../base/index.js'
import { aliasPath, type Location, type Need, type OfferQuestion } from '../../content/index.js'
import { CopiedFor } from './copied-for.js'
import { MAX_REQUESTS, MAX_REQUESTS_OF_ASKER } from './defaults.js'
import type { HaveData } from './have.js'
import type { LocalSources } from './local-sources.js'
import type { KeyedNeed } from './need-query.js'
import { nameOf, NeedServer, type NeedServerInput, type NeedServerOutput, type RequestKey } from './need-server.js'
import type { NeedReply } from './needs.js'
import { answerType } from './own-need.js'
import { answerTimes, placeAmong, responseDelayMs, ServedLately, type DelayShape } from './response-delay.js'
import { COPY_ANNOUNCED_AFTER_MS, COPY_ANNOUNCED_LATE_MS, COPY_TOLD_EVERY_MS } from './source-defaults.js'

export interface ForeignNeedsInit {
  readonly clock: Clock
  readonly random: Random
  readonly logger: Logger
  readonly groupId: string
  readonly delay: DelayShape
  /** Whether it asks for the content of its URL. */
  isContent(need: Need): boolean
  /** What is held here of what somebody asks for. */
  offer(question: OfferQuestion): Location | undefined
  /** Whether this node is getting it from its origin, for all. */
  isDownloading(need: KeyedNeed): boolean
  /** The same, with what sources have that nobody told the group of. */
  readonly sources: Pick<LocalSources, 'has' | 'offer' | 'copying'>
  /** What applications here say to it. */
  fromApplications(need: Need): Promise<NeedReply | undefined>
  readonly self: PeerId
  /** Present or not, with or without this one. */
  members(): readonly PeerId[]
  /** Body bytes that this node gave to members, or to that one, since it started. */
  servedBytes(peer?: PeerId): number
  /** Resolves when it was told, or could not be; never rejects. @param signal nobody waits for it any more */
  send(asker: PeerId, have: HaveData, signal: AbortSignal): Promise<void>
}

/** One that is worked on. */
interface Work {
  readonly request: RequestKey
  readonly need: KeyedNeed
  /** Monotonic, ms. */
  readonly heardAtMs: number
  /** Of an application. */
  reply?: NeedReply
  /**
   * 130 lasts: a source's copy is taken first. `announced`: the asker knows, and its "I found" is due to that. `telling`: that may be due to our
   * "I have", which is on its way.
   */
  sending?: 'copying' | 'announced' | 'telling'
  /** Nobody waits for an answer of ours any more. */
  readonly stop: AbortController
}

type Common = Pick<HaveData, 'needId' | 'id' | 'type' | 'version'>

export class ForeignNeeds {
  readonly #init: ForeignNeedsInit
  readonly #machine = new NeedServer()
  readonly #work = new Map<string, Work>()
  readonly #timers = new Set<Timer>()
  readonly #lately = new ServedLately()
  readonly #copied: CopiedFor
  #served: number

  constructor(init: ForeignNeedsInit) {
    this.#init = init
    this.#copied = new CopiedFor((asker) => init.servedBytes(asker))
    this.#served = init.servedBytes()
  }

  /** A request that lives. */
  hear(need: KeyedNeed): void {
    const request = { asker: need.asker, needId: need.needId }
    if (this.#work.has(nameOf(request)) || !this.#hasRoomFor(need.asker)) return
    const heardAtMs = this.#init.clock.monotonicMs()
    this.#work.set(nameOf(request), { request, need, heardAtMs, stop: new AbortController() })
    this.#give({ type: 'need', request })
  }

  /** "I found" of its author. A copy of which that knows goes on: it waits for that. */
  found(asker: PeerId, needId: string): void {
    const sending = this.#work.get(nameOf({ asker, needId }))?.sending
    if (sending === undefined || sending === 'copying') this.over(asker, needId)
  }

  /** It has expired, or its author asks anew. */
  over(asker: PeerId, needId: string): void {
    const request = { asker, needId }
    this.#give({ type: 'found', request })
    this.#forget(request)
  }

  gone(asker: PeerId): void {
    this.#give({ type: 'gone', asker })
    for (const { request } of [...this.#work.values()]) if (request.asker === asker) this.#forget(request)
  }

  close(): void {
    for (const timer of this.#timers) timer.cancel()
    this.#timers.clear()
    for (const { request } of [...this.#work.values()]) this.#forget(request)
  }

  /** With those whose copies wait in line. */
  #hasRoomFor(asker: PeerId): boolean {
    if (this.#work.size >= MAX_REQUESTS) return false
    const theirs = [...this.#work.values()].filter(({ request }) => request.asker === asker)
    // Who has heard an answer asks for the next before we know that it has.
    const told = theirs.filter(({ sending }) => sending === 'telling').length
    return told <= MAX_REQUESTS_OF_ASKER && theirs.length - told < MAX_REQUESTS_OF_ASKER
  }

  #give(input: NeedServerInput): void {
    for (const output of this.#machine.handle(input)) this.#carryOut(output)
    if (input.type === 'gone' || this.#machine.stateOf(input.request) !== 'idle') return
    if (this.#work.get(nameOf(input.request))?.sending === undefined) this.#forget(input.request)
  }

  #forget(request: RequestKey): void {
    this.#work.get(nameOf(request))?.stop.abort(new Error('nobody waits for it'))
    this.#work.delete(nameOf(request))
  }

  #carryOut(output: NeedServerOutput): void {
    const work = this.#work.get(nameOf(output.request))
    if (work === undefined) return
    switch (output.type) {
      case 'locate':
        return this.#locate(work)
      case 'set-timer':
        return this.#setTimer(output.inMs, output.then)
      case 'answer':
        if (output.what === 'have') this.#answer(work)
    }
  }

  #locate(work: Work): void {
    const { need } = work
    if (!this.#init.isContent(need)) return this.#await(work, this.#askApplications(work))
    if (this.#init.offer(need) !== undefined) return this.#located(work, true)
    // Its claim tells so: content says that again to whoever asks.
    if (this.#init.isDownloading(need))
      return this.#give({ type: 'located', request: work.request, located: { what: 'downloading' } })
    this.#await(work, this.#init.sources.has(need, need.asker, work.stop.signal))
  }

  async #askApplications(work: Work): Promise<boolean> {
    const reply = await this.#init.fromApplications(work.need)
    if (reply !== undefined) work.reply = reply
    return reply !== undefined
  }

  #await(work: Work, isHeld: Promise<boolean>): void {
    isHeld.then(
      (held) => this.#located(work, held),
      (error: unknown) => {
        if (work.stop.signal.aborted) return
        this.#init.logger(`nobody here was asked for a need of ${work.request.asker}: ${String(error)}`)
        this.#located(work, false)
      }
    )
  }

  /** Looking is part of the delay: who asks waits no longer for slow disks. */
  #located({ request, heardAtMs }: Work, isHeld: boolean): void {
    const sinceMs = this.#init.clock.monotonicMs() - heardAtMs
    const located = isHeld
      ? { what: 'held' as const, delayMs: Math.max(0, this.#delayMs(request.needId) - sinceMs) }
      : { what: 'nothing' as const }
    this.#give({ type: 'located', request, located })
  }

  #delayMs(needId: string): number {
    const { clock, delay: shape, random, self, members, servedBytes } = this.#init
    const nowMs = clock.monotonicMs()
    const served = servedBytes()
    this.#lately.add(served - this.#served, nowMs)
    this.#served = served
    const place = placeAmong(needId, self, members())
    const { maxDelayMs } = answerTimes(shape, place.of)
    return responseDelayMs({ shape, place, maxDelayMs, servedBytes: this.#lately.bytes(nowMs) }, random)
  }

  /** As things are now: what was held may be gone, or not be given any more. */
  #answer(work: Work): void {
    const { need, reply } = work
    const common = { needId: need.needId, id: need.id, type: answerType(need), version: need.version }
    const { alias, pairs = [] } = reply ?? {}
    const answered =
      alias === undefined
        ? this.#answerWithContent(work, common)
        : this.#tell(work, { ...common, alias, content: undefined, downloading: undefined, pairs })
    void answered.finally(() => this.#forget(work.request))
  }

  async #tell(work: Work, have: HaveData): Promise<void> {
    work.sending = 'telling'
    await this.#init.send(work.need.asker, have, work.stop.signal)
  }

  /** What a source has is taken only now, which may last: of many that have it few get so far. Never rejects. */
  async #answerWithContent(work: Work, common: Common): Promise<void> {
    const { sources, clock, groupId, logger } = this.#init
    const { need } = work
    const { signal } = work.stop
    work.sending = 'copying'
    const announcing = this.#announceCopy(work, common)
    const { asker } = need
    const member = { asker, begin: (bytes: number) => this.#copied.begin(asker, bytes, clock.monotonicMs()) }
    const offer = await sources.offer(need, { signal, member }).catch((error: unknown) => {
      if (!signal.aborted) logger(`what a need of ${need.asker} asks for was not taken: ${String(error)}`)
      return undefined
    })
    announcing.cancel()
    if (offer === undefined || signal.aborted) return
    const { digest, writtenAtMs } = offer
    const content = { digest, location: offer, asOfMs: Math.max(0, Math.floor(writtenAtMs)) }
    const alias = aliasPath({ groupId, kind: 'blob', digest })
    await this.#tell(work, { ...common, alias, content, downloading: undefined, pairs: [] })
  }

  /** Of a copy that is not there at once, also of one that waits its turn: that it comes, and how far it is as long as it goes on. */
  #announceCopy(work: Work, common: Common): { cancel(): void } {
    const { clock, sources, send } = this.#init
    let timer: Timer
    let toldLeft = Infinity
    const look = (inMs: number): void => {
      timer = clock.setTimer(inMs, () => {
        this.#timers.delete(timer)
        const copying = sources.copying(work.need.url)
        const leftBytes = copying && copying.bytesBefore + copying.bytes - copying.readBytes
        if (leftBytes !== undefined && leftBytes < toldLeft) {
          work.sending = 'announced'
          toldLeft = leftBytes
          const { bytes: expectedBytes, readBytes: verifiedBytes, bytesBefore } = copying!
          const downloading = { transferId: common.needId, verifiedBytes, expectedBytes, bytesBefore }
          const have = { ...common, alias: '', content: undefined, downloading, pairs: [] }
          void send(work.need.asker, have, work.stop.signal)
        }
        look(work.sending === 'announced' ? COPY_TOLD_EVERY_MS : COPY_ANNOUNCED_AFTER_MS)
      })
      this.#timers.add(timer)
    }
    look(this.#announcedInMs(work))
    return {
      cancel: () => {
        timer.cancel()
        this.#timers.delete(timer)
      }
    }
  }

  /** Sooner where the delay was long: an announcement needs its way, too. */
  #announcedInMs({ heardAtMs }: Work): number {
    const { clock, delay, members } = this.#init
    const { maxDelayMs } = answerTimes(delay, members().length)
    const leftMs = heardAtMs + maxDelayMs - COPY_ANNOUNCED_AFTER_MS - clock.monotonicMs()
    return Math.min(COPY_ANNOUNCED_AFTER_MS, Math.max(COPY_ANNOUNCED_LATE_MS, leftMs))
  }

  /** What comes in the same moment is heard first: I-found may lie in a receive buffer. */
  #setTimer(inMs: number, then: NeedServerInput): void {
    const timer = this.#init.clock.setTimer(inMs, () => {
      this.#timers.delete(timer)
      afterPendingInput(() => this.#give(then))
    })
    this.#timers.add(timer)
  }
}
