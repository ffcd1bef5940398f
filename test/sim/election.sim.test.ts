// One verified provider for each part of a group, after starts, deaths, splits, losses and harm; and what it costs in packets.
import { describe, expect, test } from 'vitest'
import { criteriaFrom, LEVEL, type Criteria } from '../../src/flows/election/criteria.js'
import { MUTE_MS, PACKET_TTL_MS, TERM_MS } from '../../src/flows/election/defaults.js'
import { readAlong } from './election-evidence.js'
import { ElectionGroup, type ElectionGroupInit } from './election-group.js'
import type { ElectionNode } from './election-node.js'
import { IS_SLOW_SUITE, seeds } from './seeds.js'
import { below, randomStream } from './streams.js'

const MINUTE_MS = 60_000
/** Stated in docs/protocols/election.md: after the last member came up, a kill, a heal, and a cut line, which is noticed after 22 s. */
const SETTLED_MS = { started: 15_000, killed: 20_000, split: 45_000, healed: 30_000 }
/** Where none of its neighbours that it has lost may provide: so long after its presence has ended for all. */
const UNNOTICED_MS = 20_000
/** Who did not hear a word of the provider, as happens where much is lost, hears it by a round of synchronising. */
const UNHEARD_MS = 15_000
/** After the last harm: who had to object often pauses longest. */
const AFTER_HARM_MS = 3 * MINUTE_MS
/** After all measured that one claims too much: two elections, each by who was better for a minute. */
const OUTBID_MS = 2.5 * MINUTE_MS

/** An office: one line for all but a tenth, machines and uptimes of all kinds. */
function office(seed: number, peers: number): Criteria[] {
  const random = randomStream(seed, 'criteria')
  return Array.from({ length: peers }, () =>
    criteriaFrom([
      [LEVEL.internetAccess, random.fraction() < 0.1 ? 0 : 2],
      [LEVEL.bandwidth, 10 + below(random, 4)],
      [LEVEL.uptime, 1 + below(random, 12)],
      [LEVEL.power, below(random, 3)],
      [LEVEL.processor, 3 + below(random, 4)],
      [LEVEL.operatingSystem, 1 + below(random, 2)]
    ])
  )
}

const ALIKE = criteriaFrom([
  [LEVEL.internetAccess, 2],
  [LEVEL.bandwidth, 14],
  [LEVEL.uptime, 10]
])

function groupOf(init: Omit<ElectionGroupInit, 'criteriaOf'>, criteria = office(init.seed, init.peers)): ElectionGroup {
  return new ElectionGroup({ ...init, criteriaOf: (index) => criteria[index]! })
}

function providerOf(group: ElectionGroup): ElectionNode {
  const provider = group.nodes.find(({ peer, isHostile }) => peer.state === 'running' && !isHostile)?.machine.provider
  return group.nodes.find(({ peer }) => peer.id === provider)!
}

type Story = Record<keyof typeof SETTLED_MS, number>

