import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import http from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { lineLogger, systemClock, systemRandom } from '../../src/base/index.js'
import { Ledger } from '../../src/content/index.js'
import { loadConfig, type Config } from '../../src/gateway/index.js'
import { openOrigins } from '../../src/gateway/origins.js'
import { hasOpenssl, testAuthority } from '../support/certificates.js'
import { openUpstreamProxy, type RunningProxy } from '../support/upstream-proxy.js'

let home: string
const lines: string[] = []

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'potluck-origins-'))
})
afterAll(() => rm(home, { recursive: true }))

async function configOf(flags: { [key: string]: unknown }): Promise<Config> {
  return await loadConfig({ home, env: {}, flags })
}

async function open(flags: { [key: string]: unknown }): ReturnType<typeof openOrigins> {
  lines.length = 0
  const logger = lineLogger((line) => void lines.push(line))
  return await openOrigins({ clock: systemClock, random: systemRandom, logger }, await configOf(flags), new Ledger())
}

describe('what is wrong with a setting names the setting', () => {
  test.each([
    [{ 'uplink.allowPrivateOrigins': ['10.0.0.0'] }, 'uplink.allowPrivateOrigins: "10.0.0.0" is not a range'],
    [{ 'uplink.caFile': '/nowhere/ca.pem' }, 'uplink.caFile: /nowhere/ca.pem: no such file or directory'],
    [{ 'uplink.caFile': '/' }, 'uplink.caFile: /: illegal operation on a directory']
  ])('%j', async (flags, message) => {
    await expect(open(flags)).rejects.toMatchObject({
      code: 'BAD_CONFIG',
      message: expect.stringContaining(message) as string
    })
  })

  test.each([
    ['no certificate at all', 'uplink.caFile', 'there is no PEM certificate in it'],
    [
      '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n',
      'uplink.caFile',
      'certificate 1 in it cannot be read'
    ]
  ])('%j', async (text, key, words) => {
    const path = join(home, 'ca.pem')
    await writeFile(path, text)
    await expect(open({ [key]: path })).rejects.toMatchObject({
      code: 'BAD_CONFIG',
      message: `${key}: ${path}: ${words}`
    })
  })

  test('a file that is too large is not read', async () => {
    const path = join(home, 'large.pem')
    await writeFile(path, Buffer.alloc(4 * 2 ** 20 + 1))
    await expect(open({ 'uplink.caFile': path })).rejects.toThrow('the limit is 4194304')
  })
})

test.skipIf(!hasOpenssl())('certificates of a company, several in a file, are taken', async () => {
  const path = join(home, 'company.pem')
  await writeFile(path, `# ours\n${testAuthority().ca}\n${testAuthority('another').ca}`)
  await expect(open({ 'uplink.caFile': path })).resolves.toBeDefined()
})

describe('a proxy', () => {
  let proxy: RunningProxy
  const closing: (() => unknown)[] = []
  afterEach(async () => {
    for (const close of closing.splice(0)) await close()
  })

  async function origin(): Promise<number> {
    const server = http.createServer((_request, response) => response.end('hello')).listen(0, '127.0.0.1')
    await once(server, 'listening')
    closing.push(() => server.close())
    return (server.address() as AddressInfo).port
  }

  test('that settings name is used, by http and by https', async () => {
    proxy = await openUpstreamProxy({ hosts: { '93.184.215.14': await origin() } })
    closing.push(() => proxy.close())
    const { origins } = await open({ 'uplink.httpProxy': proxy.url, 'uplink.httpsProxy': proxy.url })
    ;(await origins.open('http://93.184.215.14/')).body.cancel()
    ;(await origins.tunnel('93.184.215.14', 443)).destroy()
    expect(proxy.asked).toEqual(['GET http://93.184.215.14/', 'CONNECT 93.184.215.14:443'])
    expect(lines).toEqual([])
  })

  test.each([
    'http://127.0.0.1:6516',
    'http://localhost:6516/',
    'http://me:secret@[::1]:6516',
    'http://127.0.1.1:6516'
  ])('that is this node itself, %s, is not used, and that is said without a password', async (url) => {
    const { origins } = await open({ 'uplink.httpProxy': url, 'uplink.httpsProxy': url, 'ports.gateway': 6516 })
    expect(lines.join('\n')).toContain('uplink.httpProxy names this node itself')
    expect(lines.join('\n')).not.toContain('secret')
    await expect(origins.open('http://127.0.0.1/')).rejects.toMatchObject({ code: 'ORIGIN_REFUSED' })
  })

  test('at another port of this machine is used', async () => {
    await open({ 'uplink.httpProxy': 'http://127.0.0.1:3128', 'ports.gateway': 6516 })
    expect(lines).toEqual([])
  })
})
