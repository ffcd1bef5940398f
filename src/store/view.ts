// Which version of a record everybody sees: a pure function of the versions, of what the policy says about their
// authors, and of the time (design section 2). Layer two of judgement: it hides, it never refuses.
import type { PeerId } from '../base/index.js'
import type { GroupRecord } from '../record/index.js'

/** What one author said about one record id. */
export interface AuthorVersion {
  /** The author's highest version. */
  readonly record: GroupRecord
  /** Hash of the change it stands in: the last tie-break, between two processes of one author. */
  readonly hash: string
  /** The latest expiry of all versions of this author, peer time, ms. */
  readonly latestExpiresAtMs: number
}

/** What the policy says, as the view needs it. */
export interface Judge {
  /** Until when the author is a member, peer time, ms; undefined: is none now. */
  memberUntilMs(author: PeerId): number | undefined
  /** Whether `author` may write versions of a record that `creator` made. */
  mayChange(author: PeerId, creator: PeerId, type: string): boolean
}

export interface View {
  readonly winner: AuthorVersion
  /** The winner is visible before this, peer time, ms. A tombstone is never shown, but hides others until then. */
  readonly untilMs: number
}

/** The version that counts, or undefined where nobody authorised wrote one that has not expired. */
export function chooseVersion(versions: Iterable<AuthorVersion>, judge: Judge, nowMs: number): View | undefined {
  let winner: AuthorVersion | undefined
  let expiresAtMs = 0
  for (const version of versions) {
    const { lastModifiedBy: author, creator, type } = version.record
    const untilMs = judge.memberUntilMs(author)
    if (untilMs === undefined || untilMs <= nowMs) continue
    if (author !== creator && !judge.mayChange(author, creator, type)) continue
    expiresAtMs = Math.max(expiresAtMs, version.latestExpiresAtMs)
    if (winner === undefined || compareVersions(version, winner) > 0) winner = version
  }
  if (winner === undefined) return undefined
  const untilMs = Math.min(expiresAtMs, judge.memberUntilMs(winner.record.lastModifiedBy) ?? 0)
  return untilMs > nowMs ? { winner, untilMs } : undefined
}

/** Higher version, then later, then larger author id, then larger change hash: the same order everywhere. */
export function compareVersions(a: AuthorVersion, b: AuthorVersion): number {
  return (
    a.record.version - b.record.version ||
    a.record.modifiedAtMs - b.record.modifiedAtMs ||
    compareText(a.record.lastModifiedBy, b.record.lastModifiedBy) ||
    compareText(a.hash, b.hash)
  )
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
