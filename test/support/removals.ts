// Removals of test stories: signed, read back and verified as every node does.
import { sha256, toHex } from '../../src/base/index.js'
import { decodeRemoval, signRemoval, verifyRemoval, type RemovalFields } from '../../src/group/removal-object.js'
import { keptId, type VerifiedRemoval } from '../../src/group/removals.js'
import { FAKE_NOW_MS } from './fake-clock.js'
import type { TestGroup } from './groups.js'
import type { Person } from './people.js'

/** Somebody with the chain it signs under. No chain: the root. */
export interface Signer {
  readonly person: Person
  readonly chain: readonly Uint8Array[]
}

export interface TestRemoval {
  readonly id: string
  readonly object: Uint8Array
  /** Undefined: no node takes it. */
  readonly verified: VerifiedRemoval | undefined
}

export interface TestRemovalInit extends Partial<Omit<RemovalFields, 'kept'>> {
  /** Chains whose last certificate is kept, or ids. */
  readonly kept?: readonly (readonly Uint8Array[] | string)[]
  readonly reissue?: (id: string) => readonly (readonly Uint8Array[])[]
}

/** `by` removes `who`, and keeps nothing of what it signed unless the story says so. */
export function remove(
  group: Pick<TestGroup, 'idBytes'>,
  by: Signer,
  who: Person,
  init: TestRemovalInit = {}
): TestRemoval {
  const { kept = [], reissue, ...fields } = init
  const keptIds = kept.map((one) => keptId(typeof one === 'string' ? one : idOfLast(one)))
  const { id, object } = signRemoval(
    group.idBytes,
    {
      issuer: by.chain,
      publicKey: who.keyPair.publicKey,
      kind: 'removed',
      madeMs: FAKE_NOW_MS,
      cut: [],
      nonce: new Uint8Array(16).fill(5),
      ...fields,
      kept: [...new Set(keptIds)].sort()
    },
    by.person.keyPair,
    reissue
  )
  const decoded = decodeRemoval(group.idBytes, object)
  return { id, object, verified: decoded && verifyRemoval(group.idBytes, decoded) }
}

/** Of a chain's last certificate, 64 hex characters. */
export function idOfLast(chain: readonly Uint8Array[]): string {
  return toHex(sha256(chain.at(-1)!))
}
