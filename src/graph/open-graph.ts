// Opens a graph over libp2p for rooms above.
import '../base/polyfill.js'
import type { GraphComponents, GraphInit, RunningGraph } from './graph.js'
import { startNetwork, type NetworkInit } from './libp2p-network.js'
import { StartedGraph } from './started-graph.js'

/**
 * Starts listening, then finding and linking peers. Resolves when we listen and our presence is written.
 * @throws {GraphError} `CANNOT_LISTEN`
 */
export async function openGraph(components: GraphComponents, init: GraphInit): Promise<RunningGraph> {
  const graph = await startGraph(components, init)
  try {
    await graph.listen({ port: init.listenPort, hosts: init.listenHosts, scope: 'site' })
    await graph.find(init.knownAddresses)
    return graph
  } catch (thrown) {
    await graph.close()
    throw thrown
  }
}

/** Neither listens nor looks for anybody yet. @throws {RangeError} no group id */
export function startGraph(
  components: GraphComponents,
  init: Pick<GraphInit, 'groupId' | 'mdns' | 'presenceTtlMs' | 'presenceMax' | 'peerClock' | 'addressBook'> &
    Pick<NetworkInit, 'scope'>
): Promise<StartedGraph> {
  const { groupId, scope, mdns, presenceTtlMs, presenceMax, peerClock, addressBook } = init
  const { gate, keyPair, clock, random, logger } = components
  return StartedGraph.start(components, {
    presenceTtlMs,
    presenceMax,
    peerClock,
    addressBook,
    openNetwork: (events) => startNetwork({ groupId, scope, gate, keyPair, mdns, events, clock, random, logger })
  })
}
