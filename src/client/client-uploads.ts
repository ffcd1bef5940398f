// Files that the node sends to their backends.
import { MAX_TIMER_MS } from './defaults.js'
import { pathPart } from './path-part.js'
import type { ContentBody, Transport, WaitOptions } from './transport.js'
import type { Upload, UploadReceipt } from './upload-answers.js'
import { watchEvents, type WatchOptions } from './watching.js'

export interface UploadOptions extends WaitOptions {
  /** @default what the ending of `name` says, else bytes */
  readonly contentType?: string | undefined
  /** For people. @default none */
  readonly name?: string | undefined
  /** Whether the node's own line is tried first. @default as its setting `upload.direct` says */
  readonly direct?: boolean | undefined
}

const OVER: readonly Upload['state'][] = ['delivered', 'refused', 'cancelled', 'expired']

/** All need a token with the right `publish`; it sees what it sent itself. */
export class ClientUploads {
  readonly #transport: Transport

  constructor(transport: Transport) {
    this.#transport = transport
  }

  /**
   * Gives a file to the node: once it resolves, the node sends it until the backend has it, over restarts too. No budget unless one is named:
   * a stream may take its time.
   * @throws {PotluckError} `BAD_UPLOAD`, `NO_RECEIPT_KEY`, `UPLOAD_TOO_LARGE`, `TOO_MANY_UPLOADS`, `UPLOAD_DISK`, `ORIGIN_REFUSED`
   */
  async add(url: string | URL, content: ContentBody, options: UploadOptions = {}): Promise<Upload> {
    const { contentType, name, direct, signal, budgetMs = MAX_TIMER_MS } = options
    const query = {
      group: this.#transport.group,
      url: String(url),
      name,
      direct: direct === undefined ? undefined : String(direct)
    }
    const headers: { [name: string]: string } = contentType === undefined ? {} : { 'content-type': contentType }
    // Of text, fetch would say that it is text.
    const body = typeof content === 'string' ? new TextEncoder().encode(content) : content
    const asked = { method: 'POST', query, headers, body, signal, budgetMs } as const
    return (await this.#transport.json('/v1/uploads', asked)) as Upload
  }

  /** The newest first: `limit` of them, 1 to 1,000; 100 where nothing is said. */
  async list({ limit, ...wait }: WaitOptions & { readonly limit?: number | undefined } = {}): Promise<
    readonly Upload[]
  > {
    return ((await this.#transport.json('/v1/uploads', { ...wait, query: { limit } })) as { uploads: Upload[] }).uploads
  }

  /** @throws {PotluckError} `NO_UPLOAD` */
  async get(id: string, options: WaitOptions = {}): Promise<Upload> {
    return (await this.#transport.json(`/v1/uploads/${pathPart(id)}`, options)) as Upload
  }

  /** As it is, and again whenever it has changed, until it is over; over lost connections too. @throws {PotluckError} `NO_UPLOAD` */
  async *watch(id: string, options: WatchOptions = {}): AsyncGenerator<Upload, void, undefined> {
    const path = `/v1/uploads/${pathPart(id)}`
    for await (const { event, data } of watchEvents({ ...options, transport: this.#transport, path, query: {} })) {
      if (event !== 'upload') continue
      const upload = JSON.parse(data) as Upload
      yield upload
      if (OVER.includes(upload.state)) return
    }
  }

  /** How it ended, when it is over: hours later, where nobody can take it there now. @throws as {@link watch} */
  async outcome(id: string, options: WatchOptions = {}): Promise<Upload> {
    let last: Upload | undefined
    for await (const upload of this.watch(id, options)) last = upload
    return last ?? (await this.get(id, options))
  }

  /** What the backend answered, where that was final. @throws {PotluckError} `NO_UPLOAD`, `NOT_FOUND`: not yet */
  async receipt(id: string, options: WaitOptions = {}): Promise<UploadReceipt> {
    const headers = { accept: 'application/json' }
    return (await this.#transport.json(`/v1/uploads/${pathPart(id)}/receipt`, { ...options, headers })) as UploadReceipt
  }

  /** It is tried now, whatever it waits for; nothing for one that is under way or over. @throws {PotluckError} `NO_UPLOAD` */
  async retry(id: string, options: WaitOptions = {}): Promise<Upload> {
    return (await this.#transport.json(`/v1/uploads/${pathPart(id)}/retry`, { ...options, method: 'POST' })) as Upload
  }

  /** It is to go no more; what its backend has, it has. @throws {PotluckError} `NO_UPLOAD` */
  async cancel(id: string, options: WaitOptions = {}): Promise<Upload> {
    return (await this.#transport.json(`/v1/uploads/${pathPart(id)}`, { ...options, method: 'DELETE' })) as Upload
  }
}
