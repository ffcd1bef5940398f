// A backend's signature over its answer and what was asked (RFC 9421).
import { createPrivateKey, createPublicKey, X509Certificate, type KeyObject } from 'node:crypto'
import { parseItem, serializeDictionary, type BareItem, type InnerList, type Item } from './structured-fields.js'
import { algorithmsOf, signBytes, type ReceiptAlgorithm } from './algorithms.js'
import { spellCertificates } from './certificates.js'
import { RECEIPT_TAG, signatureBase, signedComponents, type Exchange } from './components.js'
import { contentDigest } from './content-digest.js'
import { MAX_CERTIFICATES, MAX_TRUST_CHARACTERS } from './defaults.js'
import { ReceiptError } from './errors.js'
import { readFields } from './header-fields.js'
import { keyIdOf } from './trust.js'
import type { AskedRequest, ReturnedResponse } from './verify-receipt.js'

/** What a backend signs with. */
export interface ReceiptKey {
  readonly key: KeyObject
  readonly keyId: string
  readonly algorithm: ReceiptAlgorithm
  /** Leaf first; empty: who verifies has the key itself. */
  readonly chain: readonly X509Certificate[]
}

const LABEL = 'receipt'

/**
 * Reads a private key (PKCS #8 in PEM: Ed25519, P-256 or RSA) and, where receipts are to carry it, its certificate chain.
 *
 * @param options.algorithm by default the key's own; for RSA `rsa-pss-sha512`, and `rsa-v1_5-sha256` where that is asked for
 * @param options.certificates PEM, the key's own certificate first, then those that lead to the authority
 * @throws ReceiptError BAD_KEY where the key cannot be read or sign receipts, or the chain is too long or another key's
 */
export function readReceiptKey(
  pem: string,
  options: { algorithm?: ReceiptAlgorithm; certificates?: string } = {}
): ReceiptKey {
  const key = parsed(() => createPrivateKey(pem), 'this is no private key in PEM')
  const [usual] = algorithmsOf(key)
  const algorithm = options.algorithm ?? usual
  if (algorithm === undefined || !algorithmsOf(key).includes(algorithm)) {
    throw new ReceiptError(
      'BAD_KEY',
      `a ${key.asymmetricKeyType} key cannot sign with ${algorithm ?? 'what receipts take'}`
    )
  }
  const chain = readChain(options.certificates ?? '')
  const keyId = keyIdOf(createPublicKey(key))
  const [leaf] = chain
  if (leaf !== undefined && keyIdOf(leaf.publicKey) !== keyId) {
    throw new ReceiptError('BAD_KEY', 'the first certificate is another key’s')
  }
  return { key, keyId, algorithm, chain }
}

export interface SignReceipt {
  request: AskedRequest
  response: ReturnedResponse
  keys: readonly ReceiptKey[]
  /** When, in milliseconds since 1970; told in whole seconds. */
  createdMs: number
}

/**
 * Header fields to be added to the answer: `Content-Digest`, `Signature-Input`, `Signature`, and `Receipt-Certificates` where the
 * first key that has a chain has one. What the request lacks of what a receipt covers is left out of the signature, which then is
 * none that {@link verifyReceipt} takes: refusals of such requests are signed so.
 *
 * @throws ReceiptError BAD_OPTION where request or answer cannot stand in a signature
 */
export function signReceipt({ request, response, keys, createdMs }: SignReceipt): [name: string, value: string][] {
  const digest = contentDigest(response.body)
  const requestFields = readFields(request.headers)
  const responseFields = new Map(readFields(response.headers)).set('content-digest', [digest])
  if (requestFields === undefined) throw new ReceiptError('BAD_OPTION', 'these are no header fields')
  const { method, targetUri } = request
  const exchange: Exchange = { method, targetUri, requestFields, status: response.status, responseFields }
  const components = signedComponents(requestFields).filter((component) => isThere(exchange, component))
  const inputs: [string, InnerList][] = []
  const signatures: [string, Item][] = []
  for (const [index, key] of keys.entries()) {
    const label = index === 0 ? LABEL : `${LABEL}-${index + 1}`
    const input = inputOf(components, key, createdMs)
    inputs.push([label, input])
    signatures.push([label, [signBytes(key.algorithm, key.key, signatureBase(exchange, components, input)), new Map()]])
  }
  const chain = keys.find((key) => key.chain.length > 0)?.chain
  return [
    ['Content-Digest', digest],
    ...(chain === undefined ? [] : [['Receipt-Certificates', spellCertificates(chain)] as [string, string]]),
    ['Signature-Input', serializeDictionary(new Map(inputs))],
    ['Signature', serializeDictionary(new Map(signatures))]
  ]
}

function inputOf(components: readonly string[], { keyId, algorithm }: ReceiptKey, createdMs: number): InnerList {
  const parameters: [string, BareItem][] = [
    ['created', Math.floor(createdMs / 1000)],
    ['keyid', keyId],
    ['alg', algorithm],
    ['tag', RECEIPT_TAG]
  ]
  return [components.map((component) => parseItem(component)), new Map(parameters)]
}

function isThere({ requestFields }: Exchange, component: string): boolean {
  const name = /^"([a-z-]+)";req$/.exec(component)?.[1]
  return name === undefined || requestFields.has(name)
}

function readChain(pem: string): X509Certificate[] {
  if (pem.length > MAX_TRUST_CHARACTERS) throw new ReceiptError('BAD_KEY', 'the chain is too long')
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g) ?? []
  if (blocks.length > MAX_CERTIFICATES) {
    throw new ReceiptError('BAD_KEY', `a chain has at most ${MAX_CERTIFICATES} certificates`)
  }
  return blocks.map((block, index) =>
    parsed(() => new X509Certificate(block), `certificate ${index + 1} of the chain cannot be read`)
  )
}

function parsed<Read>(make: () => Read, complaint: string): Read {
  try {
    return make()
  } catch (error) {
    throw new ReceiptError('BAD_KEY', complaint, { cause: error })
  }
}
