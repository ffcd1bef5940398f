// What a caller of the content room can do something about. Compare `code`, never message text.

export type ContentErrorCode =
  // blobs
  | 'NOT_HELD' // ask another holder
  | 'DISK' // the disk is full or fails; the cause says how
  | 'TOO_LARGE' // larger than this node may keep
  | 'PASSED' // its first bytes could not be kept, and went by: ask again, or another
  | 'CLOSED' // the store, blob or server was closed while, or before, it was used
  | 'BAD_OFFSET' // beyond the end of the content
  | 'FAR_AHEAD' // much must come from the origin before the first byte wanted: ask it for that part
  // URLs
  | 'BAD_URL' // not an http or https URL, or too long
  | 'PRIVATE_URL' // credentials stand in it: such a URL is never shared
  // origins
  | 'BAD_RANGE' // mend the setting that the message names
  | 'BAD_PROXY' // the same
  | 'BAD_CERTIFICATE' // the same
  | 'ORIGIN_REFUSED' // this node may not go there (design section 6); settings can name the range
  | 'ORIGIN_UNREACHABLE' // no address, no connection or no answer in time: another node may have better luck
  | 'ORIGIN_STATUS' // it answered, but not with the content; `status` says what
  | 'ORIGIN_BROKEN' // it stopped in the middle, or contradicted itself
  | 'NO_CARRIER' // this node's own line does not work, and no member that is here carries connections: the message says what to set where
  | 'NO_UPLINK' // this node has none, and nobody who has one fetched it: later, or with another member here
  | 'BUSY' // this node fetches as much as it can at a time: later
  | 'BAD_CONTENT_TYPE' // cannot stand in an HTTP header
  // members
  | 'MEMBER_UNREACHABLE' // none of its addresses answered with its key in time
  | 'MEMBER_REFUSED' // it does not have or share this, or is busy: ask another
  | 'MEMBER_BROKE' // it stopped in the middle, or sent what is not what was asked
  // serving
  | 'CANNOT_LISTEN' // the port is taken or not ours; the cause says why

export class ContentError extends Error {
  override readonly name = 'ContentError'
  /** HTTP status of the other side, with `ORIGIN_STATUS` and `MEMBER_REFUSED`. */
  readonly status: number | undefined
  /**
   * One word of the other side's, with `MEMBER_REFUSED`, where it gave one. `unreachable` with `ORIGIN_UNREACHABLE`: every member that carries
   * connections was asked, and each said so.
   */
  readonly reason: string | undefined
  /** With `ORIGIN_UNREACHABLE`: it was the upstream proxy that failed, not the origin. */
  readonly isProxy: boolean
  constructor(
    readonly code: ContentErrorCode,
    message: string,
    options?: ErrorOptions & { status?: number; reason?: string | undefined; isProxy?: boolean }
  ) {
    super(message, options)
    this.status = options?.status
    this.reason = options?.reason
    this.isProxy = options?.isProxy ?? false
  }
}

/** @returns the `DISK` error for what the file system threw; our own errors as they are */
export function diskError(error: unknown): ContentError {
  if (error instanceof ContentError) return error
  const code = (error as NodeJS.ErrnoException).code
  const what = code === 'ENOSPC' || code === 'EDQUOT' ? 'the disk is full' : 'the disk failed'
  return new ContentError('DISK', `${what} (${code ?? String(error)})`, { cause: error })
}

export function closedError(): ContentError {
  return new ContentError('CLOSED', 'this node is stopping')
}

/** What members said that they have, when they were asked, is past its life: for who asks the origin whether it is still the same. */
export class OutdatedOffers extends ContentError {
  constructor() {
    super('ORIGIN_UNREACHABLE', 'what members had of it is past its life')
  }
}
