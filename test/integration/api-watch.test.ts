// Watching over HTTP at real nodes: what comes first, what follows, and who may.
import { Readable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { PotluckClient, type NeedEvent } from '../../src/client/index.js'
import { needType, readNeed } from '../../src/content/index.js'
import type { Record as ApiRecord } from '../../src/gateway/api/records.js'
import type { WatchEvent } from '../../src/gateway/api/watch.js'
import { WATCH_EVENTS } from '../../src/gateway/api/watch.js'
import { MAX_JSON_DEPTH, MAX_WATCHERS } from '../../src/gateway/defaults.js'
import { eventually } from '../support/eventually.js'
import { openApiNodes, type ApiAnswer, type ApiNode } from '../support/api-nodes.js'

const URL_A = 'http://files.example/a'

let alice: ApiNode
let bob: ApiNode
let close: () => Promise<void>
let token: string

beforeAll(async () => {
  const opened = await openApiNodes(['alice', 'bob'])
  close = opened.close
  ;[alice, bob] = opened.nodes as [ApiNode, ApiNode]
  token = await alice.token({ name: 'weather', rights: ['read', 'records'] })
  for (const node of [alice, bob]) {
    await node.node.recordTypes.put('app.weather.report', { lifetime: 'durable', ttlMs: 60_000, indexed: ['city'] })
    await node.node.recordTypes.put('app.chess.game', { lifetime: 'durable', ttlMs: 60_000 })
  }
})
afterAll(() => close())

interface Watch {
  /** The next event, whose data are checked to be as declared. */
  next(): Promise<WatchEvent & { id: number }>
  end(): void
}

async function watch(query: string, bearer = token): Promise<Watch> {
  const leave = new AbortController()
  const response = await fetch(`${alice.url}/v1/watch?${query}`, {
    headers: { authorization: `Bearer ${bearer}` },
    signal: leave.signal
  })
  expect(response.headers.get('content-type')).toBe('text/event-stream')
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  return {
    next: async () => {
      for (;;) {
        const end = text.indexOf('\n\n')
        if (end >= 0) {
          const block = text.slice(0, end)
          text = text.slice(end + 2)
          const [, id, event, data] = /^id: (\d+)\nevent: (\S+)\ndata: (.*)$/.exec(block) ?? []
          if (event === undefined) continue // A comment.
          const schema = WATCH_EVENTS[event as WatchEvent['event']]
          return { id: Number(id), event, data: schema.parse(JSON.parse(data ?? '')) } as WatchEvent & { id: number }
        }
        const { value, done } = await reader.read()
        if (done) throw new Error('the stream ended')
        text += value
      }
    },
    end: () => leave.abort()
  }
}

const publish = (at: ApiNode, text: string, url: string): Promise<{ digest: string }> =>
  at.node.group(undefined).content.publish(Readable.from([Buffer.from(text)]), { url })

test('a URL’s locations come, and go with the content', async () => {
  const watching = await watch(`url=${encodeURIComponent(URL_A)}`)
  expect(await watching.next()).toMatchObject({ id: 1, event: 'ready', data: { locations: [], truncated: false } })
  const { digest } = await publish(bob, 'hello', URL_A)
  const holder = bob.node.peerId
  expect(await watching.next()).toMatchObject({
    id: 2,
    event: 'location:add',
    data: { location: { holder, digest, present: true, complete: true, url: URL_A } }
  })
  await bob.node.cache.remove(digest)
  expect(await watching.next()).toMatchObject({ id: 3, event: 'location:remove', data: { location: { digest } } })
  watching.end()
})

test('a prefix hears of what is published below it, and of nothing else', async () => {
  const before = await publish(bob, 'was there', 'http://mirror.example/pool/one')
  await publish(bob, 'elsewhere', 'http://mirror.example/other')
  const known = await watch(`url=${encodeURIComponent('http://mirror.example/pool/one')}`)
  if (((await known.next()) as { data: { locations: unknown[] } }).data.locations.length === 0) await known.next()
  known.end()
  const watching = await watch(`prefix=${encodeURIComponent('http://mirror.example/pool/')}`)
  const ready = await watching.next()
  expect(ready).toMatchObject({ event: 'ready', data: { locations: [{ digest: before.digest }] } })
  await publish(alice, 'not below', 'http://mirror.example/poolside')
  const { digest } = await publish(alice, 'two', 'http://mirror.example/pool/two')
  expect(await watching.next()).toMatchObject({ event: 'location:add', data: { location: { digest, self: true } } })
  watching.end()
})

test('records come, change and go; one that no longer fits is gone', async () => {
  const add = async (init: object): Promise<string> =>
    ((await alice.ask(token, 'POST', '/v1/records', { type: 'app.weather.report', ...init })).json as { id: string }).id
  const first = await add({ attributes: { city: 'Oslo' } })
  const watching = await watch('type=app.weather.report&attribute=city:Oslo')
  expect(await watching.next()).toMatchObject({ event: 'ready', data: { records: [{ id: first }] } })
  await add({ attributes: { city: 'Rome' } })
  const second = await add({ attributes: { city: 'Oslo' }, json: { degrees: 3 } })
  expect(await watching.next()).toMatchObject({
    event: 'record:add',
    data: { record: { id: second, json: { degrees: 3 } } }
  })
  await alice.ask(token, 'PUT', `/v1/records/${second}`, { attributes: { city: 'Oslo' }, json: { degrees: 4 } })
  expect(await watching.next()).toMatchObject({ event: 'record:update', data: { record: { json: { degrees: 4 } } } })
  await alice.ask(token, 'PUT', `/v1/records/${second}`, { attributes: { city: 'Rome' } })
  expect(await watching.next()).toMatchObject({ event: 'record:delete', data: { id: second } })
  await alice.ask(token, 'DELETE', `/v1/records/${first}`)
  expect(await watching.next()).toMatchObject({ id: 5, event: 'record:delete', data: { id: first } })
  watching.end()
})

test('an application hears of its namespace alone, also where it names only an attribute', async () => {
  const watching = await watch('attribute=city:Bern')
  await watching.next()
  const { records } = alice.node.group(undefined)
  const owner = { mayRead: () => true, mayWrite: () => true, namespace: undefined }
  await records.add(owner, { type: 'app.chess.game', attributes: { city: 'Bern' } })
  const { id } = await records.add(owner, { type: 'app.weather.report', attributes: { city: 'Bern' } })
  expect(await watching.next()).toMatchObject({ event: 'record:add', data: { record: { id } } })
  watching.end()
})

test('JSON that no answer could spell is shown as bytes, whoever wrote it; what is not that deep, as JSON', async () => {
  const watching = await watch('type=app.weather.report&attribute=city:Deep')
  await watching.next()
  const tokenOfBob = await bob.token({ name: 'weather', rights: ['records'] })
  const add = (text: string): Promise<ApiAnswer> => {
    const data = Buffer.from(text).toString('base64')
    const attributes = { city: 'Deep' }
    return bob.ask(tokenOfBob, 'POST', '/v1/records', { type: 'app.weather.report', attributes, data })
  }
  const nested = (depth: number): string => `${'['.repeat(depth)}"\\"[["${']'.repeat(depth)}`
  const seen = async (depth: number): Promise<object> => {
    const { json: added } = (await add(nested(depth))) as { json: ApiRecord }
    expect(await watching.next()).toMatchObject({ event: 'record:add', data: { record: { id: added.id } } })
    const { records } = (await alice.ask(token, 'GET', '/v1/records?type=app.weather.report')).json as {
      records: ApiRecord[]
    }
    return records.find(({ id }) => id === added.id)!
  }
  for (const depth of [30_000, MAX_JSON_DEPTH + 1]) expect(await seen(depth)).not.toHaveProperty('json')
  expect(await seen(MAX_JSON_DEPTH)).toHaveProperty('json')
  watching.end()
})

test('JSON that would be shown as bytes alone is not taken', async () => {
  for (const [depth, status] of [
    [MAX_JSON_DEPTH, 200],
    [MAX_JSON_DEPTH + 1, 400]
  ] as const) {
    const json = JSON.parse(`${'['.repeat(depth)}${']'.repeat(depth)}`) as unknown
    expect((await alice.ask(token, 'POST', '/v1/records', { type: 'app.weather.report', json })).status).toBe(status)
  }
})

test('large data are not in events: they are got by id', async () => {
  const large = Buffer.alloc(64 * 1024 + 1).toString('base64')
  await alice.node.recordTypes.put('app.weather.map', { lifetime: 'durable', ttlMs: 60_000, maxBytes: 768 * 1024 })
  const watching = await watch('type=app.weather.map')
  await watching.next()
  const added = await alice.ask(token, 'POST', '/v1/records', { type: 'app.weather.map', data: large })
  const event = (await watching.next()) as { data: { record: { id: string; bytes: number } } }
  expect(event.data.record).toMatchObject({ bytes: 64 * 1024 + 1 })
  expect(event.data.record).not.toHaveProperty('data')
  expect((added.json as { data: string }).data).toBe(large)
  watching.end()
})

describe('what cannot be watched is a problem, not a stream', () => {
  test.each([
    ['nothing', '', 'BAD_REQUEST'],
    ['two things', 'url=http://a/&type=app.weather.report', 'BAD_REQUEST'],
    ['what is no URL', 'url=nonsense', 'BAD_REQUEST'],
    ['a URL with a password', 'url=http://me:secret@a/', 'PRIVATE_URL'],
    ['another namespace', 'type=app.chess.game', 'FORBIDDEN'],
    ['built-in records', 'type=content.location', 'FORBIDDEN'],
    ['an attribute that is not indexed', 'type=app.weather.report&attribute=wind:north', 'NOT_INDEXED'],
    ['a group that is not here', 'url=http://a/&group=Nowhere', 'NO_GROUP'],
    ['a parameter that does not exist', 'url=http://a/&since=3', 'BAD_REQUEST']
  ])('%s', async (_, query, code) => {
    expect((await alice.ask(token, 'GET', `/v1/watch?${query}`)).json).toMatchObject({ code })
  })

  test('locations, with the right for records alone', async () => {
    const narrow = await alice.token({ name: 'narrow', rights: ['records'] })
    expect((await alice.ask(narrow, 'GET', '/v1/watch?url=http://a/')).json).toMatchObject({ code: 'FORBIDDEN' })
  })
})

describe('needs', () => {
  /** Nobody takes it for a need of content. */
  const uri = 'app:x'

  test('answers come in order, then how it ended, and the stream ends', async () => {
    const forget = bob.node.group(undefined).needs.onNeed(() => ({ alias: '/x', pairs: [{ key: 'a', value: 'b' }] }))
    const client = new PotluckClient({ url: alice.url, token })
    const events: NeedEvent[] = []
    for await (const event of client.need({ uri, type: 16 })) events.push(event)
    expect(events).toMatchObject([
      { event: 'asked', data: { waitMs: 2_200 } },
      { event: 'answer', data: { holder: bob.node.peerId, alias: '/x', pairs: [{ key: 'a', value: 'b' }] } },
      { event: 'outcome', data: { outcome: 'found' } }
    ])
    forget()
  })

  test('who leaves has found it: nobody need answer', async () => {
    const client = new PotluckClient({ url: alice.url, token })
    for await (const { event } of client.need({ uri, type: 16 })) if (event === 'asked') break
    const { group } = bob.node.group(undefined)
    await eventually(() => {
      const types = group.store.find({ type: needType.name }).map((record) => readNeed(record)?.type)
      expect(types).toContain('end-request')
      expect(types).not.toContain(16)
    })
  })

  test.each([
    ['nothing', {}, 'BAD_REQUEST'],
    ['what is no URI', { uri: 'no uri' }, 'BAD_URL'],
    ['a URL with a password', { uri: 'http://me:secret@a/' }, 'PRIVATE_URL'],
    ['a type of ours', { uri, type: 1 }, 'BAD_REQUEST'],
    ['a pair without a key', { uri, pairs: [{ key: '', value: '' }] }, 'BAD_REQUEST'],
    ['pairs that are too long', { uri, pairs: [{ key: 'a', value: 'v'.repeat(2_000) }] }, 'BAD_NEED'],
    ['a method that there is not', { uri, method: 'PUT' }, 'BAD_REQUEST'],
    ['a field that there is not', { uri, typo: 1 }, 'BAD_REQUEST']
  ])('%s is a problem, not a stream', async (_, body, code) => {
    expect((await alice.ask(token, 'POST', '/v1/needs', body)).json).toMatchObject({ code })
  })

  test('what applications answer takes the right for records too', async () => {
    const narrow = await alice.token({ name: 'reader', rights: ['read'] })
    for (const body of [{ uri, type: 16 }, { uri, method: 'POST' }, { uri }]) {
      expect((await alice.ask(narrow, 'POST', '/v1/needs', body)).json).toMatchObject({ code: 'FORBIDDEN' })
    }
  })
})

test('who leaves makes room', async () => {
  for (let i = 0; i < MAX_WATCHERS + 10; i++) {
    const watching = await watch('type=app.weather.report')
    await watching.next()
    watching.end()
  }
})
