// Which version of a record everybody sees: a pure function of what each author says now, of what the policy says about
// the authors, and of the time (design section 2). Layer two of judgement: it hides, it never refuses.
import type { PeerId } from '../base/index.js'
import type { GroupRecord } from '../record/index.js'
import { countedExpiresAtMs } from './counted-expiry.js'
import { compareVersions, type AuthorVersion } from './version-order.js'

/** What the policy and the record's type say, as the view needs it. */
export interface Judge {
  /** Until when what counts of the author's records does, peer time, ms; undefined: nothing does now. */
  recordsUntilMs(author: PeerId): number | undefined
  /** Whether `author` may write versions of a record that `creator` made. */
  mayChange(author: PeerId, creator: PeerId, type: string): boolean
  /** Whether its type finds the record valid. Asked for those only whose author may write them. */
  accepts(record: GroupRecord): boolean
}

export interface View {
  readonly winner: AuthorVersion
  /** The latest expiry of all authorised versions, as they count, peer time, ms: an older one that lasts longer stretches the winner. */
  readonly expiresAtMs: number
  /**
   * The winner is visible before this, peer time, ms: until it expires; where that waits, until its author's membership ends. A
   * tombstone is never shown, but hides others until then.
   */
  readonly untilMs: number
}

/**
 * The version that counts, or undefined where nobody authorised wrote one that has not expired. Others change what the
 * creator made, and change neither its type (whose rules would then be those of another) nor make it in the creator's name.
 * @param versions the current one of each author
 * @param nowMs as of when its expiry is judged, peer time
 * @param clockMs peer time, as of when memberships are judged; later than `nowMs` where expiry waits
 */
export function chooseVersion(
  versions: readonly AuthorVersion[],
  judge: Judge,
  nowMs: number,
  clockMs = nowMs
): View | undefined {
  let winner: AuthorVersion | undefined
  let expiresAtMs = 0
  for (const version of versions) {
    if (!isAuthorised(version, versions, judge, clockMs) || !judge.accepts(version.record)) continue
    const made = madeBy(version.record.creator, versions)
    expiresAtMs = Math.max(expiresAtMs, countedExpiresAtMs(version.record, made?.record.expiresAtMs ?? 0, clockMs))
    // What the creator said over it stays said when the creator has left: nothing that it deleted comes back.
    if (made !== undefined && compareVersions(version, made) < 0) continue
    if (winner === undefined || compareVersions(version, winner) > 0) winner = version
  }
  if (winner === undefined || expiresAtMs <= nowMs) return undefined
  const recordsUntilMs = judge.recordsUntilMs(winner.record.lastModifiedBy) ?? 0
  const untilMs = expiresAtMs > clockMs ? Math.min(expiresAtMs, recordsUntilMs) : recordsUntilMs
  return { winner, expiresAtMs, untilMs }
}

/** Whether its author's records count, and it may change this one, of which these are the `versions`. */
export function isAuthorised(
  version: AuthorVersion,
  versions: readonly AuthorVersion[],
  judge: Judge,
  clockMs: number
): boolean {
  const { lastModifiedBy: author, creator, type } = version.record
  const untilMs = judge.recordsUntilMs(author)
  if (untilMs === undefined || untilMs <= clockMs) return false
  if (author === creator) return true
  // A record is of its creator's type for ever: who changes it does not choose by which type's rules it may.
  return madeBy(creator, versions)?.record.type === type && judge.mayChange(author, creator, type)
}

function madeBy(creator: PeerId, versions: readonly AuthorVersion[]): AuthorVersion | undefined {
  return versions.find(({ record }) => record.lastModifiedBy === creator)
}
