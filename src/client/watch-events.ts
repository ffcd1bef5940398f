// What a watch tells. See content-answers.ts.
import type { Location } from './content-answers.js'
import type { PotluckRecord } from './record-answers.js'

/** What to watch: locations of one URL, or of URLs that were published on purpose and begin so; or records. */
export type WatchQuery =
  | { readonly url: string }
  | { readonly prefix: string }
  | {
      readonly type: string
      readonly attribute?: { readonly name: string; readonly value: string | number } | undefined
    }
  | {
      readonly type?: string | undefined
      readonly attribute: { readonly name: string; readonly value: string | number }
    }

export interface WatchReady {
  readonly group: string
  readonly locations?: readonly Location[] | undefined
  readonly records?: readonly PotluckRecord[] | undefined
  /** There is more than this names: list it. */
  readonly truncated: boolean
}

/**
 * `ready` comes first, and again whenever the connection was lost and is back: it says what is there, and from there on
 * nothing is missed. Of a location that went: what it was. `lost`: the reader was too slow, and a `ready` follows.
 */
export type WatchEvent =
  | { readonly event: 'ready'; readonly data: WatchReady }
  | {
      readonly event: 'location:add' | 'location:update' | 'location:remove'
      readonly data: { readonly location: Location }
    }
  | { readonly event: 'record:add' | 'record:update'; readonly data: { readonly record: PotluckRecord } }
  | {
      readonly event: 'record:delete' | 'record:expire'
      readonly data: { readonly id: string; readonly type: string; readonly creator: string }
    }
  | { readonly event: 'lost'; readonly data: { readonly missed: number } }
