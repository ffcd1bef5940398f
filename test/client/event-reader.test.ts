import { expect, test } from 'vitest'
import { EventReader, type ServerEvent } from '../../src/client/event-reader.js'

const CASES: { what: string; text: string; events: Partial<ServerEvent>[] }[] = [
  { what: 'one line of data', text: 'data: hello\n\n', events: [{ event: 'message', data: 'hello', id: '' }] },
  { what: 'a named event', text: 'event: ready\ndata: {}\n\n', events: [{ event: 'ready', data: '{}' }] },
  { what: 'several lines of data', text: 'data: a\ndata: b\n\n', events: [{ data: 'a\nb' }] },
  { what: 'no space behind the colon', text: 'data:a\n\n', events: [{ data: 'a' }] },
  { what: 'only one space is dropped', text: 'data:  a\n\n', events: [{ data: ' a' }] },
  { what: 'a field without a colon', text: 'data\n\n', events: [{ data: '' }] },
  { what: 'lines that end with CR LF', text: 'event: x\r\ndata: a\r\n\r\n', events: [{ event: 'x', data: 'a' }] },
  { what: 'lines that end with CR', text: 'data: a\r\rdata: b\r\r', events: [{ data: 'a' }, { data: 'b' }] },
  { what: 'a byte order mark', text: '\uFEFFdata: a\n\n', events: [{ data: 'a' }] },
  { what: 'a comment', text: ': still here\n\n', events: [] },
  { what: 'a name without data', text: 'event: x\n\ndata: a\n\n', events: [{ event: 'message', data: 'a' }] },
  { what: 'an event without an end', text: 'data: a\n', events: [] },
  { what: 'an unknown field', text: 'colour: red\ndata: a\n\n', events: [{ data: 'a' }] },
  { what: 'an id that stays', text: 'id: 7\ndata: a\n\ndata: b\n\n', events: [{ id: '7' }, { id: '7' }] },
  { what: 'an id with a zero in it', text: 'id: a\0b\ndata: a\n\n', events: [{ id: '' }] }
]

for (const { what, text, events } of CASES) {
  test(`${what}: read whole and character by character`, () => {
    expect(new EventReader().read(text)).toMatchObject(events)
    const slowly = new EventReader()
    expect([...text].flatMap((character) => slowly.read(character))).toMatchObject(events)
  })
}

test('the time to wait before the stream is opened again is a whole number, or nothing', () => {
  const events = new EventReader()
  events.read('retry: soon\n\n')
  expect(events.retryMs).toBeUndefined()
  events.read('retry: 2500\n\n')
  expect(events.retryMs).toBe(2500)
})

test('an event that never ends is refused before it fills the memory', () => {
  const events = new EventReader()
  const chunk = `data: ${'a'.repeat(2 ** 20)}\n`
  expect(() => {
    for (let times = 0; times < 10; times++) events.read(chunk)
  }).toThrow(expect.objectContaining({ code: 'BAD_ANSWER' }))
})
