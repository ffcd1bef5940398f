// A kind of record, declared once: what it is called, how long it lives, how its data are spelled.
import { MAX_RECORD_DATA_BYTES } from './defaults.js'
import type { GroupRecord, Lifetime } from './record.js'

/** How a type's data become bytes. `decode` throws on bytes it refuses; callers go through {@link readData}. */
export interface Codec<Data> {
  encode(data: Data): Uint8Array
  decode(bytes: Uint8Array): Data
}

/**
 * Who may change and delete a record besides the member that created it: nobody, administrators of the group, or every
 * member. Another's change is adopted by the creator's store, so that it lasts.
 */
export type ChangeableBy = 'creator' | 'administrators' | 'members'

/** What a type's validator says. `deferred`: what it needs to know is not here yet. */
export type Validity = 'valid' | 'invalid' | 'deferred'

export interface RecordTypeInit<Data> {
  /** For instance `content.location`. */
  name: string
  lifetime: Lifetime
  codec: Codec<Data>
  /** Largest encoded data. @default {@link MAX_RECORD_DATA_BYTES} */
  maxBytes?: number
  /** Lifetime of a new record unless the writer says otherwise, in ms. */
  ttlMs: number
  /** Attributes that are looked up by value, and so indexed. @default none */
  indexed?: readonly string[]
  /** @default 'administrators' */
  changeableBy?: ChangeableBy
  /**
   * Judges each version of a record by somebody who may write it, except deletions: only valid ones count. Deferred ones are
   * judged again when members change, or when the store is told to. Must be quick, must not call the store, and had better say the
   * same everywhere: members that judge differently see different records. One that throws has said `invalid`.
   * @default all are valid
   */
  validate?: (record: GroupRecord) => Validity
}

export type RecordType<Data> = Readonly<
  Required<Omit<RecordTypeInit<Data>, 'validate'>> & Pick<RecordTypeInit<Data>, 'validate'>
>

export function defineRecordType<Data>(init: RecordTypeInit<Data>): RecordType<Data> {
  return Object.freeze({ maxBytes: MAX_RECORD_DATA_BYTES, indexed: [], changeableBy: 'administrators', ...init })
}

/** The record's data as its type reads them, or undefined where they are not of that type or not well formed. */
export function readData<Data>(type: RecordType<Data>, record: GroupRecord): Data | undefined {
  if (record.type !== type.name || record.deleted) return undefined
  try {
    const { data } = record // Large data are read from the disk here, which may fail.
    return data.byteLength > type.maxBytes ? undefined : type.codec.decode(data)
  } catch {
    return undefined
  }
}
