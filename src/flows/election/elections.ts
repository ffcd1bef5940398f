// Electing who provides for all: what programs see of the election flow (seeds/001, Fig. 8 and 9). Spec: docs/protocols/election.md.
import type { AbortOptions, PeerId, TypedEvents } from '../../base/index.js'
import type { ElectionState } from './election-events.js'

/**
 * Of this node in one group. A kind is `group` (who fetches first for all of it), or the name of an application: 1 to 64 of
 * a-z, 0-9, dot, dash and underscore.
 */
export interface Elections extends TypedEvents<ElectionEvents> {
  /** Those that this node wishes (settings, `start`, `offer`), and of which it has heard. */
  kinds(): string[]
  /**
   * Begins an election (302), or joins the one that runs; and sees to it until this node stops that somebody is elected. Resolves when it is over: after 3 to 8 s.
   * @throws {FlowError} `BAD_KIND`, `BAD_CRITERIA`, `TOO_MANY_KINDS`, `MAY_NOT_PROVIDE`, `NO_OUTCOME`, `CLOSED`; the signal's reason
   */
  start(kind: string, options?: StartElection): Promise<ElectedProvider>
  /**
   * What this node is worth to an application, beside what is measured: from the next packet on, until this node stops.
   * @throws {FlowError} `BAD_KIND`, `BAD_CRITERIA`, `TOO_MANY_KINDS`, `CLOSED`
   */
  offer(kind: string, criteria: ApplicationCriteria): void
  /** Who is elected and here, as it was last told; undefined: nobody. @throws {FlowError} `BAD_KIND` */
  provider(kind: string): ElectedProvider | undefined
  /** What this node knows of it, and why it is so. @throws {FlowError} `BAD_KIND`; `NO_ELECTION`: it never heard of one */
  explain(kind: string): ElectionExplanation
}

export type ElectionEvents = {
  /** Of that kind another is provider now, or nobody: at once, and then at most once in 5 s. */
  change: { readonly kind: string; readonly provider: PeerId | undefined }
}

/** By level: 7 to 255, ten at most; each 0 to 65,535, larger is better. Lower levels decide first; below 7 is what is measured. */
export type ApplicationCriteria = { readonly [level: number]: number }

export interface StartElection extends AbortOptions {
  /** As of {@link Elections.offer}. @default what was offered before */
  readonly criteria?: ApplicationCriteria | undefined
}

export interface ElectedProvider {
  readonly kind: string
  readonly peer: PeerId
  readonly self: boolean
  /** Who stands in where it goes and nobody else that was elected in the last day is here. */
  readonly backup: PeerId | undefined
  /** 32 hex characters. */
  readonly electionId: string | undefined
  /** Peer time, ms since 1970. Undefined, as the id: nobody else is here, so this node provides for itself; or its result was just taken back. */
  readonly electedAtMs: number | undefined
  /** Until then it counts, unless elected again. */
  readonly untilMs: number | undefined
}

export interface ElectionExplanation {
  readonly kind: string
  /** Who is elected and here. */
  readonly provider: ElectedProvider | undefined
  /** Where this node stands, and where that is in the seed's Fig. 8 and 9. */
  readonly state: ElectionState
  readonly box: string | undefined
  /** Whether an election runs now. */
  readonly running: boolean
  /** What this node would say of itself now. */
  readonly own: readonly ShownCriterion[]
  /** Why this node is not the provider; undefined: it is. */
  readonly whyNotSelf: string | undefined
  /** Who stood in the last election that this node heard, the best first. */
  readonly stood: readonly ShownCandidate[]
  /** Where the first of them won over the second. */
  readonly decidedBy: string | undefined
  /** What was refused lately, the newest first. */
  readonly refused: readonly ShownRefusal[]
}

export interface ShownRefusal {
  readonly peer: PeerId
  readonly what: 'packet' | 'result'
  readonly reason: string
  /** Peer time, ms since 1970. */
  readonly atMs: number
}

export interface ShownCriterion {
  readonly level: number
  /** `internet access`, `bandwidth`, …; of the application `level 7`. */
  readonly name: string
  /** The class that is compared; larger is better. */
  readonly value: number
  /** In words, where they say more: `4 to 8 MB/s`. */
  readonly words: string
}

export interface ShownCandidate {
  readonly peer: PeerId
  readonly criteria: readonly ShownCriterion[]
  /** What it claimed beyond what this node has seen of it, and what counted. */
  readonly capped: readonly { readonly level: number; readonly claimed: number; readonly counted: number }[]
  /** At which criterion it loses to the first; `key`: all else is the same. Undefined: it is the first. */
  readonly lostBy: string | undefined
}
