// Many small files of one folder that members ask for at once: what waits its turn is told too, so that nobody goes to the origin meanwhile.
import { expect, test } from 'vitest'
import { peerIdFromPublicKey, seededRandom, silentLogger } from '../../../src/base/index.js'
import { LocalSources } from '../../../src/flows/index.js'
import { MAX_REQUESTS_OF_ASKER } from '../../../src/flows/need/defaults.js'
import { ForeignNeeds } from '../../../src/flows/need/foreign-needs.js'
import type { HaveData } from '../../../src/flows/need/have.js'
import type { KeyedNeed } from '../../../src/flows/need/need-query.js'
import { FakeClock } from '../../support/fake-clock.js'

const SELF = peerIdFromPublicKey(seededRandom(3).bytes(32))
const FILE_BYTES = 1_000

function need(asker: string, id: number): KeyedNeed {
  const url = `http://origin.example/${asker}/${id}`
  const needId = Buffer.from(`${asker} ${id}`).toString('hex').padEnd(32, '0')
  return { asker, needId, id, url, type: 'request', method: 'GET', urlKey: 'cd', newerThanMs: 0, version: '' } as never
}

/** A member with a folder: each file of it takes so long, two at a time. @param until when it hears that what it says has come */
function holderOf(copyMs: number, until: Promise<void> = Promise.resolve()) {
  const clock = new FakeClock()
  const held = new Set<string>()
  async function* open(): AsyncGenerator<Uint8Array> {
    await new Promise<void>((resolve) => clock.setTimer(copyMs, resolve))
    yield new Uint8Array(FILE_BYTES)
  }
  const hold = async (url: string, bytes: AsyncIterable<Uint8Array>): Promise<never> => {
    for await (const part of bytes) if (part.byteLength > 0) held.add(url)
    return {} as never
  }
  const offer = ({ url }: { url: string }) => (held.has(url) ? { digest: 'ef'.repeat(32) } : undefined)
  const content = { hold, offer, privacy: () => 'share' } as never
  const find = async () => ({ bytes: FILE_BYTES, version: '1', open, asOfMs: 1 })
  const sources = new LocalSources({ content, sources: [{ name: 'disk', find }], clock, logger: silentLogger })
  /** When each was told something first, ms; and all of it, in order. */
  const first = new Map<string, number>()
  const said = new Map<string, HaveData[]>()
  const holder = new ForeignNeeds({
    ...{ clock, random: seededRandom(5), logger: silentLogger, groupId: 'aa'.repeat(32), sources, self: SELF },
    ...{ delay: 'exponential', isContent: () => true, offer: () => undefined, isDownloading: () => false },
    ...{ fromApplications: async () => undefined, members: () => [SELF], servedBytes: () => 0 },
    send: async (asker, have) => {
      const name = `${asker} ${have.id}`
      if (!first.has(name)) holder.found(asker, have.needId)
      first.set(name, first.get(name) ?? clock.monotonicMs() - began)
      said.set(name, [...(said.get(name) ?? []), have])
      await until
    }
  })
  const began = clock.monotonicMs()
  const after = async (ms: number): Promise<void> => {
    for (let at = 0; at < ms; at += 50) {
      await clock.advanceAsync(50)
      await new Promise((resolve) => setImmediate(resolve))
    }
  }
  return { holder, first, said, after }
}

test.each([[20], [100], [200]])(
  'two members ask for 64 files each, of %i ms: each hears within its time that its file comes, and then that it is there',
  async (copyMs) => {
    const { holder, first, said, after } = holderOf(copyMs)
    for (const asker of ['alice', 'carol']) {
      for (let id = 1; id <= MAX_REQUESTS_OF_ASKER; id++) holder.hear(need(asker, id))
    }
    await after(2_200 + copyMs * MAX_REQUESTS_OF_ASKER)
    expect(first.size).toBe(2 * MAX_REQUESTS_OF_ASKER)
    expect([...first.values()].filter((ms) => ms > 2_050)).toEqual([])
    expect([...said.values()].filter((haves) => haves.at(-1)!.content === undefined)).toEqual([])
  }
)

test('a copy that waits its turn is told with what is before it, again as that gets less', async () => {
  const { holder, said, after } = holderOf(400)
  for (let id = 1; id <= 30; id++) holder.hear(need('alice', id))
  await after(9_000)
  const told = [...said.values()].map((haves) => haves.flatMap(({ downloading }) => downloading?.bytesBefore ?? []))
  const longest = told.toSorted((one, other) => other.length - one.length)[0]!
  expect(longest.length).toBeGreaterThan(2)
  expect(longest).toEqual(longest.toSorted((one, other) => other - one))
  expect(longest[0]).toBeGreaterThan(10 * FILE_BYTES)
})

test('what waits its turn counts as worked on: so much of one member, and others are heard beside it', async () => {
  const { holder, first, after } = holderOf(60_000)
  for (let id = 1; id <= MAX_REQUESTS_OF_ASKER; id++) holder.hear(need('alice', id))
  await after(2_200)
  holder.hear(need('alice', 1_000))
  holder.hear(need('carol', 1))
  await after(2_200)
  expect([first.has('alice 1000'), first.has('carol 1')]).toEqual([false, true])
})

test('who has heard answers may ask for as much again, and no more, before that is known', async () => {
  const { holder, first, after } = holderOf(10, new Promise(() => {}))
  for (const from of [0, 1_000, 2_000]) {
    for (let id = 1; id <= MAX_REQUESTS_OF_ASKER; id++) holder.hear(need('alice', from + id))
    await after(2_500)
  }
  expect(first.size).toBe(2 * MAX_REQUESTS_OF_ASKER)
})
