// Limits of local sources, each with its unit and reason.

/** How long one source may take to say what it has: half of the time in which answers count, a slow disk's seek many times. */
export const SOURCE_FIND_BUDGET_MS = 1_000
/** Questions that look in the sources at the same time. Node has four threads for all that it asks of the disk. */
export const MAX_FINDS_AT_ONCE = 2
/** Copies that are read and hashed at the same time: two keep a disk and a core busy. */
export const MAX_TAKEN_AT_ONCE = 2
/** How long one copy may take: {@link MAX_LOCAL_COPY_BYTES} from a disk of 20 MB/s. */
export const TAKE_BUDGET_MS = 200_000
/** Questions that wait for either: more are answered from what is held. A guess: a burst of a program with many small files. */
export const MAX_WAITING = 64
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
