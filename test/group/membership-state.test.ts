import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { MAX_OBJECTS_PER_PEER_AND_ROLE, MAX_REMOVALS_PER_PEER } from '../../src/group/defaults.js'
import { NO_LIMITS } from '../../src/group/index.js'
import { MembershipState, type MembershipEntry } from '../../src/group/membership-state.js'
import type { ShardCut } from '../../src/store/index.js'
import { FAKE_NOW_MS } from '../support/fake-clock.js'
import { testGroup } from '../support/groups.js'
import { chainEntry, removalEntry as removalEntryOf } from '../support/membership-entries.js'
import { alice, bob, carol, dave, mallory, person, type Person } from '../support/people.js'
import { remove, type Signer, type TestRemoval } from '../support/removals.js'

const DAY_MS = 24 * 3600_000
const YEAR_MS = 365 * DAY_MS
const NOW_MS = FAKE_NOW_MS
const group = testGroup()

// The root appointed alice and mallory; alice appointed carol; each admits members.
const aliceChain = group.found(alice)
const malloryChain = group.found(mallory)
const carolChain = group.appoint(alice, aliceChain, carol, 'administrator')
const byRoot: Signer = { person: group.root, chain: [] }
const byAlice: Signer = { person: alice, chain: aliceChain }
const byMallory: Signer = { person: mallory, chain: malloryChain }
const byCarol: Signer = { person: carol, chain: carolChain }

const chainOf = (chain: readonly Uint8Array[]): MembershipEntry => chainEntry(group, chain)
const removalEntry = (removal: TestRemoval): MembershipEntry => removalEntryOf(group, removal)
const admits = (by: Signer, who: Person, nowMs = NOW_MS, named: TestRemoval[] = []): Uint8Array[] =>
  group.appoint(by.person, by.chain, who, 'member', nowMs, { named: named.map(({ id }) => id) })

function stateOf(...entries: MembershipEntry[]): MembershipState {
  const state = new MembershipState()
  for (const entry of entries) state.add([entry], NOW_MS)
  return state
}

function idsOf(state: MembershipState): string[] {
  return state.entries().map(({ id }) => id)
}

describe('any order', () => {
  const daveChain = admits(byMallory, dave)
  const ofDave = remove(group, byMallory, dave)
  const ofMallory = remove(group, byRoot, mallory, { kept: [daveChain] })
  const back = admits(byAlice, dave, NOW_MS, [ofDave])
  const renewals = Array.from({ length: 6 }, (_, at) => admits(at % 2 ? byAlice : byCarol, bob, NOW_MS + at * DAY_MS))
  const everything: MembershipEntry[] = [
    ...[aliceChain, malloryChain, carolChain, daveChain, back, ...renewals].map(chainOf),
    ...[ofDave, ofMallory, remove(group, byAlice, carol, { kept: renewals.slice(2, 4) })].map(removalEntry)
  ]

  test('of the same objects, also in parts that were taken together, gives the same set and the same members', () => {
    const expected = new MembershipState()
    expected.add(everything, NOW_MS)
    fc.assert(
      fc.property(
        fc.shuffledSubarray([...everything, ...everything], { minLength: 2 * everything.length }),
        fc.integer({ min: 1, max: 5 }),
        (order, size) => {
          const state = new MembershipState()
          for (let at = 0; at < order.length; at += size) state.add(order.slice(at, at + size), NOW_MS)
          // What gave way before a removal was heard comes again from whoever has it.
          state.add(everything, NOW_MS)
          expect(idsOf(state)).toEqual(idsOf(expected))
          for (const { peer } of [alice, bob, carol, dave, mallory]) {
            expect(state.spell(peer, NOW_MS)).toBe(expected.spell(peer, NOW_MS))
          }
        }
      ),
      { numRuns: 60, seed: 1 }
    )
    expect(expected.currentOf(dave.peer, NOW_MS)).toBeDefined()
    expect(expected.currentOf(mallory.peer, NOW_MS)).toBeUndefined()
  })

  test('says about whom something changed, and about nobody else', () => {
    const state = stateOf(...everything.filter(({ type }) => type === 'chain'))
    const told = state.add([removalEntry(ofMallory)], NOW_MS)
    expect([...told.affected]).toEqual([mallory.peer])
    expect([...state.add([removalEntry(remove(group, byRoot, mallory))], NOW_MS).affected].sort()).toEqual(
      [mallory.peer, dave.peer].sort()
    )
    expect(state.add([removalEntry(ofMallory)], NOW_MS)).toMatchObject({ added: [], dropped: [] })
  })
})

