// Builds the libp2p node. The choice of transports, limits and what strangers may see is made here (libraries section 1).
import '../base/polyfill.js'
import { networkInterfaces } from 'node:os'
import { generateKeyPairFromSeed } from '@libp2p/crypto/keys'
import { identify } from '@libp2p/identify'
import type { Connection, Libp2p, Stream } from '@libp2p/interface'
import { tcp } from '@libp2p/tcp'
import { yamux } from '@libp2p/yamux'
import { multiaddr, type Multiaddr } from '@multiformats/multiaddr'
import { createLibp2p } from 'libp2p'
import { peerIdFromPublicKey, publicKeyFromPeerId, type KeyPair } from '../base/index.js'
import { addressText, hostOf, hostsBehind, isLoopback } from './addresses.js'
import {
  CLOSE_FLUSH_MS,
  DIAL_BUDGET_MS,
  HANDSHAKE_BUDGET_MS,
  INBOUND_CONNECTIONS_PER_SECOND,
  MAX_ADDRESSES_PER_CANDIDATE,
  MAX_CONNECTIONS,
  MAX_DIRECT_STREAMS,
  MAX_PENDING_CONNECTIONS,
  MAX_DIALS,
  STREAM_WINDOW_BYTES
} from './defaults.js'
import { GraphError, reasonOf } from './errors.js'
import type { ListenInit } from './graph-network.js'
import { memberEncrypter, type MemberEncrypterInit } from './member-encrypter.js'
import { MAX_MESSAGE_STREAMS } from './message-defaults.js'
import { PendingHosts } from './pending-hosts.js'
import { DIRECT_PROTOCOL, LINK_PROTOCOL, MESSAGE_PROTOCOL } from './protocols.js'
import { hostsOfScope, isInScope, type GraphScope } from './scope.js'

export interface NodeInit {
  /** How far it reaches until it listens. */
  scope(): GraphScope
  keyPair: KeyPair
  encrypter: MemberEncrypterInit
  /** A member opened the link stream. Must attach its listeners before it returns. */
  onStream(stream: Stream, connection: Connection): void
  /** The same of a direct stream, and of a message. */
  onDirectStream(stream: Stream, connection: Connection): void
  onMessageStream(stream: Stream, connection: Connection): void
}

export interface GraphNode {
  readonly libp2p: Libp2p
  /** 0: it does not listen. */
  readonly port: number
  readonly scope: GraphScope
  /** From now on others may connect. Once. @throws {GraphError} `CANNOT_LISTEN`; then it may be tried again */
  listen(init: ListenInit): Promise<void>
  /** IP addresses under which others reach us, as interfaces are now. Loopback only where nothing else is listened on. */
  hosts(): string[]
  /** Whether a host that another names is worth dialling: in our scope, and on this machine where we have nothing else. */
  mayDial(host: string): boolean
}

/** As much as we use of libp2p's transport manager. */
interface Transports {
  listen(addresses: Multiaddr[]): Promise<void>
  getAddrs(): Multiaddr[]
  getListeners(): readonly { close(): Promise<void> }[]
}

