import fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import {
  KNOCK_ALIVE_MS,
  KNOCK_BUSY_MS,
  KNOCK_DECISION_MS,
  KNOCK_RETRY_MS,
  KNOCKS_BURST,
  KNOCKS_BURST_PER_HOST,
  MAX_KNOCK_DECISIONS,
  MAX_KNOCK_HOSTS,
  MAX_WAITING_KNOCKS,
  NEW_KNOCKS_PER_HOST,
  NEW_KNOCKS_PERIOD_MS
} from '../../src/group/defaults.js'
import { KnockMachine, type KnockDecision, type KnockOutput, type KnockReply } from '../../src/group/knock.js'
import { KnockPace } from '../../src/group/knock-pace.js'
import { FAKE_NOW_MS } from '../support/fake-clock.js'
import { alice, bob, carol, dave, mallory, person, type Person } from '../support/people.js'

let machine: KnockMachine
let lastAsk: number
beforeEach(() => {
  machine = opened()
  lastAsk = 0
})

function opened(decisions: readonly KnockDecision[] = []): KnockMachine {
  const made = new KnockMachine(decisions)
  made.handle({ type: 'open', isOpen: true })
  return made
}

interface How {
  host?: string
  atMs?: number
  name?: string
  removals?: string
}

/** A knock; wall and monotonic clock go alike. */
function knock(who: Person, { host, atMs = 0, name = who.name, removals = 'none' }: How = {}): KnockOutput[] {
  const asking = { peer: who.peer, host: host ?? `host of ${who.name}`, nowMs: FAKE_NOW_MS + atMs, atMs }
  return machine.handle({ type: 'knocked', ask: ++lastAsk, asking, name, removals })
}

function decide(who: Person, allow: boolean, change: Partial<KnockDecision> & { atMs?: number } = {}): KnockOutput[] {
  const { atMs = 0, ...more } = change
  const decision: KnockDecision = {
    ...{ peer: who.peer, allow, role: 'member', limits: undefined, again: false, removals: 'none' },
    ...{ ...more, atMs: FAKE_NOW_MS + atMs }
  }
  return machine.handle({ type: 'decided', ask: ++lastAsk, decision, atMs })
}

function decideAndSave(...args: Parameters<typeof decide>): KnockOutput[] {
  return [...decide(...args), ...machine.handle({ type: 'saved' })]
}

function reply(outputs: readonly KnockOutput[]): KnockReply | undefined {
  return outputs.flatMap((output) => (output.type === 'reply' ? [output.reply] : []))[0]
}

const outcome = (outputs: readonly KnockOutput[]): string | undefined => reply(outputs)?.outcome
const types = (outputs: readonly KnockOutput[]): string[] => outputs.map(({ type }) => type)
const names = (atMs = 0): string[] => machine.knocks(atMs).map(({ name }) => name)

describe('who knocks', () => {
  test('waits, is told of once, and is listed under what it calls itself last', () => {
    const first = knock(bob)
    expect(types(first)).toEqual(['told', 'reply'])
    expect(reply(first)).toEqual({ outcome: 'waiting', retryAfterMs: KNOCK_RETRY_MS })
    const later = knock(bob, { name: 'Bob’s laptop', host: '10.0.0.9', atMs: 5000 })
    expect(types(later)).toEqual(['reply'])
    expect(machine.knocks(5000)).toEqual([
      {
        ...{ peer: bob.peer, name: 'Bob’s laptop', host: '10.0.0.9' },
        ...{ sinceMs: FAKE_NOW_MS, lastMs: FAKE_NOW_MS + 5000 }
      }
    ])
  })

  test('is forgotten when it has not asked again for half an hour', () => {
    knock(bob)
    knock(carol, { atMs: 1 })
    expect(names(KNOCK_ALIVE_MS)).toEqual(['carol'])
    expect(decide(bob, true, { atMs: KNOCK_ALIVE_MS })).toMatchObject([{ outcome: 'no-such-knock' }])
    expect(types(knock(bob, { atMs: KNOCK_ALIVE_MS }))).toEqual(['told', 'reply'])
  })

  test('hears nothing at all where knocking is off, and waits no longer when it is turned off', () => {
    knock(bob)
    machine.handle({ type: 'open', isOpen: false })
    expect(names()).toEqual([])
    expect(outcome(knock(bob))).toBe('nothing')
    const asking = { peer: bob.peer, host: 'h', nowMs: FAKE_NOW_MS, atMs: 0 }
    expect(outcome(machine.handle({ type: 'listed', ask: 1, asking }))).toBe('nothing')
    expect(decide(bob, true)).toMatchObject([{ outcome: 'no-such-knock' }])
    expect(outcome(opened().handle({ type: 'listed', ask: 1, asking }))).toBe('offered')
    expect(outcome(new KnockMachine([]).handle({ type: 'listed', ask: 1, asking }))).toBe('nothing')
  })
})

