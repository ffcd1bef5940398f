import { expect, test } from 'vitest'
import { statusWords } from '../../src/ui/status-words.js'
import type { GroupStatus } from '../../src/ui/shapes.js'

const home: GroupStatus = {
  ...{ id: 'a', name: 'Home', members: 3, present: 2, neighbours: 1 },
  ...{ synchronised: true, uplink: 'yes' }
}
const cache = { blobs: 0, bytes: 0, maxBytes: 1 }

const said = (change: Partial<GroupStatus>, full?: { sinceMs: number; reason: string }): string[] =>
  statusWords(
    { name: 'alice', groups: [{ ...home, ...change }], failedGroups: [], cache: { ...cache, full } },
    'a'
  ).map(({ text, attention }) => (attention ? `! ${text}` : text))

test.each([
  [{}, ['2 of 3 members here', 'synchronised', 'Internet reached']],
  [{ synchronised: false }, ['2 of 3 members here', 'synchronising…', 'Internet reached']],
  [{ neighbours: 0, present: 1 }, ['1 of 3 members here', '! no other member reached', 'Internet reached']],
  [{ members: 1, present: 1, neighbours: 0 }, ['1 of 1 member here', 'synchronised', 'Internet reached']],
  [{ uplink: 'no' }, ['2 of 3 members here', 'synchronised', 'no Internet here: files come through other members']],
  [{ uplink: 'unknown' }, ['2 of 3 members here', 'synchronised', 'Internet not tried lately']]
] as const)('%j: %j', (change, words) => {
  expect(said(change)).toEqual(words)
})

test('without Internet and without anybody, that is to be looked at', () => {
  expect(said({ uplink: 'no', present: 1, neighbours: 0 }).at(-1)).toMatch(/^! no Internet/)
})

test('so is a full disk', () => {
  expect(said({}, { sinceMs: 1, reason: 'no space left' }).at(-1)).toBe('! the disk takes nothing more: no space left')
})
