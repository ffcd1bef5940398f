// Needs of this machine's programs: each has a record of its own, so that several may ask for one URL at a time.
import type { AbortOptions, Clock } from '../../base/index.js'
import { needType } from '../../content/index.js'
import { namedRecordId, type RecordId } from '../../record/index.js'
import { FlowError } from '../errors.js'
import { ProgramNeed } from './asked-need.js'
import { MAX_ASKED_NEEDS } from './defaults.js'
import type { NeedGroup, ServedContent } from './need-group.js'
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
  #living = 0

  constructor(init: ProgramNeedsInit) {
    this.#init = init
  }

  /** See `Needs.ask`. */
  ask(query: NeedQuery, content: Pick<ServedContent, 'privacy'>, { signal }: AbortOptions): AskedNeed {
    const { group, own, clock } = this.#init
    const { said, key, isContent } = judgeNeed(query, {
      urlHashKey: group.urlHashKey,
      privacy: (url) => content.privacy(url)
    })
    if (this.#living >= MAX_ASKED_NEEDS) {
      throw new FlowError('TOO_MANY_NEEDS', `${MAX_ASKED_NEEDS} needs of programs wait already`)
    }
    const { wait: waitsForDownload = true, all = false } = query
    const asked = new ProgramNeed({ clock, all })
    const recordIdOf = (needId: string): RecordId => namedRecordId(group.self, `${needType.name}/${key}/${needId}`)
    const init = { said, urlKey: key, recordIdOf, isContent, waitsForDownload, collectsAll: all }
    const need = own.make(init, (output) => asked.heard(output))
    this.#living++
    const found = (): void => asked.found()
    signal?.addEventListener('abort', found, { once: true })
    void asked.outcome.then(() => {
      this.#living--
      signal?.removeEventListener('abort', found)
    })
    asked.begin(need)
    own.tellRunning(need)
    return asked
  }
}
