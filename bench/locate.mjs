// What a program waits for an answer to "who has this": 1,000 queries in one call over HTTP, and one at a time, among many
// location records. Beside it, in turns, the same look-ups in this process. `node bench/locate.mjs [--records 100000]`, after a
// build. Adding the records takes most of the time.
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { Agent, request } from 'node:http'
import { performance } from 'node:perf_hooks'
import { parseArgs } from 'node:util'
import { systemRandom } from '../dist/base/index.js'
import { locationType } from '../dist/content/location.js'
import { openHttpServer } from '../dist/gateway/http-server.js'
import { components, openNodes } from './nodes.mjs'
import { median, percentile, round } from './statistics.mjs'

const ADDED_AT_ONCE = 200
const QUERIES = 1000
const ROUNDS = 15
const SINGLES = 2000
const { values } = parseArgs({ options: { records: { type: 'string', default: '100000' } } })
const { nodes, close } = await openNodes(['alice'])
const [node] = nodes
const server = await openHttpServer({ port: 0, clock: components.clock, logger: components.logger })
server.serve(node)
const { token } = await node.tokens.create({ name: 'bench', rights: ['read'] })
const agent = new Agent({ keepAlive: true, maxSockets: 1 })
try {
  const { group, content } = node.group(undefined)
  const digests = Array.from({ length: Number(values.records) }, (_, i) => digestOf(i))
  await addAll(group.store, digests)
  const pick = () => digests[Math.floor(systemRandom.fraction() * digests.length)]
  const httpMs = []
  const inProcessMs = []
  const singleMs = []
  for (let i = 0; i < ROUNDS; i++) {
    const queries = Array.from({ length: QUERIES }, () => ({ digest: pick() }))
    let startedMs = performance.now()
    const { results } = await ask('POST', '/v1/locations', { queries })
    httpMs.push(performance.now() - startedMs)
    if (results.length !== QUERIES || results.some(({ locations }) => locations.length === 0))
      throw new Error('not found')
    startedMs = performance.now()
    for (const query of queries) if (content.locate(query).length === 0) throw new Error('not found')
    inProcessMs.push(performance.now() - startedMs)
  }
  for (let i = 0; i < SINGLES; i++) {
    const startedMs = performance.now()
    await ask('GET', `/v1/locations?digest=${pick()}`)
    singleMs.push(performance.now() - startedMs)
  }
  console.log(
    JSON.stringify({
      bench: 'locate',
      records: digests.length,
      queries: QUERIES,
      batchMs: { p50: round(median(httpMs), 1), worst: round(Math.max(...httpMs), 1) },
      inProcessMs: round(median(inProcessMs), 1),
      batchByInProcess: round(median(httpMs) / median(inProcessMs), 2),
      singleMs: { p50: round(percentile(singleMs, 50), 2), p99: round(percentile(singleMs, 99), 2) }
    })
  )
} finally {
  agent.destroy()
  await server.close()
  await close()
}

function digestOf(i) {
  return createHash('sha256').update(String(i)).digest('hex')
}

async function addAll(store, digests) {
  const data = { bytes: 1, leafRoot: new Uint8Array(32), contentType: 'text/plain' }
  for (let i = 0; i < digests.length; i += ADDED_AT_ONCE) {
    const some = digests.slice(i, i + ADDED_AT_ONCE)
    await Promise.all(some.map((digest) => store.add(locationType, { attributes: { digest }, data })))
  }
}

async function ask(method, path, body) {
  const text = body === undefined ? undefined : JSON.stringify(body)
  const headers = { authorization: `Bearer ${token}` }
  if (text !== undefined)
    Object.assign(headers, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) })
  const asking = request({ host: '127.0.0.1', port: server.port, method, path, agent, headers }).end(text)
  const [response] = await once(asking, 'response')
  const chunks = []
  for await (const chunk of response) chunks.push(chunk)
  if (response.statusCode !== 200) throw new Error(String(Buffer.concat(chunks)))
  return JSON.parse(Buffer.concat(chunks).toString())
}
