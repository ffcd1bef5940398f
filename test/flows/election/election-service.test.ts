// What the driver of elections makes of records, presence and rights: over a group that a test moves.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { EventSource, seededRandom, silentLogger, type PeerId } from '../../../src/base/index.js'
import type { AnnouncedPresence, GraphEvents } from '../../../src/graph/index.js'
import type { GroupEvents } from '../../../src/group/index.js'
import type { GroupRecord, RecordId, RecordType } from '../../../src/record/index.js'
import type { StoreEvents } from '../../../src/store/index.js'
import {
  BETTER_HOLD_MS,
  MAX_RESPONSE_DELAY_MS,
  PACKET_TTL_MS,
  RE_ELECTION_MS,
  TERM_MS,
  TIME_OUT_MS
} from '../../../src/flows/election/defaults.js'
import {
  MAX_HEARD_KINDS_BY_AUTHOR,
  START_BUDGET_MS,
  TOLD_PAUSE_MS,
  VALUES_EVERY_MS
} from '../../../src/flows/election/driver-defaults.js'
import {
  packetRecordId,
  packetType,
  resultRecordId,
  resultType,
  type PacketData,
  type ResultData
} from '../../../src/flows/election/election-records.js'
import { ElectionService, type ElectionGroup } from '../../../src/flows/election/election-service.js'
import { MAX_ELECTION_KINDS } from '../../../src/flows/election/kinds.js'
import { meritOf } from '../../../src/flows/election/merit.js'
import { Measures } from '../../../src/flows/election/measure.js'
import { FakeClock } from '../../support/fake-clock.js'
import { alice, bob, carol, person, type Person } from '../../support/people.js'

const BEST = [
  { level: 1, value: 2 },
  { level: 2, value: 30 }
]

let clock: FakeClock
let store: EventSource<StoreEvents>
let graph: EventSource<GraphEvents>
let members: EventSource<GroupEvents>
let records: Map<RecordId, GroupRecord>
let present: Set<PeerId>
let merits: Map<PeerId, number>
let announced: Partial<AnnouncedPresence>
let mayNotProvide: Set<PeerId>
let mayNotServe: Set<PeerId>
let isFull: boolean
let service: ElectionService
/** By which peer time is wrong. */
let offsetMs: number

beforeEach(() => {
  clock = new FakeClock()
  store = new EventSource()
  graph = new EventSource()
  members = new EventSource()
  records = new Map()
  present = new Set([bob.peer])
  merits = new Map()
  announced = {}
  mayNotProvide = new Set()
  mayNotServe = new Set()
  isFull = false
  offsetMs = 0
})
afterEach(() => {
  service.close()
  expect(clock.pendingTimers).toBe(0)
})

/** Opened by alice, who is synchronised. */
async function open(kinds: readonly string[] = [], synchronised = true): Promise<ElectionService> {
  const group = {
    self: alice.peer,
    isMember: () => true,
    limitsOf: (peer: PeerId) => ({
      ...{ mayProvide: !mayNotProvide.has(peer), mayServe: !mayNotServe.has(peer), mayUseUplinks: true }
    }),
    on: members.on.bind(members),
    peerTimeMs: () => clock.nowMs() + offsetMs,
    store: {
      declare: () => {},
      add: async <Data>(type: RecordType<Data>, { id, data }: { id: RecordId; data: Data }) => {
        if (isFull) throw new Error('the disk is full')
        return write(alice, type, id, data)
      },
      delete: async (id: RecordId) => gone(id),
      find: ({ type }: { type: string }) => [...records.values()].filter((record) => record.type === type),
      on: store.on.bind(store)
    },
    graph: {
      announceLater: (change: Partial<AnnouncedPresence>) => void (announced = { ...announced, ...change }),
      present: () => [
        { peer: alice.peer, ...announced },
        ...[...present].map((peer) => ({ peer, merit: merits.get(peer) ?? 0 }))
      ],
      on: graph.on.bind(graph),
      synchronised
    }
  } as unknown as ElectionGroup
  const measured = {
    internet: () => 'yes' as const,
    bytesPerSecond: () => undefined,
    measurePower: async () => 'mains' as const
  }
  service = new ElectionService({
    ...{ group, clock, random: seededRandom(1), logger: silentLogger, kinds },
    measures: new Measures({ clock, ...measured }),
    downloadRate: () => undefined
  })
  await service.open()
  return service
}

