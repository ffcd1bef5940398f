// Two ends of a stream between simulated peers, as a link needs it: frames arrive late, in order, at whoever is running;
// who sends feels whether the other side reads.
import { GraphError } from '../../src/graph/errors.js'
import type { Frames } from '../../src/graph/frame-channel.js'

/** What may be on its way or unread before `send` waits: a yamux window. */
const WINDOW_BYTES = 1024 * 1024

export interface ChannelEndInit {
  /** Carries something to the other side in order; it runs there when it arrives. */
  carry(bytes: number, arrive: () => void): void
  /** Looks at each frame that is sent. */
  onSend(frame: Uint8Array): void
}

export class ChannelEnd implements Frames {
  other!: ChannelEnd
  readonly #init: ChannelEndInit
  readonly #arrived: Uint8Array[] = []
  #unreadBytes = 0
  #ended = false
  #failure: Error | undefined
  #wakeReader: (() => void) | undefined
  #wakeSender: (() => void) | undefined

  constructor(init: ChannelEndInit) {
    this.#init = init
  }

  /** Bytes sent that the other side has not read yet. */
  get unreadBytes(): number {
    return this.#unreadBytes
  }

  async *frames(): AsyncGenerator<Uint8Array, void, undefined> {
    for (;;) {
      for (let frame = this.#arrived.shift(); frame !== undefined; frame = this.#arrived.shift()) {
        this.other.#read(frame.byteLength)
        yield frame
      }
      if (this.#failure !== undefined) throw this.#failure
      if (this.#ended) return
      await new Promise<void>((resolve) => (this.#wakeReader = resolve))
    }
  }

  async send(bytes: Uint8Array): Promise<void> {
    if (this.#ended) throw this.#failure ?? new GraphError('LINK_CLOSED', 'the channel is closed')
    const frame = new Uint8Array(bytes)
    this.#init.onSend(frame)
    this.#unreadBytes += frame.byteLength
    this.#init.carry(frame.byteLength, () => {
      this.other.#arrived.push(frame)
      this.other.#wakeReader?.()
    })
    while (this.#unreadBytes > WINDOW_BYTES && !this.#ended) {
      await new Promise<void>((resolve) => (this.#wakeSender = resolve))
    }
    if (this.#failure !== undefined) throw this.#failure
  }

  /** Ends our side behind what was sent. */
  async close(): Promise<void> {
    this.#init.carry(0, () => this.other.#end())
  }

  abort(reason: string): void {
    if (this.#ended) return
    this.#end(new GraphError('LINK_CLOSED', reason))
    this.#init.carry(0, () => this.other.#end(new GraphError('LINK_CLOSED', 'the other side reset')))
  }

  /** The connection below broke: nothing is said to the other side. */
  break(reason: string): void {
    this.#end(new GraphError('LINK_CLOSED', reason))
  }

  #read(bytes: number): void {
    this.#unreadBytes -= bytes
    if (this.#unreadBytes <= WINDOW_BYTES) this.#wakeSender?.()
  }

  #end(failure?: Error): void {
    this.#ended = true
    this.#failure ??= failure
    this.#wakeReader?.()
    this.#wakeSender?.()
  }
}
