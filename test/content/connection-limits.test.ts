import { expect, test } from 'vitest'
import { MAX_CONNECTIONS, MAX_CONNECTIONS_FROM_MEMBER } from '../../src/content/defaults.js'

test('a dozen members with all connections that they may have leave room for others', () => {
  expect(12 * MAX_CONNECTIONS_FROM_MEMBER).toBeLessThan(MAX_CONNECTIONS)
})
