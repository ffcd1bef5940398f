// The simulator itself: time, links, bandwidth, faults, the disk that loses, seeds that replay, failures that shrink.
import { describe, expect, test, vi } from 'vitest'
import { seededRandom, toHex, utf8 } from '../../src/base/index.js'
import { describeStorage } from '../compliance/storage.js'
import { settle } from '../support/fake-clock.js'
import { SimulationFailure } from './checkers.js'
import { SimulatedDisk } from './disk.js'
import { applyFaults, drawFaults, type Fault } from './faults.js'
import { seeds } from './seeds.js'
import type { SimPeer } from './sim-peer.js'
import { explore, type Scenario } from './simulation.js'
import { randomStream } from './streams.js'
import { World } from './world.js'

const MIB = 2 ** 20

describe('time', () => {
  test('what is due first happens first, and of two at once what was queued first', () => {
    const world = new World({ seed: 1, peers: 1 })
    const happened: string[] = []
    for (const [inMs, name] of [
      [30, 'c'],
      [10, 'a'],
      [30, 'd'],
      [20, 'b']
    ] as const) {
      // prettier-ignore
      world.in(inMs, () => happened.push(name))
    }
    world.in(15, () => happened.push('never')).cancel()
    expect(world.runUntil(25)).toBe(false)
    expect(happened).toEqual(['a', 'b'])
    expect(world.runUntil(100)).toBe(true)
    expect(happened).toEqual(['a', 'b', 'c', 'd'])
    expect(world.nowMs).toBe(100)
  })

  test('a time of day is in whole milliseconds, whatever the clock’s rate and whenever it is asked', () => {
    const world = new World({ seed: 1, peers: 1, clockRate: [0.9991, 0.9991], clockOffsetMs: [0.3, 0.4] })
    const { clock } = world.peer(0)
    for (let look = 0; look < 10; look++) {
      world.runUntil(look * 7.7)
      expect(Number.isInteger(clock.nowMs())).toBe(true)
    }
  })

  test('a fast clock’s timers are early, and its time of day is its own', () => {
    const world = new World({ seed: 1, peers: 2, clockRate: [1.25, 1.25], clockOffsetMs: [5_000, 5_000] })
    let firedAtMs = 0
    const { clock } = world.peer(0)
    const beforeMs = clock.nowMs()
    clock.setTimer(1_000, () => (firedAtMs = world.nowMs))
    world.runFor(4_000)
    expect(firedAtMs).toBe(800)
    expect(clock.nowMs() - beforeMs).toBe(5_000)
    expect(clock.monotonicMs()).toBe(5_000)
  })

  test('a run that never ends is a failure', () => {
    const world = new World({ seed: 1, peers: 1, maxSteps: 100 })
    const again = (): void => void world.in(0, again)
    again()
    expect(() => world.runFor(1)).toThrow(SimulationFailure)
  })
})

describe('processes', () => {
  test('a paused peer runs its late timers when it goes on, then reads what came, then what waited for input', () => {
    const world = new World({ seed: 1, peers: 2, latencyMs: [5, 5] })
    const [alice, bob] = [world.peer(0), world.peer(1)]
    const happened: string[] = []
    bob.clock.setTimer(50, () => {
      happened.push('timer')
      bob.afterPendingInput(() => happened.push('after input'))
    })
    bob.pause()
    world.send(alice, bob, () => happened.push('message'))
    world.runFor(100)
    expect(happened).toEqual([])
    bob.resume()
    world.runFor(1)
    expect(happened).toEqual(['timer', 'message', 'after input'])
  })

  test('what was meant for a killed process does not reach the next one', () => {
    const world = new World({ seed: 1, peers: 2 })
    const [alice, bob] = [world.peer(0), world.peer(1)]
    let reached = 0
    let started = 0
    bob.onStart = () => started++
    bob.clock.setTimer(20, () => reached++)
    world.send(alice, bob, () => reached++)
    bob.kill()
    bob.restart()
    world.runFor(1_000)
    expect([reached, started]).toEqual([0, 1])
    world.send(alice, bob, () => reached++)
    world.runFor(1_000)
    expect(reached).toBe(1)
  })
})

