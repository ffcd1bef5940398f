import { expect, test } from 'vitest'
import { chooseGroup } from '../../src/gateway/choose-group.js'

const home = { id: 'aabbccdd11', name: 'Home' }
const office = { id: 'aabbeeff22', name: 'Office' }

test('the only group is meant where none is named', () => {
  expect(chooseGroup([home], undefined)).toBe(home)
})

test.each([
  ['Office', office],
  ['aabbccdd11', home],
  ['aabbc', home]
])('"%s" names a group', (wanted, meant) => {
  expect(chooseGroup([home, office], wanted)).toBe(meant)
})

test.each([
  [[home, office], undefined, 'GROUP_AMBIGUOUS'],
  [[home, office], 'aabb', 'GROUP_AMBIGUOUS'],
  [[home, { ...home, id: 'ff' }], 'Home', 'GROUP_AMBIGUOUS'],
  [[home, office], 'aab', 'NO_GROUP'],
  [[home], 'Elsewhere', 'NO_GROUP'],
  [[], undefined, 'NO_GROUP'],
  [[], 'Home', 'NO_GROUP']
])('%j, "%s": %s', (groups, wanted, code) => {
  expect(() => chooseGroup(groups, wanted)).toThrow(expect.objectContaining({ code }) as Error)
})
