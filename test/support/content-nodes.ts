// Members of one group in one process: real stores, blob stores and content servers over TLS on loopback; what floods goes
// from store to store in memory, after a turn of the event loop.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  EventSource,
  seededRandom,
  silentLogger,
  systemClock,
  type Clock,
  type Logger,
  type PeerId
} from '../../src/base/index.js'
import {
  createAliasClient,
  createOriginAccess,
  Ledger,
  openAliasServer,
  openBlobStore,
  openContent,
  originPolicy,
  OwnLine,
  type Asker,
  type BlobStore,
  type Content,
  type ContentGroup,
  type UrlPrivacy
} from '../../src/content/index.js'
import { NeedService, type NeedGroup, type NeedServiceInit } from '../../src/flows/index.js'
import type { AnnouncedPresence, GraphEvents, Presence } from '../../src/graph/index.js'
import type { GroupRecord } from '../../src/record/index.js'
import { createMemoryStorage, openStore, type Policy, type Store } from '../../src/store/index.js'
import { person, type Person } from './people.js'

const GROUP = new Uint8Array(32).fill(0xa1)
export const URL_HASH_KEY = new Uint8Array(32).fill(7)
const MEMBER_UNTIL_MS = Date.UTC(2100, 0, 1)

export interface ContentNode {
  readonly person: Person
  readonly content: Content
  /** Where {@link ContentNodesInit.need} says how. */
  readonly needs: NeedService | undefined
  readonly store: Store
  readonly blobs: BlobStore
  readonly ledger: Ledger
  readonly line: OwnLine
  /** Where its blobs lie. */
  readonly directory: string
  /** Ends all connections at once, as when the process is killed; the others notice by these alone. */
  kill(): Promise<void>
  /** What this node says in its presence. */
  announced: AnnouncedPresence
  isDead: boolean
}

export interface ContentNodesInit {
  /** Who is here and may say so: whom each node sees. @default everybody alive */
  sees?: (node: PeerId, other: PeerId) => boolean
  /** @default everybody does */
  usesUplink?: (name: string) => boolean
  /** @default as in the real thing */
  maxReadersPerTransfer?: number
  /** What the others may hear of a URL. @default everything */
  privacy?: UrlPrivacy
  /** URLs of digests that are remembered. @default none */
  knownUrls?: () => ReadonlyMap<string, readonly string[]>
  /** How the group is asked for what no record tells. @default nobody answers but by records */
  need?: Pick<NeedServiceInit, 'mode'> & Partial<Pick<NeedServiceInit, 'delay' | 'answers' | 'random'>>
  /** How a node asks what no record tells. @default it does not */
  asker?: (name: string) => Asker | undefined
  logger?: Logger
  /** @default the system's */
  clock?: Clock
}

export class ContentNodes {
  readonly nodes: ContentNode[] = []
  readonly #init: ContentNodesInit
  readonly #events = new Map<PeerId, EventSource<GraphEvents>>()
  readonly #closers: (() => Promise<void>)[] = []
  readonly #changes: EventSource<{ 'member:change': PeerId }>[] = []
  readonly #removed = new Set<PeerId>()
  readonly #limits = new Map<PeerId, { mayServe?: boolean; mayUseUplinks?: boolean }>()
  /** Who hears what is told to it alone, by peer. */
  readonly #told = new Map<PeerId, EventSource<{ told: GroupRecord }>>()
  /** Everything that was flooded, for those who come later. */
  readonly #items: Uint8Array[] = []

  constructor(init: ContentNodesInit = {}) {
    this.#init = init
  }

