// The first page and what it loads: static files, `/` and `/ui/…`.
import type { IncomingMessage, ServerResponse } from 'node:http'
import { GatewayError } from './errors.js'

/** Sets its own Content-Security-Policy over the stricter one that every answer has. What it throws is answered as a problem. */
export async function servePage(_request: IncomingMessage, _response: ServerResponse): Promise<void> {
  throw new GatewayError('NOT_IMPLEMENTED', 'the page is not there yet')
}
