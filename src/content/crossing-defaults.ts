// Times and limits of one crossing, each with its unit and reason (design section 6). Those of bytes: defaults.ts.
import { LEAF_BYTES } from './defaults.js'

/** How long each rank waits for a better one before it speaks up (design section 6). */
export const RANK_DELAY_MS = 75
/** How long an asker waits for anybody's claim before it goes itself (design section 6). */
export const ASK_DEADLINE_MS = 300
/**
 * URLs that one node asks the group for at the same time: one costs asker and downloader some 8 ms of CPU each (measured: bench
 * small-files), and claims for all of them must be there within {@link ASK_DEADLINE_MS}. npm asks for 15 at once, browsers for 6
 * of each host.
 */
export const MAX_ASKED_AT_ONCE = 16
/** How long one of them holds its turn at most: until its first byte, unless its origin is slower than this. A guess. */
export const ASK_TURN_MS = 1_000
/** A timer that comes later than this tells that this process is busy: what it waits for may be late for the same reason. */
export const BUSY_LATE_MS = 20
/** How long such a one is waited for at most, besides. */
export const MAX_BUSY_WAIT_MS = 300
/**
 * Where members are asked first, who asks them is waited for so long: 30 s where a member has it and copies it for us, the time for answers four times
 * (of 1,000 members, 3,941 ms), and some (docs/protocols/need.md). A test compares them.
 */
export const ANSWERS_DEADLINE_MS = 50_000
/** How long a member without an uplink of its own waits for somebody to go, within the 15 s of an error in clear words. */
export const OFFLINE_DEADLINE_MS = 8_000
/** How often it asks meanwhile: who could go may have come only now. */
export const REPEAT_NEED_MS = 2_000
/** Until a claim is this old at most one leaf is read from the origin: a flood has passed a LAN by then (design: "tens of ms"). */
export const SETTLE_MS = 50
/** A claim is written again whenever this much more is verified: what decides between two (design section 6). */
export const RECLAIM_BYTES = 4 * 2 ** 20
/**
 * Several needs that a running claim must answer are answered by one renewal. Well below SETTLE_MS: who was made to forget the
 * claim, and claims, hears of it before its own has settled.
 */
export const REPEAT_CLAIM_MS = 35
/** A claim lives longer than clocks of a small group differ; that its author is gone shows by presence and connections. */
export const CLAIM_TTL_MS = 120_000
/** Renewed well before it expires. */
export const RENEW_CLAIM_MS = 40_000
/** How long a claim that has ended says so. */
export const ENDED_CLAIM_TTL_MS = 30_000
/** As with claims: longer than clocks differ. Who hears an old one finds the claim or holder that answered it. */
export const NEED_TTL_MS = 60_000
/** A finished transfer is served and claimed this long: location records travel slower than needs. */
export const LINGER_MS = 5_000
/** Members named in a need as having failed its author. */
export const MAX_EXCLUDED = 8
/** What an application puts into a need beside the rest: pairs, and characters of their keys and values together. A guess. */
export const MAX_NEED_PAIRS = 16
export const MAX_NEED_PAIR_CHARACTERS = 1_024
/** Characters of a need's protocol, and of its version: both are short words. */
export const MAX_NEED_WORD_CHARACTERS = 16
/** Sources tried, by whatever way, before an asker goes to the origin on its own. A guess. */
export const MAX_LOOKUPS = 6
/** An error of the origin is believed when this many members met it: then each asker goes itself (design section 6). */
export const MAX_ORIGIN_FAILURES = 2

/** Location records live this long, and are renewed past half (design section 6). */
export const LOCATION_TTL_MS = 30 * 24 * 3_600_000
/** Locations of this node that no record tells, each a small file: beyond, the oldest is forgotten, and its blob serves this machine alone. */
export const MAX_UNTOLD_LOCATIONS = 20_000
/** One of those files, in bytes: {@link MAX_LOCATION_BYTES} in base64, and a URL beside it, escaped. */
export const MAX_UNTOLD_FILE_BYTES = 128 * 1024
/** So many of them are read, told or taken back at the same time: Node has four threads for the disk, and each waits for it. */
export const UNTOLD_FILES_AT_ONCE = 64
/** What is said to come from further ahead than this counts as said at no time: clocks of a group differ by less (design section 4). */
export const MAX_CLOCK_AHEAD_MS = 10 * 60_000
/** Content of which its origin said nothing that a cache can go by counts as fresh for so long. A guess. */
export const UNDATED_LIFETIME_MS = 24 * 3_600_000
/** The longest that content counts as fresh because it had not changed for long: after that nothing is known of it. A guess. */
export const MAX_HEURISTIC_LIFETIME_MS = 24 * 3_600_000
/** The longest that content counts as fresh on its origin's word, as a member tells it: the life of a location. */
export const MAX_LIFETIME_MS = LOCATION_TTL_MS
/** What is `immutable` and has no age of its own: the library's default. */
export const IMMUTABLE_LIFETIME_MS = 24 * 3_600_000
/** How long an asker waits for the origin's word before it takes what is stale, where that is allowed (design section 6). */
export const VALIDATION_BUDGET_MS = 1_000
/** How long the origin has for it in all: where stale content is forbidden the asker waits so long. */
export const STRICT_VALIDATION_BUDGET_MS = 10_000
/**
 * How long who has no uplink waits for the first byte of newer content by another member's, before it takes what is stale, where
 * that is allowed: a claim takes {@link ASK_DEADLINE_MS} at most, and the member has to reach the origin. A guess.
 */
