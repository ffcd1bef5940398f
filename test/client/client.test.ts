// The client against a node that is a plain server: what it asks, what it makes of the answers, and of none.
import { once } from 'node:events'
import http, { type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { PotluckClient, PotluckError, type PotluckClientOptions, type WatchEvent } from '../../src/client/index.js'
import { takesGroup } from '../../src/client/transport.js'
import { OPERATIONS } from '../../src/gateway/api/operations.js'

let node: http.Server
let origin: http.Server
let answer: (request: IncomingMessage, response: ServerResponse, body: string) => void
let asked: { method: string; url: URL; headers: http.IncomingHttpHeaders; body: string }[]
let client: PotluckClient
let fellBack: PotluckError[]

function urlOf(server: http.Server): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

async function listen(handle: http.RequestListener): Promise<http.Server> {
  const server = http.createServer(handle).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return server
}

function json(value: unknown, status = 200): typeof answer {
  return (_request, response) => void response.writeHead(status).end(JSON.stringify(value))
}

function problem(status: number, code: string): typeof answer {
  return json({ type: 'about:blank', title: code, status, code, detail: `it is ${code}` }, status)
}

function make(more: PotluckClientOptions = {}): PotluckClient {
  return new PotluckClient({ url: urlOf(node), token: 'plk_x', onFallback: (error) => fellBack.push(error), ...more })
}

beforeEach(async () => {
  asked = []
  fellBack = []
  answer = json({})
  node = await listen((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString()
      const url = new URL(request.url ?? '', urlOf(node))
      asked.push({ method: request.method ?? '', url, headers: request.headers, body })
      answer(request, response, body)
    })
  })
  origin = await listen((request, response) => void response.end(`${request.method} from the origin`))
  client = make()
})

afterEach(() => {
  for (const server of [node, origin]) {
    server.close()
    server.closeAllConnections()
  }
})

