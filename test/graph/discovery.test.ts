import { createSocket, type Socket } from 'node:dgram'
import { once } from 'node:events'
import { expect, test } from 'vitest'
import { seededRandom, silentLogger } from '../../src/base/index.js'
import { readEndpoint, type NetworkInterfaces } from '../../src/graph/addresses.js'
import {
  Discovery,
  nearbyAddresses,
  serviceTag,
  udpPortFailure,
  type DiscoveryInit
} from '../../src/graph/discovery.js'
import { FakeClock } from '../support/fake-clock.js'
import { alice } from '../support/people.js'

test('a group’s mDNS tag is a DNS label that depends on the secret and nothing else', () => {
  const secret = new Uint8Array(32).fill(1)
  expect(serviceTag(secret)).toMatch(/^_[0-9a-f]{16}\._udp\.local$/)
  expect(serviceTag(new Uint8Array(secret))).toBe(serviceTag(secret))
  expect(serviceTag(new Uint8Array(32).fill(2))).not.toBe(serviceTag(secret))
})

test('a UDP port that another program keeps to itself cannot be shared, and one that it shares can', async () => {
  const open = async (reuseAddr: boolean): Promise<Socket> => {
    const socket = createSocket({ type: 'udp4', reuseAddr }).bind(0)
    await once(socket, 'listening')
    return socket
  }
  const [keeper, sharer] = [await open(false), await open(true)]
  expect(await udpPortFailure(keeper.address().port)).toContain('EADDRINUSE')
  expect(await udpPortFailure(sharer.address().port)).toBeUndefined()
  keeper.close()
  sharer.close()
})

test('an answer leads to the LAN and this machine alone, however far the graph reaches', () => {
  const interfaces = () =>
    ({
      eth0: [{ address: '198.51.100.5', cidr: '198.51.100.5/24', family: 'IPv4', internal: false }]
    }) as unknown as NetworkInterfaces
  const near = ['/ip4/192.168.1.5/tcp/1967', '/ip4/198.51.100.77/tcp/1967', '/ip4/127.0.0.1/tcp/1967']
  const far = ['/ip4/203.0.113.9/tcp/1967', '/dns4/a.example.org/tcp/1967', '/ip6/2001:db8::1/tcp/1967']
  const answered = [...near, ...far].map(readEndpoint)
  expect(nearbyAddresses(answered, { mayDial: () => true }, interfaces)).toEqual(near)
  expect(nearbyAddresses(answered, { mayDial: (host) => host === '192.168.1.5' }, interfaces)).toEqual([near[0]])
})

test('who was stopped before it started looks at nothing', async () => {
  const clock = new FakeClock()
  const libp2p = { getMultiaddrs: () => [], logger: { forComponent: () => ({}) } }
  const discovery = new Discovery({
    self: alice.peer,
    node: { libp2p, mayDial: () => false, hosts: () => ['127.0.0.1'] } as unknown as DiscoveryInit['node'],
    tag: serviceTag(new Uint8Array(32)),
    company: () => ({ neighbours: 0, present: 1 }),
    onFound: () => {},
    onDeaf: () => {},
    clock,
    random: seededRandom(1),
    logger: silentLogger
  })
  await discovery.stop()
  await discovery.start()
  expect(clock.pendingTimers).toBe(0)
})
