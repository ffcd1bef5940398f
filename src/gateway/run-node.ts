// One run of a node: takes the home for itself, opens the node, answers commands until it is told to stop.
import { raceSignal, withBudget, type Clock, type Logger, type PeerId, type Random } from '../base/index.js'
import type { Config } from './config-schema.js'
import { openControlServer } from './control-server.js'
import { CLOSE_BUDGET_MS, GATEWAY_HOST } from './defaults.js'
import { GatewayError } from './errors.js'
import { requireHome } from './home.js'
import { openHttpServer, type HttpServer } from './http-server.js'
import { openNode, type FailedGroup, type NodePorts, type PotluckNode } from './node.js'
import { portError } from './port-error.js'
import type { ShownSetting } from './shown-settings.js'

/** What a node needs from outside. */
export interface NodeComponents {
  clock: Clock
  random: Random
  logger: Logger
}

export interface RunInit {
  home: string
  config: Config
  /** Who set what of it. @default nothing is told */
  settings?: readonly ShownSetting[]
  /** Aborting stops the node in order. */
  signal: AbortSignal
  /** Called once, when the node can be used. */
  onReady(ready: NodeReady): void
}

export interface NodeReady {
  ready: true
  peerId: PeerId
  name: string
  /** Multiaddrs of all groups. */
  addresses: string[]
  /** Of the gateway port: `http://127.0.0.1:6516/`. */
  url: string
  ports: NodePorts
  /** Of this home, but not open: `status` says so too. */
  failedGroups: readonly FailedGroup[]
}

/** @throws {GatewayError} `ALREADY_RUNNING`, `PORT_IN_USE`, `NO_IDENTITY`, `HOME_NOT_PRIVATE`, … */
export async function runNode(components: NodeComponents, init: RunInit): Promise<void> {
  const { home, config, settings, signal, onReady } = init
  const { clock, logger } = components
  await requireHome(home)
  const control = await openControlServer({ home, logger })
  let http: HttpServer | undefined
  try {
    if (signal.aborted) return
    http = await listenOnLoopback(components, config)
    const opening = openNode(components, { home, config, gatewayPort: http.port, ...(settings && { settings }) })
    const node = await raceSignal(opening, signal).catch(async (error: unknown) => {
      if (!signal.aborted) throw error
      await stopStarting(clock, opening)
      return undefined
    })
    if (node === undefined) return
    try {
      if (!(await control.ownsHome())) throw new GatewayError('ALREADY_RUNNING', `another node has taken ${home}`)
      if (signal.aborted) return
      control.serve(node)
      http.serve(node)
      const { peerId, name, ports } = node
      const url = `http://${GATEWAY_HOST}:${http.port}/`
      onReady({ ready: true, peerId, name, url, addresses: node.addresses(), ports, failedGroups: node.failedGroups() })
      await aborted(signal)
      logger('stopping')
    } finally {
      const late = (): Error => new GatewayError('INTERNAL', `the node did not stop within ${CLOSE_BUDGET_MS} ms`)
      await withBudget(clock, CLOSE_BUDGET_MS, node.close(), late)
    }
  } finally {
    await http?.close()
    await control.close()
  }
}

async function listenOnLoopback({ clock, logger }: NodeComponents, config: Config): Promise<HttpServer> {
  const { gateway: port } = config.ports
  try {
    return await openHttpServer({ port, clock, logger })
  } catch (error) {
    throw portError(error, { key: 'ports.gateway', port, config })
  }
}

/** What was told to stop while it starts: bounded, since a large store takes its time. What is left is as after `kill -9`. */
async function stopStarting(clock: Clock, opening: Promise<PotluckNode>): Promise<void> {
  const closed = opening.then((node) => node.close())
  await withBudget(clock, CLOSE_BUDGET_MS, closed, () => new Error('late')).catch(() => {})
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve()
    signal.addEventListener('abort', () => resolve(), { once: true })
  })
}
