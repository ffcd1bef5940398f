export type CliErrorCode =
  | 'USAGE' // the command line is wrong: see --help
  | 'INTERRUPTED' // stopped from the keyboard
  | 'CANNOT_READ' // the file to publish: the message says why
  | 'CANNOT_WRITE' // the output of `get`, or stdout: choose another place, or make room
  | 'DAMAGED' // what arrived is not what the node verified: get it again
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
