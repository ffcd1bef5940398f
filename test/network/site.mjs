// A web site for network tests: the files of FOLDER and below, with validators, Range, conditional requests and Cache-Control as
// sites and Debian's mirrors send them. On port 80, and with CERT and KEY on 443. Prints {"port"} when ready. On the Unix socket
// FOLDER.sock, which every namespace reaches, /counters answers what each path was asked for: {path: {gets, others, bodyBytes}},
// `bodyBytes` of GETs, counted when the kernel has taken them.
import { createHash } from 'node:crypto'
import { createReadStream, readFileSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import { extname, join, normalize } from 'node:path'

const [folder, cert, key] = process.argv.slice(2)
const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.deb': 'application/vnd.debian.binary-package',
  '.gz': 'application/x-gzip'
}
/** By the beginning of the path. */
const LIVES = { '/debian/pool/': 'public, max-age=2592000', '/debian/': 'public, max-age=120' }
const counters = {}

function answer(request, response) {
  const path = decodeURIComponent(new URL(request.url, 'http://site').pathname)
  const counter = (counters[path] ??= { gets: 0, others: 0, bodyBytes: 0 })
  if (request.method === 'GET') counter.gets++
  else counter.others++
  let found
  try {
    found = statSync(join(folder, normalize(path)))
  } catch {
    found = undefined
  }
  if (!found?.isFile()) return void response.writeHead(404, { 'content-type': 'text/plain' }).end('not here\n')
  const etag = `"${createHash('sha256').update(`${path}${found.mtimeMs}${found.size}`).digest('hex').slice(0, 16)}"`
  const modified = new Date(Math.floor(found.mtimeMs / 1000) * 1000)
  const life = Object.entries(LIVES).find(([start]) => path.startsWith(start))?.[1] ?? 'max-age=3600'
  const headers = {
    etag,
    'last-modified': modified.toUTCString(),
    'cache-control': life,
    'accept-ranges': 'bytes',
    'content-type': TYPES[extname(path)] ?? 'application/octet-stream'
  }
  const { 'if-none-match': has, 'if-modified-since': since, 'if-range': ifRange } = request.headers
  if (has === undefined ? since !== undefined && modified <= new Date(since) : has.includes(etag)) {
    return void response.writeHead(304, headers).end()
  }
  const [, first, last] = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '') ?? []
  const isPart = first !== undefined && (ifRange === undefined || ifRange === etag)
  const start = isPart ? Number(first) : 0
  const end = isPart && last !== '' ? Math.min(found.size, Number(last) + 1) : found.size
  if (isPart && start >= end) {
    return void response.writeHead(416, { 'content-range': `bytes */${found.size}` }).end()
  }
  response.writeHead(isPart ? 206 : 200, {
    ...headers,
    'content-length': end - start,
    ...(isPart ? { 'content-range': `bytes ${start}-${end - 1}/${found.size}` } : {})
  })
  if (request.method === 'HEAD' || start === end) return void response.end()
  send(
    createReadStream(join(folder, normalize(path)), { start, end: end - 1, highWaterMark: 16 * 1024 }),
    response,
    counter
  )
}

async function send(source, response, counter) {
  for await (const chunk of source) {
    const isTaken = await new Promise((resolve) => response.write(chunk, (error) => resolve(error == null)))
    if (!isTaken) break
    counter.bodyBytes += chunk.length
  }
  response.end()
}

function listen(server, where) {
  return new Promise((resolve) => server.listen(where, () => resolve()))
}

await listen(
  createServer((_request, response) => response.end(JSON.stringify(counters))),
  { path: `${folder}.sock` }
)
await listen(createServer(answer), { port: 80, host: '0.0.0.0' })
if (cert !== undefined) {
  const pair = { cert: readFileSync(cert), key: readFileSync(key) }
  await listen(createTlsServer(pair, answer), { port: 443, host: '0.0.0.0' })
}
console.log(JSON.stringify({ port: 80 }))
process.on('SIGTERM', () => process.exit(0))