describe('links', () => {
  test('messages of one link stay in order, however they jitter, and take their time', () => {
    const world = new World({ seed: 3, peers: 2, latencyMs: [10, 20], jitterMs: 50 })
    const came: number[] = []
    for (let sent = 0; sent < 100; sent++) {
      world.in(sent, () => world.send(world.peer(0), world.peer(1), () => came.push(sent)))
    }
    world.runUntil(9)
    expect(came).toEqual([])
    world.runFor(1_000)
    expect(came).toEqual(Array.from({ length: 100 }, (_, sent) => sent))
  })

  test('the share that is lost is lost; nothing crosses a cut or a pulled cable', () => {
    const world = new World({ seed: 3, peers: 3, loss: 0.3 })
    const [alice, bob, carol] = [world.peer(0), world.peer(1), world.peer(2)]
    let came = 0
    for (let sent = 0; sent < 1_000; sent++) world.send(alice, bob, () => came++)
    world.runFor(1_000)
    expect(came).toBeGreaterThan(600)
    expect(came).toBeLessThan(800)
    world.network.loss = 0
    world.split([0, 1, 1])
    carol.plug(false)
    came = 0
    world.send(alice, bob, () => came++)
    world.send(bob, carol, () => came++)
    world.runFor(1_000)
    expect(came).toBe(0)
    world.heal()
    carol.plug(true)
    world.send(alice, bob, () => came++)
    world.send(bob, carol, () => came++)
    world.runFor(1_000)
    expect(came).toBe(2)
  })
})

describe('bandwidth', () => {
  const flowDone = (world: World, from: number | undefined, to: number, bytes: number): { atMs: number } => {
    const done = { atMs: NaN }
    world.flow({
      from: from === undefined ? undefined : world.peer(from),
      to: world.peer(to),
      opensInMs: 0,
      startAtByte: 0,
      available: bytes,
      onStep: (position) => position === bytes && (done.atMs = world.nowMs)
    })
    return done
  }

  test('flows share an uplink evenly, and the rest is the others’ when one is done', () => {
    const world = new World({ seed: 1, peers: 2, uplinkBytesPerMs: 1_000 })
    const short = flowDone(world, undefined, 0, MIB)
    const long = flowDone(world, undefined, 1, 3 * MIB)
    world.runFor(100_000)
    expect(short.atMs).toBeCloseTo((2 * MIB) / 1_000, 3)
    expect(long.atMs).toBeCloseTo((4 * MIB) / 1_000, 3)
  })

  test('max-min: what a narrow port does not take, the others get', () => {
    const world = new World({ seed: 1, peers: 3, uplinkBytesPerMs: 1_000 })
    world.peer(0).portIn.bytesPerMs = 100
    const narrow = flowDone(world, undefined, 0, 100_000)
    const wide = flowDone(world, undefined, 1, 900_000)
    world.runFor(100_000)
    expect(narrow.atMs).toBeCloseTo(1_000, 3)
    expect(wide.atMs).toBeCloseTo(1_000, 3)
  })

  test('a port limits what all its readers get together', () => {
    const world = new World({ seed: 1, peers: 5, portBytesPerMs: 4_000 })
    const readers = [1, 2, 3, 4].map((to) => flowDone(world, 0, to, MIB))
    world.runFor(100_000)
    for (const { atMs } of readers) expect(atMs).toBeCloseTo(MIB / 1_000, 3)
  })

  test('a flow that starts before there is anything to send starts where it was told', () => {
    const world = new World({ seed: 1, peers: 2, portBytesPerMs: 1_000 })
    const steps: number[] = []
    const [from, to] = [world.peer(0), world.peer(1)]
    const startAtByte = 5 * 128 * 1024
    const flow = world.flow({ from, to, opensInMs: 0, startAtByte, available: 0, onStep: (at) => steps.push(at) })
    world.in(50, () => flow.offer(7 * 128 * 1024))
    world.in(60, () => world.bandwidth.changed())
    world.runFor(10_000)
    expect(steps).toEqual([6, 7].map((leaf) => leaf * 128 * 1024))
  })

  test('a reader of what still comes in is never ahead of it; cuts and pauses only cost time', () => {
    const world = new World({ seed: 1, peers: 2, uplinkBytesPerMs: 1_000, portBytesPerMs: 10_000 })
    const steps: number[] = []
    const reader = world.flow({
      from: world.peer(0),
      to: world.peer(1),
      opensInMs: 5,
      startAtByte: 0,
      available: 0,
      onStep: (position) => {
        expect(position).toBeLessThanOrEqual(source.position)
        steps.push(position)
      }
    })
    const source = world.flow({
      from: undefined,
      to: world.peer(0),
      opensInMs: 0,
      startAtByte: 0,
      available: MIB,
      onStep: (position) => reader.offer(position)
    })
    applyFaults(world, [
      { type: 'uplink', atMs: 100, forMs: 500 },
      { type: 'pause', peer: 1, atMs: 300, forMs: 5_000 },
      { type: 'split', side: [0], atMs: 200, forMs: 2_000 }
    ])
    world.runFor(60_000)
    expect(source.moved).toBe(MIB)
    expect(steps).toEqual([1, 2, 3, 4, 5, 6, 7, 8].map((leaf) => leaf * 128 * 1024))
  })
})

