// Concurrent additions, removals, changes of role, invitations again and leavings in groups that come apart, with an administrator that
// means harm: everybody ends with the same members, and they are those of whoever hears everything at once.
import { expect, test } from 'vitest'
import type { PeerId } from '../../src/base/index.js'
import { readCertificate } from '../../src/group/certificate-form.js'
import { MAX_OBJECTS_PER_PEER_AND_ROLE, MAX_REMOVALS_PER_PEER } from '../../src/group/defaults.js'
import { MembershipState } from '../../src/group/membership-state.js'
import { keptId } from '../../src/group/removals.js'
import { FAKE_NOW_MS } from '../support/fake-clock.js'
import { MembershipWorld, type MembershipRun } from './membership-world.js'
import { IS_SLOW_SUITE, seeds } from './seeds.js'

const MINUTE_MS = 60_000

function spellAll(state: MembershipState, without: ReadonlySet<PeerId>): string {
  const peers = [...state.peers()].filter((peer) => !without.has(peer)).sort()
  return peers.map((peer) => `${peer}: ${state.spell(peer, FAKE_NOW_MS)}`).join('\n')
}

/** About whom more was made than a set keeps: which of it, may hang on what was known when room was made; it is the same everywhere. */
function crowdedPeers({ made }: MembershipWorld): Set<PeerId> {
  const counts = new Map<string, number>()
  const crowded = new Set<PeerId>()
  for (const entry of made.values()) {
    const { peer, role } = entry.type === 'chain' ? entry.membership : { peer: entry.removal.peer, role: 'removal' }
    const count = (counts.get(`${peer} ${role}`) ?? 0) + 1
    counts.set(`${peer} ${role}`, count)
    if (count > (entry.type === 'chain' ? MAX_OBJECTS_PER_PEER_AND_ROLE : MAX_REMOVALS_PER_PEER)) crowded.add(peer)
  }
  return crowded
}

/** Of what the hostile one signed afterwards, how much was looked at. */
let refused = 0

function check(run: MembershipRun): MembershipWorld {
  try {
    const world = new MembershipWorld(run)
    world.run()
    const oracle = new MembershipState()
    oracle.add([...world.made.values()], FAKE_NOW_MS)
    const ids = world.machines[0]!.state.entries().map(({ id }) => id)
    const crowded = crowdedPeers(world)
    expect(crowded.size).toBeLessThan(oracle.peers().size / 4)
    const members = spellAll(oracle, crowded)
    for (const { state } of world.machines) {
      expect(state.entries().map(({ id }) => id)).toEqual(ids)
      expect(spellAll(state, crowded)).toBe(members)
      expect(spellAll(state, new Set())).toBe(spellAll(world.machines[0]!.state, new Set()))
    }
    for (const peer of oracle.peers()) {
      const current = world.machines[0]!.state.currentOf(peer, FAKE_NOW_MS)
      if (current === undefined) continue
      // Said without what is tested: nobody is a member against a removal that its certificate does not name, unless too near to the root.
      const own = readCertificate(current.chain.at(-1)!)!
      for (const { id, kind, authority } of oracle.removals.of(peer)) {
        const isAbove = own.administrator && kind !== 'left' && authority.length >= current.chain.length
        expect(own.named.includes(id) || isAbove).toBe(true)
      }
    }
    // What the hostile one signed when it was removed, and who removed it did not keep, is nothing, whatever date it bears.
    const hostile = world.hostile.person.peer
    const against = oracle.removals.of(hostile).filter(({ kind, authority }) => kind !== 'left' && authority.length < 2)
    for (const entry of world.afterwards.values()) {
      const id = entry.type === 'chain' ? entry.certificates.at(-1)!.id : entry.removal.id
      if (against.every(({ kept }) => kept.has(keptId(id)))) continue
      refused++
      if (entry.type === 'chain') expect(oracle.removals.standing(entry.certificates)).toBe('issuer-removed')
      else expect(oracle.removals.of(entry.removal.peer).map((removal) => removal.id)).not.toContain(id)
    }
    return world
  } catch (error) {
    throw new Error(`${run.nodes} machines, seed ${run.seed}: ${String(error)} (SEED=${run.seed})`, { cause: error })
  }
}

test('30 and 100 machines end with the same members, whatever was done apart', () => {
  const times = new Map<string, number>()
  for (const seed of seeds(3, 60)) {
    check({ seed, nodes: 30, actions: 120, healedAtMs: 10 * MINUTE_MS })
    const { done } = check({ seed, nodes: 100, actions: 120, healedAtMs: 10 * MINUTE_MS })
    for (const [what, count] of Object.entries(done)) times.set(what, (times.get(what) ?? 0) + (count ?? 0))
  }
  for (const what of ['remove', 'role', 'again', 'add', 'hostile']) expect(times.get(what)).toBeGreaterThan(0)
  expect(refused).toBeGreaterThan(0)
})

// Minutes long: in the ordinary suite there is no such test.
if (IS_SLOW_SUITE) {
  test('1,000 machines do so too', () => {
    const { done } = check({ seed: 1, nodes: 1_000, actions: 600, healedAtMs: 20 * MINUTE_MS })
    console.log(`1,000 machines: ${JSON.stringify(done)}`)
  })
}
