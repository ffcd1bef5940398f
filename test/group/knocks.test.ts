import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { EventSource, seededRandom, silentLogger, type PeerId } from '../../src/base/index.js'
import type { KnockDecision } from '../../src/group/knock.js'
import { knockFile, type KnockStorage } from '../../src/group/knock-file.js'
import { decodeKnockAnswer, encodeKnockRequest, type KnockAnswer } from '../../src/group/knock-messages.js'
import { Knocks } from '../../src/group/knocks.js'
import { openInvitation, verifyChain, type Knock } from '../../src/group/index.js'
import type { MembershipSetEvents } from '../../src/group/membership-set.js'
import { judgeRemovals, NO_REMOVALS, type Removals } from '../../src/group/removals.js'
import { NO_LIMITS } from '../../src/group/roles.js'
import { toText } from '../../src/group/text-form.js'
import { FakeClock } from '../support/fake-clock.js'
import { testGroup } from '../support/groups.js'
import { alice, bob, carol, mallory, type Person } from '../support/people.js'
import { remove } from '../support/removals.js'

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
let removals: Removals
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
  removals = NO_REMOVALS
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
        return removals
      },
      on: (name, listener) => events.on(name, listener)
    },
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

function bobRemoved(): Removals {
  const removal = remove(group, { person: alice, chain }, bob).verified
  return judgeRemovals(removal === undefined ? [] : [removal])
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
    removals = bobRemoved()
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
    removals = bobRemoved()
    expect(await knock(bob)).toMatchObject({ outcome: 'waiting' })
    expect(knocks.list()).toMatchObject([{ standing: 'removed' }])
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
    const decision = { peer: bob.peer, allow: true, role: 'member', again: false, removals: 0, atMs: 1 } as const
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
