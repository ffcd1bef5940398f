// How blobs lie on disk: `<2 hex>/<digest>` with a sidecar `<digest>.leaves` beside it; what still grows is in `partial/`.
import { open, readdir, readFile, rm, stat, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { copyBytes } from '../base/index.js'
import { HASH_BYTES } from './defaults.js'
import { isLeafList, leafCount } from './leaf-hashes.js'

const DIGEST = /^[0-9a-f]{64}$/
const FOLDER = /^[0-9a-f]{2}$/
const SIDECAR_SUFFIX = '.leaves'
export const RESUME_SUFFIX = '.resume'
const SIZE_BYTES = 8

/** Whether that spells a SHA-256 as we do. */
export function isDigest(text: string): boolean {
  return DIGEST.test(text)
}

export interface BlobPaths {
  /** Of the folder that the two files are in. */
  readonly folder: string
  readonly blob: string
  readonly sidecar: string
}

export function blobPaths(directory: string, digest: string): BlobPaths {
  const folder = join(directory, digest.slice(0, 2))
  return { folder, blob: join(folder, digest), sidecar: join(folder, digest + SIDECAR_SUFFIX) }
}

/** Of a blob that still grows. */
export interface PartialPaths extends BlobPaths {
  /** What a later run must know to go on with it: resume-notes.ts. */
  readonly resume: string
}

/** Paths of a blob that still grows. `name`: the URL key of what may be resumed, else unique in this process. */
export function partialPaths(directory: string, name: string): PartialPaths {
  const folder = join(directory, 'partial')
  const path = join(folder, name)
  return { folder, blob: path, sidecar: path + SIDECAR_SUFFIX, resume: path + RESUME_SUFFIX }
}

export interface Sidecar {
  readonly bytes: number
  /** 32 bytes a leaf. */
  readonly hashes: Uint8Array
  /** Commits to both, so a torn or mangled sidecar is noticed. */
  readonly leafRoot: Uint8Array
}

/** Total bytes (8 bytes, big-endian), hash list, leaf root. */
export function encodeSidecar(sidecar: Sidecar): Uint8Array {
  const size = Buffer.alloc(SIZE_BYTES)
  size.writeBigUInt64BE(BigInt(sidecar.bytes))
  return Buffer.concat([size, sidecar.hashes, sidecar.leafRoot])
}

/** Undefined where these are not the bytes of a sidecar. */
export function decodeSidecar(encoded: Buffer): Sidecar | undefined {
  if (encoded.byteLength < SIZE_BYTES + HASH_BYTES) return undefined
  const bytes = Number(encoded.readBigUInt64BE())
  if (!Number.isSafeInteger(bytes)) return undefined
  if (encoded.byteLength !== SIZE_BYTES + (leafCount(bytes) + 1) * HASH_BYTES) return undefined
  const hashes = encoded.subarray(SIZE_BYTES, -HASH_BYTES)
  const leafRoot = copyBytes(encoded.subarray(-HASH_BYTES))
  return isLeafList(hashes, bytes, leafRoot) ? { bytes, hashes, leafRoot } : undefined
}

/** @throws the system's error, or where the sidecar is not valid */
export async function readSidecar(path: string): Promise<Sidecar> {
  const sidecar = decodeSidecar(await readFile(path))
  if (sidecar === undefined) throw new Error(`${path} is not a hash list`)
  return sidecar
}

/** Writes a file and makes sure that it is on disk. */
export async function writeDurably(path: string, content: Uint8Array): Promise<void> {
  const file = await open(path, 'wx', 0o600)
  try {
    await file.writeFile(content)
    await file.sync()
  } finally {
    await file.close()
  }
}

export interface FoundBlob {
  readonly digest: string
  readonly bytes: number
  readonly leafRoot: Uint8Array
  readonly lastUsedMs: number
}

/**
 * What lies there whole. A blob without a valid sidecar or of another size, and a sidecar without a blob, were half written
 * or damaged: they are removed. Files that are not ours are left alone.
 */
export async function scanBlobs(directory: string): Promise<FoundBlob[]> {
  const found: FoundBlob[] = []
  for (const name of await readdir(directory)) {
    if (FOLDER.test(name)) found.push(...(await scanFolder(directory, name)))
  }
  return found
}

async function scanFolder(directory: string, folderName: string): Promise<FoundBlob[]> {
  const digests = new Set<string>()
  for (const name of await readdir(join(directory, folderName))) {
    const digest = name.endsWith(SIDECAR_SUFFIX) ? name.slice(0, -SIDECAR_SUFFIX.length) : name
    if (isDigest(digest) && digest.startsWith(folderName)) digests.add(digest)
  }
  const blobs = await Promise.all([...digests].map((digest) => findBlob(blobPaths(directory, digest), digest)))
  return blobs.filter((blob) => blob !== undefined)
}

async function findBlob(paths: BlobPaths, digest: string): Promise<FoundBlob | undefined> {
  try {
    const [file, sidecar] = await Promise.all([stat(paths.blob), readSidecar(paths.sidecar)])
    if (file.isFile() && file.size === sidecar.bytes) {
      return { digest, bytes: sidecar.bytes, leafRoot: sidecar.leafRoot, lastUsedMs: file.mtimeMs }
    }
  } catch {
    // Missing or unreadable: the same as damaged.
  }
  await removeBlobFiles(paths)
  return undefined
}

/** The time of its file is when a blob was used last. Where that cannot be written, only the order after a restart suffers. */
export async function writeLastUse(path: string, atMs: number): Promise<void> {
  const at = new Date(atMs)
  await utimes(path, at, at).catch(() => {})
}

/** The blob first: a sidecar alone is harmless. Missing files are fine. */
export async function removeBlobFiles(paths: BlobPaths): Promise<void> {
  await rm(paths.blob, { force: true })
  await rm(paths.sidecar, { force: true })
}
