// A receipt judged once more by another implementation of RFC 9421 than the product's, of another author, with nothing of ours but the key.
import { createHash, verify, type KeyObject } from 'node:crypto'
import { component, verifySignature } from 'http-message-sig'

/** As `GET /v1/uploads/{id}/receipt` says it. */
export interface ShownReceipt {
  readonly status: number
  readonly headers: readonly (readonly [name: string, value: string])[]
  /** Base64. */
  readonly body: string
  readonly request: {
    readonly method: string
    readonly targetUri: string
    readonly headers: readonly (readonly [name: string, value: string])[]
  }
}

const REQUEST = { req: true }
const COVERED = [
  ...['@status', 'content-digest'],
  ...['@method', '@target-uri', 'content-digest', 'idempotency-key'].map((name) => component(name, REQUEST))
]

/** Resolves where the receipt says, by an Ed25519 key of its backend, that just this content was answered so. @throws where it does not */
export async function verifyAgain(receipt: ShownReceipt, publicKey: KeyObject, content: Uint8Array): Promise<void> {
  const { request } = receipt
  const fields = (pairs: ShownReceipt['headers']): { name: string; value: string }[] =>
    pairs.map(([name, value]) => ({ name, value }))
  const message = {
    kind: 'response',
    status: receipt.status,
    fields: fields(receipt.headers),
    request: { kind: 'request', method: request.method, targetUri: request.targetUri, fields: fields(request.headers) }
  } as const
  const reports = request.headers.some(([name]) => name.toLowerCase() === 'potluck-report')
  await verifySignature(message, {
    policy: {
      algorithms: ['ed25519'],
      requiredComponents: [...COVERED, ...(reports ? [component('potluck-report', REQUEST)] : [])],
      requiredParameters: ['created', 'keyid', 'alg', 'tag']
    },
    resolveVerifier: () => ({
      algorithm: 'ed25519',
      verify: (data, signature) => verify(null, data, publicKey, signature)
    })
  })
  expectDigest(request.headers, content)
  expectDigest(receipt.headers, Buffer.from(receipt.body, 'base64'))
}

function expectDigest(headers: ShownReceipt['headers'], content: Uint8Array): void {
  const said = headers.find(([name]) => name.toLowerCase() === 'content-digest')?.[1]
  const is = `sha-256=:${createHash('sha256').update(content).digest('base64')}:`
  if (said !== is) throw new Error(`Content-Digest is ${said}, of ${is}`)
}
