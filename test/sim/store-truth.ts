// What honest peers really wrote, and whether what nodes show and send agrees with it. Knows the doubles' bytes, so that it
// judges apart from them.
import type { PeerId } from '../../src/base/index.js'
import {
  MAX_JUDGING_BYTES,
  MAX_JUDGING_ITEMS,
  MAX_QUEUED_ITEM_BYTES,
  MAX_QUEUED_ITEMS,
  MAX_WAITING_SYNC_BYTES
} from '../../src/graph/defaults.js'
import { readLinkFrame } from '../../src/graph/link-frame.js'
import type { GroupRecord } from '../../src/record/index.js'
import { MAX_HELD_CHANGES, MAX_ITEM_BYTES, MAX_SYNC_FRAME_BYTES } from '../../src/store/defaults.js'
import { decodeItem } from '../../src/store/store-item.js'
import { decodeSyncFrame } from '../../src/store/sync-frame.js'
import type { StoreDouble } from './store-double.js'
import { checkedChange, decode, openEnvelope, openHead, textOf, type Signed } from './store-double-wire.js'
import type { StoreNode } from './store-node.js'

interface SentItem {
  readonly wrong: string | undefined
}

export class StoreTruth {
  readonly #honest: ReadonlySet<PeerId>
  readonly #written = new Set<string>()
  /** By connection and sender: what was flooded there. */
  readonly #flooded = new Map<string, Set<SentItem>>()
  /** By their bytes: each is judged once, however often it is sent. What was written stays written. */
  readonly #items = new Map<string, SentItem>()
  /** Durable ones whose `add` resolved. */
  readonly confirmed: GroupRecord[] = []
  /** The first rule that was broken. */
  wrong: string | undefined
  floodedItems = 0

  constructor(honest: readonly PeerId[]) {
    this.#honest = new Set(honest)
  }

  /** Different ones, honest or not. */
  get items(): number {
    return this.#items.size
  }

  isHonest(peer: PeerId): boolean {
    return this.#honest.has(peer)
  }

  wrote(record: GroupRecord): void {
    this.#written.add(nameOf(record))
  }

  /** Called with what an honest node shows. */
  shown(where: number, record: GroupRecord): void {
    if (!this.#isTrue(record)) this.wrong ??= `peer ${where} shows ${nameOf(record)}, which its author never wrote`
  }

  /** Called with each frame that an honest node sends. */
  sent(from: number, connection: number, bytes: Uint8Array): void {
    const frame = readLinkFrame(bytes)
    if (frame === undefined) this.wrong ??= `peer ${from} sends a frame that breaks a rule`
    if (frame?.kind === 'sync') this.#sentSync(from, frame.frame)
    if (frame?.kind === 'item') this.#sentItem(from, connection, frame.item)
  }

  /** Limits of what waits at a node, looked at now and then. */
  lookAt(node: StoreNode, store: StoreDouble | undefined): void {
    const at = `peer ${node.peer.index}`
    for (const { items, itemBytes, judgingItems, judgingBytes, syncBytes } of node.core?.waiting() ?? []) {
      if (items > MAX_QUEUED_ITEMS || itemBytes > MAX_QUEUED_ITEM_BYTES) this.wrong ??= `${at} queues ${items} items`
      // One frame more than the limit is what reading stops behind.
      if (judgingItems > MAX_JUDGING_ITEMS + 1) this.wrong ??= `${at} judges ${judgingItems} items at once`
      if (judgingBytes > MAX_JUDGING_BYTES + MAX_ITEM_BYTES) this.wrong ??= `${at} judges ${judgingBytes} bytes at once`
      if (syncBytes > MAX_WAITING_SYNC_BYTES + MAX_SYNC_FRAME_BYTES) this.wrong ??= `${at} holds ${syncBytes} bytes`
    }
    if ((store?.heldCount ?? 0) > MAX_HELD_CHANGES) this.wrong ??= `${at} holds ${store?.heldCount} changes`
  }

  #sentItem(from: number, connection: number, bytes: Uint8Array): void {
    this.floodedItems++
    const link = `${connection} ${from}`
    let before = this.#flooded.get(link)
    if (before === undefined) this.#flooded.set(link, (before = new Set()))
    const text = textOf(bytes)
    let item = this.#items.get(text)
    if (item === undefined) this.#items.set(text, (item = { wrong: this.#wrongWith(bytes) }))
    if (before.has(item)) this.wrong ??= `peer ${from} floods one item twice over link ${connection}`
    before.add(item)
    if (item.wrong !== undefined) this.wrong ??= `peer ${from} ${item.wrong}`
  }

  #wrongWith(bytes: Uint8Array): string | undefined {
    const item = decodeItem(bytes)
    if (item === undefined || item.type === 'unknown') return 'floods a malformed item'
    if (item.type === 'ephemeral') return this.#wrongEnvelope(item.envelope)
    if (item.type === 'credential') {
      const isForged = decode<Signed<unknown>>(item.bytes)?.signer !== 'root'
      return isForged ? 'floods a forged membership object' : undefined
    }
    if (openHead(item.head) === undefined) return 'floods a forged head'
    return item.change === undefined ? undefined : this.#wrongChange(item.change)
  }

  #sentSync(from: number, bytes: Uint8Array): void {
    const frame = decodeSyncFrame(bytes)
    if (frame === undefined) this.wrong ??= `peer ${from} sends a malformed frame of synchronising`
    const wrong =
      frame?.type === 'shard-changes'
        ? frame.changes.map((change) => this.#wrongChange(change))
        : frame?.type === 'set-items' && frame.set === 'ephemeral'
          ? frame.items.map((envelope) => this.#wrongEnvelope(envelope))
          : []
    const first = wrong.find((reason) => reason !== undefined)
    if (first !== undefined) this.wrong ??= `peer ${from} ${first}`
  }

  #wrongChange(bytes: Uint8Array): string | undefined {
    const record = checkedChange(bytes)?.record
    return record !== undefined && this.#isTrue(record) ? undefined : 'passes on a forged change'
  }

  #wrongEnvelope(bytes: Uint8Array): string | undefined {
    const record = openEnvelope(bytes)?.record
    return record !== undefined && this.#isTrue(record) ? undefined : 'passes on a forged record'
  }

  #isTrue(record: Pick<GroupRecord, 'id' | 'version' | 'lastModifiedBy'>): boolean {
    return !this.#honest.has(record.lastModifiedBy) || this.#written.has(nameOf(record))
  }
}

function nameOf({ id, version, lastModifiedBy }: Pick<GroupRecord, 'id' | 'version' | 'lastModifiedBy'>): string {
  return `${id.slice(-8)}@${version} of ${lastModifiedBy.slice(-6)}`
}
