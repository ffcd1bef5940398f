// Identities and groups of a home as programs make, read, carry, recover and delete them.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { exportPeerIdentity } from '../../src/embed/open-identity.js'
import { PeerGroup, PeerIdentity } from '../../src/index.js'

const LOOPBACK = { hosts: ['127.0.0.1'], mdns: false, env: {}, connect: false }

let folder: string
let home: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'potluck-identity-'))
  home = join(folder, 'alice')
})
afterEach(async () => {
  await PeerGroup.closeAll()
  await rm(folder, { recursive: true })
})

test('an identity is made once, read, and deleted after its groups', async () => {
  await expect(PeerIdentity.get({ home })).rejects.toMatchObject({ code: 'NO_IDENTITY' })
  const made = await PeerIdentity.create({ home, name: 'alice' })
  expect(made).toMatchObject({ name: 'alice', text: expect.stringMatching(/^pot-id-1-/) as string })
  await expect(PeerIdentity.create({ home, name: 'alice' })).rejects.toMatchObject({ code: 'IDENTITY_EXISTS' })
  expect(await PeerIdentity.get({ home })).toEqual(made)
  expect(await PeerIdentity.text({ home })).toBe(made.text)
  expect(await PeerGroup.identity({ home, name: 'another' })).toEqual(made)

  const { group } = await PeerGroup.create({ ...LOOPBACK, home, name: 'alice', group: 'Office' })
  await expect(PeerIdentity.delete({ home })).rejects.toMatchObject({ code: 'ALREADY_RUNNING' })
  await expect(PeerGroup.delete({ home, group: 'Office' })).rejects.toMatchObject({ code: 'GROUP_IN_USE' })
  await group.close()
  await expect(PeerIdentity.delete({ home })).rejects.toMatchObject({ code: 'GROUPS_EXIST' })
  await expect(PeerGroup.delete({ home, group: 'Choir' })).rejects.toMatchObject({ code: 'NO_GROUP' })
  await PeerGroup.delete({ home, group: group.id.slice(0, 8) })
  expect(await PeerGroup.list({ home })).toEqual([])
  await PeerIdentity.delete({ home })
  await expect(PeerIdentity.get({ home })).rejects.toMatchObject({ code: 'NO_IDENTITY' })
})

test('a group is deleted while another of the home stays open', async () => {
  const { group: office } = await PeerGroup.create({ ...LOOPBACK, home, name: 'alice', group: 'Office' })
  const { group: choir } = await PeerGroup.create({ ...LOOPBACK, home, name: 'alice', group: 'Choir' })
  await choir.close()
  await PeerGroup.delete({ home, group: 'Choir' })
  expect(await PeerGroup.list({ home })).toEqual([{ id: office.id, name: 'Office' }])
  expect(office.members()).toHaveLength(1)
})

test('an identity goes to another home by a passphrase', async () => {
  const made = await PeerIdentity.create({ home, name: 'alice' })
  await expect(PeerIdentity.export({ home, passphrase: 'short' })).rejects.toMatchObject({ code: 'BAD_PASSPHRASE' })
  const other = join(folder, 'other')
  await expect(
    PeerIdentity.import({ home: other, passphrase: 'correct horse', text: 'no export' })
  ).rejects.toMatchObject({ code: 'BAD_IDENTITY_EXPORT' })
  const text = await exportPeerIdentity({ home, passphrase: 'correct horse' }, { workFactor: 10 })
  expect(await PeerIdentity.import({ home: other, passphrase: 'correct horse', text })).toEqual(made)
})

test('an invitation is read by anybody, and the phrase makes an administrator of an open group at once', async () => {
  const { group: alice, recoveryPhrase } = await PeerGroup.create({ ...LOOPBACK, home, name: 'alice', group: 'Office' })
  const bobsHome = join(folder, 'bob')
  const { text, peer } = await PeerGroup.identity({ home: bobsHome, name: 'bob' })
  const invitation = await alice.invite(text)
  expect(await PeerGroup.parseInvitation(`${invitation}\n`)).toMatchObject({
    ...{ kind: 'invitation', groupId: alice.id, groupName: 'Office', issuer: alice.identity.peer },
    ...{ subject: peer, role: 'member' }
  })
  const code = await alice.codes.make({ uses: 1 })
  expect(await PeerGroup.parseInvitation(code.text)).toMatchObject({ kind: 'code', issuerName: 'alice' })
  await expect(PeerGroup.parseInvitation(text)).rejects.toMatchObject({ code: 'NOT_AN_INVITATION' })

  const bob = await PeerGroup.join({ ...LOOPBACK, home: bobsHome, name: 'bob', invitation })
  expect(bob.role).toBe('member')
  const wrong = PeerGroup.recover({ home: bobsHome, phrase: 'wrong words' })
  await expect(wrong).rejects.toMatchObject({ code: 'BAD_RECOVERY_PHRASE' })
  await PeerGroup.recover({ home: bobsHome, phrase: recoveryPhrase })
  expect(bob.role).toBe('administrator')
  expect(bob.enumMembers({ peer }).next(1)).toMatchObject([{ depth: 1, issuer: undefined }])
})
