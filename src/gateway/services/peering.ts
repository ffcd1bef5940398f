// The peering service (000 Fig. 8, 504): the groups of this node, all together.
import type { NodeGroups } from '../node-groups.js'
import type { Service, ServiceHealth } from './service.js'

export const PEERING = 'peering'

/** A group that cannot be opened for a reason of its own is no failure of all: `failedGroups` has it. */
export class PeeringService implements Service {
  readonly #groups: NodeGroups

  constructor(groups: NodeGroups) {
    this.#groups = groups
  }

  async start(): Promise<void> {
    await this.#groups.start()
  }

  async stop(): Promise<void> {
    await this.#groups.close()
  }

  health(): ServiceHealth {
    return { healthy: true }
  }
}
