// A real store whose history ends all the time, over a disk that loses what was not synced: the power goes in the middle of
// writing, cleaning, stating and dropping. Nothing that was confirmed is lost, nothing that was deleted comes back.
import { expect, test } from 'vitest'
import type { Random } from '../../src/base/index.js'
import { defineRecordType, namedRecordId } from '../../src/record/index.js'
import { readLog } from '../../src/store/read-log.js'
import { readHead } from '../../src/store/signed-head.js'
import { decodeItem } from '../../src/store/store-item.js'
import { decodeSyncFrame } from '../../src/store/sync-frame.js'
import { TEST_GROUP } from '../support/changes.js'
import { FakeClock, settle } from '../support/fake-clock.js'
import { alice, bob, carol } from '../support/people.js'
import { contents, eventually, noteType, openTestStore, synchronise, type TestStore } from '../support/store-peers.js'
import { SimulatedDisk } from './disk.js'
import { joinWhilePowered } from './powered-link.js'
import { seeds } from './seeds.js'
import { below, oneOf, randomStream } from './streams.js'

const LIVES = 4
const STEPS = 80
const SMALL = { shardClosesAtChanges: 8, endsHistory: true }
const NAMES = Array.from({ length: 10 }, (_, index) => `note ${index}`)
/** Long enough that tombstones end meanwhile and notes do not. */
const JUMP_MS = 31 * 86_400_000
const lastingType = defineRecordType({ ...noteType, name: 'test.lasting', ttlMs: 10 * 365 * 86_400_000 })

/** By name what a note may be: what was confirmed last, then what was begun since. Data, or `gone`. */
class Notes {
  readonly #states = new Map(NAMES.map((name) => [name, ['gone']]))

  begin(name: string, state: string): void {
    this.#states.get(name)!.push(state)
  }

  confirm(name: string, state: string): void {
    this.#states.set(name, [state])
  }

  /** What a process finds is on the disk from then on. */
  settle(found: ReadonlyMap<string, string>, where: string): void {
    for (const [name, states] of this.#states) {
      const state = found.get(name) ?? 'missing'
      expect(states, `${name} ${where}`).toContain(state)
      this.#states.set(name, [state])
    }
  }
}

/** By hash of a change of alice's that a head of hers names, its shard: all that she told of. */
class ToldHeads {
  readonly shards = new Map<string, number>()

  item(bytes: Uint8Array): void {
    const item = decodeItem(bytes)
    if (item?.type === 'shard-update') this.#head(item.head)
  }

  frame(bytes: Uint8Array): void {
    const frame = decodeSyncFrame(bytes)
    if (frame?.type === 'shard-heads') for (const head of frame.heads) this.#head(head)
    if (frame?.type !== 'shard-entries') return
    for (const { author, shard, heads } of frame.entries)
      if (author === alice.peer) for (const hash of heads) this.shards.set(hash, shard)
  }

  #head(bytes: Uint8Array): void {
    const head = readHead(bytes, TEST_GROUP)
    if (head?.author === alice.peer) for (const hash of head.heads) this.shards.set(hash, head.shard)
  }
}

for (const seed of seeds(20, 1_000)) {
  test(`history that ends loses nothing and brings nothing back when the power goes (seed ${seed})`, async () => {
    const random = randomStream(seed, 'power while cleaning')
    const clock = new FakeClock()
    const disk = new SimulatedDisk({ random: randomStream(seed, 'disk') })
    const open = (life: number): Promise<TestStore> =>
      openTestStore(alice, { ...SMALL, clock, storage: disk.open(), seed: seed * 100 + life })
    const other = await openTestStore(bob, { ...SMALL, clock, seed })
    other.store.declare(lastingType)
    const notes = new Notes()
    const told = new ToldHeads()
    for (let life = 1; life <= LIVES; life++) {
      const mine = await open(2 * life)
      mine.store.declare(lastingType)
      notes.settle(found(mine), `at the start of life ${life}`)
      await liveUntilThePowerGoes(mine, { disk, other, notes, told, random })
      const onDisk = await hashesOn(disk)
      const again = await open(2 * life + 1)
      again.store.declare(lastingType)
      const { firstLivingShard } = again.store.status()
      for (const [hash, shard] of told.shards)
        if (shard >= firstLivingShard) expect(onDisk.has(hash), `a change of shard ${shard} that was told`).toBe(true)
      notes.settle(found(again), `after life ${life}`)
      await agree(again, other)
      notes.settle(found(again), `after synchronising in life ${life}`)
      await again.store.close()
    }
    await goesOn(await open(0), other)
  })
}

