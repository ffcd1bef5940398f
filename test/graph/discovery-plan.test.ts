import type { NetworkInterfaceInfo } from 'node:os'
import { describe, expect, test } from 'vitest'
import { DiscoveryPlan, isInSubnet, type Look, type PlanOutput } from '../../src/graph/discovery-plan.js'
import { seededRandom } from '../../src/base/index.js'

const NO_ROUTE = { failure: 'connect ENETUNREACH 224.0.0.251:5353' }

function card(
  address: string,
  bits = 24,
  more: { internal?: boolean; mac?: string; scopeid?: number } = {}
): NetworkInterfaceInfo {
  const common = { address, netmask: '', mac: '', internal: false, cidr: `${address}/${bits}` }
  const family = address.includes(':') ? { family: 'IPv6' as const, scopeid: 2 } : { family: 'IPv4' as const }
  return { ...common, ...family, ...more }
}

/** Two cards and a container bridge; multicast leaves by the first. */
const LOOK: Look = {
  scope: 'site',
  route: { address: '192.168.1.5' },
  interfaces: {
    lo: [card('127.0.0.1', 8, { internal: true })],
    eth0: [card('192.168.1.5')],
    wlan0: [card('10.20.1.5', 16), card('fe80::5', 64)],
    docker0: [card('172.17.0.1', 16)]
  },
  hosts: ['192.168.1.5', '10.20.1.5'],
  neighbours: 0,
  present: 1,
  nowMs: 0
}
const WLAN = { address: '10.20.1.5', prefixBits: 16 }
const ETH = { address: '192.168.1.5', prefixBits: 24 }

const opened = (outputs: readonly PlanOutput[]): PlanOutput | undefined => outputs.find(({ type }) => type === 'open')

describe('multicast goes', () => {
  const planned = (change: Partial<Look>): PlanOutput[] =>
    new DiscoveryPlan(seededRandom(1)).look({ ...LOOK, ...change })

  test('by its route with @libp2p/mdns, by other cards with sockets of ours, by no container bridge', () => {
    expect(planned({})).toEqual([{ type: 'open', byRoute: true, cards: [WLAN] }])
  })

  test('by sockets of ours on all cards where there is no route', () => {
    expect(planned({ route: NO_ROUTE })).toEqual([{ type: 'open', byRoute: false, cards: [ETH, WLAN] }])
  })

  test('by its route and the real card where the route is a tunnel’s', () => {
    const outputs = planned({ route: { address: '10.8.0.2' } })
    expect(outputs).toEqual([{ type: 'open', byRoute: true, cards: [ETH, WLAN] }])
  })

  test('by a socket of ours where the card has a public address, which @libp2p/mdns does not announce', () => {
    const interfaces = { eth0: [card('141.20.5.7', 22)] }
    expect(planned({ route: { address: '141.20.5.7' }, interfaces, hosts: ['141.20.5.7'] })).toEqual([
      { type: 'open', byRoute: false, cards: [{ address: '141.20.5.7', prefixBits: 22 }] }
    ])
  })

  test('by its route where we listen on loopback only, in a graph that reaches further', () => {
    expect(planned({ hosts: ['127.0.0.1'] })).toEqual([{ type: 'open', byRoute: true, cards: [] }])
  })

  test.each([{ address: '192.168.1.5' }, NO_ROUTE])(
    'by loopback alone in a graph of one machine, whatever the route: %j',
    (route) => {
      const loopback = { address: '127.0.0.1', prefixBits: 8 }
      const outputs = planned({ scope: 'loopback', hosts: ['127.0.0.1'], route })
      expect(outputs).toEqual([{ type: 'open', byRoute: false, cards: [loopback] }])
    }
  )
})

describe('sockets are opened anew, and ask,', () => {
  const running = (): ((change: Partial<Look>) => PlanOutput[]) => {
    const plan = new DiscoveryPlan(seededRandom(1))
    plan.look(LOOK)
    return (change) => plan.look({ ...LOOK, neighbours: 8, nowMs: 5_000, ...change })
  }

  test('not while nothing changes, until it is time to ask again', () => {
    const look = running()
    expect(look({})).toEqual([])
    expect(look({ nowMs: 20_000 })).toEqual([])
    expect(opened(look({ nowMs: 80_000 }))).toBeDefined()
    expect(look({ nowMs: 85_000 })).toEqual([])
  })

  test('when the route goes or changes', () => {
    const look = running()
    expect(opened(look({ route: NO_ROUTE }))).toMatchObject({ byRoute: false })
    expect(opened(look({ route: { address: '10.20.1.5' } }))).toMatchObject({ byRoute: true, cards: [ETH] })
    expect(opened(look({}))).toMatchObject({ byRoute: true, cards: [WLAN] })
  })

  test('when a card goes and comes back with the same address', () => {
    const look = running()
    const { lo, eth0 } = LOOK.interfaces
    expect(opened(look({ interfaces: { lo, eth0 }, hosts: ['192.168.1.5'] }))).toMatchObject({ cards: [] })
    expect(opened(look({}))).toMatchObject({ cards: [WLAN] })
  })

  test('when it did so between two looks: the number of the card, or its MAC address, is another', () => {
    const look = running()
    const wlan0 = [card('10.20.1.5', 16), card('fe80::5', 64, { scopeid: 7 })]
    expect(opened(look({ interfaces: { ...LOOK.interfaces, wlan0 } }))).toBeDefined()
    const eth0 = [card('192.168.1.5', 24, { mac: '02:00:00:00:00:02' })]
    expect(opened(look({ interfaces: { ...LOOK.interfaces, wlan0, eth0 } }))).toBeDefined()
    expect(look({ interfaces: { ...LOOK.interfaces, wlan0, eth0 } })).toEqual([])
  })

  test('not for what containers do', () => {
    const look = running()
    expect(look({ interfaces: { ...LOOK.interfaces, veth12: [card('fe80::12', 64)] } })).toEqual([])
  })
})

describe('a person is told', () => {
  const OFFLINE = { route: NO_ROUTE, interfaces: {}, hosts: ['127.0.0.1'] }

  test('when multicast can leave by nothing, once, and when it can again', () => {
    const plan = new DiscoveryPlan(seededRandom(1))
    const told = (change: Partial<Look>): PlanOutput[] =>
      plan.look({ ...LOOK, ...change }).filter(({ type }) => type === 'deaf')
    expect(told(OFFLINE)).toEqual([{ type: 'deaf', reason: NO_ROUTE.failure }])
    expect(told({ ...OFFLINE, nowMs: 60_000 })).toEqual([])
    expect(told({ nowMs: 70_000 })).toEqual([{ type: 'deaf', reason: undefined }])
    expect(told({ nowMs: 130_000 })).toEqual([])
  })

  test('nothing where there is no route but a card', () => {
    const outputs = new DiscoveryPlan(seededRandom(1)).look({ ...LOOK, route: NO_ROUTE })
    expect(outputs.map(({ type }) => type)).toEqual(['open'])
  })
})

test('a subnet has the hosts that it has', () => {
  expect(isInSubnet(WLAN, '10.20.255.1')).toBe(true)
  expect(['10.21.0.1', '192.168.1.5', 'fe80::5', ''].some((host) => isInSubnet(WLAN, host))).toBe(false)
})
