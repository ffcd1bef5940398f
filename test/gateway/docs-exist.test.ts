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
