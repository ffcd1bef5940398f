// A code: what lets a number of machines in whose identities nobody knows beforehand (design section 5). It holds no
// group secret: only a token, and where to find the one administrator that redeems it. Spec: docs/protocols/admission.md.
import { isIPv4 } from 'node:net'
import { copyBytes, peerIdFromPublicKey, type PeerId } from '../base/index.js'
import { CODE_TOKEN_BYTES, MAX_CODE_ENDPOINTS } from './defaults.js'
import { GroupError } from './errors.js'
import { groupIdOf } from './group-root.js'
import { potluck } from './group-pb.js'
import { nameProblem } from './names.js'
import { describeMangled, fromText, nameOfKind, toText } from './text-form.js'

const wire = potluck.group.v1
const RENDEZVOUS_BYTES = 8
const ENDPOINT_BYTES = 6

export interface CodeContent {
  /** The group root's public key, 32 bytes. */
  readonly rootPublicKey: Uint8Array
  readonly groupName: string
  /** Public key of the administrator that made it, 32 bytes. */
  readonly issuerPublicKey: Uint8Array
  readonly issuerName: string
  /** 16 bytes, secret. */
  readonly token: Uint8Array
  /** Under what the group is found by mDNS, 8 bytes. */
  readonly rendezvous: Uint8Array
  /** Where the issuer was when it made the code: multiaddrs; of them the first IPv4 ones over TCP are kept. */
  readonly addresses: readonly string[]
  readonly expiresAtMs: number
}

export interface OpenedCode extends CodeContent {
  readonly groupId: string
  readonly issuer: PeerId
}

/** Whether `text` says that it is a code, be it a good one or not. */
export function isCodeText(text: string): boolean {
  const verdict = fromText('code', text)
  return verdict.ok || verdict.reason !== 'other-kind'
}

/** One line: what `join` takes. */
export function codeText(content: CodeContent): string {
  const { rootPublicKey, groupName, issuerPublicKey, issuerName, token, rendezvous, expiresAtMs } = content
  const endpoint = content.addresses.flatMap((address) => packEndpoint(address) ?? []).slice(0, MAX_CODE_ENDPOINTS)
  const message = {
    ...{ rootPublicKey, groupName, issuer: issuerPublicKey, issuerName, token, rendezvous, endpoint },
    expiresMs: expiresAtMs
  }
  return toText('code', wire.Code.encode(message).finish())
}

/** @throws {GroupError} `NOT_A_CODE`, `WRONG_VERSION`, `MANGLED` */
export function parseCodeText(text: string): OpenedCode {
  const verdict = fromText('code', text)
  if (verdict.ok) return readCode(verdict.payload)
  switch (verdict.reason) {
    case 'other-kind': {
      const { kind } = verdict
      const what = kind === undefined ? 'this is not a code' : `this is ${nameOfKind(kind)}, not a code`
      throw new GroupError('NOT_A_CODE', `${what}: codes begin with pot-code-`)
    }
    case 'wrong-version':
      throw new GroupError('WRONG_VERSION', `this code is of version ${verdict.version}; this Potluck reads 1`)
    case 'mangled':
      throw new GroupError('MANGLED', describeMangled('code', verdict))
  }
}

function readCode(payload: Uint8Array): OpenedCode {
  try {
    const { rootPublicKey, groupName, issuer, issuerName, token, rendezvous, endpoint, expiresMs } =
      wire.Code.decode(payload)
    for (const [bytes, length] of [
      [rootPublicKey, 32],
      [issuer, 32],
      [token, CODE_TOKEN_BYTES],
      [rendezvous, RENDEZVOUS_BYTES]
    ] as const) {
      if (bytes.byteLength !== length) throw new RangeError(`${bytes.byteLength} bytes in place of ${length}`)
    }
    const problem = nameProblem(groupName) ?? nameProblem(issuerName)
    if (problem !== undefined) throw new RangeError(problem)
    return {
      rootPublicKey: copyBytes(rootPublicKey),
      groupId: groupIdOf(rootPublicKey),
      groupName,
      issuerPublicKey: copyBytes(issuer),
      issuer: peerIdFromPublicKey(issuer),
      issuerName,
      token: copyBytes(token),
      rendezvous: copyBytes(rendezvous),
      addresses: endpoint.slice(0, MAX_CODE_ENDPOINTS).flatMap((bytes) => unpackEndpoint(bytes) ?? []),
      expiresAtMs: expiresMs
    }
  } catch (error) {
    throw new GroupError('NOT_A_CODE', 'this code is not well formed', { cause: error })
  }
}

/** `/ip4/…/tcp/…` as 4 bytes of address and 2 of port; undefined for other addresses, which mDNS must find. */
function packEndpoint(address: string): Uint8Array | undefined {
  const [, kind, host = '', transport, port] = address.split('/')
  if (kind !== 'ip4' || !isIPv4(host) || transport !== 'tcp') return undefined
  const number = Number(port)
  if (!(number >= 1 && number <= 65_535)) return undefined
  return Uint8Array.from([...host.split('.').map(Number), number >> 8, number & 0xff])
}

function unpackEndpoint(bytes: Uint8Array): string | undefined {
  if (bytes.byteLength !== ENDPOINT_BYTES) return undefined
  const [high = 0, low = 0] = bytes.subarray(4)
  return `/ip4/${bytes.subarray(0, 4).join('.')}/tcp/${high * 256 + low}`
}
