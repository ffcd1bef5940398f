// Waits for what the shares give: whoever sends for a member asks here before each chunk.
import type { Clock, PeerId, Timer } from '../../base/index.js'
import { OWN_USE_LOOK_MS } from './defaults.js'
import { Shares, type CarriedClass, type SharesInput } from './shares.js'

export interface BandwidthInit {
  readonly clock: Clock
  /** Of the line, for members in all, bytes a second, both ways together; undefined: no limit. */
  readonly bytesPerSecond: number | undefined
  /** What this machine's own programs have moved since the start, bytes. */
  ownBytes(): number
}

interface Waiting {
  readonly go: () => void
}

export class Bandwidth {
  readonly #init: BandwidthInit
  readonly #shares: Shares
  readonly #waiting = new Map<number, Waiting>()
  #ids = 0
  #timer: Timer | undefined
  #ownBytes: number
  #lookedAtMs: number

  constructor(init: BandwidthInit) {
    this.#init = init
    const nowMs = init.clock.monotonicMs()
    this.#shares = new Shares(init.bytesPerSecond, nowMs)
    this.#ownBytes = init.ownBytes()
    this.#lookedAtMs = nowMs
  }

  /** Resolves when so many bytes may be sent. Rejects with the signal's reason. */
  async take(name: CarriedClass, member: PeerId, bytes: number, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted()
    if (this.#init.bytesPerSecond === undefined) return
    const id = ++this.#ids
    await new Promise<void>((resolve, reject) => {
      const gone = (): void => {
        this.#waiting.delete(id)
        this.#step({ type: 'gone', id })
        reject(signal.reason as Error)
      }
      signal.addEventListener('abort', gone, { once: true })
      const go = (): void => {
        signal.removeEventListener('abort', gone)
        resolve()
      }
      this.#waiting.set(id, { go })
      this.#look()
      this.#step({ type: 'want', id, class: name, member, bytes })
    })
  }

  close(): void {
    this.#timer?.cancel()
  }

  #look(): void {
    const nowMs = this.#init.clock.monotonicMs()
    const overMs = nowMs - this.#lookedAtMs
    if (overMs < OWN_USE_LOOK_MS) return
    const bytes = this.#init.ownBytes()
    this.#step({ type: 'own-use', bytes: bytes - this.#ownBytes, overMs })
    this.#ownBytes = bytes
    this.#lookedAtMs = nowMs
  }

  #step(input: SharesInput): void {
    const { clock } = this.#init
    for (const output of this.#shares.handle(input, clock.monotonicMs())) {
      if (output.type === 'wake-in') {
        this.#timer ??= clock.setTimer(output.ms, () => {
          this.#timer = undefined
          this.#look()
          this.#step({ type: 'wake' })
        })
        continue
      }
      const { go } = this.#waiting.get(output.id) ?? {}
      this.#waiting.delete(output.id)
      go?.()
    }
  }
}
