import { beforeEach, describe, expect, test } from 'vitest'
import { seededRandom, silentLogger } from '../../src/base/index.js'
import { MIN_PULL_INTERVAL_MS, SYNC_INTERVAL_MAX_MS, SYNC_INTERVAL_MIN_MS } from '../../src/graph/defaults.js'
import type { StreamLink } from '../../src/graph/stream-link.js'
import { Synchroniser } from '../../src/graph/synchroniser.js'
import type { Store, SyncInit, SyncSession } from '../../src/store/index.js'
import { FakeClock } from '../support/fake-clock.js'

/** A session that counts its rounds and ends them when a test says so. */
class FakeSession implements SyncSession {
  rounds = 0
  closed = false
  gaps: string[] = []
  constructor(readonly init: SyncInit) {}
  startRound(): void {
    this.rounds += 1
  }
  requestShard(author: string, shard: number): void {
    this.gaps.push(`${author}/${shard}`)
  }
  async receive(): Promise<void> {}
  close(): void {
    this.closed = true
  }
}

interface FakeLink {
  peer: string
  pulls: number
  cuts: string[]
}

let clock: FakeClock
let sessions: Map<string, FakeSession>
let synchroniser: Synchroniser
let told: number
let toldTypes: string[]

function linkTo(peer: string): FakeLink & StreamLink {
  const link = { peer, pulls: 0, cuts: [] as string[] }
  const methods = { pull: () => (link.pulls += 1), cut: (why: string) => link.cuts.push(why), sendSync: async () => {} }
  return Object.assign(link, methods) as unknown as FakeLink & StreamLink
}

function endRound(peer: string, learnt = false): void {
  sessions.get(peer)?.init.onSynchronised(learnt)
}

beforeEach(() => {
  clock = new FakeClock()
  sessions = new Map()
  told = 0
  toldTypes = []
  const openSync = (init: SyncInit): SyncSession => {
    const session = new FakeSession(init)
    sessions.set(init.peer, session)
    return session
  }
  synchroniser = new Synchroniser({
    store: { openSync } as unknown as Store,
    clock,
    random: seededRandom(1),
    logger: silentLogger,
    onSynchronised: () => (told += 1),
    onTypeSynchronised: (type) => toldTypes.push(type)
  })
})

describe('synchronised', () => {
  test('is what the only neighbour makes us, or two of several', () => {
    synchroniser.attach(linkTo('a'))
    expect(synchroniser.synchronised).toBe(false)
    endRound('a')
    expect(synchroniser.synchronised).toBe(true)
    for (const peer of ['b', 'c']) synchroniser.attach(linkTo(peer))
    expect(synchroniser.synchronised).toBe(false)
    endRound('c')
    expect(synchroniser.synchronised).toBe(true)
    expect(told).toBe(2)
  })

  test('takes two neighbours, not two rounds of one', () => {
    for (const peer of ['a', 'b']) synchroniser.attach(linkTo(peer))
    endRound('a')
    endRound('a')
    expect(synchroniser.synchronised).toBe(false)
  })

  test('ends with the last neighbour', () => {
    const link = linkTo('a')
    synchroniser.attach(link)
    endRound('a')
    synchroniser.detach(link)
    expect(synchroniser.synchronised).toBe(false)
    expect(sessions.get('a')?.closed).toBe(true)
  })
})

describe('a type with precedence', () => {
  const endType = (peer: string, type: string): void => sessions.get(peer)?.init.onTypeSynchronised?.(type)

  test('is synchronised when two neighbours agree, once, and before everything else is', () => {
    for (const peer of ['a', 'b', 'c']) synchroniser.attach(linkTo(peer))
    for (let round = 0; round < 3; round++) endType('a', 'urgent')
    endType('b', 'other')
    expect(toldTypes).toEqual([])
    endType('c', 'urgent')
    endType('b', 'urgent')
    expect(toldTypes).toEqual(['urgent'])
    expect(synchroniser.synchronised).toBe(false)
  })

  test('is when the only neighbour left agrees, and again after no neighbour was left', () => {
    const [a, b] = [linkTo('a'), linkTo('b')]
    synchroniser.attach(a)
    synchroniser.attach(b)
    endType('a', 'urgent')
    synchroniser.detach(b)
    expect(toldTypes).toEqual(['urgent'])
    synchroniser.detach(a)
    synchroniser.attach(b)
    endType('b', 'urgent')
    expect(toldTypes).toEqual(['urgent', 'urgent'])
  })
})

describe('rounds', () => {
  test('begin with the link and come again every 30 to 60 s', () => {
    synchroniser.attach(linkTo('a'))
    expect(sessions.get('a')?.rounds).toBe(1)
    clock.advance(SYNC_INTERVAL_MIN_MS - 1)
    expect(sessions.get('a')?.rounds).toBe(1)
    clock.advance(SYNC_INTERVAL_MAX_MS - SYNC_INTERVAL_MIN_MS + 1)
    expect(sessions.get('a')?.rounds).toBe(2)
  })

  test('are started by a pull, at most one a second, and none is lost', () => {
    const link = linkTo('a')
    synchroniser.attach(link)
    for (let i = 0; i < 5; i++) synchroniser.pulled(link)
    expect(sessions.get('a')?.rounds).toBe(2)
    clock.advance(MIN_PULL_INTERVAL_MS)
    expect(sessions.get('a')?.rounds).toBe(3)
    clock.advance(10 * MIN_PULL_INTERVAL_MS)
    expect(sessions.get('a')?.rounds).toBe(3)
  })

  test('that brought something make the other neighbours pull, and those that brought nothing do not', () => {
    const [a, b, c] = ['a', 'b', 'c'].map(linkTo)
    for (const link of [a, b, c]) if (link !== undefined) synchroniser.attach(link)
    endRound('a', false)
    expect([a?.pulls, b?.pulls, c?.pulls]).toEqual([0, 0, 0])
    endRound('a', true)
    expect([a?.pulls, b?.pulls, c?.pulls]).toEqual([0, 1, 1])
  })
})

test('a neighbour that breaks a rule of synchronising is cut', () => {
  const link = linkTo('a')
  synchroniser.attach(link)
  sessions.get('a')?.init.onRefuse('head-signature')
  expect(link.cuts).toEqual(['synchronising: head-signature'])
})

test('a gap is asked of the link it came by; of one that is gone, of nobody', () => {
  const link = linkTo('a')
  synchroniser.askGap(link, 'author', 3)
  synchroniser.attach(link)
  synchroniser.askGap(link, 'author', 3)
  expect(sessions.get('a')?.gaps).toEqual(['author/3'])
})

test('closing leaves no timer, not even of a pull that waits', () => {
  const links = ['a', 'b'].map(linkTo)
  for (const link of links) synchroniser.attach(link)
  for (const link of links) synchroniser.pulled(link)
  for (const link of links) synchroniser.pulled(link)
  synchroniser.close()
  expect(clock.pendingTimers).toBe(0)
})
