// A drop folder on the disk. A file goes from the folder to `sending/ID/`, where no other program looks, and from there to `sent/` or
// `failed/`: each step is one rename, synced before the next, so that a crash between two leaves it in one place, and the next start goes on.
import { constants } from 'node:fs'
import {
  link,
  lstat,
  mkdir,
  open,
  opendir,
  readdir,
  readFile,
  realpath,
  rename,
  rm,
  rmdir,
  unlink,
  writeFile
} from 'node:fs/promises'
import { isAbsolute, join, relative, resolve } from 'node:path'
import { makePrivateFolder, syncFolder, writePrivateFile } from '../base/index.js'
import { MAX_FILES_PER_LOOK, MAX_NAMES_PER_LOOK } from './drop-folder-defaults.js'
import { isDropped, type SeenFile } from './drop-folder.js'
import { hasSystemCode, systemWords } from './errors.js'

const OWN_FOLDERS = ['sending', 'sent', 'failed'] as const
const UPLOAD_ID = /^[0-9a-f]{32}$/
/** What was read of it lies beside it: `sending/ID.json`. */
const READ_ID = /^([0-9a-f]{32})\.json$/

/** That one file has, and not its folder or disk. */
const OF_ONE_FILE = ['EACCES', 'EPERM', 'EBUSY', 'EXDEV', 'ENAMETOOLONG'] as const

/** That file cannot be taken; others can. */
export class CannotTake extends Error {
  override readonly name = 'CannotTake'
}

/** A file as it was when its bytes were read for the queue. */
interface ReadFile {
  readonly name: string
  readonly bytes: number
  readonly changedMs: number
}

/** What is written beside a file that is over: the backend's answer, or why there is none. */
export interface Settlement {
  readonly to: 'sent' | 'failed'
  /** Of `sent/` or `failed/`: the same at every try. */
  readonly name: string
  /** By what it ends in: `http`, `txt`. */
  readonly notes: { readonly [ending: string]: Uint8Array | string }
}

export class DropFolderFiles {
  /** Without symlinks. */
  readonly path: string
  /** What keeps this user from files of others there, in words. */
  readonly warning: string | undefined
  readonly #read = new Map<string, ReadFile>()

  private constructor(path: string, warning: string | undefined) {
    this.path = path
    this.warning = warning
  }

  /**
   * Makes it where it is missing.
   * @throws {Error} that says why the folder cannot be one; the system's error
   */
  static async open(folder: string, home: string): Promise<DropFolderFiles> {
    requireOwn(resolve(folder), resolve(home))
    await makePrivateFolder(folder)
    const path = await realpath(folder)
    requireOwn(path, await realpath(home))
    await requireSafe(path)
    for (const own of OWN_FOLDERS) {
      await makePrivateFolder(join(path, own))
      await requireMine(join(path, own))
    }
    return new DropFolderFiles(path, await stickyWarning(path))
  }

  /**
   * Regular files of the folder itself. `hasMore`: there are more names than one look reads.
   * @param isPassedOver which hide no others
   */
  async look(isPassedOver: (name: string) => boolean = () => false): Promise<{ files: SeenFile[]; hasMore: boolean }> {
    const files: SeenFile[] = []
    let names = 0
    let withBytes = 0
    for await (const entry of await opendir(this.path, { bufferSize: 1_024 })) {
      if (names++ >= MAX_NAMES_PER_LOOK) return { files, hasMore: true }
      if (!entry.isFile() || !isDropped(entry.name)) continue
      const file = await this.#seen(join(this.path, entry.name), entry.name)
      if (file === undefined) continue
      files.push(file)
      if (file.bytes > 0 && !isPassedOver(file.name) && ++withBytes >= MAX_FILES_PER_LOOK) break
    }
    return { files, hasMore: false }
  }

