// What an origin said of content in the headers of its answer, as far as others can use it: what a cache must know
// (RFC 9111), and what whoever takes the content needs. Carried in location records, statements and resume notes.
import type { IncomingHttpHeaders } from 'node:http'
import { MAX_FACTS_CHARACTERS, MAX_HEADER_CHARACTERS } from './crossing-defaults.js'

/** Header values as the origin sent them. */
export interface HeaderFacts {
  readonly contentType: string | undefined
  readonly etag: string | undefined
  readonly lastModified: string | undefined
  readonly cacheControl: string | undefined
  readonly expires: string | undefined
  readonly date: string | undefined
  /** How old the answer was when it came, in seconds: caches on its way say so. */
  readonly age: string | undefined
  readonly vary: string | undefined
  readonly contentDisposition: string | undefined
  readonly contentLanguage: string | undefined
  /** `nosniff`: it is to be taken for nothing else than it says. */
  readonly contentTypeOptions: string | undefined
  /** Whose pages may have it within them. */
  readonly resourcePolicy: string | undefined
}

export interface ContentFacts extends HeaderFacts {
  /** Whether the origin sent whoever fetched it on to another URL. */
  readonly redirected: boolean
  /** Which one. Only the node that went there knows: plain URLs stand in no record that was not published on purpose. */
  readonly finalUrl: string | undefined
}

/** In the order in which they are kept where they are too long together: first what rules for whom and how long it is good. */
const HEADERS: { readonly [Name in keyof HeaderFacts]: string } = {
  cacheControl: 'cache-control',
  vary: 'vary',
  age: 'age',
  date: 'date',
  contentTypeOptions: 'x-content-type-options',
  resourcePolicy: 'cross-origin-resource-policy',
  contentType: 'content-type',
  etag: 'etag',
  lastModified: 'last-modified',
  expires: 'expires',
  contentDisposition: 'content-disposition',
  contentLanguage: 'content-language'
}
/** Rules that cannot be told in full are kept by asking each time, and by counting for nobody else. */
const UNTOLD: { readonly [Name in keyof HeaderFacts]?: string } = { cacheControl: 'no-cache', vary: '*' }
export const HEADER_FACTS = Object.keys(HEADERS) as readonly (keyof HeaderFacts)[]

export const NO_FACTS: ContentFacts = { ...mapHeaders(() => undefined), redirected: false, finalUrl: undefined }

/** For who is not told what it is: a file's name says it. */
export function withoutNames(facts: ContentFacts): ContentFacts {
  return { ...facts, contentDisposition: undefined }
}

/** As protobuf writes them: what is not known is empty. */
export type FactsOnWire = { [Name in keyof HeaderFacts]: string } & { redirected: boolean }

export function factsToWire(facts: ContentFacts): FactsOnWire {
  return { ...mapHeaders((name) => facts[name] ?? ''), redirected: facts.redirected }
}

/** Foreign bytes. @throws {RangeError} on what no header can carry, or is too long */
export function factsFromWire(wire: FactsOnWire): ContentFacts {
  for (const name of HEADER_FACTS) if (!isHeaderValue(wire[name])) throw new RangeError(name)
  if (HEADER_FACTS.reduce((sum, name) => sum + wire[name].length, 0) > MAX_FACTS_CHARACTERS) {
    throw new RangeError('facts')
  }
  return { ...mapHeaders((name) => wire[name] || undefined), redirected: wire.redirected, finalUrl: undefined }
}

/** The facts of what holds more besides. */
export function factsAlone(facts: ContentFacts): ContentFacts {
  return { ...mapHeaders((name) => facts[name]), redirected: facts.redirected, finalUrl: facts.finalUrl }
}

/**
 * What of an answer's headers others may hear; what a record cannot carry is left out.
 * @param finalUrl where redirects led
 */
export function factsOf(headers: IncomingHttpHeaders, finalUrl?: string): ContentFacts {
  let characters = 0
  const kept = mapHeaders((name) => {
    const text = headers[HEADERS[name]]
    if (typeof text !== 'string') return undefined
    const isKept = isHeaderValue(text) && characters + text.length <= MAX_FACTS_CHARACTERS
    const said = isKept ? text : UNTOLD[name]
    characters += said?.length ?? 0
    return said
  })
  return { ...kept, redirected: finalUrl !== undefined, finalUrl }
}

/** Facts as headers again: what a cache that follows RFC 9111 judges by. */
export function headersOf(facts: HeaderFacts): { [header: string]: string } {
  return Object.fromEntries(
    HEADER_FACTS.flatMap((name) => {
      const text = facts[name]
      return text === undefined ? [] : [[HEADERS[name], text]]
    })
  )
}

/** Text that can stand in an HTTP header as it is. */
export function isHeaderValue(text: string): boolean {
  return text.length <= MAX_HEADER_CHARACTERS && /^[\t\x20-\x7e\x80-\xff]*$/.test(text)
}

function mapHeaders<Value>(of: (name: keyof HeaderFacts) => Value): { [Name in keyof HeaderFacts]: Value } {
  return Object.fromEntries(HEADER_FACTS.map((name) => [name, of(name)])) as { [Name in keyof HeaderFacts]: Value }
}
