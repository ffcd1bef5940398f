// What a program gives to its groups, looked at before anything is done with it: who compiles without types gets a coded error too.
import { z } from 'zod'
import { ARGUMENTS, checkAgainst } from '../graph/index.js'
import { isIdEnd } from '../group/index.js'
import { GROUP_EVENTS, type GroupEventFilter } from './group-event.js'

const { peer, folder: home, callable, precedence, hosts, port } = ARGUMENTS
const text = z.string()
const signal = z.instanceof(AbortSignal).optional()
const role = z.enum(['administrator', 'member'])
const mayOrNot = z.boolean().optional()
const limits = z.strictObject({
  mayServe: mayOrNot,
  mayUseUplinks: mayOrNot,
  mayProvide: mayOrNot,
  fixedTerm: mayOrNot
})
const durationMs = z.number().min(0)

const looking = {
  home,
  signal,
  mdns: z.boolean().optional(),
  knownAddresses: z.array(text).optional(),
  logger: callable.optional()
}

const opening = {
  ...looking,
  ports: z.object({ group: port.optional(), content: port.optional(), gateway: port.optional() }).optional(),
  hosts: hosts.optional(),
  precedence: precedence.optional(),
  connect: z.boolean().optional(),
  settings: z.record(z.string(), z.unknown()).optional(),
  env: z.object({}).optional()
}

/** Of each call, its arguments by name. */
const CALLS = {
  open: z.object({ ...opening, group: text.optional() }),
  create: z.object({ ...opening, name: text, group: text, properties: z.object({}).optional() }),
  join: z.object({ ...opening, name: text, invitation: text }),
  find: z.object({ ...looking, name: text, budgetMs: durationMs.optional() }),
  knock: z
    .object({
      ...opening,
      name: text,
      group: text.optional(),
      confirm: callable.optional(),
      budgetMs: durationMs.optional(),
      onWaiting: callable.optional()
    })
    .refine(({ group, confirm }) => confirm !== undefined || isIdEnd(group), {
      path: ['group'],
      message: 'must be 16 characters or more of an id, or `confirm` be given: names are anybody’s word'
    }),
  identity: z.object({ home, name: text }),
  home: z.object({ home }),
  delete: z.object({ home, group: text }),
  recover: z.object({ home, group: text.optional(), phrase: text }),
  exportIdentity: z.object({ home, passphrase: text }),
  importIdentity: z.object({ home, passphrase: text, text }),
  parseInvitation: z.object({ text }),
  connect: z.object({ addresses: z.array(text).optional() }),
  enumMembers: z.object({ present: z.boolean().optional(), peer: peer.optional() }),
  peer: z.object({ peer }),
  remove: z.strictObject({
    peer,
    distrusted: z.union([z.instanceof(Set), z.literal('all')]).optional(),
    reissue: z.array(peer).optional(),
    unseen: z.boolean().optional(),
    unsynchronised: z.boolean().optional(),
    phrase: text.optional()
  }),
  setRole: z.object({ peer, role }),
  setLimits: z.object({ peer, limits }),
  leave: z.strictObject({ force: z.boolean().optional() }),
  invite: z.strictObject({
    identity: text,
    role: role.optional(),
    limits: limits.optional(),
    ttlMs: durationMs.optional(),
    validForMs: durationMs.optional(),
    again: z.boolean().optional()
  }),
  makeCode: z.strictObject({ uses: z.number(), ttlMs: durationMs.optional(), role: role.optional() }),
  revokeCode: z.object({ id: text }),
  createToken: z.strictObject({ name: text, rights: z.array(text), namespace: text.optional() }),
  authorizeMembership: z.strictObject({
    peer,
    allow: z.boolean(),
    role: role.optional(),
    limits: limits.optional(),
    again: z.boolean().optional()
  }),
  election: z.object({ kind: text, criteria: z.record(z.string(), z.number()).optional() }),
  setProperties: z.object({}),
  setSettings: z.object({}),
  askNeed: z.strictObject({
    uri: text,
    method: z.enum(['GET', 'POST']).optional(),
    type: z.number().optional(),
    protocol: text.optional(),
    version: text.optional(),
    cachedOnly: z.boolean().optional(),
    pairs: z.array(z.object({ key: text, value: text })).optional(),
    wait: z.boolean().optional(),
    all: z.boolean().optional()
  }),
  onNeed: z.object({ answerer: callable }),
  addSource: z.looseObject({ name: text, find: callable }),
  path: z.object({ path: z.string().min(1) }),
  openDirect: ARGUMENTS.openDirect,
  sendData: ARGUMENTS.sendData,
  time: ARGUMENTS.time,
  connections: ARGUMENTS.connections,
  events: ARGUMENTS.events(Object.keys(GROUP_EVENTS))
}

/** @throws {GraphError} `INVALID_ARGUMENT`: says which, and why */
export function checkArguments(call: keyof typeof CALLS, given: unknown): void {
  checkAgainst(CALLS[call], call, given)
}

/** Copies. @throws {GraphError} `INVALID_ARGUMENT` */
export function checkedFilters(filters: readonly GroupEventFilter[]): GroupEventFilter[] {
  checkArguments('events', { filters })
  return structuredClone([...filters])
}