describe('short answers', () => {
  test('the token and the group go along', async () => {
    answer = (_request, response) => response.end(JSON.stringify({ results: [] }))
    await make({ group: 'Home' }).locate('http://example.org/a')
    expect(asked[0]).toMatchObject({ method: 'GET', headers: { authorization: 'Bearer plk_x' } })
    expect(asked[0]?.url.searchParams.get('group')).toBe('Home')
  })

  test('the group goes to every operation that takes it, and to no other: it would be refused', async () => {
    for (const { path, query } of OPERATIONS) {
      if (path === '/v1/uploads') continue // Only its POST takes one: `uploads.add` sends it.
      expect([path, takesGroup(path)]).toEqual([path, 'group' in (query?.shape ?? {})])
    }
    await make({ group: 'Home' }).status()
    expect(asked[0]?.url.search).toBe('')
  })

  test('one is located, and many, more than one request may ask for', async () => {
    answer = (request, response, body) => {
      const queries = request.method === 'GET' ? [{}] : (JSON.parse(body) as { queries: unknown[] }).queries
      const results = queries.map((query) => ({ query, locations: [{ holder: 'bob' }] }))
      response.end(JSON.stringify({ results }))
    }
    expect(await client.locate('http://example.org/a')).toEqual([{ holder: 'bob' }])
    const many = await client.locate(Array.from({ length: 2_500 }, (_, i) => `http://example.org/${i}`))
    expect(many.map(({ query }) => 'url' in query && query.url).slice(998, 1_002)).toEqual(
      [998, 999, 1_000, 1_001].map((i) => `http://example.org/${i}`)
    )
    const [one, ...posted] = asked
    expect(one?.url.search).toBe('?url=http%3A%2F%2Fexample.org%2Fa')
    const counts = posted.map(({ body }) => (JSON.parse(body) as { queries: unknown[] }).queries.length)
    expect(counts).toEqual([1_000, 1_000, 500])
    expect(await client.locate([])).toEqual([])
  })

  test('what the node says is an error with its code and status', async () => {
    answer = problem(403, 'FORBIDDEN')
    const error: unknown = await client.status().catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(PotluckError)
    expect(error).toMatchObject({ code: 'FORBIDDEN', status: 403, message: 'it is FORBIDDEN' })
  })

  test('what is no answer of a node says so', async () => {
    answer = (_request, response) => void response.end('<html>')
    await expect(client.status()).rejects.toMatchObject({ code: 'BAD_ANSWER' })
    answer = (_request, response) => void response.writeHead(500).end('oops')
    await expect(client.status()).rejects.toMatchObject({ code: 'BAD_ANSWER', status: 500 })
  })

  test('without a node it says that there is none', async () => {
    node.close()
    await once(node, 'close')
    await expect(client.status()).rejects.toMatchObject({ code: 'NODE_UNREACHABLE', status: undefined })
  })

  test('a node that does not answer is late; the caller may stop before', async () => {
    answer = () => {}
    await expect(client.status({ budgetMs: 20 })).rejects.toMatchObject({ code: 'NODE_LATE' })
    const stop = new AbortController()
    const asking = client.status({ signal: stop.signal })
    stop.abort(new Error('enough'))
    await expect(asking).rejects.toThrow('enough')
    await expect(client.status({ signal: stop.signal })).rejects.toThrow('enough')
  })

  test('an answer that stops in the middle is late too', async () => {
    answer = (_request, response) => void response.writeHead(200, { 'content-length': '100' }).write('{')
    await expect(client.status({ budgetMs: 50 })).rejects.toMatchObject({ code: 'NODE_LATE' })
  })

  test('the members are those of the only group, unless one is named', async () => {
    const groups = [{ id: 'aa', name: 'Home', role: 'member' }]
    answer = (request, response) =>
      void response.end(JSON.stringify(request.url === '/v1/groups' ? { groups } : { members: [{ peer: 'bob' }] }))
    expect(await client.members()).toEqual([{ peer: 'bob' }])
    await client.members('Other place')
    expect(asked.map(({ url }) => url.pathname)).toEqual([
      '/v1/groups',
      '/v1/groups/aa/members',
      '/v1/groups/Other%20place/members'
    ])
    groups.push({ id: 'bb', name: 'Office', role: 'member' })
    await expect(client.members()).rejects.toMatchObject({ code: 'GROUP_AMBIGUOUS' })
  })

  test('members are removed and changed, knocks answered, settings set: in the only group, unless one is named', async () => {
    const said = {
      ...{ groups: [{ id: 'aa', name: 'Home', role: 'administrator' }], removals: ['r'], removal: null },
      ...{ knocks: ['k'], settings: { knock: 'on' } }
    }
    answer = (_request, response) => void response.end(JSON.stringify(said))
    const { membership } = client
    expect(await membership.removals()).toEqual(['r'])
    const of = { group: 'Other place' }
    expect(await membership.remove('bob/1', { unseen: true }, of)).toBeNull()
    expect(await membership.change('bob', { role: 'member' }, of)).toBeNull()
    expect(await membership.knocks(of)).toEqual(['k'])
    await membership.answerKnock('bob', { allow: true }, of)
    expect(await membership.settings(of)).toEqual({ knock: 'on' })
    expect(await membership.setSettings({ knock: null }, of)).toEqual({ knock: 'on' })
    const group = '/v1/groups/Other%20place'
    expect(asked.map(({ method, url }) => `${method} ${url.pathname}`)).toEqual([
      ...['GET /v1/groups', 'GET /v1/groups/aa/removals', `POST ${group}/members/bob%2F1/remove`],
      ...[`POST ${group}/members/bob/change`, `GET ${group}/knocks`, `POST ${group}/knocks/bob`],
      ...[`GET ${group}/settings`, `POST ${group}/settings`]
    ])
  })

  test('what is called by dots alone is asked of nobody: a URL that names it is read as another', async () => {
    const { membership, records, cache, elections } = client
    const group = { group: 'aa' }
    for (const name of ['.', '..']) {
      await expect(elections.start(name, group)).rejects.toMatchObject({ code: 'BAD_KIND' })
      await expect(elections.explain(name, group)).rejects.toMatchObject({ code: 'BAD_KIND' })
      await expect(membership.remove(name, {}, group)).rejects.toMatchObject({ code: 'BAD_OPTIONS' })
      await expect(membership.removals({ group: name })).rejects.toMatchObject({ code: 'BAD_OPTIONS' })
      await expect(records.delete(name)).rejects.toMatchObject({ code: 'BAD_OPTIONS' })
      await expect(cache.remove(name)).rejects.toMatchObject({ code: 'BAD_OPTIONS' })
    }
    expect(asked).toEqual([])
  })

  test('no URL of a node is refused', () => {
    for (const url of ['', 'nowhere', 'ftp://127.0.0.1/', 'file:///x']) {
      expect(() => new PotluckClient({ url })).toThrow(expect.objectContaining({ code: 'BAD_OPTIONS' }))
    }
    expect(new PotluckClient({ url: 'http://127.0.0.1:1/' }).url).toBe('http://127.0.0.1:1')
  })

  test('a redirect is not followed: the token is for the node alone', async () => {
    answer = (_request, response) => void response.writeHead(302, { location: urlOf(origin) }).end()
    await expect(client.status()).rejects.toMatchObject({ code: 'NODE_UNREACHABLE' })
  })
})

