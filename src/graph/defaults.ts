// Limits and times of the graph, each with its unit and reason. What a frame carries is limited by the store.
import { MAX_SYNC_FRAME_BYTES } from '../store/index.js'

// Handshake

/** Certificates of a chain of 4 with room to grow (design section 4: one bounded certificate message). */
export const MAX_CREDENTIALS_BYTES = 16 * 1024
/** Largest handshake message but the next: credentials, a proof and protobuf framing. */
export const MAX_HANDSHAKE_MESSAGE_BYTES = MAX_CREDENTIALS_BYTES + 256
/**
 * What says why somebody is no member any more: one removal of the largest, or whom it takes would never hear of it. Read from a listener
 * that has proved the group secret alone, and less than what anybody may have in flight.
 */
export const MAX_REMOVAL_NOTICE_BYTES = 40 * 1024 + 64
/** The message around it. */
export const MAX_NOTICE_MESSAGE_BYTES = MAX_REMOVAL_NOTICE_BYTES + 16
/** Noise, proofs and credentials together. A LAN needs some 50 ms; libp2p's own budget for an inbound upgrade is the same. */
export const HANDSHAKE_BUDGET_MS = 10_000
/** What a peer may have in flight before it is a member. */
export const MAX_HANDSHAKE_BUFFER_BYTES = 64 * 1024

// Admission

/** What a stranger may send to be let in: a token, and room to grow. */
export const MAX_ADMISSION_REQUEST_BYTES = 256
/** The answer holds an invitation: a chain, and some addresses. */
export const MAX_ADMISSION_ANSWER_BYTES = MAX_CREDENTIALS_BYTES
/** Who was answered hangs up; we do after this, since hanging up at once could take the answer from the wire. */
export const ADMISSION_HANG_UP_MS = 2_000
/** One attempt at one address: connection, Noise, request and answer, for which the issuer writes to its disk. */
export const ADMISSION_DIAL_MS = 6_000
/** After an attempt that failed; the node may be starting. */
export const ADMISSION_RETRY_MS = 1_000
/** Its own word on when to come again counts up to here: longer than anybody looks for an issuer, and no timer overflows. */
export const MAX_ADMISSION_WAIT_MS = 60_000
/** Addresses tried to find one issuer: anybody on the LAN can announce more under its peer id. */
export const MAX_ADMISSION_ADDRESSES = 12

// Link

/** Largest frame: the store's largest, with room for our protobuf framing. */
export const MAX_FRAME_BYTES = MAX_SYNC_FRAME_BYTES + 1024
/** Reading pauses above this: one yamux window, so that a pause never meets the 4 MiB reset (libraries 1.4). */
export const READ_HIGH_WATER_BYTES = 1024 * 1024
/** What a waiting frame counts besides its bytes: array, buffer and queue entry, measured some 290 bytes on Node 20. */
export const FRAME_OVERHEAD_BYTES = 256
/** Yamux window: must not exceed its 4 MiB read buffer, or a paused stream is reset (libraries 1.4, 1.5). */
export const STREAM_WINDOW_BYTES = 1024 * 1024
/** Messages up to here are copied into one piece, so that they go in one packet: of larger ones a packet more is nothing, a copy is. */
export const MAX_WHOLE_WRITE_BYTES = 8 * 1024
/** Items that wait for a slow neighbour; when full they are dropped and it is synchronised instead. */
export const MAX_QUEUED_ITEMS = 2048
export const MAX_QUEUED_ITEM_BYTES = 4 * 1024 * 1024
/** Items of one neighbour that the store judges at once: it applies them in batches of 20 to 50 ms. */
export const MAX_JUDGING_ITEMS = 512
export const MAX_JUDGING_BYTES = 4 * 1024 * 1024
/** Frames of synchronising that wait for our store; then reading pauses. */
export const MAX_WAITING_SYNC_BYTES = 4 * 1024 * 1024
/** A neighbour that reads nothing for so long while we have something to say is cut. */
export const SEND_STALL_MS = 30_000
/** From an open connection to the answered hello. */
export const HELLO_BUDGET_MS = 10_000
/** The larger peer id leaves closing a surplus connection to the smaller one for so long (docs/protocols/link.md). */
export const DUPLICATE_GRACE_MS = 2_000
/** What of a frame is not an item, or synchronising, becomes objects, fifty times as large: a goodbye with all it may name has 1.4 KiB. */
export const MAX_SMALL_FRAME_BYTES = 4 * 1024
/** Named to who is turned away: some of them will be full, too. */
export const MAX_REFERRALS = 8
export const MAX_REFERRAL_ADDRESS_BYTES = 128
/** A link is measured so often when it comes up: ms after the answer to the ping before; then it is left at rest. */
export const FIRST_PINGS_MS: readonly number[] = [200, 1_000, 3_000]
/** Times 0.8 to 1.2. A neighbour that goes silent is noticed within 22 s. */
export const PING_INTERVAL_MS = 10_000
/** An unanswered ping is repeated once after this. */
export const PONG_WAIT_MS = 5_000
/** The same after our machine slept, or moved. */
export const PROBE_WAIT_MS = 2_000
/** Who looks at an unanswered ping so late was asleep, or too busy to have read the answer. */
export const PONG_LATE_MS = 2_000
/** The lowest of so many round trips counts: the others waited for something. */
export const RTT_SAMPLES = 8
/** Who broke a rule is left alone for so long, twice as long each further time. */
export const BAN_FIRST_MS = 10 * 60_000
export const BAN_MAX_MS = 24 * 3600_000
/** Two within FAULT_HALVES_MS. A fault is what no honest node does; a program that is older, or damaged, may do one. */
export const FAULTS_TO_BAN = 1.5
export const FAULT_HALVES_MS = 10 * 60_000
export const MAX_SCORED_PEERS = 256
/** Everything that closing may wait for: queued goodbyes, then libp2p. */
export const CLOSE_FLUSH_MS = 200

