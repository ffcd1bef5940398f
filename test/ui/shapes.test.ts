// What the page reads is what the routes answer: the compiler compares the page's shapes with the schemas' types.
import { expect, expectTypeOf, test } from 'vitest'
import type * as cache from '../../src/gateway/api/cache.js'
import type * as groupSettings from '../../src/gateway/api/group-settings.js'
import type * as groups from '../../src/gateway/api/groups.js'
import type * as members from '../../src/gateway/api/members.js'
import type * as knocks from '../../src/gateway/api/knocks.js'
import type * as ledger from '../../src/gateway/api/ledger.js'
import type * as status from '../../src/gateway/api/status.js'
import type * as transfers from '../../src/gateway/api/transfers.js'
import type * as page from '../../src/ui/shapes.js'
import { wordsFor, Problem, type WORDS } from '../../src/ui/problems.js'
import type { ProblemCode } from '../../src/gateway/api/problems.js'

test('every answer has what the page reads', () => {
  expectTypeOf<status.NodeStatus>().toExtend<page.Status>()
  expectTypeOf<groups.Group>().toExtend<page.GroupSummary>()
  expectTypeOf<groups.Member>().toExtend<page.Member>()
  expectTypeOf<members.Removal>().toExtend<page.Removal>()
  expectTypeOf<knocks.Knocks>().toExtend<page.Knocks>()
  expectTypeOf<groupSettings.GroupSettingsAnswer>().toExtend<page.GroupSettings>()
  expectTypeOf<groups.MadeCode>().toExtend<page.MadeCode>()
  expectTypeOf<transfers.Transfer>().toExtend<page.Transfer>()
  expectTypeOf<transfers.ContentRequest>().toExtend<page.ContentRequest>()
  expectTypeOf<ledger.History>().toExtend<page.History>()
  expectTypeOf<cache.CachedBlob>().toExtend<page.CacheEntry>()
})

test('every code that the page has words for is one of ours', () => {
  expectTypeOf<Exclude<keyof typeof WORDS, 'NOT_ANSWERING'>>().toExtend<ProblemCode>()
})

test.each([
  [new Problem('NOT_HELD', 'nobody has it'), 'Nobody present has this any more.', 'Nobody has it.'],
  [
    new Problem('NOT_ANSWERING', 'fetch failed'),
    'The node on this machine does not answer. Is “potluck up” running?',
    undefined
  ],
  [new Problem('SOME_OTHER', 'a thing went wrong'), 'A thing went wrong.', undefined],
  [new Problem('HTTP_500', ''), 'No reason was given.', undefined],
  [new TypeError('x is not a function'), 'Something went wrong inside Potluck.', 'TypeError: x is not a function.']
])('%s in words', (error, text, detail) => {
  expect(wordsFor(error)).toMatchObject({ text, detail })
})