/** What was stopped anywhere is cleaned in the end, and whoever comes then gets what everybody has. */
async function goesOn(mine: TestStore, other: TestStore): Promise<void> {
  mine.store.declare(lastingType)
  const id = namedRecordId(alice.peer, 'to the end')
  await mine.store.add(lastingType, { id, data: '' })
  for (let turn = 0; turn < 60; turn++) await mine.store.update(lastingType, id, { data: `${turn}` })
  const { firstLivingShard } = mine.store.status()
  await eventually(() => mine.store.status().ownBytes < 6 * mine.store.status().ownLivingBytes)
  expect(firstLivingShard).toBeGreaterThan(3)
  await agree(mine, other)
  const fresh = await openTestStore(carol, { clock: mine.clock })
  fresh.store.declare(lastingType)
  await agree(mine, fresh)
  await mine.store.close()
}

async function agree(a: TestStore, b: TestStore): Promise<void> {
  const { refusals } = await synchronise(a, b)
  expect(refusals).toEqual([[], []])
  expect(contents(a).sort()).toEqual(contents(b).sort())
}

interface Life {
  disk: SimulatedDisk
  other: TestStore
  notes: Notes
  told: ToldHeads
  random: Random
}

/** Everything at once, one write of each note at a time; then the power goes somewhere in it. */
async function liveUntilThePowerGoes(mine: TestStore, { disk, other, notes, told, random }: Life): Promise<void> {
  const running: Promise<unknown>[] = []
  const busy = new Set<string>()
  let hasPower = true
  const during = (work: Promise<unknown>): void => void running.push(work.catch(() => {}))
  const { sessions, close } = joinWhilePowered(mine, other, {
    random,
    during,
    hasPower: () => hasPower,
    onItem: (item) => told.item(item),
    onFrame: (frame) => told.frame(frame)
  })
  const ends = below(random, STEPS)
  const failsAt = random.fraction() < 0.3 ? below(random, STEPS) : Infinity
  for (let step = 0; step <= ends; step++) {
    if (step === failsAt) disk.failsAfterWrites = below(random, 4)
    doSomething(step)
    for (let turn = below(random, 4); turn > 0; turn--) await settle()
  }
  hasPower = false
  if (random.fraction() < 0.7) disk.losePower()
  else disk.killProcess()
  close()
  await Promise.all(running)
  await mine.store.close().catch(() => {})

  function doSomething(step: number): void {
    mine.clock.advance(random.fraction() < 0.01 ? JUMP_MS : 1)
    const kind = below(random, 20)
    if (kind < 2) return sessions[kind]!.startRound()
    const data = `${mine.clock.nowMs()} ${step}`.repeat(1 + below(random, 200))
    if (kind < 5) return during(writes(other, oneOf(random, NAMES), data))
    const name = oneOf(random, NAMES)
    if (busy.has(name)) return
    busy.add(name)
    const deletes = kind < 8 && mine.store.get(namedRecordId(alice.peer, name)) !== undefined
    const state = deletes ? 'gone' : data
    notes.begin(name, state)
    const done = deletes ? mine.store.delete(namedRecordId(alice.peer, name)) : writes(mine, name, data)
    during(done.then(() => hasPower && notes.confirm(name, state)).finally(() => busy.delete(name)))
  }
}

async function writes({ store }: TestStore, name: string, data: string): Promise<void> {
  const id = namedRecordId(store.author, name)
  if (store.get(id) === undefined) await store.add(lastingType, { id, data })
  else await store.update(lastingType, id, { data })
}

function found({ store }: TestStore): Map<string, string> {
  return new Map(
    NAMES.map((name) => {
      const record = store.get(namedRecordId(alice.peer, name))
      return [name, record === undefined ? 'gone' : Buffer.from(record.data).toString()]
    })
  )
}

async function hashesOn(disk: SimulatedDisk): Promise<Set<string>> {
  const hashes = new Set<string>()
  for await (const { name, changes } of readLog(disk.open(), TEST_GROUP)) {
    if (name.author === alice.peer) for (const { hash } of changes) hashes.add(hash)
  }
  return hashes
}
