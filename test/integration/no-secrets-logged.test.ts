// What a node says at level debug, while it is given every kind of secret: none of them.
import { createServer, type Server } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { eventually } from '../support/eventually.js'
import { startGatewayNode, type GatewayNode } from '../support/gateway-node.js'
import { sendRaw } from '../support/raw-http.js'

const PROXY_PASSWORD = 'proxy-hunter2'
const ORIGIN_PASSWORD = 'origin-hunter2'
const ORIGIN_BEARER = 'origin-bearer-hunter2'
const COOKIE = 'session-hunter2'
const PHRASE = 'abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about'
const KEY_IN_QUERY = 'query-hunter2'

let node: GatewayNode
let proxy: Server
/** What the company's proxy was sent, so that we know the secrets went through. */
const seen: string[] = []

beforeAll(async () => {
  proxy = createServer((request, response) => {
    seen.push(JSON.stringify(request.rawHeaders), request.url ?? '')
    response.writeHead(407).end()
  })
  proxy.on('connect', (request, socket) => {
    seen.push(JSON.stringify(request.rawHeaders))
    socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n')
  })
  proxy.listen(0, '127.0.0.1')
  await once(proxy, 'listening')
  const url = `http://alice:${PROXY_PASSWORD}@127.0.0.1:${(proxy.address() as AddressInfo).port}`
  node = await startGatewayNode(
    { POTLUCK_UPLINK_HTTP_PROXY: url, POTLUCK_UPLINK_HTTPS_PROXY: url, POTLUCK_UPLINK_NO_PROXY: '' },
    'debug'
  )
}, 60_000)
afterAll(async () => {
  await node.stop()
  proxy.close()
})

test('no token, credential, cookie, password or query stands in the log', { timeout: 60_000 }, async () => {
  const token = await node.token('test', ['read', 'publish', 'administer'])
  const headers = { authorization: `Bearer ${token}` }
  const content = `/v1/content?url=${encodeURIComponent(`http://93.184.215.14/file?key=${KEY_IN_QUERY}`)}`
  await fetch(node.url + content, { headers }).then((answer) => answer.text())
  await fetch(`${node.url}/v1/status`, { headers: { authorization: `Bearer ${token}x` } })
  await fetch(`${node.url}/v1/tokens`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: '{"page":true}'
  })
  const [group] = ((await node.owner.get('/v1/groups')) as { groups: { id: string }[] }).groups
  const removing = `/v1/groups/${group!.id}/members/12D3KooW/remove`
  await expect(node.owner.post(removing, {}, { phrase: PHRASE })).rejects.toMatchObject({ code: 'NOT_A_GROUP_OF' })
  // No application, and no page: over a port the phrase is told to whoever listens there.
  const { token: page } = (await node.owner.post('/v1/tokens', {}, { page: true })) as { token: string }
  for (const caller of [token, page]) {
    const removed = await fetch(node.url + removing, {
      method: 'POST',
      headers: { authorization: `Bearer ${caller}`, 'content-type': 'application/json' },
      body: JSON.stringify({ phrase: PHRASE })
    })
    expect(await removed.json()).toMatchObject({ code: 'FORBIDDEN' })
  }
  const fields = `host: 93.184.215.14\r\nauthorization: Bearer ${ORIGIN_BEARER}\r\ncookie: ${COOKIE}\r\nconnection: close\r\n\r\n`
  for (const target of [
    `http://bob:${ORIGIN_PASSWORD}@93.184.215.14/file?key=${KEY_IN_QUERY}`,
    `http://93.184.215.14/file?key=${KEY_IN_QUERY}`
  ]) {
    await sendRaw(node.port, `GET ${target} HTTP/1.1\r\n${fields}`)
  }
  await fetch(`${node.url}/https/93.184.215.14/file?key=${KEY_IN_QUERY}`, { headers: { cookie: COOKIE } })
  await sendRaw(
    node.port,
    `CONNECT 93.184.215.14:443 HTTP/1.1\r\nproxy-authorization: Basic ${ORIGIN_BEARER}\r\n${fields}`
  )
  await eventually(() => expect(node.log.filter(({ message }) => message === 'answered').length).toBeGreaterThan(5))
  expect(seen.join()).toContain(Buffer.from(`alice:${PROXY_PASSWORD}`).toString('base64'))
  const log = JSON.stringify(node.log)
  expect(log.length).toBeGreaterThan(1000)
  for (const secret of [
    PROXY_PASSWORD,
    ORIGIN_PASSWORD,
    ORIGIN_BEARER,
    COOKIE,
    KEY_IN_QUERY,
    PHRASE,
    'abandon',
    token.slice(4)
  ]) {
    expect(log).not.toContain(secret)
    expect(log).not.toContain(Buffer.from(`alice:${secret}`).toString('base64'))
  }
  expect(log).not.toContain('plk_')
})
