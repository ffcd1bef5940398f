import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  createLogger,
  EventSource,
  seededRandom,
  silentLogger,
  type LogEntry,
  type PeerId
} from '../../src/base/index.js'
import { PeerClock } from '../../src/graph/peer-time.js'
import type { GraphEvents, GraphWarning, StartedGraph, Presence } from '../../src/graph/index.js'
import { writeGroupFolder, type GroupFolder } from '../../src/group/group-folder.js'
import { groupPath } from '../../src/group/home.js'
import { memberRecord, memberRecordId, nameOfMember, writeMemberRecord } from '../../src/group/member-record.js'
import type { Knocks } from '../../src/group/knocks.js'
import { encodeChain } from '../../src/group/membership-object.js'
import { MembershipSet } from '../../src/group/membership-set.js'
import { saveMembershipObject } from '../../src/group/membership-storage.js'
import type { ToldRecords } from '../../src/group/told.js'
import { PropertiesRecord } from '../../src/group/properties.js'
import { SettingsRecord } from '../../src/group/settings.js'
import { OpenGroup } from '../../src/group/assembled-group.js'
import { MemberOffice } from '../../src/group/member-office.js'
import type { GroupWarning } from '../../src/group/group.js'
import { NO_LIMITS } from '../../src/group/roles.js'
import type { GroupRecord, RecordType } from '../../src/record/index.js'
import type { Evidence, RecordInit, Store, StoreEvents } from '../../src/store/index.js'
import { FAKE_NOW_MS, FakeClock } from '../support/fake-clock.js'
import { testGroup } from '../support/groups.js'
import { alice, bob, carol, mallory, type Person } from '../support/people.js'

const NOTHING = new Uint8Array()
const HOUR_MS = 3600_000
const DAY_MS = 24 * HOUR_MS
const group = testGroup()
const aliceChain = group.found(alice)
const bobChain = group.appoint(alice, aliceChain, bob)

/** As much of a store as a group asks of it, in memory. */
class FakeStore extends EventSource<StoreEvents> {
  declare(): void {}
  setAlone(): void {}
  readonly kept: Evidence[] = []
  evidence(): Evidence[] {
    return this.kept
  }
  readonly author: PeerId
  readonly records = new Map<string, GroupRecord>()
  readonly written: GroupRecord[] = []
  readonly #clock: FakeClock
  closed = false

  constructor(author: Person, clock: FakeClock) {
    super()
    this.author = author.peer
    this.#clock = clock
  }

  get(id: string): GroupRecord | undefined {
    return this.records.get(id)
  }

  async add<Data>(type: RecordType<Data>, init: RecordInit<Data>): Promise<GroupRecord> {
    const nowMs = this.#clock.nowMs()
    const id = init.id ?? memberRecordId(this.author)
    const record: GroupRecord = {
      id,
      type: type.name,
      creator: this.author,
      lastModifiedBy: this.author,
      version: (this.records.get(id)?.version ?? 0) + 1,
      createdAtMs: nowMs,
      modifiedAtMs: nowMs,
      expiresAtMs: nowMs + type.ttlMs,
      deleted: false,
      autoRefresh: false,
      renewals: 0,
      renewedAtMs: 0,
      attributes: {},
      data: type.codec.encode(init.data)
    }
    this.written.push(record)
    this.appear(record)
    return record
  }

  update<Data>(type: RecordType<Data>, id: string, init: RecordInit<Data>): Promise<GroupRecord> {
    return this.add(type, { ...init, id })
  }

  appear(record: GroupRecord): void {
    const event = this.records.has(record.id) ? 'record:update' : 'record:add'
    this.records.set(record.id, record)
    this.emit(event, record)
  }

  close(): void {
    this.closed = true
  }
}

class FakeGraph extends EventSource<GraphEvents> {
  presence: PeerId[] = []
  known: string[] = []
  readonly warnings: GraphWarning[] = []
  closed = false

  present(): Presence[] {
    return this.presence.map((peer) => ({
      peer,
      hosts: [],
      contentPort: 0,
      uplink: 'unknown',
      serves: 'unknown',
      load: 0,
      merit: 0
    }))
  }

  neighbours(): never[] {
    return []
  }

