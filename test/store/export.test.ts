// Export files: what is written comes back with every signature, and what is damaged, cut off, foreign or newer is refused
// whole, with its place named.
import { createHash } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { concatBytes, seededRandom, silentLogger, utf8 } from '../../src/base/index.js'
import { namedRecordId } from '../../src/record/index.js'
import { createMemoryStorage, openLevelStorage, openStore, StoreError, type Storage } from '../../src/store/index.js'
import {
  decodeFrame,
  encodeFrame,
  EXPORT_MAGIC,
  FRAME_HEAD_BYTES,
  frameBytes,
  type ExportFrame
} from '../../src/store/export-format.js'
import { encodeChange } from '../../src/store/change-check.js'
import { checked, ShardWriter, TEST_GROUP } from '../support/changes.js'
import { FakeClock } from '../support/fake-clock.js'
import { alice, bob, mallory, type Person } from '../support/people.js'
import { contents, noteType, openTestStore, synchronise, TestPolicy, type TestStore } from '../support/store-peers.js'

const home = await mkdtemp(join(tmpdir(), 'potluck-export-'))
afterAll(() => rm(home, { recursive: true }))

/** Notes of alice (changed and deleted ones too) and of bob, and three credentials. */
async function filledStore(storage?: Storage): Promise<TestStore> {
  const policy = new TestPolicy([alice, bob])
  for (const name of ['one', 'two', 'three']) await policy.receiveCredential(utf8(name))
  const mine = await openTestStore(alice, { policy, ...(storage && { storage }) })
  const other = await openTestStore(bob)
  for (let note = 0; note < 8; note++) {
    mine.clock.advance(1)
    await mine.store.add(noteType, { id: namedRecordId(alice.peer, `${note}`), data: `note ${note}` })
    await other.store.add(noteType, { data: `bob's ${note}` })
  }
  await mine.store.update(noteType, namedRecordId(alice.peer, '1'), { data: 'note 1 again' })
  await mine.store.delete(namedRecordId(alice.peer, '2'))
  await synchronise(mine, other)
  return mine
}

const filled = await filledStore()
const whole = await exported(filled)

async function exported({ store }: TestStore): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  for await (const chunk of store.exportRecords()) chunks.push(chunk)
  return concatBytes(chunks)
}

/** In pieces, since no reader may care where they end. */
function source(bytes: Uint8Array, pieceBytes = 1000): () => AsyncGenerator<Uint8Array> {
  return async function* () {
    for (let at = 0; at < bytes.byteLength; at += pieceBytes) yield bytes.subarray(at, at + pieceBytes)
  }
}

function framesOf(bytes: Uint8Array): { frame: ExportFrame; offset: number }[] {
  const frames: { frame: ExportFrame; offset: number }[] = []
  for (let at = EXPORT_MAGIC.byteLength; at < bytes.byteLength;) {
    const head = bytes.subarray(at, at + FRAME_HEAD_BYTES)
    const body = bytes.subarray(at + FRAME_HEAD_BYTES, at + FRAME_HEAD_BYTES + frameBytes(head))
    frames.push({ frame: decodeFrame(head, body) as ExportFrame, offset: at })
    at += FRAME_HEAD_BYTES + body.byteLength
  }
  return frames
}

/** A file of these frames with a trailer that fits them: what somebody could make who knows the format. */
function fileOf(frames: readonly ExportFrame[]): Uint8Array {
  const before = concatBytes([EXPORT_MAGIC, ...frames.map(encodeFrame)])
  const count = (name: 'credential' | 'shard' | 'change'): number =>
    frames.filter((frame) => frame[name] != null && (name === 'shard' || frame[name].length > 0)).length
  const counts = { credentials: count('credential'), shards: count('shard'), changes: count('change') }
  const digest = createHash('sha256').update(before).digest()
  return concatBytes([before, encodeFrame({ trailer: { ...counts, digest } })])
}

const frames = framesOf(whole).map(({ frame }) => frame)
const body = frames.slice(0, -1)
const at = (kind: keyof ExportFrame, index = 0): number => {
  const isKind = (frame: ExportFrame): boolean => frame[kind] != null && (frame[kind] as Uint8Array).length !== 0
  return body.flatMap((frame, i) => (isKind(frame) ? [i] : []))[index]!
}
const replaced = (index: number, frame: ExportFrame): ExportFrame[] => body.map((old, i) => (i === index ? frame : old))

