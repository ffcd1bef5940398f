// An origin server for network tests: serves the files of FOLDER with a strong ETag and Range, and counts what it sent.
// Prints {"port"} when ready; GET /counters answers {bodyBytes, requests}.
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'

const [folder, port = '80'] = process.argv.slice(2)
const bodies = new Map(readdirSync(folder).map((name) => [`/${name}`, readFileSync(join(folder, name))]))
const counters = { bodyBytes: 0, requests: [] }

const server = createServer((request, response) => {
  if (request.url === '/counters') return response.end(JSON.stringify(counters))
  const body = bodies.get(request.url)
  if (body === undefined) return response.writeHead(404).end()
  const etag = `"${createHash('sha256').update(body).digest('hex').slice(0, 16)}"`
  const range = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '')
  const start = range === null ? 0 : Number(range[1])
  const end = range === null || range[2] === '' ? body.length : Math.min(body.length, Number(range[2]) + 1)
  counters.requests.push({ url: request.url, start, end, from: request.socket.remoteAddress })
  response.writeHead(range === null ? 200 : 206, {
    'content-length': end - start,
    'content-type': 'application/octet-stream',
    etag,
    'accept-ranges': 'bytes',
    ...(range === null ? {} : { 'content-range': `bytes ${start}-${end - 1}/${body.length}` })
  })
  let offset = start
  const push = () => {
    while (offset < end) {
      const chunk = body.subarray(offset, Math.min(end, offset + 16384))
      offset += chunk.length
      counters.bodyBytes += chunk.length
      if (!response.write(chunk)) return response.once('drain', push)
    }
    response.end()
  }
  push()
})
server.listen(Number(port), '0.0.0.0', () => console.log(JSON.stringify({ port: server.address().port })))
process.on('SIGTERM', () => process.exit(0))
