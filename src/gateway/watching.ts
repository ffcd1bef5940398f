// What a watch hears of one group: locations of a URL or of published URLs with a prefix, or records. Turns the store's and
// the graph's events into what changed for the watcher. See routes/watch.ts.
import type { PeerId } from '../base/index.js'
import {
  normaliseUrl,
  readLocation,
  urlKey,
  type Content,
  type ContentLocation,
  type Location
} from '../content/index.js'
import type { Group } from '../group/index.js'
import type { GroupRecord, RecordId } from '../record/index.js'
import { spellAttribute, type Store } from '../store/index.js'
import type { WatchEvent } from './api/watch.js'
import { MAX_EVENT_DATA_BYTES, MAX_READY_BYTES, MAX_READY_ITEMS, MAX_WATCHED_LOCATIONS } from './defaults.js'
import { PublishedUrls } from './published-urls.js'
import { describeRecord, readFilter } from './record-answer.js'

/** What is watched: the parts of a group. */
export interface Watched {
  readonly group: Pick<Group, 'id' | 'self' | 'urlHashKey'> & {
    readonly store: Pick<Store, 'on' | 'find' | 'get'>
    readonly graph: Pick<Group['graph'], 'on' | 'present'>
  }
  readonly content: Pick<Content, 'locate'>
}

type Tell = (event: WatchEvent) => void
/** Ends the watch. */
type Stop = () => void

/** Who has a URL's content; also who downloads it. @throws {ContentError} `BAD_URL`, `PRIVATE_URL` */
export function watchUrl({ group, content }: Watched, url: string, tell: Tell): Stop {
  const key = urlKey(group.urlHashKey, normaliseUrl(url))
  const known = new Changes(tell)
  const look = (): void => known.now(content.locate({ url }))
  known.begin(group.id, content.locate({ url }))
  let isDue = false
  let isOver = false
  /** Once for all that happens in the same turn. */
  const lookSoon = (): void => {
    if (isDue) return
    isDue = true
    queueMicrotask(() => {
      isDue = false
      if (!isOver) look()
    })
  }
  const stop = listen(group.store, (_name, { attributes }) => {
    if (attributes['urlKey'] === key) lookSoon()
  })
  const forget = group.graph.on('presence:change', lookSoon)
  return () => {
    isOver = true
    stop()
    forget()
  }
}

/** Content that was published with a URL that begins so. Resolves when what is there has been told. */
export async function watchPrefix(
  { group, content }: Watched,
  prefix: string,
  tell: Tell,
  signal: AbortSignal
): Promise<Stop> {
  const published = PublishedUrls.of(group)
  await published.ready()
  if (signal.aborted) return () => {}
  const known = new Changes(tell)
  const all = [...published.startingWith(prefix)].map((location) => describe(content, location))
  known.begin(group.id, all)
  const stop = listen(group.store, (name, record) => {
    const location = readLocation(record)
    if (location?.url?.startsWith(prefix) !== true) return
    const described = describe(content, location)
    if (name === 'record:delete' || name === 'record:expire') known.gone(described)
    else known.one(described)
  })
  const isHere = (peer: PeerId): boolean => group.graph.present().some((other) => other.peer === peer)
  const here = new Set(group.graph.present().map(({ peer }) => peer))
  const forget = group.graph.on('presence:change', (peer) => {
    // Every member renews its presence all the time: only who came or went is looked at, since nothing else is told of it.
    if (isHere(peer) === here.has(peer)) return
    if (!here.delete(peer)) here.add(peer)
    for (const location of published.startingWith(prefix)) {
      if (location.holder === peer) known.one(describe(content, location))
    }
  })
  return () => {
    stop()
    forget()
  }
}

/** As it is now; one that has gone as its record had it. */
function describe(content: Watched['content'], location: Location): ContentLocation {
  const { digest, holder, bytes, url, contentType, fetchedFromOriginAtMs } = location
  const here = content.locate({ digest }).find((one) => one.holder === holder && one.url === url)
  if (here !== undefined) return here
  return {
    ...{ digest, bytes, holder, present: false, self: false, complete: true, heldBytes: bytes },
    ...{ roundTripMs: undefined, load: undefined, verifiedAtMs: location.writtenAtMs },
    ...{ url, contentType, fetchedFromOriginAtMs }
  }
}

export interface RecordWatch {
  type: string | undefined
  /** `name:value` */
  attribute: string | undefined
  mayRead(type: string): boolean
}

