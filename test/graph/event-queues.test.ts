import { expect, test } from 'vitest'
import type { DirectConnections, DirectHandlers } from '../../src/graph/direct-connections.js'
import { EventQueues } from '../../src/graph/event-queues.js'

function queues(): { opened: EventQueues<{ event: string; type?: string }>; handlers: Set<DirectHandlers> } {
  const handlers = new Set<DirectHandlers>()
  const direct = {
    register: (one: DirectHandlers) => {
      handlers.add(one)
      return () => handlers.delete(one)
    }
  } as unknown as DirectConnections
  return { opened: new EventQueues(direct, ['group.', 'graph.']), handlers }
}

test('each queue gets what it asks for, the records of the room itself only by name', () => {
  const { opened } = queues()
  const records = opened.open([{ event: 'record' }])
  const members = opened.open([{ event: 'record', types: ['group.member'] }, { event: 'status' }])
  for (const type of ['group.member', 'graph.presence', 'app.note']) opened.tell({ event: 'record', type })
  opened.tell({ event: 'status' })
  expect([records.next(), records.next()]).toEqual([{ event: 'record', type: 'app.note' }, undefined])
  expect([members.next(), members.next(), members.next()]).toEqual([
    { event: 'record', type: 'group.member' },
    { event: 'status' },
    undefined
  ])
})

test('direct connections and data are taken while a queue asks for them', () => {
  const { opened, handlers } = queues()
  const queue = opened.open([{ event: 'direct' }])
  opened.open([{ event: 'data' }])
  expect([...handlers].map((one) => Object.keys(one))).toEqual([['onChange'], ['onData']])
  const change = { id: 1, peer: 'p', direction: 'inbound', change: 'disconnected', reason: 'lost' } as const
  for (const { onChange } of handlers) onChange?.(change)
  expect(queue.next()).toEqual({ event: 'direct', ...change })
  queue.close()
  expect(handlers.size).toBe(1)
  opened.close()
  expect(handlers.size).toBe(0)
})

test('64 queues are enough', () => {
  const { opened } = queues()
  const open = Array.from({ length: 64 }, () => opened.open([]))
  expect(() => opened.open([])).toThrow(expect.objectContaining({ code: 'TOO_MANY_QUEUES' }))
  open[0]?.close()
  opened.open([])
})
