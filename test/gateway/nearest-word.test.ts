import { expect, test } from 'vitest'
import { nearestWord } from '../../src/gateway/nearest-word.js'

const words = ['ports.group', 'ports.content', 'discovery.mdns']

test.each([
  ['ports.gruop', 'ports.group'],
  ['port.group', 'ports.group'],
  ['PORTS.CONTENT', 'ports.content'],
  ['discovery.mdsn', 'discovery.mdns'],
  ['colour', undefined],
  ['', undefined],
  ['x'.repeat(100_000), undefined]
])('%s -> %s', (word, nearest) => {
  expect(nearestWord(word, words)).toBe(nearest)
})

test('nothing is near where there are no words', () => {
  expect(nearestWord('ports.group', [])).toBeUndefined()
})
