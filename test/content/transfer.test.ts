import { describe, expect, test } from 'vitest'
import { MAX_LEAVES_BETWEEN_SIGNATURES, SIGN_EVERY_MS } from '../../src/content/crossing-defaults.js'
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
function listen(transfer: Transfer): { said: { leaves: number; end: string | undefined }[]; stop(): void } {
  const reader = new ListReader(identity, alice.peer)
  const said: { leaves: number; end: string | undefined }[] = []
  const stop = new AbortController()
  const read = async (): Promise<void> => {
    for await (const part of transfer.parts(0, stop.signal)) {
      expect(reader.take(part)).toBeUndefined()
      said.push({ leaves: reader.statement.leaves, end: reader.statement.end })
    }
  }
  read().catch(() => {})
  return { said, stop: () => stop.abort(new Error('heard enough')) }
}

describe('the list', () => {
  test('is signed after leaf 1, 2, 4 and so on, then every 4 MiB', async () => {
    const transfer = begin()
    const partial = await (await temporaryBlobs()).createPartial()
    transfer.attach(partial)
    const { said, stop } = listen(transfer)
    for (let leaf = 0; leaf < 100; leaf++) {
      await partial.append(LEAF)
      await settle()
    }
    stop()
    expect(MAX_LEAVES_BETWEEN_SIGNATURES).toBe(32)
    expect(said.map(({ leaves }) => leaves)).toEqual([1, 2, 4, 8, 16, 32, 64, 96])
  })

  test('of a slow download is signed after a second', async () => {
    const clock = new FakeClock()
    const transfer = begin(clock)
    const partial = await (await temporaryBlobs()).createPartial()
    transfer.attach(partial)
    const { said, stop } = listen(transfer)
    for (let leaf = 0; leaf < 3; leaf++) await partial.append(LEAF)
    await clock.advanceAsync(SIGN_EVERY_MS - 1)
    expect(said.at(-1)?.leaves).toBe(2)
    await clock.advanceAsync(1)
    expect(said.at(-1)?.leaves).toBe(3)
    stop()
    transfer.end('lost')
    expect(clock.pendingTimers).toBe(0)
  })

  test('comes to a late reader in one part, and ends with the whole', async () => {
    const transfer = begin()
    const partial = await (await temporaryBlobs()).createPartial()
    transfer.attach(partial)
    for (let leaf = 0; leaf < 40; leaf++) await partial.append(LEAF)
    await partial.append(LEAF.subarray(0, 5))
    const late = listen(transfer)
    await settle()
    expect(late.said).toEqual([{ leaves: 32, end: undefined }])
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
