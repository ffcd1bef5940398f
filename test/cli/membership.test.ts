// The life of a membership and of an identity by the command line: roles, removal, coming again, recovery, leaving, and what is kept
// elsewhere.
import { execFileSync } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { exportIdentity } from '../../src/group/index.js'
import { eventually } from '../support/eventually.js'
import { ON_LOOPBACK, potluck, potluckJson, startNode, type RunningNode } from '../support/potluck-command.js'

let folder: string
let phrase: string
let alice: RunningNode
let bob: RunningNode

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'potluck-membership-'))
  await ask('alice', 'init', '--name', 'alice')
  phrase = String((await ask('alice', 'group', 'create', 'Office'))['recoveryPhrase'])
  alice = await start('alice')
  const identity = String((await ask('bob', 'init', '--name', 'bob'))['identity'])
  await ask('bob', 'join', String((await ask('alice', 'invite', '--for', identity))['invitation']))
  bob = await start('bob')
  await synchronised('alice')
}, 60_000)
afterAll(async () => {
  await Promise.all([alice.stop(), bob.stop()])
  await rm(folder, { recursive: true })
})

const home = (name: string): string => join(folder, name)
const start = (name: string): Promise<RunningNode> => startNode(['--home', home(name)], { env: ON_LOOPBACK })
const run = (name: string, ...args: string[]) => potluck([...args, '--home', home(name)])
const ask = (name: string, ...args: string[]) => potluckJson([...args, '--home', home(name)])

async function synchronised(name: string): Promise<void> {
  await eventually(async () => {
    const { groups } = (await ask(name, 'status')) as { groups: { synchronised: boolean; members: number }[] }
    expect(groups).toMatchObject([{ synchronised: true, members: 2 }])
  })
}

async function roles(name: string): Promise<{ [member: string]: string }> {
  const { members } = (await ask(name, 'group', 'members')) as { members: { name: string; role: string }[] }
  return Object.fromEntries(members.map((member) => [member.name, member.role]))
}

test('a member is given a role, removed, told, invited again, recovers with the phrase, and leaves', async () => {
  // Whoever is called bob may not be bob.
  expect((await run('alice', 'group', 'role', 'bob', 'administrator')).stderr).toContain('anybody may be called so')
  const end = String((await ask('bob', 'identity', 'show'))['peerId']).slice(-8)
  const promote = async () => (await run('alice', 'group', 'role', `…${end}`, 'administrator')).stdout
  expect(await promote()).toBe('bob is now administrator of Office\n')
  expect(await promote()).toBe('bob was administrator of Office\n')
  await eventually(async () => expect(await roles('bob')).toEqual({ alice: 'administrator', bob: 'administrator' }))
  expect((await run('alice', 'group', 'remove', 'nobody')).stderr).toContain('no member nobody')
  expect((await run('bob', 'group', 'remove', 'alice')).stderr).toContain('(MAY_NOT_REMOVE)')

  expect((await run('alice', 'group', 'remove', 'bob')).stdout).toMatch(
    /^bob \(….{8}\) is no member of Office any more\n$/
  )
  expect(await roles('alice')).toEqual({ alice: 'administrator' })
  const bobsLine = String((await ask('bob', 'identity', 'show'))['identity'])
  await eventually(async () =>
    expect((await run('bob', 'group', 'show')).stdout).toContain('removed this machine from')
  )
  expect((await run('alice', 'invite', '--for', bobsLine)).stderr).toContain('(ALREADY_REMOVED)')
  const again = await ask('alice', 'invite', '--for', bobsLine, '--again')
  expect((await run('bob', 'join', String(again['invitation']))).stdout).toContain('is in the group Office as member')

  const recovered = await potluck(['recover', '--home', home('bob')], { input: `${phrase}\n` })
  expect(recovered.stdout).toContain('this machine is administrator of Office, by the root of the group')
  await eventually(async () => expect(await roles('alice')).toEqual({ alice: 'administrator', bob: 'administrator' }))
  await synchronised('bob')
  const words = { input: phrase }
  const removed = await potluck(['group', 'remove', 'alice', '--with-phrase', '--home', home('bob')], words)
  expect(removed.stdout).toContain('is no member of Office any more')
  expect((await run('bob', 'group', 'leave')).stderr).toContain('(LAST_ADMINISTRATOR)')
  const left = await run('bob', 'group', 'leave', '--force')
  expect(left.stdout).toContain('this machine has left Office\n')

  expect((await run('bob', 'group', 'delete')).stdout).toBe('Office is deleted from this machine\n')
  expect((await run('bob', 'group', 'show')).stderr).toContain('(NO_GROUP)')
  expect((await run('bob', 'identity', 'delete')).stderr).toContain('(ALREADY_RUNNING)')
}, 60_000)

test('what an administrator revoked is a list that openssl reads', async () => {
  await ask('dave', 'init', '--name', 'dave')
  await ask('dave', 'group', 'create', 'Kiosk')
  const file = join(folder, 'dave.crl')
  expect((await run('dave', 'group', 'crl', '-o', file)).stdout).toContain('what this machine revoked in Kiosk is in')
  const shown = execFileSync('openssl', ['crl', '-in', file, '-noout', '-text'], { encoding: 'utf8' })
  expect(shown).toContain('No Revoked Certificates')
  expect((await run('dave', 'group', 'delete')).code).toBe(0)
  expect((await run('dave', 'identity', 'delete')).stdout).toBe('the identity is deleted\n')
})

test('an identity is exported, and imported where there is none', async () => {
  const { peerId } = await ask('erin', 'init', '--name', 'erin')
  const [file, secret, wrong] = ['erin.age', 'passphrase', 'wrong'].map((name) => join(folder, name))
  await writeFile(secret!, 'correct horse\n')
  await writeFile(wrong!, 'incorrect horse\n')
  expect((await run('erin', 'identity', 'export', file!, '--passphrase-file', secret!)).code).toBe(0)
  expect(await readFile(file!, 'utf8')).toContain('BEGIN AGE ENCRYPTED FILE')
  // As costly as people have it is one time enough.
  await writeFile(file!, await exportIdentity(home('erin'), 'correct horse', { workFactor: 10 }))
  expect((await run('new', 'identity', 'import', file!)).stderr).toContain('use --passphrase-file (USAGE)')
  const failed = await run('new', 'identity', 'import', file!, '--passphrase-file', wrong!)
  expect(failed.stderr).toContain('(BAD_PASSPHRASE)')
  expect(await ask('new', 'identity', 'import', file!, '--passphrase-file', secret!)).toEqual({ peerId, name: 'erin' })
  const twice = await run('new', 'identity', 'import', file!, '--passphrase-file', secret!)
  expect(twice.stderr).toContain('(IDENTITY_EXISTS)')
}, 60_000)