describe('an answer', () => {
  test('is heard only when it is on disk, then as often as it is asked for', () => {
    knock(bob)
    expect(types(decide(bob, true))).toEqual(['save'])
    expect(outcome(knock(bob))).toBe('waiting')
    expect(names()).toEqual(['bob'])
    expect(machine.handle({ type: 'saved' })).toMatchObject([{ type: 'decided', outcome: 'done' }])
    expect(names()).toEqual([])
    for (const atMs of [1000, 9000]) {
      expect(reply(knock(bob, { atMs }))).toMatchObject({ outcome: 'invite', decision: { role: 'member' } })
    }
  })

  test('that did not reach the disk was never given, nor any that waited behind it', () => {
    knock(bob)
    knock(carol)
    expect(types([...decide(bob, true), ...decide(carol, false)])).toEqual(['save'])
    const failed = machine.handle({ type: 'not-saved' })
    expect(failed).toMatchObject([{ outcome: 'not-saved' }, { outcome: 'not-saved' }])
    expect(names()).toEqual(['bob', 'carol'])
    expect(outcome(knock(bob))).toBe('waiting')
  })

  test('that is given while another is written goes to disk after it', () => {
    knock(bob)
    knock(carol)
    decide(bob, true)
    decide(carol, false)
    expect(machine.handle({ type: 'saved' })).toMatchObject([
      { type: 'decided', outcome: 'done' },
      { type: 'save', decisions: [{ allow: true }, { allow: false }] }
    ])
    expect(outcome(knock(carol))).toBe('waiting')
    machine.handle({ type: 'saved' })
    expect(outcome(knock(carol))).toBe('denied')
  })

  test('stands through a restart', () => {
    knock(bob)
    knock(carol)
    const saves = [...decideAndSave(bob, true, { role: 'administrator' }), ...decideAndSave(carol, false)]
    const saved = saves.flatMap((output) => (output.type === 'save' ? [output.decisions] : [])).at(-1)
    machine = opened(saved)
    expect(reply(knock(bob))).toMatchObject({ outcome: 'invite', decision: { role: 'administrator' } })
    expect(outcome(knock(carol))).toBe('denied')
    expect(machine.knocks(0)).toEqual([])
  })

  test('of no stands for a day; then the same one may knock again', () => {
    knock(bob)
    decideAndSave(bob, false)
    expect(outcome(knock(bob, { atMs: KNOCK_DECISION_MS - 1 }))).toBe('denied')
    expect(types(knock(bob, { atMs: KNOCK_DECISION_MS }))).toEqual(['told', 'reply'])
  })

  test('of yes stands no more when it was removed since: it knocks anew', () => {
    knock(bob)
    decideAndSave(bob, true)
    expect(outcome(knock(bob, { removals: 'one' }))).toBe('waiting')
    expect(names()).toEqual(['bob'])
    decideAndSave(bob, true, { again: true, removals: 'one' })
    expect(outcome(knock(bob, { removals: 'one' }))).toBe('invite')
    expect(outcome(knock(bob, { removals: 'another' }))).toBe('waiting')
  })

  test('given by mistake is taken back by another', () => {
    knock(bob)
    decideAndSave(bob, false)
    decideAndSave(bob, true)
    expect(outcome(knock(bob))).toBe('invite')
  })

  test('of another administrator is enough: who is a member by now waits no longer', () => {
    knock(bob)
    machine.handle({ type: 'member', peer: bob.peer })
    expect(names()).toEqual([])
  })

  test('is given to nobody who does not knock', () => {
    expect(decide(dave, true)).toMatchObject([{ type: 'decided', outcome: 'no-such-knock' }])
  })

  test('is one of at most so many, the oldest forgotten first', () => {
    const old = Array.from({ length: MAX_KNOCK_DECISIONS }, (_, index): KnockDecision => {
      const { peer } = person(`denied ${index}`)
      const atMs = FAKE_NOW_MS + index
      return { peer, allow: false, role: 'member', limits: undefined, again: false, removals: 'none', atMs }
    })
    machine = opened(old)
    knock(bob, { atMs: 500 })
    const [save] = decide(bob, true, { atMs: 500 })
    const decisions = save?.type === 'save' ? save.decisions : []
    expect(decisions).toHaveLength(MAX_KNOCK_DECISIONS)
    expect(decisions[0]?.peer).toBe(old[1]?.peer)
    expect(decisions.at(-1)?.peer).toBe(bob.peer)
  })
})

