// One issuer, some who have a code, one who has none, and what must be true of them.
import { compareBytes, type PeerId } from '../../src/base/index.js'
import type { Code } from '../../src/group/admission.js'
import { decodeAnswer, encodeAnswer } from '../../src/group/admission-messages.js'
import { parseCodeText } from '../../src/group/code.js'
import type { MadeCode } from '../../src/group/index.js'
import { HOSTILE_AT_ONCE, HOSTILE_EVERY_MS, hostileBody, hostileHost } from './admission-hostile.js'
import { Issuer, OTHER_GROUP_ADDRESS, STALE_ADDRESS, type PlantedBug } from './admission-issuer.js'
import { Joiner, type AskAt, type JoinOutcome } from './admission-joiner.js'
import { applyFaults } from './faults.js'
import type { SimPeer } from './sim-peer.js'
import type { Scenario } from './simulation.js'
import { below, between, randomStream } from './streams.js'
import { World } from './world.js'

const CODES = 2
const MAX_USES = 4
/** Codes are made before anything goes wrong. */
export const MADE_BY_MS = 6_000
/** How long after that people begin. */
const BEGIN_MS = [0, 20_000] as const
/** In so many of the runs the first code is taken back, in the middle of it. */
const PART_REVOKED = 0.4
/** An administrator who is told that nothing has changed, or nothing, tries again. */
const REVOKE_EVERY_MS = 3_000
const HOSTILE = 2

/** What people are told who then try again. `CODE_UNKNOWN`: by the node of the other group, when nobody else was heard. */
const NOT_YET: readonly JoinOutcome[] = ['ADMINISTRATOR_UNREACHABLE', 'ADMISSION_BUSY', 'CLOCK_OFF', 'CODE_UNKNOWN']
const FOR_GOOD: readonly JoinOutcome[] = ['in', 'CODE_USED_UP', 'CODE_REVOKED']

interface CodeInUse {
  readonly id: string
  readonly text: string
  readonly token: Uint8Array
  readonly uses: number
  /** Who was answered yes, over all the issuer's lives. */
  readonly admitted: Set<PeerId>
  /** Somebody began to take it back. */
  isRevoking: boolean
  /** When that was confirmed. */
  revokedAtMs?: number
}

/** How a run went: told, not demanded. */
export interface AdmissionStory {
  readonly fingerprint: string
  /** After the last fault, until everybody knew. */
  readonly settledAfterMs: number
  readonly admitted: number
  /** So many heard that their code was used up. */
  readonly turnedAway: number
  /** Writes that were under way when the process or the power went. */
  readonly writesCut: number
}

export class AdmissionGroup {
  readonly world: World
  readonly #scenario: Scenario
  readonly #issuer: Issuer
  readonly #joiners: Joiner[] = []
  #codes: readonly CodeInUse[] = []
  #wrong: string | undefined

  constructor(scenario: Scenario, plant?: PlantedBug) {
    const { seed, peers, healedAtMs } = scenario
    this.#scenario = scenario
    this.world = new World({
      ...{ seed, peers, latencyMs: [1, 200], jitterMs: 50, loss: 0.02 },
      ...{ clockOffsetMs: [-30_000, 30_000], clockRate: [0.999, 1.001] }
    })
    this.#issuer = new Issuer({ world: this.world, troubleMs: [MADE_BY_MS, healedAtMs], plant })
    this.#demand()
  }

