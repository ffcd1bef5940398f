import { expect, test } from 'vitest'
import { createNodeLogger } from '../../src/gateway/node-logger.js'

function written(config: Parameters<typeof createNodeLogger>[0]): string[] {
  const lines: string[] = []
  const log = createNodeLogger(config, (line) => lines.push(line)).forComponent('gateway:http')
  log('debug')
  log.info('asked\nby "somebody"', { status: 200, host: 'origin.example', absent: undefined })
  log.error('broken')
  return lines
}

test('JSON has one object a line, with time, level, component, message and fields', () => {
  const lines = written({ format: 'json', level: 'info' })
  expect(lines).toHaveLength(2)
  const [first, second] = lines.map((line) => JSON.parse(line) as { [name: string]: unknown })
  expect(first).toEqual({
    level: 'info',
    time: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/) as string,
    component: 'gateway:http',
    message: 'asked\nby "somebody"',
    status: 200,
    host: 'origin.example'
  })
  expect(second).toMatchObject({ level: 'error', message: 'broken' })
})

test('text has lines', () => {
  const [line] = written({ format: 'text', level: 'error' })
  expect(line).toMatch(/Z ERROR gateway:http broken$/)
})

test('text for people stays on one line', () => {
  expect(written({ format: 'text', level: 'info' }).every((line) => !line.includes('\n'))).toBe(true)
})
