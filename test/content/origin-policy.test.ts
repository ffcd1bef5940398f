import { beforeEach, describe, expect, test } from 'vitest'
import { groupOriginPolicy, originPolicy, refusalByUrl } from '../../src/content/index.js'
import { addressClass } from '../../src/base/index.js'

describe('addressClass', () => {
  test.each([
    ['93.184.215.14', 'internet'],
    ['2606:2800:21f:cb07:6820:80da:af6b:8b2c', 'internet'],
    ['::ffff:93.184.215.14', 'internet'],
    ['64:ff9b::5db8:d70e', 'internet'],
    ['127.0.0.1', 'here'],
    ['127.255.255.254', 'here'],
    ['::1', 'here'],
    ['0:0:0:0:0:0:0:1', 'here'],
    ['::ffff:127.0.0.1', 'here'],
    ['::ffff:7f00:1', 'here'],
    ['::FFFF:7F00:0001', 'here'],
    ['64:ff9b::127.0.0.1', 'here'],
    ['169.254.1.1', 'here'],
    ['fe80::1', 'here'],
    ['febf::1', 'here'],
    ['10.1.2.3', 'private'],
    ['172.16.0.1', 'private'],
    ['172.31.255.255', 'private'],
    ['172.32.0.0', 'internet'],
    ['192.168.1.1', 'private'],
    ['::ffff:192.168.1.1', 'private'],
    ['64:ff9b::a00:1', 'private'],
    ['100.64.0.1', 'private'],
    ['100.127.255.255', 'private'],
    ['fd12:3456::1', 'private'],
    ['198.18.0.1', 'private'],
    ['2001:db8::1', 'private'],
    ['0.0.0.0', 'never'],
    ['0.1.2.3', 'never'],
    ['::', 'never'],
    ['::ffff:0.0.0.0', 'never'],
    ['::127.0.0.1', 'never'],
    ['::10.0.0.1', 'never'],
    ['224.0.0.251', 'never'],
    ['ff02::fb', 'never'],
    ['255.255.255.255', 'never'],
    ['169.254.169.254', 'never'],
    ['::ffff:169.254.169.254', 'never'],
    ['::ffff:a9fe:a9fe', 'never'],
    ['64:ff9b::a9fe:a9fe', 'never'],
    ['fd00:ec2::254', 'never'],
    ['100.100.100.200', 'never'],
    ['168.63.129.16', 'never'],
    ['2002:7f00:1::', 'never'],
    ['2001:0:1:2::', 'never'],
    ['4000::1', 'never'],
    ['fe80::1%eth0', 'never'],
    // No resolver answers with these spellings, but connect() would understand some.
    ['2130706433', 'never'],
    ['0x7f.1', 'never'],
    ['127.1', 'never'],
    ['010.0.0.1', 'never'],
    ['127.0.0.1.', 'never'],
    ['localhost', 'never'],
    ['', 'never']
  ])('%s is %s', (address, kind) => {
    expect(addressClass(address)).toBe(kind)
  })
})

describe('a policy that names nothing', () => {
  const policy = originPolicy([])

  test.each([
    ['93.184.215.14', 80],
    ['93.184.215.14', 443],
    ['2606:2800:21f::1', 443]
  ])('goes to %s port %d', (address, port) => {
    expect(policy.refusal(address, port)).toBeUndefined()
  })

  test.each([
    ['93.184.215.14', 8080],
    ['93.184.215.14', 22],
    ['10.0.0.1', 80],
    ['127.0.0.1', 80],
    ['::1', 80],
    ['169.254.169.254', 80],
    ['fd00::1', 443],
    ['not an address', 80]
  ])('does not go to %s port %d', (address, port) => {
    expect(policy.refusal(address, port)).toEqual(expect.any(String))
  })
})

