// A store that is given foreign bytes, and what can be seen of it from outside: all that it shows, keeps on disk and tells.
import { expect } from 'vitest'
import { toHex } from '../../src/base/index.js'
import { MAX_DURABLE_VERSION } from '../../src/record/index.js'
import { createMemoryStorage, type Storage } from '../../src/store/index.js'
import { checkChange, type CheckedChange } from '../../src/store/change-check.js'
import { MAX_EVIDENCE_PER_AUTHOR } from '../../src/store/defaults.js'
import { ALL_CHANGES, ALL_EVIDENCE, shardOfKey, shardText } from '../../src/store/log-keys.js'
import { alice, bob, carol, dave, type Person } from '../support/people.js'
import {
  contents,
  noteType,
  openTestStore,
  signalType,
  synchronise,
  TestPolicy,
  type TestStore
} from '../support/store-peers.js'
import { expectLoadable } from './shard-check.js'

/** Credentials of this first byte are not of the group. */
export const REFUSED_CREDENTIAL = 0x52

export class FuzzedStore {
  private constructor(
    readonly peer: TestStore,
    readonly storage: Storage,
    /** How often something was written, and told. Writes of proofs that an author contradicts itself count by themselves. */
    readonly counts: { readonly writes: number; readonly proofs: number; readonly told: number }
  ) {}

  static async open(person: Person = dave): Promise<FuzzedStore> {
    const storage = createMemoryStorage()
    const counts = { writes: 0, proofs: 0, told: 0 }
    const counted: Storage = {
      get: (key) => storage.get(key),
      entries: (range) => storage.entries(range),
      snapshot: () => storage.snapshot(),
      write: (batch, options) => {
        const proofs = batch.filter(({ key }) => key[0] === ALL_EVIDENCE.from[0])
        if (proofs.length > 0) counts.proofs++
        if (proofs.length < batch.length) counts.writes++
        return storage.write(batch, options)
      },
      close: async () => {} // It is opened again.
    }
    const policy = new TestPolicy([alice, bob, carol, dave])
    policy.refuses = (bytes) => bytes[0] === REFUSED_CREDENTIAL
    const peer = await openTestStore(person, { storage: counted, policy })
    peer.store.declare(signalType)
    for (const kind of ['add', 'update', 'delete', 'expire'] as const) {
      peer.store.on(`record:${kind}`, () => void counts.told++)
    }
    return new FuzzedStore(peer, counted, counts)
  }

  /** Changes with whatever of the store changes. */
  fingerprint(): string {
    const { store, policy } = this.peer
    const shown = store.find({}).map(({ id, version, lastModifiedBy }) => `${id} ${version} ${lastModifiedBy}`)
    // A proof is kept of what is not taken, too: its bound is checked in the end.
    const { writes, told } = this.counts
    return JSON.stringify([writes, told, policy.objects.size, store.status(), shown])
  }

  /** Of the disk: each after those it depends on. */
  async shards(): Promise<Map<string, CheckedChange[]>> {
    const shards = new Map<string, CheckedChange[]>()
    for await (const [key, value] of this.storage.entries(ALL_CHANGES)) {
      const verdict = checkChange(value)
      const name = shardOfKey(key)
      if (!verdict.ok || name === undefined) throw new Error(`on the disk lies what is no change: ${toHex(value)}`)
      shards.set(shardText(name), [...(shards.get(shardText(name)) ?? []), verdict.change])
    }
    return shards
  }

  /**
   * Each shard is loaded by Automerge, the store is opened again from its disk, and passes on all it has to a store that
   * judges for itself; honest authors' records come in as ever.
   */
  async expectWhole(honest: readonly TestStore[]): Promise<void> {
    for (const changes of (await this.shards()).values()) {
      const below = new Set(changes.flatMap(({ dependencies }) => dependencies))
      const heads = changes.map(({ hash }) => hash).filter((hash) => !below.has(hash))
      expectLoadable(
        changes.map(({ bytes }) => bytes),
        heads.sort()
      )
    }
    for (const { peer } of [alice, bob, carol, dave]) {
      expect(this.peer.store.evidence(peer).length).toBeLessThanOrEqual(MAX_EVIDENCE_PER_AUTHOR)
    }
    for (const peer of honest) {
      await peer.store.add(noteType, { data: 'after all that' })
      const link = await synchronise(peer, this.peer)
      expect(link.refusals).toEqual([[], []])
    }
    const shown = durable(this.peer)
    expect(shown.filter((line) => line.endsWith('after all that'))).toHaveLength(honest.length)
    const other = await openTestStore(carol, { clock: this.peer.clock, policy: this.peer.policy, seed: 99 })
    const link = await synchronise(this.peer, other)
    expect(link.refusals).toEqual([[], []])
    expect(durable(other)).toEqual(shown)
    await this.peer.store.close()
    const again = await openTestStore(this.peer.person, { ...this.peer, storage: this.storage, seed: 98 })
    expect(durable(again)).toEqual(shown)
    await Promise.all([other.store.close(), again.store.close()])
  }
}

/** What a restart keeps: versions of the others are times. */
function durable(peer: TestStore): string[] {
  const isDurable = peer.store.find({}).map(({ version }) => version <= MAX_DURABLE_VERSION)
  return contents(peer).filter((_, i) => isDurable[i])
}
