// Bob carries uploads of members: his disk, his doors and his way out are real, his group and the time are not.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { seededRandom, sha256, silentLogger, toHex, utf8, type PeerId } from '../../src/base/index.js'
import { ContentError, createOriginAccess, Ledger } from '../../src/content/index.js'
import type { MemberAnswer, MemberRequest, MemberService } from '../../src/content/index.js'
import { CarriedUploads, type CarriedUploadsInit } from '../../src/flows/receipt/carried-uploads.js'
import type { CarryGroup } from '../../src/flows/receipt/carry-group.js'
import { encodeOrder, orderHeader, orderSha256, type Order } from '../../src/flows/receipt/order.js'
import { readAcceptance, readReturn, type Acceptance, type Return } from '../../src/flows/receipt/statements.js'
import type { Answerer, HeardNeed, NeedReply } from '../../src/flows/index.js'
import { NO_LIMITS } from '../../src/group/index.js'
import { FakeClock } from './fake-clock.js'
import { GROUP_ID } from './graphs.js'
import { LOOPBACK_FOR_MEMBERS } from './origins.js'
import { alice, bob, carol, type Person } from './people.js'

export const REPORT = '<report/>'

/** What the backend was sent. */
export interface Delivered {
  readonly method: string
  readonly url: string
  readonly rawHeaders: string[]
  readonly body: Buffer
}

export interface Backend {
  readonly url: string
  readonly delivered: Delivered[]
  /** Since it was opened. */
  readonly connections: number
  /** @default 200 */
  answer: (response: ServerResponse, delivered: Delivered) => void
  /** Instead of reading: what is asked hangs. */
  hangs: boolean
  close(): Promise<void>
}

