// Folders whose names outlast a loss of power: syncing a file says nothing about the folder that names it.
import { mkdir, open } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'

/** Makes a folder that only its owner may enter, and those above it, and has the disk hold their names. */
export async function makePrivateFolder(path: string): Promise<void> {
  const first = await mkdir(path, { recursive: true, mode: 0o700 })
  if (first === undefined) return
  for (let folder = resolve(path); ; folder = dirname(folder)) {
    await syncFolder(dirname(folder)).catch(() => {}) // One that we may write but not read cannot be synced by us.
    if (folder === resolve(first) || folder === dirname(folder)) return
  }
}

/** Resolves when the disk holds the names of what was put into the folder. */
export async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}
