// What people read where an origin is not reached: the code, and what it means where the code alone says nothing.
import { expect, test } from 'vitest'
import { unreachable } from '../../src/content/origin-dial.js'

test.each([
  ['ERR_SSL_WRONG_VERSION_NUMBER', /ERR_SSL_WRONG_VERSION_NUMBER: that port does not speak TLS/],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', /DEPTH_ZERO_SELF_SIGNED_CERT: no authority .* uplink\.caFile/],
  ['CERT_HAS_EXPIRED', /CERT_HAS_EXPIRED: its certificate has expired/],
  ['EAI_AGAIN', /EAI_AGAIN: no answer from the name servers/],
  ['ECONNREFUSED', /^vendor\.example cannot be reached \(ECONNREFUSED\)$/]
])('%s', (code, words) => {
  const { message } = unreachable('vendor.example', Object.assign(new Error('write'), { code }))
  expect(message).toMatch(words)
})
