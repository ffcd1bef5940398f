// However many URLs a node asks for, its needs take few of the records that members keep of it: what is over makes room.
import { expect, test } from 'vitest'
import { copyBytes, seededRandom, silentLogger } from '../../../src/base/index.js'
import { readNeed, type AnswerListener, type Need, type Question } from '../../../src/content/index.js'
import { NeedService, type NeedGroup } from '../../../src/flows/index.js'
import { MAX_ASKED_NEEDS, MAX_CROSSING_NEEDS } from '../../../src/flows/need/defaults.js'
import { MAX_EPHEMERAL_PER_AUTHOR_AND_TYPE } from '../../../src/store/defaults.js'
import { FakeClock } from '../../support/fake-clock.js'
import { alice, bob } from '../../support/people.js'

interface Written {
  readonly id: string
  readonly need: Need
}

/** Alice's node in a group of two, whose store writes everything down. */
function opened({ add = async () => {} }: { add?: () => Promise<void> } = {}) {
  const clock = new FakeClock()
  const nothing = (): (() => void) => () => {}
  const written: Written[] = []
  const record = { creator: alice.peer, lastModifiedBy: alice.peer, modifiedAtMs: 1, attributes: {} }
  const group = {
    ...{ id: 'ab'.repeat(32), self: alice.peer, urlHashKey: new Uint8Array(32), onTold: nothing },
    members: () => [alice, bob],
    graph: { on: nothing, present: () => [] },
    store: {
      ...{ on: nothing, declare: () => {}, find: () => [] },
      add: async (
        type: { name: string; codec: { encode(data: unknown): Uint8Array } },
        init: { id: string; data: unknown }
      ) => {
        await add()
        const made = { ...record, id: init.id, type: type.name, data: copyBytes(type.codec.encode(init.data)) }
        written.push({ id: init.id, need: readNeed(made as never)! })
        return made
      }
    }
  } as unknown as NeedGroup
  const settings = { mode: 'ask-first', delay: 'exponential', answers: 'direct', servedBytes: () => 0 } as const
  const service = new NeedService({ ...settings, group, clock, random: seededRandom(1), logger: silentLogger })
  const hold = (): Promise<never> => Promise.reject(new Error('no'))
  service.serve({ offer: () => undefined, hold, privacy: () => 'share', trusts: () => true })
  const later = async (ms: number): Promise<void> => {
    await clock.advanceAsync(ms)
    await new Promise((resolve) => setImmediate(resolve))
  }
  return { service, written, later }
}

function question(at: number): Question {
  const urlKey = at.toString(16).padStart(64, '0')
  const plain = { excluded: [], newerThanMs: 0, refusesRedirects: false, cachedOnly: true, waitsForDownload: true }
  return { ...plain, url: `http://files.example/${at}`, urlKey }
}

function listener(): AnswerListener & { readonly heard: string[] } {
  const heard: string[] = []
  return { heard, have: () => {}, answered: (outcome) => void heard.push(outcome) }
}

function requests(written: readonly Written[]): string[] {
  return written.flatMap(({ need }) => (need.type === 'request' ? [need.url] : []))
}

test('both kinds of needs together leave room in the records of their type', () => {
  expect(MAX_ASKED_NEEDS + MAX_CROSSING_NEEDS).toBeLessThan(MAX_EPHEMERAL_PER_AUTHOR_AND_TYPE)
})

test('3,000 needs of programs, left as soon as they are asked, are written into 64 records at most', async () => {
  const { service, written, later } = opened()
  for (let at = 0; at < 3_000; at++) {
    const asked = service.ask({ uri: `http://files.example/${at}` })
    await asked.told
    asked.found()
    await asked.outcome
  }
  await later(0)
  expect(requests(written)).toHaveLength(3_000)
  expect(new Set(written.map(({ id }) => id)).size).toBeLessThanOrEqual(MAX_ASKED_NEEDS)
  service.close()
})

test('what a need is about ends before its record says the next', async () => {
  const { service, written, later } = opened()
  for (let at = 0; at < 3; at++) service.asker.ask(question(at), listener()).end()
  await later(0)
  expect(new Set(written.map(({ id }) => id)).size).toBe(1)
  expect(written.map(({ need }) => need.type)).toEqual(Array(3).fill(['request', 'end-request']).flat())
  service.close()
})

test('of more crossings than there is room for each has its turn, and hears what came of it', async () => {
  const { service, written, later } = opened()
  const count = MAX_CROSSING_NEEDS + 40
  const asked = Array.from({ length: count }, (_, at) => ({ at, hears: listener() }))
  const askings = asked.map(({ at, hears }) => service.asker.ask(question(at), hears))
  await later(0)
  expect(requests(written)).toHaveLength(MAX_CROSSING_NEEDS)
  askings[count - 1]!.end() // It waits no longer.
  await later(2_200)
  expect(requests(written)).toHaveLength(count - 1)
  await later(2_200)
  for (const { at, hears } of asked) expect(hears.heard).toEqual(at === count - 1 ? [] : ['none'])
  expect(new Set(written.map(({ id }) => id)).size).toBe(MAX_CROSSING_NEEDS)
  // They wait for nothing but other answers, which may come as long as they run: that takes no room from others.
  const late = listener()
  service.asker.ask(question(count), late)
  await later(2_200)
  expect(late.heard).toEqual(['none'])
  service.close()
})

test('another need of the same URL takes the record of the one before', async () => {
  const { service, written, later } = opened()
  service.asker.ask(question(1), listener())
  service.asker.ask(question(2), listener())
  service.asker.ask(question(1), listener())
  await later(0)
  expect(written.map(({ id }) => id)).toEqual([written[0]!.id, written[1]!.id, written[0]!.id])
  expect(new Set(written.map(({ need }) => need.needId)).size).toBe(3)
  service.close()
})

test('where the store takes no record a program hears so, and has asked nobody', async () => {
  const { service } = opened({ add: () => Promise.reject(new Error('full')) })
  const asked = service.ask({ uri: 'http://files.example/a' })
  await expect(asked.told).rejects.toMatchObject({ code: 'TOO_MANY_NEEDS' })
  expect(await asked.outcome).toBe('ended')
  service.close()
})
