// Server and client over a real socket, with a double of the node between them.
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, rename, rm, stat, writeFile } from 'node:fs/promises'
import { request, type IncomingMessage, type OutgoingHttpHeaders } from 'node:http'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer, text } from 'node:stream/consumers'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { silentLogger } from '../../src/base/index.js'
import { ContentError, NO_FACTS, type Content, type FetchedContent } from '../../src/content/index.js'
import { createControlClient } from '../../src/gateway/control-client.js'
import { openControlServer, type ControlServer } from '../../src/gateway/control-server.js'
import { chooseGroup } from '../../src/gateway/choose-group.js'
import { describeError } from '../../src/gateway/errors.js'
import type { NodeGroup, PotluckNode } from '../../src/gateway/node.js'
import { RequestLog } from '../../src/gateway/request-log.js'
import { FakeClock } from '../support/fake-clock.js'

const URL_ASKED = 'http://origin.example/file'
const digest = 'ab'.repeat(32)

let home: string
let server: ControlServer
let content: Partial<Content>

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'potluck-control-'))
  server = await openControlServer({ home, logger: silentLogger })
  content = {}
})
afterEach(async () => {
  await server.close()
  await rm(home, { recursive: true })
})

/** Answers from what each test puts into `content`. */
function nodeDouble(): PotluckNode {
  const group = { id: 'aa'.repeat(32), name: 'Home', role: 'administrator', members: () => [{ name: 'alice' }] }
  const open = { id: group.id, name: group.name, group, content: { transfers: () => [], ...content } }
  const groups = [open as unknown as NodeGroup]
  const node: Partial<PotluckNode> = {
    clock: new FakeClock(),
    requests: new RequestLog(),
    groups: () => groups,
    group: (wanted) => chooseGroup(groups, wanted),
    reload: async () => ['bb'.repeat(32)],
    failedGroups: () => []
  }
  return node as PotluckNode
}

function fetched(body: Readable, done: FetchedContent['done']): Partial<Content> {
  const facts = { ...NO_FACTS, contentType: 'text/plain' }
  const freshness = { hit: false, ageMs: 0, stale: false, revalidated: false, collapsed: false }
  const said = { bytes: 11, contentType: 'text/plain', facts, digest: undefined, freshness, shared: true }
  return { fetch: async () => ({ ...said, body, done }) }
}

const result = {
  url: URL_ASKED,
  digest,
  bytes: 11,
  ms: 5,
  sources: { uplink: 11, members: {}, cache: 0 },
  askedInVain: false,
  rereadBytes: 0,
  fetchedFromOriginAtMs: undefined,
  kept: true
}

describe('a home has one node', () => {
  test('a second one is told that one runs, and which process', async () => {
    await expect(openControlServer({ home, logger: silentLogger })).rejects.toMatchObject({
      code: 'ALREADY_RUNNING',
      message: `a node runs in ${home} already: process ${process.pid}`
    })
  })

  test('what a dead node noted of its process stops nobody, and is nobody’s word', async () => {
    await server.close()
    await writeFile(join(home, 'potluck.pid'), '99999\nand more')
    server = await openControlServer({ home, logger: silentLogger })
    await expect(openControlServer({ home, logger: silentLogger })).rejects.toThrow(`process ${process.pid}`)
  })

  test('which process runs is forgotten before the home is free: later it would be the next node’s note', async () => {
    const closing = server.close()
    while (existsSync(join(home, 'potluck.sock'))) await new Promise((resolve) => setImmediate(resolve))
    expect(existsSync(join(home, 'potluck.pid'))).toBe(false)
    await closing
  })

  test('only the user can open the socket', async () => {
    expect((await stat(join(home, 'potluck.sock'))).mode & 0o777).toBe(0o600)
  })

  test('the socket of a dead node is replaced', async () => {
    await server.close()
    const dead = join(home, 'potluck.sock')
    await leaveSocket(dead)
    server = await openControlServer({ home, logger: silentLogger })
    expect(await server.ownsHome()).toBe(true)
  })

  test('a file of that name is left alone', async () => {
    await server.close()
    await writeFile(join(home, 'potluck.sock'), 'precious')
    await expect(openControlServer({ home, logger: silentLogger })).rejects.toMatchObject({ code: 'HOME_UNUSABLE' })
    expect((await stat(join(home, 'potluck.sock'))).size).toBe(8)
  })

  test('whose socket was replaced notices, and leaves the other one alone', async () => {
    await rm(join(home, 'potluck.sock'))
    const other = await openControlServer({ home, logger: silentLogger })
    expect(await server.ownsHome()).toBe(false)
    await server.close()
    expect(await other.ownsHome()).toBe(true)
    await other.close()
  })

  test('a path too long for a socket is said, with the limit', async () => {
    const long = join(home, 'x'.repeat(120))
    await expect(openControlServer({ home: long, logger: silentLogger })).rejects.toThrow(/107/)
    expect(() => createControlClient(long)).toThrow(/107/)
  })
})

