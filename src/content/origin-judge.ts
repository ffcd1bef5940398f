// Whether this node goes to a host: decided on the addresses that are then dialled, or, where an upstream proxy looks the name
// up, on what is known of it here.
import type { LookupAddress } from 'node:dns'
import { isIP } from 'node:net'
import { ContentError } from './errors.js'
import type { FetchedFor, OriginPolicy } from './origin-policy.js'
import type { Resolve } from './resolve.js'
import { addressOfSpecialName } from '../base/index.js'

export interface JudgeInit {
  policy: OriginPolicy
  asker: FetchedFor
  /** Whether that is this node: no member is led there. */
  isSelf: (address: string, port: number) => boolean
}

/** The address or name of a URL, without the brackets of IPv6. */
export function hostOf(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, '')
}

export function portOf(url: URL): number {
  return url.port === '' ? (url.protocol === 'https:' ? 443 : 80) : Number(url.port)
}

/**
 * The addresses to dial: of a name that leads to good and bad ones the good.
 * @throws {ContentError} `ORIGIN_REFUSED`; what `resolve` throws
 */
export async function addressesToDial(url: URL, judge: JudgeInit, resolve: Resolve): Promise<readonly LookupAddress[]> {
  const found = await addressesOf(hostOf(url), resolve)
  const refusals = found.map(({ address }) => refusalOf(address, portOf(url), judge))
  const allowed = found.filter((_address, i) => refusals[i] === undefined)
  if (allowed.length === 0) throw refusedError(url, refusals[0] ?? 'its name has no address')
  return allowed
}

/**
 * Before the name goes to a proxy, which looks it up again: so one bad address is enough. What is not known here is left to it.
 * @returns its addresses, as far as they are known here
 * @throws {ContentError} `ORIGIN_REFUSED`; for a member `ORIGIN_UNREACHABLE` where nothing is known of it here
 */
export async function judgeForProxy(url: URL, judge: JudgeInit, resolve: Resolve): Promise<readonly string[]> {
  const special = addressOfSpecialName(hostOf(url))
  const found = special ?? (await addressesOf(hostOf(url), resolve).catch(() => [])).map(({ address }) => address)
  // What only the proxy knows may lie behind it: a fetch is one request, a member's connection is whatever it likes.
  if (found.length === 0 && judge.asker === 'member') {
    throw new ContentError(
      'ORIGIN_UNREACHABLE',
      `${url.host} is not known here, and not led to through the proxy unjudged`
    )
  }
  for (const address of found.length === 0 ? [undefined] : found) {
    const refusal = refusalOf(address, portOf(url), judge)
    if (refusal !== undefined) throw refusedError(url, refusal)
  }
  return found
}

/**
 * Why no request gets to that URL, as far as it shows that itself: by an address, or a name that stands for one wherever it is looked up.
 * Undefined: it may do; other names are judged when they are dialled.
 */
export function refusalByUrl(url: URL, policy: OriginPolicy, asker: FetchedFor): string | undefined {
  const host = hostOf(url)
  const addresses = isIP(host) === 0 ? (addressOfSpecialName(host) ?? []) : [host]
  const refusals = addresses.map((address) => policy.refusal(address, portOf(url), asker))
  return refusals.includes(undefined) ? undefined : refusals[0]
}

function refusalOf(
  address: string | undefined,
  port: number,
  { policy, asker, isSelf }: JudgeInit
): string | undefined {
  const refusal = policy.refusal(address, port, asker)
  if (refusal !== undefined || asker !== 'member' || address === undefined) return refusal
  return isSelf(address, port) ? `${address} is this machine, where no member is led` : undefined
}

async function addressesOf(host: string, resolve: Resolve): Promise<readonly LookupAddress[]> {
  const family = isIP(host)
  return family === 0 ? await resolve(host) : [{ address: host, family }]
}

function refusedError(url: URL, refusal: string): ContentError {
  return new ContentError('ORIGIN_REFUSED', `this node does not fetch from ${url.host}: ${refusal}`)
}
