// What a crossing costs when something goes wrong: every scenario of test/network/scenarios.ts on LANs of namespaces, several
// rounds each, nodes running on between them. One JSON line a scenario and group size; with `--table` the table in
// docs/benchmarks.md too. Needs root. Ends with 1 where a round is not right: a digest, or somebody who does not finish.
// `npm run bench:faults -- [--hosts 5,8] [--rounds 5] [--only NAME,NAME] [--size MiB] [--rate Mbit/s] [--seed N] [--table]`
import { parseArgs } from 'node:util'
import { namespacesAllowed } from '../test/network/lan.js'
import { scenario, SCENARIOS, THIN_LINE } from '../test/network/scenarios.js'
import { Stage } from '../test/network/stage.js'
import { writeTable } from './markdown.mjs'
import { summary } from './statistics.mjs'

const { values } = parseArgs({
  options: {
    hosts: { type: 'string', default: '5,8' },
    rounds: { type: 'string', default: '5' },
    only: { type: 'string' },
    size: { type: 'string', default: '32' },
    rate: { type: 'string', default: '50' },
    seed: { type: 'string', default: '1' },
    table: { type: 'boolean', default: false }
  }
})
const rounds = Number(values.rounds)
const wanted = values.only?.split(',').map(scenario) ?? SCENARIOS
if (!(await namespacesAllowed())) throw new Error('this bench needs root, iproute2 and ethtool')

const results = []
const crowd = wanted.filter((one) => one !== THIN_LINE)
for (const hosts of values.hosts.split(',').map(Number)) {
  if (crowd.length === 0) break
  await onStage({ hosts, uplinkMbit: Number(values.rate), bytes: Number(values.size) * 2 ** 20 }, crowd)
}
if (wanted.includes(THIN_LINE)) await onStage({ hosts: 4, uplinkMbit: 1, bytes: 2 * 2 ** 20 }, [THIN_LINE])

if (values.table) {
  const columns = ['hosts', 'fault', 'finished', 'line', 'body', 'to honest', 'leaves twice', 'time / ideal']
  const of = (both) => (both === null ? '-' : `${both.median.toFixed(3)} (${both.worst.toFixed(3)})`)
  const rows = results.map((one) => [
    ...[one.hosts, one.says, `${one.finished} of ${one.expected}`, of(one.uplink), of(one.body), of(one.honestBody)],
    ...[of(one.leavesTwice), of(one.timeByIdeal)]
  ])
  await writeTable('faults', [columns, ...rows])
}
if (results.some((one) => one.failures.length > 0)) process.exitCode = 1

async function onStage(init, scenarios) {
  const stage = await Stage.open(init)
  try {
    for (const one of scenarios) {
      const done = []
      const failures = []
      for (let i = 0; i < rounds; i++) {
        try {
          const result = await one.run(stage, Number(values.seed) + i)
          done.push(result)
          failures.push(...result.failures.map((failure) => `round ${i + 1}: ${failure}`))
          console.error(`${init.hosts} hosts, ${one.name}, round ${i + 1}: ${JSON.stringify(result)}`)
        } catch (error) {
          failures.push(`round ${i + 1}: ${String(error)}`)
          console.error(`${init.hosts} hosts, ${one.name}, round ${i + 1}: ${error.stack}`)
        }
      }
      report(init, one, done, failures)
    }
  } finally {
    await stage.close()
  }
}

function report({ hosts, uplinkMbit, bytes }, { name, says }, done, failures) {
  const result = {
    ...{ bench: 'faults', scenario: name, says, hosts, bytes, uplinkMbit, rounds: done.length },
    finished: done.reduce((sum, { finished }) => sum + finished, 0),
    expected: done.reduce((sum, { expected }) => sum + expected, 0),
    uplink: summary(done.map(({ uplink }) => uplink)),
    body: summary(done.map(({ body }) => body)),
    honestBody: summary(done.map(({ honestBody }) => honestBody)),
    leavesTwice: summary(done.map(({ leavesTwice }) => leavesTwice)),
    timeByIdeal: summary(done.filter((one) => one.finished === one.expected).map(({ timeByIdeal }) => timeByIdeal)),
    failures
  }
  results.push(result)
  console.log(JSON.stringify(result))
}
