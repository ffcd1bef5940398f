export type RecordErrorCode =
  | 'TOO_LARGE' // make data or attributes smaller
  | 'BAD_RECORD' // a rule of records is broken; the message says which

export class RecordError extends Error {
  override readonly name = 'RecordError'
  constructor(
    readonly code: RecordErrorCode,
    message: string,
    options?: ErrorOptions
  ) {
    super(message, options)
  }
}
