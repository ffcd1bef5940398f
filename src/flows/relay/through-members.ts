// Connections of this machine's own programs through members, where its own line does not work (design section 7). Spec: docs/protocols/relay.md.
import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { raceSignal, withBudget, type AbortOptions, type Clock, type Logger, type PeerId } from '../../base/index.js'
import { ContentError, type Carrier, type OwnLine, type TunnelTarget } from '../../content/index.js'
import { CarrierChoice, type CarrierFailure } from './carrier-choice.js'
import { CARRIER_ATTEMPT_MS, CARRIER_BUDGET_MS, MAX_CARRIER_ATTEMPTS } from './defaults.js'
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

interface Attempt<Ready> {
  readonly target: TunnelTarget
  readonly finish: (tunnel: Duplex) => Promise<Ready>
  readonly isProved: boolean
  /** Nobody waits any more. */
  readonly signal: AbortSignal | undefined
  /** That, or all of its time is over. */
  readonly over: AbortSignal
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
    { signal, isProved }: AbortOptions & { readonly isProved: boolean }
  ): Promise<Ready> {
    const { clock } = this.#init
    const over = new AbortController()
    const either = signal === undefined ? over.signal : AbortSignal.any([signal, over.signal])
    const late = (): Error => noCarrier(`none of those asked had a connection to ${target.host} in time`)
    try {
      const trying = this.#tryAll({ target, finish, isProved, signal, over: either })
      return await raceSignal(withBudget(clock, CARRIER_BUDGET_MS, trying, late), signal)
    } finally {
      over.abort(new Error('nobody waits any more'))
    }
  }

  async #tryAll<Ready>(attempt: Attempt<Ready>): Promise<Ready> {
    const { host } = attempt.target
    const candidates = this.#candidates()
    const outlook = { candidates: [...candidates.keys()], provider: this.#provider() }
    const failures: unknown[] = []
    for (const peer of this.#choice.rank(host, outlook, this.#nowMs())) {
      const candidate = candidates.get(peer)
      if (candidate === undefined) continue
      try {
        return await this.#try(candidate, attempt)
      } catch (error) {
        attempt.over.throwIfAborted()
        failures.push(error)
      }
    }
    if (failures.length > 0) throw wordsOf(failures, candidates.size, attempt.target)
    if (!this.#init.asks) throw new ContentError('NO_CARRIER', 'uplink.members is false: no member is asked')
    const groups = [...this.#groups.values()].map(({ group }) => group)
    if (groups.length > 0 && groups.every((group) => !group.limitsOf(group.self).mayUseUplinks)) {
      throw new ContentError(
        'NO_CARRIER',
        "this machine's certificate does not let members go to origins for it, and it has no way out of its own: ask an administrator of the group"
      )
    }
    throw noCarrier(`no member that is here carries connections: ${ADVICE}`)
  }

  async #try<Ready>(candidate: Candidate, attempt: Attempt<Ready>): Promise<Ready> {
    const { peer } = candidate
    const { target, finish, isProved, signal, over } = attempt
    /** Who is still asked when all time is over has failed; who is when nobody waits any more has not. */
    const failed = (failure: CarrierFailure, error: unknown): void => {
      if (signal?.aborted !== true) this.#failed(peer, target.host, failure, error)
    }
    let tunnel: Duplex
    try {
      tunnel = await this.#tunnel(candidate, target, over)
    } catch (error) {
      failed(failureOf(error), error)
      throw error
    }
    const openedMs = this.#nowMs()
    try {
      const ready = await raceSignal(finish(tunnel), over)
      if (isProved) this.#choice.worked(peer, target.host, openedMs)
      else this.#judgeAtEnd(peer, target.host, tunnel, openedMs)
      return ready
    } catch (error) {
      tunnel.destroy()
      // It may be the host's fault: nothing is held against the member but that.
      failed('host', error)
      throw error
    }
  }

  /** A member that says nothing is left before the time for all of them is over. */
  async #tunnel({ parts, peer }: Candidate, target: TunnelTarget, signal: AbortSignal): Promise<Duplex> {
    const { group, client } = parts
    const presence = group.graph.present().find((other) => other.peer === peer)
    const address = { groupId: group.id, peer, hosts: presence?.hosts ?? [], port: presence?.contentPort ?? 0 }
    const end = new AbortController()
    const opening = client.tunnel(address, target, { signal: AbortSignal.any([signal, end.signal]) })
    const late = (): Error => new ContentError('MEMBER_UNREACHABLE', `no answer in ${CARRIER_ATTEMPT_MS} ms`)
    try {
      return await withBudget(this.#init.clock, CARRIER_ATTEMPT_MS, opening, late)
    } catch (error) {
      end.abort(error)
      throw error
    }
  }

  /** A member may say that it is connected, and lead nowhere: then nothing comes back of what a program says. */
  #judgeAtEnd(peer: PeerId, host: string, tunnel: Duplex, openedMs: number): void {
    const moved = (): { read: number; written: number } => {
      const { bytesRead = 0, bytesWritten = 0 } = tunnel as Partial<Pick<Socket, 'bytesRead' | 'bytesWritten'>>
      return { read: bytesRead, written: bytesWritten }
    }
    const before = moved()
    const isSpokenFirst = tunnel.readableLength > 0
    tunnel.once('close', () => {
      const { read, written } = moved()
      if (isSpokenFirst || read > before.read) this.#choice.worked(peer, host, openedMs)
      else if (written > before.written)
        this.#failed(peer, host, 'host', new ContentError('MEMBER_BROKE', 'nothing came back'))
    })
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
  if (status === 500) return 'away'
  // 400: that is no host, says it, whoever asks.
  return reason === 'unreachable' || reason === 'refused' || status === 400 ? 'host' : 'unwilling'
}

function isUnreachable(error: unknown): boolean {
  return error instanceof ContentError && error.code === 'MEMBER_REFUSED' && error.reason === 'unreachable'
}

/**
 * What the last of those asked said, for people: members are not named.
 * @param carriers how many there are, those included that were not asked
 */
function wordsOf(failures: readonly unknown[], carriers: number, { host, port }: TunnelTarget): ContentError {
  const error = failures.at(-1)
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
    const isAllSaid = failures.length === carriers && failures.every(isUnreachable)
    return new ContentError('ORIGIN_UNREACHABLE', `${host} cannot be reached through a member either`, {
      reason: isAllSaid ? 'unreachable' : undefined
    })
  }
  const why =
    error.reason === 'busy'
      ? 'carries as many connections as it may'
      : error.reason === 'offline'
        ? 'has no uplink that works'
        : `had none to ${host}`
  return noCarrier(
    `up to ${MAX_CARRIER_ATTEMPTS} members that carry connections were asked, and the last of them ${why}`
  )
}

const ADVICE = 'set relay.connections to true at a member that has an uplink'

function noCarrier(why: string): ContentError {
  return new ContentError('NO_CARRIER', `this node does not use its own line, or that does not work, and ${why}`)
}
