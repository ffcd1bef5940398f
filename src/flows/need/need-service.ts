// The need flow of one group on this node (seeds/001, Fig. 3 to 7): asks for crossings and for programs, answers members, and leads what
// members say to where it belongs. Spec: docs/protocols/need.md.
import type { AbortOptions, Clock, Logger, PeerId, Random } from '../../base/index.js'
import {
  claimRecordId,
  claimType,
  ContentError,
  needRecordId,
  needType,
  normaliseUrl,
  PLAIN_NEED,
  readClaim,
  readNeed,
  type Asker,
  type AnswerListener,
  type Asking,
  type Content,
  type Explanation,
  type Location,
  type ContentGroup,
  type Need,
  type NeedData,
  type NeedMode,
  type Question
} from '../../content/index.js'
import { namedRecordId, type GroupRecord, type RecordId, type RecordType } from '../../record/index.js'
import { FlowError } from '../errors.js'
import { ApplicationNeeds } from './application-needs.js'
import { ProgramNeed } from './asked-need.js'
import { AnsweredLately, type AnsweredNeed } from './answered-lately.js'
import { MAX_ASKED_NEEDS, MAX_REQUESTS_REMEMBERED, MAX_RESPONSE_DELAY_MS, TRANSMISSION_MS } from './defaults.js'
import { ForeignNeeds } from './foreign-needs.js'
import { haveRecordId, haveType, readHave, type HaveData } from './have.js'
import type { LocalSource } from './local-source.js'
import { LocalSources } from './local-sources.js'
import type { NeedClientOutput } from './need-client.js'
import { isContentNeed, judgeNeed, needKey } from './need-query.js'
import type { Answerer, AskedNeed, NeedCounts, NeedQuery, Needs } from './needs.js'
import type { HeardAnswer, OwnNeed } from './own-need.js'
import { OwnNeeds } from './own-needs.js'
import type { DelayShape } from './response-delay.js'
import { MAX_SOURCES } from './source-defaults.js'

/** What the flow needs of a group, and nothing more. */
export interface NeedGroup extends Pick<ContentGroup, 'id' | 'self' | 'urlHashKey' | 'isMember' | 'limitsOf'> {
  readonly store: Pick<ContentGroup['store'], 'on' | 'declare' | 'add' | 'get' | 'find'>
  readonly graph: Pick<ContentGroup['graph'], 'on' | 'present'>
  members(): readonly { readonly peer: PeerId }[]
  tell<Data>(peer: PeerId, type: RecordType<Data>, init: { readonly data: Data }): Promise<void>
  onTold<Data>(type: RecordType<Data>, listener: (record: GroupRecord) => void): () => void
}

export type ServedContent = Pick<Content, 'offer' | 'hold' | 'privacy' | 'trusts'>

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

export class NeedService implements Needs {
  /** What crossings ask by. */
  readonly asker: Asker
  readonly #init: NeedServiceInit
  readonly #own: OwnNeeds
  readonly #applications: ApplicationNeeds
  readonly #answered = new AnsweredLately()
  /** By URL key: each has the one record of its URL. */
  readonly #ofCrossings = new Map<string, OwnNeed>()
  #foreign: ForeignNeeds | undefined
  #sources: LocalSources | undefined
  #content: ServedContent | undefined
  /** Which need each record of a member says now, so that the one before is known to be over; the oldest first. */
  readonly #said = new Map<RecordId, { readonly asker: PeerId; readonly needId: string }>()
  readonly #counts = { asked: 0, answersHeard: 0, heard: 0, answersSent: 0 }
  readonly #forget: (() => void)[] = []
  #programs = 0
  #isClosed = false

