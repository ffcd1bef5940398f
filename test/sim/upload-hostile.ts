// Members that take uploads over and mean harm (seed 000: "throw away, corrupt and/or misdirect the reports"), each in its own way. They
// know every key but the backends' own.
import { concatBytes, toHex, utf8 } from '../../src/base/index.js'
import type { TryResult } from '../../src/flows/receipt/carried-upload.js'
import { decodeOrder, orderSha256, requestHeaders, type Order, type UploadId } from '../../src/flows/receipt/order.js'
import { maximumWaitMs } from '../../src/flows/receipt/maximum-wait.js'
import { SPAN_FACTOR, SPAN_SLACK_MS } from '../../src/flows/receipt/upload-defaults.js'
import type { BackendAnswer } from '../../src/flows/receipt/statements.js'
import { contentDigest, signReceipt } from '../../src/receipts/index.js'
import {
  peerTimeOf,
  SimulatedRelay,
  type AcceptReply,
  type FetchReply,
  type Handed,
  type Offer
} from './upload-relay.js'
import { OTHER, receiptKey, VENDOR, type BackendRequest } from './upload-backend.js'
import type { SimPeer } from './sim-peer.js'

/**
 * - `throws-away`: accepts, and has never an answer; `forgets`: accepts, and knows of nothing; `evades`: accepts, and is busy whenever it is
 *   asked; `dawdles`: accepts, and begins to answer for ever
 * - `corrupts`: sends other bytes; `rewrites`: and their digest; `misdirects`: to another vendor's server; `mislays`: to another path
 * - `delays`: sends it long after the deadline
 * - `replays`: an old receipt of the backend; `forges`: a receipt of its own key; `forges-name`: of its own key in the backend's name
 * - `strips`: delivers, and hands on the answer without its signature; `claims`: says 200; `refuses`: says 422, both out of nothing
 * - `mutes-reports`: takes `Potluck-Report` out of the request; `adds`: a header for which the backend refuses the request
 * - `lies`: its acceptance is another order's; `babbles`: what it returns is another order's
 * - `hands-back`: gives everything back; `turns-down`: accepts nothing
 */
export const BAD_KINDS = [
  ...([
    'throws-away',
    'forgets',
    'evades',
    'dawdles',
    'corrupts',
    'rewrites',
    'misdirects',
    'mislays',
    'delays',
    'replays',
    'forges'
  ] as const),
  ...(['forges-name', 'strips', 'claims', 'refuses', 'mutes-reports', 'adds', 'lies', 'babbles'] as const),
  ...(['hands-back', 'turns-down'] as const)
]
export type BadKind = (typeof BAD_KINDS)[number]

/**
 * Those of which an asker soon knows, and does not forget within the hour. The others bring receipts all the same, or nobody can tell them
 * from a member whose line is down.
 */
export const AVOIDED: readonly BadKind[] = [
  ...(['throws-away', 'forgets', 'evades', 'dawdles', 'corrupts', 'rewrites', 'misdirects', 'mislays'] as const),
  ...(['replays', 'forges', 'forges-name', 'strips', 'claims', 'refuses', 'babbles'] as const)
]

interface Taken {
  readonly handed: Handed
  readonly order: Order
  returned: Uint8Array | undefined
}

/** What it says it takes, and how much longer it takes. */
const PROMISED_MS = 45_000
const LATE_MS = 60_000

export class BadRelay extends SimulatedRelay {
  readonly #taken = new Map<string, Taken>()
  /** What a backend once answered to an upload of its own. */
  #old: BackendAnswer | undefined

  constructor(
    readonly kind: BadKind,
    ...init: ConstructorParameters<typeof SimulatedRelay>
  ) {
    super(...init)
  }

  /** Everybody is to choose it. */
  override offer(): Offer {
    return { everyMs: 0, bytesPerSecond: 2 ** 30, queuedBytes: 0 }
  }

  override started(): void {}

