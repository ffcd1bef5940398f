import { createSocket, type Socket } from 'node:dgram'
import { once } from 'node:events'
import { expect, test } from 'vitest'
import { serviceTag, udpPortFailure } from '../../src/graph/discovery.js'

test('a group’s mDNS tag is a DNS label that depends on the secret and nothing else', () => {
  const secret = new Uint8Array(32).fill(1)
  expect(serviceTag(secret)).toMatch(/^_[0-9a-f]{16}\._udp\.local$/)
  expect(serviceTag(new Uint8Array(secret))).toBe(serviceTag(secret))
  expect(serviceTag(new Uint8Array(32).fill(2))).not.toBe(serviceTag(secret))
})

test('a UDP port that another program keeps to itself cannot be shared, and one that it shares can', async () => {
  const open = async (reuseAddr: boolean): Promise<Socket> => {
    const socket = createSocket({ type: 'udp4', reuseAddr }).bind(0)
    await once(socket, 'listening')
    return socket
  }
  const [keeper, sharer] = [await open(false), await open(true)]
  expect(await udpPortFailure(keeper.address().port)).toContain('EADDRINUSE')
  expect(await udpPortFailure(sharer.address().port)).toBeUndefined()
  keeper.close()
  sharer.close()
})
