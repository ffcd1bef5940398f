// The relay service (000 Fig. 8, 508): what this node does for members without a line of their own.
import { refusalByUrl } from '../../content/index.js'
import {
  CarriedConnections,
  CarriedUploads,
  GROUP_KIND,
  type CarriedConnectionsStatus,
  type CarriedStatus,
  type CarryGroup,
  type RelayGroup,
  type SendAgain
} from '../../flows/index.js'
import type { Config } from '../config-schema.js'
import type { Machine } from '../machine.js'
import type { GroupAttendant, NodeGroup, NodeGroups } from '../node-groups.js'
import type { NodeComponents } from '../run-node.js'
import type { Service, ServiceHealth } from './service.js'

export const RELAY = 'relay'

export interface RelayServiceInit {
  readonly home: string
  readonly config: Config
  readonly machine: Machine
  readonly groups: Pick<NodeGroups, 'attend'>
}

/** What connections through members are given of a group, at either end. */
export function relayGroup(
  { group, rules, elections }: NodeGroup,
  { aliasServer: server, aliasClient: client }: Pick<Machine, 'aliasServer' | 'aliasClient'>
): RelayGroup {
  return { group, server, client, origins: rules.origins, provider: () => elections.provider(GROUP_KIND)?.peer }
}

export class RelayService implements Service {
  readonly #components: NodeComponents
  readonly #init: RelayServiceInit
  #carried: CarriedUploads | undefined
  #connections: CarriedConnections | undefined
  #leave: (() => Promise<void>) | undefined

  constructor(components: NodeComponents, init: RelayServiceInit) {
    this.#components = components
    this.#init = init
  }

  async start(signal: AbortSignal): Promise<void> {
    const { home, config, groups } = this.#init
    const { carry: carries, maxBytes, carryEveryMinutes } = config.upload
    const connections = (this.#connections = this.#openConnections())
    const share = connections.uploading.bind(connections)
    const carried = await CarriedUploads.open({
      ...{ ...this.#components, home, carries, maxBytes, share },
      everyMs: carryEveryMinutes * 60_000
    })
    if (signal.aborted) return await carried.close() // Given up meanwhile, and stopped.
    this.#carried = carried
    const attendant: GroupAttendant = {
      attach: (open) => {
        carried.attach(this.#partsOf(open))
        connections.attach(relayGroup(open, this.#init.machine))
      },
      detach: async (groupId) => {
        connections.detach(groupId)
        await carried.detach(groupId)
      }
    }
    this.#leave = groups.attend(attendant)
  }

  async stop(): Promise<void> {
    const [leave, connections, carried] = [this.#leave, this.#connections, this.#carried]
    this.#leave = this.#carried = this.#connections = undefined // First: what ends answers nobody.
    await leave?.()
    connections?.close()
    await carried?.close()
  }

  health(): ServiceHealth {
    return this.#carried?.health() ?? { healthy: false }
  }

  /** Undefined: it does not run. */
  carried(): CarriedStatus | undefined {
    return this.#carried?.status()
  }

  /** Undefined: it does not run. */
  connections(): CarriedConnectionsStatus | undefined {
    return this.#connections?.status()
  }

  #openConnections(): CarriedConnections {
    const { config, machine } = this.#init
    const { line, ledger } = machine
    const { connections, bytesPerSecond } = config.relay
    const carries = connections && line.state !== 'off' // Whose owner forbids its line has none for others.
    const { clock, logger } = this.#components
    return new CarriedConnections({ carries, bytesPerSecond, line, ledger, clock, logger })
  }

  /** Forwards what lies here once more; undefined: nothing of that does, or no backend answers. */
  async again(groupId: string, ...asked: Parameters<SendAgain>): Promise<Awaited<ReturnType<SendAgain>>> {
    return await this.#carried?.again(groupId, ...asked)
  }

  #partsOf({ group, needs, rules }: NodeGroup): CarryGroup {
    const { aliasServer: server, line } = this.#init.machine
    return {
      ...{ group, needs, server, origins: rules.origins },
      refusal: (url) => refusalByUrl(url, rules.policy, 'member'),
      uplink: () => line.state
    }
  }
}
