import { Readable } from 'node:stream'
import { describe, expect, test } from 'vitest'
import { delay, seededRandom, setRepeating } from '../../src/base/index.js'
import { ContentError } from '../../src/content/errors.js'
import { potluck } from '../../src/content/content-pb.js'
import {
  FIRST_SIGN_MS,
  MAX_LEAF_WAIT_MS,
  MAX_UNVERIFIED_BYTES,
  SILENCE_MS,
  STALLED_MS,
  TAKE_REST_BUDGET_MS
} from '../../src/content/crossing-defaults.js'
import { LEAF_BYTES } from '../../src/content/defaults.js'
import { follow, type FollowInit } from '../../src/content/follow.js'
import type { TransferAnswer } from '../../src/content/alias-client.js'
import type { BlobStore, PartialBlob } from '../../src/content/index.js'
import { Relay } from '../../src/content/relay.js'
import { intoLeaves } from '../../src/content/leaf-hashes.js'
import type { SourceResult } from '../../src/content/source-result.js'
import { Transfer } from '../../src/content/transfer.js'
import { heartbeat, ListSigner, NO_TRANSFER_FACTS, partsUpTo } from '../../src/content/transfer-list.js'
import { temporaryBlobs } from '../support/blobs.js'
import { FakeClock, settle } from '../support/fake-clock.js'
import { alice, bob, carol, mallory, person } from '../support/people.js'

const identity = { group: new Uint8Array(32).fill(1), transferId: '0a'.repeat(16) }
const CONTENT = seededRandom(5).bytes(6 * LEAF_BYTES + 99)

interface Scene {
  blobs: BlobStore
  transfer: Transfer
  /** The downloader's. */
  source: PartialBlob
  /** The follower's. */
  partial: PartialBlob
  clock: FakeClock
}

async function begin(): Promise<Scene> {
  const blobs = await temporaryBlobs()
  const clock = new FakeClock()
  const transfer = new Transfer({ identity, keyPair: alice.keyPair, clock })
  const source = await blobs.createPartial()
  transfer.attach(source)
  return { blobs, transfer, source, partial: await blobs.createPartial(), clock }
}

/** Attached at alice, who downloads. */
function body(chunks: AsyncIterable<Uint8Array>): TransferAnswer {
  const all = { [Symbol.asyncIterator]: () => chunks[Symbol.asyncIterator](), cancel: () => {} }
  return { type: 'attached', path: [alice.peer], body: all }
}

function init(scene: Scene, change: Partial<FollowInit> = {}): FollowInit {
  return {
    client: {
      transferBytes: async (_member, _id, from, options) => body(scene.transfer.bytes(from, options!.signal!)),
      transferParts: async (_member, _id, options) => scene.transfer.parts(options!.signal!)
    },
    self: bob.peer,
    downloader: alice.peer,
    addressOf: (peer) => ({ groupId: '', peer, hosts: [], port: 1 }),
    relay: new Relay({ identity, self: bob.peer, downloader: alice.peer, maxReaders: undefined, clock: scene.clock }),
    transferId: identity.transferId,
    partial: scene.partial,
    clock: scene.clock,
    signal: new AbortController().signal,
    onBytes: () => {},
    onFacts: () => {},
    onLeft: () => {},
    ...change
  }
}

async function* nothing(signal: AbortSignal): AsyncGenerator<Uint8Array> {
  await new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
  yield new Uint8Array()
}

async function finish({ source, transfer }: Scene): Promise<string> {
  const info = await source.finish()
  transfer.end('complete', { totalBytes: info.bytes, digest: info.digest })
  return info.digest
}

test('leaves become visible while the download runs, and the whole is complete at its end', async () => {
  const scene = await begin()
  const facts: unknown[] = []
  const following = follow(init(scene, { onFacts: (said) => facts.push(said) }))
  scene.transfer.say({ ...NO_TRANSFER_FACTS, contentType: 'a/b' })
  await scene.source.append(CONTENT.subarray(0, LEAF_BYTES + 7))
  while (scene.partial.bytes < LEAF_BYTES) await settle()
  expect(facts).toEqual([{ ...NO_TRANSFER_FACTS, contentType: 'a/b' }])
  await scene.source.append(CONTENT.subarray(LEAF_BYTES + 7))
  const digest = await finish(scene)
  expect(await following).toMatchObject({ type: 'complete', info: { digest, bytes: CONTENT.byteLength } })
})

