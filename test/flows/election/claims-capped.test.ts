// What a candidate claims counts as far as it can be so, and as far as it was seen.
import { expect, test } from 'vitest'
import { capCriteria, criteriaFrom, LEVEL } from '../../../src/flows/election/criteria.js'
import { MAX_VALUE } from '../../../src/flows/election/defaults.js'
import { wordsOf } from '../../../src/flows/election/shown-criteria.js'

const { internetAccess, bandwidth, uptime, power, processor, operatingSystem } = LEVEL

test('more than yes is yes: nobody wins by it over what is measured after it', () => {
  const most = [internetAccess, power, operatingSystem].map((level) => [level, MAX_VALUE] as const)
  const counted = criteriaFrom([internetAccess, power, operatingSystem].map((level) => [level, 2]))
  for (const measured of [undefined, 10]) expect(capCriteria(criteriaFrom(most), measured)).toEqual(counted)
})

test('a line counts as it was seen, and three classes more; where it was not seen, and of an application, as it is claimed', () => {
  const claimed = criteriaFrom([
    [internetAccess, 2],
    [bandwidth, 20],
    [7, MAX_VALUE]
  ])
  expect(capCriteria(claimed, undefined)).toEqual(claimed)
  expect(capCriteria(claimed, 10)).toEqual(
    criteriaFrom([
      [internetAccess, 2],
      [bandwidth, 13],
      [7, MAX_VALUE]
    ])
  )
})

test('where nothing was measured a claim counts as far as machines go, in words that people know', () => {
  const most = criteriaFrom([bandwidth, uptime, processor].map((level) => [level, MAX_VALUE]))
  const counted = capCriteria(most, undefined)
  expect(counted.map(({ level, value }) => wordsOf(level, value))).toEqual([
    '536 GB/s or more',
    '5825 days or more',
    '16384 GHz or more of all cores'
  ])
  expect(capCriteria(most, MAX_VALUE)).toEqual(counted)
})
