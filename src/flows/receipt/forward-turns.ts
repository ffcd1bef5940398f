// Whose upload goes to its backend next: few at once, fewer to one host, and of one member no more than half of either, so that nobody who is
// slow, or has much, holds up the others; members in turn, of each the oldest that may go. Not FewAtOnce (need), which knows one limit; nor
// UploadTurns, which looks at where uploads stand: here a place is taken for as long as a promise takes.
import { raceSignal, type PeerId } from '../../base/index.js'
import {
  MAX_FORWARDED_AT_ONCE,
  MAX_FORWARDED_OF_MEMBER,
  MAX_FORWARDED_OF_MEMBER_TO_HOST,
  MAX_FORWARDED_TO_HOST
} from './carried-defaults.js'

interface Wish {
  readonly member: PeerId
  /** With its port. */
  readonly host: string
  readonly go: () => void
}

export class ForwardTurns {
  readonly #running = new Set<Wish>()
  /** By member; whose turn is next comes first. None is empty. */
  readonly #waiting = new Map<PeerId, Set<Wish>>()

  /** What `work` does, once it is its turn. @throws what `work` does; the signal's reason, where that aborts before */
  async run<Result>(
    targetUri: string,
    member: PeerId,
    work: () => Promise<Result>,
    signal?: AbortSignal
  ): Promise<Result> {
    let go = (): void => {}
    const turn = new Promise<void>((resolve) => (go = resolve))
    const wish: Wish = { member, host: new URL(targetUri).host, go }
    this.#waiting.set(member, (this.#waiting.get(member) ?? new Set()).add(wish))
    this.#pump()
    try {
      await raceSignal(turn, signal)
      return await work()
    } finally {
      this.#running.delete(wish)
      this.#forget(wish)
      this.#pump()
    }
  }

  #pump(): void {
    for (let next = this.#next(); next !== undefined; next = this.#next()) {
      this.#forget(next)
      const others = this.#waiting.get(next.member)
      if (others !== undefined) {
        this.#waiting.delete(next.member)
        this.#waiting.set(next.member, others) // Behind the other members.
      }
      this.#running.add(next)
      next.go()
    }
  }

  #next(): Wish | undefined {
    if (this.#running.size >= MAX_FORWARDED_AT_ONCE) return undefined
    for (const [member, wishes] of this.#waiting) {
      if (this.#count((one) => one.member === member) >= MAX_FORWARDED_OF_MEMBER) continue
      const full = new Set<string>()
      for (const wish of wishes) {
        if (full.has(wish.host)) continue
        if (this.#mayGoTo(wish)) return wish
        full.add(wish.host)
      }
    }
    return undefined
  }

  #mayGoTo({ member, host }: Wish): boolean {
    if (this.#count((one) => one.host === host) >= MAX_FORWARDED_TO_HOST) return false
    const ofMember = this.#count((one) => one.host === host && one.member === member)
    return ofMember < MAX_FORWARDED_OF_MEMBER_TO_HOST
  }

  #count(isCounted: (wish: Wish) => boolean): number {
    let count = 0
    for (const wish of this.#running) if (isCounted(wish)) count++
    return count
  }

  #forget(wish: Wish): void {
    const wishes = this.#waiting.get(wish.member)
    wishes?.delete(wish)
    if (wishes?.size === 0) this.#waiting.delete(wish.member)
  }
}
