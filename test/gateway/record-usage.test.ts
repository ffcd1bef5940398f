// What applications may write over HTTP is judged by what lives: what is dead, the store cleans away while they wait.
import { afterEach, expect, test } from 'vitest'
import { MAX_OWN_LIVING_BYTES } from '../../src/gateway/defaults.js'
import { RecordUsage } from '../../src/gateway/record-usage.js'
import { defineRecordType, type GroupRecord, type RecordType } from '../../src/record/index.js'
import { alice } from '../support/people.js'
import { openTestStore, type TestStore } from '../support/store-peers.js'

const MIB = 2 ** 20
const RECORD_BYTES = 124 * 1024
const typeOf = (namespace: string): RecordType<Uint8Array> =>
  defineRecordType({
    name: `app.${namespace}.doc`,
    lifetime: 'durable',
    codec: { encode: (bytes) => bytes, decode: (bytes) => bytes },
    ttlMs: 86_400_000
  })

let usage: RecordUsage | undefined
afterEach(() => usage?.close())

function usageOf({ store, clock }: TestStore): RecordUsage {
  return (usage = new RecordUsage({ group: { store, self: store.author }, clock, keptOf: () => 'durable' }))
}

/** As many of `RECORD_BYTES` as have this size together, of namespaces that have room for them. */
async function fill({ store }: TestStore, bytes: number): Promise<GroupRecord[]> {
  const perNamespace = 112
  const all = Array.from({ length: Math.floor(bytes / RECORD_BYTES) }, (_, i) => Math.floor(i / perNamespace))
  return Promise.all(all.map((of) => store.add(typeOf(`n${of}`), { data: new Uint8Array(RECORD_BYTES) })))
}

test('updates that outrun cleaning wait for it: none is refused where 28 MiB live', async () => {
  const here = await openTestStore(alice)
  const records = await fill(here, 28 * MIB)
  const limits = usageOf(here)
  let next = 0
  const program = async (): Promise<void> => {
    while (next < 1000) {
      const { id, type } = records[next++ % records.length]!
      const data = new Uint8Array(RECORD_BYTES).fill(next)
      const write = (): Promise<GroupRecord> => here.store.update(typeOf(type.split('.')[1]!), id, { data })
      await limits.during({ type, bytes: data.byteLength, id }, write)
    }
  }
  await Promise.all(Array.from({ length: 24 }, program))
  expect(next).toBeGreaterThanOrEqual(1000)
}, 60_000)

test('where what lives leaves room for the node alone, more is refused, with what is being written counted; less is not', async () => {
  const here = await openTestStore(alice)
  const records = await fill(here, MAX_OWN_LIVING_BYTES - MIB)
  const limits = usageOf(here)
  const type = 'app.other.doc'
  const bytes = Math.ceil(0.6 * (MAX_OWN_LIVING_BYTES - here.store.status().ownLivingBytes))
  let finish = (): void => {}
  const writing = limits.during({ type, bytes }, () => new Promise<void>((resolve) => (finish = resolve)))
  await expect(limits.during({ type, bytes }, async () => {})).rejects.toMatchObject({ code: 'LIMIT_REACHED' })
  const { id, type: ofFirst } = records[0]!
  expect(await limits.during({ type: ofFirst, bytes: RECORD_BYTES, id }, async () => 'changed')).toBe('changed')
  finish()
  await writing
  expect(await limits.during({ type, bytes }, async () => 'added')).toBe('added')
})
