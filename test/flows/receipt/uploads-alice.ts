// Alice's uploads: her disk is real; her line, her groups, the members that carry for her and the time are not.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import {
  fromHex,
  raceSignal,
  seededRandom,
  sha256,
  silentLogger,
  toHex,
  utf8,
  type PeerId
} from '../../../src/base/index.js'
import { ContentError, type MemberCall, type MemberReply, type PassThroughRequest } from '../../../src/content/index.js'
import { NO_LIMITS } from '../../../src/group/index.js'
import type { Accusation, BlackListKeeper, RelayStanding, SeenReceipt } from '../../../src/flows/receipt/blame.js'
import {
  decodeOrder,
  orderSha256,
  readOrderHeader,
  requestHeaders,
  type Order
} from '../../../src/flows/receipt/order.js'
import { ReceiptKeys } from '../../../src/flows/receipt/receipt-keys.js'
import {
  signAcceptance,
  signReturn,
  type BackendAnswer,
  type GiveBackReason
} from '../../../src/flows/receipt/statements.js'
import { UploadQueue } from '../../../src/flows/receipt/upload-queue.js'
import { UploadService } from '../../../src/flows/receipt/upload-service.js'
import type { UploadGroup, UploadSettings } from '../../../src/flows/receipt/upload-service-init.js'
import { doneType } from '../../../src/flows/receipt/upload-done.js'
import type { NeedAnswer, NeedQuery } from '../../../src/flows/need/needs.js'
import { signedResponse, testKeyPair, testReceiptKey } from '../../support/exchanges.js'
import { FakeClock } from '../../support/fake-clock.js'
import { alice, type Person } from '../../support/people.js'

export const GROUP = '0b'.repeat(32)
export const URL_OF_VENDOR = 'https://vendor.example/reports'
export const REPORT = '<report/>'

/** What a backend that signs makes of an upload. */
export function stored(order: Order, change: { status?: number; key?: string; nowMs?: number } = {}): BackendAnswer {
  const { status = 201, key = '', nowMs } = change
  const request = { method: 'POST', targetUri: order.targetUri, headers: requestHeaders(order) }
  const plain = { status, headers: [], body: utf8('stored') }
  const { headers, body } = signedResponse(request, [testReceiptKey('ed25519', key)], plain, nowMs)
  return { status, headers: [...headers].map(([name, value]): [string, string] => [name, value]), body }
}

export const unsigned: BackendAnswer = { status: 200, headers: [], body: utf8('trust me') }

/** A member that carries uploads, as it is told to. */
export class Relay {
  readonly person: Person
  readonly has = new Map<string, { order: Order; bytes: Uint8Array; body: Uint8Array }>()
  readonly deleted: string[] = []
  /** What it brings. @default a valid receipt; undefined: nothing yet */
  brings: (order: Order) => BackendAnswer | { givenBack: GiveBackReason } | undefined = (order) => stored(order)
  /** Instead of taking it over. */
  refuses: { status: number; reason: string } | undefined
  deadlineMs = (_order: Order, nowMs: number): number => nowMs + 50_000
  /** As its own clock says. */
  acceptedMs = (_order: Order, nowMs: number): number => nowMs
  isHere = true
  /** What it returns is of another order. */
  babbles = false
  /** It answers, and not what came of it. */
  saysNothing = false
  /** What it goes on with for ever, a byte now and then. */
  dawdlesAt: 'POST' | 'GET' | undefined
  /** Its service runs: what says 404 is not the server alone. */
  knows = true
  posts = 0
  gets = 0

  constructor(person: Person) {
    this.person = person
  }

  async answer(call: MemberCall, nowMs: number): Promise<MemberReply> {
    if (!this.isHere) throw new ContentError('MEMBER_UNREACHABLE', 'away')
    const id = call.path.slice(1)
    const parties = { group: fromHex(GROUP)!, asker: alice.peer, keyPair: this.person.keyPair }
    switch (call.method) {
      case 'POST': {
        this.posts++
        if (this.refuses !== undefined) return reply(this.refuses.status, undefined, this.refuses.reason)
        const bytes = readOrderHeader(call.headers!['potluck-upload']!)!
        const order = decodeOrder(bytes)!
        const chunks: Uint8Array[] = []
        for await (const chunk of call.body!.open()) chunks.push(chunk)
        const body = Buffer.concat(chunks)
        if (toHex(sha256(body)) !== order.contentSha256) return reply(400)
        this.has.set(id, { order, bytes, body })
        const said = {
          orderSha256: toHex(orderSha256(bytes)),
          acceptedMs: this.acceptedMs(order, nowMs),
          deadlineMs: this.deadlineMs(order, nowMs)
        }
        return reply(202, signAcceptance(said, parties))
      }
      case 'GET': {
        this.gets++
        if (this.saysNothing) return reply(503)
        const held = this.has.get(id)
        if (held === undefined) return reply(404, undefined, this.knows ? 'unknown' : undefined)
        const brought = this.brings(held.order)
        if (brought === undefined) return reply(202)
        const said = { orderSha256: this.babbles ? 'cd'.repeat(32) : toHex(orderSha256(held.bytes)), atMs: nowMs }
        const returned =
          'givenBack' in brought
            ? ({ type: 'given-back', reason: brought.givenBack, ...said } as const)
            : ({ type: 'answered', ...brought, ...said } as const)
        return reply(200, signReturn(returned, parties))
      }
      default:
        this.deleted.push(id)
        this.has.delete(id)
        return reply(200)
    }
  }
}

