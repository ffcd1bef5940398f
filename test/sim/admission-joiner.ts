// Somebody with a code who wants in, and types `potluck join` until it is settled: the real machine of the search, and the
// real judging of what it heard. Carries the search out as the Visitor of ask-admission.ts does, less libp2p.
import { HeardAnswers } from '../../src/group/heard-answers.js'
import { encodeRequest, type AdmissionAnswer } from '../../src/group/admission-messages.js'
import { parseCodeText, type OpenedCode } from '../../src/group/code.js'
import { ADMISSION_BUDGET_MS } from '../../src/group/defaults.js'
import { GroupError, type GroupErrorCode } from '../../src/group/errors.js'
import { invitationIn } from '../../src/group/join-by-code.js'
import { AdmissionSearch, type SearchInput, type SearchOutput } from '../../src/graph/admission-search.js'
import { ADMISSION_DIAL_MS } from '../../src/graph/defaults.js'
import { MULTICAST_ADDRESS } from './admission-issuer.js'
import { START_MS } from './peer-clock.js'
import type { SimPeer } from './sim-peer.js'
import { between } from './streams.js'
import type { World } from './world.js'

/** How long a person waits before typing it again. */
const AGAIN_MS = [1_000, 8_000] as const
/** Until multicast has found another address. */
const MULTICAST_MS = [50, 3_000] as const
/** Of those who are in: who has lost the folder, and comes once more. */
const PART_COMES_AGAIN = 0.5

/** How one `potluck join` ended. */
export type JoinOutcome = 'in' | GroupErrorCode

/** Over a connection: `heard` runs when an answer comes, `failed` when nobody is there. */
export type AskAt = (address: string, body: Uint8Array, heard: (answer: Uint8Array) => void, failed: () => void) => void

export interface JoinerInit {
  world: World
  peer: SimPeer
  codeText: string
  askAt: AskAt
  onOutcome: (outcome: JoinOutcome) => void
}

export class Joiner {
  readonly peer: SimPeer
  readonly code: OpenedCode
  /** On its disk: an answer that nothing takes back. */
  settled: 'in' | 'CODE_USED_UP' | 'CODE_REVOKED' | undefined
  settledAtMs = 0
  readonly #init: JoinerInit
  #mayComeAgain: boolean

  constructor(init: JoinerInit) {
    this.#init = init
    this.peer = init.peer
    this.code = parseCodeText(init.codeText)
    this.#mayComeAgain = this.peer.random.fraction() < PART_COMES_AGAIN
    this.peer.onStart = () => {
      if (this.settled === undefined) this.#joinLater()
    }
  }

  join(): void {
    const { clock, random } = this.peer
    const heard = new HeardAnswers()
    const search = new AdmissionSearch()
    const body = encodeRequest(this.code.token)
    let isOver = false
    const end = (): void => {
      if (!isOver) this.#judge(heard.answer)
      isOver = true
    }
    const handle = (input: SearchInput): void => {
      if (!isOver) search.handle(input).forEach(carryOut)
    }
    const carryOut = (output: SearchOutput): void => {
      switch (output.type) {
        case 'dial':
          return dial(output.address)
        case 'set-timer':
          return void clock.setTimer(output.inMs, () => handle({ type: 'due', address: output.address }))
        case 'end':
          return end()
      }
    }
    const dial = (address: string): void => {
      let isOpen = true
      const close = (): void => {
        if (isOpen) handle({ type: 'failed', address })
        isOpen = false
      }
      const onAnswer = (answer: Uint8Array): void => {
        if (!isOpen || isOver) return
        handle({ type: 'answered', address, verdict: heard.judge(answer) })
        close()
      }
      clock.setTimer(ADMISSION_DIAL_MS, close)
      this.#init.askAt(address, body, onAnswer, close)
    }
    clock.setTimer(ADMISSION_BUDGET_MS, end)
    clock.setTimer(between(random, MULTICAST_MS), () => handle({ type: 'found', addresses: [MULTICAST_ADDRESS] }))
    handle({ type: 'found', addresses: this.code.addresses })
  }

  #judge(answer: AdmissionAnswer | undefined): void {
    const outcome = answer === undefined ? 'ADMINISTRATOR_UNREACHABLE' : this.#outcomeOf(answer)
    this.#init.onOutcome(outcome)
    if (outcome === 'in' || outcome === 'CODE_USED_UP' || outcome === 'CODE_REVOKED') return this.#settle(outcome)
    // Who is told so sets the clock.
    if (outcome === 'CLOCK_OFF') this.peer.clock.jump(START_MS + this.#init.world.nowMs - this.peer.clock.nowMs())
    this.#joinLater()
  }

  #outcomeOf(answer: AdmissionAnswer): JoinOutcome {
    try {
      invitationIn(this.code, answer, this.peer.clock.nowMs(), this.peer.id)
      return 'in'
    } catch (error) {
      if (error instanceof GroupError) return error.code
      throw error
    }
  }

  #settle(outcome: NonNullable<Joiner['settled']>): void {
    if (this.settled === undefined) this.settledAtMs = this.#init.world.nowMs
    this.settled ??= outcome
    if (!this.#mayComeAgain || outcome !== 'in') return
    this.#mayComeAgain = false
    this.#joinLater()
  }

  #joinLater(): void {
    this.peer.clock.setTimer(between(this.peer.random, AGAIN_MS), () => this.join())
  }
}
