import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { loadConfigWithOrigins } from '../../src/gateway/config.js'
import { SETTINGS } from '../../src/gateway/config-schema.js'
import { shownSettings, withoutPasswords, type ShownSetting } from '../../src/gateway/shown-settings.js'

let home: string
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'potluck-settings-'))
})
afterEach(() => rm(home, { recursive: true }))

test('each setting says its value and who set it; the last to set it counts', async () => {
  const file = join(home, 'config.yaml')
  await writeFile(file, 'ports:\n  group: 1\n  content: 2\ncache:\n  maxBytes: 1KiB\n')
  const env = { POTLUCK_PORTS_CONTENT: '20', POTLUCK_LISTEN_HOSTS: '127.0.0.1', PATH: '/bin' }
  const shown = shownSettings(await loadConfigWithOrigins({ home, env, flags: { 'listen.hosts': ['::1'] } }))
  const byKey = new Map(shown.map((setting) => [setting.key, setting]))
  const expected: ShownSetting[] = [
    { key: 'ports.group', value: 1, origin: { kind: 'file', where: file } },
    { key: 'ports.content', value: 20, origin: { kind: 'variable', where: 'POTLUCK_PORTS_CONTENT' } },
    { key: 'listen.hosts', value: ['::1'], origin: { kind: 'flag' } },
    { key: 'discovery.mdns', value: true, origin: { kind: 'default' } },
    { key: 'cache.maxBytes', value: 1024, origin: { kind: 'file', where: file } }
  ]
  expect(expected.map(({ key }) => byKey.get(key))).toEqual(expected)
  expect(shown.map(({ key }) => key)).toEqual(SETTINGS.map(({ key }) => key))
})

test.each([
  ['http://alice:secret@proxy.example:3128', 'http://alice:***@proxy.example:3128'],
  ['http://alice:a@b:c@proxy.example:3128/', 'http://alice:***@proxy.example:3128/'],
  ['http://:secret@proxy.example', 'http://:***@proxy.example'],
  ['alice:secret@proxy.example:3128', 'alice:***@proxy.example:3128'],
  ['http://alice@proxy.example:3128', 'http://alice@proxy.example:3128'],
  ['http://proxy.example:3128', 'http://proxy.example:3128'],
  ['/ip4/192.168.1.7/tcp/1967', '/ip4/192.168.1.7/tcp/1967'],
  [['http://a:b@c'], ['http://a:***@c']],
  [7, 7]
])('%j is shown as %j', (value, shown) => {
  expect(withoutPasswords(value)).toEqual(shown)
})
