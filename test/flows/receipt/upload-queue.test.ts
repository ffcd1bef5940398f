// The queue on a real disk: what was confirmed is there after a stop at any moment, and what a stop leaves half done does no harm.
import { existsSync, readFileSync, readdirSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { sha256, toHex, utf8 } from '../../../src/base/index.js'
import type { UploadFacts, UploadRecord } from '../../../src/flows/receipt/queue-entry.js'
import { UploadQueue } from '../../../src/flows/receipt/upload-queue.js'
import { diskOrder } from '../../support/disk-order.js'

const ID = '0a'.repeat(16)
const OTHER = '0b'.repeat(16)
const REPORT = utf8('<report/>')

let folder: string
let queue: UploadQueue

beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'potluck-queue-')), 'upload-queue')
  queue = await UploadQueue.open(folder)
})

function fixed(id: string): Omit<UploadFacts, 'bytes' | 'digest'> {
  const url = 'https://vendor.example/reports'
  const rest = { contentType: 'application/xml', isSealed: false, direct: true, addedAtMs: 1, expiresAtMs: 2 }
  return { id, url, name: 'täglich.xml', ...rest }
}

function pending(facts: UploadFacts): UploadRecord {
  return { facts, state: 'pending', attempts: [], attemptCount: 0, held: [] }
}

async function* of(...chunks: Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* chunks
}

function files(): string[] {
  return readdirSync(folder).sort()
}

async function reopened(): Promise<{ records: UploadRecord[]; damaged: string[] }> {
  queue = await UploadQueue.open(folder)
  return await found()
}

async function found(): Promise<{ records: UploadRecord[]; damaged: string[] }> {
  const records: UploadRecord[] = []
  const damaged = await queue.find((record) => records.push(record))
  return { records, damaged }
}

async function read(facts: UploadFacts): Promise<string> {
  const chunks: Uint8Array[] = []
  for await (const chunk of queue.bytes(facts)) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}

test('what was added is there after a stop, with its bytes and their digest, for its owner alone', async () => {
  const facts = await queue.add(fixed(ID), of(REPORT))
  expect(facts).toMatchObject({ bytes: REPORT.byteLength, digest: toHex(sha256(REPORT)) })
  expect(await reopened()).toEqual({ records: [pending(facts)], damaged: [] })
  expect(await read(facts)).toBe('<report/>')
  expect(statSync(folder).mode & 0o777).toBe(0o700)
  expect(statSync(join(folder, `${ID}.upload`)).mode & 0o777).toBe(0o600)
})

test('of what was still coming nothing is left, however it ended', async () => {
  async function* broken(): AsyncGenerator<Uint8Array> {
    yield REPORT
    throw new Error('the program went away')
  }
  await expect(queue.add(fixed(ID), broken())).rejects.toThrow('the program went away')
  const stopped = AbortSignal.abort(new Error('enough'))
  await expect(queue.add(fixed(ID), of(REPORT), stopped)).rejects.toThrow('enough')
  expect(files()).toEqual([])
  writeFileSync(join(folder, `${ID}.upload.tmp`), 'half of it')
  expect(await reopened()).toEqual({ records: [], damaged: [] })
  expect(files()).toEqual([])
})

test('chunks of any size become one file', async () => {
  const chunk = new Uint8Array(50_000).fill(7)
  const facts = await queue.add(fixed(ID), of(...Array<Uint8Array>(20).fill(chunk), new Uint8Array(0)))
  expect(facts).toMatchObject({ bytes: 1_000_000, digest: toHex(sha256(new Uint8Array(1_000_000).fill(7))) })
  expect((await reopened()).records).toEqual([pending(facts)])
  expect(await read(facts)).toBe('\u0007'.repeat(1_000_000))
})

test('an empty one is one too', async () => {
  const facts = await queue.add(fixed(ID), of())
  expect((await reopened()).records).toEqual([pending(facts)])
  expect(await read(facts)).toBe('')
})

test('what changed of it is there after a stop; the last of it', async () => {
  const facts = await queue.add(fixed(ID), of(REPORT))
  const first = { ...pending(facts), attemptCount: 1 }
  const last = { ...pending(facts), attemptCount: 2 }
  await Promise.all([queue.save(first), queue.save(last)])
  expect((await reopened()).records).toEqual([last])
})

test('what is over keeps its story, and no bytes', async () => {
  const facts = await queue.add(fixed(ID), of(REPORT))
  const over: UploadRecord = { ...pending(facts), state: 'delivered' }
  await queue.over(over)
  expect(files()).toEqual([`${ID}.state`])
  expect((await reopened()).records).toEqual([over])
  await queue.forget(ID)
  expect(files()).toEqual([])
})

