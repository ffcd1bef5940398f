// One life of a target: inputs drawn from one seed, those that reach something new kept as what later ones are made from.
import { toHex } from '../../src/base/index.js'
import type { Coverage } from './coverage.js'
import type { Dice } from './dice.js'
import { mutateProtobuf } from './mutate-protobuf.js'

/** A reader of foreign bytes with all that it keeps. */
export interface Target {
  /** Where mutation begins. */
  readonly honest: readonly Uint8Array[]
  /** @param others what was kept so far, honest bytes among it @default {@link mutateProtobuf} */
  mutate?(bytes: Uint8Array, dice: Dice, others: readonly Uint8Array[]): Uint8Array
  /** Has the reader read one input. Only this counts as its work. Throwing is a finding. */
  read(bytes: Uint8Array): void | Promise<void>
  /** Looks at what became of it, and throws where something that was promised does not hold. @returns the outcome's name */
  judge(bytes: Uint8Array): string | Promise<string>
  /** At the end: honest bytes still work, and what was kept can be loaded again. */
  end?(): void | Promise<void>
  /** Bytes that this input had the reader write or send, where that is in proportion to what it keeps. @default 0 */
  answeredBytes?(): number
}

/** How many blocks of our code one input may run: so many whatever it is, and for each of its bytes. */
export interface Bound {
  readonly operations: number
  readonly operationsPerByte: number
}

/** One of so many inputs is measured by itself, the others together with judging them: counting costs about 1 ms. */
const BATCH = 16
/** Judging does again what reading did, more than once. */
const JUDGING = 20
/** Inputs that reached something new, beside the honest ones. */
const MAX_KEPT = 100
const MAX_TOLD_BYTES = 4096

export class Life {
  /** All inputs so far. */
  readonly drawn: Uint8Array[] = []
  /** How many inputs came to which. */
  readonly outcomes = new Map<string, number>()
  readonly #target: Target
  readonly #dice: Dice
  readonly #bound: Bound
  readonly #coverage: Coverage
  readonly #kept: Uint8Array[] = []
  /** Of each time the counts were taken: 1 where what came before was kept, 0 where not. */
  #decisions = ''
  readonly #decided: string
  #mostOperations = 0
  #mostPerByte = 0

  /** @param decided of the life that this is again: what V8 counts is not the same in each process to the last block */
  constructor(target: Target, dice: Dice, bound: Bound, coverage: Coverage, decided = '') {
    this.#target = target
    this.#dice = dice
    this.#bound = bound
    this.#coverage = coverage
    this.#decided = decided
    coverage.forget()
  }

  async run(count: number): Promise<void> {
    for (let done = 0; done < count; done += BATCH) {
      await this.#measured(this.#draw())
      let bytes = 0
      const batch: Uint8Array[] = []
      while (batch.length < BATCH - 1) {
        const input = this.#draw()
        batch.push(input)
        bytes += await this.#give(input)
        await this.#judge(input)
      }
      const { operations, isNew } = this.#coverage.take()
      if (operations > JUDGING * this.#allowed(bytes, batch.length)) {
        throw new Error(`${batch.length} inputs of ${bytes} bytes cost ${operations} operations with judging them`)
      }
      this.#keep(isNew, batch)
    }
    await this.#target.end?.()
  }

  async #measured(input: Uint8Array): Promise<void> {
    this.#coverage.take() // Drawing it may have run code of ours.
    const bytes = await this.#give(input)
    const { operations, isNew } = this.#coverage.take()
    this.#mostOperations = Math.max(this.#mostOperations, operations)
    this.#mostPerByte = Math.max(this.#mostPerByte, (operations - this.#bound.operations) / Math.max(1, bytes))
    if (operations > this.#allowed(bytes, 1)) {
      throw new Error(`an input of ${bytes} bytes cost ${operations} operations`)
    }
    this.#keep(isNew, [input])
    await this.#judge(input)
    this.#coverage.take()
  }

  async #judge(input: Uint8Array): Promise<void> {
    const outcome = await this.#target.judge(input)
    this.outcomes.set(outcome, (this.outcomes.get(outcome) ?? 0) + 1)
  }

  /** @returns the bytes that work may be in proportion to */
  async #give(input: Uint8Array): Promise<number> {
    this.drawn.push(input)
    await this.#target.read(input)
    return input.byteLength + (this.#target.answeredBytes?.() ?? 0)
  }

  #allowed(bytes: number, inputs: number): number {
    return this.#bound.operations * inputs + this.#bound.operationsPerByte * bytes
  }

  #draw(): Uint8Array {
    const dice = this.#dice
    const others = [...this.#target.honest, ...this.#kept]
    const from = this.#kept.length > 0 && dice.chance(0.5) ? dice.pick(this.#kept) : dice.pick(this.#target.honest)
    const mutate = this.#target.mutate ?? mutateProtobuf
    return mutate(from, dice, others)
  }

  #keep(isNew: boolean, inputs: readonly Uint8Array[]): void {
    const decision = this.#decided[this.#decisions.length] ?? (isNew ? '1' : '0')
    this.#decisions += decision
    if (decision === '0') return
    for (const input of inputs) {
      if (this.#kept.length < MAX_KEPT) this.#kept.push(input)
      else this.#kept[this.#dice.below(MAX_KEPT)] = input
    }
  }

  /** What was decided so far: with it this life can be lived again. */
  get decisions(): string {
    return this.#decisions
  }

  /** The input that came last, to be looked at by hand. */
  last(): string {
    const bytes = this.drawn.at(-1) ?? new Uint8Array()
    const rest = bytes.byteLength > MAX_TOLD_BYTES ? '…' : ''
    return `input ${this.drawn.length} of ${bytes.byteLength} bytes ${toHex(bytes.subarray(0, MAX_TOLD_BYTES))}${rest}`
  }

  /** For whoever sets the bounds. */
  told(): string {
    const most = `${this.#mostOperations} operations, ${this.#mostPerByte.toFixed(1)} a byte over the fixed ones`
    const outcomes = [...this.outcomes].map(([outcome, count]) => `${count} ${outcome}`).join(', ')
    return `${this.drawn.length} inputs (${outcomes}), ${this.#kept.length} kept, ${this.#coverage.blocks} blocks; most: ${most}`
  }
}
