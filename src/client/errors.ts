// What the node answered instead of what was asked, or that nobody answered.

/** Codes of the client itself; every other code is the node's, of any of its rooms. */
export type ClientErrorCode =
  | 'NODE_UNREACHABLE' // nobody listens there, or the connection broke: run `potluck up`
  | 'NODE_LATE' // no answer within the budget
  | 'BAD_ANSWER' // what answers there is no node of Potluck, or a newer one
  | 'BAD_OPTIONS' // a mistake of the caller's

/** Compare `code`, never message text. */
export class PotluckError extends Error {
  override readonly name = 'PotluckError'
  /** HTTP status of the node's answer; undefined where there was none. */
  readonly status: number | undefined

  constructor(
    /** One of {@link ClientErrorCode}, or what the node said, for instance `ORIGIN_UNREACHABLE` or `NOT_HELD`. */
    readonly code: string,
    message: string,
    options?: { status?: number; cause?: unknown }
  ) {
    super(message, options?.cause === undefined ? undefined : { cause: options.cause })
    this.status = options?.status
  }
}
