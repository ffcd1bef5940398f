// How the needs of one crossing reach the group: flooded as records, or told by who asks for this node, which brings the answers.
import type { PeerId } from '../base/index.js'
import { PLAIN_NEED } from './claims.js'
import type { CrossingView } from './crossing-view.js'
import type { Location, Wanted } from './location.js'
import type { Asker, Asking, ContentGroup } from './ports.js'
import type { Teller } from './teller.js'

export interface CrossingAsksInit {
  readonly group: Pick<ContentGroup, 'self' | 'graph'>
  readonly asker: Asker | undefined
  readonly teller: Teller
  readonly view: CrossingView
  /** Normalised. */
  readonly url: string
  readonly urlKey: string
  readonly wanted: Wanted
  readonly redirects: 'follow' | 'refuse'
  /** Whether members may hear of it now. */
  readonly isTold: () => boolean
  readonly waitsForDownload: () => boolean
  /** A holder became known. */
  readonly onOffer: () => void
  /** All had their time. */
  readonly onAnswered: () => void
  readonly onNobodyToAsk: () => void
}

export class CrossingAsks {
  readonly #init: CrossingAsksInit
  #asking: Asking | undefined
  /** Answers to an asking that another has taken the place of count for nothing. */
  #count = 0

  constructor(init: CrossingAsksInit) {
    this.#init = init
  }

  publish(excluded: readonly PeerId[], cachedOnly: boolean): void {
    const { asker, teller, view, url, urlKey, wanted, redirects, isTold, waitsForDownload } = this.#init
    const said = {
      url,
      excluded: [...new Set([...excluded, ...view.distrusted()])],
      newerThanMs: wanted.newerThanMs,
      refusesRedirects: redirects === 'refuse',
      cachedOnly
    }
    if (asker === undefined) {
      if (isTold()) teller.need(urlKey, { ...PLAIN_NEED, ...said })
      return
    }
    if (!isTold() || this.#isAlone) return this.#init.onNobodyToAsk()
    const count = ++this.#count
    const isNow = (): boolean => count === this.#count
    this.#asking = asker.ask(
      { ...said, urlKey, waitsForDownload: waitsForDownload() },
      {
        have: (offer) => this.#have(offer), // Late ones stand in.
        answered: () => (isNow() ? this.#init.onAnswered() : undefined)
      }
    )
  }

  /** Nobody else need answer. */
  end(): void {
    this.#count++
    this.#asking?.end()
    this.#asking = undefined
  }

  #have(offer: Location): void {
    const { group, view, urlKey, onOffer } = this.#init
    if (offer.urlKey !== urlKey || offer.holder === group.self) return
    view.offers.add(offer)
    onOffer()
  }

  get #isAlone(): boolean {
    const { graph, self } = this.#init.group
    return graph.present().every(({ peer }) => peer === self)
  }
}
