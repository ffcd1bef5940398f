import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Admission, type AdmissionAttempt, type AdmissionOutput, type Code } from '../../src/group/admission.js'
import {
  ADMISSIONS_BURST,
  DAY_MS,
  MAX_CODES,
  MAX_WAITING_ADMISSIONS,
  WRONG_TOKEN_FORGET_MS,
  WRONG_TOKEN_MAX_MS,
  WRONG_TOKEN_MIN_MS
} from '../../src/group/defaults.js'
import { FAKE_NOW_MS } from '../support/fake-clock.js'
import { alice, bob, carol, dave, mallory, person, type Person } from '../support/people.js'

const EXPIRES_AT_MS = FAKE_NOW_MS + DAY_MS

function code(change: Partial<Code> = {}): Code {
  return {
    ...{ id: '0000000a', tokenHash: 'hash of a', role: 'member' as const, uses: 2, createdAtMs: FAKE_NOW_MS },
    ...{ expiresAtMs: EXPIRES_AT_MS, revoked: false, redeemedBy: [], ...change }
  }
}

let lastAsk = 0
function redeem(machine: Admission, who: Person, change: Partial<AdmissionAttempt> = {}): AdmissionOutput[] {
  const attempt = {
    ...{ peer: who.peer, host: `10.0.0.${who.name.length}`, tokenHash: 'hash of a', nowMs: FAKE_NOW_MS, atMs: 0 },
    ...{ mayAdmit: ['member' as const], wasRemoved: false, ...change }
  }
  return machine.handle({ type: 'redeem', ask: ++lastAsk, attempt })
}

/** `busy`, `invite`, `save 2`: what was put out, in short. */
function short(outputs: AdmissionOutput[]): string[] {
  return outputs.map((output) => {
    if (output.type === 'refuse') return output.refusal.outcome
    if (output.type === 'changed') return output.outcome
    if (output.type === 'save') return `save ${output.codes.map(({ redeemedBy }) => redeemedBy.length).join(' ')}`
    const people = [alice, bob, carol, dave, mallory]
    return `invite ${people.find(({ peer }) => peer === output.peer)?.name}`
  })
}

describe('a code is judged', () => {
  test.each<[string, Partial<Code>, Partial<AdmissionAttempt>, string]>([
    ['a token of no code', {}, { tokenHash: 'another' }, 'unknown-code'],
    ['no token', {}, { tokenHash: undefined }, 'unknown-code'],
    ['taken back', { revoked: true }, {}, 'revoked'],
    ['taken back, and used by the asker', { revoked: true, redeemedBy: [bob.peer] }, {}, 'revoked'],
    ['its last millisecond', {}, { nowMs: EXPIRES_AT_MS }, 'save 1'],
    ['after its end', {}, { nowMs: EXPIRES_AT_MS + 1 }, 'expired'],
    ['after its end, and used by the asker', { redeemedBy: [bob.peer] }, { nowMs: EXPIRES_AT_MS + 1 }, 'expired'],
    ['used up by others', { redeemedBy: [carol.peer, dave.peer] }, {}, 'used-up'],
    ['used up, by the asker too', { redeemedBy: [bob.peer, dave.peer] }, {}, 'invite bob'],
    ['with one use left', { redeemedBy: [dave.peer] }, {}, 'save 2'],
    ['by who is no administrator any more', {}, { mayAdmit: [] }, 'not-administrator'],
    ['by who may appoint no administrators any more', { role: 'administrator' }, {}, 'not-administrator'],
    ['by who was removed', {}, { wasRemoved: true }, 'removed'],
    ['by who was removed, and used it before', { redeemedBy: [bob.peer] }, { wasRemoved: true }, 'removed'],
    ['by who was removed, with a wrong token', {}, { wasRemoved: true, tokenHash: 'another' }, 'unknown-code'],
    ['by who may', { role: 'administrator' }, { mayAdmit: ['member', 'administrator'] }, 'save 1'],
    ['by who never was, for a wrong token', {}, { mayAdmit: [], tokenHash: 'another' }, 'unknown-code']
  ])('%s', (_what, changedCode, attempt, expected) => {
    expect(short(redeem(new Admission([code(changedCode)]), bob, attempt))).toEqual([expected])
  })
})

