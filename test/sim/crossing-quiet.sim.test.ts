// What a member holds and never said: found beside the download, or before it, under seeded delays. The rules for all that may
// go wrong: crossing-rules.ts.
import { expect, test } from 'vitest'
import { LEAF_BYTES } from '../../src/content/defaults.js'
import type { NeedMode } from '../../src/content/ports.js'
import { rankPeers } from '../../src/content/rendezvous.js'
import { CrossingGroup, type UrlStory } from './crossing-group.js'
import type { SimUrl } from './crossing-origin.js'
import { distribution } from './distribution.js'
import { seeds } from './seeds.js'
import { randomStream } from './streams.js'
import { World } from './world.js'

const PEERS = 8
const TOTAL_BYTES = 160 * LEAF_BYTES
const UPLINK_BYTES_PER_MS = 6_250
/** The longest delay of an answer, and the way there and back. */
const ANSWERED_MS = 2_200
const SEEDS = seeds(4, 200)

/** @param quiet who holds it */
function open(
  seed: number,
  mode: NeedMode,
  quiet: readonly number[],
  portBytesPerMs = 110_000
): [CrossingGroup, SimUrl] {
  const url: SimUrl = {
    urlKey: Buffer.from(randomStream(seed, 'url').bytes(32)).toString('hex'),
    totalBytes: TOTAL_BYTES,
    manner: 'sound',
    firstByteMs: 20,
    hasValidator: true,
    changesAtMs: 0
  }
  const world = new World({
    seed,
    peers: PEERS,
    latencyMs: [1, 24],
    uplinkBytesPerMs: UPLINK_BYTES_PER_MS,
    portBytesPerMs
  })
  const group = new CrossingGroup({ world, urls: [url], mode, quiet: new Map([[url.urlKey, quiet]]) })
  for (const { index } of group.members) if (!quiet.includes(index)) group.askAt(0, index, url)
  return [group, url]
}

function story(group: CrossingGroup): { originBytes: number; tries: number; waitedMs: number[] } {
  expect(group.stillWaiting(), `SEED=${group.world.seed}`).toEqual([])
  expect(group.wrong).toBeUndefined()
  const [{ originBytes, tries, doneAtMs }] = [...group.stories.values()] as [UrlStory]
  return { originBytes, tries, waitedMs: [...doneAtMs.values()] }
}

/** Whether that member would be the first to go, by views that are equal. */
function isFirst({ world }: CrossingGroup, { urlKey }: SimUrl, index: number): boolean {
  const members = world.peers.map(({ id }) => id)
  return rankPeers(urlKey, members)[0] === world.peer(index).id
}

test('who leads goes on with a holder as soon as that has answered, and those who read along stay', () => {
  const parts: number[] = []
  for (const seed of SEEDS) {
    const [group, url] = open(seed, 'alongside', [0])
    group.world.runUntil(60_000)
    const { originBytes, tries } = story(group)
    // First in rank, it does not go itself: the next waits for its turn and for its claim, and may be answered by then.
    if (isFirst(group, url, 0)) expect(tries, `SEED=${seed}`).toBeLessThanOrEqual(1)
    else expect(tries, `SEED=${seed}`).toBe(1)
    expect(originBytes, `SEED=${seed}`).toBeLessThanOrEqual(ANSWERED_MS * UPLINK_BYTES_PER_MS)
    parts.push(originBytes / TOTAL_BYTES)
  }
  console.log(`crossed of what a member held, beside the download: ${distribution(parts, 2)}`)
})

test('a holder that is killed while it gives: the origin goes on from there, and sends no byte twice', () => {
  let goneOn = 0
  for (const seed of SEEDS) {
    // As slow as the uplink: it takes seconds.
    const [group] = open(seed, 'alongside', [0], UPLINK_BYTES_PER_MS)
    group.world.at(2_600, () => group.world.peer(0).kill())
    group.world.runUntil(120_000)
    const { originBytes, tries } = story(group)
    expect(originBytes, `SEED=${seed}`).toBeLessThanOrEqual(TOTAL_BYTES + LEAF_BYTES)
    if (tries > 1 && originBytes < TOTAL_BYTES) goneOn++
  }
  expect(goneOn).toBeGreaterThan(0)
})

test('all are asked first: what one holds crosses not at all, and all who asked at the same instant have it', () => {
  const waited: number[] = []
  for (const seed of SEEDS) {
    const [group] = open(seed, 'ask-first', [0, 1])
    group.world.runUntil(60_000)
    const { originBytes, tries, waitedMs } = story(group)
    expect([originBytes, tries], `SEED=${seed}`).toEqual([0, 0])
    waited.push(...waitedMs.map((ms) => ms / 1_000))
  }
  console.log(`seconds until done, where two of ${PEERS} hold it and all are asked first: ${distribution(waited, 1)}`)
})

test('all are asked first and nobody holds it: of all who time out in the same instant one asks the origin', () => {
  for (const seed of SEEDS) {
    const [group] = open(seed, 'ask-first', [])
    group.world.runUntil(60_000)
    const { originBytes, tries } = story(group)
    expect([originBytes, tries], `SEED=${seed}`).toEqual([TOTAL_BYTES, 1])
  }
})