test('what was downloaded before it was attached to is not counted as brought by its downloader', async () => {
  const scene = await begin()
  let downloaded = 0
  await scene.source.append(CONTENT.subarray(0, LEAF_BYTES))
  scene.transfer.say(NO_TRANSFER_FACTS)
  await settle()
  const following = follow(init(scene, { onDownloaded: (bytes) => (downloaded += bytes) }))
  while (scene.partial.bytes < LEAF_BYTES) await settle()
  expect(downloaded).toBe(0)
  await scene.source.append(CONTENT.subarray(LEAF_BYTES))
  await finish(scene)
  expect(await following).toMatchObject({ type: 'complete' })
  expect(downloaded).toBe(CONTENT.byteLength - LEAF_BYTES)
})

test('who holds the beginning already checks it, and reads the rest', async () => {
  const scene = await begin()
  await scene.source.append(CONTENT)
  await scene.partial.append(CONTENT.subarray(0, 2 * LEAF_BYTES))
  const digest = await finish(scene)
  let from: number | undefined
  const options = init(scene)
  const transferBytes: FollowInit['client']['transferBytes'] = (member, id, fromLeaf, read) => {
    from = fromLeaf
    return options.client.transferBytes(member, id, fromLeaf, read)
  }
  const result = await follow({ ...options, client: { ...options.client, transferBytes } })
  expect(result).toMatchObject({ type: 'complete', info: { digest } })
  expect(from).toBe(2)
})

test('another beginning than the one held is a mismatch, and so is a shorter whole', async () => {
  const scene = await begin()
  await scene.partial.append(new Uint8Array(LEAF_BYTES))
  await scene.source.append(CONTENT)
  expect(await follow(init(scene))).toEqual({ type: 'mismatch' })

  const shorter = await begin()
  await shorter.partial.append(CONTENT.subarray(0, 3 * LEAF_BYTES))
  await shorter.source.append(CONTENT.subarray(0, LEAF_BYTES))
  await finish(shorter)
  expect(await follow(init(shorter))).toEqual({ type: 'mismatch' })
})

test('a leaf that is not the one signed is never visible, and the member’s fault', async () => {
  const scene = await begin()
  await scene.source.append(CONTENT)
  async function* forged(): AsyncGenerator<Uint8Array> {
    yield CONTENT.subarray(0, LEAF_BYTES)
    yield new Uint8Array(LEAF_BYTES)
  }
  const client = { ...init(scene).client, transferBytes: async () => body(forged()) }
  expect(await follow(init(scene, { client }))).toMatchObject({ type: 'failed', wrong: true, end: undefined })
  expect(scene.partial.bytes).toBeLessThanOrEqual(LEAF_BYTES)
})

test('a list that another signed is the member’s fault', async () => {
  const scene = await begin()
  async function* forged(): AsyncGenerator<Uint8Array> {
    const statement = { leaves: 0, end: undefined, totalBytes: 0, digest: '', facts: NO_TRANSFER_FACTS }
    yield* partsUpTo(
      new ListSigner(identity, mallory.keyPair).sign(new Uint8Array(), statement),
      0,
      new Uint8Array(),
      0
    )
  }
  const client = { ...init(scene).client, transferParts: async () => forged() }
  expect(await follow(init(scene, { client }))).toMatchObject({ type: 'failed', wrong: true })
})

test('a member that has a transfer of that id from another downloader is left, and not at fault', async () => {
  const scene = await begin()
  const client: FollowInit['client'] = {
    transferBytes: async (_member, _id, from, options) => ({
      ...body(scene.transfer.bytes(from, options!.signal!)),
      path: [alice.peer, mallory.peer]
    }),
    transferParts: async () => {
      throw new Error('nothing more is asked of it')
    }
  }
  const result = await follow(init(scene, { client }))
  expect(result).toMatchObject({ type: 'failed', wrong: false, cause: { code: 'MEMBER_BROKE' } })
})

