// Listening, over real libp2p: that what a graph says of it is so, and that it ends.
import { connect } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { silentLogger, systemClock, systemRandom, toHex } from '../../src/base/index.js'
import { handshakeKey } from '../../src/graph/handshake.js'
import { startNode, type GraphNode } from '../../src/graph/node.js'
import { startGraph } from '../../src/graph/open-graph.js'
import type { StartedGraph } from '../../src/graph/started-graph.js'
import { GROUP_ID, testGate, testStore } from '../support/graphs.js'
import { alice, bob, type Person } from '../support/people.js'

const members = [alice, bob]
const opened: { close(): Promise<void> }[] = []

afterEach(async () => {
  for (const each of opened.splice(0).reverse()) await each.close()
})

async function start(who: Person): Promise<StartedGraph> {
  const store = await testStore(who, members)
  opened.push(store)
  const gate = testGate(who, { members })
  const components = { store, gate, keyPair: who.keyPair, clock: systemClock, random: systemRandom }
  const graph = await startGraph({ ...components, logger: silentLogger }, { groupId: toHex(GROUP_ID), mdns: false })
  opened.push(graph)
  return graph
}

async function nodeOf(who: Person): Promise<GraphNode> {
  const gate = testGate(who, { members })
  const key = handshakeKey(gate.groupSecret, GROUP_ID)
  const node = await startNode({
    scope: () => 'site',
    keyPair: who.keyPair,
    encrypter: { self: who.peer, gate, key, clock: systemClock, random: systemRandom, logger: silentLogger },
    onStream: () => {},
    onDirectStream: () => {},
    onMessageStream: () => {}
  })
  opened.push({ close: async () => node.libp2p.stop() })
  return node
}

function isThere(address: string): Promise<boolean> {
  const [, , host, , port] = address.split('/')
  return new Promise((resolve) => {
    const socket = connect(Number(port), host)
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })
}

describe('who listens', () => {
  test.each([
    [
      ['127.0.0.1', '127.0.0.2'],
      ['/ip4/127.0.0.1', '/ip4/127.0.0.2']
    ],
    [['127.0.0.2'], ['/ip4/127.0.0.2']]
  ])('on %j says so, and is there', async (hosts, expected) => {
    const graph = await start(alice)
    await graph.listen({ port: 0, hosts, scope: 'loopback' })
    expect(graph.addresses()).toEqual(expected.map((host) => `${host}/tcp/${graph.port}/p2p/${alice.peer}`))
    expect(await Promise.all(graph.addresses().map(isThere))).toEqual(expected.map(() => true))
  })

  test('on several hosts at a port that one of them has not free is told so, listens on none, and may dial whom it might before', async () => {
    const other = await start(alice)
    await other.listen({ port: 0, hosts: ['127.0.0.1'], scope: 'loopback' })
    const node = await nodeOf(bob)
    const facts = (): unknown[] => [node.port, node.hosts(), node.mayDial('10.0.0.1'), node.mayDial('198.51.100.7')]
    const before = facts()
    const failing = node.listen({ port: other.port, hosts: ['127.0.0.2', '127.0.0.1'], scope: 'global' })
    await expect(failing).rejects.toMatchObject({ code: 'CANNOT_LISTEN' })
    expect(facts()).toEqual(before)
    expect(await isThere(`/ip4/127.0.0.2/tcp/${other.port}`)).toBe(false)
  })
})

test('a graph that is closed in the turn of listening says so, and nothing listens afterwards', async () => {
  const other = await start(alice)
  await other.listen({ port: 0, hosts: ['127.0.0.1'], scope: 'loopback' })
  const { port } = other
  await other.close()
  const graph = await start(bob)
  const listening = graph.listen({ port, hosts: ['127.0.0.1'], scope: 'loopback' }).catch((error: unknown) => error)
  await graph.close()
  expect(await listening).toMatchObject({ code: 'CLOSED' })
  expect(await isThere(`/ip4/127.0.0.1/tcp/${port}`)).toBe(false)
  await expect(graph.listen({ port, scope: 'loopback' })).rejects.toMatchObject({ code: 'CLOSED' })
})
