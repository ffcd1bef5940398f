// Which requests go out through a proxy.
import { afterEach, describe, expect, test, vi } from 'vitest'
import { parseProxy, upstreamProxies } from '../../src/content/upstream-proxy.js'

/** It has no types. */
const LIBRARY: string = 'proxy-from-env'
const { getProxyForUrl } = (await import(LIBRARY)) as { getProxyForUrl: (url: string) => string }

afterEach(() => vi.unstubAllEnvs())

function proxied(noProxy: string, url: string): boolean {
  const proxies = { httpProxy: 'http://proxy:1', httpsProxy: 'http://proxy:2', noProxy: noProxy.split(/[,\s]+/) }
  return upstreamProxies(proxies).for(new URL(url)) !== undefined
}

describe('as proxy-from-env has it', () => {
  test.each([
    ['', 'http://a.example/', true],
    ['*', 'http://a.example/', false],
    ['a.example', 'http://a.example/', false],
    ['A.Example', 'http://a.example/', false],
    ['a.example', 'http://aa.example/', true],
    ['a.example', 'http://a.example.org/', true],
    ['.example', 'http://a.example/', false],
    ['.example', 'http://example/', true],
    ['.a.example', 'http://a.example/', true],
    ['*.example', 'http://a.example/', false],
    ['*example', 'http://anexample/', false],
    ['a.example:80', 'http://a.example/', false],
    ['a.example:80', 'http://a.example:8080/', true],
    ['a.example:80', 'https://a.example/', true],
    ['a.example:443', 'https://a.example/', false],
    ['.example:8080', 'http://a.example:8080/', false],
    ['b.example, a.example', 'http://a.example/', false],
    ['b.example a.example', 'http://a.example/', false],
    ['192.168.1.7', 'http://192.168.1.7/', false],
    ['192.168.1.7', 'http://192.168.1.70/', true],
    ['192.168.1.7:80', 'http://192.168.1.7:81/', true],
    ['[2001:db8::1]', 'http://[2001:db8::1]/', false],
    ['[2001:db8::1]:80', 'http://[2001:db8::1]:81/', true]
  ])('no_proxy=%s: %s', (noProxy, url, expected) => {
    vi.stubEnv('http_proxy', 'http://proxy:1')
    vi.stubEnv('https_proxy', 'http://proxy:2')
    vi.stubEnv('no_proxy', noProxy)
    expect(proxied(noProxy, url)).toBe(expected)
    expect(getProxyForUrl(url) !== '').toBe(expected)
  })
})

describe('as curl, Go and Python have it besides', () => {
  test.each([
    ['example.org', 'http://a.example.org/', false],
    ['example.org', 'http://anexample.org/', true],
    ['example.org:8080', 'http://a.example.org:8080/', false],
    ['a.example', 'http://a.example./', false],
    ['10.0.0.0/8', 'http://10.1.2.3/', false],
    ['10.0.0.0/8', 'http://11.1.2.3/', true],
    ['10.0.0.0/8', 'http://10.example/', true],
    ['[fd00::]/8', 'http://[fd12::1]/', false],
    ['fd00::/8', 'http://[fd12::1]/', false],
    ['2001:db8::1', 'http://[2001:db8:0::1]/', false],
    ['7', 'http://192.168.1.7/', true],
    // What names nothing changes nothing.
    ['10.0.0.0/33', 'http://10.0.0.1/', true],
    ['http://a.example', 'http://a.example/', true],
    ['a:b:c', 'http://a.example/', true],
    ['.', 'http://a.example/', true],
    ['127.0.0.1', 'http://a.example/', true]
  ])('no_proxy=%s: %s', (noProxy, url, expected) => {
    expect(proxied(noProxy, url)).toBe(expected)
  })

  test.each([
    'http://127.0.0.1/',
    'http://127.9.9.9:8080/',
    'https://localhost/',
    'http://x.localhost./',
    'http://[::1]/'
  ])('this machine itself is never asked of a proxy: %s', (url) => expect(proxied('', url)).toBe(false))
})

describe('a proxy', () => {
  test('is chosen by the scheme of what is asked', () => {
    const proxies = upstreamProxies({ httpProxy: 'http://a:1', httpsProxy: 'https://b', noProxy: [] })
    expect(proxies.for(new URL('http://files.example/'))).toMatchObject({ host: 'a', port: 1, isSecure: false })
    expect(proxies.for(new URL('https://files.example/'))).toMatchObject({ host: 'b', port: 443, isSecure: true })
    const none = upstreamProxies({ httpProxy: '', httpsProxy: 'http://b:2', noProxy: [] })
    expect(none.for(new URL('http://files.example/'))).toBeUndefined()
  })

  test('has a name that holds no password', () => {
    const proxy = parseProxy('http://me%40corp:p%25%3A@[2001:db8::1]:3128')
    expect(proxy).toEqual({
      host: '2001:db8::1',
      port: 3128,
      isSecure: false,
      authorization: `Basic ${Buffer.from('me@corp:p%:').toString('base64')}`,
      name: 'http://[2001:db8::1]:3128'
    })
  })

  test.each(['proxy:3128', 'socks5://me:secret@proxy', 'http://', 'http://me:secret%@proxy', 'me:secret@proxy'])(
    '%s is none, and it is said without what might be a password',
    (text) => {
      let error: unknown
      try {
        parseProxy(text)
      } catch (thrown) {
        error = thrown
      }
      expect(error).toMatchObject({ code: 'BAD_PROXY' })
      expect(String(error)).not.toContain('secret')
    }
  )
})
