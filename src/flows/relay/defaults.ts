// Limits and times of connections through members, each with its unit and reason. Spec: docs/protocols/relay.md.

/** What a connection moves before it counts as bulk, both ways together: a page and what it loads, not a download. */
export const INTERACTIVE_BYTES = 2 ** 20
/** Connections carried at once for one member: a browser's six to each of some ten hosts. */
export const MAX_CARRIED_FOR_MEMBER = 64
/** For all members: each takes two sockets and up to 128 KiB. */
export const MAX_CARRIED = 512
/** A connection that moves nothing is closed after so long: idle connections of programs and pools live some minutes. */
export const CARRIED_IDLE_MS = 10 * 60_000
/** One of which either side has ended: what is still to come is on its way. */
export const CARRIED_HALF_IDLE_MS = 60_000
/** Written at once: what one connection may be ahead of others of its class. */
export const CARRIED_CHUNK_BYTES = 16 * 1024
/** Members whose sums the status names; beyond, who was carried for longest ago is forgotten. */
export const MAX_MEMBERS_REMEMBERED = 256

/** How the line is shared where all want it: what people wait for, reports, and downloads. */
export const CLASS_WEIGHTS = { interactive: 8, upload: 2, bulk: 1 } as const
/** What may be sent at once after a pause, of a second's bytes. */
export const BURST_SECONDS = 0.25
/** What members have of the limit at least, however much this machine's own programs use. */
export const LEAST_SHARE = 0.1
/** How often own use is looked at, ms. */
export const OWN_USE_LOOK_MS = 1_000

/** Members asked for one connection: each may take seconds to say no. */
export const MAX_CARRIER_ATTEMPTS = 3
/** For all of them together: programs wait some 30 s for a connection. */
export const CARRIER_BUDGET_MS = 20_000
/** For one of them, until it has said yes or no: its dialling (4 s), and two of its addresses that say nothing. */
export const CARRIER_ATTEMPT_MS = 6_000
/** A member that was not there, or answered nonsense, is passed over so long. */
export const BROKEN_CARRIER_MS = 30_000
/** One that carries nothing for us, or has no line itself. */
export const UNWILLING_CARRIER_MS = 60_000
/** One that is busy. */
export const BUSY_CARRIER_MS = 5_000
/** One that did not get to a host, for that host: longer than programs wait before they try again, so that the others get their turn. */
export const HOST_FAILED_MS = 5 * 60_000
/** Members and hosts that are passed over, remembered. */
export const MAX_PASSED_OVER = 1_024
