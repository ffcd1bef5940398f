// Taking a group off this machine: what is known of it here, its records and its codes. Nobody else hears of it: leaving is for that.
import { rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { makePrivateFolder } from '../base/index.js'
import type { Storage } from '../store/index.js'
import { GroupError } from './errors.js'
import { listGroups } from './group-folder.js'
import { groupPath, groupsPath } from './home.js'

/** What is being deleted: no group's name, so nothing looks into it. */
const DELETED_SUFFIX = '.deleted'

/**
 * Deletes the group's folder, whatever is in it. Resolves when it is gone; after a crash half-way it is no group any more either.
 * @param groupId 64 hex characters
 * @throws {GroupError} `NO_SUCH_GROUP`, `GROUP_IN_USE`: a node of this home has it open
 */
export async function deleteGroup(home: string, groupId: string): Promise<void> {
  if (!(await listGroups(home)).includes(groupId)) {
    throw new GroupError('NO_SUCH_GROUP', `this machine has not joined group ${groupId.slice(0, 80)}`)
  }
  const path = groupPath(home, groupId)
  const gone = join(groupsPath(home), `${groupId}${DELETED_SUFFIX}`)
  await rm(gone, { recursive: true, force: true }) // Of an earlier attempt that was cut short.
  await makePrivateFolder(join(path, 'store'))
  const held = await hold(join(path, 'store'))
  try {
    await rename(path, gone)
  } finally {
    await held?.close()
  }
  await rm(gone, { recursive: true, force: true })
}

/** Who has the records open has the group open, and nobody opens it while we hold them. Undefined: they are too broken for that. */
async function hold(folder: string): Promise<Storage | undefined> {
  try {
    const { openLevelStorage } = await import('../store/index.js') // Loads Automerge, which other commands do without.
    return await openLevelStorage(folder)
  } catch (error) {
    if ((error as { code?: unknown }).code !== 'ALREADY_RUNNING') return undefined
    throw new GroupError('GROUP_IN_USE', 'this group is open: stop the node, or tell it to delete the group', {
      cause: error
    })
  }
}
