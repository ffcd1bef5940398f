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

  /**
   * Nobody else has the graph from now until it is released; also not while it is being opened.
   * @param open calls `release` when what it opened was closed
   * @param refusal where it is taken
   * @throws {GraphError} `refusal`; what `open` throws
   */
  async claim<Opened extends Closable | void>(
    identity: GraphIdentity,
    refusal: 'DUPLICATE_GRAPH' | 'GRAPH_IN_USE',
    open: (release: () => void) => Promise<Opened>
  ): Promise<Opened> {
    const key = keyOf(identity)
    if (this.#graphs.has(key)) throw new GraphError(refusal, `the graph ${identity.graphId} is open here`)
    const release = (): void => void this.#graphs.delete(key)
    const opening = open(release)
    const close = async (): Promise<void> => {
      const opened: Closable | void = await opening.catch(() => {})
      await opened?.close()
    }
    this.#graphs.set(key, { close })
    try {
      return await opening
    } catch (error) {
      release()
      throw error
    }
  }

  /** Also what is just being opened. @throws what closing the first threw that would not close */
  async closeAll(): Promise<void> {
    const closed = await Promise.allSettled([...this.#graphs.values()].map((graph) => graph.close()))
    const failed = closed.find((result) => result.status === 'rejected')
    if (failed !== undefined) throw failed.reason
  }
}

export const openGraphs = new OpenGraphs()

function keyOf({ graphId, peer }: GraphIdentity): string {
  return `${peer} ${graphId}`
}
