// What others install: packs the package, has publint look at its entry points, installs the tarball into a package outside of
// this repository, type-checks a program of test/package against it, and runs that. Needs `npm run build` before, and a
// registry or npm's cache.
import { execFileSync } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

const folder = mkdtempSync(join(tmpdir(), 'potluck-package-'))
const program = join(folder, 'program')
const run = (command, args, cwd) =>
  execFileSync(command, args, { cwd, stdio: ['ignore', 'inherit', 'inherit'], timeout: 300_000 })

try {
  run('npm', ['pack', '--silent', '--ignore-scripts', '--pack-destination', folder])
  const tarball = readdirSync(folder).find((name) => name.endsWith('.tgz'))
  run(process.execPath, [resolve('node_modules/publint/src/cli.js'), 'run', join(folder, tarball), '--strict'])
  cpSync('test/package', program, { recursive: true })
  const quiet = ['--prefer-offline', '--ignore-scripts', '--no-audit', '--no-fund', '--no-save', '--omit=dev']
  run('npm', ['install', '--silent', ...quiet, join(folder, tarball)], program)
  // The compiler and Node's types are this repository's: only the package itself is under test.
  const typeRoots = resolve('node_modules/@types')
  run(
    process.execPath,
    [resolve('node_modules/typescript/bin/tsc'), '-p', 'tsconfig.program.json', '--typeRoots', typeRoots],
    program
  )
  run(process.execPath, ['built/embed.js'], program)
  run(process.execPath, ['--test', 'built/in-memory.spec.js'], program)
  console.log(`${tarball} installs, type-checks and runs`)
} finally {
  rmSync(folder, { recursive: true, force: true })
}
