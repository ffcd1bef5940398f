// A hostile member against the black lists of others, with real records over real connections: evidence that is forged, another's, of
// another group or place, too large or written over and over does nothing; what a relay signed does.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { silentLogger, systemClock, type Clock } from '../../src/base/index.js'
import { MAX_EVIDENCE_BY_AUTHOR } from '../../src/flows/receipt/black-list-defaults.js'
import { BlackListService } from '../../src/flows/receipt/black-list-service.js'
import {
  answerRecordId,
  answerType,
  evidenceRecordId,
  evidenceType,
  type EvidenceData
} from '../../src/flows/receipt/evidence-records.js'
import type { Group } from '../../src/group/index.js'
import { defineRecordType, MAX_RECORD_DATA_BYTES } from '../../src/record/index.js'
import { answered, answerTo, BACKEND, evidenceOf, ORDER, URL, type Deed } from '../flows/receipt/evidence-story.js'
import { eventually } from '../support/eventually.js'
import type { Person } from '../support/people.js'
import { RealGroup } from '../support/real-group.js'

const ORIGIN = 'https://vendor.example'

let office: RealGroup
/** Judges. */
let alice: Group
/** Carries uploads. */
let bob: Group
let mallory: Group
let blackList: BlackListService
let home: string
let marks = 0

/** Whose timers are so many times as fast. */
const fast: Clock = { ...systemClock, setTimer: (delayMs, fire) => systemClock.setTimer(delayMs / 50, fire) }

beforeAll(async () => {
  office = await RealGroup.found()
  alice = await office.open(office.founder)
  bob = await office.open(await office.join('bob'), [alice])
  mallory = await office.open(await office.join('mallory'), [alice, bob])
  home = await mkdtemp(join(tmpdir(), 'potluck-evidence-'))
  blackList = await BlackListService.open({
    ...{ home, clock: fast, logger: silentLogger },
    trustFor: (targetUri) => (targetUri.startsWith(ORIGIN) ? BACKEND.trust : undefined)
  })
  blackList.attach(alice)
  for (const { store } of [bob, mallory]) for (const type of [evidenceType, answerType]) store.declare(type)
})
afterAll(async () => {
  await blackList.close()
  await office.close()
  await rm(home, { recursive: true })
})

const personOf = (group: Group): Person => ({ name: '', keyPair: group.keyPair, peer: group.self })

/** What bob did, shown by mallory, who asked him. @param deed what is otherwise */
function shown(deed: Deed = {}, change: Partial<EvidenceData> = {}): EvidenceData {
  const parts = { relay: personOf(bob), asker: personOf(mallory), group: office.idBytes, atMs: alice.peerTimeMs() }
  return { ...evidenceOf({ ...parts, ...deed }), slot: 0, accused: bob.self, ...change }
}

async function publish(by: Group, data: EvidenceData, id = evidenceRecordId(by.self, data.slot)): Promise<void> {
  const { version } = await by.store.add(evidenceType, { id, data })
  await eventually(() => expect(alice.store.get(id)?.version).toBe(version))
}

/** What was published until now is judged: it is done in order, and this one holds, and is taken back. */
async function allJudged(): Promise<void> {
  const order = { ...ORDER, id: (++marks).toString(16).padStart(32, '0') }
  const slot = MAX_EVIDENCE_BY_AUTHOR - 1
  await publish(mallory, shown({ order }, { slot }))
  await eventually(() => expect(blackList.entries()).toMatchObject([{ uploadId: order.id, kind: 'judged' }]))
  await mallory.store.delete(evidenceRecordId(mallory.self, slot))
  await eventually(() => expect(blackList.entries().filter(({ uploadId }) => uploadId === order.id)).toEqual([]))
}

test('what is forged, of another, of another group, or shows nothing does nothing', async () => {
  const forgeries: EvidenceData[] = [
    shown({ relay: personOf(mallory) }), // Signed by herself.
    shown({ asker: personOf(alice) }), // Of what bob promised somebody else.
    shown({ group: Buffer.alloc(32, 7) }),
    shown({ brought: { status: 200, headers: [], body: Buffer.from('ok') } }),
    shown({ brought: answered(ORDER) }), // Bob did well.
    shown({ control: shown({ order: { ...ORDER, id: '0e'.repeat(16) } }).control }),
    shown({}, { acceptance: new Uint8Array(100), returned: new Uint8Array(100) })
  ]
  for (const [slot, data] of forgeries.entries()) await publish(mallory, { ...data, slot })
  await allJudged()
  expect(blackList.entries()).toEqual([])
  expect(blackList.standing(bob.self, URL)).toBe('fine')
})

test('what is too large, or stands elsewhere than its author’s few places, does nothing', async () => {
  const large = { ...evidenceType, maxBytes: MAX_RECORD_DATA_BYTES }
  const bytes = defineRecordType({
    ...large,
    codec: { encode: (data: Uint8Array) => data, decode: (data: Uint8Array) => data }
  })
  const padded = Buffer.concat([evidenceType.codec.encode(shown()), Buffer.alloc(evidenceType.maxBytes)])
  await mallory.store.add(bytes, {
    ...{ id: evidenceRecordId(mallory.self, 0), data: padded.subarray(0, MAX_RECORD_DATA_BYTES) }
  })
  const elsewhere = evidenceRecordId(mallory.self, MAX_EVIDENCE_BY_AUTHOR)
  await mallory.store.add(bytes, { id: elsewhere, data: evidenceType.codec.encode(shown()) })
  await eventually(() => expect(alice.store.get(elsewhere)).toBeDefined())
  await allJudged()
  expect(blackList.entries()).toEqual([])
})

test('what a relay signed lists it for that backend, until it shows a receipt of its own; nobody else’s answer counts', async () => {
  const data = shown()
  await publish(mallory, data)
  await eventually(() => expect(blackList.entries()).toMatchObject([{ peer: bob.self, accuser: mallory.self }]))
  expect(blackList.standing(bob.self, `${ORIGIN}/other`)).toBe('listed')
  expect(blackList.standing(bob.self, 'https://other.example/')).toBe('fine')
  const heard = { ...data, id: evidenceRecordId(mallory.self, 0), accuser: mallory.self }
  const late = answered(ORDER, { createdMs: alice.peerTimeMs() + 60_000 })
  const said = async (by: Group, response = late): Promise<void> => {
    const id = answerRecordId(by.self, 0)
    const { version } = await by.store.add(answerType, { id, data: answerTo(heard, response) })
    await eventually(() => expect(alice.store.get(id)?.version).toBe(version))
  }
  await said(mallory)
  await said(bob, data.control)
  await allJudged()
  expect(blackList.standing(bob.self, URL)).toBe('listed')
  await said(bob)
  await eventually(() => expect(blackList.entries()).toEqual([]))
  // Written again it stays answered.
  await publish(mallory, data)
  await allJudged()
  expect(blackList.standing(bob.self, URL)).toBe('fine')
})
