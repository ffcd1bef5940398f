import { beforeEach, expect, test } from 'vitest'
import { seededRandom } from '../../src/base/index.js'
import { MAX_DIALLED_PRESENCE_HOSTS, MAX_REFERRALS } from '../../src/graph/defaults.js'
import type { LinkedNeighbour } from '../../src/graph/link-table.js'
import { Whereabouts } from '../../src/graph/whereabouts.js'
import { hello } from '../support/hello.js'

let neighbours: LinkedNeighbour[]
let whereabouts: Whereabouts

/** Dialled by us, unless it said where it listens. */
function link(peer: string, address: string, listenPort?: number): void {
  const direction = listenPort === undefined ? 'outbound' : 'inbound'
  const said = { version: 1, ...hello(listenPort ?? 0) }
  neighbours.push({ peer, address, direction, hello: said, link: undefined as never })
}

const named = (): string[] =>
  whereabouts
    .referrals('newcomer')
    .map(({ address }) => address)
    .sort()

beforeEach(() => {
  neighbours = []
  whereabouts = new Whereabouts({
    neighbours: () => neighbours,
    presentAt: () => ['/ip4/203.0.113.9/tcp/1', '/ip4/10.0.0.9/tcp/1'],
    trustedAddressesOf: () => ['/ip4/10.0.0.8/tcp/1'],
    mayDial: (host) => host.startsWith('10.'),
    random: seededRandom(1)
  })
})

test('neighbours are named by addresses in the scope alone: not on this machine, not beyond, and not by name', () => {
  link('a', '/ip4/127.0.0.1/tcp/1967')
  link('b', '/dns4/b.example.org/tcp/1967')
  link('c', '/ip4/203.0.113.9/tcp/1967')
  link('d', '/ip4/127.0.0.1/tcp/50000', 1967)
  link('e', '/ip4/10.0.0.1/tcp/50000', 1967)
  link('f', '/ip4/10.0.0.2/tcp/1967')
  expect(named()).toEqual(['/ip4/10.0.0.1/tcp/1967', '/ip4/10.0.0.2/tcp/1967'])
})

test('who did not listen at first is named with the port that its presence says, while there is one', () => {
  link('a', '/ip4/10.0.0.1/tcp/50000', 0)
  expect(named()).toEqual([])
  whereabouts.said('a', ['10.0.0.1'], 1968)
  expect(named()).toEqual(['/ip4/10.0.0.1/tcp/1968'])
  whereabouts.gone('a')
  expect(named()).toEqual([])
})

test('few are named, and not the one that asks', () => {
  link('newcomer', '/ip4/10.0.0.1/tcp/1967')
  expect(named()).toEqual([])
  for (let i = 0; i < 2 * MAX_REFERRALS; i++) link(`p${i}`, `/ip4/10.0.1.${i}/tcp/1967`)
  expect(named()).toHaveLength(MAX_REFERRALS)
})

test('of what a presence says, some hosts in the scope are dialled', () => {
  const hosts = ['127.0.0.1', ...Array.from({ length: 8 }, (_, i) => `10.0.0.${i}`)]
  const dialled = whereabouts.said('a', hosts, 1967)
  expect(dialled).toHaveLength(MAX_DIALLED_PRESENCE_HOSTS)
  expect(dialled[0]).toBe('/ip4/10.0.0.0/tcp/1967')
})

test('a peer is where its link is, then where its presence says, then where it was', () => {
  link('a', '/ip4/10.0.0.7/tcp/1967')
  const known = ['/ip4/10.0.0.7/tcp/1967', '/ip4/10.0.0.9/tcp/1', '/ip4/10.0.0.8/tcp/1']
  expect(whereabouts.addressesOf('a')).toEqual(known)
})
