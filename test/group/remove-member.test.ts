import { describe, expect, test } from 'vitest'
import { seededRandom, type PeerId } from '../../src/base/index.js'
import { createInvitation, NO_LIMITS, openInvitation } from '../../src/group/index.js'
import { issueMembership, type Authority } from '../../src/group/issue.js'
import { readEntries } from '../../src/group/membership-entry.js'
import { MAX_KEPT } from '../../src/group/defaults.js'
import { MembershipState } from '../../src/group/membership-state.js'
import { prepareLeaving, prepareRemoval, type PreparedRemoval } from '../../src/group/remove-member.js'
import { signedBy as signedAmong, type SignedByPeer } from '../../src/group/signed-by.js'
import type { ShardCut } from '../../src/store/index.js'
import { FAKE_NOW_MS } from '../support/fake-clock.js'
import { testGroup } from '../support/groups.js'
import { chainEntry } from '../support/membership-entries.js'
import { alice, bob, carol, dave, mallory, person, type Person } from '../support/people.js'

const NOW_MS = FAKE_NOW_MS
const group = testGroup()
const erin = person('erin')
const aliceChain = group.found(alice)
const bobChain = group.found(bob)
const malloryChain = group.appoint(alice, aliceChain, mallory, 'administrator')
const erinChain = group.appoint(mallory, malloryChain, erin, 'administrator')
const daveChain = group.appoint(mallory, malloryChain, dave)
const carolChain = group.appoint(erin, erinChain, carol)
const cut: ShardCut[] = [{ shard: 1, heads: ['ab'.repeat(32)], extent: new Map() }]

function office(): MembershipState {
  const state = new MembershipState()
  const chains = [aliceChain, bobChain, malloryChain, erinChain, daveChain, carolChain]
  state.add(
    chains.map((chain) => chainEntry(group, chain)),
    NOW_MS
  )
  return state
}

const authority = (who: Person, chain: readonly Uint8Array[]): Omit<Authority, 'removals'> => ({
  rootPublicKey: group.idBytes,
  chain,
  keyPair: who.keyPair,
  nowMs: NOW_MS,
  random: seededRandom(4)
})
const byAlice = authority(alice, aliceChain)
const byRoot = authority(group.root, [])

const signedBy = (state: MembershipState, peer: PeerId, nowMs: number): SignedByPeer[] =>
  signedAmong(state, peer, nowMs, () => true)

function take(state: MembershipState, { object }: PreparedRemoval): MembershipState {
  state.add(readEntries(group.idBytes, object)!, NOW_MS)
  return state
}

const membersOf = (state: MembershipState): string[] =>
  [alice, bob, carol, dave, erin, mallory].filter(({ peer }) => state.currentOf(peer, NOW_MS)).map(({ name }) => name)

