// Where no member is led through this node, whatever settings name: to itself.
import { networkInterfaces } from 'node:os'
import { addressClass } from '../base/index.js'
import { isInsideMachine, type NetworkInterfaces } from '../graph/index.js'
import { localAddresses } from './local-addresses.js'

/**
 * What listens on an address of this machine trusts it, and no firewall of it sees who asks. Of those that settings can name, loopback and
 * private ones, only this node's own ports are kept from members.
 * @param address IP @param isOwnPort whether this node listens on the port that is asked for
 * @param interfaces @default this machine's @param others own IPv4 addresses that the interfaces do not list, @default the same
 */
export function isOwnAddress(
  address: string,
  isOwnPort: boolean,
  interfaces: NetworkInterfaces = networkInterfaces(),
  others: readonly string[] = localAddresses()
): boolean {
  const isInside = isInsideMachine(address, interfaces, others)
  return isOwnPort ? isInside || addressClass(address) === 'here' : isInside && addressClass(address) === 'internet'
}
