// A process to be killed: opens the store in FOLDER, prints what it finds as one line of JSON, {"found": [NUMBER, …]}, then
// adds records numbered from FROM on for ever, and prints each number when its `add` has confirmed it.
import { keyPairFromSeed, silentLogger, systemClock, systemRandom } from '../../dist/base/index.js'
import { defineRecordType } from '../../dist/record/index.js'
import { openStore } from '../../dist/store/index.js'

const [folder, from] = process.argv.slice(2)
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
const noteType = defineRecordType({
  name: 'test.note',
  lifetime: 'durable',
  maxBytes: 1000,
  ttlMs: 24 * 3_600_000,
  codec: { encode: (text) => Buffer.from(text), decode: (bytes) => Buffer.from(bytes).toString() }
})
const store = await openStore(
  {
    keyPair: keyPairFromSeed(new Uint8Array(32).fill(5)),
    policy: everybody,
    clock: systemClock,
    random: systemRandom,
    logger: silentLogger
  },
  { group: new Uint8Array(32).fill(1), folder }
)
store.declare(noteType)
const found = store.find({ type: noteType.name }).map((record) => Number(noteType.codec.decode(record.data)))
process.stdout.write(`${JSON.stringify({ found })}\n`)
for (let number = Number(from); ; number++) {
  await store.add(noteType, { data: String(number) })
  process.stdout.write(`${number}\n`)
}
