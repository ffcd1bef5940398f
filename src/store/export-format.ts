// The frames of an export file (docs/protocols/export.md).
import { concatBytes, copyBytes, equalBytes, sha256, utf8, type PeerId } from '../base/index.js'
import { StoreError } from './errors.js'
import { potluck } from './store-pb.js'

export type ExportFrame = potluck.store.v1.IExportFrame
const { ExportFrame: Frame } = potluck.store.v1

export const EXPORT_VERSION = 1
/** As PNG's: a byte over 127, both ends of lines and an end of file show what a transfer as text does to a file. */
export const EXPORT_MAGIC = concatBytes([Uint8Array.of(0x89), utf8('PLX\r\n\x1a\n')])
/** Length of the frame, big-endian, and its checksum. */
export const FRAME_HEAD_BYTES = 8
const CHECKSUM_BYTES = 4

/** Where in an export something is. */
export interface ExportPlace {
  /** Of the frame, in bytes from the start of the file. */
  readonly offset: number
  readonly shard?: { readonly author: PeerId; readonly shard: number }
  /** Counts the shard's changes from 1. */
  readonly change?: number
}

export function badExport(what: string, { offset, shard, change }: ExportPlace): StoreError {
  const ofShard = shard === undefined ? '' : `, shard ${shard.shard} of ${shard.author}`
  const ofChange = change === undefined ? '' : `, change ${change}`
  return new StoreError('BAD_EXPORT', `the export cannot be taken: byte ${offset}${ofShard}${ofChange}: ${what}`)
}

/** The frame with its length and checksum in front. */
export function encodeFrame(frame: ExportFrame): Uint8Array {
  const body = Frame.encode(frame).finish()
  const length = new Uint8Array(4)
  new DataView(length.buffer).setUint32(0, body.byteLength)
  return concatBytes([length, sha256(body).subarray(0, CHECKSUM_BYTES), body])
}

/** @param head {@link FRAME_HEAD_BYTES} */
export function frameBytes(head: Uint8Array): number {
  return new DataView(head.buffer, head.byteOffset).getUint32(0)
}

/** Reads foreign bytes. Never throws; text: what is wrong. What is returned shares no memory with `body`. */
export function decodeFrame(head: Uint8Array, body: Uint8Array): potluck.store.v1.ExportFrame | string {
  if (!equalBytes(sha256(body).subarray(0, CHECKSUM_BYTES), head.subarray(4, FRAME_HEAD_BYTES))) {
    return 'the checksum is another'
  }
  try {
    const frame = Frame.decode(copyBytes(body))
    const { header, credential, shard, change, trailer } = frame
    const set = [header != null, credential.byteLength > 0, shard != null, change.byteLength > 0, trailer != null]
    return set.filter(Boolean).length === 1 ? frame : 'it does not hold exactly one thing'
  } catch {
    return 'it is malformed'
  }
}
