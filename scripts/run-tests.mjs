// Runs the tests that need neither root nor a network, and says at the end how many of which kind ran. A kind is a folder
// of test/. Arguments reach vitest. Ends with an error where a test failed, or none ran.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative, sep } from 'node:path'

const folder = mkdtempSync(join(tmpdir(), 'potluck-tests-'))
const report = join(folder, 'report.json')
let status
let files
try {
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const args = ['node_modules/vitest/vitest.mjs', 'run', ...reporters, ...process.argv.slice(2)]
  status = spawnSync(process.execPath, args, { stdio: 'inherit' }).status
  files = JSON.parse(readFileSync(report, 'utf8')).testResults
} finally {
  rmSync(folder, { recursive: true, force: true })
}

const kinds = new Map()
for (const { name, assertionResults } of files) {
  const kind = relative('test', relative(process.cwd(), name)).split(sep)[0]
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
if (total.passed + total.failed === 0) console.error('no test ran')
process.exitCode = status === 0 && total.passed > 0 && total.failed === 0 ? 0 : 1

function inWords({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`
}
