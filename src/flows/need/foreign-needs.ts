// Needs of other members: carries out what the answering machine says. Looks in what this node holds, in local sources and, for needs that
// are none for content, asks this machine's applications; then says "I have".
import { afterPendingInput, type Clock, type Logger, type PeerId, type Random, type Timer } from '../../base/index.js'
import { aliasPath, type Location, type Need, type OfferQuestion } from '../../content/index.js'
import { MAX_RESPONSE_DELAY_MS } from './defaults.js'
import type { HaveData } from './have.js'
import type { LocalSources } from './local-sources.js'
import { NeedServer, type NeedServerInput, type NeedServerOutput, type RequestKey } from './need-server.js'
import type { NeedReply } from './needs.js'
import { answerType } from './own-need.js'
import { placeAmong, responseDelayMs, ServedLately, type DelayShape } from './response-delay.js'

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
  isDownloading(need: Need): boolean
  /** The same, with what sources have that nobody told the group of. */
  readonly sources: Pick<LocalSources, 'has' | 'offer'>
  /** What applications here say to it. */
  fromApplications(need: Need): Promise<NeedReply | undefined>
  readonly self: PeerId
  /** Present or not, with or without this one. */
  members(): readonly PeerId[]
  /** Body bytes that this node gave to members since it started. */
  servedBytes(): number
  send(asker: PeerId, have: HaveData): void
}

/** One that is worked on. */
interface Work {
  readonly request: RequestKey
  readonly need: Need
  /** Of an application. */
  reply?: NeedReply
}

export class ForeignNeeds {
  readonly #init: ForeignNeedsInit
  readonly #machine = new NeedServer()
  readonly #work = new Map<string, Work>()
  readonly #timers = new Set<Timer>()
  readonly #lately = new ServedLately()
  #served: number
  #isClosed = false

  constructor(init: ForeignNeedsInit) {
    this.#init = init
    this.#served = init.servedBytes()
  }

  /** A request that lives. */
  hear(need: Need): void {
    const request = { asker: need.asker, needId: need.needId }
    if (this.#machine.stateOf(request) !== 'idle') return
    this.#work.set(nameOf(request), { request, need })
    this.#give({ type: 'need', request })
  }

  /** It is over: its author found it, asks anew, or it has expired. */
  over(asker: PeerId, needId: string): void {
    this.#give({ type: 'found', request: { asker, needId } })
  }

  gone(asker: PeerId): void {
    this.#give({ type: 'gone', asker })
    for (const { request } of [...this.#work.values()]) this.#forgetIdle(request)
  }

  close(): void {
    this.#isClosed = true
    for (const timer of this.#timers) timer.cancel()
    this.#timers.clear()
    this.#work.clear()
  }

  #give(input: NeedServerInput): void {
    for (const output of this.#machine.handle(input)) this.#carryOut(output)
    if (input.type !== 'gone') this.#forgetIdle(input.request)
  }

  #forgetIdle(request: RequestKey): void {
    if (this.#machine.stateOf(request) === 'idle') this.#work.delete(nameOf(request))
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
    this.#await(work, this.#init.sources.has(need))
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
        this.#init.logger(`nobody here was asked for a need of ${work.request.asker}: ${String(error)}`)
        this.#located(work, false)
      }
    )
  }

  #located({ request }: Work, isHeld: boolean): void {
    const located = isHeld
      ? { what: 'held' as const, delayMs: this.#delayMs(request.needId) }
      : { what: 'nothing' as const }
    this.#give({ type: 'located', request, located })
  }

  #delayMs(needId: string): number {
    const { clock, delay: shape, random, self, members, servedBytes } = this.#init
    const nowMs = clock.monotonicMs()
    const served = servedBytes()
    this.#lately.add(served - this.#served, nowMs)
    this.#served = served
    const init = { shape, maxDelayMs: MAX_RESPONSE_DELAY_MS, place: placeAmong(needId, self, members()) }
    return responseDelayMs({ ...init, servedBytes: this.#lately.bytes(nowMs) }, random)
  }

  /** As things are now: what was held may be gone, or not be given any more. */
  #answer({ need, reply }: Work): void {
    const common = {
      needId: need.needId,
      id: need.id,
      type: answerType(need),
      downloading: undefined,
      version: need.version
    }
    const { alias, pairs = [] } = reply ?? {}
    if (alias !== undefined) {
      return this.#init.send(need.asker, { ...common, alias, content: undefined, pairs })
    }
    void this.#answerWithContent(need, common)
  }

  /** What a source has is taken only now, which may last: of many that have it few get so far. Never rejects. */
  async #answerWithContent(
    need: Need,
    common: Pick<HaveData, 'needId' | 'id' | 'type' | 'downloading' | 'version'>
  ): Promise<void> {
    const offer = await this.#init.sources.offer(need).catch((error: unknown) => {
      this.#init.logger(`what a need of ${need.asker} asks for was not taken: ${String(error)}`)
      return undefined
    })
    if (offer === undefined || this.#isClosed) return
    const { digest } = offer
    const path = aliasPath({ groupId: this.#init.groupId, kind: 'blob', digest })
    this.#init.send(need.asker, { ...common, alias: path, content: { digest, location: offer }, pairs: [] })
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

function nameOf({ asker, needId }: RequestKey): string {
  return `${asker}/${needId}`
}
