// Addresses that are not simply somewhere on the internet, after the IANA special-purpose address registries (RFC 6890 and
// its updates). What is outside the IPv6 space given to anybody, 2000::/3, is special too.
import { BlockList, isIP } from 'node:net'
import type { AddressRange } from './address-range.js'

/**
 * `never`: nothing to fetch there, or nothing that another peer may make us fetch. `here`: this machine or this cable.
 * `translated`: IPv4 by a site's own translator, any of it. `private`: somebody's network. `internet`: the rest.
 */
export type AddressClass = 'never' | 'here' | 'translated' | 'private' | 'internet'

type Block = Pick<AddressRange, 'address' | 'prefix'>

/** The first that matches decides. */
const TABLE: readonly { readonly is: AddressClass; readonly ranges: readonly string[] }[] = [
  {
    is: 'never', // What clouds tell their machines there is secret.
    ranges: [
      '169.254.169.254/32', // metadata of most clouds
      '169.254.169.253/32', // Amazon's resolver
      '169.254.169.123/32', // Amazon's clock
      '169.254.170.0/24', // credentials and metadata of containers at Amazon
      'fd00:ec2::/32', // the same of Amazon
      '169.254.42.42/32', // metadata at Scaleway
      'fd00:42::42/128',
      '169.254.0.23/32', // metadata at Tencent
      'fe80::a9fe:a9fe/128', // metadata of OpenStack
      'fd00:c1::a9fe:a9fe/128', // metadata at Oracle
      'fd20:ce::254/128', // metadata at Google
      '100.100.100.200/32', // metadata at Alibaba
      '168.63.129.16/32' // Azure's agent
    ]
  },
  {
    is: 'here',
    ranges: [
      '127.0.0.0/8', // loopback
      '::1/128',
      '169.254.0.0/16', // link-local
      'fe80::/10'
    ]
  },
  {
    is: 'never',
    ranges: [
      '0.0.0.0/8', // this network; 0.0.0.0 reaches the machine itself
      '192.0.0.0/24', // protocol assignments
      '192.88.99.0/24', // 6to4 relays, deprecated
      '224.0.0.0/4', // multicast
      '240.0.0.0/4', // reserved, broadcast
      '2001::/32', // Teredo
      '2002::/16' // 6to4
    ]
  },
  {
    is: 'translated',
    ranges: ['64:ff9b:1::/48'] // NAT64 of a site (RFC 8215), which may lead to its loopback too
  },
  {
    is: 'private',
    ranges: [
      '10.0.0.0/8', // RFC 1918
      '172.16.0.0/12',
      '192.168.0.0/16',
      '100.64.0.0/10', // carriers' NAT, overlay networks
      '192.0.2.0/24', // documentation
      '198.51.100.0/24',
      '203.0.113.0/24',
      '198.18.0.0/15', // benchmarks
      'fc00::/7', // unique local
      'fec0::/10', // site-local, deprecated
      '2001:db8::/32', // documentation
      '3fff::/20'
    ]
  },
  { is: 'internet', ranges: ['0.0.0.0/0', '2000::/3'] }
]

const LISTS = TABLE.map(({ is, ranges }) => ({ is, list: blockListOf(ranges.map(rangeOf)) }))
const [HERE, PRIVATE] = (['here', 'private'] as const).map((kind) => {
  return TABLE.filter(({ is }) => is === kind).flatMap(({ ranges }) => ranges.map(rangeOf))
}) as [Block[], Block[]]

/**
 * What kind of address that is; `never` for what is not an address.
 * @param address as a resolver gives it, also IPv4-mapped; one with a zone is on this cable but cannot be judged: `never`
 */
export function addressClass(address: string): AddressClass {
  const family = isIP(address)
  if (family === 0 || address.includes('%')) return 'never'
  const type = family === 4 ? 'ipv4' : 'ipv6'
  return LISTS.find(({ list }) => list.check(address, type))?.is ?? 'never'
}

/** Names that mean one thing wherever they are looked up, also by somebody else for us. */
const SPECIAL_NAMES: readonly { readonly name: RegExp; readonly addresses: readonly string[] }[] = [
  { name: /^(?:.+\.)?localhost$/, addresses: ['127.0.0.1', '::1'] }, // RFC 6761
  { name: /^metadata\.(?:google\.internal|goog|tencentyun\.com)$/, addresses: ['169.254.169.254'] },
  { name: /^instance-data(?:\.ec2\.internal)?$/, addresses: ['169.254.169.254'] }
]

/** What a name stands for that needs no looking up; undefined: it needs. */
export function addressOfSpecialName(host: string): readonly string[] | undefined {
  const bare = host.toLowerCase().replace(/\.$/, '')
  return SPECIAL_NAMES.find(({ name }) => name.test(bare))?.addresses
}

/** Whether the whole range is `here`, so that who writes it down can mean nothing else. */
export function isRangeHere(range: Block): boolean {
  return HERE.some((here) => isWithin(range, here))
}

/** Whether the whole range lies in somebody's network; what in it is `never` stays that. */
export function isRangePrivate(range: Block): boolean {
  return PRIVATE.some((block) => isWithin(range, block))
}

function isWithin({ address, prefix }: Block, block: Block): boolean {
  const isSameFamily = isIP(block.address) === isIP(address)
  return (
    isSameFamily && prefix >= block.prefix && blockListOf([block]).check(address, isIP(address) === 4 ? 'ipv4' : 'ipv6')
  )
}

function rangeOf(text: string): Block {
  const [address = '', prefix = ''] = text.split('/')
  return { address, prefix: Number(prefix) }
}

/** BlockList finds IPv4-mapped addresses by itself; IPv4 in NAT64 (RFC 6052) gets ranges of its own. */
function blockListOf(ranges: readonly Block[]): BlockList {
  const list = new BlockList()
  for (const { address, prefix } of ranges) {
    if (isIP(address) === 6) list.addSubnet(address, prefix, 'ipv6')
    else {
      list.addSubnet(address, prefix, 'ipv4')
      list.addSubnet(`64:ff9b::${address}`, 96 + prefix, 'ipv6')
    }
  }
  return list
}
