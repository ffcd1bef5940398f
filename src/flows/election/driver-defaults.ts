// Times and limits of the driver of elections, each with its unit and reason.

/** How often it is looked what this node is worth by now: classes change by doublings. */
export const VALUES_EVERY_MS = 10_000
/**
 * How long who started an election waits for its outcome: one that fails and the next, each 3 to 8 s, and the pause between two that
 * one node calls.
 */
export const START_BUDGET_MS = 45_000
/**
 * From one provider that is told to the next, at least: crossings look anew with each, and who means harm could change it each second. A
 * new one after the last is gone is told at once, as elections take longer.
 */
export const TOLD_PAUSE_MS = 5_000
/** Kinds that one member may bring here: a member who means harm fills a share of what there is room for. A guess. */
export const MAX_HEARD_KINDS_BY_AUTHOR = 8
