// Carries out what the flooding machine says: hashes, asks the store, queues on links.
import { sha256, toHex, type Clock, type Logger, type PeerId, type Timer } from '../base/index.js'
import type { ReceiveOutcome, Store } from '../store/index.js'
import { WITHHELD_CALM_MS } from './defaults.js'
import { reasonOf } from './errors.js'
import { FloodMachine, type FloodInput, type FloodOutput } from './flood.js'
import { itemFrame } from './link-frame.js'
import type { LinkTable } from './link-table.js'

export interface FloodInit {
  store: Store
  links: LinkTable
  /** Asks a neighbour for what lies before an item. */
  askGap(peer: PeerId, author: PeerId, shard: number): void
  /** A neighbour was the first to bring something new of somebody else. */
  onBrought(peer: PeerId): void
  /** Has neighbours look for what was not flooded to them. */
  pullAll(): void
  clock: Clock
  logger: Logger
}

export class FloodDriver {
  readonly #machine = new FloodMachine()
  readonly #init: FloodInit
  readonly #forget: () => void
  #withheldAtMs = 0
  #calm: Timer | undefined

  constructor(init: FloodInit) {
    this.#init = init
    this.#forget = init.store.on('item:local', (item) => this.#local(item))
  }

  linkChanged(type: 'link-up' | 'link-down', peer: PeerId): void {
    this.#run(this.#machine.handle({ type, peer, nowMs: this.#nowMs() }))
  }

  /** Resolves when the item is judged and what follows from it is queued. Never rejects. */
  async received(from: PeerId, item: Uint8Array): Promise<void> {
    const input: FloodInput = { type: 'received', from, hash: hashOf(item), item, nowMs: this.#nowMs() }
    for (const output of this.#machine.handle(input)) {
      if (output.type !== 'judge') {
        this.#run([output])
        continue
      }
      const outcome = await this.#judge(item)
      const author = outcome.outcome === 'applied' ? this.#init.store.authorOf(item) : undefined
      if (author !== undefined && author !== from) this.#init.onBrought(from)
      this.#run(this.#machine.handle({ ...output, type: 'judged', outcome, author, nowMs: this.#nowMs() }))
      if (outcome.outcome === 'applied') for (const held of outcome.released ?? []) this.#local(held)
    }
  }

  close(): void {
    this.#calm?.cancel()
    this.#forget()
  }

  #local(item: Uint8Array): void {
    const { store } = this.#init
    const signer = store.authorOf(item)
    const author = signer === store.author ? undefined : signer
    this.#run(this.#machine.handle({ type: 'local', hash: hashOf(item), item, author, nowMs: this.#nowMs() }))
  }

  async #judge(item: Uint8Array): Promise<ReceiveOutcome> {
    try {
      return await this.#init.store.receive(item)
    } catch (thrown) {
      this.#init.logger(`the store failed on an item: ${reasonOf(thrown)}`) // Our fault: nobody is blamed.
      return { outcome: 'ignored' }
    }
  }

  #run(outputs: FloodOutput[]): void {
    const links = this.#init.links
    for (const output of outputs) {
      if (output.type === 'forward') {
        const frame = itemFrame(output.item)
        for (const peer of output.to) links.get(peer)?.link.flood(frame)
      } else if (output.type === 'ask-gap') {
        this.#init.askGap(output.peer, output.author, output.shard)
      } else if (output.type === 'cut') {
        this.#init.logger(`cut ${output.peer}: what it floods is ${output.reason}`)
        links.get(output.peer)?.link.cut(`flooding: ${output.reason}`, 'protocol')
      } else if (output.type === 'withheld') {
        this.#withheldAtMs = this.#nowMs()
        if (this.#calm === undefined) this.#waitForCalm(WITHHELD_CALM_MS)
      }
    }
  }

  /** While somebody floods without end, a round of synchronising for it would only be more work; the usual ones come anyway. */
  #waitForCalm(inMs: number): void {
    this.#calm = this.#init.clock.setTimer(inMs, () => {
      this.#calm = undefined
      const leftMs = this.#withheldAtMs + WITHHELD_CALM_MS - this.#nowMs()
      if (leftMs > 0) this.#waitForCalm(leftMs)
      else this.#init.pullAll()
    })
  }

  #nowMs(): number {
    return this.#init.clock.monotonicMs()
  }
}

function hashOf(item: Uint8Array): string {
  return toHex(sha256(item))
}
