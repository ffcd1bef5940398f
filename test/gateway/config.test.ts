import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { loadConfig } from '../../src/gateway/config.js'
import { SETTINGS } from '../../src/gateway/config-schema.js'

let home: string
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'potluck-config-'))
})
afterEach(() => rm(home, { recursive: true }))

async function load(yaml: string | undefined, env: NodeJS.ProcessEnv = {}, flags = {}): ReturnType<typeof loadConfig> {
  if (yaml !== undefined) await writeFile(join(home, 'config.yaml'), yaml)
  return await loadConfig({ home, env, flags })
}

test('without a file, variables or flags every setting has its default', async () => {
  expect(await load(undefined)).toEqual({
    ports: { group: 1967, content: 6515, gateway: 6516 },
    listen: { hosts: ['0.0.0.0'] },
    discovery: { mdns: true, knownAddresses: [] },
    uplink: { use: true, allowPrivateOrigins: [] },
    cache: { maxBytes: 10 * 2 ** 30 },
    log: { format: 'text', level: 'warn' }
  })
})

test.each(['', '# nothing\n', 'ports:\n'])('an empty file %j is a file without settings', async (yaml) => {
  expect((await load(yaml)).ports.group).toBe(1967)
})

test('flags win over variables, variables over the file', async () => {
  const yaml = 'ports:\n  group: 1\n  content: 2\ncache:\n  maxBytes: 3\n'
  const env = { POTLUCK_PORTS_CONTENT: '20', POTLUCK_CACHE_MAX_BYTES: '30' }
  const config = await load(yaml, env, { 'cache.maxBytes': 300 })
  expect([config.ports.group, config.ports.content, config.cache.maxBytes]).toEqual([1, 20, 300])
})

describe('a variable means what the same text means in the file', () => {
  test.each([
    ['POTLUCK_PORTS_GROUP', '0', { ports: { group: 0 } }],
    ['POTLUCK_DISCOVERY_MDNS', 'false', { discovery: { mdns: false } }],
    ['POTLUCK_CACHE_MAX_BYTES', '512MiB', { cache: { maxBytes: 512 * 2 ** 20 } }],
    ['POTLUCK_CACHE_MAX_BYTES', '1TiB', { cache: { maxBytes: 2 ** 40 } }],
    ['POTLUCK_LISTEN_HOSTS', '127.0.0.1, ::1', { listen: { hosts: ['127.0.0.1', '::1'] } }],
    [
      'POTLUCK_UPLINK_ALLOW_PRIVATE_ORIGINS',
      '10.78.0.0/30,127.0.0.1/32:8080',
      { uplink: { allowPrivateOrigins: ['10.78.0.0/30', '127.0.0.1/32:8080'] } }
    ]
  ])('%s=%s', async (variable, text, expected) => {
    expect(await load(undefined, { [variable]: text })).toMatchObject(expected)
  })
})

describe('what is wrong is said, with its key and place', () => {
  test.each([
    ['port: {}\n', {}, 'config.yaml: unknown key "port": did you mean "ports"?'],
    ['ports:\n  gruop: 1\n', {}, 'config.yaml: unknown key "ports.gruop": did you mean "ports.group"?'],
    ['ports:\n  group: 70000\n', {}, 'config.yaml: ports.group must be at most 65535'],
    ['ports:\n  group: "1967"\n', {}, 'config.yaml: ports.group must be a whole number'],
    ['ports: 1967\n', {}, 'config.yaml: ports must hold keys'],
    ['- ports\n', {}, 'config.yaml must hold keys and values'],
    ['ports: [\n', {}, 'config.yaml is not YAML'],
    ['ports:\n  group: 1\n  group: 2\n', {}, 'config.yaml is not YAML'],
    ['listen:\n  hosts: [localhost]\n', {}, 'config.yaml: listen.hosts, item 1 must be an IP address'],
    ['cache:\n  maxBytes: plenty\n', {}, 'config.yaml: cache.maxBytes must be bytes'],
    [undefined, { POTLUCK_PORTS_GROUP: 'x' }, 'POTLUCK_PORTS_GROUP: ports.group must be a whole number'],
    [
      undefined,
      { POTLUCK_PORT_GROUP: '1' },
      'POTLUCK_PORT_GROUP in the environment is not a setting: did you mean POTLUCK_PORTS_GROUP?'
    ],
    [undefined, { POTLUCK_BLESSED: '1' }, 'POTLUCK_BLESSED in the environment is not a setting']
  ])('%j %j', async (yaml, env, message) => {
    const error: unknown = await load(yaml, env).catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ code: 'BAD_CONFIG', message: expect.stringContaining(message) as string })
  })

  test('a flag is named as such', async () => {
    const message = 'the command line: ports.group must be at least 0'
    await expect(load(undefined, {}, { 'ports.group': -1 })).rejects.toThrow(message)
  })

  test('a huge file is not read', async () => {
    await expect(load('#'.repeat(2 ** 20 + 1))).rejects.toMatchObject({ code: 'BAD_CONFIG' })
  })
})

test('POTLUCK_HOME is no setting and no error', async () => {
  await expect(load(undefined, { POTLUCK_HOME: '/somewhere' })).resolves.toBeDefined()
})

test('every setting has a description and a variable of its own', () => {
  expect(SETTINGS.every(({ about }) => about.length > 10)).toBe(true)
  expect(new Set(SETTINGS.map(({ variable }) => variable)).size).toBe(SETTINGS.length)
})
