// Headers that are for one hop alone, and are not sent on (RFC 9110 7.6.1).

const HOP_BY_HOP = new Set([
  'connection',
  'keep-alive',
  'proxy-connection',
  'proxy-authenticate',
  'proxy-authentication-info',
  'proxy-authorization',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade'
])

/** @param rawHeaders names and values in turn @param besides further names that are left out, lower case */
export function endToEndHeaders(rawHeaders: readonly string[], besides: readonly string[] = []): string[] {
  const named = valuesOf(rawHeaders, 'connection').flatMap((value) => value.split(','))
  const left = new Set([...HOP_BY_HOP, ...besides, ...named.map((name) => name.trim().toLowerCase())])
  return rawHeaders.filter((_text, i) => !left.has((rawHeaders[i - (i % 2)] ?? '').toLowerCase()))
}

/** Each time that the header is there. @param name lower case */
export function valuesOf(rawHeaders: readonly string[], name: string): string[] {
  return rawHeaders.filter((_text, i) => i % 2 === 1 && rawHeaders[i - 1]?.toLowerCase() === name)
}