/** What importing into an empty store of alice's says, and that nothing of it was applied. */
async function refusal(bytes: Uint8Array, person: Person = alice): Promise<StoreError> {
  const empty = await openTestStore(person, { policy: new TestPolicy([alice, bob]) })
  const error: unknown = await empty.store.importRecords(source(bytes)).catch((failed: unknown) => failed)
  expect(error).toBeInstanceOf(StoreError)
  expect(contents(empty)).toEqual([])
  expect(empty.policy.credentials()).toEqual([])
  expect(empty.events).toEqual([])
  const stored: Uint8Array[] = []
  for await (const [key] of empty.storage.entries({ from: new Uint8Array(), to: utf8('f') })) stored.push(key)
  expect(stored).toEqual([])
  return error as StoreError
}

describe('what was exported', () => {
  test('comes back whole in an empty store: records, deletions, credentials, and every signature', async () => {
    const again = await openTestStore(alice, { policy: new TestPolicy([alice, bob]) })
    const report = await again.store.importRecords(source(whole))
    expect(report).toEqual({ credentials: 3, shards: 2, changes: 18, newShards: 2, leftOutShards: 0 })
    expect(contents(again)).toEqual(contents(filled))
    expect(contents(again)).toHaveLength(15)
    expect(again.policy.credentials()).toEqual(filled.policy.credentials())
    // Signatures are what others ask for: a stranger to the file takes everything from this store.
    const other = await openTestStore(bob)
    const { refusals } = await synchronise(again, other)
    expect(refusals).toEqual([[], []])
    expect(contents(other)).toEqual(contents(filled))
    again.clock.advance(filled.clock.nowMs() - again.clock.nowMs())
    expect(Buffer.from(await exported(again)).equals(whole)).toBe(true)
  })

  test('may come in pieces of any size', async () => {
    for (const pieceBytes of [1, 7, whole.byteLength]) {
      const again = await openTestStore(alice)
      await again.store.importRecords(source(whole, pieceBytes))
      expect(contents(again)).toEqual(contents(filled))
    }
  })

  test('merges with what is here, and once more changes nothing', async () => {
    const again = await openTestStore(alice, { seed: 4 })
    await again.store.add(noteType, { data: 'written before the import' })
    await again.store.importRecords(source(whole))
    expect(contents(again)).toHaveLength(16)
    const before = [...again.events]
    const report = await again.store.importRecords(source(whole))
    expect(report).toMatchObject({ newShards: 0, leftOutShards: 0 })
    expect(again.events).toEqual(before)
    await again.store.add(noteType, { data: 'and after it' })
    const other = await openTestStore(bob)
    expect((await synchronise(again, other)).refusals).toEqual([[], []])
    expect(contents(other)).toEqual(contents(again))
  })

  test('is older than what is here: nothing comes back that was deleted since, no change is undone', async () => {
    const mine = await filledStore()
    const old = await exported(mine)
    await mine.store.delete(namedRecordId(alice.peer, '3'))
    await mine.store.update(noteType, namedRecordId(alice.peer, '4'), { data: 'newer' })
    const before = contents(mine)
    await mine.store.importRecords(source(old))
    expect(contents(mine)).toEqual(before)
  })

  test('of an author whom nobody vouches for here stays out, and is counted', async () => {
    const again = await openTestStore(alice, { policy: new TestPolicy([alice]) })
    const report = await again.store.importRecords(source(whole))
    expect(report).toMatchObject({ shards: 2, newShards: 1, leftOutShards: 1 })
    expect(again.store.find({ creator: bob.peer })).toEqual([])
  })

  test('is fsynced when the import says that it is done', async () => {
    const storage = createMemoryStorage()
    const syncs: boolean[] = []
    const write: Storage['write'] = (batch, options) => {
      syncs.push(options.sync)
      return storage.write(batch, options)
    }
    const again = await openTestStore(alice, {
      storage: Object.assign(Object.create(storage) as Storage, bound(storage), { write })
    })
    syncs.length = 0
    await again.store.importRecords(source(whole))
    expect(syncs.length).toBeGreaterThan(0)
    expect(syncs).not.toContain(false)
  })

  test('is what was there when the export began, while the store goes on', async () => {
    for (const storage of [createMemoryStorage(), await openLevelStorage(join(home, 'going-on'))]) {
      const mine = await filledStore(storage)
      const before = contents(mine)
      const chunks: Uint8Array[] = []
      for await (const chunk of mine.store.exportRecords()) {
        chunks.push(chunk)
        await mine.store.add(noteType, { data: 'later' })
        await mine.store.delete(namedRecordId(alice.peer, '5')).catch(() => {})
      }
      const again = await openTestStore(alice)
      await again.store.importRecords(source(concatBytes(chunks)))
      expect(contents(again)).toEqual(before)
      await mine.store.close()
    }
  })
})

