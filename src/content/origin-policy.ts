// Which addresses this node goes to, for the group and for this machine's own programs (design section 6). Judged on the
// address that is dialled, never on a name: a name can point anywhere, and somewhere else a moment later.
import { BlockList, isIP } from 'node:net'
import { ContentError } from './errors.js'
import { addressClass, isRangeHere, parseAddressRange } from '../base/index.js'

/**
 * `others`: what is shared with the group, whoever asked first. `own`: a program of this machine, which gets it alone. `member`: a member,
 * which gets it alone and says whatever it likes there: as for others, but no mail, never this node itself, and no more of what settings name
 * than with its port.
 */
export type FetchedFor = 'others' | 'own' | 'member'

export interface OriginPolicy {
  /**
   * Why this node does not go there, in words for people; undefined where it may.
   * @param address undefined: an upstream proxy knows it, we do not @param asker @default 'others'
   */
  refusal(address: string | undefined, port: number, asker?: FetchedFor): string | undefined
}

const USUAL_PORTS = new Set([80, 443])
/** Where mail is handed in: a page in a browser could write some through a proxy (RFC 9110 9.3.6). */
const MAIL_PORT = 25
const mappedAddresses = new BlockList()
mappedAddresses.addSubnet('::ffff:0:0', 96, 'ipv6')

interface AllowedRange {
  readonly family: 'ipv4' | 'ipv6'
  readonly list: BlockList
  /** Undefined: every port. */
  readonly port: number | undefined
  /** It means loopback or link-local, and nothing else. */
  readonly isHere: boolean
}

/**
 * @param allowed ranges that settings name: `10.0.0.0/8` (every port), `10.0.0.0/8:8080`, `[fd00::/8]:8080`. Loopback and
 * link-local are opened only by a range that lies within them. Clouds' metadata, multicast and the like by none.
 * @throws {ContentError} `BAD_RANGE`
 */
export function originPolicy(allowed: readonly string[]): OriginPolicy {
  const ranges = allowed.map(allowedRange)
  return {
    refusal(address, port, asker = 'others') {
      if (asker !== 'others' && port === MAIL_PORT) return `port ${port} is for mail`
      if (address === undefined) return asker === 'own' ? undefined : unusualPort(port)
      const kind = addressClass(address)
      if (kind === 'never') return `${address} is no address to fetch from`
      const family = familyOf(address)
      const isNamed = (range: AllowedRange): boolean => {
        return covers(range, family, address, port) && (range.isHere || kind !== 'here') && isFor(range, asker)
      }
      if (ranges.some(isNamed)) return undefined
      const unnamed = `not named in uplink.allowPrivateOrigins${asker === 'member' ? ` with port ${port}` : ''}`
      if (kind === 'here') return `${address} is loopback or link-local, and ${unnamed}`
      if (kind === 'translated') return `${address} may be any IPv4 address, and is ${unnamed}`
      if (asker === 'own') return undefined
      if (kind === 'private') return `${address} is private, and ${unnamed}`
      return unusualPort(port, address)
    }
  }
}

export interface GroupRanges {
  /** What the group's settings name now, as {@link originPolicy} has it; what is no range counts for nothing. */
  allowed(): readonly string[]
  /** Where this machine does not go for all that. @throws {ContentError} `BAD_RANGE`, of one that is none */
  denied: readonly string[]
  /** Whether an IP address is this machine's own, or of a network within it, as it is now: a group reaches into none. */
  isInsideMachine(address: string): boolean
}

/**
 * What this machine's own policy allows, and private networks that a group names, on ports 80 and 443 unless a range names another:
 * never loopback, link-local, clouds' metadata or translated addresses, whatever range they lie in, and nothing inside this machine.
 */
export function groupOriginPolicy(own: OriginPolicy, { allowed, denied, isInsideMachine }: GroupRanges): OriginPolicy {
  const refused = denied.map(allowedRange)
  let said: readonly string[] = []
  let ranges: readonly AllowedRange[] = []
  const isAllowed = (address: string, port: number, asker: FetchedFor): boolean => {
    const texts = allowed()
    if (texts !== said) {
      said = texts
      ranges = texts.filter((text) => parseAddressRange(text) !== undefined).map(allowedRange)
    }
    const family = familyOf(address)
    const isIn = (all: readonly AllowedRange[]): boolean => all.some((range) => covers(range, family, address, port))
    const named = ranges.filter((range) => isFor(range, asker) && (range.port !== undefined || USUAL_PORTS.has(port)))
    return isIn(named) && !isIn(refused)
  }
  return {
    refusal(address, port, asker = 'others') {
      const refusal = own.refusal(address, port, asker)
      if (refusal === undefined || address === undefined || addressClass(address) !== 'private') return refusal
      if (asker !== 'others' && port === MAIL_PORT) return refusal
      if (!isAllowed(address, port, asker)) return `${refusal}, nor by the group`
      // What listens there trusts this machine, and no firewall of it sees who asks.
      return isInsideMachine(address) ? `${refusal}, and within this machine, where no group reaches` : undefined
    }
  }
}

/** What is named for fetches is not yet named for all that a member may say there: to a router, a printer, a store of data. */
function isFor({ port }: AllowedRange, asker: FetchedFor): boolean {
  return asker !== 'member' || port !== undefined
}

/** BlockList finds IPv4 in IPv6 by itself. */
function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIP(address) === 4 || mappedAddresses.check(address, 'ipv6') ? 'ipv4' : 'ipv6'
}

function unusualPort(port: number, address = 'an address that only the proxy knows'): string | undefined {
  return USUAL_PORTS.has(port) ? undefined : `port ${port} is neither 80 nor 443, nor named for ${address}`
}

function covers(range: AllowedRange, family: 'ipv4' | 'ipv6', address: string, port: number): boolean {
  // An IPv6 range such as ::/0 would match IPv4 addresses as mapped ones: who writes it means IPv6.
  if (range.family !== family || (range.port !== undefined && range.port !== port)) return false
  return range.list.check(address, isIP(address) === 4 ? 'ipv4' : 'ipv6')
}

function allowedRange(entry: string): AllowedRange {
  const range = parseAddressRange(entry)
  if (range === undefined) {
    throw new ContentError('BAD_RANGE', `${JSON.stringify(entry)} is not a range such as 10.0.0.0/8 or [fd00::/8]:8080`)
  }
  const { address, family, prefix, port } = range
  const list = new BlockList()
  list.addSubnet(address, prefix, family)
  return { family, list, port, isHere: isRangeHere(range) }
}
