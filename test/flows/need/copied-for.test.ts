// What members make this machine copy without fetching it.
import { expect, test } from 'vitest'
import { CopiedFor } from '../../../src/flows/need/copied-for.js'
import {
  COPIED_HALF_LIFE_MS,
  MAX_ASKERS_REMEMBERED,
  MAX_COPIED_FOR_ASKER_BYTES as MOST
} from '../../../src/flows/need/source-defaults.js'
import { alice, bob } from '../../support/people.js'

test('is bounded for each of them, and half of it is forgotten after an hour', () => {
  const copied = new CopiedFor(() => 0)
  expect(copied.begin(alice.peer, MOST + 1, 0)).toBeUndefined()
  copied.begin(alice.peer, MOST, 0)!(MOST)
  expect(copied.begin(alice.peer, 1, 0)).toBeUndefined()
  expect(copied.begin(bob.peer, MOST, 0)).toBeDefined()
  expect(copied.begin(alice.peer, MOST / 2 + 1, COPIED_HALF_LIFE_MS)).toBeUndefined()
  expect(copied.begin(alice.peer, MOST / 2, COPIED_HALF_LIFE_MS)).toBeDefined()
})

test('counts whole while it is copied, then as far as it was read', () => {
  const copied = new CopiedFor(() => 0)
  const ended = copied.begin(alice.peer, MOST, 0)!
  expect(copied.begin(alice.peer, 1, 0)).toBeUndefined()
  ended(1_000)
  expect(copied.begin(alice.peer, MOST - 999, 0)).toBeUndefined()
  expect(copied.begin(alice.peer, MOST - 1_000, 0)).toBeDefined()
})

test('counts no more once it was fetched; more than that is no credit', () => {
  let served = 0
  const copied = new CopiedFor(() => served)
  copied.begin(alice.peer, MOST, 0)!(MOST)
  served += 3 * MOST
  expect(copied.begin(alice.peer, MOST, 0)).toBeDefined()
  expect(copied.begin(alice.peer, 1, 0)).toBeUndefined()
})

test('is remembered of so many members', () => {
  const copied = new CopiedFor(() => 0)
  for (let i = 0; i <= MAX_ASKERS_REMEMBERED; i++) copied.begin(`asker-${i}` as never, MOST, 0)
  expect(copied.begin('asker-1', 1, 0)).toBeUndefined()
  expect(copied.begin('asker-0', 1, 0)).toBeDefined()
})
