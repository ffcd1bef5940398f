// An origin server for network tests: serves the files of FOLDER with a strong ETag, Range and If-Range, and counts what it
// sent. `?headMs=300` answers that much later; the query is part of the URL, so of its key. Prints {"port"} when ready.
// On the Unix socket FOLDER.sock, which every namespace reaches: GET /counters answers {bodyBytes, requests}, HEAD of a file
// reads it ahead, DELETE of one forgets it.
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { basename, join } from 'node:path'

const CHUNK_BYTES = 16 * 1024
const [folder, port = '80'] = process.argv.slice(2)
const files = new Map()
const counters = { bodyBytes: 0, requests: [] }

function fileOf(pathname) {
  const name = basename(pathname)
  if (!files.has(name)) {
    const body = readFileSync(join(folder, name))
    files.set(name, { body, etag: `"${createHash('sha256').update(body).digest('hex').slice(0, 16)}"` })
  }
  return files.get(name)
}

async function answer(request, response) {
  const { pathname, searchParams } = new URL(request.url, 'http://origin')
  const { body, etag } = fileOf(pathname)
  const ifRange = request.headers['if-range']
  const range = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '')
  const isPart = range !== null && (ifRange === undefined || ifRange === etag)
  const start = isPart ? Number(range[1]) : 0
  const end = isPart && range[2] !== '' ? Math.min(body.length, Number(range[2]) + 1) : body.length
  if (start >= end) return response.writeHead(416, { 'content-range': `bytes */${body.length}` }).end()
  const asked = {
    url: request.url,
    from: request.socket.remoteAddress,
    atMs: Date.now(),
    start,
    end,
    sent: 0,
    open: true
  }
  if (request.method === 'GET') counters.requests.push(asked)
  response.on('close', () => (asked.open = false))
  await new Promise((resolve) => setTimeout(resolve, Number(searchParams.get('headMs') ?? 0)))
  response.writeHead(isPart ? 206 : 200, {
    'content-length': end - start,
    'content-type': 'application/octet-stream',
    etag,
    'accept-ranges': 'bytes',
    ...(isPart ? { 'content-range': `bytes ${start}-${end - 1}/${body.length}` } : {})
  })
  if (request.method === 'HEAD') return response.end()
  for (let offset = start; offset < end && !response.destroyed; offset += CHUNK_BYTES) {
    const chunk = body.subarray(offset, Math.min(end, offset + CHUNK_BYTES))
    // Counted when the kernel has taken it: what waits for a reader that is gone was not sent.
    await new Promise((resolve, reject) => response.write(chunk, (error) => (error ? reject(error) : resolve())))
    asked.sent += chunk.length
    counters.bodyBytes += chunk.length
  }
  response.end()
}

function listen(where, control) {
  const server = createServer((request, response) => {
    if (request.url === '/counters') return response.end(JSON.stringify(counters))
    if (control && request.method === 'DELETE') return response.end(String(files.delete(basename(request.url))))
    answer(request, response).catch((error) => {
      if (error.code === 'ENOENT' && !response.headersSent) response.writeHead(404).end()
      else response.destroy()
    })
  })
  return new Promise((resolve) => server.listen(where, () => resolve(server.address().port)))
}

await listen({ path: `${folder}.sock` }, true)
console.log(JSON.stringify({ port: await listen({ port: Number(port), host: '0.0.0.0' }, false) }))
process.on('SIGTERM', () => process.exit(0))
