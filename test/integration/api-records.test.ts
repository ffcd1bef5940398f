// Records of applications over HTTP, at two real nodes: what each may do, and what none may do to another's.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Record as ApiRecord } from '../../src/gateway/api/records.js'
import { MAX_NAMESPACE_EPHEMERAL, MAX_TYPES_PER_NAMESPACE } from '../../src/gateway/defaults.js'
import { namedRecordId } from '../../src/record/index.js'
import { openApiNodes, type ApiAnswer, type ApiNode } from '../support/api-nodes.js'
import { eventually } from '../support/eventually.js'

const DURABLE = { lifetime: 'durable', ttlMs: 3_600_000, indexed: ['city'] }
const EPHEMERAL = { lifetime: 'ephemeral', ttlMs: 60_000 }

let alice: ApiNode
let bob: ApiNode
let close: () => Promise<void>
/** At alice's node. */
let weather: string
let chess: string
let reader: string
let admin: string

beforeAll(async () => {
  const opened = await openApiNodes(['alice', 'bob'])
  close = opened.close
  ;[alice, bob] = opened.nodes as [ApiNode, ApiNode]
  weather = await alice.token({ name: 'weather', rights: ['records'] })
  chess = await alice.token({ name: 'chess', rights: ['records'] })
  reader = await alice.token({ name: 'reader', rights: ['read'] })
  admin = await alice.token({ name: 'admin', rights: ['administer'] })
  for (const [token, name] of [
    [weather, 'app.weather.report'],
    [chess, 'app.chess.game']
  ] as const) {
    expect((await alice.ask(token, 'PUT', `/v1/records/types/${name}`, DURABLE)).status).toBe(200)
  }
})
afterAll(() => close())

async function add(token: string, init: object): Promise<ApiRecord> {
  const answer = await alice.ask(token, 'POST', '/v1/records', init)
  expect(answer).toMatchObject({ status: 200 })
  return answer.json
}

const codeOf = (answer: ApiAnswer): unknown => (answer.json as { code?: string } | undefined)?.code

test('a record is written, read at another node, changed and deleted', async () => {
  const attributes = { city: 'Bern', degrees: -3, seen: { dateMs: 1_700_000_000_000 } }
  const added = await add(weather, { type: 'app.weather.report', attributes, json: { wind: 'north' } })
  expect(added).toMatchObject({ creator: alice.node.peerId, version: 1, attributes, json: { wind: 'north' } })
  const bobs = await bob.token({ name: 'weather', rights: ['records'] })
  const path = `/v1/records/${added.id}`
  await eventually(async () => expect((await bob.ask(bobs, 'GET', path)).json).toEqual(added))
  const changed = await alice.ask(weather, 'PUT', path, { data: Buffer.from('calm').toString('base64') })
  expect(changed.json).toMatchObject({ version: 2, attributes: {}, bytes: 4, data: 'Y2FsbQ==' })
  expect((await alice.ask(weather, 'DELETE', path)).json).toEqual({ id: added.id, deleted: true })
  await eventually(async () => expect((await bob.ask(bobs, 'GET', path)).status).toBe(404))
})

test('records are looked up by attribute, and read page by page', async () => {
  for (const city of ['Oslo', 'Rome', 'Oslo', 'Oslo'])
    await add(weather, { type: 'app.weather.report', attributes: { city } })
  const found: string[] = []
  let next: string | undefined = ''
  for (let page = 0; next !== undefined; page++) {
    const after: string = next === '' ? '' : `&after=${next}`
    const answer = await alice.ask(
      weather,
      'GET',
      `/v1/records?type=app.weather.report&attribute=city:Oslo&limit=2${after}`
    )
    const { records, next: more } = answer.json as { records: ApiRecord[]; next?: string }
    expect(records.length).toBeLessThanOrEqual(2)
    expect(page).toBeLessThan(3)
    found.push(...records.map(({ id }) => id))
    next = more
  }
  expect(found).toHaveLength(3)
  expect(found).toEqual([...found].sort())
  const unindexed = await alice.ask(weather, 'GET', '/v1/records?type=app.weather.report&attribute=wind:north')
  expect(codeOf(unindexed)).toBe('NOT_INDEXED')
})

test('a name is one record', async () => {
  const named = { type: 'app.weather.report', name: 'today' }
  const { id } = await add(weather, named)
  expect(codeOf(await alice.ask(weather, 'POST', '/v1/records', named))).toBe('RECORD_EXISTS')
  expect(id).toBe(namedRecordId(alice.node.peerId, 'app.weather.report/today'))
})

