// Whether who wants bytes from further on, and would not wait for those before them, is better off at the origin.
import { setNewest, type Clock } from '../base/index.js'
import type { BlobStore } from './blob-store.js'
import type { FetchedContent } from './content.js'
import { HELD_BY_NOBODY_MS, MAX_HELD_BY_NOBODY } from './crossing-defaults.js'
import type { CrossingDriver } from './crossing-driver.js'
import type { CrossingView } from './crossing-view.js'
import type { CrossingAsk } from './crossings.js'
import { ContentError } from './errors.js'
import type { Reach } from './reach.js'

export interface FarAheadInit {
  readonly view: CrossingView
  readonly reach: Reach
  readonly blobs: BlobStore
  readonly clock: Clock
  /** Of living claims of that URL key. */
  readonly claimedBytes: (key: string) => readonly number[]
  /** All are asked before any crossing: what is held is not known without. */
  readonly asksFirst: boolean
}

export class FarAhead {
  readonly #init: FarAheadInit
  /** By URL key, and until when (monotonic ms) nobody is asked for such a reader again; the oldest first. */
  readonly #heldByNobody = new Map<string, number>()

  constructor(init: FarAheadInit) {
    this.#init = init
  }

  /**
   * @returns `known`: members that hold it, or what is on its way, are near enough; `only-if-held`: all are to be asked, since with a holder
   * it would be near
   * @throws {ContentError} `FAR_AHEAD`
   */
  judge(asked: CrossingAsk, joined: CrossingDriver | undefined): 'known' | 'only-if-held' {
    if (!this.#isFar(asked, joined)) return 'known'
    const isToAsk = joined === undefined ? this.#mayBeHeld(asked.key) : joined.isOnlyHeld
    if (this.#init.asksFirst && isToAsk) return 'only-if-held'
    throw farAhead(asked.offset)
  }

  /** All are asked, and nobody goes. @throws {ContentError} `FAR_AHEAD` where none has what may be used as it is */
  async askIfHeld(crossing: Pick<CrossingDriver, 'ask'>, asked: CrossingAsk): Promise<FetchedContent> {
    try {
      const fetched = await crossing.ask({ ...asked, freshness: 'held' })
      if (!fetched.freshness.stale) return fetched
      fetched.done.catch(() => {})
      fetched.body.destroy()
    } catch (error) {
      if (!(error instanceof ContentError) || error.code !== 'NOT_HELD') throw error
    }
    const untilMs = this.#init.clock.monotonicMs() + HELD_BY_NOBODY_MS
    setNewest(this.#heldByNobody, asked.key, untilMs, MAX_HELD_BY_NOBODY)
    throw farAhead(asked.offset)
  }

  #mayBeHeld(key: string): boolean {
    return (this.#heldByNobody.get(key) ?? 0) <= this.#init.clock.monotonicMs()
  }

  /** Members' bytes come fast; and where no origin can be asked from here, there is no other way than to wait. */
  #isFar(
    { url, key, wanted, offset = 0, maxAheadBytes = Infinity, freshness }: CrossingAsk,
    joined: CrossingDriver | undefined
  ): boolean {
    if (offset <= maxAheadBytes || freshness === 'held') return false
    const { reach, view, blobs, claimedBytes } = this.#init
    const uplink = reach.uplinkTo(url)
    if (uplink === 'off' || uplink === 'no') return false
    if (joined?.phase === 'copying' || joined?.phase === 'lingering' || view.of(key, wanted).holders.length > 0)
      return false
    const here = joined?.progress.bytes ?? blobs.resumable(key)?.bytes ?? 0
    return offset - Math.max(here, ...claimedBytes(key)) > maxAheadBytes
  }
}

export function farAhead(offset = 0): ContentError {
  return new ContentError('FAR_AHEAD', `byte ${offset} is far from what is here`)
}