// Flooding

/** How long an item is remembered as seen: floods of a LAN settle in a second; copies that come later are still few. */
export const SEEN_TTL_MS = 120_000
/** 32 bytes of hash each, and some 100 around it: 3 MiB. */
export const MAX_SEEN_ITEMS = 20_000
/** Items a second that one neighbour may make us judge, and how many at once: a tenth of a core. What is over is left to synchronising. */
export const ITEMS_PER_SECOND = 1_000
export const ITEMS_BURST = 5_000
/** The same in bytes: what floods is small; what is large is pulled. */
export const ITEM_BYTES_PER_SECOND = 4 * 1024 * 1024
export const ITEM_BYTES_BURST = 16 * 1024 * 1024
/** Of what a neighbour takes we send this part: lines that stall bring much at once, and must not make us seem to send too much. */
export const SENT_PART = 0.8
/** So much over its budget, since that was last full, no node sends that keeps to the rule above: the link is cut. */
export const MAX_EXCESS_ITEMS = 10_000
export const MAX_EXCESS_BYTES = 64 * 1024 * 1024
/**
 * Items a second of one author that are passed on, and how many at once: a fifth of what a neighbour takes, so that four members who
 * flood what they can leave room for the others. A fetch of 1,000 small files in 10 s floods some 200 a second.
 */
export const AUTHOR_ITEMS_PER_SECOND = 200
export const AUTHOR_ITEMS_BURST = 2_000
export const AUTHOR_BYTES_PER_SECOND = 512 * 1024
export const AUTHOR_BYTES_BURST = 4 * 1024 * 1024
/** Nothing of anybody was kept back for so long: neighbours are asked to pull what was. */
export const WITHHELD_CALM_MS = 10_000
/** Peers whose budget is kept after their link went down, so that a redial refills nothing; after 5 s it is full anyway. */
export const MAX_KEPT_BUDGETS = 256
/** The same of authors: those that wrote last. After 10 s without a word their budgets are full anyway. */
export const MAX_AUTHOR_BUDGETS = 1024
/** Pings, pongs, pulls and frames of later versions that one link brings a second, and at once: honest ones bring a few. */
export const SMALL_FRAMES_PER_SECOND = 1_000
export const SMALL_FRAMES_BURST = 5_000
export const SMALL_FRAME_BYTES_PER_SECOND = 1024 * 1024
export const SMALL_FRAME_BYTES_BURST = 4 * 1024 * 1024
/** A neighbour may ask for a round by `pull` this often. */
export const MIN_PULL_INTERVAL_MS = 1_000

// Synchronising

/** Rounds repeat after 30 to 60 s, jittered (design section 4). */
export const SYNC_INTERVAL_MIN_MS = 30_000
export const SYNC_INTERVAL_MAX_MS = 60_000
/** As many neighbours must agree, where there are as many (design section 3). */
export const AGREEING_NEIGHBOURS = 2

