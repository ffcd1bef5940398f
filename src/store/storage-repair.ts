// Repairs a LevelDB whose files are damaged: what can still be read is kept. What is lost others have, or nobody.
import { link, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ClassicLevel } from 'classic-level'
import { StoreError } from './errors.js'

const CORRUPTION = 'LEVEL_CORRUPTION'

/** Whether it is the database that is damaged, and not the disk that refuses or another process that has it open. */
export function isDamage(error: unknown): boolean {
  return hasCode(error, CORRUPTION)
}

/** Whether that code stands anywhere in the chain of causes. */
export function hasCode(error: unknown, code: string): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if ('code' in cause && cause.code === code) return true
  }
  return false
}

/**
 * LevelDB takes a folder without the file `CURRENT` for a new one and deletes the tables in it, and one whose `CURRENT` names
 * a missing file (a repair that was cut off leaves that) for a disk that fails.
 * @throws an error for which {@link isDamage} holds
 */
export async function refuseHeadless(folder: string): Promise<void> {
  const names: string[] = await readdir(folder).catch(() => [])
  if (!names.some((name) => /\.(ldb|sst|log)$/.test(name))) return
  const current = await readFile(join(folder, 'CURRENT'), 'latin1').catch(() => '')
  if (names.includes(current.replace(/\n$/, ''))) return
  throw Object.assign(new Error('CURRENT is missing, or names no file'), { code: CORRUPTION })
}

/**
 * Tables and logs that cannot be read whole are moved to `lost` in the folder, what is whole in them is written again.
 * @throws {StoreError} `ALREADY_RUNNING` if another process has it open: nothing was touched; `DISK`
 */
export async function repairLevel(folder: string): Promise<void> {
  const lock = await lockFolder(folder)
  try {
    await ClassicLevel.repair(folder)
  } catch (error) {
    throw new StoreError('DISK', `${folder} is damaged and cannot be repaired`, { cause: error })
  } finally {
    await lock.release()
  }
}

/**
 * Repairing takes no lock of its own and would ruin what another process has open. So a database beside it is opened whose
 * lock file is that of the folder under a second name: to the operating system the same lock.
 */
async function lockFolder(folder: string): Promise<{ release(): Promise<void> }> {
  const beside = `${folder}.repair`
  const remove = (): Promise<void> => rm(beside, { recursive: true, force: true })
  try {
    await remove() // What a repair left that was cut off.
    await mkdir(beside, { mode: 0o700 })
    await writeFile(join(folder, 'LOCK'), '', { flag: 'a' })
    await link(join(folder, 'LOCK'), join(beside, 'LOCK'))
    const database = new ClassicLevel(beside) // Begins to open by itself.
    await database.open()
    return { release: () => database.close().then(remove) }
  } catch (error) {
    await remove().catch(() => {})
    if (hasCode(error, 'LEVEL_LOCKED')) {
      throw new StoreError('ALREADY_RUNNING', `${folder} is in use by another process`, { cause: error })
    }
    throw new StoreError('DISK', `${folder} is damaged and cannot be locked for its repair`, { cause: error })
  }
}
