import { expect, test } from 'vitest'
import { utf8 } from '../../src/base/index.js'
import { createMemoryStorage, StoreError, type Storage } from '../../src/store/index.js'
import { WriteQueue } from '../../src/store/write-queue.js'
import { settle } from '../support/fake-clock.js'

/** A storage whose writes wait until the test lets them go. */
function slowStorage() {
  const memory = createMemoryStorage()
  const writes: { size: number; sync: boolean; finish: (error?: Error) => void }[] = []
  const storage: Storage = {
    get: (key) => memory.get(key),
    entries: (range) => memory.entries(range),
    snapshot: () => memory.snapshot(),
    close: () => memory.close(),
    write: (batch, options) =>
      new Promise((resolve, reject) => {
        const finish = (error?: Error): void => {
          if (error !== undefined) return reject(error)
          void memory.write(batch, options).then(resolve)
        }
        writes.push({ size: batch.length, sync: options.sync, finish })
      })
  }
  return { storage, writes }
}

const put = (name: string, value: string) => ({ key: utf8(name), value: utf8(value) })
const text = (bytes: Uint8Array | undefined): string | undefined => bytes && Buffer.from(bytes).toString()

test('what is on its way is read already; what waits goes as one batch, synced if one of it must be', async () => {
  const { storage, writes } = slowStorage()
  const queue = new WriteQueue(storage)
  const done: string[] = []
  for (const [name, sync] of [
    ['a', false],
    ['b', true],
    ['c', false]
  ] as const) {
    void queue.write([put(name, '1')], sync).then(() => done.push(name))
  }
  expect(['a', 'b', 'c'].map((name) => text(queue.get(utf8(name))))).toEqual(['1', '1', '1'])
  expect(writes).toMatchObject([{ size: 1, sync: false }])
  writes[0]!.finish()
  await settle()
  expect(done).toEqual(['a'])
  expect(writes).toMatchObject([{ size: 1 }, { size: 2, sync: true }])
  writes[1]!.finish()
  await queue.settled()
  expect(done).toEqual(['a', 'b', 'c'])
  expect(text(queue.get(utf8('c')))).toBe('1')
})

test('a failed batch fails everybody in it with DISK, is forgotten, and the next one is tried', async () => {
  const { storage, writes } = slowStorage()
  const queue = new WriteQueue(storage)
  const failed = queue.write([put('a', '1')], true)
  writes[0]!.finish(new Error('no space left'))
  await expect(failed).rejects.toMatchObject({ code: 'DISK', cause: { message: 'no space left' } })
  expect(queue.get(utf8('a'))).toBeUndefined()
  const next = queue.write([put('a', '2')], true)
  writes[1]!.finish(new StoreError('DISK', 'still none'))
  await expect(next).rejects.toMatchObject({ message: 'still none' })
})

test('a key written again while the first write is under way reads as written last', async () => {
  const { storage, writes } = slowStorage()
  const queue = new WriteQueue(storage)
  void queue.write([put('a', '1')], false)
  void queue.write([{ key: utf8('a'), value: undefined }], false)
  expect(queue.get(utf8('a'))).toBeUndefined()
  writes[0]!.finish()
  await settle()
  expect(queue.get(utf8('a'))).toBeUndefined()
  writes[1]!.finish()
  await queue.settled()
  expect(queue.get(utf8('a'))).toBeUndefined()
})
