// Knocking over real sockets on loopback: who is heard, who is not, and what impostors get. Who comes in is in figures-4-5.test.ts.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { fromHex, silentLogger, systemClock, systemRandom, type Clock } from '../../src/base/index.js'
import { Visitor, type AdmissionRequest } from '../../src/graph/index.js'
import { openGraph } from '../../src/graph/open-graph.js'
import {
  chooseFound,
  createGroup,
  createIdentity,
  findGroups,
  joinGroup,
  knockAt,
  listGroups,
  loadIdentity,
  openGroup,
  saveIdentity,
  identityText,
  type FoundGroup,
  type Group,
  type JoinedGroup,
  type KnockInit,
  type Role
} from '../../src/group/index.js'
import {
  decodeKnockRequest,
  encodeKnockAnswer,
  encodeKnockRequest,
  type KnockAnswer
} from '../../src/group/knock-messages.js'
import { fromText } from '../../src/group/text-form.js'
import { eventually } from '../support/eventually.js'
import { testGate, testStore } from '../support/graphs.js'
import { mallory } from '../support/people.js'

const coded = (code: string): unknown => expect.objectContaining({ code })
const components = { clock: systemClock, random: systemRandom, logger: silentLogger }
/** Who waits, waits a tenth as long. */
const hasty: Clock = { ...systemClock, setTimer: (delayMs, fire) => systemClock.setTimer(delayMs / 10, fire) }

let base: string
let open: { close(): Promise<void> }[]
let groupId: string
let alice: Group

beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), 'potluck-knock-'))
  open = []
  groupId = (await createGroup(await makeHome('alice'), 'Home')).id
  alice = await openAt('alice', groupId)
  await alice.setSettings({ knock: 'on' })
})
afterEach(async () => {
  await Promise.all(open.map((one) => one.close()))
  await rm(base, { recursive: true })
})

async function makeHome(name: string): Promise<string> {
  const home = join(base, name)
  await saveIdentity(home, createIdentity(name))
  return home
}

async function openAt(name: string, id: string, knownAddresses: string[] = []): Promise<Group> {
  const listen = { listenPort: 0, listenHosts: ['127.0.0.1'], mdns: false }
  const group = await openGroup(components, { home: join(base, name), groupId: id, ...listen, knownAddresses })
  open.push(group)
  return group
}

/** Lets somebody in by an invitation, and opens the group there. */
async function admit(name: string, role: Role): Promise<Group> {
  const home = await makeHome(name)
  const { keyPair } = await loadIdentity(home)
  const { text } = await alice.invite({ identity: identityText(keyPair.publicKey, name), role })
  await joinGroup(home, text)
  const group = await openAt(name, groupId)
  await eventually(() => expect(group.status.synchronised).toBe(true), 10_000)
  return group
}

const look = { mdns: false, logger: silentLogger, clock: hasty }
const found = (name: string, ...addresses: string[]): Promise<FoundGroup[]> =>
  findGroups(join(base, name), { ...look, addresses, budgetMs: 5000 })

function knock(name: string, group: FoundGroup, init: Partial<KnockInit> = {}): Promise<JoinedGroup> {
  const joining = knockAt(join(base, name), group, { ...look, ...init })
  joining.catch(() => {})
  return joining
}

/** Somebody who answers knocks with whatever it likes. @returns its address, and the names that it heard */
async function impostor(answer: (request: AdmissionRequest) => KnockAnswer | undefined) {
  const names: string[] = []
  const gate = {
    ...testGate(mallory, { members: [] }),
    answerKnock: async (request: AdmissionRequest) => {
      const asked = decodeKnockRequest(request.body)
      if (asked?.type === 'knock') names.push(asked.name)
      const said = answer(request)
      return said && encodeKnockAnswer(said)
    }
  }
  const store = await testStore(mallory, [mallory])
  const graph = await openGraph(
    { ...components, store, gate, keyPair: mallory.keyPair },
    { groupId, listenPort: 0, listenHosts: ['127.0.0.1'], mdns: false, knownAddresses: [] }
  )
  open.push(graph, store)
  return { address: graph.addresses()[0]!, names }
}

const isList = ({ body }: AdmissionRequest): boolean => decodeKnockRequest(body)?.type === 'list'
const offer = (id: string): KnockAnswer => ({
  ...{ outcome: 'offered', rootPublicKey: fromHex(id)!, groupName: 'Home', administratorName: 'alice' }
})

