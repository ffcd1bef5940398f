import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { silentLogger } from '../../src/base/index.js'
import { Ledger, type EndedTransfer } from '../../src/content/index.js'
import { HISTORY_WRITE_MS, MAX_HISTORY_CONTENTS, MAX_HISTORY_DAYS } from '../../src/gateway/defaults.js'
import { openHistory, type NodeHistory } from '../../src/gateway/history.js'
import { eventually } from '../support/eventually.js'
import { FakeClock } from '../support/fake-clock.js'

const DAY_MS = 24 * 3_600_000
const digest = 'ab'.repeat(32)

let home: string
let clock: FakeClock
let ledger: Ledger
let history: NodeHistory

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'potluck-history-'))
  clock = new FakeClock()
  ledger = new Ledger()
  history = await open()
})
afterEach(async () => {
  await history.close()
  await rm(home, { recursive: true })
})

const path = (): string => join(home, 'history.json')
const open = (): Promise<NodeHistory> => openHistory({ path: path(), ledger, clock, logger: silentLogger })

/** A transfer as the content room has it: counted while it runs, told at its end. */
function fetched(
  url: string,
  bytes: { uplink?: number; member?: number; cache?: number },
  also?: Partial<EndedTransfer>
): void {
  const transfer = ledger.transfer()
  transfer.countUplink(bytes.uplink ?? 0)
  if (bytes.member !== undefined) transfer.countMember('bob', bytes.member)
  transfer.countCache(bytes.cache ?? 0)
  const said = { url, digest, bytes: 1000, forOthers: false, shared: true, ...also }
  ledger.ended({ ...said, sources: transfer.snapshot() })
}

describe('contents', () => {
  test('say where their bytes came from, and how often they crossed the uplink', () => {
    fetched('http://a/', { uplink: 500, member: 600 })
    const [content] = history.since().contents
    expect(content).toMatchObject({ url: 'http://a/', bytes: 1000, uplinkBytes: 500, memberBytes: 600, crossings: 0.5 })
  })

  test('fetched again are one, which is the newest', () => {
    fetched('http://a/', { uplink: 1000 })
    fetched('http://b/', { uplink: 1000 })
    fetched('http://a/', { cache: 1000 })
    const { contents } = history.since()
    expect(contents.map(({ url }) => url)).toEqual(['http://a/', 'http://b/'])
    expect(contents[0]).toMatchObject({ uplinkBytes: 1000, cacheBytes: 1000, crossings: 1 })
  })

  test('that nobody here asked for are marked, until somebody does', () => {
    fetched('http://a/', { uplink: 1000 }, { forOthers: true })
    expect(history.since().contents[0]?.forOthers).toBe(true)
    fetched('http://a/', { cache: 1000 })
    expect(history.since().contents[0]?.forOthers).toBe(false)
  })

  test('of one asker alone are not named, and their bytes count', () => {
    fetched('http://private/', { uplink: 1000 }, { shared: false })
    expect(history.since()).toMatchObject({ contents: [], days: [{ uplinkBytes: 1000 }] })
  })

  test('are the last ones', () => {
    for (let i = 0; i <= MAX_HISTORY_CONTENTS; i++) fetched(`http://a/${i}`, { uplink: 1 })
    const { contents } = history.since()
    expect(contents).toHaveLength(MAX_HISTORY_CONTENTS)
    expect(contents.at(-1)?.url).toBe('http://a/1')
  })
})

describe('days', () => {
  test('add up what the machine’s ledger counted, what was not shared apart', () => {
    ledger.countPassed(7)
    ledger.countOut('bob', 8)
    fetched('http://a/', { uplink: 1, member: 2, cache: 3 })
    const [day] = history.since().days
    expect(day).toMatchObject({ uplinkBytes: 1, memberBytes: 2, cacheBytes: 3, notSharedBytes: 7, servedBytes: 8 })
    expect(day?.transfers).toBe(1)
  })

  test('begin at midnight UTC, and those before a time are left out', () => {
    fetched('http://a/', { uplink: 1 })
    history.since()
    clock.jump(DAY_MS)
    fetched('http://b/', { uplink: 2 })
    expect(history.since().days.map(({ uplinkBytes }) => uplinkBytes)).toEqual([1, 2])
    expect(history.since(clock.nowMs()).days.map(({ uplinkBytes }) => uplinkBytes)).toEqual([2])
  })

  test('are the last ones', () => {
    for (let i = 0; i < MAX_HISTORY_DAYS + 5; i++) {
      ledger.countPassed(1)
      history.since()
      clock.jump(DAY_MS)
    }
    expect(history.since().days).toHaveLength(MAX_HISTORY_DAYS)
  })
})

describe('on disk', () => {
  test('it outlives a restart, and goes on', async () => {
    fetched('http://a/', { uplink: 1000 })
    await history.close()
    ledger = new Ledger()
    history = await open()
    fetched('http://a/', { member: 1000 })
    const { days, contents } = history.since()
    expect(days).toMatchObject([{ uplinkBytes: 1000, memberBytes: 1000, transfers: 2 }])
    expect(contents).toMatchObject([{ uplinkBytes: 1000, memberBytes: 1000 }])
  })

  test('no query stands, and what differs by it alone is one content', async () => {
    fetched('http://a/x?key=one', { uplink: 1000 })
    fetched('http://a/x?key=two', { member: 1000 }, { forOthers: true })
    fetched('http://a/x', { cache: 1 })
    expect(history.since().contents.map(({ url }) => url)).toContain('http://a/x?key=one')
    await history.close()
    expect(await readFile(path(), 'utf8')).not.toContain('key')
    ledger = new Ledger()
    history = await open()
    expect(history.since().contents).toMatchObject([
      { url: 'http://a/x', cacheBytes: 1 },
      { url: 'http://a/x?…', uplinkBytes: 1000, memberBytes: 1000, crossings: 1, forOthers: false }
    ])
  })

  test('the queries that an earlier version has left go with the next writing', async () => {
    fetched('http://a/x', { uplink: 1000 })
    await history.close()
    await writeFile(path(), (await readFile(path(), 'utf8')).replace('http://a/x', 'http://a/x?key=one'))
    history = await open()
    clock.advance(HISTORY_WRITE_MS)
    await history.close()
    expect(await readFile(path(), 'utf8')).toContain('"http://a/x?…"')
  })

  test('it is written once a minute, where there is something new', async () => {
    fetched('http://a/', { uplink: 1000 })
    await expect(readFile(path())).rejects.toThrow()
    clock.advance(HISTORY_WRITE_MS)
    await eventually(async () => void JSON.parse(await readFile(path(), 'utf8')))
    await rm(path())
    clock.advance(HISTORY_WRITE_MS)
    await history.close()
    await expect(readFile(path())).rejects.toThrow()
  })

  test.each([
    ['not JSON', '{'],
    ['of another version', '{"version":2,"days":[],"contents":[]}'],
    ['with nonsense in it', '{"version":1,"days":[{"day":"today"}],"contents":[]}']
  ])('a file that is %s is set aside', async (_, text) => {
    await history.close()
    await writeFile(path(), text)
    history = await open()
    expect(history.since().contents).toEqual([])
    expect(await readFile(`${path()}.unreadable`, 'utf8')).toBe(text)
  })
})
