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

test.each(['src/gateway/errors.ts', 'src/cli/errors.ts'])('every code of %s is explained', (path) => {
  const codes = [...readFileSync(path, 'utf8').matchAll(/^ {2}\| '([A-Z_]+)'/gm)].map(([, code]) => code)
  expect(codes.length).toBeGreaterThan(0)
  expect(codes.filter((code) => !document.includes(`| \`${code}\` |`))).toEqual([])
})

test('the table of metrics is what /metrics has', async () => {
  const rows = document.split('\n').filter((line) => /^\| `(?:potluck|process)_[a-z_]+` \|/.test(line))
  const metrics = createMetrics({} as MetricsInit).getMetricsAsArray()
  expect(rows).toEqual(metrics.map(({ name, type, help }) => `| \`${name}\` | ${String(type)} | ${help} |`))
})
