// Limits of what is measured for an election, each with its unit and reason.

/** Power supplies that are looked at: a notebook with two batteries and four ports has seven. */
export const MAX_POWER_SUPPLIES = 32
/** Largest word of one: `Not charging` has 12. */
export const MAX_POWER_WORD_BYTES = 64
/** How often it is looked whether the mains are there. */
export const POWER_LOOK_MS = 60_000
/** Clock of a processor whose system does not say, megahertz: that of small boards, which are those that do not. */
export const UNKNOWN_CLOCK_MHZ = 1_000
