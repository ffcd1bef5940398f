// Limits of the store, each with its unit and reason.
import { MAX_DURABLE_VERSION, MAX_ENVELOPE_BYTES } from '../record/index.js'

/** After so many changes an author opens the next shard (design section 3: small documents keep every cost small). */
export const SHARD_CLOSES_AT_CHANGES = 1000
/** The same by size, so that one shard can be held in memory while it is checked. */
export const SHARD_CLOSES_AT_BYTES = 4 * 1024 * 1024
/** What we accept of a foreign shard: twice what one writer fills, since two machines of one author may write apart. */
export const MAX_SHARD_CHANGES = 2 * SHARD_CLOSES_AT_CHANGES
export const MAX_SHARD_BYTES = 2 * SHARD_CLOSES_AT_BYTES
/** Shards of one author: a million records. Bounds what one member can fill memory with. */
export const MAX_SHARDS_PER_AUTHOR = 1000
/** Bytes of foreign changes, of one author and of all: nobody fills a disk. Room for a thousand members with 512 KiB. */
export const MAX_CHANGE_BYTES_PER_AUTHOR = 64 * 1024 * 1024
export const MAX_FOREIGN_CHANGE_BYTES = 512 * 1024 * 1024
/** Shard numbers count up from 1 and fit protobuf's uint32 and four bytes of a key on disk. */
export const MAX_SHARD_NUMBER = 2 ** 31 - 1
/** Concurrent ends of one shard: processes of one author that wrote apart. A guess, far above honest. Kept as in frames. */
export const MAX_SHARD_HEADS = 16

/** No version above it by another than the creator counts: who may change a record must not use up the versions there are. */
export const MAX_STRANGERS_VERSION = MAX_DURABLE_VERSION / 2
/**
 * 2020-01-01: from then on time counts as versions of records whose id was chosen, one for each 4 s: as often as a record is
 * renewed at most. Others can change such records until 2156 ({@link MAX_STRANGERS_VERSION}).
 */
export const NAMED_VERSION_MS = 4000
export const NAMED_VERSIONS_FROM_MS = Date.UTC(2020, 0)
/** Share of dead bytes in our closed shards from which they are cleaned (design section 3; docs/decisions/0003). */
export const CLEAN_AT_DEAD_SHARE = 0.4
/** Records that are looked at at a time, where it is counted what is dead: some 3 ms. */
export const MAX_LOOKS_PER_SLICE = 5000
/** Living records that are written again at a time: some 10 ms. */
export const MAX_COPIES_PER_SLICE = 64
export const MAX_COPY_SLICE_BYTES = 1024 * 1024
/** Expiry kills too, without anything being written: so often it is looked for. */
export const CLEANING_CHECK_MS = 10 * 60_000
/**
 * What another machine of ours left to be cleaned it may clean itself so long, at most: longer than most machines are apart, since
 * two that clean while they are write everything twice.
 */
export const CLEANING_TURN_MS = 24 * 3_600_000
/** Where room is scarce. */
export const CLEANING_TURN_WHEN_PRESSED_MS = 60_000
/**
 * Tombstones that no other author's version needs, the newest: 5 MB. They stay until they expire, no sooner than what they hide,
 * since a second machine of their author or a restored backup may still write a copy of that.
 */
export const MAX_LONE_TOMBSTONES = 10_000
/** So long and so many bytes of expired records stay that others may change: one that was away may have made them last longer. */
export const EXPIRED_NEEDED_MS = 30 * 86_400_000
export const MAX_EXPIRED_BYTES = 4 * 1024 * 1024
/** Removed bytes after which the disk's room is asked back: LevelDB would hold it until it merges its files by itself. */
export const COMPACT_AFTER_BYTES = 1024 * 1024
/** Shards that are ended before their bytes are removed: some 0.1 s, and what else their author wrote is looked at once for all. */
export const MAX_SHARDS_ENDED_AT_ONCE = 64
/** Shards that ended, of which an author still says what was in them: a million changes. */
export const MAX_RETIRED_SHARDS = 1000
/** Statements of one author that wait for what they say lives: some for each machine that writes in its name. */
export const MAX_WAITING_STATEMENTS = 4
/** Actors in one statement about shards: one for each process start that wrote; with 24 bytes each it stays a record. */
export const MAX_STATEMENT_ACTORS = 16_384

