// The parser against the examples of the standard, and against pieces cut anywhere.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { EventParser, MAX_EVENT_CHARACTERS, readEvents, type ServerEvent } from '../../src/ui/event-stream.js'

const STREAM =
  ': hello\n\n' +
  'data: YHOO\ndata: +2\ndata: 10\n\n' +
  'event: transfers\r\ndata: {"a":1}\r\n\r\n' +
  'id: 7\nretry: 10\ndata:no space\n\n' +
  'event: without data\n\n' +
  'data\n\n' +
  'data: never ended'
const EVENTS: ServerEvent[] = [
  { event: 'message', data: 'YHOO\n+2\n10' },
  { event: 'transfers', data: '{"a":1}' },
  { event: 'message', data: 'no space' },
  { event: 'message', data: '' }
]

test('events are what the standard says', () => {
  expect(new EventParser().push(STREAM)).toEqual(EVENTS)
})

test('wherever the pieces are cut, the events are the same', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(STREAM.length), { maxLength: 12 }), (cuts) => {
      const parser = new EventParser()
      const at = [0, ...cuts.sort((a, b) => a - b), STREAM.length]
      const events = at.slice(1).flatMap((end, i) => parser.push(STREAM.slice(at[i], end)))
      expect(events).toEqual(EVENTS)
    }),
    { seed: 1, numRuns: 300 }
  )
})

test('an event without end fills no memory', () => {
  const parser = new EventParser()
  expect(() => {
    for (let i = 0; i <= 5; i++) parser.push(`data: ${'x'.repeat(MAX_EVENT_CHARACTERS / 4)}\n`)
  }).toThrow(RangeError)
})

test('a body is read to its end, characters cut in two too', async () => {
  const bytes = new TextEncoder().encode('data: größe\n\n')
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const byte of bytes) controller.enqueue(Uint8Array.of(byte))
      controller.close()
    }
  })
  const events: ServerEvent[] = []
  for await (const event of readEvents(body)) events.push(event)
  expect(events).toEqual([{ event: 'message', data: 'größe' }])
})

test('who stops reading cancels the request', async () => {
  let isCancelled = false
  const body = new ReadableStream<Uint8Array>({
    pull: (controller) => controller.enqueue(new TextEncoder().encode('data: 1\n\n')),
    cancel: () => void (isCancelled = true)
  })
  const events = readEvents(body)
  await events.next()
  await events.return(undefined)
  expect(isCancelled).toBe(true)
})