function write<Data>(by: Person, type: RecordType<Data>, id: RecordId, data: Data): GroupRecord {
  const said = { id, type: type.name, creator: by.peer, lastModifiedBy: by.peer, deleted: false }
  const record = { ...said, data: type.codec.encode(data) } as unknown as GroupRecord
  records.set(id, record)
  store.emit('record:add', record)
  return record
}

function gone(id: RecordId): void {
  const record = records.get(id)
  records.delete(id)
  if (record !== undefined) store.emit('record:delete', { ...record, deleted: true })
}

function packetOf(by: Person, kind: string, more: Partial<PacketData> = {}): void {
  const expiresAtMs = clock.nowMs() + PACKET_TTL_MS
  const electionId = Buffer.from(seededRandom(kind.length + 7).bytes(16)).toString('hex')
  const data = { kind, electionId, expiresAtMs, criteria: BEST, wished: true, ...more }
  write(by, packetType, packetRecordId(by.peer, kind), data)
}

const id = (n: number): string => n.toString(16).padStart(32, '0')

function resultOf(by: Person, kind: string, more: Partial<ResultData> = {}): void {
  const { electedAtMs = clock.nowMs() - 1 } = more
  const times = { electedAtMs, untilMs: electedAtMs + TERM_MS }
  const data = {
    kind,
    electionId: 'ab'.repeat(16),
    criteria: BEST,
    backup: undefined,
    wished: false,
    ...times,
    ...more
  }
  write(by, resultType, resultRecordId(by.peer, kind), data)
}

function leave(peer: PeerId): void {
  present.delete(peer)
  graph.emit('presence:change', peer)
}

function removed(peer: PeerId): void {
  mayNotProvide.add(peer)
  members.emit('member:change', peer)
  leave(peer)
}

test('what was elected before is known at once, without an election', async () => {
  resultOf(bob, '')
  await open(['group'])
  expect([service.current(), service.provider('group')?.peer]).toEqual([bob.peer, bob.peer])
  expect([...records.values()].filter(({ creator }) => creator === alice.peer)).toEqual([])
})

test('its presence says what it is worth, as it is by then; nothing where it may not provide', async () => {
  await open(['group'])
  const own = announced.merit!
  expect(own).toBe(meritOf(service.explain('group').own))
  await clock.advanceAsync(10 * 60_000)
  expect(announced.merit).toBeGreaterThan(own)
  expect(announced.merit).toBe(meritOf(service.explain('group').own))
  mayNotProvide.add(alice.peer)
  await clock.advanceAsync(2 * 60_000)
  expect(announced).toEqual({ merit: 0 })
})

test('who may not serve, or cannot be reached, does not stand for the group, and takes its result back', async () => {
  await open(['group', 'printing'])
  await clock.advanceAsync(60_000)
  expect([service.current(), service.provider('printing')?.peer]).toEqual([alice.peer, alice.peer])
  announced = { serves: 'no' }
  await clock.advanceAsync(VALUES_EVERY_MS)
  expect([service.current(), service.provider('printing')?.peer]).toEqual([undefined, alice.peer])
  expect(records.has(resultRecordId(alice.peer, ''))).toBe(false)
  expect(service.explain('group').whyNotSelf).toBe('members cannot reach its content port')
  const refused = { code: 'MAY_NOT_PROVIDE', message: expect.stringContaining('cannot reach') as string }
  await expect(service.start('group')).rejects.toMatchObject(refused)
  announced = { serves: 'yes' }
  await clock.advanceAsync(10 * 60_000)
  expect(service.current()).toBe(alice.peer)
  mayNotServe.add(alice.peer)
  await clock.advanceAsync(VALUES_EVERY_MS)
  expect([service.current(), service.provider('printing')?.peer]).toEqual([undefined, alice.peer])
})

