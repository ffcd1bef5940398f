// Groups as programs embed them: real nodes on loopback.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { silentLogger } from '../../src/base/index.js'
import { PotluckClient } from '../../src/client/index.js'
import { whileNoNodeRuns } from '../../src/gateway/index.js'
import { defineJsonRecordType, PeerGroup, readData, verifyEvidence, type SearchCriteria } from '../../src/index.js'
import { eventually } from '../support/eventually.js'

const LOOPBACK = { hosts: ['127.0.0.1'], mdns: false, env: {} }
const URL_A = 'http://origin.invalid/a'

const noteType = defineJsonRecordType<{ text: string }>({
  name: 'app.test.note',
  lifetime: 'durable',
  ttlMs: 3_600_000,
  indexed: ['about'],
  check: (value) => {
    const { text: said } = value as { text?: unknown }
    if (typeof said !== 'string') throw new TypeError('a note has a text')
    return { text: said }
  }
})

let folder: string
let open: PeerGroup[]
const homeOf = (name: string): string => join(folder, name)

async function keep(opening: Promise<PeerGroup>): Promise<PeerGroup> {
  const group = await opening
  open.push(group)
  return group
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'potluck-embed-'))
  open = []
})

afterEach(async () => {
  await Promise.all(open.map((group) => group.close()))
  await rm(folder, { recursive: true })
})

test('one founds a group, another joins by invitation: content and records reach it', async () => {
  const { group: alice, recoveryPhrase } = await PeerGroup.create({
    ...LOOPBACK,
    home: homeOf('alice'),
    name: 'alice',
    group: 'Home'
  })
  open.push(alice)
  expect(recoveryPhrase.split(' ')).toHaveLength(12)
  expect(alice).toMatchObject({ name: 'Home', role: 'administrator', identity: { name: 'alice' }, api: undefined })

  const { text: identity, peer } = await PeerGroup.identity({ home: homeOf('bob'), name: 'bob' })
  const invitation = await alice.invite(identity)
  const bob = await keep(PeerGroup.join({ ...LOOPBACK, home: homeOf('bob'), name: 'bob', invitation }))
  expect(bob.identity).toEqual({ peer, name: 'bob' })
  expect(bob.role).toBe('member')
  await eventually(() => expect(alice.members().filter(({ present }) => present)).toHaveLength(2))
  await eventually(() => expect(bob.synchronised && alice.synchronised).toBe(true))

  const heard: string[] = []
  bob.records.on('record:add', ({ type }) => heard.push(type))
  for (const group of [alice, bob]) group.records.declare(noteType)
  await alice.records.add(noteType, { data: { text: 'hello' }, attributes: { about: 'greeting' } })
  const { digest } = await alice.publish('the content', { url: URL_A, contentType: 'text/plain' })
  await eventually(() => expect(heard).toEqual(expect.arrayContaining(['app.test.note', 'content.location'])))
  const [note] = bob.records.find({ type: noteType.name, attribute: { name: 'about', value: 'greeting' } })
  expect(note && readData(noteType, note)).toEqual({ text: 'hello' })

  expect(bob.locate({ url: URL_A })).toMatchObject([{ digest, holder: alice.identity.peer, complete: true }])
  const fetched = await bob.fetch(URL_A)
  expect(await text(fetched.body)).toBe('the content')
  expect((await fetched.done).sources.members).toEqual({ [alice.identity.peer]: 11 })
  expect(bob.ledger()).toMatchObject({ uplink: { bytesIn: 0 }, lan: { bytesIn: 11 } })
  await eventually(() => expect(bob.cache.list()).toMatchObject([{ digest, bytes: 11 }]))
  expect(alice.ledger()).toMatchObject({ lan: { bytesOut: 11 } })
})

test('records are edited, searched and judged by evidence; types with precedence come first', async () => {
  const pageType = defineJsonRecordType<{ text: string }>({
    ...{ name: 'app.test.page', lifetime: 'collaborative', ttlMs: 3_600_000, changeableBy: 'members' },
    check: (value) => value as { text: string }
  })
  const { group: alice } = await PeerGroup.create({ ...LOOPBACK, home: homeOf('alice'), name: 'alice', group: 'Home' })
  open.push(alice)
  alice.records.declare(pageType)
  const { id } = await alice.records.add(pageType, { data: { text: 'one' }, attributes: { title: 'List' } })
  const edited = await alice.records.edit(pageType, id, { attributes: { title: null, rank: 3 } })
  expect([edited.attributes, readData(pageType, edited)]).toEqual([{ rank: 3 }, { text: 'one' }])
  expect(alice.records.conflicts(id)).toEqual([])
  const criteria: SearchCriteria = { attribute: 'rank', compare: 'greater', value: 2 }
  expect(alice.records.search(criteria).next(2)).toEqual([edited])
  expect(alice.records.evidence()).toEqual([])
  expect(verifyEvidence(new Uint8Array(3), Buffer.from(alice.id, 'hex'))).toBeUndefined()

  const { text: identity } = await PeerGroup.identity({ home: homeOf('bob'), name: 'bob' })
  const invitation = await alice.invite(identity)
  const joining = { ...LOOPBACK, home: homeOf('bob'), name: 'bob', invitation }
  const tooMany = Array.from({ length: 14 }, (_, i) => `app.test.t${i}`)
  await expect(PeerGroup.join({ ...joining, precedence: tooMany })).rejects.toThrow(RangeError)
  const bob = await keep(
    PeerGroup.open({ ...LOOPBACK, home: homeOf('bob'), precedence: [pageType.name], connect: false })
  )
  const [types, ofStore]: [string[], string[]] = [[], []]
  bob.on('type:synchronised', (type) => types.push(type))
  bob.records.on('synchronised', ({ type }) => ofStore.push(type))
  await bob.connect()
  const inOrder = ['group.properties', 'group.settings', 'content.location', pageType.name]
  await eventually(() => expect([types.slice(0, 4), ofStore.slice(0, 4)]).toEqual([inOrder, inOrder]))
  expect(bob.records.get(id)?.attributes).toEqual({ rank: 3 })
})

