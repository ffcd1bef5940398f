// What a caller of the receipts room can do something about. Compare `code`, never message text.

export type ReceiptErrorCode =
  | 'BAD_KEY' // mend the key, certificate or trust file that the message names
  | 'BAD_RECIPIENT' // no age recipient (age1…) or identity (AGE-SECRET-KEY-1…)
  | 'NOT_OPENED' // sealed to another key, cut short or changed
  | 'BAD_OPTION' // the message says what an option may be

export class ReceiptError extends Error {
  override readonly name = 'ReceiptError'
  constructor(
    readonly code: ReceiptErrorCode,
    message: string,
    options?: ErrorOptions
  ) {
    super(message, options)
  }
}
