// What lies with members that told nobody, fetched through the group: real content servers and stores, messages in memory.
import { text } from 'node:stream/consumers'
import { afterEach, describe, expect, test } from 'vitest'
import { seededRandom } from '../../src/base/index.js'
import { claimRecordId, claimType, needType, readNeed, type ClaimData, type NeedData } from '../../src/content/index.js'
import { HELD_BY_NOBODY_MS } from '../../src/content/crossing-defaults.js'
import type { LocalSource, NeedProgress } from '../../src/flows/index.js'
import { FakeClock } from '../../src/testing/index.js'
import { ContentNodes, type ContentNode, type ContentNodesInit } from '../support/content-nodes.js'
import { eventually } from '../support/eventually.js'
import { openSlowOrigin, type SlowOrigin } from '../support/slow-origin.js'

/** 32 leaves. */
const CONTENT = Buffer.alloc(4 * 2 ** 20, 'what lies in a folder\n')
/** Who has it answers at once: what the delay is drawn from is small. */
const AT_ONCE = { ...seededRandom(1), fraction: () => 0 }

let nodes: ContentNodes
let origin: SlowOrigin
afterEach(async () => {
  await nodes.close()
  await origin.close()
})

async function open(names: readonly string[], init: ContentNodesInit, holdAtBytes?: number): Promise<ContentNode[]> {
  nodes = new ContentNodes(init)
  origin = await openSlowOrigin({ content: CONTENT, ...(holdAtBytes !== undefined && { holdAtBytes }) })
  const opened: ContentNode[] = []
  for (const name of names) opened.push(await nodes.add(name))
  return opened
}

function shelf(url: string): LocalSource {
  async function* read(): AsyncGenerator<Uint8Array> {
    yield CONTENT
  }
  // Its origin says the same of it, so a download of it can go on from here.
  const copy = { bytes: CONTENT.byteLength, version: '1', asOfMs: 1, facts: { etag: '"v1"' }, open: read }
  return { name: 'a shelf', find: async (wanted) => (wanted === url ? copy : undefined) }
}

const locations = ({ store }: ContentNode): number => store.find({ type: 'content.location' }).length

describe('asked first', () => {
  const first = { need: { mode: 'ask-first', random: AT_ONCE } } as const

  test('what lies in a plugged-in folder crosses the uplink 0 times, and no record tells of it, before or after', async () => {
    const [alice, bob, carol] = (await open(['alice', 'bob', 'carol'], first)) as [
      ContentNode,
      ContentNode,
      ContentNode
    ]
    alice.needs!.addSource(shelf(origin.url))
    const { sources, digest } = await (await bob.content.fetch(origin.url)).done
    expect(sources).toEqual({ uplink: 0, cache: 0, members: { [alice.person.peer]: CONTENT.byteLength } })
    // Who has it now answers too.
    const again = await (await carol.content.fetch(origin.url)).done
    expect(again).toMatchObject({ digest, sources: { uplink: 0, cache: 0 } })
    expect(origin.requests).toEqual([])
    expect([alice, bob, carol].map(locations)).toEqual([0, 0, 0])
    const { next, urlKey, privacy } = await bob.content.explain(origin.url)
    expect(bob.needs!.story({ next, urlKey, privacy })).toMatchObject({
      ...{ mode: 'ask-first', asks: false },
      answered: [{ peer: alice.person.peer }]
    })
  })

  test('who wants a part from further on gets it of who has it, and is told to ask the origin where nobody has', async () => {
    const clock = new FakeClock()
    const [alice, bob] = (await open(['alice', 'bob'], { ...first, clock })) as [ContentNode, ContentNode]
    const part = { offset: CONTENT.byteLength - 1_000, maxAheadBytes: 2 ** 20 }
    const needs = (): number => bob.needs!.counts.asked
    for (const [sent, waitMs] of [
      [1, 2_200],
      [1, 0] // Just asked, and nobody had it.
    ] as const) {
      const refused = expect(bob.content.fetch(origin.url, part)).rejects.toMatchObject({ code: 'FAR_AHEAD' })
      await clock.advanceAsync(waitMs)
      await refused
      expect(needs()).toBe(sent)
    }
    await clock.advanceAsync(HELD_BY_NOBODY_MS)
    alice.needs!.addSource(shelf(origin.url))
    const fetching = bob.content.fetch(origin.url, part)
    await clock.advanceAsync(1)
    const fetched = await fetching
    expect((await text(fetched.body)).length).toBe(1_000)
    expect(origin.requests).toEqual([])
  })

  test('who leaves while all are asked leaves nothing that runs, and nobody goes', async () => {
    const clock = new FakeClock()
    const [, bob] = (await open(['alice', 'bob'], { ...first, clock })) as [ContentNode, ContentNode]
    const leaving = new AbortController()
    const fetching = bob.content.fetch(origin.url, { signal: leaving.signal })
    await clock.advanceAsync(500)
    expect(bob.content.transfers()).toHaveLength(1)
    leaving.abort(new Error('it has left'))
    await expect(fetching).rejects.toThrow('it has left')
    await clock.advanceAsync(5_000)
    expect(bob.content.transfers()).toEqual([])
    expect(origin.requests).toEqual([])
  })

  test('several answer in the same moment: where one dies in the middle the other stands in', async () => {
    const [alice, bob, carol] = (await open(['alice', 'bob', 'carol'], first)) as [
      ContentNode,
      ContentNode,
      ContentNode
    ]
    for (const holder of [alice, carol]) holder.needs!.addSource(shelf(origin.url))
    // "I found" takes its time: neither has heard it when it answers.
    const add = bob.store.add.bind(bob.store)
    let arrive = (): void => {}
    const arrived = new Promise<void>((resolve) => (arrive = resolve))
    bob.store.add = async (type, init) => {
      if ((init.data as Partial<NeedData>).type === 'end-request') await arrived
      return await add(type, init)
    }
    const { body, done } = await bob.content.fetch(origin.url)
    await eventually(() => expect(bob.needs!.counts.answersHeard).toBe(2))
    arrive()
    await alice.kill()
    expect((await text(body)).length).toBe(CONTENT.byteLength)
    expect((await done).sources.uplink).toBe(0)
    expect(origin.requests).toEqual([])
  })
})

