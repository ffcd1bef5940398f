// The question asked of many histories: whatever happened to members' machines, in the end all show the same, and it is what the
// facts say.
import { toHex } from '../../src/base/index.js'
import type { RecordId } from '../../src/record/index.js'
import { SimulationFailure } from './checkers.js'
import { sameRecord, textOf } from './replica-facts.js'
import { judgeJoint } from './replica-joint.js'
import { ReplicaGroup, type HistoryScenario } from './replica-group.js'
import { expected, judgeShown } from './replica-oracle.js'
import { drawSteps } from './replica-steps.js'
import { TYPES, type Plant, type Replica } from './replica.js'
import type { Simulation } from './simulation.js'
import { below, oneOf, randomStream } from './streams.js'

/** Rounds of everybody with the next one after which all must be quiet. */
const MAX_ROUNDS = 12

export function replicasSimulation(
  name = 'replicas',
  plant: () => Plant = () => ({}),
  { withCuts = false, file = 'replicas' } = {}
): Simulation<HistoryScenario> {
  return {
    name,
    file,
    isKept: name === file,
    draw: (seed) => {
      const random = randomStream(seed, 'history')
      const peers = 2 + below(random, 3)
      const twin = random.fraction() < 0.4
      const steps = drawSteps(random, 15 + below(random, 75), { withCuts })
      const shardClosesAtChanges = oneOf(random, [3, 5, 10, 1_000])
      return { seed, peers, twin, shardClosesAtChanges, endsHistory: true, steps, faults: [], healedAtMs: 0, endMs: 0 }
    },
    run: async (scenario) => {
      const group = new ReplicaGroup(scenario, plant())
      await group.start()
      try {
        await group.run()
        await heal(group)
        judge(group)
        await greet(group, scenario)
      } finally {
        await group.end()
      }
      group.check()
    }
  }
}

export const replicas = replicasSimulation()

/** With removals that cut, and what who is removed writes on. */
export const cutReplicas = replicasSimulation('cut-replicas', undefined, { withCuts: true, file: 'cut-replicas' })

/** All machines run, reach each other, know the same of members and the time, and meet until nothing changes any more. */
async function heal(group: ReplicaGroup): Promise<void> {
  group.network.split(0)
  for (const replica of group.replicas) await replica.start()
  for (const replica of group.replicas) {
    group.tell(replica)
    replica.setUnsure(false)
    replica.store?.setAlone(false)
  }
  const latestMs = Math.max(...group.replicas.map(({ clock }) => clock.nowMs()))
  for (const { clock } of group.replicas) clock.jump(latestMs - clock.nowMs())
  await group.pass(61_000)
  let before = ''
  for (let round = 0; round < MAX_ROUNDS; round++) {
    for (const [index, replica] of group.replicas.entries()) {
      const next = group.replicas[(index + 1) % group.replicas.length]!
      // A shard that ended here while the rest of it came does not come whole: it is asked for anew.
      const ended = (await group.meet(replica, next)) || (await group.meet(replica, next))
      if (!ended && replica !== next) throw new SimulationFailure('a round comes to its end', `round ${round}`)
    }
    while (!group.network.isQuiet) {
      group.network.deliver(1_000, round)
      for (const replica of group.replicas) await replica.idle()
    }
    group.check()
    const now = group.replicas.map(stateOf).join('\n\n')
    if (now === before) return
    before = now
    await group.pass(61_000)
  }
  throw new SimulationFailure('all becomes quiet', `not within ${MAX_ROUNDS} rounds`)
}

function judge(group: ReplicaGroup): void {
  const [first, ...others] = group.replicas
  for (const other of others) compare(first!, other)
  const nowMs = first!.clock.nowMs()
  const ids = new Set([...group.facts.ids(), ...first!.visible().map(({ id }) => id)])
  for (const id of ids) {
    const shown = first!.store!.get(id)
    const facts = group.facts.of(id)
    const isJoint = facts.some(({ record }) => record.type === TYPES.joint.name)
    const wrong = isJoint
      ? judgeJoint(facts, shown, first!.store!.conflicts(id), group.judge, nowMs)
      : judgeShown(shown, expected(facts, group.judge, nowMs))
    if (wrong !== undefined) throw new SimulationFailure('what is shown follows from what was written', wrong)
  }
}

/** Who joins at the end and meets one of them sees the same. */
async function greet(group: ReplicaGroup, { seed }: HistoryScenario): Promise<void> {
  const host = group.replicas[below(randomStream(seed, 'host'), group.replicas.length)]!
  const newcomer = group.machine(group.people.at(-1)!, group.replicas.length)
  newcomer.clock.jump(host.clock.nowMs() - newcomer.clock.nowMs())
  group.tell(newcomer)
  await newcomer.start()
  try {
    await group.meet(newcomer, host)
    compare(host, newcomer)
  } finally {
    await newcomer.stop('closed')
  }
}

function compare(a: Replica, b: Replica): void {
  const seen = new Map(b.visible().map((record) => [record.id, record]))
  for (const record of a.visible()) {
    const other = seen.get(record.id)
    if (other === undefined || !sameRecord(record, other)) {
      const theirs = other === undefined ? 'nothing' : `${textOf(other)} ${JSON.stringify(other)}`
      differ(a, b, `${textOf(record)} ${JSON.stringify(record)} and ${theirs}`)
    }
    const conflicts = [a, b].map((replica) => conflictsOf(replica, record.id))
    if (conflicts[0] !== conflicts[1]) differ(a, b, `conflicts of ${textOf(record)}: ${conflicts.join(' and ')}`)
    seen.delete(record.id)
  }
  for (const record of seen.values()) differ(a, b, `nothing and ${textOf(record)}`)
}

function differ(a: Replica, b: Replica, what: string): never {
  throw new SimulationFailure('all show the same', `machines ${a.index} and ${b.index}: ${what}`)
}

function conflictsOf({ store }: Replica, id: RecordId): string {
  const conflicts = store!.conflicts(id)
  return JSON.stringify(
    conflicts.map(({ value, ...rest }) => ({ ...rest, value: value instanceof Uint8Array ? toHex(value) : value }))
  )
}

/** What it shows, and what it holds: where that still moves, those further off may come to show something else. */
function stateOf(replica: Replica): string {
  return [...replica.visible().map(textOf), ...[...replica.disk.values().keys()].sort()].join('\n')
}
