// Reads an export file shard by shard: its form, its order, its counts and its digest. What the objects in it say is judged
// by who asks (`import.ts`). Foreign bytes: work and memory are bounded, a shard is the most that is held.
import { createHash, type Hash } from 'node:crypto'
import { compareBytes, equalBytes, peerIdFromPublicKey, publicKeyFromPeerId, type PeerId } from '../base/index.js'
import {
  MAX_CHANGE_BYTES,
  MAX_CREDENTIAL_BYTES,
  MAX_EXPORT_FRAME_BYTES,
  MAX_SHARD_BYTES,
  MAX_SHARD_CHANGES,
  MAX_SHARD_HEADS,
  MAX_SHARD_NUMBER
} from './defaults.js'
import { StoreError } from './errors.js'
import {
  badExport,
  decodeFrame,
  EXPORT_MAGIC,
  EXPORT_VERSION,
  FRAME_HEAD_BYTES,
  frameBytes,
  type ExportPlace
} from './export-format.js'
import { shardBytes, type ShardName } from './log-keys.js'
import type { potluck } from './store-pb.js'

type Frame = potluck.store.v1.ExportFrame

export type ExportItem =
  | { type: 'credential'; bytes: Uint8Array; place: ExportPlace }
  | {
      type: 'shard'
      name: ShardName
      heads: Uint8Array[]
      changes: { bytes: Uint8Array; place: ExportPlace }[]
      place: ExportPlace
    }
  /** The last: everything before it is what was written, as far as the file itself can tell. */
  | { type: 'trailer'; digest: Uint8Array; credentials: number; shards: number; changes: number }

export interface ExportOwner {
  /** 32 bytes. */
  group: Uint8Array
  author: PeerId
}

/** @throws {StoreError} `BAD_EXPORT`, `FOREIGN_EXPORT`, `NEWER_FORMAT`; what `bytes` throws */
export async function* readExport(bytes: AsyncIterable<Uint8Array>, owner: ExportOwner): AsyncGenerator<ExportItem> {
  const frames = new FrameReader(bytes)
  try {
    await frames.readMagic()
    checkHeader(await frames.next(), owner, frames.place)
    const counts = { credentials: 0, shards: 0, changes: 0 }
    let before: Uint8Array | undefined
    for (;;) {
      const frame = await frames.next()
      const { place } = frames
      if (frame.credential.byteLength > 0) {
        if (counts.shards > 0) throw badExport('a credential behind a shard', place)
        if (frame.credential.byteLength > MAX_CREDENTIAL_BYTES) throw badExport('the credential is too large', place)
        counts.credentials++
        yield { type: 'credential', bytes: frame.credential, place }
      } else if (frame.shard != null) {
        const name = shardName(frame.shard, place)
        const order = shardBytes(name)
        if (before !== undefined && compareBytes(before, order) >= 0)
          throw badExport('the shard is not the next', place)
        before = order
        const item = await readShard(frames, frame.shard, name)
        counts.shards++
        counts.changes += item.changes.length
        yield item
      } else if (frame.trailer != null) {
        const { credentials, shards, changes, digest } = frame.trailer
        const counted = counts.credentials === credentials && counts.shards === shards && counts.changes === changes
        if (!counted) throw badExport('the trailer counts otherwise', place)
        if (digest == null || !equalBytes(digest, frames.digestBefore)) throw badExport('the digest is another', place)
        await frames.expectEnd()
        yield { type: 'trailer', digest, ...counts }
        return
      } else {
        throw badExport(`a ${frame.header == null ? 'change' : 'header'} does not belong here`, place)
      }
    }
  } finally {
    await frames.close()
  }
}

function checkHeader({ header }: Frame, { group, author }: ExportOwner, place: ExportPlace): void {
  if (header == null) throw badExport('the header is missing', place)
  const { version, group: ofGroup, author: ofAuthor } = header
  if (version == null || version < 1) throw badExport('the header has no version', place)
  if (version > EXPORT_VERSION) {
    const versions = `version ${version}, this program reads up to ${EXPORT_VERSION}`
    throw new StoreError('NEWER_FORMAT', `the export has ${versions}: update Potluck; nothing was imported`)
  }
  if (!equalBytes(ofGroup ?? new Uint8Array(), group)) {
    throw new StoreError('FOREIGN_EXPORT', 'the export is of another group; nothing was imported')
  }
  if (!equalBytes(ofAuthor ?? new Uint8Array(), publicKeyFromPeerId(author) ?? new Uint8Array())) {
    const whose = ofAuthor?.byteLength === 32 ? peerIdFromPublicKey(ofAuthor) : 'nobody'
    throw new StoreError('FOREIGN_EXPORT', `the export is ${whose}'s and this is ${author}; nothing was imported`)
  }
}

