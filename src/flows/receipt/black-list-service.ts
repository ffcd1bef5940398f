// The black list of one node (black-list.ts) with its file, its clock, and the evidence of its groups. Spec: docs/protocols/upload.md.
import { EventSource, parseUrl, setNewest, sha256, toHex, utf8 } from '../../base/index.js'
import type { Clock, Logger, PeerId, Timer } from '../../base/index.js'
import { parseReports, spellReports, type ReceiptTrust } from '../../receipts/index.js'
import { MAX_HELD_STATEMENTS } from './black-list-defaults.js'
import type { BlackListInput, Incident } from './black-list-events.js'
import { BlackListFile } from './black-list-file.js'
import { BlackListRules } from './black-list.js'
import type {
  Accusation,
  BlackList,
  BlackListEntry,
  BlackListEvents,
  BlackListKeeper,
  RelayStanding,
  SeenReceipt
} from './blame.js'
import { MAX_REPORT_CHARACTERS } from './defaults.js'
import type { SendAgain } from './defence.js'
import { decodeOrder } from './order.js'
import { GroupEvidence, type EvidenceGroup } from './group-evidence.js'

/** Timers cannot be longer than 24 days, and this machine's clock may be set meanwhile. */
const LONGEST_TIMER_MS = 3_600_000

export interface BlackListServiceInit {
  /** It is kept in `black-list.json` there. */
  readonly home: string
  /** By which receipts for that URL are judged here; undefined: by none. Rejects where they cannot be read now. */
  trustFor(targetUri: string): ReceiptTrust | undefined | Promise<ReceiptTrust | undefined>
  readonly clock: Clock
  readonly logger: Logger
}

/** As they went over the wire. */
interface Statements {
  readonly order: Uint8Array
  readonly acceptance: Uint8Array
  readonly returned: Uint8Array
}

export class BlackListService implements BlackList, BlackListKeeper {
  readonly #init: BlackListServiceInit
  readonly #rules: BlackListRules
  readonly #file: BlackListFile
  readonly #events = new EventSource<BlackListEvents>()
  readonly #groups = new Map<string, GroupEvidence>()
  /** By relay and upload. */
  readonly #statements = new Map<string, Statements>()
  #timer: Timer | undefined
  #isClosed = false

  private constructor(init: BlackListServiceInit, file: BlackListFile, rules: BlackListRules) {
    this.#init = init
    this.#file = file
    this.#rules = rules
  }

  /** Never rejects: a file that cannot be read is set aside. */
  static async open(init: BlackListServiceInit): Promise<BlackListService> {
    const logger = init.logger.forComponent('black-list')
    const file = new BlackListFile(init.home, logger)
    const service = new BlackListService({ ...init, logger }, file, new BlackListRules(await file.read()))
    service.#handle({ type: 'time' })
    return service
  }

