// Limits and defaults of the gateway, each with its unit and reason.

/** Group port, libp2p TCP (design section 8; the year of the small-world experiment is easy to remember). */
export const DEFAULT_GROUP_PORT = 1967
/** Content port, HTTPS between members (design section 8). */
export const DEFAULT_CONTENT_PORT = 6515
/** What the blob store may hold before the least recently used goes: room for a few disk images. A guess. */
export const DEFAULT_CACHE_MAX_BYTES = 10 * 2 ** 30
/** Largest config.yaml that is read. */
export const MAX_CONFIG_BYTES = 1024 * 1024
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
