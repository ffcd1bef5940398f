// What the proxy of one node remembers from request to request, and which group it asks.
import type { Clock } from '../../base/index.js'
import type { Ledger } from '../../content/index.js'
import { chooseGroup } from '../choose-group.js'
import { MAX_TUNNELS } from '../defaults.js'
import type { NodeGroup, PotluckNode } from '../node.js'
import { Avoided } from './avoided.js'

/** What the proxy needs of a node. */
export type ProxyNode = Pick<PotluckNode, 'clock' | 'requests' | 'origins' | 'ports' | 'proxy'>

export interface ProxyInit {
  clock: Clock
  ledger: Ledger
  groups(): readonly NodeGroup[]
  /** `proxy.group`; empty: the first. */
  wanted: string
}

export class ProxyState {
  readonly avoided: Avoided
  readonly #init: ProxyInit
  #tunnels = 0

  constructor(init: ProxyInit) {
    this.#init = init
    this.avoided = new Avoided(init.clock)
  }

  /** Undefined where there is none, as in a node that starts: then everything goes to its origin. */
  group(): NodeGroup | undefined {
    const { wanted } = this.#init
    const groups = this.#init.groups()
    if (wanted === '') return groups[0]
    try {
      return chooseGroup(groups, wanted)
    } catch {
      return undefined // Not here, or not yet: `status` says which are.
    }
  }

  get tunnels(): number {
    return this.#tunnels
  }

  /** @returns false where there are as many as may be */
  openTunnel(): boolean {
    if (this.#tunnels >= MAX_TUNNELS) return false
    this.#tunnels++
    return true
  }

  closeTunnel(): void {
    this.#tunnels--
  }

  /** Bytes that came from outside for one program alone. */
  countPassed(bytes: number): void {
    this.#init.ledger.countPassed(bytes)
  }
}
