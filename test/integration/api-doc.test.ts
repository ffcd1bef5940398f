// The examples of docs/api.md, as they stand there: in a shell, with curl, against a real node.
import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openApiNodes, type ApiNode } from '../support/api-nodes.js'

const document = readFileSync(new URL('../../docs/api.md', import.meta.url), 'utf8')
const examples = [...document.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].map(([, text = '']) => text)
const alias = examples.find((text) => text.startsWith('alias ask=')) ?? ''
const calls = examples.filter((text) => text !== alias && !text.startsWith('potluck '))

let alice: ApiNode
let close: () => Promise<void>
let token: string

beforeAll(async () => {
  const opened = await openApiNodes(['alice'])
  close = opened.close
  alice = opened.nodes[0]!
  token = await alice.token({ name: 'weather', rights: ['read', 'publish', 'records'] })
})
afterAll(() => close())

test('there are examples', () => {
  expect(alias).not.toBe('')
  expect(calls.length).toBeGreaterThan(5)
})

test.each(calls)('%s', async (text) => {
  const script = `set -e\nshopt -s expand_aliases\n${alias}\n${text}`
  const env = { ...process.env, POTLUCK_URL: alice.url, POTLUCK_TOKEN: token, no_proxy: '127.0.0.1' }
  const { stdout } = await promisify(execFile)('bash', ['-c', script], { env })
  expect(stdout).not.toBe('')
  expect(stdout).not.toContain('about:blank')
})
