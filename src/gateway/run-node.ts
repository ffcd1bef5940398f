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

export interface StartInit {
  home: string
  config: Config
  /** Who set what of it. @default nothing is told */
  settings?: readonly ShownSetting[] | undefined
  /** As in `NodeInit`. @default false */
  onDemand?: boolean | undefined
  /** Whether programs reach it on the loopback port that settings name. */
  serves: boolean
  /** Aborting ends the start. @default it goes on */
  signal?: AbortSignal | undefined
}

export interface StartedNode {
  readonly node: PotluckNode
  /** Of the loopback port, where there is one: `http://127.0.0.1:6516/`. */
  readonly url: string | undefined
  /** Stops in order, within {@link CLOSE_BUDGET_MS}. Safe to call twice. */
  close(): Promise<void>
}

/**
 * Takes the home for itself, opens the node, answers commands.
 * @throws {GatewayError} `ALREADY_RUNNING`, `PORT_IN_USE`, `NO_IDENTITY`, `HOME_NOT_PRIVATE`, …; the signal's reason
 */
export async function startNode(components: NodeComponents, init: StartInit): Promise<StartedNode> {
  const { home, config, settings, onDemand, serves, signal } = init
  const { clock, logger } = components
  await requireHome(home)
  const control = await openControlServer({ home, logger })
  let http: HttpServer | undefined
  let node: PotluckNode | undefined
  const close = async (): Promise<void> => {
    try {
      const late = (): Error => new GatewayError('INTERNAL', `the node did not stop within ${CLOSE_BUDGET_MS} ms`)
      if (node !== undefined) await withBudget(clock, CLOSE_BUDGET_MS, node.close(), late)
    } finally {
      await http?.close()
      await control.close()
    }
  }
  try {
    signal?.throwIfAborted()
    http = serves ? await listenOnLoopback(components, config) : undefined
    const gatewayPort = http?.port
    const opening = openNode(components, {
      ...{ home, config, onDemand, onOpening: (opened: PotluckNode) => http?.serveProxy(opened) },
      ...(gatewayPort !== undefined && { gatewayPort }),
      ...(settings && { settings })
    })
    node = await raceSignal(opening, signal).catch(async (error: unknown) => {
      if (signal?.aborted === true) await stopStarting(clock, opening)
      throw error
    })
    if (!(await control.ownsHome())) throw new GatewayError('ALREADY_RUNNING', `another node has taken ${home}`)
    signal?.throwIfAborted()
  } catch (error) {
    await close()
    throw error
  }
  control.serve(node)
  http?.serve(node)
  let closing: Promise<void> | undefined
  return {
    node,
    url: http === undefined ? undefined : `http://${GATEWAY_HOST}:${http.port}/`,
    close: () => (closing ??= close())
  }
}

/** @throws as {@link startNode}, but for a signal */
export async function runNode(components: NodeComponents, init: RunInit): Promise<void> {
  const { signal, onReady } = init
  const started = await startNode(components, { ...init, serves: true }).catch((error: unknown) => {
    if (!signal.aborted) throw error
  })
  if (started === undefined) return
  try {
    const { node, url = '' } = started
    const { peerId, name, ports } = node
    onReady({ ready: true, peerId, name, url, addresses: node.addresses(), ports, failedGroups: node.failedGroups() })
    await aborted(signal)
    components.logger('stopping')
  } finally {
    await started.close()
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
