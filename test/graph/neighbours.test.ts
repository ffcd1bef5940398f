import { describe, expect, test } from 'vitest'
import {
  FORGET_FAILED_MS,
  FRESH_ADDRESS_INTERVAL_MS,
  LARGER_ID_DELAY_MS,
  MAX_ADDRESSES_PER_SIGHTING,
  MAX_CANDIDATES,
  MAX_NEIGHBOURS,
  MAX_STRANGER_DIALS,
  MAX_STRANGER_FAILURES,
  REDIAL_MAX_MS,
  PRESENCE_TTL_MS,
  REDIAL_MIN_MS,
  SIGHTING_REDIAL_MS,
  STRANGER_REST_MS
} from '../../src/graph/defaults.js'
import {
  NeighbourMachine,
  type CandidateSource,
  type DialResult,
  type NeighbourOutput
} from '../../src/graph/neighbours.js'

const address = (host: number): string => `/ip4/10.0.0.${host}/tcp/1967`

/** A machine called `m`, its clock, and shorthands. Peers `a` … `l` are smaller, `n` … larger. */
class World {
  readonly machine = new NeighbourMachine('m')
  nowMs = 0
  chance = 1

  found(peer: string | undefined, source: CandidateSource = 'mdns', addresses = [address(1)]): NeighbourOutput[] {
    return this.machine.handle({ type: 'found', peer, addresses, source, nowMs: this.nowMs })
  }

  dialled(key: string, result: DialResult, peer: string | undefined = key): NeighbourOutput[] {
    return this.machine.handle({ type: 'dialled', key, result, peer, nowMs: this.nowMs, chance: this.chance })
  }

  up(peer: string, at?: string): NeighbourOutput[] {
    return this.machine.handle({ type: 'link-up', peer, address: at, nowMs: this.nowMs })
  }

  down(peer: string, goodbye?: 'closing' | 'full'): NeighbourOutput[] {
    return this.machine.handle({ type: 'link-down', peer, goodbye, nowMs: this.nowMs, chance: this.chance })
  }

  /** Who is dialled when this much time has passed. */
  pass(byMs: number): string[] {
    this.nowMs += byMs
    return this.machine.handle({ type: 'tick', nowMs: this.nowMs }).map(({ key }) => key)
  }
}

