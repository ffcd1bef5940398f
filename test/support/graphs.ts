// Graphs over real libp2p on loopback with real stores, and a membership that is a set of names: what the group's
// certificates decide is not these tests' subject.
import { silentLogger, systemClock, systemRandom, toHex, utf8, type PeerId } from '../../src/base/index.js'
import { openGraph, type Gate, type GraphInit, type RunningGraph } from '../../src/graph/index.js'
import { defineRecordType, readData } from '../../src/record/index.js'
import { createMemoryStorage, openStore, type RecordSecurity, type Store } from '../../src/store/index.js'
import { person, type Person } from './people.js'

export const GROUP_ID = person('root of the graph tests').keyPair.publicKey
export const GROUP_SECRET = new Uint8Array(32).fill(5)

/** Credentials of these tests: this prefix and the peer id. A gate admits who shows them and is in its set. */
export const VOUCHED = 'vouched for: '

export const noteType = defineRecordType<string>({
  name: 'test.note',
  lifetime: 'ephemeral',
  ttlMs: 60_000,
  codec: { encode: (text) => utf8(text), decode: (bytes) => Buffer.from(bytes).toString() }
})

export const bookType = defineRecordType<string>({
  ...noteType,
  name: 'test.book',
  lifetime: 'durable',
  ttlMs: 3_600_000
})

export interface TestNode {
  readonly person: Person
  readonly store: Store
  readonly graph: RunningGraph
  readonly gate: TestGate
  close(): Promise<void>
}

export interface TestGate extends Gate {
  /** Everything anybody showed this gate. */
  readonly shown: Uint8Array[]
}

export interface TestNodeInit extends Partial<GraphInit> {
  /** Whom the gate and the store take for members. */
  members: readonly Person[]
  groupSecret?: Uint8Array
  credentials?: Uint8Array
  /** Whom the gate lets in, where that is fewer than the members: makes lines and other shapes. @default members */
  admits?: readonly Person[]
  /** What stands in the records of this node's store. @default nothing */
  security?: RecordSecurity
}

export function credentialsOf(peer: PeerId): Uint8Array {
  return utf8(VOUCHED + peer)
}

export function testGate(self: Person, init: TestNodeInit): TestGate {
  const admitted = new Set((init.admits ?? init.members).map(({ peer }) => peer))
  const shown: Uint8Array[] = []
  return {
    shown,
    groupSecret: init.groupSecret ?? GROUP_SECRET,
    credentials: () => init.credentials ?? credentialsOf(self.peer),
    admit: async (peer, credentials) => {
      shown.push(credentials)
      return admitted.has(peer) && Buffer.compare(credentials, credentialsOf(peer)) === 0
    },
    isMember: (peer) => admitted.has(peer)
  }
}

/** A store in memory that takes `members` for members. */
export function testStore({ keyPair }: Person, members: readonly Person[], security?: RecordSecurity): Promise<Store> {
  const peers = new Set(members.map(({ peer }) => peer))
  return openStore(
    {
      keyPair,
      policy: {
        knowsAuthor: (author) => peers.has(author),
        memberUntilMs: (author) => (peers.has(author) ? Number.MAX_SAFE_INTEGER : undefined),
        isAdministrator: () => false,
        credentials: () => [],
        acceptsCredential: () => false,
        receiveCredential: async () => 'refused',
        onChange: () => () => {},
        onCredential: () => () => {}
      },
      clock: systemClock,
      random: systemRandom,
      logger: silentLogger,
      storage: createMemoryStorage(),
      ...(security && { security })
    },
    { group: GROUP_ID }
  )
}

/** Listens on loopback, any port, without mDNS unless told otherwise. */
export async function startNode(self: Person, init: TestNodeInit): Promise<TestNode> {
  const gate = testGate(self, init)
  const store = await testStore(self, init.members, init.security)
  const graph = await openGraph(
    { store, gate, keyPair: self.keyPair, clock: systemClock, random: systemRandom, logger: silentLogger },
    {
      groupId: toHex(GROUP_ID),
      listenPort: 0,
      listenHosts: ['127.0.0.1'],
      mdns: false,
      knownAddresses: [],
      ...init
    }
  )
  return {
    person: self,
    store,
    graph,
    gate,
    close: async () => {
      await graph.close()
      await store.close()
    }
  }
}

/** What people wrote as notes or books, by any author, in order. */
export function textsIn(store: Store, type: typeof noteType = noteType): string[] {
  return store
    .find({ type: type.name })
    .map((record) => readData(type, record) ?? '')
    .sort()
}
