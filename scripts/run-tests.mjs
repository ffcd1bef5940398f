// Runs the tests that need neither root nor a network, and says at the end how many of which kind ran. A kind is a folder
// of test/. Arguments reach vitest. Ends with an error where a test failed, or none ran.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative, sep } from 'node:path'

const { ok, files } = run(process.argv.slice(2))

const kinds = new Map()
for (const { name, assertionResults } of files) {
  const kind = relative('test', fromHere(name)).split(sep)[0]
  const counts = kinds.get(kind) ?? { passed: 0, failed: 0, skipped: 0 }
  for (const { status: outcome } of assertionResults) counts[outcome in counts ? outcome : 'skipped']++
  kinds.set(kind, counts)
}
const total = { passed: 0, failed: 0, skipped: 0 }
console.log('tests by kind:')
for (const [kind, counts] of [...kinds].sort(([a], [b]) => (a < b ? -1 : 1))) {
  console.log(`  ${kind.padEnd(12)} ${inWords(counts)}`)
  for (const outcome of Object.keys(total)) total[outcome] += counts[outcome]
}
console.log(`  ${'all'.padEnd(12)} ${inWords(total)}`)
for (const failure of files.flatMap(failures)) console.log(`failed: ${failure}`)
if (total.passed + total.failed === 0) console.error('no test ran')
process.exitCode = ok && total.passed > 0 && total.failed === 0 ? 0 : 1

function run(vitestArguments) {
  const folder = mkdtempSync(join(tmpdir(), 'potluck-tests-'))
  const report = join(folder, 'report.json')
  try {
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
    const args = ['node_modules/vitest/vitest.mjs', 'run', ...reporters, ...vitestArguments]
    const { status } = spawnSync(process.execPath, args, { stdio: 'inherit' })
    return { ok: status === 0, files: JSON.parse(readFileSync(report, 'utf8')).testResults }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function hasFailed({ status, assertionResults }) {
  return status === 'failed' || assertionResults.some((test) => test.status === 'failed')
}

// One line each: the file, the test, what it said.
function failures(file) {
  const tests = file.assertionResults.filter((test) => test.status === 'failed')
  if (tests.length === 0) return hasFailed(file) ? [`${fromHere(file.name)}: ${firstLine(file.message)}`] : []
  return tests.map((test) => `${fromHere(file.name)} > ${test.fullName}: ${firstLine(test.failureMessages[0])}`)
}

function firstLine(text = '') {
  return text.trim().split('\n', 1)[0].slice(0, 300)
}

function fromHere(path) {
  return relative(process.cwd(), path)
}

function inWords({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`
}
