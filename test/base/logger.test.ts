import { expect, test } from 'vitest'
import { createLogger, lineLogger, type LogEntry, type LogLevel, type Logger } from '../../src/base/index.js'

function sayAll(log: Logger): void {
  log('a')
  log.info('b')
  log.warn('c')
  log.error('d')
}

test.each<[LogLevel, string]>([
  ['debug', 'abcd'],
  ['info', 'bcd'],
  ['warn', 'cd'],
  ['error', 'd']
])('at level %s these are written: %s', (level, written) => {
  const entries: LogEntry[] = []
  sayAll(createLogger((entry) => entries.push(entry), level))
  expect(entries.map(({ message }) => message).join('')).toBe(written)
})

test('a component keeps the level, and names itself', () => {
  const entries: LogEntry[] = []
  const log = createLogger((entry) => entries.push(entry), 'info').forComponent('gateway:http')
  log('too little')
  log.info('asked', { status: 200 })
  expect(entries).toEqual([{ level: 'info', component: 'gateway:http', message: 'asked', fields: { status: 200 } }])
})

test('lines name the time, what is grave, the component, and the values', () => {
  const lines: string[] = []
  const log = lineLogger((line) => lines.push(line)).forComponent('gateway:http')
  log('plain')
  log.warn('two', { host: 'a b', port: 1, absent: undefined })
  expect(lines.map((line) => line.replace(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z /, ''))).toEqual([
    'gateway:http plain',
    'WARN gateway:http two host="a b" port=1'
  ])
})
