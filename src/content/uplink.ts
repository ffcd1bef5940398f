// Whether this machine's uplink works, judged by what real fetches met (design section 4: `uplink` in presence).
import { isIPv6 } from 'node:net'
import { networkInterfaces } from 'node:os'
import type { Answer } from '../graph/index.js'
import { UPLINK_DOUBT_MS } from './crossing-defaults.js'
import { ContentError } from './errors.js'

/** One dead origin says nothing about the uplink; two in a row, with no answer between, do, for a while. */
export class UplinkJudge {
  readonly #deadHosts = new Set<string>()
  #lastFailureMs = 0
  #works: boolean | undefined
  readonly #hasIpv4: () => boolean

  constructor(hasIpv4 = machineHasIpv4) {
    this.#hasIpv4 = hasIpv4
  }

  /**
   * @param error undefined where an origin answered
   * @param isAsked false where it was tried for others alone: their URL, which may lead nowhere, is no evidence against this line
   */
  tried(url: string, error: unknown, nowMs: number, isAsked = true): void {
    if (error === undefined || (error instanceof ContentError && error.code === 'ORIGIN_STATUS')) {
      this.worked()
    } else if (isOffline(error, this.#hasIpv4)) {
      this.hasNoWay(nowMs)
    } else if ((isAsked || isProxyFailure(error)) && isSilence(error, this.#hasIpv4)) {
      this.#deadHosts.add(new URL(url).host)
      this.#lastFailureMs = nowMs
      if (this.#deadHosts.size >= 2) this.#works = false
    }
  }

  worked(): void {
    this.#deadHosts.clear()
    this.#works = true
  }

  /** The kernel itself says that there is no way at all: once is enough, whoever asked. */
  hasNoWay(nowMs: number): void {
    this.#lastFailureMs = nowMs
    this.#works = false
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

/**
 * What the system said of each address that was tried; undefined: nothing, it was our own budget that ran out. That there is
 * no way over IPv6 says nothing where the machine has IPv4.
 */
function failures(error: unknown, hasIpv4: () => boolean): NodeJS.ErrnoException[] | undefined {
  const cause = error instanceof Error ? error.cause : undefined
  if (cause === undefined) return undefined
  // The code of an AggregateError is that of its first error alone.
  const all = (cause instanceof AggregateError ? cause.errors : [cause]) as NodeJS.ErrnoException[]
  return all.filter((failure) => !isNoRoute(failure) || !isToIpv6(failure) || !hasIpv4())
}

function isNoRoute({ code }: NodeJS.ErrnoException): boolean {
  return code === 'ENETUNREACH'
}

function isToIpv6(failure: NodeJS.ErrnoException): boolean {
  return 'address' in failure && isIPv6(String(failure.address))
}

function machineHasIpv4(): boolean {
  return Object.values(networkInterfaces()).some((addresses) =>
    addresses?.some(({ family, internal }) => family === 'IPv4' && !internal)
  )
}

/** The upstream proxy is part of the line: however it failed, nothing gets out by it, whoever asked for what. */
function isProxyFailure(error: unknown): boolean {
  return error instanceof ContentError && error.isProxy
}

/** Nothing came from the origin, nor a word of the system that would be an answer: it may be the line. */
export function isSilence(error: unknown, hasIpv4 = machineHasIpv4): boolean {
  if (!(error instanceof ContentError) || error.code !== 'ORIGIN_UNREACHABLE') return false
  if (isProxyFailure(error)) return true
  const all = failures(error, hasIpv4)
  return all === undefined || (all.length > 0 && all.every(({ code }) => SILENT_CODES.has(code ?? '')))
}

/** The line here leads nowhere at all: the kernel has no way to any address of the origin, or of the proxy before it. */
export function isOffline(error: unknown, hasIpv4 = machineHasIpv4): boolean {
  if (!(error instanceof ContentError)) return false
  const all = failures(error, hasIpv4) ?? []
  return error.code === 'NO_UPLINK' || (all.length > 0 && all.every(isNoRoute))
}

export function noUplink(): ContentError {
  return new ContentError('NO_UPLINK', 'this node may not use its uplink, and no member that is here could fetch it')
}
