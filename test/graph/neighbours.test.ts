import { describe, expect, test } from 'vitest'
import { seededRandom } from '../../src/base/index.js'
import {
  ALONE_AFTER_MS,
  DIALS_BURST,
  DIALS_PER_SECOND,
  EARLY_EXTRA_DIALS,
  EARLY_EXTRA_DIAL_MS,
  EXTRA_DIAL_MS,
  FORGET_FAILED_MS,
  FRESH_ADDRESS_INTERVAL_MS,
  LARGER_ID_DELAY_MS,
  MAX_ADDRESSES_PER_SIGHTING,
  MAX_CANDIDATES,
  MAX_INBOUND,
  MAX_NEIGHBOURS,
  MAX_STRANGER_DIALS,
  MAX_STRANGER_FAILURES,
  NEAR_RTT_MS,
  OWN_NEIGHBOURS,
  PRESENCE_TTL_MS,
  PRUNE_AFTER_MS,
  REDIAL_MAX_MS,
  REDIAL_MIN_MS,
  REPLACED_REST_MS,
  SIGHTING_REDIAL_MS,
  STEADY_LINK_MS,
  STRANGER_REST_MS,
  USELESS_AFTER_MS,
  WANTED_NEIGHBOURS
} from '../../src/graph/defaults.js'
import type { GoodbyeReason } from '../../src/graph/link-frame.js'
import {
  NeighbourMachine,
  type CandidateSource,
  type DialResult,
  type LinkEnder,
  type NeighbourOutput
} from '../../src/graph/neighbours.js'

type Dial = Extract<NeighbourOutput, { type: 'dial' }>

const address = (host: number): string => `/ip4/10.0.0.${host}/tcp/1967`

/** A machine called `m`, its clock, and shorthands. Peers `a` … `l` are smaller, `n` … larger. */
class World {
  chance = 1
  nowMs = 0
  bannedUntilMs = -Infinity
  readonly machine = new NeighbourMachine({
    self: 'm',
    random: { fraction: () => this.chance, bytes: () => new Uint8Array() },
    nowMs: 0,
    bannedUntilMs: () => this.bannedUntilMs
  })

  found(peer: string | undefined, source: CandidateSource = 'mdns', addresses = [address(1)]): Dial[] {
    return dials(this.machine.handle({ type: 'found', peer, addresses, source, nowMs: this.nowMs }))
  }

  dialled(key: string, result: DialResult, peer: string | undefined = key): Dial[] {
    return dials(this.machine.handle({ type: 'dialled', key, result, peer, nowMs: this.nowMs }))
  }

  up(peer: string, at?: string): Dial[] {
    return dials(this.machine.handle({ type: 'link-up', peer, address: at, direction: 'outbound', nowMs: this.nowMs }))
  }

  down(peer: string, reason?: GoodbyeReason, by: LinkEnder = reason === undefined ? 'line' : 'them'): Dial[] {
    return dials(this.machine.handle({ type: 'link-down', peer, by, reason, nowMs: this.nowMs }))
  }

  /** Who is dialled when this much time has passed. */
  pass(byMs: number): string[] {
    this.nowMs += byMs
    return this.tick().map(({ key }) => key)
  }

  tick(): Dial[] {
    return dials(this.machine.handle({ type: 'tick', nowMs: this.nowMs }))
  }
}

