// What record types that were declared here say about how their records live, who may change them and which are valid.
import type { Clock, Logger, PeerId } from '../base/index.js'
import type { ChangeableBy, GroupRecord, Lifetime, RecordType, Validity } from '../record/index.js'
import { StoreError } from './errors.js'
import { recordBytes } from './held-record.js'
import type { Policy } from './policy.js'
import { SecurityRules, type RecordSecurity } from './security.js'
import type { Judge } from './view.js'
import { OWN_TYPE_PREFIX } from './write-rules.js'

/** As much of a type as the store needs to know. */
export type DeclaredType = Pick<RecordType<never>, 'name' | 'lifetime' | 'indexed'> &
  Partial<Pick<RecordType<never>, 'changeableBy' | 'validate'>>

interface Rules {
  readonly lifetime: Lifetime
  readonly changeableBy: ChangeableBy
  readonly validate: ((record: GroupRecord) => Validity) | undefined
  /** What was said of each version: a validator is asked once, until it is deferred no more. */
  readonly said: WeakMap<GroupRecord, Validity>
}

/** Of a type that nobody declared here: as `defineRecordType` has it. */
const DEFAULT_CHANGEABLE_BY: ChangeableBy = 'administrators'

export interface TypeRulesInit {
  policy: Policy
  clock: Clock
  logger: Logger
  security?: RecordSecurity
}

export class TypeRules implements Judge {
  /** Has its word about each version before the type's validator. */
  readonly #security: SecurityRules
  readonly #policy: Policy
  readonly #logger: Logger
  readonly #types = new Map<string, Rules>()
  #hasValidators = false
  #maxRecordBytes = Infinity

  constructor(init: TypeRulesInit) {
    this.#policy = init.policy
    this.#logger = init.logger
    this.#security = new SecurityRules(init)
  }

  /** @returns whether its records are to be judged again */
  declare({ name, lifetime, changeableBy = DEFAULT_CHANGEABLE_BY, validate }: DeclaredType): boolean {
    const before = this.#types.get(name)
    if (before?.lifetime === lifetime && before.changeableBy === changeableBy && before.validate === validate)
      return false
    this.#hasValidators ||= validate !== undefined
    this.#types.set(name, { lifetime, changeableBy, validate, said: new WeakMap() })
    return true
  }

  /** @returns whether records are to be judged again */
  limitRecordBytes(maxBytes: number): boolean {
    const isOther = maxBytes !== this.#maxRecordBytes
    this.#maxRecordBytes = maxBytes
    return isOther
  }

  /** Of a contribution to a collaborative record: what its author wrote. */
  isTooLarge(record: GroupRecord): boolean {
    if (this.#maxRecordBytes === Infinity || record.type.startsWith(OWN_TYPE_PREFIX)) return false
    return recordBytes(record) > this.#maxRecordBytes
  }

  /** A presence that is written to last for years is none. */
  livesAs(lifetime: Lifetime, { type }: GroupRecord): boolean {
    return (this.#types.get(type)?.lifetime ?? lifetime) === lifetime
  }

  isDeclared(type: string): boolean {
    return this.#types.has(type)
  }

  memberUntilMs(author: PeerId): number | undefined {
    return this.#policy.memberUntilMs(author)
  }

  recordsUntilMs(author: PeerId): number | undefined {
    return this.#policy.recordsUntilMs === undefined ? this.memberUntilMs(author) : this.#policy.recordsUntilMs(author)
  }

  isAdministrator(author: PeerId): boolean {
    return this.#policy.isAdministrator(author)
  }

  mayChange(author: PeerId, creator: PeerId, type: string): boolean {
    if (author === creator) return true
    switch (this.#types.get(type)?.changeableBy ?? DEFAULT_CHANGEABLE_BY) {
      case 'creator':
        return false
      case 'administrators':
        return this.#policy.isAdministrator(author)
      case 'members':
        return true
    }
  }

  /** Whether others than its creator can be allowed to change a record of the type: of one that nobody declared yet, yes. */
  othersMayChange(type: string): boolean {
    return this.#types.get(type)?.changeableBy !== 'creator'
  }

  /** Of what may count once all types are declared, validators can tell and certificates are renewed. */
  readonly widest: Judge = {
    recordsUntilMs: () => Number.MAX_SAFE_INTEGER,
    mayChange: (author, creator, type) => !this.#types.has(type) || this.mayChange(author, creator, type),
    accepts: () => true
  }

  accepts(record: GroupRecord): boolean {
    return this.validityOf(record) === 'valid'
  }

  /** As {@link SecurityRules.secured}. */
  secured(record: GroupRecord): GroupRecord {
    return this.#security.secured(record)
  }

  validityOf(record: GroupRecord): Validity {
    if (this.isTooLarge(record)) return 'invalid'
    const secured = this.#security.validityOf(record)
    if (secured !== 'valid') return secured
    const rules = this.#types.get(record.type)
    if (rules?.validate === undefined || record.deleted) return 'valid'
    const said = rules.said.get(record)
    if (said !== undefined) return said
    const validity = this.#ask(rules.validate, record)
    rules.said.set(record, validity)
    return validity
  }

  /** Whether anything may be deferred. */
  get hasValidators(): boolean {
    return this.#hasValidators || this.#security.isThere
  }

  /** Whether it was judged and waits, and its author may still write it. */
  isDeferred(record: GroupRecord): boolean {
    return this.#said(record) === 'deferred' && this.#mayWrite(record)
  }

  /** Whether it was judged and does not count, or not yet, and its author may still write it. */
  isRefused(record: GroupRecord): boolean {
    const said = this.isTooLarge(record) ? 'invalid' : this.#said(record)
    return said !== undefined && said !== 'valid' && this.#mayWrite(record)
  }

  /** Has it judged anew. */
  forgetDeferred(record: GroupRecord): void {
    this.#security.forgetDeferred(record)
    const said = this.#types.get(record.type)?.said
    if (said?.get(record) === 'deferred') said.delete(record)
  }

  #said(record: GroupRecord): Validity | undefined {
    const secured = this.#security.said(record)
    return secured === undefined || secured === 'valid' ? this.#types.get(record.type)?.said.get(record) : secured
  }

  #mayWrite({ type, creator, lastModifiedBy: author }: GroupRecord): boolean {
    return this.recordsUntilMs(author) !== undefined && this.mayChange(author, creator, type)
  }

  #ask(validate: (record: GroupRecord) => Validity, record: GroupRecord): Validity {
    try {
      const validity = validate(record)
      return validity === 'valid' || validity === 'deferred' ? validity : 'invalid'
    } catch (error) {
      // It read data that the disk did not give: that says nothing about the record.
      if (error instanceof StoreError && error.code === 'DISK') return 'deferred'
      this.#logger(`the validator of ${record.type} threw at record ${record.id}: ${String(error)}`)
      return 'invalid'
    }
  }
}
