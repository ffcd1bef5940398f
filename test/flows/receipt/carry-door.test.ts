// What a member's request meets at the door, and who answers "I need" for POST.
import { readdir } from 'node:fs/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { encodeOrder, orderHeader, type Order } from '../../../src/flows/receipt/order.js'
import { Carrying, openBackend, order, REPORT, type Asking, type Backend } from '../../support/carrying.js'
import { eventually } from '../../support/eventually.js'
import { alice, carol, person } from '../../support/people.js'

let bob: Carrying
let backend: Backend

beforeEach(async () => {
  bob = await Carrying.start()
  backend = await openBackend()
})

afterEach(async () => {
  await bob.close()
  await backend.close()
})

describe('a refusal', () => {
  type Row = [
    what: string,
    status: number,
    reason: string,
    change: Partial<Order>,
    before?: (() => void) | undefined,
    asking?: Asking
  ]

  test.each<Row>([
    ['other bytes', 400, 'wrong-content', {}, undefined, { body: '<report>' + ' ' }],
    ['fewer bytes', 400, 'wrong-content', {}, undefined, { body: '<report' }],
    ['more bytes', 400, 'wrong-content', {}, undefined, { body: `${REPORT} ` }],
    ['a member that may not use uplinks', 403, 'not-allowed', {}, () => void bob.limited.add(alice.peer)],
    ['a place that members may not reach', 403, 'policy', {}, () => void (bob.refusal = 'private')],
    ['a node that may not serve members', 403, 'off', {}, () => void (bob.mayServe = false)],
    ['a node that may not use its line', 403, 'off', {}, () => void (bob.uplink = 'off')],
    ['a node whose line is down', 503, 'no-uplink', {}, () => void (bob.uplink = 'no')],
    ['more than one member may have here', 413, 'too-large', { bytes: 2 ** 18 }],
    ['what cannot be there in time', 503, 'late', { latestMs: Date.UTC(2026, 10, 21, 12) + 44_999 }],
    ['what is too late by a minute', 503, 'late', { latestMs: Date.UTC(2026, 10, 21, 11, 59) }]
  ])('of %s: %d %s', async (_what, status, reason, change, before, asking) => {
    before?.()
    const answer = await bob.post(order(backend, change), asking)
    expect([answer.status, answer.headers?.['potluck-reason']]).toEqual([status, reason])
    expect(await readdir(bob.folder)).toEqual([])
    expect(bob.uploads.status()).toMatchObject({ uploads: 0, bytes: 0, accepted: 0, refused: 1 })
  })

  test.each([
    ['no order', {}],
    ['what is no order', { 'potluck-upload': ':AAAA:' }],
    ['what is not base64', { 'potluck-upload': 'order' }]
  ])('of %s', async (_what, headers) => {
    const answer = await bob.ask('POST', `/${'0a'.repeat(16)}`, { headers })
    expect(answer).toMatchObject({ status: 400, headers: { 'potluck-reason': 'malformed' } })
  })

  test('of an order under another id, and of another length than it says', async () => {
    const ordered = order(backend)
    const headers = { 'potluck-upload': orderHeader(encodeOrder(ordered)) }
    const other = await bob.ask('POST', `/${'0b'.repeat(16)}`, { headers: { ...headers, 'content-length': '9' } })
    const short = await bob.ask('POST', `/${ordered.id}`, { headers: { ...headers, 'content-length': '8' } })
    expect([other.status, short.status]).toEqual([400, 400])
  })

  test.each([
    ['GET', '', 404],
    ['GET', '/0a', 404],
    ['GET', `/${'0a'.repeat(16)}/x`, 404],
    ['GET', `/${'0a'.repeat(16)}`, 404],
    ['DELETE', `/${'0a'.repeat(16)}`, 404],
    ['PUT', `/${'0a'.repeat(16)}`, 405]
  ])('of %s %s', async (method, path, status) => {
    expect((await bob.ask(method, path)).status).toBe(status)
  })

  test('of what is more than a share, until some of it has gone', async () => {
    backend.hangs = true
    const half = Buffer.alloc(2 ** 17)
    const [first, second] = ['01', '02'].map((id) => order(backend, { id: id.repeat(16) }, half)) as [Order, Order]
    expect((await bob.post(first, { body: half })).status).toBe(202)
    const refused = await bob.post(second, { body: half })
    expect(refused).toMatchObject({ status: 429, headers: { 'potluck-reason': 'share', 'retry-after': '30' } })
    expect((await bob.post(second, { body: half, asker: carol })).status).toBe(202)
    await bob.delete(first)
    await eventually(async () => expect((await bob.post(second, { body: half })).status).toBe(202))
  })

  test('of what is more than all together may take', async () => {
    await bob.restart({ maxBytes: 40_000 })
    backend.hangs = true
    const four = [alice, carol, person('dave'), person('erin')]
    for (const { peer } of four) bob.members.add(peer)
    const body = Buffer.alloc(1_800)
    for (const asker of four) expect((await bob.post(order(backend, {}, body), { body, asker })).status).toBe(202)
    const fifth = person('frank')
    bob.members.add(fifth.peer)
    const refused = await bob.post(order(backend, {}, body), { body, asker: fifth })
    expect(refused).toMatchObject({ status: 503, headers: { 'potluck-reason': 'full', 'retry-after': '60' } })
  })

  test('of more than some of one member at a time', async () => {
    async function* never(): AsyncGenerator<Uint8Array, void, undefined> {
      yield Buffer.from('<rep')
      await new Promise(() => {})
    }
    const coming = Array.from({ length: 8 }, (_, i) =>
      bob.post(order(backend, { id: `0${i}`.repeat(16) }), { body: never() })
    )
    const next = order(backend, { id: '0f'.repeat(16) })
    expect(await bob.post(next)).toMatchObject({ status: 503, headers: { 'potluck-reason': 'busy' } })
    expect((await bob.post(next, { asker: carol })).status).toBe(202)
    await bob.uploads.close()
    for (const answer of await Promise.all(coming)) {
      expect(answer).toMatchObject({ status: 503, headers: { 'potluck-reason': 'closing' } })
    }
  })

  test('of one that comes while the relay stops is heard before its connection ends', async () => {
    async function* never(): AsyncGenerator<Uint8Array, void, undefined> {
      yield Buffer.from('<rep')
      await new Promise(() => {})
    }
    const said: unknown[] = []
    bob.doorGone = () => said.push('gone')
    const coming = bob.post(order(backend), { body: never() })
    const heard = coming.then(({ headers }) => said.push(headers?.['potluck-reason']))
    await eventually(async () => expect(await readdir(bob.folder)).not.toEqual([]))
    await bob.uploads.close()
    await heard
    expect(said).toEqual(['closing', 'gone'])
  })

  test('of one whose limits changed while it came', async () => {
    const ordered = order(backend)
    async function* slow(): AsyncGenerator<Uint8Array, void, undefined> {
      yield Buffer.from('<rep')
      bob.limited.add(alice.peer)
      yield Buffer.from('ort/>')
    }
    expect(await bob.post(ordered, { body: slow() })).toMatchObject({ headers: { 'potluck-reason': 'not-allowed' } })
    expect(await readdir(bob.folder)).toEqual([])
  })

  test('is none where the connection goes: nothing is left', async () => {
    const gone = new AbortController()
    async function* cut(): AsyncGenerator<Uint8Array, void, undefined> {
      yield Buffer.from('<rep')
      gone.abort(new Error('gone'))
      await new Promise(() => {})
    }
    await expect(bob.post(order(backend), { body: cut(), signal: gone.signal })).rejects.toThrow('gone')
    expect(await readdir(bob.folder)).toEqual([])
    expect(bob.uploads.status().uploads).toBe(0)
  })
})