  constructor(init: NeedServiceInit) {
    this.#init = { ...init, logger: init.logger.forComponent('need') }
    const { group, clock, random, mode } = init
    const publish = (id: RecordId, key: string, data: NeedData): void => this.#publish(id, key, data)
    this.#own = new OwnNeeds({ clock, groupId: group.id, publish }, random)
    this.#applications = new ApplicationNeeds(this.#init)
    this.asker = {
      mode,
      ask: (question, listener) => this.#askForCrossing(question, listener),
      bring: async (question, signal) => {
        if (this.#sources?.isEmpty === false) await this.#sources.bring(question, signal)
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
    this.#content = content
    this.#sources = local
    this.#foreign = new ForeignNeeds({
      ...{ clock, random, logger, delay, servedBytes, groupId: group.id, sources: local },
      isContent: isContentNeed,
      offer: (question) => content.offer(question),
      isDownloading: ({ urlKey }) => this.#isDownloading(urlKey),
      fromApplications: (need) => this.#applications.answer(need),
      self: group.self,
      members: () => group.members().map(({ peer }) => peer),
      send: (asker, have) => this.#send(asker, have)
    })
    const { store, graph } = group
    store.declare(haveType)
    const heard = (record: GroupRecord): void => this.#heard(record)
    const gone = (record: GroupRecord): void => this.#gone(record)
    this.#forget.push(
      ...[store.on('record:add', heard), store.on('record:update', heard)],
      ...[store.on('record:delete', gone), store.on('record:expire', gone)],
      group.onTold(haveType, heard),
      graph.on('presence:change', (peer) => this.#presence(peer))
    )
  }

  ask(query: NeedQuery, { signal }: AbortOptions = {}): AskedNeed {
    signal?.throwIfAborted()
    const { group, clock, mode } = this.#init
    const content = this.#content
    if (this.#isClosed || content === undefined) throw new ContentError('CLOSED', 'this node is stopping')
    if (mode === 'off') throw new FlowError('NEEDS_OFF', 'this node asks nobody: need.mode is off')
    const { said, key, isContent } = judgeNeed(query, {
      urlHashKey: group.urlHashKey,
      privacy: (url) => content.privacy(url)
    })
    if (this.#programs >= MAX_ASKED_NEEDS) {
      throw new FlowError('TOO_MANY_NEEDS', `${MAX_ASKED_NEEDS} needs of programs wait already`)
    }
    const { wait: waitsForDownload = true, all = false } = query
    const asked = new ProgramNeed({ clock, all })
    const recordIdOf = (needId: string): RecordId => namedRecordId(group.self, `${needType.name}/${key}/${needId}`)
    const need = this.#own.make(
      { said, urlKey: key, recordIdOf, isContent, waitsForDownload, collectsAll: all },
      (output) => {
        this.#remember(key, output)
        asked.heard(output)
      }
    )
    this.#programs++
    const found = (): void => asked.found()
    signal?.addEventListener('abort', found, { once: true })
    void asked.outcome.then(() => {
      this.#programs--
      signal?.removeEventListener('abort', found)
    })
    asked.begin(need)
    this.#tellClaims(key, need)
    return asked
  }

  onNeed(answerer: Answerer): () => void {
    return this.#applications.add(answerer)
  }

  addSource(source: LocalSource): () => void {
    if (this.#sources === undefined || this.#isClosed) throw new ContentError('CLOSED', 'this node is stopping')
    try {
      return this.#sources.add(source)
    } catch (cause) {
      throw new FlowError('TOO_MANY_NEEDS', `${MAX_SOURCES} sources are asked already`, { cause })
    }
  }

  /** What a fetch would ask, by what content would do; and who answered when this node last asked for that URL, in that order. */
  story({ urlKey, privacy, next: { step } }: Pick<Explanation, 'urlKey' | 'privacy' | 'next'>): NeedStory {
    const { mode } = this.#init
    const isMissing = ['lead', 'ask', 'ask-all', 'alone'].includes(step)
    const asks = mode !== 'off' && privacy === 'share' && isMissing
    const waitMs = asks && mode === 'ask-first' ? MAX_RESPONSE_DELAY_MS + TRANSMISSION_MS : 0
    return { mode, asks, waitMs, answered: [...this.#answered.of(urlKey)] }
  }

  close(): void {
    if (this.#isClosed) return
    this.#isClosed = true
    this.#own.close()
    for (const forget of this.#forget) forget()
    this.#foreign?.close()
    this.#sources?.close()
  }

  #askForCrossing(question: Question, listener: AnswerListener): Asking {
    const { mode, group } = this.#init
    if (mode === 'off' || this.#isClosed) return { end: () => {} }
    const { urlKey, waitsForDownload, ...said } = question
    const protocol = question.url.slice(0, question.url.indexOf(':'))
    let isAnswered = false
    const answered = (outcome: 'found' | 'in-progress' | 'none'): void => {
      if (isAnswered || mode !== 'ask-first') return
      isAnswered = true
      listener.answered(outcome)
    }
    const recordIdOf = (): RecordId => needRecordId(group.self, urlKey)
    const init = { said: { ...PLAIN_NEED, ...said, protocol }, urlKey, recordIdOf, isContent: true }
    this.#ofCrossings.get(urlKey)?.drop()
    const onLate = (offer: Location): void => listener.have(offer)
    const need: OwnNeed = this.#own.make({ ...init, waitsForDownload, onLate }, (output) => {
      this.#remember(urlKey, output)
      switch (output.type) {
        case 'take':
        case 'alternative':
          if (output.answer?.offer === undefined) return
          listener.have(output.answer.offer)
          return answered('found')
        case 'follow':
          return answered('in-progress')
        case 'retrieve':
          return answered('none')
        case 'ended':
          if (this.#ofCrossings.get(urlKey) === need) this.#ofCrossings.delete(urlKey)
      }
    })
    this.#ofCrossings.set(urlKey, need)
    need.start()
    this.#tellClaims(urlKey, need)
    return { end: () => need.end() }
  }

  /** A download that runs already. */
  #tellClaims(urlKey: string, need: OwnNeed): void {
    const records = this.#init.group.store.find({ type: claimType.name, attribute: { name: 'urlKey', value: urlKey } })
    for (const claim of records.flatMap((record) => readClaim(record) ?? [])) {
      if (claim.end === undefined && this.#mayFollow(claim.claimant)) need.hearClaim(claim)
    }
  }

  #isDownloading(urlKey: string): boolean {
    const { store, self } = this.#init.group
    const record = store.get(claimRecordId(self, urlKey))
    const claim = record && readClaim(record)
    return claim !== undefined && claim.end === undefined
  }

  #remember(urlKey: string, output: NeedClientOutput<HeardAnswer>): void {
    if (output.type === 'publish-need') {
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
        if (need !== undefined) this.#onNeed(record.id, need)
        return
      }
      case claimType.name: {
        const claim = readClaim(record)
        if (claim !== undefined && this.#mayFollow(claim.claimant)) this.#own.hearClaim(claim)
        return
      }
      case haveType.name: {
        const have = readHave(record)
        if (have === undefined || !this.#isServed(have.holder) || !this.#own.hear(have)) return
        if (have.downloading === undefined) this.#counts.answersHeard++
      }
    }
  }

  /** The next version of a record is another need, or the end of the one before. */
  #onNeed(recordId: RecordId, need: Need): void {
    const { group } = this.#init
    const { asker, needId, type, excluded, url } = need
    const before = this.#said.get(recordId)
    if (before !== undefined && (before.needId !== needId || type === 'end-request')) this.#said.delete(recordId)
    if (before !== undefined && before.needId !== needId) this.#foreign?.over(before.asker, before.needId)
    if (type === 'end-request') return this.#foreign?.found(asker, needId)
    if (type === 'response' || excluded.includes(group.self) || !group.limitsOf(group.self).mayServe) return
    if (needKey(group.urlHashKey, need) !== need.urlKey) return
    // Patterns of this machine: of what they forbid it says nothing, to applications neither.
    if (/^https?:/i.test(url) && this.#isPrivate(url)) return
    this.#said.set(recordId, { asker, needId })
    for (const oldest of this.#said.keys()) {
      if (this.#said.size <= MAX_REQUESTS_REMEMBERED) break
      this.#said.delete(oldest)
    }
    this.#counts.heard++
    this.#foreign?.hear(need)
  }

  /** Also what is no URL at all. */
  #isPrivate(url: string): boolean {
    try {
      return this.#content?.privacy(normaliseUrl(url)) === 'never'
    } catch {
      return true
    }
  }

  #gone(record: GroupRecord): void {
    if (record.type !== needType.name) return
    const said = this.#said.get(record.id)
    if (said === undefined) return
    this.#said.delete(record.id)
    this.#foreign?.over(said.asker, said.needId)
  }

  #presence(peer: PeerId): void {
    if (this.#init.group.graph.present().some((other) => other.peer === peer)) return
    this.#own.gone(peer)
    this.#foreign?.gone(peer)
  }

  /** Present, it may serve, and has sent us nothing wrong lately. */
  #isServed(peer: PeerId): boolean {
    const { group } = this.#init
    const isPresent = group.graph.present().some((other) => other.peer === peer)
    const isTrusted = this.#content?.trusts(peer) === true
    return isPresent && isTrusted && group.isMember(peer) && group.limitsOf(peer).mayServe
  }

  /** No claimant lets one read along for whom others fetch nothing. */
  #mayFollow(claimant: PeerId): boolean {
    const { group } = this.#init
    return claimant !== group.self && group.limitsOf(group.self).mayUseUplinks && this.#isServed(claimant)
  }

  #publish(id: RecordId, urlKey: string, data: NeedData): void {
    const { store } = this.#init.group
    this.#tell('a need', store.add(needType, { id, attributes: { urlKey }, data }))
  }

  #send(asker: PeerId, data: HaveData): void {
    const { group, answers } = this.#init
    if (data.downloading === undefined) this.#counts.answersSent++
    const told =
      answers === 'direct'
        ? group.tell(asker, haveType, { data })
        : group.store.add(haveType, { id: haveRecordId(group.self, data.needId), attributes: {}, data })
    this.#tell(`an answer to ${asker}`, told)
  }

  /** What cannot be told now is made up for by the asker's own time-out: nothing here waits, or fails. */
  #tell(what: string, told: Promise<unknown>): void {
    told.catch((error: unknown) => this.#init.logger(`${what} was not told: ${String(error)}`))
  }
}
