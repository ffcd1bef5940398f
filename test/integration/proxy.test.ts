// Programs that know nothing of us, through the forward proxy: real requests over loopback, two members, a counting origin.
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { connect } from 'node:net'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { silentLogger, systemClock } from '../../src/base/index.js'
import { NOTHING_PRIVATE, urlPrivacyOf } from '../../src/content/index.js'
import { MAX_AHEAD_BYTES } from '../../src/gateway/defaults.js'
import { openHttpServer } from '../../src/gateway/http-server.js'
import { ContentNodes, type ContentNode } from '../support/content-nodes.js'
import { file, openCountingOrigin, type CountingOrigin } from '../support/counting-origin.js'
import { eventually } from '../support/eventually.js'
import { ask, open, openGateway, type Answered, type Asked, type TestGateway } from '../support/gateway.js'

const CONTENT = randomBytes(700_000)
/** Fresh for long. */
const LASTING = { 'cache-control': 'max-age=3600' }

let origin: CountingOrigin
let nodes: ContentNodes
let alice: ContentNode
let gateways: TestGateway[]

beforeEach(async () => {
  origin = await openCountingOrigin()
  nodes = new ContentNodes()
  gateways = []
  for (const name of ['alice', 'bob']) gateways.push(await openGateway({ content: await nodes.add(name) }))
  alice = nodes.nodes[0]!
})
afterEach(async () => {
  for (const gateway of gateways) await gateway.close()
  await nodes.close()
  await origin.close()
})

/** Through alice's proxy, or that of another. */
function get(path: string, asked: Asked = {}, at = 0): Promise<Answered> {
  return ask(gateways[at]!.port, `${origin.base}${path}`, asked)
}

/** Alice (0) has it whole, or bob knows where it is. */
function known(path: string, at = 1): Promise<void> {
  const url = `${origin.base}${path}`
  const { content } = nodes.nodes[at]!
  return eventually(() =>
    expect(content.locate({ url }).some(({ complete, self }) => complete && (self || at > 0))).toBe(true)
  )
}

test('a HEAD of what another member holds is answered, and copies nothing', async () => {
  origin.answers['/file'] = file({ content: CONTENT, headers: { ...LASTING, 'content-type': 'text/plain' } })
  await get('/file')
  await known('/file')
  const carol = await nodes.add('carol') // She cannot have fetched it for alice.
  gateways.push(await openGateway({ content: carol }))
  await known('/file', 2)
  const { status, headers, body } = await get('/file', { method: 'HEAD' }, 2)
  expect([status, headers['content-length'], body.byteLength]).toEqual([200, String(CONTENT.byteLength), 0])
  expect(headers['content-type']).toBe('text/plain')
  expect([carol.blobs.usage().blobs, carol.ledger.snapshot().lan.bytesIn, carol.content.transfers()]).toEqual([
    0,
    0,
    []
  ])
  expect(origin.asked('/file')).toHaveLength(1)
})

test('who has what another member holds is told so, and nothing is copied for that', async () => {
  const headers = { ...LASTING, 'last-modified': 'Sat, 21 Nov 2026 10:00:00 GMT' }
  origin.answers['/file'] = file({ content: CONTENT, headers })
  await get('/file')
  await known('/file')
  const carol = await nodes.add('carol')
  gateways.push(await openGateway({ content: carol }))
  await known('/file', 2)
  for (const condition of [{ 'if-none-match': '"v1"' }, { 'if-modified-since': headers['last-modified'] }]) {
    for (const range of [{}, { range: 'bytes=10-20' }]) {
      const { status, headers: answered, body } = await get('/file', { headers: { ...condition, ...range } }, 2)
      expect([status, answered.etag, answered['cache-status'], body.byteLength]).toEqual([
        304,
        '"v1"',
        'potluck; hit',
        0
      ])
    }
  }
  expect([carol.blobs.usage().blobs, carol.ledger.snapshot().lan.bytesIn]).toEqual([0, 0])
  expect(origin.asked('/file')).toHaveLength(1)
  const other = await get('/file', { headers: { 'if-none-match': '"v0"' } }, 2)
  expect([other.status, other.body.equals(CONTENT)]).toEqual([200, true])
})