describe('asked alongside', () => {
  test('who downloads goes on from a member that says that it has it', async () => {
    // The origin stands still after some leaves: what comes after them comes from elsewhere.
    const held = 5 * 128 * 1024
    const init = { need: { mode: 'alongside', random: AT_ONCE } } as const
    const opened = await open(['alice', 'bob'], init, held)
    const [leader, holder] = (await firstInRank(opened)) as [ContentNode, ContentNode]
    holder.needs!.addSource(shelf(origin.url))
    const { body, done } = await leader.content.fetch(origin.url)
    expect((await text(body)).length).toBe(CONTENT.byteLength)
    const { sources } = await done
    expect(sources.uplink).toBeLessThanOrEqual(held)
    expect(sources.members[holder.person.peer]).toBeGreaterThanOrEqual(CONTENT.byteLength - held)
  })
})

/** Who would download for all comes first. */
async function firstInRank(opened: readonly ContentNode[]): Promise<ContentNode[]> {
  const { candidates } = await opened[0]!.content.explain(origin.url)
  return [...opened].sort((a, b) => candidates.indexOf(a.person.peer) - candidates.indexOf(b.person.peer))
}

test('off: no need is flooded, whoever fetches', async () => {
  const [alice, bob] = (await open(['alice', 'bob'], { need: { mode: 'off' } })) as [ContentNode, ContentNode]
  for (const node of [alice, bob]) await (await node.content.fetch(origin.url)).done
  const needs = [alice, bob].flatMap(({ store }) => store.find({ type: needType.name }))
  expect(needs.map((record) => readNeed(record)?.type)).toEqual([])
  expect(origin.sentBytes).toBe(CONTENT.byteLength)
})

