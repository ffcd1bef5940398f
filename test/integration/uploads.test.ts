// Uploads over real nodes, with TLS between members on loopback: Alice has no line, Bob carries for her, the backend signs.
import { createServer, type Server } from 'node:http'
import { once } from 'node:events'
import { createReadStream } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { seededRandom, sha256, silentLogger, systemClock, systemRandom, toHex } from '../../src/base/index.js'
import type { Upload, Uploads } from '../../src/flows/index.js'
import { loadConfig } from '../../src/gateway/index.js'
import { openNode, type PotluckNode } from '../../src/gateway/node.js'
import { receiveUploads, unseal, type ReceiptKey } from '../../src/receipts/index.js'
import { eventually } from '../support/eventually.js'
import { testKeyPair, testReceiptKey } from '../support/exchanges.js'
import { freePort } from '../support/free-port.js'
import { RealGroup } from '../support/real-group.js'

const REPORT = new TextEncoder().encode('<report viruses="0"/>')
const LARGE = seededRandom(9).bytes(4 * 2 ** 20 + 1)

/** What it stored, by SHA-256, and how often. */
class Backend {
  readonly stored = new Map<string, number>()
  readonly bodies: Buffer[] = []
  keys: ReceiptKey[] = [testReceiptKey()]
  /** It answers nobody meanwhile. */
  isDown = false
  readonly #server: Server

  constructor() {
    const receivers = new Map<ReceiptKey[], ReturnType<typeof receiveUploads>>()
    this.#server = createServer((request, response) => {
      if (this.isDown) return void request.socket.destroy()
      const known = receivers.get(this.keys)
      const receive =
        known ?? receiveUploads({ keys: this.keys, origin: new URL(this.url).origin, handle: this.#store })
      receivers.set(this.keys, receive)
      void receive(request, response)
    })
  }

