// Records told straight to one member: sealed for it alone, judged as ephemeral ones, kept nowhere. Spec: docs/protocols/message.md.
import { copyBytes, publicKeyFromPeerId, sha256, signedBytes } from '../base/index.js'
import type { AbortOptions, Clock, KeyPair, Logger, PeerId, Random } from '../base/index.js'
import { MAX_MESSAGE_BYTES, reasonOf, type MessageVerdict, type RunningGraph } from '../graph/index.js'
import {
  createRecordId,
  frozenAttributes,
  MAX_EPHEMERAL_LIFETIME_MS,
  openEnvelope,
  RecordError,
  sealRecord,
  type Attributes,
  type GroupRecord,
  type RecordType
} from '../record/index.js'
import { brokenEphemeralRule, MAX_AHEAD_MS } from '../store/index.js'

const TAG = 'potluck/told/1'

export interface ToldInit<Data> {
  readonly data: Data
  readonly attributes?: Attributes | undefined
  /** @default the type's */
  readonly ttlMs?: number | undefined
}

export interface TellOptions extends AbortOptions {
  /** From the call to the answer, ms. @default 2000 */
  readonly budgetMs?: number | undefined
}

/**
 * What became of the records that members told us. `broken`: what no honest node sends; `untimely`: expired, or from too far ahead;
 * `not-asked-for`: nobody here listens for the type; `too-large`: for its type; `no-member`: it was one a moment ago.
 */
export type ToldOutcome = 'taken' | 'broken' | 'untimely' | 'not-asked-for' | 'too-large' | 'no-member'

export interface ToldRecordsParts {
  /** The group id, 32 bytes. */
  readonly group: Uint8Array
  readonly self: PeerId
  readonly keyPair: KeyPair
  readonly graph: Pick<RunningGraph, 'send' | 'onMessage'>
  isMember(peer: PeerId): boolean
  /** Peer time. */
  readonly clock: Pick<Clock, 'nowMs'>
  readonly random: Random
  readonly logger: Logger
}

interface Listening {
  readonly type: Pick<RecordType<never>, 'name' | 'maxBytes'>
  readonly listener: (record: GroupRecord) => void
}

export class ToldRecords {
  readonly #parts: ToldRecordsParts
  readonly #listening = new Set<Listening>()
  readonly #counts = new Map<ToldOutcome, number>()

  constructor(parts: ToldRecordsParts) {
    this.#parts = parts
    parts.graph.onMessage((peer, bytes) => this.#receive(peer, bytes))
  }

  /** See `Group.toldCounts`. */
  get counts(): ReadonlyMap<ToldOutcome, number> {
    return this.#counts
  }

  /** See `Group.tell`. */
  async tell<Data>(peer: PeerId, type: RecordType<Data>, init: ToldInit<Data>, options?: TellOptions): Promise<void> {
    const { group, keyPair, graph } = this.#parts
    const key = publicKeyFromPeerId(peer)
    if (key === undefined) throw new RecordError('BAD_RECORD', `${peer} is no peer id`)
    const envelope = sealRecord(this.#made(type, init), toldContext(group, key), keyPair)
    if (envelope.byteLength > MAX_MESSAGE_BYTES) {
      throw new RecordError('TOO_LARGE', `${envelope.byteLength} bytes to tell, the limit is ${MAX_MESSAGE_BYTES}`)
    }
    await graph.send(peer, envelope, options)
  }

  /** See `Group.onTold`. */
  listen<Data>(type: RecordType<Data>, listener: (record: GroupRecord) => void): () => void {
    requireEphemeral(type)
    const listening = { type, listener }
    this.#listening.add(listening)
    return () => void this.#listening.delete(listening)
  }

  #made<Data>(type: RecordType<Data>, init: ToldInit<Data>): GroupRecord {
    requireEphemeral(type)
    const { self, clock, random } = this.#parts
    const data = copyBytes(type.codec.encode(init.data))
    if (data.byteLength > type.maxBytes) {
      throw new RecordError('TOO_LARGE', `${data.byteLength} bytes, the limit of ${type.name} is ${type.maxBytes}`)
    }
    const nowMs = clock.nowMs()
    return {
      id: createRecordId(self, random),
      type: type.name,
      creator: self,
      lastModifiedBy: self,
      version: nowMs,
      createdAtMs: nowMs,
      modifiedAtMs: nowMs,
      expiresAtMs: nowMs + Math.min(init.ttlMs ?? type.ttlMs, MAX_EPHEMERAL_LIFETIME_MS),
      deleted: false,
      attributes: frozenAttributes(Object.entries(init.attributes ?? {})),
      data,
      autoRefresh: false,
      renewals: 0,
      renewedAtMs: 0
    }
  }

  #receive(peer: PeerId, bytes: Uint8Array): MessageVerdict {
    const { outcome, verdict } = this.#judge(peer, bytes)
    this.#counts.set(outcome, (this.#counts.get(outcome) ?? 0) + 1)
    return verdict
  }

  #judge(peer: PeerId, bytes: Uint8Array): { outcome: ToldOutcome; verdict: MessageVerdict } {
    const { group, keyPair, isMember, clock } = this.#parts
    const opened = openEnvelope(bytes, toldContext(group, keyPair.publicKey), { verifySignature: true })
    if (!opened.ok || !isOwnWord(opened.record, peer)) return { outcome: 'broken', verdict: 'broken' }
    const { record } = opened
    if (!isMember(peer)) return { outcome: 'no-member', verdict: 'refused' }
    const nowMs = clock.nowMs()
    const isUntimely = record.version > nowMs + MAX_AHEAD_MS || record.expiresAtMs <= nowMs
    if (isUntimely) return { outcome: 'untimely', verdict: 'refused' }
    const listening = [...this.#listening].filter(({ type }) => type.name === record.type)
    if (listening.length === 0) return { outcome: 'not-asked-for', verdict: 'not-asked-for' }
    // A later version may allow more: no blame.
    const fitting = listening.filter(({ type }) => record.data.byteLength <= type.maxBytes)
    if (fitting.length === 0) return { outcome: 'too-large', verdict: 'refused' }
    for (const { listener } of fitting) this.#tellListener(listener, record)
    return { outcome: 'taken', verdict: 'taken' }
  }

  #tellListener(listener: (record: GroupRecord) => void, record: GroupRecord): void {
    try {
      listener(record)
    } catch (thrown) {
      this.#parts.logger(`a listener threw at what ${record.creator} told: ${reasonOf(thrown)}`)
    }
  }
}

/** What stands in the place of the group id under the signature: so nobody can pass on what it was told as a record of the group. */
export function toldContext(group: Uint8Array, addressee: Uint8Array): Uint8Array {
  return sha256(signedBytes(TAG, [group, addressee]))
}

/** Nobody else's words count straight; and what is told is as new as it is short-lived. */
function isOwnWord(record: GroupRecord, peer: PeerId): boolean {
  return record.creator === peer && !record.deleted && brokenEphemeralRule(record) === undefined
}

function requireEphemeral({ name, lifetime }: Pick<RecordType<never>, 'name' | 'lifetime'>): void {
  if (lifetime !== 'ephemeral') throw new RecordError('BAD_RECORD', `only ephemeral records are told: ${name} is none`)
}