describe('who comes in', () => {
  test('is answered when the use is on disk, not before', () => {
    const machine = new Admission([code()])
    expect(short(redeem(machine, bob))).toEqual(['save 1'])
    expect(machine.codes()[0]?.redeemedBy).toEqual([])
    expect(short(machine.handle({ type: 'saved' }))).toEqual(['invite bob'])
    expect(machine.codes()[0]?.redeemedBy).toEqual([bob.peer])
  })

  test('waits for a write of its own where one is under way, and several share the next', () => {
    const machine = new Admission([code({ uses: 5 })])
    redeem(machine, bob)
    expect(short(redeem(machine, carol))).toEqual([])
    expect(short(redeem(machine, dave))).toEqual([])
    expect(short(machine.handle({ type: 'saved' }))).toEqual(['invite bob', 'save 3'])
    expect(short(machine.handle({ type: 'saved' }))).toEqual(['invite carol', 'invite dave'])
  })

  test('is counted once while the first asking is still being written', () => {
    const machine = new Admission([code({ uses: 1 })])
    redeem(machine, bob)
    expect(short(redeem(machine, bob))).toEqual([])
    expect(short(redeem(machine, carol))).toEqual(['busy']) // It may fail: then there is a use for her.
    expect(short(machine.handle({ type: 'saved' }))).toEqual(['invite bob', 'save 1'])
    expect(short(redeem(machine, carol))).toEqual(['used-up'])
    expect(short(machine.handle({ type: 'saved' }))).toEqual(['invite bob'])
  })

  test('is asked to come again where the disk failed, and so is who builds on that; the use is free again', () => {
    const machine = new Admission([code({ uses: 1 })])
    redeem(machine, bob)
    redeem(machine, bob)
    expect(short(machine.handle({ type: 'not-saved' }))).toEqual(['busy', 'busy'])
    expect(short(redeem(machine, carol))).toEqual(['save 1'])
    expect(short(machine.handle({ type: 'saved' }))).toEqual(['invite carol'])
  })

  test('is asked to come again where too many wait for the disk', () => {
    const machine = new Admission([code({ uses: 250 })])
    const late = Array.from({ length: MAX_WAITING_ADMISSIONS + 2 }, (_, i) => person(`number ${i}`))
    const answers = late.map((who, i) => short(redeem(machine, who, { host: `10.0.1.${i}`, atMs: i * 1000 })))
    expect(answers[0]).toEqual(['save 1'])
    expect(answers.at(-2)).toEqual([])
    expect(answers.at(-1)).toEqual(['busy'])
  })
})

describe('who sends wrong tokens', () => {
  const wrong = { tokenHash: 'another' }

  test('is not heard for a second, then two, and so on to a minute; others are', () => {
    const machine = new Admission([code()])
    let atMs = 0
    for (let waitMs = WRONG_TOKEN_MIN_MS; waitMs <= 2 * WRONG_TOKEN_MAX_MS; waitMs *= 2) {
      const boundedMs = Math.min(waitMs, WRONG_TOKEN_MAX_MS)
      expect(short(redeem(machine, mallory, { ...wrong, atMs }))).toEqual(['unknown-code'])
      expect(redeem(machine, mallory, { atMs: atMs + boundedMs - 1 })).toMatchObject([
        { refusal: { outcome: 'busy', retryAfterMs: 1 } }
      ])
      atMs += boundedMs
    }
    expect(short(redeem(machine, bob, { atMs }))).toEqual(['save 1'])
  })

  test('is forgiven after ten minutes without', () => {
    const machine = new Admission([code()])
    for (const atMs of [0, 1000, 3000]) redeem(machine, mallory, { ...wrong, atMs })
    const atMs = 3000 + WRONG_TOKEN_FORGET_MS
    redeem(machine, mallory, { ...wrong, atMs })
    expect(redeem(machine, mallory, { atMs })).toMatchObject([{ refusal: { retryAfterMs: WRONG_TOKEN_MIN_MS } }])
  })

  test('from everywhere at once makes other strangers wait a second, and nobody who has a good one', () => {
    const machine = new Admission([code(), code({ id: '0000000b', tokenHash: 'hash of b', revoked: true })])
    for (let i = 0; i < ADMISSIONS_BURST; i++) redeem(machine, mallory, { ...wrong, host: `10.0.2.${i}` })
    expect(short(redeem(machine, bob))).toEqual(['save 1 0'])
    expect(short(redeem(machine, carol, wrong))).toEqual(['busy'])
    expect(short(redeem(machine, carol, { tokenHash: 'hash of b' }))).toEqual(['busy'])
    expect(short(redeem(machine, carol, { ...wrong, atMs: 1000 }))).toEqual(['unknown-code'])
  })
})

test('a class that scans one code together is heard, forty at once and ten a second', () => {
  const machine = new Admission([code({ uses: 250, redeemedBy: [bob.peer] })])
  const ask = (i: number, atMs: number): string[] => short(redeem(machine, bob, { host: `10.0.2.${i}`, atMs }))
  for (let i = 0; i < ADMISSIONS_BURST; i++) expect(ask(i, 0)).toEqual(['invite bob'])
  expect(ask(0, 0)).toEqual(['busy'])
  expect(ask(0, 1000)).toEqual(['invite bob'])
})

