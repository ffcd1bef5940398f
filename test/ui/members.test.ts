// What the page says of members, and what it offers to do about them.
import { expect, test } from 'vitest'
import { deedsOf, removalWords, removedWords, roleWords, termWords, whoIsOut } from '../../src/ui/member-words.js'
import type { Member, Removal } from '../../src/ui/shapes.js'

const NOON_MS = Date.UTC(2027, 2, 3, 12)
const limits = { mayServe: true, mayUseUplinks: true, mayProvide: true, fixedTerm: false }
const bob: Member = {
  ...{ peer: '12D3KooWbobbobbo', name: 'bob', role: 'member', limits },
  ...{ validUntilMs: NOON_MS, present: true, self: false }
}
const removal = (peer: string, change: Partial<Removal> = {}): Removal => ({
  ...{ peer, kind: 'removed', by: 'alice', atMs: NOON_MS, counts: true },
  ...change
})

test('a member is shown with its role, its limits, and until when it is one', () => {
  expect(roleWords({ ...bob, role: 'administrator', self: true })).toBe('administrator, this machine')
  expect(termWords(bob)).toMatch(/^until .*2027$/)
  const limited = { mayServe: false, mayUseUplinks: false, mayProvide: false, fixedTerm: true }
  expect(termWords({ ...bob, limits: limited })).toMatch(
    /^until .*2027, not renewed, serves nobody, others fetch nothing for it, provides no flows$/
  )
})

test('a member can be made an administrator, an administrator a member, and both be removed', () => {
  const [promote, remove] = deedsOf(bob)
  expect(promote).toMatchObject({ path: 'change', body: { role: 'administrator' } })
  expect(remove).toMatchObject({ path: 'remove', body: {} })
  expect(remove?.words).not.toContain('Whom it let in')
  const [demote, removeToo] = deedsOf({ ...bob, role: 'administrator' })
  expect(demote).toMatchObject({ path: 'change', body: { role: 'member' } })
  expect(removeToo?.words).toContain('Whom it let in stays. If its machine is in other hands')
})

test('who is out is who was removed or left, once, and not who came back, stayed, or was removed by who may not', () => {
  const removals = [
    ...[removal('carol'), removal('carol', { kind: 'left' }), removal('dave', { kind: 'left' })],
    ...[removal(bob.peer), removal('erin', { kind: 'role' }), removal('frank', { counts: false })]
  ]
  expect(whoIsOut(removals, [bob]).map(({ peer, kind }) => [peer, kind])).toEqual([
    ['carol', 'removed'],
    ['dave', 'left']
  ])
})

test('of each it is said by whom and when', () => {
  const nameOf = (peer: string): string => `the name of ${peer}`
  expect(removalWords(removal('12D3KooWcarolcar'), nameOf)).toMatch(
    /^…carolcar was removed by the name of alice on .*2027$/
  )
  expect(removalWords(removal('12D3KooWcarolcar', { by: undefined }), nameOf)).toContain('by the recovery phrase')
  expect(removalWords(removal('12D3KooWcarolcar', { kind: 'left' }), nameOf)).toMatch(/^…carolcar left on/)
})

test('that this machine is out of a group comes first', () => {
  const torn = { id: 'a', code: 'BAD_GROUP_FILE', message: 'it is torn' }
  const out = { id: 'b', code: 'REMOVED', message: 'alice removed this machine' }
  expect(removedWords([torn])).toBeUndefined()
  expect(removedWords([torn, out])).toMatch(
    /^Out of a group: alice removed this machine \(REMOVED\).*Not open: it is torn/
  )
})
