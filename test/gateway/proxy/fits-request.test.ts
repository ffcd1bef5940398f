import type { IncomingHttpHeaders } from 'node:http'
import { expect, test } from 'vitest'
import { misfit } from '../../../src/gateway/proxy/fits-request.js'
import { fetchedDouble, type FetchedInit } from '../../support/fetched.js'

const BROWSER = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8', 'user-agent': 'Mozilla/5.0' }

function judge(fetched: Partial<FetchedInit>, headers: IncomingHttpHeaders = {}): ReturnType<typeof misfit> {
  return misfit(fetchedDouble({ content: Buffer.alloc(0), ...fetched }), headers)
}

test.each<[string, Partial<FetchedInit>, IncomingHttpHeaders, ReturnType<typeof misfit>]>([
  ['what is shared', {}, {}, undefined],
  ['what is somebody’s own', { shared: false }, {}, 'not-shared'],
  ['what varies by what both said', { facts: { vary: 'Accept-Encoding' } }, { 'accept-encoding': 'gzip' }, undefined],
  ['what varies by what neither said', { facts: { vary: 'accept-encoding,Accept-Language,' } }, {}, undefined],
  ['what varies by what the program said', { facts: { vary: 'Accept-Language' } }, { 'accept-language': 'de' }, 'vary'],
  ['what varies by what both accept', { facts: { vary: 'Accept' } }, { accept: '*/*' }, undefined],
  ['what varies by what neither limits', { facts: { vary: 'Accept' } }, {}, undefined],
  ['what varies by what the program accepts', { facts: { vary: 'Accept' } }, { accept: 'image/webp' }, 'vary'],
  ['what varies by who asks', { facts: { vary: 'User-Agent' } }, {}, 'vary'],
  ['what varies by everything', { facts: { vary: 'Cookie, *' } }, {}, 'vary'],
  ['a page for a browser', { facts: { contentType: 'text/html; charset=utf-8' } }, BROWSER, 'page'],
  ['a page for an old browser', { facts: { contentType: 'TEXT/HTML' } }, { 'upgrade-insecure-requests': '1' }, 'page'],
  ['a picture with scripts for a browser', { facts: { contentType: 'image/svg+xml' } }, BROWSER, 'page'],
  ['what may be a page for a browser', {}, BROWSER, 'page'],
  ['a download for a browser', { facts: { contentType: 'application/zip' } }, BROWSER, undefined],
  ['a document for a browser', { facts: { contentType: 'application/vnd.ms-excel' } }, BROWSER, undefined],
  ['a page for a program', { facts: { contentType: 'text/html' } }, { accept: '*/*' }, undefined],
  ['a style for a page', { facts: { contentType: 'text/css' } }, { accept: 'text/css,*/*;q=0.1' }, undefined]
])('%s', (_what, fetched, headers, expected) => {
  expect(judge(fetched, headers)).toBe(expected)
})
