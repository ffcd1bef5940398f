// What a group's members do about each other, as programs ask for it: over the real membership set, with a graph that says what it is told.
import { beforeEach, describe, expect, test } from 'vitest'
import { EventSource, seededRandom, silentLogger, type PeerId } from '../../src/base/index.js'
import type { GraphEvents, Neighbour } from '../../src/graph/index.js'
import { issueCertificate, rootIssuer } from '../../src/group/certificates.js'
import { createRootSeed, phraseFromSeed, rootKeyFromSeed } from '../../src/group/group-root.js'
import { identityText, NO_LIMITS, openInvitation, type Membership } from '../../src/group/index.js'
import { MemberOffice } from '../../src/group/member-office.js'
import { MembershipSet } from '../../src/group/membership-set.js'
import { RenewalDriver } from '../../src/group/renewal-driver.js'
import type { ShardCut } from '../../src/store/index.js'
import { FAKE_NOW_MS, FakeClock, settle } from '../support/fake-clock.js'
import { testGroup } from '../support/groups.js'
import { alice, bob, carol, mallory, person, type Person } from '../support/people.js'
import { remove } from '../support/removals.js'

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

let strangers: Set<PeerId>
let clock: FakeClock
let graph: GraphDouble
let members: MembershipSet
beforeEach(async () => {
  strangers = new Set()
  clock = new FakeClock()
  graph = new GraphDouble()
  members = await openMembers(group.idBytes)
  for (const chain of [aliceChain, malloryChain, bobChain, carolChain]) await members.addChain(chain)
})

/** @param saving what the disk waits for */
function openMembers(rootPublicKey: Uint8Array, saving: () => Promise<void> = async () => {}): Promise<MembershipSet> {
  const storage = { load: async () => [], save: saving, remove: async () => {} }
  return MembershipSet.open({ rootPublicKey, storage, clock, logger: silentLogger })
}

function officeOf({ keyPair, peer }: Person, idBytes = group.idBytes): MemberOffice {
  return new MemberOffice({
    folder: { idBytes, name: 'Office', secret: group.secret },
    ...{ keyPair, self: peer, members, clock, random: seededRandom(4) },
    graph: graph,
    cutOf: () => cut,
    hasCome: (member) => !strangers.has(member)
  })
}

/** What is saved while it is slow waits for `release`. */
function slowDisk() {
  const disk = {
    isSlow: false,
    release: (): void => {},
    saving: (): Promise<void> => (disk.isSlow ? new Promise((resolve) => (disk.release = resolve)) : Promise.resolve())
  }
  return disk
}

const failure = (code: string): unknown => expect.objectContaining({ code })

