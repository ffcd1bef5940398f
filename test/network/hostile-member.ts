// A real member, with the key and papers of HOME, that behaves badly on purpose. It links, synchronises and announces itself
// as everybody does, and answers its own control socket. Prints {"ready", "peerId"} when ready.
//   node --import ./scripts/typescript.mjs test/network/hostile-member.ts HOME BEHAVIOUR ALLOWED_ORIGIN
// deaf      present, keeps its links; says nothing about anybody's need, serves nothing
// stalls    its disk hangs: it claims, accepts readers, sends heads, and then nothing; its own download stands still too
// mute      downloads, claims and tells what it holds as everybody does; readers get heads, and then nothing
// corrupts  as mute, but readers get bytes, wrong ones from the second leaf on
// claims    answers every need at once by a claim of 8 MiB that it does not have: readers are refused
import '../../src/base/polyfill.js'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { lineLogger, silentLogger, systemClock, systemRandom, toHex, type PeerId } from '../../src/base/index.js'
import type { AliasServer } from '../../src/content/alias-server.js'
import type { BlobStore } from '../../src/content/blob-store.js'
import { claimRecordId, claimType, needType, readNeed } from '../../src/content/claims.js'
import { CLAIM_TTL_MS } from '../../src/content/crossing-defaults.js'
import { urlKey } from '../../src/content/url-key.js'
import {
  createAliasClient,
  createOriginAccess,
  Ledger,
  LEAF_BYTES,
  openAliasServer,
  openBlobStore,
  openContent,
  originPolicy,
  OwnLine,
  type Content
} from '../../src/content/index.js'
import { openControlServer } from '../../src/gateway/control-server.js'
import type { NodeGroup, PotluckNode } from '../../src/gateway/node.js'
import { RequestLog } from '../../src/gateway/request-log.js'
import { listGroups, loadIdentity, openGroup, type Group } from '../../src/group/index.js'
import type { GroupRecord } from '../../src/record/index.js'
import type { Behaviour } from './host.js'

const CLAIMED_BYTES = 8 * 2 ** 20
const [home, behaviour, allowedOrigin] = process.argv.slice(2) as [string, Behaviour, string]
const logger = process.env['POTLUCK_VERBOSE'] === undefined ? silentLogger : lineLogger((line) => console.error(line))
const components = { clock: systemClock, random: systemRandom, logger }
type Chunks = AsyncIterable<Uint8Array>
type Spoil = (chunks: Chunks, signal?: AbortSignal) => Chunks

function never(signal?: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal?.addEventListener('abort', () => reject(signal.reason as Error), { once: true })
  })
}

async function* nothing(_chunks: Chunks, signal?: AbortSignal): AsyncGenerator<Uint8Array> {
  yield await never(signal)
}

/** What each behaviour does to the bytes that others read. */
const SPOIL: { readonly [behaviour in Behaviour]?: Spoil } = {
  stalls: nothing,
  mute: nothing,
  corrupts: async function* (chunks) {
    let offset = 0
    for await (const chunk of chunks) {
      const spoilt = Buffer.from(chunk)
      for (let i = Math.max(0, LEAF_BYTES - offset); i < spoilt.length; i += LEAF_BYTES) spoilt[i]! ^= 0xff
      offset += chunk.length
      yield spoilt
    }
  }
}
const spoil: Spoil = SPOIL[behaviour] ?? ((chunks) => chunks)

/** `target`, but for what `change` has. */
function changed<Target extends object>(target: Target, change: Partial<Target>): Target {
  return new Proxy(target, {
    get: (_target, name) => {
      if (name in change) return change[name as keyof Target]
      const value: unknown = Reflect.get(target, name)
      return typeof value === 'function' ? (value.bind(target) as unknown) : value
    }
  })
}

/** The store as others read from it. */
function spoiltBlobs(blobs: BlobStore): BlobStore {
  return changed(blobs, {
    read: (...range) => Readable.from(spoil(blobs.read(...range)), { objectMode: false })
  })
}

