// Origins behind a path, for programs that leave TLS to us: `/https/HOST/PATH`.
import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createSecureContext } from 'node:tls'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { seededRandom, systemClock } from '../../src/base/index.js'
import { createOriginAccess, originPolicy } from '../../src/content/index.js'
import { ContentNodes } from '../support/content-nodes.js'
import { file, openCountingOrigin, type CountingOrigin } from '../support/counting-origin.js'
import { eventually } from '../support/eventually.js'
import { ask, openGateway, type Answered, type Asked, type TestGateway } from '../support/gateway.js'

const CONTENT = randomBytes(300_000)
const SANDBOX = "default-src 'none'; frame-ancestors 'none'; sandbox"
const CONFIRMED = 'potluck; fwd=stale; fwd-status=304'
const LASTING = { 'cache-control': 'max-age=3600' }

let origin: CountingOrigin
let nodes: ContentNodes
let gateway: TestGateway

beforeEach(async () => {
  origin = await openCountingOrigin()
  nodes = new ContentNodes()
  gateway = await openGateway({ content: await nodes.add('alice') })
})
afterEach(async () => {
  await gateway.close()
  await nodes.close()
  await origin.close()
})

function get(path: string, asked: Asked = {}): Promise<Answered> {
  return ask(gateway.port, `/http/127.0.0.1:${origin.port}${path}`, asked)
}

describe('content behind a path', () => {
  test('comes through the group, in no way that a browser would run it', async () => {
    origin.answers['/file?a=%20b'] = file({
      content: CONTENT,
      headers: { ...LASTING, 'content-type': 'text/html', 'cross-origin-resource-policy': 'cross-origin' }
    })
    for (let i = 0; i < 2; i++) {
      const { status, headers, body } = await get('/file?a=%20b')
      expect([status, body.equals(CONTENT)]).toEqual([200, true])
      expect(headers).toMatchObject({
        'content-type': 'text/html',
        'content-security-policy': SANDBOX,
        'x-content-type-options': 'nosniff',
        'cross-origin-resource-policy': 'same-origin',
        'cache-status': i === 0 ? 'potluck; fwd=uri-miss' : 'potluck; hit'
      })
    }
    expect(origin.asked('/file?a=%20b')).toHaveLength(1)
    expect((await get('/file?a=%20b', { headers: { range: 'bytes=5-9' } })).body.equals(CONTENT.subarray(5, 10))).toBe(
      true
    )
  })

  test('is found where the origin’s redirects lead', async () => {
    origin.answers['/old'] = (_request, response) => void response.writeHead(302, { location: '/file' }).end()
    origin.answers['/file'] = file({ content: CONTENT, headers: LASTING })
    const first = await get('/old')
    const { content } = nodes.nodes[0]!
    await eventually(() => expect(content.locate({ url: `${origin.base}/old` })).toMatchObject([{ complete: true }]))
    const second = await get('/old')
    for (const { body } of [first, second]) expect(body.equals(CONTENT)).toBe(true)
    expect(first.headers['content-location']).toBe(`${origin.base}/file`)
    // A redirect that says nothing of how long it is good is asked each time.
    expect(second.headers).toMatchObject({ 'cache-control': 'max-age=0', 'cache-status': CONFIRMED })
    expect(origin.asked('/old')).toHaveLength(2)
    expect(origin.sentBytes('/file')).toBe(CONTENT.byteLength)
    expect((await get('/file')).headers['content-location']).toBeUndefined()
  })

  test('is looked for by redirects also past the group, and not without end', async () => {
    origin.answers['/mine'] = (_request, response) => void response.writeHead(307, { location: '/file' }).end()
    origin.answers['/file'] = file({ content: CONTENT, headers: { 'cache-control': 'private' } })
    origin.answers['/round'] = (_request, response) => void response.writeHead(302, { location: '/round' }).end()
    expect((await get('/mine')).body.equals(CONTENT)).toBe(true)
    const { status, body } = await get('/round')
    expect([status, JSON.parse(String(body))]).toMatchObject([403, { code: 'ORIGIN_REFUSED' }])
  })

  test('that is not there is the origin’s 404, without what would rule this server’s name', async () => {
    origin.answers['/gone'] = (_request, response) => {
      const headers = { 'set-cookie': 'a=1', 'access-control-allow-origin': '*', 'x-reason': 'moth' }
      response.writeHead(404, { ...headers, 'content-security-policy': 'default-src *', refresh: '0' }).end('<p>gone')
    }
    const { status, headers, body } = await get('/gone')
    expect([status, String(body), headers['x-reason']]).toEqual([404, '<p>gone', 'moth'])
    expect(headers['content-security-policy']).toBe(SANDBOX)
    for (const name of ['set-cookie', 'access-control-allow-origin', 'refresh']) expect(headers[name]).toBeUndefined()
  })

  test('for who logs in is the origin’s alone, and a redirect elsewhere hears of no secrets', async () => {
    const elsewhere = await openCountingOrigin()
    const secrets = { authorization: 'Bearer secret', 'private-token': 'glpat', 'x-api-key': 'key', 'npm-otp': '123' }
    const known = { accept: 'application/json', 'user-agent': 'curl/8', range: 'bytes=0-299998' }
    origin.answers['/mine'] = (_request, response) => void response.writeHead(302, { location: '/here' }).end()
    origin.answers['/here'] = (_request, response) =>
      void response.writeHead(302, { location: `${elsewhere.base}/there` }).end()
    elsewhere.answers['/there'] = (_request, response) =>
      void response.writeHead(302, { location: `${origin.base}/back` }).end()
    origin.answers['/back'] = file({ content: CONTENT, headers: LASTING })
    const { status, body } = await get('/mine', { headers: { ...secrets, ...known } })
    expect([status, body.byteLength]).toEqual([206, 299_999])
    for (const path of ['/mine', '/here'])
      expect(origin.asked(path)[0]?.headers).toMatchObject({ ...secrets, ...known })
    // Who led there chose the way back, too.
    for (const asked of [elsewhere.asked('/there'), origin.asked('/back')]) {
      expect(asked).toHaveLength(1)
      expect(asked[0]?.headers).toMatchObject(known)
      for (const name of Object.keys(secrets)) expect(asked[0]?.headers[name]).toBeUndefined()
    }
    expect(nodes.nodes[0]!.blobs.usage().bytes).toBe(0)
    await elsewhere.close()
  })

  test('is not asked with cookies, referrers and tokens that are for this server', async () => {
    origin.answers['/file'] = file({ content: CONTENT, headers: { 'cache-control': 'private' } })
    const headers = { cookie: 'a=1', referer: 'http://127.0.0.1/', authorization: `Bearer plk_${'x'.repeat(43)}` }
    expect((await get('/file', { headers })).status).toBe(200)
    for (const asked of origin.requests) {
      for (const name of ['cookie', 'referer', 'authorization']) expect(asked.headers[name]).toBeUndefined()
    }
  })

  test('is not asked for by POST', async () => {
    expect((await get('/file', { method: 'POST', body: 'x' })).status).toBe(405)
    expect(origin.requests).toEqual([])
  })

  test.each(['document', 'script', 'style', 'image', 'iframe'])('is not for a browser as %s', async (destination) => {
    expect((await get('/file', { headers: { 'sec-fetch-dest': destination } })).status).toBe(403)
  })

  test.each(['/https/', '/https/:80/', '/http/user:secret@host/', '/https//host', '/http/[::1'])(
    '%s names no origin',
    async (path) => {
      expect((await ask(gateway.port, path)).status).toBe(400)
    }
  )

  test('is the origin’s own where the node is in no group', async () => {
    gateway.groups.length = 0
    origin.answers['/file'] = file({ content: CONTENT, headers: LASTING })
    expect((await get('/file')).body.equals(CONTENT)).toBe(true)
  })
})

