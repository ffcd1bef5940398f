// Crossings that hear of holders by word of mouth, over real content servers: beside their own download, and before it.
import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { seededRandom, type PeerId } from '../../src/base/index.js'
import {
  LEAF_BYTES,
  urlKey,
  type AnswerListener,
  type Asker,
  type FetchResult,
  type Location,
  type NeedMode,
  type Question
} from '../../src/content/index.js'
import { locationType, readLocation } from '../../src/content/location.js'
import { claimType, needType } from '../../src/content/claims.js'
import { ContentNodes, URL_HASH_KEY, type ContentNode } from '../support/content-nodes.js'
import { eventually } from '../support/eventually.js'
import { openSlowOrigin, type SlowOrigin, type SlowOriginInit } from '../support/slow-origin.js'

const CONTENT = seededRandom(5).bytes(24 * LEAF_BYTES + 99)
const HALF = 12 * LEAF_BYTES
const DIGEST = createHash('sha256').update(CONTENT).digest('hex')

/** Who asks for a node, as the test says. */
class Interpreter implements Asker {
  readonly questions: Question[] = []
  ended = 0
  #listener: AnswerListener | undefined

  constructor(
    readonly mode: NeedMode,
    readonly answer: (listener: AnswerListener) => void = () => {}
  ) {}

  ask(question: Question, listener: AnswerListener): { end: () => void } {
    this.questions.push(question)
    this.#listener = listener
    this.answer(listener)
    return { end: () => void this.ended++ }
  }

  have(offer: Location | undefined): void {
    this.#listener!.have(offer!)
  }
}

let group: ContentNodes
let origin: SlowOrigin
let alices: Interpreter
beforeEach(() => {
  alices = new Interpreter('alongside')
  group = new ContentNodes({ asker: (name) => (name === 'alice' ? alices : undefined) })
})
afterEach(async () => {
  await group.close()
  await origin.close()
})

async function begin(init: Omit<SlowOriginInit, 'content'> = {}): Promise<[ContentNode, ContentNode, ContentNode]> {
  origin = await openSlowOrigin({ content: CONTENT, bytesPerTick: 200_000, ...init })
  return [await group.add('alice'), await group.add('bob'), await group.add('carol')]
}

/** It holds that without telling anybody. @returns what it says to who asks */
async function hold({ content }: ContentNode, bytes = CONTENT, etag: string | undefined = '"v1"'): Promise<Location> {
  await content.hold(origin.url, Readable.from([bytes]), { facts: { etag } })
  return content.offer({ url: origin.url, urlKey: key(), newerThanMs: 0 })!
}

function key(): string {
  return urlKey(URL_HASH_KEY, origin.url)
}

async function get({ content }: ContentNode): Promise<FetchResult> {
  const fetched = await content.fetch(origin.url)
  for await (const chunk of fetched.body) void chunk
  return await fetched.done
}

/** Alone of the three she may go, so she does, and has the first half. */
async function halfway(): Promise<{ nodes: [ContentNode, ContentNode, ContentNode]; got: Promise<FetchResult> }> {
  const nodes = await begin({ holdAtBytes: HALF })
  for (const other of nodes.slice(1)) group.limit(other, { mayUseUplinks: false })
  const got = get(nodes[0])
  await eventually(() => expect(nodes[0].content.transfers()[0]?.bytes).toBe(HALF))
  return { nodes, got }
}

/** Breaks off once the reader has them all: what is on its way when a connection breaks may get lost. */
async function* brokenAfter(bytes: Uint8Array, arrived: () => void): AsyncGenerator<Uint8Array> {
  yield bytes
  await eventually(arrived)
  throw new Error('broken')
}

function ofMember({ sources }: FetchResult, peer: PeerId): number {
  return sources.members[peer] ?? 0
}

