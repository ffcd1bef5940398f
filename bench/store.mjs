// The store under load, each part in a process of its own so that memory is its own, one JSON line at the end.
// `npm run bench -- store [--only fresh,start,search,add,many-authors,updates,automerge-repo] [--records 100000] [--authors 1000]`
import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { parseArgs, promisify } from 'node:util'
import { round } from './statistics.mjs'

const PARTS = ['fresh', 'start', 'search', 'add', 'many-authors', 'updates', 'automerge-repo']
const AUTOMERGE_REPO = ['@automerge/automerge-repo@2.5.6', '@automerge/automerge@3.5.0']
/** A million updates take 15 minutes on an idle core. */
const MAX_PART_MS = 90 * 60_000
const run = promisify(execFile)
const { values } = parseArgs({
  options: {
    only: { type: 'string', default: PARTS.join() },
    records: { type: 'string', default: '100000' },
    authors: { type: 'string', default: '1000' },
    updates: { type: 'string', default: '1000000' },
    living: { type: 'string', default: '10000' },
    seconds: { type: 'string', default: '120' }
  }
})
const parts = values.only.split(',')
const unknown = parts.filter((part) => !PARTS.includes(part))
if (unknown.length > 0) throw new RangeError(`no part ${unknown.join()}: ${PARTS.join()}`)
const bad = Object.entries(values).find(([name, value]) => name !== 'only' && !/^[1-9]\d*$/.test(value))
if (bad !== undefined) throw new RangeError(`--${bad[0]} is a whole number above 0, not "${bad[1]}"`)
const [records, authors] = [Number(values.records), Number(values.authors)]
const folder = await mkdtemp(join(tmpdir(), 'potluck-bench-store-'))
const result = { bench: 'store', records, authors }
try {
  if (parts.includes('fresh') || parts.includes('start')) {
    await script('fill.mjs', join(folder, 'full'), authors, records / authors)
    if (parts.includes('fresh')) Object.assign(result, await fresh('full'))
    if (parts.includes('start')) Object.assign(result, await script('start.mjs', join(folder, 'full')))
  }
  if (parts.includes('search')) result.search = await script('../store-search.mjs', '--records', records)
  if (parts.includes('add')) Object.assign(result, await script('add.mjs', join(folder, 'add')))
  if (parts.includes('many-authors')) {
    await script('fill.mjs', join(folder, 'many'), 10_000, 10)
    result.manyAuthors = await fresh('many')
  }
  if (parts.includes('updates'))
    result.updates = await script('update.mjs', join(folder, 'up'), values.updates, values.living)
  if (parts.includes('automerge-repo')) {
    // Not among our dependencies: nothing else needs it.
    await run('npm', ['install', '--prefix', folder, '--ignore-scripts', '--no-save', ...AUTOMERGE_REPO])
    result.automergeRepo = await script('automerge-repo.mjs', folder, authors, records / authors, values.seconds)
    const { repoCpuS, repoRecords } = result.automergeRepo
    if (result.freshCpuS !== undefined) {
      // Both sides: automerge-repo has them in one process.
      const cpuS = result.freshCpuS + result.answererCpuS
      result.cpuByAutomergeRepo = round(cpuS / result.records / (repoCpuS / repoRecords), 4)
    }
  }
} finally {
  await rm(folder, { recursive: true, force: true })
}
console.log(JSON.stringify(result))

/** Runs a script of the folder store/ to its end. @returns what its last line says */
async function script(name, ...args) {
  const path = fileURLToPath(new URL(`store/${name}`, import.meta.url))
  const { stdout } = await run(process.execPath, [path, ...args.map(String)], { timeout: MAX_PART_MS })
  const last = stdout.trim().split('\n').at(-1)
  console.error(`${name}: ${last}`) // Not lost where a later part fails.
  return JSON.parse(last)
}

async function fresh(name) {
  const path = fileURLToPath(new URL('store/answer.mjs', import.meta.url))
  const answerer = spawn(process.execPath, [path, join(folder, name)], { stdio: ['ignore', 'pipe', 'inherit'] })
  const exited = once(answerer, 'exit') // It may have, by the time its last line is read.
  const lines = createInterface({ input: answerer.stdout })[Symbol.asyncIterator]()
  const { port } = JSON.parse((await lines.next()).value)
  const figures = await script('fresh.mjs', join(folder, `${name} of the new one`), port)
  const { answererCpuS, answererMib, answererRestingMib } = JSON.parse((await lines.next()).value)
  await exited
  return {
    ...figures,
    answererCpuS: round(answererCpuS, 2),
    answererMib: round(answererMib, 0),
    answererRestingMib: round(answererRestingMib, 0)
  }
}
