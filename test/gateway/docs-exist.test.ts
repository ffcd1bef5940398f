// What documents and comments point to is there.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'

const filesBelow = (folder: string, ending: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending))
    .map((name) => join(folder, name))

const documents = ['README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'CHANGELOG.md', ...filesBelow('docs', '.md')]

test.each([...documents, ...filesBelow('src', '.ts')])('every docs/ path that %s names exists', (path) => {
  const named = readFileSync(path, 'utf8').match(/\bdocs\/[\w./-]*\.md\b/g) ?? []
  expect(named.filter((name) => !existsSync(name))).toEqual([])
})

test.each(documents)('every relative link of %s leads somewhere', (path) => {
  const targets = [...readFileSync(path, 'utf8').matchAll(/\]\(([^)#\s]+)[^)]*\)/g)].map(([, target = '']) => target)
  const relative = targets.filter((target) => !/^[a-z]+:/.test(target))
  expect(relative.filter((target) => !existsSync(join(dirname(path), target)))).toEqual([])
})

test('the table of rooms in docs/architecture.md is the folders of src/', () => {
  const table = readFileSync('docs/architecture.md', 'utf8').match(/^\| `[a-z]+` \|/gm) ?? []
  const folders = readdirSync('src', { withFileTypes: true }).filter((entry) => entry.isDirectory())
  expect(table.map((row) => row.slice(3, -3)).sort()).toEqual(folders.map(({ name }) => name).sort())
})

test('every file that docs/architecture.md names is in its room', () => {
  const text = readFileSync('docs/architecture.md', 'utf8')
  const named = [...text.matchAll(/`([a-z]+\/[a-z/-]+\.ts)`/g)].map(([, path = '']) => path)
  expect(named.length).toBeGreaterThan(20)
  const folders = ['src', 'src/gateway', '.']
  expect(named.filter((path) => folders.every((folder) => !existsSync(join(folder, path))))).toEqual([])
})

test('every file in a table of one folder in docs/architecture.md is in that folder', () => {
  const text = readFileSync('docs/architecture.md', 'utf8')
  const tables = [...text.matchAll(/^\| `([a-z/]+)\/` \| where \|\n((?:\|.*\n)+)/gm)]
  expect(tables.map(([, folder]) => folder)).toEqual(['flows/need', 'flows/election', 'flows/receipt', 'flows/relay'])
  for (const [, folder = '', rows = ''] of tables) {
    const named = [...rows.matchAll(/`([a-z/-]+\.ts)`/g)].map(([, path = '']) => path)
    const isThere = (path: string): boolean => existsSync(join('src', path.includes('/') ? '' : folder, path))
    expect(named.filter((path) => !isThere(path))).toEqual([])
  }
})
