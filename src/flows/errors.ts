// What a caller of the flows can do something about. Compare `code`, never message text.

export type FlowErrorCode =
  | 'BAD_NEED' // what is asked, or answered, is not well formed, or too large: the message says which part
  | 'NEEDS_OFF' // this machine asks nobody (`need.mode: off`)
  | 'TOO_MANY_NEEDS' // as many ask already as may at a time: wait for one
  | 'BAD_KIND' // no name of what a provider is elected for: `group`, or that of an application
  | 'BAD_CRITERIA' // an application's levels are 7 to 255, their values 0 to 65,535: the message says which is not
  | 'TOO_MANY_KINDS' // this node takes part in as many elections as it may
  | 'NO_ELECTION' // nobody here has heard of one for that
  | 'MAY_NOT_PROVIDE' // this machine's certificate says so: an administrator can give it another limit
  | 'NO_OUTCOME' // nobody won: nobody who is here may provide
  | 'CLOSED' // the group is being closed

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
