// Wires the rooms' parts into one graph.
import type { GraphComponents, GraphInit, PeerGraph } from './graph.js'

export async function openGraph(_components: GraphComponents, _init: GraphInit): Promise<PeerGraph> {
  throw new Error('not built yet')
}
