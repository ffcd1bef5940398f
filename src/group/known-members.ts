// The membership of a group as its folder has it, for commands that run without the group's node. Changes nothing there.
import { join } from 'node:path'
import type { GroupFolder } from './group-folder.js'
import { readEntries } from './membership-entry.js'
import { encodeChain } from './membership-object.js'
import { MembershipState } from './membership-state.js'
import { savedMembershipObjects } from './membership-storage.js'

/** Everything saved in the group's folder, and our own chain in it. @param nowMs this machine's clock */
export async function knownMembers(
  folder: Pick<GroupFolder, 'path' | 'idBytes' | 'chain'>,
  nowMs: number
): Promise<MembershipState> {
  const objects = [...(await savedMembershipObjects(join(folder.path, 'members'))), encodeChain(folder.chain)]
  const state = new MembershipState()
  state.add(
    objects.flatMap((object) => readEntries(folder.idBytes, object) ?? []),
    nowMs
  )
  return state
}
