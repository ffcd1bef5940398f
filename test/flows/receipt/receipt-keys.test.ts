import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { silentLogger } from '../../../src/base/index.js'
import { ReceiptKeys } from '../../../src/flows/receipt/receipt-keys.js'
import { FakeClock } from '../../support/fake-clock.js'

let home: string

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'potluck-keys-'))
})
afterEach(() => rm(home, { recursive: true }))

test.each<[string, () => Promise<unknown>, RegExp]>([
  ['is not there', async () => {}, /^there is no such file$/],
  ['is a folder', () => mkdir(join(home, 'vendor.pem')), /^it is a folder$/],
  ['holds no keys', () => writeFile(join(home, 'vendor.pem'), 'hello'), /./]
])('a file of keys that %s is said in words, without its path', async (_what, prepare, words) => {
  await prepare()
  const settings = ['vendor.example=vendor.pem']
  const keys = await ReceiptKeys.open({ home, settings, clock: new FakeClock(), logger: silentLogger })
  const [problem, ...more] = keys.problems('https://vendor.example/reports')
  expect(more).toEqual([])
  expect(problem).toMatchObject({ code: 'BAD_RECEIPT_KEY', file: 'vendor.pem' })
  expect(problem?.message).toMatch(words)
  expect(problem?.message).not.toContain(home)
  keys.close()
})
