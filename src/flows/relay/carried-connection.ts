// One connection that is carried for a member: bytes go both ways as they are, as fast as both sides and the member's share let them.
import { once } from 'node:events'
import type { Duplex } from 'node:stream'
import { setRepeating, type Clock, type PeerId } from '../../base/index.js'
import type { Bandwidth } from './bandwidth.js'
import { CARRIED_CHUNK_BYTES, CARRIED_HALF_IDLE_MS, CARRIED_IDLE_MS, INTERACTIVE_BYTES } from './defaults.js'
import type { CarriedClass } from './shares.js'

export interface CarriedConnectionInit {
  readonly member: PeerId
  readonly near: Duplex
  readonly far: Duplex
  readonly clock: Clock
  readonly bandwidth: Pick<Bandwidth, 'take'>
  /** Hears of all bytes, both ways. */
  readonly onBytes: (bytes: number, name: CarriedClass) => void
}

/** Resolves when both sides are over, however. Never rejects. */
export async function carry(init: CarriedConnectionInit): Promise<void> {
  await new CarriedConnection(init).run()
}

class CarriedConnection {
  readonly #init: CarriedConnectionInit
  readonly #cut = new AbortController()
  #bytes = 0
  #movedAtMs: number
  #ended = 0

  constructor(init: CarriedConnectionInit) {
    this.#init = init
    this.#movedAtMs = init.clock.monotonicMs()
  }

  async run(): Promise<void> {
    const { near, far, clock } = this.#init
    const ends = [near, far]
    const cut = (): void => {
      this.#cut.abort(new Error('it is over'))
      for (const end of ends) end.destroy()
    }
    const closed = ends.map(
      (end) => new Promise<void>((resolve) => (end.closed ? resolve() : end.once('close', resolve)))
    )
    for (const end of ends) {
      end.on('error', cut)
      // One that closes in order has ended both ways; what its other side has yet to take stays with that side.
      end.once('close', () => (end.readableEnded && end.writableFinished ? undefined : cut()))
    }
    const watch = setRepeating(clock, CARRIED_HALF_IDLE_MS, () => {
      const budgetMs = this.#ended > 0 ? CARRIED_HALF_IDLE_MS : CARRIED_IDLE_MS
      if (clock.monotonicMs() - this.#movedAtMs >= budgetMs) cut()
    })
    if (ends.some((end) => end.destroyed)) cut()
    await Promise.all([this.#pump(near, far), this.#pump(far, near)].map((pump) => pump.catch(cut)))
    await Promise.all(closed)
    watch.cancel()
  }

  async #pump(from: Duplex, to: Duplex): Promise<void> {
    const { signal } = this.#cut
    for await (const chunk of from.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      for (let at = 0; at < chunk.byteLength; at += CARRIED_CHUNK_BYTES) {
        const part = chunk.subarray(at, at + CARRIED_CHUNK_BYTES)
        await this.#share(part.byteLength)
        if (!to.write(part)) await once(to, 'drain', { signal })
      }
    }
    this.#ended++
    this.#movedAtMs = this.#init.clock.monotonicMs()
    to.end()
  }

  async #share(bytes: number): Promise<void> {
    const { bandwidth, member, onBytes, clock } = this.#init
    const name = this.#bytes < INTERACTIVE_BYTES ? 'interactive' : 'bulk'
    await bandwidth.take(name, member, bytes, this.#cut.signal)
    this.#movedAtMs = clock.monotonicMs()
    this.#bytes += bytes
    onBytes(bytes, name)
  }
}
