// What holds for an upload whatever comes in, in whatever order: it is never called delivered without a valid receipt, and never lost.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { seededRandom } from '../../../src/base/index.js'
import { UploadMachine } from '../../../src/flows/receipt/upload.js'
import type { Judged, UploadInput, UploadOutput, UploadTimer } from '../../../src/flows/receipt/upload-events.js'
import { MAX_BACK_OFF_MS, MAX_LATE_RELAYS, MAX_RETRY_AFTER_MS } from '../../../src/flows/receipt/upload-defaults.js'
import { alice, bob, carol } from '../../support/people.js'
import { delivered, putOff, refused, unproved, wrong } from './uploading.js'

const peer = fc.constantFrom(alice.peer, bob.peer, carol.peer, 'fourth', 'fifth', 'sixth', 'seventh')
const by = peer.map((one) => ({ peer: one, groupId: '0b'.repeat(32) }))
const judged: fc.Arbitrary<Judged> = fc.constantFrom(refused, putOff, wrong, unproved, { ...putOff, isProved: false })
const boolean = fc.boolean()

/** `timer`: the next that was set. `valid`: a receipt that is valid. */
type Step = UploadInput | 'timer' | { readonly valid: string | undefined }

const held = fc.record({ by, isAccepted: boolean, leftMs: fc.integer({ min: -1_000, max: 90_000 }), isLate: boolean })
const steps: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.constant('timer' as const) },
  {
    weight: 6,
    arbitrary: fc.record({ type: fc.constant('turn' as const), mayGoDirectly: boolean, mayGoByMembers: boolean })
  },
  {
    weight: 6,
    arbitrary: fc.record({
      type: fc.constant('offers' as const),
      offers: fc.array(by, { maxLength: 7 }),
      isAll: boolean
    })
  },
  {
    weight: 6,
    arbitrary: fc.record({ type: fc.constant('accepted' as const), peer, waitMs: fc.integer({ min: 0, max: 90_000 }) })
  },
  fc.record({
    type: fc.constant('direct-ended' as const),
    answer: fc.oneof(judged, fc.constant({ type: 'unreachable', detail: '' } as const))
  }),
  fc.record({
    type: fc.constant('not-taken' as const),
    peer,
    why: fc.constantFrom('turned-down' as const, 'unreachable', 'broken'),
    detail: fc.constant('')
  }),
  fc.record({ type: fc.constant('answered' as const), peer, answer: judged }),
  fc.record({ type: fc.constant('given-back' as const), peer, detail: fc.constant('') }),
  {
    weight: 4,
    arbitrary: fc.record({
      type: fc.constantFrom('nothing-yet' as const, 'unknown', 'no-word', 'no-answer', 'misstated', 'told-done'),
      peer
    })
  },
  fc.record({ type: fc.constant('presence' as const), peer, isHere: boolean }),
  fc.record({ type: fc.constantFrom('wake' as const, 'retry-now') }),
  fc.record({ valid: fc.option(peer, { nil: undefined }) }),
  fc.record({ type: fc.constantFrom('cancel' as const, 'expire') })
)

class World {
  readonly machine = new UploadMachine(seededRandom(1))
  readonly ended: UploadOutput[] = []
  readonly blamed: string[] = []
  readonly #timers: { atMs: number; then: UploadTimer }[] = []
  #nowMs = 0
  wantsTurn = false
  /** Who is asked what came of it. */
  readonly asked = new Set<string>()

