import { EventEmitter } from 'node:events'
import { expect, test } from 'vitest'
import {
  HEARTBEAT_MS,
  LOST_BUDGET_MS,
  MAX_WAITING_EVENT_BYTES,
  MAX_WAITING_EVENTS,
  MAX_WATCHERS
} from '../../src/gateway/defaults.js'
import { EventStreams, type EventResponse } from '../../src/gateway/event-stream.js'
import { FakeClock } from '../support/fake-clock.js'

/** A caller that takes `room` writes and then nothing until it is told to. */
class Reader extends EventEmitter {
  written = ''
  room = Infinity
  isDestroyed = false
  hasEnded = false
  write(text: string): boolean {
    this.written += text
    return --this.room > 0
  }
  end(text: string): void {
    this.written += text
    this.hasEnded = true
  }
  destroy(): void {
    this.isDestroyed = true
    this.emit('close')
  }
  writeHead(): void {}
  flushHeaders(): void {}
  get ids(): number[] {
    return [...this.written.matchAll(/^id: (\d+)$/gm)].map(([, id]) => Number(id))
  }
}

function opened(reader = new Reader()): { reader: Reader; clock: FakeClock; streams: EventStreams } & {
  stream: ReturnType<EventStreams['open']>
} {
  const clock = new FakeClock()
  const streams = new EventStreams(clock)
  return { reader, clock, streams, stream: streams.open(reader as unknown as EventResponse) }
}

test('an event is one block with number, name and JSON on one line', () => {
  const { reader, stream } = opened()
  stream.send('ready', { text: 'two\nlines' })
  expect(reader.written).toBe('id: 1\nevent: ready\ndata: {"text":"two\\nlines"}\n\n')
})

test('a stream without news says now and then that it lives', () => {
  const { reader, clock } = opened()
  clock.advance(2 * HEARTBEAT_MS)
  expect(reader.written).toBe(': here\n\n: here\n\n')
})

test('what a slow caller has not taken waits, in order', () => {
  const { reader, stream } = opened()
  reader.room = 1
  for (let i = 0; i < 5; i++) stream.send('e', i)
  expect(reader.ids).toEqual([1])
  reader.room = Infinity
  reader.emit('drain')
  stream.send('e', 5)
  expect(reader.ids).toEqual([1, 2, 3, 4, 5, 6])
})

test.each([
  ['many events', MAX_WAITING_EVENTS + 1, 1],
  ['many bytes', 5, MAX_WAITING_EVENT_BYTES / 4]
])('who leaves %s unread is told how many were lost, sees the gap, and is closed', async (_, events, characters) => {
  const { reader, clock, stream } = opened()
  reader.room = 1
  stream.send('e', 'first')
  for (let i = 0; i < events; i++) stream.send('e', 'x'.repeat(characters))
  expect(reader.hasEnded).toBe(true)
  const missed = Number(/"missed":(\d+)/.exec(reader.written)?.[1])
  expect(missed).toBeGreaterThan(3)
  expect(reader.ids).toEqual([1, missed + 2])
  expect(reader.isDestroyed).toBe(false)
  clock.advance(LOST_BUDGET_MS)
  expect(reader.isDestroyed).toBe(true)
  await stream.closed
  stream.send('e', 'later')
  expect(reader.ids).toHaveLength(2)
})

test('only so many watch at once, and who leaves makes room', async () => {
  const { reader, streams, stream } = opened()
  for (let i = 1; i < MAX_WATCHERS; i++) streams.open(new Reader() as unknown as EventResponse)
  const open = (): unknown => streams.open(new Reader() as unknown as EventResponse)
  expect(open).toThrow(expect.objectContaining({ code: 'BUSY' }))
  reader.destroy()
  await stream.closed
  expect(open).not.toThrow()
})