  async run(): Promise<AdmissionStory> {
    const { faults, endMs, healedAtMs } = this.#scenario
    await this.#makeCodes()
    for (const peer of this.world.peers.slice(1)) {
      if (peer.index === HOSTILE) this.#letHarm(peer)
      else this.#letJoin(peer)
    }
    if (randomStream(this.world.seed, 'revoking').fraction() < PART_REVOKED) {
      this.world.in(between(randomStream(this.world.seed, 'revoked'), BEGIN_MS), () => this.#revoke(this.#codes[0]!))
    }
    applyFaults(this.world, faults)
    await this.world.runUntilAsync(endMs)
    this.world.checkers.atTheEnd()
    return {
      fingerprint: this.world.history.fingerprint,
      settledAfterMs: Math.max(0, ...this.#joiners.map(({ settledAtMs }) => settledAtMs - healedAtMs)),
      admitted: this.#codes.reduce((sum, { admitted }) => sum + admitted.size, 0),
      turnedAway: this.#joiners.filter(({ settled }) => settled === 'CODE_USED_UP').length,
      writesCut: this.#issuer.writesCut
    }
  }

  async #makeCodes(): Promise<void> {
    const random = randomStream(this.world.seed, 'codes')
    void this.#issuer.open()
    await this.world.runUntilAsync(MADE_BY_MS / 3) // A disk may be slow.
    const making = Array.from({ length: CODES }, () => this.#issuer.codes!.make({ uses: 1 + below(random, MAX_USES) }))
    let made: readonly MadeCode[] = []
    void Promise.all(making).then((all) => (made = all))
    await this.world.runUntilAsync(MADE_BY_MS)
    if (made.length === 0) throw new Error(`no codes after ${MADE_BY_MS} ms`)
    this.#codes = made.map(({ id, text, uses }) => {
      return { id, text, uses, token: parseCodeText(text).token, admitted: new Set(), isRevoking: false }
    })
  }

  #demand(): void {
    const { checkers } = this.world
    checkers.always('no code admits more than its uses', () => {
      const broken = this.#codes.find(({ admitted, uses }) => admitted.size > uses)
      return broken && `${broken.admitted.size} were admitted by a code of ${broken.uses} uses`
    })
    checkers.always('whoever was told yes is on disk', () => {
      for (const code of this.#codes) {
        const redeemedBy = this.#onDisk(code)?.redeemedBy ?? []
        for (const peer of code.admitted) if (!redeemedBy.includes(peer)) return `peer ${this.#indexOf(peer)} is not`
      }
      return undefined
    })
    checkers.always('answers are right', () => this.#wrong)
    checkers.inTheEnd('everybody gets in while uses are left', () => this.#unsettled())
    checkers.inTheEnd('the issuer remembers whom it admitted', () => {
      const listed = this.#issuer.codes?.list() ?? []
      const used = ({ id }: CodeInUse): number => listed.find((code) => code.id === id)?.used ?? 0
      const broken = this.#codes.find((code) => used(code) < code.admitted.size)
      return broken && `it lists ${used(broken)} of ${broken.admitted.size}`
    })
  }

  #unsettled(): string | undefined {
    const seconds = (this.#scenario.endMs - this.#scenario.healedAtMs) / 1_000
    for (const { peer, settled, code } of this.#joiners) {
      if (settled === undefined) return `peer ${peer.index} knows nothing ${seconds} s after the last fault`
      const { redeemedBy, uses, revoked } = this.#onDisk(
        this.#codes.find(({ token }) => compareBytes(token, code.token) === 0)!
      )!
      if (settled === 'CODE_REVOKED' && !revoked) return `peer ${peer.index} was sent away, but nothing was taken back`
      if (settled === 'CODE_USED_UP' && redeemedBy.length < uses) {
        return `peer ${peer.index} was sent away for good, but ${redeemedBy.length} of ${uses} uses are used`
      }
    }
    return undefined
  }