  async announce(): Promise<void> {}

  addKnownAddresses(addresses: readonly string[]): void {
    this.known.push(...addresses)
  }

  close(): void {
    this.closed = true
  }
}

let home: string
let logged: LogEntry[]
let clock: FakeClock
let store: FakeStore
let graph: FakeGraph
let members: MembershipSet
let folder: GroupFolder
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'potluck-assembled-group-'))
  clock = new FakeClock()
  logged = []
  store = new FakeStore(bob, clock)
  graph = new FakeGraph()
  const storage = { load: async () => [], save: async () => {}, remove: async () => {} }
  members = await MembershipSet.open({ rootPublicKey: group.idBytes, storage, clock, logger: silentLogger })
  await members.addChain(bobChain)
  folder = {
    path: groupPath(home, Buffer.from(group.idBytes).toString('hex')),
    id: Buffer.from(group.idBytes).toString('hex'),
    idBytes: group.idBytes,
    name: 'Office',
    secret: group.secret,
    chain: bobChain,
    knownAddresses: []
  }
})
afterEach(() => rm(home, { recursive: true }))

function openBobs(): OpenGroup {
  return new OpenGroup({
    home,
    folder,
    keyPair: bob.keyPair,
    members,
    store: store as unknown as Store,
    time: { peerClock: new PeerClock(clock, 0), close: async () => {} },
    graph: graph as unknown as StartedGraph,
    listen: { port: 0 },
    clock,
    logger: createLogger((entry) => logged.push(entry), 'warn'),
    properties: new PropertiesRecord(store as unknown as Store, folder.idBytes, folder.name),
    settings: new SettingsRecord(store as unknown as Store, folder.idBytes),
    office: new MemberOffice({
      ...{ folder, keyPair: bob.keyPair, self: bob.peer, members, clock, random: seededRandom(1) },
      graph: graph as unknown as StartedGraph,
      cutOf: () => [],
      hasCome: () => true
    }),
    knocks: { start: () => {}, judge: () => {}, close: () => {} } as unknown as Knocks,
    told: {} as unknown as ToldRecords,
    codes: { make: () => Promise.reject(new Error('not here')), list: () => [], revoke: async () => {} }
  })
}

