import { expect, test } from 'vitest'
import type { NetworkInterfaces } from '../../src/graph/addresses.js'
import { hostsOfScope, isInScope, type GraphScope } from '../../src/graph/scope.js'

const interfaces = {
  lo: [{ address: '127.0.0.1', cidr: '127.0.0.1/8', family: 'IPv4', internal: true }],
  eth0: [{ address: '192.168.1.5', cidr: '192.168.1.5/24', family: 'IPv4', internal: false }]
} as unknown as NetworkInterfaces

const REACHED: [string, GraphScope[]][] = [
  ['127.0.0.1', ['global', 'site', 'link', 'loopback']],
  ['192.168.1.77', ['global', 'site', 'link']],
  ['169.254.3.4', ['global', 'site', 'link']],
  ['fe80::1', ['global', 'site', 'link']],
  ['192.168.2.77', ['global', 'site']],
  ['10.1.2.3', ['global', 'site']],
  ['203.0.113.9', ['global']]
]

test.each(REACHED)('%s is within %j', (host, scopes) => {
  const within = (['global', 'site', 'link', 'loopback'] as const).filter((scope) =>
    isInScope(host, scope, () => interfaces)
  )
  expect(within).toEqual(scopes)
})

test('only a graph of this machine listens on loopback alone', () => {
  expect(hostsOfScope('loopback')).toEqual(['127.0.0.1'])
  expect(hostsOfScope('link')).toEqual(['0.0.0.0'])
})
