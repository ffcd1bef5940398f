// Who is given no uploads for a backend (seeds/000, Fig. 9, 564), as a machine without IO. The one rule above all: nobody innocent. What a
// member brought blames it only once something else shows that the backend, and the keys that are known here for it, were right; where two
// ways brought the same, none of them is blamed beyond a day. Spec: docs/protocols/upload.md, "The black list".
import { keepNewest, setNewest, type PeerId } from '../../base/index.js'
import type { RecordId } from '../../record/index.js'
import type { BlackListEntry, RelayStanding } from './blame.js'
import {
  CONTROL_MS,
  MAX_BACKENDS,
  MAX_INCIDENTS,
  MAX_INCIDENTS_OF_ONE,
  MAX_JUDGED,
  MAX_PARDONS,
  PASSING_TROUBLE_MS,
  PROOF_MS,
  TESTIMONY_MS
} from './black-list-defaults.js'
import { doubtsOf, entriesOf, isAlive, isPassing, kindOf, unreportedOf } from './black-list-entries.js'
import type {
  Accused,
  BlackListInput,
  BlackListOutput,
  Incident,
  JudgedEvidence,
  KeptBlackList,
  Pardon,
  ProvedDelivery
} from './black-list-events.js'

const NONE: KeptBlackList = { incidents: [], pardons: [] }

export class BlackListRules {
  /** Oldest first. */
  #incidents: Incident[]
  #pardons: Pardon[]
  readonly #judged = new Map<RecordId, JudgedEvidence>()
  /** When the last valid receipt of each backend was seen here. */
  readonly #lastValidMs = new Map<string, number>()
  #outputs: BlackListOutput[] = []
  /** What people were shown last. */
  #shown = '[[],[]]'

  constructor({ incidents, pardons }: KeptBlackList = NONE) {
    // The statements that would have shown it to others did not outlast the restart.
    this.#incidents = incidents.map((incident) => ({ ...incident, isProvable: false })).slice(-MAX_INCIDENTS)
    this.#pardons = pardons.slice(-MAX_PARDONS)
  }

