// A rule that cannot fail says nothing: each is broken here by a bug that was put in on purpose.
import { describe, expect, test } from 'vitest'
import type { CrossingInput, CrossingOutput } from '../../src/content/crossing-events.js'
import { Crossing } from '../../src/content/download.js'
import { SimulationFailure } from './checkers.js'
import { RULES } from './crossing-rules.js'
import { KINDS, crossingSimulation, type CrossingKind } from './crossing-simulation.js'

/** Many a bug shows in a third of them. */
const SEEDS = Array.from({ length: 20 }, (_, index) => index + 1)

class Stubborn extends Crossing {
  override handle(input: CrossingInput): CrossingOutput[] {
    const leads = this.phase === 'claiming' || this.phase === 'leading'
    return input.type === 'claim' && leads ? [] : super.handle(input)
  }
}

class Loner extends Crossing {
  override handle(input: CrossingInput): CrossingOutput[] {
    if (input.type !== 'ask') return super.handle(input)
    const claimant = 'nobody' as never
    super.handle({ type: 'claim-end', claimant, transferId: '', end: 'unshareable' })
    return super.handle(input)
  }
}

class Fickle extends Crossing {
  override handle(input: CrossingInput): CrossingOutput[] {
    return input.type === 'source-failed' ? [{ type: 'give-up' }, { type: 'ended' }] : super.handle(input)
  }
}

class Patient extends Crossing {
  override handle(input: CrossingInput): CrossingOutput[] {
    return input.type === 'source-failed' ? [] : super.handle(input)
  }
}

class Lingering extends Crossing {
  override handle(input: CrossingInput): CrossingOutput[] {
    return input.type === 'linger-over' ? [] : super.handle(input)
  }
}

class Talkative extends Crossing {
  #claim: CrossingOutput[] = []
  override handle(input: CrossingInput): CrossingOutput[] {
    const outputs = super.handle(input)
    const claims = outputs.filter(({ type }) => type === 'publish-claim')
    if (claims.length > 0) this.#claim = claims.slice(-1)
    const answers = input.type === 'need' || input.type === 'claim' || input.type === 'progress'
    return answers && this.phase === 'leading' ? [...outputs, ...this.#claim] : outputs
  }
}

class Indiscreet extends Crossing {
  override handle(input: CrossingInput): CrossingOutput[] {
    return input.type === 'origin-answered' ? [] : super.handle(input)
  }
}

/** Takes nobody's answer for an answer: it does not wait. */
class Hasty extends Crossing {
  override handle(input: CrossingInput): CrossingOutput[] {
    const outputs = super.handle(input)
    const asks = this.phase === 'asking' && outputs.some(({ type }) => type === 'publish-need')
    return asks ? [...outputs, ...super.handle({ type: 'answered' })] : outputs
  }
}

const PLANTED: readonly (readonly [bug: string, rule: keyof typeof RULES, kind: CrossingKind])[] = [
  ['gives no way to a better claim', 'leader', { ...KINDS.weather, machine: Stubborn }],
  ['gives no way to a better claim', 'leader', { ...KINDS.mixed, machine: Stubborn }],
  ['goes itself whenever it is asked', 'once', { ...KINDS.weather, machine: Loner }],
  ['tells its asker an error when its source is gone', 'error', { ...KINDS.weather, machine: Fickle }],
  ['tells its asker an error when its source is gone', 'error', { ...KINDS.mixed, machine: Fickle }],
  ['waits for a source that is gone', 'liveness', { ...KINDS.weather, machine: Patient }],
  ['serves for ever what it has fetched', 'ends', { ...KINDS.weather, machine: Lingering }],
  ['serves for ever what it has fetched', 'ends', { ...KINDS.mixed, machine: Lingering }],
  ['claims at each leaf, need and claim', 'talk', { ...KINDS.mixed, machine: Talkative }],
  ['shares what is its asker’s alone', 'private', { ...KINDS.mixed, machine: Indiscreet }],
  ['does not wait for answers', 'asked', { ...KINDS['ask-first'], machine: Hasty }],
  ['takes copies as they come', 'content', { ...KINDS.hostile, isCredulous: true }]
]

describe('it is noticed that a member', () => {
  for (const [bug, rule, kind] of PLANTED) {
    test(`${bug} (${kind.name}): ${RULES[rule]}`, async () => {
      const broken: string[] = []
      // Up to the first seed that shows it.
      for (const seed of SEEDS) if (!broken.includes(RULES[rule])) broken.push(await ruleBroken(kind, seed))
      expect(broken).toContain(RULES[rule])
    })
  }

  test('every rule is among them', () => {
    expect(new Set(PLANTED.map(([, rule]) => rule))).toEqual(new Set(Object.keys(RULES)))
  })
})

async function ruleBroken(kind: CrossingKind, seed: number): Promise<string> {
  const { draw, run } = crossingSimulation(kind)
  try {
    await run(draw(seed))
    return 'none'
  } catch (error) {
    const cause = error instanceof Error ? error.cause : undefined
    return cause instanceof SimulationFailure ? cause.rule : String(error)
  }
}
