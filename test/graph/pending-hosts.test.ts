import { describe, expect, test } from 'vitest'
import { MAX_PENDING_PER_HOST } from '../../src/graph/defaults.js'
import { PendingHosts } from '../../src/graph/pending-hosts.js'

describe('connections whose handshake runs', () => {
  test('one host holds a few places, others have their own', () => {
    const pending = new PendingHosts()
    for (let i = 0; i < MAX_PENDING_PER_HOST; i++) expect(pending.take(new EventTarget(), '10.0.0.1')).toBe(true)
    expect(pending.take(new EventTarget(), '10.0.0.1')).toBe(false)
    expect(pending.take(new EventTarget(), '10.0.0.2')).toBe(true)
  })

  test('a place is given back when the handshake is done, and when the connection closes', () => {
    const pending = new PendingHosts()
    const held = Array.from({ length: MAX_PENDING_PER_HOST }, () => new EventTarget())
    for (const connection of held) pending.take(connection, '10.0.0.1')
    pending.done(held[0]!)
    held[1]!.dispatchEvent(new Event('close'))
    held[0]!.dispatchEvent(new Event('close'))
    expect(pending.take(new EventTarget(), '10.0.0.1')).toBe(true)
    expect(pending.take(new EventTarget(), '10.0.0.1')).toBe(true)
    expect(pending.take(new EventTarget(), '10.0.0.1')).toBe(false)
  })

  test('nodes of one machine are not limited among each other', () => {
    const pending = new PendingHosts()
    for (let i = 0; i < 50; i++) expect(pending.take(new EventTarget(), '127.0.0.1')).toBe(true)
  })
})
