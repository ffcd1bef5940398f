import type { ServerResponse } from 'node:http'
import { expect, test } from 'vitest'
import { ContentError, type ContentErrorCode } from '../../src/content/index.js'
import { GatewayError } from '../../src/gateway/errors.js'
import { writeProblem } from '../../src/gateway/problem.js'

function written(error: unknown): { status: number; problem: { [key: string]: unknown } } {
  let status = 0
  let problem = {}
  const response = {
    writeHead: (written: number) => (status = written),
    end: (body: string) => (problem = JSON.parse(body) as object)
  }
  writeProblem(response as unknown as ServerResponse, error)
  return { status, problem }
}

test.each<[ContentErrorCode, number]>([
  ['BAD_URL', 400],
  ['PRIVATE_URL', 400],
  ['BAD_CONTENT_TYPE', 400],
  ['ORIGIN_REFUSED', 403],
  ['NOT_HELD', 404],
  ['BUSY', 503],
  ['DISK', 507],
  ['TOO_LARGE', 507],
  ['ORIGIN_UNREACHABLE', 502]
])('%s of the content room is %d', (code, status) => {
  const said = written(new ContentError(code, 'why'))
  expect(said).toEqual({ status, problem: { type: 'about:blank', title: code, status, code, detail: 'why' } })
})

test('what a caller does wrong is 400, what is ours is 500', () => {
  expect(written(new GatewayError('BAD_REQUEST', 'why')).status).toBe(400)
  expect(written(new TypeError('a bug')).status).toBe(500)
})
