// What local sources have, so that this node can say "I have" of what it never advertised (seeds/001, Fig. 3, 124: the list of local aliased
// copies). A copy is taken once somebody needs it, and held from then on; each source is contained: slow or broken, the others go on.
import { raceSignal, withBudget, type Clock, type Logger } from '../../base/index.js'
import { normaliseUrl, type Content, type Location, type OfferQuestion } from '../../content/index.js'
import { FewAtOnce } from './few-at-once.js'
import type { LocalCopy, LocalSource } from './local-source.js'
import {
  MAX_FINDS_AT_ONCE,
  MAX_LOCAL_COPY_BYTES,
  MAX_SOURCES,
  MAX_TAKEN_AT_ONCE,
  MAX_WAITING,
  SOURCE_FIND_BUDGET_MS,
  TAKE_BUDGET_MS
} from './source-defaults.js'

export interface LocalSourcesInit {
  content: Pick<Content, 'hold' | 'offer' | 'privacy'>
  /** Asked in this order. @default none */
  sources?: readonly LocalSource[] | undefined
  clock: Clock
  logger: Logger
}

interface Found {
  readonly source: LocalSource
  readonly copy: LocalCopy
}

export class LocalSources {
  readonly #content: LocalSourcesInit['content']
  readonly #clock: Clock
  readonly #logger: Logger
  readonly #sources: LocalSource[]
  /** They have not come back within their budget. */
  readonly #stuck = new Set<LocalSource>()
  readonly #finds = new FewAtOnce(MAX_FINDS_AT_ONCE, MAX_WAITING)
  readonly #takes = new FewAtOnce(MAX_TAKEN_AT_ONCE, MAX_WAITING)
  /** By URL. */
  readonly #taking = new Map<string, Promise<void>>()
  readonly #closed = new AbortController()

  constructor({ content, sources = [], clock, logger }: LocalSourcesInit) {
    this.#content = content
    this.#sources = [...sources]
    this.#clock = clock
    this.#logger = logger
  }

  get isEmpty(): boolean {
    return this.#sources.length === 0
  }

  /** Asked after those that are there. @returns a function that ends it @throws {RangeError} beyond {@link MAX_SOURCES} */
  add(source: LocalSource): () => void {
    if (this.#sources.length >= MAX_SOURCES) throw new RangeError(`there are ${MAX_SOURCES} sources already`)
    this.#sources.push(source)
    return () => {
      const at = this.#sources.indexOf(source)
      if (at >= 0) this.#sources.splice(at, 1)
    }
  }

  /** Whether `offer` would have something, as far as can be said without reading it. @throws the signal's reason */
  async has(question: OfferQuestion, signal?: AbortSignal): Promise<boolean> {
    if (this.#content.offer(question) !== undefined) return true
    return (await this.#find(question, signal)) !== undefined
  }

  /** What this node holds, and what local sources have: that is taken first, which may last. @throws the signal's reason */
  async offer(question: OfferQuestion, signal?: AbortSignal): Promise<Location | undefined> {
    const held = this.#content.offer(question)
    // A word of the origin outdoes what a source says; what came from one may be another by now.
    if (held?.fetchedFromOriginAtMs !== undefined || held?.validatedAtMs !== undefined) return held
    const found = await this.#find(question, signal)
    if (found === undefined) return held
    await raceSignal(this.#takeOnce(question.url, found), signal)
    return this.#content.offer(question)
  }

  /** What is being taken is given up. */
  close(): void {
    this.#closed.abort(new Error('this node is stopping'))
  }

  async #find({ url, newerThanMs }: OfferQuestion, signal?: AbortSignal): Promise<Found | undefined> {
    if (this.#sources.length === 0 || !this.#mayAsk(url)) return undefined
    const finding = this.#finds.run(async () => {
      for (const source of [...this.#sources]) {
        if (this.#closed.signal.aborted || signal?.aborted === true) return undefined
        const copy = await this.#findIn(source, url)
        if (copy !== undefined && (newerThanMs === 0 || copy.asOfMs > newerThanMs)) return { source, copy }
      }
      return undefined
    })
    return await raceSignal(finding, signal)
  }

  /** Never rejects. */
  async #findIn(source: LocalSource, url: string): Promise<LocalCopy | undefined> {
    if (this.#stuck.has(source)) return undefined
    const late = new AbortController()
    const signal = AbortSignal.any([late.signal, this.#closed.signal])
    try {
      const finding = source.find(url, signal)
      const copy = await this.#within(SOURCE_FIND_BUDGET_MS, source, finding, late)
      if (copy === undefined || copy.bytes <= MAX_LOCAL_COPY_BYTES) return copy
      this.#logger(`${source.name} has ${copy.bytes} bytes of a URL: more than ${MAX_LOCAL_COPY_BYTES} are not taken`)
    } catch (error) {
      this.#logger(`${source.name} was not asked with success: ${String(error)}`)
    }
    return undefined
  }

  /** Who asks while it is taken waits for the same. Never rejects. */
  #takeOnce(url: string, found: Found): Promise<void> {
    const running = this.#taking.get(url)
    if (running !== undefined) return running
    const taking = this.#takes.run(() => this.#take(url, found)).finally(() => this.#taking.delete(url))
    this.#taking.set(url, taking)
    return taking
  }

  async #take(url: string, { source, copy }: Found): Promise<void> {
    const { bytes, version, contentType, facts, asOfMs } = copy
    const late = new AbortController()
    const signal = AbortSignal.any([late.signal, this.#closed.signal])
    try {
      const holding = this.#content.hold(url, copy.open(), { bytes, version, contentType, facts, asOfMs, signal })
      await this.#within(TAKE_BUDGET_MS, source, holding, late)
    } catch (error) {
      this.#logger(`${source.name}: a copy of ${bytes} bytes was not taken: ${String(error)}`)
    }
  }

  /** Who is late is aborted, and not asked again until it has come back: a disk that hangs takes one thread of Node, not all. */
  #within<Result>(
    budgetMs: number,
    source: LocalSource,
    work: Promise<Result>,
    late: AbortController
  ): Promise<Result> {
    return withBudget(this.#clock, budgetMs, work, () => {
      const error = new Error(`it took over ${budgetMs} ms`)
      const back = (): void => void this.#stuck.delete(source)
      this.#stuck.add(source)
      work.then(back, back)
      late.abort(error)
      return error
    })
  }

  /** Foreign words: a URL as it is written, that may be given at all. */
  #mayAsk(url: string): boolean {
    try {
      return normaliseUrl(url) === url && this.#content.privacy(url) !== 'never'
    } catch {
      return false
    }
  }
}
