// Exports that programs send: what is not one, or not ours, is refused before it fills the disk.
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { concatBytes, toHex } from '../../src/base/index.js'
import { importSent } from '../../src/gateway/import-records.js'
import { TEST_GROUP } from '../support/changes.js'
import { alice, bob, type Person } from '../support/people.js'
import { contents, noteType, openTestStore } from '../support/store-peers.js'

const home = await mkdtemp(join(tmpdir(), 'potluck-import-'))
afterAll(() => rm(home, { recursive: true }))
const group = toHex(TEST_GROUP)
const mine = await openTestStore(alice)
for (let note = 0; note < 20; note++) await mine.store.add(noteType, { data: `${note} `.repeat(1000) })
const chunks: Uint8Array[] = []
for await (const chunk of mine.store.exportRecords()) chunks.push(chunk)
const whole = concatBytes(chunks)

const PIECE_BYTES = 1000
/** What an import says of these bytes and of ever more behind them, and how many pieces it took. */
async function refusal(begin: Uint8Array, person: Person = alice, mostBytes?: number): Promise<[string, number]> {
  let pieces = 0
  async function* endless(): AsyncGenerator<Uint8Array> {
    for (let at = 0; ; at += PIECE_BYTES) {
      pieces++
      yield at < begin.byteLength ? begin.subarray(at, at + PIECE_BYTES) : new Uint8Array(PIECE_BYTES)
    }
  }
  const { store } = await openTestStore(person)
  const error: unknown = await importSent(store, group, home, endless(), mostBytes).catch((failed: unknown) => failed)
  expect(store.find({})).toEqual([])
  expect(await readdir(home)).toEqual([])
  return [(error as { code: string }).code, pieces]
}

test('an export that is sent is imported, and leaves no file behind', async () => {
  const again = await openTestStore(alice)
  const sent = (async function* () {
    for (let at = 0; at < whole.byteLength; at += PIECE_BYTES) yield whole.subarray(at, at + PIECE_BYTES)
  })()
  expect(await importSent(again.store, group, home, sent)).toMatchObject({ shards: 1, newShards: 1 })
  expect(contents(again)).toEqual(contents(mine))
  expect(await readdir(home)).toEqual([])
})

test("what is no export, another member's, of another group or damaged is taken no further than that can be seen", async () => {
  expect(await refusal(new Uint8Array())).toEqual(['BAD_EXPORT', 1])
  expect(await refusal(whole, bob)).toEqual(['FOREIGN_EXPORT', 1])
  // Of the frames in the middle one is wrong: a frame is the most that comes behind it.
  const at = whole.byteLength >> 1
  const [code, pieces] = await refusal(whole.with(at, whole[at]! ^ 1))
  expect(code).toBe('BAD_EXPORT')
  expect(pieces).toBeLessThan(at / PIECE_BYTES + 5)
  expect((await refusal(whole))[0]).toBe('BAD_EXPORT') // More stands behind the trailer.
})

test('one that is larger than can be is refused when it becomes so', async () => {
  expect(await refusal(whole, alice, 10 * PIECE_BYTES)).toEqual(['BAD_EXPORT', 11])
})
