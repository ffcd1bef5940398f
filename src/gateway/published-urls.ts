// Locations with a URL in the clear: what was published on purpose. No index of the store knows them, so one is made when it
// is first asked for, a slice at a time, and kept up with from then on.
import { setImmediate } from 'node:timers/promises'
import { locationType, readLocation, type Location } from '../content/index.js'
import type { GroupRecord, RecordId } from '../record/index.js'
import type { Store } from '../store/index.js'
import { RECORDS_PER_SLICE } from './defaults.js'

export class PublishedUrls {
  readonly #locations = new Map<RecordId, Location>()
  readonly #group: WithStore
  #scanned: Promise<void> | undefined

  private constructor(group: WithStore) {
    this.#group = group
    const { store } = group
    const heard = (record: GroupRecord): void => this.#take(record)
    const gone = ({ id }: GroupRecord): void => void this.#locations.delete(id)
    store.on('record:add', heard)
    store.on('record:update', heard)
    store.on('record:delete', gone)
    store.on('record:expire', gone)
  }

  /** One for each group, as long as the group is open. */
  static of(group: WithStore): PublishedUrls {
    let urls = indexes.get(group)
    if (urls === undefined) indexes.set(group, (urls = new PublishedUrls(group)))
    return urls
  }

  /** Resolves when all that is there is known. Where looking fails, whoever asks next has it tried again. */
  ready(): Promise<void> {
    return (this.#scanned ??= this.#scan(this.#group).catch((error: unknown) => {
      this.#scanned = undefined
      throw error
    }))
  }

  *startingWith(prefix: string): Generator<Location> {
    for (const location of this.#locations.values()) if (location.url?.startsWith(prefix) === true) yield location
  }

  async #scan({ store }: WithStore): Promise<void> {
    let count = 0
    for (const { id } of store.find({ type: locationType.name })) {
      const record = store.get(id) // It may have gone, or changed, since the list was made.
      if (record !== undefined) this.#take(record)
      if (++count % RECORDS_PER_SLICE === 0) await setImmediate()
    }
  }

  #take(record: GroupRecord): void {
    const location = record.type === locationType.name ? readLocation(record) : undefined
    if (location?.url !== undefined) this.#locations.set(record.id, location)
    else this.#locations.delete(record.id)
  }
}

/** A group, as far as this reads it. */
export interface WithStore {
  readonly store: Pick<Store, 'on' | 'find' | 'get'>
}

const indexes = new WeakMap<WithStore, PublishedUrls>()
