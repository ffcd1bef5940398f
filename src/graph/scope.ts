// How far a graph reaches (PEER_GRAPH_SCOPE, reference section 1.5): who may connect to us, and whom we dial on a member's word.
import { isInOwnSubnet, isLanAddress, isLinkLocal, isLoopback, type NetworkInterfaces } from './addresses.js'

/**
 * `global`: everywhere; `site`: private networks, and what shares a subnet with us; `link`: only what shares a subnet with us;
 * `loopback`: this machine. Whom a person names is dialled in any case.
 */
export type GraphScope = 'global' | 'site' | 'link' | 'loopback'

export const GRAPH_SCOPES: readonly GraphScope[] = ['global', 'site', 'link', 'loopback']

/** What to listen on, as IP addresses. */
export function hostsOfScope(scope: GraphScope): readonly string[] {
  return scope === 'loopback' ? ['127.0.0.1'] : ['0.0.0.0']
}

/** Whether a host is no further away than the scope allows. This machine is near in each. */
export function isInScope(host: string, scope: GraphScope, interfaces: () => NetworkInterfaces): boolean {
  if (isLoopback(host)) return true
  switch (scope) {
    case 'global':
      return true
    case 'site':
      return isLanAddress(host, interfaces)
    case 'link':
      return isLinkLocal(host) || isInOwnSubnet(host, interfaces())
    case 'loopback':
      return false
  }
}