export async function openBackend(): Promise<Backend> {
  const server: Server = createServer((request, response) => void serve(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  let connections = 0
  server.on('connection', () => connections++)
  const backend: Backend = {
    get connections() {
      return connections
    },
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/reports`,
    delivered: [],
    answer: (response) => void response.end('taken'),
    hangs: false,
    close: () => {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(() => resolve()))
    }
  }
  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (backend.hangs) return
    const chunks: Buffer[] = []
    try {
      for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk)
    } catch {
      return // Broken off.
    }
    const { method = '', url = '', rawHeaders } = request
    const delivered = { method, url, rawHeaders, body: Buffer.concat(chunks) }
    backend.delivered.push(delivered)
    backend.answer(response, delivered)
  }
  return backend
}

export function order(
  backend: Pick<Backend, 'url'>,
  change: Partial<Order> = {},
  body: string | Uint8Array = REPORT
): Order {
  const bytes = typeof body === 'string' ? utf8(body) : body
  return {
    id: '0a'.repeat(16),
    targetUri: backend.url,
    contentSha256: toHex(sha256(bytes)),
    bytes: bytes.byteLength,
    contentType: 'application/xml',
    report: '',
    latestMs: Date.UTC(2026, 10, 22, 12),
    ...change
  }
}

/** How it is asked. */
export interface Asking {
  readonly asker?: Person
  /** What is sent, whatever the order says. */
  readonly body?: string | Uint8Array | AsyncIterable<Uint8Array>
  readonly signal?: AbortSignal
}

export class Carrying {
  readonly clock = new FakeClock()
  readonly members = new Set<PeerId>([alice.peer, bob.peer, carol.peer])
  readonly present = new Set<PeerId>([alice.peer, carol.peer])
  /** Who may not use others' uplinks. */
  readonly limited = new Set<PeerId>()
  /** Who was told that an upload is over, and which. */
  readonly told: { readonly peer: PeerId; readonly data: unknown }[] = []
  uplink: 'yes' | 'no' | 'unknown' | 'off' = 'unknown'
  refusal: string | undefined
  mayServe = true
  /** This machine has no way out at all. */
  isOffline = false
  home = ''
  uploads!: CarriedUploads
  /** Called when its door is no more on the content port, which ends what is open there. */
  doorGone: () => void = () => {}
  readonly #listeners = new Set<(peer: PeerId) => void>()
  #service: MemberService | undefined
  #answerer: Answerer | undefined
  #starts = 0

  static async start(init: Partial<CarriedUploadsInit> = {}): Promise<Carrying> {
    const carrying = new Carrying()
    carrying.home = await mkdtemp(join(tmpdir(), 'potluck-carried-'))
    await carrying.open(init)
    return carrying
  }

  get folder(): string {
    return join(this.home, 'carried')
  }

  async open(init: Partial<CarriedUploadsInit> = {}): Promise<void> {
    this.uploads = await CarriedUploads.open({
      ...{ home: this.home, carries: true, maxBytes: 2 ** 20, clock: this.clock, logger: silentLogger },
      // Names are unique over restarts too.
      ...{ random: seededRandom(++this.#starts), ...init }
    })
    this.uploads.attach(this.group())
  }

  async restart(init: Partial<CarriedUploadsInit> = {}): Promise<void> {
    await this.uploads.close()
    await this.open(init)
  }

  async close(): Promise<void> {
    await this.uploads.close()
    await rm(this.home, { recursive: true, force: true })
  }

  group(): CarryGroup {
    const { clock } = this
    const policy = LOOPBACK_FOR_MEMBERS
    const origins = createOriginAccess({ clock, random: seededRandom(2), policy, ledger: new Ledger() })
    const group: CarryGroup['group'] = {
      ...{ id: toHex(GROUP_ID), idBytes: GROUP_ID, self: bob.peer, keyPair: bob.keyPair },
      isMember: (peer) => this.members.has(peer),
      limitsOf: (peer) => ({
        ...NO_LIMITS,
        mayUseUplinks: !this.limited.has(peer),
        mayServe: peer !== bob.peer || this.mayServe
      }),
      peerTimeMs: () => clock.nowMs(),
      tell: async (peer, _type, { data }) => void this.told.push({ peer, data }),
      on: (_name, listener) => {
        this.#listeners.add(listener as (peer: PeerId) => void)
        return () => this.#listeners.delete(listener as (peer: PeerId) => void)
      },
      graph: { present: () => [...this.present].map((peer) => ({ peer })) as never }
    }
    return {
      group,
      needs: {
        onNeed: (answerer) => {
          this.#answerer = answerer
          return () => (this.#answerer = undefined)
        }
      },
      server: {
        addService: (_groupId, _name, service) => {
          this.#service = service
          return () => {
            this.#service = undefined
            this.doorGone()
          }
        }
      },
      origins: {
        passThrough: async (request) => {
          if (this.isOffline) throw new ContentError('NO_UPLINK', 'no way out')
          return await origins.passThrough(request)
        }
      },
      refusal: () => this.refusal,
      uplink: () => this.uplink
    }
  }

  remove(peer: PeerId): void {
    this.members.delete(peer)
    for (const listener of this.#listeners) listener(peer)
  }

  need(uri: string, change: Partial<HeardNeed> = {}): NeedReply | undefined {
    const need: HeardNeed = {
      ...{ asker: alice.peer, id: 1, uri, method: 'POST', type: undefined, protocol: 'http', version: '', pairs: [] },
      ...change
    }
    return this.#answerer?.(need) as NeedReply | undefined
  }

  /** As a member's request comes through the door. */
  ask(
    method: string,
    path: string,
    asking: Asking & { readonly headers?: MemberRequest['headers'] } = {}
  ): Promise<MemberAnswer> {
    const { asker = alice, body = '', headers = {}, signal = new AbortController().signal } = asking
    const isWhole = typeof body === 'string' || body instanceof Uint8Array
    const bytes = typeof body === 'string' ? utf8(body) : body
    const asked = {
      ...{ peer: asker.peer, method, path, headers, signal },
      bytes: Number(headers['content-length'] ?? 0),
      body: isWhole ? once(bytes as Uint8Array) : body
    }
    if (this.#service === undefined) throw new Error('no service')
    return this.#service.answer(asked)
  }

  post(order: Order, { body = REPORT, ...asking }: Asking = {}): Promise<MemberAnswer> {
    const headers = { 'potluck-upload': orderHeader(encodeOrder(order)), 'content-length': String(order.bytes) }
    return this.ask('POST', `/${order.id}`, { ...asking, body, headers })
  }

  get({ id }: Pick<Order, 'id'>, asking?: Asking): Promise<MemberAnswer> {
    return this.ask('GET', `/${id}`, asking)
  }

  delete({ id }: Pick<Order, 'id'>, asking?: Asking): Promise<MemberAnswer> {
    return this.ask('DELETE', `/${id}`, asking)
  }

  acceptance({ body }: Pick<MemberAnswer, 'body'>, asker: Person = alice): Acceptance | undefined {
    return body && readAcceptance(body, { group: GROUP_ID, asker: asker.peer, relay: bob.peer })
  }

  /** What became of it, once it is known. Time passes meanwhile, where there is nothing else to do. */
  async returned(order: Order, asker: Person = alice): Promise<Return> {
    for (;;) {
      const answer = await this.get(order, { asker })
      if (answer.status === 200) {
        const returned = readReturn(answer.body!, { group: GROUP_ID, asker: asker.peer, relay: bob.peer })
        if (returned?.orderSha256 !== toHex(orderSha256(encodeOrder(order)))) throw new Error('another order, or none')
        return returned
      }
      if (answer.status !== 202) throw new Error(`status ${answer.status}`)
      await new Promise((resolve) => setImmediate(resolve))
    }
  }
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array, void, undefined> {
  yield bytes
}
