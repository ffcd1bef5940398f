// The homes that programs of this process have open: one node in each, for all groups of it, until the last is closed.
import { realpath } from 'node:fs/promises'
import { isDeepStrictEqual } from 'node:util'
import { raceSignal, silentLogger, systemClock, systemRandom } from '../base/index.js'
import {
  GatewayError,
  loadConfig,
  requireHome,
  startNode,
  type Config,
  type NodeGroup,
  type StartedNode
} from '../gateway/index.js'
import type { OpenOptions } from './options.js'

/** One of those who use a group. */
export interface Hold extends Pick<StartedNode, 'node' | 'url'> {
  readonly group: NodeGroup
  /** The last of a group closes it, and the last of a home stops its node. Safe to call twice. */
  release(): Promise<void>
}

interface Running extends StartedNode {
  readonly config: Config
  readonly settings: OpenOptions['settings']
}

class OpenHome {
  readonly #home: string
  readonly #onIdle: () => void
  readonly #users = new Map<string, number>()
  #running: Running | undefined
  #turn: Promise<unknown> = Promise.resolve()
  #waiting = 0

  /** @param onIdle nobody uses it, or waits to */
  constructor(home: string, onIdle: () => void) {
    this.#home = home
    this.#onIdle = onIdle
  }

  isOpen(groupId: string): boolean {
    return this.#users.has(groupId)
  }

  async hold(groupId: string, options: OpenOptions): Promise<Hold> {
    const { ports, precedence, knownAddresses, connect, signal } = options
    const { node, url } = await this.#run(options)
    try {
      const opening = { port: ports?.group ?? 0, precedence, knownAddresses, connect }
      const group = await raceSignal(node.openGroup(groupId, opening), signal)
      if (this.isOpen(groupId)) await group.group.refresh()
      if (connect !== false) await group.connect({ addresses: knownAddresses })
      this.#users.set(groupId, (this.#users.get(groupId) ?? 0) + 1)
      let releasing: Promise<void> | undefined
      return { node, url, group, release: () => (releasing ??= this.inTurn(() => this.#release(groupId))) }
    } catch (error) {
      await this.#closeUnused(groupId)
      throw error
    }
  }

  /** One after the other: nothing is opened while it is being closed. */
  async inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    this.#waiting += 1
    const done = this.#turn.then(work)
    this.#turn = done.catch(() => {})
    try {
      return await done
    } finally {
      this.#waiting -= 1
      if (this.#waiting === 0 && this.#users.size === 0) this.#onIdle()
    }
  }

  /** Takes up what was written into the folders of open groups. */
  async reload(): Promise<void> {
    await this.#running?.node.reload()
  }

  async #run(options: OpenOptions): Promise<Running> {
    if (this.#running !== undefined) {
      requireAlike(this.#running, options)
      return this.#running
    }
    const { env = process.env, logger = silentLogger, settings, signal } = options
    const config = await loadConfig({ home: this.#home, env, flags: flagsOf(options) })
    const components = { clock: systemClock, random: systemRandom, logger }
    const serves = options.ports?.gateway !== undefined
    const started = await startNode(components, { home: this.#home, config, onDemand: true, serves, signal })
    return (this.#running = { ...started, config, settings })
  }

  async #release(groupId: string): Promise<void> {
    const others = (this.#users.get(groupId) ?? 0) - 1
    if (others > 0) this.#users.set(groupId, others)
    else this.#users.delete(groupId)
    await this.#closeUnused(groupId)
  }

  async #closeUnused(groupId: string): Promise<void> {
    const running = this.#running
    if (this.#users.size === 0) {
      this.#running = undefined
      await running?.close()
    } else if (!this.isOpen(groupId)) await running?.node.closeGroup(groupId)
  }
}

const homes = new Map<string, OpenHome>()

/**
 * Opens a group for one more of its users.
 * @throws {GatewayError} `BAD_CONFIG`: the home is open here already, with other settings than are named; as `startNode` and
 * `openGroup` do
 */
export function holdGroup(home: string, groupId: string, options: OpenOptions): Promise<Hold> {
  return inTurn(home, (opened) => opened.hold(groupId, options))
}

/** Does something in a home while nothing of it is being opened or closed here. @throws {GatewayError} as `requireHome` does */
export async function inTurn<Result>(
  home: string,
  work: (opened: Pick<OpenHome, 'hold' | 'isOpen' | 'reload'>) => Promise<Result>
): Promise<Result> {
  await requireHome(home)
  const path = await realpath(home)
  const opened = homes.get(path) ?? new OpenHome(path, () => homes.delete(path))
  homes.set(path, opened)
  return opened.inTurn(() => work(opened))
}

/** What all groups of a home share was chosen when the first was opened. @throws {GatewayError} `BAD_CONFIG` */
function requireAlike({ node, config, settings = {} }: Running, options: OpenOptions): void {
  const { ports = {}, hosts, mdns } = options
  const now = { ...node.ports, hosts: config.listen.hosts, mdns: config.discovery.mdns, settings }
  const asked: { readonly [name: string]: readonly [wanted: unknown, now: unknown] } = {
    'ports.content': [ports.content || undefined, now.content], // 0: any.
    'ports.gateway': [ports.gateway === 0 ? (now.gateway ?? 0) : ports.gateway, now.gateway],
    hosts: [hosts, now.hosts],
    mdns: [mdns, now.mdns],
    settings: [options.settings, now.settings]
  }
  for (const [name, [wanted, is]] of Object.entries(asked)) {
    if (wanted === undefined || isDeepStrictEqual(wanted, is)) continue
    const message = `${name}: this home is open here already, with ${JSON.stringify(is) ?? 'none'}: name the same, or nothing`
    throw new GatewayError('BAD_CONFIG', message)
  }
}

function flagsOf({ ports = {}, hosts, mdns, settings }: OpenOptions): { [key: string]: unknown } {
  const named = {
    'ports.group': ports.group ?? 0,
    'ports.content': ports.content ?? 0,
    'ports.gateway': ports.gateway ?? 0,
    'listen.hosts': hosts,
    'discovery.mdns': mdns
  }
  return { ...settings, ...Object.fromEntries(Object.entries(named).filter(([, value]) => value !== undefined)) }
}
