// What a collaborative record must say, from the facts alone: of each attribute the edits that no other edit wrote over; the one
// with the highest version, then the latest, then of the larger author stands, and the others can be read.
import type { GroupRecord } from '../../src/record/index.js'
import type { RecordConflict } from '../../src/store/index.js'
import { textIn, type Fact } from './replica-facts.js'
import type { OracleJudge } from './replica-oracle.js'

/** Of its author's own, an edit names so many that it takes the place of. */
const NAMED_EDITS = 8

interface Edit {
  readonly name: string
  readonly value: string | undefined
  readonly author: string
  readonly version: number
  readonly modifiedAtMs: number
}

/** Every value that somebody wrote. */
export function valuesOf(facts: readonly Fact[]): Set<string> {
  return new Set(facts.flatMap(({ record }) => editsIn(record).map(({ name, value }) => `${name}=${value}`)))
}

/** @returns what is wrong with `shown` and `conflicts`, or undefined */
export function judgeJoint(
  all: readonly Fact[],
  shown: GroupRecord | undefined,
  conflicts: readonly RecordConflict[],
  judge: OracleJudge,
  nowMs: number
): string | undefined {
  const wrong = foreignValue(all, shown)
  if (wrong !== undefined) return wrong
  const facts = all.filter((fact) => judge.counts(fact))
  const counts = (fact: Fact): boolean => isInForce(fact, judge, nowMs)
  // Beside what was deleted, ended, written by a member that left, or perhaps never came through.
  if (facts.length < all.length || !facts.every((fact) => counts(fact) && !fact.record.deleted)) {
    // Who wrote over it may have been removed since: who had said the value says it no more.
    return (
      lostBeside(all, shown, conflicts, (fact) => judge.counts(fact) && counts(fact)) ??
      broughtBack(facts, shown, counts, oldValues(facts, judge))
    )
  }
  const lost = lostValue(facts)
  if (lost !== undefined) return `${lost} is gone, and nobody wrote over it`
  if (hasTwinEdits(facts)) return undefined
  const expected = merged(facts)
  const old = oldValues(facts, judge)
  const said = shown === undefined ? [] : editsShown(shown)
  const news = conflicts.filter((conflict) => !old.has(dotOf(conflict.name, conflict)))
  const others = news.map(({ name, author, version }) => `${name} ${version} ${author}`).sort()
  const expectedLost = expected.losers.map(({ name, author, version }) => `${name} ${version} ${author}`).sort()
  if (said.join() === expected.values.join() && others.join() === expectedLost.join()) return undefined
  return `${said.join()} with ${others.join()} in conflict, expected ${expected.values.join()} with ${expectedLost.join()}`
}

/** It surely came through, its author is a member, and it has not expired. */
function isInForce(fact: Fact, judge: OracleJudge, nowMs: number): boolean {
  const { record } = fact
  return (
    judge.isCertain(fact) && (judge.memberUntilMs(record.lastModifiedBy) ?? 0) > nowMs && record.expiresAtMs > nowMs
  )
}

/** A deletion hides what it names and nothing else: a value that nobody wrote over is gone though no tombstone names it, or undefined. */
function lostBeside(
  facts: readonly Fact[],
  shown: GroupRecord | undefined,
  conflicts: readonly RecordConflict[],
  counts: (fact: Fact) => boolean
): string | undefined {
  const overwritten = overwrittenBy(facts)
  const deleted = namedBy(facts.filter(({ record }) => record.deleted))
  const said = new Set(shown === undefined ? [] : editsShown(shown))
  const losers = new Set(conflicts.map((conflict) => dotOf(conflict.name, conflict)))
  const isAnew = (fact: Fact): boolean => facts.some((later) => saysAllAnew(later.record, fact.record))
  // What carried it on may be lost.
  const twins = facts.filter((fact) => hasTwin(fact, facts))
  const isInTwin = (fact: Fact): boolean => {
    return twins.some((twin) => twin === fact || replaces(twin.record, fact.record))
  }
  const sure = facts.filter((fact) => counts(fact) && !isInTwin(fact) && !isAnew(fact))
  for (const edit of sure.flatMap(({ record }) => editsIn(record))) {
    const [dot, text] = [dotOf(edit.name, edit), `${edit.name}=${edit.value}`]
    const isOver = edit.value === undefined || overwritten.has(dot) || deleted.has(dotOf('', edit))
    if (!isOver && !said.has(text) && !losers.has(dot)) return `${text} is gone, and no deletion names it`
  }
  return undefined
}

