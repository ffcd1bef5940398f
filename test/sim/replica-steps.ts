// What happens in one history of replicas: plain steps drawn from a seed. A step names machines and records by numbers that are
// taken modulo what there is, so that a history without some of its steps still means something.
import type { Random } from '../../src/base/index.js'
import { below, oneOf } from './streams.js'

/**
 * By who may change its records: the creator; the administrators, too; any member. Of `judged` a machine may be unsure;
 * `joint` ones are collaborative.
 */
export type RecordKind = 'own' | 'ruled' | 'open' | 'judged' | 'joint'

/** What is written. `isLarge`: filled up to data that rest on disk. */
interface Written {
  readonly content: string
  readonly isLarge?: true
}

export type Step =
  /** Machine `at` adds a record, under one of few names or (`name` undefined) a fresh id. */
  | ({ do: 'add'; at: number; kind: RecordKind; name?: number; ttlMs: number; refresh: boolean } & Written)
  /** Changes the `pick`-th record that `at` sees, if it may, `times` times. */
  | ({ do: 'update'; at: number; pick: number; ttlMs: number; times: number } & Written)
  /** One attribute of a collaborative record, which the first edit makes; the data where they are large. */
  | ({ do: 'edit'; at: number; name: number; attribute: string } & Written)
  /** `here`: on that machine only, until its next round. */
  | { do: 'delete'; at: number; pick: number; here: boolean }
  /** A round of synchronising of two that reach each other; cut after so many frames. */
  | { do: 'meet'; a: number; b: number; cutAfter?: number }
  /** So many of the floods under way arrive, in any order; some twice. */
  | { do: 'deliver'; many: number; dice: number }
  | { do: 'lose'; many: number; dice: number }
  /** Bit by machine: who is on the one side. 0: all reach each other. */
  | { do: 'split'; side: number }
  | { do: 'pass'; forMs: number }
  | { do: 'restart'; at: number; how: 'closed' | 'killed' | 'power' }
  /** Switched off until it is switched on, or all ends. */
  | { do: 'off' | 'on'; at: number }
  | { do: 'backup' | 'restore'; at: number }
  /** Whether it has too little to judge records by, and whether it is alone, so that nothing expires there. */
  | { do: 'unsure' | 'alone'; at: number; is: boolean }
  /** The member is removed, or admitted again; machines whose bit is set hear of it at once, others when they meet. */
  | { do: 'remove' | 'admit'; member: number; hears: number }
  /** The member is removed; what `by` has of its records still counts. */
  | { do: 'cut'; member: number; by: number; hears: number }
  | { do: 'harm'; what: Harm; to: number; other: number; dice: number }

const HARMS = ['rubbish', 'two-histories', 'overwrite', 'stolen', 'overreach'] as const
/** `rival`: a change in the place of one that is at `to` already. */
export type Harm = (typeof HARMS)[number] | 'rival'

/** A step with how much happens before the next one: 0, nothing is awaited; 9, all that runs comes to its end. */
export type TimedStep = Step & { readonly turns: number }

const SECOND_MS = 1_000
const MINUTE_MS = 60 * SECOND_MS
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

const TTLS_MS = [10 * MINUTE_MS, 3 * HOUR_MS, 20 * DAY_MS, 400 * DAY_MS, 400 * DAY_MS, 400 * DAY_MS]
const PASSES_MS = [1, SECOND_MS, MINUTE_MS, 10 * MINUTE_MS, 2 * HOUR_MS, DAY_MS, 40 * DAY_MS]

/** Of the names that machines of one member use again, so that they meet each other's records. */
const KINDS: readonly RecordKind[] = ['own', 'own', 'ruled', 'open', 'judged']

type Draw = (random: Random, index: number) => Step

/** Each fifth step writes something large, whatever else is drawn. */
const LARGE_EACH = 5

const written = (what: string, index: number): Written => {
  return { content: `${what} ${index}`, ...(index % LARGE_EACH === 0 && { isLarge: true }) }
}

