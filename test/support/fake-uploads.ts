// Uploads that a test drives: what was added waits until the test says what became of it.
import { sha256, toHex } from '../../src/base/index.js'
import {
  FlowError,
  type Upload,
  type UploadCounts,
  type UploadInit,
  type UploadReceipt,
  type Uploads
} from '../../src/flows/index.js'

export const NO_COUNTS: UploadCounts = {
  ...{ pending: 0, pendingBytes: 0, added: 0, delivered: 0, deliveredBytes: 0, deliveredByMembers: 0 },
  ...{ refused: 0, expired: 0, unproved: 0, damaged: 0 }
}

export class FakeUploads implements Uploads {
  readonly counts = NO_COUNTS
  isRead = true
  whenRead = Promise.resolve()
  readonly bodies = new Map<string, Buffer>()
  /** How many bytes each was said to have before any was read. */
  readonly announced = new Map<string, number | undefined>()
  readonly receipts = new Map<string, UploadReceipt>()
  /** What the next `add` fails with. */
  failure: Error | undefined
  readonly #closing = new AbortController()
  readonly #uploads = new Map<string, Upload>()
  readonly #listeners = new Set<(upload: Upload) => void>()
  readonly #read: (file: string) => Promise<Buffer>

  /** @param read files that are added by name. @default there are none */
  constructor(read: (file: string) => Promise<Buffer> = () => Promise.reject(new Error('no files here'))) {
    this.#read = read
  }

  get watchers(): number {
    return this.#listeners.size
  }

  async add(init: UploadInit): Promise<Upload> {
    if (this.failure !== undefined) throw this.failure
    const id = init.id ?? String(this.#uploads.size + 1).padStart(32, '0')
    const known = this.#uploads.get(id)
    if (known !== undefined) return known
    const body = 'file' in init.source ? await this.#read(init.source.file) : await collect(init.source)
    this.bodies.set(id, body)
    this.announced.set(id, init.bytes)
    const upload: Upload = {
      ...{ id, url: init.url, name: init.name, owner: init.owner, groupId: init.groupId },
      ...{ contentType: init.contentType ?? 'application/octet-stream', direct: init.direct ?? true, isSealed: false },
      ...{ bytes: body.byteLength, digest: toHex(sha256(body)), addedAtMs: 1_000, expiresAtMs: 2_000 },
      ...{ state: 'queued', waitsFor: 'turn', untilMs: undefined, by: undefined, outcome: undefined },
      ...{ attempts: [], attemptCount: 0 }
    }
    this.#uploads.set(id, upload)
    return upload
  }

  /** What became of it. */
  change(id: string, change: Partial<Upload>): void {
    const upload = { ...this.#known(id), ...change }
    this.#uploads.set(id, upload)
    for (const listener of this.#listeners) listener(upload)
  }

  get(id: string): Upload | undefined {
    return this.#uploads.get(id)
  }

  list(): Upload[] {
    return [...this.#uploads.values()]
  }

  async cancel(id: string): Promise<Upload> {
    this.change(id, { state: 'cancelled', waitsFor: undefined })
    return this.#known(id)
  }

  get closing(): AbortSignal {
    return this.#closing.signal
  }

  /** As a service does that is stopped. */
  close(): void {
    this.#closing.abort()
  }

  retryNow(id: string): void {
    this.change(id, { state: 'asking', waitsFor: undefined })
  }

  async receipt(id: string): Promise<UploadReceipt | undefined> {
    this.#known(id)
    return this.receipts.get(id)
  }

  onChange(listener: (upload: Upload) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  #known(id: string): Upload {
    const upload = this.#uploads.get(id)
    if (upload === undefined) throw new FlowError('NO_UPLOAD', `there is no upload ${id}`)
    return upload
  }
}

async function collect(source: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  for await (const chunk of source) chunks.push(chunk)
  return Buffer.concat(chunks)
}