describe('commands', () => {
  test('without a node they say what to run', async () => {
    await server.close()
    await expect(createControlClient(home).get('/v1/status')).rejects.toMatchObject({
      code: 'NODE_NOT_RUNNING',
      message: expect.stringContaining('potluck up') as string
    })
  })

  test('wait for a node that starts', async () => {
    const asked = createControlClient(home).post('/v1/reload')
    server.serve(nodeDouble())
    expect(await asked).toEqual({ opened: ['bb'.repeat(32)], failed: [] })
  })

  test('reach the group they name', async () => {
    server.serve(nodeDouble())
    const answer = await createControlClient(home).get('/v1/groups/Home/members')
    expect(answer).toEqual({ group: 'aa'.repeat(32), name: 'Home', members: [{ name: 'alice' }] })
  })

  test.each([
    ['/v1/nothing', {}, 'NOT_FOUND'],
    ['/v1/groups/Office/members', {}, 'NO_GROUP'],
    ['/v1/requests/17', {}, 'NOT_FOUND'],
    ['/v1/locations', {}, 'BAD_REQUEST'],
    ['/v1/locations', { digest: 'xyz' }, 'BAD_REQUEST'],
    ['/v1/content', { url: 'file:///etc/passwd' }, 'BAD_REQUEST'],
    ['/v1/content', {}, 'BAD_REQUEST']
  ])('GET %s %j is answered %s', async (path, query, code) => {
    server.serve(nodeDouble())
    await expect(createControlClient(home).get(path, query)).rejects.toMatchObject({ name: 'ControlError', code })
  })

  test('read and set properties of a group', async () => {
    const set: unknown[] = []
    const node = nodeDouble()
    Object.assign(node.group('Home').group, {
      properties: () => ({ friendlyName: 'Bakery', comment: '', presenceLifetimeMs: 180_000, deferExpiration: false }),
      propertyConflicts: () => [{ name: 'comment', value: null, author: '12D3KooW', modifiedAtMs: 7 }],
      setProperties: async (changes: unknown) => void set.push(changes)
    })
    server.serve(node)
    const client = createControlClient(home)
    const answer = {
      group: 'aa'.repeat(32),
      name: 'Home',
      properties: { friendlyName: 'Bakery', comment: '', presenceLifetimeMs: 180_000, deferExpiration: false },
      conflicts: [{ name: 'comment', value: null, author: '12D3KooW', modifiedAtMs: 7 }]
    }
    expect(await client.get('/v1/groups/Home/properties')).toEqual(answer)
    const changes = { friendlyName: 'Bakery', comment: null, presenceLifetimeMs: 7, deferExpiration: true }
    expect(await client.post('/v1/groups/Home/properties', {}, changes)).toEqual(answer)
    expect(set).toEqual([changes])
    const bad = client.post('/v1/groups/Home/properties', {}, { comment: ['x'] })
    await expect(bad).rejects.toMatchObject({ code: 'BAD_REQUEST' })
  })

  test('remove members, give them another role, and say who was removed', async () => {
    const asked: unknown[] = []
    const known = { id: 'cc', peer: 'bob', kind: 'removed', by: 'alice', atMs: 7, counts: true }
    const removal = { ...known, signed: { certificates: 2, removals: 1, fallen: 0 } }
    const signed = [{ id: 'dd', kind: 'certificate', about: 'carol', seen: true }]
    const node = nodeDouble()
    Object.assign(node.group('Home').group, {
      removals: () => [known],
      signedBy: (peer: string) => (peer === 'bob' ? signed : []),
      removeMember: async (...args: unknown[]) => (asked.push(args), removal),
      changeMember: async (...args: unknown[]) => void asked.push(args)
    })
    server.serve(node)
    const client = createControlClient(home)
    const of = { group: 'aa'.repeat(32), name: 'Home' }
    const path = '/v1/groups/Home/members/bob'
    expect(await client.get('/v1/groups/Home/removals')).toEqual({ ...of, removals: [known] })
    expect(await client.get(`${path}/signed`)).toEqual({ ...of, signed })
    expect(await client.post(`${path}/remove`, {}, {})).toEqual({ ...of, removal })
    const options = { distrusted: ['dd'], reissue: ['carol'], unseen: true, unsynchronised: true }
    expect(await client.post(`${path}/remove`, {}, options)).toEqual({ ...of, removal })
    const changes = { role: 'member', limits: { mayServe: false } }
    expect(await client.post(`${path}/change`, {}, changes)).toEqual({ ...of, removal: null })
    expect(asked).toEqual([
      ['bob', {}],
      ['bob', { ...options, distrusted: new Set(['dd']) }],
      ['bob', changes]
    ])
    for (const bad of [{ role: 'king' }, { limits: { mayFly: true } }, { peer: 'carol' }]) {
      await expect(client.post(`${path}/change`, {}, bad)).rejects.toMatchObject({ code: 'BAD_REQUEST' })
    }
    await client.post(`${path}/remove`, {}, { phrase: 'twelve words' })
    expect(asked.at(-1)).toEqual(['bob', { phrase: 'twelve words' }])
    await client.post(`${path}/remove`, {}, { distrustAll: true })
    expect(asked.at(-1)).toEqual(['bob', { distrusted: 'all' }])
  })

  test('read and set settings of a group', async () => {
    const set: unknown[] = []
    const node = nodeDouble()
    const settings = { allowPrivateOrigins: ['10.0.0.0/8'], neverShare: [], doNotName: [], knock: 'off' }
    const conflicts = [{ name: 'neverShare', value: ['a.example'], author: '12D3KooW', modifiedAtMs: 7 }]
    Object.assign(node.group('Home').group, {
      settings: () => settings,
      settingsBy: () => ({ allowPrivateOrigins: '12D3KooW' }),
      settingConflicts: () => conflicts,
      setSettings: async (changes: unknown) => void set.push(changes)
    })
    server.serve(node)
    const client = createControlClient(home)
    const setBy = { allowPrivateOrigins: '12D3KooW' }
    const answer = { group: 'aa'.repeat(32), name: 'Home', settings, setBy, conflicts }
    expect(await client.get('/v1/groups/Home/settings')).toEqual(answer)
    const changes = { neverShare: ['*.example'], doNotName: null, knock: 'on' }
    expect(await client.post('/v1/groups/Home/settings', {}, changes)).toEqual(answer)
    expect(set).toEqual([changes])
    const bad = client.post('/v1/groups/Home/settings', {}, { neverShare: [7] })
    await expect(bad).rejects.toMatchObject({ code: 'BAD_REQUEST' })
  })

  test('errors are problem details', async () => {
    server.serve(nodeDouble())
    const response = await rawGet('/v1/nothing')
    expect(response.headers['content-type']).toBe('application/problem+json')
    expect(JSON.parse(await text(response))).toMatchObject({ status: 404, code: 'NOT_FOUND' })
  })

  test('locate asks for several at once, in order', async () => {
    content.locate = (query) => ('url' in query ? [] : [{ digest: query.digest } as never])
    server.serve(nodeDouble())
    const answer = await createControlClient(home).get('/v1/locations', { url: URL_ASKED, digest: [digest] })
    expect(answer).toEqual({
      results: [
        { query: { url: URL_ASKED }, locations: [] },
        { query: { digest }, locations: [{ digest }] }
      ]
    })
  })
})

