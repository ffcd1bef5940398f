// Dials through libp2p.
import type { Connection } from '@libp2p/interface'
import { multiaddr } from '@multiformats/multiaddr'
import type { Dialler } from './dialler.js'
import { GraphError, reasonOf } from './errors.js'
import { FrameChannel } from './frame-channel.js'
import type { GraphNode } from './node.js'
import { LINK_PROTOCOL } from './protocols.js'

export function libp2pDialler({ libp2p }: GraphNode): Dialler {
  return {
    dial: async (peer, addresses, signal) => {
      const targets = addresses.map((address) => multiaddr(peer === undefined ? address : `${address}/p2p/${peer}`))
      const connection = await libp2p.dial(targets, { signal }).catch((thrown: unknown) => {
        if (!isRefusal(thrown)) throw thrown
        throw new GraphError('HANDSHAKE_REFUSED', reasonOf(thrown), { cause: thrown })
      })
      return {
        peer: connection.remotePeer.toString(),
        address: addressOf(connection),
        isInbound: connection.direction === 'inbound',
        openLink: async (linkSignal) =>
          new FrameChannel(await connection.newStream(LINK_PROTOCOL, { signal: linkSignal })),
        hangUp: () => hangUp(connection)
      }
    }
  }
}

/** Whether somebody answered, and the encrypter or our gate refused it: libp2p hands on what they throw under names of its own. */
function isRefusal(thrown: unknown): boolean {
  if (thrown instanceof AggregateError) return thrown.errors.some(isRefusal)
  return thrown instanceof Error && ['EncryptionFailedError', 'ConnectionInterceptedError'].includes(thrown.name)
}

/** The other end, without `/p2p/`. */
export function addressOf(connection: Connection): string {
  return connection.remoteAddr.toString().replace(/\/p2p\/[^/]+$/, '')
}

/** Never rejects: libp2p does, also with what is no error. */
export function hangUp(connection: Connection): void {
  connection.close().catch(() => connection.abort(new Error('could not close in time')))
}
