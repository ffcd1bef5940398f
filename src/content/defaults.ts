// Limits of the content room, each with its unit and reason.

/** What one hash of a hash list covers: larger leaves would cost a relay tree 10 % in store-and-forward (design section 6). */
export const LEAF_BYTES = 128 * 1024
/** SHA-256. */
export const HASH_BYTES = 32
/** How much of a blob one read of the disk takes: two leaves; larger was no faster (measured: bench of the alias server). */
export const BLOB_READ_BYTES = 2 * LEAF_BYTES
/** How often a blob's last use is written to disk: eviction order after a restart need not be finer. A guess. */
export const LAST_USE_WRITE_MS = 10 * 60_000

/** Downloads left half done that are kept to be resumed. Beyond, the oldest goes. A guess. */
export const MAX_KEPT_PARTIALS = 64
/** How long they are kept: who comes back to a download does so within days. A guess. */
export const KEPT_PARTIAL_TTL_MS = 7 * 24 * 3_600_000
/** How long who asks again waits for what is left of a download that has just failed to be noted. A guess: a busy disk. */
export const SUSPEND_BUDGET_MS = 2_000
/** Hashes of a growing blob are written after so many leaves: what a crash costs at most (512 KiB), against a write a leaf. */
export const NOTE_EVERY_LEAVES = 4
/** What an origin said, as JSON in one block of the disk: {@link MAX_FACTS_CHARACTERS}, escaped, take up to 3,800. */
export const RESUME_HEAD_BYTES = 4096

/** Largest list of pinned blobs that is read: 200,000 of them. */
export const MAX_PINS_FILE_BYTES = 16 * 2 ** 20

/** What is held in memory of one download that cannot be kept: 70 ms of a LAN of 1 Gbit/s, and 64 leaves of who reads along. */
export const PASSING_WINDOW_BYTES = 8 * 2 ** 20
/** What all of them share, where there are more than 8; each has two leaves at least. */
export const PASSING_SHARED_BYTES = 64 * 2 ** 20
/** How long one of its readers may take nothing while the others wait for it. A guess: longer than a busy disk stands still. */
export const PASSING_STALL_MS = 10_000
/** That the disk takes nothing is logged this often at most: a full one is met by every download. */
export const DISK_LOG_EVERY_MS = 10 * 60_000

/** Longest URL, in characters: what servers and proxies commonly take (RFC 9110 4.1 asks for 8000 at least). */
export const MAX_URL_CHARACTERS = 8192

/** Budget of DNS, TCP and TLS to an origin: two members may find it dead one after the other, and then the asker itself, in 15 s. */
export const ORIGIN_CONNECT_BUDGET_MS = 4_000
/** How long this machine's own line is alone, where it is doubted, before a member is asked beside it: as RFC 8305 has it for addresses. */
export const DOUBTED_HEAD_START_MS = 250
/** How long it counts that a host was silent to this machine's own line. */
export const SILENT_HOST_MS = 60_000
/** Such hosts, remembered. */
export const MAX_SILENT_HOSTS = 256
/** Budget from the request until the origin's response headers: origins that build answers are slow. */
export const ORIGIN_HEADERS_BUDGET_MS = 30_000
/** How long an answer to one of this machine's own programs may stand still, its headers too: a long poll is such a one. */
export const PASS_IDLE_BUDGET_MS = 5 * 60_000
/** How long an origin may leave `Expect: 100-continue` unanswered before the body is sent all the same: as curl does. */
export const CONTINUE_BUDGET_MS = 1_000
/** How long our own resolver is asked about a name that the upstream proxy will look up: it may know no names of the internet. */
export const PROXIED_LOOKUP_BUDGET_MS = 500
/** How long DNS is asked for a member: what it has said by then is taken, and leaves a quarter of the dial's budget for TCP. */
export const MEMBERS_LOOKUP_BUDGET_MS = 3_000
/** A question to a server of DNS is sent again after so long: datagrams get lost. */
export const DNS_TRY_MS = 1_000
/** To each server. */
export const DNS_TRIES = 3
/** How long our own resolver has to say that a host lies in our own network, before a member is asked for a connection to it. */
export const NEAR_LOOKUP_BUDGET_MS = 500
/** How long it is not asked again after it did not: names are often dead with the line. */
export const NEAR_LOOKUP_PAUSE_MS = 60_000
/** Names of nodes that sent a request on, read from its `Via`: more is a loop of others. */
export const MAX_VIA_READ = 32
/** How long an origin's body may stand still while we want more: then a new connection goes on from there. */
export const ORIGIN_IDLE_BUDGET_MS = 10_000
/** How often an origin that cannot go on from the middle is read from its start again, each time after some new bytes. */
export const MAX_RESTARTS_OF_ORIGIN = 1
/** What an origin says besides its status, in characters: real reasons have some 20. */
export const MAX_ORIGIN_WORDS = 100
/** Redirects followed for one URL: package hosts use one or two. */
export const MAX_REDIRECTS = 5

