// `upload.evidence` ("it took this over, and brought that") and `upload.answer` ("it has arrived all the same"): the records by which members
// show each other relays that bring wrong receipts. Each member judges them by itself: judge-evidence.ts. Spec: docs/protocols/upload.md.
import { copyBytes, peerIdFromPublicKey, publicKeyFromPeerId, toHex, fromHex, type PeerId } from '../../base/index.js'
import {
  defineRecordType,
  namedRecordId,
  readData,
  recordIdFromBytes,
  recordIdToBytes,
  type GroupRecord,
  type RecordId
} from '../../record/index.js'
import { potluck } from '../receipt-evidence-pb.js'
import { MAX_ANSWER_BYTES, MAX_EVIDENCE_BY_AUTHOR, MAX_EVIDENCE_BYTES, PROOF_MS } from './black-list-defaults.js'
import { MAX_ORDER_BYTES, MAX_STATEMENT_BYTES } from './defaults.js'
import { isReturnable, type BackendAnswer } from './statements.js'

const wire = potluck.receiptevidence.v1
const KEY_BYTES = 32
const DIGEST_BYTES = 32

export interface EvidenceData {
  /** Which of its author's {@link MAX_EVIDENCE_BY_AUTHOR}, from 0 on. */
  readonly slot: number
  readonly accused: PeerId
  /** As they went over the wire. */
  readonly order: Uint8Array
  readonly acceptance: Uint8Array
  readonly returned: Uint8Array
  /** What the backend answered to the same order by another way: that is valid. */
  readonly control: BackendAnswer
}

export interface AnswerData {
  readonly slot: number
  readonly evidence: RecordId
  /** 64 hex characters. */
  readonly orderSha256: string
  readonly response: BackendAnswer
}

export interface HeardEvidence extends EvidenceData {
  readonly id: RecordId
  readonly accuser: PeerId
}

export interface HeardAnswer extends AnswerData {
  readonly accused: PeerId
}

export const evidenceType = defineRecordType<EvidenceData>({
  name: 'upload.evidence',
  lifetime: 'durable',
  maxBytes: MAX_EVIDENCE_BYTES,
  ttlMs: PROOF_MS,
  changeableBy: 'creator',
  codec: {
    encode: ({ slot, accused, order, acceptance, returned, control }) => {
      const said = { slot: checkSlot(slot), accused: publicKeyFromPeerId(accused)!, order, acceptance, returned }
      return copyBytes(wire.Evidence.encode({ ...said, control: toWire(control) }).finish())
    },
    decode: (bytes) => {
      const { slot, accused, order, acceptance, returned, control } = wire.Evidence.decode(bytes)
      if (accused.byteLength !== KEY_BYTES || order.byteLength > MAX_ORDER_BYTES) throw new RangeError('evidence')
      if ([acceptance, returned].some(({ byteLength }) => byteLength > MAX_STATEMENT_BYTES))
        throw new RangeError('large')
      return {
        slot: checkSlot(slot),
        accused: peerIdFromPublicKey(copyBytes(accused)),
        ...{ order: copyBytes(order), acceptance: copyBytes(acceptance), returned: copyBytes(returned) },
        control: fromWire(control)
      }
    }
  }
})

export const answerType = defineRecordType<AnswerData>({
  name: 'upload.answer',
  lifetime: 'durable',
  maxBytes: MAX_ANSWER_BYTES,
  ttlMs: PROOF_MS,
  changeableBy: 'creator',
  codec: {
    encode: ({ slot, evidence, orderSha256, response }) => {
      const said = { slot: checkSlot(slot), evidence: recordIdToBytes(evidence), orderSha256: fromHex(orderSha256)! }
      return copyBytes(wire.Answer.encode({ ...said, response: toWire(response) }).finish())
    },
    decode: (bytes) => {
      const { slot, evidence, orderSha256, response } = wire.Answer.decode(bytes)
      const id = recordIdFromBytes(evidence)
      if (id === undefined || orderSha256.byteLength !== DIGEST_BYTES) throw new RangeError('answer')
      return { slot: checkSlot(slot), evidence: id, orderSha256: toHex(orderSha256), response: fromWire(response) }
    }
  }
})

/** A member has so few of each that nobody fills disks; the next takes the place of the oldest. */
export function evidenceRecordId(author: PeerId, slot: number): RecordId {
  return namedRecordId(author, `${evidenceType.name}/${slot}`)
}

export function answerRecordId(author: PeerId, slot: number): RecordId {
  return namedRecordId(author, `${answerType.name}/${slot}`)
}

/** The record as evidence, or undefined where it is none. Nothing of it is judged. For foreign bytes. */
export function readEvidence(record: GroupRecord): HeardEvidence | undefined {
  const data = readData(evidenceType, record)
  if (data === undefined || !isOwnWord(record, evidenceRecordId(record.creator, data.slot))) return undefined
  return data.accused === record.creator ? undefined : { ...data, id: record.id, accuser: record.creator }
}

/** The same as an answer. */
export function readAnswer(record: GroupRecord): HeardAnswer | undefined {
  const data = readData(answerType, record)
  if (data === undefined || !isOwnWord(record, answerRecordId(record.creator, data.slot))) return undefined
  return { ...data, accused: record.creator }
}

function isOwnWord(record: GroupRecord, id: RecordId): boolean {
  return record.lastModifiedBy === record.creator && record.id === id
}

function toWire({ status, headers, body }: BackendAnswer): potluck.receiptevidence.v1.IResponse {
  return { status, headers: headers.map(([name, value]) => ({ name, value })), body }
}

function fromWire(response: potluck.receiptevidence.v1.IResponse | null | undefined): BackendAnswer {
  if (response == null) throw new RangeError('no answer')
  const headers = (response.headers ?? []).map(({ name, value }) => [name ?? '', value ?? ''] as const)
  const answer = { status: response.status ?? 0, headers, body: copyBytes(response.body ?? new Uint8Array()) }
  if (!isReturnable(answer)) throw new RangeError('answer')
  return answer
}

function checkSlot(slot: number): number {
  if (!Number.isInteger(slot) || slot < 0 || slot >= MAX_EVIDENCE_BY_AUTHOR) throw new RangeError('slot')
  return slot
}
