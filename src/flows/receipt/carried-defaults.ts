// Times and limits of what this node carries for members, each with its unit and reason (design section 7; seed 000, Fig. 9).

/** An upload is over so long before its deadline, so that its asker has the answer by then: a busy link, and a busy machine. */
export const RETURN_MARGIN_MS = 5_000
/** The pause after the first try that did not get there: a backend that restarts needs seconds. It doubles with each … */
export const FIRST_RETRY_MS = 1_000
/** … up to this: one that is down for longer is asked 12 times an hour. */
export const MAX_RETRY_MS = 5 * 60_000
/** No try is begun that has less than this: a connection alone may take as long. */
export const SHORTEST_TRY_MS = 1_000
/** What a backend answered to a try that is not the last is kept up to so much: it is returned only where the next try is cut short. */
export const MAX_LAST_ANSWER_BYTES = 8 * 1024

/** An asker that has not come for what became of its upload is told again after so long. It doubles … */
export const FIRST_TOLD_AGAIN_MS = 5_000
/** … up to this: it asks by itself too. */
export const MAX_TOLD_AGAIN_MS = 30 * 60_000

/** Uploads that lie here at a time, those that are over included: 3 small files each. … */
export const MAX_CARRIED = 4_096
/** … and of one member. */
export const MAX_CARRIED_OF_ASKER = MAX_CARRIED / 4
/** Of the bytes that may lie here, one member may have so much: four of them can fill it, one cannot. */
export const ASKER_SHARE = 1 / 4
/** What an upload takes besides its content, and counts for: three names and the facts of it. */
export const CARRIED_OVERHEAD_BYTES = 8 * 1024
/** Uploads of one member that come in at a time: 1,000 small ones take turns. */
export const MAX_RECEIVED_AT_ONCE = 8
/** What could not be read is kept for people to look at: the newest. */
export const MAX_DAMAGED = 16
/** Largest file of facts: an order, an acceptance, three keys. */
export const MAX_FACTS_BYTES = 8 * 1024

/** Uploads on their way to backends at once … */
export const MAX_FORWARDED_AT_ONCE = 16
/** … and to one host: one that is slow does not hold up what goes to others. … */
export const MAX_FORWARDED_TO_HOST = MAX_FORWARDED_AT_ONCE / 2
/** … Of one member: 20 small ones a second where each takes 400 ms, and one that goes on for hours leaves room for others … */
export const MAX_FORWARDED_OF_MEMBER = MAX_FORWARDED_AT_ONCE / 2
/** … also at each host. */
export const MAX_FORWARDED_OF_MEMBER_TO_HOST = MAX_FORWARDED_TO_HOST / 2
/** A machine that had no way out takes nothing for so long: lines come back within minutes. */
export const OFFLINE_MS = 60_000
/** A disk that failed is spoken of for so long, where nothing is written meanwhile: then nobody knows how it does. */
export const DISK_TROUBLE_MS = 10 * 60_000
/** Uploads that are this large at least say what the line brings: of smaller ones most of the time is connections and waiting. */
export const RATE_MIN_BYTES = 256 * 1024
/** The median of so many counts: one that met a slow backend does not. */
export const RATES_REMEMBERED = 9
/** What one small upload takes of a place, as long as none was measured: a TLS connection over 100 ms, and an answer. */
export const SMALL_UPLOAD_MS = 500
