// Content whose bytes follow from its name, and an origin that serves it at a limited rate, with strong ETags and ranges.
import { createCipheriv, createHash } from 'node:crypto'
import http from 'node:http'

const CHUNK_BYTES = 64 * 1024
const BYTES_PER_MS = 12_000

export function contentOf(name) {
  const seed = createHash('sha256').update(name).digest()
  const bytes = 200_000 + (seed.readUInt32BE(0) % 3_000_000)
  return createCipheriv('aes-128-ctr', seed.subarray(0, 16), seed.subarray(16, 32)).update(Buffer.alloc(bytes))
}

export function digestOf(bytes) {
  return createHash('sha256').update(bytes).digest('hex')
}

/** Paths that begin with `/published/` are not there: who gets them has them from the group. */
export async function openOrigin() {
  /** By path: what was asked for, as its first byte and what was sent of it. */
  const asked = new Map()
  const server = http.createServer((request, response) => {
    if (request.url.startsWith('/published/')) return void response.writeHead(404).end()
    const content = contentOf(request.url)
    const etag = `"${digestOf(content).slice(0, 20)}"`
    const wanted = /^bytes=(\d+)-$/.exec(request.headers.range ?? '')
    const from = wanted !== null && request.headers['if-range'] === etag ? Number(wanted[1]) : 0
    const one = { from, sentBytes: 0 }
    asked.set(request.url, [...(asked.get(request.url) ?? []), one])
    const range = from === 0 ? {} : { 'content-range': `bytes ${from}-${content.length - 1}/${content.length}` }
    response.writeHead(from === 0 ? 200 : 206, { etag, 'content-length': content.length - from, ...range })
    const send = (offset) => {
      if (response.destroyed) return
      const chunk = content.subarray(offset, offset + CHUNK_BYTES)
      if (chunk.length === 0) return void response.end()
      response.write(chunk, () => {
        one.sentBytes += chunk.length
        setTimeout(() => send(offset + chunk.length), chunk.length / BYTES_PER_MS)
      })
    }
    send(from)
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  const host = `127.0.0.1:${server.address().port}`
  return {
    host,
    asked: (path) => asked.get(path) ?? [],
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    }
  }
}
