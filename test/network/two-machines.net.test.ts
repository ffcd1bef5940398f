// Runs exactly the five lines of the README's "Two machines", each on its machine, in two namespaces.
import { randomBytes } from 'node:crypto'
import { chmod, mkdir, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fileDigest, Lan, namespacesAllowed, type Host } from './lan.js'
import { readmeLines } from './readme-lines.js'

const allowed = await namespacesAllowed()

describe.skipIf(!allowed)('the README’s five lines', () => {
  let lan: Lan

  beforeAll(async () => {
    lan = await Lan.create({ hosts: 2, uplinkMbitPerSecond: 50 })
    await mkdir(join(lan.folder, 'www'))
    await writeFile(join(lan.folder, 'www', 'content'), randomBytes(4 * 1024 * 1024))
    await lan.startOrigin('test/network/origin.mjs', [join(lan.folder, 'www')])
    const command = `#!/bin/sh\nexec ${process.execPath} ${resolve('dist/cli/main.js')} "$@"\n`
    await writeFile(join(lan.folder, 'potluck'), command)
    await chmod(join(lan.folder, 'potluck'), 0o755)
  })
  afterAll(() => lan?.close())

  test('two machines form a group, and the second gets a file', async () => {
    const lines = await readmeLines('two-machines')
    expect(lines).toHaveLength(5)
    const machines: { [name: string]: Host } = { alice: lan.hosts[0]!, bob: lan.hosts[1]! }
    const said: { [variable: string]: string } = { URL: `http://${lan.originHost}/content` }
    for (const [machine, command] of lines) {
      const host = machines[machine]
      if (host === undefined) throw new Error(`no machine ${machine}`)
      const printed = await shell(host, command, said)
      const lastWord = printed.trim().split('\n').at(-1) ?? ''
      if (command.includes('init')) said['IDENTITY'] = lastWord
      if (command.includes('invite')) said['INVITATION'] = lastWord
    }
    expect(await fileDigest(join(lan.folder, 'file'))).toBe(await fileDigest(join(lan.folder, 'www', 'content')))
    const { json } = await machines['alice']!.potluck('status')
    expect(json).toMatchObject({ groups: [{ members: 2, present: 2 }] })
  })

  /** Runs one line as a person's shell would; what it leaves running (`&`) is stopped with the LAN. */
  function shell(host: Host, command: string, variables: { [name: string]: string }): Promise<string> {
    return lan.shell(host, command, { ...variables, PATH: `${lan.folder}:${process.env['PATH'] ?? ''}` })
  }
})
