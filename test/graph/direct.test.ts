import * as fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import { DIRECT_LINK_WAIT_MS, DIRECT_OPENS_PER_MINUTE, MAX_DIRECT_CONNECTIONS } from '../../src/graph/defaults.js'
import { DirectMachine, type DirectInput, type DirectOutput } from '../../src/graph/direct.js'

let machine: DirectMachine
let log: string[]
let nowMs: number
let lastNumber: number

function lineOf(output: DirectOutput): string {
  if (output.type === 'open') return `open ${output.number} ${output.kind} ${output.peer}`
  if (output.type === 'refuse') return `refuse ${output.number} ${output.reason}`
  if (output.type !== 'change') return `${output.type} ${output.number}`
  const { change } = output
  return [change.change, change.id, change.peer, 'reason' in change ? change.reason : change.direction].join(' ')
}

function give(input: DirectInput): void {
  log.push(...machine.handle(input).map(lineOf))
}

function ask(peer: string, kind: 'direct' | 'neighbour' = 'direct'): number {
  give({ type: 'ask', number: ++lastNumber, kind, peer, addresses: [] })
  return lastNumber
}

function incoming(peer: string, purpose: 'direct' | 'neighbour' | 'later' = 'direct'): number {
  const kind = purpose === 'later' ? undefined : purpose
  give({ type: 'incoming', number: ++lastNumber, kind, peer, nodeId: undefined, address: '/ip4/10.0.0.1/tcp/1', nowMs })
  return lastNumber
}

function accepted(number: number): void {
  give({ type: 'accepted', number, nodeId: 'aa', address: '/ip4/10.0.0.1/tcp/1' })
}

function said(): string[] {
  return log.splice(0)
}

beforeEach(() => {
  machine = new DirectMachine()
  log = []
  nowMs = 0
  lastNumber = 0
  give({ type: 'takes', connections: true, data: true })
})

describe('a connection that we ask for', () => {
  test('is told when it stands, and when it ends', () => {
    const id = ask('p')
    expect(said()).toEqual(['open 1 direct p'])
    expect(machine.outbound('p', 'direct')).toMatchObject({ number: id, state: 'asking' })
    accepted(id)
    give({ type: 'ended', number: id, reason: 'closed-by-peer' })
    expect(said()).toEqual(['connected 1 p outbound', 'disconnected 1 p closed-by-peer'])
    expect([...machine.lanes]).toEqual([])
  })

  test('is told when nothing comes of it', () => {
    ask('p')
    give({ type: 'failed', number: 1, reason: 'unreachable' })
    expect(said()).toEqual(['open 1 direct p', 'failed 1 p unreachable'])
  })

  test('and close before it stands is given up; what comes then is nobody’s', () => {
    const id = ask('p')
    give({ type: 'close', number: id })
    accepted(id)
    give({ type: 'failed', number: id, reason: 'unreachable' })
    expect(said()).toEqual(['open 1 direct p', 'close 1', 'failed 1 p closed'])
  })

  test('and close ends once', () => {
    const id = ask('p')
    accepted(id)
    said()
    give({ type: 'close', number: id })
    give({ type: 'close', number: id })
    give({ type: 'ended', number: id, reason: 'lost' })
    expect(said()).toEqual(['close 1', 'disconnected 1 p closed'])
  })
})

