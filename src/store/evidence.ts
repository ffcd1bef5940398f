// Proof that an author signed two histories: two changes of one actor with the same number, each below a head that the
// author signed. Pure, and true for whoever holds it (docs/protocols/shard.md).
import { copyBytes, equalBytes, type PeerId } from '../base/index.js'
import { checkChange, type CheckedChange } from './change-check.js'
import { MAX_EVIDENCE_BYTES } from './defaults.js'
import { readHead } from './signed-head.js'
import { potluck } from './store-pb.js'

const wire = potluck.store.v1

export interface Evidence {
  readonly author: PeerId
  readonly shard: number
  /** As the author signed them. */
  readonly heads: readonly [Uint8Array, Uint8Array]
  /**
   * Below each head: Automerge chunks, from one that the head names down to the one that contradicts the other's, each
   * depending on the next.
   */
  readonly changes: readonly [readonly Uint8Array[], readonly Uint8Array[]]
}

/** What `verifyEvidence` reads. */
export function encodeEvidence({ heads, changes }: Evidence): Uint8Array {
  const sides = heads.map((head, i) => ({ head, changes: [...changes[i]!] }))
  return copyBytes(wire.Evidence.encode({ sides }).finish())
}

/**
 * Reads bytes from anywhere. Never throws; undefined: they prove nothing.
 * @param group the group id, 32 bytes
 */
export function verifyEvidence(bytes: Uint8Array, group: Uint8Array): Evidence | undefined {
  if (bytes.byteLength > MAX_EVIDENCE_BYTES) return undefined
  try {
    const { sides } = wire.Evidence.decode(copyBytes(bytes))
    const [a, b] = sides.map((side) => verifySide(side, group))
    if (sides.length !== 2 || a === undefined || b === undefined) return undefined
    if (a.author !== b.author || a.shard !== b.shard) return undefined
    if (a.last.actor !== b.last.actor || a.last.sequence !== b.last.sequence || a.last.hash === b.last.hash) {
      return undefined
    }
    const evidence: Evidence = {
      author: a.author,
      shard: a.shard,
      heads: [a.head, b.head],
      changes: [a.changes, b.changes]
    }
    return equalBytes(encodeEvidence(evidence), bytes) ? evidence : undefined
  } catch {
    return undefined
  }
}

interface Side {
  readonly author: PeerId
  readonly shard: number
  readonly head: Uint8Array
  readonly changes: readonly Uint8Array[]
  readonly last: CheckedChange
}

function verifySide({ head: headBytes, changes }: potluck.store.v1.IEvidenceSide, group: Uint8Array): Side | undefined {
  const head = headBytes && readHead(headBytes, group)
  if (!head || !changes) return undefined
  let named = head.heads
  let last: CheckedChange | undefined
  for (const bytes of changes) {
    const verdict = checkChange(bytes)
    if (!verdict.ok || !named.includes(verdict.change.hash)) return undefined
    last = verdict.change
    named = last.dependencies
  }
  if (last === undefined || !head.verify()) return undefined
  return { author: head.author, shard: head.shard, head: head.bytes, changes, last }
}

/**
 * The way down from the first of `from` that leads to a change, as hashes; undefined: none does.
 * @param dependenciesOf undefined: no such change
 */
export function wayDown(
  from: readonly string[],
  to: string,
  dependenciesOf: (hash: string) => readonly string[] | undefined
): string[] | undefined {
  const above = new Map<string, string | undefined>(from.map((hash) => [hash, undefined]))
  // A Map goes on with what is added while it is iterated: the shortest way is found first.
  for (const [hash] of above) {
    if (hash === to) {
      const way = [hash]
      for (let upper = above.get(hash); upper !== undefined; upper = above.get(upper)) way.unshift(upper)
      return way
    }
    for (const dependency of dependenciesOf(hash) ?? []) if (!above.has(dependency)) above.set(dependency, hash)
  }
  return undefined
}