test('of the group, nobody who may not serve is provider by its result', async () => {
  mayNotServe.add(bob.peer)
  for (const kind of ['', 'printing']) resultOf(bob, kind)
  await open()
  expect([service.current(), service.provider('printing')?.peer]).toEqual([undefined, bob.peer])
})

test('who hears of better ones that are present begins later, and who says nothing counts by its key', async () => {
  merits.set(bob.peer, 2 ** 32 - 1)
  await open(['group'])
  await clock.advanceAsync(2_000)
  expect(ownRecords(packetType.name)).toBe(0)
  await clock.advanceAsync(400)
  expect(ownRecords(packetType.name)).toBe(1)
})

test('nobody is elected before what others have of elections is here', async () => {
  await open(['group'], false)
  await clock.advanceAsync(60_000)
  expect(service.current()).toBeUndefined()
  graph.emit('synchronised', undefined)
  await clock.advanceAsync(60_000)
  expect(service.current()).toBe(alice.peer)
})

test('the provider goes: content is told, and this node is elected in its place', async () => {
  present.add(carol.peer)
  resultOf(bob, '')
  await open(['group'])
  const told: (PeerId | undefined)[] = []
  service.onChange(() => told.push(service.current()))
  await clock.advanceAsync(TOLD_PAUSE_MS)
  leave(bob.peer)
  expect(told).toEqual([undefined])
  await clock.advanceAsync(60_000)
  expect(told).toEqual([undefined, alice.peer])
})

test('a result that is deleted counts no more', async () => {
  resultOf(bob, 'printing')
  await open()
  expect(service.provider('printing')?.peer).toBe(bob.peer)
  await clock.advanceAsync(TOLD_PAUSE_MS)
  gone(resultRecordId(bob.peer, 'printing'))
  expect(service.provider('printing')).toBeUndefined()
})

test('a result whose record is no result any more counts no more', async () => {
  resultOf(bob, 'printing')
  await open()
  expect(service.provider('printing')?.peer).toBe(bob.peer)
  await clock.advanceAsync(TOLD_PAUSE_MS)
  const record = records.get(resultRecordId(bob.peer, 'printing'))!
  store.emit('record:update', { ...record, data: new Uint8Array([255]) })
  expect(service.provider('printing')).toBeUndefined()
})

test('whose result cannot be written has not won', async () => {
  isFull = true
  await open(['group'])
  await clock.advanceAsync(60_000)
  expect(service.current()).toBeUndefined()
})

test('its own result of an earlier life is deleted when it comes up', async () => {
  resultOf(alice, '')
  await open([], false)
  expect([service.current(), records.has(resultRecordId(alice.peer, ''))]).toEqual([undefined, false])
})

test('a clock that was hours slow or fast, and is set, leaves no harm', async () => {
  resultOf(bob, '', { electedAtMs: clock.nowMs() - 1 })
  offsetMs = -3 * 3_600_000
  mayNotProvide.add(alice.peer)
  await open(['group'], false)
  offsetMs = 0
  graph.emit('synchronised', undefined)
  await clock.advanceAsync(VALUES_EVERY_MS)
  expect(service.current()).toBe(bob.peer)
  service.close()
  mayNotProvide.clear()
  records.clear()
  offsetMs = 3 * 3_600_000
  await open(['group'])
  await clock.advanceAsync(60_000)
  expect(service.current()).toBe(alice.peer)
  offsetMs = 0
  let written = 0
  store.on('record:add', ({ creator, type }) => {
    if (creator === alice.peer && type === resultType.name) written++
  })
  await clock.advanceAsync(3 * 3_600_000)
  expect([service.current(), written]).toEqual([alice.peer, 1])
})