/** All come up, the provider dies, a third is cut off for two minutes: how long each takes until all agree. */
function tell(seed: number, peers: number, hopMs: number, loss: number): Story {
  const withoutRight = new Set(peers > 4 ? [0, 1] : [])
  const group = groupOf({ seed, peers, hopMs, loss, withoutRight })
  const story: Partial<Story> = {}
  const hasCandidate = (nodes: readonly ElectionNode[]): boolean => {
    return nodes.some(({ peer }) => group.mayProvide(peer.id))
  }
  const settle = (after: keyof Story, isNoticed = true): void => {
    const limitMs = isNoticed ? SETTLED_MS[after] : group.presenceEndsMs + UNNOTICED_MS
    const tookMs = group.settles(2 * limitMs)
    const why = `seed ${seed}, ${peers} peers, ${hopMs} ms, loss ${loss}, ${after}: ${group.wrong() ?? 'late'} (SEED=${seed})`
    expect(tookMs, why).toBeLessThanOrEqual(limitMs)
    story[after] = tookMs
    const isGone = after === 'killed' || after === 'split'
    const tillMs = group.world.nowMs + (isGone ? group.presenceEndsMs : 0) + MINUTE_MS
    let rightAtMs = group.world.nowMs
    while (group.world.nowMs < tillMs) {
      group.world.runFor(5_000)
      if (group.wrong() === undefined) rightAtMs = group.world.nowMs
      const wrongMs = group.world.nowMs - rightAtMs
      expect(wrongMs, `seed ${seed}, later than ${after}: ${group.wrong()} (SEED=${seed})`).toBeLessThanOrEqual(
        UNHEARD_MS
      )
    }
  }
  group.startAll(1_000)
  settle('started')
  const first = providerOf(group)
  first.peer.kill()
  settle('killed', hasCandidate(first.neighbours))
  const sideOf = ({ peer }: ElectionNode): boolean => peer.index % 3 === 0
  const second = providerOf(group)
  const lost = second.neighbours.filter((node) => sideOf(node) !== sideOf(second))
  group.world.split(group.nodes.map((node) => (sideOf(node) ? 1 : 0)))
  settle('split', hasCandidate(lost))
  group.world.heal()
  settle('healed')
  return story as Story
}

function middle(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1]!
}

function row(cells: readonly (string | number)[]): string {
  return `| ${cells.join(' | ')} |`
}

const SIZES = IS_SLOW_SUITE ? [10, 100, 1_000] : [10, 30]
const seedsFor = (peers: number, few: number, many: number): number[] => seeds(few, peers >= 1_000 ? 2 : many)

describe('exactly one verified provider for each part, within the stated times', () => {
  const lines: string[] = []
  for (const peers of SIZES) {
    for (const [hopMs, loss] of IS_SLOW_SUITE
      ? ([10, 50] as const).flatMap((hop) => [0, 0.05, 0.2].map((part) => [hop, part] as const))
      : ([
          [10, 0],
          [50, 0.2]
        ] as const)) {
      test(`${peers} peers, ${hopMs} ms a hop, ${100 * loss} % lost`, () => {
        const stories = seedsFor(peers, 1, 30).map((seed) => tell(seed, peers, hopMs, loss))
        const cells = (Object.keys(SETTLED_MS) as (keyof Story)[]).map((after) => {
          const times = stories.map((story) => story[after] / 1_000)
          return `${middle(times)} (${Math.max(...times)})`
        })
        lines.push(row([peers, hopMs, `${100 * loss} %`, stories.length, ...cells]))
        if (IS_SLOW_SUITE) console.log(lines.join('\n'))
      })
    }
  }
})

/** Packets of the first election of all, of those that a member calls while the provider is here, and of those when it was killed. */
function packetsOf(group: ElectionGroup, seed: number): { started: number; called: number[]; killed: number[] } {
  const random = randomStream(seed, 'callers')
  const counted = (forMs: number): number => {
    group.packets = 0
    group.world.runFor(forMs)
    return group.packets
  }
  group.startAll(1_000)
  const started = counted(MINUTE_MS)
  const called = Array.from({ length: 5 }, () => {
    group.nodes[below(random, group.nodes.length)]!.give({ type: 'start', reason: 'asked' })
    return counted(MINUTE_MS)
  })
  const killed = Array.from({ length: 3 }, () => {
    providerOf(group).peer.kill()
    return counted(MINUTE_MS)
  })
  return { started, called, killed }
}

