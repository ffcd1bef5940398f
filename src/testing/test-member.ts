// A member of a test group: what PeerGroup gives, over a clock that runs while somebody waits.
import type { BlobLocation, FetchedContent, FetchOptions, PublishOptions } from '../content/index.js'
import type { Elections } from '../flows/index.js'
import type { ConnectGroupOptions } from '../group/index.js'
import { OpenedPeerGroup, type GroupRecords, type PeerGroupParts, type PublishedContent } from '../embed/index.js'
import type { FakeClock } from './fake-clock.js'

export interface TestMemberParts extends PeerGroupParts {
  readonly clock: FakeClock
  /** Of the group and the way out both. */
  setReachable(isReachable: boolean): void
  setUplink(hasUplink: boolean): void
  /** Whether it is linked with those who are online. */
  isLinked(): boolean
}

/** How long members may take to find each other, on the fake clock. */
const FIND_BUDGET_MS = 5 * 60_000

export class TestMember extends OpenedPeerGroup {
  readonly #parts: TestMemberParts
  readonly #records: GroupRecords

  constructor(parts: TestMemberParts) {
    super(parts)
    this.#parts = parts
    const { clock } = parts
    const store = super.records
    this.#records = {
      declare: (type) => store.declare(type),
      get: (id) => store.get(id),
      find: (query) => store.find(query),
      search: (criteria, options) => store.search(criteria, options),
      conflicts: (id) => store.conflicts(id),
      evidence: (author) => store.evidence(author),
      enumerate: (query) => store.enumerate(query),
      watch: (filter, listener) => store.watch(filter, listener),
      deferredIds: () => store.deferredIds(),
      validateDeferredRecords: (ids) => store.validateDeferredRecords(ids),
      on: (name, listener) => store.on(name, listener),
      add: (type, init) => clock.run(store.add(type, init)),
      update: (type, id, init) => clock.run(store.update(type, id, init)),
      edit: (type, id, init) => clock.run(store.edit(type, id, init)),
      delete: (id, options) => clock.run(store.delete(id, options))
    }
  }

  override get records(): GroupRecords {
    return this.#records
  }

  override async fetch(url: string, options?: FetchOptions): Promise<FetchedContent> {
    const { clock } = this.#parts
    const fetched = await clock.run(super.fetch(url, options))
    clock.runMeanwhile(fetched.done)
    return fetched
  }

  override publish(content: PublishedContent, options?: PublishOptions): Promise<BlobLocation> {
    return this.#parts.clock.run(super.publish(content, options))
  }

  override close(): Promise<void> {
    return this.#parts.clock.run(super.close())
  }

  override connect(options?: ConnectGroupOptions): Promise<'connected' | 'already'> {
    return this.#parts.clock.run(super.connect(options))
  }

  override leave(options?: { readonly force?: boolean | undefined }): Promise<boolean> {
    return this.#parts.clock.run(super.leave(options))
  }

  /** Pulls its plug: it reaches nobody and no origin, and nobody reaches it. What runs breaks. */
  goOffline(): void {
    this.#parts.setReachable(false)
  }

  /** Plugs it in again. Resolves when it is linked and synchronised with the others who are online. */
  async goOnline(): Promise<void> {
    this.#parts.setReachable(true)
    await this.#parts.clock.runUntil(() => this.#parts.isLinked(), FIND_BUDGET_MS)
  }

  /** Whether origins can be reached from here; the others are reached all the same. */
  setUplink(hasUplink: boolean): void {
    this.#parts.setUplink(hasUplink)
  }
}

/** An election runs while somebody waits for it. */
export function onClock(elections: Elections, clock: FakeClock): Elections {
  return {
    kinds: () => elections.kinds(),
    start: (kind, options) => clock.run(elections.start(kind, options)),
    offer: (kind, criteria) => elections.offer(kind, criteria),
    provider: (kind) => elections.provider(kind),
    explain: (kind) => elections.explain(kind),
    on: (name, listener) => elections.on(name, listener)
  }
}
