import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { seededRandom } from '../../src/base/index.js'
import {
  createGroup,
  createIdentity,
  createInvitation,
  joinGroup,
  knownMembers,
  listGroups,
  loadIdentity,
  readGroupFolder,
  saveIdentity,
  NO_REMOVALS,
  verifyChain,
  verifyMembership,
  type Role
} from '../../src/group/index.js'
import { issueCertificate } from '../../src/group/certificates.js'
import { readEntries } from '../../src/group/membership-entry.js'
import { encodeChain } from '../../src/group/membership-object.js'
import { MembershipState } from '../../src/group/membership-state.js'
import { saveMembershipObject } from '../../src/group/membership-storage.js'
import { prepareLeaving, prepareRemoval } from '../../src/group/remove-member.js'
import { groupIdOf, rootKeyFromSeed, seedFromPhrase } from '../../src/group/group-root.js'
import { FakeClock } from '../support/fake-clock.js'
import { mallory } from '../support/people.js'
import { remove } from '../support/removals.js'

const DAY_MS = 24 * 3600_000

describe('groups on disk', () => {
  const clock = new FakeClock()
  let base: string
  let alicesHome: string
  let bobsHome: string
  beforeEach(async () => {
    base = await mkdtemp(join(tmpdir(), 'potluck-group-'))
    alicesHome = join(base, 'alice')
    bobsHome = join(base, 'bob')
    await saveIdentity(alicesHome, createIdentity('alice', seededRandom(1)))
    await saveIdentity(bobsHome, createIdentity('bob', seededRandom(2)))
  })
  afterEach(() => rm(base, { recursive: true }))

  async function inviteBob(
    groupId: string,
    role: Role = 'member',
    addresses = ['/ip4/192.0.2.1/tcp/1967'],
    removals = NO_REMOVALS
  ) {
    return createInvitation({
      group: await readGroupFolder(alicesHome, groupId),
      keyPair: (await loadIdentity(alicesHome)).keyPair,
      forIdentity: (await loadIdentity(bobsHome)).keyPair,
      role,
      addresses,
      nowMs: clock.nowMs(),
      random: seededRandom(clock.nowMs()),
      removals,
      again: true
    }).text
  }

  /** By alice, who has bob's membership; where he stays, with the chain that came with it. */
  async function removeBob(groupId: string, stays?: { role: Role }) {
    const [folder, { keyPair }] = [await readGroupFolder(alicesHome, groupId), await loadIdentity(alicesHome)]
    const bobsChain = (await readGroupFolder(bobsHome, groupId)).chain
    const { idBytes: rootPublicKey, chain } = folder
    const state = new MembershipState()
    for (const one of [chain, bobsChain]) state.add(readEntries(rootPublicKey, encodeChain(one))!, clock.nowMs())
    const by = { rootPublicKey, chain, keyPair, nowMs: clock.nowMs(), random: seededRandom(6) }
    const { peer } = await loadIdentity(bobsHome)
    const { object } = prepareRemoval({ by, state, peer, cut: [], stays })
    state.add(readEntries(rootPublicKey, object)!, clock.nowMs())
    return { object, removals: state.removals, chain: state.currentOf(peer, clock.nowMs())?.chain }
  }

  async function loadAlice() {
    return await loadIdentity(alicesHome)
  }

  /** By alice, as an administrator. */
  async function appointMallory(groupId: string): Promise<Uint8Array[]> {
    const [{ idBytes, chain }, { keyPair }] = [await readGroupFolder(alicesHome, groupId), await loadAlice()]
    const own = verifyChain(idBytes, chain)
    if (!own.ok) throw new Error(own.reason)
    const { pathLength, validFromMs: notBeforeMs, validUntilMs: notAfterMs } = own.membership
    const issuer = { keyPair, pathLength, notBeforeMs, notAfterMs }
    const context = { nowMs: clock.nowMs(), random: seededRandom(4) }
    return [...chain, issueCertificate(issuer, mallory.keyPair.publicKey, 'administrator', context)]
  }

  test('a founder is the first administrator', async () => {
    const { id, name } = await createGroup(alicesHome, 'Office', { clock })
    expect(name).toBe('Office')
    expect(await listGroups(alicesHome)).toEqual([id])
    const folder = await readGroupFolder(alicesHome, id)
    const verdict = verifyMembership({
      rootPublicKey: folder.idBytes,
      chain: folder.chain,
      removals: NO_REMOVALS,
      nowMs: clock.nowMs()
    })
    expect(verdict).toMatchObject({ ok: true, role: 'administrator', peer: (await loadIdentity(alicesHome)).peer })
  })

  test('the recovery phrase gives the root back, and stands in no file', async () => {
    const { id, recoveryPhrase } = await createGroup(alicesHome, 'Office', { clock })
    const seed = seedFromPhrase(recoveryPhrase)
    expect(groupIdOf(rootKeyFromSeed(seed).publicKey)).toBe(id)
    const file = await readFile(join(alicesHome, 'groups', id, 'group.json'), 'utf8')
    expect(file).not.toContain(Buffer.from(seed).toString('hex'))
    expect(file).not.toContain(Buffer.from(rootKeyFromSeed(seed).seed).toString('hex'))
  })

  test('an invited identity joins, and its folder can be read by its owner only', async () => {
    const { id } = await createGroup(alicesHome, 'Office', { clock })
    const joined = await joinGroup(bobsHome, await inviteBob(id), { clock })
    expect(joined).toMatchObject({ id, name: 'Office', role: 'member', again: false })
    const folder = await readGroupFolder(bobsHome, id)
    expect(folder.secret).toEqual((await readGroupFolder(alicesHome, id)).secret)
    expect(folder.knownAddresses).toEqual(['/ip4/192.0.2.1/tcp/1967'])
    expect((await stat(join(folder.path, 'group.json'))).mode & 0o777).toBe(0o600)
  })

  test('joining twice with one invitation changes nothing', async () => {
    const { id } = await createGroup(alicesHome, 'Office', { clock })
    const invitation = await inviteBob(id)
    await joinGroup(bobsHome, invitation, { clock })
    const before = await readGroupFolder(bobsHome, id)
    expect(await joinGroup(bobsHome, invitation, { clock })).toMatchObject({ id, again: true })
    expect(await readGroupFolder(bobsHome, id)).toEqual(before)
  })

  test('a renewed invitation replaces the certificate, an older one does not take it back', async () => {
    const { id } = await createGroup(alicesHome, 'Office', { clock })
    const old = await inviteBob(id)
    const first = await joinGroup(bobsHome, old, { clock })
    clock.advance(3 * DAY_MS)
    const second = await joinGroup(bobsHome, await inviteBob(id, 'member', ['/ip4/192.0.2.2/tcp/1967']), { clock })
    expect(second.validUntilMs).toBe(first.validUntilMs + 3 * DAY_MS)
    expect(await joinGroup(bobsHome, old, { clock })).toMatchObject({ validUntilMs: second.validUntilMs })
    const promoted = await joinGroup(bobsHome, await inviteBob(id, 'administrator'), { clock })
    expect(promoted.role).toBe('administrator')
    expect((await joinGroup(bobsHome, await inviteBob(id), { clock })).role).toBe('administrator')
    expect((await readGroupFolder(bobsHome, id)).knownAddresses).toEqual([
      '/ip4/192.0.2.1/tcp/1967',
      '/ip4/192.0.2.2/tcp/1967'
    ])
  })

  test('who was demoted gets its new certificate once it hears of that, and no sooner', async () => {
    const { id } = await createGroup(alicesHome, 'Office', { clock })
    await joinGroup(bobsHome, await inviteBob(id, 'administrator'), { clock })
    const { object, chain } = await removeBob(id, { role: 'member' })
    await saveMembershipObject(join(bobsHome, 'groups', id, 'members'), encodeChain(chain!))
    expect((await joinGroup(bobsHome, await inviteBob(id), { clock })).role).toBe('administrator')
    await saveMembershipObject(join(bobsHome, 'groups', id, 'members'), object)
    expect((await joinGroup(bobsHome, await inviteBob(id), { clock })).role).toBe('member')
    expect((await readGroupFolder(bobsHome, id)).chain).toEqual(chain)
  })

  test('who was removed joins with an invitation that knows of it, and with no other', async () => {
    const { id } = await createGroup(alicesHome, 'Office', { clock })
    const before = await inviteBob(id)
    await joinGroup(bobsHome, before, { clock })
    const removal = await removeBob(id)
    const after = await inviteBob(id, 'member', [], removal.removals)
    await saveMembershipObject(join(bobsHome, 'groups', id, 'members'), removal.object)
    await expect(joinGroup(bobsHome, before, { clock })).rejects.toMatchObject({ code: 'REMOVED' })
    expect(await joinGroup(bobsHome, after, { clock })).toMatchObject({ role: 'member', again: true })
    // The old one again takes nothing back.
    expect(await joinGroup(bobsHome, before, { clock })).toMatchObject({ role: 'member' })
  })

  test('who was removed by one that is removed itself joins with an invitation made after it', async () => {
    const { id } = await createGroup(alicesHome, 'Office', { clock })
    await joinGroup(bobsHome, await inviteBob(id), { clock })
    const [folder, bob] = [await readGroupFolder(alicesHome, id), await loadIdentity(bobsHome)]
    const byMallory = { person: mallory, chain: await appointMallory(id) }
    // All that bob hears; what mallory says of the time may be anything.
    for (const madeMs of [clock.nowMs(), clock.nowMs() + 9 * DAY_MS]) {
      const { object } = remove(folder, byMallory, bob, { madeMs, nonce: new Uint8Array(16).fill(madeMs % 251) })
      await saveMembershipObject(join(bobsHome, 'groups', id, 'members'), object)
    }
    clock.advance(DAY_MS)
    expect(await joinGroup(bobsHome, await inviteBob(id), { clock })).toMatchObject({ role: 'member' })
    const state = await knownMembers(await readGroupFolder(bobsHome, id), clock.nowMs())
    expect(state.currentOf(bob.peer, clock.nowMs())).toBeDefined()
  })

  test('who left unheard joins with an invitation made after it, and with none made before', async () => {
    const { id } = await createGroup(alicesHome, 'Office', { clock })
    const before = await inviteBob(id)
    await joinGroup(bobsHome, before, { clock })
    clock.advance(DAY_MS)
    const folder = await readGroupFolder(bobsHome, id)
    const by = { rootPublicKey: folder.idBytes, chain: folder.chain, keyPair: (await loadIdentity(bobsHome)).keyPair }
    const state = await knownMembers(folder, clock.nowMs())
    const left = prepareLeaving({ by: { ...by, nowMs: clock.nowMs(), random: seededRandom(9) }, state, cut: [] })
    await saveMembershipObject(join(folder.path, 'members'), left.object)
    await expect(joinGroup(bobsHome, before, { clock })).rejects.toMatchObject({ code: 'REMOVED' })
    clock.advance(DAY_MS)
    expect(await joinGroup(bobsHome, await inviteBob(id), { clock })).toMatchObject({ role: 'member', again: true })
  })

  test('an invitation by an administrator that is known to be removed changes nothing of the group here', async () => {
    const { id } = await createGroup(alicesHome, 'Office', { clock })
    await joinGroup(bobsHome, await inviteBob(id), { clock })
    const [folder, malloryChain] = [await readGroupFolder(alicesHome, id), await appointMallory(id)]
    const bobsKeys = (await loadIdentity(bobsHome)).keyPair
    const invitation = () =>
      createInvitation({
        ...{ group: { ...folder, chain: malloryChain, secret: new Uint8Array(32).fill(6) }, keyPair: mallory.keyPair },
        ...{ addresses: ['/ip4/192.0.2.66/tcp/1967'], nowMs: clock.nowMs(), random: seededRandom(8) },
        ...{ forIdentity: bobsKeys, removals: NO_REMOVALS }
      }).text
    const before = await readGroupFolder(bobsHome, id)
    // Nor does an administrator give a group another secret while it is one.
    await joinGroup(bobsHome, invitation(), { clock })
    expect((await readGroupFolder(bobsHome, id)).secret).toEqual(before.secret)
    const removal = remove(folder, { person: await loadAlice(), chain: folder.chain }, mallory)
    await saveMembershipObject(join(bobsHome, 'groups', id, 'members'), removal.object)
    const then = await readGroupFolder(bobsHome, id)
    await expect(joinGroup(bobsHome, invitation(), { clock })).rejects.toMatchObject({
      code: 'INVITATION_INVALID'
    })
    expect(await readGroupFolder(bobsHome, id)).toEqual(then)
  })

  test('a folder that cannot be read is named, and repaired by joining again', async () => {
    const { id } = await createGroup(alicesHome, 'Office', { clock })
    const invitation = await inviteBob(id)
    await joinGroup(bobsHome, invitation, { clock })
    await writeFile(join(bobsHome, 'groups', id, 'group.json'), '{"version":1')
    await expect(readGroupFolder(bobsHome, id)).rejects.toMatchObject({ code: 'BAD_GROUP_FILE' })
    await joinGroup(bobsHome, invitation, { clock })
    expect((await readGroupFolder(bobsHome, id)).name).toBe('Office')
  })

  test('joining needs an identity, reading a group that was joined', async () => {
    await expect(joinGroup(join(base, 'nobody'), 'pot-invite-1-aa')).rejects.toMatchObject({ code: 'NO_IDENTITY' })
    await expect(readGroupFolder(bobsHome, '00'.repeat(32))).rejects.toMatchObject({ code: 'NO_SUCH_GROUP' })
    await expect(readGroupFolder(bobsHome, '../..')).rejects.toMatchObject({ code: 'NO_SUCH_GROUP' })
    expect(await listGroups(join(base, 'nobody'))).toEqual([])
  })
})