/** Proofs that an author signed two histories, of one author and of all; each one's size: some 500 changes of 500 bytes. */
export const MAX_EVIDENCE_PER_AUTHOR = 16
export const MAX_EVIDENCE = 256
export const MAX_EVIDENCE_BYTES = 256 * 1024

/** A change: its envelope, and room for the key, all dependencies and the fixed fields (under 1 KiB). */
export const MAX_CHANGE_BYTES = MAX_ENVELOPE_BYTES + 2048
/** A signed head: key, two numbers, at most {@link MAX_SHARD_HEADS} hashes, signature. */
export const MAX_SIGNED_HEAD_BYTES = 1024
/** Largest change that floods; a larger one floods its head alone and is pulled (design section 2: 64 KiB inline). */
export const MAX_FLOODED_CHANGE_BYTES = 64 * 1024 + 2048
/** Largest item that is flooded: such a change with its head. */
export const MAX_ITEM_BYTES = MAX_FLOODED_CHANGE_BYTES + MAX_SIGNED_HEAD_BYTES + 64
/** A membership object on the wire. Certificates are under 2 KiB, revocations name heads per shard. */
export const MAX_CREDENTIAL_BYTES = 48 * 1024

/** Larger data of a record are not kept in memory but read from the log. Location records are under 1 KiB. */
export const MAX_RESTING_DATA_BYTES = 4 * 1024

/** Foreign changes that the disk refused and that wait in memory for its next write; beyond this none are taken. */
export const MAX_UNSAVED_BYTES = 16 * 1024 * 1024

/** How long foreign changes are collected before Automerge applies them as one batch (design section 3: 20 to 50 ms). */
export const APPLY_BATCH_MS = 30
/** Records that are written as one batch, with one fsync: about 10 ms of signing and committing at a time. */
export const MAX_WRITES_PER_BATCH = 64
/** Open Automerge documents, least recently used freed first: about 2 MB each at 1000 changes. */
export const MAX_OPEN_DOCUMENTS = 32

/** Changes that wait for a predecessor: all together, and of one author, so that one cannot crowd out the others. */
export const MAX_HELD_CHANGES = 512
export const MAX_HELD_CHANGES_PER_AUTHOR = 64
export const MAX_HELD_BYTES = 8 * 1024 * 1024
/** A gap that neighbours did not fill in this time is filled by a later round, which brings the change again. */
export const HELD_FOR_MS = 60_000

/**
 * Ephemeral records, by author and type, by author, and overall. A node claims each URL that it fetches, and a claim is
 * remembered for two minutes: a program that fetches 500 packages in that time must not use it up, and few records have 1 KiB.
 */
export const MAX_EPHEMERAL_PER_AUTHOR_AND_TYPE = 1024
export const MAX_EPHEMERAL_PER_AUTHOR = 3072
export const MAX_EPHEMERAL_BYTES_PER_AUTHOR = 2 * 1024 * 1024
export const MAX_EPHEMERAL_RECORDS = 32_768
export const MAX_EPHEMERAL_BYTES = 64 * 1024 * 1024
/** Ephemeral envelopes always flood inline. */
export const MAX_EPHEMERAL_ENVELOPE_BYTES = 64 * 1024
/** A version (peer time) further ahead than this is not believed (design section 2). */
export const MAX_AHEAD_MS = 10 * 60_000

/**
 * What our own changes may fill: others keep {@link MAX_CHANGE_BYTES_PER_AUTHOR} of one author, and deletions and cleaning,
 * which writes living records of a shard again before it goes, must still find room.
 */
