// The recovery phrase brings an administrator back, and a group off a machine takes nothing else with it.
import { access, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { seededRandom, silentLogger } from '../../src/base/index.js'
import {
  createGroup,
  createIdentity,
  deleteGroup,
  identityText,
  inviteFrom,
  joinGroup,
  knownMembers,
  loadIdentity,
  openOfflineStore,
  parseInvitation,
  readGroupFolder,
  recoverAdministrator,
  saveIdentity,
  verifyChain
} from '../../src/group/index.js'
import { PROGRAM_WRITTEN_MS } from '../../src/graph/index.js'
import { codeText } from '../../src/group/code.js'
import { membershipClock } from '../../src/group/membership-clock.js'
import { encodeChain } from '../../src/group/membership-object.js'
import { saveMembershipObject } from '../../src/group/membership-storage.js'
import { prepareRemoval } from '../../src/group/remove-member.js'
import { FakeClock } from '../support/fake-clock.js'

const DAY_MS = 24 * 3600_000
const failure = (code: string): unknown => expect.objectContaining({ code })
const random = seededRandom(3)

let base: string
let clock: FakeClock
let alices: string
let bobs: string
let groupId: string
let phrase: string
beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), 'potluck-recover-'))
  clock = new FakeClock()
  ;[alices, bobs] = [join(base, 'alice'), join(base, 'bob')]
  for (const home of [alices, bobs]) await saveIdentity(home, createIdentity('somebody', random))
  const created = await createGroup(alices, 'Office', { clock, random })
  ;[groupId, phrase] = [created.id, created.recoveryPhrase]
  await joinGroup(bobs, await invitationForBob(), { clock })
})
afterEach(() => rm(base, { recursive: true }))

async function invitationForBob(ttlMs?: number): Promise<string> {
  const folder = await readGroupFolder(alices, groupId)
  const { keyPair } = await loadIdentity(alices)
  const state = await knownMembers(folder, clock.nowMs())
  const identity = identityText((await loadIdentity(bobs)).keyPair.publicKey, 'bob')
  const addresses = ['/ip4/192.0.2.1/tcp/1967']
  return inviteFrom({ folder, state, keyPair, addresses, nowMs: clock.nowMs(), random }, { identity, ttlMs }).text
}

/** By the root, into bob's own folder. */
async function removeBob(): Promise<void> {
  const { path, idBytes, chain } = await readGroupFolder(bobs, groupId)
  const [{ peer }, alice] = [await loadIdentity(bobs), await loadIdentity(alices)]
  const by = { rootPublicKey: idBytes, keyPair: alice.keyPair, nowMs: clock.nowMs(), random }
  const state = await knownMembers({ path, idBytes, chain }, clock.nowMs())
  const own = (await readGroupFolder(alices, groupId)).chain
  const { object } = prepareRemoval({ by: { ...by, chain: own }, state, peer, cut: [] })
  await saveMembershipObject(join(path, 'members'), object)
}

test('who has the phrase is an administrator of the root, also after it was removed', async () => {
  await removeBob()
  const before = await readGroupFolder(bobs, groupId)
  expect((await knownMembers(before, clock.nowMs())).currentOf((await loadIdentity(bobs)).peer, clock.nowMs())).toBe(
    undefined
  )
  expect(await recoverAdministrator(bobs, groupId, phrase, { clock, random })).toMatchObject({
    id: groupId,
    name: 'Office',
    role: 'administrator'
  })
  const folder = await readGroupFolder(bobs, groupId)
  expect(folder.chain).toHaveLength(1)
  const state = await knownMembers(folder, clock.nowMs())
  expect(state.currentOf((await loadIdentity(bobs)).peer, clock.nowMs())?.chain).toEqual(folder.chain)
  expect({ ...folder, chain: [] }).toEqual({ ...before, chain: [] })
})

test('a machine whose clock is evidently wrong recovers nothing', async () => {
  const [before, alice] = [await readGroupFolder(bobs, groupId), await readGroupFolder(alices, groupId)]
  await saveMembershipObject(join(before.path, 'members'), encodeChain(alice.chain))
  const attempt = () => recoverAdministrator(bobs, groupId, phrase, { clock, random })
  for (const days of [-2, 3650]) {
    clock.jump(days * DAY_MS)
    await expect(attempt()).rejects.toThrow(failure('CLOCK_OFF'))
    clock.jump(-days * DAY_MS)
  }
  expect(await readGroupFolder(bobs, groupId)).toEqual(before)
})