export function watchRecords({ group }: Watched, { type, attribute, mayRead }: RecordWatch, tell: Tell): Stop {
  const filter = attribute === undefined ? undefined : readFilter(attribute)
  const fits = (record: GroupRecord): boolean => {
    if ((type !== undefined && record.type !== type) || !mayRead(record.type)) return false
    const value = filter === undefined ? undefined : record.attributes[filter.name]
    return filter === undefined || (value !== undefined && spellAttribute(value) === filter.value)
  }
  const found = group.store
    .find({ ...(type !== undefined && { type }), ...(filter && { attribute: filter }) })
    .filter(fits)
  const known = new Set<RecordId>(found.map(({ id }) => id))
  const records: ReturnType<typeof describeRecord>[] = []
  let bytes = 0
  for (const record of found) {
    if (records.length === MAX_READY_ITEMS || bytes > MAX_READY_BYTES) break
    const described = describeRecord(record, MAX_EVENT_DATA_BYTES)
    bytes += (described.data?.length ?? 0) * 2
    records.push(described)
  }
  tell({ event: 'ready', data: { group: group.id, records, truncated: records.length < found.length } })
  return listen(group.store, (name, record) => {
    const { id, creator } = record
    const isThere = (name === 'record:add' || name === 'record:update') && fits(record)
    const described = isThere ? describeReadable(record) : undefined
    const wasThere = described === undefined ? known.delete(id) : known.has(id)
    if (described !== undefined) {
      known.add(id)
      tell({ event: wasThere ? 'record:update' : 'record:add', data: { record: described } })
    } else if (wasThere) {
      tell({ event: name === 'record:expire' ? name : 'record:delete', data: { id, type: record.type, creator } })
    }
  })
}

/** undefined: the disk has lost its data, so that it is as good as gone, until somebody brings it again. */
function describeReadable(record: GroupRecord): ReturnType<typeof describeRecord> | undefined {
  try {
    return describeRecord(record, MAX_EVENT_DATA_BYTES)
  } catch {
    return undefined
  }
}

/** Locations that the watcher knows of, and what to tell when they are others. */
class Changes {
  readonly #tell: Tell
  #known = new Map<string, ContentLocation>()

  constructor(tell: Tell) {
    this.#tell = tell
  }

  begin(group: string, locations: readonly ContentLocation[]): void {
    for (const location of locations.slice(0, MAX_WATCHED_LOCATIONS)) this.#known.set(nameOf(location), location)
    const shown = locations.slice(0, MAX_READY_ITEMS)
    const data = { group, locations: shown, truncated: shown.length < locations.length }
    this.#tell({ event: 'ready', data })
  }

  /** These are all. */
  now(locations: readonly ContentLocation[]): void {
    const names = new Set(locations.map(nameOf))
    for (const [name, location] of this.#known) if (!names.has(name)) this.gone(location)
    for (const location of locations) this.one(location)
  }

  one(location: ContentLocation): void {
    const name = nameOf(location)
    const before = this.#known.get(name)
    if (before !== undefined && isSame(before, location)) return
    if (before !== undefined || this.#known.size < MAX_WATCHED_LOCATIONS) this.#known.set(name, location)
    this.#tell({ event: before === undefined ? 'location:add' : 'location:update', data: { location } })
  }

  gone(location: ContentLocation): void {
    this.#known.delete(nameOf(location))
    this.#tell({ event: 'location:remove', data: { location } })
  }
}

/** A member has each content of a URL once; what it downloads has no digest yet. */
function nameOf({ holder, digest = '', url = '' }: ContentLocation): string {
  return `${holder} ${digest} ${url}`
}

/** Round trip and load change all the time: they are said with whatever else does, and nobody is woken for them. */
function isSame(a: ContentLocation, b: ContentLocation): boolean {
  return (
    a.present === b.present &&
    a.complete === b.complete &&
    a.heldBytes === b.heldBytes &&
    a.bytes === b.bytes &&
    a.contentType === b.contentType &&
    a.verifiedAtMs === b.verifiedAtMs &&
    a.fetchedFromOriginAtMs === b.fetchedFromOriginAtMs
  )
}

const RECORD_EVENTS = ['record:add', 'record:update', 'record:delete', 'record:expire'] as const

function listen(
  store: Pick<Store, 'on'>,
  heard: (name: (typeof RECORD_EVENTS)[number], record: GroupRecord) => void
): Stop {
  const forget = RECORD_EVENTS.map((name) => store.on(name, (record) => heard(name, record)))
  return () => {
    for (const stop of forget) stop()
  }
}