describe('a connection that a peer asks for', () => {
  test('is taken where somebody registered', () => {
    incoming('p')
    expect(said()).toEqual(['accept 1', 'connected 1 p inbound'])
  })

  const cases: [string, { connections: boolean; data: boolean }, 'direct' | 'neighbour' | 'later', string][] = [
    ['a connection where nobody registered', { connections: false, data: true }, 'direct', 'refuse 1 not-asked-for'],
    ['data where nobody registered', { connections: true, data: false }, 'neighbour', 'refuse 1 not-asked-for'],
    ['what a later version means', { connections: true, data: true }, 'later', 'refuse 1 refused']
  ]
  for (const [what, takes, kind, answer] of cases) {
    test(`is refused: ${what}`, () => {
      give({ type: 'takes', ...takes })
      give({ type: 'link-up', peer: 'p' })
      incoming('p', kind)
      expect(said()).toEqual([answer])
      expect([...machine.lanes]).toEqual([])
    })
  }

  test('beside the one that we asked for is another', () => {
    accepted(ask('p'))
    incoming('p')
    expect([...machine.lanes].map(({ number, direction }) => `${number} ${direction}`)).toEqual([
      '1 outbound',
      '2 inbound'
    ])
  })

  test('while one of it stands takes its place: its peer has lost that', () => {
    incoming('p')
    said()
    incoming('p')
    expect(said()).toEqual(['cut 1', 'disconnected 1 p lost', 'accept 2', 'connected 2 p inbound'])
  })

  test('is refused when there are too many, by us and by others, but not in place of another', () => {
    for (let i = 1; i < MAX_DIRECT_CONNECTIONS; i++) accepted(ask(`p${i}`))
    expect(machine.isFull).toBe(false)
    incoming('q')
    expect(machine.isFull).toBe(true)
    said()
    const number = incoming('r')
    expect(said()).toEqual([`refuse ${number} full`])
    incoming('q')
    expect(said()).toHaveLength(4)
  })

  test('too often in a minute is refused, whatever is asked; then it may ask again', () => {
    for (let i = 0; i < DIRECT_OPENS_PER_MINUTE; i++) incoming('p', 'later')
    said()
    const number = incoming('p')
    const other = incoming('q')
    expect(said()).toEqual([`refuse ${number} full`, `accept ${other}`, `connected ${other} q inbound`])
    nowMs += 60_000
    const again = incoming('p')
    expect(said()).toEqual([`accept ${again}`, `connected ${again} p inbound`])
  })
})

describe('data of a neighbour', () => {
  test('go over lanes of which nothing is told', () => {
    give({ type: 'link-up', peer: 'p' })
    accepted(ask('p', 'neighbour'))
    incoming('p', 'neighbour')
    expect(said()).toEqual(['open 1 neighbour p', 'accept 2'])
    give({ type: 'failed', number: ask('q', 'neighbour'), reason: 'refused' })
    give({ type: 'ended', number: 2, reason: 'lost' })
    expect(said()).toEqual(['open 3 neighbour q'])
  })

  test('that come before its hello wait for the link', () => {
    incoming('p', 'neighbour')
    incoming('q', 'neighbour')
    expect(said()).toEqual([])
    expect(machine.wakeAtMs).toBe(DIRECT_LINK_WAIT_MS)
    give({ type: 'link-up', peer: 'p' })
    give({ type: 'tick', nowMs: DIRECT_LINK_WAIT_MS - 1 })
    expect(said()).toEqual(['accept 1'])
    give({ type: 'tick', nowMs: DIRECT_LINK_WAIT_MS })
    expect(said()).toEqual(['refuse 2 refused'])
    expect(machine.wakeAtMs).toBe(Infinity)
  })

  test('end with the link, and direct connections do not', () => {
    give({ type: 'link-up', peer: 'p' })
    accepted(ask('p'))
    accepted(ask('p', 'neighbour'))
    incoming('p', 'neighbour')
    ask('q', 'neighbour')
    said()
    give({ type: 'link-down', peer: 'p' })
    expect(said()).toEqual(['close 2', 'close 3'])
    expect([...machine.lanes].map(({ number }) => number)).toEqual([1, 4])
  })

  test('count for nothing where connections are counted', () => {
    for (let i = 0; i < MAX_DIRECT_CONNECTIONS; i++) ask(`p${i}`, 'neighbour')
    expect(machine.isFull).toBe(false)
  })
})

test('a membership that ends cuts all that was taken; what we ask for goes through the handshake', () => {
  give({ type: 'link-up', peer: 'p' })
  accepted(ask('p'))
  incoming('p')
  incoming('p', 'neighbour')
  accepted(ask('q'))
  said()
  give({ type: 'outcast', peer: 'p' })
  expect(said()).toEqual(['cut 1', 'disconnected 1 p not-a-member', 'cut 2', 'disconnected 2 p not-a-member', 'cut 3'])
  ask('p')
  give({ type: 'outcast', peer: 'p' })
  expect(said()).toEqual([`open ${lastNumber} direct p`])
})

