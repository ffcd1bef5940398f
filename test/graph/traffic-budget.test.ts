import { describe, expect, test } from 'vitest'
import { TrafficBudget, TrafficBudgets } from '../../src/graph/traffic-budget.js'

const rate = { itemsPerSecond: 10, itemsBurst: 3, bytesPerSecond: 100, bytesBurst: 50 }

describe('a budget', () => {
  test('lets a burst through, then so many a second', () => {
    const budget = new TrafficBudget(rate, 0)
    expect([1, 2, 3, 4].map(() => budget.spend(1, 0))).toEqual([true, true, true, false])
    expect(budget.waitMs(1, 0)).toBe(100)
    expect(budget.spend(1, 99)).toBe(false)
    expect(budget.spend(1, 100)).toBe(true)
  })

  test('is used up by bytes as well', () => {
    const budget = new TrafficBudget(rate, 0)
    expect([budget.spend(40, 0), budget.spend(40, 0)]).toEqual([true, false])
    expect(budget.waitMs(40, 0)).toBe(300)
    expect(budget.spend(40, 300)).toBe(true)
  })

  test('counts what was over it until it is full again', () => {
    const budget = new TrafficBudget(rate, 0)
    for (let i = 0; i < 5; i++) budget.spend(2, 0)
    expect(budget.excess).toEqual({ items: 2, bytes: 4 })
    expect(budget.spend(2, 200)).toBe(true)
    expect(budget.excess).toEqual({ items: 2, bytes: 4 })
    expect(budget.waitMs(1, 1000)).toBe(0)
    expect(budget.excess).toEqual({ items: 0, bytes: 0 })
  })
})

test('of many peers, those that spent last are kept, and those that are to stay', () => {
  const budgets = new TrafficBudgets(rate, 2, (peer) => peer === 'stays')
  const spendAll = (peer: string): void => [1, 2, 3].forEach(() => budgets.of(peer, 0).spend(1, 0))
  for (const peer of ['stays', 'a', 'b', 'c']) spendAll(peer)
  expect(budgets.size).toBe(2)
  const may = (peer: string): boolean => budgets.of(peer, 0).waitMs(1, 0) === 0
  expect([may('c'), may('stays')]).toEqual([false, false])
  expect(may('a')).toBe(true)
})
