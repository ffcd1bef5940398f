import { expect, test } from 'vitest'
import type { NodeInfo } from '../../src/graph/index.js'
import { NO_LIMITS, type Member } from '../../src/group/index.js'
import { memberInfo, memberInfos, MemberChanges, type MemberInfo } from '../../src/embed/member-changes.js'

const member = (changes: Partial<MemberInfo> = {}): MemberInfo => ({
  ...{ peer: 'bob', name: 'bob', role: 'member', limits: NO_LIMITS, issuer: 'alice', depth: 2 },
  ...{ validFromMs: 0, validUntilMs: 1, present: false, self: false, nodeId: undefined, addresses: [], ...changes }
})
const here = (changes: Partial<MemberInfo> = {}): MemberInfo =>
  member({ present: true, nodeId: 'n1', addresses: ['/ip4/192.0.2.1/tcp/1967'], ...changes })

function told(before: readonly MemberInfo[], ...states: (MemberInfo | undefined)[]): string[] {
  const changes = new MemberChanges(before)
  return states.flatMap((state) => changes.changed('bob', state).map(({ change }) => change))
}

test('who comes, goes, and is no member any more, once each', () => {
  expect(told([], member(), member(), here(), here(), member(), undefined, undefined)).toEqual([
    ...['joined', 'connected', 'disconnected', 'left']
  ])
  expect(told([], here())).toEqual(['joined', 'connected'])
  expect(told([here()], undefined)).toEqual(['disconnected', 'left'])
  expect(told([here()], here())).toEqual([])
})

test('what is another about it, present or not; where it is only while it stays', () => {
  expect(told([member()], member({ name: 'robert' }), member({ name: 'robert', role: 'administrator' }))).toEqual([
    ...['updated', 'updated']
  ])
  expect(told([here()], here({ addresses: [] }), here({ addresses: [], nodeId: 'n2' }))).toEqual(['updated', 'updated'])
  expect(told([here()], member(), here({ nodeId: 'n2' }))).toEqual(['disconnected', 'connected'])
  expect(told([member()], here({ limits: { ...NO_LIMITS, mayServe: false } }))).toEqual(['connected', 'updated'])
})

test('ourselves first, with where who is present can be reached', () => {
  const plain = (peer: string, changes: Partial<Member> = {}): Member => ({ ...member({ peer }), ...changes })
  const node: NodeInfo = { peer: 'bob', nodeId: 'n1', addresses: ['/ip4/192.0.2.1/tcp/1967'], attributes: '' }
  const members = [plain('alice'), plain('bob', { present: true }), plain('carol', { self: true })]
  const infos = memberInfos(members, [node])
  expect(infos.map(({ peer }) => peer)).toEqual(['carol', 'alice', 'bob'])
  expect(infos[2]).toMatchObject({ nodeId: 'n1', addresses: node.addresses })
  expect(memberInfo(plain('bob'), [node])).toMatchObject({ nodeId: undefined, addresses: [] })
})
