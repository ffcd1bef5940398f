// Needs of this machine's programs: several may ask for one URL at a time.
import type { AbortOptions, Clock } from '../../base/index.js'
import { FlowError } from '../errors.js'
import { ProgramNeed } from './asked-need.js'
import { MAX_ASKED_NEEDS } from './defaults.js'
import type { NeedGroup, ServedContent } from './need-group.js'
import { NeedPlaces } from './need-places.js'
import { judgeNeed } from './need-query.js'
import type { AskedNeed, NeedQuery } from './needs.js'
import type { OwnNeeds } from './own-needs.js'

export interface ProgramNeedsInit {
  readonly group: Pick<NeedGroup, 'self' | 'urlHashKey'>
  readonly own: OwnNeeds
  readonly clock: Clock
}

export class ProgramNeeds {
  readonly #init: ProgramNeedsInit
  readonly #places: NeedPlaces

  constructor(init: ProgramNeedsInit) {
    this.#init = init
    this.#places = new NeedPlaces({ self: init.group.self, name: 'program', most: MAX_ASKED_NEEDS })
  }

  /** See `Needs.ask`. */
  ask(query: NeedQuery, content: Pick<ServedContent, 'privacy'>, { signal }: AbortOptions): AskedNeed {
    const { group, own, clock } = this.#init
    const { said, key, isContent } = judgeNeed(query, {
      urlHashKey: group.urlHashKey,
      privacy: (url) => content.privacy(url)
    })
    const recordId = this.#places.take()
    if (recordId === undefined) {
      throw new FlowError('TOO_MANY_NEEDS', `${MAX_ASKED_NEEDS} needs of programs wait already`)
    }
    const { wait: waitsForDownload = true, all = false } = query
    const asked = new ProgramNeed({ clock, all })
    const init = { said, urlKey: key, recordId, isContent, waitsForDownload, collectsAll: all }
    const need = own.make(init, (output) => asked.heard(output))
    const found = (): void => asked.found()
    signal?.addEventListener('abort', found, { once: true })
    void asked.outcome.then(() => {
      this.#places.giveBack(recordId)
      signal?.removeEventListener('abort', found)
    })
    asked.begin(need)
    own.tellRunning(need)
    return asked
  }
}
