// Whose words count at a node that asks, over a double of its group.
import { expect, test } from 'vitest'
import { copyBytes, seededRandom, silentLogger } from '../../../src/base/index.js'
import { needType, PLAIN_NEED, readNeed, type Need } from '../../../src/content/index.js'
import { NeedService, type NeedGroup } from '../../../src/flows/index.js'
import { haveType, type HaveData } from '../../../src/flows/need/have.js'
import type { GroupRecord } from '../../../src/record/index.js'
import { FakeClock } from '../../support/fake-clock.js'
import { person } from '../../support/people.js'

const ALICE = person('alice').peer
const BOB = person('bob').peer

interface Standing {
  isMember: boolean
  mayServe: boolean
  isPresent: boolean
  isTrusted: boolean
}
const GOOD: Standing = { isMember: true, mayServe: true, isPresent: true, isTrusted: true }

/** Alice asks applications for `app:x`; bob, who stands so, answers. @returns whether that counted */
async function answers(standing: Standing): Promise<boolean> {
  const clock = new FakeClock()
  let heard: (record: GroupRecord) => void = () => {}
  let asked: Need | undefined
  const nothing = (): (() => void) => () => {}
  const record = { creator: BOB, lastModifiedBy: BOB, id: '01'.repeat(32), modifiedAtMs: 1, attributes: {} }
  const group = {
    ...{ id: 'ab'.repeat(32), self: ALICE, urlHashKey: new Uint8Array(32) },
    isMember: () => standing.isMember,
    limitsOf: () => ({ mayServe: standing.mayServe, mayUseUplinks: true }),
    members: () => [{ peer: BOB }],
    tell: async () => {},
    onTold: (_type: unknown, listener: typeof heard) => {
      heard = listener
      return () => {}
    },
    graph: { on: nothing, present: () => (standing.isPresent ? [{ peer: BOB }] : []) },
    store: {
      ...{ on: nothing, declare: () => {}, find: () => [], get: () => undefined },
      add: async (type: { name: string; codec: { encode(data: unknown): Uint8Array } }, init: { data: unknown }) => {
        const made = { ...record, type: type.name, creator: ALICE, lastModifiedBy: ALICE, ...init }
        asked = readNeed({ ...made, data: copyBytes(type.codec.encode(init.data)) } as never) ?? asked
        return made
      }
    }
  } as unknown as NeedGroup
  const settings = { mode: 'alongside', delay: 'uniform', answers: 'direct', servedBytes: () => 0 } as const
  const service = new NeedService({ ...settings, group, clock, random: seededRandom(1), logger: silentLogger })
  service.serve({
    offer: () => undefined,
    hold: () => Promise.reject(new Error('no')),
    privacy: () => 'share',
    trusts: () => standing.isTrusted
  })
  const need = service.ask({ uri: 'app:x', type: 16 })
  const { needId, id } = asked!
  const said = { needId, id, type: 16, alias: '/x', content: undefined, downloading: undefined, version: '', pairs: [] }
  const data = copyBytes(haveType.codec.encode(said satisfies HaveData))
  heard({ ...record, type: haveType.name, data } as never)
  service.close()
  expect(await need.outcome).toBe(service.counts.answersHeard > 0 ? 'found' : 'ended')
  expect(clock.pendingTimers).toBe(0)
  return service.counts.answersHeard > 0
}

test('an answer counts from a member that is here, may serve and has sent nothing wrong lately', async () => {
  expect(await answers(GOOD)).toBe(true)
})

test.each(Object.keys(GOOD))('not where %s is false', async (what) => {
  expect(await answers({ ...GOOD, [what]: false })).toBe(false)
})

test.each([
  ['exponential', 3, 2_200],
  ['exponential', 1_000, 3_941],
  ['uniform', 1_000, 2_200]
] as const)('drawn %sly, among %i members, who asks waits %i ms', async (delay, count, waitMs) => {
  const clock = new FakeClock()
  const nothing = (): (() => void) => () => {}
  const group = {
    ...{ id: 'ab'.repeat(32), self: ALICE, urlHashKey: new Uint8Array(32), onTold: nothing },
    members: () => Array.from({ length: count }, () => ({ peer: BOB })),
    graph: { on: nothing, present: () => [] },
    store: { on: nothing, declare: () => {}, find: () => [], add: async () => ({}) }
  } as unknown as NeedGroup
  const settings = { mode: 'ask-first', delay, answers: 'direct', servedBytes: () => 0 } as const
  const service = new NeedService({ ...settings, group, clock, random: seededRandom(1), logger: silentLogger })
  const hold = (): Promise<never> => Promise.reject(new Error('no'))
  service.serve({ offer: () => undefined, hold, privacy: () => 'share', trusts: () => true })
  const asked = service.ask({ uri: 'app:x', type: 16 })
  expect(asked.waitMs).toBe(waitMs)
  const url = { urlKey: 'ef'.repeat(32), privacy: 'share', next: { step: 'ask' } } as const
  expect(service.story(url as never).waitMs).toBe(waitMs)
  let outcome: string | undefined
  void asked.outcome.then((ended) => (outcome = ended))
  await clock.advanceAsync(waitMs - 1)
  expect(outcome).toBeUndefined()
  await clock.advanceAsync(1)
  await new Promise((resolve) => setImmediate(resolve))
  expect(outcome).toBe('none')
  service.close()
})

