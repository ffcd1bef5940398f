// What is told of the provider follows the machine, not each time that it changes its mind.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { seededRandom, silentLogger, type PeerId } from '../../../src/base/index.js'
import { TERM_MS } from '../../../src/flows/election/defaults.js'
import { TOLD_PAUSE_MS } from '../../../src/flows/election/driver-defaults.js'
import { Election } from '../../../src/flows/election/election.js'
import { KindElection } from '../../../src/flows/election/kind-election.js'
import { FakeClock } from '../../support/fake-clock.js'
import { criteriaWith } from '../../support/election-story.js'
import { alice, bob, mallory } from '../../support/people.js'

let clock: FakeClock
let present: Set<PeerId>
let forbidden: Set<PeerId>
let election: KindElection
let told: (PeerId | undefined)[]

/** Of alice, who does not stand; bob has won. */
beforeEach(() => {
  clock = new FakeClock()
  present = new Set([bob.peer, mallory.peer])
  forbidden = new Set()
  const view = {
    isPresent: (peer: PeerId) => present.has(peer),
    mayProvide: (peer: PeerId) => !forbidden.has(peer),
    measuredBandwidth: () => undefined,
    presentCount: () => present.size + 1,
    others: () => []
  }
  const init = { kind: '', self: alice.peer, view }
  const machine = new Election({ ...init, random: seededRandom(1), nowMs: clock.nowMs() })
  election = new KindElection({
    ...{ ...init, clock, machine, logger: silentLogger },
    nowMs: () => clock.nowMs(),
    ownCriteria: () => undefined,
    whyNotOwn: () => 'it may not',
    publish: () => {},
    withdraw: () => {}
  })
  told = []
  election.on('change', (provider) => told.push(provider))
  election.handle({ type: 'start', reason: 'start' })
  claims(bob.peer, 10)
})
afterEach(() => {
  election.close()
  expect(clock.pendingTimers).toBe(0)
})

function claims(author: PeerId, bandwidth: number): void {
  const times = { electedAtMs: clock.nowMs() - 60_000, untilMs: clock.nowMs() - 60_000 + TERM_MS }
  const said = { kind: '', electionId: 'ab'.repeat(16), criteria: criteriaWith(bandwidth), backup: undefined }
  election.handle({ type: 'result', result: { ...said, ...times, author, wished: false } })
}

function goes(peer: PeerId): void {
  present.delete(peer)
  election.handle({ type: 'presence', peer, present: false })
}

test('a first change is told at once; one a second only every five seconds, and at last as it is', () => {
  expect(told).toEqual([bob.peer])
  clock.advance(TOLD_PAUSE_MS)
  for (let second = 0; second < 60; second++) {
    if (second % 2 === 0) claims(mallory.peer, 20)
    else election.handle({ type: 'result-gone', author: mallory.peer })
    clock.advance(1_000)
  }
  expect(told.slice(1, 3)).toEqual([mallory.peer, bob.peer])
  expect(told.length).toBeLessThanOrEqual(2 + 60_000 / TOLD_PAUSE_MS)
  clock.advance(TOLD_PAUSE_MS)
  expect([told.at(-1), election.provider]).toEqual([bob.peer, bob.peer])
})

test('what was taken back before it was to be told is never told', () => {
  claims(mallory.peer, 20)
  clock.advance(TOLD_PAUSE_MS / 2)
  expect(election.elected()).toMatchObject({ peer: bob.peer, electionId: 'ab'.repeat(16) })
  election.handle({ type: 'result-gone', author: mallory.peer })
  clock.advance(TOLD_PAUSE_MS)
  expect(told).toEqual([bob.peer])
})

test('who is gone is named no more, however lately it was told: who provides now is told at once', () => {
  claims(mallory.peer, 5)
  goes(bob.peer)
  expect([election.provider, told]).toEqual([mallory.peer, [bob.peer, mallory.peer]])
  goes(mallory.peer)
  expect([election.provider, election.elected(), told.at(-1)]).toEqual([undefined, undefined, undefined])
})

test('so is who may not provide any more', () => {
  claims(mallory.peer, 5)
  forbidden.add(bob.peer)
  election.handle({ type: 'view' })
  expect([election.provider, told]).toEqual([mallory.peer, [bob.peer, mallory.peer]])
})

test('where another was to be told in a moment, and who was told goes, it is told now', () => {
  claims(mallory.peer, 20)
  expect(election.provider).toBe(bob.peer)
  goes(bob.peer)
  expect([election.provider, told]).toEqual([mallory.peer, [bob.peer, mallory.peer]])
})
