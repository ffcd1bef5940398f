// Records on a line of three real nodes, whose ends never meet: what does not flood travels on all the same.
import { afterEach, expect, test } from 'vitest'
import { MAX_FLOODED_CHANGE_BYTES } from '../../src/store/index.js'
import { eventually } from '../support/eventually.js'
import { bookType, startNode, textsIn, type TestNode } from '../support/graphs.js'
import { alice, bob, carol } from '../support/people.js'

const opened: TestNode[] = []

afterEach(async () => {
  await Promise.all(opened.splice(0).map((node) => node.close()))
})

/** Alice and carol are linked with bob only. */
async function line(): Promise<[TestNode, TestNode, TestNode]> {
  const members = [alice, bob, carol]
  const b = await startNode(bob, { members })
  const known = { members, admits: [bob], knownAddresses: b.graph.addresses() }
  const a = await startNode(alice, known)
  const c = await startNode(carol, known)
  opened.push(a, b, c)
  await eventually(() => {
    expect(b.graph.neighbours()).toHaveLength(2)
    for (const { graph } of [a, b, c]) expect(graph.synchronised).toBe(true)
  })
  return [a, b, c]
}

test('a record larger than a flood takes reaches the other end, without waiting for the next round', async () => {
  const [a, , c] = await line()
  const large = 'x'.repeat(MAX_FLOODED_CHANGE_BYTES)
  await a.store.add(bookType, { data: large })
  await eventually(() => expect(textsIn(c.store, bookType)).toEqual([large]))
  expect(a.graph.neighbours().map(({ peer }) => peer)).toEqual([bob.peer])
  expect(c.graph.neighbours().map(({ peer }) => peer)).toEqual([bob.peer])
})

test('small records written behind a large one are held for it, and arrive past one hop with it', async () => {
  const [a, b, c] = await line()
  const large = 'x'.repeat(MAX_FLOODED_CHANGE_BYTES)
  await a.store.add(bookType, { data: large })
  for (const data of ['1', '2', '3']) await a.store.add(bookType, { data })
  await eventually(() => {
    for (const { store } of [b, c]) expect(textsIn(store, bookType)).toEqual(['1', '2', '3', large])
  })
})
