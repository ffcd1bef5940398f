// Dials through libp2p.
import type { Connection, Stream } from '@libp2p/interface'
import { multiaddr } from '@multiformats/multiaddr'
import type { PeerId } from '../base/index.js'
import type { ConnectionUses } from './connection-uses.js'
import type { Dialler, DirectLine } from './dialler.js'
import { DirectRefusedError } from './direct-channel.js'
import { GraphError, reasonOf } from './errors.js'
import { FrameChannel } from './frame-channel.js'
import { MAX_MESSAGE_FRAME_BYTES } from './message-defaults.js'
import type { GraphNode } from './node.js'
import { DIRECT_PROTOCOL, LINK_PROTOCOL, MESSAGE_PROTOCOL } from './protocols.js'

/** What nobody speaks: an end that says so is there, whatever its streams wait for. */
const PROBE_PROTOCOL = '/potluck/probe'

export function libp2pDialler({ libp2p }: GraphNode, uses: ConnectionUses<Connection>): Dialler {
  const dial = async (
    peer: PeerId | undefined,
    addresses: readonly string[],
    options: { signal: AbortSignal; force?: boolean }
  ): Promise<Connection> => {
    const targets = addresses.map((address) => multiaddr(peer === undefined ? address : `${address}/p2p/${peer}`))
    try {
      return await libp2p.dial(targets, options)
    } catch (thrown) {
      options.signal.throwIfAborted()
      const code = isSelf(thrown) ? 'CONNECT_SELF' : isRefusal(thrown) ? 'HANDSHAKE_REFUSED' : 'UNREACHABLE'
      throw new GraphError(code, reasonOf(thrown), { cause: thrown })
    }
  }
  return {
    dial: async (peer, addresses, signal) => {
      let connection = await dial(peer, addresses, { signal })
      // Who dialled a connection opens the link; one that only carries direct streams by now will bring none.
      const isIdle = connection.direction === 'inbound' && !uses.has(connection, 'link')
      if (isIdle) connection = await dial(peer, addresses, { signal, force: true })
      const isInbound = connection.direction === 'inbound'
      return {
        peer: connection.remotePeer.toString(),
        address: addressOf(connection),
        isInbound,
        openLink: async (linkSignal) =>
          new FrameChannel(await connection.newStream(LINK_PROTOCOL, { signal: linkSignal })),
        hangUp: isInbound ? () => {} : uses.take(connection, 'link')
      }
    },
    reach: async (peer, addresses, signal) => {
      const isOpen = ({ status, remotePeer }: Connection): boolean =>
        status === 'open' && remotePeer.toString() === peer
      const before = libp2p.getConnections().find(isOpen)
      if (before !== undefined) return lineOf(before, false, uses)
      if (addresses.length === 0) throw new GraphError('UNREACHABLE', `there is no connection with ${peer}`)
      return lineOf(await dial(peer, addresses, { signal }), true, uses)
    }
  }
}

function lineOf(connection: Connection, isNew: boolean, uses: ConnectionUses<Connection>): DirectLine {
  const newStream = async (protocol: string, signal: AbortSignal): Promise<Stream> => {
    try {
      return await connection.newStream(protocol, { signal })
    } catch (thrown) {
      if (isUnsupported(thrown)) throw new DirectRefusedError('refused')
      throw thrown
    }
  }
  return {
    address: addressOf(connection),
    isNew,
    openDirect: async (signal) => new FrameChannel(await newStream(DIRECT_PROTOCOL, signal)),
    openMessage: async (signal) => new FrameChannel(await newStream(MESSAGE_PROTOCOL, signal), MAX_MESSAGE_FRAME_BYTES),
    probe: (signal) => probe(connection, signal),
    hangUp: uses.take(connection, 'direct')
  }
}

/** Resolves when the other side answers. */
export async function probe(connection: Connection, signal: AbortSignal): Promise<void> {
  try {
    const stream = await connection.newStream(PROBE_PROTOCOL, { signal })
    stream.abort(new Error('it was only a question'))
  } catch (thrown) {
    if (!isUnsupported(thrown)) throw thrown
  }
}

/** The other end, without `/p2p/`. */
export function addressOf(connection: Connection): string {
  return connection.remoteAddr.toString().replace(/\/p2p\/[^/]+$/, '')
}

/** Never rejects: libp2p does, also with what is no error. */
export function hangUp(connection: Connection): void {
  connection.close().catch(() => connection.abort(new Error('could not close in time')))
}

/** Whether it was we who answered: libp2p sees it after Noise. */
function isSelf(thrown: unknown): boolean {
  if (thrown instanceof AggregateError) return thrown.errors.some(isSelf)
  return thrown instanceof Error && thrown.name === 'InvalidPeerIdError'
}

/** Whether somebody answered, and the encrypter or our gate refused it: libp2p hands on what they throw under names of its own. */
function isRefusal(thrown: unknown): boolean {
  if (thrown instanceof AggregateError) return thrown.errors.some(isRefusal)
  return thrown instanceof Error && ['EncryptionFailedError', 'ConnectionInterceptedError'].includes(thrown.name)
}

function isUnsupported(thrown: unknown): boolean {
  return thrown instanceof Error && thrown.name === 'UnsupportedProtocolError'
}
