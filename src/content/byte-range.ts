// One byte range of a request (RFC 9110, section 14).

/** `start` inclusive, `end` exclusive. */
export interface ByteRange {
  readonly start: number
  readonly end: number
}

/**
 * What part of `totalBytes` a `Range` header asks for. `whole` for none, for other units, for lists of ranges and for what
 * is not well formed: a server may ignore all these. `unsatisfiable` where nothing of it is there.
 */
export function parseRange(header: string | undefined, totalBytes: number): ByteRange | 'whole' | 'unsatisfiable' {
  const match = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? '')
  if (match === null) return 'whole'
  const [, first = '', last = ''] = match
  if (first === '') {
    if (last === '') return 'whole'
    const suffixBytes = Math.min(Number(last), totalBytes)
    return suffixBytes === 0 ? 'unsatisfiable' : { start: totalBytes - suffixBytes, end: totalBytes }
  }
  const start = Number(first)
  const end = last === '' ? totalBytes : Math.min(Number(last) + 1, totalBytes)
  if (last !== '' && Number(last) < start) return 'whole'
  return start >= totalBytes ? 'unsatisfiable' : { start, end }
}
