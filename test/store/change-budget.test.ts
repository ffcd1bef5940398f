import { expect, test } from 'vitest'
import { ChangeBudget } from '../../src/store/change-budget.js'
import { MAX_CHANGE_BYTES_PER_AUTHOR, MAX_FOREIGN_CHANGE_BYTES } from '../../src/store/defaults.js'
import { ShardLogs } from '../../src/store/shard-logs.js'
import { checked, ShardWriter } from '../support/changes.js'
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

test('what has ended keeps nothing out that was written again, of one author and of all, up to twice', () => {
  const budget = new ChangeBudget(alice.peer)
  const share = MAX_CHANGE_BYTES_PER_AUTHOR
  const others = Array.from({ length: MAX_FOREIGN_CHANGE_BYTES / share }, (_, index) => person(`author ${index}`).peer)
  for (const author of others) budget.count(author, share)
  expect(budget.hasRoomFor(others[0]!, 1)).toBe(false)
  expect(budget.hasRoomFor(bob.peer, 1)).toBe(false)
  budget.countEnded(others[0]!, 100)
  expect(budget.hasRoomFor(others[0]!, 100)).toBe(true)
  expect(budget.hasRoomFor(bob.peer, 100)).toBe(true)
  expect(budget.hasRoomFor(bob.peer, 101)).toBe(false)
  expect(budget.hasRoomFor(others[1]!, 1)).toBe(false)
  for (const author of others) {
    budget.count(author, share)
    budget.countEnded(author, share)
  }
  expect(budget.hasRoomFor(bob.peer, 1)).toBe(false)
  expect(budget.hasRoomFor(others[0]!, 1)).toBe(false)
  budget.count(others[0]!, -share)
  budget.countEnded(others[0]!, -share - 100)
  expect(budget.hasRoomFor(bob.peer, 1)).toBe(false)
})

test('the shards before the first living one that an author says are what has ended of it', () => {
  const logs = new ShardLogs(alice.peer)
  const admit = (shard: number): void => {
    const writer = new ShardWriter(bob, `${shard}`)
    logs.admit({ author: bob.peer, shard }, [checked(writer.write(`${shard}`))], [writer.sign(shard)])
  }
  admit(1)
  admit(2)
  const name = { author: bob.peer, shard: 3 }
  const room = MAX_CHANGE_BYTES_PER_AUTHOR - logs.bytesOf(bob.peer)
  expect(logs.hasRoomFor(name, room + 1, 1)).toBe(false)
  expect(logs.hasRoomFor(name, room + 1, 2)).toBe(true)
  const firstBytes = logs.get({ author: bob.peer, shard: 1 })!.bytes
  expect(logs.hasRoomFor(name, room + firstBytes + 1, 2)).toBe(false)
  logs.forget({ author: bob.peer, shard: 1 })
  expect(logs.hasRoomFor(name, room + firstBytes, 2)).toBe(true)
  expect(logs.hasRoomFor(name, room + firstBytes + 1, 2)).toBe(false)
})
