import { expect, test } from 'vitest'
import { MAX_REMEMBERED_REQUESTS } from '../../src/gateway/defaults.js'
import { RequestLog, type ContentResult } from '../../src/gateway/request-log.js'

test('the oldest finished requests are forgotten, running ones never', () => {
  const log = new RequestLog()
  const running = log.start('group', 'http://origin/running')
  for (let i = 0; i < 2 * MAX_REMEMBERED_REQUESTS; i++) {
    log.failed(log.start('group', `http://origin/${i}`), { code: 'ORIGIN_STATUS', message: '404' })
  }
  expect(log.list()).toHaveLength(MAX_REMEMBERED_REQUESTS)
  expect(log.get(running)?.state).toBe('running')
  expect(log.list().at(-1)?.url).toBe(`http://origin/${2 * MAX_REMEMBERED_REQUESTS - 1}`)
})

test('a request ends once: what it comes to first counts', () => {
  const log = new RequestLog()
  const result = { sources: { uplink: 3, members: { a: 4 }, cache: 0 } } as unknown as ContentResult
  const [left, part, whole] = [1, 2, 3].map((n) => log.start('group', `http://origin/${n}`))
  log.failed(left!, { code: 'NODE_STOPPED', message: 'the caller went away' })
  log.done(left!, result)
  log.done(part!)
  log.failed(part!, { code: 'ORIGIN_BROKEN', message: 'later' })
  log.done(whole!, result)
  expect(log.list().map(({ state }) => state)).toEqual(['failed', 'done', 'done'])
  expect(log.get(part!)?.result).toBeUndefined()
  expect(log.totals()).toEqual({ done: 2, failed: 1, bytes: { uplink: 3, members: 4 } })
})
