// What one input costs the machine of an election that keeps 1,000 results, beside one sort of as many rows of six numbers in the same
// process, which is the least that an order from nothing costs. Mixed: machines of all kinds, each result of an election of its own; alike:
// machines that only differ by their keys, all results of one election, as after a flood with losses.
// `node --import ./scripts/typescript.mjs bench/election-results.mjs [--results 1000] [--rounds 15]`
import { performance } from 'node:perf_hooks'
import { parseArgs } from 'node:util'
import { peerIdFromPublicKey, seededRandom } from '../src/base/index.ts'
import { criteriaFrom } from '../src/flows/election/criteria.ts'
import { PACKET_TTL_MS, TERM_MS } from '../src/flows/election/defaults.ts'
import { Election } from '../src/flows/election/election.ts'
import { median, round } from './statistics.mjs'

const { values } = parseArgs({
  options: { results: { type: 'string', default: '1000' }, rounds: { type: 'string', default: '15' } }
})
const [count, rounds] = [Number(values.results), Number(values.rounds)]
const NOW_MS = Date.UTC(2026, 0, 1)
const random = seededRandom(1)
const [self, ...members] = Array.from({ length: count + 21 }, () => peerIdFromPublicKey(random.bytes(32)))
const row = (i) => [2, 8 + (i % 7), 1 + (i % 11), i % 3, 3 + (i % 5), 1 + (i % 2)]
const criteriaOf = (i) => criteriaFrom(row(i).map((value, level) => [level + 1, value]))
const idOf = (i) => i.toString(16).padStart(32, '0')

function timed(work) {
  const startedMs = performance.now()
  work()
  return performance.now() - startedMs
}

/** How long each kind of input takes at one machine, ms. */
function measure(isAlike) {
  const present = new Set(members)
  const view = {
    isPresent: (peer) => present.has(peer),
    mayProvide: () => true,
    measuredBandwidth: () => undefined,
    presentCount: () => count + 1,
    others: () => []
  }
  const machine = new Election({ kind: '', self, random: seededRandom(2), nowMs: NOW_MS, view })
  let nowMs = NOW_MS
  const give = (input) => timed(() => machine.handle(input, ++nowMs))
  const resultOf = (i) => {
    const electedAtMs = NOW_MS - 3_600_000 + i
    const said = {
      kind: '',
      electionId: idOf(isAlike ? 0 : i),
      criteria: criteriaOf(isAlike ? 0 : i),
      backup: undefined,
      wished: true
    }
    return { type: 'result', result: { ...said, author: members[i], electedAtMs, untilMs: electedAtMs + TERM_MS } }
  }
  const packetOf = (i) => {
    const said = {
      kind: '',
      author: members[i],
      electionId: idOf(count + 1),
      criteria: criteriaOf(isAlike ? 0 : i),
      wished: true
    }
    return { type: 'packet', packet: { ...said, expiresAtMs: nowMs + PACKET_TTL_MS } }
  }
  give({ type: 'values', criteria: criteriaFrom([[1, 1]]) })
  for (let i = 0; i < count; i++) give(resultOf(i))
  give({ type: 'start', reason: 'start' })
  return {
    view: median(Array.from({ length: 20 }, () => give({ type: 'view' }))),
    presence: give({ type: 'presence', peer: members[count], present: true }),
    result: median(Array.from({ length: 20 }, (_, i) => give(resultOf(count + i)))),
    packet: median(Array.from({ length: 20 }, (_, i) => give(packetOf(i * 7))))
  }
}

const plainMs = []
const inputs = { mixed: [], alike: [] }
for (let i = 0; i < rounds; i++) {
  const rows = members.map((_, index) => row((index * 7) % count))
  plainMs.push(timed(() => rows.sort((a, b) => a.map((value, level) => b[level] - value).find((by) => by !== 0) ?? 0)))
  for (const name of Object.keys(inputs)) inputs[name].push(measure(name === 'alike'))
}
const sortMs = median(plainMs)
const told = Object.entries(inputs).flatMap(([name, runs]) =>
  Object.keys(runs[0]).map((input) => [`${name} ${input}`, median(runs.map((run) => run[input]))])
)
console.log(
  JSON.stringify({
    bench: 'election-results',
    ...{ results: count, sortMs: round(sortMs, 3) },
    ms: Object.fromEntries(told.map(([name, ms]) => [name, round(ms, 3)])),
    bySort: Object.fromEntries(told.map(([name, ms]) => [name, round(ms / sortMs, 2)]))
  })
)
