// Records of applications over HTTP, at two real nodes: what each may do, and what none may do to another's.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Record as ApiRecord } from '../../src/gateway/api/records.js'
import { MAX_NAMESPACE_EPHEMERAL, MAX_TYPES_PER_NAMESPACE } from '../../src/gateway/defaults.js'
import { namedRecordId } from '../../src/record/index.js'
import { MAX_XML_CHARACTERS } from '../../src/store/index.js'
import { openApiNodes, type ApiAnswer, type ApiNode } from '../support/api-nodes.js'
import { eventually } from '../support/eventually.js'

const DURABLE = { lifetime: 'durable', ttlMs: 3_600_000, indexed: ['city'], changeableBy: 'creator' }
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

describe('searching', () => {
  const find = async (token: string, query: string): Promise<unknown> => {
    const answer = await alice.ask(token, 'GET', `/v1/records/search?${query}`)
    if (answer.status !== 200) return codeOf(answer)
    const { records } = answer.json as { records: ApiRecord[] }
    return records.map(({ attributes }) => attributes.city).sort()
  }
  const post = async (token: string, body: object): Promise<{ cities: unknown[]; next: string | undefined }> => {
    const answer = await alice.ask(token, 'POST', '/v1/records/search', body)
    expect(answer).toMatchObject({ status: 200 })
    const { records, next } = answer.json as { records: ApiRecord[]; next?: string }
    return { cities: records.map(({ attributes }) => attributes.city), next }
  }
  const where = (...all: string[]): string => all.map((one) => `where=${encodeURIComponent(one)}`).join('&')

  beforeAll(async () => {
    await alice.ask(weather, 'PUT', '/v1/records/types/app.weather.station', DURABLE)
    const stations = [
      { city: 'Basel', height: 260, since: { dateMs: Date.UTC(1990, 0) } },
      { city: 'Bern', height: 540, since: { dateMs: Date.UTC(2010, 5) } },
      { city: 'Biel', height: 'low' },
      { city: 'Chur', height: 590 }
    ]
    for (const attributes of stations) await add(weather, { type: 'app.weather.station', attributes })
    await add(chess, { type: 'app.chess.game', attributes: { city: 'Bern' } })
  })

  test.each([
    ['text', where('city=Chur', 'height>0'), ['Chur']],
    ['a number, or text where the attribute is text', where('height>=540'), ['Bern', 'Biel', 'Chur']],
    ['what is no number', where('height<=z'), ['Biel']],
    ['a date', where('since<2000'), ['Basel']],
    ['a pattern', `type=app.weather.station&${where('city=B?*', 'city!=*l')}`, ['Bern']],
    ['a reserved attribute', where('peerrecordtype=*.station', 'city<Bf'), ['Basel', 'Bern']],
    ['a creator that wrote none', `creator=nobody&${where('city=*')}`, []]
  ])('by %s', async (_, query, cities) => {
    expect(await find(weather, query)).toEqual(cities)
  })

  test('by criteria and by XML, page by page', async () => {
    const isHigh = { attribute: 'height', compare: 'greater', value: 500 }
    const isOld = { attribute: 'since', compare: 'less', value: { dateMs: Date.UTC(2000, 0) } }
    expect((await post(weather, { criteria: { or: [isHigh, isOld] } })).cities.sort()).toEqual([
      'Basel',
      'Bern',
      'Chur'
    ])
    const xml = '<peersearch><clause attrib="city" type="string">B*</clause></peersearch>'
    const types = ['app.weather.station']
    const first = await post(weather, { xml, types, limit: 2 })
    const second = await post(weather, { xml, types, limit: 2, after: first.next })
    expect([first.cities.length, second.next]).toEqual([2, undefined])
    expect([...first.cities, ...second.cities].sort()).toEqual(['Basel', 'Bern', 'Biel'])
  })

  test('a token finds nothing outside of its namespace, however it asks', async () => {
    const all = { attribute: 'peerrecordid', compare: 'notequal', value: '' }
    const named = { attribute: 'peerrecordtype', value: 'app.chess.game' }
    const types = ['app.chess.game']
    expect(await find(weather, where('peerrecordtype=app.chess.game'))).toEqual([])
    expect(await find(weather, 'type=app.chess.game')).toBe('FORBIDDEN')
    expect((await post(weather, { criteria: { or: [named, { attribute: 'city', value: 'none' }] } })).cities).toEqual(
      []
    )
    expect(codeOf(await alice.ask(weather, 'POST', '/v1/records/search', { criteria: all, types }))).toBe('FORBIDDEN')
    expect(await find(chess, where('city=Bern'))).toEqual(['Bern'])
    expect(await find(reader, where('city=Bern'))).toBe('FORBIDDEN')
    const everything = await alice.ask(admin, 'POST', '/v1/records/search', { criteria: all, limit: 1000 })
    const found = new Set((everything.json as { records: ApiRecord[] }).records.map(({ type }) => type))
    expect([...found]).toEqual(expect.arrayContaining(['app.chess.game', 'app.weather.station', 'graph.presence']))
  })

  test.each<[string, object | string, string, string]>([
    ['nothing', {}, 'BAD_REQUEST', 'must have criteria or xml'],
    ['both', { criteria: {}, xml: '' }, 'BAD_REQUEST', 'must have criteria or xml'],
    ['no criteria', { criteria: 7 }, 'INVALID_SEARCH', 'the search: is neither'],
    ['a bad part', { criteria: { or: [{ and: [] }] } }, 'INVALID_SEARCH', 'or[0]: and needs'],
    ['a date that is none', { criteria: { attribute: 'a', value: { dateMs: 'today' } } }, 'INVALID_SEARCH', 'a date'],
    ['a bad escape', { criteria: { attribute: 'a', value: { pattern: '\\' } } }, 'INVALID_ARGUMENT', 'character 1'],
    ['bad XML', { xml: '<peersearch>' }, 'INVALID_SEARCH', 'line 1, column 13: not well-formed'],
    ['long XML', { xml: ' '.repeat(MAX_XML_CHARACTERS + 1) }, 'INVALID_SEARCH', `the limit is ${MAX_XML_CHARACTERS}`],
    [
      'too deep a search',
      `{"criteria":${'{"and":['.repeat(9000)}${']}'.repeat(9000)}}`,
      'INVALID_SEARCH',
      'deeper than 32'
    ]
  ])('%s is refused', async (_, body, code, detail) => {
    const answer = await alice.ask(weather, 'POST', '/v1/records/search', body)
    expect([answer.status, codeOf(answer)]).toEqual([400, code])
    expect((answer.json as { detail?: string }).detail).toContain(detail)
  })

  test('what is no comparison, and no question at all, is refused', async () => {
    expect(await find(weather, where('city'))).toBe('BAD_REQUEST')
    expect(await find(weather, '')).toBe('BAD_REQUEST')
    expect(await find(weather, where('city=a\\b'))).toBe('INVALID_ARGUMENT')
    const bad = await alice.ask(
      weather,
      'GET',
      `/v1/records/search?type=app.weather.station&${where('city=a', 'height<5*')}`
    )
    expect(bad.json).toMatchObject({ detail: 'where[1], "height<5*": less cannot be compared with * or ?' })
  })

  test('an attribute may be called as any language has it', async () => {
    await add(weather, { type: 'app.weather.station', attributes: { city: 'Köln', größe: 7 } })
    expect(await find(weather, where('größe<8'))).toEqual(['Köln'])
    expect(await find(weather, where('größe<7'))).toEqual([])
  })
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
    [
      'an attribute named as what every object has',
      '{"type":"app.weather.report","attributes":{"__proto__":"x"}}',
      'BAD_REQUEST'
    ],
    ['an attribute with a space', { type: 'app.weather.report', attributes: { 'a b': 1 } }, 'BAD_REQUEST'],
    [
      'an attribute with a long name',
      { type: 'app.weather.report', attributes: { ['ö'.repeat(33)]: 1 } },
      'BAD_REQUEST'
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
