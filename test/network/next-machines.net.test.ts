// Runs exactly the lines of the README's "The next machines", each on its machine: one comes in by a code, one by knocking. Prints
// how long each took from `potluck join` or `potluck knock` until the first record of the group was printed there.
import { randomBytes } from 'node:crypto'
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { eventually } from '../support/eventually.js'
import { fileDigest, Lan, namespacesAllowed, type Host } from './lan.js'
import { readmeLines } from './readme-lines.js'

const allowed = await namespacesAllowed()

describe.skipIf(!allowed)('the README’s next machines', () => {
  let lan: Lan
  let machines: { [name: string]: Host }
  let said: { [variable: string]: string }
  let alicesPeer: string

  beforeAll(async () => {
    lan = await Lan.create({ hosts: 4, uplinkMbitPerSecond: 50 })
    await mkdir(join(lan.folder, 'www'))
    await writeFile(join(lan.folder, 'www', 'content'), randomBytes(1024 * 1024))
    await lan.startOrigin('test/network/origin.mjs', [join(lan.folder, 'www')])
    const [alice, carol, dave, erin] = lan.hosts as [Host, Host, Host, Host]
    machines = { alice, carol, dave, erin }
    said = { URL: `http://${lan.originHost}/content` }
    // Writes down when each command began.
    const main = resolve('dist/cli/main.js')
    const command = `#!/bin/sh\necho "$(date +%s%3N) $*" >> "$POTLUCK_HOME.calls"\nexec ${process.execPath} ${main} "$@"\n`
    await writeFile(join(lan.folder, 'potluck'), command)
    await chmod(join(lan.folder, 'potluck'), 0o755)
    const [[, first]] = (await readmeLines('two-machines')) as [[string, string]]
    await shell(alice, first)
    await shell(alice, 'potluck get $URL -o alices-file')
    alicesPeer = String((await alice.potluck('status')).json['peerId'])
  })
  afterAll(() => lan?.close())

  test('one comes in by a code', async () => {
    const lines = await readmeLines('by-code')
    expect(lines.map(([machine]) => machine)).toEqual(['alice', 'carol', 'carol'])
    await runLines(lines)
    await expectIn('carol', 'join')
  })

  test('nobody finds the group who knocks before an administrator has turned that on', async () => {
    const erin = machines['erin']!
    await erin.potluck('init', '--name', 'erin')
    expect(await erin.potluck('knock')).toMatchObject({ code: 1, json: { error: { code: 'NOBODY_FOUND' } } })
    // Whoever does not want to wait stops it: here as soon as it looks, with a socket at the port of mDNS.
    const knock = `${process.execPath} ${resolve('dist/cli/main.js')} knock`
    const looks = 'until grep -q :14E9 /proc/net/udp; do sleep 0.05; done'
    expect(await erin.run(['bash', '-c', `${knock} & ${looks}; kill -INT $!; wait $!`])).toMatchObject({
      code: 130,
      stderr: 'potluck: stopped by SIGINT (INTERRUPTED)\n'
    })
  })

  test('one comes in by knocking', async () => {
    const lines = await readmeLines('by-knock')
    expect(lines.map(([machine]) => machine)).toEqual(['alice', 'dave', 'alice', 'alice', 'dave'])
    await runLines(lines)
    await expectIn('dave', 'knock')
    const { json } = await machines['alice']!.potluck('knocks')
    expect(json).toMatchObject({ knocking: 'on', knocks: [] })
    // By its name alone a person is asked, and there is none.
    expect(await machines['erin']!.potluck('knock', 'Home')).toMatchObject({
      code: 2,
      json: { error: { code: 'USAGE' } }
    })
  })

  async function runLines(lines: readonly [string, string][]): Promise<void> {
    for (const [machine, command] of lines) {
      const host = machines[machine]
      if (host === undefined) throw new Error(`no machine ${machine}`)
      if (command.includes('potluck up &')) {
        running = shell(host, command)
        printed = firstRecord(host)
        for (const later of [running, printed]) later.catch(() => {})
        // Who knocks waits for the lines that follow.
        if (!command.includes('knock')) await running
      } else if (/^potluck knocks +#/.test(command)) {
        // A person looks again until somebody is there.
        await eventually(async () => {
          const key = /key (…\w{8}) /.exec(await shell(host, command))?.[1]
          expect(key).toBeDefined()
          said['KEY'] = key!
        }, 30_000)
      } else {
        if (command.includes('get')) await running
        const answer = await shell(host, command)
        const id = /potluck knock ([0-9a-f]{16})$/.exec(answer.trim())?.[1]
        if (id !== undefined) said['ID'] = id
        if (command.includes('invite')) said['CODE'] = answer.trim().split('\n').at(-1) ?? ''
      }
    }
  }
  let running: Promise<unknown> = Promise.resolve()
  let printed: Promise<unknown> = Promise.resolve()

  async function expectIn(name: string, way: 'join' | 'knock'): Promise<void> {
    expect(await fileDigest(join(lan.folder, 'file'))).toBe(await fileDigest(join(lan.folder, 'www', 'content')))
    const printedAtMs = Number(await printed)
    const calls = (await readFile(`${machines[name]!.home}.calls`, 'utf8')).trim().split('\n')
    const begun = (word: string): number => Number(calls.find((line) => line.split(' ')[1] === word)?.split(' ')[0])
    const [beganMs, upMs] = [begun(way), begun('up')]
    console.log(JSON.stringify({ way, commandMs: upMs - beganMs, firstRecordMs: printedAtMs - beganMs }))
    expect(printedAtMs).toBeGreaterThan(beganMs)
  }

  /** When `potluck watch` on the host first printed a record of alice's, ms since 1970. */
  function firstRecord(host: Host): Promise<string> {
    const seen = `${host.home}.seen`
    return shell(
      host,
      [
        'until [ -S "$POTLUCK_HOME/potluck.sock" ]; do sleep 0.02; done',
        `(until potluck watch --type group.member --json > ${seen} 2>&1; do sleep 0.1; done) &`,
        `until grep -q ${alicesPeer} ${seen} 2> /dev/null; do sleep 0.02; done`,
        'date +%s%3N',
        "trap '' TERM; kill 0"
      ].join('\n')
    )
  }

  /** Runs one line as a person's shell would; what it leaves running (`&`) is stopped with the LAN. */
  function shell(host: Host, command: string): Promise<string> {
    return lan.shell(host, command, { ...said, PATH: `${lan.folder}:${process.env['PATH'] ?? ''}` })
  }
})
