// The target of a request that names a path of this server, as every part of the gateway reads it.
import { parseUrl } from '../base/index.js'
import { GatewayError } from './errors.js'

/** @param target begins with `/`, as in the request's line @throws {GatewayError} `BAD_REQUEST` */
export function targetUrl(target = '/'): URL {
  const text = `http://potluck${target}` // Not resolved against a base: `//name` would be a host there.
  const url = target.startsWith('/') ? parseUrl(text) : undefined
  if (url !== undefined) return url
  throw new GatewayError('BAD_REQUEST', 'the path is not well formed')
}
