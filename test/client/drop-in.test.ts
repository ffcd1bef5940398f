import { expect, test } from 'vitest'
import { sharedRequest } from '../../src/client/drop-in.js'

const URL_A = 'http://example.org/a'

const SHARED: { what: string; request: Request; headers?: { [name: string]: string }; url?: string }[] = [
  { what: 'a plain GET', request: new Request(URL_A) },
  { what: 'https', request: new Request('https://example.org/a'), url: 'https://example.org/a' },
  { what: 'a fragment, which stays here', request: new Request(`${URL_A}#part`) },
  {
    what: 'a range',
    request: new Request(URL_A, { headers: { range: 'bytes=0-9' } }),
    headers: { range: 'bytes=0-9' }
  },
  {
    what: 'conditions',
    request: new Request(URL_A, { headers: { 'If-None-Match': '"x"' } }),
    headers: { 'if-none-match': '"x"' }
  },
  { what: 'what changes nothing', request: new Request(URL_A, { headers: { 'user-agent': 'x', accept: '*/*' } }) },
  {
    what: 'cache: no-cache',
    request: new Request(URL_A, { cache: 'no-cache' } as RequestInit),
    headers: { 'cache-control': 'no-cache' }
  }
]

for (const { what, request, headers = {}, url = URL_A } of SHARED) {
  test(`shared: ${what}`, () => expect(sharedRequest(request)).toEqual({ url, headers }))
}

const OWN: { what: string; request: Request }[] = [
  { what: 'POST', request: new Request(URL_A, { method: 'POST', body: 'x' }) },
  { what: 'HEAD', request: new Request(URL_A, { method: 'HEAD' }) },
  { what: 'another scheme', request: new Request('data:text/plain,hello') },
  { what: 'Authorization', request: new Request(URL_A, { headers: { authorization: 'Basic eDp5' } }) },
  { what: 'a cookie', request: new Request(URL_A, { headers: { cookie: 'a=b' } }) },
  { what: 'an API key in a header of its own', request: new Request(URL_A, { headers: { 'x-api-key': 'k' } }) },
  {
    what: 'a header that may choose another answer',
    request: new Request(URL_A, { headers: { accept: 'text/html' } })
  },
  { what: 'credentials', request: new Request(URL_A, { credentials: 'include' }) },
  { what: 'redirects by hand', request: new Request(URL_A, { redirect: 'manual' }) },
  { what: 'redirects as errors', request: new Request(URL_A, { redirect: 'error' }) },
  { what: 'integrity', request: new Request(URL_A, { integrity: 'sha256-x' }) },
  { what: 'cache: no-store', request: new Request(URL_A, { cache: 'no-store' } as RequestInit) },
  { what: 'cache: reload', request: new Request(URL_A, { cache: 'reload' } as RequestInit) },
  { what: 'Cache-Control: no-store', request: new Request(URL_A, { headers: { 'cache-control': 'no-store' } }) }
]

for (const { what, request } of OWN) {
  test(`only the origin may answer: ${what}`, () => expect(sharedRequest(request)).toBeUndefined())
}
