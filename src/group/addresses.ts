// First contacts as text. Only the graph reads multiaddrs; here they are bounded and known to be harmless to show.
import { MAX_ADDRESS_BYTES, MAX_ADDRESSES } from './defaults.js'

const MULTIADDR = /^\/[\x21-\x7e]+$/

/** Why `address` cannot be a multiaddr, in words; undefined if it may be. */
export function addressProblem(address: string): string | undefined {
  if (address.length > MAX_ADDRESS_BYTES) return `an address has at most ${MAX_ADDRESS_BYTES} characters`
  return MULTIADDR.test(address) ? undefined : 'an address looks like /ip4/192.0.2.1/tcp/1967'
}

/** `fresh` before `old`, each once, as many as are kept. */
export function mergeAddresses(fresh: readonly string[], old: readonly string[]): string[] {
  return [...new Set([...fresh, ...old])].slice(0, MAX_ADDRESSES)
}