test('a download that runs elsewhere is told of to whoever asks: waited for with progress, or not', async () => {
  const clock = new FakeClock()
  const [alice, bob] = (await open(['alice', 'bob'], { clock, need: { mode: 'alongside' } })) as [
    ContentNode,
    ContentNode
  ]
  const { urlKey } = await alice.content.explain(origin.url)
  const { peer } = alice.person
  const tell = async (said: Partial<ClaimData>): Promise<void> => {
    const transferId = '5a'.repeat(16)
    const data = { transferId, verifiedBytes: 0, end: undefined, startedAtMs: 1, expectedBytes: 1_000, ...said }
    await alice.store.add(claimType, { id: claimRecordId(peer, urlKey), attributes: { urlKey }, data })
    await clock.advanceAsync(10)
  }
  await tell({ verifiedBytes: 100 })
  const impatient = bob.needs!.ask({ uri: origin.url, wait: false })
  const asked = bob.needs!.ask({ uri: origin.url })
  const progress: NeedProgress[] = []
  asked.onProgress((one) => progress.push(one))
  await clock.advanceAsync(asked.waitMs)
  expect(await impatient.outcome).toBe('downloading')
  // Whoever only waits sees how much there is to come.
  const waited = { holder: peer, complete: false, heldBytes: 100, bytes: 1_000 }
  expect(bob.content.locate({ url: origin.url })).toMatchObject([waited])
  await tell({ verifiedBytes: 600 })
  await tell({ verifiedBytes: 1_000, end: 'complete' })
  expect(await asked.outcome).toBe('downloaded')
  expect(progress).toEqual([100, 600].map((verifiedBytes) => ({ peer, verifiedBytes, expectedBytes: 1_000 })))
})

test.each(['alongside', 'ask-first'] as const)(
  'who asks later learns of a download from the origin before the time for answers is over, follows it and sees how far it is: %s',
  async (mode) => {
    const clock = new FakeClock()
    const half = CONTENT.byteLength / 2
    const waitMs = mode === 'ask-first' ? 2_200 : 0
    const [leader, later] = (await firstInRank(await open(['alice', 'bob'], { clock, need: { mode } }, half))) as [
      ContentNode,
      ContentNode
    ]
    /** Time and sockets go on, in turn. */
    const until = (check: () => void): Promise<void> =>
      eventually(async () => {
        await clock.advanceAsync(10)
        check()
      })
    const first = leader.content.fetch(origin.url)
    await clock.advanceAsync(waitMs)
    await until(() => expect(leader.content.transfers()).toMatchObject([{ state: 'leading', bytes: half }]))
    const askedMs = clock.monotonicMs()
    const second = later.content.fetch(origin.url)
    const from = leader.person.peer
    await clock.advanceAsync(waitMs)
    await until(() => expect(later.content.transfers()).toMatchObject([{ state: 'following', from }]))
    expect(clock.monotonicMs() - askedMs).toBeLessThanOrEqual(2_210)
    const progress = { bytes: half, totalBytes: CONTENT.byteLength }
    await until(() => expect(later.content.transfers()).toMatchObject([progress]))
    origin.release()
    await until(() => expect(later.blobs.list()).toHaveLength(1))
    for (const fetched of [await first, await second])
      expect((await text(fetched.body)).length).toBe(CONTENT.byteLength)
    expect((await (await second).done).sources).toEqual({
      uplink: 0,
      cache: 0,
      members: { [from]: CONTENT.byteLength }
    })
    expect(origin.requests).toHaveLength(1)
  }
)

test('who waits for no download goes itself beside it, and claims nothing', async () => {
  const clock = new FakeClock()
  const [alice, bob] = (await open(['alice', 'bob'], { clock, need: { mode: 'ask-first' } })) as [
    ContentNode,
    ContentNode
  ]
  const { urlKey } = await alice.content.explain(origin.url)
  const { peer } = alice.person
  const claim = { transferId: '5a'.repeat(16), verifiedBytes: 100, end: undefined, startedAtMs: 1 }
  const data = { ...claim, expectedBytes: CONTENT.byteLength } satisfies ClaimData
  await alice.store.add(claimType, { id: claimRecordId(peer, urlKey), attributes: { urlKey }, data })
  await clock.advanceAsync(10)
  const fetching = bob.content.fetch(origin.url, { wait: false })
  await clock.advanceAsync(2_200)
  expect((await (await fetching).done).sources).toEqual({ uplink: CONTENT.byteLength, cache: 0, members: {} })
  const claims = bob.store.find({ type: claimType.name })
  expect(claims.map(({ creator }) => creator)).toEqual([peer])
  const needs = alice.store.find({ type: needType.name }).map((record) => readNeed(record)?.type)
  expect(needs).toEqual(['end-request'])
})
