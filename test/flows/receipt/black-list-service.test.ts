// The black list of a node: its file, its reports, its evidence in a group, and that of others. Alice asks, bob is bad, carol judges, dave
// has no keys.
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createLogger, EventSource, type PeerId } from '../../../src/base/index.js'
import { parseReports } from '../../../src/receipts/index.js'
import {
  ANSWER_AFTER_MS,
  CONTROL_MS,
  JUDGE_AGAIN_MS,
  JUDGE_PAUSE_MS,
  MAX_EVIDENCE_BY_AUTHOR,
  PROOF_MS
} from '../../../src/flows/receipt/black-list-defaults.js'
import { BlackListService } from '../../../src/flows/receipt/black-list-service.js'
import type { SeenReceipt } from '../../../src/flows/receipt/blame.js'
import { answerRecordId, answerType, evidenceType, readEvidence } from '../../../src/flows/receipt/evidence-records.js'
import type { SendAgain } from '../../../src/flows/receipt/defence.js'
import type { BackendAnswer } from '../../../src/flows/receipt/statements.js'
import type { EvidenceGroup } from '../../../src/flows/receipt/group-evidence.js'
import { encodeOrder, orderSha256, type Order } from '../../../src/flows/receipt/order.js'
import type { GroupRecord, RecordId, RecordType } from '../../../src/record/index.js'
import type { RecordInit, StoreEvents } from '../../../src/store/index.js'
import { FAKE_NOW_MS, FakeClock, settle } from '../../support/fake-clock.js'
import { alice, bob, carol, person, type Person } from '../../support/people.js'
import { answered, answerTo, BACKEND, evidenceOf, GROUP, ORDER, replayed, URL } from './evidence-story.js'

const GROUP_ID = Buffer.from(GROUP).toString('hex')
const dave = person('dave')

/** What all members see at once. */
class Board {
  readonly records = new Map<RecordId, GroupRecord>()
  readonly events = new EventSource<StoreEvents>()
  /** By which peer time is ahead of everybody's clock. */
  aheadMs = 5 * 60_000

  groupOf({ peer: self }: Person): EvidenceGroup {
    return {
      ...{ id: GROUP_ID, idBytes: GROUP, self },
      peerTimeMs: () => clock.nowMs() + this.aheadMs,
      toSystemTime: (peerMs) => peerMs - this.aheadMs,
      store: {
        declare: () => {},
        get: (id) => this.records.get(id),
        find: ({ type, creator }) =>
          [...this.records.values()].filter(
            (record) => record.type === type && (creator === undefined || record.creator === creator)
          ),
        on: (name, listener) => this.events.on(name, listener),
        add: (type, init) => this.add(self, type, init),
        delete: async (id) => {
          const record = this.records.get(id)!
          this.records.delete(id)
          this.events.emit('record:delete', { ...record, deleted: true })
        }
      }
    }
  }

  async add<Data>(by: PeerId, type: RecordType<Data>, { id, data }: RecordInit<Data>): Promise<GroupRecord> {
    const before = this.records.get(id!)
    const nowMs = clock.nowMs() + this.aheadMs
    const record: GroupRecord = {
      ...{ id: id!, type: type.name, creator: by, lastModifiedBy: by, version: (before?.version ?? 0) + 1 },
      ...{ createdAtMs: nowMs, modifiedAtMs: nowMs, expiresAtMs: nowMs + type.ttlMs, deleted: false },
      ...{ autoRefresh: false, renewals: 0, renewedAtMs: 0, attributes: {}, data: type.codec.encode(data) }
    }
    this.records.set(record.id, record)
    this.events.emit(before === undefined ? 'record:add' : 'record:update', record)
    return record
  }

  evidence(): ReturnType<typeof readEvidence>[] {
    return [...this.records.values()].filter(({ type }) => type === evidenceType.name).map(readEvidence)
  }
}

let clock: FakeClock
let board: Board
let homes: string
let open: BlackListService[]
let said: string[]

