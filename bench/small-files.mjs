// What one small URL costs two members that ask for it at the same instant: CPU of both together, and how often it crossed.
// Both in this process, the origin in another. `npm run bench:small -- [--urls 640] [--at-once 16]`.
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { performance } from 'node:perf_hooks'
import { parseArgs } from 'node:util'
import { openNodes } from './nodes.mjs'
import { round } from './statistics.mjs'

const { values } = parseArgs({
  options: { urls: { type: 'string', default: '640' }, 'at-once': { type: 'string', default: '16' } }
})
const urls = Number(values.urls)
const atOnce = Number(values['at-once'])

if (process.send !== undefined) {
  let requests = 0
  const body = Buffer.alloc(1000, 7)
  const server = createServer((_, response) => {
    requests++
    response.writeHead(200, { 'content-length': body.length, 'cache-control': 'max-age=600', etag: '"1"' })
    response.end(body)
  })
  process.on('message', () => process.send({ requests }))
  server.listen(0, '127.0.0.1', () => process.send({ port: server.address().port }))
} else {
  const origin = fork(process.argv[1])
  const [{ port }] = await once(origin, 'message')
  const { nodes, close } = await openNodes(['alice', 'bob'], 'uplink: {allowPrivateOrigins: ["127.0.0.1/32"]}\n')
  try {
    const contents = nodes.map((node) => node.groups()[0].content)
    const cpuBefore = process.cpuUsage()
    const startedMs = performance.now()
    for (let first = 0; first < urls; first += atOnce) {
      const these = Array.from({ length: atOnce }, (_, i) => `http://127.0.0.1:${port}/${first + i}`)
      await Promise.all(contents.flatMap((content) => these.map(async (url) => (await content.fetch(url)).done)))
    }
    const { user, system } = process.cpuUsage(cpuBefore)
    const elapsedMs = performance.now() - startedMs
    origin.send('count')
    const [{ requests }] = await once(origin, 'message')
    const perUrl = (ms) => round(ms / urls, 2)
    console.log(
      JSON.stringify({
        bench: 'small-files',
        ...{ urls, atOnce, crossings: round(requests / urls, 3) },
        ...{ cpuMsPerUrl: perUrl((user + system) / 1000), msPerUrl: perUrl(elapsedMs) }
      })
    )
  } finally {
    await close()
    origin.kill()
  }
}
