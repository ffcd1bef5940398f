// What the black list's incidents mean at one moment, for who chooses and for people: pure functions of black-list.ts.
import type { PeerId } from '../../base/index.js'
import type { BlackListEntry, BlackListKind } from './blame.js'
import { CONTROL_MS, MAX_REPORT_TRIES } from './black-list-defaults.js'
import type { Incident, JudgedEvidence } from './black-list-events.js'

const RANK: { readonly [Kind in BlackListKind]: number } = { suspected: 0, testimony: 1, judged: 2, proved: 3 }

/** As what it lists the member now; undefined: it does not. */
export function kindOf({ state, fault, sharedBy, atMs }: Incident, nowMs: number): BlackListKind | undefined {
  if (state !== 'open') return state
  return fault === 'wrong-receipt' && sharedBy === undefined && nowMs - atMs < CONTROL_MS ? 'suspected' : undefined
}

export function isAlive({ untilMs }: { readonly untilMs: number }, nowMs: number): boolean {
  return nowMs < untilMs
}

/** What bears no signature, and says no success, is what proxies, load balancers and hotels answer in a backend's place. */
export function isPassing({ fault, keyId, status = 0 }: Pick<Incident, 'fault' | 'keyId' | 'status'>): boolean {
  return fault === 'no-receipt' && keyId === undefined && (status < 200 || status > 299)
}

/** One of each member and backend, the gravest; the newest first. */
export function entriesOf(
  incidents: readonly Incident[],
  judged: Iterable<JudgedEvidence>,
  nowMs: number
): BlackListEntry[] {
  const gravest = new Map<string, BlackListEntry>()
  for (const entry of [...ownEntries(incidents, nowMs), ...judgedEntries(judged, nowMs)]) {
    const name = `${entry.peer} ${entry.origin}`
    const other = gravest.get(name)
    if (other === undefined || RANK[entry.kind] >= RANK[other.kind]) gravest.set(name, entry)
  }
  return [...gravest.values()].sort((a, b) => b.sinceMs - a.sinceMs)
}

/**
 * Backends that, or whose keys, may be why ways brought no receipts, with one such incident, the first.
 * @param lastValidMs when a valid receipt of each was seen last: one that signed wrongly is right again then
 */
export function doubtsOf(
  incidents: readonly Incident[],
  lastValidMs: ReadonlyMap<string, number>,
  nowMs: number
): Incident[] {
  const first = new Map<string, Incident>()
  for (const one of incidents) {
    const isRightAgain = one.fault === 'wrong-receipt' && (lastValidMs.get(one.origin) ?? -Infinity) >= one.atMs
    const isDoubt = one.state === 'open' && one.sharedBy !== undefined && !isRightAgain && isAlive(one, nowMs)
    if (isDoubt && !first.has(one.origin)) first.set(one.origin, one)
  }
  return [...first.values()]
}

/** What the next upload to that backend tells it, the newest first, one of each member. */
export function unreportedOf(incidents: readonly Incident[], origin: string, nowMs: number): Incident[] {
  const ofMembers = new Map<PeerId, Incident>()
  for (const one of incidents) {
    if (one.relay === undefined || one.origin !== origin || one.state === 'open' || !isAlive(one, nowMs)) continue
    if (one.reportedMs === undefined && one.reportTries < MAX_REPORT_TRIES) ofMembers.set(one.relay, one)
  }
  return [...ofMembers.values()].reverse()
}

function* ownEntries(incidents: readonly Incident[], nowMs: number): Iterable<BlackListEntry> {
  for (const incident of incidents) {
    const { relay, groupId, origin, fault, uploadId, atMs, reportedMs } = incident
    const kind = kindOf(incident, nowMs)
    if (relay === undefined || groupId === undefined || kind === undefined || !isAlive(incident, nowMs)) continue
    const untilMs = kind === 'suspected' ? atMs + CONTROL_MS : incident.untilMs
    const what = { peer: relay, groupId, origin, kind, fault, uploadId }
    yield { ...what, accuser: undefined, sinceMs: atMs, untilMs, reportedMs }
  }
}

function* judgedEntries(judged: Iterable<JudgedEvidence>, nowMs: number): Iterable<BlackListEntry> {
  for (const one of judged) {
    const { accused, groupId, origin, uploadId, accuser, createdMs, untilMs } = one
    if (!isAlive(one, nowMs)) continue
    const what = { peer: accused, groupId, origin, kind: 'judged', fault: 'wrong-receipt', uploadId } as const
    yield { ...what, accuser, sinceMs: createdMs, untilMs, reportedMs: undefined }
  }
}