export const OTHERS_BUDGET_MS = 3_000
/**
 * Larger content is not brought anew by another member where what is stale may be used: it would cross again though it is the same.
 * Package lists are smaller, or their digest stands in a signed one that is. A guess.
 */
export const MAX_ANEW_BYTES = 1024 * 1024
/** That content is still the same is told to the group where that is good for so long: who asks sooner again asks by itself. */
export const VALIDATION_WORTH_TELLING_MS = 60_000
/** Words of origins that are remembered, and not told. The oldest is forgotten first. */
export const MAX_VALIDATIONS_REMEMBERED = 4_096
/** Longest value kept of one of the origin's headers, in characters: real ones are far below. */
export const MAX_HEADER_CHARACTERS = 512
/** All of them together: real ones have some 600, and notes that take 4 KiB of the disk must hold them, escaped. */
export const MAX_FACTS_CHARACTERS = 1_900
/** Data of a location, need or claim record: an URL of the longest kind and the fixed fields. */
export const MAX_LOCATION_BYTES = 40 * 1024
export const MAX_NEED_BYTES = 36 * 1024
export const MAX_CLAIM_BYTES = 256

/**
 * The list of a running transfer is signed with each leaf, but at most this often: what a follower lags behind is lost with
 * its downloader (decision 0002). Signing costs 31 µs.
 */
export const SIGN_EVERY_MS = 10
/** An empty part says that the member that serves lives, and waits itself. */
export const HEARTBEAT_MS = 200
/** A member that is asked over an open connection gives its first sign of life within this time, or the asker goes another way. */
export const FIRST_SIGN_MS = 250
/** Where the connection must be opened first: under load that alone took up to 514 ms (design section 6). */
export const CONNECT_SIGN_MS = 1_000
/** After its first sign a member whose heartbeats stay out this long is dead, or stopped. */
export const SILENCE_MS = 1_500
/** Who has announced a leaf and brings nothing of it for this long is left. */
export const STALLED_MS = 2_000
/** Nothing: less than this a second, so that single bytes hold nobody. The thinnest line that is worth a transfer has more. */
export const STALLED_BYTES_PER_SECOND = 2 * 1024
/**
 * A transfer of which no further leaf is announced or brought for this long is left, whatever its heart beats. The origin may
 * take 34 s to answer and its first leaf 19 s on 56 kbit/s, all of which looks like nothing; longer, a mute member costs more.
 */
export const MAX_LEAF_WAIT_MS = 60_000
/** What a member had sent when one of its two streams broke is still taken, for this long. */
export const TAKE_REST_BUDGET_MS = 1_000
/** A holder that has not begun to answer after this time is kept, and the next one asked besides. */
export const HEDGE_MS = 100
/** Hashes in one part: half of what a part may weigh. */
export const MAX_HASHES_IN_PART = 16_384
/** Bytes a follower holds back while their part of the list has not come; beyond, it stops reading. */
export const MAX_UNVERIFIED_BYTES = 8 * 2 ** 20

/** Leaves asked of a holder at once (2 MiB): large enough that the round trip does not show, small enough to leave the slow. */
export const RANGE_LEAVES = 16
/** Holders that one copy reads from at the same time. */
export const MAX_HOLDERS_AT_ONCE = 3
/** Ranges under way at one holder: the next request is there when the last one ends. */
export const RANGES_PER_HOLDER = 2
/** Ranges beyond the first missing leaf that are asked for: bounds what waits in memory (16 MiB). */
export const MAX_RANGES_AHEAD = 8
/** A holder that brings next to nothing of a range, or of its list, for this long is left. */
export const HOLDER_STALL_MS = 2_000
/** Less than this. Bytes, not leaves: several ranges may share a thin line. */
export const HOLDER_STALL_BYTES = (STALLED_BYTES_PER_SECOND * HOLDER_STALL_MS) / 1000
/** A holder that served bytes which do not fit its list is not asked again by this node for this long. */
export const DISTRUST_MS = 3_600_000
/**
 * A holder that did not give what its location says is not counted on for that content for this long: what else can be had counts. A
 * guess: a busy disk or a withdrawn location is over by then.
 */
