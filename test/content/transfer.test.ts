import { describe, expect, test } from 'vitest'
import { HEARTBEAT_MS, SIGN_EVERY_MS } from '../../src/content/crossing-defaults.js'
import { LEAF_BYTES } from '../../src/content/defaults.js'
import { Transfer } from '../../src/content/transfer.js'
import { ListReader } from '../../src/content/transfer-list.js'
import { temporaryBlobs } from '../support/blobs.js'
import { FakeClock, settle } from '../support/fake-clock.js'
import { alice } from '../support/people.js'

const identity = { group: new Uint8Array(32).fill(1), transferId: '0a'.repeat(16) }
const LEAF = new Uint8Array(LEAF_BYTES).fill(7)

function begin(clock = new FakeClock()): Transfer {
  return new Transfer({ identity, keyPair: alice.keyPair, clock })
}

/** What the list of `transfer` has said by now, part after part. */
function listen(transfer: Transfer): {
  said: { leaves: number; end: string | undefined }[]
  beats: { count: number }
  stop(): void
} {
  const beats = { count: 0 }
  const reader = new ListReader(identity, alice.peer)
  const said: { leaves: number; end: string | undefined }[] = []
  const stop = new AbortController()
  const read = async (): Promise<void> => {
    for await (const part of transfer.parts(stop.signal)) {
      if (part.byteLength === 0) {
        beats.count++
        continue
      }
      expect(reader.take(part)).toBeUndefined()
      said.push({ leaves: reader.statement.leaves, end: reader.statement.end })
    }
  }
  read().catch(() => {})
  return { said, beats, stop: () => stop.abort(new Error('heard enough')) }
}

describe('the list', () => {
  test('is signed with each leaf of a download that is slower than 100 leaves a second', async () => {
    const clock = new FakeClock()
    const transfer = begin(clock)
    const partial = await (await temporaryBlobs()).createPartial()
    transfer.attach(partial)
    const { said, stop } = listen(transfer)
    for (let leaf = 0; leaf < 5; leaf++) {
      await partial.append(LEAF)
      await clock.advanceAsync(SIGN_EVERY_MS)
    }
    stop()
    expect(said.map(({ leaves }) => leaves)).toEqual([1, 2, 3, 4, 5])
  })

  test('of a faster one is signed every 10 ms', async () => {
    const clock = new FakeClock()
    const transfer = begin(clock)
    const partial = await (await temporaryBlobs()).createPartial()
    transfer.attach(partial)
    const { said, stop } = listen(transfer)
    for (let leaf = 0; leaf < 9; leaf++) await partial.append(LEAF)
    await clock.advanceAsync(SIGN_EVERY_MS - 1)
    expect(said.at(-1)?.leaves).toBe(1)
    await clock.advanceAsync(1)
    expect(said.at(-1)?.leaves).toBe(9)
    stop()
    transfer.end('lost')
    await settle()
    expect(clock.pendingTimers).toBe(0)
  })

  test('gives a sign of life at once, and then while there is nothing to say', async () => {
    const clock = new FakeClock()
    const { beats, stop } = listen(begin(clock))
    await settle()
    expect(beats.count).toBe(1)
    await clock.advanceAsync(HEARTBEAT_MS - 1)
    expect(beats.count).toBe(1)
    await clock.advanceAsync(1)
    expect(beats.count).toBe(2)
    stop()
    await settle()
    expect(clock.pendingTimers).toBe(0)
  })

  test('comes to a late reader in one part, and ends with the whole', async () => {
    const clock = new FakeClock()
    const transfer = begin(clock)
    const partial = await (await temporaryBlobs()).createPartial()
    transfer.attach(partial)
    for (let leaf = 0; leaf < 40; leaf++) await partial.append(LEAF)
    await partial.append(LEAF.subarray(0, 5))
    await clock.advanceAsync(SIGN_EVERY_MS)
    const late = listen(transfer)
    await settle()
    expect(late.said).toEqual([{ leaves: 40, end: undefined }])
    const info = await partial.finish()
    transfer.end('complete', { totalBytes: info.bytes, digest: info.digest })
    await settle()
    expect(late.said.at(-1)).toEqual({ leaves: 41, end: 'complete' })
    const afterTheEnd = listen(transfer)
    await settle()
    expect(afterTheEnd.said).toEqual([{ leaves: 41, end: 'complete' }])
  })
})

describe('the bytes', () => {
  test('may be asked for before there is a file, and come as they are written', async () => {
    const transfer = begin()
    const bytes = transfer.bytes(0, new AbortController().signal)
    const first = bytes.next()
    const partial = await (await temporaryBlobs()).createPartial()
    transfer.attach(partial)
    await partial.append(LEAF)
    expect((await first).value).toEqual(Buffer.from(LEAF))
    const end = bytes.next()
    const info = await partial.finish()
    transfer.end('complete', { totalBytes: info.bytes, digest: info.digest })
    expect(await end).toMatchObject({ done: true })
  })

  test('come to one reader in the same memory, chunk after chunk', async () => {
    const transfer = begin()
    const partial = await (await temporaryBlobs()).createPartial()
    transfer.attach(partial)
    const chunks = transfer.bytes(0, new AbortController().signal)
    const memories = new Set<ArrayBufferLike>()
    for (let i = 0; i < 4; i++) {
      await partial.append(LEAF.map(() => i))
      const value = (await chunks.next()).value as Uint8Array
      expect(value).toEqual(Buffer.alloc(LEAF_BYTES, i))
      memories.add(value.buffer)
    }
    expect(memories.size).toBe(1)
  })

  test('end where the download does, and the list says why', async () => {
    const transfer = begin()
    const bytes = transfer.bytes(0, new AbortController().signal)
    const { said } = listen(transfer)
    transfer.end('origin-failed')
    transfer.end('complete')
    expect(await bytes.next()).toMatchObject({ done: true })
    await settle()
    expect(said).toEqual([{ leaves: 0, end: 'origin-failed' }])
  })

  test('end with the reader that waits for them', async () => {
    const transfer = begin()
    const gone = new AbortController()
    const waiting = transfer.bytes(0, gone.signal).next()
    gone.abort(new Error('the reader is gone'))
    await expect(waiting).rejects.toThrow('the reader is gone')
  })
})