describe('a policy that names', () => {
  test.each([
    ['10.0.0.0/8', '10.1.2.3', 80],
    ['10.0.0.0/8', '10.1.2.3', 8080],
    ['10.0.0.0/8', '::ffff:10.1.2.3', 8080],
    ['10.0.0.0/8:8080', '10.1.2.3', 8080],
    ['127.0.0.1/32:4711', '127.0.0.1', 4711],
    ['127.0.0.0/8', '127.1.2.3', 80],
    ['::1/128', '::1', 80],
    ['[::1/128]:8080', '::1', 8080],
    ['fd00::/8', 'fd12::1', 80],
    ['[fd00::/8]:8080', 'fd12::1', 8080],
    ['[fd00::/8]', 'fd12::1', 8080],
    ['fe80::/10', 'fe80::1', 80],
    ['93.184.215.0/24:8080', '93.184.215.14', 8080],
    ['0.0.0.0/0', '10.1.2.3', 8080],
    ['0.0.0.0/0:8080', '93.184.215.14', 80]
  ])('%s goes to %s port %d', (entry, address, port) => {
    expect(originPolicy([entry]).refusal(address, port)).toBeUndefined()
  })

  test.each([
    ['10.0.0.0/8:8080', '10.1.2.3', 80],
    ['10.0.0.0/8', '11.1.2.3', 8080],
    ['10.0.0.0/8', '192.168.1.1', 80],
    // Loopback and link-local only by a range that can mean nothing else.
    ['0.0.0.0/0', '127.0.0.1', 80],
    ['::/0', '::1', 80],
    ['::/0', '127.0.0.1', 80],
    ['::/0', '10.0.0.1', 80],
    ['::/0', '::ffff:10.0.0.1', 80],
    ['::1/10', '::1', 80],
    ['127.0.0.1/7', '127.0.0.1', 80],
    ['127.0.0.1/32:4711', '127.0.0.1', 4712],
    ['127.0.0.1/32', '127.0.0.2', 80],
    ['127.0.0.1/32', '::1', 80],
    // Nobody fetches from these for others, whatever is named.
    ['169.254.0.0/16', '169.254.169.254', 80],
    ['169.254.169.254/32', '169.254.169.254', 80],
    ['0.0.0.0/0', '0.0.0.0', 80],
    ['0.0.0.0/0', '224.0.0.1', 80],
    ['ff00::/8', 'ff02::1', 80]
  ])('%s does not go to %s port %d', (entry, address, port) => {
    expect(originPolicy([entry]).refusal(address, port)).toEqual(expect.any(String))
  })

  test.each([
    '10.0.0.0',
    '10.0.0.0/33',
    '10.0.0.0/8:0',
    '10.0.0.0/8:65536',
    '10.0.0/8',
    '[10.0.0.0/8]:80',
    '[::1]/128:8080',
    '[fd00::/8:80',
    'fd00::/8]:80',
    'fd00::/129',
    'example.com/8',
    ' 10.0.0.0/8',
    ''
  ])('%j is refused as a range', (entry) => {
    expect(() => originPolicy([entry])).toThrow(expect.objectContaining({ code: 'BAD_RANGE' }))
  })
})

describe('for a member, which says what it likes there,', () => {
  const policy = originPolicy(['10.0.0.0/8', '10.2.0.0/16:8080', '127.0.0.0/8', '93.184.215.0/24', '10.3.0.0/16:25'])

  test.each([
    ['10.2.1.1', 8080],
    ['93.184.215.14', 443]
  ])('it goes to %s port %d', (address, port) => {
    expect(policy.refusal(address, port, 'member')).toBeUndefined()
  })

  test.each([
    ['10.1.2.3', 80], // Named for fetches, without a port.
    ['10.2.1.1', 80],
    ['127.0.0.1', 80],
    ['93.184.215.14', 6379],
    ['93.184.215.14', 25],
    ['10.3.1.1', 25]
  ])('it does not go to %s port %d', (address, port) => {
    expect(policy.refusal(address, port, 'member')).toEqual(expect.any(String))
    expect(policy.refusal(address, port)).toBeUndefined()
  })
})

