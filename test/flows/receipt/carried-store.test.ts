// What lies on the disk of uploads that are carried, whenever this node stops, and whatever the disk says.
import promises, { mkdtemp, readdir, readFile, rm, stat, symlink, truncate, writeFile } from 'node:fs/promises'
import { syncBuiltinESMExports } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { seededRandom, sha256, silentLogger, toHex, utf8 } from '../../../src/base/index.js'
import { CarriedStore, type StoredUpload } from '../../../src/flows/receipt/carried-store.js'
import type { CarriedFacts } from '../../../src/flows/receipt/carried-facts.js'
import { encodeOrder, orderSha256 } from '../../../src/flows/receipt/order.js'
import { signAcceptance, signReturn } from '../../../src/flows/receipt/statements.js'
import { order } from '../../support/carrying.js'
import { diskOrder } from '../../support/disk-order.js'
import { GROUP_ID } from '../../support/graphs.js'
import { alice, bob } from '../../support/people.js'

const CONTENT = utf8('<report>'.repeat(1_000))
const SIGNAL = new AbortController().signal
const ORDER = order({ url: 'https://vendor.example/' }, {}, CONTENT)
const FACTS: CarriedFacts = facts()
const RETURN = signReturn(
  { type: 'given-back', orderSha256: FACTS.acceptance.orderSha256, reason: 'unreachable', atMs: 7 },
  { group: GROUP_ID, asker: alice.peer, keyPair: bob.keyPair }
)

let directory: string
let starts = 0

beforeEach(async () => {
  directory = join(await mkdtemp(join(tmpdir(), 'potluck-store-')), 'carried')
})

afterEach(async () => {
  await rm(join(directory, '..'), { recursive: true, force: true })
})

function facts(): CarriedFacts {
  const orderBytes = encodeOrder(ORDER)
  const acceptance = { orderSha256: toHex(orderSha256(orderBytes)), acceptedMs: 1, deadlineMs: 2 }
  const statement = signAcceptance(acceptance, { group: GROUP_ID, asker: alice.peer, keyPair: bob.keyPair })
  return { group: GROUP_ID, asker: alice.peer, relay: bob.peer, orderBytes, order: ORDER, statement, acceptance }
}

async function open(): Promise<{ store: CarriedStore; found: StoredUpload[] }> {
  return await CarriedStore.open({ directory, random: seededRandom(++starts), logger: silentLogger })
}

async function* pieces(bytes: Uint8Array): AsyncGenerator<Uint8Array, void, undefined> {
  for (let at = 0; at < bytes.byteLength; at += 1_000) yield bytes.subarray(at, at + 1_000)
}

async function accepted(store: CarriedStore): Promise<StoredUpload> {
  return await store.accept(await store.receive(pieces(CONTENT), ORDER, SIGNAL), FACTS)
}

async function contentOf(store: CarriedStore, stored: StoredUpload): Promise<string> {
  const chunks: Uint8Array[] = []
  for await (const chunk of store.content(stored, SIGNAL)) chunks.push(chunk)
  return toHex(sha256(...chunks))
}

function endings(files: readonly string[]): string[] {
  return files.map((file) => file.replace(/^[0-9a-f]{32}/, '')).sort()
}

test('what is accepted is there again, its content too, and nobody else can read it', async () => {
  const { store } = await open()
  const stored = await accepted(store)
  const again = await open()
  expect(again.found).toEqual([stored])
  expect(await contentOf(again.store, stored)).toBe(ORDER.contentSha256)
  expect((await stat(directory)).mode & 0o777).toBe(0o700)
  for (const file of await readdir(directory)) expect((await stat(join(directory, file))).mode & 0o777).toBe(0o600)
})

test('a loss of power takes nothing that was accepted: its content is synced first, its facts and the folder then', async () => {
  const { store } = await open()
  const steps = await diskOrder(() => accepted(store))
  const facts = ['sync .carried..tmp', 'rename .carried', 'rm .carried..tmp']
  expect(steps).toEqual(['sync .upload', ...facts, 'sync carried'])
})

