// What lies only in a folder of one member, over real groups on a clock: others get it there, and nothing of it crosses the uplink.
import { mkdtemp, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { LocalCopy, LocalSource, NeedAnswer } from '../../src/flows/index.js'
import { folderSource } from '../../src/flows/need/folder-source.js'
import type { NeedMode } from '../../src/content/index.js'
import { createTestGroup, type TestGroup } from '../../src/testing/index.js'

const PREFIX = 'http://mirror.example/files/'
const MIB = 2 ** 20
const YEAR_MS = 365 * 24 * 60 * 60 * 1_000

let folder: string
let group: TestGroup

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'potluck-local-'))
})

afterEach(async () => {
  await group.close()
  await rm(folder, { recursive: true, force: true })
})

/** Carol has the folder; the origin has the same content, and hears of who asks it. */
async function begin(mode: NeedMode, content: Uint8Array): Promise<void> {
  await writeFile(join(folder, 'file.bin'), content)
  const origins = (url: string): Uint8Array | undefined => (url === `${PREFIX}file.bin` ? content : undefined)
  group = await createTestGroup(['alice', 'bob', 'carol'], { origins, need: { mode } })
  const { clock, members } = group
  const source = folderSource(PREFIX, folder, { nowMs: () => clock.nowMs() })
  // Disks take real time.
  const held: LocalSource = {
    name: source.name,
    find: (url, signal) => {
      const found = source.find(url, signal).then((copy) => copy && inMemory(copy))
      clock.hold(found)
      return found
    }
  }
  members[2]!.needs.addSource(held)
}

async function inMemory(copy: LocalCopy): Promise<LocalCopy> {
  const chunks: Uint8Array[] = []
  for await (const chunk of copy.open()) chunks.push(Uint8Array.from(chunk))
  return { ...copy, open: () => Readable.from(chunks) }
}

test('who asks first gets it from there, as old as it is, and so does the next', async () => {
  const content = Buffer.alloc(MIB + 17, 'x')
  await begin('ask-first', content)
  const [alice, bob] = group.members
  const changedAtMs = group.clock.nowMs() - YEAR_MS
  await utimes(join(folder, 'file.bin'), changedAtMs / 1_000, changedAtMs / 1_000)
  for (const member of [alice!, bob!]) {
    const fetched = await member.fetch(`${PREFIX}file.bin`)
    expect(fetched.freshness.ageMs).toBeGreaterThan(YEAR_MS - 1_000)
    const chunks: Uint8Array[] = []
    for await (const chunk of fetched.body) chunks.push(chunk as Uint8Array)
    expect(Buffer.concat(chunks).equals(content)).toBe(true)
    expect((await fetched.done).sources.uplink).toBe(0)
  }
  expect(group.uplink(`${PREFIX}file.bin`)).toMatchObject({ bodyBytes: 0, requests: 0 })
})

test.each(['alongside', 'ask-first', 'off'] as const)(
  'its own programs get it from there, with need.mode %s',
  async (mode) => {
    await begin(mode, Buffer.from('content'))
    const carol = group.members[2]!
    const results = []
    for (const content of ['content', 'another']) {
      await writeFile(join(folder, 'file.bin'), content)
      const fetched = await carol.fetch(`${PREFIX}file.bin`)
      let text = ''
      for await (const chunk of fetched.body) text += String(chunk)
      results.push(text)
    }
    expect(results).toEqual(['content', 'another'])
    expect(group.uplink(`${PREFIX}file.bin`)).toMatchObject({ bodyBytes: 0, requests: 0 })
  }
)

test('what its holder copies for long crosses no uplink: who asks first hears that it comes, and waits', async () => {
  const url = `${PREFIX}large.bin`
  const content = Buffer.alloc(MIB, 'z')
  group = await createTestGroup(['alice', 'bob', 'carol'], { origins: { [url]: content }, need: { mode: 'ask-first' } })
  const { clock, members } = group
  const began = clock.monotonicMs()
  for (const { needs } of members.slice(1)) needs.addSource({ name: 'slow disk', find: async () => slowCopy() })
  function slowCopy(): LocalCopy {
    async function* open(): AsyncGenerator<Uint8Array> {
      for (let at = 0; at < 8; at++) {
        await new Promise<void>((resolve) => clock.setTimer(1_000, resolve))
        yield content.subarray((at * MIB) / 8, ((at + 1) * MIB) / 8)
      }
    }
    return { bytes: MIB, version: '1', open, asOfMs: 1_000 }
  }
  const fetched = await clock.run(members[0]!.fetch(url))
  const chunks: Uint8Array[] = []
  for await (const chunk of fetched.body) chunks.push(chunk as Uint8Array)
  expect(Buffer.concat(chunks).equals(content)).toBe(true)
  expect(clock.monotonicMs() - began).toBeGreaterThan(8_000)
  expect(group.uplink(url)).toMatchObject({ bodyBytes: 0, requests: 0 })
})

test('who asks beside downloads hears of it, with the path of its bytes', async () => {
  await begin('alongside', Buffer.from('content'))
  const [alice, , carol] = group.members
  const asked = alice!.needs.ask({ uri: `${PREFIX}file.bin` })
  expect(await group.clock.run(asked.outcome)).toBe('found')
  const answers: NeedAnswer[] = []
  for await (const answer of asked.answers) answers.push(answer)
  expect(answers).toMatchObject([{ holder: carol!.identity.peer, content: { bytes: 7 } }])
  expect(answers[0]!.alias).toContain(`/blobs/${answers[0]!.content!.digest}`)
  expect(carol!.records.find({ type: 'content.location' })).toEqual([])
})

test('what members have and is past its life crosses no second time: its origin says that it is still the same', async () => {
  const url = 'http://origin.example/short-lived'
  const content = Buffer.alloc(MIB, 'y')
  const answer = { headers: { 'cache-control': 'max-age=0' }, body: content }
  group = await createTestGroup(['alice', 'bob', 'carol'], { origins: { [url]: answer }, need: { mode: 'ask-first' } })
  for (const member of group.members) {
    const fetched = await member.fetch(url)
    const chunks: Uint8Array[] = []
    for await (const chunk of fetched.body) chunks.push(chunk as Uint8Array)
    expect(Buffer.concat(chunks).equals(content)).toBe(true)
    await fetched.done
    await group.clock.run(new Promise((resolve) => group.clock.setTimer(10_000, () => resolve(undefined))))
  }
  expect(group.uplink(url)).toMatchObject({ crossings: 1, requests: group.members.length })
})
