// Where `get` puts bytes: a file that appears only when it is whole, a device, stdout, or nowhere.
import { randomBytes } from 'node:crypto'
import { open, rename, rm, stat, type FileHandle } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { hasSystemCode, systemWords } from '../gateway/index.js'
import { CliError } from './errors.js'

export interface ContentOutput {
  write(chunk: Uint8Array): Promise<void>
  /** Everything is here and verified. */
  finish(): Promise<void>
  /** Leaves no part behind. */
  discard(): Promise<void>
}

export class FileOutput implements ContentOutput {
  readonly #path: string
  readonly #partPath: string
  readonly #part: FileHandle

  private constructor(path: string, partPath: string, part: FileHandle) {
    this.#path = path
    this.#partPath = partPath
    this.#part = part
  }

  /** @param path undefined: nowhere; `-`: stdout @throws {CliError} `CANNOT_WRITE`, as all of it does */
  static async open(path: string | undefined): Promise<ContentOutput> {
    if (path === undefined) return nowhere
    if (path === '-') return standardOutput
    const found = await stat(path).catch(() => undefined)
    if (found?.isDirectory() === true) throw new CliError('CANNOT_WRITE', `cannot write ${path}: it is a folder`)
    if (found !== undefined && !found.isFile()) return deviceOutput(path)
    const name = `.${basename(path)}.${randomBytes(4).toString('hex')}.part`
    const partPath = join(dirname(path), name)
    return new FileOutput(path, partPath, await naming(path, () => open(partPath, 'wx')))
  }

  async write(chunk: Uint8Array): Promise<void> {
    await naming(this.#path, () => this.#part.writeFile(chunk))
  }

  async finish(): Promise<void> {
    await naming(this.#path, async () => {
      await this.#part.close()
      await rename(this.#partPath, this.#path)
    })
  }

  async discard(): Promise<void> {
    await this.#part.close().catch(() => {})
    await rm(this.#partPath, { force: true })
  }
}

const nowhere: ContentOutput = { write: async () => {}, finish: async () => {}, discard: async () => {} }

const standardOutput: ContentOutput = {
  ...nowhere,
  write: async (chunk) => {
    if (!process.stdout.write(chunk)) await new Promise((resolve) => process.stdout.once('drain', resolve))
  }
}

/** A device or pipe, such as /dev/null: written as the bytes come. */
async function deviceOutput(path: string): Promise<ContentOutput> {
  const device = await naming(path, () => open(path, 'w'))
  return {
    write: (chunk) => naming(path, () => device.writeFile(chunk)),
    finish: () => naming(path, () => device.close()),
    discard: () => device.close().catch(() => {})
  }
}

/** Errors name the path that the user gave, not that of the part. @throws {CliError} `CANNOT_WRITE` */
export async function naming<Result>(path: string, act: () => Promise<Result>): Promise<Result> {
  try {
    return await act()
  } catch (error) {
    const missing = hasSystemCode(error, 'ENOENT')
    const reason = missing ? `the folder ${dirname(path)} is not there` : systemWords((error as Error).message)
    throw new CliError('CANNOT_WRITE', `cannot write ${path}: ${reason}`, { cause: error })
  }
}