/** It dials, and listens when told to. */
export async function startNode(init: NodeInit): Promise<GraphNode> {
  let transports: Transports | undefined
  let port = 0
  let listening: { readonly scope: GraphScope; readonly hosts: readonly string[] } | undefined
  const scope = (): GraphScope => listening?.scope ?? init.scope()
  const hosts = (): string[] => hostsBehind(listening?.hosts ?? hostsOfScope(scope()), networkInterfaces)
  const self = peerIdFromPublicKey(init.keyPair.publicKey)
  const pending = new PendingHosts()
  const libp2p: Libp2p = await createLibp2p({
    start: false,
    privateKey: await generateKeyPairFromSeed('Ed25519', init.keyPair.seed),
    nodeInfo: { name: 'potluck', version: '1', userAgent: 'potluck/1' },
    addresses: {
      listen: [],
      announceFilter: () =>
        port === 0 ? [] : hosts().map((host) => multiaddr(`${addressText(host, port)}/p2p/${self}`))
    },
    transports: [tcp({ dialOpts: { noDelay: true }, listenOpts: { noDelay: true } })],
    connectionEncrypters: [memberEncrypter(init.encrypter)],
    streamMuxers: [yamux({ streamOptions: { maxStreamWindowSize: STREAM_WINDOW_BYTES } })],
    connectionGater: {
      // Whoever stands outside has to be dialled by us, under an address that somebody here named.
      denyInboundConnection: (connection) => {
        const host = hostOf(connection.remoteAddr)
        if (host === undefined || !isInScope(host, scope(), networkInterfaces)) return true
        return !pending.take(connection, host)
      },
      denyDialPeer: (peer) => publicKeyFromPeerId(peer.toString()) === undefined,
      denyInboundEncryptedConnection: (peer, connection) => {
        pending.done(connection)
        return !init.encrypter.gate.isMember(peer.toString())
      },
      denyOutboundEncryptedConnection: (peer) => !init.encrypter.gate.isMember(peer.toString()),
      // libp2p's own address book stays empty: ours decides what is dialled.
      filterMultiaddrForPeer: () => false
    },
    connectionManager: {
      maxConnections: MAX_CONNECTIONS,
      maxIncomingPendingConnections: MAX_PENDING_CONNECTIONS,
      inboundConnectionThreshold: INBOUND_CONNECTIONS_PER_SECOND,
      inboundUpgradeTimeout: HANDSHAKE_BUDGET_MS,
      maxParallelDials: MAX_DIALS,
      maxPeerAddrsToDial: MAX_ADDRESSES_PER_CANDIDATE,
      dialTimeout: DIAL_BUDGET_MS,
      addressSorter: () => 0, // Ours are in order: what worked last comes first.
      reconnectRetries: 0,
      connectionCloseTimeout: CLOSE_FLUSH_MS,
      resolvers: {} // Names are resolved by the platform when TCP dials; no queries of libp2p's own.
    },
    connectionMonitor: { enabled: false }, // It opens a stream every 10 s for each connection; links ping by themselves.
    services: {
      identify: identify({ runOnConnectionOpen: false }),
      transports: ({ transportManager }) => {
        transports = transportManager
        return {}
      }
    }
  })
  await libp2p.handle(LINK_PROTOCOL, (stream, connection) => init.onStream(stream, connection), {
    maxInboundStreams: 1,
    maxOutboundStreams: 1
  })
  await libp2p.handle(DIRECT_PROTOCOL, (stream, connection) => init.onDirectStream(stream, connection), {
    maxInboundStreams: MAX_DIRECT_STREAMS,
    maxOutboundStreams: MAX_DIRECT_STREAMS
  })
  await libp2p.handle(MESSAGE_PROTOCOL, (stream, connection) => init.onMessageStream(stream, connection), {
    maxInboundStreams: MAX_MESSAGE_STREAMS,
    maxOutboundStreams: MAX_MESSAGE_STREAMS
  })
  await libp2p.start()
  const listen = async (where: ListenInit): Promise<void> => {
    const named = [...new Set(where.hosts ?? hostsOfScope(where.scope))]
    const manager = transports!
    listening = { scope: where.scope, hosts: named } // Others may connect before this has returned.
    let taken = where.port
    try {
      for (const host of named) {
        await manager.listen([multiaddr(addressText(host, taken))])
        if (taken === 0) taken = portOf(manager.getAddrs()) // Of any, one: others are told one for all hosts.
      }
    } catch (thrown) {
      listening = undefined
      await Promise.allSettled(manager.getListeners().map((listener) => listener.close())) // Some of the hosts may have been ours.
      const place = `port ${where.port} of ${named.join(', ')}`
      throw new GraphError('CANNOT_LISTEN', `cannot listen on ${place}: ${reasonOf(thrown)}`, { cause: thrown })
    }
    port = taken
  }
  return {
    libp2p,
    get port() {
      return port
    },
    get scope() {
      return scope()
    },
    listen,
    hosts,
    mayDial: (host) => (isLoopback(host) ? hosts().every(isLoopback) : isInScope(host, scope(), networkInterfaces))
  }
}

function portOf([address]: readonly Multiaddr[]): number {
  return Number(address?.getComponents().find(({ name }) => name === 'tcp')?.value ?? 0)
}