// Neighbours

/**
 * We dial until there are so many (design section 4: 4 to 12). Whoever comes dials so many, so in the end nodes have twice as many on
 * average: what flooding costs, and less than the most, or newcomers would find everybody full.
 */
export const WANTED_NEIGHBOURS = 5
/** Links are taken up to here; who comes then is referred to others. */
export const MAX_NEIGHBOURS = 12
/** Of them, as many come from those who dialled us: who wants to take all our places still leaves us four of our own choice. */
export const MAX_INBOUND = 8
/** So many a node dials itself, among those present, however many dialled it: members who mean harm choose to dial, not to be dialled. */
export const OWN_NEIGHBOURS = 3
/**
 * A neighbour that for so long was never the first to bring something of another member makes room for others. Presences alone, renewed
 * each minute, are something new from any part of the graph.
 */
export const USELESS_AFTER_MS = 120_000
/** Dials a second, in the long run, and at once: where most are full, or gone, each node would try hundreds of others. */
export const DIALS_PER_SECOND = 2
export const DIALS_BURST = 16
/** Of those that we dialled, how many stay however far they are: near ones alone would fall into islands. */
export const RANDOM_NEIGHBOURS = 2
/** Up to here a neighbour is as near as any: one LAN, or Wi-Fi in it. */
export const NEAR_RTT_MS = 10
/** How often a node with enough neighbours dials one more, times 0.5 to 1.5. */
export const EXTRA_DIAL_MS = 60_000
/** The first few come sooner: whom a node dials before it has heard of most, somebody may have chosen for it. */
export const EARLY_EXTRA_DIALS = 6
export const EARLY_EXTRA_DIAL_MS = 10_000
/** How many nodes of a whole part look for other parts in that time, however many there are. */
export const PROBES_A_ROUND = 2
/** After an extra link came up: pings have measured it by then. */
export const PRUNE_AFTER_MS = 15_000
/** Who was replaced is not dialled again before, nor whoever replaced us, unless there are fewer than {@link FEW_NEIGHBOURS}. */
export const REPLACED_REST_MS = 5 * 60_000
/** Nobody reached for so long: a person has to name an address. */
export const ALONE_AFTER_MS = 60_000
/** The larger peer id waits so long before it dials, so that two peers rarely dial each other at once. */
export const LARGER_ID_DELAY_MS = 300
/** A link that ends sooner says nothing for its peer: one that takes links and breaks them is dialled after growing delays. */
export const STEADY_LINK_MS = 60_000
/** Delay after the first failed dial; doubles up to the maximum, each times 0.5 to 1. */
export const REDIAL_MIN_MS = 1_000
export const REDIAL_MAX_MS = 60_000
/** A sighting, or a presence that says nothing new, ends a longer delay, but not before so long after the last dial. */
export const SIGHTING_REDIAL_MS = 5_000
/** An address not seen before is dialled sooner than that, this often: a member that restarted elsewhere, or anybody's word. */
export const FRESH_ADDRESS_INTERVAL_MS = 60_000
/** Addresses dialled for one candidate. */
export const MAX_ADDRESSES_PER_CANDIDATE = 8
/** Addresses kept for one candidate that somebody trusted named, besides the one that worked; the rest are mDNS's. */
export const MAX_NAMED_ADDRESSES = 4
/** A member that could not be reached, and was not named by a member, for so long is forgotten; who a person named is not. */
export const FORGET_FAILED_MS = 24 * 3600_000
/** Candidates kept. Anybody on the LAN can announce anything under our tag. */
export const MAX_CANDIDATES = 512
/** A find that never was a member is left alone after so many failed dials … */
export const MAX_STRANGER_FAILURES = 3
/** … for so long. */
export const STRANGER_REST_MS = 10 * 60_000
/** Dials to finds that never were members, at once and in all. */
export const MAX_STRANGER_DIALS = 4
export const MAX_DIALS = 12
/** One dial: connection, handshake, muxer and hello. */
export const DIAL_BUDGET_MS = 8_000
/** Addresses of members kept on disk, most recent first. */
export const MAX_REMEMBERED_ADDRESSES = 64

// Connecting to whom a program names

/** Attempts of one call, each at somebody whom one that had no place named: of 8 referrals one is free in any but a full graph. */
export const MAX_CONNECT_ATTEMPTS = 7
/** Calls that run at once: each holds a dial. */
export const MAX_CONNECTS = 16

