// Whether evidence against a relay holds, and whether an answer to it does: judged by each member for itself, by keys that it trusts itself.
// Pure: no IO, no clock. What an asker could arrange so that an honest relay looks guilty is refused here. Spec: docs/protocols/upload.md.
import { toHex, type PeerId } from '../../base/index.js'
import { verifyReceipt, type ReceiptTrust } from '../../receipts/index.js'
import type { RecordId } from '../../record/index.js'
import { faultOf } from './blame.js'
import { BACKEND_CLOCK_MS, CONTROL_MS, PROOF_MS } from './black-list-defaults.js'
import type { HeardAnswer, HeardEvidence } from './evidence-records.js'
import { decodeOrder, orderSha256, requestHeaders, type Order } from './order.js'
import { readAcceptance, readReturn, type BackendAnswer } from './statements.js'

export interface Judge {
  /** The group id, 32 bytes: statements of another group say nothing. */
  readonly group: Uint8Array
  /** Peer time, ms. */
  readonly peerTimeMs: number
  /** This machine's keys for the URL that the order names; undefined: it has none. */
  trustFor(targetUri: string): Promise<ReceiptTrust | undefined>
}

/** What holds of it. */
export interface Proof {
  readonly evidence: RecordId
  readonly accuser: PeerId
  readonly accused: PeerId
  readonly origin: string
  readonly uploadId: string
  /** When the relay answered, as it signed: peer time, ms. */
  readonly returnedMs: number
}

export type Judgement =
  | { readonly type: 'holds'; readonly proof: Proof }
  /** It may be so: nobody acts on it who has no keys for that URL. */
  | { readonly type: 'no-keys' }
  | { readonly type: 'refused'; readonly why: string }

/**
 * Holds where the relay signed that it took this very order over, and signed an answer to it that is wrong in the name of a key, and that
 * very key signed a valid answer to the same order, at about that time. The last keeps honest relays from harm by orders that no answer
 * fits: of a repeated id, of a URL that the backend does not sign for.
 */
export async function judgeEvidence(evidence: HeardEvidence, judge: Judge): Promise<Judgement> {
  const { accuser: asker, accused: relay, order: orderBytes } = evidence
  const order = decodeOrder(orderBytes)
  if (order === undefined) return refused('it shows no order')
  const reader = { group: judge.group, asker, relay }
  const acceptance = readAcceptance(evidence.acceptance, reader)
  const returned = readReturn(evidence.returned, reader)
  if (acceptance === undefined || returned === undefined) return refused('the accused did not sign that')
  const digest = toHex(orderSha256(orderBytes))
  if (acceptance.orderSha256 !== digest || returned.orderSha256 !== digest) return refused('that is of another order')
  if (returned.type !== 'answered') return refused('it was given back')
  const url = new URL(order.targetUri)
  if (url.protocol !== 'https:') return refused('over plain http anybody on the way may have changed it')
  const returnedMs = returned.atMs
  const isLate = returnedMs + PROOF_MS <= judge.peerTimeMs
  if (isLate || returnedMs > judge.peerTimeMs + BACKEND_CLOCK_MS) return refused('that is long ago, or still to come')

  const trust = await judge.trustFor(order.targetUri)
  if (trust === undefined) return { type: 'no-keys' }
  const control = verdictOf(order, evidence.control, trust, judge.peerTimeMs)
  if (control.type !== 'valid' || !isSuccess(evidence.control))
    return refused('it does not show that the backend was in order')
  const [firstMs, lastMs] = [acceptance.acceptedMs - BACKEND_CLOCK_MS, returnedMs + CONTROL_MS + BACKEND_CLOCK_MS]
  if (control.createdMs < firstMs || control.createdMs > lastMs)
    return refused('the backend was in order at another time')
  const verdict = verdictOf(order, returned, trust, judge.peerTimeMs)
  if (verdict.type === 'valid') return refused('the accused brought a valid receipt')
  if (faultOf(verdict.reason) !== 'wrong-receipt' || verdict.keyId !== control.keyId) {
    return refused('no key of the backend is misused in it')
  }
  const { id, accuser, accused } = evidence
  return {
    type: 'holds',
    proof: { evidence: id, accuser, accused, origin: url.origin, uploadId: order.id, returnedMs }
  }
}

/**
 * Whether the accused shows a receipt of its own for that order. Not the one that stands in the evidence, which everybody has: backends sign
 * each repeat anew, so the time of signing is another.
 */
export async function isAnswered(evidence: HeardEvidence, answer: HeardAnswer, judge: Judge): Promise<boolean> {
  if (answer.evidence !== evidence.id || answer.accused !== evidence.accused) return false
  if (answer.orderSha256 !== toHex(orderSha256(evidence.order)) || !isSuccess(answer.response)) return false
  const order = decodeOrder(evidence.order)
  const trust = order === undefined ? undefined : await judge.trustFor(order.targetUri)
  if (order === undefined || trust === undefined) return false
  const verdict = verdictOf(order, answer.response, trust, judge.peerTimeMs)
  const control = verdictOf(order, evidence.control, trust, judge.peerTimeMs)
  return verdict.type === 'valid' && control.type === 'valid' && verdict.createdMs !== control.createdMs
}

function verdictOf(
  order: Order,
  response: BackendAnswer,
  trust: ReceiptTrust,
  nowMs: number
): ReturnType<typeof verifyReceipt> {
  const request = { method: 'POST', targetUri: order.targetUri, headers: requestHeaders(order) }
  return verifyReceipt({ request, response, trust, nowMs })
}

function isSuccess({ status }: BackendAnswer): boolean {
  return status >= 200 && status <= 299
}

function refused(why: string): Judgement {
  return { type: 'refused', why }
}
