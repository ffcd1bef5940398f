import type { NetworkInterfaceInfo } from 'node:os'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addressText,
  endpointText,
  hostOf,
  hostsBehind,
  isInsideMachine,
  isLanAddress,
  isLoopback,
  judgeAddresses,
  lanHosts,
  readEndpoint
} from '../../src/graph/addresses.js'
import { alice } from '../support/people.js'

function card(address: string, bits = 24, internal = false): NetworkInterfaceInfo {
  const family = address.includes(':') ? 'IPv6' : 'IPv4'
  return {
    address,
    netmask: '',
    mac: '',
    internal,
    cidr: `${address}/${bits}`,
    family,
    scopeid: 0
  }
}

const loopback = { lo: [card('127.0.0.1', 8, true)] }

describe('hosts to announce', () => {
  test('are those of real cards, not of bridges, tunnels or loopback', () => {
    const hosts = lanHosts({
      ...loopback,
      docker0: [card('172.17.0.1', 16)],
      'br-12ab': [card('172.18.0.1', 16)],
      tun0: [card('10.8.0.2')],
      eth0: [card('192.168.1.5'), card('fe80::1', 64)],
      wlan0: [card('192.168.2.5')]
    })
    expect(hosts).toEqual(['192.168.1.5', '192.168.2.5'])
  })

  test('are those of a bridge by which a machine is itself on the LAN', () => {
    const hosts = lanHosts({
      ...loopback,
      br0: [card('192.168.1.5')],
      podman0: [card('10.88.0.1', 16)],
      lxdbr0: [card('10.77.1.1')],
      nerdctl0: [card('10.4.0.1')],
      'kube-bridge': [card('10.244.0.1')],
      'ovs-system': [card('10.9.0.1')],
      'VirtualBox Host-Only Network': [card('192.168.56.1')]
    })
    expect(hosts).toEqual(['192.168.1.5'])
  })

  test('are those of virtual cards where there are no others', () => {
    expect(lanHosts({ ...loopback, veth1: [card('10.77.0.2')] })).toEqual(['10.77.0.2'])
  })

  test('have link-local ones last, and are none where there is only loopback', () => {
    expect(lanHosts({ eth0: [card('169.254.3.4', 16)], eth1: [card('10.0.0.1')] })).toEqual(['10.0.0.1', '169.254.3.4'])
    expect(lanHosts(loopback)).toEqual([])
  })
})

describe('who listens is reached', () => {
  const cards = {
    lo: [card('127.0.0.1', 8, true), card('::1', 128, true)],
    docker0: [card('172.17.0.1', 16), card('fd00:17::1', 64)],
    eth0: [card('192.168.1.5'), card('fe80::1', 64), card('fd00::5', 64)]
  }
  test.each<[string[], typeof cards | { lo: NetworkInterfaceInfo[] }, string[]]>([
    [['0.0.0.0'], cards, ['192.168.1.5']],
    [['::'], cards, ['fd00::5']],
    [['0::0'], cards, ['fd00::5']],
    [['0.0.0.0', '::'], cards, ['192.168.1.5', 'fd00::5']],
    [['0.0.0.0', '10.8.0.2'], cards, ['192.168.1.5', '10.8.0.2']],
    [['0.0.0.0', '127.0.0.2'], cards, ['192.168.1.5']],
    [['127.0.0.2', '192.168.1.5'], cards, ['192.168.1.5']],
    [['127.0.0.2'], cards, ['127.0.0.2']],
    [['127.0.0.1', '::1'], cards, ['127.0.0.1', '::1']],
    [['0.0.0.0'], { lo: cards.lo }, ['127.0.0.1']],
    [['::'], { lo: cards.lo }, ['::1']]
  ])('on %j: with these cards at the right ones (%#)', (listenHosts, interfaces, expected) => {
    expect(hostsBehind(listenHosts, () => interfaces)).toEqual(expected)
  })

  test('in IPv6 by virtual cards where there are no others', () => {
    expect(hostsBehind(['::'], () => ({ veth1: [card('fd00:17::1', 64)] }))).toEqual(['fd00:17::1'])
  })
})

test('an address that is not told says why', () => {
  const cards = { ...loopback, docker0: [card('172.17.0.1', 16)], eth0: [card('192.168.1.5'), card('fe80::1', 64)] }
  expect(judgeAddresses(cards)).toEqual([
    { interface: 'lo', address: '127.0.0.1', skipped: 'loopback' },
    { interface: 'docker0', address: '172.17.0.1', skipped: 'virtual' },
    { interface: 'eth0', address: '192.168.1.5' },
    { interface: 'eth0', address: 'fe80::1', skipped: 'ipv6' }
  ])
})

