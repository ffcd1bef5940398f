// An upload handed to a relay over real TLS, from its disk to a real backend, and its answer back.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { silentLogger, systemClock, toHex, utf8 } from '../../src/base/index.js'
import {
  createAliasClient,
  createMemoryBlobStore,
  Ledger,
  openAliasServer,
  type AliasClient,
  type AliasServer,
  type MemberReply
} from '../../src/content/index.js'
import { MAX_REPORT_CHARACTERS } from '../../src/flows/receipt/defaults.js'
import { encodeOrder, orderHeader, type Order } from '../../src/flows/receipt/order.js'
import { readReturn } from '../../src/flows/receipt/statements.js'
import { Carrying, openBackend, order, type Backend } from '../support/carrying.js'
import { eventually } from '../support/eventually.js'
import { GROUP_ID } from '../support/graphs.js'
import { alice, bob, carol, type Person } from '../support/people.js'

const LARGE = 3_000_000

let relay: Carrying
let backend: Backend
let server: AliasServer
const clients: AliasClient[] = []

beforeEach(async () => {
  relay = await Carrying.start({ maxBytes: 64 * 2 ** 20 })
  backend = await openBackend()
  server = await openAliasServer({
    ...{ keyPair: bob.keyPair, port: 0, hosts: ['127.0.0.1'], clock: systemClock, logger: silentLogger },
    blobs: createMemoryBlobStore({ maxBytes: 2 ** 20, clock: systemClock }),
    ledger: new Ledger()
  })
  const group = { mayRead: () => true, reachedBy: () => {}, sharesBlob: () => false, transfer: () => undefined }
  server.addGroup(toHex(GROUP_ID), { ...group, isMember: (peer) => relay.members.has(peer) })
  await relay.uploads.detach(toHex(GROUP_ID))
  relay.uploads.attach({ ...relay.group(), server })
})

afterEach(async () => {
  for (const client of clients.splice(0)) client.close()
  await relay.close()
  await server.close()
  await backend.close()
})

function ask(person: Person, method: string, ordered: Order, body?: AsyncIterable<Uint8Array>): Promise<MemberReply> {
  const client = createAliasClient({ keyPair: person.keyPair, clock: systemClock, logger: silentLogger })
  clients.push(client)
  const member = { groupId: toHex(GROUP_ID), peer: bob.peer, hosts: ['127.0.0.1'], port: server.port }
  return client.request(member, {
    ...{ service: 'uploads', path: `/${ordered.id}`, method },
    ...(body && {
      headers: { 'potluck-upload': orderHeader(encodeOrder(ordered)) },
      body: { bytes: ordered.bytes, open: () => body }
    })
  })
}

async function* pieces(bytes: Uint8Array): AsyncGenerator<Uint8Array, void, undefined> {
  for (let at = 0; at < bytes.byteLength; at += 65_536) yield bytes.subarray(at, at + 65_536)
}

test('a member hands it in, asks for it, and has the answer, signed', async () => {
  const body = Buffer.alloc(LARGE, 'potluck')
  const ordered = order(backend, {}, body)
  expect((await ask(alice, 'GET', ordered)).status).toBe(404)
  const accepted = await ask(alice, 'POST', ordered, pieces(body))
  expect(accepted.status).toBe(202)
  expect(relay.acceptance(accepted)).toBeDefined()
  await eventually(async () => expect((await ask(alice, 'GET', ordered)).status).toBe(200))
  const { body: statement } = await ask(alice, 'GET', ordered)
  const returned = readReturn(statement, { group: GROUP_ID, asker: alice.peer, relay: bob.peer })
  expect(returned).toMatchObject({ type: 'answered', status: 200 })
  expect(backend.delivered[0]!.body.equals(body)).toBe(true)
  expect((await ask(alice, 'DELETE', ordered)).status).toBe(204)
  expect((await ask(alice, 'GET', ordered)).status).toBe(404)
})

test('the longest order passes through the door', async () => {
  const ordered = order(
    { url: `http://127.0.0.1:1/${'a'.repeat(2_029)}` },
    { report: 'r'.repeat(MAX_REPORT_CHARACTERS), contentType: `a/${'b'.repeat(254)}` }
  )
  expect(ordered.targetUri).toHaveLength(2_048)
  expect((await ask(alice, 'POST', ordered, pieces(utf8('<report/>')))).status).toBe(202)
})

test('a refusal comes before the bytes are sent, with its word', async () => {
  relay.limited.add(carol.peer)
  let sent = 0
  const endless = (async function* (): AsyncGenerator<Uint8Array, void, undefined> {
    for (; sent < LARGE; sent += 65_536) yield Buffer.alloc(Math.min(65_536, LARGE - sent))
  })()
  const refused = await ask(carol, 'POST', order(backend, {}, Buffer.alloc(LARGE)), endless)
  expect([refused.status, refused.reason]).toEqual([403, 'not-allowed'])
  expect(sent).toBe(0)
})

test('who is removed while it comes in has nothing here', async () => {
  const ordered = order(backend, {}, Buffer.alloc(LARGE))
  const body = (async function* (): AsyncGenerator<Uint8Array, void, undefined> {
    yield Buffer.alloc(65_536)
    relay.remove(alice.peer)
    server.recheck()
    await new Promise(() => {})
  })()
  await expect(ask(alice, 'POST', ordered, body)).rejects.toThrow()
  await eventually(() => expect(relay.uploads.status()).toMatchObject({ uploads: 0, bytes: 0 }))
})
