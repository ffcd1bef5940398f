// One need of this node: carries out what the asking machine says, but gets nothing itself. Whoever asked hears what the machine says.
import { afterPendingInput, type Clock, type PeerId, type Timer } from '../../base/index.js'
import { aliasPath, type Claim, type Location, type NeedData } from '../../content/index.js'
import type { RecordId } from '../../record/index.js'
import { MAX_RESPONSE_DELAY_MS, TRANSMISSION_MS } from './defaults.js'
import { offerOf, type Have } from './have.js'
import { NeedClient, type Download, type NeedClientInput, type NeedClientOutput } from './need-client.js'

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
  /** Every answer within the time is wanted. @default the first will do */
  readonly collectsAll?: boolean | undefined
}

export interface OwnNeedHost {
  readonly clock: Clock
  readonly groupId: string
  publish(recordId: RecordId, urlKey: string, data: NeedData): void
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
  #isDropped = false

  /** @param heard is told what the machine says, also before `start` has returned */
  constructor(init: OwnNeedInit, host: OwnNeedHost, heard: (output: Output) => void) {
    this.init = init
    this.#host = host
    this.#heard = heard
    this.#startedMs = host.clock.monotonicMs()
    this.#machine = new NeedClient({
      ...{ maxDelayMs: MAX_RESPONSE_DELAY_MS, transmissionMs: TRANSMISSION_MS },
      ...{ waitsForDownload: init.waitsForDownload, collectsAll: init.collectsAll ?? false },
      excluded: init.data.excluded
    })
  }

  start(): void {
    this.#give({ type: 'start' })
  }

  /** An answer to this need, of a member that is present and may serve. Whether it is one is judged here. @returns whether it counts */
  hear(have: Have): boolean {
    const { data, urlKey, isContent } = this.init
    const { holder, downloading } = have
    if (have.id !== data.id || data.excluded.includes(holder)) return false
    if (isContent && downloading !== undefined) {
      this.#give({ type: 'downloading', download: { peer: holder, ...downloading } })
      return true
    }
    const offer = isContent ? offerOf(have, urlKey) : undefined
    if (isContent ? !this.#isAlias(have, offer) : have.type !== answerType(data)) return false
    const afterMs = Math.round(this.#host.clock.monotonicMs() - this.#startedMs)
    this.#give({ type: 'have', answer: { holder, have, offer, afterMs } })
    return true
  }

  /** A claim of a member that may be followed. */
  hearClaim({ claimant: peer, transferId, verifiedBytes, expectedBytes, end, startedAtMs }: Claim): void {
    const { isContent, data } = this.init
    if (!isContent || (data.newerThanMs > 0 && startedAtMs <= data.newerThanMs)) return
    if (end !== undefined) return this.#give({ type: 'download-ended', peer, complete: end === 'complete' })
    const download: Download = { peer, transferId, verifiedBytes, expectedBytes }
    this.#give({ type: 'downloading', download })
  }

  gone(peer: PeerId): void {
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

  #give(input: Input): void {
    if (this.#isDropped) return
    for (const output of this.#machine.handle(input)) this.#carryOut(output)
  }

  #carryOut(output: Output): void {
    switch (output.type) {
      case 'publish-need':
        this.#host.publish(this.init.recordId, this.init.urlKey, this.init.data)
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

  #over(): void {
    for (const timer of this.#timers) timer.cancel()
    this.#timers.clear()
    this.#host.ended(this)
  }

  /** Nobody reads more of it than which need is over. */
  #tellFound(): void {
    const { recordId, urlKey, data } = this.init
    const { needId, id, method } = data
    const nothing = { protocol: '', cachedOnly: false, version: '', pairs: [] }
    const rest = { url: '', excluded: [], newerThanMs: 0, refusesRedirects: false, ...nothing }
    this.#host.publish(recordId, urlKey, { ...rest, needId, id, method, type: 'end-request' })
  }

  /** What comes in the same moment is heard first: an answer may lie in a receive buffer. */
  #setTimer(inMs: number, then: Input): void {
    const timer = this.#host.clock.setTimer(inMs, () => {
      this.#timers.delete(timer)
      afterPendingInput(() => this.#give(then))
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
