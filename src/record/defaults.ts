// Limits of records, each with its unit and reason.

/** Largest `data` of a record: what still travels in frames of 1 MiB with its envelope (design section 2). */
export const MAX_RECORD_DATA_BYTES = 768 * 1024
/** Largest envelope: data, attributes and fixed fields. */
export const MAX_ENVELOPE_BYTES = MAX_RECORD_DATA_BYTES + 64 * 1024
/** Attributes of one record: enough for searchable fields, few enough to index. A guess. */
export const MAX_ATTRIBUTES = 32
export const MAX_ATTRIBUTE_NAME_BYTES = 64
export const MAX_ATTRIBUTE_TEXT_BYTES = 4096
/**
 * Edits in one author's contribution to a collaborative record: one for each attribute, one for the data, and removals of what three
 * other members wrote, which are kept while that stands in their contributions. A guess.
 */
export const MAX_EDITS = 1 + 4 * MAX_ATTRIBUTES
/** Edits that one edit takes the place of: so many members that were apart wrote the same attribute. A guess. */
export const MAX_OVERWRITES = 64
/** Edits that a tombstone takes the place of, some 50 bytes each: what fits in an envelope beside the rest. */
export const MAX_DELETED_EDITS = 512
/** Contributions that one names as replaced: the one before it, and some before that, since copies may be cleaned away. A guess. */
export const MAX_REPLACES = 8
/** What a program's own security puts into a record: some signatures and a short certificate. A guess. */
export const MAX_RECORD_SECURITY_BYTES = 1024
export const MAX_TYPE_BYTES = 128
/** Durable versions count up from 1 (design section 2). */
export const MAX_DURABLE_VERSION = 2 ** 31
/** An ephemeral record lives at most this long, then it is renewed (design section 2). */
export const MAX_EPHEMERAL_LIFETIME_MS = 10 * 60_000