test('who loses the right takes its result back', async () => {
  await open(['group'])
  await clock.advanceAsync(60_000)
  expect(records.has(resultRecordId(alice.peer, ''))).toBe(true)
  mayNotProvide.add(alice.peer)
  members.emit('member:change', alice.peer)
  await clock.advanceAsync(0)
  expect([service.current(), records.has(resultRecordId(alice.peer, ''))]).toEqual([undefined, false])
})

test('a kind that only a member wished that was removed is no reason to call elections', async () => {
  present.add(carol.peer)
  await open()
  packetOf(bob, 'printing')
  removed(bob.peer)
  await clock.advanceAsync(60 * 60_000)
  expect(service.kinds()).toEqual(['printing'])
  expect([...records.values()].filter(({ creator }) => creator === alice.peer)).toEqual([])
})

const ownRecords = (type: string): number =>
  [...records.values()].filter((record) => record.creator === alice.peer && record.type === type).length

test('nobody stands, objects or renews in a kind that nobody wishes, however weak who stands or won', async () => {
  await open()
  for (let i = 0; i < MAX_HEARD_KINDS_BY_AUTHOR; i++) {
    packetOf(bob, `junk-${i}`, { criteria: [], wished: false })
    resultOf(bob, `won-${i}`, { criteria: [] })
  }
  leave(bob.peer)
  await clock.advanceAsync(3 * TERM_MS)
  expect([...records.values()].filter(({ creator }) => creator === alice.peer)).toEqual([])
})

test('who wishes a kind has it elected by all who may provide, and no longer than it is a member', async () => {
  present.add(carol.peer)
  await open()
  for (let i = 0; i < 2 * MAX_HEARD_KINDS_BY_AUTHOR; i++)
    packetOf(bob, `kind-${i}`, { criteria: [], electionId: id(i) })
  await clock.advanceAsync(60_000)
  expect(ownRecords(resultType.name)).toBe(MAX_HEARD_KINDS_BY_AUTHOR)
  expect(service.provider('kind-0')?.peer).toBe(alice.peer)
  removed(bob.peer)
  let written = 0
  store.on('record:add', ({ creator }) => (written += creator === alice.peer ? 1 : 0))
  await clock.advanceAsync(3 * TERM_MS)
  expect([written, service.provider('kind-0')]).toEqual([0, undefined])
})

test('the only member that wishes a kind is its provider, and is killed: another is elected', async () => {
  present.add(carol.peer)
  await open()
  packetOf(bob, '')
  await clock.advanceAsync(TIME_OUT_MS)
  resultOf(bob, '', { electedAtMs: clock.nowMs() })
  expect(service.current()).toBe(bob.peer)
  leave(bob.peer)
  await clock.advanceAsync(60_000)
  expect(service.current()).toBe(alice.peer)
})

test('who wishes a kind and does not provide has it elected anew where the provider does not', async () => {
  resultOf(bob, 'printing')
  await open(['printing'])
  await clock.advanceAsync(RE_ELECTION_MS + BETTER_HOLD_MS + MAX_RESPONSE_DELAY_MS + 10)
  expect(ownRecords(packetType.name)).toBe(1)
})

test('a provider that tells its result again and again leaves no timers behind', async () => {
  await open()
  resultOf(bob, 'printing')
  const timers = clock.pendingTimers
  for (let i = 0; i < 60; i++) {
    await clock.advanceAsync(1_000)
    resultOf(bob, 'printing')
  }
  expect(clock.pendingTimers).toBe(timers)
})

test('what a member won is known where it is asked for, however many others it won', async () => {
  for (let i = 0; i < MAX_HEARD_KINDS_BY_AUTHOR; i++) resultOf(bob, `kind-${i}`)
  resultOf(bob, 'printing')
  await open()
  expect(service.provider('printing')?.peer).toBe(bob.peer)
  expect(service.explain('printing').whyNotSelf).toMatch('it loses')
  expect(service.provider('nothing')).toBeUndefined()
  packetOf(bob, 'wished', { criteria: [] })
  await clock.advanceAsync(60_000)
  expect(service.provider('wished')?.peer).toBe(alice.peer)
})