describe('refused whole', () => {
  test('every byte that is changed: the place is named', async () => {
    const random = seededRandom(3)
    for (let round = 0; round < 300; round++) {
      const offset = Math.floor(random.fraction() * whole.byteLength)
      const damaged = whole.map((byte, i) => (i === offset ? byte ^ (1 << Math.floor(random.fraction() * 8)) : byte))
      const { code, message } = await refusal(damaged)
      expect(code, `byte ${offset}`).toBe('BAD_EXPORT')
      const named = Number(/byte (\d+)/.exec(message)?.[1])
      const frame = framesOf(whole).findLast((one) => one.offset <= offset)
      // A damaged length is found where the next frame should begin.
      if (frame !== undefined && offset >= frame.offset + 4) expect(named, message).toBe(frame.offset)
    }
  })

  test('every length that the file can be cut to', async () => {
    const ends = [0, 1, 7, 8, 9, ...framesOf(whole).flatMap(({ offset }) => [offset, offset + 5, offset + 20])]
    for (const end of ends) {
      const { code, message } = await refusal(whole.subarray(0, end))
      expect(code, `cut at ${end}: ${message}`).toBe('BAD_EXPORT')
    }
  })

  test('the message says shard and change', async () => {
    const third = framesOf(whole).filter(({ frame }) => frame.change?.length !== 0)[2]!
    const damaged = whole.map((byte, i) => (i === third.offset + 60 ? byte ^ 1 : byte))
    const first = [alice, bob]
      .map(({ peer, keyPair }) => ({ peer, key: Buffer.from(keyPair.publicKey) }))
      .sort((a, b) => a.key.compare(b.key))[0]!
    expect((await refusal(damaged)).message).toBe(
      `the export cannot be taken: byte ${third.offset}, shard 1 of ${first.peer}, change 3: the checksum is another`
    )
  })

  test('what stands behind the trailer', async () => {
    expect((await refusal(concatBytes([whole, Uint8Array.of(0)]))).message).toContain(
      `byte ${whole.byteLength}: more stands`
    )
  })

  test('a digest that is not that of what stands before it', async () => {
    const trailer = { ...frames.at(-1)!.trailer, digest: new Uint8Array(32) }
    const another = concatBytes([EXPORT_MAGIC, ...[...body, { trailer }].map(encodeFrame)])
    const { code, message } = await refusal(another)
    expect(code).toBe('BAD_EXPORT')
    expect(message).toContain('the digest is another')
  })

  test('a group of others, and another member of this group', async () => {
    const empty = await openStore(
      {
        keyPair: alice.keyPair,
        policy: new TestPolicy([alice, bob]),
        storage: createMemoryStorage(),
        clock: new FakeClock(),
        random: seededRandom(1),
        logger: silentLogger
      },
      { group: TEST_GROUP.map((byte) => byte ^ 1) }
    )
    await expect(empty.importRecords(source(whole))).rejects.toMatchObject({ code: 'FOREIGN_EXPORT' })
    const error = await refusal(whole, bob)
    expect(error.code).toBe('FOREIGN_EXPORT')
    expect(error.message).toContain(alice.peer)
  })

  test('a newer version', async () => {
    const newer = fileOf(replaced(0, { header: { ...body[0]!.header, version: 2 } }))
    expect((await refusal(newer)).code).toBe('NEWER_FORMAT')
  })

  test.each<[string, () => ExportFrame[]]>([
    ['no header', () => body.slice(1)],
    ['two headers', () => [body[0]!, ...body]],
    ['version 0', () => replaced(0, { header: { ...body[0]!.header, version: 0 } })],
    ['a credential behind the shards', () => [...body, body[at('credential')]!]],
    ['a credential that the group does not accept', () => replaced(at('credential'), { credential: utf8('not ours') })],
    ['a shard twice', () => [...body, ...body.slice(at('shard', 1))]],
    [
      'shards in another order',
      () => [...body.slice(0, at('shard')), ...body.slice(at('shard', 1)), ...body.slice(at('shard'), at('shard', 1))]
    ],
    ['a change too few', () => body.slice(0, -1)],
    ['a change too many', () => [...body, body.at(-1)!]],
    [
      'a shard that says more changes',
      () => replaced(at('shard'), { shard: { ...body[at('shard')]!.shard, changes: 4_000_000 } })
    ],
    ['a shard without heads', () => replaced(at('shard'), { shard: { ...body[at('shard')]!.shard, heads: [] } })],
    [
      'a shard with the head of another',
      () =>
        replaced(at('shard'), { shard: { ...body[at('shard')]!.shard, heads: body[at('shard', 1)]!.shard!.heads! } })
    ],
    [
      'a head that its author did not sign',
      () => {
        const { shard } = body[at('shard')]!
        const heads = shard!.heads!.map((head) => head.with(-1, head.at(-1)! ^ 1))
        return replaced(at('shard'), { shard: { ...shard, heads } })
      }
    ],
    [
      'a shard of nobody',
      () => replaced(at('shard'), { shard: { ...body[at('shard')]!.shard, author: new Uint8Array(31) } })
    ],
    ['shard 0', () => replaced(at('shard'), { shard: { ...body[at('shard')]!.shard, shard: 0 } })],
    ['a change twice', () => replaced(at('change', 1), body[at('change')]!)],
    [
      'changes in another order',
      () => body.with(at('change'), body[at('change', 1)]!).with(at('change', 1), body[at('change')]!)
    ],
    [
      'a change that Automerge packed',
      () => replaced(at('change'), { change: Uint8Array.of(0x85, 0x6f, 0x4a, 0x83, 0, 0, 0, 0, 2, 1, 1) })
    ]
  ])('a file that fits its own checksums: %s', async (_what, make) => {
    const bytes = fileOf(make())
    const policy = new TestPolicy([alice, bob])
    policy.refuses = (credential) => Buffer.from(credential).toString() === 'not ours'
    const empty = await openTestStore(alice, { policy })
    await expect(empty.store.importRecords(source(bytes))).rejects.toMatchObject({ code: 'BAD_EXPORT' })
    expect(contents(empty)).toEqual([])
    expect(policy.credentials()).toEqual([])
  })

  test('a record that its author did not sign', async () => {
    const writer = new ShardWriter(alice, 'forged')
    const change = checked(writer.write('mine'))
    const forged = encodeChange({ ...change, actor: '0'.repeat(32) })
    const shard = { author: alice.keyPair.publicKey, shard: 1, changes: 1, heads: [writer.sign(1, 1).bytes] }
    const error = await refusal(fileOf([body[0]!, { shard }, { change: forged }]))
    expect(error.message).toContain('its changes do not fit together')
    const byMallory = new ShardWriter(mallory, 'forged')
    const hers = byMallory.write('hers')
    const claimed = { ...shard, heads: [byMallory.sign(1, 1).bytes] }
    expect((await refusal(fileOf([body[0]!, { shard: claimed }, { change: hers }]))).message).toContain(
      'head-malformed'
    )
  })
})