describe('packets of an election', () => {
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length
  for (const peers of SIZES) {
    for (const hopMs of [10, 50]) {
      test(`${peers} peers, ${hopMs} ms a hop: below 3 on average where role values differ`, () => {
        const all = seedsFor(peers, 1, 10)
        const measure = (what: string, group: (seed: number) => ElectionGroup): Record<string, number> => {
          const runs = all.map((seed) => packetsOf(group(seed), seed))
          const called = mean(runs.flatMap((run) => run.called))
          const killed = mean(runs.flatMap((run) => run.killed))
          const started = mean(runs.map((run) => run.started))
          const line = row([peers, hopMs, what, ...[called, killed, started].map((value) => value.toFixed(1))])
          if (IS_SLOW_SUITE) console.log(line)
          return { called, killed, started }
        }
        const init = (seed: number) => ({ seed, peers, hopMs, loss: 0 })
        const byRole = measure('by role value', (seed) => groupOf(init(seed)))
        const without = measure('without ranges', (seed) => {
          const random = randomStream(seed, 'delays')
          return groupOf({ ...init(seed), responseDelayMs: () => random.fraction() * 2_000 })
        })
        if (IS_SLOW_SUITE) {
          measure('by role value, presences say nothing', (seed) => groupOf({ ...init(seed), isSilent: true }))
          measure('by role value, all alike', (seed) => groupOf(init(seed), Array<Criteria>(peers).fill(ALIKE)))
        }
        for (const [what, packets] of Object.entries(byRole)) expect(packets, what).toBeLessThan(3)
        const inAll = (packets: Record<string, number>): number => mean(Object.values(packets))
        expect(inAll(byRole)).toBeLessThan(inAll(without))
      })
    }
  }
})

interface Harm {
  readonly what: string
  /** What it claims. */
  readonly bandwidth: number
  /** Called each second, for five minutes. */
  readonly act: (hostile: ElectionNode, second: number) => void
  /** The provider is killed when it begins, and is back after a minute. */
  readonly killsProvider?: boolean
}

const id = (second: number): string => second.toString(16).padStart(32, '0')

function publishPacket(node: ElectionNode, electionId: string, criteria = node.criteria): void {
  const { nowMs, peer } = node
  const times = { expiresAtMs: nowMs + PACKET_TTL_MS }
  const packet = { kind: '', electionId, criteria, ...times, wished: true, author: peer.id }
  node.publish({ type: 'packet', packet })
}

function publishResult(node: ElectionNode, electionId: string, electedAtMs: number): void {
  const { criteria, peer } = node
  const times = { electedAtMs, untilMs: electedAtMs + TERM_MS }
  const result = { kind: '', electionId, criteria, backup: peer.id, wished: true, ...times, author: peer.id }
  node.publish({ type: 'result', result })
}

function lineOf(bandwidth: number): Criteria {
  return criteriaFrom([
    [LEVEL.internetAccess, 2],
    [LEVEL.bandwidth, bandwidth]
  ])
}

const HARMS: Harm[] = [
  {
    what: 'results that do not win',
    bandwidth: 1,
    act: (hostile, second) => {
      if (second % 10 === 0) publishResult(hostile, id(second), hostile.nowMs)
    }
  },
  {
    what: 'results that do not win, of elections that nobody heard, some from the future',
    bandwidth: 1,
    act: (hostile, second) => {
      if (second % 10 === 0) publishResult(hostile, id(second), hostile.nowMs + (second % 20 === 0 ? -40_000 : 500_000))
    }
  },
  {
    what: 'elections without end',
    bandwidth: 1,
    act: (hostile, second) => publishPacket(hostile, id(second))
  },
  {
    what: 'packets that win, and never a result',
    bandwidth: 40,
    act: (hostile, second) => {
      if (second % 10 === 0) publishPacket(hostile, id(second))
    }
  },
  {
    what: 'packets that win, and then a result that does not',
    bandwidth: 12,
    act: (hostile, second) => {
      if (second % 20 === 0) publishPacket(hostile, id(second), lineOf(30))
      if (second % 20 === 2) publishResult(hostile, id(second - 2), hostile.nowMs)
    }
  },
  {
    what: 'elections without end, by two ids in turn',
    bandwidth: 1,
    act: (hostile, second) => {
      if (second % 4 === 0) publishPacket(hostile, id((second / 4) % 2))
    }
  },
  {
    what: 'one packet, and then results that do not win',
    bandwidth: 1,
    act: (hostile, second) => {
      if (second % 25 === 0) publishPacket(hostile, id((second / 25) % 2))
      else if (second % 25 > 2) publishResult(hostile, id(second), hostile.nowMs)
    }
  },
  {
    what: 'results that win, taken back at once, after the provider was killed',
    bandwidth: 30,
    killsProvider: true,
    act: (hostile, second) => {
      if (second % 3 !== 0) return
      publishResult(hostile, id(second), hostile.nowMs)
      hostile.group.world.in(100, () => hostile.publish({ type: 'result', result: undefined }))
    }
  },
  {
    what: 'replays of what others said',
    bandwidth: 1,
    act: (hostile) => hostile.replay()
  }
]

