// Twelve hosts on two bridges that are joined by one cable. Nobody has been told an address in the west; the east filters
// multicast. Each host has what real ones have: a container bridge with the same address everywhere, a tunnel, a default route by its
// card, by the tunnel, or none. The cable is cut and healed: all find each other again.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { eventually } from '../support/eventually.js'
import { askNode, diagnosisOf } from './ask.js'
import { allPresent, formGroup } from './group-of-hosts.js'
import type { Host } from './host.js'
import { namespacesAllowed } from './namespaces.js'
import { Topology } from './topology.js'

const allowed = await namespacesAllowed()
const NOTE = 'app.two-bridges.note'
/** A cut is noticed after two pings without an answer, 22 s; two cores run all twelve. */
const CUT_NOTICED_WITHIN_MS = 60_000
/** Longer than members wait between two dials of somebody who does not answer: 60 s. */
const CUT_FOR_MS = 70_000
/** The same 60 s, and as much again for machines that are busy. */
const HEALED_WITHIN_MS = 120_000

describe.skipIf(!allowed)('twelve hosts on two bridges', () => {
  let net: Topology
  let west: Host[]
  let east: Host[]

  beforeAll(async () => {
    net = await Topology.create()
    for (const bridge of ['west', 'east']) await net.addBridge(bridge)
    await net.join('west', 'east')
    for (let number = 1; number <= 12; number++) {
      const host = await net.addHost(number <= 6 ? 'west' : 'east', `10.77.0.${10 + number}`)
      await net.addContainers(host)
      await net.addTunnel(host)
      const way = [undefined, 'eth0', 'tun0'][number % 3]
      if (way !== undefined) await net.setDefaultRoute(host, way)
    }
    west = net.hosts.slice(0, 6)
    east = net.hosts.slice(6)
    await net.filterMulticast('east')
    const [gate, ...others] = east as [Host, ...Host[]]
    const named = { gate: `/ip4/${west[0]!.address}/tcp/1967`, others: `/ip4/${gate.address}/tcp/1967` }
    gate.settings['POTLUCK_DISCOVERY_KNOWN_ADDRESSES'] = named.gate
    for (const host of others) host.settings['POTLUCK_DISCOVERY_KNOWN_ADDRESSES'] = named.others
    await formGroup(net.hosts)
  }, 240_000)
  afterAll(() => net?.close())

  test('the west finds itself by mDNS, whatever way the default route goes', async () => {
    const found: number[] = []
    for (const host of west) {
      await host.up()
      if (host === west[0]) continue
      const readyMs = performance.now()
      await eventually(async () => expect((await diagnosisOf(host)).neighbours).not.toEqual([]), 60_000)
      found.push(Math.round(performance.now() - readyMs))
    }
    console.log(`first neighbour by mDNS, ms after it was ready: ${found.join(', ')}`)
    await allPresent(west)
  })

  test('the east, which hears no multicast, comes by known addresses and learns the others', async () => {
    for (const host of east) await host.up()
    await allPresent(net.hosts)
    for (const host of net.hosts) {
      const { warnings, present } = await diagnosisOf(host)
      expect(warnings).toEqual([])
      expect(present.flatMap(({ hosts }) => hosts).sort()).toEqual(net.hosts.map(({ address }) => address).sort())
    }
    for (const host of east) await eventually(async () => expect(await neighboursOf(host)).toBeGreaterThanOrEqual(4))
  })

  test('after a cut all find each other again, and what was written meanwhile', async () => {
    await net.setJoint('west', 'east', 'cut')
    const cutMs = performance.now()
    await eventually(() => parted(west, east), CUT_NOTICED_WITHIN_MS)
    await eventually(() => parted(east, west), CUT_NOTICED_WITHIN_MS)
    console.log(`all noticed the cut after ${seconds(cutMs)} s`)
    await west[2]!.down() // Its book of addresses is all that it knows of the east.
    await west[2]!.up()
    await net.renewContainers(west[3]!)
    await net.renewContainers(east[3]!)
    await write(west[1]!, 'west')
    await write(east[1]!, 'east')
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, cutMs + CUT_FOR_MS - performance.now())))
    expect(await notesAt(east[5]!)).toEqual(['east'])

    await net.setJoint('west', 'east', 'whole')
    const healedMs = performance.now()
    await eventually(() => joined(west, east), HEALED_WITHIN_MS)
    console.log(`first link across ${seconds(healedMs)} s after the cable was whole`)
    await eventually(async () => {
      for (const host of net.hosts) expect(await notesAt(host)).toEqual(['east', 'west'])
    }, HEALED_WITHIN_MS)
    console.log(`everything everywhere ${seconds(healedMs)} s after`)
    await allPresent(net.hosts)
    console.log(`all present and synchronised ${seconds(healedMs)} s after`)
    for (const host of net.hosts) expect(await neighboursOf(host)).toBeLessThanOrEqual(12)
  }, 400_000)

  /** No host of the one side has a neighbour on the other. */
  async function parted(side: readonly Host[], other: readonly Host[]): Promise<void> {
    for (const host of side) expect(await linksTo(host, other)).toBe(0)
  }

  async function joined(side: readonly Host[], other: readonly Host[]): Promise<void> {
    const links = await Promise.all(side.map((host) => linksTo(host, other)))
    expect(links.reduce((sum, count) => sum + count, 0)).toBeGreaterThan(0)
  }

  async function linksTo(host: Host, others: readonly Host[]): Promise<number> {
    const { neighbours } = await diagnosisOf(host)
    return neighbours.filter((neighbour) => others.some(({ address }) => neighbour.address.includes(`/${address}/`)))
      .length
  }

  async function neighboursOf(host: Host): Promise<number> {
    return (await diagnosisOf(host)).neighbours.length
  }

  async function write(host: Host, text: string): Promise<void> {
    await askNode(host, 'PUT', `/v1/records/types/${NOTE}`, { lifetime: 'durable', ttlMs: 3_600_000 })
    await askNode(host, 'POST', '/v1/records', { type: NOTE, json: text })
  }

  async function notesAt(host: Host): Promise<string[]> {
    const { records } = (await askNode(host, 'GET', `/v1/records?type=${NOTE}`)) as { records: { json: string }[] }
    return records.map(({ json }) => json).sort()
  }

  function seconds(sinceMs: number): string {
    return ((performance.now() - sinceMs) / 1000).toFixed(1)
  }
})
