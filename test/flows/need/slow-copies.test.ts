// Copies of local sources that last: one or two of many holders take one, whoever is not needed stops, and nothing is sent after that.
import { expect, test } from 'vitest'
import { peerIdFromPublicKey, seededRandom, silentLogger, toHex, type PeerId } from '../../../src/base/index.js'
import { ForeignNeeds } from '../../../src/flows/need/foreign-needs.js'
import type { HaveData } from '../../../src/flows/need/have.js'
import type { KeyedNeed } from '../../../src/flows/need/need-query.js'
import { LocalSources } from '../../../src/flows/index.js'
import { COPY_ANNOUNCED_AFTER_MS, COPY_TOLD_EVERY_MS } from '../../../src/flows/need/source-defaults.js'
import { FakeClock } from '../../support/fake-clock.js'

const PEERS = Array.from({ length: 20 }, (_, i) => peerIdFromPublicKey(seededRandom(100 + i).bytes(32)))
const ASKER = 'asker' as PeerId
const URL_OF_FILE = 'http://origin.example/file'
const PARTS = 16

function need(id: number): KeyedNeed {
  const needId = id.toString(16).padStart(32, '0')
  return {
    asker: ASKER,
    needId,
    id,
    type: 'request',
    url: URL_OF_FILE,
    urlKey: 'cd',
    newerThanMs: 0,
    version: ''
  } as never
}

/** Members with one folder; reading the file takes so long. */
function folderOf(count: number, { copyMs, findMs = 0, seed = 1 }: { copyMs: number; findMs?: number; seed?: number }) {
  const clock = new FakeClock()
  const [sent, begun, stopped]: [HaveData[], number[], number[]] = [[], [], []]
  let onSent = (_have: HaveData): void => {}
  const holders = PEERS.slice(0, count).map((self, index) => {
    async function* open(): AsyncGenerator<Uint8Array> {
      begun.push(index)
      try {
        for (let part = 0; part < PARTS; part++) {
          await new Promise<void>((resolve) => clock.setTimer(copyMs / PARTS, resolve))
          yield new Uint8Array(1)
        }
      } finally {
        stopped.push(index)
      }
    }
    let held: unknown
    const hold = async (_url: string, bytes: AsyncIterable<Uint8Array>, { signal }: { signal?: AbortSignal }) => {
      for await (const part of bytes) if (part.byteLength > 0) signal?.throwIfAborted()
      return (held = { digest: 'ef'.repeat(32) }) as never
    }
    const content = { hold, offer: () => held, privacy: () => 'share' } as never
    const find = async (): Promise<never> => {
      if (findMs > 0) await new Promise<void>((resolve) => clock.setTimer(findMs, resolve))
      return { bytes: PARTS, version: '1', open, asOfMs: 1 } as never
    }
    const sources = new LocalSources({ content, sources: [{ name: 'disk', find }], clock, logger: silentLogger })
    return new ForeignNeeds({
      ...{
        clock,
        random: seededRandom(seed * 100 + index),
        logger: silentLogger,
        groupId: 'aa'.repeat(32),
        sources,
        self
      },
      ...{ delay: 'exponential', isContent: () => true, offer: () => undefined, isDownloading: () => false },
      ...{ fromApplications: async () => undefined, members: () => PEERS.slice(0, count), servedBytes: () => 0 },
      send: async (_asker, have) => {
        sent.push(have)
        onSent(have)
      }
    })
  })
  const after = async (ms: number): Promise<void> => {
    for (let at = 0; at < ms; at += 25) {
      await clock.advanceAsync(25)
      await new Promise((resolve) => setImmediate(resolve))
    }
  }
  return { clock, holders, sent, begun, stopped, after, onSend: (listener: typeof onSent) => (onSent = listener) }
}

