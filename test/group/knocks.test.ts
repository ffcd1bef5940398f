import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { EventSource, seededRandom, silentLogger, type PeerId } from '../../src/base/index.js'
import { DAY_MS } from '../../src/group/defaults.js'
import type { KnockDecision } from '../../src/group/knock.js'
import { knockFile, type KnockStorage } from '../../src/group/knock-file.js'
import { decodeKnockAnswer, encodeKnockRequest, type KnockAnswer } from '../../src/group/knock-messages.js'
import { Knocks } from '../../src/group/knocks.js'
import { openInvitation, verifyChain, type Knock, type Membership } from '../../src/group/index.js'
import type { MembershipSetEvents } from '../../src/group/membership-set.js'
import { keptTerms } from '../../src/group/kept-terms.js'
import { MembershipState } from '../../src/group/membership-state.js'
import { NO_LIMITS } from '../../src/group/roles.js'
import { toText } from '../../src/group/text-form.js'
import { FakeClock } from '../support/fake-clock.js'
import { testGroup } from '../support/groups.js'
import { alice, bob, carol, mallory, type Person } from '../support/people.js'
import { chainEntry, removalEntry } from '../support/membership-entries.js'
import { remove, type TestRemovalInit } from '../support/removals.js'

const group = testGroup()
const coded = (code: string): unknown => expect.objectContaining({ code })

class DiskDouble implements KnockStorage {
  decisions: readonly KnockDecision[] = []
  failing = false
  load = async (): Promise<KnockDecision[]> => [...this.decisions]
  save = async (decisions: readonly KnockDecision[]): Promise<void> => {
    if (this.failing) throw new Error('the disk is full')
    this.decisions = decisions
  }
}

let clock: FakeClock
let disk: DiskDouble
let isOn: boolean
/** What alice is. */
let chain: readonly Uint8Array[]
let members: Set<PeerId>
/** What alice knows. */
let state: MembershipState
let events: EventSource<MembershipSetEvents>
let told: Knock[]
let opened: boolean[]
let knocks: Knocks
beforeEach(async () => {
  clock = new FakeClock()
  disk = new DiskDouble()
  isOn = true
  chain = group.found(alice)
  members = new Set([alice.peer])
  state = new MembershipState()
  events = new EventSource()
  told = []
  opened = []
  knocks = await openKnocks()
})

async function openKnocks(): Promise<Knocks> {
  const made = await Knocks.open({
    folder: { idBytes: group.idBytes, name: 'Office', secret: group.secret },
    keyPair: alice.keyPair,
    self: alice.peer,
    ownName: 'alice',
    members: {
      membershipOf: () => {
        const verdict = verifyChain(group.idBytes, chain)
        return verdict.ok ? verdict.membership : undefined
      },
      chainOf: () => chain,
      isMember: (peer) => members.has(peer),
      get removals() {
        return state.removals
      },
      on: (name, listener) => events.on(name, listener)
    },
    termsOf: (peer) => keptTerms(state, peer, clock.nowMs()),
    isOn: () => isOn,
    addresses: () => ['/ip4/192.0.2.1/tcp/1967'],
    storage: disk,
    clock,
    random: seededRandom(5),
    logger: silentLogger
  })
  made.start({ onKnock: (knock) => told.push(knock), onOpen: (isOpen) => opened.push(isOpen) })
  return made
}

function removeBob(by = { person: alice, chain }, init?: TestRemovalInit): void {
  state.add([removalEntry(group, remove(group, by, bob, init))], clock.nowMs())
}

/** What bob gets when he knocks. */
async function invited(): Promise<Membership> {
  const answer = await knock(bob)
  if (answer?.outcome !== 'invited') throw new Error(`answered ${answer?.outcome}`)
  return openInvitation(toText('invite', answer.invitation), bob.peer, clock.nowMs()).membership
}

