// Runs the renewal of certificates in an open group: asks the machine in renewal.ts every minute, and does what it says.
import { setRepeating, type Clock, type Logger, type PeerId, type Timer } from '../base/index.js'
import { RENEWAL_PERIOD_MS } from './defaults.js'
import { lastingOf } from './lasting.js'
import type { MembershipState } from './membership-state.js'
import type { Membership } from './membership.js'
import type { MembershipSet } from './membership-set.js'
import { Renewal } from './renewal.js'

export interface RenewalDriverInit {
  readonly self: PeerId
  readonly members: Pick<MembershipSet, 'members' | 'membershipOf'> & {
    readonly state: Pick<MembershipState, 'validOf'>
  }
  readonly clock: Clock
  readonly logger: Logger
  /** Who is here now, ourselves among them or not. */
  present(): readonly PeerId[]
  /** Issues a certificate like the one it has then, and puts it into the membership set. */
  renew(member: Membership): Promise<void>
  /** Of an administrator whose certificate only the recovery phrase renews: once for each certificate. */
  onWarning(warning: RenewalWarning): void
}

export interface RenewalWarning {
  readonly peer: PeerId
  /** ms since 1970. */
  readonly endsAtMs: number
}

export class RenewalDriver {
  readonly #init: RenewalDriverInit
  readonly #machine = new Renewal()
  readonly #timer: Timer
  readonly #warned = new Map<PeerId, RenewalWarning>()
  #renewing: Promise<void> = Promise.resolve()

  constructor(init: RenewalDriverInit) {
    this.#init = init
    this.#timer = setRepeating(init.clock, RENEWAL_PERIOD_MS, () => this.#look())
  }

  /** What was warned of and still stands. */
  get warnings(): RenewalWarning[] {
    return [...this.#warned.values()].filter(({ peer, endsAtMs }) => this.#lasting(peer)?.validUntilMs === endsAtMs)
  }

  /** Resolves when nothing is being written any more. Never rejects. */
  async close(): Promise<void> {
    this.#timer.cancel()
    await this.#renewing
  }

  #lasting(peer: PeerId): Membership | undefined {
    return lastingOf(this.#init.members.state, peer, this.#init.clock.nowMs())
  }

  #look(): void {
    const { self, members, clock, logger } = this.#init
    const isAdministrator = (peer: PeerId): boolean => members.membershipOf(peer)?.role === 'administrator'
    const outputs = this.#machine.handle({
      members: members.members().flatMap(({ peer }) => this.#lasting(peer) ?? []),
      own: members.membershipOf(self),
      present: this.#init.present().filter(isAdministrator),
      nowMs: clock.nowMs()
    })
    for (const output of outputs) {
      if (output.type === 'warn') {
        const warning = { peer: output.peer, endsAtMs: output.endsAtMs }
        this.#warned.set(output.peer, warning)
        this.#init.onWarning(warning)
        continue
      }
      const { member } = output
      this.#renewing = this.#renewing
        .then(() => this.#init.renew(member))
        .then(() => logger(`renewed the certificate of ${member.peer}`))
        // The machine comes to it again a day later.
        .catch((thrown: unknown) =>
          logger(`cannot renew the certificate of ${member.peer}: ${(thrown as Error).message}`)
        )
    }
  }
}
