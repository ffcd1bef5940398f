// Files that are whole or not there, and never readable by others, not even while they are written.
import { randomBytes } from 'node:crypto'
import { link, open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { syncFolder } from './folder.js'

export interface WriteOptions {
  /** Fails with `EEXIST` instead of replacing a file. @default false */
  exclusive?: boolean
}

/** Writes a 0600 file beside `path`, syncs it, and moves it into place; where `content` fails, nothing is left. */
export async function writePrivateFile(
  path: string,
  content: string | AsyncIterable<Uint8Array>,
  options: WriteOptions = {}
): Promise<void> {
  const temporary = `${path}.${randomBytes(6).toString('hex')}.tmp`
  try {
    const file = await open(temporary, 'wx', 0o600)
    try {
      if (typeof content === 'string') await file.writeFile(content)
      else for await (const chunk of content) await file.writeFile(chunk) // Goes on where the last one ended.
      await file.sync()
    } finally {
      await file.close()
    }
    if (options.exclusive === true) await link(temporary, path)
    else await rename(temporary, path)
  } finally {
    await rm(temporary, { force: true })
  }
  await syncFolder(dirname(path))
}