describe('faults', () => {
  test('all are over by the time that was asked for', () => {
    for (let seed = 1; seed <= 50; seed++) {
      const plan = {
        peers: 10,
        untilMs: 10_000,
        count: { pause: 3, kill: 3, unplug: 3, split: 2, loss: 2, uplink: 2, clock: 1 },
        forMs: [100, 8_000]
      } as const
      for (const fault of drawFaults(randomStream(seed, 'faults'), plan)) {
        expect(fault.atMs + ('forMs' in fault ? (fault.forMs ?? 0) : 0)).toBeLessThanOrEqual(plan.untilMs)
      }
    }
  })

  test('afterwards the world is as before, but for those killed for good', () => {
    const world = new World({ seed: 5, peers: 10, uplinkBytesPerMs: 100, loss: 0.1 })
    applyFaults(
      world,
      drawFaults(randomStream(5, 'faults'), {
        peers: 10,
        untilMs: 10_000,
        count: { pause: 3, unplug: 3, split: 3, loss: 3, uplink: 3, kill: 3 },
        forMs: [100, 3_000],
        partKilledForGood: 0
      })
    )
    world.runUntil(10_000)
    expect(world.peers.every((peer) => peer.state === 'running' && peer.isPlugged && peer.hasUplink)).toBe(true)
    expect([world.network.loss, world.uplink.bytesPerMs]).toEqual([0.1, 100])
    expect(world.network.reaches(world.peer(0), world.peer(9))).toBe(true)
  })
})

