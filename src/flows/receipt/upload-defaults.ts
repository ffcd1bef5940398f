// Times and limits of the asker of uploads, each with its unit and reason (seeds/000, Fig. 9). What asker and relay share is in defaults.ts.

/** What a backend may take to answer, and its answer to come back (560). A guess: reports are stored, not worked on. */
export const BACKEND_ALLOWANCE_MS = 30_000
/** Bytes a second of a relay that has measured nothing: half a megabit, a slow uplink of a branch office. */
export const UNKNOWN_RATE = 64 * 1024
/** An uplink that others use too may bring half of what was measured. */
export const WAIT_FACTOR = 2
/** Nobody is blamed sooner than after this: the relay's line may have been down for a moment. */
export const MIN_WAIT_MS = 45_000
/** How much later than its deadline a relay's answer may come to be in time: what it takes to be told, and fetched. */
export const DEADLINE_GRACE_MS = 5_000
/** What is on its way to a relay is given so much time besides, at bytes a second of a slow Wi-Fi: only then the relay has it whole. */
export const FORWARD_RATE = 256 * 1024

/** A relay that has an upload is asked for the answer after so long, and after twice as long each time … */
export const FIRST_LOOK_MS = 250
/** … up to this: it also tells by itself (`upload.done`), but nothing depends on that. */
export const MAX_LOOK_MS = 30_000
/** A relay that was given up, but may still bring the receipt, is asked so often. */
export const LATE_LOOK_MS = 60_000
/** A relay that is away for so long has gone: another gets the upload. A restart of a node takes less. */
export const GONE_MS = 60_000
/** Relays that were given up and are still asked: more would be told what few need to know. */
export const MAX_LATE_RELAYS = 4

/** When nobody takes an upload, or the backend puts it off, it is tried again after so long, and after twice as long each time … */
export const BACK_OFF_MS = 15_000
/** … up to this. */
export const MAX_BACK_OFF_MS = 30 * 60_000
/** A backend that says when to come again (`Retry-After`) is believed up to this. */
export const MAX_RETRY_AFTER_MS = 6 * 3_600_000
/** This machine's own line is not tried anew for an upload before. */
export const DIRECT_AGAIN_MS = 60_000
/** A relay that did not take an upload, or gave it back, is not offered that one again before. */
export const TURNED_DOWN_MS = 60_000
/** A relay that brought no receipt, or nothing, is not offered that upload again before: by then keys may have been mended. */
export const UNPROVED_MS = 10 * 60_000
/** A refusal that came through one member alone is final the so-manieth time: what that member added may be the reason. */
export const REFUSALS_OF_ONE = 3

/** Uploads that wait at a time: each has a file, and an entry in memory of about 1 KiB … */
export const MAX_PENDING_UPLOADS = 20_000
/** … and all that waits, in bytes: a disk of this machine's owner is not filled by programs that send to a backend that is gone. */
export const MAX_PENDING_BYTES = 16 * 2 ** 30
/** Uploads that are over and still shown, with their receipts: the oldest go first. */
export const MAX_OVER_UPLOADS = 10_000
/** Uploads that are read at a time when the queue is opened: a disk that is slow to answer has several to seek. */
export const FOUND_AT_ONCE = 8
/** What is written and read at once, in bytes. */
export const QUEUE_CHUNK_BYTES = 128 * 1024
/** What stands behind the bytes of an upload in its file. */
export const MAX_FACTS_BYTES = 16 * 1024
/** What is kept of an upload besides: an answer of a backend in base64 above all. */
export const MAX_STATE_BYTES = 1024 * 1024
/** Tries of one upload that are shown. */
export const MAX_ATTEMPTS_SHOWN = 32

/** Members that said they take uploads for an origin are not asked anew for so long: 1,000 files do not ask 1,000 times. */
export const RELAYS_REMEMBERED_MS = 60_000
/** Nobody is asked anew for an origin before this, where nobody answered. */
export const ASKED_AGAIN_MS = 10_000
/** With so many answers that can be used nobody else need answer: one may fail, and another. */
export const ENOUGH_RELAYS = 4
/** Relays that are remembered of one origin, and origins of which they are. */
export const MAX_RELAYS_OF_ORIGIN = 16
export const MAX_ORIGINS_REMEMBERED = 256

/**
 * A relay is given so many at a time for an origin, and one more for each that it has delivered since it last lost one, before others of
 * whom nothing is known. Who promises most would else have all that goes out until its first deadline.
 */
export const FIRST_WINDOW = 2
/** What it has beyond that counts as so much later, each time it has as many again: so long who lost one gets nothing. */
export const BEYOND_WINDOW_MS = UNPROVED_MS
/** Relays and origins of which that is remembered. */
export const MAX_TRIALS = MAX_RELAYS_OF_ORIGIN * MAX_ORIGINS_REMEMBERED

/** Uploads that are sent, or have members asked for them, at a time: below what a relay takes at once of one member. */
export const MAX_UNDER_WAY = 6
/** Of those, to one origin: two that say nothing are needed to hold up the others. */
export const MAX_UNDER_WAY_OF_ORIGIN = MAX_UNDER_WAY / 2
/** Uploads that members have at a time: half of what one relay keeps of one member. */
export const MAX_WAITING = 512
/** Of those, to one origin: its backend may be down. */
export const MAX_WAITING_OF_ORIGIN = MAX_WAITING / 2
/** How often it is looked whether keys have changed on the disk, and whether an upload has expired. */
export const KEYS_LOOK_MS = 10_000
export const EXPIRY_LOOK_MS = 60_000
/** A file of keys, in bytes. */
export const MAX_KEYS_BYTES = 1024 * 1024
/** After this machine's own line failed for an upload, others do not try it for so long; what is not reached at all, for no origin. */
export const LINE_DOWN_MS = 60_000
/** Members that are new here are told to those that wait no more often than this. */
export const WAKE_EVERY_MS = 2_000
/** What a relay says of itself is believed up to this, in ms and bytes. */
export const MAX_RELAY_EVERY_MS = 24 * 3_600_000
export const MAX_RELAY_BYTES = 2 ** 40
/** "I found" is told so long after an upload has found one, so that some may answer who stand in for it. */
export const FOUND_AFTER_MS = 500

/** What asker and relay may differ in peer time by, and what connecting and keeping an upload take: an order leaves room for that. */
export const LATEST_SLACK_MS = 10.5 * 60_000
/** A relay may give itself so much more time than the asker reckoned: others may have come before meanwhile. */
export const SPAN_FACTOR = 2
export const SPAN_SLACK_MS = 60_000

/** What forwarding to a relay may take besides what the bytes take at {@link FORWARD_RATE}: connecting, and the relay's disk … */
export const FORWARD_ALLOWANCE_MS = 3 * 60_000
/** … and what asking it for the answer may take in all: 256 KiB, on a slow Wi-Fi. */
export const LOOK_BUDGET_MS = 30_000
/** Relays that are to be judged though their uploads are over: one that throws all away is listed by the first. */
export const MAX_JUDGED_LATER = 64
