// What each machine showed: nothing that nobody permitted wrote, and nothing again that had lost or was deleted.
import type { GroupRecord, RecordId } from '../../src/record/index.js'
import { textOf, type Facts } from './replica-facts.js'
import { foreignValue } from './replica-joint.js'
import { compareFacts, mayBeForgotten } from './replica-oracle.js'
import { TYPES, type Replica } from './replica.js'

/** Whether removals let a machine show a record. */
export type Counts = 'here' | 'may' | 'nowhere'

export class ReplicaMemory {
  /** By machine and id, the last winner that it saw; for what was deleted the tombstones of which one was. */
  readonly #last = new Map<Replica, Map<RecordId, readonly GroupRecord[]>>()
  /** What it hides by itself, until its next round is complete. */
  readonly #hiddenHere = new Map<Replica, Set<RecordId>>()

  /** @param counts whether a removal that the machine has heard of lets the record count */
  constructor(
    readonly facts: Facts,
    readonly counts: (replica: Replica, record: GroupRecord) => Counts
  ) {}

  shown(replica: Replica, record: GroupRecord): void {
    const at = `machine ${replica.index} shows ${textOf(record)}`
    if (record.type === TYPES.joint.name) {
      const foreign = foreignValue(this.facts.of(record.id), record)
      if (foreign !== undefined) this.facts.complain('nothing is shown that nobody wrote', foreign)
      return
    }
    const fact = this.facts.find(record)
    if (fact === undefined) this.facts.complain('nothing is shown that nobody wrote', at)
    if (!replica.mayChange(record, record.lastModifiedBy))
      this.facts.complain('nothing is shown that nobody may write', at)
    if (!this.#isMember(replica, record, ['here', 'may']))
      this.facts.complain('nothing is shown of who is no member', at)
    const last = this.#of(replica).get(record.id) ?? []
    // An author's newest version, where it cannot be judged, leaves what others wrote before.
    const isJudged = record.type !== TYPES.judged.name || !replica.isUnsure
    if (isJudged && last.length > 0 && last.every((other) => this.#forbids(replica, other, record))) {
      this.facts.complain('nothing comes back', `${at}, after ${textOf(last[0]!)}`)
    }
    this.#of(replica).set(record.id, [fact?.record ?? record]) // Its data rest on no disk.
    this.#hiddenHere.get(replica)?.delete(record.id)
  }

  /** It is told to hide it: no deletion that others wrote. */
  hiddenHere(replica: Replica, id: RecordId): void {
    const hidden = this.#hiddenHere.get(replica)
    if (hidden === undefined) this.#hiddenHere.set(replica, new Set([id]))
    else hidden.add(id)
  }

  hidden(replica: Replica, record: GroupRecord, why: 'deleted' | 'expired'): void {
    if (why !== 'deleted' || this.#hiddenHere.get(replica)?.has(record.id) === true) return
    // It goes with the membership of its author: whoever else wrote it shows again.
    if (!this.#isMember(replica, record)) return
    // Its author may have written what this machine cannot judge yet: that deletes nothing.
    if (record.type === TYPES.judged.name && replica.isUnsure) return
    const tombstones = this.facts
      .of(record.id)
      .map((fact) => fact.record)
      .filter((other) => other.deleted && compareFacts(other, record) > 0)
    this.#of(replica).set(record.id, tombstones)
  }

  /** Its disk is not what it was. */
  forget(replica: Replica): void {
    this.#last.delete(replica)
    this.#hiddenHere.delete(replica)
  }

  /** Whether who has seen `last` must not show `record` again. */
  #forbids(replica: Replica, last: GroupRecord, record: GroupRecord): boolean {
    const wasForeign = last.type !== record.type // Nobody had seen its creator's.
    return (
      !mayBeForgotten(last, replica.clock.nowMs()) &&
      !wasForeign &&
      this.#isMember(replica, last) &&
      compareFacts(last, record) > 0
    )
  }

  #isMember(replica: Replica, record: GroupRecord, counts: readonly Counts[] = ['here']): boolean {
    const untilMs = replica.policy.recordsUntilMs(record.lastModifiedBy) ?? 0
    return untilMs > replica.clock.nowMs() && counts.includes(this.counts(replica, record))
  }

  #of(replica: Replica): Map<RecordId, readonly GroupRecord[]> {
    let last = this.#last.get(replica)
    if (last === undefined) this.#last.set(replica, (last = new Map<RecordId, readonly GroupRecord[]>()))
    return last
  }
}
