// Local sources in their order: what they have is taken once and offered; what is slow, broken or forbidden holds up nobody.
import { describe, expect, test } from 'vitest'
import { silentLogger } from '../../../src/base/index.js'
import type { HoldOptions, Location, OfferQuestion } from '../../../src/content/index.js'
import { LocalSources, type LocalCopy, type LocalSource } from '../../../src/flows/index.js'
import {
  BRING_BUDGET_MS,
  MAX_COPIED_FOR_ASKER_BYTES,
  MAX_LOCAL_COPY_BYTES,
  MAX_SOURCES,
  SOURCE_FIND_BUDGET_MS,
  TAKE_BUDGET_MS
} from '../../../src/flows/need/source-defaults.js'
import { FakeClock } from '../../support/fake-clock.js'
import { bob } from '../../support/people.js'

const URL_OF_FILE = 'http://origin.example/file'
const QUESTION: OfferQuestion = { url: URL_OF_FILE, urlKey: 'ab'.repeat(32), newerThanMs: 0 }

/** Holds what it is given, and says what that was. */
class ContentDouble {
  readonly held: { url: string; version: string | undefined; bytes: string }[] = []
  offered: Location | undefined
  isPrivate = false
  hold = async (
    url: string,
    source: AsyncIterable<Uint8Array>,
    { version, signal }: HoldOptions = {}
  ): Promise<Location> => {
    if (version !== undefined && this.offered?.digest === version) return this.offered
    const chunks: Uint8Array[] = []
    for await (const chunk of source) {
      signal?.throwIfAborted()
      chunks.push(chunk)
    }
    this.held.push({ url, version, bytes: Buffer.concat(chunks).toString() })
    return (this.offered = { digest: version } as Location)
  }
  offer = (): Location | undefined => this.offered
  privacy = (): 'share' | 'never' => (this.isPrivate ? 'never' : 'share')
}

function copyOf(text: string, init: Partial<LocalCopy> = {}): LocalCopy {
  async function* open(): AsyncGenerator<Uint8Array> {
    yield Buffer.from(text)
  }
  return { bytes: text.length, version: text, open, asOfMs: 1_000, ...init }
}

function source(name: string, find: LocalSource['find']): LocalSource & { asked: number } {
  const made = { name, asked: 0, find: (...args: Parameters<LocalSource['find']>) => (made.asked++, find(...args)) }
  return made
}

function open(...sources: LocalSource[]): { sources: LocalSources; content: ContentDouble; clock: FakeClock } {
  const content = new ContentDouble()
  const clock = new FakeClock()
  return { content, clock, sources: new LocalSources({ content, sources, clock, logger: silentLogger }) }
}

