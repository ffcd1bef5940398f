// What lies in this node's cache: see, keep, remove.
import { z } from 'zod'
import { atMs, byteCount, digest } from './fields.js'
import type { Operation } from './operation.js'
import { cacheUsage } from './status.js'

export const cachedBlob = z
  .object({
    digest,
    bytes: byteCount,
    pinned: z.boolean().describe('It stays, whatever else has to go'),
    lastUsedAtMs: atMs,
    urls: z.array(z.string()).describe('What it is known to be the content of, as far as this node remembers')
  })
  .meta({ id: 'CachedBlob' })

export type CachedBlob = z.infer<typeof cachedBlob>

const params = z.object({ digest })
const NOT_HERE = ['NOT_HELD', 'DISK'] as const

export const listCache = {
  id: 'listCache',
  method: 'GET',
  path: '/v1/cache',
  right: 'read',
  summary: 'What this node keeps',
  answer: {
    description: 'What was used last comes first',
    json: z.object({ usage: cacheUsage, blobs: z.array(cachedBlob) })
  },
  problems: []
} as const satisfies Operation

export const pinBlob = {
  id: 'pinBlob',
  method: 'PUT',
  path: '/v1/cache/:digest/pin',
  right: 'administer',
  summary: 'Has the cache keep it, whatever else has to go',
  params,
  answer: { description: 'It is pinned, on disk too', json: z.object({ digest, pinned: z.literal(true) }) },
  problems: NOT_HERE
} as const satisfies Operation

export const unpinBlob = {
  id: 'unpinBlob',
  method: 'DELETE',
  path: '/v1/cache/:digest/pin',
  right: 'administer',
  summary: 'Lets it go when its turn comes',
  params,
  answer: { description: 'It is not pinned', json: z.object({ digest, pinned: z.literal(false) }) },
  problems: NOT_HERE
} as const satisfies Operation

export const removeBlob = {
  id: 'removeBlob',
  method: 'DELETE',
  path: '/v1/cache/:digest',
  right: 'administer',
  summary: 'Removes it from the cache, pinned or not, and tells the groups',
  params,
  answer: { description: 'It is gone', json: z.object({ digest, removed: z.literal(true) }) },
  problems: NOT_HERE
} as const satisfies Operation
