// Maps and sets with a bound.
import { expect, test } from 'vitest'
import { keepNewest, setNewest } from '../../src/base/index.js'

test('what came first goes first', () => {
  const names = new Set(['a', 'b', 'c', 'd'])
  keepNewest(names, 2)
  expect([...names]).toEqual(['c', 'd'])
  keepNewest(names, 2)
  expect([...names]).toEqual(['c', 'd'])
})

test('what is set anew is the newest, and takes no room twice', () => {
  const ages = new Map<string, number>()
  for (const [name, age] of [...'abac'].entries()) setNewest(ages, age, name, 2)
  expect([...ages]).toEqual([
    ['a', 2],
    ['c', 3]
  ])
})