describe('a policy for a group whose settings name private networks', () => {
  let named: string[]
  const inside = new Set(['10.1.2.9', 'fd12::9', '172.16.0.9', '192.168.9.9'])
  const policy = groupOriginPolicy(originPolicy(['192.168.9.0/24']), {
    allowed: () => named,
    denied: ['10.9.0.0/16'],
    isInsideMachine: (address) => inside.has(address)
  })
  beforeEach(() => (named = ['10.0.0.0/8', 'fd12::/16', '172.16.0.0/12:8080', 'what a later version names']))

  test.each([
    ['10.1.2.3', 80],
    ['10.1.2.3', 443],
    ['::ffff:10.1.2.3', 80],
    ['fd12::1', 443],
    ['172.16.0.1', 8080],
    ['192.168.9.1', 8080], // As this machine itself allows.
    ['192.168.9.9', 8080], // Also within itself.
    ['93.184.215.14', 80]
  ])('goes to %s port %d', (address, port) => {
    expect(policy.refusal(address, port)).toBeUndefined()
  })

  test.each([
    ['10.9.1.1', 80], // This machine denies it.
    ['192.168.1.1', 80],
    ['172.16.0.1', 80],
    ['10.1.2.3', 8080], // A range without a port means 80 and 443.
    ['fd12::1', 5432],
    ['10.1.2.9', 80], // Within this machine, as the next two.
    ['fd12::9', 443],
    ['172.16.0.9', 8080],
    ['93.184.215.14', 8080],
    ['64:ff9b::a00:1', 80]
  ])('does not go to %s port %d', (address, port) => {
    expect(policy.refusal(address, port)).toBeTruthy()
  })

  test('leads a member only to ports that a range names, and to none of mail', () => {
    named = ['10.0.0.0/8', '172.16.0.0/12:8080', '172.16.0.0/12:25']
    expect(policy.refusal('172.16.0.1', 8080, 'member')).toBeUndefined()
    expect(policy.refusal('10.1.2.3', 80, 'member')).toContain('with port 80, nor by the group')
    expect(policy.refusal('172.16.0.1', 25, 'member')).toBeTruthy()
  })

  test('opens no address but of private networks, whatever the settings name', () => {
    named = ['0.0.0.0/0', '::/0', '127.0.0.0/8', '::1/128', '169.254.0.0/16', 'fe80::/10', '64:ff9b:1::/48', 'fd00::/8']
    const never = ['127.0.0.1', '::1', '::ffff:127.0.0.1', '169.254.1.1', 'fe80::1', '64:ff9b:1::1', '64:ff9b::7f00:1']
    const metadata = ['169.254.169.254', 'fd00:ec2::254', '100.100.100.200', '168.63.129.16', '224.0.0.1', '0.0.0.0']
    for (const address of [...never, ...metadata]) {
      for (const port of [80, 443, 8080]) expect(policy.refusal(address, port), address).toBeTruthy()
    }
  })

  test('goes by what the settings are at the time', () => {
    expect(policy.refusal('192.168.1.1', 80)).toBe(
      '192.168.1.1 is private, and not named in uplink.allowPrivateOrigins, nor by the group'
    )
    named = ['192.168.1.0/24']
    expect(policy.refusal('192.168.1.1', 80)).toBeUndefined()
    expect(policy.refusal('10.1.2.3', 80)).toBeTruthy()
  })

  test('leaves to programs of this machine what they may, and no more', () => {
    named = ['10.0.0.0/8']
    expect(policy.refusal('10.9.1.1', 80, 'own')).toBeUndefined()
    expect(policy.refusal('10.1.2.3', 25, 'own')).toBeTruthy()
    expect(policy.refusal(undefined, 8080, 'own')).toBeUndefined()
    expect(policy.refusal(undefined, 8080)).toBeTruthy()
  })
})

test.each([
  [
    'http://127.0.0.1:9/',
    'not named in uplink.allowPrivateOrigins',
    'not named in uplink.allowPrivateOrigins with port 9'
  ],
  ['http://localhost:9/', '127.0.0.1 is loopback', '127.0.0.1 is loopback'],
  ['http://printer.localhost./', '127.0.0.1 is loopback', '127.0.0.1 is loopback'],
  ['http://[fe80::1]/', 'link-local', 'link-local'],
  ['http://metadata.google.internal/', 'no address', 'no address'],
  ['http://203.0.113.7:25/', 'mail', 'mail'],
  ['http://10.0.0.7/', undefined, 'is private'],
  ['http://127.0.0.1:8080/', undefined, undefined],
  ['http://localhost:8080/', undefined, undefined],
  ['https://vendor.example/', undefined, undefined]
])('%s is refused by the URL alone where it can be', (url, own, member) => {
  const policy = originPolicy(['127.0.0.0/8:8080'])
  for (const [asker, words] of [
    ['own', own],
    ['member', member]
  ] as const) {
    const refusal = refusalByUrl(new URL(url), policy, asker)
    if (words === undefined) expect(refusal).toBeUndefined()
    else expect(refusal).toContain(words)
  }
})