describe('of several certificates', () => {
  test('an administrator’s counts, then the nearest to the root, then the longest', () => {
    const near = admits(byAlice, dave, NOW_MS - 100 * DAY_MS)
    const far = admits(byCarol, dave)
    const nearer = admits(byAlice, dave, NOW_MS - 50 * DAY_MS)
    const state = stateOf(...[near, far, nearer].map(chainOf))
    expect(state.currentOf(dave.peer, NOW_MS)?.chain).toEqual(nearer)
    expect(state.memberUntilMs(dave.peer, NOW_MS)).toBe(NOW_MS + YEAR_MS)
    const promoted = group.appoint(carol, carolChain, dave, 'administrator')
    state.add([chainOf(promoted)], NOW_MS)
    expect(state.currentOf(dave.peer, NOW_MS)?.chain).toEqual(promoted)
  })

  test('limits are told as a change', () => {
    const state = stateOf(chainOf(admits(byAlice, dave)))
    const before = state.spell(dave.peer, NOW_MS)
    const change = remove(group, byAlice, dave, { kind: 'role' })
    const more = { named: [change.id], limits: { ...NO_LIMITS, mayServe: false } }
    const limited = group.appoint(alice, aliceChain, dave, 'member', NOW_MS, more)
    state.add([chainOf(limited), removalEntry(change)], NOW_MS)
    expect(state.currentOf(dave.peer, NOW_MS)?.membership.limits.mayServe).toBe(false)
    expect(state.spell(dave.peer, NOW_MS)).not.toBe(before)
  })
})