beforeEach(async () => {
  clock = new FakeClock()
  board = new Board()
  homes = await mkdtemp(join(tmpdir(), 'potluck-black-list-'))
  open = []
  said = []
})
afterEach(async () => {
  for (const service of open) await service.close()
  expect(clock.pendingTimers).toBe(0)
  await rm(homes, { recursive: true })
})

async function serviceOf(who: Person, hasKeys = true, attach = true): Promise<BlackListService> {
  const service = await BlackListService.open({
    home: homes,
    clock,
    logger: createLogger(({ message }) => said.push(message), 'warn'),
    trustFor: (targetUri) => (hasKeys && targetUri.startsWith(URL) ? BACKEND.trust : undefined)
  })
  open.push(service)
  if (attach) service.attach(board.groupOf(who))
  return service
}

const order = (n: number): Order => ({ ...ORDER, id: n.toString(16).padStart(32, '0') })

/** Bob brought a wrong receipt for that upload, and signed it. */
function accuse(service: BlackListService, upload = order(1), relay = bob): void {
  const { acceptance, returned } = evidenceOf({ order: upload, relay, atMs: clock.nowMs() + board.aheadMs })
  service.accuse({
    ...{
      relay: relay.peer,
      groupId: GROUP_ID,
      targetUri: upload.targetUri,
      uploadId: upload.id,
      fault: 'wrong-receipt'
    },
    ...{ keyId: [...BACKEND.trust.keys.keys()][0], status: 201, order: encodeOrder(upload), acceptance, returned }
  })
}

/** And carol brought the valid one. */
function control(service: BlackListService, upload = order(1), given: Partial<SeenReceipt> = {}): void {
  service.receiptSeen({
    ...{ relay: carol.peer, targetUri: upload.targetUri, uploadId: upload.id, order: encodeOrder(upload), report: '' },
    ...{ keyId: [...BACKEND.trust.keys.keys()][0]!, beganMs: clock.nowMs(), ...given },
    answer: answered(upload, { createdMs: clock.nowMs() + board.aheadMs })
  })
}

async function judged(): Promise<void> {
  for (let i = 0; i < 3 * MAX_EVIDENCE_BY_AUTHOR; i++) {
    await settle()
    clock.advance(JUDGE_PAUSE_MS)
  }
  await settle()
}

