// One regular file below a folder, and nothing else: no link out of it, no device, no hidden file, and none that changes while it is read.
import { constants, type BigIntStats } from 'node:fs'
import { lstat, open, realpath, type FileHandle } from 'node:fs/promises'
import { isAbsolute, join, relative, sep } from 'node:path'
import type { LocalCopy } from './local-source.js'
import { FILE_READ_BYTES, FILE_SETTLED_MS, MAX_NAME_BYTES, MAX_PATH_DEPTH } from './source-defaults.js'

/** Neither follows a link nor waits for who writes into a pipe. */
const READ_FLAGS = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK

/**
 * The file of that path, as it is now. Links are followed where they lead to a file in the folder that is not hidden either.
 * @param names of the folders and the file below `folder`, from another machine
 * @returns undefined where there is none, or it was changed a moment ago: it may be half written
 * @throws the system's error, where the disk fails
 */
export async function findFile(
  folder: string,
  names: readonly string[],
  nowMs: number
): Promise<LocalCopy | undefined> {
  if (names.length === 0 || names.length > MAX_PATH_DEPTH || !names.every(isName)) return undefined
  try {
    const root = await realpath(folder)
    const path = await realpath(join(root, ...names))
    if (!isWithin(root, path)) return undefined
    const state = await lstat(path, { bigint: true })
    if (!state.isFile() || isUnsettled(state, nowMs)) return undefined
    const modifiedMs = Math.min(Number(state.mtimeMs), nowMs)
    return {
      bytes: Number(state.size),
      version: `${path}\n${stateOf(state)}`,
      open: () => readFile(path, state),
      facts: modifiedMs > 0 ? { lastModified: new Date(modifiedMs).toUTCString() } : {},
      asOfMs: Math.max(1, Math.floor(modifiedMs))
    }
  } catch (error) {
    if (NOT_THERE.has((error as NodeJS.ErrnoException).code ?? '')) return undefined
    throw error
  }
}

/** Also what is there, and not for this node. */
const NOT_THERE = new Set(['ENOENT', 'ENOTDIR', 'ELOOP', 'ENAMETOOLONG', 'EACCES', 'EPERM'])

/** No way to another folder, nothing hidden, nothing that a log or terminal would stumble over. */
function isName(name: string): boolean {
  const isPlain = name !== '' && !name.startsWith('.') && !/[/\\\p{Cc}\ufffd]/u.test(name)
  return isPlain && Buffer.byteLength(name) <= MAX_NAME_BYTES
}

function isWithin(root: string, path: string): boolean {
  const below = relative(root, path)
  return below !== '' && !isAbsolute(below) && below.split(sep).every((name) => !name.startsWith('.'))
}

/**
 * `cp`, `wget` and the like write on: what they have written by now is not the file. By the time that nobody can set; what lies further
 * ahead than a moment says that the clock was wrong.
 */
function isUnsettled({ ctimeMs }: BigIntStats, nowMs: number): boolean {
  return Math.abs(nowMs - Number(ctimeMs)) < FILE_SETTLED_MS
}

function stateOf({ size, mtimeNs, ctimeNs, ino }: BigIntStats): string {
  return [size, mtimeNs, ctimeNs, ino].join(':')
}

/** Each chunk holds until the next is asked for. @throws {Error} where it is not, or does not stay, what it was when it was found */
async function* readFile(path: string, found: BigIntStats): AsyncGenerator<Uint8Array> {
  const file = await open(path, READ_FLAGS)
  try {
    await requireSame(file, path, found)
    const buffer = Buffer.allocUnsafeSlow(FILE_READ_BYTES)
    for (let at = 0; ;) {
      const { bytesRead } = await file.read(buffer, 0, buffer.byteLength, at)
      if (bytesRead === 0) break
      at += bytesRead
      yield buffer.subarray(0, bytesRead)
    }
    await requireSame(file, path, found)
  } finally {
    await file.close()
  }
}

/** The file that is open is the one that was judged, and still lies where that was: no folder above it has become a link meanwhile. */
async function requireSame(file: FileHandle, path: string, found: BigIntStats): Promise<void> {
  const [opened, real] = [await file.stat({ bigint: true }), await realpath(path)]
  const lying = await lstat(path, { bigint: true })
  const isSame = stateOf(opened) === stateOf(found) && stateOf(lying) === stateOf(found) && lying.dev === opened.dev
  if (!isSame || real !== path || !opened.isFile()) throw new Error(`${path} is another than it was`)
}