describe('a relay whose list is another than that of the relay before', () => {
  const dave = person('dave')

  /** Sent on to carol, who has the list and then goes, and from there to dave. @returns who was blamed, and for the result */
  async function readOn(fromDave: Uint8Array[]): Promise<{ distrusted: string[]; result: SourceResult }> {
    const scene = await begin()
    const parts = new Map([
      [carol.peer, signedList(new Uint8Array(64).fill(1))],
      [dave.peer, fromDave]
    ])
    async function* nothing(): AsyncGenerator<Uint8Array> {}
    const client: FollowInit['client'] = {
      transferBytes: async ({ peer }) => {
        if (peer === alice.peer) return { type: 'sent-on', to: carol.peer }
        const above = peer === carol.peer ? [dave.peer, alice.peer] : [alice.peer]
        return { ...body(nothing()), path: [peer, ...above] }
      },
      transferParts: async ({ peer }) => Readable.from(parts.get(peer)!) as AsyncIterable<Uint8Array>
    }
    const distrusted: string[] = []
    const onLeft: FollowInit['onLeft'] = (peer, { wrong }) => void (wrong && distrusted.push(peer))
    return { result: await follow(init(scene, { client, onLeft })), distrusted }
  }

  function signedList(hashes: Uint8Array): Uint8Array[] {
    const said = { leaves: 2, end: undefined, totalBytes: 0, digest: '', facts: NO_TRANSFER_FACTS }
    return [...partsUpTo(new ListSigner(identity, alice.keyPair).sign(hashes, said), 0, hashes, 0)]
  }

  test('is not at fault where the downloader signed both', async () => {
    const { result, distrusted } = await readOn(signedList(new Uint8Array(64).fill(2)))
    expect(distrusted).toEqual([alice.peer])
    expect(result).toMatchObject({ type: 'failed', wrong: true })
  })

  test('is left where nobody signed it, and nobody is distrusted', async () => {
    const page = potluck.content.v1.Part.encode({ leafHashes: new Uint8Array(64).fill(2) }).finish()
    const { result, distrusted } = await readOn([page])
    expect(distrusted).toEqual([])
    expect(result).toMatchObject({ type: 'failed', wrong: false })
  })
})

test.each(['lost', 'origin-failed', 'unshareable'] as const)(
  'a download that ends (%s) says so, and nobody is at fault',
  async (end) => {
    const scene = await begin()
    const following = follow(init(scene))
    await scene.source.append(CONTENT.subarray(0, LEAF_BYTES))
    await settle()
    scene.transfer.end(end)
    expect(await following).toMatchObject({ type: 'failed', wrong: false, end })
  }
)

test('bytes that end before the signed whole are a failure, not a wait', async () => {
  const scene = await begin()
  await scene.source.append(CONTENT)
  async function* short(): AsyncGenerator<Uint8Array> {
    yield CONTENT.subarray(0, 2 * LEAF_BYTES)
  }
  const following = follow(init(scene, { client: { ...init(scene).client, transferBytes: async () => body(short()) } }))
  await finish(scene)
  expect(await following).toMatchObject({ type: 'failed', wrong: false, cause: { code: 'MEMBER_BROKE' } })
})

test('a connection that breaks is a failure with its cause', async () => {
  const scene = await begin()
  const cause = new ContentError('MEMBER_UNREACHABLE', 'gone')
  const transferParts = (): Promise<never> => Promise.reject(cause)
  const result = await follow(init(scene, { client: { ...init(scene).client, transferParts } }))
  expect(result).toEqual({ type: 'failed', end: undefined, wrong: false, silent: false, cause })
})

describe('of a member whose one stream breaks first', () => {
  const cause = new ContentError('MEMBER_UNREACHABLE', 'killed')
  const brings = 5

  /** @param count of items, then it breaks */
  async function* breaking<Item>(stream: AsyncIterable<Item>, count: number, turns: number): AsyncGenerator<Item> {
    for (let turn = 0; turn < turns; turn++) await settle()
    for await (const item of stream) {
      yield item
      if (--count === 0) throw cause
    }
  }

  async function leftAfter(listTurns: number, bytesTurns: number): Promise<[SourceResult, number]> {
    const scene = await begin()
    await scene.source.append(CONTENT)
    const { transfer } = scene
    const client: FollowInit['client'] = {
      transferBytes: async (_member, _id, from, { signal } = {}) =>
        body(breaking(intoLeaves(transfer.bytes(from, signal!)), brings, bytesTurns)),
      transferParts: async (_member, _id, { signal } = {}) => breaking(transfer.parts(signal!), 1, listTurns)
    }
    const result = await follow(init(scene, { client }))
    return [result, scene.partial.bytes]
  }

  test.each([
    ['the list', 0, 20],
    ['the bytes', 20, 0]
  ])('%s: what the other brings still counts', async (_which, listTurns, bytesTurns) => {
    const [result, bytes] = await leftAfter(listTurns, bytesTurns)
    expect(result).toMatchObject({ type: 'failed', wrong: false, cause })
    expect(bytes).toBe(brings * LEAF_BYTES)
  })

  test('the other is waited for no longer than a second', async () => {
    const scene = await begin()
    await scene.source.append(CONTENT)
    const client: FollowInit['client'] = {
      transferBytes: async (_member, _id, _from, { signal } = {}) => body(nothing(signal!)),
      transferParts: async (_member, _id, { signal } = {}) => breaking(scene.transfer.parts(signal!), 1, 0)
    }
    let result: SourceResult | undefined
    void follow(init(scene, { client })).then((ended) => (result = ended))
    await scene.clock.advanceAsync(TAKE_REST_BUDGET_MS - 1)
    expect(result).toBeUndefined()
    await scene.clock.advanceAsync(1)
    expect(result).toMatchObject({ type: 'failed', silent: false, cause })
  })
})

