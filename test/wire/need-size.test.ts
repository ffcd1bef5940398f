// What each part of a need weighs that asks for an URL of 60 characters: docs/protocols/need.md says so, and a need that grows is noticed.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { needRecordId, needType, PLAIN_NEED } from '../../src/content/index.js'
import { sealRecord } from '../../src/record/index.js'
import { potluck } from '../../src/record/record-pb.js'
import { potluck as content } from '../../src/content/content-pb.js'
import { FAKE_NOW_MS } from '../support/fake-clock.js'
import { alice } from '../support/people.js'

const { Envelope, Record: WireRecord } = potluck.record.v1
const { Need } = content.content.v1
const PAGE = readFileSync(join(import.meta.dirname, '../../docs/protocols/need.md'), 'utf8')
/** As Debian's archives name a package. */
const URL_OF_60 = 'http://archive.ubuntu.example/ubuntu/pool/main/l/linux_6.deb'

function sealed(): { record: Uint8Array; data: Uint8Array; whole: Uint8Array } {
  const needId = 'a5'.repeat(16)
  const data = needType.codec.encode({
    ...{ ...PLAIN_NEED, needId, id: 2 ** 32 - 1, url: URL_OF_60, protocol: 'http', version: '1.0' },
    ...{ excluded: [], newerThanMs: 0, refusesRedirects: false }
  })
  const times = { createdAtMs: FAKE_NOW_MS, modifiedAtMs: FAKE_NOW_MS, expiresAtMs: FAKE_NOW_MS + 60_000 }
  const record = {
    ...{ id: needRecordId(alice.peer, 'ab'.repeat(32)), type: needType.name, version: FAKE_NOW_MS, ...times },
    ...{ creator: alice.peer, lastModifiedBy: alice.peer, deleted: false, autoRefresh: false },
    ...{ renewals: 0, renewedAtMs: 0, attributes: {}, data }
  }
  const whole = sealRecord(record, new Uint8Array(32), alice.keyPair)
  return { data, whole, record: Envelope.decode(whole).record }
}

/** Bytes of these fields of a message, each with its tag and length. */
function bytesOf(message: { encode(said: object): { finish(): Uint8Array } }, said: object, fields: string[]): number {
  const values = new Map(Object.entries(said))
  return message.encode(Object.fromEntries(fields.map((name) => [name, values.get(name)]))).finish().byteLength
}

test('a need for an URL of 60 characters weighs what the document says, part by part', () => {
  const { record, data, whole } = sealed()
  const [need, around] = [Need.decode(data), WireRecord.decode(record)]
  const parts: [string, number][] = [
    ['`need_id`', bytesOf(Need, need, ['needId'])],
    ['`url`', bytesOf(Need, need, ['url'])],
    ['`id`', bytesOf(Need, need, ['id'])],
    ['`protocol`, `version`', bytesOf(Need, need, ['protocol', 'version'])],
    ['record id', bytesOf(WireRecord, around, ['id'])],
    ['record type', bytesOf(WireRecord, around, ['type'])],
    ['key of the sender', bytesOf(WireRecord, around, ['creator'])],
    ['key of who changed it last', bytesOf(WireRecord, around, ['lastModifiedBy'])],
    ['version, three times', bytesOf(WireRecord, around, ['version', 'createdMs', 'modifiedMs', 'expiresMs'])],
    ['tag and length of the data', bytesOf(WireRecord, around, ['data']) - data.byteLength]
  ]
  expect(parts.reduce((sum, [, bytes]) => sum + bytes, 0)).toBe(record.byteLength)
  parts.push(['before the signature', record.byteLength], ['with it', whole.byteLength])
  for (const [what, bytes] of parts) expect(PAGE).toContain(`| ${what} | ${bytes} |`)
  expect(record.byteLength).toBeLessThan(250)
})
