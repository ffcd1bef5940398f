// Opens a program's graph: its folder, its store judged by its security, and the network below it.
import {
  peerIdFromPublicKey,
  publicKeyFromPeerId,
  silentLogger,
  systemClock,
  systemRandom,
  toHex
} from '../base/index.js'
import type { Clock, Random } from '../base/index.js'
import { openStore } from '../store/index.js'
import { GraphError } from './errors.js'
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
import { checkSecurity, openSecurity } from './graph-security.js'
import { startGraph } from './open-graph.js'
import { openGraphs, type Claim, type GraphIdentity } from './open-graphs.js'
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
  const { folder, properties = {} } = options
  const identity = identityOf(options)
  checkProperties(properties)
  checkSecurity(options.security)
  const facts: GraphFacts = { ...identity, version: 1, synchronised: true, creator: identity.peer }
  return claimed(facts, async (claim) => {
    await createGraphFolder(folder, facts)
    try {
      const graph = await assemble(options, facts, components, claim)
      await graph.found(properties)
      return graph
    } catch (error) {
      await deleteGraphFolder(folder, facts).catch(() => {}) // Its creator tries again.
      throw error
    }
  })
}

/** See {@link PeerGraph}. */
export async function openPeerGraph(options: OpenGraphOptions, components = SYSTEM): Promise<OpenedPeerGraph> {
  const { folder, creator } = options
  const identity = identityOf(options)
  checkSecurity(options.security)
  if (creator !== undefined && publicKeyFromPeerId(creator) === undefined)
    throw new GraphError('INVALID_ARGUMENT', 'the creator is no peer id')
  return claimed(identity, async (claim) => {
    const found = await readGraphFolder(folder, identity)
    const known: GraphFacts = found ?? { ...identity, version: 1, synchronised: false }
    const facts = creator === undefined ? known : { ...known, creator }
    if (found === undefined) await createGraphFolder(folder, facts)
    else if (facts.creator !== found.creator) await new GraphFactsFile(folder, found).save({ creator })
    const graph = await assemble(options, facts, components, claim)
    return { graph, outcome: facts.synchronised ? 'existing' : 'created' }
  })
}

/** See {@link PeerGraph}. */
export async function deletePeerGraph(options: Pick<GraphOptions, 'graphId' | 'keyPair' | 'folder'>): Promise<void> {
  const identity = identityOf(options)
  if (openGraphs.has(identity)) throw new GraphError('GRAPH_IN_USE', `the graph ${identity.graphId} is open here`)
  await deleteGraphFolder(options.folder, identity)
}

function identityOf({ graphId, keyPair }: Pick<GraphOptions, 'graphId' | 'keyPair'>): GraphIdentity {
  graphIdBytes(graphId)
  return { graphId, peer: peerIdFromPublicKey(keyPair.publicKey) }
}

async function claimed<Result>(identity: GraphIdentity, open: (claim: Claim) => Promise<Result>): Promise<Result> {
  const claim = openGraphs.claim(identity)
  try {
    return await open(claim)
  } catch (error) {
    claim.release()
    throw error
  }
}

async function assemble(
  options: OpenGraphOptions,
  facts: GraphFacts,
  { clock, random, startGraph: start }: PeerGraphComponents,
  claim: Claim
): Promise<OpenedGraph> {
  const { keyPair, folder, mdns = true, logger = silentLogger, precedence = [] } = options
  const idBytes = graphIdBytes(facts.graphId)
  const security = options.security ?? openSecurity(idBytes, facts.peer)
  const { policy, records } = security
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
    for (const { creator } of store.find({})) policy.knowsAuthor(creator) // They have their place already.
    const properties = new GraphPropertiesRecord(store, facts.graphId, idBytes)
    const file = new GraphFactsFile(folder, facts)
    const read = (): GraphProperties => properties.read(file.facts.creator ?? properties.creator())
    const started = await start(
      { store, gate: security.gate, keyPair, clock, random, logger: logger.forComponent('graph') },
      {
        groupId: toHex(idBytes),
        mdns,
        presenceTtlMs: () => read().presenceLifetimeMs,
        presenceMax: () => read().presenceMax,
        peerClock,
        addressBook: graphAddressBook(folder)
      }
    )
    const graph = new OpenedGraph({
      file,
      store,
      started,
      properties,
      peerClock,
      logger,
      onClosed: async () => {
        await opened.close()
        claim.release()
      }
    })
    claim.fill(graph)
    return graph
  } catch (error) {
    await store.close()
    throw error
  }
}