describe('whatever happens, in whatever order', () => {
  const peer = fc.constantFrom('p', 'q', 'r')
  const kind = fc.constantFrom('direct' as const, 'neighbour' as const)
  const pick = fc.nat(40)
  const step = fc.oneof(
    fc.record({ do: fc.constant('ask' as const), peer, kind }),
    fc.record({ do: fc.constant('incoming' as const), peer, kind }),
    fc.record({
      do: fc.constantFrom('accepted' as const, 'failed' as const, 'ended' as const, 'close' as const),
      pick
    }),
    fc.record({ do: fc.constantFrom('link-up' as const, 'link-down' as const, 'outcast' as const), peer }),
    fc.record({ do: fc.constant('takes' as const), connections: fc.boolean(), data: fc.boolean() }),
    fc.record({ do: fc.constant('pass' as const), byMs: fc.nat(2 * DIRECT_LINK_WAIT_MS) })
  )

  test('each stream is answered once and ended once, each connection is told in order, and there is one of a kind', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
        const tested = new DirectMachine()
        tested.handle({ type: 'takes', connections: true, data: true })
        const answered = new Map<number, string>()
        const ended = new Set<number>()
        const told = new Map<number, string>()
        let atMs = 0
        let numbers = 0
        const take = (input: DirectInput): void => {
          for (const output of tested.handle(input)) {
            if (output.type === 'change') {
              const { id, change } = output.change
              expect(`${told.get(id) ?? ''} ${change}`).toMatch(/^( connected| failed|connected disconnected)$/)
              told.set(id, change)
            } else if (output.type === 'accept' || output.type === 'refuse') {
              expect(answered.get(output.number)).toBe('')
              answered.set(output.number, output.type)
              if (output.type === 'refuse') ended.add(output.number)
            } else if (output.type !== 'open') {
              expect(ended.has(output.number)).toBe(false)
              ended.add(output.number)
            }
          }
        }
        for (const next of steps) {
          const number = 'pick' in next ? 1 + (next.pick % (numbers + 1)) : ++numbers
          const state = tested.get(number)?.state
          if (next.do === 'ask' && tested.outbound(next.peer, next.kind) === undefined) {
            if (next.kind === 'neighbour' || !tested.isFull) take({ type: 'ask', number, addresses: [], ...next })
          } else if (next.do === 'incoming') {
            answered.set(number, '')
            take({ type: 'incoming', number, nodeId: undefined, address: '', nowMs: atMs, ...next })
          } else if (next.do === 'accepted' && state === 'asking') {
            take({ type: 'accepted', number, nodeId: undefined, address: '' })
          } else if (next.do === 'failed' && state === 'asking') {
            take({ type: 'failed', number, reason: 'unreachable' })
          } else if (next.do === 'ended' && state === 'up') {
            ended.add(number)
            take({ type: 'ended', number, reason: 'lost' })
          } else if (next.do === 'close') take({ type: 'close', number })
          else if (next.do === 'link-up' || next.do === 'link-down' || next.do === 'outcast') {
            take({ type: next.do, peer: next.peer })
          } else if (next.do === 'takes') take({ type: 'takes', connections: next.connections, data: next.data })
          else if (next.do === 'pass') {
            atMs += next.byMs
            take({ type: 'tick', nowMs: atMs })
          }
          const keys = [...tested.lanes].map((lane) => `${lane.peer} ${lane.kind} ${lane.direction}`)
          expect(new Set(keys).size).toBe(keys.length)
          for (const lane of tested.lanes) expect(ended.has(lane.number)).toBe(false)
        }
        for (const p of ['p', 'q', 'r']) {
          take({ type: 'link-down', peer: p })
          take({ type: 'outcast', peer: p })
        }
        for (const lane of [...tested.lanes]) take({ type: 'close', number: lane.number })
        take({ type: 'tick', nowMs: atMs + DIRECT_LINK_WAIT_MS })
        expect([...tested.lanes]).toEqual([])
        expect(tested.wakeAtMs).toBe(Infinity)
        for (const change of told.values()) expect(['failed', 'disconnected']).toContain(change)
      })
    )
  })
})
