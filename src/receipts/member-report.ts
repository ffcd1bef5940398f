// `Potluck-Report`: whom who uploads has on its black list, and why (seed 000, Fig. 9, 564: "reports … in its next report").
import { isInnerList, parseList, serializeList, Token, type BareItem, type Item } from './structured-fields.js'
import { MAX_REPORT_FIELD_CHARACTERS, MAX_REPORTS } from './defaults.js'

export interface MemberReport {
  /** Peer id of the member that did not do what it took over. */
  peer: string
  /** Why: lower-case letters, digits and hyphens, 1 to 32 of them; a letter first. */
  reason: string
  /** Idempotency key of the upload that it had taken over: 1 to 64 letters, digits and hyphens. */
  upload: string
  /** When, in milliseconds since 1970; told in whole seconds. */
  atMs: number
}

const REASON = /^[a-z][a-z0-9-]{0,31}$/
const PEER = /^[1-9A-HJ-NP-Za-km-z]{1,64}$/
const UPLOAD = /^[A-Za-z0-9-]{1,64}$/
/** Largest integer of RFC 9651. */
const MAX_SECONDS = 999_999_999_999

/** The field's value: of the first {@link MAX_REPORTS}. @throws RangeError where a report is none */
export function spellReports(reports: readonly MemberReport[]): string {
  const items = reports.slice(0, MAX_REPORTS).map((report): Item => {
    if (!isReport(report)) throw new RangeError(`this is no report: ${JSON.stringify(report)}`)
    const { peer, reason, upload, atMs } = report
    const parameters: [string, BareItem][] = [
      ['reason', new Token(reason)],
      ['upload', upload],
      ['at', Math.floor(atMs / 1000)]
    ]
    return [peer, new Map(parameters)]
  })
  return serializeList(items)
}

/** What a field's value says: members of the list that are no reports are left out. Never throws. */
export function parseReports(value: string | undefined): MemberReport[] {
  if (value === undefined || value.length > MAX_REPORT_FIELD_CHARACTERS) return []
  try {
    return parseList(value)
      .slice(0, MAX_REPORTS)
      .flatMap((member) => (isInnerList(member) ? [] : reportOf(member)))
  } catch {
    return []
  }
}

function reportOf([peer, parameters]: Item): MemberReport[] {
  const at = parameters.get('at')
  const reason = parameters.get('reason')
  const report = {
    peer,
    reason: reason instanceof Token ? reason.toString() : undefined,
    upload: parameters.get('upload'),
    atMs: typeof at === 'number' ? at * 1000 : undefined
  }
  return isReport(report) ? [report] : []
}

function isReport(report: { [Name in keyof MemberReport]: unknown }): report is MemberReport {
  const { peer, reason, upload, atMs } = report
  return (
    typeof peer === 'string' &&
    PEER.test(peer) &&
    typeof reason === 'string' &&
    REASON.test(reason) &&
    typeof upload === 'string' &&
    UPLOAD.test(upload) &&
    typeof atMs === 'number' &&
    atMs >= 0 &&
    atMs <= MAX_SECONDS * 1000
  )
}
