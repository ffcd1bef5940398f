// What runs inside this node by itself: its own services, and packages that its settings name.
import { z } from 'zod'
import { atMs } from './fields.js'
import type { Operation } from './operation.js'
import { watchLost } from './watch.js'

export const serviceInfo = z
  .object({
    name: z.string().describe('`peering`, `upload`, `relay`, or the npm package'),
    state: z
      .enum(['stopped', 'starting', 'running', 'unhealthy', 'failed', 'waiting-to-restart', 'stopping'])
      .describe('unhealthy: it runs, and said lately that something is wrong; failed: it is being taken down'),
    sinceMs: atMs,
    restarts: z.int().min(0).describe('How often it was started again after it failed, since the node started'),
    trouble: z
      .object({ words: z.string(), atMs })
      .optional()
      .describe('What went wrong last; forgotten when it has run well for 5 minutes, or somebody starts it'),
    restartsAtMs: atMs.optional().describe('Of one that waits: when it is started again')
  })
  .meta({ id: 'Service' })

const services = z.object({ services: z.array(serviceInfo).readonly() })

export type ServiceInfo = z.infer<typeof serviceInfo>
export type Services = z.infer<typeof services>

const params = z.object({ name: z.string().min(1).max(256).describe('`@acme/reports` is written `@acme%2Freports`') })

export const listServices = {
  id: 'listServices',
  method: 'GET',
  path: '/v1/services',
  right: 'read',
  summary: 'The services of this node, and how each does',
  description:
    'With `Accept: text/event-stream`: at once, and again whenever one has changed, until the caller leaves.',
  answer: {
    description: 'In the order in which they are started',
    json: services,
    events: { services, lost: watchLost }
  },
  problems: ['BUSY']
} as const satisfies Operation

export const startService = {
  id: 'startService',
  method: 'POST',
  path: '/v1/services/:name/start',
  right: 'administer',
  summary: 'Starts a service, at once where it waits to be started again',
  params,
  answer: { description: 'It runs', json: serviceInfo },
  problems: ['NOT_FOUND', 'NOT_READY', 'SERVICE_FAILED']
} as const satisfies Operation

export const stopService = {
  id: 'stopService',
  method: 'POST',
  path: '/v1/services/:name/stop',
  right: 'administer',
  summary: 'Stops a service, until somebody starts it or the node starts again',
  params,
  answer: { description: 'It is stopped', json: serviceInfo },
  problems: ['NOT_FOUND', 'NOT_READY']
} as const satisfies Operation

export const restartService = {
  id: 'restartService',
  method: 'POST',
  path: '/v1/services/:name/restart',
  right: 'administer',
  summary: 'Stops a service where it runs, and starts it',
  params,
  answer: { description: 'It runs', json: serviceInfo },
  problems: ['NOT_FOUND', 'NOT_READY', 'SERVICE_FAILED']
} as const satisfies Operation
