// Server-sent events (WHATWG HTML, 9.2) to one caller: numbered, with a bound on what waits for a slow reader, and a comment
// now and then that says that the stream lives.
import type { ServerResponse } from 'node:http'
import { setRepeating, type Clock, type Timer } from '../base/index.js'
import { HEARTBEAT_MS, LOST_BUDGET_MS, MAX_WAITING_EVENT_BYTES, MAX_WAITING_EVENTS, MAX_WATCHERS } from './defaults.js'
import { GatewayError } from './errors.js'

/** As much of a response as a stream needs. */
export type EventResponse = Pick<ServerResponse, 'writeHead' | 'write' | 'end' | 'destroy' | 'on' | 'flushHeaders'>

/** All streams of one node: no more than {@link MAX_WATCHERS} at once. */
export class EventStreams {
  readonly #clock: Clock
  #open = 0

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** @throws {GatewayError} `BUSY` */
  open(response: EventResponse): EventStream {
    if (this.#open >= MAX_WATCHERS) {
      throw new GatewayError('BUSY', `${MAX_WATCHERS} programs watch already: close one first`)
    }
    this.#open++
    const stream = new EventStream(response, this.#clock)
    void stream.closed.then(() => this.#open--)
    return stream
  }
}

export class EventStream {
  readonly #response: EventResponse
  readonly #clock: Clock
  /** Resolves when nothing more can be sent, whoever ended it. */
  readonly closed: Promise<void>
  readonly #heartbeat: Timer
  #waiting: string[] = []
  #waitingBytes = 0
  #isFull = false
  #count = 0
  #isOver = false
  #lostTimer: Timer | undefined

  constructor(response: EventResponse, clock: Clock) {
    this.#response = response
    this.#clock = clock
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
    response.flushHeaders()
    response.on('drain', () => this.#drained())
    this.#heartbeat = setRepeating(clock, HEARTBEAT_MS, () => this.#beat())
    this.closed = new Promise((resolve) => {
      response.on('close', () => {
        this.#isOver = true
        this.#heartbeat.cancel()
        this.#lostTimer?.cancel()
        this.#waiting = []
        resolve()
      })
    })
  }

  /** Numbers the event and sends it, or has it wait where the caller reads slowly. */
  send(event: string, data: unknown): void {
    if (this.#isOver) return
    const text = this.#spell(event, data)
    if (!this.#isFull) return this.#write(text)
    this.#waiting.push(text)
    this.#waitingBytes += text.length
    if (this.#waiting.length > MAX_WAITING_EVENTS || this.#waitingBytes > MAX_WAITING_EVENT_BYTES) this.#lose()
  }

  /** There is nothing more to tell: what waits for a slow reader is sent still, within what a stalled answer has. */
  end(): void {
    if (this.#isOver) return
    this.#isOver = true
    this.#heartbeat.cancel()
    this.#response.end(this.#waiting.join(''))
    this.#waiting = []
  }

  #spell(event: string, data: unknown): string {
    return `id: ${++this.#count}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`
  }

  #write(text: string): void {
    this.#isFull = !this.#response.write(text)
  }

  #drained(): void {
    this.#isFull = false
    while (!this.#isFull && this.#waiting.length > 0) {
      const text = this.#waiting.shift() ?? ''
      this.#waitingBytes -= text.length
      this.#write(text)
    }
  }

  /** One who does not read needs no comments besides. */
  #beat(): void {
    if (!this.#isFull && !this.#isOver) this.#write(': here\n\n')
  }

  /** The numbers of what is thrown away are missing, so that the caller sees the gap too. */
  #lose(): void {
    const missed = this.#waiting.length
    this.#waiting = []
    this.#waitingBytes = 0
    this.#isOver = true
    this.#response.end(this.#spell('lost', { missed }))
    this.#lostTimer = this.#clock.setTimer(LOST_BUDGET_MS, () => this.#response.destroy())
  }
}
