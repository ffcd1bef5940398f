// One stream of messages of applications: written in the order they are given, read no faster than the application takes them.
// Spec: docs/protocols/direct.md.
import { raceSignal, withBudget, type Clock } from '../base/index.js'
import type { ConnectionKind } from './connections.js'
import { FRAME_OVERHEAD_BYTES, MAX_DIRECT_WAITING_BYTES, MAX_DIRECT_WAITING_MESSAGES } from './defaults.js'
import type { DirectEnd } from './direct-connections.js'
import {
  acceptFrame,
  openFrame,
  readDirectFrame,
  refuseFrame,
  type DirectFrame,
  type DirectOpen,
  type DirectRefusal
} from './direct-frame.js'
import { GraphError, ProtocolError } from './errors.js'
import type { Frames } from './frame-channel.js'

/** The other side said no. */
export class DirectRefusedError extends GraphError {
  constructor(readonly reason: DirectRefusal) {
    super(reason === 'not-asked-for' ? 'NOT_ASKED_FOR' : 'UNREACHABLE', `the other side refused: ${reason}`)
  }
}

export interface DirectChannelHandlers {
  /** Resolves when the application has taken it. Must not reject. */
  onData(type: string, bytes: Uint8Array): Promise<void>
  /** Once, unless we end it. */
  onEnd(reason: DirectEnd): void
}

export class DirectChannel {
  readonly #frames: Frames
  readonly #clock: Clock
  readonly #incoming: AsyncGenerator<Uint8Array, void, undefined>
  /** The last message that was given to us: the next waits for it. */
  #sending: Promise<void> = Promise.resolve()
  #reading: Promise<void> = Promise.resolve()
  /** Given to the application, and not taken. */
  #waiting = { messages: 0, bytes: 0 }
  #wakeReader: (() => void) | undefined
  /** Ended by us, or told to be over. */
  #isOver = false
  #closing: Promise<void> | undefined

  constructor(frames: Frames, clock: Clock) {
    this.#frames = frames
    this.#clock = clock
    this.#incoming = frames.frames()
  }

  /** Messages and bytes, with {@link FRAME_OVERHEAD_BYTES} for each, that the application has not taken. */
  get waiting(): { readonly messages: number; readonly bytes: number } {
    return this.#waiting
  }

  /**
   * Asks, and waits for the answer.
   * @returns the other side's node id
   * @throws {DirectRefusedError}; {ProtocolError}; {GraphError} `LINK_CLOSED`; `signal.reason`
   */
  async ask(nodeId: string, kind: ConnectionKind, signal: AbortSignal): Promise<string | undefined> {
    const exchange = async (): Promise<string | undefined> => {
      await this.#frames.send(openFrame(nodeId, kind))
      const answer = await this.#first()
      if (answer?.kind === 'refuse') throw new DirectRefusedError(answer.reason)
      if (answer?.kind !== 'accept') throw new ProtocolError('neither accepted nor refused')
      return answer.nodeId
    }
    return raceSignal(exchange(), signal)
  }

  /** What the other side wants. @throws {ProtocolError}; {GraphError} `LINK_CLOSED` */
  async readOpen(): Promise<DirectOpen> {
    const frame = await this.#first()
    if (frame?.kind !== 'open') throw new ProtocolError('begins with something else than a request')
    return frame
  }

  /** Takes what the other side asked for, and begins to read. */
  accept(nodeId: string, handlers: DirectChannelHandlers): void {
    void this.#enqueue(acceptFrame(nodeId)).catch(() => {}) // Reading tells that it ended.
    this.start(handlers)
  }

  /** Says no, and closes within `budgetMs`. Never rejects. */
  async refuse(reason: DirectRefusal, budgetMs: number): Promise<void> {
    void this.#enqueue(refuseFrame(reason)).catch(() => {})
    await this.close(budgetMs)
  }

  /** Begins to read, once it was accepted. */
  start(handlers: DirectChannelHandlers): void {
    const over = (reason: DirectEnd): void => {
      if (this.#isOver) return
      this.#isOver = true
      handlers.onEnd(reason)
    }
    this.#reading = this.#read(handlers).then(over, (thrown: unknown) =>
      over(thrown instanceof ProtocolError ? 'protocol' : 'lost')
    )
  }

  /**
   * Resolves when there is room for the next message; each waits for the one before.
   * @param frame see `dataFrame`
   * @throws {GraphError} `LINK_CLOSED`; `signal.reason`
   */
  send(frame: Uint8Array, signal?: AbortSignal): Promise<void> {
    return raceSignal(this.#enqueue(frame, signal), signal)
  }

  /** Ends our side after all that was given to us, and waits until the other has read it and ended too. Never rejects. */
  close(budgetMs: number): Promise<void> {
    return (this.#closing ??= this.#close(budgetMs))
  }

  /** Ends it at once. */
  cut(why: string): void {
    this.#isOver = true
    this.#frames.abort(why)
    this.#wakeReader?.()
  }

  async #close(budgetMs: number): Promise<void> {
    this.#isOver = true
    this.#wakeReader?.()
    const late = new AbortController()
    const expired = (): Error => new GraphError('LINK_CLOSED', 'closing took too long')
    const ended = this.#sending.then(() => this.#frames.close(late.signal)).then(() => this.#drain())
    await withBudget(this.#clock, budgetMs, ended, expired).catch(() => {})
    late.abort()
    this.cut('closed')
  }

  /** Reads what still comes, for nobody, until the other side ends. */
  async #drain(): Promise<void> {
    await this.#reading
    while ((await this.#incoming.next()).done !== true);
  }

  #enqueue(frame: Uint8Array, signal?: AbortSignal): Promise<void> {
    const turn = this.#sending.then(() => {
      signal?.throwIfAborted()
      return this.#frames.send(frame)
    })
    this.#sending = turn.catch(() => {})
    return turn
  }

  /** The first that this version knows. @returns undefined where it breaks a rule */
  async #first(): Promise<DirectFrame | undefined> {
    for (;;) {
      const next = await this.#incoming.next()
      if (next.done === true) throw new GraphError('LINK_CLOSED', 'the other side closed')
      const frame = readDirectFrame(next.value)
      if (frame?.kind !== 'unknown') return frame
    }
  }

  async #read(handlers: DirectChannelHandlers): Promise<DirectEnd> {
    while (!this.#isOver) {
      const next = await this.#incoming.next()
      if (next.done === true) return 'closed-by-peer'
      if (this.#isOver) break
      const frame = readDirectFrame(next.value)
      if (frame?.kind === 'data') this.#deliver(frame.type, frame.bytes, handlers)
      else if (frame?.kind !== 'unknown') return 'protocol'
      while (this.#isFull() && !this.#isOver) await new Promise<void>((resolve) => (this.#wakeReader = resolve))
    }
    return 'closed'
  }

  #deliver(type: string, bytes: Uint8Array, handlers: DirectChannelHandlers): void {
    const size = bytes.byteLength + FRAME_OVERHEAD_BYTES
    this.#waiting.messages += 1
    this.#waiting.bytes += size
    const taken = (): void => {
      this.#waiting.messages -= 1
      this.#waiting.bytes -= size
      this.#wakeReader?.()
    }
    handlers.onData(type, bytes).then(taken, taken)
  }

  #isFull(): boolean {
    const { messages, bytes } = this.#waiting
    return messages > MAX_DIRECT_WAITING_MESSAGES || bytes > MAX_DIRECT_WAITING_BYTES
  }
}