  override accept(handed: Handed): AcceptReply {
    const order = decodeOrder(handed.orderBytes)
    if (order === undefined || this.kind === 'turns-down') return { type: 'refused', reason: 'busy' }
    const key = keyOf(handed.asker, order.id)
    const orderDigest = toHex(orderSha256(handed.orderBytes))
    const acceptedMs = this.nowMs()
    const said = {
      orderSha256: this.kind === 'lies' ? 'ab'.repeat(32) : orderDigest,
      acceptedMs,
      deadlineMs: Math.min(order.latestMs, acceptedMs + this.#longestMs(order))
    }
    const statement = this.signAcceptance(handed, said)
    const taken: Taken = { handed, order, returned: undefined }
    if (!this.#taken.has(key)) this.#begin(taken)
    this.#taken.set(key, taken)
    return { type: 'accepted', statement }
  }

  /** The most that an asker takes of what it offers. */
  #longestMs({ bytes }: Order): number {
    return SPAN_FACTOR * maximumWaitMs({ ...this.offer(), bytes }) + SPAN_SLACK_MS
  }

  override fetch(asker: SimPeer, id: UploadId): FetchReply | undefined {
    if (this.kind === 'evades') return { type: 'unavailable' }
    if (this.kind === 'dawdles') return undefined
    const taken = this.#taken.get(keyOf(asker, id))
    if (taken === undefined || this.kind === 'forgets') return { type: 'unknown' }
    return taken.returned === undefined ? { type: 'not-yet' } : { type: 'returned', statement: taken.returned }
  }

  override drop(): void {}

  #begin(taken: Taken): void {
    const { handed, order } = taken
    const { body, asker } = handed
    const request = { targetUri: order.targetUri, headers: requestHeaders(order), body }
    const send = (
      changed: Partial<BackendRequest> = {},
      spoil = (answer: BackendAnswer): BackendAnswer => answer
    ): void => this.post({ ...request, ...changed }, order.bytes, (result) => this.#tried(taken, result, spoil))
    const other = concatBytes([utf8('harmless '), body])
    switch (this.kind) {
      case 'corrupts':
        return send({ body: other })
      case 'rewrites': {
        const digest: [string, string] = ['Content-Digest', contentDigest(other)]
        return send({ body: other, headers: [...withoutHeader(request.headers, 'content-digest'), digest] })
      }
      case 'misdirects':
        return send({ targetUri: order.targetUri === VENDOR ? OTHER : VENDOR })
      case 'mislays':
        return send({ targetUri: `${order.targetUri}/nowhere` })
      case 'delays':
        this.peer.clock.setTimer(PROMISED_MS + LATE_MS, () => send())
        return
      case 'replays':
        if (this.#old !== undefined) return this.#answer(taken, this.#old)
        // Its own, which the backend takes as anybody's.
        return this.post(
          { ...request, headers: requestHeaders({ ...order, id: '0f'.repeat(16) }) },
          order.bytes,
          (result) => {
            if (result.type !== 'answered') return
            this.#old = result.answer
            this.#answer(taken, result.answer)
          }
        )
      case 'forges':
        return this.#answer(taken, this.#forged(taken))
      case 'forges-name':
        return this.#answer(taken, this.#forged(taken, keyIdOfBackend(order.targetUri)))
      case 'strips':
        return send({}, (answer) => ({ ...answer, headers: [] }))
      case 'claims':
        return this.#answer(taken, { status: 200, headers: [], body: utf8('ok\n') })
      case 'refuses':
        return this.#answer(taken, { status: 422, headers: [], body: utf8('no\n') })
      case 'mutes-reports':
        return send({ headers: withoutHeader(request.headers, 'potluck-report') })
      case 'adds':
        return send({ headers: [...request.headers, ['Content-Encoding', 'gzip']] })
      case 'babbles':
        return this.#answer(taken, { status: 201, headers: [], body: new Uint8Array() }, 'cd'.repeat(32))
      case 'hands-back': {
        const orderDigest = toHex(orderSha256(handed.orderBytes))
        const returned = {
          type: 'given-back',
          orderSha256: orderDigest,
          reason: 'unreachable',
          atMs: this.nowMs()
        } as const
        taken.returned = this.signReturn(asker, returned)
        return this.surroundings.tellDone(this.peer, asker, order.id)
      }
      default: // Nothing comes of it.
        return
    }
  }

  #tried(taken: Taken, result: TryResult, spoil: (answer: BackendAnswer) => BackendAnswer): void {
    if (result.type === 'answered') this.#answer(taken, spoil(result.answer))
  }

  #answer(taken: Taken, answer: BackendAnswer, orderDigest = toHex(orderSha256(taken.handed.orderBytes))): void {
    const { asker } = taken.handed
    const returned = { ...answer, type: 'answered', orderSha256: orderDigest, atMs: this.nowMs() } as const
    taken.returned = this.signReturn(asker, returned)
    this.surroundings.tellDone(this.peer, asker, taken.order.id)
  }

  /** Signed by itself, as the backend would. */
  #forged({ order }: Taken, inNameOf?: string): BackendAnswer {
    const response = { status: 201, headers: [], body: utf8('201\n') }
    const own = receiptKey(`forger ${this.peer.index}`)
    const key = inNameOf === undefined ? own : { ...own, keyId: inNameOf }
    const request = { method: 'POST', targetUri: order.targetUri, headers: requestHeaders(order) }
    const createdMs = peerTimeOf(this.surroundings.world)
    return { ...response, headers: signReceipt({ request, response, keys: [key], createdMs }) }
  }
}

function keyOf(asker: SimPeer, id: UploadId): string {
  return `${asker.id}/${id}`
}

function withoutHeader(headers: BackendRequest['headers'], name: string): [string, string][] {
  return [...headers].filter(([other]) => other.toLowerCase() !== name).map(([other, value]) => [other, value])
}

function keyIdOfBackend(targetUri: string): string {
  return receiptKey(targetUri === VENDOR ? 'vendor' : 'other vendor').keyId
}
