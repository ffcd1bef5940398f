// Members who dial for this node where its own line leads nowhere (design section 7). A port that the relay flow fills.
import { isIP } from 'node:net'
import type { Duplex } from 'node:stream'
import { addressClass, addressOfSpecialName, withBudget, type AbortOptions, type Clock } from '../base/index.js'
import { NEAR_LOOKUP_BUDGET_MS, NEAR_LOOKUP_PAUSE_MS } from './defaults.js'
import type { TunnelTarget } from './member-service.js'
import type { Resolve } from './resolve.js'

export interface Carrier {
  /**
   * A connection to a host through a member, found within a budget of its own.
   * @param finish what is done over it before anything of a request is sent, TLS say: where it fails, another member is tried
   * @param isProved whether that shows that it leads to the host; else who carries is judged by whether anything comes back
   * @throws {ContentError} `NO_CARRIER`, `ORIGIN_REFUSED`; `ORIGIN_UNREACHABLE`, with the reason `unreachable` where all who carry were asked and
   * each said so; what `finish` threw last; the signal's reason
   */
  open<Ready>(
    target: TunnelTarget,
    finish: (tunnel: Duplex) => Promise<Ready>,
    options: AbortOptions & { readonly isProved: boolean }
  ): Promise<Ready>
}

/** Which hosts are reached without any uplink: of this machine, and of the network that it is in. No member is asked for those. */
export class NearHosts {
  readonly #clock: Clock
  readonly #resolve: Resolve
  /** Until when nothing is looked up (monotonic ms), since nobody answered in time: a line that is dead is often without names. */
  #isSilentUntilMs = -Infinity

  constructor(clock: Clock, resolve: Resolve) {
    this.#clock = clock
    this.#resolve = resolve
  }

  /** @param host without brackets */
  async has(host: string): Promise<boolean> {
    if (isIP(host) !== 0) return addressClass(host) !== 'internet'
    if (addressOfSpecialName(host) !== undefined) return true
    if (this.#clock.monotonicMs() < this.#isSilentUntilMs) return false
    const late = new Error('no answer in time')
    try {
      const found = await withBudget(this.#clock, NEAR_LOOKUP_BUDGET_MS, this.#resolve(host), () => late)
      return found.length > 0 && found.every(({ address }) => addressClass(address) !== 'internet')
    } catch (error) {
      if (error === late) this.#isSilentUntilMs = this.#clock.monotonicMs() + NEAR_LOOKUP_PAUSE_MS
      return false
    }
  }
}
