// What a group's members do about each other, as programs ask for it: over the real membership set, with a graph that says what it is told.
import { beforeEach, describe, expect, test } from 'vitest'
import { EventSource, seededRandom, silentLogger } from '../../src/base/index.js'
import type { GraphEvents, Neighbour } from '../../src/graph/index.js'
import { issueCertificate, rootIssuer } from '../../src/group/certificates.js'
import { createRootSeed, phraseFromSeed, rootKeyFromSeed } from '../../src/group/group-root.js'
import { identityText, NO_LIMITS, openInvitation } from '../../src/group/index.js'
import { MemberOffice } from '../../src/group/member-office.js'
import { MembershipSet } from '../../src/group/membership-set.js'
import type { ShardCut } from '../../src/store/index.js'
import { FAKE_NOW_MS, FakeClock, settle } from '../support/fake-clock.js'
import { testGroup } from '../support/groups.js'
import { alice, bob, carol, mallory, type Person } from '../support/people.js'

const DAY_MS = 24 * 3600_000
const group = testGroup()
const aliceChain = group.found(alice)
const malloryChain = group.appoint(alice, aliceChain, mallory, 'administrator')
const bobChain = group.appoint(mallory, malloryChain, bob)
const carolChain = group.appoint(alice, aliceChain, carol)
const cut: ShardCut[] = [{ shard: 3, heads: ['ab'.repeat(32)], extent: new Map() }]

class GraphDouble extends EventSource<GraphEvents> {
  synchronised = true
  links: Neighbour[] = [{ peer: carol.peer, address: '/ip4/192.0.2.1/tcp/1967', direction: 'inbound' }]
  neighbours = (): Neighbour[] => this.links
  addresses = (): string[] => ['/ip4/192.0.2.7/tcp/1967']
}

let clock: FakeClock
let graph: GraphDouble
let members: MembershipSet
beforeEach(async () => {
  clock = new FakeClock()
  graph = new GraphDouble()
  members = await openMembers(group.idBytes)
  for (const chain of [aliceChain, malloryChain, bobChain, carolChain]) await members.addChain(chain)
})

function openMembers(rootPublicKey: Uint8Array): Promise<MembershipSet> {
  const storage = { load: async () => [], save: async () => {}, remove: async () => {} }
  return MembershipSet.open({ rootPublicKey, storage, clock, logger: silentLogger })
}

function officeOf({ keyPair, peer }: Person, idBytes = group.idBytes): MemberOffice {
  return new MemberOffice({
    folder: { idBytes, name: 'Office', secret: group.secret },
    ...{ keyPair, self: peer, members, clock, random: seededRandom(4) },
    graph: graph,
    cutOf: () => cut
  })
}

const failure = (code: string): unknown => expect.objectContaining({ code })

describe('removing a member', () => {
  test('ends its membership, cuts its records where they are here, and is listed', async () => {
    const removal = await officeOf(alice).remove(carol.peer)
    expect(removal).toMatchObject({
      peer: carol.peer,
      kind: 'removed',
      by: alice.peer,
      atMs: FAKE_NOW_MS,
      counts: true
    })
    expect(members.isMember(carol.peer)).toBe(false)
    expect(members.cutsOf(carol.peer)).toMatchObject([{ removal: removal.id, shards: cut }])
    expect(officeOf(bob).removals()).toEqual([removal])
  })

  test('waits until others were heard, or is told not to', async () => {
    graph.synchronised = false
    await expect(officeOf(alice).remove(carol.peer)).rejects.toThrow(failure('NOT_SYNCHRONISED'))
    expect(members.isMember(carol.peer)).toBe(true)
    await officeOf(alice).remove(carol.peer, { unsynchronised: true })
    expect(members.isMember(carol.peer)).toBe(false)
  })

  test('keeps whom an administrator let in, unless that is not trusted', async () => {
    const office = officeOf(alice)
    const signed = office.signedBy(mallory.peer)
    expect(signed).toMatchObject([{ kind: 'certificate', about: bob.peer }])
    await office.remove(mallory.peer, { distrusted: new Set(signed.map(({ id }) => id)) })
    expect(members.members().map(({ peer }) => peer)).toEqual([alice.peer, carol.peer].sort())
  })

  test('what nobody here may do is done with the recovery phrase, and with no other', async () => {
    const seed = createRootSeed(seededRandom(8))
    const phrase = phraseFromSeed(seed)
    const root = rootKeyFromSeed(seed)
    await expect(officeOf(mallory).remove(alice.peer)).rejects.toThrow(failure('MAY_NOT_REMOVE'))
    await expect(officeOf(mallory).remove(alice.peer, { phrase })).rejects.toThrow(failure('NOT_A_GROUP_OF'))
    members = await openMembers(root.publicKey)
    for (const { keyPair } of [alice, bob]) {
      const context = { nowMs: FAKE_NOW_MS, random: seededRandom(9) }
      await members.addChain([
        issueCertificate(rootIssuer(root, FAKE_NOW_MS), keyPair.publicKey, 'administrator', context)
      ])
    }
    const office = officeOf(bob, root.publicKey)
    await expect(office.remove(alice.peer, { phrase: 'twelve words' })).rejects.toThrow(failure('BAD_RECOVERY_PHRASE'))
    expect(await office.remove(alice.peer, { phrase })).toMatchObject({ by: undefined, counts: true })
    expect(members.members().map(({ peer }) => peer)).toEqual([bob.peer])
  })
})

