// What the node answers of elections, as programs read it. See content-answers.ts.

/** Who was elected. A kind is `group` (who fetches first for all), or the name of an application. */
export interface ElectedProvider {
  readonly kind: string
  /** Peer id. */
  readonly peer: string
  /** It is the node that answers. */
  readonly self: boolean
  /** Who stands in where it goes and nobody else that was elected in the last day is here. */
  readonly backup?: string | undefined
  /** 32 hex characters; missing: nobody else is here, so the node provides for itself. */
  readonly electionId?: string | undefined
  /** Peer time, ms since 1970. */
  readonly electedAtMs?: number | undefined
  /** Until then it counts, unless elected again. */
  readonly untilMs?: number | undefined
}

export interface ElectionCriterion {
  /** Lower ones decide first. */
  readonly level: number
  readonly name: string
  /** The class that is compared: larger is better. */
  readonly value: number
  /** The same for people. */
  readonly words: string
}

export interface ElectionCandidate {
  readonly peer: string
  readonly criteria: readonly ElectionCriterion[]
  /** What it claimed beyond what the node has seen of it, and what counted. */
  readonly capped: readonly { readonly level: number; readonly claimed: number; readonly counted: number }[]
  /** At which criterion it loses to the first; missing: it is the first. */
  readonly lostBy?: string | undefined
}

/** Whom an election made the provider, and why. */
export interface ElectionExplanation {
  readonly kind: string
  /** Missing: nobody who is here. */
  readonly provider?: ElectedProvider | undefined
  readonly state: 'idle' | 'about-to-start' | 'standing' | 'delaying' | 'awaiting-result'
  readonly box?: string | undefined
  readonly running: boolean
  /** What the node would say of itself; empty: it may not provide. */
  readonly own: readonly ElectionCriterion[]
  /** Why the node is not the provider, in words. */
  readonly whyNotSelf?: string | undefined
  /** The best first. */
  readonly stood: readonly ElectionCandidate[]
  /** At which criterion the first won over the second. */
  readonly decidedBy?: string | undefined
  /** The newest first. */
  readonly refused: readonly {
    readonly peer: string
    readonly what: 'packet' | 'result'
    readonly reason: string
    readonly atMs: number
  }[]
}
