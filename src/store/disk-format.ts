// Which version of the disk layout a storage holds (docs/store.md): asked before anything else is read, and never guessed.
import { utf8 } from '../base/index.js'
import { StoreError } from './errors.js'
import type { Storage } from './storage.js'

/** What this program writes. Storages of the first programs bear no key and are version 1. */
export const DISK_FORMAT = 1
/** Begins with no letter that stands for a kind of log entry (`log-keys.ts`). */
export const FORMAT_KEY = utf8('format')
/** Decimal digits, so that any tool for the storage can show them. */
const FORMAT_VALUE = /^[1-9][0-9]{0,8}$/

/**
 * Refuses what a newer program wrote, before a key is read or written beyond the format's own.
 * @returns whether the storage bears its version yet
 * @throws {StoreError} `NEWER_FORMAT`; `DISK` where the key cannot be read or says no number
 */
export function checkFormat(storage: Pick<Storage, 'get'>): 'stamped' | 'unstamped' {
  const value = storage.get(FORMAT_KEY)
  if (value === undefined) return 'unstamped'
  const text = Buffer.from(value.subarray(0, 16)).toString('latin1')
  if (!FORMAT_VALUE.test(text)) throw new StoreError('DISK', 'the key `format` of the store is damaged')
  if (Number(text) > DISK_FORMAT) {
    throw new StoreError(
      'NEWER_FORMAT',
      `the store was written in format ${text} and this program knows ${DISK_FORMAT}: update Potluck; nothing was changed`
    )
  }
  return 'stamped'
}

/**
 * Not synced: whatever is written later stands behind it in the storage's log, so no loss of power keeps that without this.
 * @throws {StoreError} `DISK`
 */
export function stampFormat(storage: Storage): Promise<void> {
  return storage.write([{ key: FORMAT_KEY, value: utf8(String(DISK_FORMAT)) }], { sync: false })
}
