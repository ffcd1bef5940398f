// The packages that a node's settings name, as services of it.
import type { Logger } from '../../base/index.js'
import type { Config } from '../config-schema.js'
import type { Tokens } from '../tokens.js'
import { CLOSING_BUDGET_MS } from './defaults.js'
import { PackageService } from './package-service.js'
import type { ServiceManager } from './service-manager.js'

export interface PackagesInit {
  readonly home: string
  readonly config: Config
  /** Undefined: they have nowhere to ask this node, and are left out. */
  readonly gatewayPort?: number
  readonly tokens: Tokens
  readonly logger: Logger
}

/** After all that is the node's own. */
const ORDER = 9

/** @returns their names; none is started */
export function addPackages(services: ServiceManager, init: PackagesInit): readonly string[] {
  const { config, gatewayPort, logger } = init
  const { packages } = config.services
  if (gatewayPort === undefined) {
    if (packages.length > 0) logger.forComponent('gateway:services').warn('without a gateway port no package runs')
    return []
  }
  for (const name of packages) {
    const service = new PackageService({ ...init, gatewayPort, name })
    services.add(name, service, { order: ORDER, closingBudgetMs: CLOSING_BUDGET_MS })
  }
  return packages
}