// Node

/** Connections that libp2p keeps at most: links, duplicates for a moment, and room. */
export const MAX_CONNECTIONS = 64
/** Inbound connections whose handshake still runs. */
export const MAX_PENDING_CONNECTIONS = 32
/** Of them from one host, loopback exempt; a member that finds no place dials again. */
export const MAX_PENDING_PER_HOST = 4
/** New inbound connections a second from one host: several nodes of one machine share a host (libraries 1.7). */
export const INBOUND_CONNECTIONS_PER_SECOND = 100

// Direct connections

/** One message of an application: what fits into a frame. */
export const MAX_DATA_BYTES = 1024 * 1024
/** UTF-8 bytes of what an application calls a message: a UUID, or a name with a domain in it. */
export const MAX_DATA_TYPE_BYTES = 128
/** In both directions: with links and their duplicates, less than MAX_CONNECTIONS. */
export const MAX_DIRECT_CONNECTIONS = 32
/** Of them and of streams to neighbours, on one connection: two each way, and some that end. */
export const MAX_DIRECT_STREAMS = 8
/** What one peer may open in a minute: each is an event for the application. */
export const DIRECT_OPENS_PER_MINUTE = 100
/** Messages of one connection that the application has not taken; above either, reading stops. */
export const MAX_DIRECT_WAITING_BYTES = 1024 * 1024
export const MAX_DIRECT_WAITING_MESSAGES = 1024
/** From asking to the answer: dialling, handshake, stream. */
export const DIRECT_OPEN_BUDGET_MS = 10_000
/** Data of a neighbour may be here before its hello was read: so long they are kept waiting. */
export const DIRECT_LINK_WAIT_MS = 5_000
/** A closed connection is kept for so long until the other side has read what was sent. */
export const DIRECT_LINGER_MS = 30_000
/** How often we look whether the other end of a direct connection is there: links are pinged, these are not. */
export const DIRECT_PROBE_MS = 30_000
export const DIRECT_PROBE_BUDGET_MS = 10_000

// Presence

/** How long one lives that is not renewed (design section 4). */
export const PRESENCE_TTL_MS = 180_000
/** Written so often in its life, so every minute at first: two may get lost. */
export const PRESENCE_RENEWALS = 3
export const MAX_PRESENCE_HOSTS = 8
/** Of them, how many we dial: a member says them, and machines that know nothing of us may be there. */
export const MAX_DIALLED_PRESENCE_HOSTS = 4
export const MAX_PRESENCE_BYTES = 1024
/** What an application says of its node: fits into a presence with eight IPv6 addresses. */
export const MAX_NODE_ATTRIBUTES_BYTES = 512
/** So many presences serve as they are: a graph of as many nodes renews all of them in their set life, a larger one stretches it. */
export const PRESENCES_UNSTRETCHED = 100
/** Renewals come sooner by up to this part, or nodes that were started together would flood together for ever. */
export const RENEWAL_JITTER = 0.1
/** A sample may be larger than wanted by so many before nodes take theirs back (reference section 1.8). */
export const PRESENCE_SLACK = 10
/** … each after so long, by chance, if there are still too many then. */
export const WITHDRAW_AFTER_MS = 30_000
export const WITHDRAW_WITHIN_MS = 180_000
/** Where a sample is too small, others publish within so long, by chance. A guess: half of what the first renewals take. */
export const PUBLISH_WITHIN_MS = 30_000
/** How often we look whether our own addresses changed, and whether neighbours are still members. */
export const HOUSEKEEPING_MS = 5_000

// Discovery

/** How often we ask by mDNS, times 0.75 to 1.25. */
export const MDNS_INTERVAL_MS = 10_000
/**
 * Everybody answers everybody to all, so that traffic grows with the square (libraries 2.2): with the interval in proportion to the
 * peers present above so many, it grows with their number.
 */
export const MDNS_FAST_PEERS = 10
/** Who has as many neighbours as it wants asks so many times less often … */
export const MDNS_ENOUGH_FACTOR = 6
/** … but no less often than this: where parts meet, some node of hundreds asks each second. */
export const MDNS_INTERVAL_MAX_MS = 300_000
/** With fewer neighbours than this we ask as often as we ever do, and dial those that replaced us. */
export const FEW_NEIGHBOURS = 4
/** Texts read of one mDNS answer: a node says one for each address it has. */
export const MAX_TEXTS_PER_ANSWER = 32
/** Cards that we send and hear multicast on, each with a socket. */
export const MAX_CARDS = 8
/** Addresses taken from one mDNS answer. */
export const MAX_ADDRESSES_PER_SIGHTING = 4

