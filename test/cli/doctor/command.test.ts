// `doctor` and `config show` as people run them, without a node and with one.
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Finding } from '../../../src/cli/doctor/facts.js'
import type { ShownSetting } from '../../../src/gateway/index.js'
import { potluck, startNode } from '../../support/potluck-command.js'

const env = { POTLUCK_LISTEN_HOSTS: '127.0.0.1', POTLUCK_DISCOVERY_MDNS: 'false' }
const flags = ['--group-port', '0', '--content-port', '0', '--gateway-port', '0']
let home: string

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'potluck-doctor-'))
  await potluck(['init', '--name', 'alice', '--home', home])
  await potluck(['group', 'create', 'Home', '--home', home])
})
afterAll(() => rm(home, { recursive: true }))

const levels = (findings: unknown): { [check: string]: string } =>
  Object.fromEntries((findings as Finding[]).map(({ check, level }) => [check, level]))

test('without a node: what is wrong is said, with 1', async () => {
  const taken = createServer()
  await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve))
  const variables = { ...env, POTLUCK_PORTS_CONTENT: String((taken.address() as AddressInfo).port) }
  const { code, json } = await potluck(['doctor', '--home', home, '--json'], { env: variables })
  taken.close()
  expect([code, json['ok']]).toEqual([1, false])
  expect(json['findings']).toContainEqual(expect.objectContaining({ check: 'ports', level: 'fail' }))
  expect(levels(json['findings'])).toMatchObject({ home: 'ok', node: 'warn', certificate: 'ok', disk: 'ok' })
})

test('a home that others can look into is a failure with what helps', async () => {
  await chmod(home, 0o755)
  const { code, stdout } = await potluck(['doctor', '--home', home], { env })
  await chmod(home, 0o700)
  expect(code).toBe(1)
  expect(stdout).toMatch(/^fail {2}home .*chmod 700/m)
})

test('with a node: what it knows, and the settings that it started with', async () => {
  const node = await startNode(['--home', home, ...flags], { env })
  try {
    const { json } = await potluck(['doctor', '--home', home, '--json'])
    expect(levels(json['findings'])).toMatchObject({
      ...{ home: 'ok', node: 'ok', ports: 'ok', uplink: 'ok', certificate: 'ok', neighbours: 'warn' }
    })
    const shown = await potluck(['config', 'show', '--home', home, '--json'], { env: { POTLUCK_PORTS_CONTENT: '7' } })
    const settings = shown.json['settings'] as ShownSetting[]
    const of = (key: string): ShownSetting | undefined => settings.find((setting) => setting.key === key)
    expect(of('ports.group')).toEqual({ key: 'ports.group', value: 0, origin: { kind: 'flag' } })
    expect(of('listen.hosts')?.origin).toEqual({ kind: 'variable', where: 'POTLUCK_LISTEN_HOSTS' })
    expect(of('cache.maxBytes')?.origin).toEqual({ kind: 'default' })
    const after = (shown.json['afterRestart'] as ShownSetting[]).find(({ key }) => key === 'ports.content')
    expect([shown.json['running'], after?.value]).toEqual([true, 7])
    const lines = (await potluck(['config', 'show', '--origin', '--home', home], { env })).stdout.split('\n')
    expect(lines).toContainEqual(expect.stringMatching(/^ports\.group +0 +the command line$/))
    expect(lines).toContain('after a start from here:')
  } finally {
    await node.stop()
  }
})
