// What a certificate says of its own limits that Node does not tell: read from its DER (RFC 5280, 4.1 and 4.2).

export interface CertificateLimits {
  /** Authorities that may follow below it; undefined: any number. */
  readonly pathLength: number | undefined
  /** An extension of it must be understood, and is not: name constraints above all, which nothing here checks. */
  readonly hasUnknown: boolean
}

/** Node and OpenSSL look at these, or they say nothing about receipts: uses, alternative names, uses once more, policies. */
const UNDERSTOOD = new Set(['551d0f', '551d11', '551d25', '551d20'])
const BASIC_CONSTRAINTS = '551d13'
const NAME_CONSTRAINTS = '551d1e'

const [BOOLEAN, INTEGER, OID, OCTETS, SEQUENCE, EXTENSIONS] = [0x01, 0x02, 0x06, 0x04, 0x30, 0xa3]

interface Element {
  tag: number
  content: Buffer
}

/** @param der of a certificate that Node has read. @throws RangeError where it is none */
export function certificateLimits(der: Buffer): CertificateLimits {
  const signed = only(only(elements(der), SEQUENCE), SEQUENCE)
  let pathLength: number | undefined
  let hasUnknown = false
  for (const list of signed.filter(({ tag }) => tag === EXTENSIONS)) {
    for (const extension of only(elements(list.content), SEQUENCE)) {
      const parts = elements(extension.content)
      const name = find(parts, OID)?.toString('hex') ?? ''
      const isCritical = find(parts, BOOLEAN)?.[0] === 0xff
      if (name === BASIC_CONSTRAINTS) {
        const most = find(only(elements(find(parts, OCTETS) ?? Buffer.alloc(0)), SEQUENCE), INTEGER)
        pathLength = most?.readUIntBE(0, Math.min(most.byteLength, 6))
      } else if (name === NAME_CONSTRAINTS || (isCritical && !UNDERSTOOD.has(name))) {
        hasUnknown = true
      }
    }
  }
  return { pathLength, hasUnknown }
}

/** What the first of the elements is made of. */
function only([first]: readonly Element[], tag: number): Element[] {
  if (first?.tag !== tag) throw new RangeError('no certificate')
  return elements(first.content)
}

function find(parts: readonly Element[], tag: number): Buffer | undefined {
  return parts.find((part) => part.tag === tag)?.content
}

function elements(bytes: Buffer): Element[] {
  const found: Element[] = []
  for (let at = 0; at < bytes.byteLength;) {
    const tag = bytes.readUInt8(at)
    const short = bytes.readUInt8(at + 1)
    const more = short < 0x80 ? 0 : short & 0x7f
    if (more > 4) throw new RangeError('no certificate')
    const length = more === 0 ? short & 0x7f : bytes.readUIntBE(at + 2, more)
    const start = at + 2 + more
    if (start + length > bytes.byteLength) throw new RangeError('no certificate')
    found.push({ tag, content: bytes.subarray(start, start + length) })
    at = start + length
  }
  return found
}
