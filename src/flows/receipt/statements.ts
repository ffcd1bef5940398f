// What a relay says of an upload, signed, so that the asker can show it to others: that it took it, and what became of it (seed 000,
// Fig. 9: 554, 560). The signature names group and asker. Spec: docs/protocols/upload.md.
import { copyBytes, publicKeyFromPeerId, signedBytes, toHex, fromHex, verifySignature } from '../../base/index.js'
import type { KeyPair, PeerId } from '../../base/index.js'
import { potluck } from '../receipt-pb.js'
import {
  MAX_ANSWER_BODY_BYTES,
  MAX_ANSWER_HEADER_CHARACTERS,
  MAX_ANSWER_HEADERS,
  MAX_STATEMENT_BYTES,
  MAX_WAIT_MS
} from './defaults.js'

const wire = potluck.receipt.v1
const ACCEPTANCE_TAG = 'potluck/upload-acceptance/1'
const RETURN_TAG = 'potluck/upload-return/1'
const DIGEST_BYTES = 32

/** The relay has stored it, and answers, or gives it back, by the deadline. */
export interface Acceptance {
  /** 64 hex characters: which order. */
  readonly orderSha256: string
  /** Peer time. */
  readonly acceptedMs: number
  /** Peer time; at most 24 h later. */
  readonly deadlineMs: number
}

export type Return = AnsweredReturn | GivenBackReturn

/** What the backend answered, whatever it is. */
export interface AnsweredReturn extends BackendAnswer {
  readonly type: 'answered'
  /** 64 hex characters. */
  readonly orderSha256: string
  /** Peer time. */
  readonly atMs: number
}

/** The relay does not deliver it. */
export interface GivenBackReturn {
  readonly type: 'given-back'
  readonly orderSha256: string
  readonly reason: GiveBackReason
  readonly atMs: number
}

export interface BackendAnswer {
  /** 200 to 999. */
  readonly status: number
  /** As they came, without those of one hop: each byte of a value one character. */
  readonly headers: readonly (readonly [name: string, value: string])[]
  readonly body: Uint8Array
}

/** By their numbers, from 1 on. `other`: of a later version. */
const REASONS = ['other', 'unreachable', 'refused', 'too-large', 'cancelled', 'shutting-down', 'damaged'] as const
export type GiveBackReason = (typeof REASONS)[number]

/** Between whom a statement stands. */
export interface StatementParties {
  /** The group id, 32 bytes. */
  readonly group: Uint8Array
  readonly asker: PeerId
}

export interface StatementSigner extends StatementParties {
  /** The relay's. */
  readonly keyPair: KeyPair
}

export interface StatementReader extends StatementParties {
  readonly relay: PeerId
}

/** @throws {RangeError} on what no reader would take */
export function signAcceptance(acceptance: Acceptance, signer: StatementSigner): Uint8Array {
  const { orderSha256, acceptedMs, deadlineMs } = checkedAcceptance(acceptance)
  const said = { orderSha256: digestBytes(orderSha256), acceptedMs, deadlineMs }
  return sign(ACCEPTANCE_TAG, wire.Acceptance.encode(said).finish(), signer)
}

/** @throws {RangeError} on what no reader would take */
export function signReturn(returned: Return, signer: StatementSigner): Uint8Array {
  const orderSha256 = digestBytes(returned.orderSha256)
  return sign(
    RETURN_TAG,
    wire.Return.encode({ orderSha256, ...returnToWire(checkedReturn(returned)) }).finish(),
    signer
  )
}

/** Undefined where the bytes are no acceptance by that relay for that asker. For foreign bytes. */
export function readAcceptance(bytes: Uint8Array, reader: StatementReader): Acceptance | undefined {
  return read(ACCEPTANCE_TAG, bytes, reader, (body) => {
    const { orderSha256, acceptedMs, deadlineMs } = wire.Acceptance.decode(body)
    return checkedAcceptance({ orderSha256: toHex(orderSha256), acceptedMs, deadlineMs })
  })
}

/** Undefined where the bytes are no return by that relay for that asker. For foreign bytes. */
export function readReturn(bytes: Uint8Array, reader: StatementReader): Return | undefined {
  return read(RETURN_TAG, bytes, reader, (body) => checkedReturn(returnFromWire(wire.Return.decode(body))))
}