describe('local sources', () => {
  test('are asked in their order, and what the first has is held', async () => {
    const [empty, first, second] = [undefined, copyOf('one'), copyOf('two')].map((copy) =>
      source('a', async () => copy)
    )
    const { sources, content } = open(empty!, first!, second!)
    expect(await sources.has(QUESTION, bob.peer)).toBe(true)
    expect(content.held).toEqual([])
    expect(await sources.offer(QUESTION)).toEqual({ digest: 'one' })
    expect(content.held).toEqual([{ url: URL_OF_FILE, version: 'one', bytes: 'one' }])
    expect(second!.asked).toBe(0)
  })

  test('that throw, or have too much, are passed over', async () => {
    const { sources } = open(
      source('throws', () => {
        throw new Error('at once')
      }),
      source('rejects', async () => Promise.reject(new Error('later'))),
      source('huge', async () => copyOf('huge', { bytes: MAX_LOCAL_COPY_BYTES + 1 })),
      source('good', async () => copyOf('good'))
    )
    expect(await sources.offer(QUESTION)).toEqual({ digest: 'good' })
  })

  test('that do not come back in time are passed over until they do', async () => {
    let comeBack = (): void => {}
    const hanging = source('hangs', () => new Promise((resolve) => (comeBack = () => resolve(undefined))))
    const { sources, clock } = open(
      hanging,
      source('good', async () => copyOf('good'))
    )
    const first = sources.has(QUESTION, bob.peer)
    await clock.advanceAsync(SOURCE_FIND_BUDGET_MS)
    expect(await first).toBe(true)
    expect(await sources.has(QUESTION, bob.peer)).toBe(true)
    expect(hanging.asked).toBe(1)
    comeBack()
    await clock.advanceAsync(0)
    void sources.has(QUESTION, bob.peer)
    await clock.advanceAsync(0)
    expect(hanging.asked).toBe(2)
  })

  test('whose copy cannot be read, or not in time, leave what is held as it is', async () => {
    const reading = (next: () => Promise<never>) => (): AsyncIterable<Uint8Array> => {
      return { [Symbol.asyncIterator]: () => ({ next }) }
    }
    const broken = reading(() => Promise.reject(new Error('it changed')))
    const hanging = reading(() => new Promise(() => {}))
    const { sources, content } = open(source('broken', async () => copyOf('broken', { open: broken })))
    expect(await sources.offer(QUESTION)).toBeUndefined()
    content.offered = { digest: 'before' } as Location
    expect(await sources.offer(QUESTION)).toEqual({ digest: 'before' })

    const other = open(source('hangs', async () => copyOf('hangs', { open: hanging })))
    const offer = other.sources.offer(QUESTION)
    await other.clock.advanceAsync(TAKE_BUDGET_MS)
    expect(await offer).toBeUndefined()
  })

  test('are not asked for what may not be shared, nor for what is no URL as it is written', async () => {
    const asked = source('a', async () => copyOf('a'))
    const { sources, content } = open(asked)
    for (const url of [
      'file:///etc/passwd',
      'http://u:p@origin.example/',
      `${URL_OF_FILE}#x`,
      'HTTP://origin.example/',
      ''
    ]) {
      expect(await sources.offer({ ...QUESTION, url })).toBeUndefined()
    }
    content.isPrivate = true
    expect(await sources.offer(QUESTION)).toBeUndefined()
    expect(asked.asked).toBe(0)
  })

  test('have nothing for who wants newer, and are not asked where the origin itself has said something', async () => {
    const asked = source('a', async () => copyOf('a', { asOfMs: 1_000 }))
    const { sources, content } = open(asked)
    expect(await sources.has({ ...QUESTION, newerThanMs: 1_000 }, bob.peer)).toBe(false)
    expect(await sources.has({ ...QUESTION, newerThanMs: 999 }, bob.peer)).toBe(true)
    const before = asked.asked
    content.offered = { digest: 'fetched', fetchedFromOriginAtMs: 5 } as Location
    expect(await sources.offer(QUESTION)).toEqual(content.offered)
    expect(asked.asked).toBe(before)
  })

  test('give a copy that many ask for at once one time', async () => {
    const { sources, content } = open(source('a', async () => copyOf('a')))
    const offers = await Promise.all([1, 2, 3, 4].map(() => sources.offer(QUESTION)))
    expect(offers).toEqual([1, 2, 3, 4].map(() => ({ digest: 'a' })))
    expect(content.held).toHaveLength(1)
  })

  test('are read no further once nobody waits for the copy; who still does gets it', async () => {
    let read = 0
    const goOn: (() => void)[] = []
    const open3 = async function* (): AsyncGenerator<Uint8Array> {
      for (; read < 3; read++) {
        await new Promise<void>((resolve) => goOn.push(resolve))
        yield Buffer.from('x')
      }
    }
    const slow = source('slow', async () => copyOf('xxx', { open: open3 }))
    const { sources, content, clock } = open(slow)
    const [one, other] = [new AbortController(), new AbortController()]
    const first = sources.offer(QUESTION, { signal: one.signal }).catch(String)
    const second = sources.offer(QUESTION, { signal: other.signal }).catch(String)
    await clock.advanceAsync(0)
    one.abort('first')
    expect(await first).toBe('first')
    goOn.shift()!()
    await clock.advanceAsync(0)
    expect([read, sources.copying(URL_OF_FILE)]).toMatchObject([1, { bytes: 3, readBytes: 1 }])
    other.abort('second')
    expect(await second).toBe('second')
    goOn.shift()!()
    await clock.advanceAsync(0)
    expect([read, content.held, sources.copying(URL_OF_FILE)]).toEqual([1, [], undefined])
  })

  test('wait for members and for own programs apart, and a fetch of this machine not for ever', async () => {
    const never = (): AsyncIterable<Uint8Array> => ({
      [Symbol.asyncIterator]: () => ({ next: () => new Promise(() => {}) })
    })
    const disk = source('disk', async (url) =>
      copyOf('x', { version: url, ...(url.endsWith('small') ? {} : { open: never }) })
    )
    const { sources, content, clock } = open(disk)
    const member = { asker: bob.peer, begin: () => () => {} }
    const asked = (name: string): OfferQuestion => ({ ...QUESTION, url: `http://origin.example/${name}` })
    for (let i = 0; i < 60; i++) void sources.offer(asked(`big-${i}`), { member })
    await clock.advanceAsync(0)
    await sources.bring(asked('small'))
    expect(content.held).toMatchObject([{ url: 'http://origin.example/small' }])

    content.offered = undefined
    const bringing = sources.bring(asked('big'))
    await clock.advanceAsync(BRING_BUDGET_MS)
    await bringing
    const ended = new AbortController()
    const another = sources.bring(asked('big-too'), ended.signal)
    ended.abort(new Error('ended'))
    await expect(another).rejects.toThrow('ended')
  })

  test('are copied for a member only as far as that may have, and what was not read is given back', async () => {
    const given: number[] = []
    const { sources } = open(source('a', async () => copyOf('four')))
    expect(await sources.offer(QUESTION, { member: { asker: bob.peer, begin: () => undefined } })).toBeUndefined()
    const begin = (bytes: number): ((read: number) => void) => {
      given.push(bytes)
      return (read) => given.push(read)
    }
    expect(await sources.offer(QUESTION, { member: { asker: bob.peer, begin } })).toEqual({ digest: 'four' })
    expect(await sources.offer(QUESTION, { member: { asker: bob.peer, begin } })).toEqual({ digest: 'four' })
    expect(given).toEqual([4, 4, 4, 0])
    const large = open(source('a', async () => copyOf('', { bytes: MAX_COPIED_FOR_ASKER_BYTES + 1 })))
    expect(await large.sources.has(QUESTION, bob.peer)).toBe(false)
  })

  test('are looked in once for a member: what was found is what it gets', async () => {
    const asked = source('a', async () => copyOf('found'))
    const { sources } = open(asked)
    expect(await sources.has(QUESTION, bob.peer)).toBe(true)
    const member = { asker: bob.peer, begin: () => () => {} }
    expect(await sources.offer(QUESTION, { member })).toEqual({ digest: 'found' })
    expect(asked.asked).toBe(1)
    await sources.offer(QUESTION, { member })
    expect(asked.asked).toBe(2)
  })

  test('come and go, within a limit', async () => {
    const { sources } = open()
    const remove = sources.add(source('a', async () => copyOf('a')))
    expect(await sources.has(QUESTION, bob.peer)).toBe(true)
    remove()
    remove()
    expect(await sources.has(QUESTION, bob.peer)).toBe(false)
    for (let i = 0; i < MAX_SOURCES; i++) sources.add(source(`${i}`, async () => undefined))
    expect(() => sources.add(source('more', async () => undefined))).toThrow(RangeError)
  })
})