describe('records', () => {
  test('are declared, added, changed, deleted', async () => {
    await client.records.declare('app.x.note', { lifetime: 'durable', ttlMs: 1_000 })
    await client.records.add({ type: 'app.x.note', json: { text: 'hello' } })
    await client.records.update('ab', { json: 1 })
    await client.records.get('ab')
    await client.records.delete('ab')
    expect(asked.map(({ method, url, body }) => `${method} ${url.pathname} ${body}`)).toEqual([
      'PUT /v1/records/types/app.x.note {"lifetime":"durable","ttlMs":1000}',
      'POST /v1/records {"type":"app.x.note","json":{"text":"hello"}}',
      'PUT /v1/records/ab {"json":1}',
      'GET /v1/records/ab ',
      'DELETE /v1/records/ab '
    ])
  })

  test('are listed page after page', async () => {
    answer = (request, response) => {
      const after = new URL(request.url ?? '', 'http://x').searchParams.get('after')
      response.end(JSON.stringify(after === null ? { records: [{ id: '1' }], next: '1' } : { records: [{ id: '2' }] }))
    }
    const ids: string[] = []
    const query = { type: 'app.x.note', attribute: { name: 'at', value: { dateMs: 5 } } }
    for await (const { id } of client.records.list(query)) ids.push(id)
    expect(ids).toEqual(['1', '2'])
    expect(asked[0]?.url.search).toBe('?type=app.x.note&attribute=at%3A5&limit=500')
  })
})

describe('content', () => {
  test('comes as a stream, with what is known of it', async () => {
    answer = (request, response) => {
      if (request.url?.startsWith('/v1/requests/') === true)
        return json({ id: '7', result: { bytes: 5 } })(request, response, '')
      const headers = { 'potluck-request': '7', 'potluck-source': 'members', age: '3', 'cache-status': 'potluck; hit' }
      response.writeHead(200, { 'content-type': 'text/plain', 'content-length': '5', ...headers }).end('hello')
    }
    const content = await client.content('http://example.org/a')
    expect(content).toMatchObject({
      bytes: 5,
      contentType: 'text/plain',
      source: 'members',
      ageMs: 3_000,
      range: undefined
    })
    expect(await new Response(content.body).text()).toBe('hello')
    expect(await content.result()).toMatchObject({ bytes: 5 })
    expect(asked[1]?.url.pathname).toBe('/v1/requests/7')
  })

  test('a part of it, fresh or held', async () => {
    answer = (_request, response) => void response.writeHead(206, { 'content-range': 'bytes 2-3/5' }).end('ll')
    const content = await client.content('http://example.org/a', { range: { start: 2, end: 4 }, freshness: 'held' })
    expect(content).toMatchObject({ bytes: 5, range: { start: 2, end: 4 } })
    expect(asked[0]?.headers).toMatchObject({ range: 'bytes=2-3', 'cache-control': 'only-if-cached' })
    await content.body.cancel()
    await expect(client.content('http://example.org/a', { range: { start: 4, end: 4 } })).rejects.toMatchObject({
      code: 'BAD_OPTIONS'
    })
    answer = (_request, response) => void response.writeHead(416).end()
    await expect(client.content('http://example.org/a', { range: { start: 9 } })).rejects.toMatchObject({
      code: 'BAD_RANGE'
    })
  })

  test('waits for no download elsewhere, if it is told so', async () => {
    answer = (_request, response) => void response.writeHead(200).end('hello')
    for (const wait of [undefined, true, false]) {
      const { body } = await client.content('http://example.org/a', { wait })
      await body.cancel()
    }
    expect(asked.map(({ url }) => url.searchParams.get('wait'))).toEqual([null, null, 'false'])
  })

  test('is published, also as a stream', async () => {
    answer = json({ digest: 'd' })
    const stream = new Blob(['one', 'two']).stream() as ReadableStream<Uint8Array>
    expect(await client.publish(stream, { url: 'http://example.org/a', contentType: 'text/plain' })).toEqual({
      digest: 'd'
    })
    expect(asked[0]).toMatchObject({ method: 'POST', body: 'onetwo' })
    expect(asked[0]?.url.search).toBe('?url=http%3A%2F%2Fexample.org%2Fa&contentType=text%2Fplain')
  })
})

