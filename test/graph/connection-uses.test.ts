import { expect, test } from 'vitest'
import { ConnectionUses } from '../../src/graph/connection-uses.js'

test('the last use that ends hangs up, once', () => {
  const hungUp: object[] = []
  const uses = new ConnectionUses<object>((connection) => hungUp.push(connection))
  const [shared, other] = [{}, {}]
  const link = uses.take(shared, 'link')
  const first = uses.take(shared, 'direct')
  const second = uses.take(shared, 'direct')
  uses.take(other, 'direct')
  link()
  link()
  expect([uses.has(shared, 'link'), uses.has(shared, 'direct'), hungUp]).toEqual([false, true, []])
  first()
  first()
  expect([uses.has(shared, 'direct'), hungUp]).toEqual([true, []])
  second()
  second()
  expect([uses.has(shared, 'direct'), hungUp]).toEqual([false, [shared]])
})
