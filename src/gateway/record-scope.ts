// Whose records a caller may read and write: an application those of its namespace, whichever member wrote them; this
// machine's user, and who may administer, reads all and writes those of every application, but nothing built in.
import { hasRight, type Caller } from './router.js'

export interface RecordScope {
  mayRead(type: string): boolean
  mayWrite(type: string): boolean
  /** The only namespace; undefined: all. */
  readonly namespace: string | undefined
}

export function scopeOf(caller: Caller): RecordScope {
  if (hasRight(caller, 'administer')) {
    return { mayRead: () => true, mayWrite: (type) => namespaceOf(type) !== undefined, namespace: undefined }
  }
  const namespace = caller.kind === 'application' && caller.rights.has('records') ? caller.namespace : ''
  const isOwn = (type: string): boolean => namespace !== '' && namespaceOf(type) === namespace
  return { mayRead: isOwn, mayWrite: isOwn, namespace }
}

/** Of `app.<namespace>.<name>`; undefined for what is no application's. */
export function namespaceOf(type: string): string | undefined {
  return /^app\.([a-z][a-z0-9-]{0,31})\.[a-z][a-z0-9-]{0,47}$/.exec(type)?.[1]
}
