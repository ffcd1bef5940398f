// Which TLS connections are whose: only members' are kept, and no longer than they are members.
import type { Duplex } from 'node:stream'
import type { TLSSocket } from 'node:tls'
import type { PeerId } from '../base/index.js'
import { peerOfSocket } from './tls.js'

export class MemberSockets {
  readonly #maxPerMember: number
  readonly #isMember: (peer: PeerId) => boolean
  readonly #peers = new Map<TLSSocket, PeerId>()
  /** All TCP connections, also those whose handshake is not done. */
  readonly #open = new Set<Duplex>()

  constructor(maxPerMember: number, isMember: (peer: PeerId) => boolean) {
    this.#maxPerMember = maxPerMember
    this.#isMember = isMember
  }

  /** Remembers a TCP connection until it closes. */
  watch(socket: Duplex): void {
    this.#open.add(socket)
    socket.once('close', () => this.#open.delete(socket))
  }

  /** Keeps a connection whose handshake is done, or destroys it before anything is read from it. */
  admit(socket: TLSSocket): void {
    const peer = peerOfSocket(socket)
    if (peer === undefined || !this.#isMember(peer) || this.#count(peer) >= this.#maxPerMember) {
      socket.destroy()
      return
    }
    this.#peers.set(socket, peer)
    socket.once('close', () => this.#peers.delete(socket))
  }

  /** Whose it is, if that peer is a member now. */
  peerOf(socket: TLSSocket): PeerId | undefined {
    const peer = this.#peers.get(socket)
    return peer !== undefined && !socket.destroyed && this.#isMember(peer) ? peer : undefined
  }

  /** Closes connections of peers who are members no longer. */
  recheck(): void {
    for (const [socket, peer] of [...this.#peers]) {
      if (!this.#isMember(peer)) socket.destroy()
    }
  }

  closeAll(): void {
    for (const socket of [...this.#peers.keys(), ...this.#open]) socket.destroy()
  }

  #count(peer: PeerId): number {
    let count = 0
    for (const other of this.#peers.values()) if (other === peer) count++
    return count
  }
}
