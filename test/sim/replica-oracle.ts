// Which version of a record everybody must see, from the facts alone: written after design section 2, without the store's code.
import type { PeerId } from '../../src/base/index.js'
import type { GroupRecord } from '../../src/record/index.js'
import { sameRecord, textOf, type Fact } from './replica-facts.js'
import { TYPES } from './replica.js'

/** Above it nobody's version but the creator's counts, so that nobody uses up the versions of another's record. */
const MAX_STRANGERS_VERSION = 2 ** 30

/** For so long, in ms, what has expired stays where others may change it. */
const FORGOTTEN_AFTER_MS = 30 * 86_400_000

export interface OracleJudge {
  /** Until when the author is a member, ms; undefined: is none. */
  memberUntilMs(author: PeerId): number | undefined
  mayChange(author: PeerId, type: string): boolean
  /** Whether removals let it count. */
  counts(fact: Fact): boolean
  /** Its author was told that it is written, and it is not lost where it counts. */
  isCertain(fact: Fact): boolean
  /** It has two machines, or one whose disk was put back: what it said long ago may come once more. */
  hasCopies(author: PeerId): boolean
}

/**
 * What may be visible of one id. More than one answer where something was never confirmed, or its only disk was put back: it may
 * have come through. `undefined` among them: nothing.
 */
export function expected(all: readonly Fact[], judge: OracleJudge, nowMs: number): Set<GroupRecord | undefined> {
  const facts = all.filter((fact) => fact.record.type.startsWith('sim.') && judge.counts(fact))
  const made = facts.filter(({ record }) => record.lastModifiedBy === record.creator)
  const isMade = ({ record }: Fact, by: readonly Fact[]): boolean =>
    record.lastModifiedBy === record.creator || by.some((other) => other.record.type === record.type)
  const counted = facts.filter((fact) => isAuthorised(fact.record, judge, nowMs) && isMade(fact, made))
  const surely = made.filter((fact) => judge.isCertain(fact) && !mayBeForgotten(fact.record, nowMs))
  const certain = counted.filter((fact) => judge.isCertain(fact) && isMade(fact, surely))
  const answers = new Set<GroupRecord | undefined>()
  const candidates = counted.filter(
    (fact) => certain.every((other) => !beats(other, fact, nowMs)) && !isOvertaken(fact, surely)
  )
  for (const winner of candidates) {
    const { record } = winner
    if (record.deleted) {
      answers.add(undefined)
      continue
    }
    const memberUntilMs = judge.memberUntilMs(record.lastModifiedBy) ?? 0
    const longest = Math.min(memberUntilMs, lastExpiry(winner, counted))
    const shortest = Math.min(memberUntilMs, lastExpiry(winner, certain))
    if (longest > nowMs) answers.add(record)
    if (shortest <= nowMs) answers.add(undefined)
  }
  // What its creator said over it stays said, whoever the creator is now: then nothing may be left.
  if (certain.every((fact) => isOvertaken(fact, made))) answers.add(undefined)
  return answers
}

/** @returns what is wrong with `shown`, or undefined */
export function judgeShown(
  shown: GroupRecord | undefined,
  answers: ReadonlySet<GroupRecord | undefined>
): string | undefined {
  for (const answer of answers) {
    if (answer === undefined ? shown === undefined : shown !== undefined && sameRecord(answer, shown)) return undefined
  }
  const texts = [...answers].map((answer) => (answer === undefined ? 'nothing' : textOf(answer)))
  return `${shown === undefined ? 'nothing' : textOf(shown)} is shown, expected: ${texts.join(' or ')}`
}

/** A machine that was away for longer may have had it last longer still, or not have heard of it: too late, its author has cleaned. */
export function mayBeForgotten({ type, expiresAtMs }: GroupRecord, nowMs: number): boolean {
  return expiresAtMs + (type === TYPES.own.name ? 0 : FORGOTTEN_AFTER_MS) <= nowMs
}

function isOvertaken({ record }: Fact, made: readonly Fact[]): boolean {
  return record.lastModifiedBy !== record.creator && made.some((other) => compareFacts(other.record, record) > 0)
}

/** Whether `a` hides `b` still. */
function beats(a: Fact, b: Fact, nowMs: number): boolean {
  return compareFacts(a.record, b.record) > 0 && !mayBeForgotten(a.record, nowMs)
}

/**
 * Higher version (renewals left out), then later, then larger author, then more renewals. Two that one author made at the same
 * moment are equal: either may win.
 */
export function compareFacts(a: GroupRecord, b: GroupRecord): number {
  return (
    a.version - a.renewals - (b.version - b.renewals) ||
    a.modifiedAtMs - b.modifiedAtMs ||
    (a.lastModifiedBy < b.lastModifiedBy ? -1 : a.lastModifiedBy > b.lastModifiedBy ? 1 : 0) ||
    a.renewals - b.renewals
  )
}

/** The latest expiry among what each author says now. */
function lastExpiry(winner: Fact, facts: readonly Fact[]): number {
  const current = new Map<PeerId, GroupRecord>()
  for (const { record } of facts) {
    const before = current.get(record.lastModifiedBy)
    if (before === undefined || compareFacts(record, before) > 0) current.set(record.lastModifiedBy, record)
  }
  return Math.max(...[...current.values(), winner.record].map(({ expiresAtMs }) => expiresAtMs))
}

function isAuthorised(record: GroupRecord, judge: OracleJudge, nowMs: number): boolean {
  const untilMs = judge.memberUntilMs(record.lastModifiedBy)
  if (untilMs === undefined || untilMs <= nowMs) return false
  if (record.lastModifiedBy === record.creator) return true
  return record.version <= MAX_STRANGERS_VERSION && judge.mayChange(record.lastModifiedBy, record.type)
}
