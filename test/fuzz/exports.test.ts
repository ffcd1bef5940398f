// Export files: `importRecords` of what another wrote, also one who knows the frames, their checksums and the digest.
import { expect } from 'vitest'
import { concatBytes, copyBytes, sha256, utf8 } from '../../src/base/index.js'
import { StoreError, type ImportReport } from '../../src/store/index.js'
import { EXPORT_MAGIC, FRAME_HEAD_BYTES, encodeFrame } from '../../src/store/export-format.js'
import { potluck } from '../../src/store/store-pb.js'
import { alice, dave } from '../support/people.js'
import { noteType, openTestStore, synchronise } from '../support/store-peers.js'
import type { Dice } from './dice.js'
import { fuzz } from './fuzz.js'
import { FuzzedStore, REFUSED_CREDENTIAL } from './fuzzed-store.js'
import { mutateBytes } from './mutate-bytes.js'
import { mutateProtobuf } from './mutate-protobuf.js'

const { ExportFrame } = potluck.store.v1
const CODES = ['BAD_EXPORT', 'FOREIGN_EXPORT', 'NEWER_FORMAT']

fuzz(
  'exports',
  { operations: 20_000, operationsPerByte: 12 },
  ['BAD_EXPORT', 'nothing new', 'imported'],
  async (dice) => {
    const fuzzed = await FuzzedStore.open()
    const { clock } = fuzzed.peer
    const author = await openTestStore(alice, { clock })
    const honest: Uint8Array[] = []
    /** One after the other: more and more of alice's records, and of the owner's. */
    const source = await openTestStore(dave, { clock, seed: 5 })
    source.policy.arrive(utf8('a certificate'))
    for (const data of ['a', 'b', 'c', 'd']) {
      await author.store.add(noteType, { data })
      await source.store.add(noteType, { data: `own ${data}` })
      await synchronise(author, source)
      honest.push(await whole(source.store.exportRecords()))
    }
    await source.store.close()
    let before = ''
    let result: ImportReport | string

    return {
      honest,
      mutate: (bytes, _, others) => {
        before = fuzzed.fingerprint()
        if (dice.chance(0.02)) return dice.pick(honest.slice(0, 2))
        return dice.chance(0.4) ? mutateBytes(bytes, dice, others) : mutateFrames(bytes, dice)
      },
      read: async (bytes) => {
        const pieces = piecesOf(bytes, dice)
        try {
          result = await fuzzed.peer.store.importRecords(async function* () {
            for (const piece of pieces) yield piece
          })
        } catch (error) {
          if (!(error instanceof StoreError) || !CODES.includes(error.code)) throw error
          if (error.code === 'BAD_EXPORT') expect(error.message).toMatch(/byte \d+|no trailer/)
          result = error.code
        }
      },
      judge: () => {
        const changed = fuzzed.fingerprint() !== before
        if (typeof result === 'string') {
          expect(changed).toBe(false)
          return result
        }
        // Every author is known here and there is room: a shard that is not taken should have been refused before.
        expect(result.leftOutShards).toBe(0)
        if (result.newShards > 0) expect(changed).toBe(true)
        return changed ? 'imported' : 'nothing new'
      },
      end: async () => {
        const bytes = honest.at(-1)!
        const report = await fuzzed.peer.store.importRecords(async function* () {
          yield bytes
        })
        expect(report).toMatchObject({ shards: 2, changes: 8, leftOutShards: 0 })
        await fuzzed.expectWhole([author])
        await author.store.close()
      }
    }
  }
)

