// The driver of renewal, with time that the test moves.
import { beforeEach, expect, test } from 'vitest'
import { createLogger, type PeerId } from '../../src/base/index.js'
import { NO_LIMITS, type Membership } from '../../src/group/index.js'
import type { ChainEntry } from '../../src/group/membership-state.js'
import { RenewalDriver, type RenewalWarning } from '../../src/group/renewal-driver.js'
import { FAKE_NOW_MS, FakeClock, settle } from '../support/fake-clock.js'
import { alice, bob, carol, type Person } from '../support/people.js'

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS
const YEAR_MS = 365 * DAY_MS

let clock: FakeClock
let office: Map<PeerId, Membership>
let logged: string[]
let renewed: PeerId[]
let warned: RenewalWarning[]
let failing: boolean
beforeEach(() => {
  clock = new FakeClock()
  office = new Map()
  logged = []
  renewed = []
  warned = []
  failing = false
})

/** And the minute after which it looks. */
function later(byMs: number): void {
  clock.jump(byMs)
  clock.advance(MINUTE_MS)
}

function admit({ peer }: Person, change: Partial<Membership> = {}): void {
  office.set(peer, {
    ...{ peer, role: 'member', pathLength: 0, limits: NO_LIMITS },
    ...{ validFromMs: clock.nowMs(), validUntilMs: clock.nowMs() + YEAR_MS, ...change }
  })
}

const entryOf = (membership?: Membership): ChainEntry[] =>
  membership === undefined
    ? []
    : [{ type: 'chain', id: '', object: new Uint8Array(), chain: [], certificates: [], membership }]

function alices(present: PeerId[] = []): RenewalDriver {
  return new RenewalDriver({
    self: alice.peer,
    members: {
      members: () => [...office.values()],
      membershipOf: (peer) => office.get(peer),
      state: { validOf: (peer) => entryOf(office.get(peer)) }
    },
    clock,
    logger: createLogger(({ message }) => logged.push(message), 'info'),
    present: () => present,
    renew: async (member) => {
      if (failing) throw new Error('the disk is full')
      renewed.push(member.peer)
      admit(bob, { ...member, validUntilMs: clock.nowMs() + YEAR_MS, validFromMs: clock.nowMs() })
    },
    onWarning: (warning) => warned.push(warning)
  })
}

test('what is due is renewed within a minute, and not again', async () => {
  admit(alice, { role: 'administrator', pathLength: 3, validUntilMs: FAKE_NOW_MS + 5 * YEAR_MS })
  admit(bob)
  const driver = alices()
  later(121 * DAY_MS)
  await settle()
  expect(renewed).toEqual([])
  later(DAY_MS)
  await settle()
  expect(renewed).toEqual([bob.peer])
  later(10 * DAY_MS)
  await driver.close()
  expect(renewed).toEqual([bob.peer])
  expect(clock.pendingTimers).toBe(0)
})

test('what fails is tried again a day later', async () => {
  admit(alice, { role: 'administrator', pathLength: 3, validUntilMs: FAKE_NOW_MS + 5 * YEAR_MS })
  admit(bob)
  const driver = alices()
  failing = true
  later(122 * DAY_MS)
  await settle()
  failing = false
  later(DAY_MS + MINUTE_MS)
  await driver.close()
  expect(renewed).toEqual([bob.peer])
})

test('only administrators that are present take turns', async () => {
  admit(alice, { role: 'administrator', pathLength: 3, validUntilMs: FAKE_NOW_MS + 5 * YEAR_MS })
  admit(bob)
  admit(carol)
  // A member that is present has no turn: else one of the two would wait a day for carol.
  const driver = alices([carol.peer, alice.peer])
  later(122 * DAY_MS)
  await driver.close()
  expect(renewed.sort()).toEqual([bob.peer, carol.peer].sort())
})

test('whom only the phrase renews is warned of once, until it is done', async () => {
  admit(alice, { role: 'administrator', pathLength: 3, validUntilMs: FAKE_NOW_MS + YEAR_MS - DAY_MS })
  const driver = alices()
  clock.advance(3 * MINUTE_MS)
  const warning = { peer: alice.peer, endsAtMs: FAKE_NOW_MS + YEAR_MS - DAY_MS }
  expect(warned).toEqual([warning])
  expect(driver.warnings).toEqual([warning])
  admit(alice, { role: 'administrator', pathLength: 3, validUntilMs: FAKE_NOW_MS + 5 * YEAR_MS })
  clock.advance(3 * MINUTE_MS)
  expect(driver.warnings).toEqual([])
  await driver.close()
  expect(warned).toEqual([warning])
})
