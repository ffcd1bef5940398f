// The black list of a simulated asker: the product's rules, on a disk that outlasts restarts, told what the product's driver tells them.
import type { PeerId } from '../../src/base/index.js'
import type { BlackListInput, BlackListOutput, KeptBlackList } from '../../src/flows/receipt/black-list-events.js'
import { BlackListRules } from '../../src/flows/receipt/black-list.js'
import { faultOf, type Fault } from '../../src/flows/receipt/blame.js'
import { decodeOrder, type UploadId } from '../../src/flows/receipt/order.js'
import type { ReceiptVerdict } from '../../src/receipts/index.js'

export interface BlameInit {
  readonly groupId: string
  /** @default the product's */
  readonly rules: typeof BlackListRules | undefined
  nowMs(): number
  /** Who is listed has changed. */
  changed(): void
}

/** One upload at one member. */
export interface Had {
  readonly id: UploadId
  readonly targetUri: string
  readonly relay: PeerId | undefined
  /** Undefined: none was fixed for it. */
  readonly order: Uint8Array | undefined
}

export interface Brought {
  readonly verdict: ReceiptVerdict
  readonly status: number
  /** It had accepted it. */
  readonly isAccepted: boolean
}

export class SimulatedBlame {
  rules: BlackListRules
  readonly #init: BlameInit
  #kept: KeptBlackList

  constructor(init: BlameInit) {
    this.#init = init
    this.rules = new this.#Rules()
    this.#kept = this.rules.kept()
  }

  get #Rules(): typeof BlackListRules {
    return this.#init.rules ?? BlackListRules
  }

  started(): void {
    this.rules = new this.#Rules(this.#kept)
  }

  /** @param what that it was silent, or what it brought instead of a receipt; undefined: nothing that is of this upload, or it lost it */
  accuse({ id, targetUri, relay, order }: Had, what: 'silent' | Brought | undefined): void {
    const brought = what === 'silent' ? undefined : what
    const verdict = brought?.verdict.type === 'invalid' ? brought.verdict : undefined
    const fault: Fault = what === 'silent' ? 'silent' : verdict === undefined ? 'no-receipt' : faultOf(verdict.reason)
    const isProvable = fault === 'wrong-receipt' && brought?.isAccepted === true
    const accused = { relay, groupId: this.#init.groupId, origin: new URL(targetUri).origin, uploadId: id, fault }
    const reportDigest = order === undefined ? '' : decodeOrder(order)!.report
    const how = { keyId: verdict?.keyId, status: brought?.status, isProvable, reportDigest }
    this.#handle({ type: 'accused', accusation: { ...accused, ...how } })
  }

  receiptSeen(
    { id: uploadId, targetUri, relay, order }: Had & { order: Uint8Array },
    keyId: string,
    beganMs: number
  ): void {
    const { origin } = new URL(targetUri)
    const { report } = decodeOrder(order)!
    const reported = this.rules
      .unreported(origin, this.#init.nowMs())
      .filter((one) => report === `"${one.relay}"`)
      .map((one) => ({ peer: one.relay!, upload: one.uploadId }))
    this.#handle({
      type: 'receipt',
      receipt: { relay, uploadId, keyId, beganMs, origin, reported, reportDigest: report }
    })
  }

  #handle(input: BlackListInput): void {
    const outputs: BlackListOutput[] = this.rules.handle(input, this.#init.nowMs())
    for (const { type } of outputs) if (type === 'keep') this.#kept = this.rules.kept()
    if (outputs.some(({ type }) => type === 'change')) this.#init.changed()
  }
}