describe('removing', () => {
  test('a member: it goes, and its records stay under the cut', () => {
    const state = office()
    take(state, prepareRemoval({ by: byAlice, state, peer: carol.peer, cut }))
    expect(membersOf(state)).toEqual(['alice', 'bob', 'dave', 'erin', 'mallory'])
    expect(state.cutsOf(carol.peer)).toMatchObject([{ shards: cut, isBack: false }])
  })

  test('an administrator takes nobody along whom it let in, and brings nobody back whom it removed', () => {
    const state = office()
    take(state, prepareRemoval({ by: authority(mallory, malloryChain), state, peer: carol.peer, cut }))
    const prepared = prepareRemoval({ by: byAlice, state, peer: mallory.peer, cut })
    expect(prepared.kept).toHaveLength(3)
    take(state, prepared)
    expect(membersOf(state)).toEqual(['alice', 'bob', 'dave', 'erin'])
  })

  test('an administrator, without what is not trusted of what it signed', () => {
    const state = office()
    const signed = signedBy(state, mallory.peer, NOW_MS)
    expect(signed.map(({ kind, about }) => [kind, about]).sort()).toEqual(
      [
        ['certificate', dave.peer],
        ['certificate', erin.peer]
      ].sort()
    )
    const distrusted = new Set(signed.filter(({ about }) => about === erin.peer).map(({ id }) => id))
    take(state, prepareRemoval({ by: byAlice, state, peer: mallory.peer, cut, distrusted }))
    expect(membersOf(state)).toEqual(['alice', 'bob', 'dave'])
  })

  test('an administrator, and whom it let in is let in by us: it does not hang on what is kept', () => {
    const state = office()
    const distrusted = new Set(signedBy(state, mallory.peer, NOW_MS).map(({ id }) => id))
    const reissue = [dave.peer]
    take(state, prepareRemoval({ by: byAlice, state, peer: mallory.peer, cut, distrusted, reissue }))
    expect(membersOf(state)).toEqual(['alice', 'bob', 'dave'])
    expect(state.currentOf(dave.peer, NOW_MS)?.chain.slice(0, -1)).toEqual(aliceChain)
  })

  describe('an administrator that let in more than one removal keeps', () => {
    const crowd = Array.from({ length: MAX_KEPT + 50 }, (_, at) => person(`crowd ${at}`))
    const chains = crowd.map((one) => group.appoint(mallory, malloryChain, one))
    const full = (): MembershipState => {
      const state = office()
      state.add(
        chains.map((chain) => chainEntry(group, chain)),
        NOW_MS
      )
      return state
    }
    const inCrowd = (state: MembershipState, nowMs = NOW_MS): number =>
      crowd.filter(({ peer }) => state.currentOf(peer, nowMs) !== undefined).length

    test('goes, is made a member, and leaves, where some have never come: these fall', () => {
      const strangers = new Set(crowd.slice(0, 100).map(({ peer }) => peer))
      const hasCome = (member: PeerId): boolean => !strangers.has(member)
      const stays = { role: 'member' as const }
      const by = authority(mallory, malloryChain)
      for (const prepare of [
        (state: MembershipState) => prepareRemoval({ by: byAlice, state, peer: mallory.peer, cut, hasCome }),
        (state: MembershipState) => prepareRemoval({ by: byAlice, state, peer: mallory.peer, cut, stays, hasCome }),
        (state: MembershipState) => prepareLeaving({ by, state, cut, hasCome })
      ]) {
        const state = full()
        const prepared = prepare(state)
        expect(prepared.kept).toHaveLength(MAX_KEPT)
        // Dave and erin are kept too.
        expect(prepared.fallen).toBe(crowd.length + 2 - MAX_KEPT)
        take(state, prepared)
        expect(inCrowd(state)).toBe(MAX_KEPT - 2)
        expect(membersOf(state)).toEqual(expect.arrayContaining(['carol', 'dave', 'erin']))
      }
    })

    test('is told what to do where all have come, and can be let fall with all of it', () => {
      const state = full()
      const init = { by: byAlice, state, peer: mallory.peer, cut }
      expect(() => prepareRemoval(init)).toThrow(
        expect.objectContaining({
          code: 'TOO_LARGE_REMOVAL',
          message: expect.stringContaining('--distrust-all') as unknown
        })
      )
      take(state, prepareRemoval({ ...init, distrusted: 'all' }))
      expect(inCrowd(state)).toBe(0)
      expect(membersOf(state)).toEqual(['alice', 'bob'])
    })

    test('goes where it issued many twice, or others did once: of each the one that counts is enough', () => {
      const state = full()
      const later = NOW_MS + 24 * 3600_000
      const again = crowd.map((one, at) =>
        at < 100
          ? group.appoint(bob, bobChain, one, 'member', later)
          : group.appoint(mallory, malloryChain, one, 'member', later)
      )
      state.add(
        again.map((chain) => chainEntry(group, chain)),
        later
      )
      const by = { ...byAlice, nowMs: later }
      const prepared = prepareRemoval({ by, state, peer: mallory.peer, cut })
      expect(prepared).toMatchObject({ fallen: 0 })
      take(state, prepared)
      expect(inCrowd(state, later)).toBe(crowd.length)
    })

    test('keeps whom another one let in for less, or not for long', () => {
      const state = office()
      const [one, two] = crowd as [Person, Person]
      const limits = { ...NO_LIMITS, mayServe: false }
      const soon = { ...authority(bob, bobChain), removals: state.removals }
      const grant = { publicKey: two.keyPair.publicKey, role: 'member', notAfterMs: NOW_MS + 1_000 } as const
      const more = [
        ...chains.slice(0, 2),
        group.appoint(bob, bobChain, one, 'member', NOW_MS, { limits }),
        issueMembership(soon, grant)
      ]
      state.add(
        more.map((chain) => chainEntry(group, chain)),
        NOW_MS
      )
      const about = prepareRemoval({ by: byAlice, state, peer: mallory.peer, cut }).kept.map((kept) => kept.about)
      expect(about).toEqual(expect.arrayContaining([one.peer, two.peer]))
    })
  })

  test('an administrator keeps what those removed whom it appointed, also where their certificates have ended', () => {
    const state = office()
    take(state, prepareRemoval({ by: authority(erin, erinChain), state, peer: dave.peer, cut }))
    const nowMs = NOW_MS + 5.5 * 365 * 24 * 3600_000
    const aliceAgain = group.found(alice, 'administrator', nowMs)
    state.add([chainEntry(group, aliceAgain)], nowMs)
    const by = { ...authority(alice, aliceAgain), nowMs }
    const { kept } = prepareRemoval({ by, state, peer: mallory.peer, cut, unseen: true })
    expect(kept).toMatchObject([{ kind: 'certificate', about: erin.peer }])
  })

  test('who was invited and has not come: its invitation is good for nothing', () => {
    const state = office()
    const stranger = person('stranger')
    take(state, prepareRemoval({ by: byAlice, state, peer: stranger.peer, cut: [], unseen: true }))
    state.add([chainEntry(group, group.appoint(bob, bobChain, stranger))], NOW_MS)
    expect(state.currentOf(stranger.peer, NOW_MS)).toBeUndefined()
  })

  test('is for who may', () => {
    const state = office()
    const attempt = (by: Omit<Authority, 'removals'>, who: Person) => () =>
      prepareRemoval({ by, state, peer: who.peer, cut })
    expect(attempt(byAlice, bob)).toThrow(expect.objectContaining({ code: 'MAY_NOT_REMOVE' }))
    expect(attempt(authority(mallory, malloryChain), alice)).toThrow(
      expect.objectContaining({ code: 'MAY_NOT_REMOVE' })
    )
    expect(attempt(authority(dave, daveChain), carol)).toThrow(expect.objectContaining({ code: 'NOT_ADMINISTRATOR' }))
    expect(attempt(authority(mallory, aliceChain), carol)).toThrow(expect.objectContaining({ code: 'NOT_A_MEMBER' }))
    expect(attempt(authority(mallory, []), carol)).toThrow(expect.objectContaining({ code: 'NOT_A_MEMBER' }))
    expect(attempt(byAlice, person('nobody'))).toThrow(expect.objectContaining({ code: 'NOT_A_PEER' }))
    take(state, prepareRemoval({ by: byRoot, state, peer: alice.peer, cut }))
    expect(membersOf(state)).not.toContain('alice')
    expect(attempt(byAlice, carol)).toThrow(expect.objectContaining({ code: 'NOT_A_MEMBER' }))
  })
})

