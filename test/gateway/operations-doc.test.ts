// docs/operations.md says what the schema and the code say.
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { SETTINGS } from '../../src/gateway/config-schema.js'
import { createMetrics, type MetricsInit } from '../../src/gateway/metrics.js'

const document = readFileSync('docs/operations.md', 'utf8')

test('the table of settings is the schema', () => {
  const rows = document.split('\n').filter((line) => /^\| `[a-z]+\.[a-zA-Z]+` \| `POTLUCK_/.test(line))
  const expected = SETTINGS.map(({ key, variable, defaultValue, about }) => {
    const text = String(defaultValue)
    const shown = text === '' ? 'none' : `\`${text}\``
    return `| \`${key}\` | \`${variable}\` | ${shown} | ${about} |`
  })
  expect(rows).toEqual(expected)
})

test.each(['cli', 'client', 'gateway', 'flows', 'content', 'group', 'store', 'record'])(
  'every code of src/%s is explained',
  (room) => {
    const codes = [...readFileSync(`src/${room}/errors.ts`, 'utf8').matchAll(/^ {2}\| '([A-Z_]+)'/gm)].map(
      ([, code]) => code
    )
    expect(codes.length).toBeGreaterThan(0)
    expect(codes.filter((code) => !document.includes(`\`${code}\``))).toEqual([])
  }
)

test('no code is explained twice', () => {
  const rows = document.match(/^\| `[A-Z_]{4,}`.*? \|/gm) ?? []
  const codes = rows.flatMap((row) => row.match(/[A-Z_]{4,}/g) ?? [])
  expect(codes.filter((code, index) => codes.indexOf(code) !== index)).toEqual([])
})

test('the table of metrics is what /metrics has', async () => {
  const rows = document.split('\n').filter((line) => /^\| `(?:potluck|process)_[a-z_]+` \|/.test(line))
  const metrics = createMetrics({} as MetricsInit).getMetricsAsArray()
  expect(rows).toEqual(metrics.map(({ name, type, help }) => `| \`${name}\` | ${String(type)} | ${help} |`))
})
