// An identity is deleted last: who deletes it before its groups could not say any more who it was in them.
import { access, rm } from 'node:fs/promises'
import { GroupError } from './errors.js'
import { listGroups } from './group-folder.js'
import { identityKeyPath, identityNamePath } from './home.js'

/** For good, unless it was exported. Also one that cannot be read. @throws {GroupError} `GROUPS_EXIST`, `NO_IDENTITY` */
export async function deleteIdentity(home: string): Promise<void> {
  const groups = await listGroups(home)
  if (groups.length > 0) {
    const count = groups.length === 1 ? 'a group' : `${groups.length} groups`
    throw new GroupError('GROUPS_EXIST', `this identity is in ${count}: leave and delete them first`)
  }
  const isThere = await access(identityKeyPath(home)).then(
    () => true,
    () => false
  )
  if (!isThere) throw new GroupError('NO_IDENTITY', `${home} has no identity`)
  await rm(identityKeyPath(home))
  await rm(identityNamePath(home), { force: true })
}