  /**
   * Moves it to `sending/ID/`. @returns false: it is not there any more, or another one
   * @throws {CannotTake} it can be read or moved by others only; the system's error
   */
  async take(file: SeenFile, id: string): Promise<boolean> {
    const path = join(this.path, file.name)
    const own = this.#sending(id)
    try {
      // What cannot be read stays where its owner sees it.
      await (await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK)).close()
    } catch (error) {
      return await notTaken(path, 'read', error)
    }
    await mkdir(own, { mode: 0o700 })
    try {
      await rename(path, join(own, file.name))
    } catch (error) {
      await rmdir(own)
      return await notTaken(path, 'moved', error)
    }
    // Durable before the queue has a copy: a loss of power must not bring back what has been sent.
    for (const folder of [own, join(this.path, 'sending'), this.path]) await syncFolder(folder)
    return true
  }

  /** Ids of what was taken and is not settled; what a crash left over goes. */
  async sending(): Promise<string[]> {
    const ids: string[] = []
    const names = await readdir(join(this.path, 'sending'))
    for (const name of names) {
      const [, id] = READ_ID.exec(name) ?? []
      if (id !== undefined && !names.includes(id)) await this.#forget(id)
      if (!UPLOAD_ID.test(name)) continue
      if ((await this.fileOf(name)) === undefined) await rmdir(this.#sending(name)).catch(() => {})
      else ids.push(name)
    }
    return ids
  }

  /** The file that was taken under that id. Undefined: there is none, or what was taken is no regular file. */
  async fileOf(id: string): Promise<{ name: string; path: string; isRegular: boolean; bytes?: number } | undefined> {
    const [name] = await readdir(this.#sending(id)).catch(() => [])
    if (name === undefined) return undefined
    const path = join(this.#sending(id), name)
    const found = await lstat(path).catch(() => undefined)
    return { name, path, isRegular: found?.isFile() === true, bytes: found?.size ?? 0 }
  }

  /**
   * The bytes of what was taken, up to where it ends now, which is remembered: {@link isAsRead}. Nothing is opened before they are asked for.
   * @throws {Error} what was taken is no regular file; the system's error
   */
  async *bytes(id: string): AsyncGenerator<Uint8Array, void, undefined> {
    const taken = await this.fileOf(id)
    if (taken?.isRegular !== true) throw new Error('it is no regular file')
    // Neither a link that stands there by now, nor a pipe that nobody writes into.
    const file = await open(taken.path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK)
    try {
      const found = await file.stat()
      if (!found.isFile()) throw new Error('it is no regular file')
      const read = { name: taken.name, bytes: found.size, changedMs: found.mtimeMs }
      await writeFile(`${this.#sending(id)}.json`, JSON.stringify(read), { mode: 0o600 })
      this.#read.set(id, read)
      if (found.size > 0) yield* file.createReadStream({ autoClose: false, start: 0, end: found.size - 1 })
    } finally {
      await file.close()
    }
  }

  /** Whether it is as it was when its bytes were read, in this run or before: who had it open when it was taken writes on into it. */
  async isAsRead(id: string): Promise<boolean> {
    const read = this.#read.get(id) ?? (await this.#readBefore(id))
    if (read === undefined) return true
    this.#read.set(id, read)
    const found = await lstat(join(this.#sending(id), read.name)).catch(() => undefined)
    return found === undefined || (found.size === read.bytes && found.mtimeMs === read.changedMs)
  }

  /** Into the folder again. @returns undefined: there is another one of that name now, which goes first */
  async putBack(id: string): Promise<SeenFile | undefined> {
    const taken = await this.fileOf(id)
    if (taken === undefined) return undefined
    const path = join(this.path, taken.name)
    try {
      await link(taken.path, path) // A rename would write over what somebody has just put there.
      await unlink(taken.path)
    } catch (error) {
      const isThere = await lstat(path).catch(() => undefined)
      if (isThere !== undefined) {
        if (isThere.ino !== (await lstat(taken.path)).ino) return undefined
        await unlink(taken.path) // A crash came between the two.
      } else if (hasSystemCode(error, 'ENOENT')) return undefined
      else await rename(taken.path, path) // A file system without links, or a file of somebody else's.
    }
    for (const folder of [this.path, this.#sending(id)]) await syncFolder(folder)
    await rmdir(this.#sending(id))
    await this.#forget(id)
    return await this.#seen(path, taken.name)
  }

  /** Once more after a crash it does the same. */
  async settle(id: string, { to, name, notes }: Settlement): Promise<void> {
    const target = join(this.path, to)
    for (const [ending, text] of Object.entries(notes)) {
      await writePrivateFile(join(target, `${name}.${ending}`), typeof text === 'string' ? text : once(text))
    }
    await rename(this.#sending(id), join(target, name))
    for (const folder of [target, join(this.path, 'sending')]) await syncFolder(folder)
    await this.#forget(id)
  }

  async #forget(id: string): Promise<void> {
    this.#read.delete(id)
    await rm(`${this.#sending(id)}.json`, { force: true })
  }

  async #readBefore(id: string): Promise<ReadFile | undefined> {
    try {
      return JSON.parse(await readFile(`${this.#sending(id)}.json`, 'utf8')) as ReadFile
    } catch {
      return undefined // Nothing was read of it yet, or a loss of power took that: it counts as it is.
    }
  }

  #sending(id: string): string {
    return join(this.path, 'sending', id)
  }

  async #seen(path: string, name: string): Promise<SeenFile | undefined> {
    try {
      const found = await lstat(path)
      // A second name may be that of a key of this machine: a link goes no more than a symlink does.
      return found.isFile() && found.nlink <= 1
        ? { name, bytes: found.size, changedMs: found.mtimeMs, inode: found.ino }
        : undefined
    } catch (error) {
      if (hasSystemCode(error, 'ENOENT')) return undefined // It went meanwhile, or its name is no UTF-8.
      throw error
    }
  }
}

/** @returns false: it went, or a link has its name now. @throws {CannotTake}; the system's error */
async function notTaken(path: string, to: 'read' | 'moved', error: unknown): Promise<false> {
  if (hasSystemCode(error, 'ENOENT') || hasSystemCode(error, 'ELOOP')) return false
  if (!OF_ONE_FILE.some((code) => hasSystemCode(error, code))) throw error
  const uid = (await lstat(path).catch(() => undefined))?.uid
  const owner = uid === undefined || uid === process.getuid?.() ? '' : `, and belongs to another user (${uid})`
  throw new CannotTake(`cannot be ${to}: ${systemWords((error as Error).message)}${owner}`, { cause: error })
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}

/** Keys and everything else that is the node's own lie in the home: nobody sends that out by a slip. */
function requireOwn(folder: string, home: string): void {
  if (isIn(home, folder)) throw new Error('it holds the keys of this machine: name a folder for uploads alone')
  if (isIn(folder, home) && !relative(home, folder).startsWith('uploads')) {
    throw new Error('of the home, only `uploads`, or what begins so, is for uploads')
  }
}

/**
 * Who may move `sending/` away, and puts one of their own there, would say which files of this user go out. On Windows modes say nothing, and
 * the rights of folders are inherited.
 */
async function requireSafe(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const { mode } = await lstat(folder)
  if ((mode & 0o1002) === 0o002) throw new Error('everybody can move what lies in it: `chmod +t` keeps them from that')
}

/** With the sticky bit only the owners of the file and of the folder may move a file, and root. */
async function stickyWarning(folder: string): Promise<string | undefined> {
  const me = process.getuid?.()
  const { mode, uid } = await lstat(folder)
  if (me === undefined || me === 0 || uid === me || (mode & 0o1000) === 0) return undefined
  return `it has the sticky bit and belongs to another user (${uid}), so files of others cannot be moved: \`chown\` it to the user of this node`
}

/** A link would lead elsewhere, and a rename to there is none. */
async function requireMine(folder: string): Promise<void> {
  const found = await lstat(folder)
  if (!found.isDirectory()) throw new Error(`${folder} is no folder`)
  if (process.platform === 'win32') return
  if (found.uid !== process.getuid?.()) throw new Error(`${folder} belongs to another user`)
  if ((found.mode & 0o022) !== 0) throw new Error(`others can write to ${folder}: \`chmod go-w\` keeps them from that`)
}

/** The folder itself, too. */
function isIn(path: string, folder: string): boolean {
  const below = relative(folder, path)
  return below === '' || (!isAbsolute(below) && below.split(/[/\\]/)[0] !== '..')
}
