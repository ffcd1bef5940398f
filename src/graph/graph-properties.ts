// Properties of a graph without a group (PEER_GRAPH_PROPERTIES, reference section 1.4): those that its creator fixed in one record of
// its own, and those that every member may change in one that all edit.
import { isText, peerIdFromPublicKey, type PeerId } from '../base/index.js'
import {
  defineJsonRecordType,
  defineRecordType,
  MAX_EPHEMERAL_LIFETIME_MS,
  MAX_RECORD_DATA_BYTES,
  namedRecordId,
  readData,
  type AttributeValue,
  type GroupRecord
} from '../record/index.js'
import type { Store } from '../store/index.js'
import {
  DEFAULT_PRESENCE_MAX,
  GRAPH_FOUNDING_TTL_MS,
  GRAPH_PROPERTIES_TTL_MS,
  MAX_FOUNDING_BYTES,
  MAX_GRAPH_COMMENT_BYTES,
  MAX_GRAPH_NAME_BYTES,
  MAX_PRESENCE_MAX,
  MIN_MAX_RECORD_BYTES,
  MIN_PRESENCE_LIFETIME_MS,
  PRESENCE_TTL_MS
} from './defaults.js'
import { GraphError } from './errors.js'
import { GRAPH_SCOPES, type GraphScope } from './scope.js'

/** What only the creator says, once. */
export interface FixedGraphProperties {
  /** How far the graph reaches. @default 'site' */
  readonly scope: GraphScope
  /** Of one record, data and attributes together, bytes: 1,024 to 786,432. @default 786,432 */
  readonly maxRecordBytes: number
  /** Records do not expire from view where a node has no neighbour, until it has one again. @default false */
  readonly deferExpiration: boolean
}

/** What every member may change. */
export interface ChangeableGraphProperties {
  /** At most 255 bytes. @default empty */
  readonly friendlyName: string
  /** At most 511 bytes. @default empty */
  readonly comment: string
  /** How long a node counts as present after it was last heard of, ms: 60,000 to 600,000. @default 180,000 */
  readonly presenceLifetimeMs: number
  /** How many nodes tell that they are present: -1 all, 0 none unless they are told to, else about so many. @default 100 */
  readonly presenceMax: number
}

export interface GraphProperties extends FixedGraphProperties, ChangeableGraphProperties {
  readonly graphId: string
  /** Undefined: what it said is not here. */
  readonly creator: PeerId | undefined
}

type Changeable = keyof ChangeableGraphProperties
type Fixed = keyof FixedGraphProperties

interface Rule<Value> {
  readonly initial: Value
  /** What is allowed, in words. */
  readonly allowed: string
  fits(value: unknown): boolean
}

const whole = (initial: number, least: number, most: number): Rule<number> => ({
  initial,
  allowed: `a whole number from ${least} to ${most}`,
  fits: (value) => Number.isInteger(value) && Number(value) >= least && Number(value) <= most
})
const text = (maxBytes: number): Rule<string> => ({
  initial: '',
  allowed: `text of at most ${maxBytes} bytes`,
  fits: (value) => typeof value === 'string' && Buffer.byteLength(value) <= maxBytes && isText(value)
})

const CHANGEABLE: { readonly [Name in Changeable]: Rule<ChangeableGraphProperties[Name]> } = {
  friendlyName: text(MAX_GRAPH_NAME_BYTES),
  comment: text(MAX_GRAPH_COMMENT_BYTES),
  presenceLifetimeMs: whole(PRESENCE_TTL_MS, MIN_PRESENCE_LIFETIME_MS, MAX_EPHEMERAL_LIFETIME_MS),
  presenceMax: whole(DEFAULT_PRESENCE_MAX, -1, MAX_PRESENCE_MAX)
}

const FIXED: { readonly [Name in Fixed]: Rule<FixedGraphProperties[Name]> } = {
  scope: {
    initial: 'site',
    allowed: `one of ${GRAPH_SCOPES.join(', ')}`,
    fits: (value) => GRAPH_SCOPES.includes(value as GraphScope)
  },
  maxRecordBytes: whole(MAX_RECORD_DATA_BYTES, MIN_MAX_RECORD_BYTES, MAX_RECORD_DATA_BYTES),
  deferExpiration: { initial: false, allowed: 'true or false', fits: (value) => typeof value === 'boolean' }
}

const RULES = new Map<string, Rule<unknown>>(Object.entries({ ...FIXED, ...CHANGEABLE }))

export const graphPropertiesType = defineRecordType<undefined>({
  name: 'graph.properties',
  lifetime: 'collaborative',
  maxBytes: 0,
  ttlMs: GRAPH_PROPERTIES_TTL_MS,
  changeableBy: 'members',
  codec: { encode: () => new Uint8Array(), decode: () => undefined }
})

