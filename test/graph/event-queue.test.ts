import { expect, test } from 'vitest'
import { MAX_WAITING_EVENTS } from '../../src/graph/defaults.js'
import { EventQueue } from '../../src/graph/event-queue.js'
import type { GraphEvent, GraphEventFilter } from '../../src/graph/graph-event.js'

const id = '00'.repeat(32)
const record = (type: string): GraphEvent => ({ event: 'record', change: 'added', id, type })
const properties: GraphEvent = { event: 'properties' }

function queue(...filters: GraphEventFilter[]): EventQueue {
  return new EventQueue(filters, () => {})
}

test('it holds what was asked for, in order, and each event once', () => {
  const events = queue({ event: 'properties' }, { event: 'record', types: ['app.a'] })
  for (const event of [record('app.b'), record('app.a'), properties]) events.push(event)
  events.push({ event: 'connection-required' })
  expect(events.waiting).toBe(2)
  expect([events.next(), events.next(), events.next()]).toEqual([record('app.a'), properties, undefined])
})

test.each<[string, GraphEventFilter, string[]]>([
  ['all that programs write', { event: 'record' }, ['app.a', 'app.b']],
  ['those that are named, the graph’s own too', { event: 'record', types: ['graph.presence'] }, ['graph.presence']],
  ['none', { event: 'record', types: [] }, []]
])('of records: %s', (_which, filter, types) => {
  const events = queue(filter)
  for (const type of ['app.a', 'graph.presence', 'app.b']) events.push(record(type))
  const taken = Array.from({ length: events.waiting }, () => events.next())
  expect(taken).toEqual(types.map(record))
})

test('when too many wait, one event says so in the place of all', () => {
  const events = queue({ event: 'record' }, { event: 'properties' })
  for (let count = 0; count < MAX_WAITING_EVENTS; count++) events.push(record('app.a'))
  expect(events.waiting).toBe(MAX_WAITING_EVENTS)
  events.push(properties)
  expect([events.next(), events.next(), events.next()]).toEqual([{ event: 'overflow' }, properties, undefined])
  for (let count = 0; count < 3 * MAX_WAITING_EVENTS; count++) events.push(record('app.a'))
  expect(events.waiting).toBeLessThanOrEqual(MAX_WAITING_EVENTS)
})

test('what somebody waits for to be taken is never thrown away, and is told when it was', () => {
  const events = queue({ event: 'record' }, { event: 'properties' })
  const taken: string[] = []
  events.push(properties, () => taken.push('first'))
  for (let count = 0; count <= MAX_WAITING_EVENTS; count++) events.push(record('app.a'))
  expect(events.next()).toEqual({ event: 'overflow' })
  expect(taken).toEqual([])
  expect(events.next()).toEqual(properties)
  expect(taken).toEqual(['first'])
  events.push({ event: 'connection-required' }, () => taken.push('nobody asked for it'))
  events.push(properties, () => taken.push('closed'))
  events.close()
  events.push(properties, () => taken.push('later'))
  expect(taken).toEqual(['first', 'nobody asked for it', 'closed', 'later'])
})

test('for await has each as it comes, and ends when it is closed', async () => {
  let closed = 0
  const events = new EventQueue([{ event: 'record' }], () => (closed += 1))
  const heard: GraphEvent[] = []
  const reading = (async () => {
    for await (const event of events) heard.push(event)
  })()
  events.push(record('app.a'))
  await Promise.resolve()
  events.push(record('app.b'))
  await new Promise((resolve) => setImmediate(resolve))
  expect(heard).toEqual([record('app.a'), record('app.b')])
  events.close()
  events.close()
  await reading
  expect(closed).toBe(1)
})
