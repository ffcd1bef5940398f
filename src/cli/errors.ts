export type CliErrorCode =
  | 'USAGE' // the command line is wrong: see --help
  | 'INTERRUPTED' // stopped from the keyboard
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
