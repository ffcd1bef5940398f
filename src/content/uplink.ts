// Whether this machine's uplink works, judged by what real fetches met (design section 4: `uplink` in presence).
import type { Answer } from '../graph/index.js'
import { UPLINK_DOUBT_MS } from './crossing-defaults.js'
import { ContentError } from './errors.js'

/** One dead origin says nothing about the uplink; two in a row, with no answer between, do, for a while. */
export class UplinkJudge {
  readonly #deadHosts = new Set<string>()
  #lastFailureMs = 0
  #works: boolean | undefined

  /** @param error undefined where an origin answered */
  tried(url: string, error: unknown, nowMs: number): void {
    if (error === undefined || (error instanceof ContentError && error.code === 'ORIGIN_STATUS')) {
      this.#deadHosts.clear()
      this.#works = true
    } else if (isSilence(error)) {
      this.#deadHosts.add(new URL(url).host)
      this.#lastFailureMs = nowMs
      // Where there is no route at all, one is enough.
      if (this.#deadHosts.size >= 2 || causeCode(error) === 'ENETUNREACH') this.#works = false
    }
  }

  answer(nowMs: number): Answer {
    if (this.#works === false && nowMs - this.#lastFailureMs > UPLINK_DOUBT_MS) {
      this.#deadHosts.clear()
      this.#works = undefined
    }
    return this.#works === undefined ? 'unknown' : this.#works ? 'yes' : 'no'
  }
}

/** What a dead line looks like. A name that does not exist, or a refused connection, is an answer: the line works. */
const SILENT_CODES = new Set(['ENETUNREACH', 'EHOSTUNREACH', 'ENETDOWN', 'ETIMEDOUT', 'EAI_AGAIN'])

/** The system's code of what went wrong underneath. */
export function causeCode(error: unknown): string | undefined {
  const cause = error instanceof Error ? error.cause : undefined
  const { code } = (cause ?? {}) as NodeJS.ErrnoException
  return typeof code === 'string' ? code : undefined
}

function isSilence(error: unknown): boolean {
  if (!(error instanceof ContentError) || error.code !== 'ORIGIN_UNREACHABLE') return false
  const code = causeCode(error)
  return code === undefined || SILENT_CODES.has(code) // Without a code it was our own budget that ran out.
}

/** The line here leads nowhere at all: the kernel has no way to the origin. */
export function isOffline(error: unknown): boolean {
  return error instanceof ContentError && (error.code === 'NO_UPLINK' || causeCode(error) === 'ENETUNREACH')
}

export function noUplink(): ContentError {
  return new ContentError('NO_UPLINK', 'this node may not use its uplink, and no member that is here could fetch it')
}
