// The table of errors in docs/api.md says what the server says. Its examples are run by test/integration/api-doc.test.ts.
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { statusOf } from '../../src/gateway/problem.js'

const CODE = /\b[A-Z][A-Z_]{3,}\b/g
const rows = readFileSync('docs/api.md', 'utf8').matchAll(/^\| (\d{3}) \| (.*) \|$/gm)
const listed = [...rows].flatMap(([, status, codes = '']) =>
  (codes.match(CODE) ?? []).map((code) => ({ status: Number(status), code }))
)

test.each(listed)('$code is $status', ({ status, code }) => {
  expect(statusOf(code)).toBe(status)
})

test('every code that an operation declares is in the table', () => {
  const declared = readFileSync('docs/openapi.json', 'utf8').match(/"[^"]*"/g) ?? []
  const words = new Set(declared.flatMap((text) => text.match(/\b[A-Z]+(?:_[A-Z]+)+\b/g) ?? []))
  const codes = [...words].filter((word) => !word.startsWith('POTLUCK_'))
  expect(codes.length).toBeGreaterThan(20)
  expect(codes.filter((code) => !listed.some((row) => row.code === code))).toEqual([])
})
