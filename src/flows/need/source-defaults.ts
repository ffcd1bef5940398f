// Limits of local sources, each with its unit and reason.

/** How long one source may take to say what it has: half of the time in which answers count, a slow disk's seek many times. */
export const SOURCE_FIND_BUDGET_MS = 1_000
/** Questions that look in the sources at the same time. Node has four threads for all that it asks of the disk. */
export const MAX_FINDS_AT_ONCE = 2
/** Copies that are read and hashed at the same time for members, and as many for own programs: two keep a disk and a core busy. */
export const MAX_TAKEN_AT_ONCE = 2
/** How long a fetch of this machine waits for its own sources before it goes on without: 4 GiB at 70 MB/s. */
export const BRING_BUDGET_MS = 60_000
/**
 * A copy that takes longer is announced to the asker, whose "I found" then silences the others: half of what an answer has for its way. In
 * 100 ms 20 MB are copied (measured: 200 to 340 MB/s read, hashed and written, two cores and one disk, both busy).
 */
export const COPY_ANNOUNCED_AFTER_MS = 100
/** After so long it is announced where the delay has taken nearly all of its time: small files of a disk that is idle are there by then. */
export const COPY_ANNOUNCED_LATE_MS = 25
/** How often the asker hears how far the copy is. */
export const COPY_TOLD_EVERY_MS = 2_000
/**
 * An asker gives a copy up that is no further after so long: two packets were lost, or the disk hangs. One that is further is waited for, and all
 * others are asked beside it.
 */
export const COPY_SILENCE_MS = 5_000
/** An asker waits for copies no longer than so many times that: 30 s, in which 6 GB are copied. */
export const MAX_COPY_SILENCES = 6
/** So often one need asks all anew, where announced copies do not come: three members that lie, one after the other. */
export const MAX_TIMES_ASKED_AGAIN = 3
/**
 * Whose announced copies did not come twice within so long, is not believed when it announces any until as much later: a lie costs a fetch
 * {@link COPY_SILENCE_MS}, and an honest member whose disk hangs is believed again. What came is good at any time.
 */
export const ANNOUNCER_DISTRUST_MS = 10 * 60_000
/** Announced copies of which it is remembered that they are due. A guess: those of eight needs of 64 at a time, sixteen times over. */
export const MAX_PROMISES = 8_192
/** Members of which it is remembered that theirs did not come; who failed least lately is forgotten first. */
export const MAX_ANNOUNCERS_REMEMBERED = 1_024
/**
 * What is copied for one member that does not fetch it, in bytes, and so the largest copy that is taken for a member: an image of an
 * installer. What it fetched counts no more.
 */
export const MAX_COPIED_FOR_ASKER_BYTES = 2 ** 30
/** After so long half of it counts: a member that only asks makes each holder write 17 GB a day at most, a tenth of what disks are made for. */
export const COPIED_HALF_LIFE_MS = 3_600_000
/** Members of which that is remembered; who was met least lately is forgotten first. As many as a group is made for. */
export const MAX_ASKERS_REMEMBERED = 1_024
/** How long one copy may take: {@link MAX_LOCAL_COPY_BYTES} from a disk of 20 MB/s. */
export const TAKE_BUDGET_MS = 200_000
/** Questions that wait for either: as many as requests are worked on at once. More are answered from what is held. */
export const MAX_WAITING = 1_024
/** Largest copy that is taken, in bytes: an image of a system. It is hashed before it is offered, some 500 MB a second. */
export const MAX_LOCAL_COPY_BYTES = 4 * 2 ** 30
/** Sources of one node, those of programs included. */
export const MAX_SOURCES = 64
/** How long a file must have been as it is, ms: one that is being written just now stands still for less, as a rule. */
export const FILE_SETTLED_MS = 2_000
/** Folders below a source's own that a URL may name. */
export const MAX_PATH_DEPTH = 32
/** One name in a path, in bytes: what file systems take. */
export const MAX_NAME_BYTES = 255
/** One read of a file, in bytes: two leaves of content. */
export const FILE_READ_BYTES = 256 * 1024
/** Files of one of apt's folders that are looked at: a machine that never cleaned up has some thousands. */
export const MAX_APT_FILES = 50_000
