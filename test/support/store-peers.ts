// Stores of several people in one process: a policy that tests change, a link in memory, and a store for each.
import { seededRandom, silentLogger, type Logger, type PeerId } from '../../src/base/index.js'
import { defineRecordType, type GroupRecord, type RecordType } from '../../src/record/index.js'
import {
  createMemoryStorage,
  type AuthorCut,
  type Policy,
  type RecordSecurity,
  type ShardCut,
  type Storage,
  type Store,
  type SyncSession
} from '../../src/store/index.js'
import { NAMED_VERSION_MS, NAMED_VERSIONS_FROM_MS } from '../../src/store/defaults.js'
import { openWithHistory } from '../../src/store/open-store.js'
import { decodeSyncFrame, encodeSyncFrame, type SyncFrame } from '../../src/store/sync-frame.js'
import { TEST_GROUP } from './changes.js'
import { FAKE_NOW_MS, FakeClock } from './fake-clock.js'
import { alice, bob, carol, dave, type Person } from './people.js'

export const noteType: RecordType<string> = defineRecordType({
  name: 'test.note',
  lifetime: 'durable',
  codec: { encode: (text) => Buffer.from(text), decode: (bytes) => Buffer.from(bytes).toString() },
  ttlMs: 86_400_000,
  indexed: ['color']
})

/** Of a record whose id was chosen, where the clock has not moved yet. */
export const FIRST_NAMED_VERSION = Math.floor((FAKE_NOW_MS - NAMED_VERSIONS_FROM_MS) / NAMED_VERSION_MS)

export const signalType: RecordType<string> = defineRecordType({
  ...noteType,
  name: 'test.signal',
  lifetime: 'ephemeral',
  ttlMs: 60_000
})

/** A policy that knows whom it was told of. Credentials are opaque bytes; each new one is kept. */
export class TestPolicy implements Policy {
  readonly members = new Map<PeerId, number | undefined>()
  readonly administrators = new Set<PeerId>()
  maxAuthors: number | undefined
  readonly objects = new Map<string, Uint8Array>()
  /** What `receiveCredential` refuses. */
  refuses: (bytes: Uint8Array) => boolean = () => false
  /** What a new object does, beyond being kept. */
  onNew: (bytes: Uint8Array) => void = () => {}
  readonly #changed = new Set<(author: PeerId) => void>()
  readonly #arrived = new Set<(bytes: Uint8Array) => void>()

  constructor(members: readonly Person[]) {
    for (const { peer } of members) this.members.set(peer, Number.MAX_SAFE_INTEGER)
  }

  get listeners(): number {
    return this.#changed.size + this.#arrived.size
  }

  knowsAuthor(author: PeerId): boolean {
    return this.members.has(author)
  }

  memberUntilMs(author: PeerId): number | undefined {
    return this.members.get(author)
  }

  /** Of who was removed: until when its records count, as far as its cuts let them. */
  readonly recordsUntil = new Map<PeerId, number>()
  readonly cuts = new Map<PeerId, readonly AuthorCut[]>()

  recordsUntilMs(author: PeerId): number | undefined {
    return this.members.get(author) ?? this.recordsUntil.get(author)
  }

  cutsOf(author: PeerId): readonly AuthorCut[] {
    return this.cuts.get(author) ?? []
  }

  isAdministrator(author: PeerId): boolean {
    return this.administrators.has(author)
  }

  credentials(): Uint8Array[] {
    return [...this.objects.values()]
  }

  acceptsCredential(bytes: Uint8Array): boolean {
    return !this.refuses(bytes)
  }

  async receiveCredential(bytes: Uint8Array): Promise<'new' | 'known' | 'refused'> {
    const name = Buffer.from(bytes).toString('hex')
    if (this.objects.has(name)) return 'known'
    if (this.refuses(bytes)) return 'refused'
    this.objects.set(name, bytes)
    this.onNew(bytes)
    return 'new'
  }

  onChange(listener: (author: PeerId) => void): () => void {
    this.#changed.add(listener)
    return () => this.#changed.delete(listener)
  }

  onCredential(listener: (bytes: Uint8Array) => void): () => void {
    this.#arrived.add(listener)
    return () => this.#arrived.delete(listener)
  }

