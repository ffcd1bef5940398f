// One neighbour's long-lived stream: reads frames without letting foreign ones pile up, writes flooded items and
// synchronising in turn. Spec: docs/protocols/link.md.
import { withBudget, type Clock, type PeerId } from '../base/index.js'
import { MAX_SYNC_FRAME_BYTES } from '../store/index.js'
import {
  FRAME_OVERHEAD_BYTES,
  HELLO_BUDGET_MS,
  MAX_JUDGING_BYTES,
  MAX_JUDGING_ITEMS,
  MAX_WAITING_SYNC_BYTES,
  SEND_STALL_MS,
  SMALL_FRAME_BYTES_BURST,
  SMALL_FRAME_BYTES_PER_SECOND,
  SMALL_FRAMES_BURST,
  SMALL_FRAMES_PER_SECOND
} from './defaults.js'
import { GraphError, ProtocolError, reasonOf } from './errors.js'
import type { Frames } from './frame-channel.js'
import { ItemQueue } from './item-queue.js'
import {
  goodbyeFrame,
  helloFrame,
  pingFrame,
  pongFrame,
  pullFrame,
  readLinkFrame,
  syncFrame,
  type GoodbyeReason,
  type Hello,
  type Referral
} from './link-frame.js'
import { LINK_VERSION } from './protocols.js'
import { TrafficBudget, type TrafficRate } from './traffic-budget.js'

/** What is read besides items and synchronising, which have limits of their own. */
const SMALL_FRAME_RATE: TrafficRate = {
  itemsPerSecond: SMALL_FRAMES_PER_SECOND,
  itemsBurst: SMALL_FRAMES_BURST,
  bytesPerSecond: SMALL_FRAME_BYTES_PER_SECOND,
  bytesBurst: SMALL_FRAME_BYTES_BURST
}

/** How a link ended. */
export interface LinkEnd {
  /** `line`: it broke, or the other side closed without a goodbye. */
  readonly by: 'us' | 'them' | 'line'
  /** Of a goodbye, or why we cut: `protocol` where the other side broke a rule. Undefined where the line broke. */
  readonly reason: GoodbyeReason | undefined
  /** For the log. */
  readonly why: string
}

/** A goodbye came in place of a hello. */
export class TurnedAwayError extends GraphError {
  constructor(
    readonly reason: GoodbyeReason,
    readonly referrals: readonly Referral[]
  ) {
    super('LINK_CLOSED', `goodbye instead of hello: ${reason}`)
  }
}

/** Who receives what a link brings. None of these may throw. */
export interface LinkHandlers {
  /** Resolves when the item is judged: that is the link's back-pressure. */
  onItem(item: Uint8Array): Promise<void>
  /** Resolves when the frame is worked off; frames are given one after the other. */
  onSync(frame: Uint8Array): Promise<void>
  onPull(): void
  /** To be answered by {@link StreamLink.pong}. @default not answered */
  onPing?(nonce: number): void
  /** @default passed over */
  onPong?(nonce: number, peerTimeMs: number | undefined): void
  /** Once. */
  onDown(end: LinkEnd): void
}

export interface LinkWaiting {
  /** To be sent. */
  readonly items: number
  readonly itemBytes: number
  /** Received, and with the store. */
  readonly judgingItems: number
  readonly judgingBytes: number
  readonly syncBytes: number
}

interface WaitingFrame {
  readonly frame: Uint8Array
  readonly sent: () => void
  readonly failed: (error: Error) => void
}

