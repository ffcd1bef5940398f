// Carries out what the flooding machine says: hashes, asks the store, queues on links.
import { sha256, toHex, type Clock, type Logger, type PeerId } from '../base/index.js'
import type { ReceiveOutcome, Store } from '../store/index.js'
import { reasonOf } from './errors.js'
import { FloodMachine, type FloodInput, type FloodOutput } from './flood.js'
import { itemFrame } from './link-frame.js'
import type { LinkTable } from './link-table.js'

export interface FloodInit {
  store: Store
  links: LinkTable
  /** Asks a neighbour for what lies before an item. */
  askGap(peer: PeerId, author: PeerId, shard: number): void
  clock: Clock
  logger: Logger
}

export class FloodDriver {
  readonly #machine = new FloodMachine()
  readonly #init: FloodInit
  readonly #forget: () => void

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
      if (output.type !== 'judge') continue
      const outcome = await this.#judge(item)
      this.#run(this.#machine.handle({ ...output, type: 'judged', outcome, nowMs: this.#nowMs() }))
      if (outcome.outcome === 'applied') for (const held of outcome.released ?? []) this.#local(held)
    }
  }

  close(): void {
    this.#forget()
  }

  #local(item: Uint8Array): void {
    this.#run(this.#machine.handle({ type: 'local', hash: hashOf(item), item, nowMs: this.#nowMs() }))
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
        this.#init.logger(`cut ${output.peer}: sent an item that is ${output.reason}`)
        links.get(output.peer)?.link.cut(`item refused: ${output.reason}`, 'protocol')
      }
    }
  }

  #nowMs(): number {
    return this.#init.clock.monotonicMs()
  }
}

function hashOf(item: Uint8Array): string {
  return toHex(sha256(item))
}