  give(input: UploadInput): UploadOutput[] {
    this.#nowMs++
    if (input.type === 'turn') this.wantsTurn = false
    if ('peer' in input && ['nothing-yet', 'no-answer', 'no-word', 'unknown', 'misstated'].includes(input.type))
      this.asked.delete(input.peer)
    const outputs = this.machine.handle(input, this.#nowMs)
    for (const output of outputs) {
      if (output.type === 'want-turn') this.wantsTurn = true
      if (output.type === 'look') this.asked.add(output.by.peer)
      if (output.type === 'ended') this.ended.push(output)
      if (output.type === 'blame' && output.by !== undefined) this.blamed.push(output.by.peer)
      if (output.type === 'set-timer') this.#timers.push({ atMs: this.#nowMs + output.inMs, then: output.then })
    }
    return outputs
  }

  step(step: Step): UploadOutput[] {
    if (step === 'timer') {
      this.#timers.sort((a, b) => a.atMs - b.atMs)
      const next = this.#timers.shift()
      if (next === undefined) return []
      this.#nowMs = Math.max(this.#nowMs, next.atMs)
      return this.give(next.then)
    }
    if (!('valid' in step)) return this.give(step)
    if (step.valid === undefined) return this.give({ type: 'direct-ended', answer: delivered })
    return this.give({ type: 'answered', peer: step.valid, answer: delivered })
  }

  /** Timers of that type that are set: which of them counts only the machine knows. */
  isSet(type: UploadTimer['type'], withinMs: number): boolean {
    return this.#timers.some(({ atMs, then }) => then.type === type && atMs <= this.#nowMs + withinMs)
  }
}

test('it is delivered by a valid receipt alone, and else stays: something is due, or under way', () => {
  fc.assert(
    fc.property(
      fc.option(fc.array(held, { maxLength: 3 }), { nil: undefined }),
      fc.array(steps, { maxLength: 60 }),
      (was, run) => {
        const world = new World()
        world.give(was === undefined ? { type: 'start' } : { type: 'resume', held: oneHolder(was) })
        for (const step of run) {
          const { state } = world.machine.place
          const outputs = world.step(step)
          for (const output of outputs) {
            if (output.type === 'forward') expect(world.machine.held().filter(({ isLate }) => !isLate)).toHaveLength(1)
            if (output.type !== 'ended') continue
            if (output.how === 'delivered') expect(step).toHaveProperty('valid')
            if (output.how === 'refused') expect(JSON.stringify(step)).toContain('refused')
            if (output.how === 'cancelled' || output.how === 'expired')
              expect(step).toMatchObject({ type: /^(cancel|expire)$/ })
          }
          expect(world.machine.held().filter(({ isLate }) => isLate).length).toBeLessThanOrEqual(MAX_LATE_RELAYS)
          expectGoingOn(world)
          // What is over stays as it is.
          if (world.ended.length > 0 && outputs.every(({ type }) => type !== 'ended'))
            expect(world.machine.place.state).toBe(state)
        }
        expect(world.ended.length).toBeLessThanOrEqual(1)
        expectsItsTurn(world)
      }
    ),
    { numRuns: 400 }
  )
})

test('whoever brings nothing is blamed only where it was here for all of its time', () => {
  const away = fc.array(fc.boolean(), { maxLength: 6 })
  fc.assert(
    fc.property(away, (changes) => {
      const world = new World()
      for (const step of [
        { type: 'start' },
        { type: 'turn', mayGoDirectly: false, mayGoByMembers: true },
        { type: 'offers', offers: [{ peer: bob.peer, groupId: '' }], isAll: true },
        { type: 'accepted', peer: bob.peer, waitMs: 60_000 },
        ...changes.map((isHere) => ({ type: 'presence', peer: bob.peer, isHere }) as const)
      ] as const)
        world.give(step)
      const wasAway = changes.includes(false)
      // Looks are answered: it has nothing. Until its deadline is over.
      while (world.machine.place.state === 'waiting') {
        const looks = world.step('timer').some(({ type }) => type === 'look')
        if (looks) world.give({ type: 'nothing-yet', peer: bob.peer })
      }
      expect(world.blamed).toEqual(wasAway ? [] : [bob.peer])
    })
  )
})

/** What waits for a time comes by its turn in the end, whatever timers of before are about. */
function expectsItsTurn(world: World): void {
  if (world.machine.place.state !== 'queued') return
  for (let timers = 0; timers < 600 && !world.wantsTurn; timers++) world.step('timer')
  expect(world.wantsTurn).toBe(true)
}

function expectGoingOn(world: World): void {
  const { place, isOver } = world.machine
  if (isOver) return expect(world.ended).toHaveLength(1)
  switch (place.state) {
    case 'queued':
      if (place.waitsFor === 'turn') return expect(world.wantsTurn).toBe(true)
      return expect(world.isSet('again', Math.max(MAX_BACK_OFF_MS * 1.25, MAX_RETRY_AFTER_MS))).toBe(true)
    case 'waiting':
      return expect(world.isSet('deadline', 100_000) || world.asked.has(place.by.peer)).toBe(true)
    default: // An answer of whoever works on it is to come.
      return
  }
}

/** As it is kept: one has it at most, and each relay stands there once. */
function oneHolder<One extends { by: { peer: string }; isLate: boolean }>(all: readonly One[]): One[] {
  const byPeer = [...new Map(all.map((one) => [one.by.peer, one])).values()]
  const holder = byPeer.find(({ isLate }) => !isLate)
  return byPeer.filter((one) => one.isLate || one === holder)
}
