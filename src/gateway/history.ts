// What crossed the uplink, what came from members and from the cache: by day, and by content for the last of them. In
// history.json of the home, written once a minute at most and when the node stops; a crash loses a minute of it.
import { z } from 'zod'
import { setRepeating, type Clock, type Logger, type Timer } from '../base/index.js'
import type { EndedTransfer, Ledger } from '../content/index.js'
import { historyContent, historyDay, type History, type HistoryContent, type HistoryDay } from './api/ledger.js'
import { HISTORY_WRITE_MS, MAX_HISTORY_BYTES, MAX_HISTORY_CONTENTS, MAX_HISTORY_DAYS } from './defaults.js'
import { describeError } from './errors.js'
import { loadJsonFile, saveJsonFile, type JsonFileInit } from './json-file.js'
import { withoutQuery } from './shown-url.js'

const historyFile = z.strictObject({
  version: z.literal(1),
  days: z.array(historyDay).max(MAX_HISTORY_DAYS),
  contents: z.array(historyContent).max(MAX_HISTORY_CONTENTS)
})
type HistoryFile = z.infer<typeof historyFile>

export interface NodeHistory {
  /** The days and contents since then; all where nothing is said. */
  since(sinceMs?: number): History
  /** What each digest was the content of, as far as is remembered. */
  urlsByDigest(): Map<string, string[]>
  /** Writes what is new. Safe to call twice. Never rejects. */
  close(): Promise<void>
}

export interface HistoryInit {
  path: string
  ledger: Ledger
  clock: Clock
  logger: Logger
}

export async function openHistory({ path, ledger, clock, logger }: HistoryInit): Promise<NodeHistory> {
  const log = logger.forComponent('gateway:history')
  const file = { path, schema: historyFile, maxBytes: MAX_HISTORY_BYTES, logger: log }
  return new KeptHistory({ file, ledger, clock, log }, await loadJsonFile(file))
}

interface Parts {
  readonly file: JsonFileInit<HistoryFile>
  readonly ledger: Ledger
  readonly clock: Clock
  readonly log: Logger
}

type Counters = Omit<HistoryDay, 'day' | 'transfers'>

class KeptHistory implements NodeHistory {
  readonly #parts: Parts
  readonly #days: Map<string, HistoryDay>
  /** The newest last. */
  readonly #contents: Map<string, HistoryContent>
  readonly #firstMs: number
  readonly #timer: Timer
  readonly #forget: () => void
  #counted: Counters
  #isNew = false
  #writing: Promise<void> = Promise.resolve()
  #closing: Promise<void> | undefined

  constructor(parts: Parts, before: HistoryFile = { version: 1, days: [], contents: [] }) {
    this.#parts = parts
    this.#days = new Map(before.days.map((day) => [day.day, day]))
    this.#contents = new Map(before.contents.map((content) => [keyOf(content), content]))
    this.#isNew = before.contents.some(({ url }) => url !== withoutQuery(url)) // Written by a version that kept queries.
    this.#firstMs = parts.clock.nowMs()
    this.#counted = countersOf(parts.ledger)
    this.#forget = parts.ledger.on('transfer:end', (ended) => this.#note(ended))
    this.#timer = setRepeating(parts.clock, HISTORY_WRITE_MS, () => void this.#write())
  }

