// A connection for `CONNECT` (RFC 9110 9.3.6): whose bytes they are nobody here knows.
import { parseUrl } from '../base/index.js'
import { isIPv6 } from 'node:net'
import type { Duplex } from 'node:stream'
import { ContentError } from './errors.js'
import type { TunnelOptions } from './origin-access.js'
import { dialOrigin, type OriginWay } from './origin-dial.js'

/** See {@link OriginAccess.tunnel}. */
export async function openTunnel(
  host: string,
  port: number,
  way: OriginWay,
  { asker = 'own', signal }: TunnelOptions
): Promise<Duplex> {
  return (await dialOrigin(authority(host, port), { way, asker, isTunnel: true, signal })).socket
}

/** As a URL, which spells a host as everybody else here does: `0x7f.1` is 127.0.0.1. */
function authority(host: string, port: number): URL {
  const text = `https://${isIPv6(host) ? `[${host}]` : host}:${port}`
  const url = parseUrl(text)
  const isAuthority = url !== undefined && `${url.username}${url.password}${url.search}${url.hash}` === ''
  if (!isAuthority || url.pathname !== '/' || !Number.isInteger(port) || port < 1) {
    throw new ContentError('BAD_URL', `${JSON.stringify(`${host}:${port}`)} is no host and port to connect to`)
  }
  return url
}
