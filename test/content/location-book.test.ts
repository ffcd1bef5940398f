// Which locations of its own a node tells, as its way to ask says (`need.mode`), from one run to the next.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { seededRandom, silentLogger, systemClock } from '../../src/base/index.js'
import { NO_FACTS, type BlobStore, type ContentGroup, type NeedMode } from '../../src/content/index.js'
import { UNDATED_LIFETIME_MS } from '../../src/content/crossing-defaults.js'
import { locationType, NOTHING_SAID, readLocation, type Location } from '../../src/content/location.js'
import { LocationBook } from '../../src/content/location-book.js'
import { tellKept } from '../../src/content/tell-kept.js'
import { createMemoryStorage, openStore, type Policy, type Store } from '../../src/store/index.js'
import { person } from '../support/people.js'

const ALICE = person('alice')
const KEY = 'cd'.repeat(32)
const info = (name: string) => ({ digest: name.repeat(64), bytes: 5, leafRoot: new Uint8Array(32).fill(1) })
const FETCHED = { ...NOTHING_SAID, contentType: 'text/plain', etag: '"1"', fetchedFromOriginAtMs: 1_000 }
const HELD = { heldForUrl: 'http://origin.example/', version: 'ab'.repeat(32), asOfMs: 2_000 }

let directory: string
let store: Store
let gone: Set<string>
let laterMs: number
const clock = { ...systemClock, nowMs: () => systemClock.nowMs() + laterMs }

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'potluck-held-'))
  gone = new Set()
  laterMs = 0
  const components = {
    clock: systemClock,
    random: seededRandom(1),
    logger: silentLogger,
    storage: createMemoryStorage()
  }
  store = await openStore({ keyPair: ALICE.keyPair, policy: everybody, ...components }, { group: new Uint8Array(32) })
  store.declare(locationType)
})

afterEach(async () => {
  await store.close()
  await rm(directory, { recursive: true, force: true })
})

/** As a run begins: over the same store, and files. */
async function run(mode: NeedMode): Promise<LocationBook> {
  const has = (digest: string): boolean => !gone.has(digest)
  const book = new LocationBook({
    ...{ group: { store, self: ALICE.peer } as unknown as ContentGroup, clock, logger: silentLogger },
    ...{ blobs: { has, info: (digest: string) => (has(digest) ? info(digest[0]!) : undefined) } as BlobStore },
    ...{ asker: { mode }, heldDirectory: directory }
  })
  await book.load()
  await book.renewOwn()
  return book
}

function told(): Location[] {
  return store.find({ type: locationType.name }).flatMap((record) => readLocation(record) ?? [])
}

const digests = (locations: readonly Location[]): string[] => locations.map(({ digest }) => digest[0]!).sort()

describe('who asks first', () => {
  test('tells no location, reads none, and knows its own after a restart', async () => {
    const before = await run('alongside')
    await before.write(info('a'), KEY, FETCHED)
    await store.delete(told()[0]!.recordId)
    const book = await run('ask-first')
    const written = await book.write(info('b'), KEY, FETCHED)
    await book.hold(info('c'), KEY, NOTHING_SAID, HELD)
    expect(told()).toEqual([])
    const data = { ...FETCHED, bytes: 5, leafRoot: info('e').leafRoot }
    await store.add(locationType, { attributes: { digest: info('e').digest, urlKey: KEY }, data })
    expect([digests(book.byUrlKey(KEY)), book.byDigest(info('e').digest)]).toEqual([['b', 'c'], []])
    await store.delete(told()[0]!.recordId)
    const after = await run('ask-first')
    expect(digests(after.byUrlKey(KEY))).toEqual(['b', 'c'])
    expect(after.byDigest(written.digest)).toEqual([written])
    expect([info('a'), info('b')].map(({ digest }) => after.isShared(digest))).toEqual([false, true])
    expect(after.heldAs(KEY, HELD.version)).toMatchObject({ digest: info('c').digest, writtenAtMs: HELD.asOfMs })
  })

  test('confirms and gives up what it told nobody', async () => {
    const book = await run('ask-first')
    const { digest } = await book.write(info('a'), KEY, FETCHED)
    await book.hold(info('b'), KEY, NOTHING_SAID, HELD)
    for (const name of ['a', 'b']) {
      await book.confirm(KEY, info(name).digest, { atMs: 9_000, facts: { ...FETCHED, etag: '"2"' } })
    }
    const said = (await run('ask-first')).byUrlKey(KEY).map(({ validatedAtMs, etag }) => ({ validatedAtMs, etag }))
    expect(said).toEqual([1, 2].map(() => ({ validatedAtMs: 9_000, etag: '"2"' })))
    await book.withdraw(digest)
    await book.withdrawWhere((_location, heldForUrl) => heldForUrl === HELD.heldForUrl)
    expect((await run('ask-first')).byUrlKey(KEY)).toEqual([])
    expect(told()).toEqual([])
  })
})

