import { expect, test } from 'vitest'
import { chooseFound, idEnd, isIdEnd, type FoundGroup } from '../../src/group/found-group.js'

const OFFICE = `${'5e'.repeat(24)}00112233c0ffee12`
const OTHER = '66'.repeat(32)
const group = (id: string, name: string): FoundGroup => ({ id, name, administrators: [] })

test('who says the end of an id is sent to no group that is called so', () => {
  const impostor = group(OTHER, 'c0ffee12')
  expect(() => chooseFound([impostor], 'c0ffee12')).toThrow(expect.objectContaining({ code: 'NOBODY_FOUND' }))
  expect(chooseFound([impostor, group(OFFICE, 'Office')], 'c0ffee12').id).toBe(OFFICE)
  expect(chooseFound([impostor, group(OFFICE, 'Office')], idEnd(OFFICE)).id).toBe(OFFICE)
})

test('of two with one name neither is taken, and by an id the one that has it', () => {
  const both = [group(OTHER, 'Office'), group(OFFICE, 'Office')]
  expect(() => chooseFound(both, 'Office')).toThrow(expect.objectContaining({ code: 'SEVERAL_FOUND' }))
  expect(chooseFound(both, OFFICE.slice(0, 16)).id).toBe(OFFICE)
  expect(chooseFound([both[1]!], 'Office').id).toBe(OFFICE)
})

test.each([
  [OFFICE, true],
  [OFFICE.slice(-16), true],
  [OFFICE.slice(-15), false], // As many as these can be ground.
  ['Office', false],
  ['an office of sixteen', false],
  [undefined, false]
])('%s alone is enough: %s', (wanted, isEnough) => {
  expect(isIdEnd(wanted)).toBe(isEnough)
})
