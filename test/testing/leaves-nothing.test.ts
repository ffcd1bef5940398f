import { execFile } from 'node:child_process'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

const run = promisify(execFile)

test('a closed test group leaves no handle and no file: the process ends by itself', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'potluck-leaves-'))
  try {
    const args = ['--import', './scripts/typescript.mjs', 'test/testing/leaves-nothing.ts']
    const env = { ...process.env, TMPDIR: folder }
    const { stdout, stderr } = await run(process.execPath, args, { timeout: 50_000, env })
    const report = JSON.parse(stdout) as { before: string[]; left: string[]; crossings: number }
    expect(stderr).toBe('')
    // Standard streams of the process itself were there before.
    expect(report.left.filter((name) => !report.before.includes(name))).toEqual([])
    expect(report.crossings).toBe(1)
    expect(await readdir(folder)).toEqual([])
  } finally {
    await rm(folder, { recursive: true })
  }
})