export const OWN_ROOM_BYTES = MAX_CHANGE_BYTES_PER_AUTHOR - 2 * SHARD_CLOSES_AT_BYTES
/** From here on records wait while cleaning makes room: a batch, which ends with its shard, stays within {@link OWN_ROOM_BYTES}. */
export const WRITERS_WAIT_FROM_BYTES = OWN_ROOM_BYTES - SHARD_CLOSES_AT_BYTES
/** So long at a time. In this a slow machine writes 50 MiB again: then it is told FULL. */
export const WRITERS_WAIT_MS = 60_000
/** With so many bytes in closed shards, three quarters of our room, they are cleaned from the smaller share on: room is scarce. */
export const CLEANING_PRESSED_FROM_BYTES = 0.75 * OWN_ROOM_BYTES
export const CLEAN_WHEN_PRESSED_AT_DEAD_SHARE = 0.1
/** A tombstone lasts at least this long: a second machine of its author may have been off with a copy. */
export const MIN_TOMBSTONE_MS = 30 * 24 * 3_600_000
/**
 * What another member says of a record keeps it no longer than this: as long as the longest membership but the root's, so that
 * no honest promise is cut.
 */
export const MAX_OTHERS_LIFE_MS = 5 * 365 * 24 * 3_600_000
/** A record that is renewed lives at least this long, so that half of it bridges a restart (reference section 1.6). */
export const MIN_AUTO_REFRESH_LIFE_MS = 4 * 60_000
/** No record is renewed sooner than this after it was last looked at (reference section 1.6). */
export const MIN_REFRESH_DELAY_MS = 4000
/** Changes of our records by others are adopted after this: of many in a row, one. */
export const ADOPT_AFTER_MS = 5000
/** A renewal or adoption that the disk refused is tried again after this. */
export const UPKEEP_RETRY_MS = 60_000

/** Longest sleep of the expiry timer: a clock that was set is noticed after at most this. */
export const EXPIRY_CHECK_MS = 60_000

/** What a synchronising frame is packed to (design section 3 through libraries.md 4.4). */
export const SYNC_FRAME_BYTES = 256 * 1024
/** Hard limit of a frame: one change that is larger than {@link SYNC_FRAME_BYTES} travels alone. */
export const MAX_SYNC_FRAME_BYTES = 1024 * 1024
/** Shards that were dropped and are in memory until the digests are made anew, where no neighbour asks for them: 20 MiB. */
export const MAX_GONE_SHARDS_HELD = 64
/** Buckets that two stores compare first: 256 digests of 16 bytes are 4 KiB a round between equal stores. */
export const SYNC_BUCKETS = 256
/** Bytes of a bucket digest, and of the digests of credentials and ephemeral records: SHA-256, cut. */
export const SYNC_DIGEST_BYTES = 16
/** Digests in one list: 128 KiB. A list goes on in further frames. */
export const MAX_DIGESTS_PER_FRAME = 8192
/** Digests of one set in one round. */
export const MAX_DIGESTS_PER_ROUND = 65_536
/** Shard entries in one frame, and in one round; what is left over comes in the next round. */
export const MAX_ENTRIES_PER_FRAME = 1024
export const MAX_ENTRIES_PER_ROUND = 131_072
/** Shards that are asked for at once; they are still sent, checked and kept one after the other. */
export const MAX_WANTS_PER_FRAME = 64
/** Silence of the peer after which a round is begun anew: two large frames over a 1 Mbit/s link. */
export const SYNC_STALLED_AFTER_MS = 20_000
/**
 * A peer keeps a round waiting for so long at most, unless it brings what follows: eight short questions, each answered just
 * before that silence ends.
 */
export const SYNC_PATIENCE_MS = 180_000
/**
 * Answers that buy a peer one more minute: a hundredth of what a link of 1 Mbit/s brings in one, and what one of 9.6 kbit/s does.
 * Slower than that a member's 64 MiB take a week: nobody waits for it.
 */
