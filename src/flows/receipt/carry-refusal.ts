// Why a member's request to carry something is refused, as it hears it: a status, and a word in the header `potluck-reason`.
// Spec: docs/protocols/upload.md.

export const REASON_HEADER = 'potluck-reason'

const STATUS = {
  malformed: 400, // no order, or one with limits broken
  'wrong-content': 400, // what came is not what the order says
  'not-allowed': 403, // that member may not use others' uplinks
  policy: 403, // this node does not post there for members
  off: 403, // this node carries nothing for members
  unknown: 404, // nothing of it is here (any more)
  'other-order': 409, // that member has ordered something else under this id
  'too-large': 413, // larger than one member's share
  share: 429, // that member's share is used up for now
  busy: 503, // as many come in as may at a time
  full: 503, // no room for now
  disk: 503, // the disk does not take it
  late: 503, // it could not be answered by when its asker wants it
  'no-uplink': 503, // this node's own line does not work
  repeated: 503, // the same came again, and takes its place
  closing: 503 // this node stops
} as const

export type CarryRefusalReason = keyof typeof STATUS

/** Seconds after which a member may ask again, where that is worth it. */
const RETRY_AFTER_S: { readonly [reason in CarryRefusalReason]?: number } = {
  ...{ share: 30, busy: 1, full: 60, disk: 60, late: 30, 'no-uplink': 60, repeated: 1, closing: 30 }
}

export class CarryRefusal extends Error {
  override readonly name = 'CarryRefusal'
  readonly status: number
  readonly retryAfterS: number | undefined
  constructor(
    readonly reason: CarryRefusalReason,
    options?: ErrorOptions
  ) {
    super(`refused: ${reason}`, options)
    this.status = STATUS[reason]
    this.retryAfterS = RETRY_AFTER_S[reason]
  }
}
