// A copy that is being taken of a local source. Whoever needs it meanwhile waits for the same; once nobody does, it is given up.
import { raceSignal } from '../../base/index.js'

export class Copying {
  /** Of all. */
  readonly bytes: number
  /** For a program of this machine, which waits behind no member's. */
  readonly isOwn: boolean
  /** Else it waits for its turn. */
  isRunning = false
  readBytes = 0
  readonly #done: Promise<void>
  readonly #stop = new AbortController()
  #waiting = 0

  /** @param take never rejects; gives up at the signal */
  constructor(
    { bytes, isOwn }: Pick<Copying, 'bytes' | 'isOwn'>,
    take: (copying: Copying, signal: AbortSignal) => Promise<void>
  ) {
    this.bytes = bytes
    this.isOwn = isOwn
    this.isOwn = isOwn
    this.#done = take(this, this.#stop.signal)
  }

  get isGivenUp(): boolean {
    return this.#stop.signal.aborted
  }

  /** @throws the signal's reason */
  async wait(signal?: AbortSignal): Promise<void> {
    this.#waiting++
    try {
      await raceSignal(this.#done, signal)
    } finally {
      this.#waiting--
      if (this.#waiting === 0) this.#stop.abort(new Error('nobody waits for it'))
    }
  }
}
