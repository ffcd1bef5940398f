// The driver of one kind's election: gives the machine what is heard, does what it says, and remembers who stood, for who asks why.
import { EventSource, type Clock, type Logger, type PeerId, type Timer } from '../../base/index.js'
import { setPatientTimer } from '../../content/index.js'
import { FlowError } from '../errors.js'
import { compareCandidates, type Candidate, type Criteria } from './criteria.js'
import { MAX_PACKETS } from './defaults.js'
import { START_BUDGET_MS } from './driver-defaults.js'
import type { Election } from './election.js'
import type { ElectionInput, ElectionOutput, ElectionView, Refusal } from './election-events.js'
import type { ElectionPacket, PacketData, ResultData } from './election-records.js'
import type { ElectedProvider, ElectionExplanation } from './elections.js'
import { shownKind } from './kinds.js'
import { lostBy, shownCandidates, shownCriteria } from './shown-criteria.js'
import { ToldProvider } from './told-provider.js'

export interface KindElectionInit {
  /** As in records. */
  readonly kind: string
  readonly self: PeerId
  readonly view: ElectionView
  readonly clock: Clock
  readonly logger: Logger
  readonly machine: Election
  /** Peer time, ms. */
  nowMs(): number
  /** What this node would stand with, as it is now; undefined: it may not. */
  ownCriteria(application: Criteria): Criteria | undefined
  /** Why it may not, in words, where it may not. */
  whyNotOwn(): string
  /** Never rejects. */
  publish(record: { packet: PacketData } | { result: ResultData }): void
  /** Of our result, where there is one. Never rejects. */
  withdraw(): void
}

export type KindElectionEvents = {
  /** Another provider, or none. */
  change: PeerId | undefined
  /** Something may be otherwise: for who waits. */
  step: undefined
}

export class KindElection {
  readonly #init: KindElectionInit
  readonly #events = new EventSource<KindElectionEvents>()
  /** One for the state, one for the next review: the next replaces it, as the machine would ignore the one before. */
  readonly #timers = new Map<'review' | 'state', Timer>()
  /** In the election that runs, or was last, with what they claim. */
  #stood = new Map<PeerId, Candidate>()
  #application: Criteria = []
  #told: Criteria | undefined
  readonly #provider: ToldProvider
  #isClosed = false

