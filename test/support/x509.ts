// Certificates as backends and authorities have them, good and bad, written byte by byte (RFC 5280).
import { createHash, generateKeyPairSync, sign, X509Certificate, type KeyObject } from 'node:crypto'

export interface TestAuthority {
  name: string
  publicKey: KeyObject
  privateKey: KeyObject
}

export interface IssueCertificate {
  subject: TestAuthority
  issuer: TestAuthority
  fromMs: number
  toMs: number
  /** DNS names; those of digits and dots are IPv4 addresses. */
  names?: readonly string[]
  /** An authority's, with as many below it as `pathLength` says. */
  isAuthority?: boolean
  pathLength?: number
  /** Further extensions: OID in DER (hex), critical, value in DER. */
  extensions?: readonly (readonly [oid: string, isCritical: boolean, value: Buffer])[]
}

export function testAuthority(name: string): TestAuthority {
  return { name, ...generateKeyPairSync('ed25519') }
}

export function issueCertificate(how: IssueCertificate): X509Certificate {
  const { subject, issuer, fromMs, toMs, names = [], isAuthority = false, pathLength, extensions = [] } = how
  const basic = sequence(
    ...(isAuthority ? [der(0x01, Buffer.from([0xff]))] : []),
    ...(pathLength === undefined ? [] : [der(0x02, Buffer.from([pathLength]))])
  )
  const alternatives = names.map((name) =>
    /^[\d.]+$/.test(name) ? der(0x87, Buffer.from(name.split('.').map(Number))) : der(0x82, Buffer.from(name))
  )
  const all = [
    extension('551d13', true, basic),
    ...(names.length === 0 ? [] : [extension('551d11', false, sequence(...alternatives))]),
    ...extensions.map((one) => extension(...one))
  ]
  const serial = createHash('sha256')
    .update(JSON.stringify([subject.name, issuer.name, fromMs, toMs]))
    .digest()
  const body = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.concat([Buffer.from([1]), serial.subarray(0, 15)])),
    ED25519,
    distinguishedName(issuer.name),
    sequence(time(fromMs), time(toMs)),
    distinguishedName(subject.name),
    subject.publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, sequence(...all))
  )
  const signature = sign(null, body, issuer.privateKey)
  return new X509Certificate(sequence(body, ED25519, der(0x03, Buffer.concat([Buffer.from([0]), signature]))))
}

function extension(oid: string, isCritical: boolean, value: Buffer): Buffer {
  const critical = isCritical ? [der(0x01, Buffer.from([0xff]))] : []
  return sequence(der(0x06, Buffer.from(oid, 'hex')), ...critical, der(0x04, value))
}

function distinguishedName(name: string): Buffer {
  return sequence(der(0x31, sequence(der(0x06, Buffer.from('550403', 'hex')), der(0x0c, Buffer.from(name)))))
}

function time(timeMs: number): Buffer {
  return der(0x18, Buffer.from(new Date(timeMs).toISOString().replace(/[-:T]|\.\d+/g, '')))
}

function sequence(...parts: readonly Buffer[]): Buffer {
  return der(0x30, Buffer.concat(parts))
}

function der(tag: number, content: Buffer): Buffer {
  const length = content.byteLength
  const head = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff]
  return Buffer.concat([Buffer.from([tag, ...head]), content])
}

const ED25519 = sequence(der(0x06, Buffer.from('2b6570', 'hex')))
