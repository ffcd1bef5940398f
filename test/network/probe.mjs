// What somebody with given key material gets from a node: run with a stranger's it must be nothing, with a member's key
// everything, or the probe proves nothing. Takes one JSON argument, prints one JSON line.
//   { seed, groupId, groupSecret, credentials: hex; host, peer, graphPort, contentPort, digest; impostorTag? }
import '../../dist/base/polyfill.js'
import { request } from 'node:https'
import { connect } from 'node:tls'
import { noise } from '@chainsafe/libp2p-noise'
import { generateKeyPairFromSeed } from '@libp2p/crypto/keys'
import { identify } from '@libp2p/identify'
import { mdns } from '@libp2p/mdns'
import { tcp } from '@libp2p/tcp'
import { yamux } from '@libp2p/yamux'
import { multiaddr } from '@multiformats/multiaddr'
import { createLibp2p } from 'libp2p'
import {
  fromHex,
  keyPairFromSeed,
  peerIdFromPublicKey,
  silentLogger,
  systemClock,
  systemRandom
} from '../../dist/base/index.js'
import { openGraph } from '../../dist/graph/index.js'
import { handshakeKey } from '../../dist/graph/handshake.js'
import { memberEncrypter } from '../../dist/graph/member-encrypter.js'
import { memberRecord, selfSignedTlsCertificate } from '../../dist/group/index.js'
import { readData } from '../../dist/record/index.js'
import { createMemoryStorage, openStore } from '../../dist/store/index.js'

const ASK_MS = 5000
const IMPOSTOR_MS = 15_000
const init = JSON.parse(process.argv[2])
const keyPair = keyPairFromSeed(fromHex(init.seed))
const self = peerIdFromPublicKey(keyPair.publicKey)
const groupId = fromHex(init.groupId)
const address = `/ip4/${init.host}/tcp/${init.graphPort}/p2p/${init.peer}`
/** Credentials that others showed us, in bytes. */
let certificateBytes = 0

/** Lets everybody in: what counts is what they show us. */
const gate = {
  groupSecret: fromHex(init.groupSecret),
  credentials: () => fromHex(init.credentials),
  admit: async (_peer, credentials) => {
    certificateBytes += credentials.byteLength
    return true
  },
  isMember: () => true
}

function encrypter() {
  const key = handshakeKey(gate.groupSecret, groupId)
  return memberEncrypter({ self, gate, key, clock: systemClock, random: systemRandom, logger: silentLogger })
}

async function startLibp2p(connectionEncrypters, more = {}) {
  return createLibp2p({
    privateKey: await generateKeyPairFromSeed('Ed25519', keyPair.seed),
    transports: [tcp()],
    connectionEncrypters,
    streamMuxers: [yamux()],
    services: { identify: identify({ runOnConnectionOpen: false }) },
    connectionManager: { reconnectRetries: 0 },
    ...more
  })
}

/** The protocols a dialled node lists; none where it does not let us in. */
async function protocols(connectionEncrypters) {
  const node = await startLibp2p(connectionEncrypters)
  try {
    const signal = AbortSignal.timeout(ASK_MS)
    const connection = await node.dial(multiaddr(address), { signal })
    return (await node.services.identify.identify(connection, { signal })).protocols
  } catch {
    return []
  } finally {
    await node.stop()
  }
}

/** Records, and names in them, that flow to us over a link. */
async function records() {
  const policy = {
    knowsAuthor: () => true,
    memberUntilMs: () => Date.now() + 3_600_000,
    isAdministrator: () => false,
    credentials: () => [],
    acceptsCredential: () => true,
    receiveCredential: async () => 'new',
    onChange: () => () => {},
    onCredential: () => () => {}
  }
  const components = { keyPair, clock: systemClock, random: systemRandom, logger: silentLogger }
  const store = await openStore({ ...components, policy, storage: createMemoryStorage() }, { group: groupId })
  const addressBook = { load: async () => [], save: async () => {} }
  const graph = await openGraph(
    { ...components, store, gate },
    { groupId: init.groupId, listenPort: 0, mdns: false, knownAddresses: [address], addressBook }
  )
  await new Promise((resolve) => setTimeout(resolve, ASK_MS))
  const foreign = store.find({}).filter((record) => record.creator !== self)
  const names = foreign.map((record) => readData(memberRecord, record)?.name).filter((name) => name !== undefined)
  await graph.close()
  await store.close()
  return { records: foreign.length, names }
}

/** Body bytes that the content port answers with. */
function contentBytes(path) {
  const { keyPem: key, certificatePem: cert } = selfSignedTlsCertificate(keyPair)
  return new Promise((resolve) => {
    const target = { host: init.host, port: init.contentPort, path, key, cert, rejectUnauthorized: false, agent: false }
    const asked = request(target, (response) => {
      let bytes = 0
      response.on('data', (chunk) => (bytes += chunk.length))
      response.on('error', () => {})
      response.on('close', () => resolve({ status: response.statusCode, bytes }))
    })
    asked.setTimeout(ASK_MS, () => asked.destroy())
    asked.on('error', () => resolve({ status: null, bytes: 0 }))
    asked.end()
  })
}

/** Everything that the content port's certificate says, as text. */
function tlsCertificate() {
  const { keyPem: key, certificatePem: cert } = selfSignedTlsCertificate(keyPair)
  return new Promise((resolve) => {
    const socket = connect({ host: init.host, port: init.contentPort, key, cert, rejectUnauthorized: false })
    socket.once('secureConnect', () => {
      resolve(socket.getPeerX509Certificate()?.toString() ?? '')
      socket.destroy()
    })
    socket.once('error', () => resolve(''))
  })
}

/** Announces itself under the group's tag and counts who dials, and what they show. */
async function impostor() {
  let dialled = 0
  const connectionGater = {
    denyInboundConnection: () => {
      dialled++
      return false
    }
  }
  const node = await startLibp2p([encrypter()], {
    addresses: { listen: ['/ip4/0.0.0.0/tcp/0'] },
    peerDiscovery: [mdns({ serviceTag: init.impostorTag, interval: 1000 })],
    connectionGater
  })
  await new Promise((resolve) => setTimeout(resolve, IMPOSTOR_MS))
  await node.stop()
  return { dialled, certificateBytes }
}

if (init.impostorTag !== undefined) {
  console.log(JSON.stringify(await impostor()))
} else {
  const stockProtocols = await protocols([noise()])
  const memberProtocols = await protocols([encrypter()])
  const blob = await contentBytes(`/v1/groups/${init.groupId}/blobs/${init.digest}`)
  const leaves = await contentBytes(`/v1/groups/${init.groupId}/blobs/${init.digest}/leaves`)
  const tls = await tlsCertificate()
  const found = await records()
  console.log(JSON.stringify({ stockProtocols, memberProtocols, certificateBytes, blob, leaves, tls, ...found }))
}
process.exit(0)
