// A libp2p node as its documentation has it, with `@libp2p/mdns` under a given service tag: says when it found a peer, and when
// somebody dialled it. Takes one JSON argument, prints one JSON line.
//   { tag, peer, host: the one address to say, budgetMs } -> { foundAfterMs, foundAt: multiaddrs, dialledAfterMs }: null where not
import '../../dist/base/polyfill.js'
import { performance } from 'node:perf_hooks'
import { noise } from '@chainsafe/libp2p-noise'
import { mdns } from '@libp2p/mdns'
import { tcp } from '@libp2p/tcp'
import { yamux } from '@libp2p/yamux'
import { createLibp2p } from 'libp2p'

const { tag, peer, host, budgetMs } = JSON.parse(process.argv[2])
const said = { foundAfterMs: null, foundAt: [], dialledAfterMs: null }
const startedMs = performance.now()
const passedMs = () => Math.round(performance.now() - startedMs)
let done = () => {}
const ended = new Promise((resolve) => (done = resolve))

const node = await createLibp2p({
  start: false,
  addresses: { listen: [`/ip4/${host}/tcp/0`] },
  transports: [tcp()],
  connectionEncrypters: [noise()],
  streamMuxers: [yamux()],
  peerDiscovery: [mdns({ serviceTag: tag })],
  connectionGater: {
    denyInboundConnection: () => {
      said.dialledAfterMs ??= passedMs()
      if (said.foundAfterMs !== null) done()
      return true
    }
  }
})
node.addEventListener('peer:discovery', ({ detail }) => {
  if (detail.id.toString() !== peer) return
  said.foundAfterMs ??= passedMs()
  said.foundAt = detail.multiaddrs.map(String)
  if (said.dialledAfterMs !== null) done()
})
await node.start()
setTimeout(done, budgetMs)
await ended
console.log(JSON.stringify(said))
process.exit(0)
