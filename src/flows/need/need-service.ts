// The need flow of one group on this node (seeds/001, Fig. 3 to 7): its parts, and which of them hears what of the group.
// Spec: docs/protocols/need.md.
import type { AbortOptions, Clock, Logger, PeerId, Random } from '../../base/index.js'
import {
  claimType,
  ContentError,
  needType,
  readClaim,
  readNeed,
  type AnswerListener,
  type Asker,
  type Asking,
  type Explanation,
  type NeedMode,
  type Question
} from '../../content/index.js'
import type { GroupRecord } from '../../record/index.js'
import { FlowError } from '../errors.js'
import { AnsweredLately, type AnsweredNeed } from './answered-lately.js'
import { ApplicationNeeds } from './application-needs.js'
import { CrossingNeeds } from './crossing-needs.js'
import { ForeignNeeds } from './foreign-needs.js'
import { haveType, readHaves, type HaveData } from './have.js'
import type { LocalSource } from './local-source.js'
import { LocalSources } from './local-sources.js'
import type { NeedClientOutput } from './need-client.js'
import type { NeedGroup, ServedContent } from './need-group.js'
import { isContentNeed } from './need-query.js'
import { NeedRecords } from './need-records.js'
import type { Answerer, AskedNeed, NeedCounts, NeedQuery, Needs } from './needs.js'
import type { HeardAnswer } from './own-need.js'
import { OwnNeeds } from './own-needs.js'
import { ProgramNeeds } from './program-needs.js'
import { answerTimes, type AnswerTimes, type DelayShape } from './response-delay.js'
import { SaidNeeds } from './said-needs.js'
import { MAX_SOURCES } from './source-defaults.js'

/** For people: what the flow would do about one URL. */
export interface NeedStory {
  readonly mode: NeedMode
  /** Whether a fetch would ask every member who has it. */
  readonly asks: boolean
  /** How long it would wait for answers before any origin is asked, ms; 0: it does not. */
  readonly waitMs: number
  readonly answered: AnsweredNeed[]
}

export interface NeedServiceInit {
  readonly group: NeedGroup
  readonly clock: Clock
  readonly random: Random
  readonly logger: Logger
  readonly mode: NeedMode
  readonly delay: DelayShape
  /** `broadcast`: all members hear what this node answers. */
  readonly answers: 'direct' | 'broadcast'
  /** Body bytes that this node gave to members, or to that one, since it started. */
  servedBytes(peer?: PeerId): number
}

/** What there is once this node serves. */
interface Serving {
  readonly content: ServedContent
  readonly sources: LocalSources
  readonly foreign: ForeignNeeds
  readonly said: SaidNeeds
}

export class NeedService implements Needs {
  /** What crossings ask by. */
  readonly asker: Asker
  readonly #init: NeedServiceInit
  readonly #records: NeedRecords
  readonly #own: OwnNeeds
  readonly #ofCrossings: CrossingNeeds
  readonly #ofPrograms: ProgramNeeds
  readonly #applications: ApplicationNeeds
  readonly #answered = new AnsweredLately()
  #serving: Serving | undefined
  readonly #counts = { asked: 0, answersHeard: 0, heard: 0, answersSent: 0 }
  readonly #forget: (() => void)[] = []
  #isClosed = false

