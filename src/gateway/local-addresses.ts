// Own addresses that Node does not list: of a card or bridge without a carrier. They answer all the same, to this machine alone.
import { readFileSync } from 'node:fs'

/** What Linux's routes call its own, IPv4; elsewhere none. @param read @default `/proc/net/fib_trie` */
export function localAddresses(read = (): string => readFileSync('/proc/net/fib_trie', 'latin1')): string[] {
  try {
    return [...read().matchAll(/\|-- ([\d.]+)\n +\/32 host LOCAL/g)].map(([, address]) => address!)
  } catch {
    return []
  }
}
