// How long from adding a record at one node, over HTTP, until a program that watches at another node hears of it: disk, signature,
// link, checks, index, server-sent event. `node bench/watch.mjs [--records 500]`, after a build. Aim: 250 ms for 99 of 100.
import { performance } from 'node:perf_hooks'
import { parseArgs } from 'node:util'
import { openHttpServer } from '../dist/gateway/http-server.js'
import { components, openNodes } from './nodes.mjs'
import { percentile, round } from './statistics.mjs'

const TYPE = 'app.bench.record'
const { values } = parseArgs({ options: { records: { type: 'string', default: '500' } } })
const { nodes, close } = await openNodes(['alice', 'bob'])
const servers = []
try {
  const [writer, watcher] = await Promise.all(nodes.map(serve))
  for (const node of nodes) await node.recordTypes.put(TYPE, { lifetime: 'durable', ttlMs: 600_000 })
  const heard = new Map()
  const events = await read(watcher, (record) => heard.get(record.json)?.(performance.now()))
  const confirmedMs = []
  const heardMs = []
  for (let i = 0; i < Number(values.records); i++) {
    const startedMs = performance.now()
    const arrived = new Promise((resolve) => heard.set(i, resolve))
    const response = await fetch(`${writer.url}/v1/records`, {
      method: 'POST',
      headers: { ...writer.headers, 'content-type': 'application/json' },
      body: JSON.stringify({ type: TYPE, json: i })
    })
    await response.text()
    if (!response.ok) throw new Error(`the record was answered ${response.status}`)
    confirmedMs.push(performance.now() - startedMs)
    heardMs.push((await arrived) - startedMs)
    heard.delete(i)
  }
  events.abort()
  console.log(
    JSON.stringify({
      bench: 'watch',
      records: heardMs.length,
      heardMs: spread(heardMs),
      confirmedMs: spread(confirmedMs)
    })
  )
} finally {
  for (const server of servers) await server.close()
  await close()
}

async function serve(node) {
  const server = await openHttpServer({ port: 0, clock: components.clock, logger: components.logger })
  servers.push(server)
  server.serve(node)
  const { token } = await node.tokens.create({ name: 'bench', rights: ['read', 'records'] })
  return { url: `http://127.0.0.1:${server.port}`, headers: { authorization: `Bearer ${token}` } }
}

/** Resolves when the watch has begun. */
async function read({ url, headers }, onRecord) {
  const leave = new AbortController()
  const response = await fetch(`${url}/v1/watch?type=${TYPE}`, { headers, signal: leave.signal })
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  const next = async () => {
    const { value = '' } = await reader.read()
    text += value
    for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
      const data = /^data: (.*)$/m.exec(text.slice(0, end))?.[1]
      text = text.slice(end + 2)
      const { record } = data === undefined ? {} : JSON.parse(data)
      if (record !== undefined) onRecord(record)
    }
  }
  await next()
  const readOn = async () => {
    for (;;) await next()
  }
  readOn().catch(() => {})
  return leave
}

function spread(all) {
  return { p50: round(percentile(all, 50), 1), p99: round(percentile(all, 99), 1) }
}
