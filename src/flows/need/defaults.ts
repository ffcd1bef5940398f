// Times and limits of the need flow, each with its unit and reason. Measured: docs/protocols/need.md.

/** Who has it answers after a delay of up to so much (Fig. 3, 126: "between 0 and 2000"), in groups of up to … */
export const MAX_RESPONSE_DELAY_MS = 2_000
/** … so many members, present or not. In larger ones a flood takes longer, so that more answer before "I found" is everywhere … */
export const LARGE_GROUP_MEMBERS = 200
/**
 * … and each doubling adds so much to the longest delay. Measured: 200 holders at 50 ms a hop give 1.8 answers in a group of 201, and in one of
 * 1,000 1.6 with this, 2.6 without.
 */
export const DELAY_PER_DOUBLING_MS = 650
/** What need and answer take on the way, which the asker waits besides (Fig. 4A: "2200 milliseconds to allow for 200") … */
export const TRANSMISSION_MS = 200
/** … and in large groups so much more for each doubling: with 50 ms a hop a need and its answer take 420 ms among 1,000 members. */
export const TRANSMISSION_PER_DOUBLING_MS = 100
/** Answers that the range holds one after the other, each as far behind the one before as that takes to silence it. */
export const DELAY_SLOTS = MAX_RESPONSE_DELAY_MS / TRANSMISSION_MS
/**
 * How steeply early delays become rarer with the size of the group (response-delay.ts). Measured: with 1.75 200 holders at 50 ms a hop give
 * 1.7 answers, the first after 380 ms; with 1.5 2.3 and 320 ms; with the RFC's own parameter 1.5 and 510 ms.
 */
export const DELAY_STEEPNESS = 1.75
/** Who served so much lately delays like one in a group twice as large, twice as much: three times … A guess: seconds of a LAN's port. */
export const SERVED_UNIT_BYTES = 64 * 2 ** 20
/** … and so much at most: where all holders are busy nobody need wait for them much longer. */
export const MAX_SERVED_UNITS = 3
/** After so long, half of what was served counts as served lately. A guess: several requests of an update fall into it. */
export const SERVED_HALF_LIFE_MS = 60_000

/** Requests that one node works on at once in all … */
export const MAX_REQUESTS = 1_024
/** … and of one asker, those whose copies wait in line included: what a program with a good many connections asks for at once. */
export const MAX_REQUESTS_OF_ASKER = 64
/** Requests that are over and remembered, so that none is answered twice. The oldest is forgotten first. */
export const MAX_REQUESTS_REMEMBERED = 4_096
/** How long a local source may look whether it has something: later the answer comes too late for the asker. */
export const LOCATE_BUDGET_MS = 2_000

/** Answers that one asker keeps of one need: the first is used, the others stand in. */
export const MAX_ANSWERS_KEPT = 16
/** Downloads under way that one asker keeps of one need. */
export const MAX_DOWNLOADS_KEPT = 16
/** A download that is waited for and of which nothing is heard for so long is over: its claim is renewed every 40 s. */
export const DOWNLOAD_SILENCE_MS = 100_000

/** How long an answer may take to its asker, those before it included: the longest wait of one that was told that it comes. */
export const ANSWER_BUDGET_MS = 5_000
/** How long an answer is good for: as long as the need that it answers. */
export const HAVE_TTL_MS = 60_000
/** Data of a `need.have`: what a location says, an alias, pairs. */
export const MAX_HAVE_BYTES = 48 * 1024
/** Answers that are told to one asker at once, those to 64 needs of it and some: what waits for the message before goes together. */
export const MAX_HAVES_TOLD = 64
/** From one message to an asker to the next, so that they stay within what a peer takes of another, 20 a second. */
export const BETWEEN_MESSAGES_MS = 50
/** Longest alias, in characters: a path, or an URL of an ordinary kind. */
export const MAX_ALIAS_CHARACTERS = 2_048

/** Needs of this node's applications that live at a time. A guess. */
export const MAX_ASKED_NEEDS = 64
/**
 * Needs of crossings that live at a time; more wait. Both together are well below the 1,024 records of one type that members keep of an author
 * (MAX_EPHEMERAL_PER_AUTHOR_AND_TYPE), and with ordinary URLs below the 2 MiB of all types.
 */
export const MAX_CROSSING_NEEDS = 512
/** Who answers for applications of this node. A guess. */
export const MAX_ANSWERERS = 64
/** Needs that they are asked about at a time, as many as requests are worked on, … */
export const MAX_NEEDS_AT_ANSWERERS = MAX_REQUESTS
/** … and of one asker: each holds {@link LOCATE_BUDGET_MS} at most, also where "I found" has come meanwhile. */
export const MAX_NEEDS_AT_ANSWERERS_OF_ASKER = MAX_REQUESTS_OF_ASKER
/** URLs of which it is remembered who answered. A guess. */
export const MAX_ANSWERED_LATELY = 256