function reply(status: number, body: Uint8Array = new Uint8Array(), reason?: string): MemberReply {
  return { status, headers: {}, reason, body }
}

export class Uploading implements BlackListKeeper {
  readonly clock = new FakeClock()
  readonly home = mkdtempSync(join(tmpdir(), 'potluck-uploads-'))
  readonly relays: Relay[]
  readonly accused: Accusation[] = []
  /** Asked last for a while, and no more. */
  readonly doubted: Accusation[] = []
  readonly seen: SeenReceipt[] = []
  readonly standings = new Map<PeerId, RelayStanding>()
  reported: string | undefined
  /** What members' clocks are ahead of hers. */
  clockIsBehindMs = 0
  /** Of Alice's own line. @default it is down */
  direct: (request: PassThroughRequest, body: string) => BackendAnswer = () => {
    throw new ContentError('ORIGIN_UNREACHABLE', 'no way there')
  }
  directTries = 0
  /** `off`: by settings. */
  line: 'unknown' | 'no' | 'off' = 'unknown'
  /** Origins that take what is sent, and say nothing. */
  readonly silent = new Set<string>()
  needs: NeedQuery[] = []
  mode: 'alongside' | 'off' = 'alongside'
  service!: UploadService
  keys!: ReceiptKeys
  readonly #present = new Set<(peer: PeerId) => void>()
  readonly #told = new Set<(record: never) => void>()
  readonly #restore: (() => void)[] = []
  /** Whether it waits for the queue when it opens. */
  opensRead = true
  #starts = 0

  constructor(...relays: Relay[]) {
    this.relays = relays
    this.writeKeys('')
    const { add, save, over, read, forget } = UploadQueue.prototype
    for (const [name, work] of Object.entries({ add, save, over, read, forget }))
      this.#holdDisk(UploadQueue.prototype, name, work)
    this.#holdDisk(ReceiptKeys.prototype, 'refresh', ReceiptKeys.prototype.refresh)
  }

  /** Of the backend: which key says what a receipt is. */
  writeKeys(...names: string[]): void {
    const pem = names.map((name) =>
      testKeyPair('ed25519', name).publicKey.export({ type: 'spki', format: 'pem' }).toString()
    )
    writeFileSync(join(this.home, 'vendor.pem'), pem.join('\n'))
  }

