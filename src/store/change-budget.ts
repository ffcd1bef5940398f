// How many bytes of foreign changes a store takes, of one author and of all: nobody fills a disk.
import type { PeerId } from '../base/index.js'
import { MAX_CHANGE_BYTES_PER_AUTHOR, MAX_FOREIGN_CHANGE_BYTES } from './defaults.js'
import type { ShardLog } from './shard-log.js'

/** Whether `bytes` more of `author` fit beside `logs`. Our own history coming back after a lost disk always does. */
export function hasRoomFor(logs: Iterable<ShardLog>, self: PeerId, author: PeerId, bytes: number): boolean {
  if (author === self) return true
  let ofAuthor = bytes
  let ofAll = bytes
  for (const log of logs) {
    if (log.author === author) ofAuthor += log.bytes
    if (log.author !== self) ofAll += log.bytes
  }
  return ofAuthor <= MAX_CHANGE_BYTES_PER_AUTHOR && ofAll <= MAX_FOREIGN_CHANGE_BYTES
}