  constructor(init: NeedServiceInit) {
    const logger = init.logger.forComponent('need')
    this.#init = { ...init, logger }
    const { group, clock, random, mode, answers } = init
    this.#records = new NeedRecords({ group, clock, logger, answers })
    this.#own = new OwnNeeds(
      {
        ...{ clock, groupId: group.id },
        times: () => this.#times,
        publish: (id, data) => this.#records.publish(id, data),
        heard: (urlKey, output) => this.#remember(urlKey, output),
        runningClaims: (urlKey) =>
          this.#records.runningClaims(urlKey).filter(({ claimant }) => this.#mayFollow(claimant))
      },
      random
    )
    this.#ofCrossings = new CrossingNeeds({ group, own: this.#own, asksFirst: mode === 'ask-first' })
    this.#ofPrograms = new ProgramNeeds({ group, own: this.#own, clock })
    this.#applications = new ApplicationNeeds({ clock, logger })
    this.asker = {
      mode,
      ask: (question, listener) => this.#askForCrossing(question, listener),
      bring: async (question, signal) => {
        const sources = this.#serving?.sources
        if (sources?.isEmpty === false) await sources.bring(question, signal)
      }
    }
  }

  get mode(): NeedMode {
    return this.#init.mode
  }

  get counts(): NeedCounts {
    return { ...this.#counts }
  }

  /** Begins to hear the group. @param sources where this node looks besides what it holds, in this order */
  serve(content: ServedContent, sources: readonly LocalSource[] = []): void {
    const { group, clock, random, logger, delay, servedBytes } = this.#init
    const local = new LocalSources({ content, sources, clock, logger })
    const foreign = new ForeignNeeds({
      ...{ clock, random, logger, delay, servedBytes, groupId: group.id, sources: local },
      isContent: isContentNeed,
      offer: (question) => content.offer(question),
      isDownloading: ({ urlKey }) => this.#records.isDownloading(urlKey),
      fromApplications: (need) => this.#applications.answer(need),
      self: group.self,
      members: () => group.members().map(({ peer }) => peer),
      send: (asker, have, signal) => this.#send(asker, have, signal)
    })
    this.#serving = { content, sources: local, foreign, said: new SaidNeeds({ group, content, foreign }) }
    const { store, graph } = group
    store.declare(haveType)
    const heard = (record: GroupRecord): void => this.#heard(record)
    const gone = (record: GroupRecord): void => {
      if (record.type === needType.name) this.#serving?.said.gone(record.id)
    }
    this.#forget.push(
      ...[store.on('record:add', heard), store.on('record:update', heard)],
      ...[store.on('record:delete', gone), store.on('record:expire', gone)],
      group.onTold(haveType, heard),
      graph.on('presence:change', (peer) => this.#presence(peer))
    )
  }

  ask(query: NeedQuery, options: AbortOptions = {}): AskedNeed {
    options.signal?.throwIfAborted()
    const { content } = this.#assertServing()
    if (this.#init.mode === 'off') throw new FlowError('NEEDS_OFF', 'this node asks nobody: need.mode is off')
    return this.#ofPrograms.ask(query, content, options)
  }

  onNeed(answerer: Answerer): () => void {
    return this.#applications.add(answerer)
  }

  addSource(source: LocalSource): () => void {
    const { sources } = this.#assertServing()
    try {
      return sources.add(source)
    } catch (cause) {
      throw new FlowError('TOO_MANY_NEEDS', `${MAX_SOURCES} sources are asked already`, { cause })
    }
  }

  /** What a fetch would ask, by what content would do; and who answered when this node last asked for that URL, in that order. */
  story({ urlKey, privacy, next: { step } }: Pick<Explanation, 'urlKey' | 'privacy' | 'next'>): NeedStory {
    const { mode } = this.#init
    const isMissing = ['lead', 'ask', 'ask-all', 'alone'].includes(step)
    const asks = mode !== 'off' && privacy === 'share' && isMissing
    const { maxDelayMs, transmissionMs } = this.#times
    const waitMs = asks && mode === 'ask-first' ? maxDelayMs + transmissionMs : 0
    return { mode, asks, waitMs, answered: [...this.#answered.of(urlKey)] }
  }

  close(): void {
    if (this.#isClosed) return
    this.#isClosed = true
    this.#own.close()
    this.#records.close()
    for (const forget of this.#forget) forget()
    this.#serving?.foreign.close()
    this.#serving?.sources.close()
  }

  /** Of who answers us. */
  get #times(): AnswerTimes {
    const { delay, group } = this.#init
    return answerTimes(delay, group.members().length)
  }

  /** @throws {ContentError} `CLOSED` */
  #assertServing(): Serving {
    if (this.#isClosed || this.#serving === undefined) throw new ContentError('CLOSED', 'this node is stopping')
    return this.#serving
  }

  #askForCrossing(question: Question, listener: AnswerListener): Asking {
    if (this.#init.mode === 'off' || this.#isClosed) return { end: () => {} }
    return this.#ofCrossings.ask(question, listener)
  }

  #remember(urlKey: string, output: NeedClientOutput<HeardAnswer>): void {
    if (output.type === 'publish-need' || output.type === 'publish-need-again') {
      this.#counts.asked++
      this.#answered.begin(urlKey)
    }
    if ((output.type === 'take' || output.type === 'alternative') && output.answer !== undefined) {
      const { holder: peer, afterMs } = output.answer
      this.#answered.add(urlKey, { peer, afterMs })
    }
  }

  #heard(record: GroupRecord): void {
    if (record.creator === this.#init.group.self) return
    switch (record.type) {
      case needType.name: {
        const need = readNeed(record)
        if (need !== undefined && this.#serving?.said.hear(record.id, need) === true) this.#counts.heard++
        return
      }
      case claimType.name: {
        const claim = readClaim(record)
        if (claim !== undefined && this.#mayFollow(claim.claimant)) this.#own.hearClaim(claim)
        return
      }
      case haveType.name: {
        for (const have of readHaves(record)) {
          if (this.#isServed(have.holder) && this.#own.hear(have) && have.downloading === undefined)
            this.#counts.answersHeard++
        }
      }
    }
  }

  async #send(asker: PeerId, have: HaveData, signal: AbortSignal): Promise<void> {
    const isTold = await this.#records.answer(asker, have, signal)
    if (isTold && have.downloading === undefined) this.#counts.answersSent++
  }

  #presence(peer: PeerId): void {
    if (this.#isPresent(peer)) return
    this.#own.gone(peer)
    this.#serving?.foreign.gone(peer)
  }

  #isPresent(peer: PeerId): boolean {
    return this.#init.group.graph.present().some((other) => other.peer === peer)
  }

  /** Present, it may serve, and has sent us nothing wrong lately. */
  #isServed(peer: PeerId): boolean {
    const { group } = this.#init
    const isTrusted = this.#serving?.content.trusts(peer) === true
    return this.#isPresent(peer) && isTrusted && group.isMember(peer) && group.limitsOf(peer).mayServe
  }

  /** No claimant lets one read along for whom others fetch nothing. */
  #mayFollow(claimant: PeerId): boolean {
    const { group } = this.#init
    return claimant !== group.self && group.limitsOf(group.self).mayUseUplinks && this.#isServed(claimant)
  }
}
