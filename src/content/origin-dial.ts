// One connection to an origin: judged, and through the upstream proxy where settings name one. Made with node:http and node:tls
// alone: agents for proxies drop what the origin says first through a tunnel, check a certificate for an address against another
// name, and ask the proxy for the host that the request's headers name, which is not the one that was judged.
import http from 'node:http'
import net, { isIP, type Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import tls, { type SecureContext } from 'node:tls'
import { addressClass, raceSignal, withBudget, type Clock } from '../base/index.js'
import { firstConnection } from './beside-own.js'
import { DOUBTED_HEAD_START_MS, ORIGIN_CONNECT_BUDGET_MS } from './defaults.js'
import { ContentError } from './errors.js'
import { addressesToDial, hostOf, judgeForProxy, portOf } from './origin-judge.js'
import type { FetchedFor, OriginPolicy } from './origin-policy.js'
import type { Carrier, NearHosts } from './carrier.js'
import type { OwnLine } from './own-line.js'
import type { Resolve } from './resolve.js'
import type { Via } from './via.js'
import type { UpstreamProxies, UpstreamProxy } from './upstream-proxy.js'
import { isSilence } from './uplink.js'
import { isWithoutWayOut } from './way-out.js'

/** By which way this machine goes out. */
export interface OriginWay {
  readonly clock: Clock
  readonly policy: OriginPolicy
  readonly proxies: UpstreamProxies
  /** What is said to proxies, so that a way that leads back here is noticed. */
  readonly via: Via
  /** Whom to trust; undefined: whom Node trusts. */
  readonly trust: SecureContext | undefined
  /** Of names that are dialled here. */
  readonly resolve: Resolve
  /** The same for members. */
  readonly resolveForMembers: Resolve
  /** Of names that the upstream proxy dials. */
  readonly resolveForProxy: Resolve
  /** Whether an address and port are this node's own. */
  readonly isSelf: (address: string, port: number) => boolean
  readonly line: OwnLine
  /** Who dials for this machine's own programs where its own line does not; undefined: nobody. */
  readonly carrier: () => Carrier | undefined
  /** For whom no member is asked. */
  readonly near: NearHosts
}

export interface DialInit {
  readonly way: OriginWay
  readonly asker: FetchedFor
  /** Bytes as they are, to both sides, each of which may end on its own; else what speaks HTTP of the URL's scheme. */
  readonly isTunnel?: boolean
  readonly signal?: AbortSignal | undefined
}

export interface Dialled {
  readonly socket: Duplex
  /** It leads to this proxy, which is to be asked for the absolute URL. */
  readonly asks: UpstreamProxy | undefined
}

/**
 * By this node's own line. For its own programs also through a member: where that line is not to be used; beside it, where it is doubted, or
 * was silent, or the kernel has no way. Whoever connects first is taken, and nothing of a request is sent by then.
 * @throws {ContentError} `ORIGIN_REFUSED`, `ORIGIN_UNREACHABLE`, `NO_CARRIER`; the signal's reason
 */
export async function dialOrigin(url: URL, init: DialInit): Promise<Dialled> {
  const { asker, signal, way } = init
  signal?.throwIfAborted()
  if (asker !== 'own') return await dialDirectly(url, init)
  const { line, near } = way
  const carrier = way.carrier()
  // Where the own line works nothing is looked up for this: only who would go by others asks what need not.
  let looking: Promise<boolean> | undefined
  const isNear = (): Promise<boolean> => (looking ??= near.has(hostOf(url)))
  if (carrier === undefined) return await dialOwn(url, init, isNear)
  if (line.state === 'off') return await ((await isNear()) ? dialDirectly(url, init) : dialThrough(carrier, url, init))
  let hasNoWay = false
  return await firstConnection({
    clock: way.clock,
    own: dialOwn(url, init, isNear),
    headStartMs: line.isDoubtedFor(url) ? DOUBTED_HEAD_START_MS : undefined,
    mayGetFurther: async (error) => {
      if (signal?.aborted === true || (await isNear())) return false
      hasNoWay = await isWithoutWayOut(error)
      return hasNoWay || (isSilence(error) && line.isDoubtedFor(url))
    },
    other: async (over) => {
      if (await isNear()) throw new ContentError('NO_CARRIER', `${url.host} needs no uplink`)
      const either = signal === undefined ? over : AbortSignal.any([signal, over])
      return await dialThrough(carrier, url, { ...init, signal: either })
    },
    drop: ({ socket }) => socket.destroy(),
    failure: (own, other) => {
      const isOthersToo = isSilence(own) && other instanceof ContentError && other.code === 'ORIGIN_UNREACHABLE'
      if (isOthersToo && other.reason === 'unreachable') line.wasSilentToMembersToo(url)
      return hasNoWay ? other : own
    }
  })
}

/** The line learns how it did, also where a member was faster. */
async function dialOwn(url: URL, init: DialInit, isNear: () => Promise<boolean>): Promise<Dialled> {
  const { line } = init.way
  try {
    return await dialDirectly(url, init)
  } catch (error) {
    if (init.signal?.aborted === true || (await isNear())) throw error
    if (await isWithoutWayOut(error)) line.hasNoWay()
    else line.dialFailed(url, error)
    throw error
  }
}

/** What answers in this machine's own network says nothing about the line out of it. */
function isOverUplink({ socket }: Dialled, url: URL, { way }: DialInit): boolean {
  const address = socket instanceof net.Socket ? socket.remoteAddress : undefined
  return way.proxies.for(url) !== undefined || (address !== undefined && addressClass(address) === 'internet')
}

/** TLS ends here and there, at the origin: who carries sees host and port, and bytes. */
async function dialThrough(carrier: Carrier, url: URL, init: DialInit): Promise<Dialled> {
  const finish = (tunnel: Duplex): Promise<Dialled> =>
    settled(new Dial(url, init), url, init, (dial) => dial.over(tunnel))
  const target = { host: hostOf(url), port: portOf(url) }
  return await carrier.open(target, finish, { signal: init.signal, isProved: hasTls(url, init) })
}

async function dialDirectly(url: URL, init: DialInit): Promise<Dialled> {
  const dialled = await settled(new Dial(url, init), url, init, (dial) => dial.run())
  if (isOverUplink(dialled, url, init)) init.way.line.connected()
  return dialled
}

async function settled(dial: Dial, url: URL, init: DialInit, run: (dial: Dial) => Promise<Dialled>): Promise<Dialled> {
  try {
    const late = (): ContentError => dial.late()
    return await raceSignal(withBudget(init.way.clock, ORIGIN_CONNECT_BUDGET_MS, run(dial), late), init.signal)
  } catch (error) {
    dial.stop()
    if (init.signal?.aborted === true) throw init.signal.reason
    throw error instanceof ContentError ? error : unreachable(url.host, error)
  }
}

/** Made here, with the origin. */
function hasTls(url: URL, { isTunnel }: DialInit): boolean {
  return url.protocol === 'https:' && isTunnel !== true
}

class Dial {
  readonly #url: URL
  readonly #init: DialInit
  readonly #proxy: UpstreamProxy | undefined
  readonly #opened: Duplex[] = []
  #isProxyReached = false
  #isOver = false

  constructor(url: URL, init: DialInit) {
    this.#url = url
    this.#init = init
    this.#proxy = init.way.proxies.for(url)
  }

  async run(): Promise<Dialled> {
    const isSecure = hasTls(this.#url, this.#init)
    const { asker, way } = this.#init
    const judge = { policy: way.policy, asker, isSelf: way.isSelf }
    if (this.#proxy === undefined) {
      const resolve = asker === 'member' ? way.resolveForMembers : way.resolve
      const addresses = await addressesToDial(this.#url, judge, resolve)
      const socket = await this.#connect(hostOf(this.#url), portOf(this.#url), addresses)
      return { socket: isSecure ? await this.#secure(socket, hostOf(this.#url)) : socket, asks: undefined }
    }
    const [judged] = await judgeForProxy(this.#url, judge, way.resolveForProxy)
    const proxy = await this.#reach(this.#proxy)
    if (this.#url.protocol === 'http:' && this.#init.isTunnel !== true) return { socket: proxy, asks: this.#proxy }
    // Looked up again by the proxy, a name that a member chose could lead elsewhere by then.
    const host = asker === 'member' && judged !== undefined ? judged : hostOf(this.#url)
    const through = await this.#connectThrough(proxy, this.#proxy, host)
    return { socket: isSecure ? await this.#secure(through, hostOf(this.#url)) : through, asks: undefined }
  }

  /** The connection there is leads to the origin. */
  async over(tunnel: Duplex): Promise<Dialled> {
    this.#opened.push(tunnel)
    tunnel.on('error', () => {}) // As below.
    const isSecure = hasTls(this.#url, this.#init)
    return { socket: isSecure ? await this.#secure(tunnel, hostOf(this.#url)) : tunnel, asks: undefined }
  }

  stop(): void {
    this.#isOver = true
    for (const socket of this.#opened) socket.destroy()
  }

  late(): ContentError {
    const within = `within ${ORIGIN_CONNECT_BUDGET_MS} ms`
    if (this.#proxy === undefined) {
      return new ContentError('ORIGIN_UNREACHABLE', `${this.#url.host} did not connect ${within}`)
    }
    const { name } = this.#proxy
    return this.#isProxyReached
      ? new ContentError('ORIGIN_UNREACHABLE', `the proxy ${name} did not reach ${this.#url.host} ${within}`)
      : new ContentError('ORIGIN_UNREACHABLE', `the proxy ${name} did not connect ${within}`, { isProxy: true })
  }

  async #reach(proxy: UpstreamProxy): Promise<Socket> {
    try {
      const { host, port } = proxy
      const addresses = isIP(host) === 0 ? await this.#init.way.resolve(host) : [{ address: host, family: isIP(host) }]
      const socket = await this.#connect(host, port, addresses)
      const reached = proxy.isSecure ? await this.#secure(socket, host) : socket
      this.#isProxyReached = true
      return reached
    } catch (error) {
      const message = `the proxy ${proxy.name} cannot be reached (${codeOf(error)})`
      throw new ContentError('ORIGIN_UNREACHABLE', message, { cause: error, isProxy: true })
    }
  }

  /** Tries the addresses as RFC 8305 has it. */
  #connect(host: string, port: number, addresses: readonly { address: string; family: number }[]): Promise<Socket> {
    const socket = net.connect({
      host,
      port,
      autoSelectFamily: true,
      allowHalfOpen: this.#init.isTunnel === true,
      lookup: (_host, options, callback) => {
        const [first] = addresses
        if (options.all === true) callback(null, [...addresses])
        else callback(null, first?.address ?? '', first?.family)
      }
    })
    return this.#ready(socket, 'connect')
  }

  #secure(socket: Duplex, host: string): Promise<Socket> {
    const secured = tls.connect({
      socket,
      host, // A certificate for an address names the address.
      ...(isIP(host) === 0 ? { servername: host } : {}),
      ALPNProtocols: ['http/1.1'],
      ...(this.#init.way.trust === undefined ? {} : { secureContext: this.#init.way.trust })
    })
    return this.#ready(secured, 'secureConnect')
  }

  #ready(socket: Socket, event: 'connect' | 'secureConnect'): Promise<Socket> {
    if (this.#isOver) socket.destroy()
    this.#opened.push(socket)
    return new Promise((resolve, reject) => {
      socket.on('error', reject) // Stays: an error that comes before somebody uses the socket is no crash.
      socket.once('close', () => reject(new Error('it hung up')))
      socket.once(event, () => resolve(socket))
    })
  }

  #connectThrough(socket: Socket, proxy: UpstreamProxy, host: string): Promise<Socket> {
    const authority = `${isIP(host) === 6 ? `[${host}]` : host}:${portOf(this.#url)}`
    const headers = { host: authority, via: this.#init.way.via.next(), ...proxyAuthorization(proxy) }
    const asked = http.request({ method: 'CONNECT', path: authority, headers, createConnection: () => socket })
    asked.end()
    return new Promise((resolve, reject) => {
      asked.once('error', (error) => reject(unreachable(`the proxy ${proxy.name}`, error)))
      asked.once('connect', (response, _socket, head) => {
        const status = response.statusCode ?? 0
        if (status < 200 || status > 299) return reject(proxyRefusal(proxy, this.#url.host, status))
        if (head.byteLength > 0) socket.unshift(head)
        resolve(socket)
      })
    })
  }
}

export function proxyAuthorization({ authorization }: UpstreamProxy): { [name: string]: string } {
  return authorization === undefined ? {} : { 'proxy-authorization': authorization }
}

/** Statuses by which a proxy says that it did not reach the origin either (RFC 9110 15.6.3 to 15.6.5). */
const GATEWAY_STATUSES = new Set([502, 503, 504])

/** Tinyproxy says 401 of a wrong password. */
const CREDENTIAL_STATUSES = new Set([401, 407])

/** What a proxy's own status means; 407 comes of it alone, the others only where it was asked for a tunnel. */
export function proxyRefusal(proxy: UpstreamProxy, host: string, status: number): ContentError {
  if (CREDENTIAL_STATUSES.has(status)) {
    const what = proxy.authorization === undefined ? 'wants user and password' : 'does not accept user and password'
    return new ContentError('ORIGIN_UNREACHABLE', `the proxy ${proxy.name} ${what} (${status})`, { isProxy: true })
  }
  const message = `the proxy ${proxy.name} did not connect to ${host}: it answered ${status}`
  if (GATEWAY_STATUSES.has(status)) return new ContentError('ORIGIN_UNREACHABLE', message)
  return new ContentError('ORIGIN_UNREACHABLE', message, { cause: new Error(`status ${status}`) })
}

/** @param who it could not be reached, as a subject */
export function unreachable(who: string, error: unknown): ContentError {
  return new ContentError('ORIGIN_UNREACHABLE', `${who} cannot be reached (${codeOf(error)})`, { cause: error })
}

/** What a person makes of the code of a system, or of OpenSSL. */
const WORDS: ReadonlyMap<string | undefined, string> = new Map([
  ['EAI_AGAIN', 'no answer from the name servers'],
  ['ERR_SSL_WRONG_VERSION_NUMBER', 'that port does not speak TLS: is it http?'],
  ['EPROTO', 'that port does not speak TLS as it should'],
  ['CERT_HAS_EXPIRED', 'its certificate has expired'],
  ['CERT_NOT_YET_VALID', "its certificate is not valid yet, or this machine's clock is wrong"],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'its certificate is for another name'],
  ...[
    'DEPTH_ZERO_SELF_SIGNED_CERT',
    'SELF_SIGNED_CERT_IN_CHAIN',
    'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
    'UNABLE_TO_VERIFY_LEAF_SIGNATURE'
  ].map((code): [string, string] => [
    code,
    'no authority that this machine trusts signed its certificate: uplink.caFile'
  ])
])

function codeOf(error: unknown): string {
  const { code } = error as NodeJS.ErrnoException
  const words = WORDS.get(code)
  if (words !== undefined) return `${code}: ${words}`
  return code === undefined || code === '' ? (error instanceof Error ? error.message : String(error)) : code
}
