// Limits and times of messages straight to one peer, each with its unit and reason. Spec: docs/protocols/message.md.

/** One: an ephemeral record of the largest that floods inline has half of it. */
export const MAX_MESSAGE_BYTES = 64 * 1024
/** The frame around it. */
export const MAX_MESSAGE_FRAME_BYTES = MAX_MESSAGE_BYTES + 64
/** From the call to the answer: a stream takes 4 ms on a LAN, a dial some 100; who asked the group waits little longer than this. */
export const MESSAGE_BUDGET_MS = 2_000
/** From a stream to its end, where we take the message: nobody waits any more for what comes so late. */
export const MESSAGE_READ_MS = 5_000
/** That were given to us and are not answered: 16 MiB at most. */
export const MAX_MESSAGES_SENDING = 256
/** … of them to one peer: who takes none of them, or slowly, leaves room for all others. At 4 ms each 32 are there in 130 ms. */
export const MAX_MESSAGES_SENDING_TO_PEER = 32
/** Streams that one peer has open here: each side sends one message to a peer at a time, and earlier ones may still end. */
export const MAX_MESSAGE_STREAMS = 8
/** Of all peers together: each holds a frame at most. */
export const MAX_MESSAGES_READING = 128
/** A connection that was dialled for a message stays so long: who asked for one thing asks for more, and a dial costs ten streams. */
export const MESSAGE_LINGER_MS = 10_000
/** Of them, at once: a quarter of all connections. */
export const MAX_LINGERING_LINES = 16
/**
 * What one peer may send us in the long run, and at once: a machine that installs a thousand packages asks for each, and one that has them
 * all may answer each.
 */
export const MESSAGES_PER_SECOND = 20
export const MESSAGES_BURST = 600
export const MESSAGE_BYTES_PER_SECOND = 64 * 1024
export const MESSAGE_BYTES_BURST = 2 * 1024 * 1024
/** So many over its budget, since that was last full, no node sends that heeds the answers. */
export const MAX_EXCESS_MESSAGES = 1_000
/** Peers whose budget is kept: those that sent last; after 30 s without a message they are full anyway. */
export const MAX_MESSAGE_BUDGETS = 256
