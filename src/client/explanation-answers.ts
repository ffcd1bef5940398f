// Why a URL comes from where it comes, as programs read it. See content-answers.ts.
import type { ContentRequest, Location, Progress } from './content-answers.js'

/** What asking for a URL would do now. */
export type NextStep =
  | { readonly step: 'cache' | 'attach' | 'ask-all' | 'lead' | 'direct' | 'alone' | 'nowhere' }
  | { readonly step: 'copy'; readonly from: readonly string[] }
  | { readonly step: 'follow'; readonly from: string }
  | { readonly step: 'ask'; readonly first: string }

/** What asking for a URL would do now and why, and what it did last. */
export interface Explanation {
  readonly group: { readonly id: string; readonly name: string }
  readonly url: string
  readonly urlKey: string
  /** What members may hear of it, as patterns of the group and of its node say: all, the key alone, nothing. */
  readonly privacy: 'share' | 'unnamed' | 'never'
  readonly next: NextStep
  /** Of what the group has, where it can be had: what is not fresh is asked of its origin first. */
  readonly freshness?:
    { readonly isFresh: boolean; readonly ageMs: number; readonly mayServeStale: boolean } | undefined
  readonly holders: readonly (Location & { readonly counts: boolean })[]
  readonly transfer?: (Progress & { readonly url: string }) | undefined
  readonly downloaders: readonly { readonly peer: string; readonly verifiedBytes: number }[]
  readonly candidates: readonly string[]
  /** Whom the group elected, where it is among them: it comes first. */
  readonly provider?: string | undefined
  readonly out: readonly { readonly peer: string; readonly reasons: readonly string[] }[]
  readonly origin: {
    readonly host: string
    /** The upstream proxy that carries what the node asks of it. */
    readonly proxy?: string | undefined
    /** What is not shared goes through members now. */
    readonly carried?: boolean | undefined
    readonly addresses: readonly { readonly address: string; readonly refusal?: string | undefined }[]
    readonly error?: string | undefined
  }
  readonly members: readonly {
    readonly peer: string
    readonly name: string
    readonly present: boolean
    readonly self: boolean
  }[]
  /** Whether a fetch would ask every member who has it, how long it would wait for answers, and who answered last. */
  readonly need: {
    readonly mode: 'alongside' | 'ask-first' | 'off'
    readonly asks: boolean
    readonly waitMs: number
    readonly answered: readonly { readonly peer: string; readonly afterMs: number }[]
  }
  readonly last?: ContentRequest | undefined
}