test('bytes without a list are read so far and no further', async () => {
  const scene = await begin()
  let read = 0
  async function* endless(): AsyncGenerator<Uint8Array> {
    for (;;) {
      read += LEAF_BYTES
      yield new Uint8Array(LEAF_BYTES)
    }
  }
  const stop = new AbortController()
  const client = { ...init(scene).client, transferBytes: async () => body(endless()) }
  const following = follow(init(scene, { client, signal: stop.signal }))
  for (let turn = 0; turn < 50; turn++) await settle()
  expect(read).toBeLessThanOrEqual(MAX_UNVERIFIED_BYTES + 2 * LEAF_BYTES)
  stop.abort(new Error('enough'))
  await expect(following).rejects.toThrow('enough')
})

test('a digest that is not the whole’s is refused at the end', async () => {
  const scene = await begin()
  await scene.source.append(CONTENT)
  const info = await scene.source.finish()
  scene.transfer.end('complete', { totalBytes: info.bytes, digest: '00'.repeat(32) })
  expect(await follow(init(scene))).toMatchObject({ type: 'failed', cause: { code: 'MEMBER_BROKE' } })
})

describe('no sign of life', () => {
  const silentBytes: FollowInit['client']['transferBytes'] = async (_member, _id, _from, options) =>
    body(nothing(options!.signal!))

  test('from the start: left after 250 ms, as silent', async () => {
    const scene = await begin()
    const transferBytes: FollowInit['client']['transferBytes'] = (_member, _id, _from, options) => {
      options!.onConnected!()
      return new Promise((_resolve, reject) =>
        options!.signal!.addEventListener('abort', () => reject(options!.signal!.reason))
      )
    }
    const client = { ...init(scene).client, transferBytes }
    const following = follow(init(scene, { client }))
    await scene.clock.advanceAsync(FIRST_SIGN_MS)
    expect(await following).toMatchObject({ type: 'failed', silent: true, wrong: false })
  })

  test('any more: left when the heartbeats stay out', async () => {
    const scene = await begin()
    async function* frozen(signal: AbortSignal): AsyncGenerator<Uint8Array> {
      yield heartbeat(0)
      yield* nothing(signal)
    }
    const transferParts: FollowInit['client']['transferParts'] = async (_member, _id, options) =>
      frozen(options!.signal!)
    const client = { transferBytes: silentBytes, transferParts }
    let result: unknown
    void follow(init(scene, { client })).then((ended) => (result = ended))
    await scene.clock.advanceAsync(SILENCE_MS - 1)
    expect(result).toBeUndefined()
    await scene.clock.advanceAsync(1)
    expect(result).toMatchObject({ type: 'failed', silent: true })
  })

  test('heartbeats alone are enough while the downloader itself waits for its origin', async () => {
    const scene = await begin()
    let ended = false
    void follow(init(scene)).then(() => (ended = true))
    await scene.clock.advanceAsync(20 * SILENCE_MS)
    expect(ended).toBe(false)
    scene.transfer.end('lost')
    await settle()
  })

  test('who announces leaves and does not bring them is left, though its heart beats', async () => {
    const scene = await begin()
    const client = { ...init(scene).client, transferBytes: silentBytes }
    await scene.source.append(CONTENT.subarray(0, 2 * LEAF_BYTES))
    const following = follow(init(scene, { client }))
    await scene.clock.advanceAsync(1.25 * STALLED_MS)
    expect(await following).toMatchObject({ type: 'failed', silent: false, cause: { code: 'MEMBER_BROKE' } })
  })

  test('a byte now and then is nothing', async () => {
    const scene = await begin()
    const transferBytes: FollowInit['client']['transferBytes'] = async (_member, _id, _from, options) => {
      const trickle = setRepeating(scene.clock, STALLED_MS / 4, () => options!.onBytes!(100))
      options!.signal!.addEventListener('abort', () => trickle.cancel())
      return silentBytes(_member, _id, _from, options)
    }
    await scene.source.append(CONTENT.subarray(0, 2 * LEAF_BYTES))
    const following = follow(init(scene, { client: { ...init(scene).client, transferBytes } }))
    await scene.clock.advanceAsync(1.25 * STALLED_MS)
    expect(await following).toMatchObject({ type: 'failed', silent: false, cause: { code: 'MEMBER_BROKE' } })
  })

  test('who reads on a thin line after the list has ended is not given up', async () => {
    const scene = await begin()
    const pace = 16 * 1024 // Every 500 ms.
    const transferBytes: FollowInit['client']['transferBytes'] = async (_member, _id, from, options) => {
      async function* thin(): AsyncGenerator<Uint8Array> {
        for (let offset = from * LEAF_BYTES; offset < CONTENT.byteLength; offset += pace) {
          await delay(scene.clock, 500, options!.signal)
          const chunk = CONTENT.subarray(offset, offset + pace)
          options!.onBytes!(chunk.byteLength)
          yield chunk
        }
      }
      return body(thin())
    }
    await scene.source.append(CONTENT)
    const digest = await finish(scene)
    let isOver = false
    const following = follow(init(scene, { client: { ...init(scene).client, transferBytes } }))
    void following.finally(() => (isOver = true))
    while (!isOver) await scene.clock.advanceAsync(250)
    expect(await following).toMatchObject({ type: 'complete', info: { digest } })
  })

  test('heartbeats and a byte now and then hold nobody for ever where no leaf is announced', async () => {
    const scene = await begin()
    const transferBytes: FollowInit['client']['transferBytes'] = async (_member, _id, _from, options) => {
      const trickle = setRepeating(scene.clock, 10_000, () => options!.onBytes!(1))
      options!.signal!.addEventListener('abort', () => trickle.cancel())
      return silentBytes(_member, _id, _from, options)
    }
    const left: unknown[] = []
    const client = { ...init(scene).client, transferBytes }
    let result: unknown
    void follow(init(scene, { client, onLeft: (peer) => left.push(peer) })).then((ended) => (result = ended))
    await scene.clock.advanceAsync(MAX_LEAF_WAIT_MS - 1)
    expect(result).toBeUndefined()
    await scene.clock.advanceAsync(1)
    expect(result).toMatchObject({ type: 'failed', silent: false, wrong: false, cause: { code: 'MEMBER_BROKE' } })
    expect(left).toEqual([alice.peer])
  })

  test('a leaf now and then, for longer than a leaf may take, is a thin line at work', async () => {
    const scene = await begin()
    let early: unknown
    const following = follow(init(scene))
    void following.then((ended) => (early = ended))
    for (let leaf = 1; leaf <= 4; leaf++) {
      await scene.clock.advanceAsync(0.6 * MAX_LEAF_WAIT_MS)
      await scene.source.append(CONTENT.subarray(scene.source.bytes, leaf * LEAF_BYTES))
      while (scene.partial.bytes < leaf * LEAF_BYTES && early === undefined) await scene.clock.advanceAsync(1)
    }
    expect(early).toBeUndefined()
    await scene.source.append(CONTENT.subarray(scene.source.bytes))
    const digest = await finish(scene)
    expect(await following).toMatchObject({ type: 'complete', info: { digest } })
  })

  test('a leaf that is announced just when a stall is looked for may still be on its way', async () => {
    const scene = await begin()
    const client = { ...init(scene).client, transferBytes: silentBytes }
    let result: unknown
    void follow(init(scene, { client })).then((ended) => (result = ended))
    await scene.clock.advanceAsync(STALLED_MS - 1)
    await scene.source.append(CONTENT.subarray(0, LEAF_BYTES))
    await scene.clock.advanceAsync(1)
    expect(result).toBeUndefined()
    await scene.clock.advanceAsync(STALLED_MS - 2)
    expect(result).toBeUndefined()
    await scene.clock.advanceAsync(0.25 * STALLED_MS + 1)
    expect(result).toMatchObject({ type: 'failed', silent: false })
  })
})
