// Evidence in one group: publishes ours, judges that of other members one record after the other, and hears answers. Spec: docs/protocols/upload.md.
import { keepNewest, setRepeating, type Clock, type Logger, type PeerId, type Timer } from '../../base/index.js'
import type { Group } from '../../group/index.js'
import type { ReceiptTrust } from '../../receipts/index.js'
import type { GroupRecord, RecordId } from '../../record/index.js'
import {
  JUDGE_AGAIN_MS,
  JUDGE_PAUSE_MS,
  MAX_EVIDENCE_BY_AUTHOR,
  MAX_TO_JUDGE,
  PROOF_MS
} from './black-list-defaults.js'
import type { JudgedEvidence } from './black-list-events.js'
import {
  answerType,
  evidenceRecordId,
  evidenceType,
  readAnswer,
  readEvidence,
  type EvidenceData,
  type HeardEvidence
} from './evidence-records.js'
import { Defence, type SendAgain } from './defence.js'
import { isAnswered, judgeEvidence, type Judge } from './judge-evidence.js'
import { decodeOrder } from './order.js'

/** What evidence needs of a group. */
export type EvidenceGroup = Pick<Group, 'id' | 'idBytes' | 'self' | 'peerTimeMs' | 'toSystemTime'> & {
  readonly store: Pick<Group['store'], 'declare' | 'add' | 'delete' | 'get' | 'find' | 'on'>
}

export interface GroupEvidenceInit {
  readonly group: EvidenceGroup
  readonly clock: Clock
  readonly logger: Logger
  trustFor(targetUri: string): Promise<ReceiptTrust | undefined>
  /** Undefined: this node carries nothing, and answers nothing. */
  readonly again: SendAgain | undefined
  /** Another member's, that holds here. It may be said again. */
  onHolds(judged: JudgedEvidence): void
  /** It does not, or no more. Also of what never did. */
  onGone(evidence: RecordId): void
  /** What was to be published would convince nobody, or could not be written. */
  onUnprovable(relay: PeerId, uploadId: string): void
  /** Ours was answered. */
  onAnswered(relay: PeerId, uploadId: string): void
}

export class GroupEvidence {
  readonly #init: GroupEvidenceInit
  readonly #judge: Judge
  readonly #defence: Defence | undefined
  /** Ids of evidence that is to be judged, the first to come first. */
  readonly #waiting = new Set<RecordId>()
  readonly #timers = new Set<Timer>()
  readonly #forget: (() => void)[]
  #isJudging = false
  #isClosed = false
  /** Our own records are written one after the other: each looks which place is free. */
  #written: Promise<void> = Promise.resolve()

