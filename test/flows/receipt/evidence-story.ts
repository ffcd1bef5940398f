// Evidence against bob by alice, as it really comes about: an order, bob's statements, answers of a backend with and without valid receipts.
import { generateKeyPairSync } from 'node:crypto'
import { sha256, toHex } from '../../../src/base/index.js'
import {
  readReceiptKey,
  signReceipt,
  trustOfKeys,
  type ReceiptKey,
  type ReceiptTrust
} from '../../../src/receipts/index.js'
import { CONTROL_MS } from '../../../src/flows/receipt/black-list-defaults.js'
import { evidenceRecordId, type AnswerData, type HeardEvidence } from '../../../src/flows/receipt/evidence-records.js'
import { encodeOrder, orderSha256, requestHeaders, type Order } from '../../../src/flows/receipt/order.js'
import { signAcceptance, signReturn, type BackendAnswer, type Return } from '../../../src/flows/receipt/statements.js'
import { FAKE_NOW_MS } from '../../support/fake-clock.js'
import { alice, bob, type Person } from '../../support/people.js'

export const GROUP = sha256(Buffer.from('a group'))
export const URL = 'https://vendor.example/reports'
export const ORDER: Order = {
  ...{ id: '0a'.repeat(16), targetUri: URL, contentSha256: 'cd'.repeat(32), bytes: 12, contentType: 'text/xml' },
  ...{ report: '', latestMs: FAKE_NOW_MS + 60_000 }
}

function keyPair(): { key: ReceiptKey; trust: ReceiptTrust } {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const key = readReceiptKey(privateKey.export({ type: 'pkcs8', format: 'pem' }).toString())
  return { key, trust: trustOfKeys(publicKey) }
}

export const BACKEND = keyPair()
/** Of another backend, or of who likes to be one. */
export const STRANGER = keyPair()

/** What a backend in order answers to that order. */
export function answered(
  order: Order,
  { key = BACKEND.key, createdMs = FAKE_NOW_MS, status = 201 } = {}
): BackendAnswer {
  const request = { method: 'POST', targetUri: order.targetUri, headers: requestHeaders(order) }
  const plain = {
    status,
    headers: [['Content-Type', 'text/plain']] as [string, string][],
    body: Buffer.from('stored\n')
  }
  const body = new Uint8Array(plain.body)
  return {
    ...plain,
    body,
    headers: [...plain.headers, ...signReceipt({ request, response: plain, keys: [key], createdMs })]
  }
}

/** A receipt of that backend for another upload: replayed. */
export function replayed(order: Order): BackendAnswer {
  return answered({ ...order, id: '0b'.repeat(16) }, { createdMs: FAKE_NOW_MS - 3_600_000 })
}

export interface Deed {
  readonly order?: Order
  readonly orderBytes?: Uint8Array
  readonly brought?: BackendAnswer
  readonly control?: BackendAnswer
  readonly relay?: Person
  readonly asker?: Person
  readonly group?: Uint8Array
  readonly atMs?: number
  readonly acceptedOrder?: Uint8Array
  readonly returned?: Return
}

/** What bob did is: he brought a replayed receipt, and then carol the valid one. Each part can be another. */
export function evidenceOf(deed: Deed = {}): HeardEvidence {
  const { order = ORDER, orderBytes = encodeOrder(order), relay = bob, asker = alice, group = GROUP } = deed
  const { atMs = FAKE_NOW_MS, brought = replayed(order), control = answered(order, { createdMs: atMs }) } = deed
  const signer = { group, asker: asker.peer, keyPair: relay.keyPair }
  const digest = toHex(orderSha256(orderBytes))
  const acceptedDigest = deed.acceptedOrder === undefined ? digest : toHex(orderSha256(deed.acceptedOrder))
  const times = { acceptedMs: atMs - 30_000, deadlineMs: atMs + 30_000 }
  const returned = deed.returned ?? { type: 'answered', orderSha256: digest, atMs, ...brought }
  return {
    ...{ id: evidenceRecordId(alice.peer, 0), slot: 0, accuser: alice.peer, accused: bob.peer, order: orderBytes },
    acceptance: signAcceptance({ orderSha256: acceptedDigest, ...times }, signer),
    returned: signReturn(returned, signer),
    control
  }
}

export function answerTo(evidence: HeardEvidence, response: BackendAnswer): AnswerData {
  return { slot: 0, evidence: evidence.id, orderSha256: toHex(orderSha256(evidence.order)), response }
}

export const LATER_MS = FAKE_NOW_MS + CONTROL_MS / 2
