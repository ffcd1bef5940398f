// What a person at the command line, or a program at the local API, can do something about.

export type GatewayErrorCode =
  | 'BAD_CONFIG' // mend the key or variable that the message names
  | 'NO_IDENTITY' // run `potluck init`
  | 'HOME_NOT_PRIVATE' // others can read the home folder: chmod 700
  | 'HOME_UNUSABLE' // the home folder cannot be made, read or written
  | 'HOME_PATH_TOO_LONG' // a Unix socket's path has 107 bytes at most
  | 'ALREADY_RUNNING' // a node runs in this home
  | 'NODE_NOT_RUNNING' // run `potluck up`
  | 'NODE_STOPPED' // the node went away while it answered
  | 'PORT_IN_USE' // choose another port
  | 'CANNOT_LISTEN' // the address is not this machine's, or the port needs rights
  | 'NO_GROUP' // create or join a group first, or name one that is here
  | 'GROUP_AMBIGUOUS' // say which with --group
  | 'BAD_REQUEST' // a parameter is missing or not well formed
  | 'NOT_FOUND' // no such route or thing
  | 'METHOD_NOT_ALLOWED' // the route is there, but not for this method
  | 'UNAUTHENTICATED' // send `Authorization: Bearer TOKEN`: `potluck token` makes one
  | 'FORBIDDEN' // the token lacks a right, or that namespace; or what is asked for is not for a browser to show
  | 'FOREIGN_PAGE' // another site's page may not ask this
  | 'BAD_HOST' // the name in the URL is not this machine's loopback: http://127.0.0.1:6516/
  | 'UNSUPPORTED_TYPE' // the body must be application/json
  | 'TOO_LARGE' // a body is over its limit
  | 'NOT_YOURS' // another member wrote the record: only its node changes it
  | 'UNKNOWN_TYPE' // declare the record type first
  | 'TYPE_CONFLICT' // it is declared otherwise already; the message says how
  | 'NOT_INDEXED' // the type does not look records up by that attribute
  | 'RECORD_EXISTS' // under that name; change it by its id
  | 'LIMIT_REACHED' // of a namespace; the message says which
  | 'HEADERS_TOO_LARGE' // the head of a request is over its limit
  | 'TOO_SLOW' // a head or body did not come in time
  | 'LOOP' // the request has been here before, or names this node: mend the proxy's setting
  | 'NOT_CACHED' // `only-if-cached`: the group does not hold it
  | 'BUSY' // as many do that already: later, or close one
  | 'NOT_READY' // the node starts or stops: later; or a service that it takes does not run: `potluck services`
  | 'SERVICE_FAILED' // the message says what keeps it from running; it is tried again
  | 'NOT_IMPLEMENTED' // this version does not do that
  | 'INTERNAL' // a bug of ours

export class GatewayError extends Error {
  override readonly name = 'GatewayError'
  constructor(
    readonly code: GatewayErrorCode,
    message: string,
    options?: ErrorOptions
  ) {
    super(message, options)
  }
}

/** What an error is called and what it says, whichever room threw it. Codes are upper case words, also the system's. */
export function describeError(error: unknown): { code: string; message: string } {
  if (error instanceof Error) {
    const code = (error as { code?: unknown }).code
    if (typeof code === 'string' && /^[A-Z][A-Z0-9_]*$/.test(code)) return { code, message: error.message }
    return { code: 'INTERNAL', message: error.message === '' ? error.name : error.message }
  }
  return { code: 'INTERNAL', message: String(error) }
}

/** `ENOSPC: no space left on device, write` -> `no space left on device`; other text as it is. */
export function systemWords(message: string): string {
  return /^E[A-Z0-9]+: ([^,]+)/.exec(message)?.[1] ?? message
}

/** Whether the system's `code` is this error's, or that of any error underneath it. */
export function hasSystemCode(error: unknown, code: string): boolean {
  if (!(error instanceof Error)) return false
  if ((error as { code?: unknown }).code === code) return true
  return hasSystemCode(error.cause, code)
}
