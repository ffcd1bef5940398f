// Asking the group who has something, and answering: what programs see of the need flow (seeds/001, Fig. 3 to 7).
// Spec: docs/protocols/need.md.
import type { AbortOptions, PeerId } from '../../base/index.js'
import type { NeedMethod, NeedMode, NeedPair } from '../../content/index.js'
import type { LocalSource } from './local-source.js'

/** Of this node in one group. */
export interface Needs {
  readonly mode: NeedMode
  /**
   * Asks every member who has it (202, 204). Nothing is fetched: who wants the bytes fetches the URL.
   * @throws {FlowError} `BAD_NEED`, `NEEDS_OFF`, `TOO_MANY_NEEDS`; {ContentError} `BAD_URL`, `PRIVATE_URL`: also where a pattern says that
   * members hear nothing of it; `CLOSED`; the signal's reason
   */
  ask(query: NeedQuery, options?: AbortOptions): AskedNeed
  /**
   * Answers needs of members that are none for content: `POST`, a type of the application's own, what is no http or https URL. Of several
   * answerers the first that answers counts. @returns a function that ends it
   */
  onNeed(answerer: Answerer): () => void
  /**
   * Where this node looks besides what it holds, when members need something: after its other sources. @returns a function that ends it
   * @throws {FlowError} `TOO_MANY_NEEDS`: 64 of them; {ContentError} `CLOSED`
   */
  addSource(source: LocalSource): () => void
  readonly counts: NeedCounts
}

export interface NeedQuery {
  /**
   * What is needed: a URL or URI of at most 8,192 characters; of http and https as WHATWG spells it. It stands in the need, and every member
   * reads it. Without user or password before a host, whatever its scheme, also in a URI within it; secrets spelled otherwise are not seen.
   */
  readonly uri: string
  /** @default 'GET' */
  readonly method?: NeedMethod | undefined
  /** What the need means, as applications agree: 16 to 2^32 - 1. @default it asks for the content of the URL */
  readonly type?: number | undefined
  /** What the asker retrieves by: at most 16 characters. @default the scheme of the URI, cut to that */
  readonly protocol?: string | undefined
  /** Of the application: at most 16 characters. @default '' */
  readonly version?: string | undefined
  /** False: where nobody has it a member may download it, as for a fetch. @default true */
  readonly cachedOnly?: boolean | undefined
  /** What the application says besides: at most 16, with 1,024 characters together. @default none */
  readonly pairs?: readonly NeedPair[] | undefined
  /** Whether a download of it that runs elsewhere is waited for (148), where nobody has it. @default true */
  readonly wait?: boolean | undefined
  /** Whether every answer within the time is wanted; else nobody need answer after the first (146). @default false */
  readonly all?: boolean | undefined
}

export interface AskedNeed {
  /** 1 to 2^32 - 1, unique on this node while it lives. */
  readonly id: number
  /** How long answers count, ms: the longest delay of who has it, and what need and answer take on the way. */
  readonly waitMs: number
  /**
   * Members are told. @throws {FlowError} `TOO_MANY_NEEDS`: this node's share of the group's records is used up, by needs or others. Then the
   * asking has ended
   */
  readonly told: Promise<void>
  /** In the order in which they came, from the first on however late one begins to read. Ends when `outcome` is there. */
  readonly answers: AsyncIterable<NeedAnswer>
  /** Who downloads it, and how far that is, while it is waited for. @returns a function that ends it */
  onProgress(listener: (progress: NeedProgress) => void): () => void
  /** Never rejects. */
  readonly outcome: Promise<AskedOutcome>
  /** Nobody need answer any more (146). Safe to call twice. */
  found(): void
}

/**
 * `found`: somebody has it. `downloaded`: nobody had it, and a download that ran elsewhere has been waited for. `downloading`: one runs, and
 * was not waited for. `none`: nobody has it. `ended`: `found()`, the signal or the end of the group came before any answer.
 */
export type AskedOutcome = 'found' | 'downloaded' | 'downloading' | 'none' | 'ended'

/** An I-have (130, 192). */
export interface NeedAnswer {
  readonly holder: PeerId
  /** Where it can be had: of content the path at the holder's content port, else what its application says. */
  readonly alias: string
  /** Of the application that answers. */
  readonly pairs: readonly NeedPair[]
  /** From asking to hearing, ms. */
  readonly afterMs: number
  /** Undefined where an application answered. */
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

/** A need of another member that is none for content. */
export interface HeardNeed {
  readonly asker: PeerId
  readonly id: number
  /** As it came: nobody has looked whether it is one. */
  readonly uri: string
  readonly method: NeedMethod
  /** Undefined: none of an application. */
  readonly type: number | undefined
  readonly protocol: string
  readonly version: string
  readonly pairs: readonly NeedPair[]
}

/** Undefined: nothing to say; what it throws counts as that, and what comes after 2 s is not sent. */
export type Answerer = (need: HeardNeed) => NeedReply | undefined | Promise<NeedReply | undefined>

export interface NeedReply {
  /** 1 to 2,048 characters; what the asker makes of it is the application's business. */
  readonly alias: string
  /** As of a need. @default none */
  readonly pairs?: readonly NeedPair[] | undefined
}

/** Since the group was opened. */
export interface NeedCounts {
  /** Needs of this node. */
  readonly asked: number
  /** I-haves that counted. */
  readonly answersHeard: number
  /** Needs of members that this node looked for. */
  readonly heard: number
  /** I-haves of this node. */
  readonly answersSent: number
}