describe('an open group', () => {
  test('lists members now, with what they call themselves and whether they are here', async () => {
    const office = openBobs()
    await members.addChain(aliceChain)
    await store.add(memberRecord, { data: { name: 'Bob’s laptop' } })
    graph.presence = [alice.peer]
    expect(office.members()).toEqual(
      [
        {
          peer: alice.peer,
          name: alice.peer,
          role: 'administrator',
          limits: NO_LIMITS,
          validFromMs: FAKE_NOW_MS - HOUR_MS,
          issuer: undefined,
          depth: 1,
          validUntilMs: FAKE_NOW_MS + 5 * 365 * DAY_MS,
          present: true,
          self: false
        },
        {
          peer: bob.peer,
          name: 'Bob’s laptop',
          role: 'member',
          limits: NO_LIMITS,
          validFromMs: FAKE_NOW_MS - HOUR_MS,
          issuer: alice.peer,
          depth: 2,
          validUntilMs: FAKE_NOW_MS + 365 * DAY_MS,
          present: false,
          self: true
        }
      ].sort((a, b) => (a.peer < b.peer ? -1 : 1))
    )
    expect(office.isMember(alice.peer)).toBe(true)
    expect(office.isMember(mallory.peer)).toBe(false)
    expect(office.role).toBe('member')
  })

  test('warns of a member that signed two histories: once, in the log too, and until it is no member', async () => {
    const evidence = (author: PeerId): Evidence => ({ author, shard: 1, heads: [NOTHING, NOTHING], changes: [[], []] })
    store.kept.push(evidence(carol.peer)) // Long ago, and nobody here knows it any more.
    const office = openBobs()
    await members.addChain(aliceChain)
    const warnings: GroupWarning[] = []
    office.on('warning', (warning) => warnings.push(warning))
    for (const author of [alice.peer, carol.peer, alice.peer]) store.emit('evidence', evidence(author))
    const deaf = { code: 'mdns-deaf', message: 'no multicast' } as const
    graph.warnings.push(deaf)
    graph.emit('warning', deaf)
    expect(warnings.map(({ code }) => code)).toEqual(['two-histories', 'mdns-deaf'])
    expect(warnings[0]?.message).toContain(`…${alice.peer.slice(-8)}) signed two histories`)
    expect(logged.map(({ level, message }) => [level, message])).toEqual([['warn', warnings[0]?.message]])
    expect(office.warnings).toEqual([deaf, warnings[0]])
    expect(openBobs().warnings).toEqual([deaf])
  })

  test('tells when membership, presence or a name changes, and of nothing else', async () => {
    const office = openBobs()
    const changes: PeerId[] = []
    office.on('member:change', (peer) => changes.push(peer))
    await members.addChain(aliceChain)
    graph.emit('presence:change', carol.peer)
    await store.add(memberRecord, { data: { name: 'bob' } })
    store.appear({ ...store.written[0]!, id: 'ff'.repeat(32) })
    store.appear({ ...store.written[0]!, type: 'test.note' })
    expect(changes).toEqual([alice.peer, carol.peer, bob.peer])
  })

  test('derives the key of URLs from the group secret', () => {
    const key = Buffer.from(openBobs().urlHashKey).toString('hex')
    expect(key).toBe('e59ff536ecc9206218f451f0f180c008fd41b0019bd4a8d7c95aa1c950051a48')
    folder = { ...folder, secret: new Uint8Array(32) }
    expect(Buffer.from(openBobs().urlHashKey).toString('hex')).not.toBe(key)
  })

  test('takes up a renewed certificate and new addresses', async () => {
    const office = openBobs()
    await writeGroupFolder({
      ...folder,
      chain: group.appoint(alice, aliceChain, bob, 'administrator'),
      knownAddresses: ['/ip4/192.0.2.1/tcp/1967']
    })
    await office.refresh()
    expect(office.role).toBe('administrator')
    expect(graph.known).toEqual(['/ip4/192.0.2.1/tcp/1967'])
  })

  test('takes up what joining left beside the certificate that counts', async () => {
    const office = openBobs()
    await writeGroupFolder(folder)
    const elsewhere = group.appoint(alice, aliceChain, carol)
    await saveMembershipObject(join(folder.path, 'members'), encodeChain(elsewhere))
    await office.refresh()
    expect(office.isMember(carol.peer)).toBe(true)
  })

  test('closes once, and is silent afterwards', async () => {
    const office = openBobs()
    const changes: PeerId[] = []
    office.on('member:change', (peer) => changes.push(peer))
    await Promise.all([office.close(), office.close()])
    expect([graph.closed, store.closed]).toEqual([true, true])
    graph.emit('presence:change', carol.peer)
    expect(changes).toEqual([])
    expect(clock.pendingTimers).toBe(0)
  })
})

describe('the record of a member', () => {
  const asStore = (): Store => store as unknown as Store

  test('is written once, and again for another name or past half its life', async () => {
    await writeMemberRecord(asStore(), 'bob', clock)
    await writeMemberRecord(asStore(), 'bob', clock)
    expect(store.written).toHaveLength(1)
    await writeMemberRecord(asStore(), 'robert', clock)
    expect(store.written).toHaveLength(2)
    clock.advance(200 * DAY_MS)
    await writeMemberRecord(asStore(), 'robert', clock)
    expect(store.written).toHaveLength(3)
    expect(new Set(store.written.map(({ id }) => id))).toEqual(new Set([memberRecordId(bob.peer)]))
  })

  test('counts only in the member’s own words, and as a name', async () => {
    await writeMemberRecord(asStore(), 'bob', clock)
    const own = store.written[0]!
    expect(nameOfMember(asStore(), bob.peer)).toBe('bob')
    store.appear({ ...own, lastModifiedBy: mallory.peer })
    expect(nameOfMember(asStore(), bob.peer)).toBeUndefined()
    const ugly = Buffer.from('b\u001b[2Job')
    store.appear({ ...own, data: Uint8Array.from([0x0a, ugly.byteLength, ...ugly]) })
    expect(nameOfMember(asStore(), bob.peer)).toBeUndefined()
    expect(nameOfMember(asStore(), alice.peer)).toBeUndefined()
  })
})
