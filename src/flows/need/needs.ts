// Asking the group who has something, and answering: what programs see of the need flow (seeds/001, Fig. 3 to 7).
// Spec: docs/protocols/need.md.
import type { AbortOptions, PeerId } from '../../base/index.js'
import type { NeedMode } from '../../content/index.js'

/** Of this node in one group. */
export interface Needs {
  readonly mode: NeedMode
  /**
   * Asks every member who has it (142, 144; 202, 204). Nothing is fetched: who wants the bytes fetches the URL.
   * @throws {FlowError} `BAD_NEED`, `NEEDS_OFF`, `TOO_MANY_NEEDS`; {ContentError} `BAD_URL`, `PRIVATE_URL`: also where a pattern says that
   * members hear nothing of it; `CLOSED`
   */
  ask(query: NeedQuery, options?: AbortOptions): AskedNeed
  /**
   * Answers needs of members that are none for content: `POST`, or a type of the application's own. Of several answerers the first that
   * answers counts. @returns a function that ends it
   */
  onNeed(answerer: Answerer): () => void
}

export interface NeedQuery {
  /**
   * What is needed: any URL or URI of at most 8,192 characters. Of http and https: as WHATWG spells it, without credentials. It stands in the
   * need, so every member reads it.
   */
  readonly uri: string
  /** @default 'GET' */
  readonly method?: NeedMethod | undefined
  /** 0: content of the URL. 16 to 65,535: what applications agree on. @default 0 */
  readonly type?: number | undefined
  /** What the asker would retrieve it by: at most 32 characters. @default 'http' */
  readonly protocol?: string | undefined
  /** False: where nobody has it a member may download it, as for a fetch. @default true */
  readonly cachedOnly?: boolean | undefined
  /** What the application says besides: at most 16 pairs, 2,048 bytes together. @default none */
  readonly pairs?: NeedPairs | undefined
  /** Whether a download of it that runs elsewhere is waited for (152), where nobody has it. @default true */
  readonly wait?: boolean | undefined
  /**
   * Whether every answer within the time is wanted. Else nobody need answer after the first (146).
   * @default false
   */
  readonly all?: boolean | undefined
}

export type NeedMethod = 'GET' | 'POST'
export type NeedPairs = { readonly [name: string]: string }

export interface AskedNeed {
  /** 0 to 2^32 - 1, unique on this node. */
  readonly id: number
  /** The longest time in which answers count, ms: 2,200. */
  readonly waitMs: number
  /** In the order in which they came, from the first on however late one begins to read; ends when `outcome` is there. */
  readonly answers: AsyncIterable<NeedAnswer>
  /** Who downloads it, and how far that is: from when one is waited for. @returns a function that ends it */
  onProgress(listener: (progress: NeedProgress) => void): () => void
  /** Never rejects. */
  readonly outcome: Promise<NeedOutcome>
  /** Nobody need answer any more (146, 154). Safe to call twice. */
  found(): void
}

/** An I-have (130, 192). */
export interface NeedAnswer {
  readonly holder: PeerId
  /** Where it can be had: of content the path at the holder's content port, else what its application says. */
  readonly alias: string
  readonly pairs: NeedPairs
  /** From asking to hearing, ms. */
  readonly afterMs: number
  /** Of content. */
  readonly content: NeedContent | undefined
}

export interface NeedContent {
  /** SHA-256, 64 hex characters. */
  readonly digest: string
  readonly bytes: number
  readonly contentType: string | undefined
}

export interface NeedProgress {
  readonly peer: PeerId
  readonly verifiedBytes: number
  /** Of the whole, where its origin said. */
  readonly expectedBytes: number | undefined
}

/**
 * `found`: somebody has it. `downloaded`: nobody had it, and a member's download was waited for. `downloading`: one runs and was not
 * waited for, or ended without all of it. `none`: nobody has it. `ended`: `found()`, the signal, or the node's end came first.
 */
export type NeedOutcome = 'found' | 'downloaded' | 'downloading' | 'none' | 'ended'

/** A need of another member, as its applications said it. */
export interface HeardNeed {
  readonly asker: PeerId
  readonly id: number
  readonly uri: string
  readonly method: NeedMethod
  readonly type: number
  readonly protocol: string
  readonly pairs: NeedPairs
}

/** Undefined: nothing to say. What it throws counts as that. Its answer is waited for 2 s. */
export type Answerer = (need: HeardNeed) => NeedReply | undefined | Promise<NeedReply | undefined>

export interface NeedReply {
  /** At most 2,048 characters; what the asker makes of it is the application's business. */
  readonly alias: string
  /** As of a need. @default none */
  readonly pairs?: NeedPairs | undefined
}
