// The way to members: their addresses, connections to them, and the end of all that runs to whoever is a member no more.
import { setMaxListeners } from 'node:events'
import { isIP } from 'node:net'
import type { TLSSocket } from 'node:tls'
import { raceSignal, setNewest, type Clock, type KeyPair, type PeerId } from '../base/index.js'
import type { MemberAddress } from './alias-client.js'
import { firstConnection } from './beside-own.js'
import * as defaults from './defaults.js'
import { closedError, ContentError } from './errors.js'
import { MemberAgent } from './member-agent.js'
import { memberTlsOptions } from './tls.js'

/** Something that runs with a member. */
interface Running {
  readonly member: MemberAddress
  readonly end: AbortController
}

export class MemberLine {
  readonly clock: Clock
  readonly agent: MemberAgent
  readonly #closed = new AbortController()
  readonly #running = new Set<Running>()
  /** Which of its addresses answered last; the oldest is forgotten first. */
  readonly #lastHost = new Map<PeerId, string>()

  constructor(keyPair: KeyPair, clock: Clock) {
    this.clock = clock
    this.agent = new MemberAgent(memberTlsOptions(keyPair), clock)
    setMaxListeners(0, this.#closed.signal) // Every request that waits listens to it.
  }

  /** Aborts with `CLOSED`. */
  get closed(): AbortSignal {
    return this.#closed.signal
  }

  /** What the first address gives that can be reached. @throws what `ask` throws but `MEMBER_UNREACHABLE`, and that of the last */
  async atAnyHost<Answer>(member: MemberAddress, ask: (host: string) => Promise<Answer>): Promise<Answer> {
    let unreachable = new ContentError('MEMBER_UNREACHABLE', `no address of ${member.peer} is known`)
    for (const host of this.#hostsOf(member)) {
      try {
        const answer = await ask(host)
        setNewest(this.#lastHost, member.peer, host, defaults.MAX_HOSTS_REMEMBERED)
        return answer
      } catch (error) {
        if (!(error instanceof ContentError) || error.code !== 'MEMBER_UNREACHABLE') throw error
        unreachable = error
      }
    }
    throw unreachable
  }

  /** A connection to the first of its addresses that answers: each is tried a while after the one before, or when that has failed. */
  async connect(member: MemberAddress, signal: AbortSignal): Promise<TLSSocket> {
    const [first, ...others] = this.#hostsOf(member)
    if (first === undefined) throw new ContentError('MEMBER_UNREACHABLE', `no address of ${member.peer} is known`)
    const connecting = this.#connect(member, [first, ...others], signal)
    try {
      return await raceSignal(connecting, signal)
    } catch (error) {
      connecting.then((late) => late.destroy()).catch(() => {})
      throw error
    }
  }

  async #connect(
    member: MemberAddress,
    [host, ...others]: readonly [string, ...string[]],
    signal: AbortSignal
  ): Promise<TLSSocket> {
    signal.throwIfAborted()
    const { peer, port } = member
    const connecting = this.agent.open({ peer, host, port }).then((socket) => {
      setNewest(this.#lastHost, peer, host, defaults.MAX_HOSTS_REMEMBERED)
      return socket
    })
    const [next, ...rest] = others
    if (next === undefined) return await connecting
    return await firstConnection({
      ...{ clock: this.clock, own: connecting, headStartMs: defaults.NEXT_HOST_MS },
      mayGetFurther: async () => true,
      other: () => this.#connect(member, [next, ...rest], signal),
      drop: (late) => late.destroy(),
      failure: (_first, last) => last
    })
  }

  /** @returns aborts with `MEMBER_REFUSED` when the member is none any more, with `CLOSED` when this is closed; and what forgets it */
  runs(member: MemberAddress): { signal: AbortSignal; over: () => void } {
    const running: Running = { member, end: new AbortController() }
    if (this.closed.aborted) running.end.abort(this.closed.reason)
    else this.#running.add(running)
    return { signal: running.end.signal, over: () => void this.#running.delete(running) }
  }

  recheck(isMember: (peer: PeerId, groupId?: string) => boolean): void {
    for (const { member, end } of [...this.#running]) {
      if (isMember(member.peer, member.groupId)) continue
      end.abort(new ContentError('MEMBER_REFUSED', `${member.peer} is no member any more`))
    }
    this.agent.recheck(isMember)
  }

  close(): void {
    this.#closed.abort(closedError())
    this.agent.destroy()
    for (const { end } of [...this.#running]) end.abort(this.closed.reason)
  }

  #hostsOf(member: MemberAddress): string[] {
    const last = this.#lastHost.get(member.peer)
    const hosts = member.hosts.filter((host) => isIP(host) !== 0).slice(0, defaults.MAX_HOSTS_TRIED)
    return hosts.sort((a, b) => Number(b === last) - Number(a === last))
  }
}

export function broke(member: MemberAddress, message: string, cause?: unknown): ContentError {
  return new ContentError('MEMBER_BROKE', `${member.peer}: ${message}`, { cause })
}
