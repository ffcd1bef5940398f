// Requests that come ahead on one connection (RFC 9112, section 9.3.2) are answered one after the other. Their answers go out in
// that order anyway, and Node tells an answer that its caller has gone only once that answer has the connection: one begun
// before would keep its origin, its reader and its place for ever.
import type { ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { MAX_PIPELINED } from './defaults.js'

interface Waiting {
  readonly response: ServerResponse
  begin(): void
}

export class InTurn {
  /** The first of each list is answered now. */
  readonly #bySocket = new WeakMap<Duplex, Waiting[]>()

  /** Calls `begin` when the answers before it have gone out; never where the connection ends before, or has too many. */
  add(socket: Duplex, response: ServerResponse, begin: () => void): void {
    const requests = this.#requestsOf(socket)
    if (requests.length >= MAX_PIPELINED) socket.destroy()
    if (socket.destroyed) return
    requests.push({ response, begin })
    if (requests.length === 1) this.#beginFirst(socket, requests)
  }

  isAnswering(socket: Duplex): boolean {
    return (this.#bySocket.get(socket)?.length ?? 0) > 0
  }

  #requestsOf(socket: Duplex): Waiting[] {
    let requests = this.#bySocket.get(socket)
    if (requests === undefined) {
      const made: Waiting[] = (requests = [])
      this.#bySocket.set(socket, made)
      socket.once('close', () => made.splice(0))
    }
    return requests
  }

  #beginFirst(socket: Duplex, requests: Waiting[]): void {
    const [first] = requests
    if (first === undefined || socket.destroyed || first.response.socket === null) return // It ends after the last answer.
    first.response.once('close', () => {
      requests.shift()
      this.#beginFirst(socket, requests)
    })
    first.begin()
  }
}