describe('who is asked', () => {
  test('hears nobody as an ordinary member, as an administrator of a group that is closed to strangers, or of another', async () => {
    const bob = await admit('bob', 'member')
    await eventually(() => expect(bob.settings().knock).toBe('on'))
    await makeHome('carol')
    const address = (group: Group): string => group.graph.addresses()[0]!
    expect(await found('carol', address(bob))).toEqual([])
    const [home] = await found('carol', address(alice))
    const other = { ...home!, id: 'f'.repeat(64) }
    await expect(knock('carol', other, { budgetMs: 2000 })).rejects.toThrow(coded('KNOCK_UNANSWERED'))
    await alice.setSettings({ knock: 'off' })
    expect(await found('carol', address(alice))).toEqual([])
    await expect(knock('carol', home!, { budgetMs: 2000 })).rejects.toThrow(coded('KNOCK_UNANSWERED'))
    expect(alice.knocks()).toEqual([])
  })

  test('cuts off what is too large or no knock, and hears on', async () => {
    const visitor = await Visitor.start({ keyPair: mallory.keyPair, clock: systemClock, logger: silentLogger })
    const [address] = alice.graph.addresses()
    const ask = (body: Uint8Array) => visitor.ask({ request: 'knock', address: address!, body })
    expect(await ask(new Uint8Array(257))).toBeUndefined()
    expect(await ask(new Uint8Array(200).fill(255))).toBeUndefined()
    expect(await ask(encodeKnockRequest({ type: 'list' }))).toMatchObject({ peer: alice.self })
    await visitor.close()
  })

  test('as one of two administrators is enough, and the other forgets who came in', async () => {
    const bob = await admit('bob', 'administrator')
    await eventually(() => expect(bob.settings().knock).toBe('on'))
    await makeHome('carol')
    const [home] = await found('carol', ...alice.graph.addresses(), ...bob.graph.addresses())
    expect(home!.administrators.map(({ name }) => name).sort()).toEqual(['alice', 'bob'])
    const joining = knock('carol', home!)
    await eventually(() => expect([alice, bob].map((one) => one.knocks().length)).toEqual([1, 1]))
    const { peer } = alice.knocks()[0]!
    await alice.answerKnock(peer, { allow: false })
    await bob.answerKnock(peer, { allow: true })
    expect(await joining).toMatchObject({ id: groupId, role: 'member' })
    await openAt('carol', groupId)
    await eventually(() => expect(alice.isMember(peer) && bob.isMember(peer)).toBe(true), 10_000)
    expect([...alice.knocks(), ...bob.knocks()]).toEqual([])
  })
})

describe('who knocks', () => {
  test('is told no, and given up on when it goes away or nobody answers', async () => {
    await makeHome('carol')
    const [home] = await found('carol', ...alice.graph.addresses())
    const controller = new AbortController()
    const given = knock('carol', home!, { signal: controller.signal })
    await eventually(() => expect(alice.knocks()).toHaveLength(1))
    controller.abort(new Error('given up'))
    await expect(given).rejects.toThrow('given up')
    await expect(knock('carol', home!, { budgetMs: 5000 })).rejects.toThrow(coded('KNOCK_UNANSWERED'))
    await alice.answerKnock(alice.knocks()[0]!.peer, { allow: false })
    await expect(knock('carol', home!)).rejects.toThrow(coded('KNOCK_DENIED'))
    expect(await listGroups(join(base, 'carol'))).toEqual([])
  })

  test('that was removed is shown so, and is a member again only where that was said', async () => {
    const bob = await admit('bob', 'member')
    const { self } = bob
    await eventually(() => expect(alice.isMember(self)).toBe(true))
    await alice.removeMember(self)
    await bob.close()
    const [home] = await found('bob', ...alice.graph.addresses())
    const joining = knock('bob', home!)
    await eventually(() => expect(alice.knocks()).toMatchObject([{ peer: self, standing: 'removed' }]))
    await expect(alice.answerKnock(self, { allow: true })).rejects.toThrow(coded('ALREADY_REMOVED'))
    expect(alice.isMember(self)).toBe(false)
    await alice.answerKnock(self, { allow: true, again: true })
    expect(await joining).toMatchObject({ id: groupId })
    await openAt('bob', groupId)
    await eventually(() => expect(alice.isMember(self)).toBe(true), 10_000)
  })
})

describe('an impostor', () => {
  test('with a group of the same name is told apart by id and key, and nobody is sent there by name', async () => {
    const theirs = (await createGroup(await makeHome('mallory'), 'Home')).id
    const other = await openAt('mallory', theirs)
    await other.setSettings({ knock: 'on' })
    await makeHome('carol')
    const groups = await found('carol', ...alice.graph.addresses(), ...other.graph.addresses())
    expect(groups.map(({ name }) => name)).toEqual(['Home', 'Home'])
    expect(() => chooseFound(groups, 'Home')).toThrow(coded('SEVERAL_FOUND'))
    expect(() => chooseFound(groups, undefined)).toThrow(groupId.slice(-16))
    expect(chooseFound(groups, groupId.slice(-16))).toMatchObject({ administrators: [{ peer: alice.self }] })
  })

  test('that repeats the group’s id cannot end the search, nor have the joiner join anything else', async () => {
    await makeHome('carol')
    const { keyPair } = await loadIdentity(join(base, 'carol'))
    const theirs = (await createGroup(await makeHome('mallory'), 'Home')).id
    const trap = await openAt('mallory', theirs)
    const { text } = await trap.invite({ identity: identityText(keyPair.publicKey, 'carol') })
    const verdict = fromText('invite', text)
    const invitation = verdict.ok ? verdict.payload : new Uint8Array()
    const liar = await impostor((request) =>
      isList(request) ? offer(groupId) : { outcome: 'invited', invitation, nowMs: systemClock.nowMs() }
    )
    const denier = await impostor((request) => (isList(request) ? offer(groupId) : { outcome: 'denied' }))
    const [home] = await found('carol', liar.address, denier.address, ...alice.graph.addresses())
    const joining = knock('carol', home!, { addresses: [liar.address, denier.address] })
    await eventually(() => expect(alice.knocks()).toHaveLength(1))
    await eventually(() => expect([liar.names, denier.names]).toEqual([['carol'], ['carol']]))
    await alice.answerKnock(alice.knocks()[0]!.peer, { allow: true })
    expect(await joining).toMatchObject({ id: groupId })
    expect(await listGroups(join(base, 'carol'))).toEqual([groupId])
  })
})