describe('fetch', () => {
  test('a GET goes through the node, and looks as if it came from there', async () => {
    answer = (_request, response) => void response.writeHead(200, { 'cache-status': 'potluck; hit' }).end('shared')
    const { fetch } = client
    const response = await fetch(`${urlOf(origin)}/a?b#c`)
    expect(response.url).toBe(`${urlOf(origin)}/a?b`)
    expect(response.headers.get('cache-status')).toBe('potluck; hit')
    expect(await response.text()).toBe('shared')
    expect(asked[0]?.url.searchParams.get('url')).toBe(`${urlOf(origin)}/a?b`)
    expect(fellBack).toEqual([])
  })

  test('redirects that the node followed show', async () => {
    const there = 'http://mirror.example/a'
    answer = (_request, response) => void response.writeHead(200, { 'content-location': there }).end('shared')
    const response = await client.fetch(`${urlOf(origin)}/a`)
    expect([response.url, response.redirected]).toEqual([there, true])
  })

  test('parts and conditions are the node’s to answer', async () => {
    answer = (_request, response) => void response.writeHead(304, { etag: '"x"' }).end()
    const response = await client.fetch(new Request(urlOf(origin), { headers: { 'if-none-match': '"x"' } }))
    expect(response.status).toBe(304)
    expect(asked[0]?.headers['if-none-match']).toBe('"x"')
  })

  test('everything else goes to the origin, its body untouched', async () => {
    const response = await client.fetch(new Request(urlOf(origin), { method: 'POST', body: 'x' }))
    expect(await response.text()).toBe('POST from the origin')
    const withToken = await client.fetch(urlOf(origin), { headers: { authorization: 'Basic eDp5' } })
    expect(await withToken.text()).toBe('GET from the origin')
    expect(asked).toEqual([])
    await expect(client.fetch('not a URL')).rejects.toThrow(TypeError)
  })

  test.each([
    ['says no', problem(502, 'ORIGIN_UNREACHABLE'), 'ORIGIN_UNREACHABLE'],
    ['does not know the token', problem(401, 'UNAUTHORISED'), 'UNAUTHORISED'],
    ['hangs up', (request) => void request.socket.destroy(), 'NODE_UNREACHABLE']
  ])('where the node %s the origin is asked, and the program can hear why', async (_what, says, code) => {
    answer = says
    expect(await (await client.fetch(urlOf(origin))).text()).toBe('GET from the origin')
    expect(fellBack).toMatchObject([{ code }])
  })

  test('where the node is not there the origin is asked', async () => {
    const nobody = make({ url: 'http://127.0.0.1:1' })
    expect(await (await nobody.fetch(urlOf(origin))).text()).toBe('GET from the origin')
    expect(fellBack).toMatchObject([{ code: 'NODE_UNREACHABLE' }])
  })

  test('what the caller stops asks nobody else', async () => {
    answer = () => {}
    const stop = new AbortController()
    const fetching = client.fetch(urlOf(origin), { signal: stop.signal })
    stop.abort(new Error('enough'))
    await expect(fetching).rejects.toThrow('enough')
    expect(fellBack).toEqual([])
  })

  test('only what the group holds: nothing is 504, and the origin is left alone', async () => {
    answer = problem(404, 'NOT_HELD')
    const response = await client.fetch(urlOf(origin), { headers: { 'cache-control': 'only-if-cached' } })
    expect(response.status).toBe(504)
    expect(fellBack).toEqual([])
  })

  test('a body that breaks off breaks off', async () => {
    answer = (_request, response) => {
      response.writeHead(200, { 'content-length': '100' }).write('half')
      setImmediate(() => response.destroy())
    }
    const response = await client.fetch(urlOf(origin))
    await expect(response.text()).rejects.toThrow(TypeError)
  })

  test('what is asked of the node itself does not go round', async () => {
    answer = json({ ok: true })
    expect(await (await client.fetch(`${urlOf(node)}/v1/status`)).json()).toEqual({ ok: true })
    expect(asked[0]?.url.pathname).toBe('/v1/status')
  })
})

