import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { PeerId } from '../../src/base/index.js'
import { NO_LIMITS, type Membership } from '../../src/group/index.js'
import { Renewal, type RenewalOutput } from '../../src/group/renewal.js'
import { FAKE_NOW_MS as T } from '../support/fake-clock.js'
import { alice, bob, carol, dave, person } from '../support/people.js'

const DAY_MS = 24 * 3600_000
const YEAR_MS = 365 * DAY_MS

function member({ peer }: { peer: PeerId }, change: Partial<Membership> = {}): Membership {
  return {
    peer,
    role: 'member',
    pathLength: 0,
    validFromMs: T,
    validUntilMs: T + YEAR_MS,
    limits: NO_LIMITS,
    ...change
  }
}

function administrator(who: { peer: PeerId }, pathLength: number, change: Partial<Membership> = {}): Membership {
  return member(who, { role: 'administrator', pathLength, validUntilMs: T + 5 * YEAR_MS, ...change })
}

const renewed = (outputs: readonly RenewalOutput[]): PeerId[] =>
  outputs.flatMap((output) => (output.type === 'renew' ? [output.member.peer] : []))

const theAlice = administrator(alice, 3)
const theBob = administrator(bob, 3)

function ask(
  nowMs: number,
  members: readonly Membership[],
  own: Membership | undefined = theAlice,
  present: PeerId[] = []
) {
  return new Renewal().handle({ members, own, present, nowMs })
}

describe('a member', () => {
  const carols = member(carol)

  test('is renewed from one third of its year on, once; again a day later where that came to nothing', () => {
    expect(renewed(ask(T + YEAR_MS / 3 - 1000, [theAlice, carols]))).toEqual([])
    const machine = new Renewal()
    const input = { members: [theAlice, carols], own: theAlice, present: [], nowMs: T + YEAR_MS / 3 }
    expect(renewed(machine.handle(input))).toEqual([carol.peer])
    expect(renewed(machine.handle({ ...input, nowMs: input.nowMs + DAY_MS - 1 }))).toEqual([])
    expect(renewed(machine.handle({ ...input, nowMs: input.nowMs + DAY_MS }))).toEqual([carol.peer])
    const next = member(carol, { validFromMs: input.nowMs, validUntilMs: input.nowMs + YEAR_MS })
    const later = { ...input, members: [theAlice, next], nowMs: input.nowMs + YEAR_MS / 2 }
    expect(renewed(machine.handle(later))).toEqual([carol.peer])
  })

  test('is renewed by one administrator present, and by the next a day later if that one does not', () => {
    const members = [theAlice, theBob, carols]
    const present = [alice.peer, bob.peer]
    const by = (own: Membership, nowMs: number): PeerId[] => renewed(ask(nowMs, members, own, present))
    const at = T + YEAR_MS / 3
    expect([...by(theAlice, at), ...by(theBob, at)]).toEqual([carol.peer])
    expect([...by(theAlice, at + DAY_MS), ...by(theBob, at + DAY_MS)]).toHaveLength(2)
    // Who is away is not waited for.
    expect(renewed(ask(at, members, theAlice, [alice.peer]))).toEqual([carol.peer])
  })

  test('is renewed by whoever there is in its last 30 days, though many stand before', () => {
    const present = Array.from({ length: 400 }, (_, at) => person(`administrator ${at}`).peer)
    const lateMs = T + YEAR_MS - 30 * DAY_MS
    expect(renewed(ask(lateMs, [theAlice, carols], theAlice, present))).toEqual([carol.peer])
  })

  test('of fixed term is not renewed, nor is one by a member, nor to end sooner', () => {
    const lateMs = T + YEAR_MS - DAY_MS
    expect(ask(lateMs, [member(carol, { limits: { ...NO_LIMITS, fixedTerm: true } })])).toEqual([])
    expect(ask(lateMs, [carols], member(dave))).toEqual([])
    const nobody = { members: [carols], own: undefined, present: [], nowMs: lateMs }
    expect(new Renewal().handle(nobody)).toEqual([])
    expect(ask(lateMs, [carols], { ...theAlice, validUntilMs: carols.validUntilMs })).toEqual([])
  })

  test('keeps its limits, and many are renewed a few at a time, the first to end first', () => {
    const many = Array.from({ length: 25 }, (_, at) =>
      member(person(`member ${at}`), { validUntilMs: T + YEAR_MS - at * DAY_MS })
    )
    const outputs = ask(T + YEAR_MS / 2, [theAlice, ...many])
    expect(renewed(outputs)).toEqual(
      many
        .slice(-10)
        .reverse()
        .map(({ peer }) => peer)
    )
    expect(outputs[0]).toMatchObject({ member: { limits: NO_LIMITS } })
  })
})

describe('an administrator', () => {
  const lateMs = T + 4.5 * YEAR_MS
  const longAlice = { ...theAlice, validUntilMs: T + 9 * YEAR_MS }

  test('is renewed by one nearer to the root, never put further away by one as near', () => {
    expect(renewed(ask(lateMs, [administrator(carol, 2)], longAlice))).toEqual([carol.peer])
    expect(renewed(ask(lateMs, [theBob], longAlice))).toEqual([])
    expect(
      renewed(ask(lateMs, [administrator(carol, 2)], administrator(dave, 2, { validUntilMs: T + 9 * YEAR_MS })))
    ).toEqual([])
  })

  test('whom the root appointed is told of a year before its end: only the phrase renews it', () => {
    const machine = new Renewal()
    const input = { members: [theBob, longAlice], own: longAlice, present: [], nowMs: T + 4 * YEAR_MS - 1000 }
    expect(machine.handle(input)).toEqual([])
    const warning = { type: 'warn', peer: bob.peer, endsAtMs: theBob.validUntilMs }
    expect(machine.handle({ ...input, nowMs: input.nowMs + 1000 })).toEqual([warning])
    expect(machine.handle({ ...input, nowMs: input.nowMs + DAY_MS })).toEqual([])
  })
})

test('a group whose administrators are away now and then loses no member', () => {
  fc.assert(
    fc.property(fc.array(fc.subarray([0, 1, 2]), { minLength: 60, maxLength: 60 }), (weeks) => {
      const people = [alice, bob, dave]
      const machines = people.map(() => new Renewal())
      let carols = member(carol)
      for (const [week, present] of weeks.entries()) {
        const nowMs = T + week * 14 * DAY_MS
        const awake = week % 4 === 3 ? [0] : present // Somebody is there every two months.
        for (const at of awake) {
          const own = administrator(people[at]!, 3)
          const members = [own, carols]
          const outputs = machines[at]!.handle({ members, own, present: awake.map((one) => people[one]!.peer), nowMs })
          if (renewed(outputs).length > 0) {
            const next = member(carol, {
              validFromMs: nowMs,
              validUntilMs: Math.min(nowMs + YEAR_MS, own.validUntilMs)
            })
            expect(next.validUntilMs).toBeGreaterThan(carols.validUntilMs)
            carols = next
          }
        }
        expect(carols.validUntilMs).toBeGreaterThan(nowMs)
      }
    }),
    { numRuns: 30, seed: 3 }
  )
})