describe('no application can read or alter another’s records', () => {
  /** What is attacked: by id, with the type to claim for it. */
  let victims: { [name: string]: { at: ApiNode; id: string; type: string } }

  beforeAll(async () => {
    const game = await add(chess, { type: 'app.chess.game', json: { move: 'e4' } })
    const bobsChess = await bob.token({ name: 'chess', rights: ['records'] })
    const bobsWeather = await bob.token({ name: 'weather', rights: ['records'] })
    await bob.ask(bobsChess, 'PUT', '/v1/records/types/app.chess.game', DURABLE)
    await bob.ask(bobsWeather, 'PUT', '/v1/records/types/app.weather.report', DURABLE)
    const bobsGame = (await bob.ask(bobsChess, 'POST', '/v1/records', { type: 'app.chess.game' })).json as ApiRecord
    const bobsReport = (await bob.ask(bobsWeather, 'POST', '/v1/records', { type: 'app.weather.report' }))
      .json as ApiRecord
    const { store } = alice.node.group(undefined).group
    const [presence] = store.find({ type: 'graph.presence', creator: alice.node.peerId })
    const [member] = store.find({ type: 'group.member', creator: alice.node.peerId })
    victims = {
      'another application’s at this node': { at: alice, id: game.id, type: 'app.chess.game' },
      'another application’s at another node': { at: bob, id: bobsGame.id, type: 'app.chess.game' },
      'its own namespace’s, written at another node': { at: bob, id: bobsReport.id, type: 'app.weather.report' },
      'this node’s presence': { at: alice, id: presence?.id ?? '', type: 'graph.presence' },
      'this node’s member record': { at: alice, id: member?.id ?? '', type: 'group.member' }
    }
    await eventually(() => {
      for (const { id } of Object.values(victims)) expect(store.get(id)).toBeDefined()
    })
  })

  const NOT_FOUND = [404, 'NOT_FOUND'] as const
  const NOT_YOURS = [403, 'NOT_YOURS'] as const
  const ATTACKS: readonly [
    who: 'weather' | 'reader' | 'admin',
    victim: string,
    method: string,
    answer: readonly [number, string | undefined]
  ][] = [
    ['weather', 'another application’s at this node', 'GET', NOT_FOUND],
    ['weather', 'another application’s at this node', 'PUT', NOT_FOUND],
    ['weather', 'another application’s at this node', 'DELETE', NOT_FOUND],
    ['weather', 'another application’s at another node', 'GET', NOT_FOUND],
    ['weather', 'another application’s at another node', 'PUT', NOT_FOUND],
    ['weather', 'another application’s at another node', 'DELETE', NOT_FOUND],
    ['weather', 'its own namespace’s, written at another node', 'GET', [200, undefined]],
    ['weather', 'its own namespace’s, written at another node', 'PUT', NOT_YOURS],
    ['weather', 'its own namespace’s, written at another node', 'DELETE', NOT_YOURS],
    ['weather', 'this node’s presence', 'GET', NOT_FOUND],
    ['weather', 'this node’s presence', 'PUT', NOT_FOUND],
    ['weather', 'this node’s presence', 'DELETE', NOT_FOUND],
    ['weather', 'this node’s member record', 'DELETE', NOT_FOUND],
    ['reader', 'another application’s at this node', 'GET', [403, 'FORBIDDEN']],
    ['reader', 'another application’s at this node', 'PUT', [403, 'FORBIDDEN']],
    ['reader', 'another application’s at this node', 'DELETE', [403, 'FORBIDDEN']],
    ['admin', 'this node’s presence', 'GET', [200, undefined]],
    ['admin', 'this node’s presence', 'PUT', NOT_YOURS],
    ['admin', 'this node’s presence', 'DELETE', NOT_YOURS],
    ['admin', 'this node’s member record', 'PUT', NOT_YOURS],
    ['admin', 'this node’s member record', 'DELETE', NOT_YOURS],
    ['admin', 'another application’s at another node', 'DELETE', NOT_YOURS]
  ]

  test.each(ATTACKS)('%s, %s: %s', async (who, name, method, [status, code]) => {
    const { id, at } = victims[name]!
    const storeOf = (node: ApiNode): unknown => node.node.group(undefined).group.store.get(id)
    const before = [storeOf(alice), storeOf(at)]
    const token = { weather, reader, admin }[who]
    const answer = await alice.ask(token, method, `/v1/records/${id}`, method === 'PUT' ? { json: 'mine' } : undefined)
    expect([answer.status, codeOf(answer)]).toEqual([status, code])
    expect([storeOf(alice), storeOf(at)]).toEqual(before)
  })

  test.each([
    ['a type of another namespace', { type: 'app.chess.game' }, 'FORBIDDEN'],
    ['a built-in type', { type: 'content.location' }, 'BAD_REQUEST'],
    ['a namespace that begins like its own', { type: 'app.weather-evil.report' }, 'FORBIDDEN'],
    ['a namespace with a dot', { type: 'app.weather.report.x' }, 'BAD_REQUEST'],
    ['a type that nobody declared', { type: 'app.weather.unknown' }, 'UNKNOWN_TYPE'],
    ['an id of its choice', { type: 'app.weather.report', id: 'ab'.repeat(32) }, 'BAD_REQUEST'],
    ['data and json', { type: 'app.weather.report', data: '', json: 1 }, 'BAD_REQUEST'],
    ['data that are no base64', { type: 'app.weather.report', data: '!' }, 'BAD_REQUEST'],
    [
      'more data than its type allows',
      { type: 'app.weather.report', data: Buffer.alloc(65_537).toString('base64') },
      'TOO_LARGE'
    ],
    [
      'large attributes',
      { type: 'app.weather.report', attributes: { a: 'x'.repeat(4000), b: 'x'.repeat(4000), c: 'x'.repeat(4000) } },
      'TOO_LARGE'
    ],
    ['a longer life than its type allows', { type: 'app.weather.report', ttlMs: 3_600_001 }, 'BAD_REQUEST']
  ])('weather writes %s: refused', async (_, init, code) => {
    expect(codeOf(await alice.ask(weather, 'POST', '/v1/records', init))).toBe(code)
  })

  test.each([
    ['another namespace', 'app.chess.game', EPHEMERAL, 'FORBIDDEN'],
    ['another lifetime', 'app.weather.report', EPHEMERAL, 'TYPE_CONFLICT'],
    ['fewer indexed attributes', 'app.weather.report', { ...DURABLE, indexed: [] }, 'TYPE_CONFLICT'],
    ['a built-in name', 'content.location', DURABLE, 'BAD_REQUEST'],
    ['an ephemeral one that lives an hour', 'app.weather.now', { ...EPHEMERAL, ttlMs: 3_600_000 }, 'BAD_REQUEST'],
    ['nine indexed attributes', 'app.weather.wide', { ...DURABLE, indexed: [...'abcdefghi'] }, 'BAD_REQUEST']
  ])('weather declares %s: refused', async (_, name, init, code) => {
    expect(codeOf(await alice.ask(weather, 'PUT', `/v1/records/types/${name}`, init))).toBe(code)
  })

  test('what a token does not see is not listed either', async () => {
    const paths = [
      '/v1/records',
      '/v1/records?type=app.chess.game',
      '/v1/records?type=graph.presence',
      '/v1/watch?type=app.chess.game'
    ]
    for (const path of paths) expect(codeOf(await alice.ask(weather, 'GET', path))).toBe('FORBIDDEN')
    expect((await alice.ask(admin, 'GET', '/v1/records?type=graph.presence')).status).toBe(200)
    const { types } = (await alice.ask(chess, 'GET', '/v1/records/types')).json as { types: { name: string }[] }
    expect(types.map(({ name }) => name)).toEqual(['app.chess.game'])
  })
})