/**
 * What is shown though tombstones that nobody wrote over name all there is, or undefined.
 * @param old a tombstone names them no more than an edit does
 */
function broughtBack(
  facts: readonly Fact[],
  shown: GroupRecord | undefined,
  counts: (fact: Fact) => boolean,
  old: ReadonlySet<string>
): string | undefined {
  if (shown === undefined) return undefined
  const oldEdits = facts.flatMap(({ record }) => editsIn(record)).filter((edit) => old.has(dotOf(edit.name, edit)))
  const oldTexts = new Set(oldEdits.map(({ name, value }) => `${name}=${value}`))
  if (editsShown(shown).every((text) => oldTexts.has(text))) return undefined
  const brought = namedBy(facts.filter(({ record }) => !record.deleted))
  const standing = facts.filter((fact) => {
    const isBrought = editsIn(fact.record).some((edit) => brought.has(dotOf('', edit)))
    return fact.record.deleted && counts(fact) && !hasTwin(fact, facts) && !isBrought
  })
  const hidden = namedBy(standing)
  const isBeside = ({ record }: Fact): boolean => {
    const isReplaced = facts.some((later) => later.isCertain && replaces(later.record, record))
    return !record.deleted && !isReplaced && editsIn(record).some((edit) => !hidden.has(dotOf('', edit)))
  }
  if (standing.length === 0 || facts.some(isBeside)) return undefined
  return `${editsShown(shown).join()} was deleted, and nobody wrote it again`
}

/** What they say that they take the place of, of whatever name. */
function namedBy(facts: readonly Fact[]): Set<string> {
  const edits = facts.flatMap(({ record }) => record.edits ?? [])
  return new Set(edits.flatMap(({ overwrites }) => overwrites.map((other) => dotOf('', other))))
}

/** Whoever says all of a record anew removes what is not named. */
function saysAllAnew(later: GroupRecord, earlier: GroupRecord): boolean {
  const isAll = later.edits?.some(({ name, version }) => name === '' && version === later.version) === true
  return isAll && replaces(later, earlier)
}

/** A value that nobody wrote, or undefined. */
export function foreignValue(facts: readonly Fact[], shown: GroupRecord | undefined): string | undefined {
  const values = valuesOf(facts)
  const foreign = shown && editsShown(shown).find((value) => !values.has(value))
  return foreign === undefined ? undefined : `${foreign} was written by nobody`
}

/** A value is gone though nobody wrote over it, or undefined. */
function lostValue(facts: readonly Fact[]): string | undefined {
  const overwritten = overwrittenBy(facts)
  for (const { record } of facts) {
    const said = new Set(dotsIn(record))
    const all = facts.filter((other) => replaces(record, other.record) && !saysAllAnew(record, other.record))
    const last = all.filter((other) => !all.some((later) => replaces(later.record, other.record)))
    const replaced = last.filter((other) => !hasTwin(other, facts))
    for (const edit of replaced.flatMap((other) => editsIn(other.record))) {
      const dot = dotOf(edit.name, edit)
      if (edit.value !== undefined && !said.has(dot) && !overwritten.has(dot)) return `${edit.name}=${edit.value}`
    }
  }
  return undefined
}

/** Its author wrote the same version in the same millisecond on another machine, or after its disk was put back: either may be lost. */
function hasTwin({ record }: Fact, facts: readonly Fact[]): boolean {
  return facts.some(({ record: other }) => {
    const isNamedAlike = other.version === record.version && other.modifiedAtMs === record.modifiedAtMs
    return other !== record && other.lastModifiedBy === record.lastModifiedBy && isNamedAlike
  })
}