  #letJoin(peer: SimPeer): void {
    const code = this.#codes[peer.index % CODES]!
    const joiner = new Joiner({
      ...{ world: this.world, peer, codeText: code.text },
      askAt: this.#askAtFor(peer, code),
      onOutcome: (outcome) => {
        this.world.note(`peer ${peer.index} is told ${outcome}`)
        if (!NOT_YET.includes(outcome) && !FOR_GOOD.includes(outcome)) this.#wrong ??= `a joiner is told ${outcome}`
        if (outcome === 'in' && !code.admitted.has(peer.id)) this.#wrong ??= 'somebody is in whom nobody told yes'
      }
    })
    this.#joiners.push(joiner)
    peer.clock.setTimer(between(peer.random, BEGIN_MS), () => joiner.join())
  }

  /** Without Noise and TCP: one message each way, and what is lost stays lost. */
  #askAtFor(peer: SimPeer, code: CodeInUse): AskAt {
    const host = `10.0.0.${10 + peer.index}`
    const issuer = this.#issuer.peer
    return (address, body, heard, failed) => {
      if (address.startsWith(STALE_ADDRESS)) return
      if (!issuer.isAlive && this.world.network.reaches(peer, issuer)) return void peer.clock.setTimer(5, failed)
      const answer = (bytes: Uint8Array): void => this.world.send(issuer, peer, () => heard(bytes))
      this.world.send(peer, issuer, () => {
        if (address.startsWith(OTHER_GROUP_ADDRESS)) return answer(encodeAnswer({ outcome: 'unknown-code' }))
        void this.#answer(peer, code, host, body).then((bytes) => bytes && answer(bytes))
      })
    }
  }

  #letHarm(peer: SimPeer): void {
    const tokens = this.#codes.map(({ token }) => token)
    const ask = (): void => {
      const [host, body] = [hostileHost(peer.random), hostileBody(peer.random, tokens)]
      this.world.send(peer, this.#issuer.peer, () => void this.#answer(peer, undefined, host, body))
    }
    const goOn = (): void => {
      ask()
      peer.clock.setTimer(HOSTILE_EVERY_MS, goOn)
    }
    peer.onStart = () => {
      for (let times = 0; times < HOSTILE_AT_ONCE; times++) ask()
      goOn()
    }
    peer.onStart()
  }

  /** @param code whose token it sent; undefined: nobody's */
  async #answer(
    peer: SimPeer,
    code: CodeInUse | undefined,
    host: string,
    body: Uint8Array
  ): Promise<Uint8Array | undefined> {
    const bytes = await this.#issuer.answer(peer.id, host, body)
    if (bytes !== undefined) this.#judge(peer, code, decodeAnswer(bytes)?.outcome ?? 'nonsense')
    return bytes
  }

  /** What leaves the issuer, whoever hears it. */
  #judge(peer: SimPeer, code: CodeInUse | undefined, outcome: string): void {
    const wrong = this.#whatIsWrong(peer, code, outcome)
    if (wrong !== undefined) this.#wrong ??= `peer ${peer.index} is answered ${outcome}: ${wrong}`
    if (code === undefined) return
    if (outcome === 'invited') code.admitted.add(peer.id)
    this.world.note(`issuer answers peer ${peer.index}: ${outcome}`)
  }

  #whatIsWrong(peer: SimPeer, code: CodeInUse | undefined, outcome: string): string | undefined {
    if (code === undefined) return outcome === 'unknown-code' || outcome === 'busy' ? undefined : 'it has no code'
    const { redeemedBy = [] } = this.#onDisk(code) ?? {}
    switch (outcome) {
      case 'busy':
        return undefined
      case 'invited':
        return this.world.nowMs > (code.revokedAtMs ?? Infinity) ? 'the code was taken back' : undefined
      case 'revoked':
        return code.isRevoking ? undefined : 'nobody has taken the code back'
      case 'used-up':
        if (redeemedBy.includes(peer.id)) return 'it is counted itself'
        return redeemedBy.length < code.uses ? `${redeemedBy.length} of ${code.uses} uses are on disk` : undefined
      default:
        return 'its code is good'
    }
  }

  #revoke(code: CodeInUse): void {
    code.isRevoking = true
    if (code.revokedAtMs !== undefined) return
    this.world.in(REVOKE_EVERY_MS, () => this.#revoke(code))
    void this.#issuer.codes?.revoke(code.id).then(
      () => (code.revokedAtMs ??= this.world.nowMs),
      () => {} // Told that nothing has changed.
    )
  }

  #onDisk({ id }: CodeInUse): Code | undefined {
    return this.#issuer.onDisk.find((code) => code.id === id)
  }

  #indexOf(peer: PeerId): number {
    return this.world.peers.findIndex(({ id }) => id === peer)
  }
}
