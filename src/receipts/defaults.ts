// Limits of the receipts room, each with its unit and reason.

/** Largest `Signature` and `Signature-Input`, in characters, each in all: four signatures of RSA with 4096 bits take 2,900. */
export const MAX_SIGNATURE_FIELD_CHARACTERS = 8192
/** Largest `Receipt-Certificates`, in characters: four certificates of 2,048 bytes, and a third more for base64. */
export const MAX_CERTIFICATES_FIELD_CHARACTERS = 12_288
/** Certificates of one chain, the leaf included: public authorities send two or three. */
export const MAX_CERTIFICATES = 4
/** Other fields that a signature covers, in characters each: a URL of 8,192 in a `Location` is the longest we know. */
export const MAX_FIELD_CHARACTERS = 8192
/** Lines of fields in one message: Node's own limit is 2,000, and real answers have 10 to 30. */
export const MAX_FIELD_LINES = 256
/** Signatures tagged as receipts that are looked at in one answer: two while a key is changed, and as many again. */
export const MAX_SIGNATURES = 4
/** Components of one signature: ours has seven. */
export const MAX_COMPONENTS = 32
/** Smallest and largest RSA keys, in bits: smaller ones are broken (NIST SP 800-131A), larger ones cost whoever verifies. */
export const MIN_RSA_BITS = 2048
export const MAX_RSA_BITS = 8192
/**
 * How far a receipt may lie in the future: who asks may have no time server, since it has no uplink. A day is a wrong time zone
 * at both ends; nothing worse than a late look at a certificate's end comes of it.
 */
export const CLOCK_AHEAD_MS = 24 * 3_600_000

/** Public keys and certificates of one trust file, and its size in characters: a company's bundle has some 150, of 2 KiB each. */
export const MAX_TRUSTED = 256
export const MAX_TRUST_CHARACTERS = 1024 * 1024

/** Longest idempotency key, in characters: ours has 32, a UUID 36. */
export const MAX_IDEMPOTENCY_KEY_CHARACTERS = 64
/** Members reported in one upload: more wait for the next. */
export const MAX_REPORTS = 16
/** Largest `Potluck-Report`, in characters: 16 of some 150. */
export const MAX_REPORT_FIELD_CHARACTERS = 4096

/** Largest upload that is taken unless another limit is given, in bytes. A guess: reports and logs are smaller. */
export const MAX_UPLOAD_BYTES = 1024 ** 3
/** Largest body of an answer to an upload, in bytes: a relay brings back no larger one whole. */
export const MAX_ANSWER_BYTES = 256 * 1024
/** Answers that are remembered in memory, and their size in bytes: 10,000 small ones. */
export const MAX_ANSWERS_IN_MEMORY = 10_000
export const MAX_ANSWER_BYTES_IN_MEMORY = 64 * 2 ** 20
/** Answers that are remembered in a folder: a million small files are 4 GiB of blocks. */
export const MAX_ANSWERS_IN_FOLDER = 1_000_000
/** How long: twice as long as who uploads goes on trying (30 days unless set otherwise). */
export const ANSWER_KEPT_MS = 60 * 24 * 3_600_000
/** How often a folder is looked through for answers that may go, and how old what is left of broken uploads must be to go. */
export const CLEAN_EVERY_MS = 24 * 3_600_000
