export type CliErrorCode =
  | 'USAGE' // the command line is wrong: see --help
  | 'INTERRUPTED' // stopped from the keyboard
  | 'CANNOT_READ' // the file to publish: the message says why
  | 'CANNOT_WRITE' // the output of `get`, or stdout: choose another place, or make room
  | 'DAMAGED' // what arrived is not what the node verified: get it again
  | 'BLOCK_DAMAGED' // marks in a file that `use` wrote are missing or stand twice: remove what is left by hand
  | 'NOT_IN_USE' // the program's settings do not name the gateway: `potluck use PROGRAM --write`
  | 'GATEWAY_NOT_READY' // they do, but no node answers there: `potluck up`
  | 'NO_PAGE' // the node was started without a gateway port
  | 'CANNOT_OPEN' // no browser could be started: open the printed link
  | 'NOT_CACHED' // the cache of this node does not have it: `potluck cache list`
  | 'UPLOAD_TOO_LARGE' // more than one upload may have
  | 'NOT_LISTED' // nobody of that name is on the black list
  | 'UPLOAD_OVER' // it can be cancelled or tried no more: it was delivered, refused, cancelled or given up
  | 'NOT_DELIVERED' // the backend refuses the upload, or it was ended: `potluck uploads show ID`
  | 'WATCH_ENDED' // the node stopped, or events came faster than they were read: start again
  | 'DEMO_FAILED' // the demo did not show what it should

export class CliError extends Error {
  override readonly name = 'CliError'
  constructor(
    readonly code: CliErrorCode,
    message: string,
    options?: ErrorOptions
  ) {
    super(message, options)
  }
}
