// `potluck/backend`: what a receipt is, and how a backend gives one. Nothing of Potluck is in it: docs/protocols/receipt.md.
export type { Clock, Timer } from '../base/index.js'
export { memoryAnswers, type AnswerStore, type BackendAnswer } from './answers.js'
export type { ReceiptAlgorithm } from './algorithms.js'
export { RECEIPT_COMPONENTS, RECEIPT_TAG } from './components.js'
export { contentDigest, parseContentDigest, spellContentDigest } from './content-digest.js'
export * from './defaults.js'
export { ReceiptError, type ReceiptErrorCode } from './errors.js'
export { folderAnswers, type FolderAnswers, type FolderAnswersOptions } from './folder-answers.js'
export { pairsOf, type FieldPairs } from './header-fields.js'
export { parseIdempotencyKey, spellIdempotencyKey } from './idempotency-key.js'
export { parseReports, spellReports, type MemberReport } from './member-report.js'
export { receiveUploads, type ReceivedUpload, type ReceiveUploadsOptions } from './receive-uploads.js'
export { isSealedType, isSealRecipient, seal, SEALED_TYPE, unseal } from './sealing.js'
export { readReceiptKey, signReceipt, type ReceiptKey, type SignReceipt } from './sign-receipt.js'
export { keyIdOf, parseTrust, trustOfKeys, type ReceiptTrust } from './trust.js'
export type { UploadAnswer } from './upload-answer.js'
export {
  verifyReceipt,
  type AskedRequest,
  type InvalidReason,
  type ReceiptVerdict,
  type ReturnedResponse,
  type VerifyReceipt
} from './verify-receipt.js'
