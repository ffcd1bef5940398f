import { expect, test } from 'vitest'
import { ChangeBudget } from '../../src/store/change-budget.js'
import { MAX_CHANGE_BYTES_PER_AUTHOR, MAX_FOREIGN_CHANGE_BYTES } from '../../src/store/defaults.js'
import { alice, bob, carol, person } from '../support/people.js'

test('what all others together fill is bounded, however many they are; our own history always has room', () => {
  const budget = new ChangeBudget(alice.peer)
  const share = MAX_CHANGE_BYTES_PER_AUTHOR
  const others = Array.from({ length: MAX_FOREIGN_CHANGE_BYTES / share }, (_, index) => person(`author ${index}`).peer)
  for (const [index, author] of others.entries()) budget.count(author, index === 0 ? share - 10 : share)
  expect(budget.hasRoomFor(bob.peer, 10)).toBe(true)
  expect(budget.hasRoomFor(bob.peer, 11)).toBe(false)
  budget.count(alice.peer, MAX_FOREIGN_CHANGE_BYTES)
  expect(budget.hasRoomFor(carol.peer, 10)).toBe(true)
  expect(budget.hasRoomFor(alice.peer, MAX_FOREIGN_CHANGE_BYTES)).toBe(true)
  budget.count(others[1]!, -5)
  expect(budget.hasRoomFor(bob.peer, 15)).toBe(true)
})

test('one author’s shards count together', () => {
  const budget = new ChangeBudget(alice.peer)
  budget.count(bob.peer, MAX_CHANGE_BYTES_PER_AUTHOR / 2)
  budget.count(bob.peer, MAX_CHANGE_BYTES_PER_AUTHOR / 2 - 1)
  expect(budget.bytesOf(bob.peer)).toBe(MAX_CHANGE_BYTES_PER_AUTHOR - 1)
  expect(budget.hasRoomFor(bob.peer, 1)).toBe(true)
  expect(budget.hasRoomFor(bob.peer, 2)).toBe(false)
})
