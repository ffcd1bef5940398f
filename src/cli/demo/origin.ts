// An origin behind a slow uplink, on loopback: serves one body with a strong ETag and Range at a rate that all
// connections share, and counts what was asked and every body byte it sent.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { createHash } from 'node:crypto'
import { delay, type Clock } from '../../base/index.js'
import { TokenBucket } from './token-bucket.js'
import { unreadBytes } from './unread.js'

/** Small, so that a connection that is cut has been sent little that nobody read. */
const CHUNK_BYTES = 8 * 1024
/** What the uplink lets through at once after a pause: 2 ms at 50 Mbit/s. */
const BURST_BYTES = 2 * CHUNK_BYTES

export interface DemoOrigin {
  /** `127.0.0.1:PORT` */
  readonly host: string
  readonly url: string
  /** Body bytes handed to sockets, of connections that were cut too. */
  sentBytes(): number
  /** One for each request, in their order. */
  ranges(): AskedRange[]
  /**
   * Whoever reads now was stopped for good: what it has not read, and what it is sent before its connection breaks, reaches nobody.
   */
  noteDeath(): Promise<void>
  close(): Promise<void>
}

/** Bytes `start` (inclusive) to `end` (exclusive) of the body. */
export interface AskedRange {
  readonly start: number
  readonly end: number
  sentBytes: number
  /** Of these: sent to a reader that died before it read them. */
  unreadBytes: number
}

export interface DemoOriginInit {
  body: Buffer
  rateMbit: number
  clock: Clock
}

export async function openDemoOrigin({ body, rateMbit, clock }: DemoOriginInit): Promise<DemoOrigin> {
  const etag = `"${createHash('sha256').update(body).digest('hex').slice(0, 32)}"`
  const uplink = new TokenBucket(rateMbit, BURST_BYTES)
  const ranges: AskedRange[] = []
  const sockets = new Set<Socket>()
  /** And the port that each is read through. */
  const running = new Map<AskedRange, number>()
  const dead = new Set<AskedRange>()

  async function send(response: ServerResponse, range: AskedRange): Promise<void> {
    const gone = new AbortController()
    response.on('close', () => gone.abort())
    running.set(range, response.socket?.remotePort ?? 0)
    let dueMs = clock.monotonicMs()
    for (let offset = range.start; offset < range.end; offset += CHUNK_BYTES) {
      const chunk = body.subarray(offset, Math.min(range.end, offset + CHUNK_BYTES))
      dueMs += uplink.take(chunk.length, dueMs)
      const waitMs = dueMs - clock.monotonicMs()
      if (waitMs >= 1) await delay(clock, waitMs, gone.signal)
      if (response.destroyed) return
      range.sentBytes += chunk.length
      if (dead.has(range)) range.unreadBytes += chunk.length
      const writtenFromMs = clock.monotonicMs()
      // One chunk at a time: what is counted has left this process, or its reader is gone.
      await new Promise<void>((resolve, reject) =>
        response.write(chunk, (error) => (error ? reject(error) : resolve()))
      )
      // A timer that fires late, on a busy machine, is made up for; a reader that is slow is not.
      dueMs += clock.monotonicMs() - writtenFromMs
    }
    range.unreadBytes = 0 // It read to the end, so it was another that died.
    response.end()
  }

  function answer(request: IncomingMessage, response: ServerResponse): void {
    const asked = rangeOf(request, body.length, etag)
    if (asked === 'unsatisfiable') {
      response.writeHead(416, { 'content-range': `bytes */${body.length}` }).end()
      return
    }
    const { start, end, partial } = asked
    response.writeHead(partial ? 206 : 200, {
      'content-length': end - start,
      'content-type': 'application/octet-stream',
      'accept-ranges': 'bytes',
      etag,
      ...(partial ? { 'content-range': `bytes ${start}-${end - 1}/${body.length}` } : {})
    })
    if (request.method === 'HEAD') {
      response.end()
      return
    }
    const range = { start, end, sentBytes: 0, unreadBytes: 0 }
    ranges.push(range)
    send(response, range)
      .catch(() => response.destroy())
      .finally(() => running.delete(range))
  }

  const server = createServer(answer)
  server.on('connection', (socket) => {
    socket.setNoDelay(true)
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve))
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    host,
    url: `http://${host}/node`,
    sentBytes: () => ranges.reduce((sum, range) => sum + range.sentBytes, 0),
    ranges: () => ranges.map((range) => ({ ...range })),
    noteDeath: async () => {
      const unread = await unreadBytes([...running.values()])
      for (const [range, port] of running) {
        range.unreadBytes = unread.get(port) ?? 0
        dead.add(range)
      }
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const socket of sockets) socket.destroy()
      })
  }
}

type Range = { start: number; end: number; partial: boolean }

/** One `bytes=` range, if `If-Range` names what we have; several, or another unit, mean the whole (RFC 9110, 14.2). */
function rangeOf(request: IncomingMessage, bytes: number, etag: string): Range | 'unsatisfiable' {
  const whole = { start: 0, end: bytes, partial: false }
  const ifRange = request.headers['if-range']
  const [, first, last] = /^bytes=(\d{1,15})-(\d{0,15})$/.exec(request.headers.range ?? '') ?? []
  if (first === undefined || (ifRange !== undefined && ifRange !== etag)) return whole
  const start = Number(first)
  const end = last === undefined || last === '' ? bytes : Math.min(bytes, Number(last) + 1)
  return start < end ? { start, end, partial: true } : 'unsatisfiable'
}