test('what a pattern says is never shared goes to its origin each time, by proxy and path, and nothing of it is told or kept', async () => {
  origin.answers['/file'] = file({ content: CONTENT, headers: LASTING })
  const privacy = urlPrivacyOf(
    { settings: () => NOTHING_PRIVATE, on: () => () => {} },
    {
      ...NOTHING_PRIVATE,
      neverShare: ['127.0.0.1/file']
    }
  )
  const careful = new ContentNodes({ privacy })
  try {
    const carol = await careful.add('carol')
    gateways.push(await openGateway({ content: carol }))
    for (let times = 1; times <= 2; times++) {
      const { status, headers, body } = await get('/file', {}, 2)
      expect([status, headers['cache-status'], body.equals(CONTENT)]).toEqual([200, undefined, true])
      expect(origin.asked('/file')).toHaveLength(times)
    }
    const path = `/http/${origin.base.slice('http://'.length)}/file`
    expect((await ask(gateways[2]!.port, path)).body.equals(CONTENT)).toBe(true)
    expect([carol.blobs.usage().blobs, carol.store.find({ type: 'content.location' })]).toEqual([0, []])
    expect(carol.ledger.snapshot().uplink.passedThrough).toBe(3 * CONTENT.length)
  } finally {
    await careful.close()
  }
})

