// What every filling of the store's storage port must do. Run against each by test/store/storage-<name>.test.ts.
import { describe, expect, test } from 'vitest'
import { utf8 } from '../../src/base/index.js'
import type { Storage } from '../../src/store/index.js'

const key = (text: string): Uint8Array => utf8(text)
const put = (name: string, value: string) => ({ key: key(name), value: utf8(value) })
const remove = (name: string) => ({ key: key(name), value: undefined })

const text = (bytes: Uint8Array | undefined): string | undefined => bytes && Buffer.from(bytes).toString()

async function names(storage: Storage, from: string, to: string): Promise<string[]> {
  const found: string[] = []
  for await (const [name, value] of storage.entries({ from: key(from), to: key(to) })) {
    found.push(`${text(name)}=${text(value)}`)
  }
  return found
}

export function describeStorage(name: string, open: () => Promise<Storage>): void {
  describe(`${name} storage`, () => {
    async function using(run: (storage: Storage) => Promise<void>): Promise<void> {
      const storage = await open()
      try {
        await run(storage)
      } finally {
        await storage.close()
      }
    }

    test('returns what was written, and undefined for what was not', () =>
      using(async (storage) => {
        await storage.write([put('a', '1')], { sync: false })
        await storage.write([put('b', '2')], { sync: true })
        expect(text(storage.get(key('a')))).toBe('1')
        expect(text(storage.get(key('b')))).toBe('2')
        expect(storage.get(key('c'))).toBeUndefined()
      }))

    test('a batch overwrites and removes, later entries of it after earlier ones', () =>
      using(async (storage) => {
        await storage.write([put('a', '1'), put('b', '1'), put('c', '1')], { sync: true })
        await storage.write([put('a', '2'), remove('b'), remove('c'), put('c', '3'), remove('never')], { sync: true })
        expect(await names(storage, 'a', 'z')).toEqual(['a=2', 'c=3'])
      }))

    test('an empty batch is no error', () => using((storage) => storage.write([], { sync: true })))

    test('entries come in the order of the bytes of their keys, the end of the range left out', () =>
      using(async (storage) => {
        const keys = [
          Uint8Array.of(1, 255),
          Uint8Array.of(1),
          Uint8Array.of(2),
          Uint8Array.of(1, 0),
          Uint8Array.of(200)
        ]
        await storage.write(
          keys.map((bytes) => ({ key: bytes, value: bytes })),
          { sync: false }
        )
        const found: number[][] = []
        for await (const [name] of storage.entries({ from: Uint8Array.of(1), to: Uint8Array.of(200) })) {
          found.push([...name])
        }
        expect(found).toEqual([[1], [1, 0], [1, 255], [2]])
      }))

    test('keeps its own copy: changing bytes afterwards changes nothing', () =>
      using(async (storage) => {
        const name = key('name')
        const value = utf8('value')
        await storage.write([{ key: name, value }], { sync: false })
        name.fill(0)
        value.fill(0)
        expect(text(storage.get(key('name')))).toBe('value')
      }))

    test('a snapshot goes on showing what was there when it was taken', () =>
      using(async (storage) => {
        await storage.write([put('a', '1'), put('b', '1')], { sync: false })
        const snapshot = storage.snapshot()
        await storage.write([put('a', '2'), remove('b'), put('c', '2')], { sync: true })
        const found: string[] = []
        for await (const [name, value] of snapshot.entries({ from: key('a'), to: key('z') })) {
          found.push(`${text(name)}=${text(value)}`)
        }
        await snapshot.close()
        expect(found).toEqual(['a=1', 'b=1'])
        expect(await names(storage, 'a', 'z')).toEqual(['a=2', 'c=2'])
      }))

    test('used after it was closed, it says so with DISK', async () => {
      const storage = await open()
      await storage.close()
      await storage.close()
      await expect(storage.write([put('a', '1')], { sync: true })).rejects.toMatchObject({ code: 'DISK' })
      expect(() => storage.get(key('a'))).toThrowError(expect.objectContaining({ code: 'DISK' }))
      expect(() => storage.snapshot()).toThrowError(expect.objectContaining({ code: 'DISK' }))
    })
  })
}