describe('an administrator', () => {
  test('adds and takes back, each when it is on disk', () => {
    const machine = new Admission([])
    expect(short(machine.handle({ type: 'add', ask: 1, code: code() }))).toEqual(['save 0'])
    expect(machine.codes()).toEqual([])
    expect(short(machine.handle({ type: 'saved' }))).toEqual(['done'])
    expect(short(machine.handle({ type: 'revoke', ask: 2, id: 'ffffffff' }))).toEqual(['no-such-code'])
    machine.handle({ type: 'revoke', ask: 3, id: code().id })
    expect(short(redeem(machine, bob))).toEqual(['revoked']) // Already while it is being written.
    expect(short(machine.handle({ type: 'not-saved' }))).toEqual(['not-saved'])
    expect(short(redeem(machine, bob))).toEqual(['save 1'])
  })

  test('is told when there are too many; dead ones make room, the oldest first', () => {
    const many = Array.from({ length: MAX_CODES }, (_, i) =>
      code({ id: `0000${1000 + i}`, createdAtMs: FAKE_NOW_MS + i })
    )
    const fresh = code({ id: 'ffffffff', createdAtMs: FAKE_NOW_MS + 1000 })
    expect(short(new Admission(many).handle({ type: 'add', ask: 1, code: fresh }))).toEqual(['too-many-codes'])
    const withDead = many.map((one, i) => ({ ...one, revoked: i === 5 || i === 7 }))
    const machine = new Admission(withDead)
    machine.handle({ type: 'add', ask: 1, code: fresh })
    machine.handle({ type: 'saved' })
    expect(machine.codes()).toHaveLength(MAX_CODES)
    expect(machine.codes().map(({ id }) => id)).not.toContain('00001005')
    expect(machine.codes().map(({ id }) => id)).toContain('00001007')
  })

  test('gets room from used-up codes where none is dead, once their last use is on disk', () => {
    const many = Array.from({ length: MAX_CODES }, (_, i) =>
      code({ id: `0000${1000 + i}`, tokenHash: `hash of ${i}`, uses: 1, createdAtMs: FAKE_NOW_MS + i })
    )
    const machine = new Admission(many)
    const add = (id: string): string[] =>
      short(machine.handle({ type: 'add', ask: 1, code: code({ id, createdAtMs: FAKE_NOW_MS + 1000 }) }))
    redeem(machine, bob, { tokenHash: 'hash of 5' })
    expect(add('ffffffff')).toEqual(['too-many-codes'])
    machine.handle({ type: 'saved' })
    expect(add('ffffffff')).toEqual([expect.stringContaining('save ')])
    expect(short(machine.handle({ type: 'saved' }))).toEqual(['done'])
    expect(machine.codes().map(({ id }) => id)).not.toContain('00001005')
    expect(add('eeeeeeee')).toEqual(['too-many-codes'])
  })
})

// Safety, whatever the order: a disk that fails, that keeps what it said it had not, and a machine that stops at any moment.
test('no code ever admits more machines than it says, and who was let in once is let in again', () => {
  const joiners = Array.from({ length: 6 }, (_, i) => person(`joiner ${i}`))
  const step = fc.oneof(
    { weight: 5, arbitrary: fc.record({ do: fc.constant('ask' as const), who: fc.nat(joiners.length - 1) }) },
    { weight: 4, arbitrary: fc.constant({ do: 'disk-done' as const }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('disk-failed' as const), kept: fc.boolean() }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('crash' as const), kept: fc.boolean() }) }
  )
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 4 }), fc.array(step, { maxLength: 60 }), (uses, steps) => {
      let disk: readonly Code[] = [code({ uses })]
      let writing: readonly Code[] | undefined
      let machine = new Admission(disk)
      const admitted = new Set<string>()
      let atMs = 0
      const carryOut = (outputs: AdmissionOutput[]): void => {
        for (const output of outputs) {
          if (output.type === 'save') {
            expect(writing).toBeUndefined()
            writing = output.codes
          } else if (output.type === 'invite') {
            expect(disk[0]?.redeemedBy).toContain(output.peer) // Counted before it is answered.
            admitted.add(output.peer)
          } else if (output.type === 'refuse' && output.refusal.outcome === 'used-up') {
            expect(asking === undefined || !admitted.has(asking)).toBe(true)
          }
        }
      }
      let asking: string | undefined
      for (const now of steps) {
        atMs += 1000
        asking = undefined
        if (now.do === 'ask') {
          const who = joiners[now.who]!
          asking = who.peer
          carryOut(redeem(machine, who, { atMs }))
        } else if (now.do === 'crash') {
          if (now.kept) disk = writing ?? disk // The write got there, its answer did not.
          writing = undefined
          machine = new Admission(disk)
        } else if (writing !== undefined) {
          if (now.do === 'disk-done' || now.kept) disk = writing
          writing = undefined
          carryOut(machine.handle({ type: now.do === 'disk-done' ? 'saved' : 'not-saved' }))
        }
        expect(admitted.size).toBeLessThanOrEqual(uses)
      }
    }),
    { numRuns: 2000, seed: 518 }
  )
})
