// The services of a whole node, over its API.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { PotluckClient, type Service } from '../../src/client/index.js'
import type { ServiceManager } from '../../src/gateway/services/service-manager.js'
import { openApiNodes, type ApiNode } from '../support/api-nodes.js'
import { eventually } from '../support/eventually.js'

/** As a setting has it: what stands in its query is nobody's but the owner's. */
const FOLDER_URL = 'https://vendor.example/in?key=hidden'

let alice: ApiNode
let bob: ApiNode
let client: PotluckClient
let token: string
let close: () => Promise<void>

beforeAll(async () => {
  const opened = await openApiNodes(['alice', 'bob'], (name) =>
    name === 'bob'
      ? {}
      : { upload: { folders: [`${FOLDER_URL}=uploads/vendor`], receipts: ['vendor.example=vendor.pem'] } }
  )
  close = opened.close
  ;[alice, bob] = opened.nodes as [ApiNode, ApiNode]
  token = await alice.token({ name: 'owner', rights: ['administer'] })
  client = new PotluckClient({ url: alice.url, token })
})
afterAll(() => close())

function peering(services: readonly Service[]): Service | undefined {
  return services.find(({ name }) => name === 'peering')
}

test('peering is stopped and started while the node runs', async () => {
  expect(peering(await client.services.list())).toMatchObject({ state: 'running', restarts: 0 })
  const group = alice.node.group(undefined).id
  expect(await client.services.stop('peering')).toMatchObject({ state: 'stopped' })
  expect(peering((await client.status()).services)).toMatchObject({ state: 'stopped' })
  expect(await client.groups()).toEqual([])
  for (const [method, path] of [
    ['GET', `/v1/groups/${group}/members`],
    ['POST', '/v1/reload']
  ] as const) {
    expect(await alice.ask(token, method, path)).toMatchObject({ status: 503, json: { code: 'NOT_READY' } })
  }
  const ready = await alice.ask(undefined, 'GET', '/readyz')
  expect(ready.json).toEqual({ ready: false, reasons: ['the service peering is stopped'] })
  const { text: metrics } = await alice.ask(undefined, 'GET', '/metrics')
  expect(metrics).toContain('potluck_service_up{service="peering"} 0')
  await eventually(() => expect(bob.node.status().groups[0]?.present).toBe(1))

  expect(await client.services.start('peering')).toMatchObject({ state: 'running' })
  expect((await client.groups()).map(({ id }) => id)).toEqual([group])
  await eventually(() => expect(bob.node.status().groups[0]?.present).toBe(2), 30_000)
})

test('who watches something of a group hears of it again when peering runs again', async () => {
  const heard: string[] = []
  const leave = new AbortController()
  const watching = (async () => {
    const query = { url: 'http://files.example/a' }
    for await (const { event } of client.watch(query, { signal: leave.signal })) heard.push(event)
  })().catch(() => {})
  await eventually(() => expect(heard).toEqual(['ready']))
  await client.services.restart('peering')
  await eventually(() => expect(heard).toEqual(['ready', 'ready']), 30_000)
  leave.abort()
  await watching
})

test('what is to go out waits while upload is stopped, and is there again', async () => {
  const { id } = await client.uploads.add('http://127.0.0.1:1/nobody-listens', 'report')
  expect(await client.services.stop('upload')).toMatchObject({ state: 'stopped' })
  await expect(client.uploads.list()).rejects.toMatchObject({ code: 'NOT_READY' })
  await expect(client.uploads.add('http://127.0.0.1:1/', 'more')).rejects.toMatchObject({ code: 'NOT_READY' })
  expect(await client.services.start('upload')).toMatchObject({ state: 'running' })
  expect((await client.uploads.list()).map((upload) => upload.id)).toEqual([id])
  expect(await client.uploads.retry(id)).toMatchObject({ id })
  await client.uploads.cancel(id)
})

test('who waits for an upload hears how it ends over restarts of the service', async () => {
  const { id } = await client.uploads.add('http://127.0.0.1:1/nobody-listens', 'report')
  const heard: string[] = []
  const watching = (async () => {
    for await (const { state } of client.uploads.watch(id)) heard.push(state)
  })()
  await eventually(() => expect(heard).not.toEqual([]))
  await client.services.restart('upload')
  await client.uploads.cancel(id)
  await watching
  expect(heard.at(-1)).toBe('cancelled')
})

test('who may only look hears that something is wrong with uploads, and not where they go and from which folder', async () => {
  const reader = await alice.token({ name: 'looks', rights: ['read'] })
  const { text, json } = await alice.ask(reader, 'GET', '/v1/status')
  expect((json as { uploads: object }).uploads).toMatchObject({ pending: 0, problems: 1 })
  for (const hidden of ['vendor', 'hidden', alice.home]) expect(text).not.toContain(hidden)
  const { uploads } = await client.status()
  expect(uploads).toMatchObject({ problems: 1, keyProblems: [{ file: 'vendor.pem' }] })
  expect(uploads?.folders).toMatchObject([{ folder: expect.stringContaining('uploads/vendor') as string }])
  expect(JSON.stringify(uploads)).not.toContain('hidden')
})

test('nothing is carried for members while relay is stopped', async () => {
  await client.services.stop('relay')
  expect(alice.node.carried()).toBeUndefined()
  await client.services.start('relay')
  expect(alice.node.carried()).toBeDefined()
})

test('changes are told as they come, and a failure in words', async () => {
  const service = { start: () => Promise.reject(new Error('there is no printer')), stop: async () => {} }
  ;(alice.node.services as ServiceManager).add('print', { ...service, health: () => ({ healthy: true }) }, { order: 9 })
  const states: (string | undefined)[] = []
  const watching = (async () => {
    for await (const services of client.services.watch()) {
      states.push(services.find(({ name }) => name === 'print')?.state)
      if (states.at(-1) === 'waiting-to-restart') return
    }
  })()
  await eventually(() => expect(states).toEqual(['stopped']))
  await expect(client.services.start('print')).rejects.toMatchObject({
    code: 'SERVICE_FAILED',
    message: expect.stringContaining('print does not start: there is no printer') as string
  })
  await watching
  expect(states).toEqual(['stopped', 'starting', 'failed', 'waiting-to-restart'])
  const { text: metrics } = await alice.ask(undefined, 'GET', '/metrics')
  expect(metrics).toContain('potluck_service_restarts_total{service="print"} 0')
})

test('looking takes the right to read, all else to administer', async () => {
  const reader = new PotluckClient({ url: alice.url, token: await alice.token({ name: 'r', rights: ['read'] }) })
  expect(peering(await reader.services.list())?.state).toBe('running')
  await expect(reader.services.restart('peering')).rejects.toMatchObject({ code: 'FORBIDDEN' })
  await expect(client.services.start('update')).rejects.toMatchObject({ code: 'NOT_FOUND' })
})
