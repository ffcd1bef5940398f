// A group with real membership sets at every node's door, and those who are no members, each in its own way: all of them dial everybody,
// again and again, answer whoever dials them, and one who is a member does the same.
import { readCertificate, writeCertificate } from '../../src/group/certificate-form.js'
import { gateOf } from '../../src/group/open-group.js'
import { encodeChain, encodeCredentials } from '../../src/group/membership-object.js'
import { MembershipSet } from '../../src/group/membership-set.js'
import { verifyChain, type ChainRefusal } from '../../src/group/membership.js'
import { silentLogger } from '../../src/base/index.js'
import { addressText } from '../../src/graph/addresses.js'
import { handshakeKey } from '../../src/graph/handshake.js'
import { testGroup } from '../support/groups.js'
import { person, type Person } from '../support/people.js'
import { remove } from '../support/removals.js'
import { SimulationFailure } from './checkers.js'
import { HostileMember } from './hostile-member.js'
import { START_MS } from './peer-clock.js'
import type { SimPeer } from './sim-peer.js'
import { credentialOf, StoreDouble } from './store-double.js'
import { StoreDisk } from './store-double-durable.js'
import { PORT, StoreNetwork } from './store-network.js'
import { GROUP_SECRET, StoreNode } from './store-node.js'
import { oneOf, randomStream } from './streams.js'
import { World } from './world.js'

const HONEST = 8
const DIALS_EVERY_MS = 6_000
/** When who is to be removed is removed, and a certificate ends: until then both are members. */
const ENDS_AT_MS = 30_000
/** Links are looked at each 5 s; the removal takes up to 3 s to be everywhere. */
const OVER_AT_MS = ENDS_AT_MS + 15_000
const END_MS = 75_000
const DAY_MS = 86_400_000

const group = testGroup('intruders')
const simulated = (index: number): Person => person(`simulated ${index}`)

interface Intruder {
  readonly chain: readonly Uint8Array[]
  /** Knows no secret of the group. */
  readonly isStranger?: true
}

export const INTRUDERS = [
  'a stranger',
  'who knows the secret alone',
  'whose certificate ended before',
  'whose certificate ends meanwhile',
  'who is removed meanwhile',
  'with a certificate of another group',
  'with the certificate of somebody else',
  'admitted by a member',
  'whose certificate outlives its issuer’s',
  'admitted afterwards, and dated back, by an administrator that was removed',
  'an administrator by a certificate that it changed',
  'a member'
] as const
export type IntruderKind = (typeof INTRUDERS)[number]

export interface IntrusionStory {
  /** Links that honest nodes had with each, at the most. */
  readonly linked: Readonly<Record<IntruderKind, number>>
  /** What is wrong with what it shows, for ever. */
  readonly refusals: Readonly<Partial<Record<IntruderKind, ChainRefusal>>>
  /** Of honest nodes with honest ones at the end, the fewest. */
  readonly fewestLinks: number
}

