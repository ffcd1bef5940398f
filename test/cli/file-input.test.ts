import { execFileSync } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openFileInput } from '../../src/cli/file-input.js'

test('a named pipe that nobody writes to is refused, not waited for', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'potluck-input-'))
  const path = join(folder, 'pipe')
  execFileSync('mkfifo', [path])
  try {
    await expect(openFileInput(path, () => {})).rejects.toMatchObject({
      code: 'USAGE',
      message: `${path} is not a file`
    })
  } finally {
    await rm(folder, { recursive: true })
  }
})
