// Which requests go out through another proxy, a company's say: what settings name, by the rules that programs share for
// http_proxy, https_proxy and no_proxy.
import { parseUrl } from '../base/index.js'
import { BlockList, isIP } from 'node:net'
import { ContentError } from './errors.js'
import { hostOf, portOf } from './origin-judge.js'

export interface UpstreamProxySettings {
  /** For http origins: `http://user:password@proxy:3128`, https:// too; empty: none. */
  httpProxy: string
  /** For https origins, and tunnels. */
  httpsProxy: string
  /** Hosts that are reached without. */
  noProxy: readonly string[]
}

export interface UpstreamProxy {
  /** Without brackets. */
  readonly host: string
  readonly port: number
  readonly isSecure: boolean
  /** For `Proxy-Authorization`; never to be shown. */
  readonly authorization: string | undefined
  /** For people: without user and password. */
  readonly name: string
}

export interface UpstreamProxies {
  /** Undefined: directly. */
  for(url: URL): UpstreamProxy | undefined
}

export const NO_PROXIES: UpstreamProxies = { for: () => undefined }

/** @throws {ContentError} `BAD_PROXY`, without what might be a password */
export function upstreamProxies({ httpProxy, httpsProxy, noProxy }: UpstreamProxySettings): UpstreamProxies {
  const [forHttp, forHttps] = [parseProxy(httpProxy), parseProxy(httpsProxy)]
  const without = noProxy.map(exception)
  return {
    for(url) {
      const proxy = url.protocol === 'https:' ? forHttps : forHttp
      if (proxy === undefined || isOwnLoopback(url)) return undefined
      return without.some((matches) => matches(hostOf(url).replace(/\.$/, ''), portOf(url))) ? undefined : proxy
    }
  }
}

/** @throws {ContentError} `BAD_PROXY` */
export function parseProxy(text: string): UpstreamProxy | undefined {
  if (text === '') return undefined
  const url = parseUrl(text)
  if (url === undefined || !['http:', 'https:'].includes(url.protocol) || url.hostname === '') {
    throw new ContentError('BAD_PROXY', 'a proxy is named by a URL such as http://proxy.example:3128')
  }
  return {
    host: hostOf(url),
    port: portOf(url),
    isSecure: url.protocol === 'https:',
    authorization: authorizationOf(url),
    name: `${url.protocol}//${url.host}`
  }
}

function authorizationOf({ username, password }: URL): string | undefined {
  if (username === '' && password === '') return undefined
  try {
    const credentials = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`
    return `Basic ${Buffer.from(credentials).toString('base64')}`
  } catch {
    throw new ContentError('BAD_PROXY', 'user and password of a proxy stand in its URL percent-encoded: % as %25')
  }
}

/** The proxy's loopback is another than ours. */
function isOwnLoopback(url: URL): boolean {
  const host = hostOf(url).replace(/\.$/, '')
  return host === 'localhost' || host.endsWith('.localhost') || host === '::1' || /^127\.[\d.]+$/.test(host)
}

type Matches = (host: string, port: number) => boolean

const ENTRY = /^(?:\[([^\]]+)\]|([^:[\]]+))(?::(\d{1,5}))?$/

/**
 * As proxy-from-env has it: `host`, `.suffix` or `*suffix`, each with `:port` behind it or without, and `*`. Besides, as curl,
 * Go and Python have it: `10.0.0.0/8` for addresses, and a name stands for what is below it too.
 */
function exception(entry: string): Matches {
  const text = entry.trim().toLowerCase()
  if (text === '*') return () => true
  const range = rangeOf(text)
  if (range !== undefined) return (host) => isIP(host) !== 0 && range.check(host, isIP(host) === 4 ? 'ipv4' : 'ipv6')
  const [, bracketed, plain, portText] = ENTRY.exec(isIP(text) === 6 ? `[${text}]` : text) ?? []
  const name = bracketed ?? plain
  if (name === undefined || name === '') return () => false // It names nothing, as elsewhere.
  const matchesName = namesHost(name)
  return (host, port) => (portText === undefined || Number(portText) === port) && matchesName(host)
}

function namesHost(name: string): (host: string) => boolean {
  if (isIP(name) === 6) {
    const spelt = hostOf(new URL(`http://[${name}]/`))
    return (host) => host === spelt
  }
  const suffix = name.replace(/^\*/, '')
  if (suffix !== name || suffix.startsWith('.')) return (host) => host.endsWith(suffix)
  return (host) => host === name || (isIP(host) === 0 && host.endsWith(`.${name}`))
}

function rangeOf(text: string): BlockList | undefined {
  const [, address = '', prefix = ''] = /^\[?([0-9a-f.:]+)\]?\/(\d{1,3})$/.exec(text) ?? []
  const family = isIP(address)
  if (family === 0 || Number(prefix) > (family === 4 ? 32 : 128)) return undefined
  const list = new BlockList()
  list.addSubnet(address, Number(prefix), family === 4 ? 'ipv4' : 'ipv6')
  return list
}
