import { beforeEach, expect, test } from 'vitest'
import { EventSource, type PeerId } from '../../src/base/index.js'
import type { GraphEvents, Neighbour } from '../../src/graph/index.js'
import { OWN_REMOVAL_ALONE_MS, OWN_REMOVAL_SETTLE_MS } from '../../src/group/defaults.js'
import { MembershipState } from '../../src/group/membership-state.js'
import { OwnEnd } from '../../src/group/own-end.js'
import { FakeClock } from '../support/fake-clock.js'
import { testGroup } from '../support/groups.js'
import { chainEntry, removalEntry } from '../support/membership-entries.js'
import { alice, bob, carol, mallory } from '../support/people.js'
import { remove } from '../support/removals.js'

const group = testGroup()
const aliceChain = group.found(alice)
const malloryChain = group.appoint(alice, aliceChain, mallory, 'administrator')
const bobChain = group.appoint(alice, aliceChain, bob)
const ofBob = remove(group, { person: mallory, chain: malloryChain }, bob)
const ofMallory = remove(group, { person: alice, chain: aliceChain }, mallory)

class FakeGraph extends EventSource<GraphEvents> {
  peers: PeerId[] = []
  neighbours(): Neighbour[] {
    return this.peers.map((peer) => ({ peer }) as Neighbour)
  }
  lose(peer: PeerId): void {
    this.peers = this.peers.filter((one) => one !== peer)
    this.emit('neighbour:down', { peer } as GraphEvents['neighbour:down'])
  }
}

let clock: FakeClock
let graph: FakeGraph
let state: MembershipState
let ended: string[]
let end: OwnEnd
beforeEach(() => {
  clock = new FakeClock()
  graph = new FakeGraph()
  graph.peers = [alice.peer, carol.peer]
  state = new MembershipState()
  state.add(
    [aliceChain, malloryChain, bobChain].map((chain) => chainEntry(group, chain)),
    clock.nowMs()
  )
  ended = []
  end = new OwnEnd({
    self: bob.peer,
    members: { isMember: (peer) => state.currentOf(peer, clock.nowMs()) !== undefined, state },
    ...{ graph, clock, onEnd: ({ id }) => ended.push(id) }
  })
})

function hear(removal: typeof ofBob): void {
  state.add([removalEntry(group, removal)], clock.nowMs())
  end.look()
}

test('who is removed stays when the next thing it hears is that this does not count', () => {
  hear(ofBob)
  hear(ofMallory)
  clock.advance(OWN_REMOVAL_SETTLE_MS)
  graph.lose(alice.peer)
  graph.lose(carol.peer)
  expect(ended).toEqual([])
})

test('it goes when everybody has hung up', () => {
  hear(ofBob)
  graph.lose(alice.peer)
  expect(ended).toEqual([])
  graph.lose(carol.peer)
  expect(ended).toEqual([ofBob.id])
  end.look()
  clock.advance(OWN_REMOVAL_SETTLE_MS)
  expect(ended).toHaveLength(1)
})

test('or when it has heard all that its neighbours know', () => {
  hear(ofBob)
  graph.emit('synchronised', undefined)
  expect(ended).toEqual([ofBob.id])
})

test('or after a while', () => {
  hear(ofBob)
  clock.advance(OWN_REMOVAL_SETTLE_MS - 1)
  expect(ended).toEqual([])
  clock.advance(1)
  expect(ended).toEqual([ofBob.id])
})

test('told in a handshake, with nobody there, it waits less long for others', () => {
  graph.peers = []
  hear(ofBob)
  clock.advance(OWN_REMOVAL_ALONE_MS - 1)
  expect(ended).toEqual([])
  clock.advance(1)
  expect(ended).toEqual([ofBob.id])
})

test('who leaves goes at once', () => {
  const left = remove(group, { person: bob, chain: bobChain }, bob, { kind: 'left' })
  hear(left)
  expect(ended).toEqual([left.id])
})

test('a group that is closed tells nothing more', () => {
  hear(ofBob)
  end.close()
  clock.advance(OWN_REMOVAL_SETTLE_MS)
  expect(ended).toEqual([])
})