describe.skipIf(!hasOpenssl())('an origin over TLS with a CA of its own', () => {
  const folder = mkdtempSync(join(tmpdir(), 'potluck-tls-'))
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')]
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost']
  const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', key]
  execFileSync('openssl', ['req', '-x509', ...newKey, '-out', cert, '-days', '1', ...subject], { stdio: 'ignore' })
  const pair = { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') }
  rmSync(folder, { recursive: true })

  test('is trusted where settings say so, and crosses once', async () => {
    const secure = await openCountingOrigin(pair)
    secure.answers['/file'] = file({ content: CONTENT, headers: LASTING })
    const content = nodes.nodes[0]!
    const components = {
      clock: systemClock,
      random: seededRandom(1),
      policy: originPolicy(['127.0.0.0/8', '[::1/128]'])
    }
    const origins = createOriginAccess(
      { ...components, ledger: content.ledger },
      { trust: createSecureContext({ ca: pair.cert }) }
    )
    const trusting = await openGateway({ content, origins })
    trusting.groups.length = 0 // The group's own way out is another; test/network has the whole of it.
    try {
      const path = `/https/localhost:${secure.port}/file`
      expect((await ask(trusting.port, path)).body.equals(CONTENT)).toBe(true)
      const refused = await ask(gateway.port, path)
      expect([refused.status, JSON.parse(String(refused.body))]).toMatchObject([502, { code: 'ORIGIN_UNREACHABLE' }])
      await eventually(() => expect(secure.asked('/file')).toHaveLength(1))
    } finally {
      await trusting.close()
      await secure.close()
    }
  })
})

function hasOpenssl(): boolean {
  try {
    execFileSync('openssl', ['version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
