// What a caller of the flows can do something about. Compare `code`, never message text.

export type FlowErrorCode =
  | 'BAD_NEED' // what is asked, or answered, is not well formed, or too large: the message says which part
  | 'NEEDS_OFF' // this machine asks nobody (`need.mode: off`)
  | 'TOO_MANY_NEEDS' // as many ask already as may at a time: wait for one

export class FlowError extends Error {
  override readonly name = 'FlowError'
  constructor(
    readonly code: FlowErrorCode,
    message: string,
    options?: ErrorOptions
  ) {
    super(message, options)
  }
}