/** Two such edits of one name: which of them stands is told by nothing but that all show the same. */
function hasTwinEdits(facts: readonly Fact[]): boolean {
  const values = new Map<string, string | undefined>()
  return facts.some(({ record }) =>
    editsIn(record).some((edit) => {
      const dot = dotOf(edit.name, edit)
      if (values.has(dot)) return values.get(dot) !== edit.value
      values.set(dot, edit.value)
      return false
    })
  )
}

/**
 * What nobody who speaks now names any more, since its author wrote too much after it: a copy that was made before brings it back, as
 * a loser.
 */
function oldValues(facts: readonly Fact[], judge: OracleJudge): Set<string> {
  const current = currentOf(facts)
  const known = new Set([...overwrittenBy(current), ...current.flatMap(({ record }) => dotsIn(record))])
  const old = facts.filter(({ record }) => {
    const author = record.lastModifiedBy
    const between = facts.filter(
      ({ record: other }) => other.lastModifiedBy === author && other.version > record.version
    )
    const isNamed = current.some((other) => replaces(other.record, record))
    return judge.hasCopies(author) && between.length > NAMED_EDITS && !isNamed
  })
  return new Set(old.flatMap(({ record }) => dotsIn(record)).filter((dot) => !known.has(dot)))
}

function currentOf(all: readonly Fact[]): Fact[] {
  return all.filter(({ record }) => !all.some((other) => replaces(other.record, record)))
}

function merged(all: readonly Fact[]): { values: string[]; losers: Edit[] } {
  const facts = currentOf(all)
  const edits = new Map(facts.flatMap(({ record }) => editsIn(record).map((edit) => [dotOf(edit.name, edit), edit])))
  for (const dot of overwrittenBy(facts)) edits.delete(dot)
  const winners = new Map<string, Edit>()
  const losers: Edit[] = []
  for (const edit of [...edits.values()].sort(strongestFirst)) {
    if (winners.has(edit.name)) losers.push(edit)
    else winners.set(edit.name, edit)
  }
  const values = [...winners.values()].filter(({ value }) => value !== undefined)
  return { values: values.map(({ name, value }) => `${name}=${value}`).sort(), losers }
}

function overwrittenBy(facts: readonly Fact[]): Set<string> {
  const dots = facts.flatMap(({ record }) =>
    (record.edits ?? []).flatMap(({ name, overwrites }) => overwrites.map((other) => dotOf(name, other)))
  )
  return new Set(dots)
}

/** Its author's later word on the record stands for the earlier one. */
function replaces(later: GroupRecord, earlier: GroupRecord): boolean {
  if (later.lastModifiedBy !== earlier.lastModifiedBy) return false
  const named = later.replaces ?? []
  return named.some((one) => one.version === earlier.version && one.modifiedAtMs === earlier.modifiedAtMs)
}

function editsIn(record: GroupRecord): Edit[] {
  return (record.edits ?? []).map(({ name, version, modifiedAtMs, removed }) => {
    const value = removed ? undefined : name === '' ? textIn(record) : String(record.attributes[name])
    return { name, value, author: record.lastModifiedBy, version, modifiedAtMs }
  })
}

function dotsIn(record: GroupRecord): string[] {
  return editsIn(record).map((edit) => dotOf(edit.name, edit))
}

function editsShown(record: GroupRecord): string[] {
  const attributes = Object.entries(record.attributes).map(([name, value]) => `${name}=${String(value)}`)
  return [...attributes, ...(record.data.byteLength > 0 ? [`=${textIn(record)}`] : [])].sort()
}

function dotOf(name: string, { author, version, modifiedAtMs }: Omit<Edit, 'name' | 'value'>): string {
  return `${name} ${author} ${version} ${modifiedAtMs}`
}

function strongestFirst(a: Edit, b: Edit): number {
  return b.version - a.version || b.modifiedAtMs - a.modifiedAtMs || (a.author < b.author ? 1 : -1)
}
