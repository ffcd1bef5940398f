// What reaches the parts of the flow of what a group says: who is gone, what has expired, whose downloads are waited for.
import { expect, test } from 'vitest'
import { copyBytes, seededRandom, silentLogger, type PeerId } from '../../../src/base/index.js'
import {
  claimType,
  needType,
  PLAIN_NEED,
  type AnswerListener,
  type ClaimData,
  type NeedData
} from '../../../src/content/index.js'
import { NeedService, type NeedGroup } from '../../../src/flows/index.js'
import type { GroupRecord, RecordType } from '../../../src/record/index.js'
import { FakeClock } from '../../support/fake-clock.js'
import { alice, bob, carol } from '../../support/people.js'

const URL_KEY = 'ef'.repeat(32)

/** Alice's node. Bob and carol are here. */
function opened({ mayUseUplinks = true, known = [] as GroupRecord[] } = {}) {
  const clock = new FakeClock()
  const present = new Set([bob.peer, carol.peer])
  const listeners = new Map<string, (heard: never) => void>()
  const on = (name: string, listener: (heard: never) => void): (() => void) => {
    listeners.set(name, listener)
    return () => {}
  }
  const told: PeerId[] = []
  const group = {
    ...{ id: 'ab'.repeat(32), self: alice.peer, urlHashKey: new Uint8Array(32), onTold: () => () => {} },
    ...{
      members: () => [alice, bob, carol],
      isMember: () => true,
      limitsOf: () => ({ mayServe: true, mayUseUplinks })
    },
    tell: async (asker: PeerId) => void told.push(asker),
    graph: { on, present: () => [...present].map((peer) => ({ peer })) },
    store: { on, declare: () => {}, find: () => known, get: () => undefined, add: async () => ({}) }
  } as unknown as NeedGroup
  const settings = { mode: 'ask-first', delay: 'uniform', answers: 'direct', servedBytes: () => 0 } as const
  const service = new NeedService({ ...settings, group, clock, random: seededRandom(1), logger: silentLogger })
  const hold = (): Promise<never> => Promise.reject(new Error('no'))
  service.serve({ offer: () => undefined, hold, privacy: () => 'share', trusts: () => true })
  service.onNeed(() => ({ alias: '/here' }))
  const give = (name: string, what: unknown): void => listeners.get(name)!(what as never)
  return {
    ...{ service, told, give, waiting: () => clock.pendingTimers },
    leave: (peer: PeerId) => {
      present.delete(peer)
      give('presence:change', peer)
    },
    after: async (ms: number) => {
      await clock.advanceAsync(ms)
      await new Promise((resolve) => setImmediate(resolve))
    }
  }
}

function record<Data>(type: RecordType<Data>, creator: PeerId, data: Data): GroupRecord {
  const said = { attributes: { urlKey: URL_KEY }, data: copyBytes(type.codec.encode(data)) }
  return { ...said, type: type.name, creator, lastModifiedBy: creator, id: '01'.repeat(32), modifiedAtMs: 1 } as never
}

/** Bob's, for programs. */
function need(said: Partial<NeedData> = {}): GroupRecord {
  const plain = { excluded: [], newerThanMs: 0, refusesRedirects: false }
  return record(needType, bob.peer, {
    ...{ ...PLAIN_NEED, ...plain, needId: '5a'.repeat(16), id: 1, url: 'app:x', type: 16 },
    ...said
  })
}

/** Carol's. */
function claim(said: Partial<ClaimData> = {}): GroupRecord {
  const transferId = '6b'.repeat(16)
  return record(claimType, carol.peer, {
    ...{ transferId, verifiedBytes: 100, end: undefined, startedAtMs: 500, expectedBytes: 1_000 },
    ...said
  })
}

test.each<[string, number, (node: ReturnType<typeof opened>) => void]>([
  ['of a member that stays is answered', 1, () => {}],
  ['of a member that is gone is not answered', 0, (node) => node.leave(bob.peer)],
  ['that has expired is not answered', 0, (node) => node.give('record:expire', need())],
  ['that was deleted is not answered', 0, (node) => node.give('record:delete', need())]
])('a need %s', async (_what, count, happens) => {
  const node = opened()
  node.give('record:add', need())
  await node.after(0)
  happens(node)
  await node.after(2_000)
  expect(node.told).toHaveLength(count)
  expect(node.service.counts.heard).toBe(1)
  node.service.close()
  expect(node.waiting()).toBe(0)
})

test('who was excluded by the asker, since it just failed it, answers nothing', async () => {
  const node = opened()
  node.give('record:add', need({ excluded: [alice.peer] }))
  await node.after(2_000)
  expect([node.told.length, node.service.counts.heard]).toEqual([0, 0])
  node.service.close()
})

test.each<[string, string, { newerThanMs?: number; mayUseUplinks?: boolean }]>([
  ['that runs is followed', 'in-progress', {}],
  ['that began after what is out of date is followed', 'in-progress', { newerThanMs: 499 }],
  ['of what is out of date is not', 'none', { newerThanMs: 500 }],
  ['is not by who may not use the uplinks of others', 'none', { mayUseUplinks: false }]
])(
  'a download %s, told before the need or after',
  async (_what, outcome, { newerThanMs = 0, mayUseUplinks = true }) => {
    for (const known of [[claim()], []]) {
      const node = opened({ mayUseUplinks, known })
      const heard: string[] = []
      const listener: AnswerListener = { have: () => {}, answered: (one) => void heard.push(one) }
      const question = { url: 'http://files.example/a', urlKey: URL_KEY, newerThanMs, excluded: [] }
      node.service.asker.ask(
        { ...question, refusesRedirects: false, cachedOnly: true, waitsForDownload: true },
        listener
      )
      if (known.length === 0) node.give('record:add', claim())
      await node.after(2_200)
      expect(heard).toEqual([outcome])
      node.service.close()
    }
  }
)
