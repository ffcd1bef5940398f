// What honest peers really wrote, and whether what nodes show and send agrees with it. Knows the doubles' bytes, so that it
// judges apart from them.
import { sha256, toHex, type PeerId } from '../../src/base/index.js'
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
import { checkedChange, decode, openHead, type DoubleRecord, type Signed } from './store-double-wire.js'
import type { StoreNode } from './store-node.js'

export class StoreTruth {
  readonly #honest: ReadonlySet<PeerId>
  readonly #written = new Set<string>()
  /** By connection and sender: what was flooded there. */
  readonly #flooded = new Map<string, Set<string>>()
  /** Durable ones whose `add` resolved. */
  readonly confirmed: GroupRecord[] = []
  /** The first rule that was broken. */
  wrong: string | undefined
  floodedItems = 0

  constructor(honest: readonly PeerId[]) {
    this.#honest = new Set(honest)
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
    const hash = toHex(sha256(bytes))
    if (before.has(hash)) this.wrong ??= `peer ${from} floods one item twice over link ${connection}`
    before.add(hash)
    const item = decodeItem(bytes)
    if (item === undefined) this.wrong ??= `peer ${from} floods a malformed item`
    if (item?.type === 'ephemeral') this.#sentEnvelope(from, item.envelope)
    if (item?.type === 'credential' && decode<Signed<unknown>>(item.bytes)?.signer !== 'root') {
      this.wrong ??= `peer ${from} floods a forged membership object`
    }
    if (item?.type === 'shard-update') {
      if (openHead(item.head) === undefined) this.wrong ??= `peer ${from} floods a forged head`
      if (item.change !== undefined) this.#sentChange(from, item.change)
    }
  }

  #sentSync(from: number, bytes: Uint8Array): void {
    const frame = decodeSyncFrame(bytes)
    if (frame === undefined) this.wrong ??= `peer ${from} sends a malformed frame of synchronising`
    if (frame?.type === 'shard-changes') for (const change of frame.changes) this.#sentChange(from, change)
    if (frame?.type === 'set-items' && frame.set === 'ephemeral') {
      for (const envelope of frame.items) this.#sentEnvelope(from, envelope)
    }
  }

  #sentChange(from: number, bytes: Uint8Array): void {
    const record = checkedChange(bytes)?.record
    if (record === undefined || !this.#isTrue(record)) this.wrong ??= `peer ${from} passes on a forged change`
  }

  #sentEnvelope(from: number, envelope: Uint8Array): void {
    const record = decode<Signed<DoubleRecord>>(envelope)?.body
    if (record === undefined || !this.#isTrue(record)) this.wrong ??= `peer ${from} passes on a forged record`
  }

  #isTrue(record: Pick<GroupRecord, 'id' | 'version' | 'lastModifiedBy'>): boolean {
    return !this.#honest.has(record.lastModifiedBy) || this.#written.has(nameOf(record))
  }
}

function nameOf({ id, version, lastModifiedBy }: Pick<GroupRecord, 'id' | 'version' | 'lastModifiedBy'>): string {
  return `${id.slice(-8)}@${version} of ${lastModifiedBy.slice(-6)}`
}
