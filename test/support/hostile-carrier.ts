// A member's door for uploads (`/v1/groups/<group>/uploads/<id>`) that means harm: it accepts, and then does as it is told. It knows every
// key but the backend's.
import { generateKeyPairSync } from 'node:crypto'
import { once } from 'node:events'
import type { IncomingMessage } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { buffer } from 'node:stream/consumers'
import { concatBytes, toHex, utf8, type PeerId } from '../../src/base/index.js'
import type { MemberAnswer, MemberRequest, MemberService } from '../../src/content/index.js'
import {
  decodeOrder,
  ORDER_HEADER,
  orderSha256,
  readOrderHeader,
  requestHeaders
} from '../../src/flows/receipt/order.js'
import type { Order } from '../../src/flows/receipt/order.js'
import {
  signAcceptance,
  signReturn,
  type BackendAnswer,
  type StatementSigner
} from '../../src/flows/receipt/statements.js'
import { contentDigest, pairsOf, readReceiptKey, signReceipt } from '../../src/receipts/index.js'

/** What it was handed. */
export interface Taken {
  readonly order: Order
  readonly orderBytes: Uint8Array
  readonly body: Uint8Array
  readonly acceptedMs: number
}

/** Undefined: it has nothing to say (yet). */
export type Deed = (
  taken: Taken
) => Promise<BackendAnswer | 'nothing' | 'unknown'> | BackendAnswer | 'nothing' | 'unknown'

/** How it lies when it accepts. */
export type Acceptance = 'honest' | 'another-order' | 'too-late' | 'of-nobody'

/** Which order what it returns is of. */
export type Returns = 'this-order' | 'another-order'

export class HostileCarrier implements MemberService {
  deed: Deed = () => 'nothing'
  acceptance: Acceptance = 'honest'
  returns: Returns = 'this-order'
  readonly taken: Taken[] = []
  readonly #signer: Omit<StatementSigner, 'asker'>
  readonly #nowMs: () => number
  readonly #answers = new Map<string, Promise<BackendAnswer | 'nothing' | 'unknown'>>()

  /** @param nowMs peer time */
  constructor(signer: Omit<StatementSigner, 'asker'>, nowMs: () => number) {
    this.#signer = signer
    this.#nowMs = nowMs
  }

  /** It has an answer to one that it took, from now on. */
  answerNow(id: string, deed: Deed): void {
    const taken = this.taken.find(({ order }) => order.id === id)!
    this.#answers.set(id, Promise.resolve(deed(taken)))
  }

  async answer({ peer, method, path, headers, body }: MemberRequest): Promise<MemberAnswer> {
    const id = path.slice(1)
    if (method === 'POST') return await this.#take(peer, String(headers[ORDER_HEADER]), body)
    const taken = this.taken.find(({ order }) => order.id === id)
    if (method === 'DELETE') return { status: 204 }
    const answer = await (this.#answers.get(id) ?? 'unknown')
    if (taken === undefined || answer === 'unknown') return { status: 404, headers: { 'potluck-reason': 'unknown' } }
    if (answer === 'nothing') return { status: 202 }
    const orderDigest = this.returns === 'another-order' ? 'cd'.repeat(32) : toHex(orderSha256(taken.orderBytes))
    const returned = { ...answer, type: 'answered', orderSha256: orderDigest } as const
    return { status: 200, body: signReturn({ ...returned, atMs: this.#nowMs() }, { ...this.#signer, asker: peer }) }
  }

  async #take(asker: PeerId, header: string, body: AsyncIterable<Uint8Array>): Promise<MemberAnswer> {
    const orderBytes = readOrderHeader(header)!
    const order = decodeOrder(orderBytes)!
    const acceptedMs = Math.floor(this.#nowMs())
    const chunks: Uint8Array[] = []
    for await (const chunk of body) chunks.push(Uint8Array.from(chunk))
    const taken = { order, orderBytes, body: concatBytes(chunks), acceptedMs }
    this.taken.push(taken)
    this.#answers.set(order.id, Promise.resolve(this.deed(taken)))
    const deadlineMs = acceptedMs + (this.acceptance === 'too-late' ? 24 * 3_600_000 : 40_000)
    const orderDigest = this.acceptance === 'another-order' ? 'ab'.repeat(32) : toHex(orderSha256(orderBytes))
    const signer = this.acceptance === 'of-nobody' ? this.#stranger() : this.#signer
    const statement = signAcceptance({ orderSha256: orderDigest, acceptedMs, deadlineMs }, { ...signer, asker })
    return { status: 202, body: statement }
  }

  /** For another group than the asker's. */
  #stranger(): Omit<StatementSigner, 'asker'> {
    return { ...this.#signer, group: new Uint8Array(32) }
  }
}

/** What is sent otherwise than ordered. */
export interface Sending {
  readonly targetUri?: string
  readonly body?: Uint8Array
  /** Instead of what stands in the request, by lower-case name; undefined takes it away. */
  readonly headers?: { readonly [name: string]: string | undefined }
}

/** As a relay does it, or nearly, over TLS: whose certificate that is it does not mind. */
export async function sendOn({ order, body }: Taken, change: Sending = {}): Promise<BackendAnswer> {
  const sent = change.body ?? body
  const fixed = Object.fromEntries(requestHeaders(order).map(([name, value]) => [name.toLowerCase(), value]))
  const headers = Object.entries({ ...fixed, 'content-length': String(sent.byteLength), ...change.headers })
  const asked = httpsRequest(change.targetUri ?? order.targetUri, {
    method: 'POST',
    headers: Object.fromEntries(headers.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]))),
    ...{ agent: false, rejectUnauthorized: false }
  })
  asked.end(sent)
  const [response] = (await once(asked, 'response')) as [IncomingMessage]
  const hop = ['connection', 'keep-alive', 'transfer-encoding']
  return {
    status: response.statusCode ?? 0,
    headers: pairsOf(response.rawHeaders).filter(([name]) => !hop.includes(name.toLowerCase())),
    body: new Uint8Array(await buffer(response))
  }
}

/** Other bytes than were ordered, with their own digest. */
export function otherBytes({ body }: Taken): Required<Pick<Sending, 'body' | 'headers'>> {
  const other = concatBytes([utf8('<!-- harmless -->'), body])
  return { body: other, headers: { 'content-digest': contentDigest(other) } }
}

const own = readReceiptKey(
  generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
)

/** A receipt of its own. @param inNameOf the id of a key that it says it is */
export function forged({ order, acceptedMs }: Taken, inNameOf = own.keyId): BackendAnswer {
  const response = { status: 201, headers: [], body: utf8('stored\n') }
  const request = { method: 'POST', targetUri: order.targetUri, headers: requestHeaders(order) }
  const receipt = signReceipt({ request, response, keys: [{ ...own, keyId: inNameOf }], createdMs: acceptedMs })
  return { ...response, headers: receipt }
}

/** Out of nothing. */
export function unsigned(status: number): BackendAnswer {
  return { status, headers: [['Content-Type', 'text/plain']], body: utf8('ok\n') }
}
