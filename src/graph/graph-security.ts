// Who may be in a graph, and whose records count: given by whoever opens it (PEER_SECURITY_INTERFACE, reference section 1.12), or
// nobody's business.
import { hkdfSync } from 'node:crypto'
import type { PeerId } from '../base/index.js'
import type { Policy, RecordSecurity } from '../store/index.js'
import { MAX_OPEN_AUTHORS } from './defaults.js'
import { GraphError } from './errors.js'
import type { Gate } from './gate.js'

/** The same at every node of a graph. */
export interface GraphSecurity {
  /** Who may connect. */
  readonly gate: Gate
  /** Whose records are kept, and count. */
  readonly policy: Policy
  /**
   * What stands in each version of a record beside its author's signature, and how it is judged: records of the graph itself (presence,
   * properties) too. @default nothing, and all are valid
   */
  readonly records?: RecordSecurity | undefined
}

/**
 * Who secures records has to validate them too, and the other way round.
 * @throws {GraphError} `INVALID_ARGUMENT`
 */
export function checkSecurity(security: GraphSecurity | undefined): void {
  const records: Partial<RecordSecurity> | undefined = security?.records
  if (records === undefined) return
  if (typeof records.secure === 'function' && typeof records.validate === 'function') return
  throw new GraphError('INVALID_ARGUMENT', 'security of records is `secure` and `validate`, both or neither')
}

const SECRET_INFO = 'potluck/open-graph/1'

/**
 * Without security: whoever knows the graph's id is in, and may change what its creator's type does not keep to itself. What is on the
 * way is encrypted, and nobody else learns what graph it is; the id is the only secret.
 * @param graphId 32 bytes
 */
export function openSecurity(graphId: Uint8Array, self: PeerId): GraphSecurity {
  const groupSecret = new Uint8Array(hkdfSync('sha256', graphId, new Uint8Array(), SECRET_INFO, 32))
  const authors = new Set([self])
  const isKnown = (author: PeerId): boolean => {
    if (authors.size < MAX_OPEN_AUTHORS) authors.add(author)
    return authors.has(author) // Durable records alone ask: ephemeral ones have their room in memory.
  }
  return {
    gate: {
      groupSecret,
      credentials: () => new Uint8Array(),
      admit: async () => true, // It has proved that it knows the secret.
      isMember: () => true
    },
    policy: {
      knowsAuthor: isKnown,
      memberUntilMs: () => Number.MAX_SAFE_INTEGER,
      isAdministrator: () => true,
      credentials: () => [],
      acceptsCredential: () => false,
      receiveCredential: async () => 'refused',
      onChange: () => () => {},
      onCredential: () => () => {}
    }
  }
}
