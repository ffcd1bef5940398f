// Opens a program's graph: its folder, its store judged by its security, and the network below it.
import { peerIdFromPublicKey, silentLogger, systemClock, systemRandom, toHex } from '../base/index.js'
import type { Clock, Random } from '../base/index.js'
import { openStore } from '../store/index.js'
import { checkArguments } from './arguments.js'
import {
  createGraphFolder,
  deleteGraphFolder,
  graphAddressBook,
  readGraphFolder,
  GraphFactsFile,
  peerTimePath,
  storePath,
  type GraphFacts
} from './graph-folder.js'
import { graphIdBytes } from './graph-id.js'
import { checkProperties, GraphPropertiesRecord, type GraphProperties } from './graph-properties.js'
import { guardedSecurity, openSecurity } from './graph-security.js'
import { startGraph } from './open-graph.js'
import { openGraphs, type GraphIdentity } from './open-graphs.js'
import { agreedTimeFile, openPeerClock } from './open-peer-clock.js'
import { OpenedGraph } from './opened-graph.js'
import type { CreateGraphOptions, GraphOptions, OpenedPeerGraph, OpenGraphOptions, PeerGraph } from './peer-graph.js'

/** What tests put in the place of the system. */
export interface PeerGraphComponents {
  readonly clock: Clock
  readonly random: Random
  readonly startGraph: typeof startGraph
}

const SYSTEM: PeerGraphComponents = { clock: systemClock, random: systemRandom, startGraph }

/** See {@link PeerGraph}. */
export async function createPeerGraph(options: CreateGraphOptions, components = SYSTEM): Promise<PeerGraph> {
  checkArguments('open', options)
  const { folder, properties = {} } = options
  const identity = identityOf(options)
  checkProperties(properties)
  const facts: GraphFacts = { ...identity, version: 1, synchronised: false, creator: identity.peer, isFounding: true }
  return openGraphs.claim(identity, 'DUPLICATE_GRAPH', async (release) => {
    const before = await readGraphFolder(folder, identity).catch(() => undefined) // Told below, if it is another's.
    if (before?.isFounding === true) await deleteGraphFolder(folder, identity)
    await createGraphFolder(folder, facts)
    try {
      const graph = await assemble(options, facts, components, release)
      await graph.found(properties)
      return graph
    } catch (error) {
      await deleteGraphFolder(folder, identity).catch(() => {}) // Its creator tries again.
      throw error
    }
  })
}

/** See {@link PeerGraph}. */
export async function openPeerGraph(options: OpenGraphOptions, components = SYSTEM): Promise<OpenedPeerGraph> {
  checkArguments('open', options)
  const { folder, creator } = options
  const identity = identityOf(options)
  const graph = await openGraphs.claim(identity, 'DUPLICATE_GRAPH', async (release) => {
    const found = await readGraphFolder(folder, identity)
    const isThere = found !== undefined && found.isFounding !== true
    const known: GraphFacts = isThere ? found : { ...identity, version: 1, synchronised: false }
    const facts = creator === undefined ? known : { ...known, creator }
    if (found === undefined) await createGraphFolder(folder, facts)
    else if (facts.creator !== found.creator) await new GraphFactsFile(folder, found).save({ creator })
    try {
      return await assemble(options, facts, components, release)
    } catch (error) {
      if (found === undefined) await deleteGraphFolder(folder, identity).catch(() => {}) // As if nobody had tried.
      throw error
    }
  })
  return { graph, outcome: graph.status.synchronised ? 'existing' : 'created' }
}

/** See {@link PeerGraph}. */
export async function deletePeerGraph(options: Pick<GraphOptions, 'graphId' | 'keyPair' | 'folder'>): Promise<void> {
  checkArguments('delete', options)
  const identity = identityOf(options)
  await openGraphs.claim(identity, 'GRAPH_IN_USE', async (release) => {
    await deleteGraphFolder(options.folder, identity)
    release()
  })
}

function identityOf({ graphId, keyPair }: Pick<GraphOptions, 'graphId' | 'keyPair'>): GraphIdentity {
  graphIdBytes(graphId)
  return { graphId, peer: peerIdFromPublicKey(keyPair.publicKey) }
}

async function assemble(
  options: OpenGraphOptions,
  facts: GraphFacts,
  { clock, random, startGraph: start }: PeerGraphComponents,
  onClosed: () => void
): Promise<OpenedGraph> {
  const { keyPair, folder, mdns = true, logger = silentLogger, precedence = [] } = options
  const idBytes = graphIdBytes(facts.graphId)
  const security = options.security && guardedSecurity(options.security, clock, logger.forComponent('graph:security'))
  const { gate, policy, records } = security ?? openSecurity(idBytes)
  const opened = await openPeerClock({ clock, agreedTime: agreedTimeFile(peerTimePath(folder)), logger })
  const { peerClock } = opened
  const store = await openStore(
    {
      ...{ keyPair, policy, clock: peerClock, random, logger: logger.forComponent('store') },
      ...(records && { security: records })
    },
    { group: idBytes, folder: storePath(folder), deferExpirationWhileAlone: true, precedence }
  )
  try {
    const properties = new GraphPropertiesRecord(store, facts.graphId, idBytes)
    const file = new GraphFactsFile(folder, facts)
    const read = (): GraphProperties => properties.read(file.facts.creator ?? properties.creator())
    const started = await start(
      { store, gate, keyPair, clock, random, logger: logger.forComponent('graph') },
      {
        groupId: toHex(idBytes),
        scope: () => read().scope,
        mdns,
        presenceTtlMs: () => read().presenceLifetimeMs,
        presenceMax: () => read().presenceMax,
        peerClock,
        addressBook: graphAddressBook(folder)
      }
    )
    return new OpenedGraph({
      file,
      store,
      started,
      properties,
      peerClock,
      logger,
      onClosed: async () => {
        await opened.close()
        onClosed()
      }
    })
  } catch (error) {
    await store.close()
    await opened.close()
    throw error
  }
}