describe('a GET that the group may answer', () => {
  test('crosses once for two nodes, and says how it came', async () => {
    origin.answers['/file'] = file({ content: CONTENT, headers: { ...LASTING, 'content-type': 'text/plain' } })
    const cold = await get('/file')
    await known('/file', 0)
    const warm = await get('/file')
    await known('/file')
    const other = await get('/file', {}, 1)
    for (const { status, headers, body } of [cold, warm, other]) {
      expect(status).toBe(200)
      expect(body.equals(CONTENT)).toBe(true)
      expect(headers).toMatchObject({
        etag: '"v1"',
        'content-type': 'text/plain',
        'content-length': '700000',
        ...LASTING
      })
    }
    // Whoever was first in rank went to the origin, alice or bob.
    expect(cold.headers['cache-status']).toMatch(/^potluck; fwd=uri-miss(; collapsed)?$/)
    expect([warm, other].map(({ headers }) => headers['cache-status'])).toEqual(['potluck; hit', 'potluck; hit'])
    expect(cold.headers.age).toBeUndefined()
    expect(warm.headers.age).toMatch(/^[01]$/)
    expect(warm.headers['repr-digest']).toMatch(/^sha-256=:.{44}:$/)
    expect(origin.sentBytes('/file')).toBe(CONTENT.byteLength)
  })

  test('has what its origin said that browsers may not do with it, whoever answers', async () => {
    const protecting = { 'x-content-type-options': 'nosniff', 'cross-origin-resource-policy': 'same-site' }
    origin.answers['/file'] = file({ content: CONTENT, headers: { ...LASTING, ...protecting } })
    for (const at of [0, 1]) {
      expect((await get('/file', {}, at)).headers).toMatchObject(protecting)
      await known('/file', at)
    }
    expect((await get('/file', { headers: { 'if-none-match': '"v1"' } }, 1)).headers).toMatchObject(protecting)
    expect(origin.asked('/file', 'GET')).toHaveLength(1)
    origin.answers['/other'] = file({ content: CONTENT, headers: LASTING })
    for (const name of Object.keys(protecting)) expect((await get('/other')).headers[name]).toBeUndefined()
  })

  test('at both nodes at the same instant crosses once', async () => {
    origin.answers['/file'] = file({ content: CONTENT, headers: LASTING })
    const answers = await Promise.all([0, 1, 0, 1].map((at) => get('/file', {}, at)))
    for (const { body } of answers) expect(body.equals(CONTENT)).toBe(true)
    expect(origin.sentBytes('/file')).toBe(CONTENT.byteLength)
  })

  test('in eight ranges at once crosses once', async () => {
    origin.answers['/file'] = file({ content: CONTENT, headers: LASTING })
    const step = CONTENT.byteLength / 8
    const ranges = Array.from({ length: 8 }, (_none, i) => [i * step, (i + 1) * step - 1] as const)
    const answers = await Promise.all(
      ranges.map(([first, last]) => get('/file', { headers: { range: `bytes=${first}-${last}` } }))
    )
    expect(answers.map(({ status }) => status)).toEqual(ranges.map(() => 206))
    expect(Buffer.concat(answers.map(({ body }) => body)).equals(CONTENT)).toBe(true)
    expect(origin.sentBytes('/file')).toBe(CONTENT.byteLength)
    expect(origin.asked('/file')).toHaveLength(1)
  })

  test('is resumed by who has its beginning, as curl and apt do', async () => {
    origin.answers['/file'] = file({ content: CONTENT, headers: LASTING })
    const rest = await get('/file', { headers: { range: 'bytes=500000-', 'if-range': '"v1"' } })
    expect([rest.status, rest.headers['content-range']]).toEqual([206, 'bytes 500000-699999/700000'])
    expect(rest.body.equals(CONTENT.subarray(500_000))).toBe(true)
    const other = await get('/file', { headers: { range: 'bytes=500000-', 'if-range': '"v0"' } })
    expect([other.status, other.body.equals(CONTENT)]).toEqual([200, true])
    const beyond = await get('/file', { headers: { range: 'bytes=700000-' } })
    expect([beyond.status, beyond.headers['content-range']]).toEqual([416, 'bytes */700000'])
    expect(origin.sentBytes('/file')).toBe(CONTENT.byteLength)
  })

  test('is not sent again to who has it', async () => {
    origin.answers['/file'] = file({ content: CONTENT, headers: LASTING })
    await get('/file')
    const { status, body } = await get('/file', { headers: { 'if-none-match': '"v1"' } })
    expect([status, body.byteLength]).toEqual([304, 0])
    expect(origin.asked('/file')).toHaveLength(1)
  })

  test('is not fetched for who has it, where nobody else does', async () => {
    origin.answers['/file'] = file({ content: CONTENT, headers: LASTING })
    for (const at of [0, 1]) {
      const { status, headers, body } = await get('/file', { headers: { 'if-none-match': '"v1"' } }, at)
      expect([status, headers.etag, body.byteLength]).toEqual([304, '"v1"', 0])
    }
    expect(origin.sentBytes('/file')).toBe(0)
    expect(origin.asked('/file')).toHaveLength(2)
  })

  test('of who has an older copy is shared as any other', async () => {
    origin.answers['/file'] = file({ content: CONTENT, headers: LASTING })
    const { status, body } = await get('/file', { headers: { 'if-none-match': '"v0"' } })
    expect([status, body.equals(CONTENT)]).toEqual([200, true])
    await known('/file')
    const other = await get('/file', { headers: { 'if-none-match': '"v0"' } }, 1)
    expect([other.headers['cache-status'], other.body.equals(CONTENT)]).toEqual(['potluck; hit', true])
    expect(origin.asked('/file')).toHaveLength(2) // One of them told only that it has changed.
  })

  test('has few who wait for its end', async () => {
    const warnings: Error[] = []
    const onWarning = (warning: Error): void => void warnings.push(warning)
    process.on('warning', onWarning)
    origin.answers['/file'] = file({ content: CONTENT, headers: LASTING })
    await get('/file')
    await get('/file', { headers: { cookie: 'a=1' } })
    process.off('warning', onWarning)
    expect(warnings).toEqual([])
  })

  test('of unknown length comes in chunks, and is kept', async () => {
    origin.answers['/stream'] = (_request, response) => {
      response.writeHead(200, { etag: '"s"', ...LASTING })
      response.write(CONTENT.subarray(0, 300_000))
      response.end(CONTENT.subarray(300_000))
    }
    const cold = await get('/stream', { headers: { range: 'bytes=10-' } })
    expect([cold.status, cold.body.equals(CONTENT)]).toEqual([200, true])
    await known('/stream')
    const warm = await get('/stream', {}, 1)
    expect([warm.headers['content-length'], warm.body.equals(CONTENT)]).toEqual(['700000', true])
    expect(origin.asked('/stream')).toHaveLength(1)
  })

  test('and of nothing at all is answered with nothing', async () => {
    origin.answers['/empty'] = file({ content: Buffer.alloc(0), headers: LASTING })
    expect(await get('/empty')).toMatchObject({ status: 200, headers: { 'content-length': '0' } })
  })

  test('whose copy the program takes only if it is new is asked of the origin, without its body', async () => {
    origin.answers['/file'] = file({ content: CONTENT, headers: LASTING })
    await get('/file')
    await known('/file', 0)
    for (const headers of [{ 'cache-control': 'no-cache' }, { 'cache-control': 'max-age=0' }, { pragma: 'no-cache' }]) {
      const { status, headers: answered, body } = await get('/file', { headers })
      expect([status, body.equals(CONTENT)]).toEqual([200, true])
      expect(answered['cache-status']).toBe('potluck; fwd=request; fwd-status=304')
    }
    expect(origin.asked('/file')).toHaveLength(4)
    expect(origin.sentBytes('/file')).toBe(CONTENT.byteLength)
  })

  test('whose copy is older than the program takes is asked of the origin', async () => {
    origin.answers['/file'] = file({ content: CONTENT, headers: { ...LASTING, age: '100' } })
    await get('/file')
    await known('/file', 0)
    const older = await get('/file', { headers: { 'cache-control': 'max-age=200' } })
    expect(older.headers).toMatchObject({
      'cache-status': 'potluck; hit',
      age: expect.stringMatching(/^10\d$/) as string
    })
    const newer = await get('/file', { headers: { 'cache-control': 'max-age=50' } })
    expect(newer.headers['cache-status']).toMatch(/; fwd-status=304$/)
    expect(origin.sentBytes('/file')).toBe(CONTENT.byteLength)
  })

  test('that may only be answered from here is, or is not answered', async () => {
    origin.answers['/file'] = file({ content: CONTENT, headers: LASTING })
    const headers = { 'cache-control': 'only-if-cached' }
    const without = await get('/file', { headers })
    expect([without.status, without.headers['content-type']]).toEqual([504, 'application/problem+json'])
    expect(JSON.parse(String(without.body))).toMatchObject({ code: 'NOT_CACHED' })
    expect(origin.requests).toEqual([])
    await get('/file')
    expect(await get('/file', { headers })).toMatchObject({ status: 200, headers: { 'cache-status': 'potluck; hit' } })
    expect(origin.requests).toHaveLength(1)
  })

  test('of an HTTP/1.0 client is answered as it can read it', async () => {
    origin.answers['/file'] = file({ content: CONTENT, headers: LASTING })
    const socket = connect(gateways[0]!.port, '127.0.0.1')
    socket.write(`GET ${origin.base}/file HTTP/1.0\r\n\r\n`)
    const chunks: Buffer[] = []
    for await (const chunk of socket) chunks.push(chunk as Buffer)
    const all = Buffer.concat(chunks)
    const head = String(all.subarray(0, all.indexOf('\r\n\r\n')))
    expect(head).toContain('HTTP/1.1 200 OK')
    expect(head).not.toMatch(/transfer-encoding/i)
    expect(all.subarray(head.length + 4).equals(CONTENT)).toBe(true)
  })

  test('appears among the requests of the node', async () => {
    origin.answers['/file'] = file({ content: CONTENT, headers: LASTING })
    await get('/file')
    const { requests } = gateways[0]!.node
    await eventually(() =>
      expect(requests.list()).toMatchObject([{ url: `${origin.base}/file`, state: 'done', result: { bytes: 700_000 } }])
    )
  })

  test('in part is over when that is sent, however long the rest takes', async () => {
    let release: () => void = () => {}
    origin.answers['/file'] = (_request, response) => {
      response.writeHead(200, { 'content-length': CONTENT.byteLength, etag: '"v1"', ...LASTING })
      response.write(CONTENT.subarray(0, 300_000))
      release = () => response.end(CONTENT.subarray(300_000))
    }
    const { requests } = gateways[0]!.node
    for (let i = 0; i < 5; i++) {
      const { body } = await get('/file', { headers: { range: 'bytes=0-0' } })
      expect(body.byteLength).toBe(1)
    }
    await eventually(() => expect(requests.list().map(({ state }) => state)).toEqual(new Array(5).fill('done')))
    release()
    expect((await get('/file', {}, 1)).body.equals(CONTENT)).toBe(true)
    expect(
      requests
        .list()
        .slice(0, 5)
        .map(({ result }) => result)
    ).toEqual(new Array(5).fill(undefined))
  })

  test('is cut where its origin dies midway', async () => {
    origin.answers['/file'] = (_request, response) => {
      response.writeHead(200, { 'content-length': CONTENT.byteLength, etag: '"v1"', ...LASTING })
      response.write(CONTENT.subarray(0, 400_000), () => response.destroy())
    }
    await expect(get('/file')).rejects.toMatchObject({ code: 'ECONNRESET' })
  })

  test('that is left by its program is finished for the others', async () => {
    origin.answers['/file'] = file({ content: CONTENT, headers: LASTING })
    const response = await open(gateways[0]!.port, `${origin.base}/file`)
    response.destroy()
    expect((await get('/file', {}, 1)).body.equals(CONTENT)).toBe(true)
    expect(origin.sentBytes('/file')).toBe(CONTENT.byteLength)
  })
})

