// Connections of this machine's own programs through members, where its own line does not work (design section 7). Spec: docs/protocols/relay.md.
import type { Duplex } from 'node:stream'
import { raceSignal, withBudget, type Clock, type Logger, type PeerId } from '../../base/index.js'
import { ContentError, type Carrier, type OwnLine, type TunnelTarget } from '../../content/index.js'
import { CarrierChoice, type CarrierFailure } from './carrier-choice.js'
import { CARRIER_BUDGET_MS, MAX_CARRIER_ATTEMPTS } from './defaults.js'
import type { RelayGroup } from './relay-group.js'

export interface ThroughMembersInit {
  readonly line: OwnLine
  /** False: nobody is asked (`uplink.members`). */
  readonly asks: boolean
  readonly clock: Clock
  readonly logger: Logger
}

export interface ThroughMembersStatus {
  /** By which way what is not shared goes out now; `members`: beside the own line, where that may be used. */
  readonly way: 'own' | 'members'
  /** Members present that carry connections. */
  readonly carriers: number
}

/** One member that may carry, as a member of which group. */
interface Candidate {
  readonly parts: RelayGroup
  readonly peer: PeerId
}

interface Attempt {
  readonly target: TunnelTarget
  readonly signal: AbortSignal
}

export class ThroughMembers implements Carrier {
  readonly #init: ThroughMembersInit
  readonly #groups = new Map<string, RelayGroup>()
  readonly #choice = new CarrierChoice()
  readonly #logger: Logger

  constructor(init: ThroughMembersInit) {
    this.#init = init
    this.#logger = init.logger.forComponent('relay')
  }

  attach(parts: RelayGroup): void {
    this.#groups.set(parts.group.id, parts)
  }

  detach(groupId: string): void {
    this.#groups.delete(groupId)
  }

  status(): ThroughMembersStatus {
    return { way: this.#init.line.isOut ? 'members' : 'own', carriers: this.#candidates().size }
  }

  async open<Ready>(
    target: TunnelTarget,
    finish: (tunnel: Duplex) => Promise<Ready>,
    signal?: AbortSignal
  ): Promise<Ready> {
    const { clock } = this.#init
    const over = new AbortController()
    const either = signal === undefined ? over.signal : AbortSignal.any([signal, over.signal])
    const late = (): Error => noCarrier(`none of those asked had a connection to ${target.host} in time`)
    try {
      const trying = this.#tryAll({ target, signal: either }, finish)
      return await raceSignal(withBudget(clock, CARRIER_BUDGET_MS, trying, late), signal)
    } finally {
      over.abort(new Error('nobody waits any more'))
    }
  }

  async #tryAll<Ready>(attempt: Attempt, finish: (tunnel: Duplex) => Promise<Ready>): Promise<Ready> {
    const { host } = attempt.target
    const candidates = this.#candidates()
    const outlook = { candidates: [...candidates.keys()], provider: this.#provider() }
    let last: unknown
    for (const peer of this.#choice.rank(host, outlook, this.#nowMs())) {
      const candidate = candidates.get(peer)
      if (candidate === undefined) continue
      try {
        return await this.#try(candidate, attempt, finish)
      } catch (error) {
        attempt.signal.throwIfAborted()
        last = error
      }
    }
    if (last !== undefined) throw wordsOf(last, attempt.target)
    if (!this.#init.asks) throw new ContentError('NO_CARRIER', 'uplink.members is false: no member is asked')
    const groups = [...this.#groups.values()].map(({ group }) => group)
    if (groups.length > 0 && groups.every((group) => !group.limitsOf(group.self).mayUseUplinks)) {
      throw new ContentError(
        'NO_CARRIER',
        "this machine's certificate does not let members go to origins for it, and it has no way out of its own: ask an administrator of the group"
      )
    }
    throw noCarrier('no member that is here carries connections')
  }

  async #try<Ready>(
    { parts, peer }: Candidate,
    { target, signal }: Attempt,
    finish: (tunnel: Duplex) => Promise<Ready>
  ): Promise<Ready> {
    const { group, client } = parts
    const presence = group.graph.present().find((other) => other.peer === peer)
    const address = { groupId: group.id, peer, hosts: presence?.hosts ?? [], port: presence?.contentPort ?? 0 }
    let tunnel: Duplex
    try {
      tunnel = await client.tunnel(address, target, { signal })
    } catch (error) {
      if (!signal.aborted) this.#failed(peer, target.host, failureOf(error), error)
      throw error
    }
    try {
      const ready = await raceSignal(finish(tunnel), signal)
      this.#choice.worked(peer, target.host)
      return ready
    } catch (error) {
      tunnel.destroy()
      // It may be the host's fault: nothing is held against the member but that.
      if (!signal.aborted) this.#failed(peer, target.host, 'host', error)
      throw error
    }
  }

  #failed(peer: PeerId, host: string, failure: CarrierFailure, error: unknown): void {
    this.#choice.failed(peer, host, failure, this.#nowMs())
    const { code, status = '' } = error as ContentError
    this.#logger(`${peer} had no connection for us: ${failure}, ${code} ${status}`.trim())
  }

  /** Nobody for whom others go to no origins is carried for; none of them is asked. */
  #candidates(): Map<PeerId, Candidate> {
    const found = new Map<PeerId, Candidate>()
    if (!this.#init.asks) return found
    for (const parts of this.#groups.values()) {
      const { group } = parts
      if (!group.limitsOf(group.self).mayUseUplinks) continue
      for (const { peer, carries, uplink, serves, contentPort } of group.graph.present()) {
        const isThere = uplink !== 'no' && serves !== 'no' && contentPort > 0
        const isOne = carries === true && isThere && peer !== group.self
        if (isOne && !found.has(peer) && group.isMember(peer) && group.limitsOf(peer).mayServe)
          found.set(peer, { parts, peer })
      }
    }
    return found
  }

  #provider(): PeerId | undefined {
    for (const parts of this.#groups.values()) {
      const provider = parts.provider()
      if (provider !== undefined) return provider
    }
    return undefined
  }

  #nowMs(): number {
    return this.#init.clock.monotonicMs()
  }
}

function failureOf(error: unknown): CarrierFailure {
  if (!(error instanceof ContentError)) return 'away'
  const { code, status, reason } = error
  if (code !== 'MEMBER_REFUSED' || status === undefined) return 'away'
  if (reason === 'busy') return 'busy'
  return reason === 'unreachable' || reason === 'refused' ? 'host' : 'unwilling'
}

/** What the last of those asked said, for people: members are not named. */
function wordsOf(error: unknown, { host, port }: TunnelTarget): ContentError {
  if (!(error instanceof ContentError))
    return new ContentError('ORIGIN_UNREACHABLE', `${host}: ${String(error)}`, { cause: error })
  if (!error.code.startsWith('MEMBER_')) return error
  if (error.reason === 'refused') {
    return new ContentError(
      'ORIGIN_REFUSED',
      `no member that carries connections goes to port ${port} of ${host} for others`
    )
  }
  if (error.reason === 'unreachable') {
    return new ContentError('ORIGIN_UNREACHABLE', `${host} cannot be reached through a member either`)
  }
  return noCarrier(
    `up to ${MAX_CARRIER_ATTEMPTS} members that carry connections were asked, and none had one to ${host}`
  )
}

function noCarrier(why: string): ContentError {
  const what = 'this node does not use its own line, or that does not work, and'
  const todo = 'set relay.connections to true at a member that has an uplink'
  return new ContentError('NO_CARRIER', `${what} ${why}: ${todo}`)
}
