// The flow of Figures 4 and 5 of the seed 003, its steps 500 to 518 in order, over real sockets on loopback: a group is created, a
// joiner finds it by discovery, opens it, sends its identity, gets its invitation, and joins. Each title quotes its step.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { silentLogger, systemClock, systemRandom, type Clock, type PeerId } from '../../src/base/index.js'
import {
  chooseFound,
  createGroup,
  createIdentity,
  findGroups,
  idEnd,
  knockAt,
  listGroups,
  loadIdentity,
  memberRecordId,
  openGroup,
  saveIdentity,
  type FoundAdministrator,
  type FoundGroup,
  type Group,
  type JoinedGroup,
  type Knock
} from '../../src/group/index.js'
import { eventually } from '../support/eventually.js'

describe('a group is created and joined, as Figures 4 and 5 have it', () => {
  let base: string
  let creatorsHome: string
  let joinersHome: string
  let groupId: string
  let creator: Group
  let joiner: Group
  let found: FoundGroup
  let knock: Knock
  let asked: FoundAdministrator | undefined
  let joining: Promise<JoinedGroup>
  let joined: JoinedGroup
  let joinersPeer: PeerId

  beforeAll(async () => {
    base = await mkdtemp(join(tmpdir(), 'potluck-figures-'))
    creatorsHome = join(base, 'creator')
    joinersHome = join(base, 'joiner')
  })
  afterAll(async () => {
    await joiner?.close()
    await creator?.close()
    await rm(base, { recursive: true })
  })

  const components = { clock: systemClock, random: systemRandom, logger: silentLogger }
  const listen = { listenPort: 0, listenHosts: ['127.0.0.1'], mdns: false }
  // The joiner's waits are shorter than they are, by as much for all.
  const hasty: Clock = { ...systemClock, setTimer: (delayMs, fire) => systemClock.setTimer(delayMs / 4, fire) }
  const look = { mdns: false, logger: silentLogger, clock: hasty }

  test('500: “the group creator 100 requests that a peer identity for the application be created”', async () => {
    await saveIdentity(creatorsHome, createIdentity('creator'))
    expect(await loadIdentity(creatorsHome)).toMatchObject({ name: 'creator' })
  })

  test('502: “the group creator 100 requests that a group 404 be created”', async () => {
    groupId = (await createGroup(creatorsHome, 'Group 404')).id
    creator = await openGroup(components, { home: creatorsHome, groupId, ...listen })
    expect(creator.role).toBe('administrator')
    expect(creator.knocks()).toEqual([])
    // Nobody is heard until an administrator says so.
    const addresses = creator.graph.addresses()
    await saveIdentity(join(base, 'early'), createIdentity('early'))
    expect(await findGroups(join(base, 'early'), { ...look, addresses, budgetMs: 300 })).toEqual([])
    await creator.setSettings({ knock: 'on' })
  })

  test('504: “a group joiner 100 requests that a peer identity be created”', async () => {
    await saveIdentity(joinersHome, createIdentity('joiner'))
    joinersPeer = (await loadIdentity(joinersHome)).peer
    expect(joinersPeer).not.toBe(creator.self)
  })

  test('506: “using the discovery protocol 308 the group joiner 100 locates a group 404 to join”', async () => {
    // By mDNS in test/network/next-machines.net.test.ts; here by address.
    const groups = await findGroups(joinersHome, { ...look, addresses: creator.graph.addresses() })
    expect(groups).toMatchObject([
      { id: groupId, name: 'Group 404', administrators: [{ peer: creator.self, name: 'creator' }] }
    ])
    found = chooseFound(groups, idEnd(groupId))
  })

  test('508: “the group joiner 100 opens the group 404 that the joiner wishes to join”', async () => {
    const heard = new Promise<Knock>((resolve) => creator.on('knock', resolve))
    joining = knockAt(joinersHome, found, { ...look, onWaiting: (administrator) => (asked = administrator) })
    joining.catch(() => {})
    knock = await heard
    await eventually(() => expect(asked).toMatchObject({ peer: creator.self, name: 'creator' }))
  })

  test('510: “the group joiner 100 sends its identity 400 credentials to the group creator 100”', () => {
    expect(knock).toMatchObject({ peer: joinersPeer, name: 'joiner', host: '127.0.0.1', standing: 'stranger' })
    expect(creator.knocks()).toEqual([knock])
    expect(creator.members()).toHaveLength(1)
  })

  test('512: “the group creator 100 requests that an invitation 402 be created to send to the group joiner 100”', async () => {
    await creator.answerKnock(knock.peer, { allow: true, role: 'member' })
    expect(creator.knocks()).toEqual([])
  })

  test('514: “the group creator 100 sends the invitation 402 to the group joiner 100”', async () => {
    joined = await joining
    expect(joined).toMatchObject({ id: groupId, name: 'Group 404', role: 'member', again: false })
  })

  test('516: “upon receipt of the invitation 402 … the group joiner 100 accepts the invitation 402”', async () => {
    expect(await listGroups(joinersHome)).toEqual([groupId])
    expect(joined.validUntilMs).toBeGreaterThan(systemClock.nowMs())
  })

  test('518: “and joins the group 404”', async () => {
    joiner = await openGroup(components, { home: joinersHome, groupId, ...listen })
    await eventually(() => {
      expect(joiner.status).toEqual({ listening: true, connected: true, synchronised: true })
      expect(joiner.store.get(memberRecordId(creator.self))).toMatchObject({ creator: creator.self })
      expect(
        creator
          .members()
          .map(({ name }) => name)
          .sort()
      ).toEqual(['creator', 'joiner'])
      expect(
        joiner
          .members()
          .map(({ name }) => name)
          .sort()
      ).toEqual(['creator', 'joiner'])
    }, 10_000)
  })
})