describe('a change of role or limits', () => {
  test('holds though the certificate before it is better, and cuts nothing', () => {
    const state = office()
    const limits = { ...NO_LIMITS, mayUseUplinks: false }
    take(state, prepareRemoval({ by: byAlice, state, peer: mallory.peer, cut, stays: { role: 'member', limits } }))
    expect(state.currentOf(mallory.peer, NOW_MS)?.membership).toMatchObject({ role: 'member', limits })
    expect(state.cutsOf(mallory.peer)).toEqual([])
    expect(membersOf(state)).toHaveLength(6)
    take(state, prepareRemoval({ by: byAlice, state, peer: mallory.peer, cut, stays: { role: 'administrator' } }))
    expect(state.currentOf(mallory.peer, NOW_MS)?.membership).toMatchObject({
      role: 'administrator',
      limits: NO_LIMITS
    })
  })

  test('seventeen times', () => {
    const state = office()
    for (let turn = 0; turn < 17; turn++) {
      const limits = { ...NO_LIMITS, mayServe: turn % 2 === 1 }
      const by = { ...byAlice, nowMs: NOW_MS + turn }
      take(state, prepareRemoval({ by, state, peer: dave.peer, cut, stays: { role: 'member', limits } }))
      expect(state.currentOf(dave.peer, NOW_MS)?.membership.limits).toEqual(limits)
    }
  })

  test('the last administrator stays one', () => {
    const state = new MembershipState()
    state.add(
      [aliceChain, group.appoint(alice, aliceChain, dave)].map((chain) => chainEntry(group, chain)),
      NOW_MS
    )
    const code = { code: 'LAST_ADMINISTRATOR' }
    const stays = { role: 'member' as const }
    expect(() => prepareRemoval({ by: byRoot, state, peer: alice.peer, cut, stays })).toThrow(
      expect.objectContaining(code)
    )
    expect(() => prepareLeaving({ by: byAlice, state, cut })).toThrow(expect.objectContaining(code))
    take(state, prepareLeaving({ by: byAlice, state, cut }, { force: true }))
    expect(membersOf(state)).toEqual(['dave'])
  })
})

