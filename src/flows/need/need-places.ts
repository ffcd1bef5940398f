// Records for needs of this node. Members keep so many records of one author and type, each for a minute: a need of its own for each URL would
// use them up where a program fetches a thousand packages. So a record whose need is over says the next one.
import type { PeerId } from '../../base/index.js'
import { needType } from '../../content/index.js'
import { namedRecordId, type RecordId } from '../../record/index.js'

export interface NeedPlacesInit {
  readonly self: PeerId
  /** Whose they are: part of the records' names, so that another run of this node has the same. */
  readonly name: string
  readonly most: number
}

export class NeedPlaces {
  readonly #init: NeedPlacesInit
  readonly #free: RecordId[] = []
  #made = 0

  constructor(init: NeedPlacesInit) {
    this.#init = init
  }

  /** Undefined: each has a need that lives. */
  take(): RecordId | undefined {
    const { self, name, most } = this.#init
    const free = this.#free.pop()
    if (free !== undefined || this.#made >= most) return free
    return namedRecordId(self, `${needType.name}/${name}/${this.#made++}`)
  }

  /** Its need is over, and nothing more is said of that. */
  giveBack(place: RecordId): void {
    this.#free.push(place)
  }
}