test('members bring so many kinds each, and all together; what this node wishes has room of its own', async () => {
  await open()
  for (let i = 0; i <= MAX_HEARD_KINDS_BY_AUTHOR; i++) resultOf(bob, `bob-${i}`)
  expect(service.kinds()).toHaveLength(MAX_HEARD_KINDS_BY_AUTHOR)
  for (let i = 0; i < 2 * MAX_ELECTION_KINDS; i++) {
    const one = person(`member ${i}`)
    present.add(one.peer)
    resultOf(one, `kind-${i}`)
  }
  expect(service.kinds()).toHaveLength(MAX_ELECTION_KINDS)
  for (let i = 0; i < MAX_ELECTION_KINDS; i++) service.offer(`own-${i}`, { 7: 1 })
  expect(service.kinds()).toHaveLength(2 * MAX_ELECTION_KINDS)
  expect(() => service.offer('one-more', {})).toThrow(expect.objectContaining({ code: 'TOO_MANY_KINDS' }))
})

test('kinds of others that nobody was elected for make room', async () => {
  present.add(carol.peer)
  await open()
  for (let i = 0; i < MAX_HEARD_KINDS_BY_AUTHOR; i++) packetOf(bob, `bob-${i}`)
  resultOf(bob, 'another')
  expect(service.kinds()).not.toContain('another')
  removed(bob.peer)
  resultOf(bob, 'another')
  expect(service.kinds()).toEqual(['another'])
})

test('no application is called as the group is', async () => {
  await open()
  resultOf(bob, 'group')
  expect([service.kinds(), service.current()]).toEqual([[], undefined])
})

test('who starts an election and leaves, or is closed, is told so; the election goes on', async () => {
  await open()
  const leaving = new AbortController()
  const left = service.start('group', { signal: leaving.signal })
  leaving.abort(new Error('enough'))
  await expect(left).rejects.toThrow('enough')
  await clock.advanceAsync(TIME_OUT_MS + 10)
  expect(service.current()).toBe(alice.peer)
  const closed = service.start('printing')
  service.close()
  await expect(closed).rejects.toMatchObject({ code: 'CLOSED' })
})

test('elections that change nothing have pauses: who asks for one more is told so', async () => {
  await open()
  const outcomes: unknown[] = []
  for (let i = 0; i < 6; i++) {
    const started = service.start('group').then(
      ({ peer }) => peer,
      (error: Error) => error.message
    )
    await clock.advanceAsync(START_BUDGET_MS)
    outcomes.push(await started)
  }
  expect(outcomes[0]).toBe(alice.peer)
  expect(outcomes.at(-1)).toMatch(/have a pause/)
})

test('who is better by what it measured says why it waits, and is elected when that has held', async () => {
  resultOf(bob, '', { criteria: [{ level: 1, value: 1 }], electedAtMs: clock.nowMs() - 60_000 })
  await open(['group'])
  await clock.advanceAsync(VALUES_EVERY_MS)
  expect(service.explain('group')).toMatchObject({
    running: false,
    whyNotSelf: 'it would win by internet access: it calls an election where that holds'
  })
  await clock.advanceAsync(BETTER_HOLD_MS + MAX_RESPONSE_DELAY_MS + TIME_OUT_MS)
  expect(service.current()).toBe(alice.peer)
})

test('the provider has itself elected anew from time to time', async () => {
  await open(['group'])
  await clock.advanceAsync(60_000)
  const first = service.provider('group')
  await clock.advanceAsync(RE_ELECTION_MS)
  const next = service.provider('group')
  expect([first?.peer, next?.peer]).toEqual([alice.peer, alice.peer])
  expect(next?.electionId).not.toBe(first?.electionId)
})

test('who is alone provides for itself, and elected nobody', async () => {
  present.clear()
  await open(['group'])
  await clock.advanceAsync(60_000)
  expect(service.provider('group')).toMatchObject({ peer: alice.peer, self: true, electionId: undefined })
  expect([...records.values()]).toEqual([])
})