  async open(settings: Partial<UploadSettings> = {}, receipts = ['vendor.example=vendor.pem']): Promise<this> {
    const { clock, home } = this
    this.keys = await ReceiptKeys.open({ home, settings: receipts, clock, logger: silentLogger })
    this.service = await UploadService.open({
      ...{ home, clock, keys: this.keys, blackList: this, line: { state: this.line }, logger: silentLogger },
      settings: { seal: [], direct: false, keepDays: 30, ...settings },
      refusal: (url) => (url.hostname === '127.0.0.1' ? 'not named in uplink.allowPrivateOrigins' : undefined),
      random: seededRandom(++this.#starts),
      origins: {
        passThrough: (request) =>
          this.silent.has(new URL(request.url).origin) ? this.#swallow(request) : this.#held(this.#pass(request))
      }
    })
    if (this.opensRead) await this.service.whenRead
    this.service.attach(this.group())
    return this
  }

  /** As when the machine is switched off and on: nothing is said to anybody. */
  async restart(settings: Partial<UploadSettings> = {}): Promise<void> {
    await this.stop()
    await this.open(settings)
  }

  async stop(): Promise<void> {
    this.keys.close()
    await this.service.close()
  }

  async close(): Promise<void> {
    await this.stop()
    for (const restore of this.#restore) restore()
    rmSync(this.home, { recursive: true, force: true })
  }

  group(): UploadGroup {
    const { relays, clock } = this
    const find = (peer: PeerId): Relay => relays.find(({ person }) => person.peer === peer)!
    return {
      id: GROUP,
      group: {
        self: alice.peer,
        isMember: () => true,
        limitsOf: () => NO_LIMITS,
        peerTimeMs: () => clock.nowMs() + this.clockIsBehindMs,
        onTold: (_type, listener) => {
          this.#told.add(listener)
          return () => this.#told.delete(listener)
        },
        graph: {
          present: () =>
            relays.filter(({ isHere }) => isHere).map(({ person: { peer } }) => ({ peer, uplink: 'yes' })) as never,
          on: (_name: string, listener: unknown) => {
            this.#present.add(listener as never)
            return () => this.#present.delete(listener as never)
          }
        } as UploadGroup['group']['graph']
      },
      needs: {
        mode: this.mode,
        ask: (query) => {
          this.needs.push(query)
          return this.#asked()
        }
      },
      client: {
        request: (address, call, { signal } = {}) => {
          const relay = find(address.peer)
          if (relay.dawdlesAt === call.method) return raceSignal(new Promise(() => {}), signal)
          return this.#held(relay.answer(call, clock.nowMs()))
        }
      },
      addressOf: (peer) => ({ groupId: GROUP, peer, hosts: ['127.0.0.1'], port: 1 })
    }
  }

  add(body = REPORT, init: Partial<Parameters<UploadService['add']>[0]> = {}): ReturnType<UploadService['add']> {
    return this.service.add({ url: URL_OF_VENDOR, source: of(body), contentType: 'application/xml', ...init })
  }

  /** Time passes until that is so, as long as nothing else has to be done. */
  async until(isSo: () => boolean): Promise<void> {
    if (await this.clock.runUntil(isSo, 3 * 3_600_000)) return
    throw new Error(`it is ${JSON.stringify(this.service.list().map(({ state, attempts }) => ({ state, attempts })))}`)
  }

  async untilState(id: string, state: string): Promise<void> {
    await this.until(() => this.service.get(id)?.state === state)
  }

  /** It comes, or goes. */
  moves(relay: Relay, isHere: boolean): void {
    relay.isHere = isHere
    for (const listener of this.#present) listener(relay.person.peer)
  }

  tellDone(relay: Relay, id: string): void {
    const record = { creator: relay.person.peer, data: doneType.codec.encode({ id }) }
    for (const listener of this.#told) listener(record as never)
  }

  standing(relay: PeerId): RelayStanding {
    return this.standings.get(relay) ?? 'fine'
  }

  accuse(accusation: Accusation): void {
    const isDoubt = accusation.fault === 'no-receipt' && accusation.status === undefined
    ;(isDoubt ? this.doubted : this.accused).push(accusation)
  }

  receiptSeen(receipt: SeenReceipt): void {
    this.seen.push(receipt)
  }

  report(): string | undefined {
    return this.reported
  }

  doubt(): string | undefined {
    return undefined
  }

  /** The disk takes real time. */
  #holdDisk(prototype: object, name: string, work: (...given: never[]) => Promise<unknown>): void {
    const { clock } = this
    this.#restore.push(() => Object.assign(prototype, { [name]: work }))
    Object.assign(prototype, {
      [name](this: unknown, ...given: never[]) {
        const working = work.apply(this, given)
        clock.hold(working)
        return working
      }
    })
  }

  #held<Result>(work: Promise<Result>): Promise<Result> {
    this.clock.hold(work)
    return work
  }

  #asked(): ReturnType<UploadGroup['needs']['ask']> {
    const answers = this.relays
      .filter(({ isHere }) => isHere)
      .map(({ person }): NeedAnswer => ({
        holder: person.peer,
        alias: `/v1/groups/${GROUP}/uploads`,
        pairs: [],
        afterMs: 1,
        content: undefined
      }))
    return {
      ...{ id: 1, waitMs: 2_200, told: Promise.resolve(), answers: of(...answers), outcome: Promise.resolve('found') },
      onProgress: () => () => {},
      found: () => {}
    }
  }

  async #swallow(request: PassThroughRequest): Promise<never> {
    this.directTries++
    for await (const chunk of request.body ?? []) void chunk
    return await raceSignal(new Promise<never>(() => {}), request.signal)
  }

  async #pass(
    request: PassThroughRequest
  ): ReturnType<Parameters<typeof UploadService.open>[0]['origins']['passThrough']> {
    this.directTries++
    const chunks: Buffer[] = []
    for await (const chunk of request.body ?? []) chunks.push(chunk as Buffer)
    const { status, headers, body } = this.direct(request, Buffer.concat(chunks).toString())
    return {
      status,
      statusText: '',
      rawHeaders: headers.flat(),
      body: Readable.from([Buffer.from(body)], { objectMode: false })
    }
  }
}

async function* of<Item>(...items: Item[]): AsyncGenerator<Item extends string ? Uint8Array : Item> {
  for (const item of items) yield (typeof item === 'string' ? utf8(item) : item) as never
}
