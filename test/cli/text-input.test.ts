import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { readTextInput } from '../../src/cli/text-input.js'

function* endless(): Generator<Buffer> {
  for (;;) yield Buffer.alloc(1000, 'a')
}

test('text that has no end is left when it is too long, and one can tell', async () => {
  const input = Readable.from(endless(), { objectMode: false })
  expect((await readTextInput(input, 10_000)).length).toBe(11_000)
  expect(input.destroyed).toBe(true)
})

test('text comes whole, also where a letter is cut in two', async () => {
  const bytes = Buffer.from('pot-code-1-ü\n')
  const input = Readable.from([bytes.subarray(0, 12), bytes.subarray(12)], { objectMode: false })
  expect(await readTextInput(input, 10_000)).toBe('pot-code-1-ü\n')
})
