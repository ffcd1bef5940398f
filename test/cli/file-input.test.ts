import { execFileSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
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

test('a file that is over what may be sent is refused before it is read', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'potluck-input-'))
  const path = join(folder, 'report.xml')
  await writeFile(path, 'bytes')
  try {
    await expect(openFileInput(path, () => {}, 4)).rejects.toMatchObject({
      code: 'UPLOAD_TOO_LARGE',
      message: `${path} has 5 B, and 4 B is the most`
    })
    const input = await openFileInput(path, () => {}, 5)
    input.body.destroy()
  } finally {
    await rm(folder, { recursive: true })
  }
})
