// What an asker says to a relay of one upload, over the content port (Fig. 9, 558 to 562), and how its answers read: foreign bytes.
import { fromHex, toHex, type PeerId } from '../../base/index.js'
import { ContentError, type MemberCall, type MemberReply } from '../../content/index.js'
import { ORDER_HEADER, orderHeader, orderSha256, type Order, type UploadId } from './order.js'
import { retryAfterMs } from './retry-after.js'
import { readAcceptance, readReturn, type BackendAnswer, type StatementReader } from './statements.js'
import type { UploadGroup } from './upload-service-init.js'
import { MAX_BACK_OFF_MS, SPAN_FACTOR, SPAN_SLACK_MS } from './upload-defaults.js'
import type { UploadBy } from './uploads.js'

export type ForwardResult =
  | { readonly type: 'accepted'; readonly waitMs: number; readonly acceptance: Uint8Array }
  | {
      readonly type: 'not-taken'
      readonly why: 'turned-down' | 'unreachable' | 'broken'
      readonly detail: string
      readonly againMs?: number | undefined
      /** It has something else under that id. */
      readonly hasOther?: boolean
    }

export type LookResult =
  | { readonly type: 'answered'; readonly answer: BackendAnswer; readonly returned: Uint8Array }
  | { readonly type: 'given-back'; readonly detail: string }
  /** `misstated`: what it did not sign for this order. */
  | { readonly type: 'nothing-yet' | 'unknown' | 'no-word' | 'no-answer' | 'misstated' }

export interface OrderInHand {
  readonly order: Order
  /** As they go over the wire. */
  readonly bytes: Uint8Array
}

export class RelayLine {
  readonly #groups: ReadonlyMap<string, UploadGroup>

  constructor(groups: ReadonlyMap<string, UploadGroup>) {
    this.#groups = groups
  }

  /**
   * 558. @param inHand `waitMs`: how long the asker means to wait at most
   * Rejects only with the signal's reason, or what `open` throws of this machine's disk.
   */
  async forward(
    by: UploadBy,
    { order, bytes, waitMs }: OrderInHand & { readonly waitMs: number },
    open: () => AsyncIterable<Uint8Array>,
    signal: AbortSignal
  ): Promise<ForwardResult> {
    const headers = { [ORDER_HEADER]: orderHeader(bytes) }
    const body = { bytes: order.bytes, open }
    try {
      const reply = await this.#ask(by, { path: `/${order.id}`, method: 'POST', headers, body }, signal)
      return this.#accepted(by, { order, bytes, waitMs }, reply)
    } catch (error) {
      if (signal.aborted || !(error instanceof ContentError)) throw error
      const why = error.code === 'MEMBER_BROKE' ? 'broken' : 'unreachable'
      return { type: 'not-taken', why, detail: error.message.slice(0, 200) }
    }
  }

  /** 560: what came of it? Never rejects. Who is connected to, and then says nothing, is here. */
  async look(by: UploadBy, id: UploadId, orderBytes: Uint8Array, signal: AbortSignal): Promise<LookResult> {
    let isHere = false
    const reader = this.#reader(by) // The group may be closed meanwhile.
    try {
      const onConnected = (): void => void (isHere = true)
      const reply = await this.#ask(by, { path: `/${id}`, method: 'GET' }, signal, onConnected)
      if (reply.status === 202) return { type: 'nothing-yet' }
      // Without that word it is not the relay who says so: its service does not run now.
      if (reply.status === 404 && reply.reason === 'unknown') return { type: 'unknown' }
      if (reply.status !== 200) return { type: 'no-word' }
      return returnedOf(reply.body, orderBytes, reader)
    } catch {
      return { type: isHere ? 'no-word' : 'no-answer' }
    }
  }

  /** It may forget it. Never rejects. @returns whether it heard that */
  async tellOff(by: UploadBy, id: UploadId, signal: AbortSignal): Promise<boolean> {
    try {
      await this.#ask(by, { path: `/${id}`, method: 'DELETE' }, signal)
      return true
    } catch {
      return false
    }
  }

  /** @throws {ContentError}; the signal's reason */
  async #ask(
    by: UploadBy,
    call: Omit<MemberCall, 'service'>,
    signal: AbortSignal,
    onConnected?: () => void
  ): Promise<MemberReply> {
    const group = this.#groups.get(by.groupId)
    const address = group?.addressOf(by.peer)
    if (group === undefined || address === undefined) {
      throw new ContentError('MEMBER_UNREACHABLE', `${by.peer} is not here`)
    }
    const options = { signal, ...(onConnected !== undefined && { onConnected }) }
    return await group.client.request(address, { service: 'uploads', ...call }, options)
  }

  #accepted(
    by: UploadBy,
    { order, bytes, waitMs }: OrderInHand & { readonly waitMs: number },
    reply: MemberReply
  ): ForwardResult {
    const { status, reason, body } = reply
    if (status !== 202) {
      const headers = Object.entries(reply.headers).map(([name, value]) => [name, String(value)] as const)
      const isPolicy = reason === 'policy'
      const words = isPolicy ? `${reason}: its settings let no member go there` : reason
      const detail = `it answered ${status}${words === undefined ? '' : ` (${words})`}`
      const againMs = retryAfterMs({ headers }, 0)
      return {
        ...{ type: 'not-taken', why: 'turned-down', detail, hasOther: status === 409 },
        ...(againMs !== undefined && { againMs: Math.min(againMs, MAX_BACK_OFF_MS) })
      }
    }
    const acceptance = readAcceptance(body, this.#reader(by))
    if (acceptance === undefined || acceptance.orderSha256 !== toHex(orderSha256(bytes))) {
      return { type: 'not-taken', why: 'broken', detail: 'what it says is no acceptance of this upload' }
    }
    // By its own clock: the two need not agree on the time.
    const spanMs = acceptance.deadlineMs - acceptance.acceptedMs
    if (acceptance.deadlineMs > order.latestMs || spanMs > SPAN_FACTOR * waitMs + SPAN_SLACK_MS) {
      return { type: 'not-taken', why: 'broken', detail: 'it would bring an answer later than it is wanted' }
    }
    return { type: 'accepted', waitMs: spanMs, acceptance: body }
  }

  #reader({ groupId, peer }: UploadBy): StatementReader {
    const asker: PeerId = this.#groups.get(groupId)?.group.self ?? ''
    return { group: fromHex(groupId) ?? new Uint8Array(), asker, relay: peer }
  }
}

function returnedOf(body: Uint8Array, orderBytes: Uint8Array, reader: StatementReader): LookResult {
  const returned = readReturn(body, reader)
  if (returned === undefined || returned.orderSha256 !== toHex(orderSha256(orderBytes))) return { type: 'misstated' }
  if (returned.type === 'given-back') return { type: 'given-back', detail: returned.reason }
  return { type: 'answered', answer: returned, returned: body }
}
