// A backend over loopback, and requests to it as a relay sends them.
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import {
  contentDigest,
  pairsOf,
  spellIdempotencyKey,
  trustOfKeys,
  verifyReceipt,
  type ReceiptVerdict
} from '../../src/receipts/index.js'
import { sha256, utf8 } from '../../src/base/index.js'
import { testKeyPair } from './exchanges.js'

/** As askers know it: this server is reached by another address, as behind a proxy. */
export const TEST_ORIGIN = 'https://vendor.example'

export interface Sent {
  status: number
  text: string
  verdict: ReceiptVerdict
  headers: IncomingMessage['headers']
}

export interface SentUpload {
  path?: string
  method?: string
  body?: string | Uint8Array
  /** Fields beside those that every upload has; undefined takes one of those away. */
  headers?: Record<string, string | undefined>
  /** Idempotency key of an upload with this name. */
  name?: string
}

export class TestBackend {
  readonly #server
  constructor(listener: (request: IncomingMessage, response: ServerResponse) => Promise<void>) {
    this.#server = createServer((request, response) => void listener(request, response))
  }

  async open(): Promise<this> {
    await once(this.#server.listen(0, '127.0.0.1'), 'listening')
    return this
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port
  }

  async send({
    path = '/reports',
    method = 'POST',
    body = '<report/>',
    headers = {},
    name = 'a'
  }: SentUpload = {}): Promise<Sent> {
    const bytes = typeof body === 'string' ? utf8(body) : body
    const fixed: Record<string, string | undefined> = {
      'content-type': 'application/xml',
      'content-length': String(bytes.byteLength),
      'content-digest': contentDigest(bytes),
      'idempotency-key': spellIdempotencyKey(sha256(utf8(name)).subarray(0, 16)),
      ...headers
    }
    const fields = Object.entries(fixed).flatMap(([one, value]): [string, string][] =>
      value === undefined ? [] : [[one, value]]
    )
    const asked = request({
      port: this.port,
      host: '127.0.0.1',
      path,
      method,
      headers: Object.fromEntries(fields),
      agent: false
    })
    asked.end(bytes)
    const [answer] = (await once(asked, 'response')) as [IncomingMessage]
    const answered = await buffer(answer)
    const verdict = verifyReceipt({
      request: { method, targetUri: TEST_ORIGIN + path, headers: fields },
      response: { status: answer.statusCode ?? 0, headers: pairsOf(answer.rawHeaders), body: answered },
      trust: trustOfKeys(testKeyPair('ed25519').publicKey),
      nowMs: Date.now()
    })
    return { status: answer.statusCode ?? 0, text: answered.toString(), verdict, headers: answer.headers }
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections()
    this.#server.close()
    await once(this.#server, 'close')
  }
}
