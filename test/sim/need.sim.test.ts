// Needs under faults; and what they cost. The large figures take minutes and are those of docs/protocols/need.md.
import { expect, test } from 'vitest'
import { figures, jainIndex, type FigureInit } from './need-figures.js'
import { need, runNeeds } from './need-simulation.js'
import { IS_SLOW_SUITE, lots, seeds } from './seeds.js'
import { explore } from './simulation.js'

for (const lot of lots(seeds(30, 1_000))) {
  test(`whoever asks hears what became of it, and nobody is answered twice (seeds ${lot[0]} to ${lot.at(-1)})`, async () => {
    await explore(need, lot)
  })
}

test('a seed is one run, and most askers get what they need', () => {
  const outcomes = (): (string | undefined)[] => runNeeds(need.draw(3)).asked.map(({ outcome }) => outcome)
  const once = outcomes()
  expect(outcomes()).toEqual(once)
  expect(once.filter((outcome) => outcome === 'retrieved').length).toBeGreaterThan(once.length / 2)
})

test('of many holders one or two answer; drawn uniformly, many', () => {
  const small = { seed: 1, peers: 61, holders: 60, latencyMs: 50, requests: 20 }
  const [exponential, uniform] = [figures({ ...small, shape: 'exponential' }), figures({ ...small, shape: 'uniform' })]
  expect(exponential.answers).toBeLessThan(2)
  expect(uniform.answers).toBeGreaterThan(2 * exponential.answers)
  expect([exponential.unanswered, uniform.unanswered]).toEqual([0, 0])
})

test('also in a large group, where the first answer takes longer to be known to all', () => {
  const { answers } = figures({ seed: 1, peers: 600, holders: 200, latencyMs: 50, requests: 15, shape: 'exponential' })
  expect(answers).toBeLessThan(2)
})

test('the index of fairness', () => {
  expect(jainIndex([3, 3, 3, 3])).toBe(1)
  expect(jainIndex([4, 0, 0, 0])).toBe(0.25)
})

/** One line for each, as JSON. */
function print(what: string, inits: readonly Omit<FigureInit, 'seed'>[]): ReturnType<typeof figures>[] {
  return inits.map((init) => {
    const result = figures({ seed: 1, ...init })
    console.log(`need, ${what}: ${JSON.stringify(result)}`)
    return result
  })
}

// Minutes long: in the ordinary suite there is no such test.
if (IS_SLOW_SUITE) {
  const latencies = [10, 50] as const
  const shapes = ['exponential', 'uniform'] as const

  test('200 holders: less than two answers a request, whether a hop takes 10 or 50 ms', () => {
    const inits = latencies.flatMap((latencyMs) => shapes.map((shape) => ({ latencyMs, shape, requests: 300 })))
    const results = print(
      '200 holders',
      inits.map((init) => ({ ...init, peers: 201, holders: 200 }))
    )
    for (const { shape, answers } of results) if (shape === 'exponential') expect(answers).toBeLessThan(2)
  })

  test('so in groups of up to 1,000, and however few or many hold it; and where a fifth of all messages is lost', () => {
    const of200 = { holders: 200, shape: 'exponential', requests: 200 } as const
    const ofThousand = { peers: 1_000, shape: 'exponential', requests: 200 } as const
    const results = [
      ...latencies.map((latencyMs) => ({ ...ofThousand, latencyMs, holders: 200 })),
      ...[250, 300, 500].map((peers) => ({ ...of200, peers, latencyMs: 50 })),
      ...latencies.flatMap((latencyMs) => [1, 20, 999].map((holders) => ({ ...ofThousand, latencyMs, holders }))),
      ...latencies.map((latencyMs) => ({ ...ofThousand, latencyMs, holders: 200, loss: 0.2 }))
    ].flatMap((init) => print('large groups', [init]))
    for (const { loss, answers } of results) if (loss === 0) expect(answers).toBeLessThan(2)
  })

  test('as the group grows', () => {
    for (const peers of [10, 30, 100, 300, 1_000]) {
      const size = { peers, holders: peers / 5, requests: 200 }
      print(
        'a fifth holds it',
        latencies.flatMap((latencyMs) => shapes.map((shape) => ({ ...size, latencyMs, shape })))
      )
    }
  })

  test('few holders, and loss', () => {
    const of200 = { peers: 201, latencyMs: 10, shape: 'exponential', requests: 200 } as const
    print(
      'few holders',
      [1, 5, 20].flatMap((holders) => shapes.map((shape) => ({ ...of200, holders, shape })))
    )
    print(
      'loss',
      [0, 0.05, 0.2].map((loss) => ({ ...of200, holders: 200, loss }))
    )
  })

  test('what 5,000 requests load 200 holders with', () => {
    const requests = { peers: 240, holders: 200, latencyMs: 10, requests: 5_000, everyMs: 3_000 }
    for (const shape of shapes) {
      const [result] = print('load', [{ ...requests, shape, itemBytes: 64 * 2 ** 20 }])
      expect(result!.jain).toBeGreaterThan(0.9)
    }
    print('load, as if nothing weighed anything', [{ ...requests, shape: 'exponential', itemBytes: 0 }])
  })
}