  async open(): Promise<this> {
    await once(this.#server.listen(0, '127.0.0.1'), 'listening')
    return this
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/reports`
  }

  close(): void {
    this.#server.closeAllConnections()
    this.#server.close()
  }

  readonly #store = async ({ path }: { readonly path: string }): Promise<{ status: number }> => {
    const body = await readFile(path)
    const digest = toHex(sha256(body))
    this.stored.set(digest, (this.stored.get(digest) ?? 0) + 1)
    this.bodies.push(body)
    return { status: 201 }
  }
}

let backend: Backend
let group: RealGroup
const running = new Map<string, { node: PotluckNode; port: number }>()

beforeEach(async () => {
  backend = await new Backend().open()
  group = await RealGroup.found('alice')
  await writeKeys('')
  await Promise.all([group.join('bob'), freePort().then((port) => ports.set('alice', port))])
  ports.set('bob', await freePort())
  await Promise.all([start('alice'), start('bob')])
})

afterEach(async () => {
  await Promise.all([...running.keys()].map(stop))
  await group.close()
  backend.close()
})

const ports = new Map<string, number>()

async function start(name: string, more: { [setting: string]: unknown } = {}): Promise<void> {
  const home = group.homeOf(name)
  const others = [...ports].filter(([other]) => other !== name)
  const flags = {
    ...{ 'ports.group': ports.get(name), 'ports.content': 0, 'ports.gateway': 0, 'listen.hosts': ['127.0.0.1'] },
    ...{ 'discovery.mdns': false, 'discovery.knownAddresses': others.map(([, port]) => `/ip4/127.0.0.1/tcp/${port}`) },
    ...{ 'uplink.use': name !== 'alice', 'uplink.allowPrivateOrigins': [`127.0.0.0/8:${new URL(backend.url).port}`] },
    'upload.receipts': ['127.0.0.1=vendor.pem'],
    ...more
  }
  const config = await loadConfig({ home, env: {}, flags })
  const components = { clock: systemClock, random: systemRandom, logger: silentLogger }
  running.set(name, { node: await openNode(components, { home, config }), port: 0 })
}

async function stop(name: string): Promise<void> {
  await running.get(name)?.node.close()
  running.delete(name)
}

function writeKeys(...names: string[]): Promise<void> {
  const pem = names.map((name) => testKeyPair('ed25519', name).publicKey.export({ type: 'spki', format: 'pem' }))
  return writeFile(join(group.founder, 'vendor.pem'), pem.join('\n'))
}

/** Alice's. */
function uploads(): Uploads {
  return running.get('alice')!.node.uploads!
}

function send(bytes: Uint8Array, seal?: string): Promise<Upload> {
  return uploads().add({ url: backend.url, source: of(bytes), contentType: 'application/xml', seal })
}

async function* of(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}

/** It may have to wait for its next try, and somebody wants it now. */
async function delivered({ id }: Upload): Promise<Upload> {
  await eventually(() => {
    const upload = uploads().get(id)
    if (upload?.waitsFor === 'later') uploads().retryNow(id)
    expect(upload, JSON.stringify(upload?.attempts)).toMatchObject({ state: 'delivered' })
  }, 40_000)
  return uploads().get(id)!
}

test('a small and a large one go through a member, once each, with a receipt that is verified', async () => {
  const added = await Promise.all([send(REPORT), send(LARGE)])
  for (const upload of added) {
    const { outcome } = await delivered(upload)
    expect(outcome).toMatchObject({ proof: 'receipt', status: 201, by: { peer: running.get('bob')!.node.peerId } })
    expect((await uploads().receipt(upload.id))?.signedAtMs).toBeGreaterThan(0)
  }
  expect([...backend.stored]).toEqual(expect.arrayContaining([REPORT, LARGE].map((bytes) => [toHex(sha256(bytes)), 1])))
})

test('a member that goes out every twelve hours has until then, and says so', async () => {
  await stop('bob')
  // Runs are at whole multiples: one of these is not just due.
  const minutes = [720, 719].find((every) => every * 60_000 - (systemClock.nowMs() % (every * 60_000)) > 60_000)!
  await start('bob', { 'upload.carryEveryMinutes': minutes })
  const { id } = await send(REPORT)
  await eventually(() => expect(uploads().get(id)).toMatchObject({ state: 'waiting' }), 40_000)
  expect(uploads().get(id)!.untilMs! - systemClock.nowMs()).toBeGreaterThan(minutes * 60_000 - 60_000)
  expect(running.get('bob')!.node.carried()).toMatchObject({ uploads: 1 })
  expect(backend.stored.size).toBe(0)
})

test('both restart while Bob has it, and the backend is down: it is sent, stored once, and proved', async () => {
  backend.isDown = true
  const upload = await send(REPORT)
  await eventually(() => expect(uploads().get(upload.id)).toMatchObject({ state: 'waiting' }), 40_000)
  await stop('alice')
  await stop('bob')
  await start('bob')
  await start('alice')
  await uploads().whenRead
  expect(uploads().get(upload.id)).toMatchObject({ state: 'waiting', by: { peer: running.get('bob')!.node.peerId } })
  backend.isDown = false
  const { attempts } = await delivered(upload)
  expect(attempts.map(({ result }) => result)).toEqual(['delivered'])
  expect([...backend.stored.values()]).toEqual([1])
})

test('the backend signs by its next key: it counts from when that stands in the file', async () => {
  await delivered(await send(REPORT))
  backend.keys = [testReceiptKey('ed25519', 'next')]
  await writeKeys('', 'next')
  const { outcome } = await delivered(await send(LARGE.subarray(0, 1_000)))
  expect(outcome?.keyId).toBe(backend.keys[0]!.keyId)
})

test('sealed: Bob and the backend see an age file, which its key opens', async () => {
  const { generateX25519Identity, identityToRecipient } = await import('age-encryption')
  const identity = await generateX25519Identity()
  await delivered(await send(REPORT, await identityToRecipient(identity)))
  const [sealed] = backend.bodies
  const path = join(group.founder, 'sealed')
  await writeFile(path, sealed!)
  expect(await buffer(unseal(createReadStream(path), [identity]))).toEqual(Buffer.from(REPORT))
})
