// Many crossing machines against each other under seeded delays: one crossing where views are equal, at most one leaf wasted
// for each extra claimant where they differ, and everybody finishes.
import { describe, expect, test } from 'vitest'
import { LEAF_BYTES } from '../../src/content/defaults.js'
import { CrossingWorld, type WorldInit } from '../support/crossing-world.js'

const TOTAL_BYTES = 24 * 2 ** 20
const BASE: Omit<WorldInit, 'seed'> = {
  peers: 8,
  totalBytes: TOTAL_BYTES,
  latencyMs: [1, 30],
  originFirstByteMs: 20,
  uplinkBytesPerMs: 6_250 // 50 Mbit/s
}
const SEEDS =
  process.env['SEED'] === undefined ? Array.from({ length: 100 }, (_, i) => i + 1) : [Number(process.env['SEED'])]

function everybodyHasIt(world: CrossingWorld, seed: number): void {
  for (const peer of world.peers) {
    if (peer.asked && peer.alive) expect(peer.complete, `peer ${peer.index}, replay with SEED=${seed}`).toBe(true)
  }
}

describe('equal views', () => {
  test('asked at the same instant, the origin sends every byte once', () => {
    for (const seed of SEEDS) {
      const world = new CrossingWorld({ ...BASE, seed })
      for (let peer = 0; peer < BASE.peers; peer++) world.askAt(0, peer)
      expect(world.runUntil(120_000)).toBe(true)
      everybodyHasIt(world, seed)
      expect(world.originBytes, `SEED=${seed}`).toBe(TOTAL_BYTES)
      expect(world.peers.reduce((sum, peer) => sum + peer.inVain, 0)).toBe(0)
    }
  })

  test('asked by some, staggered, the origin sends every byte once', () => {
    for (const seed of SEEDS) {
      const world = new CrossingWorld({ ...BASE, seed })
      for (let peer = 0; peer < BASE.peers; peer++) {
        if (world.random.fraction() < 0.6) world.askAt(world.random.fraction() * 6_000, peer)
      }
      world.askAt(0, Math.floor(world.random.fraction() * BASE.peers))
      expect(world.runUntil(120_000)).toBe(true)
      everybodyHasIt(world, seed)
      expect(world.originBytes, `SEED=${seed}`).toBe(TOTAL_BYTES)
    }
  })

  test('an origin that takes 3 s for its first byte is asked once all the same', () => {
    for (const seed of SEEDS.slice(0, 30)) {
      const world = new CrossingWorld({ ...BASE, seed, originFirstByteMs: 3_000 })
      for (let peer = 0; peer < BASE.peers; peer++) world.askAt(peer * 100, peer)
      expect(world.runUntil(120_000)).toBe(true)
      everybodyHasIt(world, seed)
      expect(world.originBytes, `SEED=${seed}`).toBe(TOTAL_BYTES)
    }
  })

  test('the same seed gives the same history', () => {
    const run = (): string[] => {
      const world = new CrossingWorld({ ...BASE, seed: 7 })
      for (let peer = 0; peer < BASE.peers; peer++) world.askAt(world.random.fraction() * 50, peer)
      world.runUntil(120_000)
      return world.history
    }
    expect(run()).toEqual(run())
  })
})

describe('views that differ', () => {
  test('each claimant more than one costs one leaf at most', () => {
    let wasted = 0
    let claimants = 0
    let inVain = 0
    for (const seed of SEEDS) {
      const seen = new Map<number, number[]>()
      const world = new CrossingWorld({
        ...BASE,
        seed,
        originFirstByteMs: 1,
        uplinkBytesPerMs: 125_000, // Fast: what could be wasted, would be.
        latencyMs: [1, 25], // Twice that is the settle time: what a flood needs to be heard and answered.
        view: (peer, random) => {
          if (!seen.has(peer)) {
            seen.set(
              peer,
              Array.from({ length: BASE.peers }, (_, i) => i).filter(() => random.fraction() < 0.6)
            )
          }
          return seen.get(peer)!
        }
      })
      for (let peer = 0; peer < BASE.peers; peer++) world.askAt(world.random.fraction() * 20, peer)
      expect(world.runUntil(120_000)).toBe(true)
      everybodyHasIt(world, seed)
      const readers = world.peers.filter(({ originBytes }) => originBytes > 0).length
      const waste = world.originBytes - TOTAL_BYTES
      expect(waste, `SEED=${seed}`).toBeLessThanOrEqual((readers - 1) * LEAF_BYTES)
      wasted += waste
      claimants += readers
      inVain += world.peers.reduce((sum, peer) => sum + peer.inVain, 0)
    }
    // Printed, so that a change of the rules shows in numbers.
    const perRun = (count: number): string => (count / SEEDS.length).toFixed(2)
    console.log(
      `views differ: ${perRun(claimants)} readers of the origin a run, ${perRun(wasted / LEAF_BYTES)} leaves wasted, ` +
        `${perRun(inVain)} of ${BASE.peers} asked in vain`
    )
  })
})

describe('faults', () => {
  test('the downloader dies: the others finish', () => {
    for (const seed of SEEDS) {
      const world = new CrossingWorld({ ...BASE, seed })
      for (let peer = 0; peer < BASE.peers; peer++) world.askAt(world.random.fraction() * 20, peer)
      world.runUntil(1_000 + world.random.fraction() * 2_000)
      const leader = world.peers.find(({ source }) => source?.kind === 'origin')
      world.killAt(world.nowMs, leader!.index)
      expect(world.runUntil(240_000)).toBe(true)
      everybodyHasIt(world, seed)
      // Until bytes are taken over with a range: the second starts at 0, and nobody else does.
      expect(
        world.peers.filter(({ originBytes }) => originBytes > LEAF_BYTES).length,
        `SEED=${seed}`
      ).toBeLessThanOrEqual(2)
    }
  })

  test('an uplink that fails at one member is not everybody’s', () => {
    for (const seed of SEEDS) {
      const world = new CrossingWorld({ ...BASE, seed })
      world.peers[Math.floor(world.random.fraction() * BASE.peers)]!.originBroken = true
      for (let peer = 0; peer < BASE.peers; peer++) world.askAt(world.random.fraction() * 20, peer)
      expect(world.runUntil(240_000)).toBe(true)
      everybodyHasIt(world, seed)
      expect(world.originBytes, `SEED=${seed}`).toBe(TOTAL_BYTES)
    }
  })

  test('an origin that is broken for all: everybody gets its error, and soon', () => {
    for (const seed of SEEDS.slice(0, 30)) {
      const world = new CrossingWorld({ ...BASE, seed })
      for (const peer of world.peers) peer.originBroken = true
      for (let peer = 0; peer < BASE.peers; peer++) world.askAt(world.random.fraction() * 20, peer)
      world.runUntil(5_000)
      expect(
        world.peers.every(({ gaveUp }) => gaveUp),
        `SEED=${seed}`
      ).toBe(true)
    }
  })

  test('an answer for its asker alone: each gets its own', () => {
    for (const seed of SEEDS.slice(0, 30)) {
      const world = new CrossingWorld({ ...BASE, seed, totalBytes: 2 ** 20 })
      for (const peer of world.peers) peer.originAnswer = 'private'
      for (let peer = 0; peer < BASE.peers; peer++) world.askAt(world.random.fraction() * 20, peer)
      expect(world.runUntil(60_000)).toBe(true)
      everybodyHasIt(world, seed)
      expect(world.originBytes, `SEED=${seed}`).toBe(BASE.peers * 2 ** 20)
    }
  })
})
