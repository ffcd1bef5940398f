// The group must never make it worse: how long it is waited for, and what is said of it afterwards.
import type { IncomingMessage, ServerResponse } from 'node:http'
import { beforeEach, describe, expect, test } from 'vitest'
import {
  ContentError,
  Ledger,
  ORIGIN_CONNECT_BUDGET_MS,
  ORIGIN_HEADERS_BUDGET_MS,
  type Content,
  type TransferProgress
} from '../../../src/content/index.js'
import { AHEAD_BUDGET_MS, CROSSING_BUDGET_MS, FIRST_BYTE_BUDGET_MS } from '../../../src/gateway/defaults.js'
import type { NodeGroup } from '../../../src/gateway/node.js'
import { answerThroughGroup } from '../../../src/gateway/proxy/ask-group.js'
import { ProxyState, type ProxyNode } from '../../../src/gateway/proxy/proxy-state.js'
import { RequestLog } from '../../../src/gateway/request-log.js'
import { FakeClock } from '../../support/fake-clock.js'

const FILE = new URL('http://origin.example/file')
const OTHER = new URL('http://origin.example/other')

let clock: FakeClock
let proxy: ProxyState
let content: { fetch: Content['fetch']; transfers: () => Partial<TransferProgress>[] }
let aborted: boolean
let gone: AbortController

beforeEach(() => {
  clock = new FakeClock()
  aborted = false
  gone = new AbortController()
  content = {
    fetch: (_url, { signal } = {}) =>
      new Promise((_resolve, reject) => {
        signal?.addEventListener('abort', () => {
          aborted = true
          reject(signal.reason as Error)
        })
      }),
    transfers: () => []
  }
  const group = { id: 'aa', name: 'Home', content } as unknown as NodeGroup
  proxy = new ProxyState({ clock, ledger: new Ledger(), groups: () => [group], wanted: '' })
})

function ask(url = FILE, range?: string): Promise<boolean> {
  const node = { clock, proxy, requests: new RequestLog() } as unknown as ProxyNode
  const request = { method: 'GET', headers: range === undefined ? {} : { range } } as IncomingMessage
  const response = { headersSent: false } as ServerResponse
  const verdict = { to: 'group', freshness: 'default', maxAgeMs: undefined } as const
  return answerThroughGroup(node, { request, response, url, verdict, redirects: 'refuse', signal: gone.signal })
}

describe('a group that gives no first byte', () => {
  test('is passed by after 10 s, and for a while at once', async () => {
    const asking = ask()
    await clock.advanceAsync(FIRST_BYTE_BUDGET_MS - 1)
    expect(aborted).toBe(false)
    await clock.advanceAsync(1)
    expect(await asking).toBe(false)
    expect(aborted).toBe(true)
    expect([proxy.avoided.has(FILE), proxy.avoided.has(OTHER)]).toEqual([true, false])
    expect(await ask()).toBe(false)
    expect(clock.pendingTimers).toBe(0)
  })

  test.each(['leading', 'following'] as const)('is waited for while its origin is asked: %s', async (state) => {
    content.transfers = () => [{ url: FILE.href, bytes: 0, state }]
    const asking = ask()
    await clock.advanceAsync(ORIGIN_CONNECT_BUDGET_MS + ORIGIN_HEADERS_BUDGET_MS)
    expect(aborted).toBe(false)
    await clock.advanceAsync(CROSSING_BUDGET_MS)
    expect([await asking, aborted]).toEqual([false, true])
  })

  test('is passed by when nobody asks its origin any more', async () => {
    let state: TransferProgress['state'] = 'leading'
    content.transfers = () => [{ url: FILE.href, bytes: 0, state }]
    const asking = ask()
    await clock.advanceAsync(FIRST_BYTE_BUDGET_MS)
    state = 'asking'
    await clock.advanceAsync(FIRST_BYTE_BUDGET_MS)
    expect(await asking).toBe(false)
  })

  test('is waited for while the content comes nearer', async () => {
    let bytes = 0
    content.transfers = () => [{ url: FILE.href, bytes }]
    const asking = ask()
    for (let i = 0; i < 5; i++) {
      bytes += 1000
      await clock.advanceAsync(FIRST_BYTE_BUDGET_MS)
      expect(aborted).toBe(false)
    }
    await clock.advanceAsync(FIRST_BYTE_BUDGET_MS)
    expect(await asking).toBe(false)
  })

  test('at an offset is waited for no longer than programs wait for a byte, and the next request is asked again', async () => {
    let bytes = 0
    content.transfers = () => [{ url: FILE.href, bytes, state: 'leading' }]
    const asking = ask(FILE, 'bytes=5000000-')
    for (let i = 0; i < AHEAD_BUDGET_MS / FIRST_BYTE_BUDGET_MS; i++) {
      expect(aborted).toBe(false)
      bytes += 1000
      await clock.advanceAsync(FIRST_BYTE_BUDGET_MS)
    }
    expect([await asking, aborted, proxy.avoided.has(FILE)]).toEqual([false, true, false])
  })

  test('is not passed by for a program that has gone', async () => {
    const asking = ask()
    gone.abort(new Error('gone'))
    await expect(asking).rejects.toThrow('gone')
    expect(proxy.avoided.has(FILE)).toBe(false)
  })
})

describe('what the group says', () => {
  test.each<[ConstructorParameters<typeof ContentError>[0], boolean, boolean]>([
    ['ORIGIN_STATUS', true, false],
    ['ORIGIN_REFUSED', true, true],
    ['BUSY', false, false],
    ['FAR_AHEAD', false, false],
    ['NO_UPLINK', false, false],
    ['DISK', false, false]
  ])('%s: passed on; the URL is avoided: %s, its origin: %s', async (code, url, host) => {
    content.fetch = async () => {
      throw new ContentError(code, 'no')
    }
    expect(await ask()).toBe(false)
    expect([proxy.avoided.has(FILE), proxy.avoided.has(OTHER)]).toEqual([url, host])
  })
})

test.each([
  ['', 'aa'],
  ['Home', 'aa'],
  ['Office', undefined]
])('of several groups "%s" is the one that answers programs: %s', (wanted, id) => {
  const groups = [{ id: 'aa', name: 'Home' } as NodeGroup, { id: 'bb', name: 'Away' } as NodeGroup]
  expect(new ProxyState({ clock, ledger: new Ledger(), groups: () => groups, wanted }).group()?.id).toBe(id)
})