describe('a set that somebody means to poison', () => {
  const honest = admits(byAlice, bob)

  test('a hostile administrator cannot push out a member’s certificate with longer ones of its own', () => {
    const longer = Array.from({ length: 9 }, (_, at) => chainOf(admits(byMallory, bob, NOW_MS + (at + 1) * DAY_MS)))
    const state = stateOf(chainOf(honest), ...longer)
    expect(state.validOf(bob.peer, NOW_MS).map(({ chain }) => chain)).toContainEqual(honest)
    state.add([removalEntry(remove(group, byRoot, mallory))], NOW_MS)
    expect(state.currentOf(bob.peer, NOW_MS)?.chain).toEqual(honest)
  })

  test('nor with those of administrators that it made for that, though they are many and the honest one is further away', () => {
    const far = admits(byCarol, bob)
    const helpers = Array.from({ length: 6 }, (_, at) => {
      const helper = person(`helper ${at}`)
      const chain = group.appoint(mallory, malloryChain, helper, 'administrator')
      return chainOf(group.appoint(helper, chain, bob, 'member', NOW_MS + (at + 1) * DAY_MS))
    })
    const nearer = Array.from({ length: 4 }, (_, at) => chainOf(admits(byMallory, bob, NOW_MS + at * DAY_MS)))
    const state = stateOf(chainOf(far), ...nearer, ...helpers)
    expect(state.validOf(bob.peer, NOW_MS).map(({ chain }) => chain)).toContainEqual(far)
    expect(state.validOf(bob.peer, NOW_MS + 20 * DAY_MS)).toHaveLength(MAX_OBJECTS_PER_PEER_AND_ROLE)
  })

  test('certificates that do not count yet, by an administrator’s clock that is wrong, push out none that does', () => {
    const state = stateOf(chainOf(aliceChain), chainOf(admits(byAlice, bob)))
    for (let day = 0; day < MAX_OBJECTS_PER_PEER_AND_ROLE; day++) {
      state.add([chainOf(admits(byAlice, bob, NOW_MS + YEAR_MS + day * DAY_MS))], NOW_MS)
    }
    expect(state.currentOf(bob.peer, NOW_MS)).toBeDefined()
  })

  test('certificates that ended, or that were hit, keep no good one out', () => {
    const old = Array.from({ length: 4 }, (_, at) => chainOf(admits(byAlice, bob, NOW_MS + at * DAY_MS)))
    const lateMs = NOW_MS + 2 * YEAR_MS
    const state = stateOf(...old)
    const renewed = admits(byCarol, bob, lateMs)
    expect(state.add([chainOf(renewed)], lateMs).added).toHaveLength(1)
    expect(state.currentOf(bob.peer, lateMs)?.chain).toEqual(renewed)

    const apart = [carol, mallory, person('erin'), person('frank')].map((who) => ({
      person: who,
      chain: group.found(who)
    }))
    const ended = stateOf(...apart.map((by) => chainOf(admits(by, bob))))
    const furthest = admits(byCarol, bob, lateMs)
    expect(ended.add([chainOf(furthest)], lateMs).added).toHaveLength(1)

    const hit = stateOf(...old)
    const removal = remove(group, byAlice, bob)
    hit.add([removalEntry(removal)], NOW_MS)
    const back = admits(byCarol, bob, NOW_MS, [removal])
    expect(hit.add([chainOf(back)], NOW_MS).dropped).toHaveLength(1)
    expect(hit.currentOf(bob.peer, NOW_MS)?.chain).toEqual(back)
  })

  test('a removal is not pushed out by many of the same peer from somebody else: who let in again whom it plots with', () => {
    const byHonest = remove(group, byAlice, dave, { madeMs: 1 })
    const plot = Array.from({ length: MAX_REMOVALS_PER_PEER + 4 }, (_, at) =>
      remove(group, byMallory, dave, { madeMs: NOW_MS + at })
    )
    const state = stateOf(chainOf(admits(byAlice, dave)), ...[byHonest, ...plot].map(removalEntry))
    expect(state.removals.of(dave.peer)).toHaveLength(MAX_REMOVALS_PER_PEER)
    const back = admits(byMallory, dave, NOW_MS, plot.slice(-15))
    state.add([chainOf(back)], NOW_MS)
    expect(state.currentOf(dave.peer, NOW_MS)).toBeUndefined()
    // And it outlasts the plot.
    state.add([removalEntry(remove(group, byRoot, mallory))], NOW_MS)
    expect(state.currentOf(dave.peer, NOW_MS)).toBeUndefined()
  })

  test('of one issuer the newest removal of a peer stays: an invitation that names sixteen before it is undone', () => {
    const all = Array.from({ length: MAX_REMOVALS_PER_PEER + 1 }, (_, at) =>
      remove(group, byAlice, dave, { madeMs: NOW_MS + at })
    )
    const back = admits(byCarol, dave, NOW_MS, all.slice(0, MAX_REMOVALS_PER_PEER))
    const state = stateOf(chainOf(back), ...all.map(removalEntry))
    expect(state.currentOf(dave.peer, NOW_MS)).toBeUndefined()
    const names = state.removals.of(dave.peer).map(({ id }) => id)
    const again = group.appoint(carol, carolChain, dave, 'member', NOW_MS, { named: names })
    state.add([chainOf(again)], NOW_MS)
    expect(state.currentOf(dave.peer, NOW_MS)?.chain).toEqual(again)
  })

  test('whom a removed administrator admits afterwards nobody knows, so nobody keeps its records', () => {
    const stranger = person('stranger')
    const state = stateOf(chainOf(malloryChain), removalEntry(remove(group, byRoot, mallory)))
    const chain = admits(byMallory, stranger)
    state.add([chainOf(chain)], NOW_MS)
    expect(state.knows(stranger.peer)).toBe(false)
    state.add([removalEntry(remove(group, { person: stranger, chain }, stranger, { kind: 'left' }))], NOW_MS)
    expect(state.knows(stranger.peer)).toBe(false)
    expect(state.knows(mallory.peer)).toBe(true)
  })
})

test('of changes by administrators who were apart one stands, the same everywhere', () => {
  const changed = [byAlice, byMallory].map((by, at) => {
    const change = remove(group, by, dave, { kind: 'role', nonce: new Uint8Array(16).fill(at) })
    const limits = { ...NO_LIMITS, mayServe: at === 0 }
    const chain = group.appoint(by.person, by.chain, dave, 'member', NOW_MS, { named: [change.id], limits })
    return [chainOf(chain), removalEntry(change)]
  })
  const known = [aliceChain, malloryChain, admits(byAlice, dave)].map(chainOf)
  const [there, here] = [changed, [...changed].reverse()].map((parts) => stateOf(...known, ...parts.flat()))
  expect(there!.currentOf(dave.peer, NOW_MS)).toBeDefined()
  expect(here!.spell(dave.peer, NOW_MS)).toBe(there!.spell(dave.peer, NOW_MS))
})

