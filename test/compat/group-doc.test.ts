// The example of docs/group.md runs as it stands there.
import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

const root = new URL('../../', import.meta.url)

test('the example', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'potluck-group-doc-'))
  const example = /```js\n([^]*?)```/.exec(await readFile(new URL('docs/group.md', root), 'utf8'))?.[1] ?? ''
  const script = join(folder, 'example.mjs')
  const library = JSON.stringify(new URL('dist/index.js', root).href)
  await writeFile(script, example.replace("'potluck'", library).replaceAll('/var/lib/my-program', folder))
  const { stdout } = await promisify(execFile)(process.execPath, [script], { timeout: 30_000 })
  expect(stdout.split('\n')[0]).toBe('Office')
  expect(stdout.trim().split('\n').at(-1)).toBe('12')
  await rm(folder, { recursive: true })
})
