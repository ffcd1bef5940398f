// Counts inbound connections whose handshake still runs, by host: one stranger must not hold every place for them.
import { isLoopback } from './addresses.js'
import { MAX_PENDING_PER_HOST } from './defaults.js'

/** What we need of libp2p's connections below the handshake. */
export interface PendingConnection {
  addEventListener(type: 'close', listener: () => void): void
}

export class PendingHosts {
  readonly #hosts = new Map<PendingConnection, string>()

  /** @returns whether there is a place. It is given back by `done` or when the connection closes. */
  take(connection: PendingConnection, host: string): boolean {
    if (isLoopback(host)) return true // All nodes of this machine; who is on it needs no network to do harm.
    const pending = [...this.#hosts.values()].filter((other) => other === host).length
    if (pending >= MAX_PENDING_PER_HOST) return false
    this.#hosts.set(connection, host)
    connection.addEventListener('close', () => this.done(connection))
    return true
  }

  /** The handshake ended. */
  done(connection: PendingConnection): void {
    this.#hosts.delete(connection)
  }
}