describe('beside a download', () => {
  test('who leads goes on with a holder that says so to it alone, and its readers stay', async () => {
    const nodes = await begin({ holdAtBytes: HALF })
    const [alice, bob, carol] = nodes
    group.limit(bob, { mayUseUplinks: false })
    group.limit(carol, { mayServe: false })
    const got = get(alice)
    await eventually(() => expect(alice.content.transfers()[0]?.bytes).toBe(HALF))
    const transfers = (): unknown[] =>
      carol.store.find({ type: claimType.name }).map((record) => claimType.codec.decode(record.data).transferId)
    const [transfer] = transfers()
    const along = get(carol)
    await eventually(() => expect(carol.content.transfers()[0]).toMatchObject({ state: 'following', bytes: HALF }))
    expect(alices.questions).toMatchObject([{ url: origin.url, urlKey: key(), cachedOnly: true }])

    alices.have(await hold(bob))
    const [first, second] = await Promise.all([got, along])
    expect([first.digest, second.digest]).toEqual([DIGEST, DIGEST])
    expect(first.sources.uplink).toBe(HALF)
    expect(ofMember(first, bob.person.peer)).toBe(CONTENT.byteLength - HALF)
    expect(ofMember(second, alice.person.peer)).toBe(CONTENT.byteLength)
    expect(transfers()).toEqual([transfer])
    expect(alices.ended).toBe(1)
    // The origin sent the beginning of it: of the whole there is bob's word alone, which who reads along does not have.
    const told = [alice, carol].map(() => ({ fetchedFromOriginAtMs: undefined, validatedAtMs: undefined }))
    const said = (): Location[] =>
      carol.store
        .find({ type: locationType.name })
        .map((record) => readLocation(record)!)
        .sort((a) => (a.holder === alice.person.peer ? -1 : 1))
    await eventually(() => expect(said()).toMatchObject(told))
    expect(said().map(({ etag }) => etag)).toEqual(['"v1"', undefined])
    expect(carol.content.locate({ url: origin.url })).toHaveLength(2)
    const offered = alice.content.offer({ url: origin.url, urlKey: key(), newerThanMs: 0 })
    expect(offered).toMatchObject({ digest: DIGEST, validatedAtMs: undefined })
    // By that carol would take it for confirmed when alice began.
    const claims = carol.store.find({ type: claimType.name }).map(({ data }) => claimType.codec.decode(data))
    expect(claims).toMatchObject([{ startedAtMs: 0 }])
  })

  test.each([
    ['no ETag', undefined, undefined],
    ['the ETag of the origin', '"v1"', '"v1"']
  ])('bytes of a holder with %s get no word of the origin, and no validator but its own', async (_what, etag, said) => {
    const { nodes, got } = await halfway()
    const [alice, bob] = nodes
    const otherwise = Uint8Array.from(CONTENT)
    otherwise[otherwise.byteLength - 5]! ^= 1
    const offer = await hold(bob, otherwise, etag)
    alices.have({ ...offer, etag })
    const isSwitched = said !== undefined
    expect(alices.ended).toBe(isSwitched ? 1 : 0)
    origin.release()
    const { digest, fetchedFromOriginAtMs } = await got
    expect([digest === DIGEST, fetchedFromOriginAtMs]).toEqual([!isSwitched, undefined])
    const own = (): unknown =>
      alice.store.find({ type: locationType.name }).map(({ data }) => locationType.codec.decode(data))
    const word: unknown = isSwitched ? undefined : expect.any(Number)
    const told = [{ etag: '"v1"', fetchedFromOriginAtMs: word, validatedAtMs: undefined }]
    await eventually(() => expect(own()).toMatchObject(told))
  })

  test.each([
    ['the same', 0, { digest: DIGEST, rereadBytes: 3 * LEAF_BYTES }],
    ['something else', 1, { code: 'ORIGIN_BROKEN' }] // Whoever reads has seen it.
  ])(
    'where it fails after a part the origin has %s there: compared from where it began',
    async (_what, change, result) => {
      const { nodes, got } = await halfway()
      const [alice, bob] = nodes
      const otherwise = Uint8Array.from(CONTENT)
      otherwise[HALF]! ^= change
      const offer = await hold(bob, otherwise)
      // It breaks off after three leaves.
      const end = HALF + 3 * LEAF_BYTES
      const arrived = (): void => expect(alice.content.transfers()[0]?.bytes).toBe(end)
      bob.blobs.read = (_digest, range) => Readable.from(brokenAfter(otherwise.subarray(range!.start, end), arrived))
      const ended = got.catch((error: unknown) => error)
      alices.have(offer)
      await eventually(() => expect(alices.questions).toHaveLength(2))
      origin.release()
      expect(await ended).toMatchObject(result)
      if (change === 0) expect(origin.sentBytes).toBe(CONTENT.byteLength)
      const kept = (): unknown =>
        alice.store.find({ type: locationType.name }).map(({ attributes }) => attributes['digest'])
      await eventually(() => expect(kept()).toEqual([DIGEST]))
    }
  )

  test('where the holder fails the origin goes on from there', async () => {
    const { nodes, got } = await halfway()
    const [, bob] = nodes
    const offer = await hold(bob)
    bob.blobs.dropDamaged(DIGEST)
    alices.have(offer)
    await eventually(() => expect(alices.questions).toHaveLength(2))
    expect(alices.questions[1]?.excluded).toEqual([bob.person.peer])
    origin.release()
    expect(await got).toMatchObject({ digest: DIGEST, rereadBytes: 0 })
    expect(origin.sentBytes).toBe(CONTENT.byteLength)
  })

  test.each([
    ['of another length', CONTENT.subarray(0, -1), '"v1"', 1],
    ['of another version by its origin', CONTENT, '"v2"', 1],
    ['that begins otherwise', seededRandom(9).bytes(CONTENT.byteLength), '"v1"', 2]
  ])('what a holder has %s changes nothing', async (_what, bytes, etag, questions) => {
    const { nodes, got } = await halfway()
    alices.have(await hold(nodes[1], bytes, etag))
    await eventually(() => expect(alices.questions).toHaveLength(questions))
    origin.release()
    expect(await got).toMatchObject({ digest: DIGEST, rereadBytes: 0, sources: { members: {} } })
    expect(origin.sentBytes).toBe(CONTENT.byteLength)
  })

  test.each([
    ['names no ETag', '"v1"', undefined],
    ['names a weak one', 'W/"v1"', 'W/"v1"']
  ])('the rest is not taken of a holder that %s: it would bear the word of the origin', async (_what, said, named) => {
    const nodes = await begin({ holdAtBytes: HALF, headers: { etag: said } })
    const [alice, bob, carol] = nodes
    for (const other of [bob, carol]) group.limit(other, { mayUseUplinks: false })
    const got = get(alice)
    await eventually(() => expect(alice.content.transfers()[0]?.bytes).toBe(HALF))
    const other = Uint8Array.from(CONTENT)
    other[other.byteLength - 5]! ^= 1
    await bob.content.hold(origin.url, Readable.from([other]), { facts: { etag: named } })
    alices.have(bob.content.offer({ url: origin.url, urlKey: key(), newerThanMs: 0 }))
    origin.release()
    const result = await got
    expect(result.digest).toBe(DIGEST)
    expect(result.sources).toEqual({ uplink: CONTENT.byteLength, cache: 0, members: {} })
  })

  test('nobody else need answer once it is here', async () => {
    const nodes = await begin()
    for (const other of nodes.slice(1)) group.limit(other, { mayUseUplinks: false })
    await get(nodes[0])
    await eventually(() => expect(alices.ended).toBe(1))
    expect(nodes[1].store.find({ type: needType.name })).toEqual([]) // Who asks writes it, not the crossing.
  })
})

