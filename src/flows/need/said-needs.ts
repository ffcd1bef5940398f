// Needs of other members as their records say them. A record is written anew for each need of its URL: another version is another need, or
// the end of the one before.
import { keepNewest, type PeerId } from '../../base/index.js'
import { normaliseUrl, type Need } from '../../content/index.js'
import type { RecordId } from '../../record/index.js'
import { MAX_REQUESTS_REMEMBERED } from './defaults.js'
import type { ForeignNeeds } from './foreign-needs.js'
import type { NeedGroup, ServedContent } from './need-group.js'
import { needKey } from './need-query.js'

export interface SaidNeedsInit {
  readonly group: Pick<NeedGroup, 'self' | 'urlHashKey' | 'limitsOf'>
  readonly content: Pick<ServedContent, 'privacy'>
  readonly foreign: Pick<ForeignNeeds, 'hear' | 'found' | 'over'>
}

export class SaidNeeds {
  readonly #init: SaidNeedsInit
  /** Which need each record says now, the oldest first. */
  readonly #said = new Map<RecordId, { readonly asker: PeerId; readonly needId: string }>()

  constructor(init: SaidNeedsInit) {
    this.#init = init
  }

  /** @returns whether this node looks for it */
  hear(recordId: RecordId, need: Need): boolean {
    const { foreign, group } = this.#init
    const { asker, needId, type } = need
    const before = this.#said.get(recordId)
    if (before !== undefined && (before.needId !== needId || type === 'end-request')) this.#said.delete(recordId)
    if (before !== undefined && before.needId !== needId) foreign.found(before.asker, before.needId)
    if (type === 'end-request') foreign.found(asker, needId)
    if (!this.#isForUs(need)) return false
    this.#said.set(recordId, { asker, needId })
    keepNewest(this.#said, MAX_REQUESTS_REMEMBERED)
    foreign.hear({ ...need, urlKey: needKey(group.urlHashKey, need) })
    return true
  }

  /** A record was deleted, or has expired. */
  gone(recordId: RecordId): void {
    const said = this.#said.get(recordId)
    if (said === undefined) return
    this.#said.delete(recordId)
    this.#init.foreign.over(said.asker, said.needId)
  }

  #isForUs(need: Need): boolean {
    const { group } = this.#init
    const { type, excluded, url } = need
    if (type === 'end-request' || type === 'response') return false
    if (excluded.includes(group.self) || !group.limitsOf(group.self).mayServe) return false
    // Patterns of this machine: of what they forbid it says nothing, to applications neither.
    return !/^https?:/i.test(url) || !this.#isPrivate(url)
  }

  /** Also what is no URL at all. */
  #isPrivate(url: string): boolean {
    try {
      return this.#init.content.privacy(normaliseUrl(url)) === 'never'
    } catch {
      return true
    }
  }
}