/** What the graph would be told, and the joiner by it. */
async function ask(who: Person, body: Uint8Array): Promise<KnockAnswer | undefined> {
  clock.advance(5000)
  const answer = await knocks.answerKnock({ peer: who.peer, host: `host of ${who.name}`, body })
  return answer && decodeKnockAnswer(answer)
}
const knock = (who: Person, rootPublicKey = group.idBytes): Promise<KnockAnswer | undefined> =>
  ask(who, encodeKnockRequest({ type: 'knock', rootPublicKey, name: who.name }))
const list = (who: Person): Promise<KnockAnswer | undefined> => ask(who, encodeKnockRequest({ type: 'list' }))

describe('an administrator’s node', () => {
  test('says whose door it is, tells of who knocks, and invites whom a person allows', async () => {
    const { idBytes: rootPublicKey } = group
    expect(opened).toEqual([true])
    expect(await list(bob)).toEqual({
      ...{ outcome: 'offered', rootPublicKey, groupName: 'Office', administratorName: 'alice' }
    })
    expect(await knock(bob)).toMatchObject({ outcome: 'waiting' })
    expect(told).toMatchObject([{ peer: bob.peer, name: 'bob', standing: 'stranger' }])
    expect(knocks.list()).toEqual(told)
    await knocks.decide(bob.peer, { allow: true, limits: { mayServe: false } })
    const answer = await knock(bob)
    if (answer?.outcome !== 'invited') throw new Error(`answered ${answer?.outcome}`)
    const invitation = openInvitation(toText('invite', answer.invitation), bob.peer, clock.nowMs())
    expect(invitation.membership).toMatchObject({ role: 'member', limits: { ...NO_LIMITS, mayServe: false } })
    expect(await knock(bob)).toMatchObject({ outcome: 'invited' })
    // It is bound to who knocked: whoever else gets hold of it is not let in.
    expect(() => openInvitation(toText('invite', answer.invitation), mallory.peer, clock.nowMs())).toThrow(
      coded('INVITATION_FOR_ANOTHER')
    )
  })

  test('says no as long as that stands', async () => {
    await knock(bob)
    await knocks.decide(bob.peer, { allow: false })
    expect(await knock(bob)).toEqual({ outcome: 'denied' })
    expect(knocks.list()).toEqual([])
  })

  test('is silent while knocking is off, at who is no administrator, to another group’s knocks, and to nonsense', async () => {
    expect(await knock(bob, new Uint8Array(32))).toBeUndefined()
    expect(await ask(bob, new Uint8Array([1, 2, 3]))).toBeUndefined()
    isOn = false
    knocks.judge()
    expect(await list(bob)).toBeUndefined()
    expect(await knock(bob)).toBeUndefined()
    isOn = true
    chain = group.appoint(bob, group.found(bob), alice)
    knocks.judge()
    expect(await knock(carol)).toBeUndefined()
    expect(opened).toEqual([true, false])
    chain = group.found(alice)
    events.emit('change', alice.peer) // She is one again.
    expect(opened).toEqual([true, false, true])
    expect(await knock(carol)).toMatchObject({ outcome: 'waiting' })
  })

  test('forgets who is a member by another’s yes', async () => {
    await knock(bob)
    members.add(bob.peer)
    events.emit('change', bob.peer)
    expect(knocks.list()).toEqual([])
  })

  test('shows who was removed as such, and lets it in again only where that was said', async () => {
    removeBob()
    await knock(bob)
    expect(told).toMatchObject([{ standing: 'removed' }])
    await expect(knocks.decide(bob.peer, { allow: true })).rejects.toThrow(coded('ALREADY_REMOVED'))
    expect(await knock(bob)).toMatchObject({ outcome: 'waiting' })
    await knocks.decide(bob.peer, { allow: true, again: true })
    expect(await knock(bob)).toMatchObject({ outcome: 'invited' })
  })

  test('lets nobody in by an old yes who was removed since', async () => {
    await knock(bob)
    await knocks.decide(bob.peer, { allow: true, again: true })
    removeBob()
    expect(await knock(bob)).toMatchObject({ outcome: 'waiting' })
    expect(knocks.list()).toMatchObject([{ standing: 'removed' }])
  })

  test('lets nobody in by an old yes where one removal fell and another came', async () => {
    const malloryChain = group.appoint(alice, chain, mallory, 'administrator')
    removeBob({ person: mallory, chain: malloryChain })
    await knock(bob)
    await knocks.decide(bob.peer, { allow: true, again: true })
    expect(await invited()).toBeDefined()
    // What mallory removed stands no more; alice removes bob herself.
    state.add([removalEntry(group, remove(group, { person: alice, chain }, mallory))], clock.nowMs())
    removeBob()
    expect(state.removals.of(bob.peer)).toHaveLength(1)
    expect(await knock(bob)).toMatchObject({ outcome: 'waiting' })
  })

  test('lifts no limit and lengthens no term of a member unless a person says so', async () => {
    const limits = { ...NO_LIMITS, mayServe: false, fixedTerm: true }
    const limited = group.appoint(alice, chain, bob, 'member', clock.nowMs(), { limits })
    state.add([chainEntry(group, limited)], clock.nowMs())
    const { validUntilMs } = state.currentOf(bob.peer, clock.nowMs())!.membership
    clock.jump(DAY_MS)
    await knock(bob)
    await knocks.decide(bob.peer, { allow: true })
    expect(await invited()).toMatchObject({ role: 'member', limits, validUntilMs })
    await knocks.decide(bob.peer, { allow: true, limits: { mayServe: true } })
    expect(await invited()).toMatchObject({ limits: { ...NO_LIMITS, fixedTerm: true }, validUntilMs })
    await knocks.decide(bob.peer, { allow: true, limits: { mayServe: true, fixedTerm: false } })
    const free = await invited()
    expect(free.limits).toEqual(NO_LIMITS)
    expect(free.validUntilMs).toBeGreaterThan(validUntilMs)
  })

  test('refuses answers that it may not give, and says where one was not kept', async () => {
    await expect(knocks.decide(bob.peer, { allow: true })).rejects.toThrow(coded('NO_SUCH_KNOCK'))
    await knock(bob)
    const limited = { allow: true, role: 'administrator' as const, limits: { mayServe: false } }
    await expect(knocks.decide(bob.peer, limited)).rejects.toThrow(coded('BAD_LIMIT'))
    disk.failing = true
    await expect(knocks.decide(bob.peer, { allow: true })).rejects.toThrow(coded('NOT_SAVED'))
    expect(await knock(bob)).toMatchObject({ outcome: 'waiting' })
    disk.failing = false
    await knocks.decide(bob.peer, { allow: true, role: 'administrator' })
    // After a restart too.
    knocks.close()
    knocks = await openKnocks()
    expect(await knock(bob)).toMatchObject({ outcome: 'invited' })
    chain = group.appoint(bob, group.found(bob), alice)
    await expect(knocks.decide(bob.peer, { allow: true })).rejects.toThrow(coded('NOT_ADMINISTRATOR'))
  })
})

test('the file is the owner’s alone, and one that cannot be read is put aside', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'potluck-knocks-'))
  try {
    const path = join(folder, 'knocks.json')
    const storage = knockFile(path, silentLogger)
    expect(await storage.load()).toEqual([])
    const decision = {
      peer: bob.peer,
      allow: true,
      role: 'member',
      again: false,
      removals: '5e'.repeat(32),
      atMs: 1
    } as const
    const decisions = [
      { ...decision, limits: undefined },
      { ...decision, peer: carol.peer, limits: NO_LIMITS }
    ]
    await storage.save(decisions)
    expect((await stat(path)).mode & 0o777).toBe(0o600)
    expect(await storage.load()).toEqual(decisions)
    await writeFile(path, '{"version":1,"decisions":[{"peer":"nobody"}]}')
    expect(await storage.load()).toEqual([])
    expect(await readdir(folder)).toEqual(['knocks.json.unreadable'])
  } finally {
    await rm(folder, { recursive: true })
  }
})
