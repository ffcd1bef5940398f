// Who gives way where the room of the membership set ends. A hostile administrator can make as many objects as it likes, so what
// counts is not who is newest or longest valid but in whose branch of the tree of administrators there is most.
import type { PeerId } from '../base/index.js'
import type { CertificateFacts } from './membership.js'

export interface Place {
  /** Of the lowest class one goes before any of a higher. */
  readonly class: number
  /** Administrators from the root to who signed it: see `branchOf`. */
  readonly branch: readonly string[]
}

const branches = new WeakMap<readonly CertificateFacts[], readonly string[]>()

/** Each step with all above it, so that equal texts are equal places. @param authorities certificates from the root's first on */
export function branchOf(authorities: readonly CertificateFacts[]): readonly string[] {
  const known = branches.get(authorities)
  if (known !== undefined) return known
  const branch = branchOfPeers(authorities.map(({ subject }) => subject))
  branches.set(authorities, branch)
  return branch
}

export function branchOfPeers(administrators: readonly PeerId[]): readonly string[] {
  return administrators.map((_, at) => administrators.slice(0, at + 1).join(' '))
}

/**
 * The first to go: of the lowest class; of the branch with the most, and within it of the branch with the most; the furthest from the
 * root; the last by `rank`. What is kept so depends on what there is, not on the order in which it came.
 * @param items at least one
 * @param weigh what of it the room has not got: else few large ones of one branch put out many small ones of another. @default 1 each
 */
export function firstToGo<Item>(
  items: readonly Item[],
  placeOf: (item: Item) => Place,
  rank: (a: Item, b: Item) => number,
  weigh: (item: Item) => number = () => 1
): Item {
  const placed = items.map((item) => ({ item, place: placeOf(item) }))
  const lowest = placed.reduce((least, { place }) => Math.min(least, place.class), Infinity)
  let candidates = placed.filter(({ place }) => place.class === lowest)
  const depth = candidates.reduce((most, { place }) => Math.max(most, place.branch.length), 0)
  for (let level = 0; level < depth && candidates.length > 1; level++) {
    const sizes = new Map<string, number>()
    const nameOf = ({ place }: (typeof placed)[number]): string =>
      place.branch[level] ?? `${place.branch.at(-1) ?? ''} itself`
    for (const one of candidates) sizes.set(nameOf(one), (sizes.get(nameOf(one)) ?? 0) + weigh(one.item))
    const most = Math.max(...sizes.values())
    candidates = candidates.filter((one) => sizes.get(nameOf(one)) === most)
  }
  const furthest = candidates.reduce((most, { place }) => Math.max(most, place.branch.length), 0)
  const deepest = candidates.filter(({ place }) => place.branch.length === furthest).map(({ item }) => item)
  return deepest.reduce((worst, item) => (rank(worst, item) < 0 ? item : worst))
}
