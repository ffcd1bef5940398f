// Where the rooms of a set are full: whoever is kept out stays out, and nobody's much puts out another's little. Objects are made up,
// not signed: thousands of them, of any size.
import { expect, test } from 'vitest'
import { sha256, toHex, utf8 } from '../../src/base/index.js'
import { MAX_REMOVALS } from '../../src/group/defaults.js'
import { NO_LIMITS } from '../../src/group/index.js'
import { MembershipState, type ChainEntry, type RemovalEntry } from '../../src/group/membership-state.js'
import type { CertificateFacts } from '../../src/group/membership.js'
import type { VerifiedRemoval } from '../../src/group/removals.js'
import { FAKE_NOW_MS as NOW_MS } from '../support/fake-clock.js'

const YEAR_MS = 365 * 24 * 3600_000
const idOf = (what: string): string => toHex(sha256(utf8(what)))

function certificateOf(subject: string, administrator = false, named: readonly string[] = []): CertificateFacts {
  return { id: idOf(`${subject} ${administrator} ${named.join()}`), subject: subject, administrator, named }
}

const ann = [certificateOf('ann', true)]
const mallory = [...ann, certificateOf('mallory', true)]

function chainOf(issuers: readonly CertificateFacts[], peer: string, bytes = 500): ChainEntry {
  const certificates = [...issuers, certificateOf(peer)]
  const life = { validFromMs: NOW_MS, validUntilMs: NOW_MS + YEAR_MS }
  return {
    ...{ type: 'chain', chain: [], certificates, object: new Uint8Array(bytes) },
    id: idOf(`chain ${certificates.map(({ id }) => id).join()}`),
    membership: { peer: peer, role: 'member', pathLength: 0, limits: NO_LIMITS, ...life }
  }
}

interface Made extends Partial<VerifiedRemoval> {
  readonly bytes?: number
}

let made = 0
function removalOf(
  authority: readonly CertificateFacts[],
  peer: string,
  { bytes = 400, ...init }: Made = {}
): RemovalEntry {
  const id = idOf(`removal ${made++}`)
  const none = { cut: [], kept: new Set<string>(), knew: new Set<string>() }
  const removal = {
    id,
    peer: peer,
    kind: 'removed' as const,
    madeMs: NOW_MS + made,
    authority,
    ...none,
    ...init
  }
  return { type: 'removal', id, object: new Uint8Array(bytes), removal }
}

function stateOf(...entries: (ChainEntry | RemovalEntry)[]): MembershipState {
  const state = new MembershipState()
  state.add(entries, NOW_MS)
  return state
}

const isMember = (state: MembershipState, peer: string): boolean => state.currentOf(peer, NOW_MS) !== undefined
const many = <Item>(count: number, make: (at: number) => Item): Item[] =>
  Array.from({ length: count }, (_, at) => make(at))

test('who was removed stays so, however often others are given another role', () => {
  const state = stateOf(chainOf(ann, 'carol'), removalOf(ann, 'carol'))
  state.add(
    many(MAX_REMOVALS + 1, (at) => removalOf(ann, `member ${at}`, { kind: 'role' })),
    NOW_MS
  )
  expect(isMember(state, 'carol')).toBe(false)
})

test('of changes of one member by one administrator those before the last do nothing, and go first', () => {
  const first = removalOf(ann, 'dan', { kind: 'role' })
  const second = removalOf(ann, 'dan', { kind: 'role', knew: new Set([first.id]) })
  const others = many(MAX_REMOVALS - 1, (at) => removalOf(ann, `member ${at}`, { kind: 'role' }))
  const state = stateOf(chainOf(ann, 'dan'), first, second, ...others)
  expect([state.has(first.id), state.has(second.id)]).toEqual([false, true])
  expect(others.every(({ id }) => state.has(id))).toBe(true)
})

test('few large removals of one administrator put out none of many small ones of another', () => {
  const small = many(700, (at) => removalOf(ann, `member ${at}`))
  const state = stateOf(...small)
  for (const large of many(300, (at) => removalOf(mallory, `other ${at}`, { bytes: 31_000 })))
    state.add([large], NOW_MS)
  expect(small.filter(({ id }) => !state.has(id))).toEqual([])
})

test('nor few large memberships', () => {
  const small = many(1_800, (at) => chainOf(ann, `member ${at}`))
  const state = stateOf(...small)
  state.add(
    many(1_700, (at) => chainOf(mallory, `other ${at}`, 10_000)),
    NOW_MS
  )
  expect(small.filter(({ id }) => !state.has(id))).toEqual([])
})

test('who left stays away, whatever an administrator signs', () => {
  const own = chainOf(ann, 'carol')
  const state = stateOf(own, removalOf(own.certificates, 'carol', { kind: 'left' }))
  state.add(
    many(MAX_REMOVALS + 100, (at) => removalOf(mallory, `nobody ${at}`)),
    NOW_MS
  )
  expect(isMember(state, 'carol')).toBe(false)
})

test('a removal is one too many where somebody who is kept out would come back by it', () => {
  const state = stateOf(...many(MAX_REMOVALS - 1, (at) => removalOf(ann, `member ${at}`)))
  const [last, further] = [removalOf(ann, 'last'), removalOf(ann, 'further')]
  expect(state.isFullWith(last)).toBe(false)
  state.add([removalOf(ann, 'changed', { kind: 'role' })], NOW_MS)
  expect(state.isFullWith(last)).toBe(false)
  state.add([last], NOW_MS)
  expect([state.isFullWith(last), state.isFullWith(further)]).toEqual([false, true])
  expect(stateOf().isFullWith(removalOf(ann, 'large', { bytes: 9 * 2 ** 20 }))).toBe(true)
})