  /**
   * Judges evidence of that group, and publishes in it, from now on.
   * @param again by which this node answers evidence against itself. @default it does not
   */
  attach(group: EvidenceGroup, { again }: { readonly again?: SendAgain | undefined } = {}): void {
    if (this.#isClosed || this.#groups.has(group.id)) return
    const { clock, logger, trustFor } = this.#init
    const evidence = new GroupEvidence({
      ...{ group, clock, logger, again },
      trustFor: async (targetUri) => await trustFor(targetUri),
      onHolds: (judged) => this.#handle({ type: 'judged', judged }),
      onGone: (id) => this.#handle({ type: 'judged-gone', evidence: id }),
      onUnprovable: (relay, uploadId) => this.#handle({ type: 'unprovable', relay, uploadId }),
      onAnswered: (relay, uploadId) => this.#handle({ type: 'answered', relay, uploadId })
    })
    this.#groups.set(group.id, evidence)
    // What is proved no more, since it was answered or pardoned while the group was closed.
    for (const { relay, uploadId } of evidence.published())
      if (!this.#rules.isProved(relay, uploadId)) evidence.withdraw(relay, uploadId)
  }

  /** Before the group is closed. What was judged in it counts on. */
  async detach(groupId: string): Promise<void> {
    const evidence = this.#groups.get(groupId)
    this.#groups.delete(groupId)
    await evidence?.close()
  }

  /** Resolves once all is on the disk. */
  async close(): Promise<void> {
    this.#isClosed = true
    this.#timer?.cancel()
    await Promise.all([...this.#groups.keys()].map((groupId) => this.detach(groupId)))
    await this.#file.flushed()
  }

  standing(relay: PeerId, targetUri: string): RelayStanding {
    const origin = originOf(targetUri)
    return origin === undefined ? 'fine' : this.#rules.standing(relay, origin, this.#nowMs)
  }

  accuse({ targetUri, order, acceptance, returned, ...accusation }: Accusation): void {
    const origin = originOf(targetUri)
    if (origin === undefined) return
    const { relay, uploadId } = accusation
    // Over plain http anybody on the way may have changed what came back: that proves nothing.
    const isProvable =
      relay !== undefined &&
      origin.startsWith('https:') &&
      order !== undefined &&
      acceptance !== undefined &&
      returned !== undefined
    if (isProvable) {
      setNewest(this.#statements, nameOf(relay, uploadId), { order, acceptance, returned }, MAX_HELD_STATEMENTS)
    }
    const reportDigest = digestOf(order === undefined ? '' : (decodeOrder(order)?.report ?? ''))
    this.#handle({ type: 'accused', accusation: { ...accusation, origin, isProvable, reportDigest } })
  }

  receiptSeen(receipt: SeenReceipt): void {
    const { relay, targetUri, uploadId, keyId, beganMs, answer, report } = receipt
    const origin = originOf(targetUri)
    if (origin === undefined) return
    const isTaken = answer.status >= 200 && answer.status <= 299 // Backends look into nothing that they refuse.
    const reported = isTaken ? parseReports(report) : []
    const what = { relay, origin, uploadId, keyId, beganMs, reported, reportDigest: digestOf(report) }
    this.#handle({ type: 'receipt', receipt: what }, receipt)
  }

  report(targetUri: string): string | undefined {
    const incidents: Incident[] = []
    let text: string | undefined
    for (const incident of this.#rules.unreported(originOf(targetUri) ?? '', this.#nowMs)) {
      const longer = spelled([...incidents, incident])
      if (longer.length > MAX_REPORT_CHARACTERS) break
      incidents.push(incident)
      text = longer
    }
    if (incidents.length > 0) this.#handle({ type: 'goes-along', incidents })
    return text
  }

  doubt(targetUri: string): string | undefined {
    const origin = originOf(targetUri)
    return this.doubts().find((one) => one.origin === origin)?.why
  }

  entries(): BlackListEntry[] {
    return this.#rules.entries(this.#nowMs)
  }

  doubts(): { readonly origin: string; readonly sinceMs: number; readonly why: string }[] {
    return this.#rules
      .doubts(this.#nowMs)
      .map((incident) => ({ origin: incident.origin, sinceMs: incident.atMs, why: wordsOf(incident) }))
  }

  clear(peer: PeerId, origin?: string): number {
    const cleared = this.entries().filter((one) => one.peer === peer && (origin === undefined || one.origin === origin))
    this.#handle({ type: 'pardoned', peer, origin })
    return cleared.length
  }

  on<Name extends keyof BlackListEvents>(name: Name, listener: (detail: BlackListEvents[Name]) => void): () => void {
    return this.#events.on(name, listener)
  }

  get #nowMs(): number {
    return Math.round(this.#init.clock.nowMs())
  }

  /** @param receipt which shows it to others, where it is one that comes in */
  #handle(input: BlackListInput, receipt?: SeenReceipt): void {
    if (this.#isClosed) return
    for (const output of this.#rules.handle(input, this.#nowMs)) {
      switch (output.type) {
        case 'keep':
          this.#file.write(this.#rules.kept())
          break
        case 'change':
          this.#events.emit('change', undefined)
          break
        case 'publish':
          this.#publish(output.incident, receipt)
          break
        case 'withdraw': {
          const { relay, groupId, uploadId } = output.incident
          if (relay !== undefined) this.#groups.get(groupId ?? '')?.withdraw(relay, uploadId)
        }
      }
    }
    this.#setTimer()
  }

  #publish({ relay, groupId, uploadId }: Incident, receipt: SeenReceipt | undefined): void {
    if (relay === undefined) return
    const statements = this.#statements.get(nameOf(relay, uploadId))
    this.#statements.delete(nameOf(relay, uploadId))
    const group = this.#groups.get(groupId ?? '')
    if (group === undefined || receipt === undefined || statements === undefined) {
      return this.#handle({ type: 'unprovable', relay, uploadId })
    }
    group.publish({ accused: relay, ...statements, control: receipt.answer }, uploadId)
  }

  #setTimer(): void {
    this.#timer?.cancel()
    const nextMs = this.#rules.nextMs(this.#nowMs)
    if (nextMs === undefined) return
    const inMs = Math.min(nextMs - this.#nowMs, LONGEST_TIMER_MS)
    this.#timer = this.#init.clock.setTimer(inMs, () => this.#handle({ type: 'time' }))
  }
}

function originOf(targetUri: string): string | undefined {
  const url = parseUrl(targetUri)
  return url?.protocol === 'https:' || url?.protocol === 'http:' ? url.origin : undefined
}

/** Reports are long: it is enough to know whether two are the same. */
function digestOf(report: string): string {
  return report === '' ? '' : toHex(sha256(utf8(report))).slice(0, 16)
}

function nameOf(relay: PeerId, uploadId: string): string {
  return `${relay} ${uploadId}`
}

function spelled(incidents: readonly Incident[]): string {
  return spellReports(
    incidents.flatMap(({ relay, fault, uploadId, atMs }) =>
      relay === undefined ? [] : [{ peer: relay, reason: fault, upload: uploadId, atMs }]
    )
  )
}

function wordsOf({ origin, fault, keyId, sharedBy }: Incident): string {
  const whom = sharedBy === 'own-line' ? 'this machine itself' : 'several members'
  if (fault === 'wrong-receipt') {
    return `${whom} had wrong receipts of ${origin}: it signs wrongly, or something on the way changes its answers`
  }
  if (keyId === undefined) return `${whom} had answers of ${origin} without a receipt`
  return `${whom} had receipts of ${origin} by the key ${keyId}, which upload.receipts does not name`
}
