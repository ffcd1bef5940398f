// What a program's graph has on its disk besides the records: whose it is, whether it ever agreed with others, where these were, and
// when clocks agreed.
import { readFile, rename, rm, rmdir } from 'node:fs/promises'
import { join } from 'node:path'
import { makePrivateFolder, writePrivateFile, type PeerId } from '../base/index.js'
import { openLevelStorage, StoreError } from '../store/index.js'
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
  /** It is just being created: who is cut off now creates it again. @default false */
  readonly isFounding?: boolean | undefined
}

/** Makes the folder where there is none. @throws {GraphError} `DATABASE_ALREADY_PRESENT`; {StoreError} `DISK` */
export async function createGraphFolder(folder: string, facts: GraphFacts): Promise<void> {
  try {
    await makePrivateFolder(folder)
    await writePrivateFile(factsPath(folder), spell(facts), { exclusive: true })
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw diskError(folder, error)
    throw new GraphError('DATABASE_ALREADY_PRESENT', `there is a graph in ${folder}`, { cause: error })
  }
}

/** What an open graph learns about itself. */
export class GraphFactsFile {
  readonly folder: string
  #facts: GraphFacts
  #isSaved = true
  #saving: Promise<void> = Promise.resolve()

  constructor(folder: string, facts: GraphFacts) {
    this.folder = folder
    this.#facts = facts
  }

  get facts(): GraphFacts {
    return this.#facts
  }

  /** Resolves when it is on disk. */
  save(change: Partial<Pick<GraphFacts, 'synchronised' | 'creator' | 'isFounding'>>): Promise<void> {
    this.#facts = { ...this.#facts, ...change }
    this.#isSaved = false
    return this.#save()
  }

  /** Resolves when all is on disk: what could not be written is tried once more. */
  async close(): Promise<void> {
    await this.#saving.catch(() => {})
    if (!this.#isSaved) await this.#save()
  }

  #save(): Promise<void> {
    const facts = this.#facts
    this.#saving = this.#saving
      .catch(() => {})
      .then(() => writePrivateFile(factsPath(this.folder), spell(facts)))
      .then(() => {
        this.#isSaved = this.#facts === facts
      })
    return this.#saving
  }
}

/**
 * @returns undefined: there is no graph
 * @throws {GraphError} `INVALID_DATABASE`: of another graph or identity, of a later version, or damaged; {StoreError} `DISK`
 */
export async function readGraphFolder(folder: string, expected: GraphIdentity): Promise<GraphFacts | undefined> {
  let text: string
  try {
    text = await readFile(factsPath(folder), 'utf8')
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined
    throw diskError(folder, error)
  }
  const invalid = (why: string): GraphError => new GraphError('INVALID_DATABASE', `${factsPath(folder)} ${why}`)
  let facts: Partial<GraphFacts>
  try {
    facts = (JSON.parse(text) as Partial<GraphFacts> | null) ?? {}
  } catch (error) {
    throw invalid(`is damaged: ${reasonOf(error)}`)
  }
  const { version, graphId, peer, synchronised, creator, isFounding } = facts
  if (version !== 1) throw invalid('is damaged, or of a newer Potluck')
  if (graphId !== expected.graphId) throw invalid('is of another graph')
  if (peer !== expected.peer) throw invalid('is of another identity')
  const known = typeof creator === 'string' ? { creator } : {}
  return { version, graphId, peer, synchronised: synchronised === true, ...known, isFounding: isFounding === true }
}

/**
 * Removes what the graph has there, and the folder where nothing else is in it. The graph of others goes on. Who is cut off removes the
 * rest another time: what is left meanwhile never counts as the graph's.
 * @throws {GraphError} `DATABASE_NOT_PRESENT`, `INVALID_DATABASE`; {StoreError} `DISK`, `ALREADY_RUNNING`: another process has it open
 */
export async function deleteGraphFolder(folder: string, expected: GraphIdentity): Promise<void> {
  const facts = await readGraphFolder(folder, expected)
  if (facts === undefined) throw new GraphError('DATABASE_NOT_PRESENT', `there is no graph in ${folder}`)
  const storage = await openLevelStorage(storePath(folder)) // Nobody else has it open.
  try {
    await writePrivateFile(factsPath(folder), spell({ ...expected, version: 1, synchronised: false }))
    // Under the lock that goes with it: nobody opens what is being removed.
    await rm(removedPath(folder), { recursive: true, force: true })
    await rename(storePath(folder), removedPath(folder))
  } catch (error) {
    throw diskError(folder, error)
  } finally {
    await storage.close()
  }
  try {
    await rm(removedPath(folder), { recursive: true, force: true })
    await rm(addressesPath(folder), { force: true })
    await rm(peerTimePath(folder), { force: true })
    await rm(factsPath(folder))
  } catch (error) {
    throw diskError(folder, error)
  }
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

function removedPath(folder: string): string {
  return join(folder, 'store.removed')
}

function hasCode(error: unknown, code: string): boolean {
  return (error as { code?: unknown }).code === code
}

function diskError(folder: string, cause: unknown): StoreError {
  return new StoreError('DISK', `${folder}: ${reasonOf(cause)}`, { cause })
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
