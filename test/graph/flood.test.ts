import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  AUTHOR_ITEMS_BURST,
  AUTHOR_ITEMS_PER_SECOND,
  ITEMS_BURST,
  ITEMS_PER_SECOND,
  ITEM_BYTES_BURST,
  ITEM_BYTES_PER_SECOND,
  MAX_EXCESS_BYTES,
  MAX_EXCESS_ITEMS,
  MAX_KEPT_BUDGETS,
  MAX_SEEN_ITEMS,
  SEEN_TTL_MS
} from '../../src/graph/defaults.js'
import { FloodMachine, type FloodOutput } from '../../src/graph/flood.js'
import type { ReceiveOutcome } from '../../src/store/index.js'

const item = Uint8Array.of(1)

/** A machine with links to these peers. */
function linkedTo(...peers: string[]): FloodMachine {
  const machine = new FloodMachine()
  for (const peer of peers) machine.handle({ type: 'link-up', peer, nowMs: 0 })
  return machine
}

function receive(machine: FloodMachine, from: string, hash = 'h', nowMs = 0): FloodOutput[] {
  return machine.handle({ type: 'received', from, hash, item, nowMs })
}

function judged(machine: FloodMachine, from: string, outcome: ReceiveOutcome, hash = 'h'): FloodOutput[] {
  return machine.handle({ type: 'judged', from, hash, item, outcome, nowMs: 0 })
}