describe('evidence', () => {
  test('what was proved is shown to all: who has keys for that backend avoids the relay there, and nobody else', async () => {
    const [alices, carols, daves] = [await serviceOf(alice), await serviceOf(carol), await serviceOf(dave, false)]
    let changes = 0
    carols.on('change', () => changes++)
    accuse(alices)
    await judged()
    expect(board.evidence()).toEqual([])
    control(alices)
    await judged()
    expect(board.evidence()).toHaveLength(1)
    expect(alices.entries()).toMatchObject([{ peer: bob.peer, kind: 'proved', accuser: undefined }])
    expect(carols.entries()).toMatchObject([
      {
        peer: bob.peer,
        kind: 'judged',
        accuser: alice.peer,
        origin: 'https://vendor.example',
        sinceMs: clock.nowMs() - 24 * 2 * JUDGE_PAUSE_MS
      }
    ])
    expect([carols.standing(bob.peer, URL), carols.standing(bob.peer, 'https://other.example/')]).toEqual([
      'listed',
      'fine'
    ])
    expect(changes).toBe(1)
    expect([daves.standing(bob.peer, URL), daves.entries()]).toEqual(['fine', []])
  })

  test('counts no longer than 30 days after the deed', async () => {
    const [alices, carols] = [await serviceOf(alice), await serviceOf(carol)]
    accuse(alices)
    control(alices)
    await judged()
    clock.advance(PROOF_MS - JUDGE_AGAIN_MS)
    await judged()
    expect(carols.standing(bob.peer, URL)).toBe('listed')
    clock.advance(JUDGE_AGAIN_MS)
    await judged()
    expect([carols.standing(bob.peer, URL), alices.standing(bob.peer, URL)]).toEqual(['fine', 'fine'])
    expect(board.evidence()).toEqual([])
  })

  test('is found in the group by who comes later, and by who is given the keys later', async () => {
    const alices = await serviceOf(alice)
    accuse(alices)
    control(alices)
    await judged()
    const carols = await serviceOf(carol)
    let hasKeys = false
    const daves = await BlackListService.open({
      ...{ home: homes, clock, logger: createLogger(() => {}, 'warn') },
      trustFor: async () => {
        if (!hasKeys) throw new Error('the file is not there')
        return BACKEND.trust
      }
    })
    open.push(daves)
    daves.attach(board.groupOf(dave))
    await judged()
    expect([carols.standing(bob.peer, URL), daves.standing(bob.peer, URL)]).toEqual(['listed', 'fine'])
    hasKeys = true
    clock.advance(JUDGE_AGAIN_MS)
    await judged()
    expect(daves.standing(bob.peer, URL)).toBe('listed')
  })

  test('is cleared by an answer that holds, here and at others, and withdrawn', async () => {
    const [alices, carols] = [await serviceOf(alice), await serviceOf(carol)]
    accuse(alices)
    control(alices)
    await judged()
    const [evidence] = board.evidence()
    const id = answerRecordId(bob.peer, 0)
    await board.add(bob.peer, answerType, { id, data: answerTo(evidence!, evidence!.control) })
    await judged()
    expect(carols.standing(bob.peer, URL)).toBe('listed') // Everybody has that one.
    const late = answered(order(1), { createdMs: clock.nowMs() + board.aheadMs + 60_000 })
    await board.add(bob.peer, answerType, { id, data: answerTo(evidence!, late) })
    await judged()
    expect([carols.standing(bob.peer, URL), alices.standing(bob.peer, URL)]).toEqual(['fine', 'fine'])
    expect(board.evidence()).toEqual([])
  })

  test('is withdrawn when the user pardons, also where the group was closed meanwhile', async () => {
    const [alices, carols] = [await serviceOf(alice), await serviceOf(carol)]
    accuse(alices)
    control(alices)
    await judged()
    await alices.detach(GROUP_ID)
    expect(alices.clear(bob.peer)).toBe(1)
    expect(alices.standing(bob.peer, URL)).toBe('fine')
    await judged()
    expect(board.evidence()).toHaveLength(1)
    alices.attach(board.groupOf(alice))
    await judged()
    expect(board.evidence()).toEqual([])
    expect(carols.entries()).toEqual([])
  })

  test('of others counts no more for who pardoned, however often it is written again', async () => {
    const [alices, carols] = [await serviceOf(alice), await serviceOf(carol)]
    accuse(alices)
    control(alices)
    await judged()
    expect(carols.clear(bob.peer, 'https://vendor.example')).toBe(1)
    const [[id, record]] = [...board.records] as [[RecordId, GroupRecord]]
    await board.add(alice.peer, evidenceType, { id, data: evidenceType.codec.decode(record.data) })
    clock.advance(JUDGE_AGAIN_MS)
    await judged()
    expect(carols.standing(bob.peer, URL)).toBe('fine')
  })

  test('has few places: the next takes that of the oldest', async () => {
    const alices = await serviceOf(alice)
    for (let n = 1; n <= MAX_EVIDENCE_BY_AUTHOR + 2; n++) {
      const relay = person(`relay ${n}`)
      accuse(alices, order(n), relay)
      control(alices, order(n))
      await settle()
      clock.advance(1_000)
    }
    await judged()
    const accused = board.evidence().map((one) => one?.accused)
    expect(accused).toHaveLength(MAX_EVIDENCE_BY_AUTHOR)
    expect(accused).not.toContain(person('relay 1').peer)
    expect(accused).toContain(person(`relay ${MAX_EVIDENCE_BY_AUTHOR + 2}`).peer)
  })

  test('is none of what came over plain http, nor without the statements', async () => {
    const alices = await serviceOf(alice)
    const plain = { ...order(1), targetUri: 'http://vendor.example/reports' }
    accuse(alices, plain)
    control(alices, plain)
    expect(alices.entries()).toMatchObject([{ origin: 'http://vendor.example', kind: 'testimony' }])
    expect(board.evidence()).toEqual([])
  })
})

