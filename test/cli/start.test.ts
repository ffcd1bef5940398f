// Commands start quickly, and say quickly what is wrong: measured in what they load, since time differs from machine to machine.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'

/** Small ones: libp2p, Automerge, zod, yaml, pino and prom-client take longer to load than most commands run. */
const LIGHT = ['commander', 'multiformats', 'uqr']

let folder: string

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'potluck-start-'))
})

afterAll(() => {
  rmSync(folder, { recursive: true })
})

/** Runs `potluck` in a home of its own. */
function run(args: readonly string[]): { code: number | null; stderr: string; packages: string[] } {
  const list = join(folder, 'modules')
  const command = ['--import', './test/support/record-modules.mjs', 'dist/cli/main.js', ...args]
  const { status, stderr } = spawnSync(process.execPath, command, {
    env: { PATH: process.env['PATH'], RECORD_MODULES: list, POTLUCK_HOME: join(folder, 'home') },
    encoding: 'utf8'
  })
  const named = readFileSync(list, 'utf8').matchAll(/\/node_modules\/((?:@[^/]+\/)?[^/]+)\//g)
  rmSync(list)
  return { code: status, stderr, packages: [...new Set([...named].map(([, name]) => name ?? ''))] }
}

test.each([[['--version']], [['help']], [['get', '--help']]])('potluck %j loads no heavy package', (args) => {
  const { code, packages } = run(args)
  expect(code).toBe(0)
  expect(packages.filter((name) => !LIGHT.includes(name))).toEqual([])
  expect(packages).toContain('commander')
})

test('wrong input is said before libp2p or Automerge is loaded', () => {
  const codeOf = (...args: string[]): string | undefined => {
    const { code, stderr, packages } = run(args)
    expect(code).toBe(1)
    expect(packages).toContain('commander')
    expect(packages.filter((name) => /libp2p|automerge/.test(name))).toEqual([])
    return /\(([A-Z_]+)\)$/.exec(stderr.trim())?.[1]
  }
  expect(codeOf('up')).toBe('NO_IDENTITY')
  expect(codeOf('join', 'pot-code-1-nonsense')).toBe('NO_IDENTITY')
  expect(run(['init', '--name', 'alice']).code).toBe(0)
  expect(codeOf('join', 'pot-code-1-nonsense')).toBe('MANGLED')
  expect(codeOf('join', 'nonsense')).toBe('NOT_AN_INVITATION')
})
