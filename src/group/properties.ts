// Properties of a group, the same for all its members (PEER_GRAPH_PROPERTIES and PEER_GROUP_PROPERTIES, reference sections
// 1.4 and 3.2): one collaborative record that every administrator may edit. It belongs to the group root, so that
// administrators who were apart found the same one.
import { peerIdFromPublicKey, type PeerId } from '../base/index.js'
import { defineRecordType, namedRecordId, type AttributeValue, type RecordId } from '../record/index.js'
import type { Store } from '../store/index.js'
import {
  DEFAULT_PRESENCE_LIFETIME_MS,
  MAX_COMMENT_BYTES,
  MAX_PRESENCE_LIFETIME_MS,
  MIN_PRESENCE_LIFETIME_MS,
  PROPERTIES_TTL_MS
} from './defaults.js'
import { GroupError } from './errors.js'
import { nameProblem, textProblem } from './names.js'

export interface GroupProperties {
  /** What members show beside the name that the group has at each. @default that name */
  readonly friendlyName: string
  /** A few words about the group, at most 512 bytes. @default empty */
  readonly comment: string
  /** How long a member counts as present after it was last heard of, ms: 60,000 to 600,000. @default 180,000 */
  readonly presenceLifetimeMs: number
  /** Records do not expire from view where a member has no neighbour, until it has one again. @default false */
  readonly deferExpiration: boolean
}

export type PropertyName = keyof GroupProperties
/** undefined: as it is; null: the default again. */
export type PropertyChanges = { readonly [Name in PropertyName]?: GroupProperties[Name] | null | undefined }

/** What an administrator who was apart wrote, and another one's word won. Gone when somebody sets the property. */
export interface PropertyConflict {
  readonly name: PropertyName
  /** null: the default. */
  readonly value: string | number | boolean | null
  readonly author: PeerId
  /** Peer time, ms. */
  readonly modifiedAtMs: number
}

export const propertiesType = defineRecordType<undefined>({
  name: 'group.properties',
  lifetime: 'collaborative',
  maxBytes: 0,
  ttlMs: PROPERTIES_TTL_MS,
  changeableBy: 'administrators',
  codec: { encode: () => new Uint8Array(), decode: () => undefined }
})

interface Rule {
  /** Why it can be no such property, in words; undefined if it can. */
  problem(value: unknown): string | undefined
  /** As an attribute has it: no booleans there. */
  store(value: string | number | boolean): AttributeValue
  /** undefined: not well formed. */
  read(value: AttributeValue): string | number | boolean | undefined
}

const text = (problem: (value: string) => string | undefined): Rule => ({
  problem: (value) => (typeof value === 'string' ? problem(value) : 'must be text'),
  store: (value) => String(value),
  read: (value) => (typeof value === 'string' ? value : undefined)
})

const RULES: { readonly [Name in PropertyName]: Rule } = {
  friendlyName: text(nameProblem),
  comment: text((value) => textProblem(value, MAX_COMMENT_BYTES)),
  presenceLifetimeMs: {
    problem: (value) =>
      Number.isInteger(value) && Number(value) >= MIN_PRESENCE_LIFETIME_MS && Number(value) <= MAX_PRESENCE_LIFETIME_MS
        ? undefined
        : `must be a whole number from ${MIN_PRESENCE_LIFETIME_MS} to ${MAX_PRESENCE_LIFETIME_MS}`,
    store: (value) => Number(value),
    read: (value) => (typeof value === 'number' ? value : undefined)
  },
  deferExpiration: {
    problem: (value) => (typeof value === 'boolean' ? undefined : 'must be true or false'),
    store: (value) => (value === true ? 1 : 0),
    read: (value) => (value === 1 ? true : value === 0 ? false : undefined)
  }
}

export const PROPERTY_NAMES = Object.keys(RULES) as readonly PropertyName[]

export class PropertiesRecord {
  readonly #store: Store
  readonly #root: PeerId
  readonly #defaultName: string
  readonly id: RecordId

  /** @param root the group root's public key, 32 bytes */
  constructor(store: Store, root: Uint8Array, defaultName: string) {
    this.#store = store
    this.#root = peerIdFromPublicKey(root)
    this.#defaultName = defaultName
    this.id = namedRecordId(this.#root, propertiesType.name)
    store.declare(propertiesType)
  }

  /** What is not well formed counts as not set. */
  read(): GroupProperties {
    const record = this.#store.get(this.id)
    const attributes = record?.type === propertiesType.name ? record.attributes : {}
    const said: { [name: string]: unknown } = {}
    for (const name of PROPERTY_NAMES) {
      const value = readProperty(name, attributes[name])
      if (value !== undefined) said[name] = value
    }
    return {
      friendlyName: this.#defaultName,
      comment: '',
      presenceLifetimeMs: DEFAULT_PRESENCE_LIFETIME_MS,
      deferExpiration: false,
      ...said
    }
  }

  /** What is not well formed counts as the default here too: nobody judged it before, and others show it. */
  conflicts(): PropertyConflict[] {
    return this.#store.conflicts(this.id).flatMap(({ name, value, author, modifiedAtMs }) => {
      if (!isPropertyName(name)) return []
      const read = value instanceof Uint8Array ? undefined : readProperty(name, value)
      return [{ name, value: read ?? null, author, modifiedAtMs }]
    })
  }

  /** @throws {GroupError} `BAD_PROPERTY`, `NOT_ADMINISTRATOR`; {StoreError} `DISK`, `CLOSED`, `FULL` */
  async set(changes: PropertyChanges): Promise<void> {
    const attributes: { [name: string]: AttributeValue | null } = {}
    for (const [name, value] of Object.entries(changes)) {
      if (!isPropertyName(name)) throw new GroupError('BAD_PROPERTY', `there is no property ${JSON.stringify(name)}`)
      if (value === undefined) continue
      const problem = value === null ? undefined : RULES[name].problem(value)
      if (problem !== undefined) throw new GroupError('BAD_PROPERTY', `${name}: ${problem}`)
      attributes[name] = value === null ? null : RULES[name].store(value)
    }
    if (Object.keys(attributes).length === 0) return
    try {
      await this.#store.edit(propertiesType, this.id, { attributes, creator: this.#root })
    } catch (error) {
      if ((error as { code?: unknown }).code !== 'NOT_ALLOWED') throw error
      throw new GroupError('NOT_ADMINISTRATOR', 'only administrators set properties of the group', { cause: error })
    }
  }
}

export function isPropertyName(name: string): name is PropertyName {
  return Object.hasOwn(RULES, name)
}

/** Undefined where it is not set, or not well formed. */
function readProperty(name: PropertyName, value: AttributeValue | undefined): string | number | boolean | undefined {
  const read = value === undefined ? undefined : RULES[name].read(value)
  return read !== undefined && RULES[name].problem(read) === undefined ? read : undefined
}