describe('flooding', () => {
  test('our own item goes to every link at once, and its echo is dropped', () => {
    const machine = linkedTo('a', 'b')
    expect(machine.handle({ type: 'local', hash: 'h', item, nowMs: 0 })).toEqual([
      { type: 'forward', to: ['a', 'b'], item }
    ])
    expect(receive(machine, 'a')).toEqual([])
  })

  test('a foreign item is judged before anybody gets it, and never goes back to its sender', () => {
    const machine = linkedTo('a', 'b', 'c')
    expect(receive(machine, 'a')).toEqual([{ type: 'judge', from: 'a', hash: 'h', item }])
    expect(judged(machine, 'a', { outcome: 'applied' })).toEqual([{ type: 'forward', to: ['b', 'c'], item }])
  })

  test('is judged once, whoever sends copies, and goes to none of those who sent it meanwhile', () => {
    const machine = linkedTo('a', 'b', 'c')
    receive(machine, 'a')
    expect(receive(machine, 'b')).toEqual([])
    expect(judged(machine, 'a', { outcome: 'applied' })).toEqual([{ type: 'forward', to: ['c'], item }])
    expect(receive(machine, 'c')).toEqual([])
  })

  test('what was known goes to nobody', () => {
    const machine = linkedTo('a', 'b')
    receive(machine, 'a')
    expect(judged(machine, 'a', { outcome: 'known' })).toEqual([])
  })

  test('what comes before its predecessor goes to nobody; the gap is asked of its sender, and it may come again', () => {
    const machine = linkedTo('a', 'b')
    receive(machine, 'a')
    expect(judged(machine, 'a', { outcome: 'held', author: 'x', shard: 3 })).toEqual([
      { type: 'ask-gap', peer: 'a', author: 'x', shard: 3 }
    ])
    expect(receive(machine, 'b')).toMatchObject([{ type: 'judge', from: 'b' }])
  })

  test('what could not be judged may come again, and costs nobody the link', () => {
    const machine = linkedTo('a', 'b')
    receive(machine, 'a')
    expect(judged(machine, 'a', { outcome: 'ignored' })).toEqual([])
    expect(receive(machine, 'a')).toMatchObject([{ type: 'judge' }])
  })

  test('what is not authentic costs everybody who sent it the link, and goes to nobody', () => {
    const machine = linkedTo('a', 'b', 'c')
    receive(machine, 'b')
    receive(machine, 'a')
    expect(judged(machine, 'b', { outcome: 'refused', reason: 'bad-signature' })).toEqual([
      { type: 'cut', peer: 'a', reason: 'bad-signature' },
      { type: 'cut', peer: 'b', reason: 'bad-signature' }
    ])
  })

  test('an item is forgotten after its time, and then judged again', () => {
    const machine = linkedTo('a')
    receive(machine, 'a')
    judged(machine, 'a', { outcome: 'applied' })
    expect(receive(machine, 'a', 'h', SEEN_TTL_MS - 1)).toEqual([])
    expect(receive(machine, 'a', 'h', SEEN_TTL_MS)).toMatchObject([{ type: 'judge' }])
  })

  test('a neighbour that floods more than its budget is not listened to until time has passed; others are', () => {
    const machine = linkedTo('a', 'b')
    let judgedItems = 0
    for (let i = 0; i < ITEMS_BURST + 100; i++) judgedItems += receive(machine, 'a', `a${i}`).length
    expect(judgedItems).toBe(ITEMS_BURST)
    expect(receive(machine, 'b', 'b')).toHaveLength(1)
    expect(receive(machine, 'a', 'later', 1000 / ITEMS_PER_SECOND)).toHaveLength(1)
  })

  test('a neighbour that redials goes on with what was left of its budget', () => {
    const machine = linkedTo('a')
    for (let i = 0; i < ITEMS_BURST; i++) receive(machine, 'a', `a${i}`)
    machine.handle({ type: 'link-down', peer: 'a', nowMs: 0 })
    machine.handle({ type: 'link-up', peer: 'a', nowMs: 0 })
    expect(receive(machine, 'a', 'over')).toEqual([])
    expect(receive(machine, 'a', 'later', 1000 / ITEMS_PER_SECOND)).toHaveLength(1)
  })

  test('budgets of a bounded number of peers are kept, the linked ones always', () => {
    const machine = linkedTo('a')
    for (let i = 0; i < ITEMS_BURST; i++) receive(machine, 'a', `a${i}`)
    for (let i = 0; i < 3 * MAX_KEPT_BUDGETS; i++) {
      machine.handle({ type: 'link-up', peer: `p${i}`, nowMs: 0 })
      receive(machine, `p${i}`, `p${i}`)
      machine.handle({ type: 'link-down', peer: `p${i}`, nowMs: 0 })
    }
    expect(machine.keptBudgets).toBe(MAX_KEPT_BUDGETS)
    expect(receive(machine, 'a', 'over')).toEqual([])
    expect(receive(machine, 'a', 'later', 1000 / ITEMS_PER_SECOND)).toHaveLength(1)
  })

  test('large items are over the budget sooner: bytes count as well', () => {
    const machine = linkedTo('a', 'b')
    const large = new Uint8Array(64 * 1024)
    const flooded = (hash: string, nowMs: number): number =>
      machine.handle({ type: 'received', from: 'a', hash, item: large, nowMs }).length
    let judgedItems = 0
    for (let i = 0; i < 400; i++) judgedItems += flooded(`a${i}`, 0)
    expect(judgedItems).toBe(ITEM_BYTES_BURST / large.byteLength)
    expect(flooded('next', (1000 * large.byteLength) / ITEM_BYTES_PER_SECOND)).toBe(1)
  })

  test('who sends far more than its budget is cut, in items or in bytes; one that is over it now and then is not', () => {
    const floods = (items: number, bytes: number): FloodOutput[] => {
      const machine = linkedTo('a')
      const item = new Uint8Array(bytes)
      const outputs = Array.from({ length: items }, (_, i) =>
        machine.handle({ type: 'received', from: 'a', hash: `h${i}`, item, nowMs: 0 })
      )
      return outputs.flat().filter(({ type }) => type === 'cut')
    }
    const cut = [{ type: 'cut', peer: 'a', reason: 'far more than it may send' }]
    expect(floods(ITEMS_BURST + MAX_EXCESS_ITEMS - 1, 1)).toEqual([])
    expect(floods(ITEMS_BURST + MAX_EXCESS_ITEMS, 1)).toEqual(cut)
    expect(floods((ITEM_BYTES_BURST + MAX_EXCESS_BYTES) / 65_536 - 1, 65_536)).toEqual([])
    expect(floods((ITEM_BYTES_BURST + MAX_EXCESS_BYTES) / 65_536, 65_536)).toEqual(cut)
    const machine = linkedTo('a')
    for (let round = 0; round < 10; round++) {
      const nowMs = (round * 1000 * ITEMS_BURST) / ITEMS_PER_SECOND
      for (let i = 0; i < ITEMS_BURST + MAX_EXCESS_ITEMS / 2; i++) {
        expect(receive(machine, 'a', `${round} ${i}`, nowMs)).not.toMatchObject([{ type: 'cut' }])
      }
    }
  })

  test('of one author only so much is passed on, whoever brings it; others’ goes on its way', () => {
    const machine = linkedTo('a', 'b', 'c')
    const applied = (from: string, hash: string, author: string, nowMs = 0): FloodOutput[] => {
      receive(machine, from, hash, nowMs)
      return machine.handle({ type: 'judged', from, hash, item, outcome: { outcome: 'applied' }, author, nowMs })
    }
    let passed = 0
    for (let i = 0; i < 2 * AUTHOR_ITEMS_BURST; i++) {
      passed += Number(applied(i % 2 === 0 ? 'a' : 'b', `h${i}`, 'x')[0]?.type === 'forward')
    }
    expect(passed).toBe(AUTHOR_ITEMS_BURST)
    expect(applied('a', 'over', 'x')).toEqual([{ type: 'withheld' }])
    expect(applied('a', 'other', 'y')).toEqual([{ type: 'forward', to: ['b', 'c'], item }])
    expect(applied('a', 'later', 'x', 1000 / AUTHOR_ITEMS_PER_SECOND)).toMatchObject([{ type: 'forward' }])
  })

  test('what was held counts for its author when it fits in; what is our own does not count', () => {
    const machine = linkedTo('a')
    const local = (i: number, author: string | undefined): FloodOutput[] =>
      machine.handle({ type: 'local', hash: `${author} ${i}`, item, author, nowMs: 0 })
    for (let i = 0; i < AUTHOR_ITEMS_BURST; i++) expect(local(i, 'x')).toMatchObject([{ type: 'forward' }])
    expect(local(AUTHOR_ITEMS_BURST, 'x')).toEqual([{ type: 'withheld' }])
    for (let i = 0; i <= AUTHOR_ITEMS_BURST; i++) expect(local(i, undefined)).toMatchObject([{ type: 'forward' }])
  })

  test('a link that went down gets nothing, and what it sent last is not judged', () => {
    const machine = linkedTo('a', 'b')
    machine.handle({ type: 'link-down', peer: 'b', nowMs: 0 })
    expect(machine.handle({ type: 'local', hash: 'h', item, nowMs: 0 })).toEqual([{ type: 'forward', to: ['a'], item }])
    expect(receive(machine, 'b', 'other')).toEqual([])
  })

  test('remembers a bounded number of items, whatever comes', () => {
    const machine = linkedTo('a', 'b', 'c', 'd', 'e')
    for (let i = 0; i < MAX_SEEN_ITEMS + 5000; i++) receive(machine, ['a', 'b', 'c', 'd', 'e'][i % 5] ?? 'a', `h${i}`)
    expect(machine.seenItems).toBe(MAX_SEEN_ITEMS)
  })

  test('in any connected network everybody gets an item exactly once from the store’s view', () => {
    const network = fc.integer({ min: 2, max: 8 }).chain((peers) =>
      fc.record({
        peers: fc.constant(peers),
        extra: fc.array(fc.tuple(fc.nat(peers - 1), fc.nat(peers - 1)), { maxLength: 12 }),
        order: fc.infiniteStream(fc.nat(1000))
      })
    )
    fc.assert(
      fc.property(network, ({ peers, extra, order }) => {
        const links = new Set<string>()
        const link = (a: number, b: number): void => void (a !== b && links.add(`${a}>${b}`).add(`${b}>${a}`))
        for (let i = 1; i < peers; i++) link(i - 1, i)
        for (const [a, b] of extra) link(a, b)
        const machines = Array.from({ length: peers }, (_, i) =>
          linkedTo(...[...links].filter((name) => name.startsWith(`${i}>`)).map((name) => name.split('>')[1] ?? ''))
        )
        const judgements = new Array<number>(peers).fill(0)
        const wires: { from: number; to: number }[] = []
        const carryOut = (at: number, outputs: FloodOutput[]): void => {
          for (const output of outputs) {
            if (output.type === 'forward') for (const to of output.to) wires.push({ from: at, to: Number(to) })
            if (output.type === 'judge') {
              const outcome: ReceiveOutcome = { outcome: (judgements[at] ?? 0) === 0 ? 'applied' : 'known' }
              judgements[at] = (judgements[at] ?? 0) + 1
              carryOut(at, machines[at]?.handle({ ...output, type: 'judged', outcome, nowMs: 0 }) ?? [])
            }
          }
        }
        carryOut(0, machines[0]?.handle({ type: 'local', hash: 'h', item, nowMs: 0 }) ?? [])
        for (let steps = 0; wires.length > 0; steps++) {
          expect(steps).toBeLessThan(1000)
          const [next] = wires.splice((order.next().value ?? 0) % wires.length, 1)
          if (next === undefined) break
          carryOut(next.to, receive(machines[next.to] ?? new FloodMachine(), String(next.from)))
        }
        expect(judgements).toEqual([0, ...new Array<number>(peers - 1).fill(1)])
      })
    )
  })
})
