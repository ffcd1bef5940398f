// The machine that created the group loses its disk; what is left of it is twelve words on paper. The group goes on, and the words bring
// its root back.
import { randomBytes } from 'node:crypto'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { eventually } from '../support/eventually.js'
import { statusOf } from './ask.js'
import { letIn } from './group-of-hosts.js'
import { Lan, namespacesAllowed, type Host } from './lan.js'

interface ListedMember {
  readonly peer: string
  readonly role: string
  readonly depth: number
}

const allowed = await namespacesAllowed()
const BUDGET_MS = 30_000

describe.skipIf(!allowed)('a group whose creator is lost', () => {
  let lan: Lan
  let alice: Host
  let bob: Host
  let carol: Host
  let url: string

  beforeAll(async () => {
    lan = await Lan.create({ hosts: 3, uplinkMbitPerSecond: 50 })
    ;[alice, bob, carol] = lan.hosts as [Host, Host, Host]
    await mkdir(join(lan.folder, 'www'))
    await writeFile(join(lan.folder, 'www', 'content'), randomBytes(1024 * 1024))
    await lan.startOrigin('test/network/origin.mjs', [join(lan.folder, 'www')])
    url = `http://${lan.originHost}/content`
  })
  afterAll(() => lan?.close())

  test('goes on, and gets its root back from the phrase', async () => {
    const first = await ok(alice, 'init', '--name', 'alice')
    const { recoveryPhrase } = await ok(alice, 'group', 'create', 'Office')
    await letIn(alice, bob)
    await alice.up()
    await bob.up()
    await synchronised([alice, bob])
    const { peerId: bobsPeer } = await ok(bob, 'identity', 'show')
    await ok(alice, 'group', 'role', String(bobsPeer), 'administrator')
    await eventually(
      async () => expect(await roleOf(bob, bobsPeer)).toMatchObject({ role: 'administrator' }),
      BUDGET_MS
    )
    await ok(bob, 'get', url, '-o', join(lan.folder, 'at-bob'))

    await alice.kill()
    await rm(alice.home, { recursive: true })
    await mkdir(alice.home, { mode: 0o700 })

    // Nobody needs her: bob lets carol in, who gets what bob has.
    await letIn(bob, carol)
    await carol.up()
    await synchronised([bob, carol])
    await ok(carol, 'get', url, '-o', join(lan.folder, 'at-carol'))

    // She is a new machine to the group, until she has the words.
    await letIn(bob, alice)
    await alice.up()
    await synchronised([alice, bob, carol])
    const { peerId: second } = await ok(alice, 'identity', 'show')
    expect(await roleOf(alice, second)).toMatchObject({ role: 'member' })
    await withPhrase(alice, 'recover', recoveryPhrase)
    await eventually(async () => {
      for (const host of [alice, bob, carol]) {
        expect(await roleOf(host, second)).toMatchObject({ role: 'administrator', depth: 1 })
      }
    }, BUDGET_MS)

    // What she was before is in nobody's hands, but on a disk somewhere.
    await synchronised([alice, bob, carol])
    await withPhrase(alice, `group remove ${String(first['peerId'])} --with-phrase`, recoveryPhrase)
    const { peerId: carolsPeer } = await ok(carol, 'identity', 'show')
    await ok(alice, 'group', 'role', String(carolsPeer), 'administrator')
    await eventually(async () => {
      for (const host of [alice, bob, carol]) {
        expect(await roleOf(host, first['peerId'])).toBeUndefined()
        expect(await roleOf(host, bobsPeer)).toMatchObject({ role: 'administrator', depth: 2 })
        expect(await roleOf(host, carolsPeer)).toMatchObject({ role: 'administrator', depth: 2 })
      }
    }, BUDGET_MS)
  })

  /** A command that reads the words from stdin. */
  async function withPhrase(host: Host, command: string, phrase: unknown): Promise<void> {
    const paper = join(lan.folder, 'paper')
    await writeFile(paper, `${String(phrase)}\n`)
    const potluck = `${process.execPath} ${resolve('dist/cli/main.js')}`
    const { code, stderr } = await host.run(['sh', '-c', `${potluck} ${command} < ${paper}`])
    expect([code, stderr]).toEqual([0, ''])
  }
})

async function ok(host: Host, ...command: string[]): Promise<{ [key: string]: unknown }> {
  const { code, json, stderr } = await host.potluck(...command)
  if (code !== 0) throw new Error(`potluck ${command.join(' ')}: ${stderr}`)
  return json
}

/** Who was lost counts as present for three minutes more, so nobody is counted. */
async function synchronised(hosts: readonly Host[]): Promise<void> {
  await eventually(async () => {
    for (const host of hosts) expect((await statusOf(host)).groups).toMatchObject([{ synchronised: true }])
  }, BUDGET_MS)
}

async function roleOf(host: Host, peer: unknown): Promise<ListedMember | undefined> {
  const { members } = (await ok(host, 'group', 'members')) as unknown as { members: ListedMember[] }
  return members.find((member) => member.peer === peer)
}