describe('removing a member', () => {
  test('ends its membership, cuts its records where they are here, and is listed', async () => {
    const { signed, ...removal } = await officeOf(alice).remove(carol.peer)
    expect(signed).toEqual({ certificates: 0, removals: 0, fallen: 0 })
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
    await officeOf(mallory).remove(carol.peer)
    expect(office.signedBy(mallory.peer)).toHaveLength(2)
    const distrusted = new Set(signed.map(({ id }) => id))
    const removal = await office.remove(mallory.peer, { distrusted })
    expect(removal.signed).toEqual({ certificates: 0, removals: 1, fallen: 1 })
    expect(members.members().map(({ peer }) => peer)).toEqual([alice.peer])
  })

  test('lets all fall that an administrator signed, where its machine is in other hands', async () => {
    await officeOf(mallory).remove(carol.peer)
    const removal = await officeOf(alice).remove(mallory.peer, { distrusted: 'all' })
    expect(removal.signed).toEqual({ certificates: 0, removals: 0, fallen: 2 })
    expect(members.members().map(({ peer }) => peer)).toEqual([alice.peer, carol.peer].sort())
  })

  test('of an administrator who left and kept nothing keeps what stood before, so that its word is passed over', async () => {
    await officeOf(mallory).remove(carol.peer)
    const left = { kind: 'left' as const, nonce: new Uint8Array(16).fill(7) }
    await members.receive(remove(group, { person: mallory, chain: malloryChain }, mallory, left).object)
    // Whom it had let in is out, and whom it had removed is back.
    expect(members.isMember(bob.peer)).toBe(false)
    expect(members.isMember(carol.peer)).toBe(true)
    expect(officeOf(alice).signedBy(mallory.peer)).toHaveLength(2)
    await officeOf(alice).remove(mallory.peer)
    expect(members.members().map(({ peer }) => peer)).toEqual([alice.peer, bob.peer].sort())
  })

  test('issues anew as many as are named, at any depth, and what it signed of them need not be kept', async () => {
    const erin = person('erin')
    const erinChain = group.appoint(mallory, malloryChain, erin, 'administrator')
    const frank = person('frank')
    const franksChain = group.appoint(erin, erinChain, frank, 'administrator')
    const crowd = Array.from({ length: 32 }, (_, at) => person(`member ${at}`))
    for (const chain of [erinChain, franksChain]) await members.addChain(chain)
    for (const one of crowd) await members.addChain(group.appoint(frank, franksChain, one))
    const reissue = crowd.map(({ peer }) => peer)
    const { signed } = await officeOf(erin).remove(frank.peer, { reissue, distrusted: 'all' })
    expect(signed).toMatchObject({ certificates: 0 })
    for (const peer of reissue) expect(members.isMember(peer)).toBe(true)
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

describe('two at once', () => {
  beforeEach(async () => {
    members = await openMembers(group.idBytes, () => new Promise((resolve) => setImmediate(resolve)))
    for (const chain of [aliceChain, malloryChain, bobChain, carolChain]) await members.addChain(chain)
    graph.links = []
  })

  test('changes of one member: each knows the one before, so it stays a member with both', async () => {
    const office = officeOf(alice)
    const changes = [{ mayServe: false }, { mayProvide: false }].map((limits) => office.change(carol.peer, { limits }))
    await Promise.all(changes)
    expect(members.membershipOf(carol.peer)?.limits).toEqual({ ...NO_LIMITS, mayServe: false, mayProvide: false })
  })

  test('a removal and the leaving of who made it: it stands', async () => {
    const office = officeOf(alice)
    await Promise.all([office.remove(carol.peer), office.leave()])
    expect(members.isMember(carol.peer)).toBe(false)
    expect(members.isMember(alice.peer)).toBe(false)
  })

  test('one that fails stops no other', async () => {
    const office = officeOf(alice)
    const failing = office.remove('nobody')
    await office.remove(carol.peer)
    await expect(failing).rejects.toThrow(failure('NOT_A_PEER'))
    expect(members.isMember(carol.peer)).toBe(false)
  })

  test('a removal by an administrator who is removed while it is saved is an error: it does nothing', async () => {
    const disk = slowDisk()
    members = await openMembers(group.idBytes, disk.saving)
    for (const chain of [aliceChain, malloryChain, carolChain]) await members.addChain(chain)
    disk.isSlow = true
    const removing = officeOf(mallory).remove(carol.peer)
    await settle()
    disk.isSlow = false
    await members.receive(remove(group, { person: alice, chain: aliceChain }, mallory).object)
    disk.release()
    await expect(removing).rejects.toThrow(failure('NOT_A_MEMBER'))
    expect(members.isMember(carol.peer)).toBe(true)
  })
})

describe('renewing', () => {
  test('comes too late for who was removed since it was found due', async () => {
    const due = members.membershipOf(carol.peer)!
    await officeOf(alice).remove(carol.peer)
    clock.advance(1_000)
    await officeOf(alice).renew(due)
    expect(members.isMember(carol.peer)).toBe(false)
  })

  test('leaves limits and roles as they were made since', async () => {
    const due = [carol, mallory].map(({ peer }) => members.membershipOf(peer)!)
    await officeOf(alice).change(carol.peer, { limits: { mayServe: false } })
    await officeOf(alice).change(mallory.peer, { role: 'member' })
    clock.advance(1_000)
    for (const one of due) await officeOf(alice).renew(one)
    expect(members.membershipOf(carol.peer)?.limits.mayServe).toBe(false)
    expect(members.membershipOf(mallory.peer)?.role).toBe('member')
  })

  test('that waits for the disk behind another does not bring back who is removed meanwhile', async () => {
    const disk = slowDisk()
    members = await openMembers(group.idBytes, disk.saving)
    for (const chain of [aliceChain, carolChain, group.appoint(alice, aliceChain, bob)]) await members.addChain(chain)
    const driver = renewing(alice)
    disk.isSlow = true
    clock.jump(130 * DAY_MS)
    clock.advance(60_000)
    await settle()
    // One of the two is being written, and the other one waits.
    const isRenewed = (who: Person): boolean => members.memberUntilMs(who.peer)! > clock.nowMs() + 300 * DAY_MS
    const [waiting] = [bob, carol].filter((who) => !isRenewed(who))
    disk.isSlow = false
    await officeOf(alice).remove(waiting!.peer)
    disk.release()
    await driver.close()
    expect(isRenewed(waiting === bob ? carol : bob)).toBe(true)
    expect(members.isMember(waiting!.peer)).toBe(false)
  })

  test('by an administrator further from the root than the first one is done twice in a year, not every day', async () => {
    let renewals = 0
    const driver = renewing(mallory, () => renewals++)
    for (let day = 0; day < 365; day++) {
      clock.jump(DAY_MS)
      clock.advance(60_000)
      await settle()
    }
    await driver.close()
    // Bob and carol, each a third of its year after the one before.
    expect(renewals).toBe(2 * 2)
    expect(members.memberUntilMs(carol.peer)).toBeGreaterThan(clock.nowMs() + 200 * DAY_MS)
  })

  function renewing(who: Person, onRenew = (): void => {}): RenewalDriver {
    const renew = (member: Membership): Promise<void> => (onRenew(), officeOf(who).renew(member))
    const { peer: self } = who
    return new RenewalDriver({
      ...{ self, members, clock, logger: silentLogger, renew },
      present: () => [],
      onWarning: () => {}
    })
  }
})

describe('a term that is fixed', () => {
  const untilMs = FAKE_NOW_MS + 30 * DAY_MS
  beforeEach(async () => {
    const identity = identityText(carol.keyPair.publicKey, 'carol')
    members = await openMembers(group.idBytes)
    for (const chain of [aliceChain, malloryChain]) await members.addChain(chain)
    const { text } = officeOf(alice).invite({ identity, validForMs: 30 * DAY_MS })
    await members.addChain(openInvitation(text, carol.peer, FAKE_NOW_MS).chain)
  })

  test('is not lengthened by a change of limits, nor of role, but where it is lifted', async () => {
    const office = officeOf(alice)
    await office.change(carol.peer, { limits: { mayServe: false } })
    expect(members.membershipOf(carol.peer)).toMatchObject({
      limits: { ...NO_LIMITS, mayServe: false, fixedTerm: true }
    })
    expect(members.memberUntilMs(carol.peer)).toBe(untilMs)
    await office.change(carol.peer, { role: 'administrator' })
    expect(members.memberUntilMs(carol.peer)).toBe(untilMs)
    await office.change(carol.peer, { limits: { fixedTerm: false } })
    expect(members.memberUntilMs(carol.peer)).toBeGreaterThan(FAKE_NOW_MS + 300 * DAY_MS)
  })

  test('nor by what is issued anew with the removal of an administrator, nor renewed', async () => {
    await officeOf(alice).renew(members.membershipOf(carol.peer)!)
    await officeOf(alice).remove(mallory.peer, { reissue: [carol.peer] })
    expect(members.memberUntilMs(carol.peer)).toBe(untilMs)
    expect(members.membershipOf(carol.peer)?.limits.fixedTerm).toBe(true)
  })
})

describe('leaving', () => {
  test('is heard when a neighbour says that we are no member, and hangs up', async () => {
    const leaving = officeOf(carol).leave()
    await settle()
    graph.emit('neighbour:down', { ...graph.links[0]!, goodbye: 'not-a-member' })
    expect(await leaving).toBe(true)
    expect(members.isMember(carol.peer)).toBe(false)
  })

  test('is not heard by a neighbour that is lost otherwise, before it is signed or after', async () => {
    const disk = slowDisk()
    members = await openMembers(group.idBytes, disk.saving)
    for (const chain of [aliceChain, carolChain]) await members.addChain(chain)
    disk.isSlow = true
    const leaving = officeOf(carol).leave()
    await settle()
    graph.emit('neighbour:down', graph.links[0]!)
    disk.release()
    await settle()
    graph.emit('neighbour:down', { ...graph.links[0]!, goodbye: 'closing' })
    clock.advance(3_000)
    expect(await leaving).toBe(false)
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

  test('where a first neighbour may come waits for it, then signs', async () => {
    const [link] = graph.links
    graph.links = []
    const leaving = officeOf(carol).leave({ mayMeet: true })
    clock.advance(2_000)
    await settle()
    expect(members.isMember(carol.peer)).toBe(true)
    graph.links = [link!]
    graph.emit('neighbour:up', link!)
    await settle()
    expect(members.isMember(carol.peer)).toBe(false)
    graph.emit('neighbour:down', { ...link!, goodbye: 'not-a-member' })
    expect(await leaving).toBe(true)
  })

  test('signs after 3 s though none came', async () => {
    graph.links = []
    const leaving = officeOf(carol).leave({ mayMeet: true })
    await settle()
    clock.advance(3_000)
    expect(await leaving).toBe(false)
    expect(members.isMember(carol.peer)).toBe(false)
    expect(clock.pendingTimers).toBe(1) // The set's own.
  })

  test('as the last administrator only on purpose', async () => {
    await officeOf(alice).remove(mallory.peer)
    graph.links = []
    await expect(officeOf(alice).leave({ mayMeet: true })).rejects.toThrow(failure('LAST_ADMINISTRATOR'))
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
    expect(membership.limits).toEqual({ ...NO_LIMITS, mayUseUplinks: false, fixedTerm: true })
    expect(membership.validUntilMs).toBe(Math.floor((FAKE_NOW_MS + 10 * DAY_MS) / 1000) * 1000)
    expect(addresses).toEqual(['/ip4/192.0.2.7/tcp/1967'])
  })

  test('for no time at all is refused', () => {
    const identity = identityText(bob.keyPair.publicKey, 'bob')
    for (const validForMs of [0, -DAY_MS, 999, NaN]) {
      expect(() => officeOf(alice).invite({ identity, validForMs })).toThrow(failure('BAD_LIMIT'))
    }
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
