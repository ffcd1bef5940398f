// The body of an upload, to a file, while it is hashed: nothing of it is held in memory.
import { createHash, randomBytes } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { makePrivateFolder } from '../base/index.js'
import { CLEAN_EVERY_MS } from './defaults.js'
import { unseal } from './sealing.js'

/** A file that is whole, and synced to disk. */
export interface BodyFile {
  readonly path: string
  readonly bytes: number
}

export interface ReceivedBody {
  /** All that came, also what was not kept. */
  readonly bytes: number
  /** SHA-256 of all that came. */
  readonly hash: Uint8Array
  /** The file, or why there is none. */
  readonly kept: BodyFile | 'too-large' | { error: unknown }
}

/**
 * Reads to the end whatever comes, so that even of what is refused it is known whether it is what was meant to be sent.
 * Rejects, and leaves no file, where the body ends early.
 */
export async function receiveBody(
  body: AsyncIterable<Uint8Array>,
  folder: string,
  maxBytes: number
): Promise<ReceivedBody> {
  const hash = createHash('sha256')
  const path = partPath(folder)
  let bytes = 0
  /** Why it is not kept; what comes after is hashed all the same. */
  let trouble: 'too-large' | { error: unknown } | undefined
  const note = (error: unknown): void => void (trouble = { error })
  // Each time: what cleans temporary files takes empty folders, too.
  const file = await makePrivateFolder(folder)
    .then(() => open(path, 'wx', 0o600))
    .catch(note)
  let isWhole = false
  try {
    for await (const chunk of body) {
      bytes += chunk.byteLength
      hash.update(chunk)
      if (bytes > maxBytes) trouble = 'too-large'
      if (trouble === undefined) await file?.writeFile(chunk).catch(note)
    }
    if (trouble === undefined) await file?.sync().catch(note)
    isWhole = trouble === undefined
    return { bytes, hash: new Uint8Array(hash.digest()), kept: trouble ?? { path, bytes } }
  } finally {
    await file?.close()
    if (!isWhole) await rm(path, { force: true }).catch(() => {})
  }
}

/** Opens a sealed file into another one, synced to disk. @throws ReceiptError NOT_OPENED; what the disk says */
export async function openSealed(path: string, folder: string, identities: readonly string[]): Promise<BodyFile> {
  const opened = partPath(folder)
  const file = await open(opened, 'wx', 0o600)
  let bytes = 0
  try {
    for await (const chunk of unseal(createReadStream(path), identities)) {
      bytes += chunk.byteLength
      await file.writeFile(chunk)
    }
    await file.sync()
    return { path: opened, bytes }
  } catch (error) {
    await rm(opened, { force: true })
    throw error
  } finally {
    await file.close()
  }
}

function partPath(folder: string): string {
  return join(folder, `upload-${randomBytes(12).toString('hex')}.part`)
}

/** Takes away what processes that died left in the folder more than a day ago. */
export async function cleanFolder(folder: string, nowMs: number): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    if (!/^upload-[0-9a-f]{24}\.part$/.test(name)) continue
    const path = join(folder, name)
    const changedMs = (await stat(path).catch(() => undefined))?.mtimeMs ?? nowMs
    if (nowMs - changedMs > CLEAN_EVERY_MS) await rm(path, { force: true })
  }
}
