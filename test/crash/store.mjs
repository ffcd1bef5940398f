// A store for processes that are killed: one author whom everybody believes, in a folder of its own.
import { keyPairFromSeed, silentLogger, systemClock, systemRandom } from '../../dist/base/index.js'
import { defineRecordType } from '../../dist/record/index.js'
import { openWithHistory } from '../../dist/store/open-store.js'

const everybody = {
  knowsAuthor: () => true,
  memberUntilMs: () => Date.UTC(2100, 0, 1),
  isAdministrator: () => false,
  credentials: () => [],
  acceptsCredential: () => false,
  receiveCredential: async () => 'refused',
  onChange: () => () => {},
  onCredential: () => () => {}
}

export const noteType = defineRecordType({
  name: 'test.note',
  lifetime: 'durable',
  maxBytes: 4000,
  ttlMs: 24 * 3_600_000,
  codec: { encode: (text) => Buffer.from(text), decode: (bytes) => Buffer.from(bytes).toString() }
})

/** @param {string} folder @param {{ shardClosesAtChanges?: number }} [init] */
export async function openCrashStore(folder, init = {}) {
  const store = await openWithHistory(
    {
      keyPair: keyPairFromSeed(new Uint8Array(32).fill(5)),
      policy: everybody,
      clock: systemClock,
      random: systemRandom,
      logger: silentLogger
    },
    { group: new Uint8Array(32).fill(1), folder, ...init }
  )
  store.declare(noteType)
  return store
}

/** Its notes as text. */
export function notesOf(store) {
  return store.find({ type: noteType.name }).map((record) => noteType.codec.decode(record.data))
}