describe('watch', () => {
  const fast = { monotonicMs: () => 0, fraction: () => 0, setTimer: (ms: number, fire: () => void) => timer(ms, fire) }

  /** Waits between tries are skipped; budgets of an hour are kept. */
  function timer(ms: number, fire: () => void): () => void {
    if (ms < 20_000) setImmediate(fire)
    return () => {}
  }

  function stream(events: string, isOver: boolean): typeof answer {
    return (_request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' }).write(events)
      if (isOver) response.end()
    }
  }

  async function read(watching: AsyncIterable<WatchEvent>, count: number): Promise<WatchEvent[]> {
    const events: WatchEvent[] = []
    for await (const event of watching) if (events.push(event) === count) break
    return events
  }

  test('tells what comes, and comes back by itself', async () => {
    const watcher = make({ clock: fast })
    let streams = 0
    answer = (...all) => {
      const ready = `event: ready\nid: 1\ndata: {"group":"g","truncated":false,"records":[]}\n\n`
      stream(
        streams++ === 0 ? `${ready}event: record:add\nid: 2\ndata: {"record":{"id":"r"}}\n\n` : ready,
        true
      )(...all)
    }
    const events = await read(watcher.watch({ type: 'app.x.note', attribute: { name: 'a', value: 'b' } }), 3)
    expect(events.map(({ event }) => event)).toEqual(['ready', 'record:add', 'ready'])
    expect(asked[0]?.url.search).toBe('?type=app.x.note&attribute=a%3Ab')
    expect(asked[0]?.headers.accept).toBe('text/event-stream')
  })

  test('without a node, or where it says no, it fails at once', async () => {
    await expect(read(make({ url: 'http://127.0.0.1:1' }).watch({ url: 'http://a/' }), 1)).rejects.toMatchObject({
      code: 'NODE_UNREACHABLE'
    })
    answer = problem(403, 'FORBIDDEN')
    await expect(read(client.watch({ url: 'http://a/' }), 1)).rejects.toMatchObject({ code: 'FORBIDDEN' })
    answer = json({})
    await expect(read(client.watch({ url: 'http://a/' }), 1)).rejects.toMatchObject({ code: 'BAD_ANSWER' })
  })

  test('who leaves, or aborts, ends the connection', async () => {
    const gone: Promise<unknown>[] = []
    answer = (request, response, body) => {
      gone.push(once(response, 'close'))
      stream('data: {"transfers":[]}\n\n', false)(request, response, body)
    }
    for await (const transfers of client.watchTransfers()) {
      expect(transfers).toEqual([])
      break
    }
    await gone[0]
    const stop = new AbortController()
    const watching = client.watchTransfers({ signal: stop.signal })
    await watching.next()
    const next = watching.next()
    stop.abort(new Error('enough'))
    await expect(next).rejects.toThrow('enough')
    await gone[1]
  })
})