describe('changing a member', () => {
  test('its role, its limits: what is not named stays, and nothing is signed where nothing changes', async () => {
    const office = officeOf(alice)
    await office.change(carol.peer, { limits: { mayServe: false } })
    await office.change(carol.peer, { limits: { fixedTerm: true } })
    expect(members.membershipOf(carol.peer)?.limits).toEqual({ ...NO_LIMITS, mayServe: false, fixedTerm: true })
    await office.change(carol.peer, { role: 'administrator' })
    expect(members.membershipOf(carol.peer)).toMatchObject({
      role: 'administrator',
      limits: { ...NO_LIMITS, fixedTerm: true }
    })
    expect(await office.change(carol.peer, { role: 'administrator' })).toBeUndefined()
    expect(office.removals().map(({ kind }) => kind)).toEqual(['role', 'role', 'role'])
    await expect(office.change(carol.peer, { limits: { mayServe: false } })).rejects.toThrow(failure('BAD_LIMIT'))
  })

  test('an administrator only when others were heard, or whom it let in last would fall', async () => {
    graph.synchronised = false
    const office = officeOf(alice)
    await expect(office.change(mallory.peer, { role: 'member' })).rejects.toThrow(failure('NOT_SYNCHRONISED'))
    await office.change(carol.peer, { limits: { mayProvide: false } })
    graph.synchronised = true
    await office.change(mallory.peer, { role: 'member' })
    expect(members.membershipOf(mallory.peer)?.role).toBe('member')
    expect(members.isMember(bob.peer)).toBe(true)
  })

  test('is for administrators, and about members', async () => {
    await expect(officeOf(bob).change(carol.peer, { role: 'administrator' })).rejects.toThrow(
      failure('NOT_ADMINISTRATOR')
    )
    await officeOf(alice).remove(carol.peer)
    await expect(officeOf(alice).change(carol.peer, { role: 'administrator' })).rejects.toThrow(failure('NOT_A_PEER'))
  })
})

describe('leaving', () => {
  test('is heard when a neighbour hangs up', async () => {
    const leaving = officeOf(carol).leave()
    await settle()
    graph.emit('neighbour:down', graph.links[0]!)
    expect(await leaving).toBe(true)
    expect(members.isMember(carol.peer)).toBe(false)
  })

  test('waits no longer than 3 s, and not at all where nobody is there', async () => {
    const leaving = officeOf(carol).leave()
    await settle()
    clock.advance(3_000)
    expect(await leaving).toBe(false)
    graph.links = []
    expect(await officeOf(bob).leave()).toBe(false)
    expect(clock.pendingTimers).toBe(1) // The set's own.
  })

  test('as the last administrator only on purpose', async () => {
    await officeOf(alice).remove(mallory.peer)
    await expect(officeOf(alice).leave()).rejects.toThrow(failure('LAST_ADMINISTRATOR'))
    graph.links = []
    await officeOf(alice).leave({ force: true })
    expect(members.isMember(alice.peer)).toBe(false)
  })
})

describe('inviting', () => {
  test('is by the membership that counts now, for as long as is said', async () => {
    await officeOf(alice).change(carol.peer, { role: 'administrator' })
    const identity = ` ${identityText(bob.keyPair.publicKey, 'bob')}\n`
    const init = { identity, limits: { mayUseUplinks: false }, validForMs: 10 * DAY_MS }
    const { text } = officeOf(carol).invite(init)
    const { membership, addresses } = openInvitation(text, bob.peer, FAKE_NOW_MS)
    expect(membership.limits).toEqual({ ...NO_LIMITS, mayUseUplinks: false })
    expect(membership.validUntilMs).toBe(Math.floor((FAKE_NOW_MS + 10 * DAY_MS) / 1000) * 1000)
    expect(addresses).toEqual(['/ip4/192.0.2.7/tcp/1967'])
  })

  test('who was removed comes in again on purpose only', async () => {
    const office = officeOf(alice)
    await office.remove(carol.peer)
    const identity = identityText(carol.keyPair.publicKey, 'carol')
    expect(() => office.invite({ identity })).toThrow(failure('ALREADY_REMOVED'))
    const { text } = office.invite({ identity, again: true })
    await members.addChain(openInvitation(text, carol.peer, FAKE_NOW_MS).chain)
    expect(members.isMember(carol.peer)).toBe(true)
  })
})
