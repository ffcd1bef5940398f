// What shared records cost as registers in their authors' shards (docs/decisions/0004), and what they cost as one small
// Automerge document each, whose foreign changes are applied on a clone that is saved and loaded again before it counts. The same
// records and edits, one after the other, each way in processes of its own; one JSON line with ratios (above 1: documents cost more).
// `node bench/shared-records.mjs [--records 1000] [--edits 10]`, after a build.
import { execFileSync } from 'node:child_process'
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { next as Automerge } from '@automerge/automerge'
import {
  keyPairFromSeed,
  peerIdFromPublicKey,
  sha256,
  silentLogger,
  systemClock,
  systemRandom,
  utf8
} from '../dist/base/index.js'
import { defineRecordType, namedRecordId } from '../dist/record/index.js'
import { createMemoryStorage, openLevelStorage, openStore } from '../dist/store/index.js'
import { round } from './statistics.mjs'

const MEMBERS = 5
const NAMES = ['color', 'size', 'place', 'owner']
const GROUP = sha256(utf8('bench group'))
const BATCH = 100

const { values } = parseArgs({
  options: {
    records: { type: 'string', default: '1000' },
    edits: { type: 'string', default: '10' },
    part: { type: 'string' },
    folder: { type: 'string' }
  }
})
const records = Number(values.records)
const edits = Number(values.edits)

const people = Array.from({ length: MEMBERS }, (_, i) => keyPairFromSeed(sha256(utf8(`bench member ${i}`))))
const peers = people.map(({ publicKey }) => peerIdFromPublicKey(publicKey))
const type = defineRecordType({
  name: 'bench.shared',
  lifetime: 'collaborative',
  changeableBy: 'members',
  ttlMs: 86_400_000,
  codec: { encode: () => new Uint8Array(), decode: () => undefined }
})
const idOf = (record) => namedRecordId(peers[record % MEMBERS], `shared ${record}`)
/** The member who writes the `edit`-th edit of a record, and what. */
const turn = (record, edit) => (record + edit) % MEMBERS
const written = (record, edit) => [NAMES[edit % NAMES.length], `value ${edit} of ${record}, some twenty more`]

const parts = { registers, 'registers-start': registersStart, documents, 'documents-start': documentsStart }
if (values.part === undefined) await compare()
else console.log(JSON.stringify(await parts[values.part]()))

async function compare() {
  const folder = await mkdtemp(join(tmpdir(), 'potluck-bench-shared-'))
  try {
    const run = (part) => {
      const own = [fileURLToPath(import.meta.url), '--part', part, '--records', values.records, '--edits', values.edits]
      const path = join(folder, part.split('-')[0])
      return JSON.parse(execFileSync(process.execPath, ['--expose-gc', ...own, '--folder', path], { encoding: 'utf8' }))
    }
    const [inShards, inShardsStart] = [run('registers'), run('registers-start')]
    const [asDocuments, asDocumentsStart] = [run('documents'), run('documents-start')]
    const ratio = (a, b) => round(a / b, 2)
    const said = {
      bench: 'shared-records',
      ...{ records, edits, members: MEMBERS },
      registers: { ...inShards, ...inShardsStart },
      documents: { ...asDocuments, ...asDocumentsStart },
      ratios: {
        cpuPerRemoteEdit: ratio(asDocuments.remoteEditMs, inShards.remoteEditMs),
        memory: ratio(asDocumentsStart.memoryMiB, inShardsStart.memoryMiB),
        disk: ratio(asDocuments.diskKiB, inShards.diskKiB),
        start: ratio(asDocumentsStart.startCpuMs, inShardsStart.startCpuMs)
      }
    }
    console.log(JSON.stringify(said))
  } finally {
    await rm(folder, { recursive: true })
  }
}

function policy() {
  return {
    knowsAuthor: (author) => peers.includes(author),
    memberUntilMs: () => Number.MAX_SAFE_INTEGER,
    isAdministrator: () => true,
    credentials: () => [],
    acceptsCredential: () => false,
    receiveCredential: async () => 'known',
    onChange: () => () => {},
    onCredential: () => () => {}
  }
}

async function storeOf(keyPair, storage) {
  const components = {
    keyPair,
    storage,
    policy: policy(),
    clock: systemClock,
    random: systemRandom,
    logger: silentLogger
  }
  const store = await openStore(components, { group: GROUP })
  store.declare(type)
  return store
}

