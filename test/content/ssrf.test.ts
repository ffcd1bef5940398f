// What nobody may make this node reach, however it is spelt, whichever name or redirect leads there, and through a proxy too.
import { once } from 'node:events'
import http from 'node:http'
import { isIP, type AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { originPolicy, type OriginAccess, type Resolve } from '../../src/content/index.js'
import { testOrigins } from '../support/origins.js'
import { openUpstreamProxy, type RunningProxy } from '../support/upstream-proxy.js'

const METADATA = [
  ...['169.254.169.254', '169.254.169.253', '169.254.169.123', '169.254.170.2', '169.254.42.42', '169.254.0.23'],
  ...['100.100.100.200', '168.63.129.16', '192.0.0.192'],
  ...['fd00:ec2::254', 'fd20:ce::254', 'fd00:42::42', 'fe80::a9fe:a9fe', 'fd00:c1::a9fe:a9fe']
]
const LOOPBACK = ['127.0.0.1', '127.0.0.53', '127.255.255.254', '0.0.0.0', '0.1.2.3', '::1', '::']
const LINK_LOCAL = ['169.254.1.1', 'fe80::1', 'febf::1']
const NOWHERE = [
  '224.0.0.251',
  '239.255.255.250',
  '255.255.255.255',
  '240.0.0.1',
  'ff02::1',
  '100::1',
  '5f00::1',
  '4000::1'
]
const PRIVATE = [
  ...['10.0.0.1', '172.16.0.1', '172.31.255.254', '192.168.1.1', '100.64.0.1', '198.18.0.1', '192.0.2.1'],
  ...['fd12:3456::1', 'fc00::1', 'fec0::1', '2001:db8::1']
]

/** The ways in which IPv6 writes an IPv4 address: mapped, compatible, translated, NAT64, NAT64 of a site, 6to4, Teredo. */
function writtenInIpv6(address: string): string[] {
  const [a = 0, b = 0, c = 0, d = 0] = address.split('.').map(Number)
  const [high, low] = [a * 256 + b, c * 256 + d].map((part) => part.toString(16))
  const [notHigh, notLow] = [a * 256 + b, c * 256 + d].map((part) => (part ^ 0xffff).toString(16))
  return [
    ...[
      `::ffff:${address}`,
      `::ffff:${high}:${low}`,
      `0:0:0:0:0:ffff:${high}:${low}`,
      `::${address}`,
      `::${high}:${low}`
    ],
    ...[`::ffff:0:${address}`, `64:ff9b::${address}`, `64:ff9b::${high}:${low}`, `64:ff9b:1::${high}:${low}`],
    ...[`2002:${high}:${low}::`, `2001:0:${high}:${low}::`, `2001:0:1:2:3:4:${notHigh}:${notLow}`]
  ]
}

const isIpv4 = (address: string): boolean => isIP(address) === 4
/** Nobody, not even a program of this machine. */
const NEVER = [...METADATA, ...LOOPBACK, ...LINK_LOCAL, ...NOWHERE]
const NEVER_WRITTEN = [...NEVER, ...NEVER.filter(isIpv4).flatMap(writtenInIpv6)]
/** What a URL may say instead, which no resolver would answer. */
const SPELLINGS = [
  ...['127.1', '127.0.1', '0x7f000001', '0x7f.1', '2130706433', '017700000001', '0177.0.0.1', '0', '127.0.0.1.'],
  ...[
    '①②⑦.⓪.⓪.①',
    '127%2e0%2e0%2e1',
    '127。0。0。1',
    '0xA9FEA9FE',
    '2852039166',
    '169.254.43518',
    '0251.0376.0251.0376'
  ],
  ...['[::FFFF:7F00:1]', '[0:0:0:0:0:0:0:1]', '[::0001]', '[0000::127.0.0.1]']
]
/** By name, wherever it is looked up. */
const NAMES = ['localhost', 'LOCALHOST', 'localhost.', 'a.localhost', 'a.b.localhost.']
const METADATA_NAMES = ['metadata.google.internal', 'Metadata.Google.Internal.', 'instance-data', 'metadata.goog']

const hostOf = (address: string): string => (isIP(address) === 6 ? `[${address}]` : address)
const leadsTo = (...addresses: string[]): Resolve => {
  return async () => addresses.map((address) => ({ address, family: isIP(address) }))
}
const unknown: Resolve = async () => {
  throw Object.assign(new Error('no such name'), { code: 'ENOTFOUND' })
}

const REFUSED = { code: 'ORIGIN_REFUSED' }
/** Every way out that is there, for one host. */
async function allRefuse(origins: OriginAccess, host: string, port = 80): Promise<void> {
  const url = `http://${host}${port === 80 ? '' : `:${port}`}/latest/meta-data/`
  await expect(origins.open(url)).rejects.toMatchObject(REFUSED)
  await expect(origins.open(url.replace('http:', 'https:'))).rejects.toMatchObject(REFUSED)
  await expect(origins.passThrough({ method: 'POST', url, rawHeaders: [] })).rejects.toMatchObject(REFUSED)
  await expect(origins.tunnel(host, port)).rejects.toMatchObject(REFUSED)
}

describe('nobody reaches', () => {
  const origins = testOrigins({ allowed: [], resolve: unknown })

  test.each([...NEVER_WRITTEN.map(hostOf), ...SPELLINGS])('%s', (host) => allRefuse(origins, host))
  test.each(NEVER_WRITTEN)('what a name leads to: %s', (address) => {
    return allRefuse(testOrigins({ allowed: [], resolve: leadsTo(address) }), 'a.example')
  })
  test.each(NAMES)('what the resolver makes of %s', (name) => {
    return allRefuse(testOrigins({ allowed: [], resolve: leadsTo('127.0.0.1', '::1') }), name)
  })
  test.each(['http://[fe80::1%25eth0]/', 'http://[::1%25lo]/'])('an address with a zone: %s', async (url) => {
    await expect(origins.open(url)).rejects.toMatchObject({ code: 'BAD_URL' })
    await expect(origins.passThrough({ method: 'GET', url, rawHeaders: [] })).rejects.toMatchObject({ code: 'BAD_URL' })
  })
  test('a resolver’s address with a zone', () => {
    return allRefuse(testOrigins({ allowed: [], resolve: leadsTo('fe80::1%eth0') }), 'a.example')
  })
  test('metadata, whatever is named', () => {
    const all = ['0.0.0.0/0', '::/0', '169.254.0.0/16', '169.254.169.254/32', 'fe80::/10', 'fd00::/8', '64:ff9b:1::/48']
    const named = testOrigins({ allowed: all, resolve: unknown })
    return Promise.all(METADATA.map((address) => allRefuse(named, hostOf(address))))
  })
})

describe('others have nothing fetched from a private network, a program of this machine may', () => {
  const policy = originPolicy([])

  test.each([...PRIVATE, ...PRIVATE.filter(isIpv4).flatMap(writtenInIpv6).slice(0, 3)])('%s', async (address) => {
    await expect(
      testOrigins({ allowed: [], resolve: unknown }).open(`http://${hostOf(address)}/`)
    ).rejects.toMatchObject(REFUSED)
    await expect(
      testOrigins({ allowed: [], resolve: leadsTo(address) }).open('https://a.example/')
    ).rejects.toMatchObject(REFUSED)
    for (const port of [80, 443, 8080]) {
      expect(policy.refusal(address, port)).toEqual(expect.any(String))
      expect(policy.refusal(address, port, 'own')).toBeUndefined()
    }
  })

  test.each(['93.184.215.14', '2606:2800:21f::1', '10.0.0.1'])('but no mail is handed in at %s', async (address) => {
    const origins = testOrigins({ allowed: [], resolve: unknown })
    await expect(origins.tunnel(address, 25)).rejects.toMatchObject(REFUSED)
    const url = `http://${hostOf(address)}:25/`
    await expect(origins.passThrough({ method: 'POST', url, rawHeaders: [] })).rejects.toMatchObject(REFUSED)
  })

  test.each([22, 25, 6379, 8080])('others reach no port %d', async (port) => {
    await expect(testOrigins({ allowed: [] }).open(`http://93.184.215.14:${port}/`)).rejects.toMatchObject(REFUSED)
  })
})

describe('an origin that answers', () => {
  let server: http.Server
  let port: number
  let location: string
  let asked: number

  beforeAll(async () => {
    server = http.createServer((request, response) => {
      asked++
      if (request.url === '/hop') response.writeHead(302, { location })
      else if (request.url === '/old') response.writeHead(302, { location: '/hop' })
      response.end('the origin')
    })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    port = (server.address() as AddressInfo).port
  })
  beforeEach(() => {
    asked = 0
  })
  afterAll(() => server.close())

  const named = (resolve: Resolve): OriginAccess => testOrigins({ allowed: [`127.0.0.1/32:${port}`], resolve })

  const redirects = [...NEVER, ...PRIVATE, ...writtenInIpv6('127.0.0.1'), ...writtenInIpv6('169.254.169.254')].map(
    hostOf
  )
  const ascii = SPELLINGS.filter((host) => /^[\x20-\x7e]*$/.test(host)) // As a header has it.

  test.each([...redirects, ...ascii])('leads nobody to %s', async (host) => {
    for (const scheme of ['http', 'https']) {
      location = `${scheme}://${host}/`
      await expect(named(unknown).open(`http://127.0.0.1:${port}/old`)).rejects.toMatchObject(REFUSED)
    }
    expect(asked).toBe(4)
  })

  test('leads nobody to a name that leads there', async () => {
    location = 'https://inner.example/'
    const resolve: Resolve = (name) => leadsTo(name === 'inner.example' ? '169.254.169.254' : '127.0.0.1')(name)
    await expect(named(resolve).open(`http://outer.example:${port}/old`)).rejects.toMatchObject(REFUSED)
  })

  test('has its redirect handed on to a program, not followed', async () => {
    location = 'http://169.254.169.254/'
    const { status, body } = await named(unknown).passThrough({
      ...{ method: 'GET', rawHeaders: [], url: `http://127.0.0.1:${port}/hop` }
    })
    body.destroy()
    expect(status).toBe(302)
  })

  test('is dialled at its good addresses alone, whatever stands before them', async () => {
    const resolve = leadsTo('169.254.169.254', '::1', '127.0.0.2', '0.0.0.0', '127.0.0.1', 'fe80::1')
    const { body } = await named(resolve).open(`http://mixed.example:${port}/`)
    body.cancel()
    const tunnel = await named(resolve).tunnel('mixed.example', port)
    expect((tunnel as unknown as { remoteAddress: string }).remoteAddress).toBe('127.0.0.1')
    tunnel.destroy()
  })

  test('is looked up once for each connection: what is judged is what is dialled', async () => {
    let lookups = 0
    const resolve: Resolve = (name) => leadsTo(lookups++ === 0 ? '127.0.0.1' : '169.254.169.254')(name)
    const origins = named(resolve)
    const { body } = await origins.open(`http://rebinding.example:${port}/`)
    body.cancel()
    expect(lookups).toBe(1)
    await expect(origins.open(`http://rebinding.example:${port}/`)).rejects.toMatchObject(REFUSED)
    expect(asked).toBe(1)
  })
})

describe('through a proxy, which looks names up again', () => {
  let proxy: RunningProxy

  beforeAll(async () => {
    proxy = await openUpstreamProxy({ hosts: {} })
  })
  afterAll(() => proxy.close())

  const behind = (resolve: Resolve): OriginAccess => {
    const proxies = { httpProxy: proxy.url, httpsProxy: proxy.url, noProxy: [] }
    return testOrigins({ allowed: [], proxies, resolve })
  }

  test.each([...NEVER_WRITTEN.map(hostOf), ...SPELLINGS, ...NAMES, ...METADATA_NAMES])(
    'it is not asked for %s, which is not known here',
    async (host) => {
      // The names of this machine are not asked of a proxy at all, so the resolver has its say.
      await allRefuse(behind(/localhost/i.test(host) ? leadsTo('127.0.0.1') : unknown), host)
      expect(proxy.asked).toEqual([])
    }
  )

  test.each(NEVER_WRITTEN)('nor for a name that leads to %s', async (address) => {
    await allRefuse(behind(leadsTo(address)), 'a.example')
    await allRefuse(behind(leadsTo('93.184.215.14', address)), 'a.example')
    expect(proxy.asked).toEqual([])
  })

  test.each(PRIVATE)('for others neither for %s', async (address) => {
    await expect(behind(unknown).open(`http://${hostOf(address)}/`)).rejects.toMatchObject(REFUSED)
    await expect(behind(leadsTo(address)).open('https://a.example/')).rejects.toMatchObject(REFUSED)
    expect(proxy.asked).toEqual([])
  })

  test('for a member nothing that only it knows, which may lie behind it', async () => {
    const member = { asker: 'member' } as const
    await expect(behind(unknown).tunnel('x.example', 443, member)).rejects.toMatchObject({ code: 'ORIGIN_UNREACHABLE' })
    const request = { method: 'POST', url: 'http://x.example/', rawHeaders: [], ...member }
    await expect(behind(unknown).passThrough(request)).rejects.toMatchObject({ code: 'ORIGIN_UNREACHABLE' })
    expect(proxy.asked).toEqual([])
    await expect(behind(leadsTo('93.184.215.14')).tunnel('x.example', 443, member)).rejects.toBeDefined()
    expect(proxy.asked.splice(0)).toEqual(['CONNECT 93.184.215.14:443'])
  })

  test('for others no port but 80 and 443 of what only it knows, for mail none', async () => {
    await expect(behind(unknown).open('http://inner.example:8080/')).rejects.toMatchObject(REFUSED)
    await expect(behind(unknown).tunnel('inner.example', 25)).rejects.toMatchObject(REFUSED)
    expect(proxy.asked).toEqual([])
    await expect(behind(unknown).tunnel('inner.example', 8443)).rejects.toMatchObject({ code: 'ORIGIN_UNREACHABLE' })
    expect(proxy.asked).toEqual(['CONNECT inner.example:8443'])
  })
})
