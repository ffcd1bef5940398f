// A backend for network tests and benches, by what `potluck/backend` gives: `node upload-backend.mjs KEY ORIGIN PORT SOCKET`. KEY: a
// private key in PEM; ORIGIN: as its URLs begin. Prints {"port"} when ready. On the Unix socket SOCKET, which every namespace reaches, it
// answers {stored: {sha256: times}, repeats, reports, bytes}: what was handled for each content, how often what was remembered was asked
// for again, members that were reported, and body bytes that were stored.
import { createHash } from 'node:crypto'
import { createReadStream, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { memoryAnswers, readReceiptKey, receiveUploads } from '../../dist/receipts/index.js'

const [key, origin, port, socket] = process.argv.slice(2)
const counters = { stored: {}, repeats: 0, reports: [], bytes: 0 }
const answers = memoryAnswers()

async function digestOf(path) {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path)) hash.update(chunk)
  return hash.digest('hex')
}

const take = receiveUploads({
  keys: [readReceiptKey(readFileSync(key, 'utf8'))],
  origin,
  store: {
    get: async (id) => {
      const answer = await answers.get(id)
      if (answer !== undefined) counters.repeats++
      return answer
    },
    put: (id, answer) => answers.put(id, answer)
  },
  handle: async ({ path, bytes }) => {
    const digest = await digestOf(path)
    counters.stored[digest] = (counters.stored[digest] ?? 0) + 1
    counters.bytes += bytes
    return { status: 201 }
  },
  report: (reports) => void counters.reports.push(...reports),
  failed: (error) => console.error(error)
})

function listen(server, where) {
  return new Promise((resolve) => server.listen(where, () => resolve(server.address())))
}

await listen(
  createServer((_request, response) => response.end(JSON.stringify(counters))),
  { path: socket }
)
const server = createServer((request, response) => void take(request, response))
const { port: taken } = await listen(server, { port: Number(port), host: '0.0.0.0' })
console.log(JSON.stringify({ port: taken }))
process.on('SIGTERM', () => process.exit(0))
