// Times and limits of the black list, each with its unit and reason (design section 7; seed 000, Fig. 9: 564).
import { MAX_ORDER_BYTES, MAX_STATEMENT_BYTES } from './defaults.js'

/**
 * So long a wrong receipt lists who brought it without more, and so soon a valid one must come by another way to show that keys and backend
 * were right: the file is sent again at once, and a backend that was broken is seldom mended sooner.
 */
export const CONTROL_MS = 10 * 60_000
/** How long counts what this node has seen and cannot show: a bad relay costs one detour a day, an innocent one loses a day. */
export const TESTIMONY_MS = 24 * 3_600_000
/** How long counts, and is kept for others, what the relay itself has signed. */
export const PROOF_MS = 30 * 24 * 3_600_000
/** How long who brought an answer of a company's proxy or a load balancer is asked last: such lines are mended in an hour. */
export const PASSING_TROUBLE_MS = 3_600_000

/** Incidents that are remembered, in all: 64 members at 8 backends. Some 300 bytes each on the disk. */
export const MAX_INCIDENTS = 512
/** Of one member at one backend: more were under way when the first was seen. */
export const MAX_INCIDENTS_OF_ONE = 4
/** Evidence of other members that counts here. What came first goes first. */
export const MAX_JUDGED = 256
/** Pardons that are remembered, so that evidence from before counts no more. */
export const MAX_PARDONS = 64
/** Backends whose last valid receipt is remembered. */
export const MAX_BACKENDS = 256

/** Uploads that one report goes along with before it is left: most backends do not read it, and sign it all the same. */
export const MAX_REPORT_TRIES = 5

/** Records of evidence that one member has at once, and of answers: the next takes the place of the oldest. */
export const MAX_EVIDENCE_BY_AUTHOR = 8
/** Order, acceptance, a return and a control of the largest kind. */
export const MAX_EVIDENCE_BYTES = 2 * MAX_STATEMENT_BYTES + 2 * MAX_ORDER_BYTES
export const MAX_ANSWER_BYTES = MAX_STATEMENT_BYTES
/** How far the control may have been signed before the acceptance, or after what was returned and {@link CONTROL_MS}: clocks of backends. */
export const BACKEND_CLOCK_MS = 10 * 60_000
/** Between two records that are judged: each costs five signatures and a hash of half a mebibyte, some 5 ms. */
export const JUDGE_PAUSE_MS = 50
/** Records that wait to be judged: all of 100 members. What came first goes first, and is looked at again within the hour. */
export const MAX_TO_JUDGE = 2 * 100 * MAX_EVIDENCE_BY_AUTHOR
/** How often all evidence is judged again: keys of backends are added, and clocks are set right. */
export const JUDGE_AGAIN_MS = 3_600_000
/** Before an accused node asks the backend once more: receipts say whole seconds, and its own must say another than the one in the evidence. */
export const ANSWER_AFTER_MS = 2_000
/** How long it waits for the backend then. */
export const AGAIN_BUDGET_MS = 2 * 60_000
/** Orders that were sent once more, each at most once an hour: no accuser has a node send the same over and over. */
export const MAX_SENT_AGAIN = 64

/** `black-list.json`: 512 incidents of some 600 bytes, and as much again. */
export const MAX_BLACK_LIST_BYTES = 1024 * 1024
/** Incidents whose statements are kept in memory until a control comes, of 292 KiB at most each. Others stay testimony. */
export const MAX_HELD_STATEMENTS = 16
