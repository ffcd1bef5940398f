// The graphs that programs of this process have open: one for each identity and graph.
import type { PeerId } from '../base/index.js'
import { GraphError } from './errors.js'

export interface GraphIdentity {
  readonly graphId: string
  /** Whose node it is. */
  readonly peer: PeerId
}

interface Closable {
  close(): Promise<void>
}

class OpenGraphs {
  readonly #graphs = new Map<string, Closable>()

  /** Takes the place; whoever opens it gives it the graph. @throws {GraphError} `DUPLICATE_GRAPH` */
  claim(identity: GraphIdentity): Claim {
    const key = keyOf(identity)
    if (this.#graphs.has(key)) throw new GraphError('DUPLICATE_GRAPH', `the graph ${identity.graphId} is open here`)
    this.#graphs.set(key, { close: async () => {} })
    return {
      fill: (graph) => void this.#graphs.set(key, graph),
      release: () => void this.#graphs.delete(key)
    }
  }

  has(identity: GraphIdentity): boolean {
    return this.#graphs.has(keyOf(identity))
  }

  values(): IterableIterator<Closable> {
    return this.#graphs.values()
  }
}

export interface Claim {
  fill(graph: Closable): void
  release(): void
}

export const openGraphs = new OpenGraphs()

function keyOf({ graphId, peer }: GraphIdentity): string {
  return `${peer} ${graphId}`
}