test('what another member published is that here for a day, and told as nobody’s word later', async () => {
  const url = 'http://origin.example/'
  const published = { ...NOTHING_SAID, ...info('a'), url, recordId: '', holder: 'bob', urlKey: KEY, writtenAtMs: 2_000 }
  const kept = {
    ...{ url, urlKey: KEY, info: info('a'), facts: NO_FACTS, fetchedAtMs: undefined, begunAtMs: [] },
    had: [published]
  }
  await tellKept(await run('ask-first'), { ...kept, verdict: 'share' }, true, clock.nowMs())
  const heard = async (): Promise<unknown> => (await run('ask-first')).byUrlKey(KEY)
  expect(await heard()).toMatchObject([{ url, writtenAtMs: 2_000, validatedAtMs: undefined }])
  laterMs = UNDATED_LIFETIME_MS + 60_000
  expect(await heard()).toMatchObject([{ url: undefined, digest: info('a').digest }])
  laterMs = 0
  await run('alongside')
  expect(told()).toMatchObject([{ url: undefined, validatedAtMs: undefined, digest: info('a').digest }])
})

describe('when the way to ask is another at the next start', () => {
  test('all that was told is taken back and known here, and told again later', async () => {
    const first = await run('alongside')
    for (const name of ['a', 'b', 'd']) await first.write(info(name), KEY, FETCHED)
    await first.hold(info('c'), KEY, NOTHING_SAID, HELD)
    expect(digests(told())).toEqual(['a', 'b', 'd'])
    gone.add(info('d').digest)

    const asking = await run('ask-first')
    expect(told()).toEqual([])
    expect(digests(asking.byUrlKey(KEY))).toEqual(['a', 'b', 'c'])
    expect(asking.byDigest(info('a').digest)).toMatchObject([FETCHED])

    for (const mode of ['off', 'alongside'] as const) {
      const telling = await run(mode)
      expect(digests(told())).toEqual(['a', 'b'])
      expect(told().find(({ digest }) => digest === info('a').digest)).toMatchObject(FETCHED)
      expect(digests(telling.byUrlKey(KEY))).toEqual(['a', 'b', 'c'])
    }
  })

  test('what is both told and held, as after a crash, is one', async () => {
    const asking = await run('ask-first')
    const { recordId } = await asking.write(info('a'), KEY, FETCHED)
    const data = { ...FETCHED, bytes: 5, leafRoot: info('a').leafRoot }
    await store.add(locationType, { id: recordId, attributes: { digest: info('a').digest, urlKey: KEY }, data })
    expect(digests((await run('ask-first')).byUrlKey(KEY))).toEqual(['a'])
    expect(told()).toEqual([])
    expect(digests((await run('alongside')).byUrlKey(KEY))).toEqual(['a'])
    expect(digests(told())).toEqual(['a'])
  })
})

test('of what a source has for a URL the last state counts, beside what origins said', async () => {
  const book = await run('alongside')
  await book.write(info('a'), KEY, FETCHED)
  await book.hold(info('b'), KEY, NOTHING_SAID, HELD)
  await book.hold(info('c'), KEY, NOTHING_SAID, { ...HELD, version: 'ac'.repeat(32) })
  expect(digests(book.byUrlKey(KEY))).toEqual(['a', 'c'])
  expect(book.heldAs(KEY, HELD.version)).toBeUndefined()
  gone.add(info('c').digest)
  expect(book.heldAs(KEY, 'ac'.repeat(32))).toBeUndefined()
  expect(digests((await run('alongside')).byUrlKey(KEY))).toEqual(['a'])
})

const everybody: Policy = {
  knowsAuthor: () => true,
  memberUntilMs: () => Date.UTC(2100, 0, 1),
  isAdministrator: () => false,
  credentials: () => [],
  acceptsCredential: () => false,
  receiveCredential: async () => 'refused',
  onChange: () => () => {},
  onCredential: () => () => {}
}