function dials(outputs: NeighbourOutput[]): Dial[] {
  return outputs.filter((output) => output.type === 'dial')
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
    const [dial] = world.tick()
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
    for (let i = 0; i < WANTED_NEIGHBOURS; i++) world.up(`n${i}`, address(1))
    for (let i = WANTED_NEIGHBOURS; i < MAX_CANDIDATES; i++) world.found(`past${i}`, 'presence')
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
    const [dial] = world.tick()
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
    const peers = Array.from({ length: WANTED_NEIGHBOURS }, (_, i) => `n${i}`)
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

describe('with neighbours enough', () => {
  /** Linked with as many as wanted, all of them dialled by us; `z0` … are present, and linked with others. */
  function linked(present = 20): World {
    const world = new World()
    world.chance = 0.5
    for (let i = 0; i < WANTED_NEIGHBOURS; i++) world.up(`n${i}`, address(1))
    for (let i = 0; i < present; i++) world.found(`z${i}`, 'presence')
    return world
  }

  function prunes(world: World, afterMs: number): string[] {
    world.nowMs += afterMs
    const outputs = world.machine.handle({ type: 'tick', nowMs: world.nowMs })
    return outputs.flatMap((output) => (output.type === 'prune' ? [output.peer] : []))
  }

  test('one more is dialled now and then; once it is measured, one of the others goes', () => {
    const world = linked()
    const [extra, ...none] = world.pass(1.5 * EXTRA_DIAL_MS)
    expect(extra).toMatch(/^z/)
    expect(none).toEqual([])
    world.up(extra!, address(1))
    world.dialled(extra!, 'linked')
    expect(prunes(world, PRUNE_AFTER_MS - 1)).toEqual([])
    const [pruned, ...others] = prunes(world, 1)
    expect(pruned).toMatch(/^n/)
    expect(others).toEqual([])
    world.down(pruned!, 'replaced', 'us')
    expect(world.pass(REPLACED_REST_MS - 1)).not.toContain(pruned)
  })

  test('a far one goes first, unless it is one of the latest', () => {
    const world = linked()
    for (let i = 0; i < WANTED_NEIGHBOURS; i++) {
      const rttMs = i === 3 ? 5 * NEAR_RTT_MS : 1
      world.machine.handle({ type: 'rtt', peer: `n${i}`, rttMs, nowMs: world.nowMs })
    }
    const [extra] = world.pass(1.5 * EXTRA_DIAL_MS)
    world.machine.handle({
      type: 'link-up',
      peer: extra!,
      address: undefined,
      direction: 'outbound',
      nowMs: world.nowMs
    })
    world.machine.handle({ type: 'rtt', peer: extra!, rttMs: 20 * NEAR_RTT_MS, nowMs: world.nowMs })
    world.dialled(extra!, 'linked')
    expect(prunes(world, PRUNE_AFTER_MS)).toEqual(['n3'])
  })

  test('those who are not present are looked for first, by one or two of a whole part', () => {
    const probes = (others: number): number => {
      let count = 0
      const random = seededRandom(5)
      for (let i = 0; i < 400; i++) {
        const world = linked(others)
        world.found('away', 'known')
        world.chance = random.fraction()
        if (world.pass(1.5 * EXTRA_DIAL_MS).includes('away')) count += 1
      }
      return count / 400
    }
    expect(probes(1)).toBe(1)
    expect(probes(40)).toBeGreaterThan(0.01)
    expect(probes(40)).toBeLessThan(0.12)
  })

  test('who is present no more may be in a part of its own', () => {
    const world = linked(1)
    world.machine.handle({ type: 'absent', peer: 'z0', nowMs: world.nowMs })
    expect(world.pass(1.5 * EXTRA_DIAL_MS)).toEqual(['z0'])
  })

  test('nobody is dialled beyond the most that there may be', () => {
    const world = linked()
    for (let i = WANTED_NEIGHBOURS; i < MAX_NEIGHBOURS; i++) world.up(`n${i}`)
    for (let i = 0; i < 20; i++) expect(world.pass(1.5 * EXTRA_DIAL_MS)).toEqual([])
  })
})

describe('against members who mean harm', () => {
  const inbound = (world: World, peer: string): void => {
    world.machine.handle({ type: 'link-up', peer, address: undefined, direction: 'inbound', nowMs: world.nowMs })
  }

  test('who is dialled by enough still dials some itself, but nobody who was away, unless a person named it', () => {
    const world = new World()
    world.chance = 0.5
    world.found('n', 'known')
    world.found('o', 'presence')
    world.machine.handle({ type: 'absent', peer: 'o', nowMs: 0 })
    for (let i = 0; i < WANTED_NEIGHBOURS; i++) inbound(world, `h${i}`)
    world.dialled('n', 'failed')
    world.dialled('o', 'failed')
    expect(world.pass(REDIAL_MIN_MS)).toEqual(['n'])
    world.up('n')
    world.dialled('n', 'linked')
    world.down('n', 'replaced')
    const dialled = Array.from({ length: 10 }, (_, i) => world.found(`z${i}`, 'presence')).flat()
    expect(dialled).toHaveLength(OWN_NEIGHBOURS)
    for (const { key } of dialled) {
      world.up(key)
      world.dialled(key, 'linked')
    }
    expect(world.pass(EARLY_EXTRA_DIAL_MS / 4)).toEqual([])
  })

  test('those that it dials before it has heard of most are soon mixed with others, and then as many go', () => {
    const world = new World()
    world.chance = 0.5
    for (let i = 0; i < WANTED_NEIGHBOURS; i++) world.up(`n${i}`, address(1))
    for (let i = 0; i < 40; i++) world.found(`z${i}`, 'presence')
    let extras = 0
    const gone: string[] = []
    for (const endMs = (EARLY_EXTRA_DIALS + 1) * EARLY_EXTRA_DIAL_MS; world.nowMs < endMs; world.nowMs += 500) {
      for (const output of world.machine.handle({ type: 'tick', nowMs: world.nowMs })) {
        if (output.type === 'prune') {
          gone.push(output.peer)
          world.down(output.peer, 'replaced', 'us')
        } else if (output.type === 'dial') {
          extras += 1
          world.up(output.key, address(1))
          world.dialled(output.key, 'linked')
        }
      }
    }
    expect(extras).toBe(EARLY_EXTRA_DIALS)
    world.nowMs += PRUNE_AFTER_MS
    for (const output of world.machine.handle({ type: 'tick', nowMs: world.nowMs })) {
      if (output.type === 'prune') gone.push(output.peer)
    }
    expect(gone).toHaveLength(EARLY_EXTRA_DIALS)
  })

  test('places of those who brought nothing are given to others, but not to one that was sent away just before', () => {
    const world = new World()
    for (let i = 0; i < MAX_INBOUND; i++) inbound(world, `h${i}`)
    expect(world.machine.placeFor('z', 0, world.nowMs)).toEqual({ hasPlace: false })
    expect(world.machine.placeFor('h0', 0, world.nowMs)).toEqual({ hasPlace: true })
    world.nowMs += USELESS_AFTER_MS
    for (let i = 1; i < MAX_INBOUND; i++) world.machine.brought(`h${i}`, world.nowMs)
    expect(world.machine.placeFor('z', 0, world.nowMs)).toEqual({ hasPlace: true, instead: 'h0' })
    expect(world.machine.placeFor('y', 1, world.nowMs)).toEqual({ hasPlace: false }) // That of h0 is given.
    world.down('h0', 'replaced', 'us')
    inbound(world, 'z')
    world.nowMs += USELESS_AFTER_MS
    expect(world.machine.placeFor('h0', 0, world.nowMs)).toEqual({ hasPlace: false })
    world.nowMs += REPLACED_REST_MS
    expect(world.machine.placeFor('h0', 0, world.nowMs)).toMatchObject({ hasPlace: true })
  })

  test('whom a member names is a stranger: dialled behind members, and few at once', () => {
    const world = new World()
    world.found('n', 'known')
    world.found('p', 'presence')
    const referrals = Array.from({ length: 8 }, (_, i) => ({ peer: `zforged${i}`, address: address(100 + i) }))
    const outputs = world.machine.handle({ type: 'dialled', key: 'n', result: 'full', peer: 'n', referrals, nowMs: 0 })
    expect(outputs).toHaveLength(MAX_STRANGER_DIALS)
    for (let i = 1; i < MAX_STRANGER_FAILURES; i++) {
      for (const { peer } of referrals) world.dialled(peer, 'failed')
      world.pass(REDIAL_MAX_MS)
    }
    for (const { peer } of referrals) world.dialled(peer, 'failed')
    expect(world.pass(STRANGER_REST_MS / 2).filter((key) => key.startsWith('zforged'))).toEqual([])
  })

  test('a member with many addresses, said again and again, is chosen no more often than one with one', () => {
    const random = seededRandom(7)
    let loud = 0
    for (let i = 0; i < 400; i++) {
      const world = new World()
      for (let j = 0; j < WANTED_NEIGHBOURS; j++) world.up(`n${j}`, address(1))
      for (let j = 0; j < 9; j++) world.found(`z${j}`, 'presence', [address(20 + j)])
      for (let j = 0; j < 20; j++) world.found('zloud', 'presence', [address(40 + j), address(80 + j)])
      world.machine.handle({ type: 'tick', nowMs: 0 })
      world.chance = random.fraction()
      if (world.pass(1.5 * EXTRA_DIAL_MS).includes('zloud')) loud += 1
    }
    expect(loud / 400).toBeLessThan(0.2)
  })

  test('strangers without number do not keep it from looking for members who are away', () => {
    const world = new World()
    for (let i = 0; i < WANTED_NEIGHBOURS; i++) world.up(`n${i}`, address(1))
    world.found('zaway', 'remembered')
    for (let i = 0; i < 300; i++) world.found(`zstranger${i}`)
    world.chance = 0.3
    expect(world.pass(1.5 * EXTRA_DIAL_MS)).toEqual(['zaway'])
  })
})

test('whom a full neighbour names is dialled', () => {
  const world = new World()
  world.found('n', 'known')
  const referrals = [{ peer: 'o', address: address(7) }]
  const outputs = world.machine.handle({ type: 'dialled', key: 'n', result: 'full', peer: 'n', referrals, nowMs: 0 })
  expect(outputs).toEqual([{ type: 'dial', key: 'o', peer: 'o', addresses: [address(7)] }])
})

test('who replaced us is not dialled for a while, whoever names it; a person’s word ends that', () => {
  const world = new World()
  for (const peer of ['n', 'o', 'p', 'q', 'r']) world.up(peer, address(1))
  world.down('n', 'replaced', 'them')
  expect(world.found('n', 'presence', [address(2)])).toEqual([])
  expect(world.pass(REPLACED_REST_MS - 1)).toEqual([])
  expect(world.found('n', 'known')).toHaveLength(1)
})

test('who replaced us is dialled soon where we have too few others', () => {
  const world = new World()
  for (const peer of ['n', 'o', 'p', 'q', 'r']) world.up(peer, address(1))
  expect(world.down('n', 'replaced', 'them')).toEqual([])
  expect(world.pass(REDIAL_MIN_MS)).toEqual([])
  expect(world.down('o', 'replaced', 'them')).toHaveLength(1)
  world.dialled('n', 'failed')
  expect(world.pass(REDIAL_MIN_MS)).toContain('o')
})

test('after sleep all that failed is tried again', () => {
  const world = new World()
  world.found('n', 'presence')
  for (let i = 0; i < 8; i++) {
    world.dialled('n', 'failed')
    world.pass(REDIAL_MAX_MS)
  }
  world.dialled('n', 'failed')
  world.machine.handle({ type: 'hurry', nowMs: world.nowMs })
  expect(world.pass(REDIAL_MIN_MS)).toEqual(['n'])
})

test('says once that nobody is reached, and again after there was somebody', () => {
  const world = new World()
  const said = (): string[] => world.machine.handle({ type: 'tick', nowMs: world.nowMs }).map(({ type }) => type)
  world.nowMs = ALONE_AFTER_MS
  expect([said(), said()]).toEqual([['alone'], []])
  world.up('n')
  world.nowMs += 10 * ALONE_AFTER_MS
  expect(said()).not.toContain('alone')
  world.down('n')
  world.nowMs += ALONE_AFTER_MS
  expect(said()).toContain('alone')
})

test('dials many at once, and then few a second, however many there are', () => {
  const world = new World()
  const dialled: string[] = []
  for (let i = 0; i < 300; i++) dialled.push(...world.found(`n${i}`, 'presence').map(({ key }) => key))
  for (let answered = 0; world.nowMs < 60_000; dialled.push(...world.pass(100))) {
    for (; answered < dialled.length; answered++) {
      dialled.push(...world.dialled(dialled[answered]!, 'failed').map(({ key }) => key))
    }
  }
  expect(dialled.length).toBeGreaterThan(DIALS_PER_SECOND * 50)
  expect(dialled.length).toBeLessThanOrEqual(DIALS_BURST + DIALS_PER_SECOND * 61)
})

test('does not wake for who is due while all dials are taken', () => {
  const world = new World()
  for (let i = 0; i < 50; i++) world.found(`s${i}`)
  expect(world.machine.wakeAtMs).toBeGreaterThan(world.nowMs)
  expect(world.pass(1)).toEqual([])
  expect(world.machine.wakeAtMs).toBeGreaterThan(world.nowMs)
})

test('wakes when there is something to do', () => {
  const world = new World()
  world.found('n', 'known')
  world.dialled('n', 'failed')
  expect(world.machine.wakeAtMs).toBe(REDIAL_MIN_MS)
  world.up('n')
  expect(world.machine.wakeAtMs).toBeGreaterThanOrEqual(EARLY_EXTRA_DIAL_MS / 2)
})

test('where a peer is, members and links say, and not where nobody answered last', () => {
  const world = new World()
  const { machine } = world
  const tried = (host: number): readonly string[] => {
    machine.handle({ type: 'unreachable', peer: 'p', addresses: [address(host)], nowMs: world.nowMs })
    return machine.addressesOf('p').trusted
  }
  expect(machine.addressesOf('p').trusted).toEqual([])
  world.found('p', 'mdns', [address(7)])
  expect(machine.addressesOf('p').trusted).toEqual([])
  world.up('p', address(5))
  world.dialled('p', 'linked')
  world.found('p', 'presence', [address(6)])
  expect(machine.addressesOf('p').trusted).toEqual([address(5), address(6)])
  expect(machine.addressesOf('p').all).toEqual([address(5), address(6), address(7)])
  expect(tried(5)).toEqual([address(5), address(6)]) // It is a neighbour: who dialled it was mistaken.
  world.down('p', 'full')
  expect(tried(7)).toEqual([address(5), address(6)])
  expect(tried(6)).toEqual([])
  expect(machine.addressesOf('p').all).toHaveLength(3)
  expect(machine.addressesOf('p').sighted).toEqual([address(7)])
  world.up('p', address(8))
  expect(machine.addressesOf('p').trusted).toEqual([address(8), address(6)])
})

describe('a peer that takes each link and breaks it', () => {
  /** How often it is dialled in ten minutes, where nothing else happens than `meanwhile`. */
  function dialsOf(breakLink: (world: World) => void, meanwhile = (_world: World): void => {}): number {
    const world = new World()
    let count = 0
    let dialled = world.found('n', 'presence')
    while (world.nowMs < 600_000) {
      if (dialled.length > 0) {
        count += 1
        world.up('n', address(1))
        world.dialled('n', 'linked')
        breakLink(world)
      }
      world.nowMs += 100
      meanwhile(world)
      dialled = world.tick()
    }
    return count
  }

  test.each<[string, GoodbyeReason | undefined, LinkEnder]>([
    ['without a word', undefined, 'line'],
    ['as if it went down', 'closing', 'them'],
    ['as if it had others', 'replaced', 'them'],
    ['against the rules', 'protocol', 'us']
  ])('%s is dialled with growing delays', (_how, reason, by) => {
    const dials = dialsOf((world) => world.down('n', reason, by))
    expect(dials).toBeGreaterThan(10)
    expect(dials).toBeLessThan(20)
  })

  test('is not dialled sooner for what it tells of itself', () => {
    const dials = dialsOf(
      (world) => world.down('n'),
      (world) => world.found('n', 'presence', [address(world.nowMs % 250)])
    )
    expect(dials).toBeLessThan(20)
  })

  test('is dialled at once again after a link that stood', () => {
    const world = new World()
    for (let i = 0; i < 20; i++) {
      world.up('n', address(1))
      world.dialled('n', 'linked')
      world.pass(STEADY_LINK_MS)
      world.down('n')
      expect(world.pass(REDIAL_MIN_MS)).toEqual(['n'])
    }
  })
})

test('who is left alone is not dialled, whoever names it, and then is', () => {
  const world = new World()
  world.bannedUntilMs = REDIAL_MAX_MS
  for (const source of ['mdns', 'presence', 'known'] as const) {
    expect(world.found('n', source, [address(1)])).toEqual([])
    world.nowMs += 1000
  }
  let dialled: string[] = []
  while (dialled.length === 0) dialled = world.pass(world.machine.wakeAtMs - world.nowMs)
  expect([dialled, world.nowMs]).toEqual([['n'], world.bannedUntilMs])
})