describe('the neighbour machine', () => {
  test('dials a larger peer id at once, and leaves a smaller one a moment to dial us', () => {
    const world = new World()
    expect(world.found('n')).toEqual([{ type: 'dial', key: 'n', peer: 'n', addresses: [address(1)] }])
    expect(world.found('a')).toEqual([])
    expect(world.pass(LARGER_ID_DELAY_MS - 1)).toEqual([])
    expect(world.pass(1)).toEqual(['a'])
  })

  test('does not dial a peer that is linked or being dialled, nor itself', () => {
    const world = new World()
    world.up('n')
    expect(world.found('n')).toEqual([])
    expect(world.found('m')).toEqual([])
    expect(world.found('p')).toHaveLength(1)
    expect(world.found('p', 'presence')).toEqual([])
    expect(world.pass(REDIAL_MAX_MS)).toEqual([])
  })

  test('dials an address without a peer id, and not again while who answered is linked', () => {
    const world = new World()
    expect(world.found(undefined, 'known')).toEqual([
      { type: 'dial', key: address(1), peer: undefined, addresses: [address(1)] }
    ])
    world.up('n', address(1))
    expect(world.dialled(address(1), 'linked', 'n')).toEqual([])
    expect(world.pass(REDIAL_MAX_MS)).toEqual([])
    world.down('n')
    expect(world.pass(REDIAL_MAX_MS)).toContain('n')
  })

  test('dials what somebody trusted named for ever, with delays that double up to a minute', () => {
    const world = new World()
    world.found('n', 'known')
    for (let waitMs = REDIAL_MIN_MS; waitMs < REDIAL_MAX_MS; waitMs *= 2) {
      world.dialled('n', 'failed')
      expect(world.pass(waitMs - 1)).toEqual([])
      expect(world.pass(1)).toEqual(['n'])
    }
    for (let i = 0; i < 50; i++) {
      world.dialled('n', 'failed')
      expect(world.pass(REDIAL_MAX_MS - 1)).toEqual([])
      expect(world.pass(1)).toEqual(['n'])
    }
  })

  test('jitter halves a delay at most', () => {
    const world = new World()
    world.chance = 0
    world.found('n', 'known')
    world.dialled('n', 'failed')
    expect(world.pass(REDIAL_MIN_MS / 2 - 1)).toEqual([])
    expect(world.pass(1)).toEqual(['n'])
  })

  test('leaves a find that never was a member alone after a few failures, and looks again much later', () => {
    const world = new World()
    world.found('n')
    for (let i = 1; i < MAX_STRANGER_FAILURES; i++) {
      world.dialled('n', 'failed')
      expect(world.pass(REDIAL_MAX_MS)).toEqual(['n'])
    }
    world.dialled('n', 'failed')
    expect(world.found('n')).toEqual([])
    expect(world.found('n', 'mdns', [address(9)])).toEqual([])
    expect(world.pass(STRANGER_REST_MS - 1)).toEqual([])
    expect(world.pass(1)).toEqual(['n'])
    world.dialled('n', 'failed')
    expect(world.pass(REDIAL_MAX_MS)).toEqual([])
  })

  test('a sighting of a member ends a long delay, but not sooner than some seconds after the last dial failed', () => {
    const world = new World()
    world.up('n', address(1))
    world.down('n', 'closing')
    for (let i = 0; i < 8; i++) {
      world.pass(REDIAL_MAX_MS)
      world.dialled('n', 'failed')
    }
    for (let waitedMs = 0; waitedMs < SIGHTING_REDIAL_MS; waitedMs += 1000) {
      expect(world.found('n')).toEqual([])
      expect(world.pass(waitedMs + 1000 < SIGHTING_REDIAL_MS ? 1000 : 999)).toEqual([])
    }
    expect(world.pass(1)).toEqual(['n'])
  })

  test('a fresh address of a member is tried at once, but only once a minute, whoever names one after the other', () => {
    for (const source of ['mdns', 'presence'] as const) {
      const world = new World()
      world.up('n', address(1))
      world.down('n', 'closing')
      for (let i = 0; i < 8; i++) {
        world.pass(REDIAL_MAX_MS)
        world.dialled('n', 'failed')
      }
      world.pass(REDIAL_MIN_MS)
      expect(world.found('n', source, [address(2)])).toHaveLength(1)
      world.dialled('n', 'failed')
      const startMs = world.nowMs
      let dials = 0
      for (let host = 3; world.nowMs - startMs < FRESH_ADDRESS_INTERVAL_MS - 1000; host++) {
        world.nowMs += 500
        const outputs = world.found('n', source, [address(host)])
        dials += outputs.length
        if (outputs.length > 0) world.dialled('n', 'failed')
      }
      expect(dials).toBeLessThanOrEqual(FRESH_ADDRESS_INTERVAL_MS / SIGHTING_REDIAL_MS)
    }
  })

  test('a dial that took long still has its rest after it failed', () => {
    const world = new World()
    world.found('n', 'presence')
    world.pass(2 * SIGHTING_REDIAL_MS)
    world.dialled('n', 'failed')
    world.pass(REDIAL_MIN_MS)
    world.dialled('n', 'failed')
    expect(world.found('n', 'presence')).toEqual([])
    expect(world.pass(2 * REDIAL_MIN_MS - 1)).toEqual([])
  })

  test('what anybody announces stands behind what members say', () => {
    const world = new World()
    world.up('n')
    world.found('n', 'presence', [address(1), address(2)])
    world.found('n', 'mdns', [address(3)])
    expect(world.down('n')).toEqual([])
    world.nowMs += REDIAL_MIN_MS
    const [dial] = world.machine.handle({ type: 'tick', nowMs: world.nowMs })
    expect(dial?.addresses).toEqual([address(1), address(2), address(3)])
  })

  test('a member that failed for a day while nobody named it is forgotten; one that a person named is not', () => {
    const world = new World()
    world.found('n', 'presence')
    world.found('o', 'presence')
    world.found('p', 'known')
    for (const peer of ['n', 'o', 'p']) world.dialled(peer, 'failed')
    world.pass(FORGET_FAILED_MS / 2)
    world.found('o', 'presence')
    for (const peer of ['n', 'o', 'p']) world.dialled(peer, 'failed')
    expect(world.machine.candidates).toBe(3)
    world.pass(FORGET_FAILED_MS / 2)
    for (const peer of ['o', 'p']) world.dialled(peer, 'failed')
    expect(world.machine.candidates).toBe(2)
    expect(world.found('n', 'presence').map(({ key }) => key)).toEqual(['n'])
  })

  test('past members make room for present ones, present and linked ones for nobody', () => {
    const world = new World()
    for (let i = 0; i < MAX_NEIGHBOURS; i++) world.up(`n${i}`, address(1))
    for (let i = MAX_NEIGHBOURS; i < MAX_CANDIDATES; i++) world.found(`past${i}`, 'presence')
    world.nowMs += PRESENCE_TTL_MS
    for (let i = 0; i < 2 * MAX_CANDIDATES; i++) world.found(`present${i}`, 'presence')
    expect(world.machine.candidates).toBe(MAX_CANDIDATES)
    expect(world.down('n0', 'full').map(({ key }) => key)).toEqual(['present0'])
    expect(world.found('stranger')).toEqual([])
    expect(world.machine.candidates).toBe(MAX_CANDIDATES)
  })

  test('dials a lost neighbour again soon, one that said goodbye later, and one that is full much later', () => {
    const lost = new World()
    lost.up('n', address(1))
    lost.down('n')
    expect(lost.pass(REDIAL_MIN_MS)).toEqual(['n'])
    const full = new World()
    full.up('n', address(1))
    full.down('n', 'full')
    expect(full.pass(REDIAL_MAX_MS - 1)).toEqual([])
    expect(full.pass(1)).toEqual(['n'])
  })

  test('an address that worked stays the first to be tried, whatever strangers announce', () => {
    const world = new World()
    world.up('n', address(1))
    for (let host = 2; host < 100; host++) world.found('n', 'mdns', [address(host)])
    world.nowMs += REDIAL_MAX_MS
    world.down('n')
    world.nowMs += REDIAL_MIN_MS
    const [dial] = world.machine.handle({ type: 'tick', nowMs: world.nowMs })
    expect(dial?.addresses[0]).toBe(address(1))
    expect(dial?.addresses).toHaveLength(1 + MAX_ADDRESSES_PER_SIGHTING)
  })

  test('keeps a dial of the other side that is just coming in', () => {
    const world = new World()
    world.found('n')
    expect(world.dialled('n', 'pending')).toEqual([])
    expect(world.pass(REDIAL_MIN_MS)).toEqual(['n'])
  })

  test('stops dialling at enough neighbours, and begins again when one goes', () => {
    const world = new World()
    const peers = Array.from({ length: MAX_NEIGHBOURS }, (_, i) => `n${i}`)
    for (const peer of peers) world.up(peer)
    expect(world.found('z', 'known')).toEqual([])
    expect(world.pass(REDIAL_MAX_MS)).toEqual([])
    expect(world.down('n0').map(({ key }) => key)).toEqual(['z'])
  })

  test('dials few strangers at once, and members before strangers', () => {
    const world = new World()
    let dials = 0
    for (let i = 0; i < 50; i++) dials += world.found(`s${i}`).length
    expect(dials).toBe(MAX_STRANGER_DIALS)
    expect(world.found('n', 'presence').map(({ key }) => key)).toEqual(['n'])
  })

  test('keeps a bounded number of candidates; strangers make room for who is trusted, never the other way round', () => {
    const world = new World()
    for (let i = 0; i < 2 * MAX_CANDIDATES; i++) world.found(`s${i}`)
    expect(world.machine.candidates).toBe(MAX_CANDIDATES)
    for (let i = 0; i < 2 * MAX_CANDIDATES; i++) world.found(`p${i}`, 'presence')
    expect(world.machine.candidates).toBe(MAX_CANDIDATES)
    const before = world.machine.candidates
    world.found('another stranger')
    expect(world.machine.candidates).toBe(before)
  })
})
