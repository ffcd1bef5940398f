// What an answer to an upload is worth (Fig. 9, 562): a pure function of the answer, the keys, and the way by which it came.
import { verifyReceipt, type ReceiptTrust, type ReceiptVerdict } from '../../receipts/index.js'
import { faultOf } from './blame.js'
import { requestHeaders, type Order } from './order.js'
import { retryAfterMs } from './retry-after.js'
import type { BackendAnswer } from './statements.js'
import type { Judged } from './upload-events.js'
import type { UploadProof } from './uploads.js'

export interface AnswerToJudge {
  readonly order: Order
  readonly answer: BackendAnswer
  /** Undefined: no key says what a receipt for that URL is. */
  readonly trust: ReceiptTrust | undefined
  /** `own`: this machine's line. */
  readonly way: 'own' | 'member'
  /** This machine's time, ms. */
  readonly nowMs: number
}

export interface JudgedAnswer {
  readonly judged: Judged
  /** Undefined where there are no keys. */
  readonly verdict: ReceiptVerdict | undefined
  readonly proof: UploadProof
}

export function judgeAnswer({ order, answer, trust, way, nowMs }: AnswerToJudge): JudgedAnswer {
  const request = { method: 'POST', targetUri: order.targetUri, headers: requestHeaders(order) }
  const verdict = trust === undefined ? undefined : verifyReceipt({ request, response: answer, trust, nowMs })
  const { status } = answer
  const isSecure = order.targetUri.startsWith('https:')
  if (verdict?.type === 'valid') {
    return { judged: backendsWord(answer, nowMs, verdict.createdMs), verdict, proof: 'receipt' }
  }
  const reason = verdict?.reason ?? 'no key is known for it'
  const isOwn = way === 'own'
  const proof = isSecure ? 'tls' : 'none'
  if (isOwn && verdict === undefined) return { judged: backendsWord(answer, nowMs), verdict, proof }
  if (isOwn && verdict?.type === 'invalid' && verdict.reason === 'no-signature' && status >= 300) {
    // Of what stands before the backend, or in this line: a load balancer, a proxy, a login page. Members may get past it.
    return { judged: { type: 'put-off', status, retryAfterMs: undefined, isProved: false }, verdict, proof }
  }
  const type = verdict !== undefined && faultOf(reason) === 'wrong-receipt' ? 'wrong-receipt' : 'unproved'
  return { judged: { type, status, detail: reason }, verdict, proof }
}

/** By its signature; where no key is known by the way alone. */
export function isOfBackend(judged: Judged): boolean {
  return judged.type === 'delivered' || judged.type === 'refused' || (judged.type === 'put-off' && judged.isProved)
}

function backendsWord(answer: BackendAnswer, nowMs: number, signedMs?: number): Judged {
  const { status } = answer
  if (status >= 200 && status < 300) return { type: 'delivered', status }
  if (isFinal(status)) return { type: 'refused', status, signedMs }
  return { type: 'put-off', status, retryAfterMs: retryAfterMs(answer, nowMs), isProved: true }
}

/** Of 4xx all but what may pass: time-out, too early, too many. */
function isFinal(status: number): boolean {
  return status >= 400 && status < 500 && ![408, 425, 429].includes(status)
}
