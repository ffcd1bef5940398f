// A real store over a disk that loses what was not synced: the power goes in the middle of writing, changing, deleting and
// synchronising, again and again.
import { expect, test } from 'vitest'
import { seededRandom, type Random } from '../../src/base/index.js'
import { namedRecordId, type RecordId } from '../../src/record/index.js'
import { readLog } from '../../src/store/read-log.js'
import { readHead } from '../../src/store/signed-head.js'
import { decodeItem } from '../../src/store/store-item.js'
import { decodeSyncFrame } from '../../src/store/sync-frame.js'
import { TEST_GROUP } from '../support/changes.js'
import { settle } from '../support/fake-clock.js'
import { alice, bob } from '../support/people.js'
import { contents, noteType, openTestStore, synchronise, type TestStore } from '../support/store-peers.js'
import { SimulatedDisk } from './disk.js'
import { joinWhilePowered } from './powered-link.js'
import { seeds } from './seeds.js'
import { below, randomStream } from './streams.js'

const LIVES = 4
const STEPS = 14

/** What alice's node told somebody, over all its lives. */
class Told {
  /** Hashes of changes of hers that a head of hers names. */
  readonly heads = new Set<string>()
  /** Of each record, the version that was confirmed last; `gone` where its deletion was. */
  readonly confirmed = new Map<RecordId, number | 'gone'>()
  /** Deletions that were begun: they may have come through unconfirmed. */
  readonly deleting = new Set<RecordId>()

  item(bytes: Uint8Array): void {
    const item = decodeItem(bytes)
    if (item?.type === 'shard-update') this.head(item.head)
  }

  frame(bytes: Uint8Array): void {
    const frame = decodeSyncFrame(bytes)
    if (frame?.type === 'shard-entries') {
      for (const { author, heads } of frame.entries)
        if (author === alice.peer) heads.forEach((head) => this.heads.add(head))
    }
    if (frame?.type === 'shard-heads') for (const head of frame.heads) this.head(head)
  }

  head(bytes: Uint8Array): void {
    const head = readHead(bytes, TEST_GROUP)
    if (head?.author === alice.peer) for (const hash of head.heads) this.heads.add(hash)
  }
}

for (const seed of seeds(40, 1_000)) {
  test(`what was confirmed is there after the power went, and nothing was told that is not (seed ${seed})`, async () => {
    const random = randomStream(seed, 'power')
    const disk = new SimulatedDisk({ random: randomStream(seed, 'disk') })
    const other = await openTestStore(bob)
    const told = new Told()
    for (let life = 1; life <= LIVES; life++) {
      await liveUntilThePowerGoes(disk, other, told, random, seed * 100 + life)
      const onDisk = await hashesOn(disk)
      for (const head of told.heads) expect(onDisk.has(head), `change ${head}, told of in life ${life}`).toBe(true)
      const again = await openTestStore(alice, { storage: disk.open(), seed: seed * 1000 + life })
      for (const [id, version] of told.confirmed) {
        const record = again.store.get(id)
        if (version === 'gone') expect(record, `deleted ${id}`).toBeUndefined()
        else if (record !== undefined) expect(record.version, `record ${id}`).toBeGreaterThanOrEqual(version)
        else expect(told.deleting.has(id), `record ${id} is lost`).toBe(true)
      }
      const link = await synchronise(again, other)
      expect(link.refusals).toEqual([[], []])
      expect(contents(again)).toEqual(contents(other))
      await again.store.close()
    }
  })
}

test('a disk that forgets what it called synced is noticed', async () => {
  const disk = new SimulatedDisk({ random: { ...seededRandom(1), fraction: () => 0 } })
  const storage = disk.open()
  const forgetful = { ...bound(storage), write: (batch: never) => storage.write(batch, { sync: false }) }
  const store = await openTestStore(alice, { storage: forgetful })
  await store.store.add(noteType, { data: 'lost' })
  disk.losePower()
  const again = await openTestStore(alice, { storage: disk.open() })
  expect(contents(again)).toEqual([])
})

/** Everything at once, nothing awaited; then the power goes somewhere in it. */
async function liveUntilThePowerGoes(
  disk: SimulatedDisk,
  other: TestStore,
  told: Told,
  random: Random,
  storeSeed: number
): Promise<void> {
  const mine = await openTestStore(alice, { storage: disk.open(), seed: storeSeed })
  const running: Promise<unknown>[] = []
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
  const fails = random.fraction() < 0.3
  for (let step = 0; step <= ends; step++) {
    if (fails && step === ends >> 1) disk.failsAfterWrites = 0
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
    mine.clock.advance(1)
    const kind = below(random, 6)
    const id = namedRecordId(alice.peer, `${storeSeed} ${below(random, 5)}`)
    const kept = mine.store.get(id)
    const data = `${step}`.repeat(1 + below(random, 3_000))
    const isGone = told.confirmed.get(id) === 'gone'
    if (kind === 0) return sessions[0]!.startRound()
    if (kind === 1) return sessions[1]!.startRound()
    if (kind === 2) return during(other.store.add(noteType, { data }))
    if (isGone) return
    if (kind === 3 && kept !== undefined) {
      told.deleting.add(id)
      return during(mine.store.delete(id).then(() => hasPower && told.confirmed.set(id, 'gone')))
    }
    const written =
      kept === undefined ? mine.store.add(noteType, { id, data }) : mine.store.update(noteType, id, { data })
    during(
      written.then((record) => {
        const before = told.confirmed.get(id) ?? 0
        if (hasPower) told.confirmed.set(id, before === 'gone' ? record.version : Math.max(before, record.version))
      })
    )
  }
}

async function hashesOn(disk: SimulatedDisk): Promise<Set<string>> {
  const hashes = new Set<string>()
  for await (const { name, changes } of readLog(disk.open(), TEST_GROUP)) {
    if (name.author === alice.peer) for (const { hash } of changes) hashes.add(hash)
  }
  return hashes
}

function bound(storage: ReturnType<SimulatedDisk['open']>): ReturnType<SimulatedDisk['open']> {
  return {
    get: (key) => storage.get(key),
    write: (batch, options) => storage.write(batch, options),
    entries: (range) => storage.entries(range),
    snapshot: () => storage.snapshot(),
    close: () => storage.close()
  }
}
