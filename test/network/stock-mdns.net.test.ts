// A stock `@libp2p/mdns` finds a node of ours and is found by it: on the card of the default route, on a second one, on one that was
// taken out and put in again, and where there is no default route.
import { resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { serviceTag } from '../../src/graph/discovery.js'
import { listGroups, readGroupFolder } from '../../src/group/index.js'
import { diagnosisOf } from './ask.js'
import { formGroup } from './group-of-hosts.js'
import type { Host } from './host.js'
import { namespacesAllowed } from './namespaces.js'
import { Topology } from './topology.js'

const allowed = await namespacesAllowed()
/** Ours asks every 10 s, times 0.75 to 1.25, and looks at its cards every 5 s. */
const BUDGET_MS = 30_000

interface Said {
  foundAfterMs: number | null
  foundAt: string[]
  dialledAfterMs: number | null
}

describe.skipIf(!allowed)('a stock mDNS node', () => {
  let net: Topology
  let ours: Host
  let near: Host
  let second: Host
  let tag: string
  let peer: string

  beforeAll(async () => {
    net = await Topology.create()
    await net.addBridge('first')
    await net.addBridge('second')
    ours = await net.addHost('first', '10.77.0.11')
    near = await net.addHost('first', '10.77.0.12')
    second = await net.addHost('second', '10.88.0.12')
    await net.plug(ours, 'eth1', 'second', '10.88.0.11')
    for (const host of net.hosts) await net.setDefaultRoute(host, 'eth0')
    await formGroup([ours])
    const up = (await ours.up()) as { peerId: string }
    peer = up.peerId
    const [groupId = ''] = await listGroups(ours.home)
    tag = serviceTag((await readGroupFolder(ours.home, groupId)).secret)
  })
  afterAll(() => net?.close())

  test('on the card of the default route', () => meets(near, '10.77.0.11'))

  test('on a second card', () => meets(second, '10.88.0.11'))

  test('on a second card that was taken out and put in again', async () => {
    await net.unplug(ours, 'eth1')
    await net.plug(ours, 'eth1', 'second', '10.88.0.11')
    await meets(second, '10.88.0.11')
  })

  test('on the card of the default route that was taken out and put in again', async () => {
    await net.unplug(ours, 'eth0')
    await net.plug(ours, 'eth0', 'first', '10.77.0.11')
    await net.setDefaultRoute(ours, 'eth0')
    await meets(near, '10.77.0.11')
  })

  test('where ours has no default route, on both cards, and nobody is warned', async () => {
    await net.setDefaultRoute(ours, undefined)
    await meets(near, '10.77.0.11')
    await meets(second, '10.88.0.11')
    expect(await warnings()).toEqual([])
  })

  test('not where ours has no card: a person is told, until there is one again', async () => {
    for (const device of ['eth0', 'eth1']) await net.unplug(ours, device)
    await expect.poll(warnings, { timeout: BUDGET_MS }).toEqual(['mdns-deaf'])
    await net.plug(ours, 'eth0', 'first', '10.77.0.11')
    await expect.poll(warnings, { timeout: BUDGET_MS }).toEqual([])
    await meets(near, '10.77.0.11')
  })

  test('not where another program keeps the port to itself: a person is told, until it lets go', async () => {
    await net.unplug(ours, 'eth0')
    await expect.poll(warnings, { timeout: BUDGET_MS }).toEqual(['mdns-deaf']) // It has closed its own.
    const keeper = "require('dgram').createSocket('udp4').bind(5353); setTimeout(process.exit, 30_000)"
    const keeping = ours.run([process.execPath, '-e', keeper])
    await net.plug(ours, 'eth0', 'first', '10.77.0.11')
    const message = async (): Promise<string> =>
      (await diagnosisOf(ours)).warnings.map(({ message: told }) => told).join()
    await expect.poll(message, { timeout: BUDGET_MS }).toMatch(/another program keeps UDP port 5353/)
    await keeping
    await expect.poll(warnings, { timeout: BUDGET_MS }).toEqual([])
    await meets(near, '10.77.0.11')
  })

  async function meets(stock: Host, ourHost: string): Promise<void> {
    const argument = { tag, peer, host: stock.address, budgetMs: BUDGET_MS }
    const script = resolve('test/network/stock-mdns.mjs')
    const { code, json, stderr } = await stock.run([process.execPath, script, JSON.stringify(argument)])
    if (code !== 0) throw new Error(stderr)
    const { foundAfterMs, foundAt, dialledAfterMs } = json as unknown as Said
    expect(foundAt).toContain(`/ip4/${ourHost}/tcp/1967`)
    expect(dialledAfterMs).not.toBeNull()
    console.log(`${ourHost}: found ours after ${foundAfterMs} ms, found by ours after ${dialledAfterMs} ms`)
  }

  async function warnings(): Promise<string[]> {
    return (await diagnosisOf(ours)).warnings.map(({ code }) => code)
  }
})
