// Port: what a graph stands on. Filled by libp2p (libp2p-network.ts), and by a network in memory (memory-network.ts).
import type { PeerId } from '../base/index.js'
import type { Company } from './ask-pace.js'
import type { Dialler } from './dialler.js'
import type { NewDirectStream } from './direct-driver.js'
import type { NewStream } from './link-table.js'
import type { NewMessageStream } from './message-driver.js'
import type { GraphScope } from './scope.js'

export interface GraphNetwork {
  readonly dialler: Dialler
  /** Where others reach us; 0: nowhere yet. */
  readonly port: number
  /** From now on others may connect. Once. @throws {GraphError} `CANNOT_LISTEN`; then it may be tried again */
  listen(init: ListenInit): Promise<void>
  /** IP addresses under which others reach us, as interfaces are now. */
  hosts(): string[]
  /** Whether a host that another names is worth dialling. */
  mayDial(host: string): boolean
  /** Looks for peers by multicast, and answers those who look, where it was opened so; again: asks at once. Never rejects. */
  discover(): Promise<void>
  /**
   * Once it looks for peers, answers also those who look under this tag, 8 bytes, until told otherwise; undefined: no more.
   * Where it was opened without multicast, nothing.
   */
  advertise?(rendezvous: Uint8Array | undefined): void
  /** Never rejects. */
  stop(): Promise<void>
}

/** What a network tells, and asks. */
export interface NetworkEvents {
  /** A member opened a link stream on a connection that it dialled. Attaches its listeners before it returns. */
  onStream(stream: NewStream): void
  /** A member opened a direct stream, whoever dialled. Attaches its listeners before it returns. */
  onDirectStream(stream: NewDirectStream): void
  /** A member sends a message, whoever dialled. Attaches its listeners before it returns. */
  onMessageStream(stream: NewMessageStream): void
  /** By multicast, so by anybody: `addresses` as `endpointText` spells them. */
  onFound(peer: PeerId, addresses: readonly string[]): void
  /** Asked whenever the LAN might be asked. */
  company(): Company
  /** Multicast can leave by no card, or not be heard; `reason`: in words; undefined: it can again. */
  onDeaf(reason: string | undefined): void
}

export interface ListenInit {
  /** 0: any. */
  readonly port: number
  /** IP addresses. Only loopback ones: others are not announced, and loopback is. @default as the scope has it */
  readonly hosts?: readonly string[] | undefined
  readonly scope: GraphScope
}