describe('limits of a namespace', () => {
  test('ephemeral records are counted until members have forgotten them, deleted or not', async () => {
    const token = await alice.token({ name: 'flood', rights: ['records'] })
    await alice.ask(token, 'PUT', '/v1/records/types/app.flood.x', EPHEMERAL)
    for (let i = 0; i < MAX_NAMESPACE_EPHEMERAL; i++) {
      const { id } = await add(token, { type: 'app.flood.x' })
      await alice.ask(token, 'DELETE', `/v1/records/${id}`)
    }
    const refused = await alice.ask(token, 'POST', '/v1/records', { type: 'app.flood.x' })
    expect([refused.status, codeOf(refused)]).toEqual([429, 'LIMIT_REACHED'])
    expect(refused.text).toContain('namespace flood has 256 ephemeral records')
  })

  test('types are limited', async () => {
    const token = await alice.token({ name: 'many', rights: ['records'] })
    const put = (i: number): Promise<ApiAnswer> => alice.ask(token, 'PUT', `/v1/records/types/app.many.t${i}`, DURABLE)
    for (let i = 0; i < MAX_TYPES_PER_NAMESPACE; i++) expect((await put(i)).status).toBe(200)
    expect(codeOf(await put(MAX_TYPES_PER_NAMESPACE))).toBe('LIMIT_REACHED')
  })
})