describe('inside this machine', () => {
  const cards = {
    ...loopback,
    eth0: [card('192.168.1.5'), card('fd12::5', 64)],
    docker0: [card('172.17.0.1', 16), card('fd99::1', 64)],
    wg0: [card('10.8.0.2', 24)]
  }

  test.each(['192.168.1.5', '::ffff:192.168.1.5', 'fd12::5', 'fd12:0::0:5', '127.0.0.1', '10.8.0.7'])(
    'is %s',
    (host) => {
      expect(isInsideMachine(host, cards)).toBe(true)
    }
  )
  test.each(['172.17.0.1', '172.17.0.2', '::ffff:172.17.255.1', 'fd99::7'])('is what a bridge leads to: %s', (host) => {
    expect(isInsideMachine(host, cards)).toBe(true)
  })
  test.each(['192.168.1.6', 'fd12::6', '172.18.0.1', '10.8.1.7', 'example.org', ''])('is not %j', (host) => {
    expect(isInsideMachine(host, cards)).toBe(false)
  })
  test('are bridges also where there is no other card', () => {
    expect(isInsideMachine('172.17.0.2', { docker0: [card('172.17.0.1', 16)] })).toBe(true)
  })
})

describe('a LAN address', () => {
  test.each([
    '10.1.2.3',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.0.1',
    '169.254.1.1',
    '100.64.0.1',
    'fe80::1',
    'fd00::1'
  ])('%s is one anywhere', (host) => expect(isLanAddress(host, () => ({}))).toBe(true))
  test.each(['8.8.8.8', '172.32.0.1', '127.0.0.1', '0.0.0.0', '224.0.0.251', '2001:db8::1', 'example.org', ''])(
    '%s is none',
    (host) => expect(isLanAddress(host, () => loopback)).toBe(false)
  )
  test('may be a public one in a subnet of ours', () => {
    const campus = { eth0: [card('141.20.5.7', 22), card('2001:db8::7', 64)] }
    expect(isLanAddress('141.20.4.200', () => campus)).toBe(true)
    expect(isLanAddress('141.20.8.1', () => campus)).toBe(false)
    expect(isLanAddress('2001:db8::ffff', () => campus)).toBe(true)
  })
  test('is not loopback', () => {
    expect(['127.0.0.1', '127.9.9.9', '::1'].every(isLoopback)).toBe(true)
    expect(['10.0.0.1', 'localhost', '::2'].some(isLoopback)).toBe(false)
  })
})

describe('a foreign multiaddr', () => {
  test.each([
    ['/ip4/10.0.0.1/tcp/1967', { host: '10.0.0.1', port: 1967, kind: 'ip4' }],
    [`/ip4/10.0.0.1/tcp/1967/p2p/${alice.peer}`, { host: '10.0.0.1', port: 1967, kind: 'ip4', peer: alice.peer }],
    ['/ip6/fd00::1/tcp/1', { host: 'fd00::1', port: 1, kind: 'ip6' }],
    ['/dns4/office.example/tcp/65535', { host: 'office.example', port: 65_535, kind: 'dns4' }]
  ])('%s is one TCP end point', (text, endpoint) => {
    expect(readEndpoint(text)).toEqual(endpoint)
    expect(text.startsWith(endpointText(readEndpoint(text)!))).toBe(true)
  })

  test.each([
    '',
    'hello',
    '/ip4/10.0.0.1',
    '/ip4/10.0.0.1/udp/1967',
    '/ip4/10.0.0.1/tcp/0',
    '/ip4/0.0.0.0/tcp/1967',
    '/ip4/10.0.0.1/tcp/1967/ws',
    '/ip4/10.0.0.1/tcp/1967/p2p-circuit',
    `/ip4/10.0.0.1/tcp/1967/p2p/${alice.peer}/p2p-circuit/p2p/${alice.peer}`,
    '/dns4/-bad-.example/tcp/1967',
    '/unix/tmp.sock',
    `/dns4/${'a'.repeat(300)}/tcp/1`
  ])('%s is passed over', (text) => expect(readEndpoint(text)).toBeUndefined())

  test('of any text is a value, never an exception', () => {
    fc.assert(fc.property(fc.string(), (text) => void readEndpoint(text)))
  })
})

test('an address names its host', () => {
  expect(hostOf(addressText('10.0.0.1', 1))).toBe('10.0.0.1')
  expect(hostOf(addressText('fd00::1', 1))).toBe('fd00::1')
  expect(hostOf('/dns4/localhost/tcp/1')).toBeUndefined()
})
