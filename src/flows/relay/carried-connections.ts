// Connections that this node carries for members of its groups (design section 7, 000 Fig. 8, 508). Spec: docs/protocols/relay.md.
import type { Duplex } from 'node:stream'
import type { Clock, Logger, PeerId } from '../../base/index.js'
import {
  ContentError,
  isWithoutWayOut,
  type Ledger,
  type OwnLine,
  type TunnelAnswer,
  type TunnelAsk
} from '../../content/index.js'
import { Bandwidth } from './bandwidth.js'
import { carry } from './carried-connection.js'
import { CarriedSums, type CarriedForMember } from './carried-sums.js'
import { MAX_CARRIED, MAX_CARRIED_FOR_MEMBER } from './defaults.js'
import type { RelayGroup } from './relay-group.js'
import { REFUSALS, type RelayRefusal } from './relay-words.js'
import type { CarriedClass } from './shares.js'

export interface CarriedConnectionsInit {
  /** False: nobody's (`relay.connections`). */
  readonly carries: boolean
  /** For members in all, bytes a second, both ways together; 0: no limit (`relay.bytesPerSecond`). */
  readonly bytesPerSecond: number
  /** This machine's own: what this node says of itself to the group is of up to a minute ago. */
  readonly line: Pick<OwnLine, 'state'>
  readonly ledger: Pick<Ledger, 'countCarried' | 'ownBytes'>
  readonly clock: Clock
  readonly logger: Logger
}

export interface CarriedConnectionsStatus {
  readonly carries: boolean
  /** Open now. */
  readonly connections: number
  /** Since the start, both ways. */
  readonly bytes: number
  readonly byClass: { readonly [Name in CarriedClass]: number }
  readonly members: readonly CarriedForMember[]
}

export class CarriedConnections {
  readonly #init: CarriedConnectionsInit
  readonly #bandwidth: Bandwidth
  readonly #sums = new CarriedSums()
  readonly #logger: Logger
  /** What ends each group's door, by group. */
  readonly #groups = new Map<string, () => void>()

  constructor(init: CarriedConnectionsInit) {
    this.#init = init
    this.#logger = init.logger.forComponent('relay')
    const { bytesPerSecond, ledger, clock } = init
    this.#bandwidth = new Bandwidth({
      clock,
      bytesPerSecond: bytesPerSecond === 0 ? undefined : bytesPerSecond,
      ownBytes: () => ledger.ownBytes()
    })
  }

  /** What of an upload is sent for a member, in its share of the line. Throws the signal's reason, and what `content` does. */
  async *uploading(
    content: AsyncIterable<Uint8Array>,
    member: PeerId,
    signal: AbortSignal
  ): AsyncGenerator<Uint8Array, void, undefined> {
    const { clock, ledger } = this.#init
    for await (const chunk of content) {
      await this.#bandwidth.take('upload', member, chunk.byteLength, signal)
      ledger.countCarried(member, chunk.byteLength)
      this.#sums.moved(member, 'upload', chunk.byteLength, clock.nowMs())
      yield chunk
    }
  }

  attach(parts: RelayGroup): void {
    const { group, server } = parts
    if (!this.#init.carries || this.#groups.has(group.id)) return
    const remove = server.addTunnelDoor(group.id, {
      mayOpen: (peer) => group.limitsOf(group.self).mayServe && group.limitsOf(peer).mayUseUplinks,
      open: (ask) => this.#open(parts, ask)
    })
    this.#tell(parts, true)
    this.#groups.set(group.id, () => {
      remove()
      this.#tell(parts, false)
    })
  }

  /** Cuts what of it is carried. */
  detach(groupId: string): void {
    this.#groups.get(groupId)?.()
    this.#groups.delete(groupId)
  }

  close(): void {
    for (const groupId of [...this.#groups.keys()]) this.detach(groupId)
    this.#bandwidth.close()
  }

  status(): CarriedConnectionsStatus {
    const { open: connections, bytes, byClass } = this.#sums
    return { carries: this.#init.carries, connections, bytes, byClass, members: this.#sums.members() }
  }

  async #open({ origins }: RelayGroup, { peer, host, port, signal }: TunnelAsk): Promise<TunnelAnswer> {
    if (this.#init.line.state === 'no') return refuse('offline')
    if (this.#sums.open >= MAX_CARRIED || this.#sums.openFor(peer) >= MAX_CARRIED_FOR_MEMBER) return refuse('busy')
    this.#sums.opened(peer, this.#init.clock.nowMs())
    let far: Duplex
    try {
      far = await origins.tunnel(host, port, { asker: 'member', signal })
    } catch (error) {
      this.#sums.closed(peer, this.#init.clock.nowMs())
      if (signal.aborted) throw signal.reason
      return refuse(await refusalOf(error))
    }
    return { type: 'open', carry: (near) => void this.#carry(peer, near, far) }
  }

  async #carry(member: PeerId, near: Duplex, far: Duplex): Promise<void> {
    const { clock, ledger } = this.#init
    const startedMs = clock.monotonicMs()
    let sum = 0
    const onBytes = (bytes: number, name: CarriedClass): void => {
      sum += bytes
      ledger.countCarried(member, bytes)
      this.#sums.moved(member, name, bytes, clock.nowMs())
    }
    await carry({ member, near, far, clock, bandwidth: this.#bandwidth, onBytes })
    this.#sums.closed(member, clock.nowMs())
    const seconds = Math.round((clock.monotonicMs() - startedMs) / 1_000)
    this.#logger(`carried a connection for ${member}: ${sum} bytes in ${seconds} s`)
  }

  /** Those who choose a member go by it; who does not hear of it in time is refused at the door. */
  #tell({ group }: RelayGroup, carries: boolean): void {
    group.graph.announce({ carries }).catch((error: unknown) => {
      this.#logger(`the group was not told about connections: ${String(error)}`)
    })
  }
}

function refuse(reason: RelayRefusal): TunnelAnswer {
  return { type: 'refuse', status: REFUSALS[reason], reason }
}

async function refusalOf(error: unknown): Promise<RelayRefusal> {
  const code = error instanceof ContentError ? error.code : undefined
  if (code === 'ORIGIN_REFUSED' || code === 'BAD_URL') return 'refused'
  return (await isWithoutWayOut(error)) ? 'offline' : 'unreachable'
}
