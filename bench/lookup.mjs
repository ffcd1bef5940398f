// How long a look-up takes among many records: by id and by an indexed attribute in process, and of locations by digest over
// the control socket. Beside it, in turns, a plain Map and a plain HTTP server on a Unix socket that answers the same bytes.
// `node bench/lookup.mjs [--records 10000] [--lookups 10000]`, after a build. Adding the records takes most of the time.
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createServer, request } from 'node:http'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { parseArgs } from 'node:util'
import { systemRandom } from '../dist/base/index.js'
import { locationType } from '../dist/content/location.js'
import { openControlServer } from '../dist/gateway/control-server.js'
import { components, openNodes } from './nodes.mjs'
import { median, percentile, round } from './statistics.mjs'

const ADDED_AT_ONCE = 100
const SOCKET_LOOKUPS = 1000
const { values } = parseArgs({
  options: { records: { type: 'string', default: '10000' }, lookups: { type: 'string', default: '10000' } }
})
const { nodes, homes, close } = await openNodes(['alice'])
const [node] = nodes
const control = await openControlServer({ home: homes[0], logger: components.logger })
control.serve(node)
const server = createServer((_request, response) => response.end(sameAnswer))
let sameAnswer = ''
try {
  const { store } = node.group(undefined).group
  const digests = Array.from({ length: Number(values.records) }, (_, i) => digestOf(i))
  const ids = await addAll(store, digests)
  const map = new Map(ids.map((id) => [id, store.get(id)]))
  const pick = (list) => list[Math.floor(systemRandom.fraction() * list.length)]
  const times = { byId: [], byAttribute: [], plainMap: [], socket: [], plainSocket: [] }
  for (let i = 0; i < Number(values.lookups); i++) {
    const [id, value] = [pick(ids), pick(digests)]
    times.plainMap.push(timed(() => map.get(id)))
    times.byId.push(timed(() => store.get(id)))
    times.byAttribute.push(
      timed(() => store.find({ type: locationType.name, attribute: { name: 'digest', value } })[0])
    )
  }
  const socketPath = join(homes[0], 'potluck.sock')
  const plainPath = join(homes[0], 'plain.sock')
  server.listen(plainPath)
  await once(server, 'listening')
  sameAnswer = await get(socketPath, digests[0])
  for (let i = 0; i < SOCKET_LOOKUPS; i++) {
    const digest = pick(digests)
    times.plainSocket.push(await timedRequest(plainPath, digest))
    times.socket.push(await timedRequest(socketPath, digest))
  }
  console.log(
    JSON.stringify({
      bench: 'lookup',
      records: ids.length,
      ...Object.fromEntries(Object.entries(times).map(([name, all]) => [`${name}Us`, spread(all)])),
      byIdByPlain: round(median(times.byId) / median(times.plainMap), 2),
      socketByPlain: round(median(times.socket) / median(times.plainSocket), 2)
    })
  )
} finally {
  server.close()
  await control.close()
  await close()
}

function digestOf(i) {
  return createHash('sha256').update(String(i)).digest('hex')
}

/** Location records, as of so many blobs. */
async function addAll(store, digests) {
  const ids = []
  const data = { bytes: 1, leafRoot: new Uint8Array(32), fetchedFromOriginAtMs: undefined, url: undefined }
  for (let i = 0; i < digests.length; i += ADDED_AT_ONCE) {
    const some = digests.slice(i, i + ADDED_AT_ONCE)
    const records = some.map((digest) => store.add(locationType, { attributes: { digest }, data }))
    ids.push(...(await Promise.all(records)).map(({ id }) => id))
  }
  return ids
}

function timed(lookUp) {
  const startedMs = performance.now()
  const found = lookUp()
  const tookUs = (performance.now() - startedMs) * 1000
  if (found === undefined) throw new Error('a record was not found')
  return tookUs
}

async function timedRequest(socketPath, digest) {
  const startedMs = performance.now()
  const answer = await get(socketPath, digest)
  if (!answer.includes('locations')) throw new Error(answer)
  return (performance.now() - startedMs) * 1000
}

async function get(socketPath, digest) {
  const asked = request({ socketPath, path: `/v1/locations?digest=${digest}`, agent: false }).end()
  const [response] = await once(asked, 'response')
  let text = ''
  for await (const chunk of response) text += chunk
  return text
}

function spread(all) {
  return { p50: round(percentile(all, 50), 1), p99: round(percentile(all, 99), 1) }
}