  /** Everybody hears of it at once. Its presence stays: who asks whom must not rest on that alone. */
  remove({ person: { peer } }: ContentNode): void {
    this.#removed.add(peer)
    for (const changes of this.#changes) changes.emit('member:change', peer)
  }

  /** Likewise. */
  limit({ person: { peer } }: ContentNode, limits: { mayServe?: boolean; mayUseUplinks?: boolean }): void {
    this.#limits.set(peer, limits)
    for (const changes of this.#changes) changes.emit('member:change', peer)
  }

  /** @param maxBytes what its blob store may hold */
  async add(name: string, maxBytes = 2 ** 30): Promise<ContentNode> {
    const member = person(name)
    const { keyPair, peer } = member
    const logger = this.#init.logger ?? silentLogger
    const clock = this.#init.clock ?? systemClock
    const random = seededRandom(this.nodes.length + 1)
    const directory = await mkdtemp(join(tmpdir(), 'potluck-content-'))
    const store = await openStore(
      { keyPair, policy: everybody, clock, random, logger, storage: createMemoryStorage() },
      { group: GROUP }
    )
    const blobs = await openBlobStore({ directory, maxBytes, clock, logger })
    const ledger = new Ledger(clock)
    const aliasServer = await openAliasServer({ keyPair, port: 0, hosts: ['127.0.0.1'], blobs, ledger, clock, logger })
    const aliasClient = createAliasClient({ keyPair, clock, logger })
    const events = new EventSource<GraphEvents>()
    this.#events.set(peer, events)
    const node: { -readonly [Key in keyof ContentNode]: ContentNode[Key] } = {
      person: member,
      content: undefined as unknown as Content,
      line: new OwnLine({ clock, isUsed: this.#init.usesUplink?.(name) ?? true }),
      needs: undefined,
      store,
      blobs,
      ledger,
      directory,
      announced: { contentPort: 0, uplink: 'unknown', serves: 'unknown', load: 0, merit: 0 },
      isDead: false,
      kill: async () => {
        node.isDead = true
        aliasClient.close()
        await aliasServer.close()
      }
    }
    const changes = new EventSource<{ 'member:change': PeerId }>()
    this.#changes.push(changes)
    const told = new EventSource<{ told: GroupRecord }>()
    this.#told.set(peer, told)
    const group: ContentGroup & NeedGroup = {
      members: () => this.nodes.map(({ person: { peer } }) => ({ peer })),
      tell: async (to, type, { data }) => this.#tell(node, to, type.name, type.codec.encode(data)),
      onTold: (type, listener) =>
        told.on('told', (record) => (record.type === type.name ? listener(record) : undefined)),
      id: Buffer.from(GROUP).toString('hex'),
      idBytes: GROUP,
      self: peer,
      keyPair,
      urlHashKey: URL_HASH_KEY,
      store,
      limitsOf: (other) => ({ mayServe: true, mayUseUplinks: true, ...this.#limits.get(other) }),
      on: (_name, listener) => changes.on('member:change', listener),
      isMember: (other) => !this.#removed.has(other) && this.nodes.some((known) => known.person.peer === other),
      graph: {
        on: (name, listener) => events.on(name, listener),
        present: () => this.#present(node),
        announce: async (change) => {
          node.announced = { ...node.announced, ...change }
          for (const other of this.#events.values()) other.emit('presence:change', peer)
        },
        reportUnreachable: () => {}
      }
    }
    store.on('item:local', (item) => {
      if (!node.isDead) this.#flood(node, item)
    })
    this.nodes.push(node)
    for (const item of this.#items) await store.receive(item)
    const policy = originPolicy(['127.0.0.0/8'])
    const { need } = this.#init
    const servedBytes = (peer?: PeerId): number => ledger.servedBytes(peer)
    const asked = { group, clock, random, logger, delay: 'uniform', answers: 'direct', servedBytes } as const
    node.needs = need && new NeedService({ ...asked, ...need })
    const { line } = node
    node.content = await openContent({
      group,
      asker: this.#init.asker?.(name) ?? node.needs?.asker,
      blobs,
      aliasServer,
      aliasClient,
      policy,
      origins: createOriginAccess({ clock, random, policy, ledger }, { line }),
      line,
      privacy: this.#init.privacy,
      knownUrls: this.#init.knownUrls,
      maxReadersPerTransfer: this.#init.maxReadersPerTransfer,
      ledger,
      clock,
      random,
      logger
    })
    node.needs?.serve(node.content)
    this.#closers.push(async () => {
      await node.content.close()
      node.needs?.close()
      await aliasServer.close()
      aliasClient.close()
      await blobs.close()
      await store.close()
      await rm(directory, { recursive: true, force: true })
    })
    return node
  }

  async close(): Promise<void> {
    await Promise.all(this.#closers.map((close) => close()))
  }

  #present(viewer: ContentNode): Presence[] {
    const sees = this.#init.sees ?? (() => true)
    return this.nodes
      .filter((node) => node === viewer || (!node.isDead && sees(viewer.person.peer, node.person.peer)))
      .map((node) => ({ peer: node.person.peer, hosts: ['127.0.0.1'], ...node.announced }))
  }

  /** As it comes out of an envelope. */
  #tell(from: ContentNode, to: PeerId, type: string, data: Uint8Array): void {
    const { peer: creator } = from.person
    const nowMs = (this.#init.clock ?? systemClock).nowMs()
    const times = { createdAtMs: nowMs, modifiedAtMs: nowMs, expiresAtMs: nowMs + 60_000, renewedAtMs: 0 }
    const said = { type, creator, lastModifiedBy: creator, data: Uint8Array.from(data), attributes: {}, ...times }
    const record = { ...said, id: 'aa'.repeat(32), version: nowMs, deleted: false, autoRefresh: false, renewals: 0 }
    setImmediate(() => {
      const isHere = this.nodes.some((node) => node.person.peer === to && !node.isDead) && !from.isDead
      if (isHere) this.#told.get(to)?.emit('told', record)
    })
  }

  #flood(from: ContentNode, item: Uint8Array): void {
    this.#items.push(item)
    setImmediate(() => {
      for (const node of this.nodes) if (node !== from && !node.isDead) void node.store.receive(item)
    })
  }
}

const everybody: Policy = {
  knowsAuthor: () => true,
  memberUntilMs: () => MEMBER_UNTIL_MS,
  isAdministrator: () => false,
  credentials: () => [],
  acceptsCredential: () => false,
  receiveCredential: async () => 'refused',
  onChange: () => () => {},
  onCredential: () => () => {}
}