  /** @param untilMs undefined: removed */
  setMember(author: PeerId, untilMs: number | undefined): void {
    this.members.set(author, untilMs)
    for (const listener of this.#changed) listener(author)
  }

  /** Removed, with a cut; by a second one that does not know of the first, too. */
  remove(author: PeerId, removal: string, shards: readonly ShardCut[]): void {
    this.recordsUntil.set(author, this.members.get(author) ?? this.recordsUntil.get(author) ?? Number.MAX_SAFE_INTEGER)
    this.cuts.set(author, [...this.cutsOf(author), { removal, shards, isBack: false }])
    this.setMember(author, undefined)
  }

  /** Invited again, by who knows all its removals that are known here. */
  takeBack(author: PeerId, untilMs = Number.MAX_SAFE_INTEGER): void {
    this.cuts.set(
      author,
      this.cutsOf(author).map((cut) => ({ ...cut, isBack: true }))
    )
    this.setMember(author, untilMs)
  }

  setAdministrator(author: PeerId, isOne: boolean): void {
    if (isOne) this.administrators.add(author)
    else this.administrators.delete(author)
    for (const listener of this.#changed) listener(author)
  }

  /** As when one comes through a handshake. */
  arrive(bytes: Uint8Array): void {
    this.objects.set(Buffer.from(bytes).toString('hex'), bytes)
    for (const listener of this.#arrived) listener(bytes)
  }
}

export interface TestStore {
  readonly person: Person
  readonly store: Store
  readonly clock: FakeClock
  readonly policy: TestPolicy
  readonly storage: Storage
  /** Every item that the store asked to be flooded, oldest first. */
  readonly flooded: Uint8Array[]
  /** Every record event, as `add note`. */
  readonly events: string[]
}

export interface TestStoreInit {
  clock?: FakeClock
  storage?: Storage
  policy?: TestPolicy
  security?: RecordSecurity
  logger?: Logger
  seed?: number
  shardClosesAtChanges?: number
  endsHistory?: boolean
  deferExpirationWhileAlone?: boolean
  precedence?: readonly string[]
}

export async function openTestStore(person: Person, init: TestStoreInit = {}): Promise<TestStore> {
  const clock = init.clock ?? new FakeClock()
  const policy = init.policy ?? new TestPolicy([alice, bob, carol, dave])
  const storage = init.storage ?? createMemoryStorage()
  const random = seededRandom(init.seed ?? Buffer.from(person.name).readUInt16BE(0))
  const { keyPair } = person
  const store = await openWithHistory(
    {
      ...{ keyPair, policy, storage, clock, random, logger: init.logger ?? silentLogger },
      ...(init.security && { security: init.security })
    },
    {
      group: TEST_GROUP,
      deferExpirationWhileAlone: init.deferExpirationWhileAlone ?? false,
      endsHistory: init.endsHistory ?? true,
      ...(init.shardClosesAtChanges && { shardClosesAtChanges: init.shardClosesAtChanges }),
      ...(init.precedence && { precedence: init.precedence })
    }
  )
  store.declare(noteType)
  const opened: TestStore = { person, store, clock, policy, storage, flooded: [], events: [] }
  store.on('item:local', (item) => opened.flooded.push(item))
  for (const kind of ['add', 'update', 'delete', 'expire'] as const) {
    store.on(`record:${kind}`, (record) => opened.events.push(`${kind} ${textOf(record)}`))
  }
  return opened
}

/** Of one that the disk has lost, nothing. */
function textOf(record: GroupRecord): string {
  try {
    return Buffer.from(record.data).toString()
  } catch {
    return ''
  }
}

/** What happened on a link. */
export interface TestLink {
  readonly sessions: readonly [SyncSession, SyncSession]
  /** Bytes each side sent. */
  readonly sentBytes: [number, number]
  readonly frames: [number, number]
  readonly synchronised: [number, number]
  /** How often a side said that it learnt something outside of a whole round. */
  readonly learnt: [number, number]
  readonly refusals: [string[], string[]]
  close(): void
}

/**
 * Joins two stores by a link that gives each frame to the other side when it has worked off the one before: so a sender
 * feels the receiver, as over a real link.
 * @param edit makes another frame of each that is sent
 */
export function linkStores(a: TestStore, b: TestStore, edit?: (frame: SyncFrame) => SyncFrame): TestLink {
  const link = {
    sentBytes: [0, 0],
    frames: [0, 0],
    synchronised: [0, 0],
    learnt: [0, 0],
    refusals: [[], []]
  } as unknown as TestLink
  const sessions: SyncSession[] = []
  const working: [Promise<void>, Promise<void>] = [Promise.resolve(), Promise.resolve()]
  const open = (own: 0 | 1, mine: TestStore, theirs: TestStore): SyncSession => {
    const other = own === 0 ? 1 : 0
    return mine.store.openSync({
      peer: theirs.person.peer,
      send: (sent) => {
        const frame = edit === undefined ? sent : encodeSyncFrame(edit(decodeSyncFrame(sent)!))
        link.sentBytes[own] += frame.byteLength
        link.frames[own]++
        const before = working[other]
        working[other] = before.then(() => sessions[other]?.receive(frame))
        return before // Room for the next one when the one before is done.
      },
      onSynchronised: () => void link.synchronised[own]++,
      onLearnt: () => void link.learnt[own]++,
      onRefuse: (reason) => link.refusals[own].push(reason)
    })
  }
  sessions.push(open(0, a, b), open(1, b, a))
  return Object.assign(link, {
    sessions: sessions as [SyncSession, SyncSession],
    close: () => sessions.forEach((session) => session.close())
  })
}

/** A round of each side that is whole, or until one refuses the other. What goes while it is being sent does not come: another round. */
export async function synchronise(a: TestStore, b: TestStore): Promise<TestLink> {
  const link = linkStores(a, b)
  const isDone = (): boolean => Math.min(...link.synchronised) > 0 || link.refusals.flat().length > 0
  for (let turn = 0; !isDone(); turn++) {
    if (turn % 10_000 === 0) link.sessions.forEach((session, i) => link.synchronised[i] === 0 && session.startRound())
    await new Promise<void>((resolve) => setImmediate(resolve))
  }
  link.close()
  return link
}

/** Lets everything run until `done`; whoever waits in vain meets the test's own time limit. */
export async function eventually(done: () => boolean): Promise<void> {
  while (!done()) await new Promise<void>((resolve) => setImmediate(resolve))
}

/** The visible records of a store, comparable. */
export function contents({ store }: TestStore): string[] {
  return store.find({}).map(({ id, version, data }) => `${id.slice(-6)} ${version} ${Buffer.from(data).toString()}`)
}
