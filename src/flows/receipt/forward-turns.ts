// Whose upload goes to its backend next: few at once, and fewer to one host, so that a slow one holds up nobody else; members in turn.
import type { PeerId } from '../../base/index.js'
import { FewAtOnce } from '../need/few-at-once.js'
import { MAX_FORWARDED_AT_ONCE, MAX_FORWARDED_TO_HOST } from './carried-defaults.js'

interface Host {
  readonly few: FewAtOnce
  /** Those that wait included. */
  running: number
}

export class ForwardTurns {
  readonly #all = new FewAtOnce(MAX_FORWARDED_AT_ONCE, Infinity)
  /** Of those to which something goes, by host and port. */
  readonly #hosts = new Map<string, Host>()

  /** Resolves with what `work` does, once it is its turn. */
  async run<Result>(targetUri: string, asker: PeerId, work: () => Promise<Result>): Promise<Result> {
    const name = new URL(targetUri).host
    const host = this.#hosts.get(name) ?? { few: new FewAtOnce(MAX_FORWARDED_TO_HOST, Infinity), running: 0 }
    this.#hosts.set(name, host)
    host.running++
    try {
      // Not undefined: any number may wait, and what is carried is bounded.
      return (await host.few.run(() => this.#all.run(work, asker), asker)) as Result
    } finally {
      host.running--
      if (host.running === 0) this.#hosts.delete(name)
    }
  }
}
