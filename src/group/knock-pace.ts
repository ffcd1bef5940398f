// How often strangers are heard, without clock and IO: by address, in all, and how many identities an address may bring.
import {
  KNOCK_BUSY_MS,
  KNOCKS_BURST,
  KNOCKS_BURST_PER_HOST,
  KNOCKS_PER_SECOND,
  KNOCKS_PER_SECOND_AND_HOST,
  MAX_KNOCK_HOSTS,
  NEW_KNOCKS_PER_HOST,
  NEW_KNOCKS_PERIOD_MS
} from './defaults.js'

interface Places {
  left: number
  filledMs: number
}

interface Host {
  readonly places: Places
  /** When it brought an identity, monotonic. */
  newMs: number[]
}

export class KnockPace {
  readonly #all: Places = { left: KNOCKS_BURST, filledMs: 0 }
  /** The longest silent first. */
  readonly #hosts = new Map<string, Host>()

  /** @param atMs monotonic @returns how long the address has to wait instead; 0: it is heard */
  take(address: string, atMs: number): number {
    const { places } = this.#host(address, atMs)
    // What is one address's own excess takes no place of the others.
    if (!takePlace(places, KNOCKS_PER_SECOND_AND_HOST, KNOCKS_BURST_PER_HOST, atMs)) return KNOCK_BUSY_MS
    return takePlace(this.#all, KNOCKS_PER_SECOND, KNOCKS_BURST, atMs) ? 0 : KNOCK_BUSY_MS
  }

  /** Whether the address may bring one more identity; then it has. */
  takeNew(address: string, atMs: number): boolean {
    const host = this.#host(address, atMs)
    host.newMs = host.newMs.filter((earlier) => atMs - earlier < NEW_KNOCKS_PERIOD_MS)
    if (host.newMs.length >= NEW_KNOCKS_PER_HOST) return false
    host.newMs.push(atMs)
    return true
  }

  #host(address: string, atMs: number): Host {
    const host = this.#hosts.get(address) ?? { places: { left: KNOCKS_BURST_PER_HOST, filledMs: atMs }, newMs: [] }
    this.#hosts.delete(address) // Moves it to the end.
    this.#hosts.set(address, host)
    const [oldest] = this.#hosts.keys()
    if (this.#hosts.size > MAX_KNOCK_HOSTS && oldest !== undefined) this.#hosts.delete(oldest)
    return host
  }
}

function takePlace(places: Places, perSecond: number, burst: number, atMs: number): boolean {
  places.left = Math.min(burst, places.left + ((atMs - places.filledMs) / 1000) * perSecond)
  places.filledMs = atMs
  if (places.left < 1) return false
  places.left--
  return true
}
