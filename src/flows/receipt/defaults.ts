// Times and limits of uploads that members carry for each other, each with its unit and reason (design section 7; seed 000, Fig. 9).

/** An order stands base64-encoded in a request head of 8,192 bytes, beside its path and what HTTP adds. */
export const MAX_ORDER_BYTES = 4_096
/** Longest target URI, in characters: what leaves room in an order for the two below. */
export const MAX_TARGET_URI_CHARACTERS = 2_048
/** Longest `Content-Type`, in characters: real ones have some 70. */
export const MAX_CONTENT_TYPE_CHARACTERS = 256
/** Longest `Potluck-Report`, in characters. */
export const MAX_REPORT_CHARACTERS = 1_536

/** The longest that an upload may stay with a relay (Fig. 9, 560). */
export const MAX_WAIT_MS = 24 * 3_600_000

/** What became of an upload is kept so long beyond its deadline for an asker that was away: over night. */
export const RETENTION_MS = 24 * 3_600_000

/** How long a backend may take for its whole answer when it has all: what hangs must not keep a place until a deadline that is hours away. */
export const BACKEND_ANSWER_BUDGET_MS = 2 * 60_000
/** Largest body of a backend's answer that a relay returns: real ones have a sentence; a larger one is given back. */
export const MAX_ANSWER_BODY_BYTES = 256 * 1024
/** Headers of one answer: origins send some 20. */
export const MAX_ANSWER_HEADERS = 128
/** Names and values of them all, in characters: what Node takes of an answer's head, certificates in it included. */
export const MAX_ANSWER_HEADER_CHARACTERS = 16 * 1024
/** A statement: an answer of the largest kind, characters of headers in two bytes each, and a signature. */
export const MAX_STATEMENT_BYTES = MAX_ANSWER_BODY_BYTES + 2 * MAX_ANSWER_HEADER_CHARACTERS + 4_096

/** `upload.done`: an id. */
export const MAX_DONE_BYTES = 64
/** It is told again while the asker has not come for it: it need not live long. */
export const DONE_TTL_MS = 60_000
