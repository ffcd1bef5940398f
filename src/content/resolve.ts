// Looking up names of origins.
import { lookup } from 'node:dns'
import { Resolver } from 'node:dns/promises'
import type { LookupAddress } from 'node:dns'
import { PROXIED_LOOKUP_BUDGET_MS } from './defaults.js'

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

/** DNS alone, as whoever is elsewhere sees a name, and given up soon. Takes no thread of the pool that the disk needs too. */
export const dnsResolve: Resolve = async (name) => {
  const resolver = new Resolver({ timeout: PROXIED_LOOKUP_BUDGET_MS, tries: 1 })
  const [v4, v6] = await Promise.allSettled([resolver.resolve4(name), resolver.resolve6(name)])
  const found = [
    ...(v4.status === 'fulfilled' ? v4.value.map((address) => ({ address, family: 4 })) : []),
    ...(v6.status === 'fulfilled' ? v6.value.map((address) => ({ address, family: 6 })) : [])
  ]
  if (found.length === 0 && v4.status === 'rejected') throw v4.reason
  return found
}
