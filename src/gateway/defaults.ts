// Limits and defaults of the gateway, each with its unit and reason.

/** Group port, libp2p TCP (design section 8; the year of the small-world experiment is easy to remember). */
export const DEFAULT_GROUP_PORT = 1967
/** Content port, HTTPS between members (design section 8). */
export const DEFAULT_CONTENT_PORT = 6515
/** Gateway port on loopback: API, proxy, metrics, pages (design section 8). */
export const DEFAULT_GATEWAY_PORT = 6516
/** What the blob store may hold before the least recently used goes: room for a few disk images. A guess. */
export const DEFAULT_CACHE_MAX_BYTES = 10 * 2 ** 30
/** What is carried for others may lie on this disk: a hundred of the largest reports that are usual. A guess. */
export const DEFAULT_CARRIED_MAX_BYTES = 10 * 2 ** 30
/** A month: longer than holidays. Who is offline for longer sends again. */
export const DEFAULT_UPLOAD_KEEP_DAYS = 30
export const MAX_UPLOAD_KEEP_DAYS = 366
/** Half of the longest that who hands an upload over waits for its receipt. */
export const MAX_CARRY_EVERY_MINUTES = 12 * 60
/** Uploads in one answer, where nothing is said and at most. */
export const UPLOADS_PER_LIST = 100
export const MAX_LISTED_UPLOADS = 1000
/** Who asks for uploads waits so long for a queue that is being read, ms: 10,000 small ones take 3 s. */
export const QUEUE_READ_BUDGET_MS = 10_000
/** Drop folders: each is looked at every 2 s. */
export const MAX_DROP_FOLDERS = 16
/** Largest config.yaml that is read. */
export const MAX_CONFIG_BYTES = 1024 * 1024
/** Largest uplink.caFile that is read: Mozilla's whole list has 220 KiB. */
export const MAX_CA_FILE_BYTES = 4 * 1024 * 1024
/** `sun_path` of Linux has 108 bytes with the closing zero; macOS 104, which fits less: the error comes from there. */
export const MAX_SOCKET_PATH_BYTES = 107
/** Parallel control connections: a `get` is one. */
export const MAX_CONTROL_CONNECTIONS = 512
/** Queries that one `locate` may ask for. */
export const MAX_QUERIES = 1000
/** Finished requests that are remembered, so that whoever asked can read how they ended. */
export const MAX_REMEMBERED_REQUESTS = 256
/** How long a whole orderly stop may take before what is left is let go (`up` promises 3 s). */
export const CLOSE_BUDGET_MS = 2500
/** How long an answer that says no waits for the rest of what its caller sends. */
export const READ_REST_BUDGET_MS = 2_000
/** How long a command waits for a short answer of the node; one that starts may load its records first. */
export const ANSWER_BUDGET_MS = 60_000

/** Indexed attributes of an application's type: each costs memory for every record. A guess. */
export const MAX_INDEXED_ATTRIBUTES = 8
/** Types that one namespace, and all of them, may have declared at one node. A guess. */
export const MAX_TYPES_PER_NAMESPACE = 32
export const MAX_TYPES = 512
/** Data of a record whose type says nothing: what floods inline. */
export const DEFAULT_TYPE_MAX_BYTES = 64 * 1024
/** Data of an ephemeral record: with attributes and signature its envelope stays under 64 KiB. */
export const MAX_EPHEMERAL_DATA_BYTES = 48 * 1024
/** Names and values of all attributes of an application's record, for the same reason. */
export const MAX_ATTRIBUTES_BYTES = 8 * 1024
/** Life of an application's record: shorter, it may have expired before it is everywhere; longer, nobody comes back for it. */
export const MIN_RECORD_TTL_MS = 1_000
export const MAX_DURABLE_TTL_MS = 366 * 24 * 3_600_000
/** Living durable records that one namespace may have at one node, and their data in all. A guess: a phone book, not a file store. */
export const MAX_NAMESPACE_RECORDS = 20_000
export const MAX_NAMESPACE_BYTES = 16 * 2 ** 20
/**
 * Ephemeral ones, of one namespace and of all: members keep 3,072 and 2 MiB of one node, and this node's presence and claims
 * must find room among them.
 */
export const MAX_NAMESPACE_EPHEMERAL = 256
export const MAX_NAMESPACE_EPHEMERAL_BYTES = 256 * 1024
export const MAX_EPHEMERAL_OF_APPLICATIONS = 1024
export const MAX_EPHEMERAL_BYTES_OF_APPLICATIONS = 1024 * 1024
/**
 * What this node's records may need of its changes before its applications are told to stop. Members keep 64 MiB of one author,
 * and the node's own locations must find room. With this much, closed shards have the 42 MiB from which the store cleans at
 * 10 % dead; so with what is dead it stays under the 56 MiB from which the store refuses.
 */
export const MAX_OWN_LIVING_BYTES = 46 * 2 ** 20
/** Records in one page, where nothing is said and at most; a page's data are bounded too. */
export const RECORDS_PER_PAGE = 100
export const MAX_RECORDS_PER_PAGE = 1000
export const MAX_PAGE_BYTES = 4 * 2 ** 20
/** Comparisons in the URL of one search, each of which becomes three at most; and types that one search names. Guesses. */
export const MAX_CRITERIA_IN_URL = 32
export const MAX_SEARCHED_TYPES = 64

