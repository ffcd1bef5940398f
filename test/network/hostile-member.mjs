// A real member, with the key and papers of HOME, that behaves badly on purpose. It links, synchronises and announces itself
// as everybody does, and answers its own control socket. Prints {"ready", "peerId"} when ready.
//   hostile-member.mjs HOME BEHAVIOUR ALLOWED_ORIGIN
// deaf      present, keeps its links; says nothing about anybody's need, serves nothing
// stalls    its disk hangs: it claims, accepts readers, sends heads, and then nothing; its own download stands still too
// mute      downloads, claims and tells what it holds as everybody does; readers get heads, and then nothing
// corrupts  as mute, but readers get bytes, wrong ones from the second leaf on
// claims    answers every need at once by a claim of 8 MiB that it does not have: readers are refused
import '../../dist/base/polyfill.js'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { lineLogger, silentLogger, systemClock, systemRandom, toHex } from '../../dist/base/index.js'
import {
  createAliasClient,
  Ledger,
  LEAF_BYTES,
  openAliasServer,
  openBlobStore,
  openContent,
  originPolicy
} from '../../dist/content/index.js'
import { claimRecordId, claimType, needType, readNeed } from '../../dist/content/claims.js'
import { CLAIM_TTL_MS } from '../../dist/content/crossing-defaults.js'
import { openControlServer } from '../../dist/gateway/control-server.js'
import { RequestLog } from '../../dist/gateway/request-log.js'
import { listGroups, loadIdentity, openGroup } from '../../dist/group/index.js'

const CLAIMED_BYTES = 8 * 2 ** 20
const [home, behaviour, allowedOrigin] = process.argv.slice(2)
const logger = process.env.POTLUCK_VERBOSE === undefined ? silentLogger : lineLogger((line) => console.error(line))
const components = { clock: systemClock, random: systemRandom, logger }
const never = (signal) =>
  new Promise((_resolve, reject) => signal?.addEventListener('abort', () => reject(signal.reason), { once: true }))

async function* nothing(_chunks, signal) {
  yield await never(signal)
}

/** What each behaviour does to the bytes that others read. */
const SPOIL = {
  stalls: nothing,
  mute: nothing,
  corrupts: async function* (chunks) {
    let offset = 0
    for await (const chunk of chunks) {
      const spoilt = Buffer.from(chunk)
      for (let i = Math.max(0, LEAF_BYTES - offset); i < spoilt.length; i += LEAF_BYTES) spoilt[i] ^= 0xff
      offset += chunk.length
      yield spoilt
    }
  }
}
const spoil = SPOIL[behaviour] ?? ((chunks) => chunks)

/** The store as others read from it. */
function spoiltBlobs(blobs) {
  return new Proxy(blobs, {
    get: (target, name) => {
      if (name === 'read') return (...args) => Readable.from(spoil(target.read(...args)), { objectMode: false })
      const value = target[name]
      return typeof value === 'function' ? value.bind(target) : value
    }
  })
}

/** Partials whose bytes never reach the disk. */
function hangingBlobs(blobs) {
  const createPartial = async (options) => {
    const partial = await blobs.createPartial(options)
    return new Proxy(partial, {
      get: (target, name) => {
        if (name === 'append') return () => never()
        const value = target[name]
        return typeof value === 'function' ? value.bind(target) : value
      }
    })
  }
  return new Proxy(blobs, {
    get: (target, name) => {
      if (name === 'createPartial') return createPartial
      const value = target[name]
      return typeof value === 'function' ? value.bind(target) : value
    }
  })
}

/** The server as the group's content sees it: what it hands out of running transfers is spoilt. */
function spoilingServer(server) {
  return {
    port: server.port,
    recheck: () => server.recheck(),
    removeGroup: (id) => server.removeGroup(id),
    addGroup: (id, group) =>
      server.addGroup(id, {
        ...group,
        transfer: (transferId) => {
          const transfer = group.transfer(transferId)
          return (
            transfer && {
              bytes: (from, signal) => spoil(transfer.bytes(from, signal), signal),
              parts: (from, signal) =>
                behaviour === 'corrupts' ? transfer.parts(from, signal) : spoil(transfer.parts(from, signal), signal)
            }
          )
        }
      })
  }
}

function claimEverything(group) {
  group.store.declare(needType)
  group.store.declare(claimType)
  const answer = (record) => {
    const need = record.creator === group.self ? undefined : readNeed(record)
    if (need === undefined) return
    const { urlKey } = need
    const transferId = toHex(systemRandom.bytes(16))
    const data = { transferId, verifiedBytes: CLAIMED_BYTES, end: undefined }
    const id = claimRecordId(group.self, urlKey)
    void group.store.add(claimType, { id, attributes: { urlKey }, data, ttlMs: CLAIM_TTL_MS }).catch(() => {})
  }
  group.store.on('record:add', answer)
  group.store.on('record:update', answer)
}

const { keyPair, peer, name } = await loadIdentity(home)
const control = await openControlServer({ home, logger })
const [groupId] = await listGroups(home)
const group = await openGroup(components, { home, groupId, listenPort: 1967, mdns: true, knownAddresses: [] })
const directory = join(home, 'blobs')
await mkdir(directory, { recursive: true })
const blobs = await openBlobStore({ directory, maxBytes: 2 ** 30, ...components })
const ledger = new Ledger()
const aliasServer = await openAliasServer({ keyPair, port: 6515, blobs: spoiltBlobs(blobs), ledger, ...components })
const requests = new RequestLog()
const node = { peerId: peer, name, clock: systemClock, requests }

if (behaviour === 'deaf' || behaviour === 'claims') {
  const isMember = (other) => group.isMember(other)
  aliasServer.addGroup(group.id, { isMember, sharesBlob: () => false, transfer: () => undefined, reachedBy: () => {} })
  if (behaviour === 'claims') claimEverything(group)
  await group.graph.announce({ contentPort: aliasServer.port })
} else if (behaviour in SPOIL) {
  const content = await openContent({
    ...components,
    group,
    blobs: behaviour === 'stalls' ? hangingBlobs(blobs) : blobs,
    ledger,
    aliasServer: spoilingServer(aliasServer),
    aliasClient: createAliasClient({ keyPair, ...components }),
    policy: originPolicy([allowedOrigin])
  })
  node.group = () => ({ group, content })
} else throw new RangeError(`no behaviour ${behaviour}`)

control.serve(node)
console.log(JSON.stringify({ ready: true, peerId: peer }))
process.on('SIGTERM', () => {
  group
    .close()
    .then(() => control.close())
    .finally(() => process.exit(0))
})
