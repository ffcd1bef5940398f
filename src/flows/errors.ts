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
  | 'BAD_UPLOAD' // what is to be sent, or where to, is not well formed: the message says which part
  | 'NO_RECEIPT_KEY' // members may take nothing over for that URL: `upload.receipts` names no key for it
  | 'BAD_RECEIPT_KEY' // mend the file, or the setting, that the message names; until then the keys of before count
  | 'BAD_SEAL_KEY' // no age recipient: mend the setting
  | 'UPLOAD_TOO_LARGE' // more than one upload may have
  | 'TOO_MANY_UPLOADS' // as much waits already as may: later
  | 'NO_UPLOAD' // none of that id
  | 'UPLOAD_DISK' // the disk is full or fails; the cause says how
  | 'CLOSED' // the group, or the node, is being closed

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
