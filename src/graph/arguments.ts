// What a program gives to its graph, looked at before anything is done with it: who compiles without types gets a coded error too.
import { isIP } from 'node:net'
import { z } from 'zod'
import { publicKeyFromPeerId } from '../base/index.js'
import { GraphError } from './errors.js'
import type { GraphEvent, GraphEventFilter } from './graph-event.js'
import { GRAPH_SCOPES } from './scope.js'

const EVENTS: { readonly [kind in Exclude<GraphEvent['event'], 'overflow'>]: true } = {
  status: true,
  warning: true,
  properties: true,
  record: true,
  neighbour: true,
  node: true,
  direct: true,
  data: true,
  'connection-required': true,
  'synchronised-type': true
}

const bytes = (count: number): z.ZodType =>
  z.instanceof(Uint8Array).refine(({ byteLength }) => byteLength === count, `must have ${count} bytes`)
const callable = z.custom((value) => typeof value === 'function', 'must be a function')
const callables = <Name extends string>(...names: Name[]): { [name in Name]: typeof callable } =>
  Object.fromEntries(names.map((name) => [name, callable])) as { [name in Name]: typeof callable }

const security = z.object({
  gate: z.object({ groupSecret: bytes(32), ...callables('credentials', 'admit', 'isMember') }),
  policy: z.object(
    callables(
      ...(['knowsAuthor', 'memberUntilMs', 'isAdministrator', 'credentials', 'acceptsCredential'] as const),
      ...(['receiveCredential', 'onChange', 'onCredential'] as const)
    )
  ),
  records: z.object(callables('secure', 'validate'), '`secure` and `validate`, both or neither').optional()
})

const peer = z.string().refine((text) => publicKeyFromPeerId(text) !== undefined, 'is no peer id')
const keyPair = z.object({ publicKey: bytes(32), seed: bytes(32) })
const named = { graphId: z.string(), keyPair }
const folder = z.string().min(1)

/** Arguments that groups have too, by name. */
export const ARGUMENTS = {
  peer,
  folder,
  callable,
  precedence: z.array(z.string()),
  hosts: z.array(z.string().refine((text) => isIP(text) !== 0, 'is no IP address')).min(1),
  port: z.int().min(0).max(65_535),
  openDirect: z.object({ peer, address: z.string().optional() }),
  sendData: z.object({ type: z.string(), bytes: z.instanceof(Uint8Array) }),
  time: z.object({ ms: z.number() }),
  connections: z.object({ kinds: z.array(z.enum(['neighbour', 'direct'])).optional() }),
  /** Filters of events of these kinds. */
  events: (kinds: readonly string[]) =>
    z.object({ filters: z.array(z.object({ event: z.enum(kinds), types: z.array(z.string()).optional() })) })
} as const

/** Of each call, its arguments by name. */
const CALLS = {
  open: z.object({
    ...named,
    folder,
    security: security.optional(),
    mdns: z.boolean().optional(),
    logger: callable.optional(),
    properties: z.object({}).optional(),
    creator: peer.optional(),
    precedence: ARGUMENTS.precedence.optional()
  }),
  delete: z.object({ ...named, folder }),
  negotiateVersion: z.object({ major: z.int().min(0), minor: z.int().min(0) }),
  listen: z.object({
    scope: z.enum(GRAPH_SCOPES).optional(),
    hosts: ARGUMENTS.hosts.optional(),
    port: ARGUMENTS.port.optional()
  }),
  connect: z.object({ address: z.string(), peer: peer.optional() }),
  openDirect: ARGUMENTS.openDirect,
  resolve: z.object({ peer }),
  sendData: ARGUMENTS.sendData,
  setProperties: z.object({}),
  setPresence: z.object({ isForced: z.boolean() }),
  setNodeAttributes: z.object({ attributes: z.string().nullable() }),
  time: ARGUMENTS.time,
  connections: ARGUMENTS.connections,
  nodes: z.object({ peer: peer.optional() }),
  events: ARGUMENTS.events(Object.keys(EVENTS))
}

/** @throws {GraphError} `INVALID_ARGUMENT`: says which, and why */
export function checkArguments(call: keyof typeof CALLS, given: unknown): void {
  checkAgainst(CALLS[call], call, given)
}

/** @param call what the message names @throws {GraphError} `INVALID_ARGUMENT`: says which, and why */
export function checkAgainst(schema: z.ZodType, call: string, given: unknown): void {
  const { error } = schema.safeParse(given)
  const [issue] = error?.issues ?? []
  if (issue === undefined) return
  const where = issue.path.join('.')
  throw new GraphError('INVALID_ARGUMENT', `${where === '' ? call : `${call}: ${where}`}: ${issue.message}`)
}

/** Copies. @throws {GraphError} `INVALID_ARGUMENT` */
export function checkedFilters(filters: readonly GraphEventFilter[]): GraphEventFilter[] {
  checkArguments('events', { filters })
  return structuredClone([...filters])
}