export class StreamLink {
  readonly peer: PeerId
  readonly #channel: Frames
  readonly #clock: Clock
  readonly #incoming: AsyncGenerator<Uint8Array, void, undefined>
  #handlers: LinkHandlers | undefined
  #down = false
  #closing: Promise<void> | undefined
  /** What decided it first: what follows is only the line going. */
  #end: Pick<LinkEnd, 'by' | 'reason'> | undefined
  readonly #items: ItemQueue
  /** Too slow for flooding: gets a `pull` when it has caught up, and nothing until then. */
  #lagging = false
  #others: WaitingFrame[] = []
  /** Before everything else; of each the newest. */
  #ping: Uint8Array | undefined
  #pong: Uint8Array | undefined
  /** Our goodbye: goes after everything else. */
  #farewell: WaitingFrame | undefined
  #itemsFirst = true
  #reading: Promise<void> | undefined
  #wakeWriter: (() => void) | undefined
  #judgingItems = 0
  #judgingBytes = 0
  #syncBytes = 0
  #syncChain: Promise<void> = Promise.resolve()
  readonly #smallFrames: TrafficBudget
  #wakeReader: (() => void) | undefined

  constructor(peer: PeerId, channel: Frames, clock: Clock) {
    this.peer = peer
    this.#channel = channel
    this.#clock = clock
    this.#incoming = channel.frames()
    this.#items = new ItemQueue(clock.monotonicMs())
    this.#smallFrames = new TrafficBudget(SMALL_FRAME_RATE, clock.monotonicMs())
  }

  get isDown(): boolean {
    return this.#down
  }

  /** What waits on this link; each number has a limit in defaults.ts. */
  get waiting(): LinkWaiting {
    return {
      items: this.#items.length,
      itemBytes: this.#items.bytes,
      judgingItems: this.#judgingItems,
      judgingBytes: this.#judgingBytes,
      syncBytes: this.#syncBytes
    }
  }

  /**
   * Sends our hello and waits for theirs: the dialler speaks first.
   * @throws {TurnedAwayError} the other side said goodbye; {ProtocolError} it broke a rule; {GraphError} `LINK_CLOSED`
   */
  async exchangeHello(speaksFirst: boolean, ours: Omit<Hello, 'version'>): Promise<Hello> {
    const exchange = async (): Promise<Hello> => {
      if (speaksFirst) await this.#channel.send(helloFrame(ours))
      const hello = await this.#readHello()
      if (!speaksFirst) await this.#channel.send(helloFrame(ours))
      return hello
    }
    const expired = (): Error => new GraphError('LINK_CLOSED', `no hello within ${HELLO_BUDGET_MS} ms`)
    try {
      return await withBudget(this.#clock, HELLO_BUDGET_MS, exchange(), expired)
    } catch (error) {
      this.#goDown(reasonOf(error))
      throw error
    }
  }

  /** Begins to read and write. Once, after the hellos. */
  start(handlers: LinkHandlers): void {
    this.#handlers = handlers
    this.#reading = this.#read().then(
      () => this.#goDown('the other side closed'),
      (thrown: unknown) => {
        if (thrown instanceof ProtocolError) this.#end ??= { by: 'us', reason: 'protocol' }
        this.#goDown(reasonOf(thrown))
      }
    )
    void this.#write().catch((thrown: unknown) => this.#goDown(reasonOf(thrown)))
  }

