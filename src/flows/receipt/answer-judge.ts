// Judges what was brought of one upload (Fig. 9, 562), and tells the black list of it (564): valid receipts, and what is none.
import type { Clock } from '../../base/index.js'
import { faultOf, type BlackListKeeper } from './blame.js'
import { groupTimeMs, type UploadGroups } from './group-time.js'
import { judgeAnswer, type JudgedAnswer } from './judged-answer.js'
import { requestHeaders } from './order.js'
import type { KeptHold, KeptReceipt, UploadFacts } from './queue-entry.js'
import type { ReceiptKeys } from './receipt-keys.js'
import type { OrderInHand } from './relay-line.js'
import type { BackendAnswer } from './statements.js'
import type { Blame, Judged } from './upload-events.js'
import type { UploadBy } from './uploads.js'

export interface AnswerJudgeInit {
  readonly clock: Clock
  readonly groups: UploadGroups
  readonly keys: ReceiptKeys
  readonly blackList: BlackListKeeper
  /** An answer came that was no receipt. */
  unproved(): void
}

/** An answer, and what it was an answer to. */
export interface BroughtAnswer {
  /** Undefined: this machine's own line. */
  readonly by: UploadBy | undefined
  readonly inHand: OrderInHand
  readonly answer: BackendAnswer
  /** The relay's statement. */
  readonly returned: Uint8Array | undefined
  /** When anything of this upload first went out, this machine's time. */
  readonly beganMs: number
}

export class AnswerJudge {
  readonly #init: AnswerJudgeInit
  /** While its machine is told of it: an upload may wait for weeks, and an answer is large. */
  #brought: (BroughtAnswer & JudgedAnswer) | undefined

  constructor(init: AnswerJudgeInit) {
    this.#init = init
  }

  /**
   * A key that is not known yet may stand on the disk by now. Rejects only with what `tell` throws.
   * @param tell of what it is worth; {@link blame} and {@link kept} know what was brought as long as that runs
   */
  async judge(brought: BroughtAnswer, tell: (judged: Judged) => void): Promise<void> {
    const { keys, clock, groups, blackList } = this.#init
    const nowMs = groupTimeMs(clock, groups)
    const { order, bytes } = brought.inHand
    const way = brought.by === undefined ? ('own' as const) : ('member' as const)
    const judge = (): JudgedAnswer =>
      judgeAnswer({ order, answer: brought.answer, trust: keys.trustFor(order.targetUri), way, nowMs })
    let judged = judge()
    if (judged.verdict?.type === 'invalid' && judged.verdict.reason !== 'no-signature') {
      await keys.refresh()
      judged = judge()
    }
    if (judged.verdict?.type === 'valid') {
      const { keyId } = judged.verdict
      blackList.receiptSeen({
        ...{ relay: brought.by?.peer, targetUri: order.targetUri, uploadId: order.id, keyId },
        ...{ beganMs: brought.beganMs, order: bytes, answer: brought.answer, report: order.report }
      })
    }
    this.#brought = { ...brought, ...judged }
    try {
      tell(judged.judged)
    } finally {
      this.#brought = undefined
    }
  }

  /** @param hold what was agreed with that relay */
  blame({ id, url }: UploadFacts, by: UploadBy | undefined, what: Blame, hold: KeptHold | undefined): void {
    const last = what === 'silent' ? undefined : this.#broughtBy(by)
    const verdict = last?.verdict?.type === 'invalid' ? last.verdict : undefined
    if (what !== 'silent') this.#init.unproved()
    this.#init.blackList.accuse({
      ...{ relay: by?.peer, groupId: by?.groupId, targetUri: url, uploadId: id },
      fault: what === 'silent' ? 'silent' : faultOf(verdict?.reason ?? ''),
      ...{ keyId: verdict?.keyId, status: last?.answer.status },
      order: hold === undefined ? last?.inHand.bytes : bytesOf(hold.order),
      acceptance: hold?.acceptance === undefined ? undefined : bytesOf(hold.acceptance),
      returned: last?.returned
    })
  }

  /** It lost one, and may not be why: it is asked last for a while, until it brings a receipt. */
  doubt({ id, url }: UploadFacts, { peer: relay, groupId }: UploadBy): void {
    const said = { relay, groupId, targetUri: url, uploadId: id }
    this.#init.blackList.accuse({ ...said, fault: 'no-receipt', keyId: undefined, status: undefined })
  }

  /** What was final, to be kept. @param who brought it */
  kept(who: UploadBy | undefined): KeptReceipt | undefined {
    const brought = this.#broughtBy(who)
    if (brought === undefined) return undefined
    const { by, answer, proof, verdict, inHand } = brought
    const valid = verdict?.type === 'valid' ? verdict : undefined
    return {
      ...{ atMs: this.#init.clock.nowMs(), by, status: answer.status, proof },
      ...{ keyId: valid?.keyId, signedAtMs: valid?.createdMs },
      requestHeaders: requestHeaders(inHand.order),
      headers: answer.headers.map(([name, value]): [string, string] => [name, value]),
      body: base64(answer.body)
    }
  }

  #broughtBy(who: UploadBy | undefined): (BroughtAnswer & JudgedAnswer) | undefined {
    return this.#brought?.by?.peer === who?.peer ? this.#brought : undefined
  }
}

export function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64')
}

export function bytesOf(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, 'base64'))
}
