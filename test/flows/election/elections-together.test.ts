// Elections of real members in one process, on a clock that a test moves: store, flooding, presence and membership are the real ones.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ABSENCE_GRACE_MS, MAX_RESPONSE_DELAY_MS, TIME_OUT_MS } from '../../../src/flows/election/defaults.js'
import { createTestGroup, type TestGroup, type TestMember } from '../../../src/testing/index.js'

const URLS = ['a', 'b', 'c', 'd'].map((name) => `http://example.org/${name}`)
const BODY = Buffer.alloc(10_000, 'body')

let group: TestGroup
let members: readonly TestMember[]

beforeEach(async () => {
  group = await createTestGroup(3, { origins: Object.fromEntries(URLS.map((url) => [url, BODY])) })
  members = group.members
})
afterEach(() => group.close())

const providersOf = (kind: string, among = members): (string | undefined)[] =>
  among.map((member) => member.elections.provider(kind)?.peer)

test('an election has one winner, the same at all, who can say why', async () => {
  const [alice, bob, carol] = members as [TestMember, TestMember, TestMember]
  expect(providersOf('group')).toEqual([undefined, undefined, undefined])
  const elected = await alice.elections.start('group')
  await group.settle()
  expect(new Set(providersOf('group'))).toEqual(new Set([elected.peer]))
  const winner = members.find(({ identity }) => identity.peer === elected.peer)!
  const loser = [alice, bob, carol].find((member) => member !== winner)!
  expect(winner.elections.explain('group')).toMatchObject({ whyNotSelf: undefined, running: false, state: 'idle' })
  expect(loser.elections.explain('group')).toMatchObject({
    provider: { peer: elected.peer },
    whyNotSelf: 'it loses by key'
  })
})

test('what an application says of a node decides below what is measured', async () => {
  const [alice, bob, carol] = members as [TestMember, TestMember, TestMember]
  carol.elections.offer('printing', { 7: 2 })
  bob.elections.offer('printing', { 7: 1 })
  const elected = await alice.elections.start('printing')
  expect(elected).toMatchObject({ kind: 'printing', peer: carol.identity.peer })
  await group.settle()
  const { stood, decidedBy } = alice.elections.explain('printing')
  expect(stood[0]).toMatchObject({ peer: carol.identity.peer, lostBy: undefined })
  expect([decidedBy, stood[1]?.lostBy]).toEqual(['level 7', 'level 7'])
  expect(bob.elections.kinds()).toEqual(['printing'])
})

test('the provider fetches for all, whoever asks', async () => {
  const { peer } = await members[0]!.elections.start('group')
  await group.settle()
  const asker = members.find(({ identity }) => identity.peer !== peer)!
  for (const url of URLS) await (await asker.fetch(url)).done
  const fetched = members.map((member) => [member.identity.peer === peer, member.ledger().uplink.bytesIn])
  expect(fetched.filter(([, bytes]) => bytes !== 0)).toEqual([[true, URLS.length * BODY.byteLength]])
})

test('the provider goes: another is elected without anybody asking', async () => {
  const { peer } = await members[0]!.elections.start('group')
  await group.settle()
  const gone = members.find(({ identity }) => identity.peer === peer)!
  const others = members.filter((member) => member !== gone)
  const changes: unknown[] = []
  others[0]!.on('provider', (change) => changes.push(change))
  gone.goOffline()
  const budgetMs = ABSENCE_GRACE_MS + 2 * MAX_RESPONSE_DELAY_MS + TIME_OUT_MS + 180_000
  await group.clock.runUntil(
    () => providersOf('group', others).every((one) => one !== undefined && one !== peer),
    budgetMs
  )
  expect(new Set(providersOf('group', others)).size).toBe(1)
  expect(changes.at(-1)).toMatchObject({ kind: 'group', provider: providersOf('group', others)[0] })
})

test('who may not provide calls no election, and is not elected', async () => {
  const [alice, bob, carol] = members as [TestMember, TestMember, TestMember]
  await group.clock.run(alice.setLimits(bob.identity.peer, { mayProvide: false }))
  await group.settle()
  await expect(bob.elections.start('group')).rejects.toMatchObject({ code: 'MAY_NOT_PROVIDE' })
  bob.elections.offer('printing', { 7: 9 })
  const { peer } = await carol.elections.start('printing')
  expect(peer).not.toBe(bob.identity.peer)
  const { own, whyNotSelf } = bob.elections.explain('printing')
  expect([own, whyNotSelf]).toEqual([[], 'its certificate says that it may not provide'])
})

test('what is not well formed is refused with a code', async () => {
  const [alice] = members as [TestMember]
  const refused = (code: string, call: () => unknown): void => {
    expect(call).toThrow(expect.objectContaining({ code }))
  }
  refused('BAD_KIND', () => alice.elections.provider('No Kind'))
  refused('NO_ELECTION', () => alice.elections.explain('printing'))
  refused('BAD_CRITERIA', () => alice.elections.offer('printing', { 6: 1 }))
  refused('BAD_CRITERIA', () => alice.elections.offer('printing', { 7: 70_000 }))
  refused('INVALID_ARGUMENT', () => alice.elections.offer('printing', { 7: 'x' } as unknown as { 7: number }))
  for (let kind = 0; kind < 32; kind++) alice.elections.offer(`kind-${kind}`, {})
  refused('TOO_MANY_KINDS', () => alice.elections.offer('one-more', {}))
})
