import { describe, expect, test } from 'vitest'
import { shareVerdict } from '../../src/content/shareable.js'

describe('shareVerdict', () => {
  test.each([
    [{}, undefined],
    [{ 'cache-control': 'public, max-age=3600' }, undefined],
    [{ 'cache-control': 'no-cache' }, undefined], // To be asked about again, but not private.
    [{ 'cache-control': 'max-age=0, must-revalidate' }, undefined],
    [{ vary: 'Accept-Encoding, User-Agent' }, undefined], // All members ask alike.
    [{ 'content-encoding': 'identity' }, undefined],
    [{ 'cache-control': 'x-private-ish' }, undefined],
    [{ 'cache-control': 'private' }, 'private'],
    [{ 'cache-control': 'max-age=10,PRIVATE' }, 'private'],
    [{ 'cache-control': 'private="set-cookie"' }, 'private'],
    [{ 'cache-control': 'No-Store' }, 'no-store'],
    [{ 'cache-control': 'max-age=10 , no-store ' }, 'no-store'],
    [{ vary: '*' }, 'vary'],
    [{ vary: 'accept, *' }, 'vary'],
    [{ vary: `${'x-some-header, '.repeat(40)}x-secret` }, 'vary'], // Longer than records carry.
    [{ vary: 'accept–language' }, 'vary'],
    [{ 'set-cookie': ['a=b'] }, 'set-cookie'],
    [{ 'content-encoding': 'gzip' }, 'content-encoding']
  ])('%j: %s', (headers, reason) => {
    expect(shareVerdict(headers)).toEqual(reason === undefined ? { ok: true } : { ok: false, reason })
  })
})
