// Three machines form a group over real sockets on loopback: founding, inviting, joining, finding each other, restarting.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { silentLogger, systemClock, systemRandom, utf8 } from '../../src/base/index.js'
import { startGraph } from '../../src/graph/index.js'
import {
  createGroup,
  createIdentity,
  createInvitation,
  identityText,
  joinGroup,
  loadIdentity,
  openGroup,
  parseIdentityText,
  readGroupFolder,
  saveIdentity,
  type Group
} from '../../src/group/index.js'
import { NO_REMOVALS } from '../../src/group/removals.js'
import { defineRecordType } from '../../src/record/index.js'
import { eventually } from '../support/eventually.js'

const note = defineRecordType<string>({
  name: 'test.note',
  lifetime: 'durable',
  ttlMs: 3600_000,
  codec: { encode: utf8, decode: (bytes) => new TextDecoder().decode(bytes) }
})

let base: string
let open: Group[]
beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), 'potluck-integration-'))
  open = []
})
afterEach(async () => {
  await Promise.all(open.map((group) => group.close()))
  await rm(base, { recursive: true })
})

async function makeHome(name: string): Promise<string> {
  const home = join(base, name)
  await saveIdentity(home, createIdentity(name))
  return home
}

async function openAt(home: string, groupId: string, through?: typeof startGraph): Promise<Group> {
  const group = await openGroup(
    { clock: systemClock, random: systemRandom, logger: silentLogger, startGraph: through },
    { home, groupId, listenPort: 0, listenHosts: ['127.0.0.1'], mdns: false }
  )
  open.push(group)
  return group
}

/** As two people would: the invited sends its identity's text, the administrator sends an invitation's text back. */
async function inviteAndJoin(administrator: string, invited: string, groupId: string, addresses: string[]) {
  const { keyPair, name } = await loadIdentity(invited)
  const identity = parseIdentityText(identityText(keyPair.publicKey, name))
  const { text } = createInvitation({
    group: await readGroupFolder(administrator, groupId),
    keyPair: (await loadIdentity(administrator)).keyPair,
    forIdentity: identity,
    addresses,
    nowMs: systemClock.nowMs(),
    random: systemRandom,
    removals: NO_REMOVALS
  })
  return joinGroup(invited, text)
}

async function makeHomes(...people: string[]): Promise<[string, string, string]> {
  const [first, second = '', third = ''] = await Promise.all(people.map(makeHome))
  return [first!, second, third]
}

function names(group: Group): string[] {
  return group
    .members()
    .map(({ name }) => name)
    .sort()
}

function presentNames(group: Group): string[] {
  return group
    .members()
    .filter(({ present }) => present)
    .map(({ name }) => name)
    .sort()
}

const EVERYBODY = ['alice', 'bob', 'carol']

describe('a group of three machines', () => {
  test('forms by invitations, shares records, and is whole again after a restart', async () => {
    const [alicesHome, bobsHome, carolsHome] = await makeHomes('alice', 'bob', 'carol')
    const { id } = await createGroup(alicesHome, 'Office')
    const alice = await openAt(alicesHome, id)
    await inviteAndJoin(alicesHome, bobsHome, id, alice.graph.addresses())
    await inviteAndJoin(alicesHome, carolsHome, id, alice.graph.addresses())
    const bob = await openAt(bobsHome, id)
    const carol = await openAt(carolsHome, id)
    expect(carol).toMatchObject({ id, name: 'Office', role: 'member' })
    expect(carol.urlHashKey).toEqual(alice.urlHashKey)

    const { id: recordId } = await carol.store.add(note, { data: 'hello' })
    for (const group of [alice, bob, carol]) {
      await eventually(() => {
        expect(names(group)).toEqual(EVERYBODY)
        expect(presentNames(group)).toEqual(EVERYBODY)
        expect(group.store.get(recordId)?.creator).toBe(carol.self)
      })
    }
    expect(alice.members().find(({ self }) => self)).toMatchObject({ name: 'alice', role: 'administrator' })

    await Promise.all([alice, bob, carol].map((group) => group.close()))
    const bobAgain = await openAt(bobsHome, id)
    expect(names(bobAgain)).toEqual(EVERYBODY)
    expect(bobAgain.store.get(recordId)?.data).toEqual(utf8('hello'))
    expect(presentNames(bobAgain)).toEqual(['bob'])
  })

  test('has all of its members tell that they are present, however many they are', async () => {
    const home = await makeHome('alice')
    const { id } = await createGroup(home, 'Office')
    const wanted: (number | undefined)[] = []
    await openAt(home, id, (components, init) => {
      wanted.push(init.presenceMax?.())
      return startGraph(components, init)
    })
    expect(wanted).toEqual([-1])
  })

  test('hears of a newcomer who knows only one of its members', async () => {
    const [alicesHome, bobsHome, carolsHome] = await makeHomes('alice', 'bob', 'carol')
    const { id } = await createGroup(alicesHome, 'Office')
    const alice = await openAt(alicesHome, id)
    await inviteAndJoin(alicesHome, bobsHome, id, alice.graph.addresses())
    const bob = await openAt(bobsHome, id)
    await eventually(() => expect(presentNames(bob)).toEqual(['alice', 'bob']))
    await inviteAndJoin(alicesHome, carolsHome, id, bob.graph.addresses())
    await openAt(carolsHome, id)
    // Far below the half minute after which synchronising would have told her anyway.
    await eventually(() => expect(presentNames(alice)).toEqual(EVERYBODY), 5000)
  })

  test('finds itself again after everybody has moved to another port', async () => {
    const [alicesHome, bobsHome] = await makeHomes('alice', 'bob')
    const { id } = await createGroup(alicesHome, 'Office')
    const first = await openAt(alicesHome, id)
    await inviteAndJoin(alicesHome, bobsHome, id, first.graph.addresses())
    await first.close()
    const alice = await openAt(alicesHome, id)
    // bob's invitation names a port where nobody listens any more; somebody tells him the new one.
    const bob = await openAt(bobsHome, id)
    bob.graph.addKnownAddresses(alice.graph.addresses())
    await eventually(() => expect(names(bob)).toEqual(['alice', 'bob']))
  })

  test('tells a member of another group nothing', async () => {
    const [alicesHome, malloryHome] = await makeHomes('alice', 'mallory')
    const { id } = await createGroup(alicesHome, 'Office')
    const { id: otherId } = await createGroup(malloryHome, 'Casino')
    const alice = await openAt(alicesHome, id)
    const mallory = await openAt(malloryHome, otherId)
    await alice.store.add(note, { data: 'secret' })
    mallory.graph.addKnownAddresses(alice.graph.addresses())
    const bobsHome = await makeHome('bob')
    await inviteAndJoin(alicesHome, bobsHome, id, alice.graph.addresses())
    const bob = await openAt(bobsHome, id)
    // By the time an honest newcomer has everything, mallory, who dialled first, would have had it too.
    await eventually(() => expect(bob.store.find({ type: 'test.note' })).toHaveLength(1))
    expect(mallory.store.find({ type: 'test.note' })).toEqual([])
    expect(names(mallory)).toEqual(['mallory'])
    expect(mallory.graph.neighbours()).toEqual([])
    expect(alice.isMember(mallory.self)).toBe(false)
  })
})
