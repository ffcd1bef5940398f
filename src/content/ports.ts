// What content needs of a group, and nothing more: Group fills it as it is, tests give a double (design section 1).
import type { KeyPair, PeerId } from '../base/index.js'
import type { RunningGraph } from '../graph/index.js'
import type { MemberLimits } from '../group/index.js'
import type { Store } from '../store/index.js'
import type { Location } from './location.js'

export interface ContentGroup {
  /** 64 hex characters. */
  readonly id: string
  /** The same, 32 bytes: what stands under every signature. */
  readonly idBytes: Uint8Array
  readonly self: PeerId
  readonly keyPair: KeyPair
  /** 32 bytes: keys the hash of URLs. */
  readonly urlHashKey: Uint8Array
  readonly store: Pick<Store, 'on' | 'declare' | 'add' | 'update' | 'delete' | 'get' | 'find'>
  readonly graph: Pick<RunningGraph, 'on' | 'present' | 'announce' | 'reportUnreachable'>
  /** A member now: asked at every door. */
  isMember(peer: PeerId): boolean
  /** What a member may do. */
  limitsOf(peer: PeerId): Pick<MemberLimits, 'mayServe' | 'mayUseUplinks'>
  /** Either may be another now, of that peer. */
  on(name: 'member:change', listener: (peer: PeerId) => void): () => void
}

/**
 * How this node asks the group for what it does not have (design section 7). `alongside`: a crossing's need also reaches members that
 * hold it and never said so. `ask-first`: no location record is written or read; all members are asked, and answer after a delay, before
 * any origin is. `off`: nobody is asked.
 */
export type NeedMode = 'alongside' | 'ask-first' | 'off'

/** What a crossing wants to know of the group. */
export interface Question {
  /** Normalised; a pattern allows to name it. */
  readonly url: string
  /** 64 hex characters. */
  readonly urlKey: string
  /** Members who just failed us: their answers do not count. */
  readonly excluded: readonly PeerId[]
  /** What its origin said by then, peer time, will not do; 0: all will. */
  readonly newerThanMs: number
  /** Who fetches it for us follows no redirects. */
  readonly refusesRedirects: boolean
  /** Nobody is to fetch it for us: only who holds it, or gets it already, answers. Always so where this node goes itself. */
  readonly cachedOnly: boolean
  /** What the application decides (148; 214): whether a member's download in progress is waited for. */
  readonly waitsForDownload: boolean
}

export interface AnswerListener {
  /** A member has it, and says so to us alone: at any time, also for a while after the asking has ended. */
  have(offer: Location): void
  /** In `ask-first`, once, when the time for answers is over; `found`: after the first `have`. */
  answered(outcome: 'found' | 'in-progress' | 'none'): void
}

export interface Asking {
  /** A source was found, or nobody waits any more: nobody else need answer. Safe to call twice. */
  end(): void
}

/** Asks the group what no record tells. Filled by the need flow. */
export interface Asker {
  readonly mode: NeedMode
  /** At most one asking of a URL key lives: the next takes its place, and the one before counts as ended. */
  ask(question: Question, listener: AnswerListener): Asking
  /**
   * Resolves when what local sources of this machine have of it is held here, which may last where that is large; at once where it has none.
   * Rejects with the signal's reason alone. @default it has none
   */
  bring?(question: Pick<Question, 'url' | 'urlKey' | 'newerThanMs'>, signal?: AbortSignal): Promise<void>
}

/** Whom the group elected to fetch for all. Filled by the election flow. */
export interface Provider {
  /** Undefined: nobody, or nobody who is here. It may be this node. */
  current(): PeerId | undefined
  onChange(listener: () => void): () => void
}
