import { describe, expect, test } from 'vitest'
import { seededRandom } from '../../src/base/index.js'
import {
  FIRST_PINGS_MS,
  PING_INTERVAL_MS,
  PONG_LATE_MS,
  PONG_WAIT_MS,
  PROBE_WAIT_MS,
  RTT_SAMPLES
} from '../../src/graph/defaults.js'
import { LinkHealth, type HealthOutput } from '../../src/graph/link-health.js'

/** A link whose other end answers after `rttMs`, while it is there. */
class World {
  nowMs = 1_000
  readonly health = new LinkHealth(seededRandom(1), this.nowMs)
  rttMs = 3
  isThere = true
  log: string[] = []

  /** Lets time pass; what is due is done at its time. */
  pass(forMs: number): void {
    const endMs = this.nowMs + forMs
    while (this.health.wakeAtMs <= endMs) {
      this.nowMs = Math.max(this.nowMs, this.health.wakeAtMs)
      this.take(this.health.handle({ type: 'tick', nowMs: this.nowMs }))
    }
    this.nowMs = endMs
  }

  take(outputs: HealthOutput[]): void {
    for (const output of outputs) {
      this.log.push(output.type === 'rtt' ? `rtt ${output.rttMs}` : output.type)
      if (output.type !== 'ping' || !this.isThere) continue
      this.nowMs += this.rttMs
      this.take(this.health.handle({ type: 'pong', nonce: output.nonce, nowMs: this.nowMs }))
    }
  }
}

describe('a link that answers', () => {
  test('is measured some times at once, then at rest', () => {
    const world = new World()
    world.pass(FIRST_PINGS_MS.reduce((sum, ms) => sum + ms, 100))
    expect(world.log).toEqual(Array.from({ length: 4 }, () => ['ping', 'rtt 3']).flat())
    world.log = []
    world.pass(100 * PING_INTERVAL_MS)
    const pings = world.log.filter((line) => line === 'ping').length
    expect(pings).toBeGreaterThan(80)
    expect(pings).toBeLessThan(125)
    expect(world.log).not.toContain('silent')
  })

  test('is as near as the lowest of the latest answers', () => {
    const world = new World()
    world.rttMs = 40
    world.pass(20 * PING_INTERVAL_MS)
    world.rttMs = 5
    world.pass(2 * PING_INTERVAL_MS)
    world.rttMs = 900
    world.pass(2 * PING_INTERVAL_MS)
    expect(world.log.at(-1)).toBe('rtt 5')
    world.pass((RTT_SAMPLES + 2) * 1.3 * PING_INTERVAL_MS)
    expect(world.log.at(-1)).toBe('rtt 900')
  })

  test('an answer to nothing, or to an older ping, says nothing', () => {
    const world = new World()
    const [first] = world.health.handle({ type: 'tick', nowMs: world.nowMs })
    expect(first?.type).toBe('ping')
    const nonce = (first as { nonce: number }).nonce
    expect(world.health.handle({ type: 'pong', nonce: nonce + 1, nowMs: world.nowMs + 1 })).toEqual([])
    const nowMs = world.nowMs + PONG_WAIT_MS
    expect(world.health.handle({ type: 'tick', nowMs })).toMatchObject([{ type: 'ping' }])
    expect(world.health.handle({ type: 'pong', nonce, nowMs })).toEqual([])
  })
})

describe('a link that answers no more', () => {
  test('is silent after two pings', () => {
    const world = new World()
    world.pass(5 * PING_INTERVAL_MS)
    world.isThere = false
    world.log = []
    world.pass(1.2 * PING_INTERVAL_MS + 2 * PONG_WAIT_MS)
    expect(world.log).toEqual(['ping', 'ping', 'silent'])
    expect(world.health.wakeAtMs).toBe(Infinity)
    expect(world.health.handle({ type: 'probe', nowMs: world.nowMs })).toEqual([])
  })

  test('is silent within seconds where our machine has just slept', () => {
    const world = new World()
    world.pass(5 * PING_INTERVAL_MS)
    world.isThere = false
    world.log = []
    world.take(world.health.handle({ type: 'probe', nowMs: world.nowMs }))
    world.pass(2 * PROBE_WAIT_MS)
    expect(world.log).toEqual(['ping', 'ping', 'silent'])
  })

  test('is not blamed for what we slept through ourselves', () => {
    const world = new World()
    world.pass(5 * PING_INTERVAL_MS)
    world.isThere = false
    world.pass(1.2 * PING_INTERVAL_MS)
    expect(world.log.at(-1)).toBe('ping')
    for (let i = 0; i < 5; i++) {
      world.nowMs += PONG_WAIT_MS + PONG_LATE_MS + 1
      expect(world.health.handle({ type: 'tick', nowMs: world.nowMs })).toMatchObject([{ type: 'ping' }])
    }
    world.isThere = true
    world.nowMs += PONG_WAIT_MS + PONG_LATE_MS + 1
    world.take(world.health.handle({ type: 'tick', nowMs: world.nowMs }))
    expect(world.log.at(-1)).toMatch(/rtt/)
  })
})
