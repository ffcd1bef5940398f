// What a frame of a link costs below libp2p: one write, so one packet.
import { Socket } from 'node:net'
import { afterEach, expect, test, vi } from 'vitest'
import { eventually } from '../support/eventually.js'
import { noteType, startNode, textsIn, type TestNode } from '../support/graphs.js'
import { alice, bob } from '../support/people.js'

const opened: TestNode[] = []

afterEach(async () => {
  vi.restoreAllMocks()
  await Promise.all(opened.splice(0).map((node) => node.close()))
})

/** A length alone, as Noise hands it over. */
const LENGTH_BYTES = 2

test('no small frame is written in two: its length, and the rest', async () => {
  const writes = vi.spyOn(Socket.prototype, 'write')
  const members = [alice, bob]
  const a = await startNode(alice, { members })
  const b = await startNode(bob, { members, knownAddresses: a.graph.addresses() })
  opened.push(a, b)
  await eventually(() => expect([a, b].map(({ graph }) => graph.synchronised)).toEqual([true, true]))
  writes.mockClear() // libp2p says what it speaks before it encrypts, in pieces.
  await a.store.add(noteType, { data: 'hello' })
  await eventually(() => expect(textsIn(b.store)).toEqual(['hello']))
  const sizes = writes.mock.calls.map(([bytes]) => bytes.length)
  expect(sizes.length).toBeGreaterThan(0)
  expect(sizes.filter((size) => size <= LENGTH_BYTES)).toEqual([])
})