/** Watchers at once: 256 files open, and as many queues. */
export const MAX_WATCHERS = 256
/** Events that wait for one slow watcher, and their bytes: beyond, it is told so and closed. */
export const MAX_WAITING_EVENTS = 1024
export const MAX_WAITING_EVENT_BYTES = 4 * 2 ** 20
/** What the first event of a watch names at most, and its data. */
export const MAX_READY_ITEMS = 1000
export const MAX_READY_BYTES = 2 * 2 ** 20
/** Locations that one watcher is told changes of; of more it hears when they come. A guess. */
export const MAX_WATCHED_LOCATIONS = 10_000
/** Records looked at in one turn where all are: some 5 ms. */
export const RECORDS_PER_SLICE = 1000
/** Larger data of a record are not in events: what floods inline is. */
export const MAX_EVENT_DATA_BYTES = 64 * 1024
/**
 * JSON in a record's data that is nested deeper is shown as bytes alone: what spells an answer recurses, and would run out of
 * stack at some 5,000 to 10,000, whoever wrote the record.
 */
export const MAX_JSON_DEPTH = 1000
/** How often a stream of events without news says that it lives: proxies and browsers give up after 30 s and more. */
export const HEARTBEAT_MS = 15_000
/** How long who was told `lost` may take to read that. */
export const LOST_BUDGET_MS = 5_000
/** How often what runs is looked at for those who watch transfers: a bar that moves smoothly enough. */
export const TRANSFERS_EVERY_MS = 500

/** Contents that the history remembers, and days. */
export const MAX_HISTORY_CONTENTS = 1000
export const MAX_HISTORY_DAYS = 400
/** How often the history is written at most: it is worth no more than a minute. */
export const HISTORY_WRITE_MS = 60_000
/** Largest history.json that is read: 1,000 contents with the longest URLs have 8 MiB. */
export const MAX_HISTORY_BYTES = 16 * 2 ** 20
/** Largest types.json that is read: 512 types have some 400 KiB. */
export const MAX_TYPES_FILE_BYTES = 1024 * 1024

// The server on the gateway port. It meets hostile pages in a browser and broken programs, never the network.

/** The only address that it listens on. */
export const GATEWAY_HOST = '127.0.0.1'
/** Parallel connections, tunnels too: a machine full of programs has some hundreds. Idle ones go when it is full. */
export const MAX_GATEWAY_CONNECTIONS = 2048
/** Of one request's line and headers together: Node's own default, and what browsers' cookies need through a proxy. */
export const MAX_HEADER_BYTES = 16 * 1024
/** From the first byte, or the connection, to the end of the head. */
export const HEADERS_BUDGET_MS = 10_000
/** How often connections are looked at for heads that do not come. */
export const HEADERS_CHECK_MS = 2_000
/** How long an idle connection is kept for the next request: longer than the 5 s after which many clients ask no more. */
export const KEEP_ALIVE_MS = 15_000
/** Requests of one connection that wait or are answered at a time: apt sends 10 ahead, browsers none. */
export const MAX_PIPELINED = 64
/** How long a client may send nothing of a body that it has announced, while we wait for it. */
export const UPLOAD_STALL_MS = 30_000
/** How long a client may take nothing of an answer: a player that is paused comes back, or goes on with Range. */
export const RESPONSE_STALL_MS = 10 * 60_000
/** How often clients are looked at for that. */
export const STALL_CHECK_MS = 5_000
/** How long a connection that was refused stays open, so that the answer is read: a program of this machine needs no longer. */
export const REFUSED_LINGER_MS = 1_000
/** A JSON body: a record of 768 KiB in base64, which is 1 MiB, with its attributes; or 1,000 queries of 1,000 bytes. */
export const MAX_JSON_BODY_BYTES = 1280 * 1024
export const JSON_BODY_BUDGET_MS = 30_000
/** Tokens of applications: more than one machine has programs, few enough to compare one by one. */
export const MAX_TOKENS = 64
/** Sessions of the page at a time: the oldest goes. */
export const MAX_PAGE_SESSIONS = 16
/** A working day, and what a browser keeps open. */
export const PAGE_SESSION_MS = 12 * 3_600_000
/** How often it is said that callers came with wrong tokens. */
export const REFUSALS_LOGGED_EVERY_MS = 60_000

/** How long a program waits for the group's first byte before its origin is asked past it; where bytes come nearer, longer. */
export const FIRST_BYTE_BUDGET_MS = 10_000
/** The same while an origin is asked for it: connecting to it and its headers may take so long (content), and a bit to come here. */
export const CROSSING_BUDGET_MS = 40_000
/**
 * How far behind what is here a program's range may begin and still be waited for while the origin is read up to there. What lies
 * further goes to the origin: apt, aria2 and browsers give up after 30 to 60 s without a byte, and who seeks in a film waits for
 * none of that. Some MiB a line of 13 Mbit/s brings in 10 s; so files of up to 18 MiB cross once in eight ranges.
 */
export const MAX_AHEAD_BYTES = 16 * 2 ** 20
/** How long a range's first byte is waited for in all, while it comes nearer: apt gives up after 30 s, and its origin takes some. */
export const AHEAD_BUDGET_MS = 20_000
/** How long what the group could not answer goes to its origin at once: until a site is changed, more or less. A guess. */
export const AVOID_URL_MS = 60_000
/** The same for all of an origin: it is in this machine's private network. A guess. */
export const AVOID_HOST_MS = 5 * 60_000
/** URLs and origins that are so remembered. */
export const MAX_AVOIDED = 1000
/** Tunnels at a time, each two connections: a browser with many pages has some hundred. */
export const MAX_TUNNELS = 1024
/** A tunnel in which nothing moves: chats and terminals are still for long, but say something within an hour. A guess. */
export const TUNNEL_IDLE_MS = 60 * 60_000
/** The same when one side has ended: the other is in the middle of its last answer, or gone. A guess. */
export const HALF_TUNNEL_IDLE_MS = 5 * 60_000
/** Redirects behind `/https/…` where the group does not answer: as many as it follows itself. */
export const MAX_PATH_REDIRECTS = 5