  since(sinceMs = 0): History {
    this.#count()
    const firstDay = dayOf(sinceMs)
    const days = [...this.#days.values()].filter(({ day }) => day >= firstDay)
    const contents = [...this.#contents.values()].filter(({ atMs }) => atMs >= sinceMs).reverse()
    return { sinceMs: Math.max(sinceMs, this.#beginningMs()), days: days.map((day) => ({ ...day })), contents }
  }

  urlsByDigest(): Map<string, string[]> {
    const urls = new Map<string, string[]>()
    for (const { digest, url } of this.#contents.values()) {
      if (digest !== undefined) urls.set(digest, [...(urls.get(digest) ?? []), url])
    }
    return urls
  }

  close(): Promise<void> {
    return (this.#closing ??= this.#close())
  }

  async #close(): Promise<void> {
    this.#timer.cancel()
    this.#forget()
    await this.#write()
  }

  #beginningMs(): number {
    const [first] = this.#days.keys()
    return first === undefined ? this.#firstMs : Date.parse(`${first}T00:00:00Z`)
  }

  #note({ url, digest, bytes, sources, forOthers, shared }: EndedTransfer): void {
    const memberBytes = Object.values(sources.members).reduce((sum, count) => sum + count, 0)
    const { uplink: uplinkBytes, cache: cacheBytes } = sources
    if (uplinkBytes + memberBytes + cacheBytes === 0) return
    this.#isNew = true
    if (digest !== undefined) this.#today().transfers++
    if (!shared) return // It is somebody's own: its bytes count, its name is kept nowhere.
    const atMs = this.#parts.clock.nowMs()
    add(this.#contents, { url, digest, bytes, uplinkBytes, memberBytes, cacheBytes, forOthers, atMs })
    const [oldest] = this.#contents.keys()
    if (this.#contents.size > MAX_HISTORY_CONTENTS && oldest !== undefined) this.#contents.delete(oldest)
  }

  /** What the ledger has counted since the last time falls on today: at midnight at most a minute of it is yesterday's. */
  #count(): void {
    const now = countersOf(this.#parts.ledger)
    const names = Object.keys(now) as (keyof Counters)[]
    if (names.every((name) => now[name] === this.#counted[name])) return
    const today = this.#today()
    for (const name of names) today[name] += now[name] - this.#counted[name]
    this.#counted = now
    this.#isNew = true
  }

  #today(): HistoryDay {
    const day = dayOf(this.#parts.clock.nowMs())
    let today = this.#days.get(day)
    if (today === undefined) {
      today = { day, uplinkBytes: 0, memberBytes: 0, cacheBytes: 0, notSharedBytes: 0, servedBytes: 0, transfers: 0 }
      this.#days.set(day, today)
      // The clock may have been set back, so the days are put in order.
      const kept = [...this.#days.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).slice(-MAX_HISTORY_DAYS)
      this.#days.clear()
      for (const [name, one] of kept) this.#days.set(name, one)
    }
    return today
  }

  /** One after the other. Never rejects: what the disk does not take is written the next time. */
  #write(): Promise<void> {
    return (this.#writing = this.#writing.then(() => this.#writeNow()))
  }

  async #writeNow(): Promise<void> {
    this.#count()
    if (!this.#isNew) return
    this.#isNew = false
    const { file, log } = this.#parts
    const contents = onDisk(this.#contents.values())
    const content = { version: 1 as const, days: [...this.#days.values()], contents }
    await saveJsonFile(file, content).catch((error: unknown) => {
      this.#isNew = true
      log(`${file.path} is not written: ${describeError(error).message}`)
    })
  }
}

function countersOf(ledger: Ledger): Counters {
  const { uplink, lan, cache } = ledger.snapshot()
  return {
    uplinkBytes: uplink.bytesIn,
    notSharedBytes: uplink.passedThrough,
    memberBytes: lan.bytesIn,
    servedBytes: lan.bytesOut,
    cacheBytes: cache.bytesOut
  }
}

/** To what there is of the same content, which is then the newest. */
function add(contents: Map<string, HistoryContent>, content: Omit<HistoryContent, 'crossings'>): void {
  const key = keyOf(content)
  const before = contents.get(key)
  contents.delete(key)
  const { bytes } = content
  const uplinkBytes = content.uplinkBytes + (before?.uplinkBytes ?? 0)
  contents.set(key, {
    ...content,
    uplinkBytes,
    memberBytes: content.memberBytes + (before?.memberBytes ?? 0),
    cacheBytes: content.cacheBytes + (before?.cacheBytes ?? 0),
    crossings: bytes === 0 ? 0 : uplinkBytes / bytes,
    forOthers: content.forOthers && (before?.forOthers ?? true)
  })
}

/** Without queries, where signatures and keys stand: what differs in nothing else is one. */
function onDisk(contents: Iterable<HistoryContent>): HistoryContent[] {
  const kept = new Map<string, HistoryContent>()
  for (const content of contents) add(kept, { ...content, url: withoutQuery(content.url) })
  return [...kept.values()]
}

function keyOf({ url, digest }: Pick<HistoryContent, 'url' | 'digest'>): string {
  return `${digest ?? ''} ${url}`
}

/** UTC. */
function dayOf(atMs: number): string {
  return new Date(atMs).toISOString().slice(0, 10)
}
