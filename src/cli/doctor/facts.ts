// What `doctor` looks at. Gathered by gather.ts, judged by checks: those are pure, so that each can be tried with a table.
import type { JudgedAddress, MulticastRoute } from '../../graph/index.js'
import type { Config, GroupDiagnosis, NodeStatus } from '../../gateway/index.js'
import type { Readiness } from '../gateway-address.js'

export interface Facts {
  readonly nowMs: number
  readonly home: HomeFacts
  /** The running node's, else as `potluck up` would take them here and now; undefined where it could not. */
  readonly config: Config | undefined
  /** Why `potluck up` could not start here and now. */
  readonly settingsProblem: Problem | undefined
  /** The running node; undefined where none runs. */
  readonly node: NodeFacts | undefined
  readonly addresses: readonly JudgedAddress[]
  readonly multicast: MulticastRoute
  readonly ports: readonly PortFacts[]
  readonly gateway: { readonly port: number; readonly readiness: Readiness } | undefined
  /** A firewall that is on, as far as this user can see. */
  readonly firewall: 'ufw' | 'firewalld' | undefined
  /** Whether the system's clock is kept right; undefined: cannot be told. */
  readonly clockSynchronised: boolean | undefined
  /** Of the disk that the home is on; undefined where there is no home. */
  readonly freeBytes: number | undefined
  /** Of the home's files, where no node runs that could say more. */
  readonly groups: readonly GroupFacts[]
}

/** An error as it is said: with what to do. */
export interface Problem {
  readonly code: string
  readonly message: string
}

export interface HomeFacts {
  readonly path: string
  readonly problem: Problem | undefined
  /** Another user than the one who asks. */
  readonly foreignOwner: boolean
}

export interface NodeFacts {
  readonly status: NodeStatus
  readonly groups: readonly GroupDiagnosis[]
}

export type PortName = 'group' | 'content' | 'gateway'

export interface PortFacts {
  readonly name: PortName
  readonly host: string
  readonly port: number
  /** With a node: what dialling it met. Without: whether a node could listen there. */
  readonly state: 'answers' | 'refused' | 'silent' | 'free' | 'taken' | 'forbidden' | 'no-such-address'
}

export interface GroupFacts {
  readonly id: string
  readonly name: string
  /** Undefined where our certificate is good. */
  readonly refusal: string | undefined
  /** Who ended our membership, and when, in words; undefined where nobody did. */
  readonly removal: string | undefined
  readonly validUntilMs: number | undefined
}

export interface Finding {
  readonly check: string
  readonly level: 'ok' | 'warn' | 'fail'
  readonly what: string
  /** What helps. */
  readonly todo?: string
}
