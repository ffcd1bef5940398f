// What a store takes from others and gives them: items that flood, synchronising with neighbours, export files.
import type { PeerId } from '../base/index.js'
import { openEnvelope } from '../record/index.js'
import type { DurableRecords } from './durable-records.js'
import type { EphemeralRecords } from './ephemeral.js'
import { writeExport } from './export-write.js'
import { importExport, type ExportSource, type ImportReport } from './import.js'
import { readHead } from './signed-head.js'
import type { OpenComponents } from './store-init.js'
import { decodeItem } from './store-item.js'
import type { ReceiveOutcome, SyncInit, SyncSession } from './store.js'
import { AnswerBudgets } from './sync-budget.js'
import { createSyncSession } from './sync-driver.js'
import { ListedObjects } from './sync-set.js'
import type { Visibility } from './visibility.js'

export interface StoreExchangeInit extends Pick<OpenComponents, 'policy' | 'clock' | 'storage'> {
  author: PeerId
  /** 32 bytes. */
  group: Uint8Array
  precedence: readonly string[]
  durable(): DurableRecords
  ephemeral: EphemeralRecords
  visibility: Visibility
  /** @throws {StoreError} `CLOSED` */
  requireOpen(): void
  /** Of a type with precedence, once for each link. */
  onTypeSynchronised(type: string): void
}

export class StoreExchange {
  readonly #init: StoreExchangeInit
  readonly #listed = new ListedObjects()
  readonly #budgets = new AnswerBudgets()

  constructor(init: StoreExchangeInit) {
    this.#init = init
  }

  async receive(bytes: Uint8Array): Promise<ReceiveOutcome> {
    const item = decodeItem(bytes)
    if (item === undefined) return { outcome: 'refused', reason: 'item-malformed' }
    switch (item.type) {
      case 'ephemeral':
        return this.receiveEphemeral(item.envelope)
      case 'credential':
        return this.#receiveCredential(item.bytes)
      case 'unknown':
        return { outcome: 'ignored' } // Whoever sent it is newer, and did no wrong.
      case 'shard-update':
        return this.#init.durable().receiveUpdate(item.head, item.change)
    }
  }

  authorOf(bytes: Uint8Array): PeerId | undefined {
    const { group } = this.#init
    const item = decodeItem(bytes)
    if (item?.type === 'shard-update') return readHead(item.head, group)?.author
    if (item?.type !== 'ephemeral') return undefined
    const verdict = openEnvelope(item.envelope, group, { verifySignature: false })
    return verdict.ok ? verdict.record.creator : undefined
  }

  openSync(init: SyncInit): SyncSession {
    const onSynchronised = (learnt: boolean): void => {
      this.#init.visibility.showHidden()
      this.#init.durable().roundEnded()
      init.onSynchronised(learnt)
    }
    const told = new Set<string>()
    const onTypeSynchronised = (type: string): void => {
      if (!told.has(type)) this.#init.onTypeSynchronised(type)
      told.add(type)
      init.onTypeSynchronised?.(type)
    }
    const { clock, policy } = this.#init
    return createSyncSession(
      { ...init, onSynchronised, onTypeSynchronised },
      {
        clock,
        precedence: this.#init.precedence,
        budget: this.#budgets.of(init.peer, clock.monotonicMs()),
        credentials: () => this.#listed.of(policy.credentials()),
        ephemeral: () => this.#init.ephemeral.synced(clock.nowMs()),
        durable: this.#init.durable(),
        receiveCredential: (bytes) => this.#receiveCredential(bytes),
        receiveEphemeral: (envelope) => this.receiveEphemeral(envelope)
      }
    )
  }

  async *exportRecords(): AsyncGenerator<Uint8Array> {
    const { storage, policy, clock } = this.#init
    const nowMs = clock.nowMs()
    yield* writeExport({
      storage,
      group: this.#init.group,
      author: this.#init.author,
      credentials: policy.credentials(),
      nowMs
    })
  }

  importRecords(source: ExportSource): Promise<ImportReport> {
    const { policy, group, author, durable, requireOpen } = this.#init
    return importExport({
      source,
      group,
      author,
      acceptsCredential: (bytes) => policy.acceptsCredential(bytes),
      receiveCredential: (bytes) => this.#receiveCredential(bytes),
      receiveShard: async ({ name, heads, changes }) => {
        requireOpen()
        const bytes = changes.map((change) => change.bytes)
        const received = await durable().keepingSafe(() => durable().receiveShard(name, heads, bytes))
        // What has ended meanwhile is not left out: all that counts of it stands elsewhere.
        return received.outcome === 'ignored' && durable().hasEnded(name) ? { outcome: 'known' } : received
      }
    })
  }

  receiveEphemeral(envelope: Uint8Array, isOwn = false): ReceiveOutcome {
    const verdict = this.#init.ephemeral.receive(envelope, this.#init.clock.nowMs(), { isOwn })
    if (verdict.outcome !== 'applied') return verdict
    this.#init.visibility.look(verdict.kept.record.id)
    return { outcome: 'applied' }
  }

  async #receiveCredential(bytes: Uint8Array): Promise<ReceiveOutcome> {
    const outcome = await this.#init.policy.receiveCredential(bytes)
    if (outcome === 'refused') return { outcome: 'refused', reason: 'credential-refused' }
    if (outcome === 'ignored') return { outcome }
    return { outcome: outcome === 'new' ? 'applied' : 'known' }
  }
}