  /** Queues an encoded item frame. A full queue is dropped, and the other side asked to pull once it has caught up. */
  flood(frame: Uint8Array): void {
    if (this.#down || this.#lagging || this.#closing !== undefined) return
    this.#lagging = !this.#items.push(frame)
    this.#wakeWriter?.()
  }

  /** Resolves when there is room for the next. @throws {GraphError} `LINK_CLOSED`, `FRAME_TOO_LARGE` */
  sendSync(frame: Uint8Array): Promise<void> {
    if (frame.byteLength > MAX_SYNC_FRAME_BYTES) {
      const sizes = `${frame.byteLength} bytes, the limit is ${MAX_SYNC_FRAME_BYTES}`
      return Promise.reject(new GraphError('FRAME_TOO_LARGE', `frame of synchronising has ${sizes}`))
    }
    return this.#enqueue(syncFrame(frame))
  }

  /** Asks the other side to start a round with us. */
  pull(): void {
    this.#enqueue(pullFrame()).catch(() => {}) // A link that comes up begins with a round.
  }

  /** Before everything that waits. @param nonce comes back in `onPong` */
  ping(nonce: number): void {
    this.#ping = pingFrame(nonce)
    this.#wakeWriter?.()
  }

  /** Answers a ping, before everything that waits. */
  pong(nonce: number, peerTimeMs: number | undefined): void {
    this.#pong = pongFrame(nonce, peerTimeMs)
    this.#wakeWriter?.()
  }

  /**
   * Says goodbye after what is queued, and waits until the other side has read it and closed too: a socket closed before
   * could take back what it sent last. Resolves within `budgetMs`.
   * @param referrals who may have a place, with `full`
   */
  close(reason: GoodbyeReason, budgetMs: number, referrals: readonly Referral[] = []): Promise<void> {
    return (this.#closing ??= this.#close(reason, budgetMs, referrals))
  }

  /** Breaks the link at once. @param reason `protocol` where the other side broke a rule */
  cut(why: string, reason: GoodbyeReason): void {
    this.#end ??= { by: 'us', reason }
    this.#goDown(why)
  }

  async #close(reason: GoodbyeReason, budgetMs: number, referrals: readonly Referral[]): Promise<void> {
    if (this.#down) return
    this.#end ??= { by: 'us', reason }
    const late = new AbortController()
    const expired = (): Error => new GraphError('LINK_CLOSED', 'goodbye took too long')
    const flush = this.#sayGoodbye(goodbyeFrame(reason, referrals))
      .then(() => this.#channel.close(late.signal))
      .then(() => this.#reading)
    await withBudget(this.#clock, budgetMs, flush, expired).catch(() => {})
    late.abort()
    this.#goDown(`we closed: ${reason}`)
  }

  async #readHello(): Promise<Hello> {
    const next = await this.#incoming.next()
    const frame = next.done === true ? undefined : readLinkFrame(next.value)
    if (frame?.kind === 'goodbye') throw new TurnedAwayError(frame.reason, frame.referrals)
    if (next.done === true || frame?.kind === 'unknown') throw new GraphError('LINK_CLOSED', 'no hello')
    if (frame?.kind !== 'hello') throw new ProtocolError('no hello')
    if (frame.hello.version !== LINK_VERSION) {
      throw new GraphError('LINK_CLOSED', `link version ${frame.hello.version}, we speak ${LINK_VERSION}`)
    }
    return frame.hello
  }

  async #read(): Promise<void> {
    for await (const bytes of this.#incoming) {
      if (this.#down) return
      const frame = readLinkFrame(bytes)
      if (frame === undefined || frame.kind === 'hello') {
        if (this.#closing !== undefined) continue // The hello of one who is turned away.
        await this.close('protocol', 0)
        return
      }
      if (frame.kind === 'item') this.#judge(frame.item)
      else if (frame.kind === 'sync') this.#synchronise(frame.frame)
      else if (!this.#smallFrames.spend(bytes.byteLength, this.#clock.monotonicMs())) {
        return this.cut('sends too many small frames', 'protocol')
      } else if (frame.kind === 'pull') this.#handlers?.onPull()
      else if (frame.kind === 'ping') this.#handlers?.onPing?.(frame.nonce)
      else if (frame.kind === 'pong') this.#handlers?.onPong?.(frame.nonce, frame.peerTimeMs)
      else if (frame.kind === 'goodbye') {
        this.#end ??= { by: 'them', reason: frame.reason }
        return
      }
      while (this.#isFull() && !this.#down) await new Promise<void>((resolve) => (this.#wakeReader = resolve))
    }
  }

  #judge(item: Uint8Array): void {
    this.#judgingItems += 1
    this.#judgingBytes += item.byteLength + FRAME_OVERHEAD_BYTES
    const judged = (): void => {
      this.#judgingItems -= 1
      this.#judgingBytes -= item.byteLength + FRAME_OVERHEAD_BYTES
      this.#wakeReader?.()
    }
    this.#handlers?.onItem(item).then(judged, judged)
  }

  #synchronise(frame: Uint8Array): void {
    this.#syncBytes += frame.byteLength + FRAME_OVERHEAD_BYTES
    const done = (): void => {
      this.#syncBytes -= frame.byteLength + FRAME_OVERHEAD_BYTES
      this.#wakeReader?.()
    }
    this.#syncChain = this.#syncChain
      .then(() => (this.#down ? undefined : this.#handlers?.onSync(frame)))
      .then(done, done)
  }

  #isFull(): boolean {
    return (
      this.#judgingItems > MAX_JUDGING_ITEMS ||
      this.#judgingBytes > MAX_JUDGING_BYTES ||
      this.#syncBytes > MAX_WAITING_SYNC_BYTES
    )
  }

  async #write(): Promise<void> {
    while (!this.#down) {
      const next = this.#next()
      if (next === undefined) {
        await this.#toWrite()
        continue
      }
      const stalled = this.#clock.setTimer(SEND_STALL_MS, () => {
        this.cut(`read nothing for ${SEND_STALL_MS} ms`, 'stalled')
      })
      try {
        await this.#channel.send(next.frame)
        next.sent()
      } catch (thrown) {
        next.failed(thrown as Error)
        throw thrown
      } finally {
        stalled.cancel()
      }
    }
  }

  /** Until there is something to send, or an item that waits may be. */
  async #toWrite(): Promise<void> {
    const waitMs = this.#items.waitMs(this.#clock.monotonicMs())
    const timer = waitMs === undefined ? undefined : this.#clock.setTimer(waitMs, () => this.#wakeWriter?.())
    await new Promise<void>((resolve) => (this.#wakeWriter = resolve))
    timer?.cancel()
  }

  /** Not more than the other side takes; before our goodbye all that is left. */
  #nextItem(): Uint8Array | undefined {
    const nowMs = this.#clock.monotonicMs()
    if (this.#farewell === undefined && this.#items.waitMs(nowMs) !== 0) return undefined
    return this.#items.take(nowMs)
  }

  /** Pings first; then items and the rest in turn, so that neither waits for a queue of the other. */
  #next(): WaitingFrame | undefined {
    const urgent = this.#pong ?? this.#ping
    if (urgent !== undefined) {
      if (urgent === this.#pong) this.#pong = undefined
      else this.#ping = undefined
      return withoutWaiter(urgent)
    }
    const item = this.#itemsFirst || this.#others.length === 0 ? this.#nextItem() : undefined
    if (item !== undefined) {
      this.#itemsFirst = false
      return withoutWaiter(item)
    }
    this.#itemsFirst = true
    const other = this.#others.shift()
    if (other !== undefined) return other
    if (this.#lagging) {
      this.#lagging = false
      return withoutWaiter(pullFrame())
    }
    const farewell = this.#farewell
    this.#farewell = undefined
    return farewell
  }

  #sayGoodbye(frame: Uint8Array): Promise<void> {
    return new Promise((sent, failed) => {
      this.#farewell = { frame, sent, failed }
      this.#wakeWriter?.()
    })
  }

  #enqueue(frame: Uint8Array): Promise<void> {
    if (this.#down) return Promise.reject(new GraphError('LINK_CLOSED', `link with ${this.peer} is down`))
    return new Promise((sent, failed) => {
      this.#others.push({ frame, sent, failed })
      this.#wakeWriter?.()
    })
  }

  #goDown(why: string): void {
    if (this.#down) return
    this.#down = true
    const gone = new GraphError('LINK_CLOSED', `link with ${this.peer} went down: ${why}`)
    for (const waiting of this.#others.splice(0)) waiting.failed(gone)
    this.#farewell?.failed(gone)
    this.#items.clear()
    this.#channel.abort(why)
    this.#wakeWriter?.()
    this.#wakeReader?.()
    this.#handlers?.onDown({ ...(this.#end ?? { by: 'line', reason: undefined }), why })
  }
}

function withoutWaiter(frame: Uint8Array): WaitingFrame {
  return { frame, sent: () => {}, failed: () => {} }
}
