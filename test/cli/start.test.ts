// Commands start quickly: measured in what they load, since time differs from machine to machine.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { execFileSync } from 'node:child_process'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'

/** Small ones: libp2p, Automerge, zod, yaml, pino and prom-client take longer to load than most commands run. */
const LIGHT = ['commander', 'multiformats', 'uqr']

test.each([[['--version']], [['help']], [['get', '--help']]])('potluck %j loads no heavy package', (args) => {
  const folder = mkdtempSync(join(tmpdir(), 'potluck-start-'))
  const list = join(folder, 'modules')
  try {
    execFileSync(process.execPath, ['--import', './test/support/record-modules.mjs', 'dist/cli/main.js', ...args], {
      env: { PATH: process.env['PATH'], RECORD_MODULES: list }
    })
    const packages = [...readFileSync(list, 'utf8').matchAll(/\/node_modules\/((?:@[^/]+\/)?[^/]+)\//g)].map(
      ([, name]) => name
    )
    expect([...new Set(packages)].filter((name) => !LIGHT.includes(name ?? ''))).toEqual([])
    expect(packages).toContain('commander')
  } finally {
    rmSync(folder, { recursive: true })
  }
})
