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
    uplink: {
      ...{ use: true, members: true, allowPrivateOrigins: [], groupPrivateOrigins: true, denyPrivateOrigins: [] },
      ...{ httpProxy: '', httpsProxy: '', noProxy: [], caFile: '' }
    },
    privacy: { neverShare: [], doNotName: [] },
    need: { mode: 'alongside', delay: 'exponential', answers: 'direct', sources: [] },
    election: { kinds: [] },
    upload: {
      ...{ direct: true, carry: true, carryEveryMinutes: 0, maxBytes: 10 * 2 ** 30, keepDays: 30 },
      ...{ receipts: [], seal: [], folders: [] }
    },
    cache: { maxBytes: 10 * 2 ** 30 },
    proxy: { group: '' },
    relay: { connections: false, bytesPerSecond: 0 },
    services: { packages: [] },
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

test.each([
  ['[peering]', 'item 1 must not be peering, upload, relay, update: the node has these'],
  ['[a, ../b]', 'item 2 must be the name of an npm package, such as `potluck-reports` or `@acme/reports`'],
  ['[a, "@b/c", a]', ' must name each package once']
])('services of packages %s are refused', async (packages, words) => {
  await expect(load(`services:\n  packages: ${packages}\n`)).rejects.toMatchObject({
    code: 'BAD_CONFIG',
    message: expect.stringContaining(words) as string
  })
})

describe('the proxies of other programs', () => {
  test.each([
    [{ http_proxy: 'http://a:1' }, { httpProxy: 'http://a:1', httpsProxy: '', noProxy: [] }],
    [{ HTTP_PROXY: 'http://a:1' }, { httpProxy: 'http://a:1' }],
    [{ http_proxy: 'http://a:1', HTTP_PROXY: 'http://b:1' }, { httpProxy: 'http://a:1' }],
    [{ http_proxy: '', HTTP_PROXY: 'http://b:1' }, { httpProxy: 'http://b:1' }],
    [{ https_proxy: 'https://a:1' }, { httpProxy: '', httpsProxy: 'https://a:1' }],
    [{ HTTPS_PROXY: 'a:3128' }, { httpsProxy: 'http://a:3128' }],
    [
      { ALL_PROXY: 'http://a:1', https_proxy: 'http://b:1' },
      { httpProxy: 'http://a:1', httpsProxy: 'http://b:1' }
    ],
    [{ no_proxy: 'localhost, .example 10.0.0.0/8,,' }, { noProxy: ['localhost', '.example', '10.0.0.0/8'] }],
    [{ NO_PROXY: '*' }, { noProxy: ['*'] }],
    [{ HTTP_PROXY: 'http://a:1', POTLUCK_UPLINK_HTTP_PROXY: 'http://b:1' }, { httpProxy: 'http://b:1' }],
    [{ HTTP_PROXY: 'http://a:1', POTLUCK_UPLINK_HTTP_PROXY: '""' }, { httpProxy: '' }]
  ])('%j', async (env, uplink) => {
    expect(await load(undefined, env)).toMatchObject({ uplink })
  })

  test('are overruled by the file', async () => {
    const yaml = 'uplink:\n  httpProxy: ""\n  noProxy: [intranet]\n'
    const { uplink } = await load(yaml, { HTTP_PROXY: 'http://a:1', HTTPS_PROXY: 'http://b:1', NO_PROXY: 'other' })
    expect(uplink).toMatchObject({ httpProxy: '', httpsProxy: 'http://b:1', noProxy: ['intranet'] })
  })

  test.each(['socks5://a:1', 'http://', 'http://a:1/path', 'http://user:50%@a:1', 'ftp://a', 'http://a b'])(
    '%s is none, and it is said by whom',
    async (url) => {
      await expect(load(undefined, { HTTP_PROXY: url })).rejects.toMatchObject({
        code: 'BAD_CONFIG',
        message: 'HTTP_PROXY: uplink.httpProxy must be a URL such as http://user:password@proxy.example:3128'
      })
    }
  )

  test('a password is not repeated', async () => {
    const error: unknown = await load('uplink:\n  httpsProxy: ftp://me:secret@a:1\n').catch((thrown: unknown) => thrown)
    expect(String(error)).not.toContain('secret')
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
    ['uplink:\n  caFile: ca.pem\n', {}, 'config.yaml: uplink.caFile must be an absolute path'],
    [
      'need:\n  sources: [/srv/debian]\n',
      {},
      'config.yaml: need.sources, item 1 must be the beginning of URLs and a folder'
    ],
    [
      'upload:\n  receipts: [vendor.pem]\n',
      {},
      'config.yaml: upload.receipts, item 1 must be a pattern of URLs and a PEM file of public keys or certificates'
    ],
    [
      'upload:\n  receipts: ["https://vendor.example=vendor.pem"]\n',
      {},
      'as `vendor.example=vendor.pem`, without a scheme and a port: it holds for all of them'
    ],
    [
      'upload:\n  receipts: ["vendor.example:8443=vendor.pem"]\n',
      {},
      'as `vendor.example=vendor.pem`, without a scheme and a port: it holds for all of them'
    ],
    [
      'upload:\n  receipts: vendor.example=vendor.pem\n',
      {},
      'config.yaml: upload.receipts must be a list, as [one, another]'
    ],
    ['services:\n  packages: reports\n', {}, 'config.yaml: services.packages must be a list, as [one, another]'],
    ['privacy:\n  neverShare: ["https://a.example"]\n', {}, 'without a scheme and a port: it holds for all of them'],
    [
      'upload:\n  seal: [vendor.example=AGE-SECRET-KEY-1]\n',
      {},
      'config.yaml: upload.seal, item 1 must be a pattern of URLs and a recipient of age'
    ],
    [
      'upload:\n  folders: [uploads]\n',
      {},
      'config.yaml: upload.folders, item 1 must be an http or https URL, without credentials, and a folder'
    ],
    [undefined, { POTLUCK_UPLOAD_KEEP_DAYS: '0' }, 'POTLUCK_UPLOAD_KEEP_DAYS: upload.keepDays must be at least 1'],
    ['uplink:\n  httpProxy: 3128\n', {}, 'config.yaml: uplink.httpProxy must be a URL such as'],
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
