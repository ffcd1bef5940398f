import { describe, expect, test } from 'vitest'
import { attributeFilter, parseAttributes } from '../../src/cli/attributes.js'

test.each([
  ['tag=todo', { tag: 'todo' }, 'tag:todo'],
  ['tag=', { tag: '' }, 'tag:'],
  ['tag=a=b:c', { tag: 'a=b:c' }, 'tag:a=b:c'],
  ['count=7', { count: '7' }, 'count:7'],
  ['count:=-7', { count: -7 }, 'count:-7'],
  ['due:=2026-11-21', { due: { dateMs: Date.UTC(2026, 10, 21) } }, `due:${Date.UTC(2026, 10, 21)}`],
  ['due:=2026-11-21T12:00:00Z', { due: { dateMs: Date.UTC(2026, 10, 21, 12) } }, `due:${Date.UTC(2026, 10, 21, 12)}`]
])('%s', (text, attributes, filter) => {
  expect(parseAttributes([text])).toEqual(attributes)
  expect(attributeFilter(text)).toBe(filter)
})

describe('is wrong usage', () => {
  test.each(['tag', '=todo', '7=todo', 'tag:=todo', 'tag:=9007199254740993', 'tag:=1.5', 'due:=2026-99-99'])(
    '%s',
    (text) => {
      expect(() => parseAttributes([text])).toThrow(expect.objectContaining({ code: 'USAGE' }))
    }
  )
})
