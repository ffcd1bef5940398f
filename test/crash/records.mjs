// kill -9 at random moments of a process that adds, changes, deletes, cleans, exports and imports records, again and again.
// After each start: every confirmed write is there, nothing that was deleted has come back, and every tenth export is
// restored in an empty folder and holds what was there when it began.
//
//   npm run test:crash:records -- [--restarts N] [--seed N]     ends with 1 where something was lost or wrong
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { seededRandom } from '../../dist/base/index.js'

const { values } = parseArgs({ options: { restarts: { type: 'string' }, seed: { type: 'string' } } })
const RESTARTS = Number(values.restarts ?? 200)
const random = seededRandom(Number(values.seed ?? 1))
const MAX_LIFE_MS = 1200
const RESTORES_EVERY = 10
const folder = await mkdtemp(join(tmpdir(), 'potluck-churn-'))
const exportFile = join(folder, 'export')
const counts = {
  restarts: 0,
  writes: 0,
  deletes: 0,
  cutOff: 0,
  exports: 0,
  imports: 0,
  restores: 0,
  mostShards: 0,
  endedShards: 0
}
const wrong = []
/** By name, what the note may be: the last confirmed number or `gone` first, then what was begun since. */
const notes = new Map()
/** What notes may be in the export file, by name. */
let exported = new Map()
/** The same for one that is being written. */
let exporting
let next = 1

for (; counts.restarts < RESTARTS && wrong.length === 0; counts.restarts++) await live()
await live() // Looks at what the last kill left, too.
await rm(folder, { recursive: true })
report()

/** One process, from its start to its end. */
async function live() {
  // Before the process is there that writes the next one.
  if (existsSync(exportFile) && counts.restarts % RESTORES_EVERY === 0) await restore()
  const isLooking = counts.restarts === RESTARTS
  const { child, lines, exited } = start(join(folder, 'store'), String(next))
  const first = await lines.next()
  if (first.done) return void wrong.push(`start ${counts.restarts}: the store did not open`)
  const { found, status } = JSON.parse(first.value)
  counts.mostShards = Math.max(counts.mostShards, status.shards)
  counts.endedShards = status.firstLivingShard - 1
  compare(new Map(found), notes, `start ${counts.restarts}`)
  settle(new Map(found))
  if (isLooking) child.kill('SIGKILL')
  else setTimeout(() => child.kill('SIGKILL'), random.fraction() * MAX_LIFE_MS)
  for await (const line of { [Symbol.asyncIterator]: () => lines }) take(line)
  const [code, signal] = await exited
  if (signal !== 'SIGKILL') wrong.push(`start ${counts.restarts}: the process ended by itself with ${code}`)
  // Whether the file was moved into place before the kill nobody said.
  if (exporting !== undefined) exported = union(exported, exporting)
  exporting = undefined
}

function start(store, from) {
  const args = [resolve('test/crash/churn.mjs'), store, exportFile, from]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  return { child, lines, exited: once(child, 'exit') }
}

function take(line) {
  if (line === 'imported') counts.imports++
  else if (line === 'export begin') exporting = new Map([...notes].map(([name, states]) => [name, [...states]]))
  else if (line === 'export end') {
    counts.exports++
    exported = exporting
    exporting = undefined
  } else {
    const [what, name, text] = line.split(' ')
    const state = text === 'gone' ? 'gone' : Number(text)
    if (state !== 'gone') next = Math.max(next, state + 1)
    next = Math.max(next, Number(name.slice(1)) + 1)
    if (what === 'begin') {
      notes.set(name, [...(notes.get(name) ?? ['gone']), state])
      exporting?.set(name, [...(exporting.get(name) ?? ['gone']), state])
    } else {
      notes.set(name, [state])
      if (state === 'gone') counts.deletes++
      else counts.writes++
    }
  }
}

function compare(found, expected, where) {
  for (const [name, states] of expected) {
    const state = found.get(name) ?? 'gone'
    if (!states.includes(state)) wrong.push(`${where}: ${name} is ${state} and not one of ${states.join(', ')}`)
  }
  for (const name of found.keys()) if (!expected.has(name)) wrong.push(`${where}: nobody wrote ${name}`)
}

/** What a process found is on the disk from now on. */
function settle(found) {
  for (const [name, states] of notes) {
    if (states.length > 1) counts.cutOff++
    notes.set(name, [found.get(name) ?? 'gone'])
  }
}

async function restore() {
  const store = join(folder, 'restored')
  const { lines, exited } = start(store, 'restore')
  const first = await lines.next()
  const [code] = await exited
  if (first.done || code !== 0) return void wrong.push(`start ${counts.restarts}: the export is not taken`)
  compare(new Map(JSON.parse(first.value).found), exported, `export before start ${counts.restarts}`)
  counts.restores++
  await rm(store, { recursive: true })
}

function union(a, b) {
  const names = new Set([...a.keys(), ...b.keys()])
  return new Map([...names].map((name) => [name, [...(a.get(name) ?? ['gone']), ...(b.get(name) ?? ['gone'])]]))
}

function report() {
  if (
    RESTARTS >= 20 &&
    Math.min(counts.writes, counts.deletes, counts.exports, counts.imports, counts.endedShards) === 0
  ) {
    wrong.push('nothing was written, deleted, exported, imported or cleaned away')
  }
  const rows = [
    ['restarts after kill -9', counts.restarts],
    ['confirmed adds and changes', counts.writes],
    ['confirmed deletions', counts.deletes],
    ['writes that a kill cut off', counts.cutOff],
    ['exports', counts.exports],
    ['imports during churn', counts.imports],
    ['exports restored in an empty folder', counts.restores],
    ['most shards at a start', counts.mostShards],
    ['shards that ended', counts.endedShards],
    ['lost, back again or wrong', wrong.length]
  ]
  for (const [what, count] of rows) console.log(`${what.padEnd(44)} ${String(count).padStart(8)}`)
  for (const what of wrong.slice(0, 20)) console.error(what)
  process.exitCode = wrong.length === 0 ? 0 : 1
}