describe('leaving', () => {
  test('takes nobody down, and what is signed afterwards counts for nothing', () => {
    const state = office()
    take(state, prepareLeaving({ by: authority(mallory, malloryChain), state, cut }))
    expect(membersOf(state)).toEqual(['alice', 'bob', 'carol', 'dave', 'erin'])
    const frank = person('frank')
    state.add([chainEntry(group, group.appoint(mallory, malloryChain, frank))], NOW_MS)
    expect(state.currentOf(frank.peer, NOW_MS)).toBeUndefined()
    expect(state.cutsOf(mallory.peer)).toMatchObject([{ shards: cut }])
  })

  test('is for members', () => {
    const by = authority(person('nobody'), daveChain)
    expect(() => prepareLeaving({ by, state: office(), cut })).toThrow(expect.objectContaining({ code: 'NOT_A_PEER' }))
  })
})

describe('what is issued', () => {
  test('names the removals that are known, and only on purpose', () => {
    const state = take(office(), prepareRemoval({ by: byAlice, state: office(), peer: carol.peer, cut }))
    const issuer = { ...authority(bob, bobChain), removals: state.removals }
    const grant = { publicKey: carol.keyPair.publicKey, role: 'member' } as const
    expect(() => issueMembership(issuer, grant)).toThrow(expect.objectContaining({ code: 'ALREADY_REMOVED' }))
    state.add([chainEntry(group, issueMembership(issuer, { ...grant, again: true }))], NOW_MS)
    expect(membersOf(state)).toContain('carol')
  })

  test('an invitation does so too, and its limits come with it', () => {
    const state = take(office(), prepareRemoval({ by: byAlice, state: office(), peer: carol.peer, cut }))
    const limits = { ...NO_LIMITS, mayProvide: false }
    const init = {
      group: { idBytes: group.idBytes, name: 'Office', secret: group.secret, chain: bobChain },
      keyPair: bob.keyPair,
      forIdentity: carol.keyPair,
      addresses: [],
      nowMs: NOW_MS,
      random: seededRandom(2),
      removals: state.removals,
      limits
    }
    expect(() => createInvitation(init)).toThrow(expect.objectContaining({ code: 'ALREADY_REMOVED' }))
    const { chain } = openInvitation(createInvitation({ ...init, again: true }).text, carol.peer, NOW_MS)
    state.add([chainEntry(group, chain)], NOW_MS)
    expect(state.currentOf(carol.peer, NOW_MS)?.membership.limits).toEqual(limits)
  })
})
