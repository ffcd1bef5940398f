import { expect, test } from 'vitest'
import { NO_FACTS, type ContentFacts } from '../../src/content/content-facts.js'
import type { OriginResponse } from '../../src/content/origin.js'
import { Validator, type Verdict } from '../../src/content/validator.js'
import { FAKE_NOW_MS, FakeClock } from '../support/fake-clock.js'

const URL = 'http://origin.example/file'
const LAST_MODIFIED = new Date(FAKE_NOW_MS - 3_600_000).toUTCString()

/** What an origin's 304 with this ETag says of content that is held with these facts. */
async function asked(facts: Partial<ContentFacts>, etag: string | undefined): Promise<Verdict> {
  const answer: OriginResponse = {
    ...{ status: 304, finalUrl: URL, firstByte: 0, totalBytes: undefined, sharing: { ok: true } },
    headers: { 'cache-control': 'max-age=60', ...(etag === undefined ? {} : { etag }) },
    body: { cancel: () => {}, [Symbol.asyncIterator]: async function* () {} }
  }
  const validator = new Validator({
    ...{ clock: new FakeClock(), originTried: () => {}, confirmed: () => {} },
    origins: { open: () => Promise.resolve(answer) }
  })
  const held = { url: URL, urlKey: 'ab'.repeat(32), digest: 'cd'.repeat(32), bytes: 5 }
  return await validator.ask({ ...held, facts: { ...NO_FACTS, lastModified: LAST_MODIFIED, ...facts } })
}

test.each([
  ['none', undefined, '"now"'],
  ['none', undefined, 'W/"now"'],
  ['a weak one', 'W/"a"', '"a"'],
  ['a strong one', '"a"', 'W/"a"'],
  ['a strong one', '"a"', undefined]
])('what is held with %s (%s) keeps it, whatever a 304 with %s says', async (_what, etag, now) => {
  expect(await asked({ etag }, now)).toMatchObject({
    type: 'same',
    facts: { etag, lastModified: LAST_MODIFIED, cacheControl: 'max-age=60' }
  })
})

test('a 304 that names another ETag than the one that is held is none of it', async () => {
  expect(await asked({ etag: '"a"' }, '"b"')).toEqual({ type: 'changed' })
})