describe('faults that overlap', () => {
  const peerAt = (atMs: number, faults: readonly Fault[]): SimPeer => {
    const world = new World({ seed: 1, peers: 3 })
    applyFaults(world, faults)
    world.runUntil(atMs)
    return world.peer(0)
  }

  test('a peer is back when the last of them is over', () => {
    const both = <Kind extends 'pause' | 'kill' | 'unplug' | 'uplink'>(type: Kind): Fault[] => [
      { type, peer: 0, atMs: 0, forMs: 1_000 },
      { type, peer: 0, atMs: 500, forMs: 5_000 },
      { type, peer: 0, atMs: 600, forMs: 100 }
    ]
    for (const [atMs, isBack] of [
      [2_000, false],
      [5_600, true]
    ] as const) {
      expect(peerAt(atMs, both('pause')).state).toBe(isBack ? 'running' : 'paused')
      expect(peerAt(atMs, both('kill')).state).toBe(isBack ? 'running' : 'dead')
      expect(peerAt(atMs, both('unplug')).isPlugged).toBe(isBack)
      expect(peerAt(atMs, both('uplink')).hasUplink).toBe(isBack)
    }
  })

  test('who is killed for good while dead for a while stays dead', () => {
    const faults: Fault[] = [
      { type: 'kill', peer: 0, atMs: 10, forMs: 900 },
      { type: 'kill', peer: 0, atMs: 500 }
    ]
    expect(peerAt(2_000, faults).state).toBe('dead')
  })

  test('splits add up, and of two losses the worse counts', () => {
    const world = new World({ seed: 1, peers: 3, loss: 0.1 })
    applyFaults(world, [
      { type: 'split', side: [0], atMs: 0, forMs: 1_000 },
      { type: 'split', side: [1], atMs: 500, forMs: 1_000 },
      { type: 'loss', part: 0.4, atMs: 0, forMs: 1_000 },
      { type: 'loss', part: 0.3, atMs: 500, forMs: 1_000 }
    ])
    const state = (atMs: number): unknown[] => {
      world.runUntil(atMs)
      const reach = (a: number, b: number): boolean => world.network.reaches(world.peer(a), world.peer(b))
      return [reach(0, 1), reach(0, 2), reach(1, 2), world.network.loss]
    }
    expect(state(100)).toEqual([false, false, true, 0.4])
    expect(state(600)).toEqual([false, false, false, 0.4])
    expect(state(1_100)).toEqual([false, true, false, 0.3])
    expect(state(1_600)).toEqual([true, true, true, 0.1])
  })
})

