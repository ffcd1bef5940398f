// What a program's graph tells of the network below it.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { systemClock, systemRandom } from '../../src/base/index.js'
import type { GraphNetwork, NetworkEvents } from '../../src/graph/graph-network.js'
import { createPeerGraph } from '../../src/graph/open-peer-graph.js'
import { StartedGraph } from '../../src/graph/started-graph.js'
import { alice } from '../support/people.js'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'potluck-graph-'))
})
afterEach(() => rm(folder, { recursive: true }))

const nobody = async (): Promise<never> => Promise.reject(new Error('nobody is there'))

/** Nobody can be reached. */
const network: GraphNetwork = {
  dialler: { dial: nobody, reach: nobody },
  port: 0,
  listen: async () => {},
  hosts: () => ['127.0.0.1'],
  mayDial: () => true,
  discover: async () => {},
  stop: async () => {}
}

test('multicast that cannot be heard is a warning for as long as it cannot', async () => {
  let events: NetworkEvents | undefined
  const openNetwork = async (told: NetworkEvents): Promise<GraphNetwork> => {
    events = told
    return network
  }
  const graph = await createPeerGraph(
    { graphId: 'garden', keyPair: alice.keyPair, folder: join(folder, 'garden') },
    {
      clock: systemClock,
      random: systemRandom,
      startGraph: (components, init) => StartedGraph.start(components, { ...init, openNetwork })
    }
  )
  const queue = graph.events([{ event: 'warning' }])
  expect(graph.warnings).toEqual([])
  const warning = { code: 'mdns-deaf', message: 'the port is taken' }
  events?.onDeaf('the port is taken')
  expect([graph.warnings, queue.next()]).toEqual([[warning], { event: 'warning', ...warning }])
  events?.onDeaf(undefined)
  expect([graph.warnings, queue.next()]).toEqual([[], undefined])
  await graph.close()
})
