import { expect, test } from 'vitest'
import { serviceTag } from '../../src/graph/discovery.js'

test('a group’s mDNS tag is a DNS label that depends on the secret and nothing else', () => {
  const secret = new Uint8Array(32).fill(1)
  expect(serviceTag(secret)).toMatch(/^_[0-9a-f]{16}\._udp\.local$/)
  expect(serviceTag(new Uint8Array(secret))).toBe(serviceTag(secret))
  expect(serviceTag(new Uint8Array(32).fill(2))).not.toBe(serviceTag(secret))
})