export const HOLDER_DOUBT_MS = 5 * 60_000
/** What a member offered to this node alone counts for so long without being asked for again. A guess: as its doubt. */
export const OFFER_LIFE_MS = 5 * 60_000
/** Offers for one URL, as many as who asks keeps answers, and URLs with offers; the oldest is forgotten first. A guess. */
export const MAX_OFFERS_PER_URL = 16
export const MAX_OFFERED_URLS = 512
/** A download that is led changes its source while so much at least is still to come: what is read meanwhile is not counted on. */
export const MIN_CHANGE_BYTES = 2 * LEAF_BYTES
/** Of so many holders and contents; the oldest is forgotten first. */
export const MAX_DOUBTED_HOLDERS = 4_096

/** Who gave no sign of life when it was its turn is not waited for this long, unless it is heard before. A guess. */
export const SILENT_MS = 60_000

/** URLs that one node may lead or stand by for at a time on behalf of others; further needs are left to other ranks. */
export const MAX_CROSSINGS_FOR_OTHERS = 64
/** URLs that one node may have under way in all. */
export const MAX_CROSSINGS = 1_024
/** Connections to present members are looked after this often: before the server's side lets them go. */
export const WARM_EVERY_MS = 60_000
/** Connections kept to each: bytes and list of a running transfer come on two (a fresh one takes up to 500 ms under load). */
export const WARM_CONNECTIONS = 2
/** How long an uplink that seems dead is said to be: then others may choose us again, and find out. A guess. */
export const UPLINK_DOUBT_MS = 5 * 60_000
/** In company, and asked for nothing by anybody for this long: others look after their connection every {@link WARM_EVERY_MS}. */
export const SERVES_DOUBT_MS = 2.5 * WARM_EVERY_MS
/** How often a crossing looks whether anybody still reads what it fetches. A guess: a reader's reconnect takes less. */
export const INTEREST_CHECK_MS = 10_000
/** How long `close` waits for what runs. */
export const CLOSE_BUDGET_MS = 5_000
/** How long `explain` waits for the resolver: a person waits, and the rest of the answer is known. A guess. */
export const EXPLAIN_LOOKUP_BUDGET_MS = 2000

/** Members that one node serves of one transfer; the next is sent on to one of them: 400 Mbit/s of a gigabit port at 50. */
export const MAX_READERS_PER_TRANSFER = 8
/** Streams of one reader of one transfer: bytes and list, and both again while it has not noticed that the others broke. */
export const MAX_STREAMS_PER_READER = 4
/**
 * Answers with content that run at once on a busy node: as many members as it serves of one transfer, each with its ranges
 * under way. A gigabit port has 60 Mbit/s for each of them.
 */
export const BUSY_ANSWERS = MAX_READERS_PER_TRANSFER * RANGES_PER_HOLDER
/** How often a node looks how busy it was meanwhile, and tells it where it changed: a presence is flooded to everybody. A guess. */
export const LOAD_LOOK_MS = 10_000
/** Load is told in steps of so much, of 100: four answers … */
export const LOAD_STEP = 25
/** … and again when it is so far from what was told: what stands between two steps does not go to and fro. A guess. */
export const LOAD_CHANGE = 20
/** After so many times a reader is served where it asks (design section 6). */
export const MAX_RELAY_REDIRECTS = 3
/** Members between a reader and the downloader: 8 readers each make 4,680 in 4 levels; some more for those who moved. */
export const MAX_RELAY_DEPTH = 8
/** Who asks a relay may hold so much more than it does (8 MiB): after a take-over all hold nearly the same. */
export const MAX_LEAVES_BEHIND_READER = 64
/** How long a reader that was sent on waits for a relay which is just attaching itself: less than {@link FIRST_SIGN_MS}. */
export const RELAY_ATTACH_BUDGET_MS = 200
/** Members asked one after the other, without a leaf in between, before a follower gives the transfer up. A guess. */
export const MAX_FRUITLESS_PARENTS = 12
/** Who gets less than this part of what its parent gets … */
export const SLOW_RELAY_SHARE = 0.8
/** … for so long leaves it, once (design section 6). */
export const SLOW_RELAY_MS = 2_000
/** A relay that brings nothing, though the downloader's list goes on, is left after this time: it may wait for its own parent. */
export const RELAY_STALLED_MS = 6_000

/**
 * Who asks first, and was told by nobody that it has it, asks nobody again for who reads ranges far from what is here: each of them would
 * wait the 2.2 s. As long as a need lives.
 */
export const HELD_BY_NOBODY_MS = 60_000
/** URLs that this is remembered of: some 100 bytes each. */
export const MAX_HELD_BY_NOBODY = 1_000
