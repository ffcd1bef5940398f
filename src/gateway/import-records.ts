// An export that a program sends: kept in a file without a name while it is read twice, so no crash leaves it behind.
import { randomBytes } from 'node:crypto'
import { open, rm, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import { StoreError, type ImportReport, type Store } from '../store/index.js'
import { hasSystemCode } from './errors.js'

/**
 * @param home where the file lies, and nobody else can look
 * @throws {StoreError} `DISK` where it does not fit; what `importRecords` throws; what `body` throws
 */
export async function importSent(store: Store, home: string, body: AsyncIterable<Uint8Array>): Promise<ImportReport> {
  const file = await openNameless(home)
  try {
    for await (const chunk of body) {
      await file.writeFile(chunk).catch((error: unknown) => {
        throw noRoom(error)
      })
    }
    return await store.importRecords(() => file.createReadStream({ start: 0, autoClose: false }))
  } finally {
    await file.close()
  }
}

async function openNameless(home: string): Promise<FileHandle> {
  const path = join(home, `import.${randomBytes(6).toString('hex')}.tmp`)
  try {
    const file = await open(path, 'wx+', 0o600)
    await rm(path)
    return file
  } catch (error) {
    throw noRoom(error)
  }
}

function noRoom(error: unknown): StoreError {
  const full = hasSystemCode(error, 'ENOSPC') || hasSystemCode(error, 'EDQUOT')
  const why = full ? 'the disk of the home is full' : 'the home does not take it'
  return new StoreError('DISK', `the export cannot be read twice: ${why}; nothing was imported`, { cause: error })
}
