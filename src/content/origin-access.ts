// The way out to origins: what the group shares, and what this machine's own programs ask that is not shared. A port, so that
// tests give their own. One for a machine (design section 6).
import type { Duplex, Readable } from 'node:stream'
import type { SecureContext } from 'node:tls'
import type { Clock, Random } from '../base/index.js'
import type { Ledger } from './ledger.js'
import { openOrigin, type OriginOptions, type OriginResponse } from './origin.js'
import type { OriginWay } from './origin-dial.js'
import type { OriginPolicy } from './origin-policy.js'
import { passThrough } from './pass-through.js'
import { dnsResolve, systemResolve, type Resolve } from './resolve.js'
import { openTunnel } from './tunnel.js'
import { upstreamProxies, type UpstreamProxySettings } from './upstream-proxy.js'
import { Via } from './via.js'

export interface OriginAccess {
  /**
   * A `GET` for the group, redirects followed. Resolves at the response headers.
   * @throws {ContentError} `BAD_URL`, `PRIVATE_URL`, `ORIGIN_REFUSED`, `ORIGIN_UNREACHABLE`, `ORIGIN_STATUS` (with `status`),
   * `ORIGIN_BROKEN`; the signal's reason. Iterating the body: `ORIGIN_BROKEN`, the signal's reason.
   */
  open(url: string, options?: OriginOptions): Promise<OriginResponse>
  /**
   * One plain request of this machine's own program: any method, its own headers, no redirects followed, nothing stored.
   * Resolves at the response headers.
   * @throws {ContentError} `BAD_URL`, `ORIGIN_REFUSED` (also for a request that came from here: a loop), `ORIGIN_UNREACHABLE`,
   * `ORIGIN_BROKEN`; the signal's reason. `body` fails with `ORIGIN_BROKEN` or the signal's reason.
   */
  passThrough(request: PassThroughRequest): Promise<PassThroughResponse>
  /**
   * A connection for `CONNECT`. Whoever uses it counts its bytes, with {@link Ledger.countPassed}, and ends it.
   * @param host a name or an address, with or without brackets
   * @throws {ContentError} `BAD_URL`, `ORIGIN_REFUSED`, `ORIGIN_UNREACHABLE`; the signal's reason
   */
  tunnel(host: string, port: number, signal?: AbortSignal): Promise<Duplex>
  /** Whether a request has been sent by this node before, as its `Via` says: to be refused. @param rawHeaders as Node has them */
  isLoop(rawHeaders: readonly string[]): boolean
  /** The upstream proxy that carries what is asked of that URL, for people; undefined: none. @param url absolute */
  proxyFor(url: string): string | undefined
}

export interface PassThroughRequest {
  method: string
  /** http or https, absolute. */
  url: string
  /** As Node has them: names and values in turn. Hop-by-hop headers are removed here, `Host` is made from the URL. */
  rawHeaders: readonly string[]
  /** What follows the headers, where they announce a body; read as fast as the origin takes it. */
  body?: Readable | undefined
  signal?: AbortSignal | undefined
  /** Called when the origin wants the body that the program announced with `Expect: 100-continue`. */
  onContinue?: (() => void) | undefined
}

export interface PassThroughResponse {
  readonly status: number
  readonly statusText: string
  /** Names and values in turn, without those that are for one hop alone. */
  readonly rawHeaders: string[]
  /** Destroying it ends the connection. */
  readonly body: Readable
}

export interface OriginAccessComponents {
  clock: Clock
  random: Random
  policy: OriginPolicy
  ledger: Ledger
}

export interface OriginAccessInit {
  /** @default everything goes out directly */
  proxies?: UpstreamProxySettings
  /** Whom to trust. @default whom Node trusts */
  trust?: SecureContext | undefined
  /** @default the system's, and DNS alone for what an upstream proxy looks up */
  resolve?: Resolve
}

/** One machine's way out. */
export interface MachineOriginAccess extends OriginAccess {
  /** The same, as far as another policy allows: a group's. */
  under(policy: OriginPolicy): OriginAccess
}

/** @throws {ContentError} `BAD_PROXY` */
export function createOriginAccess(
  components: OriginAccessComponents,
  init: OriginAccessInit = {}
): MachineOriginAccess {
  const { clock, random, policy, ledger } = components
  const { proxies = { httpProxy: '', httpsProxy: '', noProxy: [] }, trust, resolve } = init
  const via = new Via(random)
  const upstream = upstreamProxies(proxies)
  const way: OriginWay = {
    ...{ clock, policy, trust, via, proxies: upstream },
    resolve: resolve ?? systemResolve,
    resolveForProxy: resolve ?? dnsResolve
  }
  const by = (way: OriginWay): OriginAccess => ({
    open: (url, options = {}) => openOrigin(url, options, way),
    passThrough: (request) => passThrough(request, way, (bytes) => ledger.countPassed(bytes)),
    tunnel: (host, port, signal) => openTunnel(host, port, way, signal),
    isLoop: (rawHeaders) => via.isOwn(rawHeaders),
    proxyFor: (url) => upstream.for(new URL(url))?.name
  })
  return { ...by(way), under: (policy) => by({ ...way, policy }) }
}
