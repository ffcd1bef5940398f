// One upload for tests of the figure: who takes it, what comes back, and a machine that is given inputs.
import type { PeerId } from '../../../src/base/index.js'
import { seededRandom } from '../../../src/base/index.js'
import { UploadMachine } from '../../../src/flows/receipt/upload.js'
import {
  UPLOAD_BOXES,
  type Judged,
  type UploadInput,
  type UploadOutput,
  type UploadTimer
} from '../../../src/flows/receipt/upload-events.js'
import type { UploadBy } from '../../../src/flows/receipt/uploads.js'
import { bob, carol } from '../../support/people.js'

export const byBob: UploadBy = { peer: bob.peer, groupId: '0b'.repeat(32) }
export const byCarol: UploadBy = { peer: carol.peer, groupId: '0b'.repeat(32) }
export const WAIT_MS = 60_000

export const delivered: Judged = { type: 'delivered', status: 200 }
export const refused: Judged = { type: 'refused', status: 422, signedMs: 0 }
export const putOff: Judged = { type: 'put-off', status: 503, retryAfterMs: 120_000, isProved: true }
export const wrong: Judged = { type: 'wrong-receipt', status: 200, detail: 'wrong-signature' }
export const unproved: Judged = { type: 'unproved', status: 200, detail: 'no-signature' }

export const start: UploadInput = { type: 'start' }
export const directly: UploadInput = { type: 'turn', mayGoDirectly: true, mayGoByMembers: true }
export const byMembers: UploadInput = { type: 'turn', mayGoDirectly: false, mayGoByMembers: true }
export const bobOffers: UploadInput = { type: 'offers', offers: [byBob], isAll: false }
export const bothOffer: UploadInput = { type: 'offers', offers: [byBob, byCarol], isAll: true }
export const nobodyOffers: UploadInput = { type: 'offers', offers: [], isAll: true }
export const bobAccepts: UploadInput = { type: 'accepted', peer: bob.peer, waitMs: WAIT_MS }
export const carolAccepts: UploadInput = { type: 'accepted', peer: carol.peer, waitMs: WAIT_MS }
/** From nothing to 560 with Bob. */
export const WITH_BOB: readonly Given[] = [start, byMembers, bothOffer, bobAccepts]
/** From there to 560 with Carol, since Bob was late. */
export const BOB_LATE: readonly Given[] = [
  ...WITH_BOB,
  'deadline',
  { type: 'nothing-yet', peer: bob.peer },
  byMembers,
  bothOffer,
  carolAccepts
]

/** Timers by their names: the last that was set. */
export type Given = UploadInput | UploadTimer['type']

export function answers(peer: PeerId, answer: Judged): UploadInput {
  return { type: 'answered', peer, answer }
}

export class Run {
  readonly machine: UploadMachine
  nowMs = 1_000
  /** All that it said. */
  readonly outputs: UploadOutput[] = []
  readonly #timers = new Map<string, { atMs: number; then: UploadTimer }>()

  constructor(seed = 1) {
    this.machine = new UploadMachine(seededRandom(seed))
  }

  /** @returns what it said to the last of them */
  give(...inputs: readonly Given[]): UploadOutput[] {
    let said: UploadOutput[] = []
    for (const input of inputs) {
      said = this.machine.handle(typeof input === 'string' ? this.#fire(input) : input, this.nowMs)
      for (const output of said) {
        if (output.type !== 'set-timer') continue
        this.#timers.set(output.then.type, { atMs: this.nowMs + output.inMs, then: output.then })
      }
      this.outputs.push(...said)
    }
    return said
  }

  #fire(type: string): UploadTimer {
    const timer = this.#timers.get(type)
    if (timer === undefined) throw new Error(`no timer ${type} was set`)
    this.nowMs = Math.max(this.nowMs, timer.atMs)
    return timer.then
  }
}

/** The boxes that were entered, in that order. */
export function boxes(outputs: readonly UploadOutput[]): number[] {
  return outputs.flatMap((output) => (output.type === 'box' ? [UPLOAD_BOXES[output.box]] : []))
}

/** What else was said, in short; less timers, and what is only to be kept or shown. */
export function done(outputs: readonly UploadOutput[]): string[] {
  return outputs.flatMap((output) => {
    switch (output.type) {
      case 'box':
      case 'set-timer':
      case 'held-changed':
        return []
      case 'attempt':
        return [`${output.result}${who(output.by)}`]
      case 'blame':
        return [`blame ${output.for}${who(output.by)}`]
      case 'ended':
        return [`ended ${output.how}${who(output.by)}`]
      case 'forward':
      case 'judge-later':
      case 'look':
      case 'tell-off':
        return [`${output.type}${who(output.by)}`]
      default:
        return [output.type]
    }
  })
}

function who(by: UploadBy | undefined): string {
  return by === undefined ? '' : ` ${by.peer === bob.peer ? 'bob' : 'carol'}`
}
