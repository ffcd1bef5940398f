import { expect, test } from 'vitest'
import { hasRoomFor } from '../../src/store/change-budget.js'
import { MAX_CHANGE_BYTES_PER_AUTHOR, MAX_FOREIGN_CHANGE_BYTES } from '../../src/store/defaults.js'
import type { ShardLog } from '../../src/store/shard-log.js'
import { alice, bob, carol, person } from '../support/people.js'

const logOf = (author: string, bytes: number): ShardLog => ({ author, bytes }) as ShardLog

test('what all others together fill is bounded, however many they are; our own history always has room', () => {
  const share = MAX_CHANGE_BYTES_PER_AUTHOR
  const others = Array.from({ length: MAX_FOREIGN_CHANGE_BYTES / share }, (_, index) => person(`author ${index}`).peer)
  const almost = others.map((author, index) => logOf(author, index === 0 ? share - 10 : share))
  expect(hasRoomFor(almost, alice.peer, bob.peer, 10)).toBe(true)
  expect(hasRoomFor(almost, alice.peer, bob.peer, 11)).toBe(false)
  const mine = logOf(alice.peer, MAX_FOREIGN_CHANGE_BYTES)
  expect(hasRoomFor([mine, ...almost], alice.peer, carol.peer, 10)).toBe(true)
  expect(hasRoomFor([mine, ...almost], alice.peer, alice.peer, MAX_FOREIGN_CHANGE_BYTES)).toBe(true)
})

test('one author’s shards count together', () => {
  const halves = [
    logOf(bob.peer, MAX_CHANGE_BYTES_PER_AUTHOR / 2),
    logOf(bob.peer, MAX_CHANGE_BYTES_PER_AUTHOR / 2 - 1)
  ]
  expect(hasRoomFor(halves, alice.peer, bob.peer, 1)).toBe(true)
  expect(hasRoomFor(halves, alice.peer, bob.peer, 2)).toBe(false)
})