test("a program writes no records of Potluck's own types, and declares and deletes none", async () => {
  const { group } = await PeerGroup.create({ ...LOOPBACK, home: homeOf('alice'), name: 'alice', group: 'Home' })
  open.push(group)
  const { records } = group
  const init = { ttlMs: 3_600_000, changeableBy: 'members', check: (value: unknown) => value } as const
  const own = records.find({ type: 'group.member' })[0]!
  for (const name of [
    'group.member',
    'content.location',
    'graph.presence',
    'need.have',
    'election.result',
    'upload.evidence',
    'group.anything'
  ]) {
    const type = defineJsonRecordType({ ...init, name, lifetime: 'collaborative' })
    expect(() => records.declare(type)).toThrow(/Potluck's own/)
    const writes = [
      records.add(type, { data: {} }),
      records.update(type, own.id, { data: {} }),
      records.edit(type, own.id, { data: {} }),
      records.delete(own.id)
    ]
    for (const write of writes) await expect(write).rejects.toMatchObject({ code: 'BAD_RECORD' })
  }
  expect(records.get(own.id)).toBe(own)
})

test('what can be published: bytes, text, streams of either kind', async () => {
  const { group } = await PeerGroup.create({ ...LOOPBACK, home: homeOf('alice'), name: 'alice', group: 'Home' })
  open.push(group)
  const hello = Buffer.from('hello')
  async function* stream(): AsyncGenerator<Uint8Array> {
    yield hello
  }
  const published = await Promise.all(
    [hello, 'hello', Readable.from([hello]), stream()].map((one) => group.publish(one))
  )
  expect(new Set(published.map(({ digest }) => digest)).size).toBe(1)
})

test('programs of the machine come in over HTTP where a port is named, and the settings of the home count', async () => {
  await PeerGroup.identity({ home: homeOf('alice'), name: 'alice' })
  await writeFile(join(homeOf('alice'), 'config.yaml'), 'cache:\n  maxBytes: 1MiB\n')
  const { group } = await PeerGroup.create({
    ...LOOPBACK,
    home: homeOf('alice'),
    name: 'alice',
    group: 'Home',
    ports: { gateway: 0 }
  })
  open.push(group)
  await group.publish('the content', { url: URL_A })
  const token = await group.api?.createToken({ name: 'tests', rights: ['read'] })
  const client = new PotluckClient({ url: group.api?.url, token })
  expect((await client.status()).cache).toMatchObject({ blobs: 1, maxBytes: 2 ** 20 })
  expect(await client.locate(URL_A)).toMatchObject([{ self: true, bytes: 11 }])
  const response = await client.fetch(URL_A)
  expect(await response.text()).toBe('the content')
  expect(response.headers.has('potluck-request')).toBe(true)
  await expect(new PotluckClient({ url: group.api?.url }).status()).rejects.toMatchObject({ status: 401 })
})

test('a home is opened by one process at a time, again after it was closed, and says what is wrong with it', async () => {
  const home = homeOf('alice')
  await expect(PeerGroup.open({ ...LOOPBACK, home })).rejects.toMatchObject({ code: 'NO_IDENTITY' })
  await PeerGroup.identity({ home, name: 'alice' })
  await expect(PeerGroup.open({ ...LOOPBACK, home })).rejects.toMatchObject({ code: 'NO_GROUP' })
  const { group } = await PeerGroup.create({ ...LOOPBACK, home, name: 'alice', group: 'Home' })
  await group.close()
  const other = await whileNoNodeRuns(home, silentLogger, () =>
    PeerGroup.open({ ...LOOPBACK, home }).catch(({ code }: { code: string }) => code)
  )
  expect(other).toBe('ALREADY_RUNNING')
  await group.close()
  await expect(group.fetch(URL_A)).rejects.toMatchObject({ code: 'CLOSED' })

  const again = await keep(PeerGroup.open({ ...LOOPBACK, home, group: 'Home' }))
  expect(again.id).toBe(group.id)
  await again.close()
  await expect(PeerGroup.open({ ...LOOPBACK, home, group: 'Office' })).rejects.toMatchObject({ code: 'NO_GROUP' })
  await expect(PeerGroup.open({ ...LOOPBACK, home, settings: { 'cache.maxBytes': -1 } })).rejects.toMatchObject({
    code: 'BAD_CONFIG'
  })
  const stop = new AbortController()
  stop.abort(new Error('enough'))
  await expect(PeerGroup.open({ ...LOOPBACK, home, signal: stop.signal })).rejects.toThrow('enough')

  const { group: office } = await PeerGroup.create({ ...LOOPBACK, home, name: 'alice', group: 'Office' })
  await office.close()
  await expect(PeerGroup.open({ ...LOOPBACK, home })).rejects.toMatchObject({ code: 'GROUP_AMBIGUOUS' })
  await writeFile(join(home, 'groups', office.id, 'group.json'), '{')
  await expect(PeerGroup.open({ ...LOOPBACK, home, group: office.id })).rejects.toMatchObject({
    code: 'BAD_GROUP_FILE'
  })
  await keep(PeerGroup.open({ ...LOOPBACK, home, group: 'Home' }))
})
