// What a member's presence says of how it would do in an election: one number, so that each can tell how likely it is to win before anybody
// has stood. Nobody relies on it: it only decides who speaks first (role-value.ts), and what counts is what packets and results claim.
import { compareBytes, publicKeyFromPeerId, type PeerId } from '../../base/index.js'
import { capCriteria, LEVEL, valueOf, type Candidate, type Criteria } from './criteria.js'

/** Levels that every node fills, the first that decides first, with the bits that hold their best value (criteria.ts): 21 bits. */
const BITS: readonly (readonly [level: number, bits: number])[] = [
  [LEVEL.internetAccess, 2],
  [LEVEL.bandwidth, 5],
  [LEVEL.uptime, 5],
  [LEVEL.power, 2],
  [LEVEL.processor, 5],
  [LEVEL.operatingSystem, 2]
]

/** What another member's presence says. */
export interface SaidMerit {
  readonly peer: PeerId
  /** As of {@link meritOf}; undefined: it says nothing. */
  readonly merit: number | undefined
}

/** 1 to 2 ** 21: larger where the levels that all fill win. What applications add only breaks ties, and is not in it. */
export function meritOf(criteria: Criteria): number {
  const claimed = capCriteria(criteria, undefined)
  return 1 + BITS.reduce((merit, [level, bits]) => merit * 2 ** bits + valueOf(claimed, level), 0)
}

/**
 * How many of the others would win against a candidate: by what they say, or else the smaller key. Of those who say nothing as many as have a
 * smaller key where keys are spread evenly: so who do not know of each other spread out all the same.
 */
export function rankAmong({ author, criteria }: Candidate, others: Iterable<SaidMerit>): number {
  const own = meritOf(criteria)
  const key = keyOf(author)
  let [better, silent] = [0, 0]
  for (const { peer, merit } of others) {
    if (merit === undefined) silent++
    else if (merit > own || (merit === own && compareBytes(keyOf(peer), key) < 0)) better++
  }
  return better + Math.floor((silent * key.readUIntBE(0, 6)) / 2 ** 48)
}

function keyOf(peer: PeerId): Buffer {
  return Buffer.from(publicKeyFromPeerId(peer) ?? new Uint8Array(33).fill(0xff))
}