  constructor(init: KindElectionInit) {
    const { clock, machine, view } = init
    this.#init = init
    this.#provider = new ToldProvider({
      clock,
      current: () => machine.provider,
      mayBeNamed: (peer) => view.isPresent(peer) && view.mayProvide(peer),
      onChange: (provider) => this.#events.emit('change', provider)
    })
  }

  on<Name extends keyof KindElectionEvents>(
    name: Name,
    listener: (detail: KindElectionEvents[Name]) => void
  ): () => void {
    return this.#events.on(name, listener)
  }

  /** As it is told: it may be who was so until a moment ago, as long as that one is here. */
  get provider(): PeerId | undefined {
    return this.#provider.told
  }

  get isRunning(): boolean {
    const { state } = this.#init.machine
    return state !== 'idle' && state !== 'about-to-start'
  }

  /** None runs, and this node calls none. */
  get isIdle(): boolean {
    return this.#init.machine.state === 'idle'
  }

  /** Somebody was elected, here now or not. */
  get hasResult(): boolean {
    return this.#init.machine.snapshot().result !== undefined
  }

  /** By this node, or within a day by a member that may provide. */
  get isWished(): boolean {
    return this.#init.machine.snapshot().isWished
  }

  /** This node won it, and its result may count. */
  get hasOwnResult(): boolean {
    const { result, otherResults } = this.#init.machine.snapshot()
    return [result, ...otherResults].some((one) => one?.author === this.#init.self)
  }

  /** It is present, and taken to be gone. */
  misses(peer: PeerId): boolean {
    return this.#init.machine.misses(peer)
  }

  offer(application: Criteria): void {
    this.#application = application
    this.lookAtOwn()
  }

  /** What this node is worth may be another by now. */
  lookAtOwn(): void {
    const criteria = this.#init.ownCriteria(this.#application)
    if (JSON.stringify(criteria) === JSON.stringify(this.#told)) return
    this.#told = criteria
    this.handle({ type: 'values', criteria })
  }

  handle(input: ElectionInput): void {
    if (this.#isClosed) return
    const { machine, nowMs, clock } = this.#init
    const wasIdle = !this.isRunning
    const outputs = machine.handle(input, nowMs(), clock.monotonicMs())
    if (wasIdle && this.isRunning) this.#stood = new Map()
    if (input.type === 'packet' && this.isRunning && !isRefused(input.packet, outputs)) this.#remember(input.packet)
    for (const output of outputs) this.#do(output)
    this.#provider.follow()
    this.#events.emit('step', undefined)
  }

  /** @throws {FlowError} `MAY_NOT_PROVIDE`, `NO_OUTCOME`, `CLOSED`; the signal's reason */
  async start(signal: AbortSignal | undefined): Promise<ElectedProvider> {
    const { clock, kind, machine } = this.#init
    signal?.throwIfAborted()
    this.lookAtOwn()
    if (this.#told === undefined) {
      throw new FlowError('MAY_NOT_PROVIDE', `${this.#init.whyNotOwn()}: this machine calls no election`)
    }
    this.handle({ type: 'start', reason: 'asked' })
    return await new Promise((resolve, reject) => {
      const end = (settle: () => void): void => {
        budget.cancel()
        unlisten()
        signal?.removeEventListener('abort', abort)
        settle()
      }
      const abort = (): void => end(() => reject(signal?.reason as Error))
      const fail = (code: 'NO_OUTCOME' | 'CLOSED', message: string): void =>
        end(() => reject(new FlowError(code, message)))
      const look = (): void => {
        if (this.#isClosed) return fail('CLOSED', 'the group is being closed')
        if (!this.isIdle) return
        this.#provider.tellNow()
        const elected = this.elected()
        if (elected !== undefined) end(() => resolve(elected))
        else fail('NO_OUTCOME', `nobody who is here may provide, or wants to, for ${shownKind(kind)}`)
      }
      const late = `the election for ${shownKind(kind)} had no result within ${START_BUDGET_MS / 1000} s`
      const paced = `elections for ${shownKind(kind)} that change nothing have a pause between them: this one comes within 10 min`
      const budget = clock.setTimer(START_BUDGET_MS, () => {
        fail('NO_OUTCOME', machine.state === 'about-to-start' ? paced : late)
      })
      const unlisten = this.on('step', look)
      signal?.addEventListener('abort', abort, { once: true })
      look()
    })
  }

  elected(): ElectedProvider | undefined {
    const { kind, self, machine } = this.#init
    const peer = this.provider
    if (peer === undefined) return undefined
    const { result, otherResults } = machine.snapshot()
    const results = [result, ...otherResults]
    const own = results.find((one) => one?.author === peer)
    const named = own ?? results.find((one) => one?.backup === peer)
    return {
      ...{ kind: shownKind(kind), peer, self: peer === self, backup: own?.backup },
      ...{ electionId: named?.electionId, electedAtMs: named?.electedAtMs, untilMs: named?.untilMs }
    }
  }

  explain(): ElectionExplanation {
    const { kind, self, view, machine } = this.#init
    const { state, box, result, refusals } = machine.snapshot()
    const own = this.#init.ownCriteria(this.#application)
    const candidates = this.#stood.size > 0 || result === undefined ? [...this.#stood.values()] : [result]
    const stood = shownCandidates(candidates, (peer) => (peer === self ? undefined : view.measuredBandwidth(peer)))
    return {
      kind: shownKind(kind),
      provider: this.elected(),
      ...{ state, box, running: this.isRunning, stood },
      own: own === undefined ? [] : shownCriteria(own),
      whyNotSelf: this.#whyNotSelf(own),
      decidedBy: stood[1]?.lostBy,
      refused: refusals.map(refusalShown).reverse()
    }
  }

  close(): void {
    this.#isClosed = true
    for (const timer of this.#timers.values()) timer.cancel()
    this.#timers.clear()
    this.#provider.close()
    this.#events.emit('step', undefined)
  }

  #whyNotSelf(own: Criteria | undefined): string | undefined {
    const { self, machine } = this.#init
    const { result, state, isWished } = machine.snapshot()
    if (this.provider === self) return undefined
    if (own === undefined) return this.#init.whyNotOwn()
    if (this.isRunning) return 'an election runs'
    if (result === undefined) return 'nobody is elected'
    const wins = compareCandidates({ author: self, criteria: own }, result) < 0
    if (!wins) return `it loses by ${lostBy(own, result.criteria)}`
    if (!isWished) return `it would win by ${lostBy(result.criteria, own)}: nobody wishes an election`
    const then = state === 'idle' ? 'that is too little for an election' : 'it calls an election where that holds'
    return `it would win by ${lostBy(result.criteria, own)}: ${then}`
  }

  #do(output: ElectionOutput): void {
    const { self, publish, logger, clock } = this.#init
    switch (output.type) {
      case 'publish-packet':
        this.#remember({ ...output.packet, author: self })
        return publish({ packet: output.packet })
      case 'publish-result':
        return publish({ result: output.result })
      case 'withdraw-result':
        return this.#init.withdraw()
      case 'set-timer': {
        const what = output.then.type === 'review-due' ? 'review' : 'state'
        this.#timers.get(what)?.cancel()
        this.#timers.set(
          what,
          setPatientTimer(clock, output.inMs, () => this.handle(output.then))
        )
        return
      }
      case 'provider-changed':
        return // As it is told: handle().
      case 'refused':
        return logger(`${output.refusal.what} of ${output.refusal.author} does not count: ${output.refusal.why}`)
    }
  }

  #remember(packet: ElectionPacket): void {
    const { author, criteria } = packet
    if (this.#stood.has(author) || this.#stood.size < MAX_PACKETS) this.#stood.set(author, { author, criteria })
  }
}

/** Its word does not count: who reads who stood is not to read that. */
function isRefused({ author }: ElectionPacket, outputs: readonly ElectionOutput[]): boolean {
  return outputs.some((output) => {
    return output.type === 'refused' && output.refusal.what === 'packet' && output.refusal.author === author
  })
}

const WORDS: { readonly [why in Refusal['why']]: string } = {
  right: 'it may not provide',
  time: 'it is too old, or from a time that has not come',
  muted: 'there was too much of this member',
  failed: 'it would have won lately and told no result',
  over: 'that election has its result',
  beaten: 'it does not win by its own values'
}

function refusalShown({ author, what, why, atMs }: Refusal): ElectionExplanation['refused'][number] {
  return { peer: author, what, reason: WORDS[why], atMs }
}