test('what it was answered stays on the disk when the queue is opened: thousands that are over would not go into the memory', async () => {
  const facts = await queue.add(fixed(ID), of(REPORT))
  const outcome = { atMs: 3, status: 201, proof: 'receipt', keyId: 'k' } as const
  const receipt = { ...outcome, requestHeaders: [], headers: [['A', 'b'] as [string, string]], body: 'eA=='.repeat(99) }
  const over: UploadRecord = { ...pending(facts), state: 'delivered', receipt }
  await queue.over(over)
  const [found] = (await reopened()).records
  expect(found).toEqual({ ...over, receipt: { ...outcome, requestHeaders: [], headers: [], body: '' } })
  expect(await queue.read(ID)).toEqual(over)
})

test('a stop between the end and the removal of the bytes: it is over', async () => {
  const facts = await queue.add(fixed(ID), of(REPORT))
  const bytes = readFileSync(join(folder, `${ID}.upload`))
  const over: UploadRecord = { ...pending(facts), state: 'delivered' }
  await queue.over(over)
  writeFileSync(join(folder, `${ID}.upload`), bytes)
  expect(await reopened()).toEqual({ records: [over], damaged: [] })
  expect(files()).toEqual([`${ID}.state`])
})

test.each(['', '{', '{"facts":1}', 'x'.repeat(2 ** 21)])(
  'a state that a loss of power spoilt: the upload begins anew',
  async (state) => {
    const facts = await queue.add(fixed(ID), of(REPORT))
    writeFileSync(join(folder, `${ID}.state`), state)
    expect(await reopened()).toEqual({ records: [pending(facts)], damaged: [`${ID}.state`] })
    expect(await read(facts)).toBe('<report/>')
  }
)

test('a file that was cut anywhere is set aside, and named; others are as they were', async () => {
  const good = await queue.add(fixed(OTHER), of(REPORT))
  await queue.add(fixed(ID), of(REPORT))
  const path = join(folder, `${ID}.upload`)
  const whole = readFileSync(path)
  for (let bytes = 0; bytes < whole.byteLength; bytes += 13) {
    writeFileSync(path, whole)
    truncateSync(path, bytes)
    expect(await reopened()).toEqual({ records: [pending(good)], damaged: [`${ID}.upload`] })
    expect(existsSync(path)).toBe(false)
  }
  expect(readdirSync(join(folder, 'damaged'))).toEqual([`${ID}.upload`])
})

test('a file under another name is not that upload', async () => {
  await queue.add(fixed(ID), of(REPORT))
  writeFileSync(join(folder, `${OTHER}.upload`), readFileSync(join(folder, `${ID}.upload`)))
  const { records, damaged } = await reopened()
  expect(records.map(({ facts }) => facts.id)).toEqual([ID])
  expect(damaged).toEqual([`${OTHER}.upload`])
})

test('a folder that cannot be written says so by its code', async () => {
  const blocked = join(folder, 'file')
  writeFileSync(blocked, '')
  await expect(UploadQueue.open(join(blocked, 'upload-queue'))).rejects.toMatchObject({ code: 'UPLOAD_DISK' })
})

test('what comes in beside the reading is not touched by it, and not found', async () => {
  const before = await queue.add(fixed(ID), of(REPORT))
  writeFileSync(join(folder, `${OTHER}.upload.tmp`), 'of a stop')
  queue = await UploadQueue.open(folder)
  expect(queue.waitedBefore).toBe(1)
  let goOn!: () => void
  const open = new Promise<void>((resolve) => (goOn = resolve))
  const adding = queue.add(
    fixed('0c'.repeat(16)),
    (async function* () {
      yield REPORT.subarray(0, 3)
      await open
      yield REPORT.subarray(3)
    })()
  )
  await expect.poll(files).toContain(`${'0c'.repeat(16)}.upload.tmp`)
  expect((await found()).records).toEqual([pending(before)])
  expect(files()).not.toContain(`${OTHER}.upload.tmp`)
  goOn()
  expect(await read(await adding)).toBe('<report/>')
})

test('the reading ends when nobody wants it any more', async () => {
  await queue.add(fixed(ID), of(REPORT))
  queue = await UploadQueue.open(folder)
  const heard: UploadRecord[] = []
  const reading = queue.find((record) => heard.push(record), AbortSignal.abort(new Error('stopping')))
  await expect(reading).rejects.toThrow('stopping')
  expect(heard).toEqual([])
})

test('a loss of power takes nothing that was confirmed, and no bytes before the disk holds how it ended', async () => {
  let facts: UploadFacts
  const added = await diskOrder(async () => (facts = await queue.add(fixed(ID), of(REPORT))))
  expect(added).toEqual(['sync .upload.tmp', 'rename .upload', 'sync upload-queue'])
  const over = await diskOrder(() => queue.over({ ...pending(facts), state: 'cancelled' }))
  expect(over).toEqual(['sync .state.tmp', 'rename .state', 'sync upload-queue', 'rm .upload'])
})