/** Part of the time in which some honest member had none, or the hostile one, for its provider; and elections held meanwhile. */
function attack(seed: number, peers: number, harm: Harm): { badly: number; results: number } {
  const criteria = office(seed, peers)
  criteria[0] = lineOf(harm.bandwidth)
  const group = groupOf({ seed, peers, hopMs: 10, loss: 0.02 }, criteria)
  const [hostile] = group.nodes
  hostile!.isHostile = true
  hostile!.isScripted = true
  group.startAll(1_000)
  expect(group.settles(MINUTE_MS)).toBeLessThan(MINUTE_MS)
  group.results = 0
  if (harm.killsProvider === true) providerOf(group).peer.kill()
  let badly = 0
  for (let second = 1; second <= 300; second++) {
    harm.act(hostile!, second)
    group.world.runFor(1_000)
    if (group.wrong() !== undefined) badly++
    if (second % 100 === 50) group.nodes[1 + (second % (peers - 1))]!.peer.kill()
    for (const { peer } of group.nodes) if (second % 100 === 60) peer.restart()
  }
  const { results } = group
  const tookMs = group.settles(MUTE_MS)
  expect(tookMs, `${harm.what}, seed ${seed}: ${group.wrong()} (SEED=${seed})`).toBeLessThanOrEqual(AFTER_HARM_MS)
  return { badly: badly / 300, results }
}

describe('honest members that are not alike', () => {
  const peers = 10
  const strong = (bandwidth: number): Criteria =>
    criteriaFrom([
      [LEVEL.internetAccess, 2],
      [LEVEL.bandwidth, bandwidth],
      [LEVEL.uptime, 5]
    ])

  test('each has measured others otherwise, and has a clock of its own: all name one provider, and rest', () => {
    for (const seed of seeds(2, 20)) {
      const criteria = office(seed, peers)
      const group = groupOf({ seed, peers, hopMs: 10, loss: 0.02 }, criteria)
      const random = randomStream(seed, 'clocks')
      for (const node of group.nodes) node.clockErrorMs = below(random, 20_000) - 10_000
      expect(readAlong(group, seed), 'wider than what a claim may be better than what was seen').toBeGreaterThan(5)
      group.startAll(1_000)
      group.world.runFor(10 * MINUTE_MS)
      const [packets, results, changes] = [group.packets, group.results, group.changes]
      group.world.runFor(50 * MINUTE_MS)
      expect(group.wrong(), `SEED=${seed}`).toBeUndefined()
      expect([group.packets, group.results, group.changes], `SEED=${seed}`).toEqual([packets, results, changes])
    }
  })

  test('one has seen far less of the best than that claims: it stands against it once, and nobody elects for ever', () => {
    for (const seed of seeds(1, 20)) {
      const lines = (index: number): number => (index === 1 ? 14 : index === 0 ? 12 : 9)
      const group = groupOf(
        { seed, peers, hopMs: 10, loss: 0 },
        Array.from({ length: peers }, (_, i) => strong(lines(i)))
      )
      group.nodes[0]!.measured.set(group.nodes[1]!.peer.id, 5)
      group.startAll(1_000)
      group.world.runFor(60 * MINUTE_MS)
      const providers = new Set(group.nodes.slice(1).map(({ machine }) => machine.provider))
      expect([...providers], `SEED=${seed}`).toEqual([group.nodes[1]!.peer.id])
      expect(group.packets).toBeLessThanOrEqual(10)
      expect(group.results).toBeLessThanOrEqual(6)
    }
  })

  test.each([
    ['loses its Internet access', [LEVEL.internetAccess, 0]],
    ['has a hundredth of its line', [LEVEL.bandwidth, 7]]
  ] as const)('a provider that %s is not provider any more after two minutes', (_, [level, value]) => {
    const group = groupOf({ seed: 1, peers: 5, hopMs: 10, loss: 0 }, [14, 12, 12, 12, 12].map(strong))
    group.startAll(1_000)
    group.world.runFor(10 * MINUTE_MS)
    const first = group.nodes[0]!
    expect(new Set(group.nodes.map(({ machine }) => machine.provider))).toEqual(new Set([first.peer.id]))
    const worse = first.criteria.map((had) => [had.level, had.level === level ? value : had.value] as const)
    first.give({ type: 'values', criteria: criteriaFrom(worse) })
    group.world.runFor(2 * MINUTE_MS)
    const providers = new Set(group.nodes.map(({ machine }) => machine.provider))
    expect([providers.size, providers.has(first.peer.id), providers.has(undefined)]).toEqual([1, false, false])
  })
})

