// Objects of test stories as the state of a membership set takes them: verified.
import { readEntries } from '../../src/group/membership-entry.js'
import { encodeChain } from '../../src/group/membership-object.js'
import type { MembershipEntry } from '../../src/group/membership-state.js'
import type { TestGroup } from './groups.js'
import type { TestRemoval } from './removals.js'

export function chainEntry(group: TestGroup, chain: readonly Uint8Array[]): MembershipEntry {
  return entryOf(group, encodeChain(chain))
}

export function removalEntry(group: TestGroup, { object }: TestRemoval): MembershipEntry {
  return entryOf(group, object)
}

function entryOf(group: TestGroup, object: Uint8Array): MembershipEntry {
  const entry = readEntries(group.idBytes, object)?.at(-1)
  if (entry === undefined) throw new Error('it proves nothing')
  return entry
}
