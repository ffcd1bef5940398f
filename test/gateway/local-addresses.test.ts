import { expect, test } from 'vitest'
import { localAddresses } from '../../src/gateway/local-addresses.js'

const ROUTES = `Local:
  +-- 0.0.0.0/0 2 0 2
     +-- 172.17.0.0/16 2 0 2
        |-- 172.17.0.0
           /16 link UNICAST
        |-- 172.17.0.1
           /32 host LOCAL
        |-- 172.17.255.255
           /32 link BROADCAST
`

test('own addresses are read from the routes', () => {
  expect(localAddresses(() => ROUTES)).toEqual(['172.17.0.1'])
})

test('there are none where nothing can be read', () => {
  const fails = (): string => {
    throw new Error('no such file')
  }
  expect(localAddresses(fails)).toEqual([])
})

test.runIf(process.platform === 'linux')('of Linux they have loopback at least', () => {
  expect(localAddresses()).toContain('127.0.0.1')
})
