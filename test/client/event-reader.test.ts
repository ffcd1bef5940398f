import { expect, test } from 'vitest'
import { MAX_EVENT_CHARACTERS } from '../../src/client/defaults.js'
import { EventReader } from '../../src/client/event-reader.js'
import { describeEventReader } from '../compliance/event-reader.js'

describeEventReader({
  open: () => {
    const reader = new EventReader()
    return (text) => reader.read(text)
  },
  maxEventCharacters: MAX_EVENT_CHARACTERS
})

test.each([
  ['stays', 'id: 7\ndata: a\n\ndata: b\n\n', ['7', '7']],
  ['with a zero in it is none', 'id: a\0b\ndata: a\n\n', ['']],
  ['is empty before there is one', 'data: a\n\n', ['']]
])('an id %s', (_what, text, ids) => {
  expect(new EventReader().read(text).map(({ id }) => id)).toEqual(ids)
})

test('the time to wait before the stream is opened again is a whole number, or nothing', () => {
  const events = new EventReader()
  events.read('retry: soon\n\n')
  expect(events.retryMs).toBeUndefined()
  events.read('retry: 2500\n\n')
  expect(events.retryMs).toBe(2500)
})

test('an event that never ends is refused with a code', () => {
  const events = new EventReader()
  const line = `data: ${'a'.repeat(MAX_EVENT_CHARACTERS)}\n`
  expect(() => events.read(line)).toThrow(expect.objectContaining({ code: 'BAD_ANSWER' }))
})
