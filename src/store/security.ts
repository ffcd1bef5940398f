// Port: a program's own word about each version of a record, which stands in it (PEER_SECURITY_INTERFACE, reference section 1.12). Layer
// two of judgement (design section 2): what it refuses is hidden here, still kept and passed on, and nobody is blamed for it.
import { copyBytes, type Clock, type Logger } from '../base/index.js'
import { frozenAttributes, MAX_RECORD_SECURITY_BYTES, type GroupRecord, type Validity } from '../record/index.js'
import { SECURITY_LOG_MS, SLOW_SECURITY_MS } from './defaults.js'
import { StoreError } from './errors.js'
import { restingRecord } from './held-record.js'
import type { RecordChange } from './watch-records.js'
import { OWN_TYPE_PREFIX } from './write-rules.js'

/** What made a version, as far as it tells by itself: a node that saw none before says the same. */
export type SecuredChange = Exclude<RecordChange, 'expired'>

/**
 * Both must be quick (the process waits), answer at once, and must not call the store. Of a collaborative record they see each author's
 * contributions, not their merge. They see no records of types `store.`, which are nobody's to read.
 */
export interface RecordSecurity {
  /**
   * What is to stand in a version of ours, asked right before it is signed: also when it is deleted, renewed by itself, or another's change
   * adopted. The record has all its fields but `security`, and they are final.
   * @returns at most 1 KiB; copied at once; empty: nothing
   * @throws anything: the version is not written, {StoreError} `NOT_ALLOWED` with this as its `cause`
   */
  secure(record: GroupRecord, change: SecuredChange): Uint8Array
  /**
   * Judges each version by somebody who may write it, deletions too, before its type's `validate`: ours right after `secure`, and at every
   * node what came, however it did. Asked once for each, and once more after `deferred`, whenever members change or the store is told to.
   * Had better say the same everywhere: members that judge differently see different records. What throws has said `invalid`.
   */
  validate(record: GroupRecord, change: SecuredChange): Validity
}

export interface SecurityRulesInit {
  /** @default nothing is secured, everything valid */
  readonly security?: RecordSecurity
  readonly clock: Clock
  readonly logger: Logger
}

/** Asks the port, keeps what it said, and holds out whatever it does. */
export class SecurityRules {
  readonly #port: RecordSecurity | undefined
  readonly #clock: Clock
  readonly #logger: Logger
  readonly #said = new WeakMap<GroupRecord, Validity>()
  #isAsking = false
  #loggedAtMs = -Infinity

  constructor({ security, clock, logger }: SecurityRulesInit) {
    this.#port = security
    this.#clock = clock
    this.#logger = logger
  }

  get isThere(): boolean {
    return this.#port !== undefined
  }

  /**
   * @param record of ours, about to be signed; what an earlier version said of `security` goes
   * @throws {StoreError} `NOT_ALLOWED`; {RangeError} a callback has called the store
   */
  secured(record: GroupRecord): GroupRecord {
    const { security: before, ...plain } = record
    if (this.#port === undefined) return before === undefined ? record : plain
    this.#requireNotAsking()
    const bytes = this.#secure(this.#port, plain)
    return bytes.byteLength === 0 ? plain : { ...plain, security: copyBytes(bytes) }
  }

  /** @throws {RangeError} a callback has called the store */
  validityOf(record: GroupRecord): Validity {
    if (this.#port === undefined || record.type.startsWith(OWN_TYPE_PREFIX)) return 'valid'
    const said = this.#said.get(record)
    if (said !== undefined) return said
    this.#requireNotAsking()
    const validity = this.#validate(this.#port, record)
    this.#said.set(record, validity)
    return validity
  }

  /** What was said of it; undefined: nothing was asked. */
  said(record: GroupRecord): Validity | undefined {
    return this.#said.get(record)
  }

  forgetDeferred(record: GroupRecord): void {
    if (this.#said.get(record) === 'deferred') this.#said.delete(record)
  }

  #secure(port: RecordSecurity, record: GroupRecord): Uint8Array {
    const { id, type } = record
    const refused = (why: string, cause?: unknown): StoreError =>
      new StoreError('NOT_ALLOWED', `record ${id} of ${type} is not secured: ${why}`, { cause })
    let bytes: unknown
    try {
      bytes = this.#ask('secure', record, () => port.secure(shown(record), changeOf(record)))
    } catch (error) {
      throw refused(String(error), error)
    }
    if (!(bytes instanceof Uint8Array)) throw refused('secure gave no bytes')
    if (bytes.byteLength <= MAX_RECORD_SECURITY_BYTES) return bytes
    throw refused(`secure gave ${bytes.byteLength} bytes, of ${MAX_RECORD_SECURITY_BYTES} at most`)
  }

  #validate(port: RecordSecurity, record: GroupRecord): Validity {
    try {
      const validity = this.#ask('validate', record, () => port.validate(shown(record), changeOf(record)))
      return validity === 'valid' || validity === 'deferred' ? validity : 'invalid'
    } catch (error) {
      // It read data that the disk did not give: that says nothing about the record.
      if (error instanceof StoreError && error.code === 'DISK') return 'deferred'
      this.#log(`validate threw at record ${record.id} of ${record.type}, which is not shown: ${String(error)}`)
      return 'invalid'
    }
  }

  #ask(name: string, { id, type }: GroupRecord, call: () => unknown): unknown {
    const fromMs = this.#clock.monotonicMs()
    this.#isAsking = true
    try {
      const said = call()
      // Too late to count; and one that fails must not end the process.
      if (said instanceof Promise) said.catch(() => {})
      return said
    } finally {
      this.#isAsking = false
      const tookMs = this.#clock.monotonicMs() - fromMs
      if (tookMs > SLOW_SECURITY_MS)
        this.#log(`${name} took ${Math.round(tookMs)} ms for record ${id} of ${type}; everything waits meanwhile`)
    }
  }

  /** What is judged depends on what is here: who changed that meanwhile would be asked without an end. */
  #requireNotAsking(): void {
    if (this.#isAsking) throw new RangeError('secure and validate must not call the store')
  }

  /** Others decide what is judged: they must not fill the log. */
  #log(message: string): void {
    const nowMs = this.#clock.monotonicMs()
    if (nowMs - this.#loggedAtMs < SECURITY_LOG_MS) return
    this.#loggedAtMs = nowMs
    this.#logger.warn(message)
  }
}

function changeOf({
  deleted,
  creator,
  lastModifiedBy,
  createdAtMs,
  modifiedAtMs,
  renewals
}: GroupRecord): SecuredChange {
  if (deleted) return 'deleted'
  return lastModifiedBy === creator && createdAtMs === modifiedAtMs && renewals === 0 ? 'added' : 'updated'
}

/** What is about to be written is no callback's to change. */
function shown(record: GroupRecord): GroupRecord {
  if (Object.isFrozen(record)) return record
  return restingRecord({ ...record, attributes: frozenAttributes(Object.entries(record.attributes)) })
}
