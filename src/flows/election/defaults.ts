// Times and limits of elections, each with its unit and reason (design section 7; seed 001, Fig. 8 and 9).
/** How many role values there are, 0 the least likely winner: each has a range of delays of its own (role-value.ts). */
export const ROLE_VALUES = 5
/** The longest response delay: the seed's own of the need flow. Shared out evenly, a role's range is as long as a flood takes (seven hops of 50 ms). */
export const MAX_RESPONSE_DELAY_MS = 2_000
/** Over so much more those who miss a provider share out who begins: nobody waits for them, and its backup provides. A flood's time for each of ten. */
export const START_SPREAD_MS = 4_000
/** Both ways of a flood through a large group, five hops of 50 ms each, and as much for who is busy. */
export const ROUND_TRIP_MS = 1_000
/** How long who stands waits for a better one (Fig. 8: maximum delay and round trip). */
export const TIME_OUT_MS = MAX_RESPONSE_DELAY_MS + ROUND_TRIP_MS
/** How long a better one's result is waited for: its own time-out, and the way of its result. Then it has failed. */
export const RESULT_WAIT_MS = TIME_OUT_MS + ROUND_TRIP_MS + 1_000
/** What was elected so lately may have been elected without us: then who would win says so however little it is better. */
export const FRESH_MS = 30_000

/** A packet lives longer than clocks of a small group differ. */
export const PACKET_TTL_MS = 120_000
/** Who spoke so lately lives, whatever presence says: so a provider says that it does no more often, however many worse results are told. */
export const LIFE_SIGN_MS = 30_000
/** Peer time and monotonic time drift against each other: what is due within so long of the last computed moment is the same. */
export const REVIEW_TOLERANCE_MS = 100
/** A result counts so long, unless renewed: a provider that is here holds an election well before. */
export const TERM_MS = 24 * 3_600_000
/** How long the record of a result is kept: its term and what clocks may differ. */
export const RESULT_TTL_MS = TERM_MS + 10 * 60_000
/** So long others stand at the word of a member that wishes the kind: four times that it should have repeated it. */
export const WISH_MS = TERM_MS
/** Members whose wish for one kind is remembered, the latest: one is enough. */
export const MAX_WISHES = 64
/** The provider itself calls the next election, so that values measured since then count. */
export const RE_ELECTION_MS = 6 * 3_600_000
/** What is said to come from further ahead does not count: clocks of a group differ by less (design section 4). */
export const MAX_CLOCK_AHEAD_MS = 10 * 60_000

/** Who misses its provider waits so long before it calls an election: a lost link hides a peer only for a moment. */
export const ABSENCE_GRACE_MS = 2_000
/** A node that would clearly win calls an election when that has held so long: values swing. */
export const BETTER_HOLD_MS = 60_000
/** Between two elections that one node calls, at least; doubles with each that changes nothing. */
export const START_PAUSE_MS = 15_000
/** It doubles up to this. */
export const MAX_START_PAUSE_MS = 10 * 60_000

/** Elections that one member may begin at once: a node that comes up on a bad day needs three. */
export const AUTHOR_STARTS_BURST = 6
/** And one more in this time. More often, and nothing of it counts for {@link MUTE_MS}. */
export const AUTHOR_START_REFILL_MS = 2 * 60_000
/** What a node calls itself is less: it is never one that others do not hear. */
export const OWN_STARTS_BURST = AUTHOR_STARTS_BURST - 2
export const OWN_START_REFILL_MS = 1.25 * AUTHOR_START_REFILL_MS
/** Results of who did not stand, and that lose; winners without result: an honest member has them where much is lost, not often. */
export const AUTHOR_FAILURES_BURST = 6
export const AUTHOR_FAILURE_REFILL_MS = 5 * 60_000
/** How long no packet counts of a member that exceeded either. */
export const MUTE_MS = 10 * 60_000
/** Who takes back what it won within so long has won nothing: nobody's values fall so soon, as a rule. */
export const TAKEN_BACK_MS = 60_000
/** How long a packet does not count of who would have won and told no result. */
export const FAILED_MS = 60_000
/** Members whose pace is remembered: the group's scale. Who was heard least lately goes first. */
export const MAX_PACED_AUTHORS = 1_024

/** Packets of one election that are compared: the best stay. */
export const MAX_PACKETS = 64
/** Packets with other values of one member in one election. */
export const MAX_PACKETS_PER_AUTHOR = 3
/** Results of one kind that are remembered: one a member; what cannot count goes first, then the worst. */
export const MAX_RESULTS = 1_024
/** What was refused lately, for who asks why. */
export const MAX_REFUSALS_SHOWN = 16

/** Criteria in one packet: six of ours, ten of the application. */
export const MAX_CRITERIA = 16
/** Levels above are nobody's. */
export const MAX_LEVEL = 255
/** The largest value of a criterion. */
export const MAX_VALUE = 65_535
/** Encoded packet: kind, id, time and 16 criteria of 5 bytes. Results: a key and two times more. */
export const MAX_PACKET_BYTES = 256
export const MAX_RESULT_BYTES = 320
