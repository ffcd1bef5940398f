// How long it takes until all have it where each serves three others, and whether all have it when relays die.
import { describe, expect, test } from 'vitest'
import { MAX_RELAY_DEPTH } from '../../src/content/crossing-defaults.js'
import { LEAF_BYTES } from '../../src/content/defaults.js'
import { RelayGroup, type RelayMember } from './relay-group.js'
import { seeds } from './seeds.js'
import { below, randomStream } from './streams.js'
import { World } from './world.js'

const READERS = 50
const MAX_READERS = 3
const TOTAL_BYTES = 512 * LEAF_BYTES
/** 10 Mbit/s, and LAN ports of four times that. */
const UPLINK_BYTES_PER_MS = 1_250
const IDEAL_MS = TOTAL_BYTES / UPLINK_BYTES_PER_MS
/** For the last leaf, which every level of the tree passes on, and for late ones, who must catch up. */
const MAX_RATIO = 1.15

interface Run {
  readers: RelayMember[]
  group: RelayGroup
  /** Until the last of the living had all, to how long the uplink takes for it. */
  ratio: number
}

function run(seed: number, init: { everyMs: number; deaths: number }): Run {
  const world = new World({
    seed,
    peers: READERS + 1,
    uplinkBytesPerMs: UPLINK_BYTES_PER_MS,
    portBytesPerMs: 4 * UPLINK_BYTES_PER_MS
  })
  const group = new RelayGroup(world, TOTAL_BYTES, MAX_READERS)
  const readers = group.members.slice(1)
  for (const [index, reader] of readers.entries()) world.at(index * init.everyMs, () => reader.start())
  const random = randomStream(seed, 'deaths')
  for (let death = 0; death < init.deaths; death++) {
    // Not before there are relays, of which one with readers dies: that is where it hurts.
    world.at((0.1 + 0.9 * random.fraction()) * IDEAL_MS, () => {
      const relays = readers.filter(({ peer, readers: own }) => peer.state === 'running' && own.size > 0)
      relays[below(random, relays.length)]?.peer.kill()
    })
  }
  world.runUntil(3 * IDEAL_MS)
  const living = readers.filter(({ peer }) => peer.state === 'running')
  const last = Math.max(...living.map(({ finishedAtMs }) => finishedAtMs ?? Infinity))
  return { readers: living, group, ratio: last / IDEAL_MS }
}

function tell(what: string, runs: readonly Run[]): void {
  const ratios = runs.map(({ ratio }) => ratio).sort((a, b) => a - b)
  const [median, worst] = [ratios[Math.floor(ratios.length / 2)]!, ratios.at(-1)!]
  const readers = Math.max(...runs.flatMap(({ group }) => group.members.map(({ mostReaders }) => mostReaders)))
  const depth = Math.max(...runs.flatMap(({ group }) => group.members.map((member) => member.depth)))
  const moves = runs.reduce((sum, { group }) => sum + group.moves, 0)
  console.log(
    `${READERS} readers ${what}: time to (size / uplink) ${median.toFixed(3)}, worst ${worst.toFixed(3)}; ` +
      `most readers at one ${readers}, depth ${depth}, moves of the slow ${moves}`
  )
}

describe(`${READERS} readers, ${MAX_READERS} at each, LAN ports of four uplinks`, () => {
  test.each([
    ['at once', 0],
    ['one each 200 ms', 200]
  ])('who ask %s all have it in little more than the uplink takes', (what, everyMs) => {
    const runs = seeds(5, 50).map((seed) => run(seed, { everyMs, deaths: 0 }))
    tell(what, runs)
    for (const { ratio, readers, group } of runs) {
      expect(readers.filter(({ hasGivenUp }) => hasGivenUp)).toEqual([])
      expect(ratio).toBeLessThanOrEqual(MAX_RATIO)
      expect(group.downloader.mostReaders).toBeLessThanOrEqual(MAX_READERS)
      for (const { depth } of readers) expect(depth).toBeLessThanOrEqual(MAX_RELAY_DEPTH)
    }
  })

  test('of whom ten relays die: all others have it', () => {
    const runs = seeds(10, 100).map((seed) => run(seed, { everyMs: 20, deaths: 10 }))
    tell('with ten deaths', runs)
    for (const { readers, ratio } of runs) {
      expect(readers).toHaveLength(READERS - 10)
      expect(readers.filter(({ bytes }) => bytes < TOTAL_BYTES)).toEqual([])
      expect(ratio).toBeLessThanOrEqual(2)
    }
  })
})
