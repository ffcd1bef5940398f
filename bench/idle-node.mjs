// One node of a graph, as a program would run it: for idle-graph.mjs. `node idle-node.mjs GRAPH FOLDER SCOPE MDNS [ADDRESS]`: founds the
// graph, or comes in at an address; says one JSON line when it listens, then one for each line it is given. SIGTERM ends it.
import { randomBytes } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { Session } from 'node:inspector/promises'
import { createInterface } from 'node:readline'
import { keyPairFromSeed, PeerGraph } from '../dist/index.js'

const [graphId, folder, scope, mdns, address] = process.argv.slice(2)
const options = { graphId, folder, keyPair: keyPairFromSeed(randomBytes(32)), mdns: mdns === 'true' }
const graph = address === undefined ? await PeerGraph.create(options) : (await PeerGraph.open(options)).graph
if (address !== undefined) {
  const events = graph.events([{ event: 'status' }])
  graph.connect(address)
  for await (const { status } of events) if (status.synchronised) break
  events.close()
}
await graph.listen({ scope })
say({ address: graph.addresses[0] })
process.once('SIGTERM', () => void graph.close().then(() => process.exit()))

let profiler
for await (const line of createInterface({ input: process.stdin })) {
  if (line === 'profile') {
    profiler = new Session()
    profiler.connect()
    await profiler.post('Profiler.enable')
    await profiler.post('Profiler.start')
  } else if (line.startsWith('profile ')) {
    const { profile } = await profiler.post('Profiler.stop')
    await writeFile(line.slice('profile '.length), JSON.stringify(profile))
    profiler.disconnect()
  }
  say({ neighbours: graph.connections({ kinds: ['neighbour'] }).count, present: graph.nodes().count })
}

function say(what) {
  process.stdout.write(`${JSON.stringify(what)}\n`)
}
