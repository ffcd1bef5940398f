// The open Automerge documents: few, opened when needed, freed by hand (design section 3). Collects foreign changes for
// some milliseconds and applies them as one batch a document.
import type { Clock, Logger, Random, Timer } from '../base/index.js'
import { toHex } from '../base/index.js'
import { APPLY_BATCH_MS, MAX_OPEN_DOCUMENTS } from './defaults.js'
import { shardText, type ShardName } from './log-keys.js'
import { openShardDocument, type ShardDocument } from './shard.js'

export interface ShardDocumentsInit {
  clock: Clock
  random: Random
  logger: Logger
  /** All changes of a shard from the log, each after those it depends on. */
  changesOf(name: ShardName): Uint8Array[]
  /** Automerge refused what our own check let through: a bug of ours, or of Automerge. */
  onRefused(name: ShardName, error: unknown): void
  /** Of Automerge: a double in tests. */
  open?: (actor: string) => ShardDocument
}

interface Collected {
  readonly name: ShardName
  readonly changes: Uint8Array[]
}

export class ShardDocuments {
  readonly #init: ShardDocumentsInit
  readonly #open: (actor: string) => ShardDocument
  /** Least recently used first. */
  readonly #documents = new Map<string, ShardDocument>()
  readonly #collected = new Map<string, Collected>()
  #timer: Timer | undefined
  #closed = false

  constructor(init: ShardDocumentsInit) {
    this.#init = init
    this.#open = init.open ?? openShardDocument
  }

  get openCount(): number {
    return this.#documents.size
  }

  /**
   * Has checked, kept changes applied soon to a document that is open. Opens none: our own strict check is what decides
   * about foreign changes, and reading whole shards would stop everything else. Automerge meets them when somebody writes.
   */
  collect(name: ShardName, changes: readonly Uint8Array[]): void {
    const text = shardText(name)
    if (this.#closed || !this.#documents.has(text)) return
    const collected = this.#collected.get(text)
    if (collected === undefined) this.#collected.set(text, { name, changes: [...changes] })
    else collected.changes.push(...changes)
    this.#timer ??= this.#init.clock.setTimer(APPLY_BATCH_MS, () => this.applyCollected())
  }

  /** Frees a document that its log has overtaken; whoever needs it next reads the log. */
  drop(name: ShardName): void {
    const text = shardText(name)
    this.#collected.delete(text)
    this.#free(text)
  }

  /** The document as far as the log goes, to be written by us. Throws if Automerge refuses the log. */
  forWriting(name: ShardName, heads: readonly string[]): ShardDocument {
    this.#apply(name)
    const document = this.#use(name)
    if (document.heads().join() === heads.join()) return document
    this.#free(shardText(name)) // A write of ours failed half way: start from the log again.
    return this.#use(name)
  }

  applyCollected(): void {
    this.#timer?.cancel()
    this.#timer = undefined
    for (const { name } of [...this.#collected.values()]) {
      try {
        this.#apply(name)
      } catch (error) {
        this.#init.onRefused(name, error)
      }
    }
  }

  close(): void {
    this.#closed = true
    this.#timer?.cancel()
    this.#collected.clear()
    for (const text of [...this.#documents.keys()]) this.#free(text)
  }

  #apply(name: ShardName): void {
    const text = shardText(name)
    const collected = this.#collected.get(text)
    if (collected === undefined) return
    this.#collected.delete(text)
    const document = this.#documents.get(text)
    if (document === undefined) return // Freed meanwhile; whoever opens it reads the log, which holds the collected ones.
    try {
      document.apply(collected.changes)
    } catch (error) {
      this.#free(text) // May be half changed (libraries.md 4.3): never used again.
      throw error
    }
  }

  #use(name: ShardName): ShardDocument {
    const text = shardText(name)
    let document = this.#documents.get(text)
    if (document === undefined) {
      document = this.#open(toHex(this.#init.random.bytes(16)))
      try {
        document.apply(this.#init.changesOf(name))
      } catch (error) {
        document.free()
        throw error
      }
    }
    this.#documents.delete(text)
    this.#documents.set(text, document)
    for (const oldest of this.#documents.keys()) {
      if (this.#documents.size <= MAX_OPEN_DOCUMENTS) break
      this.#free(oldest)
    }
    return document
  }

  #free(text: string): void {
    this.#documents.get(text)?.free()
    this.#documents.delete(text)
  }
}
