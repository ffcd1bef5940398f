// Two ends of a framed channel in memory: what one sends, the other reads, when the reader gets to it. Sending can be held.
import { GraphError } from '../../src/graph/errors.js'
import type { Frames } from '../../src/graph/frame-channel.js'

export interface MemoryChannel extends Frames {
  /** Frames that the other side sent and that this side's owner has not taken yet. */
  readonly waitingFrames: number
  /** From now on `send` does not resolve until released: the other side does not read. */
  hold(): void
  release(): void
}

export function memoryChannels(): [MemoryChannel, MemoryChannel] {
  const left = new End()
  const right = new End()
  left.other = right
  right.other = left
  return [left, right]
}

class End implements MemoryChannel {
  other!: End
  readonly #arrived: Uint8Array[] = []
  #ended = false
  #wake: (() => void) | undefined
  #held: Promise<void> | undefined
  #release: (() => void) | undefined
  #breakSends: ((error: Error) => void) | undefined

  get waitingFrames(): number {
    return this.#arrived.length
  }

  hold(): void {
    this.#held = new Promise((resolve, reject) => {
      this.#release = resolve
      this.#breakSends = reject
    })
    this.#held.catch(() => {})
  }

  release(): void {
    this.#held = undefined
    this.#release?.()
  }

  async *frames(): AsyncGenerator<Uint8Array, void, undefined> {
    for (;;) {
      for (let frame = this.#arrived.shift(); frame !== undefined; frame = this.#arrived.shift()) yield frame
      if (this.#ended) return
      await new Promise<void>((resolve) => (this.#wake = resolve))
    }
  }

  async send(bytes: Uint8Array): Promise<void> {
    if (this.other.#ended) throw new GraphError('LINK_CLOSED', 'the channel is closed')
    this.other.#arrived.push(new Uint8Array(bytes))
    this.other.#wake?.()
    await this.#held
  }

  async close(): Promise<void> {
    this.other.#end()
  }

  abort(reason: string): void {
    this.#breakSends?.(new GraphError('LINK_CLOSED', reason))
    this.other.#end()
    this.#end()
  }

  #end(): void {
    this.#ended = true
    this.#wake?.()
  }
}