const big = (random: Random): number => below(random, 2 ** 20)
const at = big
const add: Draw = (random, index) => {
  const name = below(random, KINDS.length)
  const named = random.fraction() < 0.7 ? { name } : {} // A record is of one kind, whatever becomes of it.
  return {
    do: 'add',
    at: at(random),
    kind: KINDS[name]!,
    ...named,
    ttlMs: oneOf(random, TTLS_MS),
    refresh: random.fraction() < 0.3,
    ...written('add', index)
  }
}
const update: Draw = (random, index) => {
  const times = random.fraction() < 0.2 ? 2 + below(random, 8) : 1
  const what = { at: at(random), pick: big(random), ttlMs: oneOf(random, TTLS_MS) }
  return { do: 'update', ...what, times, ...written('update', index) }
}
const edit: Draw = (random, index) => {
  const attribute = oneOf(random, ['a', 'b', 'c'])
  return { do: 'edit', at: at(random), name: below(random, 2), attribute, ...written('edit', index) }
}
const meet: Draw = (random) => {
  const cut = random.fraction() < 0.25 ? { cutAfter: 1 + below(random, 12) } : {}
  return { do: 'meet', a: at(random), b: big(random), ...cut }
}

/** Each kind of step with its weight. */
const DRAWS: readonly (readonly [weight: number, draw: Draw])[] = [
  [16, add],
  [22, update],
  [12, edit],
  [14, (random) => ({ do: 'delete', at: at(random), pick: big(random), here: random.fraction() < 0.2 })],
  [12, meet],
  [22, (random) => ({ do: 'deliver', many: 1 + below(random, 12), dice: big(random) })],
  [4, (random) => ({ do: 'lose', many: 1 + below(random, 6), dice: big(random) })],
  [4, (random) => ({ do: 'split', side: random.fraction() < 0.4 ? 0 : big(random) })],
  [6, (random) => ({ do: 'pass', forMs: oneOf(random, PASSES_MS) })],
  [
    9,
    (random) => ({
      do: 'restart',
      at: at(random),
      how: oneOf(random, ['closed', 'closed', 'killed', 'power', 'power'])
    })
  ],
  [2, (random) => ({ do: 'off', at: at(random) })],
  [2, (random) => ({ do: 'on', at: at(random) })],
  [2, (random) => ({ do: 'unsure', at: at(random), is: random.fraction() < 0.6 })],
  [2, (random) => ({ do: 'alone', at: at(random), is: random.fraction() < 0.6 })],
  [4, (random) => ({ do: 'backup', at: at(random) })],
  [3, (random) => ({ do: 'restore', at: at(random) })],
  [1, (random) => ({ do: 'remove', member: at(random), hears: big(random) })],
  [1, (random) => ({ do: 'admit', member: at(random), hears: big(random) })],
  [
    3,
    (random) => ({
      do: 'harm',
      what: oneOf(random, HARMS),
      to: at(random),
      other: at(random),
      dice: big(random)
    })
  ]
]

/** The same with removals that cut, and with who is removed writing on. */
const DRAWS_WITH_CUTS: typeof DRAWS = [
  ...DRAWS.slice(0, 16),
  [8, meet],
  [5, (random) => ({ do: 'cut', member: at(random), by: at(random), hears: big(random) })],
  [5, (random) => ({ do: 'admit', member: at(random), hears: big(random) })],
  [
    5,
    (random) => ({
      do: 'harm',
      what: oneOf(random, [...HARMS, 'rival', 'rival', 'two-histories'] as const),
      to: at(random),
      other: at(random),
      dice: big(random)
    })
  ]
]

export function drawSteps(random: Random, count: number, { withCuts = false } = {}): TimedStep[] {
  const draws = withCuts ? DRAWS_WITH_CUTS : DRAWS
  const allWeights = draws.reduce((sum, [weight]) => sum + weight, 0)
  return Array.from({ length: count }, (_, index) => {
    let left = random.fraction() * allWeights
    const [, draw] = draws.find(([weight]) => (left -= weight) < 0) ?? draws[0]!
    const turns = random.fraction() < 0.75 ? 9 : below(random, 5)
    return { ...draw(random, index), turns }
  })
}
