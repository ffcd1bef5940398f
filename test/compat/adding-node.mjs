// A node to be traced: links with one neighbour, then adds a record for each line on stdin. Says on stdout when it begins and
// when `add` has confirmed. Its one argument is JSON: folder, key seed, group and its secret in hex, the neighbour's address.
import { createInterface } from 'node:readline'
import { keyPairFromSeed, peerIdFromPublicKey, silentLogger, systemClock, systemRandom } from '../../dist/base/index.js'
import { openGraph } from '../../dist/graph/index.js'
import { defineRecordType } from '../../dist/record/index.js'
import { openStore } from '../../dist/store/index.js'

const given = JSON.parse(process.argv[2])
const bytes = (hex) => new Uint8Array(Buffer.from(hex, 'hex'))
const keyPair = keyPairFromSeed(bytes(given.seed))
const policy = {
  knowsAuthor: () => true,
  memberUntilMs: () => Number.MAX_SAFE_INTEGER,
  isAdministrator: () => false,
  credentials: () => [],
  acceptsCredential: () => false,
  receiveCredential: async () => 'refused',
  onChange: () => () => {},
  onCredential: () => () => {}
}
const gate = {
  groupSecret: bytes(given.secret),
  credentials: () => Buffer.from(`vouched for: ${peerIdFromPublicKey(keyPair.publicKey)}`),
  admit: async () => true,
  isMember: () => true
}
const bookType = defineRecordType({
  name: 'test.book',
  lifetime: 'durable',
  ttlMs: 3_600_000,
  codec: { encode: (text) => Buffer.from(text), decode: (data) => Buffer.from(data).toString() }
})
const outside = { clock: systemClock, random: systemRandom, logger: silentLogger }
const store = await openStore({ ...outside, keyPair, policy }, { group: bytes(given.group), folder: given.folder })
const graph = await openGraph(
  { ...outside, store, gate, keyPair },
  { groupId: given.group, listenPort: 0, listenHosts: ['127.0.0.1'], mdns: false, knownAddresses: [given.address] }
)
const say = (line) => process.stdout.write(`${line}\n`)
graph.on('synchronised', () => say('READY'))
for await (const line of createInterface({ input: process.stdin })) {
  say(`BEGIN ${line}`)
  await store.add(bookType, { data: line.padEnd(given.recordBytes, '.') })
  say(`CONFIRMED ${line}`)
}
await graph.close()
await store.close()
