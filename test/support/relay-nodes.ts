// Members on loopback that carry connections, or need one: real content ports and real sockets to origins; who is here is told by the test.
import {
  createLogger,
  seededRandom,
  silentLogger,
  systemClock,
  type Clock,
  type LogEntry,
  type Logger,
  type PeerId
} from '../../src/base/index.js'
import {
  createAliasClient,
  createMemoryBlobStore,
  createOriginAccess,
  Ledger,
  openAliasServer,
  originPolicy,
  OwnLine,
  type AliasClient,
  type AliasServer,
  type MachineOriginAccess,
  type OriginAccessInit
} from '../../src/content/index.js'
import { CarriedConnections, ThroughMembers, type RelayGroup } from '../../src/flows/index.js'
import type { Presence } from '../../src/graph/index.js'
import { LOOPBACK_FOR_MEMBERS } from './origins.js'
import { person, type Person } from './people.js'

const GROUP = 'a1'.repeat(32)

export interface RelayNode {
  readonly person: Person
  readonly server: AliasServer
  readonly client: AliasClient
  readonly origins: MachineOriginAccess
  readonly ledger: Ledger
  readonly carried: CarriedConnections
  readonly through: ThroughMembers
  readonly line: OwnLine
  /** What others know of it. */
  presence: Presence
}

export interface RelayNodeInit {
  /** `uplink.use` @default true */
  usesUplink?: boolean
  /** `uplink.members` @default true */
  asks?: boolean
  /** `relay.connections` @default true */
  carries?: boolean
  bytesPerSecond?: number
  /** What settings name. @default all of loopback, each port by itself */
  allowed?: readonly string[]
  origins?: OriginAccessInit
  logger?: Logger
  clock?: Clock
}

export class RelayNodes {
  readonly #nodes: RelayNode[] = []
  readonly #removed = new Set<PeerId>()
  readonly #limits = new Map<PeerId, { mayServe?: boolean; mayUseUplinks?: boolean }>()
  provider: PeerId | undefined

  async add(name: string, init: RelayNodeInit = {}): Promise<RelayNode> {
    const { usesUplink = true, asks = true, carries = true, bytesPerSecond = 0, allowed } = init
    const { logger = silentLogger, clock = systemClock } = init
    const member = person(name)
    const ledger = new Ledger(clock)
    const { keyPair, peer } = member
    const blobs = createMemoryBlobStore({ clock })
    const server = await openAliasServer({ keyPair, port: 0, hosts: ['127.0.0.1'], blobs, ledger, clock, logger })
    const client = createAliasClient({ keyPair, clock, logger })
    const random = seededRandom(this.#nodes.length + 1)
    const policy = allowed === undefined ? LOOPBACK_FOR_MEMBERS : originPolicy(allowed)
    const line = new OwnLine({ clock, isUsed: usesUplink })
    const origins = createOriginAccess({ clock, random, policy, ledger }, { line, ...init.origins })
    const carried = new CarriedConnections({ carries, bytesPerSecond, line, ledger, clock, logger })
    const through = new ThroughMembers({ line, asks, clock, logger })
    origins.carriedBy(through)
    server.addGroup(GROUP, {
      isMember: (other) => this.#isMember(other),
      mayRead: () => true,
      reachedBy: () => {},
      sharesBlob: () => false,
      transfer: () => undefined
    })
    const uplink = usesUplink ? 'yes' : 'no'
    const node: RelayNode = {
      ...{ person: member, server, client, origins, ledger, carried, through, line },
      presence: { peer, hosts: ['127.0.0.1'], contentPort: server.port, uplink, serves: 'yes', load: 0, merit: 0 }
    }
    this.#nodes.push(node)
    const parts: RelayGroup = {
      group: {
        id: GROUP,
        self: peer,
        isMember: (other) => this.#isMember(other),
        limitsOf: (other) =>
          ({
            mayRead: true,
            mayWrite: true,
            mayInvite: true,
            mayServe: true,
            mayUseUplinks: true,
            ...this.#limits.get(other)
          }) as never,
        graph: {
          present: () => this.#nodes.map(({ presence }) => presence),
          announce: async (change) => void (node.presence = { ...node.presence, ...change })
        }
      },
      ...{ server, client, origins },
      provider: () => this.provider
    }
    carried.attach(parts)
    through.attach(parts)
    return node
  }

  remove({ person: { peer } }: RelayNode): void {
    this.#removed.add(peer)
    for (const { server, client } of this.#nodes) {
      server.recheck()
      client.recheck((other) => this.#isMember(other))
    }
  }

  limit({ person: { peer } }: RelayNode, limits: { mayServe?: boolean; mayUseUplinks?: boolean }): void {
    this.#limits.set(peer, limits)
    for (const { server } of this.#nodes) server.recheck()
  }

  async close(): Promise<void> {
    for (const { carried, client, server } of this.#nodes) {
      carried.close()
      client.close()
      await server.close()
    }
  }

  #isMember(peer: PeerId): boolean {
    return !this.#removed.has(peer) && this.#nodes.some((node) => node.person.peer === peer)
  }
}

/** What was logged, as text. */
export function keptLog(): { logger: Logger; text: () => string } {
  const lines: string[] = []
  const note = (entry: LogEntry): void => void lines.push(JSON.stringify(entry))
  return { logger: createLogger(note, 'debug'), text: () => lines.join('\n') }
}
