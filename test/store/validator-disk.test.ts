// A validator that reads data which rest on disk, while the disk refuses.
import { expect, test } from 'vitest'
import { defineRecordType } from '../../src/record/index.js'
import { createMemoryStorage, StoreError, type Storage } from '../../src/store/index.js'
import { alice, bob } from '../support/people.js'
import { noteType, openTestStore, synchronise } from '../support/store-peers.js'

const judgedType = defineRecordType<string>({
  ...noteType,
  name: 'test.judged',
  validate: ({ data }) => (data.byteLength > 0 ? 'valid' : 'invalid')
})

test('what it could not read is deferred, and judged again', async () => {
  const inner = createMemoryStorage()
  let refuses = false
  const storage: Storage = {
    get: (key) => {
      if (refuses) throw new StoreError('DISK', 'not now')
      return inner.get(key)
    },
    write: (batch, options) => inner.write(batch, options),
    entries: (range) => inner.entries(range),
    snapshot: () => inner.snapshot(),
    close: () => inner.close()
  }
  const here = await openTestStore(alice, { storage })
  const there = await openTestStore(bob, { clock: here.clock })
  const { id } = await there.store.add(judgedType, { data: 'x'.repeat(5000) })
  await synchronise(here, there)
  refuses = true
  here.store.declare(judgedType)
  expect(here.store.get(id)).toBeUndefined()
  expect(here.store.deferredIds()).toEqual([id])
  refuses = false
  here.store.validateDeferredRecords()
  expect(here.store.get(id)).toBeDefined()
})
