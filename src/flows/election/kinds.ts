// What a provider is elected for: the whole group, or one application by its name (seeds/001, before Fig. 8).
import { FlowError } from '../errors.js'

/** In words; in records it is the empty name, so that no application can be called so. */
export const GROUP_KIND = 'group'
/** As people and programs write a kind: `group`, or the name of an application. */
export const ELECTION_KIND = /^[a-z0-9](?:[a-z0-9._-]{0,62}[a-z0-9])?$/
/** Kinds that one node takes part in, of its settings, started here, and heard: each has its timers and a record. A guess. */
export const MAX_ELECTION_KINDS = 32

/** As it stands in records. @throws {FlowError} `BAD_KIND` */
export function checkedKind(kind: string): string {
  if (ELECTION_KIND.test(kind)) return kind === GROUP_KIND ? '' : kind
  throw new FlowError(
    'BAD_KIND',
    `${JSON.stringify(kind.slice(0, 80))} is no kind: \`group\`, or 1 to 64 of a-z, 0-9, dot, dash and underscore`
  )
}

/** As it is shown. */
export function shownKind(kind: string): string {
  return kind === '' ? GROUP_KIND : kind
}
