// What local sources have, so that this node can say "I have" of what it never advertised (seeds/001, Fig. 3, 124: the list of local aliased
// copies). A copy is taken once somebody needs it, and held from then on; each source is contained: slow or broken, the others go on.
import { raceSignal, withBudget, type Clock, type Logger, type PeerId } from '../../base/index.js'
import { normaliseUrl, type Content, type Location, type OfferQuestion } from '../../content/index.js'
import { Copying } from './copying.js'
import { FewAtOnce } from './few-at-once.js'
import type { LocalCopy, LocalSource } from './local-source.js'
import {
  BRING_BUDGET_MS,
  MAX_COPIED_FOR_ASKER_BYTES,
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

export interface OfferOptions {
  readonly signal?: AbortSignal | undefined
  /** Whom it is for. @default this machine's own programs, which wait behind no member */
  readonly member?: MemberCopies | undefined
}

export interface MemberCopies {
  readonly asker: PeerId
  /** Of so many bytes. @returns to be called with what was read of it; undefined: it is not to be taken */
  begin(bytes: number): ((readBytes: number) => void) | undefined
}

export interface CopyProgress extends Pick<Copying, 'bytes' | 'readBytes'> {
  /** Of those that have their turn first; 0 once it is read. */
  readonly bytesBefore: number
}

/** Who waits in one hinders nobody in the other. */
class Lane {
  readonly finds = new FewAtOnce(MAX_FINDS_AT_ONCE, MAX_WAITING)
  readonly takes = new FewAtOnce(MAX_TAKEN_AT_ONCE, MAX_WAITING)
}

export class LocalSources {
  readonly #content: LocalSourcesInit['content']
  readonly #clock: Clock
  readonly #logger: Logger
  readonly #sources: LocalSource[]
  /** They have not come back within their budget. */
  readonly #stuck = new Set<LocalSource>()
  readonly #ofMembers = new Lane()
  readonly #own = new Lane()
  /** By URL. */
  readonly #copies = new Map<string, Copying>()
  /** For members who were told nothing yet: looking a second time keeps a burst of small files in line. */
  readonly #found = new WeakMap<OfferQuestion, Found>()
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

  /**
   * Whether `offer` would have something for a member, as far as can be said without reading it: that, asked the same question, takes what was found
   * here. @throws the signal's reason
   */
  async has(question: OfferQuestion, asker: PeerId, signal?: AbortSignal): Promise<boolean> {
    if (this.#content.offer(question) !== undefined) return true
    const found = await this.#find(question, asker, signal)
    if (found !== undefined) this.#found.set(question, found)
    return found !== undefined && found.copy.bytes <= MAX_COPIED_FOR_ASKER_BYTES
  }

  /**
   * What this node holds, and what local sources have: that is taken first, which may last. A copy that nobody waits for any more is given
   * up. @throws the signal's reason
   */
  async offer(question: OfferQuestion, { signal, member }: OfferOptions = {}): Promise<Location | undefined> {
    const held = this.#content.offer(question)
    // A word of the origin outdoes what a source says; what came from one may be another by now.
    if (held?.fetchedFromOriginAtMs !== undefined || held?.validatedAtMs !== undefined) return held
    const before = this.#found.get(question)
    this.#found.delete(question)
    const found = before ?? (await this.#find(question, member?.asker, signal))
    if (found === undefined) return held
    const copying = this.#copy(question.url, found, member)
    if (copying === undefined) return held
    await copying.wait(signal)
    return this.#content.offer(question)
  }

  /** For a program of this machine: what sources have is held, or they had their time. @throws the signal's reason */
  async bring(question: OfferQuestion, signal?: AbortSignal): Promise<void> {
    const late = new AbortController()
    const either = signal === undefined ? late.signal : AbortSignal.any([signal, late.signal])
    const expired = (): Error => new Error(`local sources took over ${BRING_BUDGET_MS} ms`)
    try {
      await withBudget(this.#clock, BRING_BUDGET_MS, this.offer(question, { signal: either }), expired)
    } catch (error) {
      signal?.throwIfAborted()
      this.#logger(`a fetch goes on without its local sources: ${String(error)}`)
    } finally {
      late.abort()
    }
  }

  /** How far the copy of that URL is, or what is copied before it. Undefined: there is none to come. */
  copying(url: string): CopyProgress | undefined {
    let bytesBefore = 0
    for (const [other, { bytes, readBytes, isRunning, isOwn }] of this.#copies) {
      if (other === url) return { bytes, readBytes, bytesBefore: isRunning ? 0 : bytesBefore }
      if (!isOwn) bytesBefore += Math.max(0, bytes - readBytes)
    }
    return undefined
  }

  /** What is being taken is given up. */
  close(): void {
    this.#closed.abort(new Error('this node is stopping'))
  }

  /** @param asker undefined: a program of this machine */
  async #find(
    { url, newerThanMs }: OfferQuestion,
    asker: PeerId | undefined,
    signal?: AbortSignal
  ): Promise<Found | undefined> {
    if (this.#sources.length === 0 || !this.#mayAsk(url)) return undefined
    const { finds } = asker === undefined ? this.#own : this.#ofMembers
    const finding = finds.run(async () => {
      for (const source of [...this.#sources]) {
        if (this.#closed.signal.aborted || signal?.aborted === true) return undefined
        const copy = await this.#findIn(source, url)
        if (copy !== undefined && (newerThanMs === 0 || copy.asOfMs > newerThanMs)) return { source, copy }
      }
      return undefined
    }, asker)
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

  /** One that runs, or waits for no member's; else a new one. Undefined: it is not to be taken. */
  #copy(url: string, found: Found, member: MemberCopies | undefined): Copying | undefined {
    const isOwn = member === undefined
    const { bytes } = found.copy
    const before = this.#copies.get(url)
    if (before?.isGivenUp === false && (before.isRunning || before.isOwn || !isOwn)) return before
    const ended = isOwn ? () => {} : member.begin(bytes)
    if (ended === undefined) return undefined
    const lane = isOwn ? this.#own : this.#ofMembers
    const copying: Copying = new Copying({ bytes, isOwn }, async (taken, signal) => {
      await lane.takes.run(() => this.#take(url, found, taken, signal))
      ended(taken.readBytes)
      if (this.#copies.get(url) === taken) this.#copies.delete(url)
    })
    this.#copies.set(url, copying)
    return copying
  }

  /** Never rejects. */
  async #take(url: string, { source, copy }: Found, copying: Copying, stop: AbortSignal): Promise<void> {
    if (stop.aborted) return
    const { bytes, version, contentType, facts, asOfMs } = copy
    const late = new AbortController()
    const signal = AbortSignal.any([late.signal, stop, this.#closed.signal])
    copying.isRunning = true
    try {
      const reading = counted(copy, (more) => (copying.readBytes += more))
      const holding = this.#content.hold(url, reading, { bytes, version, contentType, facts, asOfMs, signal })
      await this.#within(TAKE_BUDGET_MS, source, holding, late)
    } catch (error) {
      if (!stop.aborted) this.#logger(`${source.name}: a copy of ${bytes} bytes was not taken: ${String(error)}`)
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

async function* counted(copy: LocalCopy, count: (bytes: number) => void): AsyncGenerator<Uint8Array> {
  for await (const chunk of copy.open()) {
    count(chunk.byteLength)
    yield chunk
  }
}
