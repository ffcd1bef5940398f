// What a local source says of what it has, checked as if an origin had said it.
import { createHash } from 'node:crypto'
import { factsFromWire, factsToWire, NO_FACTS, type ContentFacts } from './content-facts.js'
import type { HoldOptions } from './content.js'
import { ContentError } from './errors.js'
import { forbiddenByCacheControl } from './shareable.js'

/** @throws {ContentError} `BAD_CONTENT_TYPE` on what no header can carry; `PRIVATE_URL` where they say that it is for its asker alone */
export function heldFacts({ contentType, facts = {} }: Pick<HoldOptions, 'contentType' | 'facts'>): ContentFacts {
  const given = { ...NO_FACTS, ...facts, contentType: contentType ?? facts.contentType }
  const forbidden = forbiddenByCacheControl({ 'cache-control': given.cacheControl, vary: given.vary })
  if (forbidden !== undefined)
    throw new ContentError('PRIVATE_URL', `its facts say that it is not shared: ${forbidden}`)
  try {
    return factsFromWire(factsToWire(given))
  } catch (cause) {
    throw new ContentError('BAD_CONTENT_TYPE', `what is said of it cannot stand in headers: ${String(cause)}`, {
      cause
    })
  }
}

/** Short, however long its name: paths stand in it. */
export function stateOf(version: string): string {
  return createHash('sha256').update(version).digest('hex')
}
