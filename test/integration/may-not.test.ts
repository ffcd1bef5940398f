// What a member, or who was one, may not write: refused with a code where it writes, and not shown wherever else it comes in.
import { Readable } from 'node:stream'
import { afterEach, describe, expect, test } from 'vitest'
import { silentLogger, systemClock, systemRandom, utf8, type Clock } from '../../src/base/index.js'
import type { Group } from '../../src/group/index.js'
import { defineRecordType, type ChangeableBy, type RecordId } from '../../src/record/index.js'
import { createMemoryStorage, openStore, type Store, type SyncSession } from '../../src/store/index.js'
import { openApiNodes } from '../support/api-nodes.js'
import { eventually } from '../support/eventually.js'
import { hears, keyOf, RealGroup } from '../support/real-group.js'
import { TestPolicy } from '../support/store-peers.js'

const YEAR_MS = 365 * 24 * 3600_000
const codec = { encode: utf8, decode: (bytes: Uint8Array) => new TextDecoder().decode(bytes) }
const noteType = (changeableBy: ChangeableBy) =>
  defineRecordType<string>({ name: 'test.note', lifetime: 'durable', ttlMs: 4 * YEAR_MS, codec, changeableBy })
const note = noteType('creator')
const board = defineRecordType<string>({
  ...note,
  name: 'test.board',
  lifetime: 'collaborative',
  changeableBy: 'administrators'
})

const WHO = ['member', 'limited', 'expired', 'removed'] as const
type Who = (typeof WHO)[number]

let office: RealGroup
let passedMs: number
const clock: Clock = Object.assign(Object.create(systemClock) as Clock, { nowMs: () => systemClock.nowMs() + passedMs })
let alice: Group
let bob: Group
/** Records of alice's that both have. */
let theirs: RecordId
let theirBoard: RecordId

async function begin(who: Who): Promise<void> {
  passedMs = 0
  office = await RealGroup.found()
  const limits = { mayServe: false, mayUseUplinks: false, mayProvide: false, fixedTerm: true }
  const home = await office.join('bob', who === 'limited' ? { limits } : {})
  alice = await office.open(office.founder, [], [], clock)
  bob = await office.open(home, [alice], [], clock)
  for (const { store } of [alice, bob]) for (const type of [note, board]) store.declare(type)
  theirs = (await alice.store.add(note, { data: 'hers' })).id
  theirBoard = (await alice.store.add(board, { data: 'hers' })).id
  await eventually(() => {
    for (const id of [theirs, theirBoard]) expect(bob.store.get(id)).toBeDefined()
  })
  if (who === 'expired') passedMs = 2 * YEAR_MS
  if (who !== 'removed') return
  const removal = office.removal(await office.signer(office.founder), keyOf(bob), { cut: alice.store.cutOf(bob.self) })
  await Promise.all([hears(alice, removal), hears(bob, removal)])
}

async function codeOf(writing: Promise<unknown>): Promise<unknown> {
  return writing.then(
    () => 'written',
    (error: unknown) => (error as { code?: unknown }).code ?? error
  )
}

describe.each(WHO)('%s', (who) => {
  afterEach(() => office.close())

  const isMember = who === 'member' || who === 'limited'

  test('writes what it may, by the library, and hears by a code what it may not', async () => {
    await begin(who)
    const { store } = bob
    expect({
      add: await codeOf(store.add(note, { data: 'his' })),
      update: await codeOf(store.update(note, theirs, { data: 'mine now' })),
      delete: await codeOf(store.delete(theirs)),
      edit: await codeOf(store.edit(board, theirBoard, { data: 'mine now' })),
      properties: await codeOf(bob.setProperties({ friendlyName: 'Mine' })),
      settings: await codeOf(bob.setSettings({ neverShare: ['example.org'] })),
      code: await codeOf(bob.codes.make({ uses: 1 })),
      remove: await codeOf(bob.removeMember(alice.self, { unsynchronised: true }))
    }).toEqual(isMember ? MEMBERS_HEAR : OTHERS_HEAR)
    expect([alice.store.get(theirs)?.data, alice.store.get(theirBoard)?.data]).toEqual([utf8('hers'), utf8('hers')])
  })

  test('shows nothing that it may not write, flooded, synchronised or imported', async () => {
    await begin(who)
    const his = await lawlessStore()
    const items: Uint8Array[] = []
    his.on('item:local', (item) => items.push(item))
    const { id: late } = await his.add(note, { data: 'late' })
    const anybodys = noteType('members')
    his.declare(anybodys)
    await his.update(anybodys, theirs, { data: 'mine now' })

    const isShown = (): unknown => [alice.store.get(late) !== undefined, alice.store.get(theirs)?.data]
    for (const item of items) await alice.store.receive(item)
    const shown = [isMember, utf8('hers')]
    expect(isShown()).toEqual(shown)
    await synchronised(alice.store, his)
    expect(isShown()).toEqual(shown)
    const file: Uint8Array[] = []
    for await (const part of his.exportRecords()) file.push(part)
    const source = () => Readable.from(file)
    expect(await codeOf(alice.store.importRecords(source))).toBe('FOREIGN_EXPORT')
    if (!isMember) {
      await bob.store.importRecords(source)
      expect(bob.store.get(late)).toBeUndefined()
    }
    expect(alice.store.get(theirBoard)?.data).toEqual(utf8('hers'))
  })
})