describe('a part that lies far behind what is here', () => {
  const FILM = Buffer.alloc(MAX_AHEAD_BYTES + 4 * 2 ** 20, 'film ')
  const FAR = MAX_AHEAD_BYTES + 2 * 2 ** 20

  test.each([
    ['bytes=18874368-18884367', FILM.subarray(FAR, FAR + 10_000)],
    ['bytes=18874368-', FILM.subarray(FAR)],
    ['bytes=-500', FILM.subarray(-500)]
  ])('%s of what nobody has is its origin’s own, and nothing more crosses for it', async (range, wanted) => {
    origin.answers['/film'] = (request, response) => {
      const answer = file({ content: FILM, headers: LASTING })
      if (request.headers.range !== 'bytes=-500') return answer(request, response)
      response.writeHead(206, { 'content-range': `bytes ${FILM.length - 500}-${FILM.length - 1}/${FILM.length}` })
      response.end(FILM.subarray(-500))
    }
    const { status, body, headers } = await get('/film', { headers: { range } })
    expect([status, body.equals(wanted), headers['cache-status']]).toEqual([206, true, undefined])
    expect(origin.sentBytes('/film')).toBe(wanted.byteLength)
    expect(alice.content.transfers()).toEqual([])
  })

  test('does not wait for a download that runs, which goes on for all', async () => {
    let release: () => void = () => {}
    origin.answers['/film'] = (request, response) => {
      if (request.headers.range !== undefined) return file({ content: FILM, headers: LASTING })(request, response)
      response.writeHead(200, { 'content-length': FILM.byteLength, etag: '"v1"', ...LASTING })
      response.write(FILM.subarray(0, 300_000))
      release = () => response.end(FILM.subarray(300_000))
    }
    const near = await get('/film', { headers: { range: 'bytes=0-9' } })
    expect(near.headers['cache-status']).toMatch(/^potluck/)
    const far = await get('/film', { headers: { range: `bytes=${FAR}-` } })
    expect([far.status, far.body.equals(FILM.subarray(FAR))]).toEqual([206, true])
    release()
    await known('/film', 0)
    const sent = origin.sentBytes('/film')
    const held = await get('/film', { headers: { range: `bytes=${FAR}-` } })
    expect([held.headers['cache-status'], held.body.equals(far.body)]).toEqual(['potluck; hit', true])
    const atBob = await get('/film', { headers: { range: 'bytes=-500' } }, 1)
    expect(atBob.body.equals(FILM.subarray(-500))).toBe(true)
    expect(origin.sentBytes('/film')).toBe(sent)
  })
})

