// Looking up names of origins.
import { lookup } from 'node:dns'
import { Resolver } from 'node:dns/promises'
import type { LookupAddress } from 'node:dns'
import { DNS_TRIES, DNS_TRY_MS, PROXIED_LOOKUP_BUDGET_MS } from './defaults.js'

/** All addresses of a name, one at least; rejects with the system's error. */
export type Resolve = (name: string) => Promise<readonly LookupAddress[]>

/** As every program here does: hosts file, DNS and whatever else the system has. */
export const systemResolve: Resolve = (name) =>
  new Promise((resolve, reject) => {
    lookup(name, { all: true }, (error, addresses) => {
      if (error === null) resolve(addresses)
      else reject(error)
    })
  })

/** As {@link Resolve}, and gives what has come when the signal aborts. */
export type ResolveWithin = (name: string, signal: AbortSignal) => Promise<readonly LookupAddress[]>

/** DNS alone, as whoever is elsewhere sees a name, and given up soon. Takes no thread of the pool that the disk needs too. */
export const dnsResolve: Resolve = (name) => askDns(new Resolver({ timeout: PROXIED_LOOKUP_BUDGET_MS, tries: 1 }), name)

/** The same, for as long as the signal says. */
export const dnsResolveWithin: ResolveWithin = async (name, signal) => {
  const resolver = new Resolver({ timeout: DNS_TRY_MS, tries: DNS_TRIES })
  const cancel = (): void => resolver.cancel()
  signal.addEventListener('abort', cancel, { once: true })
  try {
    return await askDns(resolver, name)
  } finally {
    signal.removeEventListener('abort', cancel)
  }
}

async function askDns(resolver: Resolver, name: string): Promise<readonly LookupAddress[]> {
  const [v4, v6] = await Promise.allSettled([resolver.resolve4(name), resolver.resolve6(name)])
  const found = [
    ...(v4.status === 'fulfilled' ? v4.value.map((address) => ({ address, family: 4 })) : []),
    ...(v6.status === 'fulfilled' ? v6.value.map((address) => ({ address, family: 6 })) : [])
  ]
  const errors = [v4, v6].flatMap((answer) => (answer.status === 'rejected' ? [answer.reason as Error] : []))
  const failure = errors.find((error) => !isNoSuchName(error)) ?? errors[0]
  if (found.length === 0 && failure !== undefined) throw failure
  return found
}

/** What DNS says of a name that only the system may know, from its hosts file say; or that there is no DNS here. */
const NO_SUCH_NAME = new Set(['ENOTFOUND', 'ENODATA', 'ECONNREFUSED'])

export function isNoSuchName(error: unknown): boolean {
  return NO_SUCH_NAME.has((error as NodeJS.ErrnoException).code ?? '')
}
