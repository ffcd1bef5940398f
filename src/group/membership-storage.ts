// Port: where the membership set keeps its objects. They prove themselves, so a lost or torn one is only fetched again.
import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { makePrivateFolder, sha256, toHex, writePrivateFile } from '../base/index.js'
import { MAX_MEMBERSHIP_OBJECTS, MAX_REMOVALS } from './defaults.js'

export interface MembershipStorage {
  /** Everything that was saved, in any order, and whatever else lies there. */
  load(): Promise<Uint8Array[]>
  /**
   * @param id 64 hex characters
   * @param isOurs nobody else has it: resolves when it survives a power cut
   */
  save(id: string, object: Uint8Array, isOurs?: boolean): Promise<void>
  remove(id: string): Promise<void>
}

/** More than a set ever keeps, whatever lies there. */
const MAX_SAVED_OBJECTS = 2 * (MAX_MEMBERSHIP_OBJECTS + MAX_REMOVALS)
const OBJECT_FILE = /^[0-9a-f]{64}$/
const TEMPORARY_FILE = /^[0-9a-f]{64}(\.[0-9a-f]{12})?\.tmp$/

/**
 * Every object in the folder, which may not be there: nothing in it is touched.
 * @param isKnown by its id, 64 hex characters: such a one is left out, and not read. @default none
 */
export async function savedMembershipObjects(
  path: string,
  isKnown: (id: string) => boolean = () => false
): Promise<Uint8Array[]> {
  const files = await readdir(path).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  })
  const objects: Uint8Array[] = []
  for (const name of files.filter((file) => OBJECT_FILE.test(file) && !isKnown(file)).slice(0, MAX_SAVED_OBJECTS)) {
    // One may give way to another meanwhile.
    const object = await readFile(join(path, name)).catch(() => undefined)
    if (object !== undefined) objects.push(object)
  }
  return objects
}

/** Puts one among them without anything that has them open. Resolves when it survives a power cut. */
export async function saveMembershipObject(path: string, object: Uint8Array): Promise<void> {
  await makePrivateFolder(path)
  await writePrivateFile(join(path, toHex(sha256(object))), oneChunk(object))
}

/** Takes one away without anything that has them open. @param id 64 hex characters */
export async function forgetMembershipObject(path: string, id: string): Promise<void> {
  await rm(join(path, id), { force: true })
}

/** Removes what a crash left half written. Only for who holds the group's records: else a running node may be writing it. */
export async function removeHalfWritten(path: string): Promise<void> {
  const files = await readdir(path)
  for (const name of files.filter((file) => TEMPORARY_FILE.test(file))) await rm(join(path, name), { force: true })
}

/** One file an object, named by its hash, in a folder of their own. */
export function folderMembershipStorage(path: string): MembershipStorage {
  return {
    load: async () => {
      await makePrivateFolder(path)
      return await savedMembershipObjects(path)
    },
    save: async (id, object, isOurs) => {
      if (isOurs === true) return await writePrivateFile(join(path, id), oneChunk(object))
      // Not synced: what a power cut takes, the next synchronising brings back.
      const temporary = join(path, `${id}.tmp`)
      await writeFile(temporary, object, { mode: 0o600 })
      await rename(temporary, join(path, id))
    },
    remove: (id) => rm(join(path, id), { force: true })
  }
}

async function* oneChunk(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}
