// Server-sent events as the standard reads them (HTML Living Standard, section 9.2.6): what each reader of ours does with them.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

interface ReadEvent {
  readonly event: string
  readonly data: string
}

export interface EventReaderInit {
  /** Gives a function that takes text in pieces and gives what each completes. */
  open(): (text: string) => readonly ReadEvent[]
  /** Longer ones are refused. */
  maxEventCharacters: number
}

const CASES: { what: string; text: string; events: Partial<ReadEvent>[] }[] = [
  { what: 'one line of data', text: 'data: hello\n\n', events: [{ event: 'message', data: 'hello' }] },
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
  { what: 'an unknown field', text: 'colour: red\nid: 7\nretry: 10\ndata: a\n\n', events: [{ data: 'a' }] }
]

export function describeEventReader({ open, maxEventCharacters }: EventReaderInit): void {
  describe('server-sent events', () => {
    for (const { what, text, events } of CASES) {
      test(`${what}: read whole and character by character`, () => {
        expect(open()(text)).toMatchObject(events)
        const read = open()
        expect([...text].flatMap((character) => read(character))).toMatchObject(events)
      })
    }

    test('wherever the pieces are cut, the events are the same', () => {
      const stream = CASES.filter(({ events }) => events.length > 0).map(({ text }) => text)
      const whole = stream.join('').replaceAll('\uFEFF', '')
      const events = open()(whole)
      fc.assert(
        fc.property(fc.array(fc.nat(whole.length), { maxLength: 12 }), (cuts) => {
          const read = open()
          const at = [0, ...cuts.sort((a, b) => a - b), whole.length]
          expect(at.slice(1).flatMap((end, i) => read(whole.slice(at[i], end)))).toEqual(events)
        }),
        { seed: 1, numRuns: 300 }
      )
    })

    test('an event almost as long as the longest is read, in small pieces too', () => {
      const data = 'a'.repeat(maxEventCharacters - 10)
      const read = open()
      for (let at = 0; at < data.length; at += 1000) read(`${at === 0 ? 'data: ' : ''}${data.slice(at, at + 1000)}`)
      expect(read('\n\n')).toMatchObject([{ data }])
    })

    test.each([
      ['one line', 'x'],
      ['many lines', 'data: x\n']
    ])('an event without end fills no memory: %s', (_what, piece) => {
      const read = open()
      const text = piece.repeat(1000)
      expect(() => {
        for (let characters = 0; characters <= 2 * maxEventCharacters; characters += text.length) read(text)
      }).toThrow(/more than|longer than/)
    })

    // Reading all that came before again with each piece would take minutes: 10^11 characters.
    test('a long event in many pieces takes no longer than in few', () => {
      const line = open()
      for (let i = 0; i < 150_000; i++) line('0123456789')
      expect(line('\n\n')).toEqual([])
      const lines = open()
      for (let i = 0; i < 150_000; i++) lines('data: 1\n')
      expect(lines('\n')[0]?.data).toHaveLength(2 * 150_000 - 1)
    })
  })
}
