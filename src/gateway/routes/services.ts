// The services of the node: how each does; starting and stopping them.
import { raceSignal } from '../../base/index.js'
import { route, type Call } from '../api-route.js'
import * as api from '../api/services.js'
import { describeError, GatewayError } from '../errors.js'
import type { PotluckNode } from '../node.js'
import type { Route } from '../router.js'

type Act = 'start' | 'stop' | 'restart'

export const serviceRoutes: readonly Route[] = [
  route(api.listServices, async (call) => {
    const { node, request } = call
    if (/\btext\/event-stream\b/i.test(request.headers.accept ?? '')) return await watchServices(call)
    return { services: node.services.list() }
  }),
  route(api.startService, (call) => act('start', call)),
  route(api.stopService, (call) => act('stop', call)),
  route(api.restartService, (call) => act('restart', call))
]

async function watchServices({ node, response }: Call<typeof api.listServices>): Promise<undefined> {
  const stream = node.streams.open(response)
  const tell = (): void => stream.send('services', { services: node.services.list() })
  tell()
  const stop = node.services.on('change', tell)
  await stream.closed
  stop()
}

/** @throws {GatewayError} `SERVICE_FAILED`, `NOT_FOUND`, `NOT_READY`: in the words of a service, codes mean what they mean to it */
async function act(
  deed: Act,
  { node, params: { name }, signal }: { node: PotluckNode; params: { name: string }; signal: AbortSignal }
): Promise<api.ServiceInfo> {
  await raceSignal(node.services[deed](name), signal).catch((error: unknown) => {
    if (error instanceof GatewayError && (error.code === 'NOT_FOUND' || error.code === 'NOT_READY')) throw error
    throw new GatewayError('SERVICE_FAILED', `${name} does not start: ${describeError(error).message}`, {
      cause: error
    })
  })
  const info = node.services.list().find((one) => one.name === name)
  if (info === undefined) throw new GatewayError('NOT_FOUND', `no service "${name}"`)
  return info
}
