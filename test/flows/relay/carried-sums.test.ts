import { expect, test } from 'vitest'
import { CarriedSums } from '../../../src/flows/relay/carried-sums.js'
import { MAX_MEMBERS_REMEMBERED } from '../../../src/flows/relay/defaults.js'

test('who has a connection open is never forgotten; of the others, who was carried for longest ago', () => {
  const sums = new CarriedSums()
  sums.opened('first', 0)
  sums.moved('gone', 'bulk', 1, 0)
  for (let i = 0; i <= MAX_MEMBERS_REMEMBERED; i++) sums.opened(`member ${i}`, i)
  expect(sums.openFor('first')).toBe(1)
  expect(sums.members().some(({ peer }) => peer === 'gone')).toBe(false)
  sums.closed('first', 1)
  expect(sums.openFor('first')).toBe(0)
  expect(sums.open).toBe(MAX_MEMBERS_REMEMBERED + 1)
})
