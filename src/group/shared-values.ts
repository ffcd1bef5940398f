// Values that administrators set for all members: one collaborative record of attributes. It belongs to the group root, so that
// administrators who were apart found the same one. What a later version sets besides is passed over, and kept.
import { peerIdFromPublicKey, type PeerId } from '../base/index.js'
import {
  defineRecordType,
  namedRecordId,
  type AttributeValue,
  type GroupRecord,
  type RecordId,
  type RecordType
} from '../record/index.js'
import type { Store } from '../store/index.js'
import { SHARED_VALUES_TTL_MS } from './defaults.js'
import { GroupError, type GroupErrorCode } from './errors.js'

export interface ValueRule<Value> {
  /** Why it can be no such value, in words; undefined if it can. */
  problem(value: unknown): string | undefined
  /** As an attribute has it: no booleans and lists there. */
  store(value: Value): AttributeValue
  /** undefined: not well formed. */
  read(value: AttributeValue): Value | undefined
}

export type ValueRules<Values> = { readonly [Name in keyof Values]: ValueRule<Values[Name]> }
/** undefined: as it is; null: the default again. */
export type ValueChanges<Values> = { readonly [Name in keyof Values]?: Values[Name] | null | undefined }

/** What an administrator who was apart wrote, and another one's word won. Gone when somebody sets it. */
export interface ValueConflict<Values> {
  readonly name: keyof Values & string
  /** null: the default. */
  readonly value: Values[keyof Values] | null
  readonly author: PeerId
  /** Peer time, ms. */
  readonly modifiedAtMs: number
}

export interface SharedValuesInit<Values> {
  readonly store: Store
  /** The group root's public key, 32 bytes. */
  readonly root: Uint8Array
  readonly type: RecordType<undefined>
  readonly rules: ValueRules<Values>
  readonly defaults: Values
  /** What a value is called, and the code of what cannot be one. */
  readonly word: string
  readonly badCode: GroupErrorCode
}

/** A record that has attributes alone, and that administrators change. */
export function sharedValuesType(name: string): RecordType<undefined> {
  return defineRecordType<undefined>({
    name,
    lifetime: 'collaborative',
    maxBytes: 0,
    ttlMs: SHARED_VALUES_TTL_MS,
    changeableBy: 'administrators',
    codec: { encode: () => new Uint8Array(), decode: () => undefined }
  })
}

export class SharedValues<Values extends object> {
  readonly #init: SharedValuesInit<Values>
  readonly #root: PeerId
  #last: { readonly record: GroupRecord | undefined; readonly values: Values } | undefined
  readonly id: RecordId

  constructor(init: SharedValuesInit<Values>) {
    this.#init = init
    this.#root = peerIdFromPublicKey(init.root)
    this.id = namedRecordId(this.#root, init.type.name)
    init.store.declare(init.type)
  }

  /**
   * What is not well formed counts as not set. The same object until the record is another: every URL is judged by it, and others who
   * derive something from it can go by that too. Frozen, with its lists.
   */
  read(): Values {
    const { store, rules, defaults } = this.#init
    const record = store.get(this.id)
    if (this.#last !== undefined && this.#last.record === record) return this.#last.values
    const attributes = this.#attributes()
    const values = { ...defaults }
    for (const name of Object.keys(rules) as (keyof Values & string)[]) {
      values[name] = this.#read(name, attributes[name]) ?? defaults[name]
      Object.freeze(values[name])
    }
    this.#last = { record, values: Object.freeze(values) }
    return values
  }

  /** Who set what is not the default. */
  setBy(): { readonly [Name in keyof Values]?: PeerId } {
    const attributes = this.#attributes()
    const by: { [Name in keyof Values]?: PeerId } = {}
    for (const [name, author] of this.#init.store.writers(this.id)) {
      if (this.#isName(name) && this.#read(name, attributes[name]) !== undefined) by[name] = author
    }
    return by
  }

  /** What is not well formed counts as the default here too: nobody judged it before, and others show it. */
  conflicts(): ValueConflict<Values>[] {
    return this.#init.store.conflicts(this.id).flatMap(({ name, value, author, modifiedAtMs }) => {
      if (!this.#isName(name)) return []
      const read = value instanceof Uint8Array ? undefined : this.#read(name, value)
      return [{ name, value: read ?? null, author, modifiedAtMs }]
    })
  }

  /** @throws {GroupError} the code of bad values, `NOT_ADMINISTRATOR`; {StoreError} `DISK`, `CLOSED`, `FULL` */
  async set(changes: ValueChanges<Values>): Promise<void> {
    const { store, type, rules, word, badCode } = this.#init
    const attributes: { [name: string]: AttributeValue | null } = {}
    for (const [name, value] of Object.entries<unknown>(changes)) {
      if (!this.#isName(name)) throw new GroupError(badCode, `there is no ${word} ${JSON.stringify(name)}`)
      if (value === undefined) continue
      const problem = value === null ? undefined : rules[name].problem(value)
      if (problem !== undefined) throw new GroupError(badCode, `${name}: ${problem}`)
      attributes[name] = value === null ? null : rules[name].store(value as Values[typeof name])
    }
    if (Object.keys(attributes).length === 0) return
    try {
      await store.edit(type, this.id, { attributes, creator: this.#root })
    } catch (error) {
      if ((error as { code?: unknown }).code !== 'NOT_ALLOWED') throw error
      throw new GroupError('NOT_ADMINISTRATOR', `only administrators set a ${word} of the group`, { cause: error })
    }
  }

  /** Sets again, as ours, what `author` set: it goes with the role of who set it. @throws as `set` does */
  async adopt(author: PeerId): Promise<void> {
    const [by, values] = [this.setBy(), this.read()]
    const changes: { -readonly [Name in keyof Values]?: Values[Name] } = {}
    for (const name of Object.keys(this.#init.rules) as (keyof Values & string)[]) {
      if (by[name] === author) changes[name] = values[name]
    }
    await this.set(changes)
  }

  #attributes(): { readonly [name: string]: AttributeValue } {
    const record = this.#init.store.get(this.id)
    return record?.type === this.#init.type.name ? record.attributes : {}
  }

  #isName(name: string): name is keyof Values & string {
    return Object.hasOwn(this.#init.rules, name)
  }

  /** Undefined where it is not set, or not well formed. */
  #read<Name extends keyof Values>(name: Name, value: AttributeValue | undefined): Values[Name] | undefined {
    const rule = this.#init.rules[name]
    const read = value === undefined ? undefined : rule.read(value)
    return read !== undefined && rule.problem(read) === undefined ? read : undefined
  }
}