const MEMBERS_HEAR = {
  add: 'written',
  update: 'NOT_ALLOWED',
  delete: 'NOT_ALLOWED',
  edit: 'NOT_ALLOWED',
  properties: 'NOT_ADMINISTRATOR',
  settings: 'NOT_ADMINISTRATOR',
  code: 'NOT_ADMINISTRATOR',
  remove: 'NOT_ADMINISTRATOR'
}
const OTHERS_HEAR = {
  ...{ add: 'NOT_A_MEMBER', update: 'NOT_A_MEMBER', delete: 'NOT_A_MEMBER', edit: 'NOT_A_MEMBER' },
  ...{ properties: 'NOT_A_MEMBER', settings: 'NOT_A_MEMBER', code: 'NOT_ADMINISTRATOR', remove: 'NOT_A_MEMBER' }
}

test('over HTTP a token without the right is refused, with it another member’s record is, and after removal there is no group', async () => {
  const { nodes, close } = await openApiNodes(['alice', 'bob'])
  try {
    const [atAlice, atBob] = nodes as [(typeof nodes)[0], (typeof nodes)[0]]
    const type = { lifetime: 'durable', ttlMs: 3_600_000, changeableBy: 'creator' }
    const reader = await atBob.token({ name: 'reader', rights: ['read'] })
    const [hers, his] = [
      await atAlice.token({ name: 'shop', rights: ['records'] }),
      await atBob.token({ name: 'shop', rights: ['records'] })
    ]
    for (const [node, token] of [
      [atAlice, hers],
      [atBob, his]
    ] as const) {
      await node.ask(token, 'PUT', '/v1/records/types/app.shop.item', type)
    }
    const added = (await atAlice.ask(hers, 'POST', '/v1/records', { type: 'app.shop.item', json: 1 })).json as {
      id: string
    }
    const path = `/v1/records/${added.id}`
    await eventually(async () => expect((await atBob.ask(his, 'GET', path)).status).toBe(200))
    const tries = [
      [reader, 'POST', '/v1/records', { type: 'app.shop.item', json: 2 }],
      [reader, 'DELETE', path, undefined],
      [his, 'PUT', path, { json: 2 }],
      [his, 'DELETE', path, undefined]
    ] as const
    const codes = async (): Promise<unknown[]> => {
      const answers: unknown[] = []
      for (const [token, method, where, body] of tries) {
        answers.push(((await atBob.ask(token, method, where, body)).json as { code?: string }).code)
      }
      return answers
    }
    expect(await codes()).toEqual(['FORBIDDEN', 'FORBIDDEN', 'NOT_YOURS', 'NOT_YOURS'])
    const { group } = atAlice.node.group(undefined)
    await group.removeMember(atBob.node.peerId)
    await eventually(() => expect(atBob.node.failedGroups()).toMatchObject([{ code: 'REMOVED' }]))
    expect(await codes()).toEqual(['FORBIDDEN', 'FORBIDDEN', 'NO_GROUP', 'NO_GROUP'])
    expect((await atAlice.ask(hers, 'GET', path)).status).toBe(200)
  } finally {
    await close()
  }
})

/** Bob's, that takes everybody for a member and lets everybody write everything. */
async function lawlessStore(): Promise<Store> {
  const policy = new TestPolicy([])
  for (const peer of [bob.self, alice.self]) policy.setMember(peer, Number.MAX_SAFE_INTEGER)
  const store = await openStore(
    { keyPair: bob.keyPair, policy, clock, random: systemRandom, logger: silentLogger, storage: createMemoryStorage() },
    { group: office.idBytes }
  )
  office.closing(() => store.close())
  await synchronised(store, alice.store)
  return store
}

/** Resolves when `a` has had a whole round, or either refuses the other. */
function synchronised(a: Store, b: Store): Promise<void> {
  return new Promise((resolve) => {
    const sessions: SyncSession[] = []
    const open = (store: Store, other: number, onSynchronised: () => void): SyncSession =>
      store.openSync({
        peer: 'the other one',
        send: async (frame) => void setImmediate(() => void sessions[other]?.receive(frame)),
        onSynchronised,
        onRefuse: () => resolve()
      })
    sessions.push(
      open(a, 1, resolve),
      open(b, 0, () => {})
    )
    sessions[0]!.startRound()
  })
}
