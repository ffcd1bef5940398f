// Who may be in a graph, and whose records count: given by whoever opens it (PEER_SECURITY_INTERFACE, reference section 1.12), or
// nobody's business.
import { hkdfSync } from 'node:crypto'
import { copyBytes, type Clock, type Logger, type PeerId } from '../base/index.js'
import type { Policy, RecordSecurity } from '../store/index.js'
import { MAX_OPEN_AUTHORS, SECURITY_LOG_MS } from './defaults.js'
import { reasonOf } from './errors.js'
import type { AdmissionRequest, Gate } from './gate.js'

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
 * What a program gave, asked in such a way that what it throws ends nothing: who cannot be judged is no member, and unknown.
 * @param logger at most once a minute
 */
export function guardedSecurity({ gate, policy, records }: GraphSecurity, clock: Clock, logger: Logger): GraphSecurity {
  let loggedAtMs = Number.NEGATIVE_INFINITY
  const ask = <Said>(question: string, call: () => Said, otherwise: Said): Said => {
    const failed = (thrown: unknown): void => {
      if (clock.monotonicMs() - loggedAtMs < SECURITY_LOG_MS) return
      loggedAtMs = clock.monotonicMs()
      logger.warn(`${question} threw: ${reasonOf(thrown)}`)
    }
    const caught = (thrown: unknown): Said => {
      failed(thrown)
      return otherwise
    }
    try {
      const said = call()
      return said instanceof Promise ? (said.catch(caught) as Said) : said
    } catch (thrown) {
      return caught(thrown)
    }
  }
  const never = (): void => {}
  return {
    gate: {
      groupSecret: copyBytes(gate.groupSecret),
      credentials: () => ask('credentials', () => gate.credentials(), new Uint8Array()),
      admit: async (peer, credentials) => ask('admit', () => gate.admit(peer, credentials), Promise.resolve(false)),
      isMember: (peer) => ask('isMember', () => gate.isMember(peer), false),
      ...(gate.onChange && {
        onChange: (listener: (peer: PeerId) => void) => ask('onChange', () => gate.onChange!(listener), never)
      }),
      ...(gate.farewell && { farewell: (peer: PeerId) => ask('farewell', () => gate.farewell!(peer), undefined) }),
      ...(gate.hearFarewell && {
        hearFarewell: async (body: Uint8Array) => ask('hearFarewell', () => gate.hearFarewell!(body), Promise.resolve())
      }),
      ...(gate.answerRequest && {
        answerRequest: async (request: AdmissionRequest) =>
          ask('answerRequest', () => gate.answerRequest!(request), Promise.resolve(new Uint8Array()))
      })
    },
    policy: {
      maxAuthors: policy.maxAuthors,
      knowsAuthor: (author) => ask('knowsAuthor', () => policy.knowsAuthor(author), false),
      memberUntilMs: (author) => ask('memberUntilMs', () => policy.memberUntilMs(author), undefined),
      ...(policy.recordsUntilMs && {
        recordsUntilMs: (author: PeerId) => ask('recordsUntilMs', () => policy.recordsUntilMs!(author), undefined)
      }),
      ...(policy.cutsOf && { cutsOf: (author: PeerId) => ask('cutsOf', () => policy.cutsOf!(author), []) }),
      isAdministrator: (author) => ask('isAdministrator', () => policy.isAdministrator(author), false),
      credentials: () => ask('credentials', () => policy.credentials(), []),
      acceptsCredential: (bytes) => ask('acceptsCredential', () => policy.acceptsCredential(bytes), false),
      receiveCredential: async (bytes) =>
        ask('receiveCredential', () => policy.receiveCredential(bytes), Promise.resolve('ignored' as const)),
      onChange: (listener) => ask('onChange', () => policy.onChange(listener), never),
      onCredential: (listener) => ask('onCredential', () => policy.onCredential(listener), never)
    },
    records
  }
}

const SECRET_INFO = 'potluck/open-graph/1'

/**
 * Without security: whoever knows the graph's id is in, and may change what its creator's type does not keep to itself. What is on the
 * way is encrypted, and nobody else learns what graph it is; the id is the only secret.
 * @param graphId 32 bytes
 */
export function openSecurity(graphId: Uint8Array): GraphSecurity {
  const groupSecret = new Uint8Array(hkdfSync('sha256', graphId, new Uint8Array(), SECRET_INFO, 32))
  return {
    gate: {
      groupSecret,
      credentials: () => new Uint8Array(),
      admit: async () => true, // It has proved that it knows the secret.
      isMember: () => true
    },
    policy: {
      knowsAuthor: () => true,
      maxAuthors: MAX_OPEN_AUTHORS,
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