/** Partials whose bytes never reach the disk. */
function hangingBlobs(blobs: BlobStore): BlobStore {
  return changed(blobs, {
    createPartial: async (options) => changed(await blobs.createPartial(options), { append: () => never() })
  })
}

/** The server as the group's content sees it: what it hands out of running transfers is spoilt. */
function spoilingServer(server: AliasServer): AliasServer {
  return changed(server, {
    addGroup: (id, group) =>
      server.addGroup(id, {
        ...group,
        transfer: (transferId) => {
          const transfer = group.transfer(transferId)
          return (
            transfer && {
              door: transfer.door,
              hasGap: (leaf) => transfer.hasGap(leaf),
              bytes: (from, signal) => spoil(transfer.bytes(from, signal), signal),
              parts: (signal) =>
                behaviour === 'corrupts' ? transfer.parts(signal) : spoil(transfer.parts(signal), signal)
            }
          )
        }
      })
  })
}

function claimEverything(group: Group): void {
  group.store.declare(needType)
  group.store.declare(claimType)
  const answer = (record: GroupRecord): void => {
    const need = record.creator === group.self ? undefined : readNeed(record)
    if (need === undefined) return
    const key = urlKey(group.urlHashKey, need.url)
    const transferId = toHex(systemRandom.bytes(16))
    const data = { transferId, verifiedBytes: CLAIMED_BYTES, end: undefined, startedAtMs: 0, expectedBytes: undefined }
    const id = claimRecordId(group.self, key)
    void group.store.add(claimType, { id, attributes: { urlKey: key }, data, ttlMs: CLAIM_TTL_MS }).catch(() => {})
  }
  group.store.on('record:add', answer)
  group.store.on('record:update', answer)
}

const { keyPair, peer, name } = await loadIdentity(home)
const control = await openControlServer({ home, logger })
const [groupId = ''] = await listGroups(home)
const group = await openGroup(components, { home, groupId, listenPort: 1967, mdns: true, knownAddresses: [] })
const directory = join(home, 'blobs')
await mkdir(directory, { recursive: true })
const blobs = await openBlobStore({ directory, maxBytes: 2 ** 30, ...components })
const ledger = new Ledger()
const aliasServer = await openAliasServer({ keyPair, port: 6515, blobs: spoiltBlobs(blobs), ledger, ...components })
const requests = new RequestLog()
const policy = originPolicy([allowedOrigin])
let content: Content | undefined

if (behaviour === 'deaf' || behaviour === 'claims') {
  const isMember = (other: PeerId): boolean => group.isMember(other)
  aliasServer.addGroup(group.id, {
    isMember,
    sharesBlob: () => false,
    transfer: () => undefined,
    mayRead: () => true,
    reachedBy: () => {}
  })
  if (behaviour === 'claims') claimEverything(group)
  await group.graph.announce({ contentPort: aliasServer.port })
} else if (behaviour in SPOIL) {
  const line = new OwnLine({ clock: systemClock, isUsed: true })
  content = await openContent({
    ...components,
    group,
    blobs: behaviour === 'stalls' ? hangingBlobs(blobs) : blobs,
    ledger,
    aliasServer: spoilingServer(aliasServer),
    aliasClient: createAliasClient({ keyPair, ...components }),
    policy,
    origins: createOriginAccess({ ...components, policy, ledger }, { line }),
    line
  })
} else throw new RangeError(`no behaviour ${behaviour}`)

// What its control socket is asked for in the scenarios: fetch, and explain.
const node: Partial<PotluckNode> = { peerId: peer, name, clock: systemClock, requests }
if (content !== undefined) {
  const opened = { id: group.id, name: group.name, group, content } as NodeGroup
  node.group = () => opened
}
control.serve(node as PotluckNode)
console.log(JSON.stringify({ ready: true, peerId: peer }))
process.on('SIGTERM', () => {
  void group
    .close()
    .then(() => control.close())
    .finally(() => process.exit(0))
})
