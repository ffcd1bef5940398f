// Files of other programs that `use` writes: replaced in one step, with what was there kept beside.
import { randomBytes } from 'node:crypto'
import { chmod, chown, copyFile, open, readFile, realpath, rename, rm, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { syncFolder } from '../../base/index.js'
import { hasSystemCode, systemWords } from '../../gateway/index.js'
import { CliError } from '../errors.js'
import { blockState, withBlock, withoutBlock, type MarkedBlock } from './marked-block.js'

/** A file with a block of ours in it, or one that is ours as a whole, such as a script. */
export type SettingsFile =
  | { readonly path: string; readonly block: MarkedBlock }
  /** @param signature the line by which we know our own, of whichever version */
  | { readonly path: string; readonly script: string; readonly signature: string }

export type FileState = 'missing' | 'changed' | 'there'

/** apt passes over files of that ending in silence. */
const BACKUP_ENDING = '.potluck.bak'
const FILE_MODE = 0o644
const SCRIPT_MODE = 0o755
/** Every byte is one character, so that what others wrote stays as it is, whatever its encoding. Ours is ASCII. */
const ENCODING = 'latin1'
/** Files that people write by hand are smaller by far. */
const MAX_FILE_BYTES = 4 * 2 ** 20

/** @throws {CliError} `CANNOT_READ`, `BLOCK_DAMAGED` */
export async function stateOf(file: SettingsFile): Promise<FileState> {
  const text = await readText(file.path)
  if ('block' in file) return naming(file, () => blockState(text, file.block))
  if (text === undefined) return 'missing'
  return text === file.script ? 'there' : 'changed'
}

/** @returns whether anything had to be changed @throws {CliError} `CANNOT_READ`, `CANNOT_WRITE`, `BLOCK_DAMAGED` */
export async function writeSettings(file: SettingsFile): Promise<boolean> {
  const text = await readText(file.path)
  if ('script' in file) refuseForeign(file, text)
  const wanted = 'block' in file ? naming(file, () => withBlock(text, file.block)) : file.script
  if (text === wanted) return false
  const isForeign =
    'block' in file && text !== undefined && naming(file, () => blockState(text, file.block)) === 'missing'
  await replaceFile(file.path, wanted, { backup: isForeign, newMode: 'script' in file ? SCRIPT_MODE : FILE_MODE })
  return true
}

/** Takes back what {@link writeSettings} wrote, and nothing else. @returns whether there was something */
export async function undoSettings(file: SettingsFile): Promise<boolean> {
  const text = await readText(file.path)
  if (text === undefined) return false
  if ('script' in file) {
    refuseForeign(file, text)
    await removeFile(file.path)
    return true
  }
  const before = naming(file, () => withoutBlock(text, file.block))
  if (before === text) return false
  if (before === undefined) await removeFile(file.path)
  else await replaceFile(file.path, before, { backup: false, newMode: FILE_MODE })
  // The backup says nothing any more, unless something else has changed since.
  const backup = (await realName(file.path)) + BACKUP_ENDING
  if (before !== undefined && (await readText(backup).catch(() => undefined)) === before) await removeFile(backup)
  return true
}

/** Undefined: it is not there. @throws {CliError} `CANNOT_READ` */
async function readText(path: string): Promise<string | undefined> {
  try {
    const { size } = await stat(path)
    if (size > MAX_FILE_BYTES) {
      throw new CliError('CANNOT_READ', `cannot read ${path}: it has ${size} bytes, the limit is ${MAX_FILE_BYTES}`)
    }
    return await readFile(path, ENCODING)
  } catch (error) {
    if (hasSystemCode(error, 'ENOENT')) return undefined
    if (error instanceof CliError) throw error
    throw new CliError('CANNOT_READ', `cannot read ${path}: ${systemWords((error as Error).message)}`, { cause: error })
  }
}

/** Beside it, then moved into its place: with its owner and mode, or those of a new file. Links are followed. */
async function replaceFile(path: string, text: string, how: { backup: boolean; newMode: number }): Promise<void> {
  await naming({ path }, async () => {
    const real = await realName(path)
    const found = await stat(real).catch(() => undefined)
    if (how.backup) await copyFile(real, `${real}${BACKUP_ENDING}`)
    const temporary = `${real}.${randomBytes(4).toString('hex')}.tmp`
    try {
      const file = await open(temporary, 'wx', how.newMode)
      try {
        await file.writeFile(text, ENCODING)
        await file.sync()
      } finally {
        await file.close()
      }
      await chmod(temporary, found === undefined ? how.newMode : found.mode & 0o7777)
      if (found !== undefined && found.uid !== process.getuid?.()) await chown(temporary, found.uid, found.gid)
      await rename(temporary, real)
    } finally {
      await rm(temporary, { force: true })
    }
    await syncFolder(dirname(real)).catch(() => {}) // Others' folders need not be readable.
  })
}

async function removeFile(path: string): Promise<void> {
  await naming({ path }, () => rm(path))
}

/** What is behind a link, also where that is not there yet. */
async function realName(path: string): Promise<string> {
  return await realpath(path).catch(() => path)
}

function refuseForeign({ path, signature }: { path: string; signature: string }, text: string | undefined): void {
  if (text === undefined || text.includes(signature)) return
  throw new CliError('CANNOT_WRITE', `cannot write ${path}: there is something else, which Potluck did not write`)
}

/** Errors name the file, and what helps where rights are missing. */
function naming<Result>({ path }: { path: string }, act: () => Result): Result {
  const named = (error: unknown): CliError => {
    if (error instanceof CliError) return new CliError(error.code, `${path}: ${error.message}`, { cause: error })
    const refused = hasSystemCode(error, 'EACCES') || hasSystemCode(error, 'EPERM')
    const reason = refused ? 'permission denied: run it with sudo' : systemWords((error as Error).message)
    return new CliError('CANNOT_WRITE', `cannot write ${path}: ${reason}`, { cause: error })
  }
  try {
    const result = act()
    if (!(result instanceof Promise)) return result
    return result.catch((error: unknown) => {
      throw named(error)
    }) as Result
  } catch (error) {
    throw named(error)
  }
}
