// What programs ask of every member, and what comes back. See content-answers.ts.

/** What is asked of every member. */
export interface NeedQuery {
  /** Any URL or URI: every member reads it. */
  readonly uri: string
  /** @default 'GET' */
  readonly method?: 'GET' | 'POST' | undefined
  /** What the need means, as applications agree, from 16 on. @default it asks for the content of the URL */
  readonly type?: number | undefined
  /** What the asker retrieves by. @default the scheme */
  readonly protocol?: string | undefined
  /** Of the application. */
  readonly version?: string | undefined
  /** False: a member may download what nobody has. @default true */
  readonly cachedOnly?: boolean | undefined
  /** The application's own: at most 16, with 1,024 characters together. */
  readonly pairs?: { key: string; value: string }[] | undefined
  /** Whether a download that runs elsewhere is waited for, where nobody has it. @default true */
  readonly wait?: boolean | undefined
  /** Every answer within the time, not the first alone. @default false */
  readonly all?: boolean | undefined
}

/** A member has it. */
export interface NeedAnswer {
  /** Peer id. */
  readonly holder: string
  /** Of content the path at the holder's content port, else what its application says. */
  readonly alias: string
  readonly pairs: readonly { readonly key: string; readonly value: string }[]
  /** From asking to hearing, ms. */
  readonly afterMs: number
  /** Missing where an application answered. */
  readonly content?:
    { readonly digest: string; readonly bytes: number; readonly contentType?: string | undefined } | undefined
}

/**
 * `asked` comes first; `outcome` last: `found`; `downloaded`, nobody had it, and a download elsewhere was waited for; `downloading`, one runs
 * and was not; `none`; `ended`, the node stops.
 */
export type NeedEvent =
  | { readonly event: 'asked'; readonly data: { readonly group: string; readonly id: number; readonly waitMs: number } }
  | { readonly event: 'answer'; readonly data: NeedAnswer }
  | {
      readonly event: 'progress'
      readonly data: {
        readonly peer: string
        readonly verifiedBytes: number
        readonly expectedBytes?: number | undefined
      }
    }
  | {
      readonly event: 'outcome'
      readonly data: { readonly outcome: 'found' | 'downloaded' | 'downloading' | 'none' | 'ended' }
    }
  | { readonly event: 'lost'; readonly data: { readonly missed: number } }
