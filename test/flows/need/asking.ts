// A need of ours for tests of the figures: who answers, who downloads, and a machine that is given inputs.
import type { PeerId } from '../../../src/base/index.js'
import {
  NEED_CLIENT_BOXES,
  NeedClient,
  type Download,
  type NeedClientInit,
  type NeedClientInput,
  type NeedClientOutput
} from '../../../src/flows/need/need-client.js'
import { alice, bob, carol } from '../../support/people.js'

export interface Answer {
  readonly holder: PeerId
  readonly alias: string
}

export type Input = NeedClientInput<Answer>
export type Output = NeedClientOutput<Answer>
/** Timers by their names: the last that was set. */
export type Given = Input | 'time-out' | 'silence'

export const ASKING: NeedClientInit = {
  maxDelayMs: 2_000,
  transmissionMs: 200,
  waitsForDownload: true,
  collectsAll: false,
  excluded: []
}

export const bobHas: Answer = { holder: bob.peer, alias: '/bob' }
export const carolHas: Answer = { holder: carol.peer, alias: '/carol' }
export const aliceLoads = download(alice.peer, 0)
export const bobLoads = download(bob.peer, 131_072)
export const carolLoads = download(carol.peer, 262_144)

export function download(peer: PeerId, verifiedBytes: number): Download {
  return { peer, transferId: '0a'.repeat(16), verifiedBytes, expectedBytes: 1_048_576 }
}

export class Run {
  readonly machine: NeedClient<Answer>
  /** All that it said. */
  readonly outputs: Output[] = []
  readonly #timers = new Map<string, Input>()

  constructor(init: Partial<NeedClientInit> = {}) {
    this.machine = new NeedClient({ ...ASKING, ...init })
  }

  /** @returns what it said to the last of them */
  give(...inputs: Given[]): Output[] {
    let said: Output[] = []
    for (const input of inputs) {
      said = this.machine.handle(typeof input === 'string' ? this.#timers.get(input)! : input)
      for (const output of said) if (output.type === 'set-timer') this.#timers.set(output.then.type, output.then)
      this.outputs.push(...said)
    }
    return said
  }

  /** Of the figure: where it stands. */
  get box(): number {
    return NEED_CLIENT_BOXES[this.machine.state]
  }
}

/** The boxes that were entered, in that order. */
export function boxes(outputs: readonly Output[]): number[] {
  return outputs.flatMap((output) => (output.type === 'state' ? [NEED_CLIENT_BOXES[output.state]] : []))
}

/** What else was said, less timers. */
export function done(outputs: readonly Output[]): Output[] {
  return outputs.filter(({ type }) => type !== 'state' && type !== 'set-timer')
}
