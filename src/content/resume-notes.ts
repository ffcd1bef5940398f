// What lies on disk beside a download that still grows, so that a later run can go on with it: what its origin said, and
// the hashes of its whole leaves. None of it is fsynced: what a power cut tears does not fit its hash, and is cut off.
import { open, readFile, rm, stat, type FileHandle } from 'node:fs/promises'
import { z } from 'zod'
import { factsAlone, HEADER_FACTS, isHeaderValue, NO_FACTS } from './content-facts.js'
import { HASH_BYTES, LEAF_BYTES, MAX_LEAF_LIST_BYTES, NOTE_EVERY_LEAVES, RESUME_HEAD_BYTES } from './defaults.js'
import { NO_TRANSFER_FACTS, type TransferFacts } from './transfer-list.js'

/** What its origin had said of content that did not come to its end. */
export type ResumeFacts = TransferFacts

const headerSchema = z.string().refine(isHeaderValue).optional()
const headSchema = z.strictObject({
  version: z.literal(1),
  expectedBytes: z.int().nonnegative().optional(),
  redirected: z.boolean().optional(),
  ...Object.fromEntries(HEADER_FACTS.map((name) => [name, headerSchema]))
})

export interface FoundNotes {
  readonly facts: ResumeFacts
  /** 32 bytes a leaf. */
  readonly hashes: Uint8Array
}

/** What lies there. @throws where it is not readable, or is none */
export async function readResumeNotes(path: string): Promise<FoundNotes> {
  if ((await stat(path)).size > RESUME_HEAD_BYTES + MAX_LEAF_LIST_BYTES) throw new RangeError('notes without end')
  const bytes = await readFile(path)
  const head = headSchema.parse(JSON.parse(bytes.subarray(0, RESUME_HEAD_BYTES).toString('latin1')))
  const listBytes = Math.max(0, bytes.byteLength - RESUME_HEAD_BYTES)
  return {
    facts: {
      ...factsAlone({ ...NO_FACTS, ...head, redirected: head.redirected === true }),
      expectedBytes: head.expectedBytes
    },
    hashes: bytes.subarray(RESUME_HEAD_BYTES, RESUME_HEAD_BYTES + listBytes - (listBytes % HASH_BYTES))
  }
}

/** Written behind the bytes' back: nobody waits for it, and what cannot be written is not resumed. */
export class ResumeNotes {
  readonly #path: string
  /** Of the whole leaves from there on that are written by now. */
  readonly #hashesFrom: (leaf: number) => Uint8Array
  #facts: ResumeFacts
  #isHeadWritten: boolean
  #writtenLeaves: number
  #file: FileHandle | undefined
  #work: Promise<void> = Promise.resolve()
  #isWriteWaiting = false
  #isOff = false

  /** @param found what an earlier run left there, whose `hashes` are right */
  constructor(path: string, hashesFrom: (leaf: number) => Uint8Array, found?: FoundNotes) {
    this.#path = path
    this.#hashesFrom = hashesFrom
    this.#facts = found?.facts ?? NO_TRANSFER_FACTS
    this.#isHeadWritten = found !== undefined
    this.#writtenLeaves = (found?.hashes.byteLength ?? 0) / HASH_BYTES
  }

  remember(facts: ResumeFacts): void {
    const before = this.#facts
    // Where redirects led is nobody's business later.
    this.#facts = { ...factsAlone(facts), finalUrl: undefined, expectedBytes: facts.expectedBytes }
    const isSame = (Object.keys(this.#facts) as (keyof ResumeFacts)[]).every((key) => before[key] === this.#facts[key])
    if (isSame || !this.#isHeadWritten) return // Written with the first leaves: before, there is nothing to go on with.
    this.#isHeadWritten = false
    this.#writeSoon()
  }

  /** To be called after each append. */
  grown(bytes: number): void {
    if (Math.floor(bytes / LEAF_BYTES) - this.#writtenLeaves >= NOTE_EVERY_LEAVES) this.#writeSoon()
  }

  /** Takes it all back: it must not be resumed. Resolves when nothing of it lies there. Never rejects. */
  async remove(): Promise<void> {
    this.#isOff = true
    await this.#close()
    await rm(this.#path, { force: true }).catch(() => {})
  }

  /** Writes what is not written yet. @returns what lies there now; undefined where there is nothing to go on with */
  async finish(): Promise<{ facts: ResumeFacts; leaves: number } | undefined> {
    this.#writeSoon()
    await this.#close()
    return this.#isOff || this.#writtenLeaves === 0 ? undefined : { facts: this.#facts, leaves: this.#writtenLeaves }
  }

  async #close(): Promise<void> {
    await this.#work
    await this.#file?.close().catch(() => {})
    this.#file = undefined
  }

  #writeSoon(): void {
    if (this.#isWriteWaiting || this.#isOff) return
    this.#isWriteWaiting = true
    this.#work = this.#work
      .then(() => {
        this.#isWriteWaiting = false
        return this.#write()
      })
      .catch(() => {
        this.#isOff = true // A full disk, say: the bytes have the same trouble, and somebody who hears of it.
      })
  }

  async #write(): Promise<void> {
    const hashes = this.#hashesFrom(this.#writtenLeaves)
    if (this.#isOff || this.#writtenLeaves + hashes.byteLength === 0) return
    this.#file ??= await open(this.#path, this.#isHeadWritten || this.#writtenLeaves > 0 ? 'r+' : 'w', 0o600)
    if (!this.#isHeadWritten) {
      this.#isHeadWritten = true
      await writeAt(this.#file, encodeHead(this.#facts), 0)
    }
    await writeAt(this.#file, hashes, RESUME_HEAD_BYTES + this.#writtenLeaves * HASH_BYTES)
    this.#writtenLeaves += hashes.byteLength / HASH_BYTES
  }
}

/** Always as long, so that it can be written again in place. @throws {RangeError} where it is longer */
function encodeHead(facts: ResumeFacts): Uint8Array {
  const text = JSON.stringify({ version: 1, ...facts })
  if (text.length > RESUME_HEAD_BYTES) throw new RangeError(`${text.length} characters of facts`)
  return Buffer.from(text.padEnd(RESUME_HEAD_BYTES), 'latin1') // Header values are no wider.
}

async function writeAt(file: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
  for (let written = 0; written < bytes.byteLength;) {
    written += (await file.write(bytes, written, bytes.byteLength - written, position + written)).bytesWritten
  }
}