/** What is not well formed counts as not said. */
export const graphFoundingType = defineJsonRecordType<Partial<FixedGraphProperties>>({
  name: 'graph.founding',
  lifetime: 'durable',
  maxBytes: MAX_FOUNDING_BYTES,
  ttlMs: GRAPH_FOUNDING_TTL_MS,
  changeableBy: 'creator',
  check: (value) => wellFormed(value, FIXED)
})

export class GraphPropertiesRecord {
  readonly #store: Store
  readonly #graphId: string
  readonly #owner: PeerId
  readonly #id: string

  /** @param graphIdBytes 32 bytes: the record that all edit belongs to nobody, so that all found the same one */
  constructor(store: Store, graphId: string, graphIdBytes: Uint8Array) {
    this.#store = store
    this.#graphId = graphId
    this.#owner = peerIdFromPublicKey(graphIdBytes)
    this.#id = namedRecordId(this.#owner, graphPropertiesType.name)
    store.declare(graphPropertiesType)
    store.declare(graphFoundingType)
  }

  /** Writes what is fixed from now on, as the creator. @throws {StoreError} `DISK` */
  async found(init: Partial<FixedGraphProperties & ChangeableGraphProperties>): Promise<void> {
    const { author } = this.#store
    const id = namedRecordId(author, graphFoundingType.name)
    await this.#store.add(graphFoundingType, { id, data: wellFormed(init, FIXED) })
    await this.change(init)
  }

  /** Where nobody has named the creator: of several who say that they are it the one whose word is the oldest by its own account. */
  creator(): PeerId | undefined {
    const found = this.#store
      .find({ type: graphFoundingType.name })
      .filter((record) => foundingIn(record) !== undefined)
    const first = found.sort((a, b) => a.createdAtMs - b.createdAtMs || (a.id < b.id ? -1 : 1))[0]
    return first?.creator
  }

  /** @param creator whose word is the fixed one */
  read(creator: PeerId | undefined): GraphProperties {
    const founding = creator && this.#store.get(namedRecordId(creator, graphFoundingType.name))
    const said = this.#store.get(this.#id)
    return {
      graphId: this.#graphId,
      creator,
      ...initial(FIXED),
      ...initial(CHANGEABLE),
      ...(founding && foundingIn(founding)),
      ...(said?.type === graphPropertiesType.name && wellFormed(said.attributes, CHANGEABLE))
    } as GraphProperties
  }

  /**
   * Sets what may change, for all; what is fixed stays.
   * @returns the names of what stayed
   * @throws {GraphError} `INVALID_ARGUMENT`; {StoreError} `DISK`, `CLOSED`, `FULL`
   */
  async change(changes: Partial<GraphProperties>): Promise<string[]> {
    checkProperties(changes)
    const named = Object.entries(changes).filter(([, value]) => value !== undefined)
    const attributes = Object.fromEntries(named.filter(([name]) => Object.hasOwn(CHANGEABLE, name)))
    if (Object.keys(attributes).length > 0) {
      const edit = { attributes: attributes as { [name: string]: AttributeValue }, creator: this.#owner }
      await this.#store.edit(graphPropertiesType, this.#id, edit)
    }
    return named.map(([name]) => name).filter((name) => !Object.hasOwn(CHANGEABLE, name))
  }

  concerns({ id, type }: Pick<GroupRecord, 'id' | 'type'>): boolean {
    return id === this.#id || type === graphFoundingType.name
  }
}

/** What is named may be so. @throws {GraphError} `INVALID_ARGUMENT` */
export function checkProperties(values: { readonly [name: string]: unknown }): void {
  for (const [name, value] of Object.entries(values)) {
    if (name === 'graphId' || name === 'creator' || value === undefined) continue
    const rule = RULES.get(name)
    if (rule === undefined) throw new GraphError('INVALID_ARGUMENT', `there is no property ${JSON.stringify(name)}`)
    if (!rule.fits(value)) throw new GraphError('INVALID_ARGUMENT', `${name} must be ${rule.allowed}`)
  }
}

/** None that is larger than any graph's records may be: it would hide itself, and then hold no more. */
function foundingIn(record: GroupRecord): Partial<FixedGraphProperties> | undefined {
  return Object.keys(record.attributes).length === 0 ? readData(graphFoundingType, record) : undefined
}

function wellFormed(values: unknown, rules: { readonly [name: string]: Rule<unknown> }): { [name: string]: unknown } {
  const named = typeof values === 'object' && values !== null ? Object.entries(values) : []
  return Object.fromEntries(named.filter(([name, value]) => Object.hasOwn(rules, name) && rules[name]!.fits(value)))
}

function initial(rules: { readonly [name: string]: Rule<unknown> }): { [name: string]: unknown } {
  return Object.fromEntries(Object.entries(rules).map(([name, rule]) => [name, rule.initial]))
}