describe('records of who was removed', () => {
  const cut: ShardCut[] = [{ shard: 2, heads: ['ab'.repeat(32)], extent: new Map() }]
  const daveChain = admits(byCarol, dave)

  test('count as far as the removal says, until the certificate ends', () => {
    const removal = remove(group, byAlice, dave, { cut })
    const state = stateOf(chainOf(daveChain), removalEntry(removal))
    expect(state.memberUntilMs(dave.peer, NOW_MS)).toBeUndefined()
    expect(state.recordsOf(dave.peer, NOW_MS)).toEqual({ role: 'member', untilMs: NOW_MS + YEAR_MS })
    expect(state.recordsOf(dave.peer, NOW_MS + YEAR_MS + 1000)).toBeUndefined()
    expect(state.cutsOf(dave.peer)).toEqual([{ removal: removal.id, shards: cut, isBack: false }])
    expect(state.knows(dave.peer)).toBe(true)
  })

  test('go on above the cut for who came back, and that lasts when it is removed again', () => {
    const first = remove(group, byAlice, dave, { cut })
    const back = admits(byCarol, dave, NOW_MS, [first])
    const state = stateOf(...[daveChain, back].map(chainOf), removalEntry(first))
    expect(state.cutsOf(dave.peer)).toEqual([{ removal: first.id, shards: cut, isBack: true }])
    const second = remove(group, byAlice, dave, { madeMs: NOW_MS + 1 })
    state.add([removalEntry(second)], NOW_MS)
    const cuts = new Map(state.cutsOf(dave.peer).map((one) => [one.removal, one.isBack]))
    expect(cuts).toEqual(
      new Map([
        [first.id, true],
        [second.id, false]
      ])
    )
  })

  test('are not cut by a change of role, nor by who may not remove', () => {
    const change = remove(group, byAlice, dave, { kind: 'role' })
    expect(stateOf(chainOf(daveChain), removalEntry(change)).cutsOf(dave.peer)).toEqual([])
    // Carol was a member before: mallory's removal hits that certificate, and not carol.
    const state = stateOf(...[carolChain, admits(byAlice, carol)].map(chainOf))
    const deeper = group.appoint(mallory, malloryChain, bob, 'administrator')
    state.add([removalEntry(remove(group, { person: bob, chain: deeper }, carol, { cut }))], NOW_MS)
    expect(state.removals.of(carol.peer)).toHaveLength(1)
    expect(state.cutsOf(carol.peer)).toEqual([])
  })

  describe('of an administrator that is a member now', () => {
    const first = remove(group, byAlice, carol, { kind: 'role', nonce: new Uint8Array(16).fill(1) })
    const byOrder = remove(group, byAlice, carol, { nonce: new Uint8Array(16).fill(2) })
    test.each([
      ['was given another role', first],
      ['was removed and invited again', remove(group, byAlice, carol, { nonce: new Uint8Array(16).fill(3) })]
    ])('count as a member’s, also once it is none: it %s', (_, change) => {
      const own = admits(byAlice, carol, NOW_MS, [change])
      const state = stateOf(...[aliceChain, carolChain, own].map(chainOf), removalEntry(change))
      const left = remove(group, { person: carol, chain: own }, carol, { kind: 'left' })
      for (const end of [left, byOrder]) {
        const after = stateOf(...state.entries(), removalEntry(end))
        expect(after.currentOf(carol.peer, NOW_MS)).toBeUndefined()
        expect(after.recordsOf(carol.peer, NOW_MS)?.role).toBe('member')
      }
      expect(state.recordsOf(carol.peer, NOW_MS + 2 * YEAR_MS)).toBeUndefined()
    })
  })

  test('are not hidden by who has the key of one that was removed, and says that it left', () => {
    const removal = remove(group, byAlice, dave, { cut })
    const left = remove(group, { person: dave, chain: daveChain }, dave, { kind: 'left' })
    const state = stateOf(chainOf(daveChain), ...[removal, left].map(removalEntry))
    expect(state.cutsOf(dave.peer).map((one) => one.removal)).toEqual([removal.id])
    const alone = stateOf(chainOf(daveChain), removalEntry(left))
    expect(alone.cutsOf(dave.peer).map((one) => one.removal)).toEqual([left.id])
  })
})