/** Each edit is written by its member, and taken by all others; the first member's store is on disk, and measured. */
async function registers() {
  const stores = []
  for (const [i, keyPair] of people.entries()) {
    stores.push(await storeOf(keyPair, i === 0 ? await openLevelStorage(values.folder) : createMemoryStorage()))
  }
  let remote = 0
  let remoteMs = 0
  let items = []
  for (const [i, store] of stores.entries()) store.on('item:local', (item) => items.push({ from: i, item }))
  for (let edit = 0; edit < edits; edit++) {
    for (let at = 0; at < records; at += BATCH) {
      const some = Array.from({ length: Math.min(BATCH, records - at) }, (_, i) => at + i)
      await Promise.all(
        some.map((record) => {
          const [name, value] = written(record, edit)
          const init = { attributes: { [name]: value }, creator: peers[record % MEMBERS] }
          return stores[turn(record, edit)].edit(type, idOf(record), init)
        })
      )
      const sent = items
      items = []
      for (const [i, store] of stores.entries()) {
        const others = sent.filter(({ from }) => from !== i)
        const before = process.cpuUsage()
        for (const { item } of others) {
          const { outcome } = await store.receive(item)
          if (outcome !== 'applied') throw new Error(outcome)
        }
        if (i === 0) {
          remote += others.length
          remoteMs += cpuMs(before)
        }
      }
    }
  }
  const [first] = stores
  for (let record = 0; record < records; record++) {
    const { attributes } = first.get(idOf(record))
    const [name, value] = written(record, edits - 1)
    if (attributes[name] !== value) throw new Error(`record ${record} says ${attributes[name]}`)
  }
  for (const store of stores) await store.close()
  return { remoteEditMs: round(remoteMs / remote), diskKiB: await sizeOf(values.folder) }
}

async function registersStart() {
  const { store, ...start } = await started(async () => ({
    store: await storeOf(people[0], await openLevelStorage(values.folder))
  }))
  if (store.find({ type: type.name }).length !== records) throw new Error('records are missing')
  await store.close()
  return start
}

/** The log of changes is the truth here too, as it must be for single changes to be served and checked. */
async function documents() {
  const storage = await openLevelStorage(values.folder)
  const living = Array.from({ length: records }, () => Automerge.init())
  const writers = people.map(() => Array.from({ length: records }, () => Automerge.init()))
  let remote = 0
  let remoteMs = 0
  for (let edit = 0; edit < edits; edit++) {
    for (let record = 0; record < records; record++) {
      const member = turn(record, edit)
      const [name, value] = written(record, edit)
      writers[member][record] = Automerge.change(writers[member][record], (document) => void (document[name] = value))
      const change = Automerge.getLastLocalChange(writers[member][record])
      for (let other = 0; other < MEMBERS; other++) {
        if (other !== member) [writers[other][record]] = Automerge.applyChanges(writers[other][record], [change])
      }
      const before = process.cpuUsage()
      const clone = Automerge.clone(living[record])
      const [applied] = Automerge.applyChanges(clone, [change])
      const loaded = Automerge.load(Automerge.save(applied))
      Automerge.free(living[record])
      Automerge.free(applied)
      living[record] = loaded
      if (member !== 0) {
        remote++
        remoteMs += cpuMs(before)
      }
      await storage.write([{ key: utf8(`${record}/${edit}`), value: withSignature(change) }], { sync: false })
    }
  }
  await storage.close()
  return { remoteEditMs: round(remoteMs / remote), diskKiB: await sizeOf(values.folder) }
}

/** As the signed head over each change: group, author, count, heads and signature. */
function withSignature(change) {
  return Buffer.concat([change, people[0].sign(change), Buffer.alloc(100, 1)])
}

async function documentsStart() {
  const { living, ...start } = await started(async () => {
    const storage = await openLevelStorage(values.folder)
    const changes = Array.from({ length: records }, () => [])
    for await (const [key, value] of storage.entries({ from: utf8('0'), to: utf8(':') })) {
      const [record, edit] = Buffer.from(key).toString().split('/').map(Number)
      changes[record][edit] = value.subarray(0, value.byteLength - 164)
    }
    const living = changes.map((all) => Automerge.applyChanges(Automerge.init(), all)[0])
    await storage.close()
    return { living }
  })
  if (living.length !== records) throw new Error('records are missing')
  return start
}

/** CPU and resident memory that opening takes. */
async function started(open) {
  globalThis.gc()
  const [before, rss] = [process.cpuUsage(), process.memoryUsage.rss()]
  const opened = await open()
  const startCpuMs = round(cpuMs(before), 0)
  globalThis.gc()
  return { ...opened, startCpuMs, memoryMiB: round((process.memoryUsage.rss() - rss) / 2 ** 20, 1) }
}

function cpuMs(before) {
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

async function sizeOf(folder) {
  const sizes = await Promise.all((await readdir(folder)).map(async (name) => (await stat(join(folder, name))).size))
  return round(sizes.reduce((sum, size) => sum + size, 0) / 1024, 0)
}