describe('the origin’s own answer reaches the program', () => {
  test('with its redirect, for the program to follow', async () => {
    origin.answers['/old'] = (_request, response) => {
      response.writeHead(302, { location: '/file', 'x-origin': 'yes' }).end('over there')
    }
    for (let i = 0; i < 2; i++) {
      const { status, headers, body } = await get('/old')
      expect([status, headers.location, headers['x-origin'], String(body)]).toEqual([302, '/file', 'yes', 'over there'])
    }
  })

  test('with its errors', async () => {
    origin.answers['/broken'] = (_request, response) => {
      response.writeHead(500, 'Oh dear', { 'x-origin': 'yes' }).end('sorry')
    }
    expect(await get('/nowhere')).toMatchObject({ status: 404, headers: { 'x-origin': 'yes' } })
    expect(String((await get('/nowhere')).body)).toBe('nothing at /nowhere')
    expect(await get('/broken')).toMatchObject({ status: 500, headers: { 'x-origin': 'yes' } })
  })

  test('and the next request for what the group could not answer goes to it at once', async () => {
    await get('/nowhere')
    const before = origin.requests.length
    await get('/nowhere')
    expect(origin.requests.length - before).toBe(1)
  })

  test('to a POST, with the body', async () => {
    origin.answers['/form'] = (request, response) => {
      const chunks: Buffer[] = []
      request.on('data', (chunk: Buffer) => chunks.push(chunk))
      request.on('end', () => response.writeHead(201, LASTING).end(Buffer.concat(chunks)))
    }
    for (const body of ['a=1', 'x'.repeat(300_000)]) {
      const answer = await get('/form', { method: 'POST', body, headers: { 'content-type': 'text/x' } })
      expect([answer.status, String(answer.body)]).toEqual([201, body])
    }
    expect(origin.asked('/form', 'POST')[0]?.headers['content-type']).toBe('text/x')
    expect(alice.blobs.usage().bytes).toBe(0)
  })

  test.each(['PUT', 'DELETE', 'PATCH', 'OPTIONS'])('to %s', async (method) => {
    origin.answers['/thing'] = (request, response) => void response.writeHead(200, { 'x-did': request.method }).end()
    expect(await get('/thing', { method })).toMatchObject({ status: 200, headers: { 'x-did': method } })
  })

  test.each([
    ['a cookie', { cookie: 'session=1' }],
    ['credentials', { authorization: 'Basic eDp5' }],
    ['no-store', { 'cache-control': 'no-store' }],
    ['an Origin', { origin: 'http://other.example' }]
  ])('to who asks with %s, each time anew, and it is kept nowhere', async (_what, headers) => {
    let count = 0
    origin.answers['/mine'] = (_request, response) => void response.writeHead(200, LASTING).end(`for you ${++count}`)
    expect(String((await get('/mine', { headers })).body)).toBe('for you 1')
    expect(String((await get('/mine', { headers })).body)).toBe('for you 2')
    expect(origin.asked('/mine')[0]?.headers).toMatchObject(headers)
    expect(alice.blobs.usage().bytes).toBe(0)
    expect(alice.content.locate({ url: `${origin.base}/mine` })).toEqual([])
  })

  test.each([
    ['sets cookies', { 'set-cookie': ['a=1; Path=/', 'b=2'], ...LASTING }],
    ['is private', { 'cache-control': 'private' }],
    ['is not to be stored', { 'cache-control': 'no-store' }],
    ['varies by everything', { vary: '*', ...LASTING }],
    ['varies by more than records carry', { vary: `${'x-some-header, '.repeat(40)}x-secret`, ...LASTING }]
  ])('where it %s, whole, and it is kept nowhere', async (_what, headers) => {
    origin.answers['/mine'] = (_request, response) =>
      void response.writeHead(200, { ...headers, 'x-more': 'y'.repeat(5000) }).end('for you')
    const answer = await get('/mine')
    expect([answer.status, String(answer.body), answer.headers['x-more']?.length]).toEqual([200, 'for you', 5000])
    expect(answer.headers).toMatchObject(headers)
    expect(answer.headers['cache-status']).toBeUndefined()
    await eventually(() => expect(alice.blobs.usage().bytes).toBe(0))
    expect(alice.content.locate({ url: `${origin.base}/mine` })).toEqual([])
  })

  test('where a header chose it, though the origin does not say so, and the URL stays with this node', async () => {
    origin.answers['/thing'] = ({ headers }, response) =>
      void response
        .writeHead(200, LASTING)
        .end(`${String(headers['x-api-key'] ?? 'nobody')} ${headers.accept ?? 'anything'}`)
    for (const headers of [
      { 'x-api-key': 'k' },
      { accept: 'application/json' },
      {},
      { 'x-api-key': 'k', accept: '*/*' }
    ]) {
      const direct = await ask(Number(new URL(origin.base).port), '/thing', { headers })
      const { body, status } = await get('/thing', { headers })
      const isShared = Object.keys(headers).length === 0
      expect([status, String(body)]).toEqual([200, isShared ? 'nobody */*' : String(direct.body)])
    }
  })

  test('where it varies by what the program says', async () => {
    origin.answers['/text'] = (request, response) => {
      const language = request.headers['accept-language'] ?? 'none'
      response.writeHead(200, { vary: 'Accept-Encoding, Accept-Language', ...LASTING }).end(language)
    }
    const german = { 'accept-language': 'de' }
    expect(String((await get('/text', { headers: german })).body)).toBe('de')
    expect(String((await get('/text')).body)).toBe('none')
    expect(String((await get('/text', { headers: german })).body)).toBe('de')
  })

  test('where a browser shows it as a page, since its origin’s security headers belong to it', async () => {
    const headers = { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': "default-src 'self'" }
    origin.answers['/page'] = file({ content: Buffer.from('<p>'), headers: { ...headers, ...LASTING } })
    const browser = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' }
    expect((await get('/page', { headers: browser })).headers).toMatchObject(headers)
    expect((await get('/page', { headers: browser })).headers).toMatchObject(headers)
  })

  test('to HEAD: what is held is known, the rest is the origin’s, and nothing is downloaded for it', async () => {
    origin.answers['/file'] = file({ content: CONTENT, headers: { ...LASTING, 'x-origin': 'yes' } })
    const cold = await get('/file', { method: 'HEAD' })
    expect(cold).toMatchObject({ status: 200, headers: { 'content-length': '700000', 'x-origin': 'yes' } })
    expect(origin.asked('/file', 'GET')).toEqual([])
    await get('/file')
    await known('/file', 0)
    const warm = await get('/file', { method: 'HEAD' })
    expect(warm).toMatchObject({ status: 200, headers: { 'content-length': '700000', 'cache-status': 'potluck; hit' } })
    expect(warm.body.byteLength).toBe(0)
    expect(origin.asked('/file', 'HEAD')).toHaveLength(1)
  })

  test.each([{ 'cache-control': 'no-cache' }, { 'cache-control': 'max-age=50' }, { pragma: 'no-cache' }])(
    'to HEAD with %j: its origin says whether what is held is still the same, and if not, what it has',
    async (headers) => {
      origin.answers['/file'] = file({ content: CONTENT, headers: { ...LASTING, age: '100' } })
      await get('/file')
      await known('/file', 0)
      const same = await get('/file', { method: 'HEAD', headers })
      expect(same).toMatchObject({ status: 200, headers: { etag: '"v1"', 'content-length': '700000' } })
      expect(same.headers['cache-status']).toMatch(/^potluck; .*fwd-status=304$/)
      expect(origin.asked('/file', 'HEAD')).toHaveLength(1)
      origin.answers['/file'] = file({ content: Buffer.from('new'), headers: LASTING, etag: '"v2"' })
      const changed = await get('/file', { method: 'HEAD', headers: { ...headers, 'cache-control': 'no-cache' } })
      expect(changed).toMatchObject({ status: 200, headers: { etag: '"v2"', 'content-length': '3' } })
      expect(origin.asked('/file', 'GET')).toHaveLength(1)
    }
  )

  test('cut, where that is cut', async () => {
    origin.answers['/mine'] = (_request, response) => {
      response.writeHead(200, { 'cache-control': 'private' })
      response.write(CONTENT.subarray(0, 300_000), () => response.destroy())
    }
    await expect(get('/mine', { headers: { cookie: 'a=1' } })).rejects.toMatchObject({ code: 'ECONNRESET' })
  })

  test('with many headers, all of them', async () => {
    const names = Array.from({ length: 120 }, (_none, i) => `x-header-${i}`)
    origin.answers['/mine'] = (request, response) => {
      expect(names.every((name) => request.headers[name] === 'v'.repeat(60))).toBe(true)
      for (const name of names) response.setHeader(name, 'w'.repeat(60))
      response.end('all')
    }
    const headers = { cookie: 'a=1', ...Object.fromEntries(names.map((name) => [name, 'v'.repeat(60)])) }
    const answer = await get('/mine', { headers })
    expect(names.every((name) => answer.headers[name] === 'w'.repeat(60))).toBe(true)
  })

  test('to a node in no group: a machine that has the proxy set keeps its Internet', async () => {
    gateways[0]!.groups.length = 0
    origin.answers['/file'] = file({ content: CONTENT, headers: { ...LASTING, 'x-origin': 'yes' } })
    const { headers, body } = await get('/file')
    expect([headers['x-origin'], body.equals(CONTENT)]).toEqual(['yes', true])
  })
})

test('a node that starts passes to their origins what programs ask', async () => {
  const server = await openHttpServer({ port: 0, clock: systemClock, logger: silentLogger })
  gateways.push({ ...gateways[0]!, close: () => server.close() })
  const { node, groups } = gateways[0]!
  groups.length = 0
  origin.answers['/file'] = file({ content: CONTENT, headers: LASTING })
  const early = ask(server.port, `${origin.base}/file`) // Before there is any node: this waits.
  server.serveProxy(node)
  expect((await early).body.equals(CONTENT)).toBe(true)
})

describe('the proxy refuses', () => {
  test.each([
    ['ftp://127.0.0.1/file', 400],
    ['http://', 400]
  ])('%s', async (target, status) => {
    expect((await ask(gateways[0]!.port, target)).status).toBe(status)
  })

  test('an origin that nobody may ask, with a problem', async () => {
    const strict = await openGateway({ content: alice, allowed: [] })
    gateways.push(strict)
    const headers = { cookie: 'a=1' } // Past the group.
    const { status, body } = await ask(strict.port, `${origin.base}/file`, { headers })
    expect([status, JSON.parse(String(body))]).toMatchObject([403, { code: 'ORIGIN_REFUSED' }])
    expect(origin.requests).toEqual([])
  })

  test('an origin that is not there, with a problem', async () => {
    const { port } = origin
    await origin.close()
    const { status, body } = await ask(gateways[0]!.port, `http://127.0.0.1:${port}/file`)
    expect([status, JSON.parse(String(body))]).toMatchObject([502, { code: 'ORIGIN_UNREACHABLE' }])
  })

  test('a request that comes round to it again', async () => {
    const { port } = gateways[0]!
    // By another name of this machine, so that it does not see at once that it is asked for itself.
    const { status } = await ask(port, `http://127.0.0.2:${port}/`, { headers: { cookie: 'a=1' } })
    expect(status).toBeGreaterThanOrEqual(500)
    const inner = await ask(port, `/http/127.0.0.1:${port}/`)
    expect([inner.status, JSON.parse(String(inner.body))]).toMatchObject([508, { code: 'LOOP' }])
  })
})

test('a program on a slow line is waited for by its own reading alone', async () => {
  origin.answers['/file'] = file({ content: CONTENT, headers: LASTING })
  const slow = await open(gateways[0]!.port, `${origin.base}/file`)
  slow.pause()
  expect((await get('/file')).body.equals(CONTENT)).toBe(true)
  slow.resume()
  await once(slow, 'end')
})
