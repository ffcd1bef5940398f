export type StoreErrorCode =
  | 'CLOSED' // the store was closed; open it again
  | 'DISK' // the disk refused; `cause` says why. Nothing was confirmed
  | 'ALREADY_RUNNING' // another process has this store open
  | 'BAD_EXPORT' // cut off, damaged, or no export at all; the message names the place. Nothing was imported
  | 'FOREIGN_EXPORT' // of another group or another member: import it where it was made. Nothing was imported
  | 'NEWER_FORMAT' // a newer Potluck wrote the store, or the export: update. Nothing was touched
  | 'FULL' // our records fill what members keep of one author: delete some, or wait until what ended is cleaned away
  | 'NOT_FOUND' // no such record is visible here
  | 'NOT_ALLOWED' // the record is another member's, and the policy does not let us change it; or the program's security refused; `cause` says why
  | 'NOT_A_MEMBER' // this machine is no member now: nobody would take what it writes
  | 'NOT_DELETED' // more edits of a collaborative record stand than one deletion can name, or one came beside it: try again
  | 'INVALID_SEARCH' // the criteria are not a search, or one of a limit's other side; the message says where and why
  | 'INVALID_ARGUMENT' // a backslash in a pattern stands before none of * ? \
  | 'INVALID_ATTRIBUTES' // the XML is not attributes, or these cannot be written as such; the message says where and why

export class StoreError extends Error {
  override readonly name = 'StoreError'
  constructor(
    readonly code: StoreErrorCode,
    message: string,
    options?: ErrorOptions
  ) {
    super(message, options)
  }
}