export const SYNC_LEAST_BYTES_PER_MINUTE = 64 * 1024
/** Shards remembered on one link as having brought nothing: no bytes for them until one side's heads change. */
export const MAX_FRUITLESS_SHARDS = 1024
/** Then they are asked for once more: what was in the way here or there may be gone. A dozen rounds cost them once. */
export const FRUITLESS_FOR_MS = 10 * 60_000
/** Types that come first when synchronising. A guess, above what applications name. */
export const MAX_PRECEDENCE_TYPES = 16
/** Types remembered of one shard; one that holds more counts as holding every type: bounds what an author can fill. */
export const MAX_TYPES_PER_SHARD = 64
/** Shards that one round asks for: names in memory, about 2 MB. What is over comes in a further round. */
export const MAX_LACKING_PER_ROUND = 16_384
/** Answered to one neighbour at full speed: all that a store keeps of others, and of its own as much as they keep of it. */
export const SYNC_ANSWER_BURST_BYTES = MAX_FOREIGN_CHANGE_BYTES + MAX_CHANGE_BYTES_PER_AUTHOR
/** Then so much a second: a hundredth of a core for what is sent. */
export const SYNC_ANSWER_BYTES_PER_S = 1024 * 1024
/** Peers of whom it is remembered what they used up of that, 100 bytes each; far more than anybody has neighbours in ten minutes. */
export const MAX_ANSWER_BUDGETS = 1024
/** What a question counts besides its answer: comparing digests costs work where nothing differs. */
export const SYNC_QUESTION_BYTES = 16 * 1024
/**
 * And each shard that it wants: up to 2,000 changes are looked at, 0.12 ms, which is 3 % of a core at {@link SYNC_ANSWER_BYTES_PER_S}. Not
 * more, for a neighbour without anything wants each shard once, also where these are many and small.
 */
export const SYNC_WANT_BYTES = 4 * 1024
/** Gaps asked for but not yet answered on one link. */
export const MAX_GAPS = 64
/** Questions of a peer that wait on one link: it has one at a time, and a few old ones after a round began anew. */
export const MAX_WAITING_QUESTIONS = 16

/** So far above what other authors wrote the version of an edit counts: one member cannot use up the 2^31 of a shared record. */
export const MAX_VERSION_LEAD = 1024
/** A frame of an export file: a change, and room for its field. */
export const MAX_EXPORT_FRAME_BYTES = MAX_CHANGE_BYTES + 1024
/** Frames of an export are handed out together: one system call for a hundred small changes. */
export const EXPORT_CHUNK_BYTES = 64 * 1024
/** What an import writes before it waits for the disk: a batch is fsynced once, however many shards are in it. */
export const IMPORT_BATCH_BYTES = 8 * 1024 * 1024

/**
 * No export is larger: 512 MiB of others' changes, 64 MiB of our own, as much again that ended and cannot go yet, and room for heads,
 * frames and membership objects.
 */
export const MAX_EXPORT_BYTES = 1536 * 1024 * 1024

/** A program's own security that takes longer to judge one record is told of: everything else waits meanwhile. */
export const SLOW_SECURITY_MS = 100
/** Between two lines in the log about a program's own security: others decide what it has to judge. */
export const SECURITY_LOG_MS = 10_000

/** A search, or attributes, as XML text, in UTF-16 code units: 32 attributes of 4 KiB fit, escapes too. */
export const MAX_XML_CHARACTERS = 256 * 1024
/** Tags and the like in such text, so that nothing nests deeper. A search of the most clauses has 512, and its groups' tags. */
export const MAX_XML_TAGS = 2048
/** Comparisons in one search, each of which a record may have to meet. Room for a list of ids. */
export const MAX_SEARCH_CLAUSES = 256
/** Of `and` and `or` in a search. A guess: people nest three deep, programs a few more. */
export const MAX_SEARCH_DEPTH = 32
/** Of a text with `*` or `?`, in UTF-16 code units. A guess. */
export const MAX_PATTERN_CHARACTERS = 256
/**
 * Steps of one search, some 10 ns each: a character that a pattern looks at, and several for a comparison. 100,000 records with
 * ten patterns over 20 characters stay below it; what does not holds the process up for half a second at most.
 */
export const MAX_SEARCH_STEPS = 50_000_000
/** A comparison of one record: measured, it takes as long as eight characters of a pattern. */
export const SEARCH_STEPS_PER_CLAUSE = 8
/** Values that a range looks through one by one before they are sorted in: some 20 us. */
export const MAX_UNSORTED_VALUES = 1024
/** So few records are filtered faster than an index is put into order. */
export const FEW_CANDIDATES = 1000

// Cuts

/** What of its author's shards a removal names: of 40 KiB, with room for its issuer's chain and what it keeps. 90 shards of ten processes each. */
export const MAX_CUT_BYTES = 24 * 1024