  /** @param nowMs this machine's time, as in all of these; where it jumps back, nothing lasts longer for it */
  handle(input: BlackListInput, nowMs: number): BlackListOutput[] {
    this.#tidy(nowMs)
    switch (input.type) {
      case 'accused':
        this.#accused(input.accusation, nowMs)
        break
      case 'receipt':
        this.#receipt(input.receipt, nowMs)
        break
      case 'judged':
        if (!this.#isPardoned(input.judged) && input.judged.untilMs > nowMs)
          setNewest(this.#judged, input.judged.evidence, input.judged, MAX_JUDGED)
        break
      case 'judged-gone':
        this.#judged.delete(input.evidence)
        break
      case 'answered':
        this.#drop(({ relay, uploadId }) => relay === input.relay && uploadId === input.uploadId)
        break
      case 'pardoned':
        this.#pardon({ peer: input.peer, origin: input.origin, atMs: nowMs })
        break
      case 'unprovable':
        this.#change(
          (one) => one.relay === input.relay && one.uploadId === input.uploadId && one.state === 'proved',
          (one) => ({ ...one, state: 'testimony', untilMs: endOf(one, TESTIMONY_MS) })
        )
        break
      case 'goes-along':
        this.#change(
          (one) => input.incidents.some((other) => isSame(one, other)),
          (one) => ({ ...one, reportTries: one.reportTries + 1 })
        )
        break
      case 'time':
    }
    const outputs = this.#outputs
    this.#outputs = []
    const shown = JSON.stringify([this.entries(nowMs), this.doubts(nowMs)])
    if (shown !== this.#shown) outputs.push({ type: 'change' })
    this.#shown = shown
    return outputs
  }

  standing(relay: PeerId, origin: string, nowMs: number): RelayStanding {
    for (const one of this.#judged.values())
      if (one.accused === relay && one.origin === origin && one.untilMs > nowMs) return 'listed'
    const own = this.#incidents.filter((one) => one.relay === relay && one.origin === origin && isAlive(one, nowMs))
    if (own.some((one) => kindOf(one, nowMs) !== undefined)) return 'listed'
    return own.length > 0 ? 'doubted' : 'fine'
  }

  entries(nowMs: number): BlackListEntry[] {
    return entriesOf(this.#incidents, this.#judged.values(), nowMs)
  }

  doubts(nowMs: number): Incident[] {
    return doubtsOf(this.#incidents, this.#lastValidMs, nowMs)
  }

  unreported(origin: string, nowMs: number): Incident[] {
    return unreportedOf(this.#incidents, origin, nowMs)
  }

  isProved(relay: PeerId, uploadId: string): boolean {
    return this.#incidents.some((one) => one.relay === relay && one.uploadId === uploadId && one.state === 'proved')
  }

  /** When something ends by itself next; undefined: nothing does. */
  nextMs(nowMs: number): number | undefined {
    const ends = this.#incidents.flatMap((one) => [one.untilMs, one.atMs + CONTROL_MS])
    for (const { untilMs } of this.#judged.values()) ends.push(untilMs)
    const ahead = ends.filter((ms) => ms > nowMs)
    return ahead.length === 0 ? undefined : Math.min(...ahead)
  }

  kept(): KeptBlackList {
    return { incidents: this.#incidents, pardons: this.#pardons }
  }

  #accused(accusation: Accused, nowMs: number): void {
    const { relay, origin, uploadId, fault, keyId, status } = accusation
    const known = this.#incidents.find((one) => isSame(one, accusation))
    if (known !== undefined && known.state !== 'open') return
    const incident: Incident = {
      ...{ relay, groupId: accusation.groupId, origin, uploadId, fault, keyId, status },
      ...{ isProvable: accusation.isProvable, reportDigest: accusation.reportDigest },
      state: fault === 'silent' && relay !== undefined ? 'testimony' : 'open',
      sharedBy: undefined,
      atMs: nowMs,
      untilMs: nowMs + (isPassing(accusation) ? PASSING_TROUBLE_MS : TESTIMONY_MS),
      ...{ reportedMs: undefined, reportTries: 0 }
    }
    this.#incidents = this.#incidents.filter((one) => one !== known)
    const sharedBy = this.#seenBefore(incident, nowMs)
    this.#incidents.push({ ...incident, sharedBy })
    this.#keepFew(incident)
    this.#keep()
  }

  /** Who else brought the same, and is therefore released: the cause may be none of them. */
  #seenBefore(incident: Incident, nowMs: number): Incident['sharedBy'] {
    if (incident.fault === 'silent' || isPassing(incident)) return undefined
    const lastValidMs = this.#lastValidMs.get(incident.origin) ?? -Infinity
    const isOwnLine = incident.relay === undefined
    const isCompanion = (one: Incident): boolean => {
      if (one.origin !== incident.origin || one.relay === incident.relay || one.fault !== incident.fault) return false
      // A second key of the backend, or a part of it that signs nothing: valid receipts in between do not speak against that.
      if (one.fault === 'no-receipt') return one.keyId === incident.keyId && !isPassing(one)
      // What this machine has seen itself speaks for all who brought it; what another member says only for who came since the last valid one.
      return isOwnLine || (one.state === 'open' && one.atMs >= lastValidMs && nowMs - one.atMs < CONTROL_MS)
    }
    const companions = this.#incidents.filter(isCompanion)
    const byOwnLine =
      isOwnLine || companions.some(({ relay, sharedBy }) => relay === undefined || sharedBy === 'own-line')
    const hasSameUpload = (one: Incident): boolean => one.uploadId === incident.uploadId
    for (const one of companions) if (one.state === 'proved') this.#outputs.push({ type: 'withdraw', incident: one })
    this.#change(isCompanion, (one) => {
      const byRelay = hasSameUpload(one) || one.sharedBy === 'same-upload' ? 'same-upload' : 'relay'
      const sharedBy = byOwnLine ? 'own-line' : byRelay
      return { ...one, state: 'open', sharedBy, untilMs: endOf(one, TESTIMONY_MS) }
    })
    if (byOwnLine) return 'own-line'
    if (companions.some(hasSameUpload)) return 'same-upload'
    return companions.length > 0 ? 'relay' : undefined
  }

  #receipt(receipt: ProvedDelivery, nowMs: number): void {
    const { relay: way, origin, uploadId, beganMs } = receipt
    setNewest(this.#lastValidMs, origin, nowMs, MAX_BACKENDS)
    const isSettled = (one: Incident): boolean => {
      if (one.origin !== origin) return false
      // What nobody knew then was the backend's next key: who brought that first is not to blame, whoever shows it.
      if (one.relay !== way) return one.fault === 'no-receipt' && one.keyId === receipt.keyId
      // It has delivered that one, however late; and what was only doubted of it is settled by any that it delivers since.
      const isDoubted = one.state === 'open' && kindOf(one, nowMs) === undefined
      return one.uploadId === uploadId || (isDoubted && one.atMs < beganMs)
    }
    this.#drop(isSettled)
    const isControlled = (one: Incident): boolean =>
      one.origin === origin &&
      one.relay !== way &&
      one.relay !== undefined &&
      one.state === 'open' &&
      // A backend that knows nothing of reports does not sign them: then only answers to requests without one are right.
      (one.reportDigest === '' || receipt.reportDigest !== '') &&
      (one.uploadId === uploadId || (one.atMs < beganMs && beganMs <= nowMs)) &&
      nowMs - one.atMs < CONTROL_MS
    this.#change(isControlled, (one) => this.#controlled(one, receipt))
    const reported = (one: Incident): boolean =>
      one.origin === origin &&
      receipt.reported.some(({ peer, upload }) => peer === one.relay && upload === one.uploadId)
    this.#change(reported, (one) => ({ ...one, reportedMs: one.reportedMs ?? nowMs }))
  }

  /** Keys and backend were right, in any case a moment later. */
  #controlled(incident: Incident, { uploadId, keyId, reportDigest }: ProvedDelivery): Incident {
    const { fault, sharedBy, isProvable } = incident
    const isReleased = sharedBy === 'own-line' || sharedBy === 'same-upload'
    if (isPassing(incident) || isReleased || (sharedBy === 'relay' && fault === 'no-receipt')) return incident
    const isProved =
      fault === 'wrong-receipt' &&
      sharedBy === undefined &&
      isProvable &&
      incident.uploadId === uploadId &&
      incident.reportDigest === reportDigest &&
      incident.keyId === keyId
    if (!isProved) return { ...incident, state: 'testimony', sharedBy: undefined }
    const proved: Incident = { ...incident, state: 'proved', untilMs: endOf(incident, PROOF_MS) }
    this.#outputs.push({ type: 'publish', incident: proved })
    return proved
  }

  #pardon(pardon: Pardon): void {
    const isMeant = (peer: PeerId | undefined, origin: string): boolean =>
      peer === pardon.peer && (pardon.origin === undefined || pardon.origin === origin)
    this.#drop(({ relay, origin }) => isMeant(relay, origin))
    for (const [evidence, { accused, origin }] of this.#judged)
      if (isMeant(accused, origin)) this.#judged.delete(evidence)
    const others = this.#pardons.filter(({ peer, origin }) => peer !== pardon.peer || origin !== pardon.origin)
    this.#pardons = [...others, pardon].slice(-MAX_PARDONS)
    this.#keep()
  }

  #isPardoned({ accused, origin, createdMs }: JudgedEvidence): boolean {
    return this.#pardons.some(
      (one) => one.peer === accused && (one.origin === undefined || one.origin === origin) && createdMs <= one.atMs
    )
  }