describe('a flood', () => {
  test('of one address is not heard, and keeps nobody of another out', () => {
    const outcomes = Array.from({ length: 100 }, () => outcome(knock(mallory)))
    expect(outcomes.filter((each) => each === 'waiting')).toHaveLength(KNOCKS_BURST_PER_HOST)
    expect(reply(knock(mallory))).toEqual({ outcome: 'busy', retryAfterMs: KNOCK_BUSY_MS })
    expect(outcome(knock(bob))).toBe('waiting')
  })

  test('of identities brings as many as an address may bring in an hour', () => {
    const from = (index: number, atMs: number): string | undefined =>
      outcome(knock(person(`sybil ${index}`), { host: '10.0.0.66', atMs }))
    const first = [0, 1, 2, 3, 4].map((index) => from(index, index * 1000))
    expect(first).toEqual([...Array<string>(NEW_KNOCKS_PER_HOST).fill('waiting'), 'busy', 'busy'])
    expect(outcome(knock(person('sybil 0'), { host: '10.0.0.66', atMs: 60_000 }))).toBe('waiting')
    expect(from(5, NEW_KNOCKS_PERIOD_MS)).toBe('waiting')
  })

  test('of addresses fills the list, not the memory; who is on it is heard on', () => {
    for (let index = 0; index < 200; index++) {
      knock(person(`sybil ${index % 70}`), { host: `10.0.${index}.1`, atMs: index * 100 })
    }
    expect(machine.knocks(20_000)).toHaveLength(MAX_WAITING_KNOCKS)
    expect(outcome(knock(bob, { atMs: 30_000 }))).toBe('busy')
    expect(outcome(knock(person('sybil 0'), { atMs: 30_000 }))).toBe('waiting')
    expect(outcome(knock(bob, { atMs: 20_000 + KNOCK_ALIVE_MS + 10_000 }))).toBe('waiting')
  })

  test('from everywhere is heard at a pace', () => {
    const pace = new KnockPace()
    const heard = Array.from({ length: 3 * MAX_KNOCK_HOSTS }, (_, index) => pace.take(`host ${index}`, 0))
    expect(heard.filter((waitMs) => waitMs === 0)).toHaveLength(KNOCKS_BURST)
    expect(pace.take('another', 1000)).toBe(0)
  })
})

test('whatever comes, nobody is invited whom no saved answer allows', () => {
  const people = [alice, bob, carol]
  const step = fc.record({
    who: fc.constantFrom(...people),
    what: fc.constantFrom('knock', 'allow', 'deny', 'saved', 'not-saved', 'member', 'close', 'open'),
    removals: fc.constantFrom('none', 'one')
  })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      machine = opened()
      let atMs = 0
      let onDisk = new Map<string, KnockDecision>()
      let writing: readonly KnockDecision[] | undefined
      const run = (outputs: readonly KnockOutput[]): void => {
        for (const output of outputs) {
          if (output.type !== 'save') continue
          expect(writing).toBeUndefined()
          writing = output.decisions
        }
      }
      for (const { who, what, removals } of steps) {
        atMs += 1000
        if (what === 'allow' || what === 'deny') run(decide(who, what === 'allow', { removals, atMs }))
        else if (what === 'saved' || what === 'not-saved') {
          if (writing === undefined) continue
          if (what === 'saved') onDisk = new Map(writing.map((one) => [one.peer, one]))
          writing = undefined
          run(machine.handle({ type: what }))
        } else if (what === 'member') run(machine.handle({ type: 'member', peer: who.peer }))
        else if (what === 'close' || what === 'open') run(machine.handle({ type: 'open', isOpen: what === 'open' }))
        else {
          const known = onDisk.get(who.peer)
          const isAllowed = known?.allow === true && known.removals === removals
          const said = outcome(knock(who, { atMs, removals }))
          if (said === 'invite') expect(isAllowed).toBe(true)
          if (isAllowed) expect(['invite', 'nothing', 'busy']).toContain(said)
        }
      }
    })
  )
})
