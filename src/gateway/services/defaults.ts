// Limits of services, each with its unit and reason.

/** How long a service may take to start, where it names no other budget: a program that loads its files takes seconds. */
export const START_BUDGET_MS = 30_000
/** The same of peering: it loads the records of all groups, and nothing works before it has. A guess at a slow disk. */
export const PEERING_START_BUDGET_MS = 10 * 60_000
/** How long it may take to stop, before its run counts as over: what is left of it may be in the way of the next. */
export const STOP_BUDGET_MS = 5_000
/** How long `stop` waits for a `start` whose signal has aborted: what listens to it ends within a turn or two. */
export const START_GRACE_MS = 1_000
/** How often a running service is asked how it does: often enough to be seen to within two minutes. */
export const HEALTH_EVERY_MS = 30_000
/** How long it may take to say so. */
export const HEALTH_BUDGET_MS = 5_000
/** Times in a row that it is unhealthy before it is started anew: once may be a moment's load. */
export const MAX_UNHEALTHY = 3
/** How long a service that failed waits before it is started again; doubled each time, up to the longest. */
export const FIRST_RESTART_MS = 1_000
/** Slow enough to cost nothing for ever, and soon enough once what was missing is there. */
export const LAST_RESTART_MS = 5 * 60_000
/** Having run so long without a fault, it begins with the shortest wait again. */
export const RAN_WELL_MS = 5 * 60_000
/**
 * How long packages may take to stop where the node stops: all that is done within 2.5 s, of which groups need most. Then they are let go with
 * the process.
 */
export const CLOSING_BUDGET_MS = 700
/** Packages that one node runs. A guess: each has the whole process to spoil. */
export const MAX_PACKAGES = 16
/** Largest package.json that is read: those of large packages have some 20 KiB. */
export const MAX_PACKAGE_FILE_BYTES = 1024 * 1024
/** Of what a service says is wrong: two lines on a terminal, and no room to fill a log. */
export const MAX_WORDS_CHARACTERS = 300