function shardName({ author, shard }: potluck.store.v1.IExportShard, place: ExportPlace): ShardName {
  if (author?.byteLength !== 32 || shard == null || shard < 1 || shard > MAX_SHARD_NUMBER) {
    throw badExport('the shard is not named', place)
  }
  return { author: peerIdFromPublicKey(author), shard }
}

async function readShard(
  frames: FrameReader,
  shard: potluck.store.v1.IExportShard,
  name: ShardName
): Promise<Extract<ExportItem, { type: 'shard' }>> {
  const place = { ...frames.place, shard: name }
  const count = shard.changes ?? 0
  const heads = shard.heads ?? []
  if (count < 1 || count > MAX_SHARD_CHANGES) throw badExport(`the shard has ${count} changes`, place)
  if (heads.length < 1 || heads.length > MAX_SHARD_HEADS) throw badExport(`the shard has ${heads.length} heads`, place)
  const changes: { bytes: Uint8Array; place: ExportPlace }[] = []
  let bytes = 0
  while (changes.length < count) {
    const { change } = await frames.next({ shard: name, change: changes.length + 1 })
    const placed = { ...frames.place, shard: name, change: changes.length + 1 }
    if (change.byteLength === 0) throw badExport('a change is missing', placed)
    bytes += change.byteLength
    if (change.byteLength > MAX_CHANGE_BYTES || bytes > MAX_SHARD_BYTES) throw badExport('it is too large', placed)
    changes.push({ bytes: change, place: placed })
  }
  return { type: 'shard', name, heads, changes, place }
}

class FrameReader {
  readonly #source: AsyncIterator<Uint8Array>
  readonly #hash: Hash = createHash('sha256')
  /** Bytes that came and are not taken yet. */
  #chunks: Uint8Array[] = []
  #waitingBytes = 0
  #takenBytes = 0
  #offset = 0
  /** Of every byte before the last frame. */
  digestBefore: Uint8Array = new Uint8Array()

  constructor(bytes: AsyncIterable<Uint8Array>) {
    this.#source = bytes[Symbol.asyncIterator]()
  }

  /** Of the last frame. */
  get place(): ExportPlace {
    return { offset: this.#offset }
  }

  async readMagic(): Promise<void> {
    const magic = await this.#take(EXPORT_MAGIC.byteLength)
    if (magic === undefined || !equalBytes(magic, EXPORT_MAGIC)) throw badExport('this is no export', this.place)
    this.#hash.update(magic)
  }

  /** @param within what is said of the place beside its offset */
  async next(within: Omit<ExportPlace, 'offset'> = {}): Promise<Frame> {
    this.#offset = this.#takenBytes
    const place = { ...this.place, ...within }
    const head = await this.#take(FRAME_HEAD_BYTES)
    if (head === undefined) throw badExport('the file ends before its trailer', place)
    const length = frameBytes(head)
    if (length > MAX_EXPORT_FRAME_BYTES) throw badExport(`a frame of ${length} bytes is too large`, place)
    const body = await this.#take(length)
    if (body === undefined) throw badExport('the file ends within a frame', place)
    const frame = decodeFrame(head, body)
    if (typeof frame === 'string') throw badExport(frame, place)
    if (frame.trailer != null) this.digestBefore = this.#hash.digest()
    else this.#hash.update(head).update(body)
    return frame
  }

  async expectEnd(): Promise<void> {
    if ((await this.#take(1)) !== undefined)
      throw badExport('more stands behind the trailer', { offset: this.#takenBytes - 1 })
  }

  async close(): Promise<void> {
    await this.#source.return?.()
  }

  /** Undefined where the file ends before that. */
  async #take(count: number): Promise<Uint8Array | undefined> {
    while (this.#waitingBytes < count) {
      const next = await this.#source.next()
      if (next.done === true) return undefined
      this.#chunks.push(next.value)
      this.#waitingBytes += next.value.byteLength
    }
    const waiting = this.#chunks.length === 1 ? this.#chunks[0]! : Buffer.concat(this.#chunks)
    this.#chunks = [waiting.subarray(count)]
    this.#waitingBytes -= count
    this.#takenBytes += count
    return waiting.subarray(0, count)
  }
}
