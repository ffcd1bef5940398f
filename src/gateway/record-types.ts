// Types of records that applications declared at this node: remembered in types.json of the home, and declared again in every
// group that is opened.
import { z } from 'zod'
import type { Logger } from '../base/index.js'
import { defineRecordType, type RecordType } from '../record/index.js'
import type { Store } from '../store/index.js'
import { recordType, type RecordType as DeclaredType, type RecordTypeInit } from './api/record-types.js'
import {
  DEFAULT_TYPE_MAX_BYTES,
  MAX_EPHEMERAL_DATA_BYTES,
  MAX_TYPES,
  MAX_TYPES_FILE_BYTES,
  MAX_TYPES_PER_NAMESPACE
} from './defaults.js'
import { GatewayError } from './errors.js'
import { loadJsonFile, saveJsonFile, type JsonFileInit } from './json-file.js'
import { namespaceOf } from './record-scope.js'

const typesFile = z.strictObject({ version: z.literal(1), types: z.array(recordType).max(MAX_TYPES) })
type TypesFile = z.infer<typeof typesFile>

/** As much of a store as a declaration needs. */
export type DeclaringStore = Pick<Store, 'declare'>

export async function openRecordTypes(init: { path: string; logger: Logger }): Promise<RecordTypes> {
  const logger = init.logger.forComponent('gateway:types')
  const file = { path: init.path, schema: typesFile, maxBytes: MAX_TYPES_FILE_BYTES, logger }
  return new RecordTypes(file, (await loadJsonFile(file))?.types ?? [])
}

export class RecordTypes {
  readonly #file: JsonFileInit<TypesFile>
  #types: readonly DeclaredType[]
  readonly #stores = new Set<DeclaringStore>()
  /** Changes are written one after the other, and count when they are written. */
  #writing: Promise<unknown> = Promise.resolve()

  constructor(file: JsonFileInit<TypesFile>, types: readonly DeclaredType[]) {
    this.#file = file
    this.#types = types
  }

  /** By name. @param namespace undefined: all */
  list(namespace: string | undefined): DeclaredType[] {
    return this.#types.filter(({ name }) => namespace === undefined || namespaceOf(name) === namespace)
  }

  get(name: string): DeclaredType | undefined {
    return this.#types.find((type) => type.name === name)
  }

  /** As the store has it. @throws {GatewayError} `UNKNOWN_TYPE` */
  require(name: string): RecordType<Uint8Array> {
    const type = this.get(name)
    if (type === undefined) {
      const how = `\`potluck records declare\`, or PUT /v1/records/types/${name}`
      throw new GatewayError('UNKNOWN_TYPE', `${name} is not declared at this node: ${how}`)
    }
    return storeType(type)
  }

  /** Of a type of an application; built-in ones index what they need. @throws {GatewayError} `NOT_INDEXED` */
  requireIndexed(name: string, attribute: string): void {
    if (namespaceOf(name) === undefined || this.get(name)?.indexed.includes(attribute) === true) return
    throw new GatewayError('NOT_INDEXED', `${name} does not look records up by "${attribute}": declare it as indexed`)
  }

  /** Resolves when it is on disk. @throws {GatewayError} `TYPE_CONFLICT`, `LIMIT_REACHED` */
  put(name: string, init: RecordTypeInit): Promise<DeclaredType> {
    const put = this.#writing.then(async () => {
      const type = this.#changed(name, init)
      const types = [...this.#types.filter((one) => one.name !== name), type].sort((a, b) => (a.name < b.name ? -1 : 1))
      await saveJsonFile(this.#file, { version: 1 as const, types })
      this.#types = types
      for (const store of this.#stores) store.declare(storeType(type))
      return type
    })
    this.#writing = put.catch(() => {})
    return put
  }

  /** Declares all in a group that was opened, and what comes later too. @returns a function that forgets the group */
  declareIn(store: DeclaringStore): () => void {
    this.#stores.add(store)
    for (const type of this.#types) store.declare(storeType(type))
    return () => this.#stores.delete(store)
  }

  #changed(
    name: string,
    { lifetime, ttlMs, indexed = [], maxBytes, changeableBy = 'administrators' }: RecordTypeInit
  ): DeclaredType {
    const before = this.get(name)
    const ofLifetime = lifetime === 'ephemeral' ? MAX_EPHEMERAL_DATA_BYTES : DEFAULT_TYPE_MAX_BYTES
    const lives = { lifetime, maxBytes: maxBytes ?? ofLifetime, ttlMs, changeableBy }
    const type = { name, ...lives, indexed: [...new Set(indexed)] }
    if (before === undefined) this.#requireRoom(name)
    // Its records would vanish: a store shows those that live as their type says.
    else if (before.lifetime !== lifetime) {
      throw new GatewayError(
        'TYPE_CONFLICT',
        `${name} is ${before.lifetime} already, not ${lifetime}: take another name`
      )
    } else if (!before.indexed.every((attribute) => indexed.includes(attribute))) {
      const all = before.indexed.join(', ')
      throw new GatewayError('TYPE_CONFLICT', `${name} indexes ${all} already: name these too, and what comes besides`)
    }
    return type
  }

  #requireRoom(name: string): void {
    const namespace = namespaceOf(name)
    if (this.#types.length >= MAX_TYPES) throw new GatewayError('LIMIT_REACHED', `there are ${MAX_TYPES} types`)
    if (this.list(namespace).length < MAX_TYPES_PER_NAMESPACE) return
    throw new GatewayError('LIMIT_REACHED', `namespace ${namespace} has ${MAX_TYPES_PER_NAMESPACE} types, the limit`)
  }
}

function storeType(type: DeclaredType): RecordType<Uint8Array> {
  return defineRecordType({ ...type, codec: { encode: (data) => data, decode: (bytes) => bytes } })
}
