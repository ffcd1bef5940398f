// Two sides that synchronise over links that break, stall and bring late what belongs to older rounds, while both write and
// are restarted: they end equal, nobody is blamed, and frames are bounded. The stores are models; sessions and machines are real.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { SYNC_STALLED_AFTER_MS } from '../../src/store/defaults.js'
import type { SyncSession } from '../../src/store/store.js'
import { createSyncSession } from '../../src/store/sync-driver.js'
import { decodeSyncFrame, type SyncFrame } from '../../src/store/sync-frame.js'
import { setOf } from '../../src/store/sync-set.js'
import { FakeClock, settle } from '../support/fake-clock.js'
import { modelAuthor, modelObject, ModelRecords } from '../support/model-records.js'
import { alice } from '../support/people.js'

const [AUTHORS, SHARDS] = [3, 4]
const PRECEDENCE = ['type 1', 'type 2']
/** Frames of one round of one side, questions and answers: those without shards, and of each shard two, and its pages. */
const FRAMES_A_ROUND = 12 + PRECEDENCE.length + 8 * AUTHORS * SHARDS

type Own = 0 | 1
const other = (own: Own): Own => (own === 0 ? 1 : 0)

interface Side {
  records: ModelRecords
  readonly credentials: Map<string, Uint8Array>
  readonly ephemeral: Map<string, Uint8Array>
}

interface Sent {
  readonly bytes: Uint8Array
  readonly frame: SyncFrame
  readonly taken: () => void
}

/** One link, from the moment it comes up until it breaks. */
class Link {
  readonly queues: [Sent[], Sent[]] = [[], []]
  readonly delivered: [Sent[], Sent[]] = [[], []]
  /** The round that each side asks for now. */
  readonly rounds: [number, number] = [0, 0]
  readonly synchronised: [number, number] = [0, 0]
  readonly sessions: [SyncSession, SyncSession]
  readonly refusals: string[] = []
  frames = 0
  late = 0
  isBroken = false

  constructor(sides: readonly [Side, Side], clock: FakeClock) {
    const open = (own: Own): SyncSession => {
      const { credentials, ephemeral } = sides[own]
      return createSyncSession(
        {
          peer: alice.peer,
          send: (bytes) => this.#send(own, bytes),
          onSynchronised: () => void this.synchronised[own]++,
          onRefuse: (reason) => {
            this.refusals.push(reason)
            this.cut()
          }
        },
        {
          clock,
          credentials: () => setOf(credentials),
          ephemeral: () => setOf(ephemeral),
          precedence: PRECEDENCE,
          durable: sides[own].records,
          receiveCredential: async (bytes) => take(credentials, bytes),
          receiveEphemeral: (bytes) => take(ephemeral, bytes)
        }
      )
    }
    this.sessions = [open(0), open(1)]
  }

  /** The next frame of one side arrives. */
  async deliver(from: Own): Promise<boolean> {
    const sent = this.queues[from].shift()
    if (sent === undefined) return false
    this.delivered[from].push(sent)
    sent.taken()
    await this.sessions[other(from)].receive(sent.bytes)
    await settle()
    return true
  }

  /** A frame of an older round arrives once more, in any order. */
  async deliverLate(from: Own, index: number): Promise<void> {
    const old = this.delivered[from].filter(
      ({ frame }) => frame.round < this.rounds[isAsked(frame) ? from : other(from)]
    )
    const sent = old[index % old.length]
    if (sent === undefined) return
    this.late++
    await this.sessions[other(from)].receive(sent.bytes)
    await settle()
  }

  async run(): Promise<void> {
    await settle()
    while ((await this.deliver(0)) || (await this.deliver(1))) continue
  }

  cut(): void {
    this.isBroken = true
    for (const session of this.sessions) session.close()
  }

  #send(own: Own, bytes: Uint8Array): Promise<void> {
    if (this.isBroken) return Promise.reject(new Error('the link broke'))
    const frame = decodeSyncFrame(bytes)!
    this.frames++
    if (isAsked(frame)) this.rounds[own] = Math.max(this.rounds[own], frame.round)
    return new Promise((taken) => this.queues[own].push({ bytes, frame, taken }))
  }
}

function isAsked({ type }: SyncFrame): boolean {
  return type.endsWith('-ask') || type.endsWith('-want')
}

function take(objects: Map<string, Uint8Array>, bytes: Uint8Array): { outcome: 'applied' | 'known' } {
  const [digest, object] = modelObject(Buffer.from(bytes).toString())
  const outcome = objects.has(digest) ? 'known' : 'applied'
  objects.set(digest, object)
  return { outcome }
}

class World {
  readonly clock = new FakeClock()
  readonly sides: [Side, Side] = [newSide(), newSide()]
  link = this.connect()

  connect(): Link {
    this.link?.cut()
    return (this.link = new Link(this.sides, this.clock))
  }

  restart(own: Own): void {
    this.sides[own].records = this.sides[own].records.restarted()
    this.sides[own].ephemeral.clear()
    this.connect()
  }

  contents(own: Own): unknown {
    const { records, credentials, ephemeral } = this.sides[own]
    return [records.all(), [...credentials.keys()].sort(), [...ephemeral.keys()].sort()]
  }

