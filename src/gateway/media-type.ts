// What a file is by the end of its name, where nobody said it: what backends of reports look at.

const TYPES: { readonly [ending: string]: string } = {
  xml: 'application/xml',
  json: 'application/json',
  csv: 'text/csv',
  txt: 'text/plain',
  zip: 'application/zip',
  gz: 'application/gzip'
}

/** Undefined: bytes. */
export function mediaTypeOf(name: string): string | undefined {
  const ending = /\.([a-z]+)$/i.exec(name)?.[1]?.toLowerCase() ?? ''
  return Object.hasOwn(TYPES, ending) ? TYPES[ending] : undefined
}
