// Why a member carries no connection, in one word: `potluck-reason` (docs/protocols/relay.md).

/** By the status that it stands beside. */
export const REFUSALS = {
  refused: 403, // its policy: that address, or that port
  unreachable: 502, // it did not get there
  offline: 503, // it has no line itself now
  busy: 503 // it carries as much as it does
} as const

export type RelayRefusal = keyof typeof REFUSALS
