// What the page knows, and what its parts may do with it. Each part is given the whole whenever something changed, and
// touches only what differs.
import type { Gateway, Reach } from './gateway.js'
import type { CacheEntry, GroupSummary, History, Knocks, Member, Status, Transfer } from './shapes.js'

export interface PageState {
  readonly reach: Reach | 'connecting'
  readonly status?: Status | undefined
  readonly groups: readonly GroupSummary[]
  /** The id of the chosen one. */
  readonly group?: string | undefined
  readonly members: readonly Member[]
  /** Undefined where this machine is no administrator. */
  readonly knocks?: Knocks | undefined
  readonly transfers: readonly Transfer[]
  readonly history?: History | undefined
  readonly cache?: readonly CacheEntry[] | undefined
}

export interface PageActions {
  readonly gateway: Gateway
  state(): PageState
  /** Reads anew what an action has changed. */
  refresh(): void
  chooseGroup(id: string): void
  /** Says something once, politely, to who does not see the page. */
  announce(text: string): void
}

/** A part of the page. */
export interface Part {
  show(state: PageState): void
}

export function nameOf({ members }: PageState): (peer: string) => string {
  const names = new Map(members.map(({ peer, name }) => [peer, name]))
  return (peer) => names.get(peer) ?? `a former member (${peer.slice(-8)})`
}