describe('the accused', () => {
  /** What alice says of bob is in the group, and bob's node comes to it. */
  async function accused(again: SendAgain, hasKeys = true): Promise<BlackListService> {
    const alices = await serviceOf(alice)
    accuse(alices)
    control(alices)
    await judged()
    const bobs = await serviceOf(bob, hasKeys, false)
    bobs.attach(board.groupOf(bob), { again })
    await judged()
    clock.advance(ANSWER_AFTER_MS)
    await judged()
    return alices
  }

  const now = (upload = order(1)): BackendAnswer =>
    answered(upload, { createdMs: clock.nowMs() + board.aheadMs + 1_000 })

  test.each([true, false])(
    'sends it once more by itself, and is cleared by what it gets (with keys: %s)',
    async (keys) => {
      const asked: string[] = []
      const alices = await accused(async (asker, digest) => {
        asked.push(`${asker} ${digest}`)
        return now()
      }, keys)
      expect(asked).toEqual([`${alice.peer} ${Buffer.from(orderSha256(encodeOrder(order(1)))).toString('hex')}`])
      expect(alices.standing(bob.peer, URL)).toBe('fine')
      expect(board.evidence()).toEqual([])
    }
  )

  test('stays accused where the backend does not confirm it, and asks it no more than once an hour', async () => {
    let asked = 0
    const alices = await accused(async () => {
      asked++
      return replayed(order(1))
    })
    const [[id, record]] = [...board.records] as [[RecordId, GroupRecord]]
    await board.add(alice.peer, evidenceType, { id, data: evidenceType.codec.decode(record.data) })
    await judged()
    expect([asked, alices.standing(bob.peer, URL), board.records.size]).toEqual([1, 'listed', 1])
    clock.advance(JUDGE_AGAIN_MS)
    await judged()
    clock.advance(ANSWER_AFTER_MS)
    await settle()
    expect(asked).toBe(2)
  })

  test('sends nothing for what it did not sign', async () => {
    let asked = 0
    const forged = { ...evidenceOf({ relay: carol }), accused: bob.peer }
    await board.add(alice.peer, evidenceType, { id: forged.id, data: forged })
    const bobs = await serviceOf(bob, true, false)
    bobs.attach(board.groupOf(bob), {
      again: async () => {
        asked++
        return undefined
      }
    })
    await judged()
    clock.advance(ANSWER_AFTER_MS)
    await judged()
    expect([asked, board.records.size]).toEqual([0, 1])
  })
})

describe('the file', () => {
  const path = (): string => join(homes, 'black-list.json')
  const incident = {
    ...{ relay: bob.peer, groupId: GROUP_ID, origin: 'https://vendor.example', uploadId: order(1).id },
    ...{ fault: 'silent', isProvable: false, reportDigest: '', state: 'testimony', reportTries: 0 },
    ...{ atMs: FAKE_NOW_MS, untilMs: FAKE_NOW_MS + 86_400_000 }
  }
  const file = (change: Partial<typeof incident>): string =>
    JSON.stringify({ version: 1, incidents: [{ ...incident, ...change }], pardons: [] })

  test('is believed where all of it can be told', async () => {
    await writeFile(path(), file({}))
    const service = await serviceOf(alice, true, false)
    expect(parseReports(service.report(URL))).toMatchObject([{ peer: bob.peer, upload: order(1).id }])
  })

  test('keeps it over a restart, for nobody else to read', async () => {
    const before = await serviceOf(alice, true, false)
    accuse(before)
    control(before)
    before.accuse({
      ...{ relay: dave.peer, groupId: GROUP_ID, targetUri: URL, uploadId: order(2).id, fault: 'silent' },
      ...{ keyId: undefined, status: undefined }
    })
    const entries = before.entries()
    expect(entries).toHaveLength(2)
    await before.close()
    expect((await stat(path())).mode & 0o777).toBe(0o600)
    const after = await serviceOf(alice, true, false)
    expect(after.entries()).toEqual(entries)
    expect(said).toEqual([])
  })

  test.each([
    ['no JSON', '{"version":1,'],
    ['another version', '{"version":2,"incidents":[],"pardons":[]}'],
    ['foreign words', '{"version":1,"incidents":[{"relay":7}],"pardons":[]}'],
    ['an upload that no report can name', file({ uploadId: 'one bit: !' })],
    ['a time that no report can name', file({ atMs: 1e15 })],
    ['too much', `{"version":1,"incidents":[],"pardons":[]}${' '.repeat(1024 * 1024)}`]
  ])('of %s is set aside, and said', async (_, text) => {
    await writeFile(path(), text)
    const service = await serviceOf(alice, true, false)
    expect(service.entries()).toEqual([])
    expect(said).toHaveLength(1)
    expect(await readdir(homes)).toEqual(['black-list.json.damaged'])
    expect(await readFile(`${path()}.damaged`, 'utf8')).toBe(text)
    accuse(service)
    await service.close()
    expect(await readdir(homes)).toContain('black-list.json')
  })
})

