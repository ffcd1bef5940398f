// Members who mean to be all that one node hears: they dial it from its first moment, and again and again, hold places of everybody
// else, say in their presences where nobody is, refer to each other and to nobody at all, and pass on only each other's.
import { addressText } from '../../src/graph/addresses.js'
import { person } from '../support/people.js'
import { SimulationFailure } from './checkers.js'
import { forgedHost, HostileGroup, hostOf, type HostileBreakage } from './hostile-group.js'
import { PORT } from './store-network.js'
import { oneOf, randomStream } from './streams.js'

const PEERS = 50
const VICTIM_STARTS_MS = 20_000
/** So soon after the last start every honest node has two honest neighbours, and keeps them. */
export const HONEST_WITHIN_MS = 60_000
const HONEST_LINKS = 2
/** … and so soon after it was written it has each record, from then on. */
export const HEARD_WITHIN_MS = 60_000
export const WASTED_DIALS_A_MINUTE = 30

export interface EclipseStory {
  /** From the victim's start. */
  readonly victimSafeAfterS: number
  readonly allSafeAfterS: number
  /** Of all honest nodes at the end. */
  readonly fewestHonestLinks: number
  readonly longestDelayMs: number
  readonly wastedDialsAMinute: { readonly mean: number; readonly most: number }
  /** How often the victim was linked with by those who mean harm, and turned them away. */
  readonly pestered: number
}

/** @throws {SimulationFailure} where a node has fewer honest neighbours, lacks a record, or dials in vain more often, than stated */
export async function runEclipse(seed: number, hostile: number, breakage?: HostileBreakage): Promise<EclipseStory> {
  const random = randomStream(seed, 'eclipse')
  const strangers = Array.from({ length: 20 }, (_, i) => person(`forged ${i}`).peer)
  const group: HostileGroup = new HostileGroup({
    seed,
    peers: PEERS,
    hostile,
    startsWithinMs: VICTIM_STARTS_MS,
    breakage,
    plan: ({ world }, peer) => ({
      // Every other one has no place for those who dial it.
      takes: () => peer.index % 2 === 0,
      referrals: () =>
        [...world.peers.slice(PEERS - hostile).map(({ id }) => id), oneOf(random, strangers), oneOf(random, strangers)]
          .slice(-8)
          .map((named) => ({ peer: named, address: addressText(forgedHost(random), PORT) })),
      hosts: () => [hostOf(peer), ...Array.from({ length: 7 }, () => forgedHost(random))]
    })
  })
  const { world, honest } = group
  const victim = honest[0]!
  for (const member of group.hostile) {
    for (const { peer } of honest) member.pester(peer, peer === victim.peer ? 500 : 10_000)
  }
  const safeFromMs = VICTIM_STARTS_MS + HONEST_WITHIN_MS
  const endMs = safeFromMs + 30_000
  group.writeFrom(VICTIM_STARTS_MS + 1_000, 1_000)
  let victimSafeMs = Infinity
  let allSafeMs = Infinity
  await group.run(endMs, () => {
    const fewest = Math.min(...honest.map((node) => group.honestLinks(node)))
    if (fewest < HONEST_LINKS) allSafeMs = Infinity
    else allSafeMs = Math.min(allSafeMs, world.nowMs)
    if (group.honestLinks(victim) < HONEST_LINKS) victimSafeMs = Infinity
    else victimSafeMs = Math.min(victimSafeMs, world.nowMs)
    if (world.nowMs < safeFromMs) return
    if (fewest < HONEST_LINKS) {
      throw new SimulationFailure('everybody has honest neighbours', `one has ${fewest} at ${world.nowMs / 1000} s`)
    }
    for (const node of honest) {
      const lacks = group.lacking(node, world.nowMs - HEARD_WITHIN_MS)
      if (lacks > 0) throw new SimulationFailure('all is heard', `peer ${node.peer.index} lacks ${lacks} records`)
    }
  })
  const minutes = endMs / 60_000
  const wasted = honest.map(({ peer }) => group.network.dialled.get(peer.id)!.failed / minutes)
  const most = Math.max(...wasted)
  if (most > WASTED_DIALS_A_MINUTE) throw new SimulationFailure('few dials are wasted', `${most} a minute of one node`)
  const delays = honest.flatMap((node) => group.delaysMs(node, safeFromMs))
  return {
    victimSafeAfterS: (victimSafeMs - VICTIM_STARTS_MS) / 1000,
    allSafeAfterS: (allSafeMs - VICTIM_STARTS_MS) / 1000,
    fewestHonestLinks: Math.min(...honest.map((node) => group.honestLinks(node))),
    longestDelayMs: Math.round(Math.max(...delays)),
    wastedDialsAMinute: { mean: round(wasted.reduce((sum, one) => sum + one, 0) / wasted.length), most: round(most) },
    pestered: group.hostile.reduce((sum, { counts }) => sum + counts.links + counts.refused, 0)
  }
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
