// What a program's graph has on its disk besides the records: whose it is, whether it ever agreed with others, where these were, and
// when clocks agreed.
import { readFile, rm, rmdir } from 'node:fs/promises'
import { join } from 'node:path'
import { makePrivateFolder, writePrivateFile, type PeerId } from '../base/index.js'
import { openLevelStorage } from '../store/index.js'
import { MAX_REMEMBERED_ADDRESSES } from './defaults.js'
import { GraphError, reasonOf } from './errors.js'
import type { AddressBook } from './graph.js'
import type { GraphIdentity } from './open-graphs.js'

/** `graph.json`; a reader passes over fields that it does not know. */
export interface GraphFacts extends GraphIdentity {
  readonly version: 1
  /** The records here were once those of the graph. */
  readonly synchronised: boolean
  /** Who created the graph, as far as is known here. */
  readonly creator?: PeerId | undefined
}

/** Makes the folder where there is none. @throws {GraphError} `DATABASE_ALREADY_PRESENT` */
export async function createGraphFolder(folder: string, facts: GraphFacts): Promise<void> {
  await makePrivateFolder(folder)
  try {
    await writePrivateFile(factsPath(folder), spell(facts), { exclusive: true })
  } catch (error) {
    if ((error as { code?: unknown }).code !== 'EEXIST') throw error
    throw new GraphError('DATABASE_ALREADY_PRESENT', `there is a graph in ${folder}`)
  }
}

/** What an open graph learns about itself. */
export class GraphFactsFile {
  readonly folder: string
  #facts: GraphFacts
  #saving: Promise<void> = Promise.resolve()

  constructor(folder: string, facts: GraphFacts) {
    this.folder = folder
    this.#facts = facts
  }

  get facts(): GraphFacts {
    return this.#facts
  }

  /** Resolves when it is on disk. */
  save(change: Partial<Pick<GraphFacts, 'synchronised' | 'creator'>>): Promise<void> {
    this.#facts = { ...this.#facts, ...change }
    const text = spell(this.#facts)
    this.#saving = this.#saving.catch(() => {}).then(() => writePrivateFile(factsPath(this.folder), text))
    return this.#saving
  }

  /** Nothing is written any more. Never rejects. */
  saved(): Promise<void> {
    return this.#saving.catch(() => {})
  }
}

/**
 * @returns undefined: there is no graph
 * @throws {GraphError} `INVALID_DATABASE`: of another graph or identity, of a later version, or damaged
 */
export async function readGraphFolder(folder: string, expected: GraphIdentity): Promise<GraphFacts | undefined> {
  let text: string
  try {
    text = await readFile(factsPath(folder), 'utf8')
  } catch (error) {
    if ((error as { code?: unknown }).code === 'ENOENT') return undefined
    throw error
  }
  const invalid = (why: string): GraphError => new GraphError('INVALID_DATABASE', `${factsPath(folder)} ${why}`)
  let facts: Partial<GraphFacts>
  try {
    facts = (JSON.parse(text) as Partial<GraphFacts> | null) ?? {}
  } catch (error) {
    throw invalid(`is damaged: ${reasonOf(error)}`)
  }
  const { version, graphId, peer, synchronised, creator } = facts
  if (version !== 1) throw invalid('is damaged, or of a newer Potluck')
  if (graphId !== expected.graphId) throw invalid('is of another graph')
  if (peer !== expected.peer) throw invalid('is of another identity')
  const known = typeof creator === 'string' ? { creator } : {}
  return { version, graphId, peer, synchronised: synchronised === true, ...known }
}

/**
 * Removes what the graph has there, and the folder where nothing else is in it. The graph of others goes on.
 * @throws {GraphError} `DATABASE_NOT_PRESENT`, `INVALID_DATABASE`; {StoreError} `ALREADY_RUNNING`: another process has it open
 */
export async function deleteGraphFolder(folder: string, expected: GraphIdentity): Promise<void> {
  const facts = await readGraphFolder(folder, expected)
  if (facts === undefined) throw new GraphError('DATABASE_NOT_PRESENT', `there is no graph in ${folder}`)
  const storage = await openLevelStorage(storePath(folder)) // Nobody else has it open.
  await storage.close()
  await rm(storePath(folder), { recursive: true, force: true })
  await rm(addressesPath(folder), { force: true })
  await rm(peerTimePath(folder), { force: true })
  await rm(factsPath(folder))
  await rmdir(folder).catch(() => {}) // Something else is in it.
}

/** Where neighbours were reached. What is there is only a hint: each address is judged before it is dialled. */
export function graphAddressBook(folder: string): AddressBook {
  return {
    load: async () => {
      try {
        const addresses: unknown = JSON.parse(await readFile(addressesPath(folder), 'utf8'))
        const texts = Array.isArray(addresses) ? addresses.filter((address) => typeof address === 'string') : []
        return texts.slice(0, MAX_REMEMBERED_ADDRESSES)
      } catch {
        return [] // None yet, or damaged: others are found again.
      }
    },
    save: (addresses) => writePrivateFile(addressesPath(folder), `${JSON.stringify(addresses)}\n`)
  }
}

export function storePath(folder: string): string {
  return join(folder, 'store')
}

/** When neighbours and our own clock last agreed. */
export function peerTimePath(folder: string): string {
  return join(folder, 'peer-time.json')
}

function factsPath(folder: string): string {
  return join(folder, 'graph.json')
}

function addressesPath(folder: string): string {
  return join(folder, 'addresses.json')
}

function spell(facts: GraphFacts): string {
  return `${JSON.stringify(facts)}\n`
}