test('what became of it is there again, and its content is not', async () => {
  const { store } = await open()
  await store.putReturn(await accepted(store), RETURN)
  const again = await open()
  expect(again.found).toMatchObject([{ returned: { type: 'given-back', atMs: 7 } }])
  expect(await again.store.readReturn(again.found[0]!)).toEqual(RETURN)
  expect(endings(await readdir(directory))).toEqual(['.carried', '.return'])
})

describe('this node is killed', () => {
  /** What was known to have happened by then. */
  type Reached = 'nothing' | 'accepted' | 'returned' | 'forgetting'

  async function life(store: CarriedStore, reach: (reached: Reached) => void): Promise<void> {
    const stored = await accepted(store)
    reach('accepted')
    await store.putReturn(stored, RETURN)
    reach('returned')
    await store.removeContent(stored)
    reach('forgetting')
    await store.forget(stored.name)
  }

  test('at any step of an upload’s life: it is there whole, or not at all, and nothing else is', async () => {
    const steps = await killedAfter(Infinity, async (store) => await life(store, () => {}))
    expect(steps).toBeGreaterThan(20)
    for (let step = 0; step <= steps; step++) {
      let reached = 'nothing' as Reached
      await rm(directory, { recursive: true, force: true })
      await killedAfter(step, async (store) => await life(store, (now) => (reached = now)))
      const { store, found } = await open()
      const [stored] = found
      const left = `killed after step ${step} (${reached}): ${endings(await readdir(directory)).join(' ')}`
      if (reached === 'accepted' || reached === 'returned') expect(found, left).toHaveLength(1)
      if (step === steps) expect(found, left).toEqual([])
      if (stored === undefined) expect(await readdir(directory), left).toEqual([])
      else if (stored.returned === undefined) {
        expect(reached, left).not.toBe('returned')
        expect(await contentOf(store, stored), left).toBe(ORDER.contentSha256)
        expect(endings(await readdir(directory)), left).toEqual(['.carried', '.upload'])
      } else {
        expect(await store.readReturn(stored), left).toEqual(RETURN)
        expect(endings(await readdir(directory)), left).toEqual(['.carried', '.return'])
      }
      expect(store.damaged, left).toBe(0)
    }
  })
})

describe('a disk', () => {
  test('that is full, or fails, at any step before it is accepted leaves nothing, and says so', async () => {
    let steps = 0
    await failingAt(Infinity, async (store, count) => {
      await accepted(store)
      steps = count()
    })
    expect(steps).toBeGreaterThan(10)
    for (let step = 1; step <= steps; step++) {
      await rm(directory, { recursive: true, force: true })
      await failingAt(step, async (store) => {
        await expect(accepted(store), `step ${step}`).rejects.toMatchObject({ reason: 'disk' })
        expect(await readdir(directory), `step ${step}`).toEqual([])
      })
    }
  })
})

