// Limits and defaults of the client, each with its unit and reason.

/** Where the node of this machine answers programs (design section 8). */
export const DEFAULT_NODE_URL = 'http://127.0.0.1:6516'
/** How long a short answer may take; a node that starts may load its records first. */
export const ANSWER_BUDGET_MS = 60_000
/**
 * How long content may take until its first byte: the node asks members and origins one after the other, each with a budget
 * of its own, and must have had its turn before `fetch` goes past it.
 */
export const CONTENT_BUDGET_MS = 120_000
/** First wait before a watch is opened again; doubles each time. */
export const RECONNECT_FIRST_MS = 500
/** Longest wait between two tries: a node that comes back is noticed within so much. */
export const RECONNECT_MAX_MS = 15_000
/** How long a watch tries to come back before it fails: a machine that restarts is back by then. */
export const RECONNECT_BUDGET_MS = 10 * 60_000
/** A stream of events that says nothing for so long is dead: the node sends a sign of life every 15 s. */
export const EVENTS_SILENCE_MS = 45_000
/** Longest event that is taken. A record has at most 768 KiB of data, which base64 makes a third longer. */
export const MAX_EVENT_CHARACTERS = 2 * 2 ** 20
/** Longest answer in JSON that is read: 1,000 locations have some 100 bytes a holder. */
export const MAX_ANSWER_BYTES = 256 * 2 ** 20
/** Records that one page of a listing asks for. */
export const RECORDS_PAGE = 500
/** Queries that one request to the node may have. */
export const MAX_QUERIES_AT_ONCE = 1000
/** The longest that timers of the platform can wait: 24 days. */
export const MAX_TIMER_MS = 2 ** 31 - 1
