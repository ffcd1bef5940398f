// What this node is and how it does.
import { z } from 'zod'
import { atMs, byteCount, friendlyName, groupId, groupName, peerId } from './fields.js'
import type { Operation } from './operation.js'
import { limits } from './groups.js'
import { serviceInfo } from './services.js'

export const failedGroup = z
  .object({ id: groupId, code: z.string(), message: z.string() })
  .meta({ id: 'FailedGroup', description: 'A group of the home that could not be opened, and why' })

export const cacheUsage = z
  .object({
    blobs: z.int().min(0),
    bytes: byteCount.describe('Of blobs, and of what is half done'),
    maxBytes: byteCount,
    full: z
      .object({ sinceMs: z.number(), reason: z.string() })
      .optional()
      .describe('That the disk took nothing more, until it does again')
  })
  .meta({ id: 'CacheUsage' })

export const groupStatus = z
  .object({
    id: groupId,
    name: groupName,
    friendlyName,
    members: z.int().min(0),
    present: z.int().min(0).describe('Members who are here now, this node too'),
    neighbours: z.int().min(0).describe('Members this node is linked with'),
    synchronised: z.boolean(),
    records: z.int().min(0).describe('Visible records'),
    limits: limits.describe('Of this node'),
    provider: peerId.optional().describe('Who is elected to fetch first for all, and is here'),
    uplink: z
      .enum(['yes', 'no', 'unknown'])
      .describe('Whether this node reached the Internet lately, as it tells the group'),
    peerTimeMs: z.int().min(0).describe('What time it is for the records of the group, ms since 1970')
  })
  .meta({ id: 'GroupStatus' })

const uploadsStatus = z
  .object({
    pending: z.int().min(0).describe('To go'),
    pendingBytes: byteCount,
    oldestAtMs: atMs.optional().describe('When the oldest of them was added'),
    withoutKey: z.int().min(0).describe('Of them: no key says what a receipt is, so no member is asked'),
    untaken: z
      .int()
      .min(0)
      .describe('Of them: no member took them when they were asked last, nor in the attempts that are remembered'),
    blackListed: z.int().min(0).describe('Members that are given nothing for a backend'),
    problems: z.int().min(0).describe('How many of what follows is wrong; what it is, is for who may administer'),
    doubts: z
      .array(z.object({ origin: z.string(), why: z.string() }))
      .optional()
      .describe('Backends whose receipts are in doubt, or our keys of theirs'),
    folders: z
      .array(z.object({ folder: z.string(), problem: z.string().optional(), passedOver: z.string().optional() }))
      .optional()
      .describe('Of `upload.folders`, and why one does not get on; `passedOver`: files that cannot be moved or read'),
    keyProblems: z
      .array(z.object({ file: z.string(), message: z.string() }))
      .optional()
      .describe('Files of `upload.receipts` that cannot be read now')
  })
  .meta({ id: 'UploadsStatus' })

export const nodeStatus = z
  .object({
    peerId,
    name: z.string(),
    groups: z.array(groupStatus),
    failedGroups: z.array(failedGroup).readonly(),
    services: z.array(serviceInfo).readonly(),
    uplink: z.object({ bytesIn: byteCount }).describe('Body bytes from origins since the node started'),
    lan: z
      .object({ bytesIn: byteCount, bytesOut: byteCount })
      .describe('Body bytes from and to members since the node started'),
    cache: cacheUsage,
    uploads: uploadsStatus.optional().describe('Missing while that service does not run, or reads its queue'),
    carried: z
      .object({ uploads: z.int().min(0), bytes: byteCount })
      .optional()
      .describe('For members; missing while that service does not run'),
    connections: z
      .object({
        way: z.enum(['own', 'members']).describe('How what is not shared goes out now'),
        carriers: z.int().min(0).describe('Members present that carry connections'),
        carries: z.boolean().describe('Whether this node carries connections of members'),
        carried: z.object({
          connections: z.int().min(0).describe('Open now'),
          bytes: byteCount.describe('Since it started, both ways'),
          members: z.array(z.object({ peer: peerId, connections: z.int().min(0), bytes: byteCount, lastAtMs: atMs }))
        })
      })
      .optional()
      .describe('Through members: whose, how many and how much; where to is told to nobody'),
    addresses: z.array(z.string()).describe('Multiaddrs of all groups'),
    ports: z.object({
      group: z.int().nullable().describe('Of the first group'),
      content: z.int(),
      gateway: z.int().nullable().optional().describe('Of this API on 127.0.0.1')
    })
  })
  .meta({ id: 'NodeStatus' })

export type NodeStatus = z.infer<typeof nodeStatus>

export const getStatus = {
  id: 'getStatus',
  method: 'GET',
  path: '/v1/status',
  right: 'read',
  summary: 'What this node is and how it does',
  answer: { description: 'Groups, bytes since the start, cache, addresses, ports', json: nodeStatus },
  problems: []
} as const satisfies Operation

export const reload = {
  id: 'reload',
  method: 'POST',
  path: '/v1/reload',
  right: 'administer',
  summary: 'Takes up what changed in the home',
  description: 'Opens groups that were created or joined since, and takes up new certificates.',
  answer: {
    description: 'What was opened, and what could not be',
    json: z.object({ opened: z.array(groupId), failed: z.array(failedGroup).readonly() })
  },
  problems: ['PORT_IN_USE', 'CANNOT_LISTEN', 'DISK']
} as const satisfies Operation
