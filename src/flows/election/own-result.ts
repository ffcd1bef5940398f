// What this node itself won, and says of it: the result (Fig. 8, 304), that it lives where that is asked, and that it has won no more where it has
// less than it claims. Spec: docs/protocols/election.md.
import type { PeerId } from '../../base/index.js'
import { isClearlyBetter, LEVEL, valueOf, withUptime, type Criteria } from './criteria.js'
import { LIFE_SIGN_MS, PACKET_TTL_MS, TERM_MS } from './defaults.js'
import type { ElectionOutput } from './election-events.js'
import type { ElectionId, ElectionResult } from './election-records.js'
import type { Verification } from './verification.js'

export class OwnResult {
  readonly #kind: string
  readonly #self: PeerId
  readonly #verification: Verification
  /** When we last said that we live; when we are to. Monotonic. */
  #saidMs = -Infinity
  #sayAtMs = Infinity

  constructor({ kind, self }: { kind: string; self: PeerId }, verification: Verification) {
    this.#kind = kind
    this.#self = self
    this.#verification = verification
  }

  /** undefined: there is none. */
  get #result(): ElectionResult | undefined {
    return this.#verification.results.of(this.#self)
  }

  get isThere(): boolean {
    return this.#result !== undefined
  }

  win(electionId: ElectionId, criteria: Criteria): ElectionOutput[] {
    const { nowMs: electedAtMs, wishes } = this.#verification
    const times = { electedAtMs, untilMs: electedAtMs + TERM_MS }
    const backup = this.#chooseBackup()
    const result = { kind: this.#kind, electionId, criteria, backup, ...times, wished: wishes.isOwn }
    const own = { ...result, author: this.#self }
    this.#verification.keep(own)
    this.#verification.ask(own)
    return [{ type: 'publish-result', result }]
  }

  /** The next best that was heard; else who provided before, or its backup. */
  #chooseBackup(): PeerId | undefined {
    const { packets, standing } = this.#verification
    const heard = packets.ranked().map(({ author }) => author)
    return [...heard, standing?.author, standing?.backup].find(
      (peer): peer is PeerId => peer !== undefined && peer !== this.#self && this.#verification.isHere(peer)
    )
  }

  packet(electionId: ElectionId, criteria: Criteria): ElectionOutput {
    const { nowMs, wishes } = this.#verification
    const said = { criteria, expiresAtMs: nowMs + PACKET_TTL_MS, wished: wishes.isOwn }
    return { type: 'publish-packet', packet: { kind: this.#kind, electionId, ...said } }
  }

  /**
   * One was elected since ours, and ours is better: others ask whether we live, so we say it (see {@link sayAgain}). Where it is not by what we
   * have now, we take it back. Whether anybody wishes the kind is no matter.
   * @param criteria what we said in the election that runs, or would say
   */
  hears(result: ElectionResult, criteria: Criteria | undefined): ElectionOutput[] {
    const own = this.#result
    if (own === undefined || criteria === undefined || own.electedAtMs >= result.electedAtMs) return []
    if (!this.#verification.beats(own, result)) return []
    if (!this.#verification.beats({ ...own, criteria }, result)) return this.withdraw()
    this.#sayAtMs = Math.max(this.#verification.monotonicMs, this.#saidMs + LIFE_SIGN_MS)
    return []
  }

  /** That we live, where that is due, by a packet of the election that we won: as soon as we provide. To be asked while none runs. */
  sayAgain(): ElectionOutput[] {
    const { monotonicMs, standing } = this.#verification
    const own = this.#result
    if (monotonicMs < this.#sayAtMs || own === undefined || standing !== own) return []
    this.#saidMs = monotonicMs
    this.#sayAtMs = Infinity
    return [this.packet(own.electionId, own.criteria)]
  }

  /** When to say so without another input, monotonic; Infinity: never, or with the next. */
  nextMs(): number {
    return this.#sayAtMs > this.#verification.monotonicMs ? this.#sayAtMs : Infinity
  }

  /** It claims more than noise explains; uptime only grows while we run. */
  isAbove(criteria: Criteria): boolean {
    const own = this.#result
    return own !== undefined && isClearlyBetter(withUptime(own.criteria, valueOf(criteria, LEVEL.uptime)), criteria)
  }

  /** It claims what we do not have any more, or was elected in an earlier life. */
  withdraw(): ElectionOutput[] {
    this.#verification.forget(this.#self)
    return [{ type: 'withdraw-result' }]
  }
}
