// One plain request of this machine's own program, handed on as it is (RFC 9110 7.6).
import http from 'node:http'
import https from 'node:https'
import { pipeline } from 'node:stream'
import type { OriginWay } from './origin.js'
import type { PassThroughRequest, PassThroughResponse } from './origin-access.js'

/** Not judged yet: of no use before it is. */
export async function passThrough(
  request: PassThroughRequest,
  _way: OriginWay,
  onBytes: (bytes: number) => void
): Promise<PassThroughResponse> {
  const { method, url, rawHeaders, body, signal } = request
  const sent = (url.startsWith('https:') ? https : http).request(url, {
    agent: false,
    method,
    headers: [...rawHeaders],
    ...(signal === undefined ? {} : { signal })
  })
  if (body === undefined) sent.end()
  else pipeline(body, sent, () => {})
  return await new Promise((resolve, reject) => {
    sent.once('error', reject)
    sent.once('response', (response) => {
      response.on('data', (chunk: Buffer) => onBytes(chunk.byteLength))
      response.pause()
      const { statusCode = 0, statusMessage = '' } = response
      resolve({ status: statusCode, statusText: statusMessage, rawHeaders: response.rawHeaders, body: response })
    })
  })
}
