// Two vendors' servers outside the LAN, as askers' keys know them: what they stored, how often they were asked for it, when they are
// out of order, and when the first changes its key. Their receipts are real ones.
import { createPublicKey } from 'node:crypto'
import { sha256, toHex, utf8, type Random } from '../../src/base/index.js'
import type { BackendAnswer } from '../../src/flows/receipt/statements.js'
import {
  parseContentDigest,
  parseIdempotencyKey,
  readReceiptKey,
  signReceipt,
  trustOfKeys,
  type FieldPairs,
  type ReceiptKey,
  type ReceiptTrust
} from '../../src/receipts/index.js'
import { person } from '../support/people.js'
import { START_MS } from './peer-clock.js'
import { between } from './streams.js'

export const VENDOR = 'https://vendor.example/reports'
export const OTHER = 'https://other.example/in'

/** What reaches a backend. */
export interface BackendRequest {
  readonly targetUri: string
  readonly headers: FieldPairs
  readonly body: Uint8Array
}

/** From one simulated time to another, what a backend is like; otherwise it works. */
export interface Outage {
  readonly fromMs: number
  readonly untilMs: number
  /**
   * `down`: nobody answers. `busy`: 503, signed. `proxy`: what stands before it answers 502, unsigned. `mute`: it stores, and its answer
   * gets lost. `mistaken`: it signs with a key that nobody knows.
   */
  readonly kind: 'down' | 'busy' | 'proxy' | 'mute' | 'mistaken'
}

export interface BackendInit {
  readonly outages: readonly Outage[]
  /** When the vendor's key changes, simulated. */
  readonly keyChangesAtMs: number
}

const keys = new Map<string, ReceiptKey>()

/** Of that name, made once for all runs of a process. */
export function receiptKey(name: string): ReceiptKey {
  const pem = (): string => person(name).keyPair.privateKeyObject.export({ type: 'pkcs8', format: 'pem' }).toString()
  const known = keys.get(name) ?? readReceiptKey(pem())
  keys.set(name, known)
  return known
}

const trusts = new Map<string, ReceiptTrust>()

function trustIn(...names: readonly string[]): ReceiptTrust {
  const name = names.join()
  const known = trusts.get(name) ?? trustOfKeys(...names.map((one) => createPublicKey(receiptKey(one).key)))
  trusts.set(name, known)
  return known
}

export class UploadBackend {
  /** `id/digest` of each: by both, since who changes a content on its way must not take the place of what was meant. */
  readonly stored = new Set<string>()
  /** Ids of uploads for which it signed with a key that nobody knows: whoever brings that answer looks like a forger. */
  readonly mistaken = new Set<string>()
  /** Uploads that came again, and were not stored again. */
  repeats = 0
  readonly #init: BackendInit
  readonly #nowMs: () => number

  /** @param nowMs simulated time */
  constructor(init: BackendInit, nowMs: () => number) {
    this.#init = init
    this.#nowMs = nowMs
  }

  /** What an asker knows of the server's keys: the new one too, once it was told. */
  static trust(targetUri: string, knowsNewKey: boolean): ReceiptTrust {
    if (targetUri !== VENDOR) return trustIn('other vendor')
    return knowsNewKey ? trustIn('vendor', 'vendor anew') : trustIn('vendor')
  }

  /** Undefined: no answer comes. */
  receive(request: BackendRequest): BackendAnswer | undefined {
    const outage = this.#outage()
    if (outage === 'down') return undefined
    if (outage === 'proxy') return { status: 502, headers: [], body: utf8('bad gateway\n') }
    const signing = outage === 'mistaken' ? 'nobody knows it' : this.#keyName(request.targetUri)
    if (outage === 'busy') return this.#answer(request, 503, signing)
    const fields = new Map([...request.headers].map(([name, value]) => [name.toLowerCase(), value]))
    const id = parseIdempotencyKey(fields.get('idempotency-key'))
    const digest = parseContentDigest(fields.get('content-digest'))
    if (id === undefined || digest === undefined) return { status: 400, headers: [], body: utf8('no id\n') }
    if (outage === 'mistaken') this.mistaken.add(id)
    // Whoever changed the body is no asker: nothing of this is the asker's, so nothing is signed.
    if (toHex(sha256(request.body)) !== toHex(digest))
      return { status: 400, headers: [], body: utf8('not that body\n') }
    // What no receipt covers, and still decides: the backend itself refuses, whoever put it there.
    if (fields.has('content-encoding')) return this.#answer(request, 415, signing)
    if (isRefused(request.body)) return this.#answer(request, 422, signing)
    const name = storedName(id, request.body)
    if (this.stored.has(name)) this.repeats++
    this.stored.add(name)
    return outage === 'mute' ? undefined : this.#answer(request, 201, signing)
  }

  #answer({ targetUri, headers }: BackendRequest, status: number, keyName: string): BackendAnswer {
    const response = { status, headers: [], body: utf8(`${status}\n`) }
    const request = { method: 'POST', targetUri, headers }
    const createdMs = START_MS + this.#nowMs()
    const receipt = signReceipt({ request, response, keys: [receiptKey(keyName)], createdMs })
    return { ...response, headers: receipt }
  }

  #keyName(targetUri: string): string {
    if (targetUri !== VENDOR) return 'other vendor'
    return this.#nowMs() < this.#init.keyChangesAtMs ? 'vendor' : 'vendor anew'
  }

  #outage(): Outage['kind'] | undefined {
    const nowMs = this.#nowMs()
    return this.#init.outages.find(({ fromMs, untilMs }) => fromMs <= nowMs && nowMs < untilMs)?.kind
  }
}

/** As {@link UploadBackend.stored} has it. */
export function storedName(id: string, body: Uint8Array): string {
  return `${id}/${toHex(sha256(body))}`
}

/** What an upload holds that the backend will not have. */
export const REFUSED = 'no report at all'

function isRefused(body: Uint8Array): boolean {
  return Buffer.from(body).toString().startsWith(REFUSED)
}

const KINDS = ['down', 'busy', 'proxy', 'mute', 'mistaken'] as const

/** All over by `untilMs`. */
export function drawOutages(random: Random, count: number, untilMs: number): Outage[] {
  return Array.from({ length: count }, () => {
    const fromMs = between(random, [0, untilMs * 0.9])
    const kind = KINDS[Math.floor(random.fraction() * KINDS.length)]!
    return { fromMs, untilMs: Math.min(untilMs, fromMs + between(random, [5_000, 90_000])), kind }
  })
}
