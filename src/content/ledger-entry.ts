// What one crossing enters in the ledger: once what it brought, when all is here or nothing more will come; and what is read of it again
// after that.
import type { EndedTransfer, Ledger, TransferLedger } from './ledger.js'

/** Of content that is whole, or of what came of it. */
type Entered = Pick<EndedTransfer, 'digest' | 'bytes'>

export interface LedgerEntryInit {
  readonly ledger: Ledger
  /** Normalised. */
  readonly url: string
  /** For whom it was, and how much came of it, as it is then. */
  readonly story: () => Pick<EndedTransfer, 'forOthers' | 'shared' | 'bytes'>
}

export class LedgerEntry {
  /** Counts what sources bring. */
  readonly transfer: TransferLedger
  readonly #init: LedgerEntryInit
  #isEntered = false
  #whole: Entered | undefined

  constructor(init: LedgerEntryInit) {
    this.#init = init
    this.transfer = init.ledger.transfer(init.url)
  }

  /** The first call counts. @param whole all is here */
  enter(whole?: Entered): void {
    if (this.#isEntered) return
    this.#isEntered = true
    this.#whole = whole
    this.#tell(this.transfer)
  }

  /** Somebody reads what was whole before it was asked for: as from the cache. */
  readAgain(): { count(bytes: number): void; end(): void } {
    const again = this.#init.ledger.transfer()
    return { count: (bytes) => again.countCache(bytes), end: () => this.#tell(again) }
  }

  #tell(transfer: TransferLedger): void {
    const { ledger, url, story } = this.#init
    const { forOthers, shared, bytes: came } = story()
    const { digest, bytes } = this.#whole ?? { digest: undefined, bytes: came }
    ledger.ended({ url, digest, bytes, sources: transfer.snapshot(), forOthers, shared })
  }
}