function sign(tag: string, body: Uint8Array, { group, asker, keyPair }: StatementSigner): Uint8Array {
  const signature = keyPair.sign(signedBytes(tag, [group, keyOf(asker), body]))
  return copyBytes(wire.Statement.encode({ body, signature }).finish())
}

function read<Said>(
  tag: string,
  bytes: Uint8Array,
  { group, asker, relay }: StatementReader,
  decode: (body: Uint8Array) => Said
): Said | undefined {
  if (bytes.byteLength > MAX_STATEMENT_BYTES) return undefined
  try {
    const { body, signature } = wire.Statement.decode(bytes)
    if (!verifySignature(keyOf(relay), signedBytes(tag, [group, keyOf(asker), body]), signature)) return undefined
    return decode(body)
  } catch {
    return undefined
  }
}

function returnToWire(returned: Return): potluck.receipt.v1.IReturn {
  const { atMs } = returned
  if (returned.type === 'given-back') return { givenBack: { reason: REASONS.indexOf(returned.reason), atMs } }
  const { status, headers, body } = returned
  return { answered: { status, headers: headers.map(([name, value]) => ({ name, value })), body, atMs } }
}

/** @throws {RangeError} */
function returnFromWire({ orderSha256: digest, answered, givenBack }: potluck.receipt.v1.Return): Return {
  const orderSha256 = toHex(digest)
  if (answered != null) {
    const { status = 0, headers = [], body = new Uint8Array(), atMs = 0 } = answered
    const pairs = (headers ?? []).map(({ name, value }) => [name ?? '', value ?? ''] as const)
    return { type: 'answered', orderSha256, status: status!, headers: pairs, body: copyBytes(body!), atMs: atMs! }
  }
  if (givenBack != null) {
    const { reason, atMs } = givenBack
    return { type: 'given-back', orderSha256, reason: REASONS[reason ?? 0] ?? 'other', atMs: atMs ?? 0 }
  }
  throw new RangeError('a return of nothing')
}

function checkedAcceptance(acceptance: Acceptance): Acceptance {
  const { orderSha256, acceptedMs, deadlineMs } = acceptance
  digestBytes(orderSha256)
  checkTime(acceptedMs)
  checkTime(deadlineMs)
  if (deadlineMs < acceptedMs || deadlineMs > acceptedMs + MAX_WAIT_MS) throw new RangeError('deadline')
  return acceptance
}

function checkedReturn(returned: Return): Return {
  digestBytes(returned.orderSha256)
  checkTime(returned.atMs)
  if (returned.type === 'answered' && !isReturnable(returned)) throw new RangeError('answer')
  return returned
}

/** Whether a return can hold it. */
export function isReturnable({ status, headers, body }: BackendAnswer): boolean {
  if (!Number.isInteger(status) || status < 200 || status > 999) return false
  if (body.byteLength > MAX_ANSWER_BODY_BYTES || headers.length > MAX_ANSWER_HEADERS) return false
  const characters = headers.reduce((sum, [name, value]) => sum + name.length + value.length, 0)
  return characters <= MAX_ANSWER_HEADER_CHARACTERS && headers.every(isHeader)
}

/** RFC 9110 5.1 and 5.5: anything else could be two headers where it is written down again. */
function isHeader([name, value]: readonly [string, string]): boolean {
  return /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/.test(name) && /^[\t\x20-\x7e\x80-\xff]*$/.test(value)
}

/** @throws {RangeError} */
function digestBytes(hex: string): Uint8Array {
  const bytes = fromHex(hex)
  if (bytes?.byteLength !== DIGEST_BYTES) throw new RangeError(`not ${DIGEST_BYTES} bytes`)
  return bytes
}

/** @throws {RangeError} */
function checkTime(timeMs: number): void {
  if (!Number.isSafeInteger(timeMs) || timeMs <= 0) throw new RangeError('time')
}

/** @throws {RangeError} */
function keyOf(peer: PeerId): Uint8Array {
  const key = publicKeyFromPeerId(peer)
  if (key === undefined) throw new RangeError(`${peer} is no peer id`)
  return key
}
