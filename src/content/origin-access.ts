// The way out to origins: what the group shares, and what this machine's own programs ask that is not shared. A port, so that
// tests give their own. One for a machine (design section 6).
import type { Duplex, Readable } from 'node:stream'
import type { SecureContext } from 'node:tls'
import type { AbortOptions, Clock, Random } from '../base/index.js'
import { NearHosts, type Carrier } from './carrier.js'
import type { Ledger } from './ledger.js'
import { lookUpsForMembers } from './look-ups-for-members.js'
import { openOrigin, type OriginOptions, type OriginResponse } from './origin.js'
import type { OriginWay } from './origin-dial.js'
import { OwnLine } from './own-line.js'
import type { FetchedFor, OriginPolicy } from './origin-policy.js'
import { passThrough } from './pass-through.js'
import { dnsResolve, dnsResolveWithin, systemResolve, type Resolve } from './resolve.js'
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
   * One plain request of this machine's own program, or of a member: any method, its own headers, no redirects followed, nothing stored.
   * Resolves at the response headers. What is asked for a member goes to the origin as it is, and so comes back: nothing is added but what
   * HTTP needs to tell where a message ends.
   * @throws {ContentError} `BAD_URL`, `ORIGIN_REFUSED` (also for a request that came from here: a loop), `ORIGIN_UNREACHABLE`,
   * `ORIGIN_BROKEN`, `NO_CARRIER`; the signal's reason. `body` fails with `ORIGIN_BROKEN` or the signal's reason.
   */
  passThrough(request: PassThroughRequest): Promise<PassThroughResponse>
  /**
   * A connection for `CONNECT`. Whoever uses it counts its bytes, with {@link Ledger.countPassed}, and ends it.
   * @param host a name or an address, with or without brackets
   * @throws {ContentError} `BAD_URL`, `ORIGIN_REFUSED`, `ORIGIN_UNREACHABLE`, `NO_CARRIER`; the signal's reason
   */
  tunnel(host: string, port: number, options?: TunnelOptions): Promise<Duplex>
  /** Whether a request has been sent by this node before, as its `Via` says: to be refused. @param rawHeaders as Node has them */
  isLoop(rawHeaders: readonly string[]): boolean
  /** The upstream proxy that carries what is asked of that URL, for people; undefined: none. @param url absolute */
  proxyFor(url: string): string | undefined
  /** Whether programs of this machine go through members now, beside its own line where that may be used: it does not work, as far as is known. */
  isCarried(): boolean
}

/**
 * For whom it is. `own`: a program of this machine; through a member where this node's own line does not work. `member`: where others may
 * lead this node, and never to itself, by its own line alone.
 */
export type PassedFor = Exclude<FetchedFor, 'others'>

export interface TunnelOptions extends AbortOptions {
  /** @default 'own' */
  asker?: PassedFor | undefined
}

export interface PassThroughRequest {
  /** @default 'own' */
  asker?: PassedFor | undefined
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
  /** By no member, whatever this line does: the answer is to be what this machine itself has met. @default false */
  isOwnLineOnly?: boolean | undefined
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
  /** What its dials show of this machine's own line. @default one of its own, which is used */
  line?: OwnLine | undefined
  /** Whether an address and port are this node's own, as it is now: members are not led there. @default none is */
  isSelf?: ((address: string, port: number) => boolean) | undefined
}

/** One machine's way out. */
export interface MachineOriginAccess extends OriginAccess {
  /** The same, as far as another policy allows: a group's. */
  under(policy: OriginPolicy): OriginAccess
  /** Who dials for this machine's own programs where its own line does not work. @default nobody */
  carriedBy(carrier: Carrier | undefined): void
}

/** @throws {ContentError} `BAD_PROXY` */
export function createOriginAccess(
  components: OriginAccessComponents,
  init: OriginAccessInit = {}
): MachineOriginAccess {
  const { clock, random, policy, ledger } = components
  const { proxies = { httpProxy: '', httpsProxy: '', noProxy: [] }, trust, resolve, isSelf = () => false } = init
  const { line = new OwnLine({ clock, isUsed: true }) } = init
  const via = new Via(random)
  const upstream = upstreamProxies(proxies)
  let carrier: Carrier | undefined
  const way: OriginWay = {
    ...{ clock, policy, trust, via, line, proxies: upstream },
    resolve: resolve ?? systemResolve,
    resolveForMembers: resolve ?? lookUpsForMembers(dnsResolveWithin, systemResolve, clock),
    resolveForProxy: resolve ?? dnsResolve,
    isSelf,
    carrier: () => carrier,
    near: new NearHosts(clock, resolve ?? systemResolve)
  }
  const by = (way: OriginWay): OriginAccess => ({
    open: (url, options = {}) => openOrigin(url, options, way),
    passThrough: (request) => {
      const isOwn = (request.asker ?? 'own') === 'own'
      const by = request.isOwnLineOnly === true ? { ...way, carrier: () => undefined } : way
      return passThrough(request, by, (bytes) => (isOwn ? ledger.countPassed(bytes) : undefined))
    },
    tunnel: (host, port, options = {}) => openTunnel(host, port, way, options),
    isLoop: (rawHeaders) => via.isOwn(rawHeaders),
    proxyFor: (url) => upstream.for(new URL(url))?.name,
    isCarried: () => carrier !== undefined && line.isOut
  })
  return {
    ...by(way),
    under: (policy) => by({ ...way, policy }),
    carriedBy: (by) => void (carrier = by)
  }
}