/** Budget of TCP and TLS to one address of a member: a fresh one took up to 514 ms under load (measured). */
export const MEMBER_CONNECT_BUDGET_MS = 5_000
/** Budget from a request until a member's response headers, and for its body to stand still, but for a running transfer's. */
export const MEMBER_IDLE_BUDGET_MS = 15_000
/** How long one address of a member has to itself, where a connection is to be opened to any. */
export const NEXT_HOST_MS = 1_000
/** Addresses tried of one member: the first of a presence record. */
export const MAX_HOSTS_TRIED = 8
/** Connections to one member: two for each of the 64 transfers it may lead for others, and some for ranges. More requests wait. */
export const MAX_CONNECTIONS_TO_MEMBER = 160
/** Members whose last good address is remembered. */
export const MAX_HOSTS_REMEMBERED = 1024
/** Largest hash list taken over the network: content of 256 GiB. */
export const MAX_LEAF_LIST_BYTES = 64 * 2 ** 20
/** Largest signed part of a running transfer's hash list: the list so far of 4 GiB, and its signature. */
export const MAX_PART_BYTES = 1024 * 1024

/** Connections to each address of our content port in all, strangers' in their handshake included: those of 12 greedy members. */
export const MAX_CONNECTIONS = 4096
/** Connections from one member: as many as it would open, and as many again that it has not noticed are gone. */
export const MAX_CONNECTIONS_FROM_MEMBER = 2 * MAX_CONNECTIONS_TO_MEMBER
/** Answers that run at once for one member: beyond, it is told to come back (503). */
export const MAX_READERS_PER_MEMBER = MAX_CONNECTIONS_TO_MEMBER
/** Requests to flows' services that run at once for one member: beyond, it is told to come back (503). A guess: uploads are few at a time. */
export const MAX_SERVICE_REQUESTS_PER_MEMBER = 32
/** What lies behind the name of a service, in characters: an id in hexadecimal, and room. */
export const MAX_SERVICE_PATH_CHARACTERS = 256
/** How long a member that is still sending has to read an answer that came before its body was over, until it is hung up on. */
export const UNREAD_BODY_LINGER_MS = 1_000
/** Largest answer of a service taken over the network: what a backend answered (256 KiB) and what stands around it. */
export const MAX_SERVICE_ANSWER_BYTES = 1024 * 1024
/** Budget from the end of a body until a service's answer: what it took may have to reach its disk first. A guess. */
export const SERVICE_ANSWER_BUDGET_MS = 60_000
/** Budget of a member to connect a tunnel: of its own dialling (4 s), and a busy machine. */
export const TUNNEL_OPEN_BUDGET_MS = 8_000
/** How long a stranger may take for its TLS handshake. */
export const HANDSHAKE_BUDGET_MS = 10_000
/** How long a member may take to send a request's head. */
export const REQUEST_BUDGET_MS = 10_000
/** How often Node looks for requests that are over that budget. */
export const REQUEST_CHECK_MS = 5_000
/** How long a connection stays open without a request: two renewals of presence, so that warm ones stay warm. */
export const KEEP_ALIVE_MS = 150_000
/**
 * Written at once: how far the system is with one write it does not tell. In {@link READER_STALL_BUDGET_MS} that is 1 KiB a
 * second, half of what readers themselves call nothing.
 */
export const SENT_AT_ONCE_BYTES = 64 * 1024
/** A reader that takes less than {@link SENT_AT_ONCE_BYTES} for so long, while we have bytes for it, is let go. */
export const READER_STALL_BUDGET_MS = 60_000
/** Largest request head: ours has some 300 bytes. */
export const MAX_REQUEST_HEAD_BYTES = 8192

// What a line brings (rate-meter.ts).

/** What is counted together: shorter, and one burst out of a buffer makes a rate; longer, and small files never fill one. */
export const RATE_WINDOW_MS = 1_000
/** As many windows of a period must have reached a rate for it to count. */
export const RATE_BEST_WINDOWS = 3
export const RATE_PERIOD_MS = 3_600_000
/** Periods that count: a day, since lines are slow in the evening. */
export const RATE_PERIODS = 24
/** Members whose rates as downloaders are remembered, who was met last: some 1 KiB each. */
export const MAX_DOWNLOADERS_REMEMBERED = 256
/** Origins that are remembered with what each of so many brought from them, some 1 KiB for each of those. */
export const MAX_ORIGINS_REMEMBERED = 64
export const MAX_DOWNLOADERS_OF_ORIGIN = 8
/** So often it is compared what members bring: as often as elections look. */
export const SEEN_JUDGED_EVERY_MS = 10_000
/** What a member was seen to bring testifies only where so many origins have given others so many times more: one is slow for some. */
export const ORIGINS_TO_TESTIFY = 2
/** As much as a claim may be better than what was seen (CAP_ALLOWANCE of flows/election/criteria.ts). */
export const SLOWER_TO_TESTIFY = 8
