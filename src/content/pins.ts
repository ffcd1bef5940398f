// Which blobs are never evicted: one file in the store's folder, replaced as a whole.
import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { writePrivateFile, type Logger } from '../base/index.js'
import { isDigest } from './blob-files.js'
import { MAX_PINS_FILE_BYTES } from './defaults.js'

const FILE = 'pins.json'
const fileSchema = z.strictObject({ version: z.literal(1), digests: z.array(z.string().refine(isDigest)) })

export class Pins {
  readonly #path: string
  readonly #digests: Set<string>
  /** The last write; never rejects. */
  #written: Promise<void> = Promise.resolve()

  private constructor(path: string, digests: Iterable<string>) {
    this.#path = path
    this.#digests = new Set(digests)
  }

  /** What is damaged counts as empty: people see it, and pin again. @throws the system's error, unless there is none yet */
  static async open(directory: string, logger: Logger): Promise<Pins> {
    const path = join(directory, FILE)
    try {
      if ((await stat(path)).size > MAX_PINS_FILE_BYTES) throw new RangeError(`over ${MAX_PINS_FILE_BYTES} bytes`)
      return new Pins(path, fileSchema.parse(JSON.parse(await readFile(path, 'utf8'))).digests)
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      if (code !== undefined && code !== 'ENOENT') throw error
      if (code === undefined) logger(`${path} is not what this node wrote: nothing is pinned (${String(error)})`)
      return new Pins(path, [])
    }
  }

  get digests(): ReadonlySet<string> {
    return this.#digests
  }

  /** Counts at once, and for good when it resolves. @throws the system's error: then it does not count */
  async add(digest: string): Promise<void> {
    if (this.#digests.has(digest)) return await this.#written
    this.#digests.add(digest)
    await this.#write().catch((error: unknown) => {
      this.#digests.delete(digest)
      throw error
    })
  }

  /** @throws the system's error: then it may be pinned again after a restart */
  async delete(digest: string): Promise<void> {
    if (this.#digests.delete(digest)) await this.#write()
  }

  #write(): Promise<void> {
    const writing = this.#written.then(() => {
      const content = JSON.stringify({ version: 1, digests: [...this.#digests].sort() }, undefined, 2)
      return writePrivateFile(this.#path, content + '\n')
    })
    this.#written = writing.catch(() => {})
    return writing
  }
}
