// The member who has everything: answers over TCP on loopback, one connection, and says what that cost when it ends.
// `node answer.mjs FOLDER`: prints the port, then the figures.
import { once } from 'node:events'
import { createServer } from 'node:net'
import { keyPairOf, openBenchStore } from './group.mjs'
import { peakMib, processorSeconds, talk } from './link.mjs'

const store = await openBenchStore(keyPairOf('of the one who has all'), { folder: process.argv[2] })
const server = createServer().listen(0, '127.0.0.1')
await once(server, 'listening')
const opened = once(server, 'connection')
console.log(JSON.stringify({ port: server.address().port }))
const [socket] = await opened
const before = processorSeconds()
const restingMib = peakMib()
talk(store, socket, { onSynchronised: () => {} })
await once(socket, 'close')
console.log(
  JSON.stringify({ answererCpuS: processorSeconds() - before, answererMib: peakMib(), answererRestingMib: restingMib })
)
server.close()
await store.close()
