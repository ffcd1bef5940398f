import { expect, test } from 'vitest'
import { MAX_REMEMBERED_REQUESTS } from '../../src/gateway/defaults.js'
import { RequestLog } from '../../src/gateway/request-log.js'

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