test('a disk that is full in the middle says DISK; the same import brings the rest', async () => {
  const storage = createMemoryStorage()
  let room = Infinity
  const small: Storage = {
    ...bound(storage),
    write: (batch, options) =>
      room-- > 0 ? storage.write(batch, options) : Promise.reject(new StoreError('DISK', 'full'))
  }
  const again = await openTestStore(alice, { storage: small })
  room = 0
  await expect(again.store.importRecords(source(whole))).rejects.toMatchObject({ code: 'DISK' })
  room = Infinity
  await again.store.importRecords(source(whole))
  await again.store.close()
  const opened = await openTestStore(alice, { storage })
  expect(contents(opened)).toEqual(contents(filled))
})

test('a file that changes between the two readings is no import', async () => {
  const again = await openTestStore(alice)
  let reads = 0
  const changing = (): AsyncGenerator<Uint8Array> =>
    source(reads++ === 0 ? whole : fileOf(body.slice(0, at('shard', 1))))()
  await expect(again.store.importRecords(changing)).rejects.toMatchObject({ code: 'BAD_EXPORT' })
})

test('a closed store neither exports nor imports', async () => {
  const closed = await openTestStore(alice)
  await closed.store.close()
  expect(() => closed.store.importRecords(source(whole))).toThrowError(expect.objectContaining({ code: 'CLOSED' }))
  await expect(exported(closed)).rejects.toMatchObject({ code: 'CLOSED' })
})

function bound(storage: Storage): Storage {
  return {
    get: (key) => storage.get(key),
    write: (batch, options) => storage.write(batch, options),
    entries: (range) => storage.entries(range),
    snapshot: () => storage.snapshot(),
    close: async () => {}
  }
}
