// Which of two versions of one record stands above the other: the same order everywhere, whatever came first (design
// section 2). A renewal says the same content again, so it wins against nothing but that content.
import type { GroupRecord } from '../record/index.js'

/** What one author said about one record id. */
export interface AuthorVersion {
  /** The author's highest version. */
  readonly record: GroupRecord
  /** Hash of its envelope, the same in every copy: the last tie-break, between two processes of one author. */
  readonly hash: string
}

/**
 * Above 0 where `a` stands above `b`: higher version of its content, then later content, then larger author id, then more
 * renewals, then larger hash of the envelope.
 */
export function compareVersions(a: AuthorVersion, b: AuthorVersion): number {
  return (
    contentVersion(a.record) - contentVersion(b.record) ||
    a.record.modifiedAtMs - b.record.modifiedAtMs ||
    compareText(a.record.lastModifiedBy, b.record.lastModifiedBy) ||
    a.record.renewals - b.record.renewals ||
    compareText(a.hash, b.hash)
  )
}

/** The version that its content had before it was renewed. */
export function contentVersion({ version, renewals }: GroupRecord): number {
  return version - renewals
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