describe('a member that means harm', () => {
  test.each([3, 4, 6])('who loses to all of %d provides for nobody, whatever time its results say', (peers) => {
    for (const laterMs of [-31_000, -3_600_000, 0, 540_000]) {
      const group = groupOf(
        { seed: 1, peers, hopMs: 10, loss: 0 },
        Array.from({ length: peers }, (_, i) =>
          criteriaFrom([
            [LEVEL.internetAccess, 2],
            [LEVEL.bandwidth, i === 0 ? 1 : 9 + i]
          ])
        )
      )
      const [hostile, ...others] = group.nodes
      hostile!.isHostile = true
      hostile!.isScripted = true
      group.startAll(1_000)
      group.world.runFor(MINUTE_MS)
      group.results = 0
      for (let second = 1; second <= 600; second++) {
        publishResult(hostile!, id(second), Math.floor(hostile!.nowMs) + laterMs)
        group.world.runFor(1_000)
        expect(others.map(({ machine }) => machine.provider)).not.toContain(hostile!.peer.id)
      }
      expect(group.results).toBeLessThanOrEqual(20)
    }
  })

  const peers = IS_SLOW_SUITE ? 50 : 12
  test.each(HARMS)('$what: all others agree on one of them, and hold few elections', (harm) => {
    const runs = seeds(1, 20).map((seed) => attack(seed, peers, harm))
    const badly = runs.map((run) => 100 * run.badly)
    const results = runs.map((run) => run.results)
    const cells = [harm.what, `${middle(badly).toFixed(0)} (${Math.max(...badly).toFixed(0)})`]
    if (IS_SLOW_SUITE) console.log(row([...cells, `${middle(results)} (${Math.max(...results)})`]))
    expect(Math.max(...results)).toBeLessThanOrEqual(40)
  })

  test('a claim above what was measured lasts until those who use it have measured it', () => {
    for (const seed of seeds(1, 20)) {
      const criteria = office(seed, peers)
      criteria[0] = criteriaFrom([
        [LEVEL.internetAccess, 2],
        [LEVEL.bandwidth, 40]
      ])
      const group = groupOf({ seed, peers, hopMs: 10, loss: 0.02 }, criteria)
      const [liar, ...others] = group.nodes
      liar!.isHostile = true
      group.startAll(1_000)
      group.world.runFor(MINUTE_MS)
      expect(providerOf(group)).toBe(liar)
      for (const [i, node] of others.entries()) {
        group.world.in(i * 1_000, () => {
          node.measured.set(liar!.peer.id, 5)
          node.give({ type: 'view' })
        })
      }
      group.world.runFor(others.length * 1_000)
      const tookMs = group.settles(10 * MINUTE_MS)
      expect(tookMs, `seed ${seed}: ${group.wrong()} (SEED=${seed})`).toBeLessThanOrEqual(OUTBID_MS)
    }
  })
})
