// Hosts that said nothing to this machine's own line, while nobody else said anything to it either: it may be the line. A machine without
// IO; times are monotonic ms.
import { setNewest } from '../base/index.js'
import { MAX_SILENT_HOSTS, SILENT_HOST_MS } from './defaults.js'

interface Silence {
  readonly untilMs: number
  /** Members did not get there either: it is the host. */
  readonly isHosts: boolean
}

export class SilentHosts {
  /** By host and port, who was silent longest ago first. */
  readonly #hosts = new Map<string, Silence>()
  #connectedAtMs = -Infinity

  /** To whomever on the Internet: the line works. */
  connected(nowMs: number): void {
    this.#connectedAtMs = nowMs
    this.#hosts.clear()
  }

  /** Whether the line has connected to anybody since then: who was silent all the while is so by itself. */
  hasConnectedSince(sinceMs: number): boolean {
    return this.#connectedAtMs >= sinceMs
  }

  wasSilent(host: string, nowMs: number): void {
    if (this.#at(host, nowMs)?.isHosts !== true) this.#note(host, { untilMs: nowMs + SILENT_HOST_MS, isHosts: false })
  }

  wasSilentToMembersToo(host: string, nowMs: number): void {
    this.#note(host, { untilMs: nowMs + SILENT_HOST_MS, isHosts: true })
  }

  /** Whose silence it was, a moment ago; undefined: none is known. */
  whose(host: string, nowMs: number): 'line' | 'host' | undefined {
    const silence = this.#at(host, nowMs)
    return silence === undefined ? undefined : silence.isHosts ? 'host' : 'line'
  }

  #at(host: string, nowMs: number): Silence | undefined {
    const silence = this.#hosts.get(host)
    return silence !== undefined && nowMs < silence.untilMs ? silence : undefined
  }

  #note(host: string, silence: Silence): void {
    setNewest(this.#hosts, host, silence, MAX_SILENT_HOSTS)
  }
}