describe('reports', () => {
  test('stand in the next upload to that backend until a receipt covers them', async () => {
    const alices = await serviceOf(alice, true, false)
    expect(alices.report(URL)).toBeUndefined()
    accuse(alices)
    expect(alices.report(URL)).toBeUndefined() // It is only suspected.
    control(alices)
    const report = alices.report(URL)
    expect(parseReports(report)).toEqual([
      { peer: bob.peer, reason: 'wrong-receipt', upload: order(1).id, atMs: Math.floor(clock.nowMs() / 1000) * 1000 }
    ])
    expect(alices.report('https://other.example/')).toBeUndefined()
    const refusal = { ...answered(order(2), { status: 409 }) }
    alices.receiptSeen({
      ...{ relay: carol.peer, targetUri: URL, uploadId: order(2).id, order: encodeOrder(order(2)), report: report! },
      ...{ keyId: 'any', beganMs: clock.nowMs(), answer: refusal }
    })
    expect(alices.report(URL)).toBe(report) // What a backend refuses it did not look into.
    control(alices, order(3), { report: report! })
    expect(alices.report(URL)).toBeUndefined()
    expect(alices.entries()).toMatchObject([{ peer: bob.peer, reportedMs: clock.nowMs() }])
  })

  test('are as long as an order may carry, and the rest goes along with the next', async () => {
    const alices = await serviceOf(alice, true, false)
    for (let n = 1; n <= 20; n++) {
      const relay = person(`relay ${n}`).peer
      const what = {
        targetUri: URL,
        uploadId: order(n).id,
        fault: 'silent',
        keyId: undefined,
        status: undefined
      } as const
      alices.accuse({ relay, groupId: GROUP_ID, ...what })
    }
    const told = new Set<string>()
    for (let n = 1, report = alices.report(URL); report !== undefined && n < 9; n++, report = alices.report(URL)) {
      expect(() => encodeOrder({ ...order(n), report: report })).not.toThrow()
      for (const { peer } of parseReports(report)) told.add(peer)
      control(alices, order(100 + n), { report })
    }
    expect(told.size).toBe(20)
  })
})

test('what lists by time alone ends by itself, and says so', async () => {
  const alices = await serviceOf(alice, true, false)
  let changes = 0
  alices.on('change', () => changes++)
  accuse(alices)
  expect([alices.standing(bob.peer, URL), changes]).toEqual(['listed', 1])
  clock.advance(CONTROL_MS)
  expect([alices.standing(bob.peer, URL), changes]).toEqual(['doubted', 2])
})

test('doubt about a backend is said in words', async () => {
  const alices = await serviceOf(alice, true, false)
  accuse(alices, order(1), bob)
  accuse(alices, order(1), carol)
  expect(alices.doubt(URL)).toBe(
    'several members had wrong receipts of https://vendor.example: it signs wrongly, or something on the way changes its answers'
  )
  expect(alices.doubts()).toHaveLength(1)
  expect(alices.doubt('https://other.example/')).toBeUndefined()
  expect(alices.entries()).toEqual([])
})
