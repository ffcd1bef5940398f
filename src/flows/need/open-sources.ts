// The local sources that settings name, checked before the node starts.
import { access, constants, realpath, stat } from 'node:fs/promises'
import { isAbsolute, relative, resolve } from 'node:path'
import { parseLocalSource, type Clock } from '../../base/index.js'
import { aptSource } from './apt-source.js'
import { folderSource } from './folder-source.js'
import type { LocalSource } from './local-source.js'

/**
 * @param forbidden a folder of which members must see nothing: it must not lie in one of these, nor one of these in it
 * @throws {Error} that says which folder cannot be used, and why
 */
export async function openSources(
  settings: readonly string[],
  { clock, forbidden }: { clock: Pick<Clock, 'nowMs'>; forbidden: string }
): Promise<LocalSource[]> {
  const sources: LocalSource[] = []
  for (const text of settings) {
    const setting = parseLocalSource(text)
    if (setting === undefined) throw new Error(`${JSON.stringify(text)} is no local source`)
    const { prefix, folder } = setting
    await checkFolder(folder, forbidden)
    sources.push(prefix === undefined ? aptSource(folder, clock) : folderSource(prefix, folder, clock))
  }
  return sources
}

async function checkFolder(folder: string, forbidden: string): Promise<void> {
  const why = await unusable(folder, forbidden).catch((error: NodeJS.ErrnoException) => {
    return error.code === 'ENOENT' ? 'there is none' : (error.code ?? String(error))
  })
  if (why !== undefined) throw new Error(`${folder} cannot be used: ${why}`)
}

/** @throws the system's error */
async function unusable(folder: string, forbidden: string): Promise<string | undefined> {
  const real = await realpath(folder)
  if (!(await stat(real)).isDirectory()) return 'it is no folder'
  await access(real, constants.R_OK | constants.X_OK)
  const other = await realpath(forbidden).catch(() => resolve(forbidden))
  return isIn(real, other) || isIn(other, real) ? `what is in ${forbidden} is for this machine alone` : undefined
}

function isIn(path: string, folder: string): boolean {
  const below = relative(folder, path)
  return below === '' || (!isAbsolute(below) && below.split(/[/\\]/)[0] !== '..')
}