test('one that recovered while its clock was ahead is what it was when that is right, and recovers then', async () => {
  const [{ chain, path }, alice] = [await readGroupFolder(bobs, groupId), await readGroupFolder(alices, groupId)]
  await saveMembershipObject(join(path, 'members'), encodeChain(alice.chain))
  clock.jump(3 * 365 * DAY_MS) // Bob's certificate has ended, alice's has not.
  await recoverAdministrator(bobs, groupId, phrase, { clock, random })
  clock.jump(-3 * 365 * DAY_MS)
  const { peer } = await loadIdentity(bobs)
  const judged = async () => {
    const folder = await readGroupFolder(bobs, groupId)
    const { nowMs } = membershipClock(clock, folder.idBytes, folder.chain)
    expect(nowMs()).toBe(clock.nowMs())
    return (await knownMembers(folder, nowMs())).currentOf(peer, nowMs())
  }
  expect((await judged())?.chain).toEqual(chain)
  await recoverAdministrator(bobs, groupId, phrase, { clock, random })
  expect((await judged())?.membership.role).toBe('administrator')
})

test('only where a clock was never set is it later than what our own certificate says', async () => {
  const { idBytes, chain } = await readGroupFolder(bobs, groupId)
  const { nowMs } = membershipClock(clock, idBytes, chain)
  const own = verifyChain(idBytes, chain)
  clock.jump(-clock.nowMs())
  expect(own).toMatchObject({ membership: { validFromMs: nowMs() } })
  clock.jump(PROGRAM_WRITTEN_MS)
  expect(nowMs()).toBe(PROGRAM_WRITTEN_MS)
})

test('another group’s phrase, or none, changes nothing', async () => {
  const other = await createGroup(alices, 'Casino', { clock, random })
  const before = await readGroupFolder(bobs, groupId)
  const attempt = (words: string) => recoverAdministrator(bobs, groupId, words, { clock, random })
  await expect(attempt(other.recoveryPhrase)).rejects.toThrow(failure('NOT_A_GROUP_OF'))
  await expect(attempt('twelve words')).rejects.toThrow(failure('BAD_RECOVERY_PHRASE'))
  await expect(recoverAdministrator(bobs, other.id, phrase)).rejects.toThrow(failure('NO_SUCH_GROUP'))
  expect(await readGroupFolder(bobs, groupId)).toEqual(before)
})

test('an invitation says what it holds, also expired and to anybody', async () => {
  const text = await invitationForBob(DAY_MS)
  const [alice, bob] = [await loadIdentity(alices), await loadIdentity(bobs)]
  const nowMs = clock.nowMs()
  clock.jump(400 * DAY_MS)
  expect(parseInvitation(` ${text}\n`)).toMatchObject({
    ...{ kind: 'invitation', groupId, groupName: 'Office', issuer: alice.peer, subject: bob.peer, role: 'member' },
    ...{ expiresAtMs: nowMs + DAY_MS, addresses: ['/ip4/192.0.2.1/tcp/1967'], limits: { mayServe: true } }
  })
  expect(() => parseInvitation(text.slice(0, -4))).toThrow(failure('MANGLED'))
  expect(() => parseInvitation('hello')).toThrow(failure('NOT_AN_INVITATION'))
})

test('a code says what it holds, but its token', async () => {
  const [{ idBytes }, { keyPair, peer }] = [await readGroupFolder(alices, groupId), await loadIdentity(alices)]
  const text = codeText({
    ...{ rootPublicKey: idBytes, groupName: 'Office', issuerPublicKey: keyPair.publicKey, issuerName: 'alice' },
    ...{ token: new Uint8Array(16).fill(7), rendezvous: new Uint8Array(8), addresses: [], expiresAtMs: 17 }
  })
  const said = { kind: 'code', groupId, groupName: 'Office', issuer: peer, issuerName: 'alice', expiresAtMs: 17 }
  expect(parseInvitation(text)).toEqual({ ...said, addresses: [] })
})

test('a group is deleted where nobody has it open', async () => {
  const open = await openOfflineStore({ clock, random, logger: silentLogger }, bobs, groupId)
  await expect(deleteGroup(bobs, groupId)).rejects.toThrow(failure('GROUP_IN_USE'))
  await open.close()
  const { path } = await readGroupFolder(bobs, groupId)
  await deleteGroup(bobs, groupId)
  await expect(access(path)).rejects.toMatchObject({ code: 'ENOENT' })
  await expect(access(`${path}.deleted`)).rejects.toMatchObject({ code: 'ENOENT' })
  await expect(readGroupFolder(bobs, groupId)).rejects.toThrow(failure('NO_SUCH_GROUP'))
  expect((await readGroupFolder(alices, groupId)).name).toBe('Office')
})
