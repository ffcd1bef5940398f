// Who still needs a connection: a link and direct streams may share one, and the last that ends hangs up.

/** `link`: a link, or the wait for one; `direct`: a direct stream or a message, or the attempt to open one. */
export type ConnectionUse = 'link' | 'direct'

export class ConnectionUses<Connection extends object> {
  readonly #hangUp: (connection: Connection) => void
  readonly #uses = new WeakMap<Connection, Set<{ readonly use: ConnectionUse }>>()

  /** @param hangUp must not throw */
  constructor(hangUp: (connection: Connection) => void) {
    this.#hangUp = hangUp
  }

  /** @returns ends this use; safe to call twice */
  take(connection: Connection, use: ConnectionUse): () => void {
    const uses = this.#uses.get(connection) ?? new Set()
    this.#uses.set(connection, uses)
    const taken = { use }
    uses.add(taken)
    return () => {
      if (uses.delete(taken) && uses.size === 0) this.#hangUp(connection)
    }
  }

  has(connection: Connection, use: ConnectionUse): boolean {
    return [...(this.#uses.get(connection) ?? [])].some((taken) => taken.use === use)
  }
}
