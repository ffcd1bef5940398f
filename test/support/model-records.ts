// Durable records as synchronising sees them, without signatures or Automerge: shards that two machines of an author write,
// each its own chain of changes. Cheap enough for thousands of histories.
import { peerIdFromPublicKey, sha256, toHex, utf8, type PeerId } from '../../src/base/index.js'
import { shardText, type ShardName } from '../../src/store/log-keys.js'
import type { LinkedChange, ShardLog } from '../../src/store/shard-log.js'
import type { ReceiveOutcome } from '../../src/store/store.js'
import { SyncDigests } from '../../src/store/sync-digests.js'
import type { SyncedRecords } from '../../src/store/sync-driver.js'
import { SyncTypes } from '../../src/store/sync-types.js'

const MACHINES = 2

export function modelAuthor(index: number): PeerId {
  return peerIdFromPublicKey(sha256(utf8(`model author ${index}`)))
}

/** What `machine` wrote as its `sequence`th change of a shard. Every fourth is large, so that some shards fill several frames. */
export function modelChange({ author, shard }: ShardName, machine: number, sequence: number): Uint8Array {
  return utf8(
    JSON.stringify({ author, shard, machine, sequence, padding: 'x'.repeat(sequence % 4 === 0 ? 100_000 : 50) })
  )
}

interface ModelChange extends ShardName {
  readonly machine: number
  readonly sequence: number
}

class ModelShard {
  readonly changesOf: Uint8Array[][] = Array.from({ length: MACHINES }, () => [])
  readonly signedHeads: never[] = []

  constructor(
    readonly author: PeerId,
    readonly shard: number
  ) {}

  get size(): number {
    return this.changesOf.reduce((sum, chain) => sum + chain.length, 0)
  }

  heads(): string[] {
    return this.changesOf.flatMap((chain) => (chain.length > 0 ? [hashOf(chain.at(-1)!)] : [])).sort()
  }

  has(hash: string): boolean {
    return this.changesOf.flat().some((change) => hashOf(change) === hash)
  }

  changesSince(heads: readonly string[]): LinkedChange[] {
    const missing = this.changesOf.flatMap((chain) => {
      const known = chain.findLastIndex((change) => heads.includes(hashOf(change)))
      return chain.slice(known + 1)
    })
    return missing.map((bytes) => ({ bytes, byteLength: bytes.byteLength })) as unknown as LinkedChange[]
  }
}

export class ModelRecords implements SyncedRecords {
  readonly digests = new SyncDigests()
  readonly types = new SyncTypes()
  readonly #shards = new Map<string, ModelShard>()
  /** Changes that came and were here. */
  uselessChanges = 0

  /** Has machine `machine` write `count` more. */
  write(name: ShardName, machine: number, count: number): void {
    for (let i = 0; i < count; i++) {
      const sequence = (this.#shards.get(shardText(name))?.changesOf[machine]?.length ?? 0) + 1
      this.#add(name, machine, modelChange(name, machine, sequence))
    }
  }

  /** The same after a restart: what was kept, read again. */
  restarted(): ModelRecords {
    const again = new ModelRecords()
    for (const shard of this.#shards.values()) {
      for (const [machine, chain] of shard.changesOf.entries()) again.write(shard, machine, chain.length)
    }
    return again
  }

  all(): string[] {
    return [...this.#shards]
      .map(([text, shard]) => `${text}: ${shard.changesOf.map((chain) => chain.length).join()}`)
      .sort()
  }

  get shards(): number {
    return this.#shards.size
  }

  log(name: ShardName): ShardLog | undefined {
    return this.#shards.get(shardText(name)) as unknown as ShardLog | undefined
  }

  lacks(name: ShardName, heads: readonly string[]): boolean {
    return heads.some((head) => this.log(name)?.has(head) !== true)
  }

  /** It keeps all. */
  hasEnded(): boolean {
    return false
  }

  outlivesEnd(): boolean {
    return false
  }

  changeBytes(_: ShardName, changes: readonly unknown[]): Uint8Array[] {
    return (changes as { bytes: Uint8Array }[]).map(({ bytes }) => bytes)
  }

  async receiveShard(name: ShardName, _: unknown, changes: readonly Uint8Array[]): Promise<ReceiveOutcome> {
    const read = changes.map((bytes) => ({ bytes, ...(JSON.parse(Buffer.from(bytes).toString()) as ModelChange) }))
    if (read.some((change) => shardText(change) !== shardText(name))) return { outcome: 'refused', reason: 'mixed up' }
    const fresh = read.filter(({ bytes }) => this.log(name)?.has(hashOf(bytes)) !== true)
    this.uselessChanges += read.length - fresh.length
    for (const [index, { machine, sequence }] of fresh.entries()) {
      const here = this.#shards.get(shardText(name))?.changesOf[machine]?.length ?? 0
      const before = fresh.slice(0, index).filter((change) => change.machine === machine).length
      if (sequence !== here + before + 1) return { outcome: 'held', author: name.author, shard: name.shard }
    }
    for (const { machine, bytes } of fresh) this.#add(name, machine, bytes)
    return { outcome: fresh.length > 0 ? 'applied' : 'known' }
  }

  #add(name: ShardName, machine: number, bytes: Uint8Array): void {
    const text = shardText(name)
    let shard = this.#shards.get(text)
    if (shard === undefined) this.#shards.set(text, (shard = new ModelShard(name.author, name.shard)))
    shard.changesOf[machine]!.push(bytes)
    const log = shard as unknown as ShardLog
    this.digests.note(log)
    this.types.note(log, `type ${name.shard % 3}`)
  }
}

const hashes = new WeakMap<Uint8Array, string>()

function hashOf(bytes: Uint8Array): string {
  let hash = hashes.get(bytes)
  if (hash === undefined) hashes.set(bytes, (hash = toHex(sha256(bytes))))
  return hash
}

/** A set of opaque objects, by name. */
export function modelObject(name: string): [digest: string, object: Uint8Array] {
  const object = utf8(name)
  return [toHex(sha256(object).subarray(0, 16)), object]
}
