// The target of a request that names a path of this server, as every part of the gateway reads it.
import { GatewayError } from './errors.js'

/** @param target begins with `/`, as in the request's line @throws {GatewayError} `BAD_REQUEST` */
export function targetUrl(target = '/'): URL {
  const text = `http://potluck${target}` // Not resolved against a base: `//name` would be a host there.
  if (target.startsWith('/') && URL.canParse(text)) return new URL(text)
  throw new GatewayError('BAD_REQUEST', 'the path is not well formed')
}