  /** What is over goes. What seems to come from later, since the clock was set back, begins now. */
  #tidy(nowMs: number): void {
    this.#drop((one) => !isAlive(one, nowMs))
    for (const [evidence, { untilMs }] of this.#judged) if (untilMs <= nowMs) this.#judged.delete(evidence)
    this.#change(
      (one) => one.atMs > nowMs,
      (one) => ({ ...one, atMs: nowMs, untilMs: one.untilMs - one.atMs + nowMs })
    )
    for (const [origin, validMs] of this.#lastValidMs) if (validMs > nowMs) this.#lastValidMs.delete(origin)
    const pardons = this.#pardons.filter(({ atMs }) => nowMs - atMs < PROOF_MS)
    if (pardons.length < this.#pardons.length) this.#keep()
    this.#pardons = pardons.map((one) => (one.atMs > nowMs ? { ...one, atMs: nowMs } : one))
  }

  /** Of one member at one backend the first and the newest stay; in all, what weighs most, then what is newest. */
  #keepFew({ relay, origin }: Incident): void {
    const [, ...later] = this.#incidents.filter(
      (one) => one.relay === relay && one.origin === origin && one.state === 'open'
    )
    const tooMany = new Set(later)
    for (const newest of later.slice(-(MAX_INCIDENTS_OF_ONE - 1))) tooMany.delete(newest)
    this.#incidents = this.#incidents.filter((one) => !tooMany.has(one))
    const lightestFirst = new Set([...this.#incidents].sort((a, b) => weight(a) - weight(b)))
    keepNewest(lightestFirst, MAX_INCIDENTS)
    if (lightestFirst.size < this.#incidents.length)
      this.#incidents = this.#incidents.filter((one) => lightestFirst.has(one))
  }

  #drop(isOver: (incident: Incident) => boolean): void {
    const over = this.#incidents.filter(isOver)
    if (over.length === 0) return
    for (const incident of over) if (incident.state === 'proved') this.#outputs.push({ type: 'withdraw', incident })
    this.#incidents = this.#incidents.filter((one) => !over.includes(one))
    this.#keep()
  }

  #change(isMeant: (incident: Incident) => boolean, into: (incident: Incident) => Incident): void {
    let isChanged = false
    this.#incidents = this.#incidents.map((one) => {
      const now = isMeant(one) ? into(one) : one
      isChanged ||= now !== one
      return now
    })
    if (isChanged) this.#keep()
  }

  #keep(): void {
    if (!this.#outputs.some(({ type }) => type === 'keep')) this.#outputs.push({ type: 'keep' })
  }
}

function isSame(a: Pick<Incident, 'relay' | 'uploadId' | 'origin'>, b: typeof a): boolean {
  return a.relay === b.relay && a.uploadId === b.uploadId && a.origin === b.origin
}

function endOf({ atMs }: Incident, lastsMs: number): number {
  return atMs + lastsMs
}

function weight({ state }: Incident): number {
  return ['open', 'testimony', 'proved'].indexOf(state)
}