// Sleep

/** Clock time between two looks above what was to be expected: the machine slept, or its clock was set. */
export const SLEPT_MS = 15_000

// Graphs of programs

/** As PEER_GRAPH_PROPERTIES has them, less the terminator, in bytes (reference section 1.4). */
export const MAX_GRAPH_ID_BYTES = 255
export const MAX_GRAPH_NAME_BYTES = 255
export const MAX_GRAPH_COMMENT_BYTES = 511
/** Of one record, data and attributes together: what can be set, from the least that is of use to what a record can hold. */
export const MIN_MAX_RECORD_BYTES = 1024
/** A minute at least: less would be noise in a large graph. */
export const MIN_PRESENCE_LIFETIME_MS = 60_000
/** A sample of so many is plenty to choose neighbours from, and to see that somebody is there. */
export const DEFAULT_PRESENCE_MAX = 100
/** More would be as good as all of them. */
export const MAX_PRESENCE_MAX = 1_000_000
/** Properties that one set; any change says them anew. What another member promises lasts no longer (docs/protocols/record.md). */
export const GRAPH_PROPERTIES_TTL_MS = 5 * 365 * 24 * 3600_000
/** What the creator said once: for longer than any graph. */
export const GRAPH_FOUNDING_TTL_MS = 30 * 365 * 24 * 3600_000
/** Three short values as JSON, and room for more. */
export const MAX_FOUNDING_BYTES = 1024
/** Authors that a graph without security takes records of: each may fill what members keep of one (64 MiB), so 16 GiB. */
export const MAX_OPEN_AUTHORS = 256
/** Events that wait for a program: some MiB. Who lets more wait has to look for itself what there is. */
export const MAX_WAITING_EVENTS = 10_000
/** Queues of one graph: each event is put into each that wants it. */
export const MAX_EVENT_QUEUES = 64

// Peer time

/** So many neighbours must say it: fewer are outvoted by one that lies. */
export const OPINIONS_TO_COUNT = 3
/** Who answers later may be off by half of it. */
export const MAX_OPINION_RTT_MS = 2_000
/** What measuring is off by, twice: smaller differences move nothing, or nodes would push each other ahead. */
export const PEER_TIME_TOLERANCE_MS = 2_000
/** As far as ephemeral records may be ahead (design section 2): beyond that others would pass over what we write. */
export const MAX_PEER_TIME_OFFSET_MS = 10 * 60_000
/** How fast peer time comes back to an earlier one, to time as it goes: slower, so that we are never behind what we wrote. */
export const PEER_TIME_SLEW = 1 / 2
/** No node of this program ran before: a clock that shows less was never set. */
export const PROGRAM_WRITTEN_MS = Date.UTC(2026, 10, 1)
/** How long peer time may stand on what was looked at before: records ask for it more often than it changes. */
export const PEER_TIME_LOOK_MS = 1_000
/** How often the last time of agreement is kept: it says how far back a clock can be wrong, and the disk should rest. */
export const AGREED_TIME_MS = 3600_000

// Resolving

/** How long a peer that nobody here knows is looked for: two floods take a second at most, a laptop that is busy some more. */
export const RESOLVE_WAIT_MS = 5_000
/** Longer than any presence lives. */
export const MAX_RESOLVE_WAIT_MS = 10 * 60_000
/** Long enough for one round of synchronising to bring it where it did not flood. */
export const SOUGHT_TTL_MS = 60_000
/** 34 bytes, and room to grow. */
export const MAX_SOUGHT_BYTES = 64
/** Each makes all pass on a record, and one of them write its presence. */
export const MAX_SOUGHT_PER_MINUTE = 6
/** Of one author: twice that, since a round may bring those of the last minute all at once. */
export const MAX_SOUGHT_HEARD_PER_MINUTE = 12
/** Authors that are listened to in a minute. */
export const MAX_SEEKERS = 256
/** Who is looked for and has a presence writes it anew where it is older than this: it may not have reached everybody. */
export const SOUGHT_REWRITE_MS = 10_000

// Security of a program's own.

/** Between two lines in the log about what it threw: others decide how often it is asked. */
export const SECURITY_LOG_MS = 60_000
