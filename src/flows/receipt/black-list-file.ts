// The black list on the disk: `black-list.json` in the home. One that cannot be read is set aside, and the node begins with none: it is no
// reason not to start, and who is bad shows again.
import { readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { publicKeyFromPeerId, writePrivateFile, type Logger } from '../../base/index.js'
import { MAX_BLACK_LIST_BYTES, MAX_INCIDENTS, MAX_PARDONS } from './black-list-defaults.js'
import type { KeptBlackList } from './black-list-events.js'

const NAME = 'black-list.json'
const VERSION = 1

/** Up to what a report can say, in whole seconds. */
const timeMs = z.int().min(0).max(999_999_999_999_000)
const peer = z.string().refine((text) => publicKeyFromPeerId(text) !== undefined)
const text = z.string().max(2_048)
/** JSON has no undefined: what is not there is left out. */
const left = <Schema extends z.ZodType>(schema: Schema) => schema.optional().transform((value) => value)

const incident = z
  .object({
    ...{
      relay: left(peer),
      groupId: left(text),
      origin: text,
      uploadId: z.string().regex(/^[0-9a-f]{32}$/),
      keyId: left(text),
      status: left(z.int())
    },
    fault: z.enum(['wrong-receipt', 'no-receipt', 'silent']),
    ...{ isProvable: z.boolean(), reportDigest: text },
    state: z.enum(['open', 'testimony', 'proved']),
    sharedBy: left(z.enum(['relay', 'same-upload', 'own-line'])),
    ...{ atMs: timeMs, untilMs: timeMs, reportedMs: left(timeMs), reportTries: timeMs }
  })
  .transform(({ relay, groupId, keyId, status, sharedBy, reportedMs, ...rest }) => ({
    ...rest,
    ...{ relay, groupId, keyId, status, sharedBy, reportedMs }
  }))
const pardon = z
  .object({ peer, origin: left(text), atMs: timeMs })
  .transform(({ origin, ...rest }) => ({ ...rest, origin }))
const schema = z.object({
  version: z.literal(VERSION),
  incidents: z.array(incident).max(MAX_INCIDENTS),
  pardons: z.array(pardon).max(MAX_PARDONS)
})

export class BlackListFile {
  readonly #path: string
  readonly #logger: Logger
  /** What is to be written next, while something is being written. */
  #next: KeptBlackList | undefined
  #writing: Promise<void> | undefined

  constructor(home: string, logger: Logger) {
    this.#path = join(home, NAME)
    this.#logger = logger
  }

  /** Undefined: there is none that can be read. */
  async read(): Promise<KeptBlackList | undefined> {
    try {
      const bytes = await readFile(this.#path)
      if (bytes.byteLength > MAX_BLACK_LIST_BYTES) throw new RangeError('too large')
      const { incidents, pardons } = schema.parse(JSON.parse(bytes.toString('utf8')))
      return { incidents, pardons }
    } catch (error) {
      if (isMissing(error)) return undefined
      const aside = `${this.#path}.damaged`
      this.#logger.warn(`${NAME} could not be read: it was set aside as ${NAME}.damaged`)
      await rename(this.#path, aside).catch(() => {})
      return undefined
    }
  }

  /** Never rejects: what cannot be written is said, and written with the next change. */
  write(kept: KeptBlackList): void {
    this.#next = kept
    this.#writing ??= this.#writeAll()
  }

  /** Once all is written, or could not be. */
  async flushed(): Promise<void> {
    await this.#writing
  }

  async #writeAll(): Promise<void> {
    while (this.#next !== undefined) {
      const { incidents, pardons } = this.#next
      this.#next = undefined
      try {
        await writePrivateFile(this.#path, `${JSON.stringify({ version: VERSION, incidents, pardons })}\n`)
      } catch (error) {
        this.#logger.warn('the black list could not be written', { why: error instanceof Error ? error.message : '' })
      }
    }
    this.#writing = undefined
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT'
}
