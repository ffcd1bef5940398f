// What a crossing downloads for all, as members read it: one transfer after the other, each served while its claim runs.
import type { BlobInfo, PartialBlob } from './blob-store.js'
import type { TransferEnd } from './claims.js'
import type { CrossingComponents, CrossingHost } from './crossing-host.js'
import type { GrowingContent } from './growing-content.js'
import { Transfer } from './transfer.js'
import type { TransferFacts } from './transfer-list.js'

export interface OwnTransferInit {
  components: CrossingComponents
  host: CrossingHost
  content: GrowingContent
}

export class OwnTransfer {
  readonly #init: OwnTransferInit
  #transfer: Transfer | undefined

  constructor(init: OwnTransferInit) {
    this.#init = init
  }

  /** Members that read along now. */
  get readers(): number {
    return this.#transfer?.readers ?? 0
  }

  /** The first claim of a transfer begins to serve it. */
  serve(transferId: string): void {
    if (this.#transfer?.id === transferId) return
    const { components, host, content } = this.#init
    const { group, clock, maxReadersPerTransfer } = components
    const identity = { group: group.idBytes, transferId }
    const transfer = new Transfer({ identity, keyPair: group.keyPair, clock, maxReaders: maxReadersPerTransfer })
    transfer.say(content.heldFacts)
    if (content.partial !== undefined) transfer.attach(content.partial)
    this.#transfer = transfer
    host.startServing(transferId, transfer)
  }

  say(facts: TransferFacts): void {
    this.#transfer?.say(facts)
  }

  /** From now on bytes go there. */
  attach(partial: PartialBlob): void {
    this.#transfer?.attach(partial)
  }

  /** All is here; it is served on until its claim ends. */
  complete({ bytes, digest }: BlobInfo): void {
    this.#transfer?.say(this.#init.content.factsToTell)
    this.#transfer?.end('complete', { totalBytes: bytes, digest })
  }

  /** Its claim has ended. */
  end(end: TransferEnd): void {
    const transfer = this.#transfer
    if (transfer === undefined) return
    this.#transfer = undefined
    transfer.end(end)
    this.#init.host.stopServing(transfer.id, transfer)
  }
}
