import { networkInterfaces, type NetworkInterfaceInfo } from 'node:os'
import { describe, expect, test } from 'vitest'
import { isOwnAddress } from '../../src/gateway/own-address.js'

function card(address: string, prefix: number): NetworkInterfaceInfo {
  const family = address.includes(':') ? 'IPv6' : 'IPv4'
  return { address, family, cidr: `${address}/${prefix}`, internal: false } as NetworkInterfaceInfo
}

const cards = {
  lo: [card('127.0.0.1', 8), card('::1', 128)],
  eth0: [card('192.168.1.5', 24), card('93.184.215.14', 24), card('2600:1f18::5', 64)]
}
const others = ['10.9.9.9', '93.184.215.77']

describe('no member is led', () => {
  test.each([
    ['loopback', '127.0.0.1'],
    ['loopback, mapped', '::ffff:127.0.0.1'],
    ['all of loopback', '127.0.0.2'],
    ['loopback in IPv6', '::1'],
    ['its own address in the LAN', '192.168.1.5'],
    ['the same, mapped', '::ffff:192.168.1.5'],
    ['its own address in the Internet', '93.184.215.14'],
    ['the same in IPv6', '2600:1f18::5'],
    ['an own one that no card lists', '10.9.9.9']
  ])('to a port of this node: %s', (_what, address) => {
    expect(isOwnAddress(address, true, cards, others)).toBe(true)
  })

  test.each([
    ['its own', '93.184.215.14'],
    ['the same, mapped', '::ffff:93.184.215.14'],
    ['in IPv6', '2600:1f18::5'],
    ['written otherwise', '2600:1f18:0:0::5'],
    ['one that no card lists', '93.184.215.77']
  ])('to an address of this machine in the Internet, whatever the port: %s', (_what, address) => {
    expect(isOwnAddress(address, false, cards, others)).toBe(true)
  })
})

test.each([
  ['a neighbour', '192.168.1.6', true],
  ['a neighbour in the Internet', '93.184.215.15', true],
  ['the same in IPv6', '2600:1f18::6', true],
  ['another port of loopback, where settings name it', '127.0.0.1', false],
  ['another port of its own address in the LAN, where settings name it', '192.168.1.5', false],
  ['a neighbour in the Internet, another port', '93.184.215.15', false]
])('is no matter of this: %s', (_what, address, isOwnPort) => {
  expect(isOwnAddress(address, isOwnPort, cards, others)).toBe(false)
})

test('the cards are those of this machine, as they are now', () => {
  const addresses = Object.values(networkInterfaces()).flatMap((known) => known ?? [])
  for (const { address } of addresses) expect(isOwnAddress(address, true)).toBe(true)
})