describe('before a download', () => {
  test('who has it is copied from, and the origin is not asked', async () => {
    alices = new Interpreter('ask-first')
    const [alice, bob] = await begin()
    const offer = await hold(bob)
    const got = get(alice)
    await eventually(() => expect(alices.questions).toHaveLength(1))
    expect(alices.questions[0]).toMatchObject({ cachedOnly: true, excluded: [] })
    alices.have(offer)
    expect(await got).toMatchObject({ digest: DIGEST, sources: { uplink: 0 } })
    expect([alices.ended, origin.requests.length]).toEqual([1, 0])
    expect(bob.store.find({ type: locationType.name })).toEqual([])
    // It gives in its turn what it got, and knows how old that is: no origin has said anything of it.
    const published = { url: origin.url, writtenAtMs: offer.writtenAtMs, validatedAtMs: undefined }
    const given = { digest: DIGEST, holder: alice.person.peer, ...published }
    const question = { url: origin.url, urlKey: key(), newerThanMs: 0 }
    await eventually(() => expect(alice.content.offer(question)).toMatchObject(given))
  })

  test('nobody has it, nobody gets it: it goes itself', async () => {
    alices = new Interpreter('ask-first', (listener) => listener.answered('none'))
    const [alice] = await begin()
    expect(await get(alice)).toMatchObject({ digest: DIGEST, sources: { uplink: CONTENT.byteLength } })
    expect(origin.requests).toHaveLength(1)
  })

  test('somebody gets it: read along, with what there is to come', async () => {
    let say = (): void => {}
    alices = new Interpreter('ask-first', ({ answered }) => (say = () => answered('in-progress')))
    const [alice, bob, carol] = await begin({ holdAtBytes: HALF })
    for (const other of [alice, carol]) group.limit(other, { mayServe: false })
    const first = get(bob)
    await eventually(() => expect(bob.content.transfers()[0]?.bytes).toBe(HALF))
    const got = get(alice)
    // What she waits for has a size before a byte of it is hers: the claim that her question calls forth says so.
    const need = { needId: '11'.repeat(16), url: origin.url, excluded: [], newerThanMs: 0, refusesRedirects: false }
    const data = {
      ...need,
      id: 1,
      type: 'request',
      method: 'GET',
      protocol: '',
      cachedOnly: true,
      version: '',
      pairs: []
    } as const
    await alice.store.add(needType, { attributes: {}, data })
    const waiting = { state: 'asking', bytes: 0, totalBytes: CONTENT.byteLength }
    await eventually(() => expect(alice.content.transfers()[0]).toMatchObject(waiting))
    say()
    await eventually(() => expect(alice.content.transfers()[0]?.state).toBe('following'))
    origin.release()
    expect((await got).sources.uplink).toBe(0)
    expect((await first).sources.uplink).toBe(CONTENT.byteLength)
  })

  test('what is past its life is not taken for an answer', async () => {
    alices = new Interpreter('ask-first')
    const [alice, bob] = await begin()
    const offer = { ...(await hold(bob)), url: undefined, cacheControl: 'max-age=1', validatedAtMs: 1 }
    const ended = expect(get(alice)).rejects.toMatchObject({ code: 'CLOSED' })
    await eventually(() => expect(alices.questions).toHaveLength(1))
    alices.have(offer)
    expect(alice.content.transfers()[0]?.state).toBe('asking')
    await alice.content.close()
    await ended
  })

  test('what is past its life is better than nothing where the origin has no answer', async () => {
    const stale: Location[] = []
    alices = new Interpreter('ask-first', ({ have, answered }) => {
      for (const offer of stale) have(offer)
      answered('found')
    })
    const answer: SlowOriginInit['answer'] = (_request, response) => {
      response.writeHead(503).end()
      return true
    }
    const [alice, bob, carol] = await begin({ answer })
    for (const other of [bob, carol]) group.limit(other, { mayUseUplinks: false })
    stale.push({ ...(await hold(bob)), url: undefined, cacheControl: 'max-age=1', validatedAtMs: 1 })
    const fetched = await alice.content.fetch(origin.url)
    expect(fetched.freshness).toMatchObject({ hit: true, stale: true })
    for await (const chunk of fetched.body) void chunk
    expect(await fetched.done).toMatchObject({ digest: DIGEST, sources: { uplink: 0 } })
    expect(origin.requests.length).toBeGreaterThan(0)
  })

  test('only what is held: all are asked, and nothing is downloaded', async () => {
    alices = new Interpreter('ask-first', (listener) => listener.answered('none'))
    const [alice] = await begin()
    await expect(alice.content.fetch(origin.url, { freshness: 'held' })).rejects.toMatchObject({ code: 'NOT_HELD' })
    expect([alices.questions.length, origin.requests.length]).toEqual([1, 0])
  })
})