describe('"I need", POST', () => {
  test('is answered with a local alias, and what an asker computes its wait from', async () => {
    const reply = bob.need(backend.url)
    expect(reply).toEqual({
      alias: `/v1/groups/${bob.group().group.id}/uploads`,
      pairs: [
        { key: 'every', value: '0' },
        { key: 'queued', value: '0' }
      ]
    })
    const body = Buffer.alloc(2 ** 17)
    await bob.restart({ maxBytes: 2 ** 22 })
    backend.hangs = true
    await bob.post(order(backend, {}, body), { body })
    // The upload, and what one costs besides.
    expect(bob.need(backend.url)?.pairs?.[1]).toEqual({ key: 'queued', value: String(body.byteLength + 4_096) })
  })

  test('says how fast it uploads, once it has uploaded something large', async () => {
    await bob.restart({ maxBytes: 2 ** 22 })
    const body = Buffer.alloc(2 ** 18)
    backend.answer = (response) => {
      bob.clock.advance(500)
      response.end()
    }
    const ordered = order(backend, {}, body)
    await bob.post(ordered, { body })
    await bob.returned(ordered)
    expect(bob.need(backend.url)?.pairs?.[1]).toEqual({ key: 'rate', value: String(2 ** 19) })
    expect(bob.uploads.status().bytesPerSecond).toBe(2 ** 19)
  })

  test.each<[what: string, before: () => void]>([
    ['where the member may not use uplinks', () => void bob.limited.add(alice.peer)],
    ['where members may not go there', () => void (bob.refusal = 'private')],
    ['where this node has no line', () => void (bob.uplink = 'no')],
    ['where it may not use it', () => void (bob.uplink = 'off')],
    ['where it may not serve', () => void (bob.mayServe = false)],
    ['of a stranger', () => void bob.members.delete(alice.peer)]
  ])('is not answered %s', (_what, before) => {
    before()
    expect(bob.need(backend.url)).toBeUndefined()
  })

  test('is not answered of what is no target, or another need', () => {
    for (const uri of [
      'ftp://vendor.example/',
      'https://a:b@vendor.example/',
      'https://vendor.example',
      'vendor',
      ''
    ]) {
      expect(bob.need(uri)).toBeUndefined()
    }
    expect(bob.need(backend.url, { method: 'GET' })).toBeUndefined()
    expect(bob.need(backend.url, { type: 16 })).toBeUndefined()
  })

  test('is not answered for a while by a machine that has no way out', async () => {
    const ordered = order({ url: 'http://127.0.0.1:1/' })
    bob.isOffline = true
    await bob.post(ordered)
    expect(await bob.returned(ordered)).toMatchObject({ type: 'given-back', reason: 'unreachable' })
    expect(bob.need(backend.url)).toBeUndefined()
    expect(await bob.post(order(backend, { id: '0b'.repeat(16) }))).toMatchObject({
      headers: { 'potluck-reason': 'no-uplink' }
    })
    bob.clock.advance(60_000)
    expect(bob.need(backend.url)).toBeDefined()
  })
})