  constructor(init: GroupEvidenceInit) {
    const { group, trustFor, clock } = init
    const { store } = group
    this.#init = init
    this.#judge = {
      group: group.idBytes,
      get peerTimeMs() {
        return group.peerTimeMs()
      },
      trustFor: (targetUri) => trustFor(targetUri)
    }
    const { again } = init
    this.#defence = again === undefined ? undefined : new Defence({ group, clock, judge: this.#judge, again })
    for (const type of [evidenceType, answerType]) store.declare(type)
    const heard = (record: GroupRecord): void => this.#heard(record)
    this.#forget = [
      store.on('record:add', heard),
      store.on('record:update', heard),
      store.on('record:delete', heard),
      store.on('record:expire', heard)
    ]
    this.#timers.add(setRepeating(clock, JUDGE_AGAIN_MS, () => this.#lookAtAll()))
    this.#lookAtAll()
  }

  /** Of which relays, for which uploads, our evidence stands in the group. */
  published(): { relay: PeerId; uploadId: string }[] {
    return this.#ownSlots().flatMap(({ record }) => {
      const evidence = record === undefined ? undefined : readEvidence(record)
      const uploadId = evidence === undefined ? undefined : decodeOrder(evidence.order)?.id
      return evidence === undefined || uploadId === undefined ? [] : [{ relay: evidence.accused, uploadId }]
    })
  }

  /** What others judge is judged here first. Takes the place of our oldest where all are taken. Never rejects. */
  publish(data: Omit<EvidenceData, 'slot'>, uploadId: string): void {
    this.#write(async () => {
      const { group, logger, onUnprovable } = this.#init
      try {
        const slots = this.#ownSlots()
        const { slot, id } = slots.find(({ record }) => record === undefined) ?? slots.sort(byAge)[0]!
        const evidence = { ...data, slot }
        const judgement = await judgeEvidence({ ...evidence, id, accuser: group.self }, this.#judge)
        if (judgement.type !== 'holds') throw new Error(judgement.type === 'refused' ? judgement.why : judgement.type)
        await group.store.add(evidenceType, { id, data: evidence })
        logger.info('a member brought a wrong receipt: published', { peer: data.accused })
      } catch (error) {
        onUnprovable(data.accused, uploadId)
        throw error
      }
    })
  }

  /** What we published of that upload, if we did. Never rejects. */
  withdraw(relay: PeerId, uploadId: string): void {
    this.#write(async () => {
      for (const { id, record } of this.#ownSlots()) {
        const evidence = record === undefined ? undefined : readEvidence(record)
        if (evidence?.accused !== relay || decodeOrder(evidence.order)?.id !== uploadId) continue
        await this.#init.group.store.delete(id)
      }
    })
  }

  async close(): Promise<void> {
    this.#isClosed = true
    this.#defence?.close()
    for (const forget of this.#forget) forget()
    for (const timer of this.#timers) timer.cancel()
    this.#waiting.clear()
    await this.#written
  }

  #ownSlots(): { slot: number; id: RecordId; record: GroupRecord | undefined }[] {
    const { self, store } = this.#init.group
    return Array.from({ length: MAX_EVIDENCE_BY_AUTHOR }, (_, slot) => {
      const id = evidenceRecordId(self, slot)
      return { slot, id, record: store.get(id) }
    })
  }

  #write(write: () => Promise<void>): void {
    if (this.#isClosed) return
    this.#written = this.#written.then(write).catch((error: unknown) => {
      const why = error instanceof Error ? error.message : String(error)
      this.#init.logger.warn('evidence could not be written', { why })
    })
  }

  #lookAtAll(): void {
    for (const record of this.#init.group.store.find({ type: evidenceType.name })) this.#toJudge(record.id)
  }

  #heard(record: GroupRecord): void {
    if (record.type === evidenceType.name) {
      if (this.#init.group.store.get(record.id) === undefined) this.#init.onGone(record.id)
      this.#toJudge(record.id)
    } else if (record.type === answerType.name) {
      const answer = readAnswer(record)
      if (answer !== undefined) this.#toJudge(answer.evidence)
    }
  }

  #toJudge(id: RecordId): void {
    this.#waiting.add(id)
    keepNewest(this.#waiting, MAX_TO_JUDGE)
    if (this.#isJudging || this.#isClosed) return
    this.#isJudging = true
    this.#judgeNext()
  }

  /** One after the other, with pauses: who writes much evidence does not keep others from their work. */
  #judgeNext(): void {
    if (this.#isClosed) return
    const timer = this.#init.clock.setTimer(JUDGE_PAUSE_MS, () => {
      this.#timers.delete(timer)
      const [id] = this.#waiting
      if (id === undefined || this.#isClosed) {
        this.#isJudging = false
        return
      }
      this.#waiting.delete(id)
      void this.#judgeOne(id)
        .catch(() => {}) // Keys that cannot be read now: it is looked at again.
        .finally(() => this.#judgeNext())
    })
    this.#timers.add(timer)
  }

  async #judgeOne(id: RecordId): Promise<void> {
    const { group, onGone, onHolds, onAnswered, logger } = this.#init
    const record = group.store.get(id)
    const evidence = record === undefined ? undefined : readEvidence(record)
    if (evidence === undefined) return onGone(id)
    if (evidence.accuser === group.self) {
      const uploadId = decodeOrder(evidence.order)?.id
      if (uploadId !== undefined && (await this.#isAnswered(evidence))) onAnswered(evidence.accused, uploadId)
      return
    }
    if (evidence.accused === group.self) {
      void this.#defence?.answer(evidence).catch(() => {}) // It takes minutes; and is tried again, or the node is stopping.
      return
    }
    const judgement = await judgeEvidence(evidence, this.#judge)
    const isAnswered = judgement.type === 'holds' && (await this.#isAnswered(evidence))
    if (this.#isClosed || group.store.get(id)?.version !== record?.version) return // It is another by now, which waits.
    if (judgement.type !== 'holds' || isAnswered) {
      if (judgement.type === 'refused') logger('evidence does not hold', { by: evidence.accuser, why: judgement.why })
      return onGone(id)
    }
    const { proof } = judgement
    const createdMs = group.toSystemTime(proof.returnedMs)
    onHolds({ ...proof, groupId: group.id, createdMs, untilMs: createdMs + PROOF_MS })
  }

  async #isAnswered(evidence: HeardEvidence): Promise<boolean> {
    const { store } = this.#init.group
    for (const record of store.find({ type: answerType.name, creator: evidence.accused })) {
      const answer = readAnswer(record)
      if (answer !== undefined && (await isAnswered(evidence, answer, this.#judge))) return true
    }
    return false
  }
}

function byAge(a: { record: GroupRecord | undefined }, b: typeof a): number {
  return (a.record?.modifiedAtMs ?? 0) - (b.record?.modifiedAtMs ?? 0)
}