  /** What must hold of a link whenever it ends: nobody honest is blamed, and frames do not multiply. */
  judge({ refusals, frames, rounds, late }: Link): void {
    expect(refusals.filter((reason) => reason !== 'keeps rounds open')).toEqual([])
    expect(frames).toBeLessThanOrEqual((rounds[0] + rounds[1] + late) * FRAMES_A_ROUND)
  }

  /**
   * A link without trouble: both sides end equal, and the next round is digests only.
   * @param comesOnce also, nothing comes that was here; not where both sides went on with both machines' chains of one shard:
   *   then neither knows the other's heads
   */
  async end({ comesOnce = false } = {}): Promise<void> {
    this.judge(this.link)
    const link = this.connect()
    const useless = this.sides.map(({ records }) => records.uselessChanges)
    for (const session of link.sessions) session.startRound()
    await link.run()
    expect(link.synchronised).toEqual([1, 1])
    expect(link.refusals).toEqual([])
    expect(this.contents(0)).toEqual(this.contents(1))
    if (comesOnce) expect(this.sides.map(({ records }) => records.uselessChanges)).toEqual(useless)
    expect(link.frames).toBeLessThanOrEqual(2 * FRAMES_A_ROUND)
    const before = link.frames
    for (const session of link.sessions) session.startRound()
    await link.run()
    expect(link.synchronised).toEqual([2, 2])
    expect(link.frames - before).toBe(2 * 8)
    link.cut()
    expect(this.clock.pendingTimers).toBe(0)
  }
}

function newSide(): Side {
  return { records: new ModelRecords(), credentials: new Map(), ephemeral: new Map() }
}

const own = fc.constantFrom<Own>(0, 1)
const step = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ do: fc.constant('deliver' as const), own, count: fc.integer({ min: 1, max: 8 }) })
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('write' as const),
      own,
      author: fc.nat(AUTHORS - 1),
      shard: fc.integer({ min: 1, max: SHARDS }),
      machine: fc.nat(1),
      count: fc.integer({ min: 1, max: 6 })
    })
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constantFrom('credential' as const, 'signal' as const), own, name: fc.nat(9) })
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('start' as const), own }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('gap' as const), own, shard: fc.integer({ min: 1, max: SHARDS }) })
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('stall' as const) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('late' as const), own, index: fc.nat(99) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('break' as const, 'restart' as const), own }) }
)
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never

async function carryOut(world: World, each: Step): Promise<void> {
  const { link, sides } = world
  switch (each.do) {
    case 'deliver':
      for (let i = 0; i < each.count; i++) await link.deliver(each.own)
      return
    case 'write':
      return sides[each.own].records.write(
        { author: modelAuthor(each.author), shard: each.shard },
        each.machine,
        each.count
      )
    case 'credential':
      return void sides[each.own].credentials.set(...modelObject(`credential ${each.name}`))
    case 'signal':
      return void sides[each.own].ephemeral.set(...modelObject(`signal ${each.name}`))
    case 'start':
      return link.sessions[each.own].startRound()
    case 'gap':
      return link.sessions[each.own].requestShard(modelAuthor(0), each.shard)
    case 'stall':
      return world.clock.advanceAsync(SYNC_STALLED_AFTER_MS)
    case 'late':
      return link.deliverLate(each.own, each.index)
    case 'break':
      world.judge(link)
      return void world.connect()
    case 'restart':
      world.judge(link)
      return world.restart(each.own)
  }
}

describe('two sides end equal, and quiet', () => {
  /** Both have something of everything, and both ask at once. */
  function apart(): World {
    const world = new World()
    for (const each of [0, 1] as const) {
      const { records, credentials, ephemeral } = world.sides[each]
      credentials.set(...modelObject(`credential ${each}`))
      ephemeral.set(...modelObject(`signal ${each}`))
      records.write({ author: modelAuthor(each), shard: 1 }, 0, 5)
      records.write({ author: modelAuthor(each), shard: 2 }, 0, 13)
      for (let shard = 1; shard <= SHARDS; shard++) records.write({ author: modelAuthor(2), shard }, each, 2)
    }
    for (const session of world.link.sessions) session.startRound()
    return world
  }

  test('whatever is written, breaks, stalls, comes late or is restarted meanwhile (seed 20)', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
        const world = apart()
        for (const each of steps) {
          await carryOut(world, each)
          if (world.link.isBroken) {
            world.judge(world.link)
            world.connect()
          }
        }
        await world.end()
      }),
      { numRuns: 200, seed: 20 }
    )
  })

  test.each(['break', 'restart', 'stall'] as const)('after a %s at each frame in turn', async (what) => {
    for (let at = 0; ; at++) {
      const world = apart()
      await settle()
      let delivered = 0
      while (delivered < at && (await world.link.deliver((delivered % 2) as Own))) delivered++
      while (delivered < at && ((await world.link.deliver(0)) || (await world.link.deliver(1)))) delivered++
      const isOver = world.link.queues.every((queue) => queue.length === 0)
      await carryOut(world, { do: what, own: (at % 2) as Own })
      if (what === 'stall') await world.link.run()
      await world.end({ comesOnce: true })
      if (isOver) return expect(at).toBeGreaterThan(20)
    }
  })
})
