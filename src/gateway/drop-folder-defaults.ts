// Limits of drop folders, each with its unit and its reason.

/** How often a folder is looked at. What is the same at two looks is taken, unless it was seen to change. */
export const DROP_LOOK_MS = 2_000
/** How long what was seen to change is to be the same: its writer pauses. Twice as long each time that it was taken too early. */
export const DROP_QUIET_MS = 10_000
/** At most so long: what is written to for ever goes out once an hour. */
export const MAX_DROP_QUIET_MS = 3_600_000
/** How long what was taken is looked at still, and kept from `sent/`: who wrote on goes on within so much, nearly always. */
export const DROP_WATCH_MS = 60_000
/** How long what the queue did not take waits: a full disk, or a full queue, is not better a look later. */
export const DROP_RETRY_MS = 60_000
/** What cannot be moved or read waits so long: its owner may mend that. It is tried after all others. */
export const DROP_PASSED_OVER_MS = 60_000
/** Files that were passed over of which the log has a line each. */
export const MAX_PASSED_OVER_LOGGED = 10
/** Files that one look takes: each is copied and synced, and the next look comes soon. */
export const MAX_TAKEN_PER_LOOK = 100
/** Files of one folder that are on their way at a time; more wait in the folder. */
export const MAX_SENDING_FILES = 1_000
/** Files with bytes that one look sees: enough for what it takes. */
export const MAX_FILES_PER_LOOK = 5_000
/** Names that one look reads, with those that are left alone: some 0.2 s. What stands behind them is not seen, and that is said. */
export const MAX_NAMES_PER_LOOK = 20_000