/** @throws {SimulationFailure} where somebody who is no member has a link */
export async function runIntrusion(seed: number): Promise<IntrusionStory> {
  const world = new World({ seed, peers: HONEST + INTRUDERS.length, latencyMs: [0.3, 10], maxSteps: Infinity })
  const network = new StoreNetwork(world)
  const random = randomStream(seed, 'intruders')
  const founder = simulated(0)
  const founders = group.found(founder, 'administrator', START_MS)
  const chains = new Map<number, readonly Uint8Array[]>([[0, founders]])
  for (let at = 1; at < HONEST; at++) {
    chains.set(at, group.appoint(founder, founders, simulated(at), 'member', START_MS))
  }
  const fallen = person('fallen administrator')
  const fallens = group.appoint(founder, founders, fallen, 'administrator', START_MS)
  const kinds = new Map(INTRUDERS.map((kind, at) => [HONEST + at, kind]))
  const removedPerson = simulated(HONEST + INTRUDERS.indexOf('who is removed meanwhile'))
  const removals = [removedPerson, fallen].map((who) =>
    remove(group, { person: founder, chain: founders }, who, { nonce: random.bytes(16) })
  )
  const intruders = new Map<number, Intruder>()
  for (const [index, kind] of kinds) intruders.set(index, intruderOf(kind, simulated(index)))

  const sets = new Map<number, MembershipSet>()
  const honest = world.peers.slice(0, HONEST).map((peer) => honestNode(peer))
  const hostile = world.peers.slice(HONEST).map((peer) => {
    const { chain, isStranger } = intruders.get(peer.index)!
    return new HostileMember(
      {
        peer,
        network,
        friends: new Set([peer.id]),
        takes: () => true,
        referrals: () => [],
        hosts: () => [StoreNetwork.hostOf(peer)],
        credentials: () => encodeCredentials(chain.length === 0 ? [] : [encodeChain(chain)]),
        key: isStranger && handshakeKey(new Uint8Array(32).fill(9), new Uint8Array(32).fill(8))
      },
      { disk: new StoreDisk(), fsyncMs: 1 }
    )
  })
  for (const node of honest) node.start()
  for (const member of hostile) for (const { peer } of honest) member.pester(peer, DIALS_EVERY_MS)
  for (const { peer } of honest) {
    world.in(ENDS_AT_MS + random.fraction() * 3_000, () => {
      for (const { object } of removals) void sets.get(peer.index)!.receive(object)
    })
  }

  const linked = Object.fromEntries(INTRUDERS.map((kind) => [kind, 0])) as Record<IntruderKind, number>
  const kindOf = new Map(world.peers.map(({ id, index }) => [id, kinds.get(index)]))
  while (world.nowMs < END_MS) {
    await world.runUntilAsync(world.nowMs + 1_000)
    for (const node of honest) {
      for (const { peer } of node.core?.neighbours() ?? []) {
        const kind = kindOf.get(peer)
        if (kind === undefined) continue
        linked[kind] += 1
        if (kind === 'a member' || (isOver(kind) && world.nowMs < OVER_AT_MS)) continue
        throw new SimulationFailure('only members have links', `${kind}: at ${world.nowMs / 1000} s`)
      }
    }
  }
  const links = honest.map(({ core }) => core!.neighbours().filter(({ peer }) => kindOf.get(peer) === undefined).length)
  const refusals = Object.fromEntries(
    [...kinds].flatMap(([index, kind]) => {
      const verdict = verifyChain(group.idBytes, intruders.get(index)!.chain)
      return verdict.ok ? [] : [[kind, verdict.reason]]
    })
  ) as IntrusionStory['refusals']
  return { linked, refusals, fewestLinks: Math.min(...links) }

  function honestNode(peer: SimPeer): StoreNode {
    const others = world.peers.filter((other) => other !== peer)
    const known = [oneOf(random, others.slice(0, HONEST - 1)), oneOf(random, others), oneOf(random, others)]
    return new StoreNode({
      peer,
      network,
      knownAddresses: known.map((other) => `${addressText(StoreNetwork.hostOf(other), PORT)}/p2p/${other.id}`),
      openStore: async () => {
        const { clock } = peer
        const objects = new Map<string, Uint8Array>()
        const members = await MembershipSet.open({
          rootPublicKey: group.idBytes,
          storage: {
            load: async () => [],
            save: async (id, object) => void objects.set(id, object),
            remove: async (id) => void objects.delete(id)
          },
          clock,
          logger: silentLogger
        })
        for (const chain of chains.values()) await members.addChain(chain)
        sets.set(peer.index, members)
        const double = { author: peer.id, disk: new StoreDisk(), clock, random: peer.random, fsyncMs: 1 }
        const store = new StoreDouble({ ...double, onWrite: () => {} })
        for (const { id } of world.peers.slice(0, HONEST)) store.learnMember(credentialOf(id))
        const { credentials, admit, isMember } = gateOf(members, GROUP_SECRET, peer.id)
        return { store, credentials, admit, isMember }
      },
      onUp: () => {}
    })
  }

  function intruderOf(kind: IntruderKind, who: Person): Intruder {
    const byFounder = (nowMs: number, more = {}): readonly Uint8Array[] =>
      group.appoint(founder, founders, who, 'member', nowMs, more)
    switch (kind) {
      case 'a stranger':
        return { chain: [], isStranger: true }
      case 'who knows the secret alone':
        return { chain: [] }
      case 'whose certificate ended before':
        return { chain: byFounder(START_MS, { notAfterMs: START_MS - 60_000 }) }
      case 'whose certificate ends meanwhile':
        return { chain: byFounder(START_MS, { notAfterMs: START_MS + ENDS_AT_MS }) }
      case 'who is removed meanwhile':
      case 'a member':
        return { chain: byFounder(START_MS) }
      case 'with a certificate of another group': {
        const other = testGroup('another')
        return {
          chain: other.appoint(founder, other.found(founder, 'administrator', START_MS), who, 'member', START_MS)
        }
      }
      case 'with the certificate of somebody else':
        return { chain: founders }
      case 'admitted by a member':
        return { chain: group.appoint(simulated(1), chains.get(1)!, who, 'member', START_MS) }
      case 'whose certificate outlives its issuer’s': {
        const read = readCertificate(byFounder(START_MS).at(-1)!)!
        const longer = { ...read, notAfterMs: START_MS + 6 * 365 * DAY_MS, publicKey: who.keyPair.publicKey }
        return { chain: [...founders, writeCertificate(longer, founder.keyPair)] }
      }
      case 'admitted afterwards, and dated back, by an administrator that was removed':
        return { chain: group.appoint(fallen, fallens, who, 'member', START_MS) }
      case 'an administrator by a certificate that it changed': {
        const read = readCertificate(byFounder(START_MS).at(-1)!)!
        const raised = { ...read, administrator: true, pathLength: 1, publicKey: who.keyPair.publicKey }
        return { chain: [...founders, writeCertificate(raised, who.keyPair)] }
      }
    }
  }
}

/** Who is a member at first. */
function isOver(kind: IntruderKind): boolean {
  return (
    kind === 'whose certificate ends meanwhile' ||
    kind === 'who is removed meanwhile' ||
    kind === 'admitted afterwards, and dated back, by an administrator that was removed'
  )
}
