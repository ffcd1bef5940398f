// Which addresses are worth announcing, dialling and keeping. Multiaddrs over TCP only.
import { isIP, isIPv4, BlockList } from 'node:net'
import type { NetworkInterfaceInfo } from 'node:os'
import { multiaddr, type Multiaddr } from '@multiformats/multiaddr'
import type { PeerId } from '../base/index.js'

/** As `os.networkInterfaces()` gives them. */
export type NetworkInterfaces = { readonly [name: string]: readonly NetworkInterfaceInfo[] | undefined }

/** A TCP end point that can be dialled. */
export interface Endpoint {
  /** An IP address, or a name where `kind` is a DNS one. */
  host: string
  port: number
  kind: 'ip4' | 'ip6' | 'dns' | 'dns4' | 'dns6'
  /** From `/p2p/`, where it is named. */
  peer?: PeerId
}

/**
 * Container bridges, virtual machines and tunnels: addresses there are no use to others (libraries 2.2). Not `br0`, by which a
 * machine that runs others is itself on the LAN.
 */
const VIRTUAL_INTERFACE = new RegExp(
  `^(${[
    ...[
      'docker',
      'br-',
      'veth',
      'podman',
      'nerdctl',
      'lxc',
      'lxdbr',
      'incusbr',
      'cni',
      'flannel',
      'cali',
      'kube',
      'ovs'
    ],
    ...['virbr', 'vnet', 'vmnet', 'vboxnet', 'vEthernet', 'VMware', 'VirtualBox', 'Loopback', 'Npcap'],
    ...['tun', 'tap', 'utun', 'wg', 'zt', 'tailscale', 'ppp']
  ].join('|')})`
)
const MAX_MULTIADDR_CHARACTERS = 255
const DNS_NAME = /^[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*\.?$/

const LAN = new BlockList()
LAN.addSubnet('10.0.0.0', 8)
LAN.addSubnet('172.16.0.0', 12)
LAN.addSubnet('192.168.0.0', 16)
LAN.addSubnet('169.254.0.0', 16)
LAN.addSubnet('100.64.0.0', 10) // Shared address space (RFC 6598): carrier-grade LANs.
LAN.addSubnet('fc00::', 7, 'ipv6')
LAN.addSubnet('fe80::', 10, 'ipv6')

const LINK_LOCAL = new BlockList()
LINK_LOCAL.addSubnet('169.254.0.0', 16)
LINK_LOCAL.addSubnet('fe80::', 10, 'ipv6')

const LOOPBACK = new BlockList()
LOOPBACK.addSubnet('127.0.0.0', 8)
LOOPBACK.addAddress('::1', 'ipv6')

const ANY = new BlockList()
ANY.addAddress('0.0.0.0')
ANY.addAddress('::', 'ipv6')

export function isLoopback(host: string): boolean {
  return isIP(host) !== 0 && LOOPBACK.check(host, familyOf(host))
}

/** Reached without a router only. */
export function isLinkLocal(host: string): boolean {
  return isIP(host) !== 0 && LINK_LOCAL.check(host, familyOf(host))
}

/** Private, link-local or shared, or in a subnet of one of our own interfaces, asked for only then (a LAN may have public addresses). */
export function isLanAddress(host: string, interfaces: () => NetworkInterfaces): boolean {
  if (isIP(host) === 0) return false
  return LAN.check(host, familyOf(host)) || isInOwnSubnet(host, interfaces())
}

/** @param host an IP address */
export function isInOwnSubnet(host: string, interfaces: NetworkInterfaces): boolean {
  if (isIP(host) === 0) return false
  return Object.values(interfaces).some((addresses) =>
    addresses?.some((own) => {
      if (own.internal || own.cidr === null || (own.family === 'IPv4') !== isIPv4(host)) return false
      const subnet = new BlockList()
      subnet.addSubnet(own.address, Number(own.cidr.split('/')[1]), familyOf(host))
      return subnet.check(host, familyOf(host))
    })
  )
}

/**
 * Own addresses, also as IPv4 in IPv6, and all of the networks of bridges to containers and virtual machines, and of tunnels: what listens
 * there was opened to this machine, not to its LAN.
 * @param host an IP address @param others own IPv4 addresses that the interfaces do not list
 */
export function isInsideMachine(host: string, interfaces: NetworkInterfaces, others: readonly string[] = []): boolean {
  if (isIP(host) === 0) return false
  const inside = new BlockList()
  for (const address of others) inside.addAddress(address)
  for (const [name, addresses] of Object.entries(interfaces)) {
    for (const { address, cidr, family } of addresses ?? []) {
      const kind = family === 'IPv4' ? 'ipv4' : 'ipv6'
      inside.addAddress(address, kind)
      if (cidr !== null && VIRTUAL_INTERFACE.test(name)) inside.addSubnet(address, Number(cidr.split('/')[1]), kind)
    }
  }
  return inside.check(host, familyOf(host))
}

/** An address of this machine, and whether others are told of it. */
export interface JudgedAddress {
  readonly interface: string
  readonly address: string
  /** Why they are not: `virtual` only where there are real cards. */
  readonly skipped?: 'loopback' | 'virtual' | 'ipv6'
}

export function judgeAddresses(interfaces: NetworkInterfaces): JudgedAddress[] {
  const all = Object.entries(interfaces).flatMap(([name, addresses]) =>
    (addresses ?? []).map(({ address, family, internal }) => ({ name, address, isIp4: family === 'IPv4', internal }))
  )
  const isVirtual = (name: string): boolean => VIRTUAL_INTERFACE.test(name)
  const hasReal = all.some(({ name, isIp4, internal }) => isIp4 && !internal && !isVirtual(name))
  return all.map(({ name, address, isIp4, internal }) => {
    const skipped = internal ? 'loopback' : !isIp4 ? 'ipv6' : hasReal && isVirtual(name) ? 'virtual' : undefined
    return { interface: name, address, ...(skipped !== undefined && { skipped }) }
  })
}

/** Hosts under which others can reach us: of real network cards, else of virtual ones; link-local ones last. IPv4 only. */
export function lanHosts(interfaces: NetworkInterfaces): string[] {
  const hosts = judgeAddresses(interfaces).flatMap(({ address, skipped }) => (skipped === undefined ? [address] : []))
  return [...hosts.filter((host) => !isLinkLocal(host)), ...hosts.filter(isLinkLocal)]
}

/** The same of IPv6, without link-local ones: in another machine these say nothing. */
function lanHosts6(interfaces: NetworkInterfaces): string[] {
  const own = Object.entries(interfaces).flatMap(([name, addresses]) =>
    (addresses ?? [])
      .filter(({ family, internal, address }) => family === 'IPv6' && !internal && !isLinkLocal(address))
      .map(({ address }) => ({ name, address }))
  )
  const real = own.filter(({ name }) => !VIRTUAL_INTERFACE.test(name))
  return (real.length > 0 ? real : own).map(({ address }) => address)
}

/**
 * Where others reach who listens on these IP addresses: a wildcard stands for the cards of its family, as interfaces are now, and for
 * loopback where there are none. Loopback only where nothing else is listened on.
 */
export function hostsBehind(listenHosts: readonly string[], interfaces: () => NetworkInterfaces): string[] {
  const hosts = listenHosts.flatMap((host) => {
    if (!ANY.check(host, familyOf(host))) return [host]
    const lan = isIPv4(host) ? lanHosts(interfaces()) : lanHosts6(interfaces())
    return lan.length > 0 ? lan : [isIPv4(host) ? '127.0.0.1' : '::1']
  })
  const all = [...new Set(hosts)]
  const reached = all.filter((host) => !isLoopback(host))
  return reached.length > 0 ? reached : all
}

/** The end point that a foreign multiaddr names; undefined unless it is plain TCP to one host. Never throws. */
export function readEndpoint(text: string): Endpoint | undefined {
  if (text.length > MAX_MULTIADDR_CHARACTERS) return undefined
  try {
    const [first, second, third, ...rest] = multiaddr(text).getComponents()
    if (first === undefined || second?.name !== 'tcp' || rest.length > 0) return undefined
    if (third !== undefined && third.name !== 'p2p') return undefined
    const { name: kind, value: host = '' } = first
    const port = Number(second.value)
    if (!Number.isInteger(port) || port < 1 || port > 65_535) return undefined
    if (kind === 'ip4' || kind === 'ip6') {
      if (isIP(host) !== (kind === 'ip4' ? 4 : 6) || host === '0.0.0.0' || host === '::') return undefined
    } else if (kind === 'dns' || kind === 'dns4' || kind === 'dns6') {
      if (host.length > 253 || !DNS_NAME.test(host)) return undefined
    } else {
      return undefined
    }
    return { host, port, kind, ...(third?.value === undefined ? {} : { peer: third.value }) }
  } catch {
    return undefined
  }
}

/** Spelled without `/p2p/`, so that equal end points are equal text. */
export function endpointText(endpoint: Pick<Endpoint, 'host' | 'port' | 'kind'>): string {
  return `/${endpoint.kind}/${endpoint.host}/tcp/${endpoint.port}`
}

/** @param host an IP address */
export function addressText(host: string, port: number): string {
  return endpointText({ host, port, kind: isIPv4(host) ? 'ip4' : 'ip6' })
}

/** The IP address at the front of a multiaddr, or undefined. */
export function hostOf(address: string | Multiaddr): string | undefined {
  const first = multiaddr(address.toString()).getComponents()[0]
  return first?.name === 'ip4' || first?.name === 'ip6' ? first.value : undefined
}

function familyOf(host: string): 'ipv4' | 'ipv6' {
  return isIPv4(host) ? 'ipv4' : 'ipv6'
}