describe('content', () => {
  test('streams, and then says how it came', async () => {
    content = fetched(Readable.from([Buffer.from('hello '), Buffer.from('world')]), Promise.resolve(result))
    server.serve(nodeDouble())
    const stream = await createControlClient(home).content({ url: URL_ASKED })
    expect(stream.bytes).toBe(11)
    expect(String(await buffer(stream.body))).toBe('hello world')
    expect(await stream.result()).toMatchObject(JSON.parse(JSON.stringify({ ...result, firstByteMs: 0 })) as object)
  })

  test('does not end before all of it is verified', async () => {
    let verified: (value: typeof result) => void = () => {}
    const body = Readable.from([Buffer.from('hello '), Buffer.from('world')])
    content = fetched(body, new Promise((resolve) => (verified = resolve)))
    server.serve(nodeDouble())
    const stream = await createControlClient(home).content({ url: URL_ASKED })
    let ended = false
    stream.body.on('end', () => (ended = true))
    const [chunk] = (await once(stream.body, 'data')) as [Buffer]
    expect(String(chunk)).toBe('hello ')
    const request = await createControlClient(home).get(`/v1/requests/${stream.requestId}`)
    expect(request).toMatchObject({ state: 'running', firstByteMs: 0 })
    expect(ended).toBe(false)
    verified(result)
    await once(stream.body, 'end')
  })

  test('that fails midway is cut, and the reason can be read', async () => {
    const failure = new ContentError('ORIGIN_BROKEN', 'the origin stopped after 6 bytes')
    const failing = async function* (): AsyncGenerator<Buffer> {
      yield Buffer.from('hello ')
      throw failure
    }
    const done = Promise.reject(failure)
    done.catch(() => {})
    content = fetched(Readable.from(failing()), done)
    server.serve(nodeDouble())
    const stream = await createControlClient(home).content({ url: URL_ASKED })
    await expect(buffer(stream.body)).rejects.toThrow()
    await expect(stream.result()).rejects.toMatchObject({ code: 'ORIGIN_BROKEN', message: failure.message })
  })

  test.each([
    [{}, ['default']],
    [{ 'cache-control': 'max-age=200' }, ['default']],
    [{ 'cache-control': 'max-age=60' }, ['default', 'revalidate']],
    [{ 'cache-control': 'min-fresh=10' }, ['revalidate']],
    [{ 'cache-control': 'max-age=0' }, ['revalidate']],
    [{ pragma: 'no-cache' }, ['revalidate']],
    [{ 'cache-control': 'only-if-cached' }, ['held']]
  ])('said 100 s ago, asked for with %j, is fetched with %j', async (headers, expected) => {
    const fetchedWith: unknown[] = []
    content.fetch = async (url, options) => {
      fetchedWith.push(options?.freshness)
      const { fetch } = fetched(Readable.from([Buffer.from('hello world')]), Promise.resolve(result))
      const found = await fetch!(url)
      const isHit = options?.freshness !== 'revalidate'
      return { ...found, freshness: { ...found.freshness, hit: isHit, ageMs: isHit ? 100_000 : 0 } }
    }
    server.serve(nodeDouble())
    const response = await rawGet(`/v1/content?url=${encodeURIComponent(URL_ASKED)}`, headers)
    expect(await text(response)).toBe('hello world')
    expect(fetchedWith).toEqual(expected)
  })

  test('that cannot be had is a problem from the start', async () => {
    content.fetch = async () => {
      throw new ContentError('ORIGIN_REFUSED', '10.0.0.1 is private')
    }
    server.serve(nodeDouble())
    await expect(createControlClient(home).content({ url: URL_ASKED })).rejects.toMatchObject({
      code: 'ORIGIN_REFUSED'
    })
  })

  test('whose reader goes away is given up', async () => {
    const controller = new AbortController()
    const gone = new Promise<string>((resolve) => {
      content.fetch = (_url, options) => {
        options?.signal?.addEventListener('abort', () => resolve(describeError(options.signal?.reason).code))
        controller.abort(new Error('enough'))
        return new Promise(() => {})
      }
    })
    server.serve(nodeDouble())
    const asked = createControlClient(home).content({ url: URL_ASKED }, { signal: controller.signal })
    await expect(asked).rejects.toThrow('enough')
    expect(await gone).toBe('NODE_STOPPED')
  })

  test('is published from the body', async () => {
    content.publish = async (source, options) => ({ bytes: (await buffer(source)).length, ...options }) as never
    server.serve(nodeDouble())
    const query = { url: URL_ASKED, contentType: 'text/plain' }
    const answer = await createControlClient(home).upload('/v1/content', query, Readable.from([Buffer.alloc(100_000)]))
    expect(answer).toMatchObject({ bytes: 100_000, url: URL_ASKED, contentType: 'text/plain' })
  })
})

function rawGet(path: string, headers: OutgoingHttpHeaders = {}): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    request({ socketPath: join(home, 'potluck.sock'), path, headers }, resolve)
      .on('error', reject)
      .end()
  })
}

/** A socket's name without anybody behind it, as `kill -9` leaves it. */
async function leaveSocket(path: string): Promise<void> {
  const listener = createServer()
  const elsewhere = `${path}.live`
  await new Promise<void>((resolve) => listener.listen(elsewhere, resolve))
  await rename(elsewhere, path)
  await new Promise((resolve) => listener.close(resolve))
}
