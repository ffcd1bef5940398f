// The same records with automerge-repo: a document an author, a map of records in each; a fresh peer finds them all over a
// channel in memory, as far as it gets. `node automerge-repo.mjs FOLDER AUTHORS RECORDS_EACH SECONDS`, where FOLDER
// has the package installed.
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { pathToFileURL } from 'node:url'
import { round } from '../statistics.mjs'
import { contentOf } from './group.mjs'
import { peakMib, processorSeconds } from './link.mjs'

const FOUND_AT_ONCE = 20
const [authors, each, seconds] = process.argv.slice(3).map(Number)
const installed = createRequire(join(process.argv[2], 'index.js')).resolve('@automerge/automerge-repo')
const { Repo, NetworkAdapter } = await import(pathToFileURL(installed))

class Channel extends NetworkAdapter {
  other
  bytes = 0
  connected = new Promise((resolve) => (this.onConnect = resolve))
  isReady = () => true
  whenReady = async () => {}
  connect(peerId) {
    this.peerId = peerId
    this.onConnect()
  }
  meet() {
    this.emit('peer-candidate', { peerId: this.other.peerId, peerMetadata: {} })
  }
  send(message) {
    this.bytes += message.data?.byteLength ?? 0
    void Promise.resolve().then(() => this.other.emit('message', message))
  }
  disconnect() {}
}

const [a, b] = [new Channel(), new Channel()]
a.other = b
b.other = a
const full = new Repo({
  network: [a],
  peerId: 'full',
  shareConfig: { announce: async () => false, access: async () => true }
})
const writing = performance.now()
const urls = []
for (let author = 0; author < authors && performance.now() - writing < seconds * 1000; author++) {
  const handle = full.create({})
  for (let index = 0; index < each; index++) {
    const { data, attributes } = contentOf(author, index)
    handle.change((records) => {
      records[`${author}/${index}`] = { ...attributes, data }
    })
  }
  urls.push(handle.url)
}
const writtenS = (performance.now() - writing) / 1000
const fresh = new Repo({
  network: [b],
  peerId: 'fresh',
  shareConfig: { announce: async () => true, access: async () => true }
})
await Promise.all([a, b].map((channel) => channel.connected))
a.meet()
b.meet()
const [cpu, wall] = [processorSeconds(), performance.now()]
let found = 0
for (let i = 0; i < urls.length && performance.now() - wall < seconds * 1000; i += FOUND_AT_ONCE) {
  const handles = await Promise.all(urls.slice(i, i + FOUND_AT_ONCE).map((url) => fresh.find(url)))
  for (const handle of handles) found += Object.keys(handle.doc()).length
}
console.log(
  JSON.stringify({
    repoWritten: urls.length * each,
    repoWriteS: round(writtenS, 1),
    repoRecords: found,
    repoCpuS: round(processorSeconds() - cpu, 2),
    repoWallS: round((performance.now() - wall) / 1000, 2),
    repoBothMib: round(peakMib(), 0),
    repoWireBytes: a.bytes
  })
)
process.exit(0)