describe('a seed', () => {
  const gossip = (seed: number): World => {
    const world = new World({ seed, peers: 10, loss: 0.1, jitterMs: 20, clockRate: [0.999, 1.001] })
    const say = (from: number, hops: number): void => {
      world.note(`${from} heard, ${hops} left`)
      if (hops === 0) return
      for (const to of world.peers) world.send(world.peer(from), to, () => say(to.index, hops - 1))
    }
    world.peer(0).clock.setTimer(10, () => say(0, 3))
    world.runFor(1_000)
    return world
  }

  test('gives the same history twice, and another seed another', () => {
    expect(gossip(7).history.fingerprint).toBe(gossip(7).history.fingerprint)
    expect(gossip(7).history.fingerprint).not.toBe(gossip(8).history.fingerprint)
  })

  test('that fails is told with its replay, and shrunk to what matters', async () => {
    const scenario: Scenario = {
      seed: 3,
      peers: 16,
      faults: [
        { type: 'clock', peer: 3, atMs: 5, byMs: 10 },
        { type: 'kill', peer: 2, atMs: 10 },
        { type: 'pause', peer: 9, atMs: 20, forMs: 100 },
        { type: 'split', side: [1, 9], atMs: 30, forMs: 100 }
      ],
      healedAtMs: 200,
      endMs: 1_000
    }
    const simulation = {
      name: 'example',
      isKept: false,
      draw: () => scenario,
      run: ({ faults, peers, seed }: Scenario) => {
        const world = new World({ seed, peers })
        applyFaults(world, faults)
        world.checkers.always('peer 2 lives', () => (world.peer(2).isAlive ? undefined : `dead at ${world.nowMs}`))
        world.runFor(1_000)
      }
    }
    const smallest = JSON.stringify({
      ...scenario,
      peers: 3,
      faults: [{ type: 'kill', peer: 2, atMs: 10 }]
    }).replace(/"faults.*/, '')
    await expect(explore(simulation, [3])).rejects.toThrow(/SEED=3 npx vitest run test\/sim\/example.sim.test.ts/)
    await expect(explore(simulation, [3])).rejects.toThrow(smallest)
    await expect(explore(simulation, [3])).rejects.toThrow('peer 2 lives: dead at 10')
  })

  test('is not shrunk to a scenario that breaks another rule', async () => {
    const scenario: Scenario = { seed: 3, peers: 8, faults: [], healedAtMs: 200, endMs: 1_000 }
    const simulation = {
      name: 'example',
      isKept: false,
      draw: () => scenario,
      run: ({ peers }: Scenario) => {
        const broken = peers >= 5 ? new SimulationFailure('five agree', 'no') : new TypeError('too few')
        throw new SimulationFailure('example', broken.message, { cause: broken })
      }
    }
    await expect(explore(simulation, [3])).rejects.toThrow(/"peers":5.*\n.*five agree/)
  })

  test('in the environment is a whole number, or nothing is run', () => {
    vi.stubEnv('SEED', '17')
    expect(seeds(30)).toEqual([17])
    for (const wrong of ['abc', '', '1.5', '-1', '1e400']) {
      vi.stubEnv('SEED', wrong)
      expect(() => seeds(30)).toThrow(RangeError)
    }
    vi.unstubAllEnvs()
  })
})

describe('the disk', () => {
  const put = (name: string) => [{ key: utf8(name), value: utf8(name) }]
  const names = (disk: SimulatedDisk): string => {
    const storage = disk.open()
    return [...'abcdef'].filter((name) => storage.get(utf8(name)) !== undefined).join('')
  }

  describeStorage('simulated', async () => new SimulatedDisk({ random: seededRandom(1) }).open())

  test('keeps what was synced and all before it, and a beginning of the rest', async () => {
    const seen = new Set<string>()
    for (let seed = 1; seed <= 40; seed++) {
      const disk = new SimulatedDisk({ random: seededRandom(seed) })
      const storage = disk.open()
      for (const name of 'abcdef') await storage.write(put(name), { sync: name === 'c' })
      disk.losePower()
      expect(() => storage.get(utf8('a'))).toThrow()
      seen.add(names(disk))
    }
    expect([...seen].sort()).toEqual(['abc', 'abcd', 'abcde', 'abcdef'])
  })

  test('a write that power interrupted rejects, and is there or is not', async () => {
    const world = new World({ seed: 1, peers: 1 })
    const { clock, random } = world.peer(0)
    const seen = new Set<string>()
    for (let round = 0; round < 30; round++) {
      const disk = new SimulatedDisk({ random, clock, syncMs: 10 })
      const writing = disk.open().write(put('a'), { sync: true })
      await settle()
      disk.losePower()
      await Promise.all([
        expect(writing).rejects.toMatchObject({ code: 'DISK' }),
        world.runUntilAsync(world.nowMs + 20)
      ])
      seen.add(names(disk))
    }
    expect([...seen].sort()).toEqual(['', 'a'])
  })

  test('a killed process leaves what it wrote', async () => {
    const disk = new SimulatedDisk({ random: seededRandom(1) })
    await disk.open().write(put('a'), { sync: false })
    disk.killProcess()
    expect(names(disk)).toBe('a')
  })

  test('full once, it says so, and goes on', async () => {
    const disk = new SimulatedDisk({ random: seededRandom(1) })
    disk.failsAfterWrites = 1
    const storage = disk.open()
    await storage.write(put('a'), { sync: true })
    await expect(storage.write(put('b'), { sync: true })).rejects.toMatchObject({ code: 'DISK' })
    await storage.write(put('c'), { sync: true })
    expect(names(disk)).toBe('ac')
  })
})

test('streams of chance with other names are others', () => {
  const drawn = ['a', 'b', 'peer/1', 'peer/11'].map((name) => toHex(randomStream(1, name).bytes(8)))
  expect(new Set(drawn).size).toBe(4)
})