test.each([[50], [400], [3_000], [20_000]])(
  'of 20 holders few copy it where that takes %i ms, and one answers',
  async (copyMs) => {
    const copies: number[] = []
    for (const seed of [1, 2, 3]) {
      const { holders, sent, begun, stopped, after, onSend } = folderOf(20, { copyMs, seed })
      const asked = need(7)
      onSend(() => holders.forEach((holder) => holder.found(ASKER, asked.needId)))
      for (const holder of holders) holder.hear(asked)
      await after(2_200 + copyMs)
      expect(sent.filter(({ content }) => content !== undefined)).toHaveLength(1)
      expect(stopped.toSorted()).toEqual(begun.toSorted())
      copies.push(begun.length)
    }
    expect(Math.max(...copies)).toBeLessThanOrEqual(3)
    expect(copies.reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(6)
  }
)

test('who asks hears that a copy comes, how far it is, and then that it is there', async () => {
  const { holders, sent, after } = folderOf(1, { copyMs: 4_000 })
  holders[0]!.hear(need(7))
  await after(2_000 + COPY_ANNOUNCED_AFTER_MS + 2 * COPY_TOLD_EVERY_MS + 500)
  const said = sent.map(({ downloading, content }) => downloading?.verifiedBytes ?? content?.digest.slice(0, 2))
  expect(said).toEqual([0, expect.closeTo(8, -1), 'ef'])
  expect(sent[0]!.downloading).toEqual({
    transferId: need(7).needId,
    verifiedBytes: 0,
    expectedBytes: PARTS,
    bytesBefore: 0
  })
})

const ends = {
  'has expired': (holder: ForeignNeeds) => holder.over(ASKER, need(7).needId),
  'is of one that is gone': (holder: ForeignNeeds) => holder.gone(ASKER),
  'is heard by a node that stops': (holder: ForeignNeeds) => holder.close()
}
test.each(Object.entries(ends))('a copy, told or not, ends with its need: that %s', async (_what, end) => {
  for (const isTold of [false, true]) {
    const { clock, holders, sent, begun, stopped, after } = folderOf(1, { copyMs: 4_000 })
    holders[0]!.hear(need(7))
    while (begun.length === 0) await after(25)
    if (isTold) await after(2 * COPY_ANNOUNCED_AFTER_MS)
    const before = sent.length
    expect(before).toBe(isTold ? 1 : 0)
    end(holders[0]!)
    await after(6_000)
    expect([sent.length, stopped]).toEqual([before, [0]])
    expect(clock.pendingTimers).toBe(0)
  }
})

test('"I found" ends a copy of which its asker was not told', async () => {
  const { holders, sent, begun, stopped, after } = folderOf(1, { copyMs: 4_000 })
  holders[0]!.hear(need(7))
  while (begun.length === 0) await after(25)
  holders[0]!.found(ASKER, need(7).needId)
  await after(6_000)
  expect([sent, stopped]).toEqual([[], [0]])
})

test('the time that looking took is part of the delay: the answer comes while it is waited for', async () => {
  for (let seed = 1; seed <= 10; seed++) {
    const { holders, sent, after } = folderOf(1, { copyMs: 16, findMs: 900, seed })
    holders[0]!.hear(need(7))
    await after(2_100)
    expect(sent.filter(({ content }) => content !== undefined)).toHaveLength(1)
  }
})

test('in a large group some answer later than 2 s, and none later than who asks waits', async () => {
  const clock = new FakeClock()
  const members = Array.from({ length: 1_000 }, (_, i) => peerIdFromPublicKey(seededRandom(i).bytes(32)))
  const times: number[] = []
  const sources = { has: async () => false, offer: async () => undefined, copying: () => undefined }
  const holder = new ForeignNeeds({
    ...{ clock, random: seededRandom(1), logger: silentLogger, groupId: 'aa'.repeat(32), sources, self: members[0]! },
    ...{ delay: 'exponential', isContent: () => false, offer: () => undefined, isDownloading: () => false },
    ...{ fromApplications: async () => ({ alias: '/x' }), members: () => members, servedBytes: () => 0 },
    send: async () => void times.push(clock.monotonicMs())
  })
  for (let id = 1; id <= 40; id++) holder.hear({ ...need(id), needId: toHex(seededRandom(id).bytes(16)) })
  await clock.advanceAsync(3_509)
  expect(times).toHaveLength(40)
  expect(times.filter((ms) => ms > 2_000).length).toBeGreaterThan(20)
})
