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
  listGroups,
  loadIdentity,
  readGroupFolder,
  saveIdentity,
  NO_REMOVALS,
  verifyMembership,
  type Role
} from '../../src/group/index.js'
import { groupIdOf, rootKeyFromSeed, seedFromPhrase } from '../../src/group/group-root.js'
import { FakeClock } from '../support/fake-clock.js'

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

  async function inviteBob(groupId: string, role: Role = 'member', addresses = ['/ip4/192.0.2.1/tcp/1967']) {
    return createInvitation({
      group: await readGroupFolder(alicesHome, groupId),
      keyPair: (await loadIdentity(alicesHome)).keyPair,
      forIdentity: (await loadIdentity(bobsHome)).keyPair,
      role,
      addresses,
      nowMs: clock.nowMs(),
      random: seededRandom(clock.nowMs()),
      removals: NO_REMOVALS
    }).text
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
