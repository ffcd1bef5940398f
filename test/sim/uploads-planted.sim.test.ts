// A rule that cannot fail says nothing: each is broken here by a bug that was put in on purpose.
import { describe, expect, test } from 'vitest'
import type { PeerId } from '../../src/base/index.js'
import type { RelayStanding } from '../../src/flows/receipt/blame.js'
import type { BlackListInput, BlackListOutput } from '../../src/flows/receipt/black-list-events.js'
import { BlackListRules } from '../../src/flows/receipt/black-list.js'
import type { UploadInput, UploadOutput } from '../../src/flows/receipt/upload-events.js'
import { UploadMachine } from '../../src/flows/receipt/upload.js'
import { SimulationFailure } from './checkers.js'
import { IS_SLOW_SUITE } from './seeds.js'
import type { AskerBugs } from './upload-asker.js'
import { RULES, UploadRun, uploads } from './upload-simulation.js'

/** A bug shows where there is what it meets, a kind of bad relay, say: in one to twelve of them. */
const SEEDS = Array.from({ length: 12 }, (_, index) => index + 1)

/** Takes the relay's word. */
class Credulous extends UploadMachine {
  override handle(input: UploadInput, nowMs: number): UploadOutput[] {
    if (input.type !== 'accepted') return super.handle(input, nowMs)
    const { peer } = input
    return [
      ...super.handle(input, nowMs),
      ...super.handle({ type: 'answered', peer, answer: { type: 'delivered', status: 202 } }, nowMs)
    ]
  }
}

/** Believes the first no. */
class Timid extends UploadMachine {
  override handle(input: UploadInput, nowMs: number): UploadOutput[] {
    const outputs = super.handle(input, nowMs)
    if (input.type !== 'answered' || input.answer.type !== 'refused' || this.isOver) return outputs
    return [...outputs, { type: 'ended', how: 'refused', by: undefined }]
  }
}

/** Waits for one that brought nothing. */
class Patient extends UploadMachine {
  override handle(input: UploadInput, nowMs: number): UploadOutput[] {
    return input.type === 'deadline' ? [] : super.handle(input, nowMs)
  }
}

/** Does not ask who was away for what it may have. */
class Harsh extends UploadMachine {
  override handle(input: UploadInput, nowMs: number): UploadOutput[] {
    return super.handle(input, nowMs).flatMap((output) => {
      const isAway = output.type === 'attempt' && output.result === 'gone'
      return isAway ? [output, { type: 'blame', by: output.by, for: 'silent' }] : [output]
    })
  }
}

/** Needs nothing to show that keys and backend were right. */
class Hasty extends BlackListRules {
  override handle(input: BlackListInput, nowMs: number): BlackListOutput[] {
    if (input.type !== 'accused') return super.handle(input, nowMs)
    return super.handle({ ...input, accusation: { ...input.accusation, fault: 'silent' } }, nowMs)
  }
}

/** Writes down, and looks at nothing. */
class Forgiving extends BlackListRules {
  override standing(_relay: PeerId): RelayStanding {
    return 'fine'
  }
}

/** With a seed that shows it: the ordinary suite has time for that one. */
const PLANTED: readonly (readonly [bug: string, rule: keyof typeof RULES, bugs: AskerBugs, seed: number])[] = [
  ['takes an old receipt, or one of another upload', 'delivered', { takesAnyReceipt: true }, 1],
  ['takes an acceptance for a receipt', 'delivered', { machine: Credulous }, 1],
  ['forgets what it has to send when it is killed', 'lost', { forgetsQueue: true }, 2],
  ['believes one member that the backend refuses it', 'lost', { machine: Timid }, 12],
  ['blames who gives back', 'innocent', { blamesGiveBack: true }, 11],
  ['blames who was away', 'innocent', { machine: Harsh }, 3],
  ['blames without a control', 'innocent', { rules: Hasty }, 1],
  ['hands uploads to whom it has listed', 'listed', { ignoresList: true }, 1],
  ['waits beyond the deadline', 'liveness', { machine: Patient }, 3],
  ['does not mind its list', 'avoided', { rules: Forgiving }, 1]
]

describe('it is noticed that an asker', () => {
  for (const [bug, rule, bugs, seed] of PLANTED) {
    test(`${bug}: ${RULES[rule]}`, () => {
      const tried = IS_SLOW_SUITE ? [...SEEDS, seed] : [seed]
      expect(tried.map((one) => ruleBroken(one, bugs))).toContain(RULES[rule])
    })
  }

  test('every rule is among them', () => {
    expect(new Set(PLANTED.map(([, rule]) => rule))).toEqual(new Set(Object.keys(RULES)))
  })
})

function ruleBroken(seed: number, bugs: AskerBugs): string {
  try {
    new UploadRun(uploads.draw(seed), bugs).run()
    return 'none'
  } catch (error) {
    return error instanceof SimulationFailure ? error.rule : String(error)
  }
}
