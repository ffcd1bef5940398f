// What the node of an accused relay does by itself: it sends the upload once more, where it still has it, and shows the receipt that it gets
// now. A backend that signed wrongly for a moment blames nobody for longer than that takes. Spec: docs/protocols/upload.md.
import { delay, setNewest, toHex, type Clock, type PeerId } from '../../base/index.js'
import type { GroupRecord, RecordId } from '../../record/index.js'
import {
  AGAIN_BUDGET_MS,
  ANSWER_AFTER_MS,
  JUDGE_AGAIN_MS,
  MAX_EVIDENCE_BY_AUTHOR,
  MAX_SENT_AGAIN
} from './black-list-defaults.js'
import { answerRecordId, answerType, readAnswer, type AnswerData, type HeardEvidence } from './evidence-records.js'
import type { EvidenceGroup } from './group-evidence.js'
import { isAnswered, type Judge } from './judge-evidence.js'
import { decodeOrder, orderSha256 } from './order.js'
import { readAcceptance, readReturn, type BackendAnswer } from './statements.js'

/** Sends what this node carried for that member once more. Undefined: it has it no more, or the backend does not answer. */
export type SendAgain = (asker: PeerId, orderSha256: string, signal: AbortSignal) => Promise<BackendAnswer | undefined>

export interface DefenceInit {
  readonly group: EvidenceGroup
  readonly clock: Clock
  readonly judge: Judge
  readonly again: SendAgain
}

export class Defence {
  readonly #init: DefenceInit
  /** When each order was sent again, monotonic ms. */
  readonly #sent = new Map<string, number>()
  readonly #closing = new AbortController()

  constructor(init: DefenceInit) {
    this.#init = init
  }

  /** Against this node. Does nothing about what it did not sign, or has answered. @throws what the store does; the reason of closing */
  async answer(evidence: HeardEvidence): Promise<void> {
    const { group, clock, judge, again } = this.#init
    const digest = toHex(orderSha256(evidence.order))
    if (!this.#isOurs(evidence, digest) || this.#isAnswered(evidence, digest)) return
    const nowMs = clock.monotonicMs()
    if (nowMs - (this.#sent.get(digest) ?? -Infinity) < JUDGE_AGAIN_MS) return
    setNewest(this.#sent, digest, nowMs, MAX_SENT_AGAIN)
    await delay(clock, ANSWER_AFTER_MS, this.#closing.signal)
    const response = await this.#send(again, evidence.accuser, digest)
    if (response === undefined || response.status < 200 || response.status > 299) return
    const answer = { evidence: evidence.id, orderSha256: digest, response }
    // Who has keys looks first whether it would convince anybody.
    const trust = await judge.trustFor(decodeOrder(evidence.order)!.targetUri).catch(() => undefined)
    const heard = { ...answer, slot: 0, accused: group.self }
    if (trust !== undefined && !(await isAnswered(evidence, heard, judge))) return
    const { slot, id } = this.#place()
    if (!this.#closing.signal.aborted) await group.store.add<AnswerData>(answerType, { id, data: { ...answer, slot } })
  }

  close(): void {
    this.#closing.abort()
  }

  async #send(again: SendAgain, asker: PeerId, digest: string): Promise<BackendAnswer | undefined> {
    const over = new AbortController()
    const timer = this.#init.clock.setTimer(AGAIN_BUDGET_MS, () => over.abort())
    try {
      return await again(asker, digest, AbortSignal.any([over.signal, this.#closing.signal]))
    } finally {
      timer.cancel()
    }
  }

  /** Whoever makes evidence up has this node send nothing. */
  #isOurs({ accuser: asker, acceptance, returned, order }: HeardEvidence, digest: string): boolean {
    const { idBytes, self: relay } = this.#init.group
    const reader = { group: idBytes, asker, relay }
    return (
      decodeOrder(order) !== undefined &&
      readAcceptance(acceptance, reader)?.orderSha256 === digest &&
      readReturn(returned, reader)?.orderSha256 === digest
    )
  }

  #isAnswered(evidence: HeardEvidence, digest: string): boolean {
    return this.#own().some(({ record }) => {
      const answer = record === undefined ? undefined : readAnswer(record)
      return answer?.evidence === evidence.id && answer.orderSha256 === digest
    })
  }

  /** The first that is free, or that of the oldest. */
  #place(): { slot: number; id: RecordId } {
    const own = this.#own()
    const age = (one: { record: GroupRecord | undefined }): number => one.record?.modifiedAtMs ?? 0
    return own.sort((a, b) => age(a) - age(b) || a.slot - b.slot)[0]!
  }

  #own(): { slot: number; id: RecordId; record: GroupRecord | undefined }[] {
    const { self, store } = this.#init.group
    return Array.from({ length: MAX_EVIDENCE_BY_AUTHOR }, (_, slot) => {
      const id = answerRecordId(self, slot)
      return { slot, id, record: store.get(id) }
    })
  }
}
