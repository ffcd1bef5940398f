// The uploads of this node on its disk: what `add` confirmed is there whatever happens, until it is over. Few syncs: one for the file of each,
// and one of the folder for all that are added, or over, at about the same time. Spec: docs/protocols/upload.md, "The queue".
import { createHash } from 'node:crypto'
import { mkdir, open, readdir, readFile, rename, rm, stat, writeFile, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import { makePrivateFolder, MAX_UPLOAD_BYTES, syncFolder, toHex } from '../../base/index.js'
import { FlowError } from '../errors.js'
import {
  factsLength,
  FOOTER_BYTES,
  footerOf,
  readFacts,
  readRecord,
  type KeptReceipt,
  type UploadFacts,
  type UploadRecord
} from './queue-entry.js'
import type { UploadId } from './order.js'
import { FOUND_AT_ONCE, MAX_STATE_BYTES, QUEUE_CHUNK_BYTES } from './upload-defaults.js'

/** Of thousands that are over what they were answered would not go into the memory. */
const NO_ANSWER: Pick<KeptReceipt, 'requestHeaders' | 'headers' | 'body'> = {
  requestHeaders: [],
  headers: [],
  body: ''
}

export class UploadQueue {
  readonly #folder: string
  /** What lay there when it was opened, until it is read: all else is of this run. */
  #namesBefore: readonly string[]
  /** The last write of each state: one after the other. */
  readonly #writes = new Map<UploadId, Promise<void>>()
  readonly #syncs: OneForMany

  private constructor(folder: string, namesBefore: readonly string[]) {
    this.#folder = folder
    this.#namesBefore = namesBefore
    this.#syncs = new OneForMany(() => syncFolder(folder))
  }

  /** Takes uploads at once; what lies there is only counted, and read by {@link find}. @throws {FlowError} `UPLOAD_DISK` */
  static async open(folder: string): Promise<UploadQueue> {
    return await onDisk(async () => {
      await makePrivateFolder(folder)
      return new UploadQueue(folder, await readdir(folder))
    })
  }

  /** Uploads that waited when it was opened, about: some may be damaged, or over. */
  get waitedBefore(): number {
    return this.#namesBefore.filter((name) => name.endsWith('.upload')).length
  }

  /**
   * Reads what lay there when it was opened, beside all else; for once.
   * @param found hears each that waits or is over, in no order. Of the latter what they were answered stays on the disk: {@link read}
   * @returns names of files that could not be read, and are in `damaged/` now
   * @throws {FlowError} `UPLOAD_DISK`; the signal's reason
   */
  async find(found: (record: UploadRecord) => void, signal?: AbortSignal): Promise<string[]> {
    const damaged: string[] = []
    const ids = new Set<UploadId>()
    const names = this.#namesBefore
    this.#namesBefore = []
    for (const name of names) {
      const [, id] = /^([0-9a-f]{32})\.(?:upload|state)$/.exec(name) ?? []
      if (id !== undefined) ids.add(id)
      else if (name.endsWith('.tmp')) await onDisk(() => rm(join(this.#folder, name), { force: true }))
    }
    const left = ids.values()
    const readers = Array.from({ length: FOUND_AT_ONCE }, async () => {
      for (const id of left) {
        signal?.throwIfAborted()
        const record = await onDisk(() => this.#found(id, damaged))
        if (record !== undefined) found(record)
      }
    })
    const [failed] = (await Promise.allSettled(readers)).filter(({ status }) => status === 'rejected')
    if (failed?.status === 'rejected') throw failed.reason
    return damaged
  }

  /**
   * Resolves when the disk holds it. Where it fails, or `signal` aborts, nothing is left.
   * @throws {FlowError} `UPLOAD_TOO_LARGE`, `UPLOAD_DISK`; what `source` throws; the signal's reason
   */
  async add(
    fixed: Omit<UploadFacts, 'bytes' | 'digest'>,
    source: AsyncIterable<Uint8Array>,
    signal?: AbortSignal
  ): Promise<UploadFacts> {
    const path = this.#path(fixed.id, 'upload')
    const temporary = `${path}.tmp`
    try {
      const file = await onDisk(() => open(temporary, 'w', 0o600))
      try {
        const facts = await writeWhole(file, fixed, source, signal)
        await onDisk(() => file.sync())
        return await this.#named(facts, temporary, path, signal)
      } finally {
        await file.close()
      }
    } catch (error) {
      await rm(temporary, { force: true })
      throw error
    }
  }

  /** Its bytes, from the start. @throws {FlowError} `UPLOAD_DISK` */
  async *bytes({ id, bytes }: Pick<UploadFacts, 'id' | 'bytes'>): AsyncGenerator<Uint8Array, void, undefined> {
    const file = await onDisk(() => open(this.#path(id, 'upload'), 'r'))
    try {
      for (let at = 0; at < bytes;) {
        const wanted = Math.min(QUEUE_CHUNK_BYTES, bytes - at)
        const { bytesRead, buffer } = await onDisk(() => file.read(Buffer.allocUnsafe(wanted), 0, wanted, at))
        if (bytesRead === 0) throw new FlowError('UPLOAD_DISK', `the file of upload ${id} is too short`)
        at += bytesRead
        yield buffer.subarray(0, bytesRead)
      }
    } finally {
      await file.close()
    }
  }

  /** Outlasts an end of this process; the disk holds it some time later: what it says can be found out again. @throws as `over` */
  save(record: UploadRecord): Promise<void> {
    return this.#inTurn(record.facts.id, () => this.#write(record, false))
  }

  /** Resolves when the disk holds how it ended. Its bytes are gone then. @throws {FlowError} `UPLOAD_DISK` */
  over(record: UploadRecord): Promise<void> {
    const { id } = record.facts
    return this.#inTurn(id, async () => {
      await this.#write(record, true)
      await this.#syncs.run()
      await rm(this.#path(id, 'upload'), { force: true })
    })
  }

  /** What is kept of it. @throws {FlowError} `UPLOAD_DISK` */
  async read(id: UploadId): Promise<UploadRecord | undefined> {
    await this.#writes.get(id)
    return await onDisk(() => this.#readState(id))
  }

  /** It is remembered no more. @throws {FlowError} `UPLOAD_DISK` */
  forget(id: UploadId): Promise<void> {
    return this.#inTurn(id, async () => {
      for (const kind of ['upload', 'state'] as const) await rm(this.#path(id, kind), { force: true })
    })
  }

  /** Resolves when nothing is being written any more. */
  async close(): Promise<void> {
    await Promise.allSettled(this.#writes.values())
  }

  async #named(facts: UploadFacts, temporary: string, path: string, signal?: AbortSignal): Promise<UploadFacts> {
    signal?.throwIfAborted()
    try {
      await onDisk(async () => {
        await rename(temporary, path)
        await this.#syncs.run()
      })
    } catch (error) {
      await rm(path, { force: true })
      throw error
    }
    return facts
  }

  #inTurn(id: UploadId, work: () => Promise<void>): Promise<void> {
    const before = this.#writes.get(id) ?? Promise.resolve()
    const done = before.catch(() => {}).then(() => onDisk(work))
    this.#writes.set(id, done)
    const forget = (): void => {
      if (this.#writes.get(id) === done) this.#writes.delete(id)
    }
    done.then(forget, forget)
    return done
  }

  async #write(record: UploadRecord, isSynced: boolean): Promise<void> {
    const path = this.#path(record.facts.id, 'state')
    const temporary = `${path}.tmp`
    await writeFile(temporary, JSON.stringify(record), { mode: 0o600, flush: isSynced })
    await rename(temporary, path)
  }

  /** What is fixed counts as its own file has it; without a state it is as new. */
  async #found(id: UploadId, damaged: string[]): Promise<UploadRecord | undefined> {
    const state = await this.#readState(id)
    if (state !== undefined && state.state !== 'pending') {
      await rm(this.#path(id, 'upload'), { force: true }) // Over: it was about to go.
      const { receipt } = state
      return receipt === undefined ? state : { ...state, receipt: { ...receipt, ...NO_ANSWER } }
    }
    const facts = await this.#readFacts(id)
    if (facts !== undefined) {
      if (state === undefined) await this.#setAside(id, 'state', damaged)
      return { attempts: [], attemptCount: 0, held: [], ...state, state: 'pending', facts }
    }
    for (const kind of ['upload', 'state'] as const) await this.#setAside(id, kind, damaged)
    return undefined
  }

  async #readFacts(id: UploadId): Promise<UploadFacts | undefined> {
    const file = await open(this.#path(id, 'upload'), 'r').catch(missing)
    if (file === undefined) return undefined
    try {
      const { size } = await file.stat()
      const length = factsLength(await readAt(file, size - FOOTER_BYTES, FOOTER_BYTES))
      if (length === undefined) return undefined
      const facts = readFacts(await readAt(file, size - FOOTER_BYTES - length, length), id)
      return facts?.bytes === size - FOOTER_BYTES - length ? facts : undefined
    } finally {
      await file.close()
    }
  }

  async #readState(id: UploadId): Promise<UploadRecord | undefined> {
    const path = this.#path(id, 'state')
    const size = (await stat(path).catch(missing))?.size ?? Infinity
    return size <= MAX_STATE_BYTES ? readRecord(await readFile(path), id) : undefined
  }

  async #setAside(id: UploadId, kind: 'upload' | 'state', damaged: string[]): Promise<void> {
    const folder = join(this.#folder, 'damaged')
    const name = `${id}.${kind}`
    if ((await stat(this.#path(id, kind)).catch(missing)) === undefined) return
    await mkdir(folder, { recursive: true, mode: 0o700 })
    await rename(this.#path(id, kind), join(folder, name))
    damaged.push(name)
  }

  #path(id: UploadId, kind: 'upload' | 'state'): string {
    return join(this.#folder, `${id}.${kind}`)
  }
}

/** Work that does for all who ask for it before it begins. */
class OneForMany {
  readonly #work: () => Promise<void>
  #running: Promise<void> | undefined
  #next: Promise<void> | undefined

  constructor(work: () => Promise<void>) {
    this.#work = work
  }

  run(): Promise<void> {
    if (this.#running === undefined) return this.#begin()
    this.#next ??= this.#running.catch(() => {}).then(() => this.#begin())
    return this.#next
  }

  #begin(): Promise<void> {
    this.#next = undefined
    const running = this.#work().finally(() => {
      if (this.#running === running) this.#running = undefined
    })
    this.#running = running
    return running
  }
}

async function writeWhole(
  file: FileHandle,
  fixed: Omit<UploadFacts, 'bytes' | 'digest'>,
  source: AsyncIterable<Uint8Array>,
  signal: AbortSignal | undefined
): Promise<UploadFacts> {
  const digest = createHash('sha256')
  let bytes = 0
  let unwritten: Uint8Array[] = []
  let unwrittenBytes = 0
  const flush = async (): Promise<void> => {
    const chunk = Buffer.concat(unwritten)
    ;[unwritten, unwrittenBytes] = [[], 0]
    await onDisk(() => file.writeFile(chunk)) // Goes on where the last one ended.
  }
  for await (const chunk of source) {
    signal?.throwIfAborted()
    bytes += chunk.byteLength
    if (bytes > MAX_UPLOAD_BYTES) throw new FlowError('UPLOAD_TOO_LARGE', `over ${MAX_UPLOAD_BYTES} bytes`)
    digest.update(chunk)
    unwritten.push(chunk)
    unwrittenBytes += chunk.byteLength
    if (unwrittenBytes >= QUEUE_CHUNK_BYTES) await flush()
  }
  const facts = { ...fixed, bytes, digest: toHex(digest.digest()) }
  unwritten.push(footerOf(facts))
  await flush()
  return facts
}

async function readAt(file: FileHandle, at: number, bytes: number): Promise<Buffer> {
  if (at < 0) return Buffer.alloc(0)
  const { buffer, bytesRead } = await file.read(Buffer.alloc(bytes), 0, bytes, at)
  return buffer.subarray(0, bytesRead)
}

function missing(error: unknown): undefined {
  if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
}

/** @throws {FlowError} `UPLOAD_DISK` */
async function onDisk<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof FlowError) throw error
    const { code } = error as NodeJS.ErrnoException
    const what = code === 'ENOSPC' || code === 'EDQUOT' ? 'the disk is full' : 'the disk failed'
    throw new FlowError('UPLOAD_DISK', `${what} (${code ?? String(error)})`, { cause: error })
  }
}