test.each(['http://private.example/x', 'HTTP://private.example/x', 'Https://'])(
  'patterns hold for a need of %s, also for applications',
  async (url) => {
    const clock = new FakeClock()
    const group = {
      ...{ id: 'ab'.repeat(32), self: ALICE, urlHashKey: new Uint8Array(32), isMember: () => true },
      ...{ limitsOf: () => ({ mayServe: true, mayUseUplinks: true }), members: () => [], onTold: () => () => {} },
      graph: { on: () => () => {}, present: () => [{ peer: BOB }] },
      store: {
        declare: () => {},
        on: (name: string, listener: typeof heard) => (name === 'record:add' && (heard = listener), () => {})
      }
    } as unknown as NeedGroup
    let heard: (record: GroupRecord) => void = () => {}
    const settings = { mode: 'alongside', delay: 'uniform', answers: 'direct', servedBytes: () => 0 } as const
    const service = new NeedService({ ...settings, group, clock, random: seededRandom(1), logger: silentLogger })
    const hold = (): Promise<never> => Promise.reject(new Error('no'))
    const asked: string[] = []
    for (const privacy of ['share', 'never'] as const) {
      service.serve({ offer: () => undefined, hold, privacy: () => privacy, trusts: () => true })
      service.onNeed((need) => void asked.push(need.uri))
      const needId = privacy === 'share' ? '01'.repeat(16) : '02'.repeat(16)
      const said = {
        ...PLAIN_NEED,
        needId,
        id: 1,
        type: 16,
        url,
        excluded: [],
        newerThanMs: 0,
        refusesRedirects: false
      }
      const data = copyBytes(needType.codec.encode(said))
      const record = { creator: BOB, lastModifiedBy: BOB, id: needId, modifiedAtMs: 1, attributes: {}, data }
      heard({ ...record, type: needType.name } as never)
      await clock.advanceAsync(0)
      const isUrl = url.length > 'Https://'.length
      expect(service.counts.heard).toBe(isUrl ? 1 : 0)
      expect(asked).toEqual(isUrl ? [url] : [])
    }
    service.close()
  }
)

test.each([
  ['was told', true, 1],
  ['could not be told', false, 0]
])('an answer that %s counts so', async (_what, isTold, count) => {
  const clock = new FakeClock()
  let heard: (record: GroupRecord) => void = () => {}
  const told: unknown[] = []
  const group = {
    ...{ id: 'ab'.repeat(32), self: ALICE, urlHashKey: new Uint8Array(32), isMember: () => true },
    ...{ limitsOf: () => ({ mayServe: true, mayUseUplinks: true }), members: () => [], onTold: () => () => {} },
    graph: { on: () => () => {}, present: () => [{ peer: BOB }] },
    store: {
      declare: () => {},
      on: (name: string, listener: typeof heard) => (name === 'record:add' && (heard = listener), () => {})
    },
    tell: async (...args: unknown[]) => {
      told.push(args)
      if (!isTold) throw new Error('it is full')
    }
  } as unknown as NeedGroup
  const settings = { mode: 'alongside', delay: 'uniform', answers: 'direct', servedBytes: () => 0 } as const
  const service = new NeedService({ ...settings, group, clock, random: seededRandom(1), logger: silentLogger })
  const hold = (): Promise<never> => Promise.reject(new Error('no'))
  service.serve({ offer: () => undefined, hold, privacy: () => 'share', trusts: () => true })
  service.onNeed(() => ({ alias: '/x' }))
  const about = { excluded: [], newerThanMs: 0, refusesRedirects: false }
  const said = { ...PLAIN_NEED, ...about, needId: '01'.repeat(16), id: 1, type: 16, url: 'app:x' }
  const data = copyBytes(needType.codec.encode(said))
  heard({
    creator: BOB,
    lastModifiedBy: BOB,
    id: '01',
    modifiedAtMs: 1,
    attributes: {},
    data,
    type: needType.name
  } as never)
  await clock.advanceAsync(2_200)
  await new Promise((resolve) => setImmediate(resolve))
  expect([told.length, service.counts.answersSent]).toEqual([1, count])
  service.close()
})
