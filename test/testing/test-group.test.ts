// What applications' tests are given, used as they use it.
import { text } from 'node:stream/consumers'
import { afterEach, expect, test } from 'vitest'
import { defineJsonRecordType, readData } from '../../src/index.js'
import { createTestGroup, type TestGroup, type TestGroupOptions } from '../../src/testing/index.js'

const URL_A = 'http://example.org/a'
const content = Buffer.alloc(1_000_000, 'content ')

const noteType = defineJsonRecordType<string>({
  name: 'app.test.note',
  lifetime: 'durable',
  ttlMs: 3_600_000,
  check: String
})

let group: TestGroup | undefined

async function make(members: number | string[], options?: TestGroupOptions): Promise<TestGroup> {
  return (group = await createTestGroup(members, options))
}

afterEach(async () => {
  await group?.close()
  expect(group?.clock.pendingTimers ?? 0).toBe(0)
  group = undefined
})

test('three fetch at the same time: the content crosses the uplink once', async () => {
  const { members, uplink } = await make(3, { origins: { [URL_A]: content } })
  const bodies = await Promise.all(members.map(async (member) => text((await member.fetch(URL_A)).body)))
  expect(new Set(bodies)).toEqual(new Set([content.toString()]))
  expect(uplink(URL_A)).toEqual({ requests: 1, bodyBytes: content.byteLength, crossings: 1 })
})

test('who comes later has it from a member, who leaves is gone', async () => {
  const { members, uplink, settle } = await make(['alice', 'bob'], { origins: { [URL_A]: content } })
  const [alice, bob] = members
  await (
    await alice!.fetch(URL_A)
  ).done
  await settle()
  expect(bob!.locate({ url: URL_A })).toMatchObject([{ holder: alice!.identity.peer, complete: true, present: true }])
  const fetched = await bob!.fetch(URL_A)
  expect((await fetched.done).sources).toMatchObject({
    uplink: 0,
    members: { [alice!.identity.peer]: content.byteLength }
  })
  expect(uplink(URL_A).crossings).toBe(1)
  expect(alice!.ledger().lan.bytesOut).toBe(content.byteLength)
  await alice!.close()
  await settle()
  expect(
    bob!
      .members()
      .map(({ name, present }) => `${name} ${present}`)
      .sort()
  ).toEqual(['alice false', 'bob true'])
  await expect(alice!.fetch(URL_A)).rejects.toMatchObject({ code: 'CLOSED' })
})

test('records are everywhere after settling, and events tell of them', async () => {
  const { members, settle } = await make(3)
  const heard: string[] = []
  for (const { records } of members) {
    records.declare(noteType)
    records.on('record:add', (record) => heard.push(readData(noteType, record) ?? ''))
  }
  const { id } = await members[0]!.records.add(noteType, { data: 'hello' })
  await settle()
  expect(heard.filter((said) => said === 'hello')).toHaveLength(3)
  await members[0]!.records.delete(id)
  await settle()
  expect(members.map(({ records }) => records.get(id))).toEqual([undefined, undefined, undefined])
})

test('a record ends when its time is over', async () => {
  const { members, settle, advance } = await make(2)
  const { id } = await members[0]!.records.add(noteType, { data: 'hello' })
  await settle()
  expect(members[1]!.records.get(id)).toBeDefined()
  await advance(noteType.ttlMs)
  expect(members.map(({ records }) => records.get(id))).toEqual([undefined, undefined])
})

test('who has no uplink has it through the others', async () => {
  const { members, uplink } = await make(2, { origins: { [URL_A]: content } })
  const [alice, bob] = members
  bob!.setUplink(false)
  expect(await text((await bob!.fetch(URL_A)).body)).toBe(content.toString())
  expect(uplink(URL_A).crossings).toBe(1)
  alice!.setUplink(false)
  await expect(bob!.fetch('http://example.org/b')).rejects.toMatchObject({ name: 'ContentError' })
})

test('who is offline reaches nobody, and catches up when it is back', async () => {
  const { members, settle } = await make(3, { origins: { [URL_A]: content } })
  const [alice, bob, carol] = members
  carol!.goOffline()
  await settle()
  expect(alice!.members().filter(({ present }) => present)).toHaveLength(2)
  await expect(carol!.fetch(URL_A)).rejects.toMatchObject({ name: 'ContentError' })
  const { id } = await alice!.records.add(noteType, { data: 'missed' })
  await (
    await bob!.fetch(URL_A)
  ).done
  await settle()
  expect(carol!.records.get(id)).toBeUndefined()
  await carol!.goOnline()
  await settle()
  expect(carol!.records.get(id)).toBeDefined()
  expect((await (await carol!.fetch(URL_A)).done).sources.uplink).toBe(0)
})

test('who downloads is cut off in the middle: another goes on from the bytes that are here', async () => {
  const large = Buffer.alloc(4_000_000, 'large ')
  const { members, uplink, clock } = await make(2, { origins: { [URL_A]: large } })
  const bodies = await Promise.all(members.map((member) => member.fetch(URL_A)))
  const states = members.map((member) => member.transfers()[0]?.state)
  const leader = members[states.indexOf('leading')]!
  const follower = bodies[1 - members.indexOf(leader)]!
  bodies[members.indexOf(leader)]!.done.catch(() => {})
  bodies[members.indexOf(leader)]!.body.on('error', () => {})
  leader.goOffline()
  expect(await clock.run(text(follower.body))).toBe(large.toString())
  expect(uplink(URL_A).crossings).toBeGreaterThanOrEqual(1)
})

test('origins: functions, headers, statuses, streams, what is not there, what cannot be reached', async () => {
  const { members, uplink } = await make(1, {
    origins: async (url) => {
      const { pathname } = new URL(url)
      if (pathname === '/text') return 'hello'
      if (pathname === '/private') return { headers: { 'cache-control': 'private' }, body: 'mine' }
      if (pathname === '/gone') return { status: 410, body: '' }
      if (pathname === '/stream')
        return {
          body: (async function* () {
            yield Buffer.from('a')
            yield Buffer.from('b')
          })()
        }
      if (pathname === '/broken') throw new Error('no')
      return undefined
    }
  })
  const [member] = members
  const read = async (path: string): Promise<string> => text((await member!.fetch(`http://example.org${path}`)).body)
  expect(await read('/text')).toBe('hello')
  expect(await read('/private')).toBe('mine')
  expect(await read('/stream')).toBe('ab')
  await expect(read('/gone')).rejects.toMatchObject({ code: 'ORIGIN_STATUS', status: 410 })
  await expect(read('/nothing')).rejects.toMatchObject({ code: 'ORIGIN_STATUS', status: 404 })
  await expect(read('/broken')).rejects.toMatchObject({ code: 'ORIGIN_UNREACHABLE' })
  expect(member!.locate({ url: 'http://example.org/private' })).toEqual([])
  expect(uplink('http://example.org/stream')).toEqual({ requests: 1, bodyBytes: 2, crossings: undefined })
})

test('more come in later, by invitation, and the same seed makes the same group', async () => {
  const one = await make(1)
  const dave = await one.add('dave')
  expect(dave).toMatchObject({ role: 'member', id: one.members[0]!.id })
  expect(
    one.members[0]!.members()
      .map(({ name }) => name)
      .sort()
  ).toEqual(['dave', 'member-1'])
  const { id } = dave
  await one.close()
  expect((await make(1)).members[0]!.id).toBe(id)
  await group!.close()
  expect((await make(1, { seed: 2 })).members[0]!.id).not.toBe(id)
})
