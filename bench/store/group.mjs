// What the parts of the store's bench share: authors, their records, stores that know all of them, a link in memory.
import { createHash } from 'node:crypto'
import { keyPairFromSeed, peerIdFromPublicKey, silentLogger, systemClock, systemRandom } from '../../dist/base/index.js'
import { defineRecordType } from '../../dist/record/index.js'
import { openStore } from '../../dist/store/index.js'

export const GROUP = new Uint8Array(32).fill(7)
const DAY_MS = 86_400_000
const DATA_BYTES = 200

export const recordType = defineRecordType({
  name: 'bench.record',
  lifetime: 'durable',
  maxBytes: 1024,
  ttlMs: 30 * DAY_MS,
  indexed: ['digest', 'size'],
  codec: { encode: (data) => data, decode: (data) => data }
})

export const signalType = defineRecordType({
  ...recordType,
  name: 'bench.signal',
  lifetime: 'ephemeral',
  ttlMs: 60_000
})

export function keyPairOf(index) {
  return keyPairFromSeed(createHash('sha256').update(`author ${index}`).digest())
}

/** Everybody who can be is a member. */
const everybody = {
  knowsAuthor: () => true,
  memberUntilMs: () => systemClock.nowMs() + 365 * DAY_MS,
  isAdministrator: () => false,
  credentials: () => [],
  receiveCredential: async () => 'known',
  onChange: () => () => {},
  onCredential: () => () => {}
}

/** @param where `{ folder }`, or `{ storage }` */
export async function openBenchStore(keyPair, { folder, storage }) {
  const components = { keyPair, policy: everybody, clock: systemClock, random: systemRandom, logger: silentLogger }
  const store = await openStore(
    { ...components, ...(storage && { storage }) },
    { group: GROUP, ...(folder && { folder }) }
  )
  store.declare(recordType)
  return store
}

/** A record like a content location: two indexed attributes and some data. */
export function contentOf(author, index, revision = 0) {
  const bytes = createHash('sha512').update(`${author} ${index} ${revision}`).digest()
  return {
    data: new Uint8Array(DATA_BYTES).fill(1).map((_, i) => bytes[i % bytes.length]),
    attributes: { digest: bytes.toString('hex').slice(0, 64), size: bytes.readUInt32BE(0) }
  }
}

export function peerOf(keyPair) {
  return peerIdFromPublicKey(keyPair.publicKey)
}

/** Links two stores of this process and resolves when `a` has all that `b` had. */
export async function pull(a, b) {
  await new Promise((resolve, reject) => {
    const sessions = []
    const working = [Promise.resolve(), Promise.resolve()]
    for (const [own, store, peer] of [
      [0, a, b.author],
      [1, b, a.author]
    ]) {
      const other = 1 - own
      sessions.push(
        store.openSync({
          peer,
          send: (frame) => {
            const before = working[other]
            working[other] = before.then(() => sessions[other].receive(frame))
            return before
          },
          onSynchronised: () => {
            if (own !== 0) return
            for (const session of sessions) session.close()
            resolve()
          },
          onRefuse: (reason) => reject(new Error(reason))
        })
      )
    }
    sessions[0].startRound()
  })
}
