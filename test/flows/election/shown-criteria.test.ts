import { expect, test } from 'vitest'
import { LEVEL } from '../../../src/flows/election/criteria.js'
import { lostBy, shownCandidates, shownCriteria, wordsOf } from '../../../src/flows/election/shown-criteria.js'
import { alice, bob, carol } from '../../support/people.js'

test.each<[number, number, string]>([
  [LEVEL.internetAccess, 0, 'no'],
  [LEVEL.internetAccess, 2, 'yes'],
  [LEVEL.bandwidth, 0, 'not measured'],
  [LEVEL.bandwidth, 1, '1 kB/s or more'],
  [LEVEL.bandwidth, 14, '8 MB/s or more'],
  [LEVEL.uptime, 0, 'under 1 min'],
  [LEVEL.uptime, 7, '1 h or more'],
  [LEVEL.uptime, 13, '2 days or more'],
  [LEVEL.power, 1, 'unknown'],
  [LEVEL.processor, 5, '8 GHz or more of all cores'],
  [LEVEL.operatingSystem, 2, 'one for servers'],
  [LEVEL.operatingSystem, 9, '9'],
  [7, 3, '3']
])('level %d, value %d: %s', (level, value, words) => {
  expect(wordsOf(level, value)).toBe(words)
})

test('what is not named is shown as nothing; levels of the application have no names', () => {
  expect(shownCriteria([{ level: 9, value: 4 }]).map(({ name, value }) => [name, value])).toEqual([
    ['internet access', 0],
    ['bandwidth', 0],
    ['uptime', 0],
    ['power', 0],
    ['processor', 0],
    ['operating system', 0],
    ['level 9', 4]
  ])
})

test('who stood is ranked by what counts here, which may be less than was claimed', () => {
  const bandwidth = (value: number): { level: number; value: number }[] => [{ level: LEVEL.bandwidth, value }]
  const stood = [
    { author: alice.peer, criteria: bandwidth(20) },
    { author: bob.peer, criteria: bandwidth(9) },
    { author: carol.peer, criteria: bandwidth(8) }
  ]
  const shown = shownCandidates(stood, (peer) => (peer === alice.peer ? 4 : undefined))
  expect(shown.map(({ peer, capped, lostBy: by }) => [peer, capped, by])).toEqual([
    [bob.peer, [], undefined],
    [carol.peer, [], 'bandwidth'],
    [alice.peer, [{ level: LEVEL.bandwidth, claimed: 20, counted: 7 }], 'bandwidth']
  ])
})

test('who differs in nothing loses by its key', () => {
  expect(lostBy([], [])).toBe('key')
})