describe('what is not as it was written', () => {
  async function damage(end: string, change: (path: string) => Promise<void>): Promise<void> {
    const file = (await readdir(directory)).find((name) => name.endsWith(end))!
    await change(join(directory, file))
  }
  const turned = async (path: string): Promise<void> => {
    const bytes = await readFile(path)
    bytes[bytes.byteLength >> 1]! ^= 1
    await writeFile(path, bytes)
  }

  test.each([
    ['one bit of its content', turned],
    ['its end', (path: string) => truncate(path, CONTENT.byteLength - 1)],
    ['all of its content', (path: string) => rm(path)]
  ])('without %s an upload is never sent to its end', async (_what, change) => {
    const { store } = await open()
    const stored = await accepted(store)
    await damage('.upload', change)
    let bytes = 0
    const read = async (): Promise<void> => {
      for await (const chunk of store.content(stored, SIGNAL)) bytes += chunk.byteLength
    }
    await expect(read()).rejects.toMatchObject({ name: 'DamagedContent' })
    expect(bytes).toBeLessThan(CONTENT.byteLength)
    await store.setContentAside(stored)
    expect(store.damaged).toBe(1)
  })

  test.each([
    ['the facts', '.carried'],
    ['what became of it', '.return']
  ])('%s is set aside', async (_what, end) => {
    const { store } = await open()
    await store.putReturn(await accepted(store), RETURN)
    await damage(end, turned)
    const again = await open()
    expect(again.store.damaged).toBe(1)
    expect(endings(await readdir(join(directory, 'damaged')))).toContain(end)
    expect(again.found).toHaveLength(end === '.return' ? 1 : 0)
  })

  test.each([
    ['the facts', '.carried'],
    ['what became of it', '.return']
  ])('%s that the disk does not give now stays, and so does the rest', async (_what, end) => {
    const { store } = await open()
    const stored = await accepted(store)
    if (end === '.return') await store.putReturn(stored, RETURN)
    const path = join(directory, stored.name + end)
    await promises.rename(path, `${path}.kept`)
    await symlink(path, path) // ELOOP stands for what a sick disk says.
    const before = await readdir(directory)
    const sick = await open()
    expect([sick.found, sick.store.damaged, await readdir(directory)]).toEqual([[], 1, before])
    await promises.rename(`${path}.kept`, path)
    expect((await open()).found).toMatchObject([{ name: stored.name }])
  })

  test('is kept only up to a number of files', async () => {
    const { store } = await open()
    for (let i = 0; i < 20; i++) await store.setContentAside(await accepted(store))
    expect(await readdir(join(directory, 'damaged'))).toHaveLength(16)
  })

  test('files of others are left alone', async () => {
    await open()
    await writeFile(join(directory, 'notes.txt'), 'mine')
    await open()
    expect(await readdir(directory)).toEqual(['notes.txt'])
  })
})

/** What the store writes by, as it really is. */
const really = { open: promises.open, rename: promises.rename, rm: promises.rm }

/** Steps are what changes the disk. @param step is asked before each, and done instead where it throws */
async function withSteps(
  step: (half?: () => Promise<unknown>) => Promise<void>,
  work: () => Promise<void>
): Promise<void> {
  const stepped =
    <Args extends unknown[], Result>(run: (...args: Args) => Promise<Result>) =>
    async (...args: Args): Promise<Result> => {
      await step()
      return await run(...args)
    }
  promises.open = async (...args: Parameters<typeof really.open>) => {
    await step()
    const file = await really.open(...args)
    const { writeFile: write, sync } = file
    file.writeFile = async (data: Uint8Array) => {
      // Whoever is killed while it writes has written some of it.
      await step(() => write.call(file, data.subarray(0, data.byteLength >> 1)))
      await write.call(file, data)
    }
    file.sync = stepped(sync.bind(file))
    return file
  }
  promises.rename = stepped(really.rename)
  promises.rm = stepped(really.rm)
  syncBuiltinESMExports()
  try {
    await work()
  } finally {
    Object.assign(promises, really)
    syncBuiltinESMExports()
  }
}

/** From that step on nothing happens any more. @returns how many there were */
async function killedAfter(lastStep: number, life: (store: CarriedStore) => Promise<void>): Promise<number> {
  const { store } = await open()
  let steps = 0
  const step = async (half?: () => Promise<unknown>): Promise<void> => {
    if (++steps <= lastStep) return
    if (steps === lastStep + 1) await half?.()
    throw new Error('killed')
  }
  await withSteps(step, () => life(store)).catch(() => {})
  return steps
}

/** That step, and no other, fails. */
async function failingAt(
  failing: number,
  work: (store: CarriedStore, count: () => number) => Promise<void>
): Promise<void> {
  const { store } = await open()
  let steps = 0
  const step = async (half?: () => Promise<unknown>): Promise<void> => {
    if (++steps !== failing) return
    await half?.()
    throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' })
  }
  await withSteps(step, () => work(store, () => steps))
}
