// Several groups of one home in one program: one node, until the last is closed.
import { mkdtemp, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createControlClient } from '../../src/gateway/index.js'
import { defineJsonRecordType, PeerGroup, type GroupEvent, type GroupEventQueue } from '../../src/index.js'

const LOOPBACK = { hosts: ['127.0.0.1'], mdns: false, env: {} }
const note = defineJsonRecordType<string>({
  ...{ name: 'app.test.note', lifetime: 'durable', ttlMs: 3_600_000 },
  check: String
})

let folder: string
let home: string
const create = async (group: string, options: object = {}): Promise<PeerGroup> =>
  (await PeerGroup.create({ ...LOOPBACK, home, name: 'alice', group, ...options })).group

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'potluck-several-'))
  home = join(folder, 'alice')
})
afterEach(async () => {
  await PeerGroup.closeAll()
  await rm(folder, { recursive: true })
})

async function eventOf(queue: GroupEventQueue, fits: (event: GroupEvent) => boolean): Promise<GroupEvent> {
  for await (const event of queue) if (fits(event)) return event
  throw new Error('the queue was closed')
}

test('two groups share a node, and the cache; the last that is closed stops it', async () => {
  const office = await create('Office')
  const choir = await create('Choir', { connect: false, properties: { comment: 'Tuesdays' } })
  expect([office.status.listening, choir.status.listening]).toEqual([true, false])
  expect(choir.properties().comment).toBe('Tuesdays')
  expect((await PeerGroup.list({ home })).map(({ name }) => name).sort()).toEqual(['Choir', 'Office'])
  await office.publish('shared')
  expect(choir.cache.list()).toHaveLength(1)
  const node = createControlClient(home)
  const namesOf = async (): Promise<string[]> => {
    const { groups } = (await node.get('/v1/status')) as { groups: { name: string }[] }
    return groups.map(({ name }) => name)
  }
  expect(await namesOf()).toEqual(['Office', 'Choir'])
  await office.close()
  expect(await namesOf()).toEqual(['Choir'])
  expect(await choir.connect()).toBe('connected')
  await choir.close()
  await expect(namesOf()).rejects.toMatchObject({ code: 'NODE_NOT_RUNNING' })
})

test('who opens a group again shares it: records, and the network until the last closes it', async () => {
  const first = await create('Office', { connect: false })
  await symlink(home, join(folder, 'other-name'))
  const second = await PeerGroup.open({ home: join(folder, 'other-name'), connect: false })
  for (const group of [first, second]) group.records.declare(note)
  const queue = second.events([{ event: 'record' }])
  const { id } = await first.records.add(note, { data: 'hello' })
  expect(await eventOf(queue, ({ event }) => event === 'record')).toMatchObject({ change: 'added', id })
  expect(second.records.get(id)).toBeDefined()
  expect([await second.connect(), first.status.listening]).toEqual(['connected', true])
  expect(await first.connect()).toBe('already')
  await first.close()
  expect([first.status.listening, second.status.listening]).toEqual([false, true])
  await expect(first.connect()).rejects.toMatchObject({ code: 'CLOSED' })
  expect(() => first.events([])).toThrow(expect.objectContaining({ code: 'CLOSED' }))
  expect(second.records.get(id)).toBeDefined()
  const { digest } = await second.publish('kept')
  const late = [
    () => first.records.declare(note),
    () => first.records.add(note, { data: 'late' }),
    () => first.records.update(note, id, { data: 'late' }),
    () => first.records.edit(note, id, { data: 'late' }),
    () => first.records.delete(id),
    () => first.records.validateDeferredRecords(),
    () => first.publish('late'),
    () => first.fetch('http://origin.invalid/'),
    () => first.cache.pin(digest),
    () => first.cache.unpin(digest),
    () => first.cache.remove(digest)
  ]
  for (const call of late) await expect((async () => call())()).rejects.toMatchObject({ code: 'CLOSED' })
  expect(first.records.get(id)).toBe(second.records.get(id))
  expect(first.cache.list()).toMatchObject([{ digest, pinned: false }])
  const third = await PeerGroup.open({ home })
  expect(third.status.listening).toBe(true)
})

test('what all groups of a home share is as the first said it', async () => {
  const office = await create('Office', { ports: { content: 0 }, settings: { 'cache.maxBytes': '1MiB' } })
  const refused: object[] = [
    { ports: { content: 1 } },
    { ports: { gateway: 0 } },
    { hosts: ['127.0.0.2'] },
    { mdns: true },
    { settings: { 'cache.maxBytes': '2MiB' } }
  ]
  for (const options of refused) {
    const opening = PeerGroup.open({ home, group: office.id, ...options })
    await expect(opening).rejects.toMatchObject({ code: 'BAD_CONFIG' })
  }
  const again = await PeerGroup.open({
    ...LOOPBACK,
    home,
    settings: { 'cache.maxBytes': '1MiB' },
    ports: { content: 0 }
  })
  expect(again.addresses).toEqual(office.addresses)
})

test('closing, opening and closing all at once leave nothing open', async () => {
  const office = await create('Office', { connect: false })
  const closing = office.close()
  const opening = PeerGroup.open({ ...LOOPBACK, home, connect: false })
  expect(() => office.closeDirect(1)).toThrow(expect.objectContaining({ code: 'SHUTTING_DOWN' }))
  await closing
  const again = await opening
  const late = PeerGroup.open({ ...LOOPBACK, home, connect: false })
  await Promise.all([PeerGroup.closeAll(), PeerGroup.closeAll()])
  expect((await late).status.listening).toBe(false)
  await expect((await late).connect()).rejects.toMatchObject({ code: 'CLOSED' })
  await expect(again.connect()).rejects.toMatchObject({ code: 'CLOSED' })
  await expect(createControlClient(home).get('/v1/status')).rejects.toMatchObject({ code: 'NODE_NOT_RUNNING' })
})
