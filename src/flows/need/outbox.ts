// What this node says to members who asked: one message to each at a time, a stream and a signature for all that has come together meanwhile.
import type { Clock, PeerId, Timer } from '../../base/index.js'
import { BETWEEN_MESSAGES_MS, MAX_HAVE_BYTES, MAX_HAVES_TOLD } from './defaults.js'
import { haveBytes, type HaveData } from './have.js'

interface Waiting {
  readonly have: HaveData
  readonly bytes: number
  /** Nobody waits for it any more. */
  readonly signal: AbortSignal
  readonly ended: (isTold: boolean) => void
}

export class Outbox {
  readonly #send: (asker: PeerId, have: HaveData) => Promise<boolean>
  /** To whom something is on its way, and what waits for that: by need, the oldest first. */
  readonly #lines = new Map<PeerId, Map<string, Waiting>>()
  readonly #clock: Pick<Clock, 'setTimer'>
  readonly #timers = new Set<Timer>()
  #isClosed = false

  /** @param send never rejects; whether it was told */
  constructor(clock: Pick<Clock, 'setTimer'>, send: (asker: PeerId, have: HaveData) => Promise<boolean>) {
    this.#clock = clock
    this.#send = send
  }

  /** What waits is not told any more. */
  close(): void {
    this.#isClosed = true
    for (const timer of this.#timers) timer.cancel()
    for (const line of this.#lines.values()) for (const { ended } of line.values()) ended(false)
    this.#lines.clear()
  }

  /**
   * @returns whether it was told: not where the next word about that need has taken its place, nor where it is none; never rejects
   */
  async tell(asker: PeerId, have: HaveData, signal: AbortSignal): Promise<boolean> {
    const bytes = haveBytes(have)
    if (bytes === undefined || this.#isClosed) return false
    const line = this.#lines.get(asker) ?? new Map<string, Waiting>()
    line.get(have.needId)?.ended(false)
    const told = new Promise<boolean>((ended) => line.set(have.needId, { have, bytes, signal, ended }))
    if (!this.#lines.has(asker)) {
      this.#lines.set(asker, line)
      void this.#sendNext(asker, line)
    }
    return await told
  }

  async #sendNext(asker: PeerId, line: Map<string, Waiting>): Promise<void> {
    const together = takeFrom(line)
    const [first, ...more] = together.map(({ have }) => have)
    if (first === undefined) return void this.#lines.delete(asker)
    const isTold = await this.#send(asker, more.length === 0 ? first : { ...first, more })
    for (const { ended } of together) ended(isTold)
    if (this.#isClosed) return
    const timer = this.#clock.setTimer(BETWEEN_MESSAGES_MS, () => {
      this.#timers.delete(timer)
      void this.#sendNext(asker, line)
    })
    this.#timers.add(timer)
  }
}

/** As many as one message holds. What nobody waits for is left out, and ended. */
function takeFrom(line: Map<string, Waiting>): Waiting[] {
  const together: Waiting[] = []
  let bytes = 0
  for (const [needId, waiting] of line) {
    const isWanted = !waiting.signal.aborted
    if (isWanted) bytes += waiting.bytes
    if (isWanted && together.length > 0 && (bytes > MAX_HAVE_BYTES || together.length >= MAX_HAVES_TOLD)) break
    line.delete(needId)
    if (isWanted) together.push(waiting)
    else waiting.ended(false)
  }
  return together
}