/** Frames changed, left out, doubled or in another order, with checksums, counts and digest that are right for them. */
function mutateFrames(bytes: Uint8Array, dice: Dice): Uint8Array {
  const bodies = bodiesOf(bytes)
  if (bodies.length < 2) return mutateBytes(bytes, dice, [bytes])
  const trailer = bodies.pop()!
  for (let steps = dice.pick([0, 1, 1, 2, 3]); steps > 0; steps--) {
    const at = dice.below(bodies.length)
    const body = bodies[at]!
    switch (dice.below(6)) {
      case 0:
        bodies.splice(at, 1)
        break
      case 1:
        bodies.splice(dice.below(bodies.length + 1), 0, ...Array<Uint8Array>(dice.pick([1, 2, 30])).fill(body))
        break
      case 2:
        bodies.splice(dice.below(bodies.length), 0, bodies.splice(at, 1)[0]!)
        break
      case 3:
        bodies.splice(
          at,
          0,
          ExportFrame.encode({ credential: dice.pick([utf8('b'), Uint8Array.of(REFUSED_CREDENTIAL)]) }).finish()
        )
        break
      case 4:
        bodies.splice(0, bodies.length, ...bodies.map((one) => (dice.chance(0.5) ? one : unsigned(one, dice))))
        break
      default:
        bodies[at] = mutateProtobuf(body, dice, bodies)
    }
    if (bodies.length === 0) return dice.bytes(20)
  }
  return framed(bodies, trailer, dice)
}

/** A shard whose first head says what its author never signed; another frame as it is. */
function unsigned(body: Uint8Array, dice: Dice): Uint8Array {
  const shard = frameOf(body)?.shard
  const [head, ...others] = shard?.heads ?? []
  if (shard == null || head === undefined || head.byteLength === 0) return body
  // The signature stands last.
  const at = head.byteLength - 1 - dice.below(Math.min(64, head.byteLength))
  const forged = head.with(at, head[at]! ^ (1 << dice.below(8)))
  return ExportFrame.encode({ shard: { ...shard, heads: [forged, ...others] } }).finish()
}

function framed(bodies: readonly Uint8Array[], trailer: Uint8Array, dice: Dice): Uint8Array {
  const file = concatBytes([EXPORT_MAGIC, ...bodies.map(withHead)])
  const frames = bodies.map((body) => frameOf(body) ?? ExportFrame.fromObject({}))
  const counts = {
    credentials: frames.filter(({ credential }) => credential.byteLength > 0).length,
    shards: frames.filter(({ shard }) => shard != null).length,
    changes: frames.filter(({ change }) => change.byteLength > 0).length
  }
  if (dice.chance(0.1)) return concatBytes([file, withHead(trailer)])
  const digest = dice.chance(0.95) ? sha256(file) : dice.bytes(32)
  const end = encodeFrame({ trailer: { ...counts, digest, ...(dice.chance(0.05) && { changes: dice.below(9) }) } })
  return concatBytes([file, end, dice.bytes(dice.chance(0.05) ? dice.below(20) : 0)])
}

function frameOf(body: Uint8Array): potluck.store.v1.ExportFrame | undefined {
  try {
    return ExportFrame.decode(body)
  } catch {
    return undefined
  }
}

function withHead(body: Uint8Array): Uint8Array {
  const length = new Uint8Array(4)
  new DataView(length.buffer).setUint32(0, body.byteLength)
  return concatBytes([length, sha256(body).subarray(0, 4), body])
}

/** As far as the bytes are frames. */
function bodiesOf(bytes: Uint8Array): Uint8Array[] {
  const bodies: Uint8Array[] = []
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  for (let at = EXPORT_MAGIC.byteLength; at + FRAME_HEAD_BYTES <= bytes.byteLength;) {
    const end = at + FRAME_HEAD_BYTES + view.getUint32(at)
    if (end > bytes.byteLength) break
    bodies.push(copyBytes(bytes.subarray(at + FRAME_HEAD_BYTES, end)))
    at = end
  }
  return bodies
}

/** As a disk or a network may give them. */
function piecesOf(bytes: Uint8Array, dice: Dice): Uint8Array[] {
  const size = dice.pick([1, 7, 100, 4096])
  return Array.from({ length: Math.ceil(bytes.byteLength / size) }, (_, i) => bytes.subarray(i * size, (i + 1) * size))
}

async function whole(chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const all: Uint8Array[] = []
  for await (const chunk of chunks) all.push(chunk)
  return concatBytes(all)
}
