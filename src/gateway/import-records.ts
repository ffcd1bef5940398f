// An export that a program sends: kept in a file without a name while it is read twice, so no crash leaves it behind.
import { randomBytes } from 'node:crypto'
import { open, rm, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import { fromHex } from '../base/index.js'
import { MAX_EXPORT_BYTES, readExport, StoreError, type ImportReport, type Store } from '../store/index.js'
import { hasSystemCode } from './errors.js'

/**
 * What is no export, another's, or larger than one can be is refused while it comes, before it fills the disk of the home.
 * @param group the id of the store's group
 * @param home where the file lies, and nobody else can look
 * @throws {StoreError} `DISK` where it does not fit; what `importRecords` throws; what `body` throws
 */
export async function importSent(
  store: Store,
  group: string,
  home: string,
  body: AsyncIterable<Uint8Array>,
  mostBytes = MAX_EXPORT_BYTES
): Promise<ImportReport> {
  const file = await openNameless(home)
  try {
    const owner = { group: fromHex(group) ?? new Uint8Array(), author: store.author }
    // Only its form, as far as it has come: what is in it is judged when all of it is there.
    for await (const item of readExport(written(body, file, mostBytes), owner)) if (item.type === 'trailer') break
    return await store.importRecords(() => file.createReadStream({ start: 0, autoClose: false }))
  } finally {
    await file.close()
  }
}

/** The same, each piece once it lies in the file. */
async function* written(
  body: AsyncIterable<Uint8Array>,
  file: FileHandle,
  mostBytes: number
): AsyncGenerator<Uint8Array> {
  let bytes = 0
  for await (const chunk of body) {
    bytes += chunk.byteLength
    if (bytes > mostBytes) {
      throw new StoreError('BAD_EXPORT', `the export is larger than ${mostBytes} bytes; nothing was imported`)
    }
    await file.writeFile(chunk).catch((error: unknown) => {
      throw noRoom(error)
    })
    yield chunk
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
