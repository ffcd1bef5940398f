// Answers with content: blobs, downloads that run, and their hash lists. Spec: docs/protocols/content-https.md, section 2.
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Clock, PeerId } from '../base/index.js'
import type { AliasGroup } from './alias-group.js'
import type { AliasRoute } from './alias-path.js'
import type { BlobStore } from './blob-store.js'
import { parseRange, type ByteRange } from './byte-range.js'
import type { Ledger } from './ledger.js'
import { AnswerTime } from './load.js'
import { framed } from './part-frames.js'
import { readRelayAsk, sentOn, standing } from './relay-headers.js'
import { sendBody } from './send-body.js'

export interface ContentAnswersInit {
  readonly blobs: BlobStore
  readonly ledger: Ledger
  readonly clock: Clock
  readonly readerStallMs: number
}

export class ContentAnswers {
  readonly #init: ContentAnswersInit
  readonly #answerTime = new AnswerTime()

  constructor(init: ContentAnswersInit) {
    this.#init = init
  }

  /** How long answers with content have run by now, added up. */
  answeredMs(): number {
    return this.#answerTime.totalMs(this.#init.clock.monotonicMs())
  }

  /** Resolves when it is sent. Throws where it cannot be: nothing, or not the whole, was sent by then. */
  async serve(
    route: AliasRoute,
    group: AliasGroup,
    request: IncomingMessage,
    response: ServerResponse,
    peer: PeerId
  ): Promise<void> {
    switch (route.kind) {
      case 'group':
        return end(response, 204)
      case 'blob':
        if (!group.sharesBlob(route.digest)) return end(response, 404)
        return this.#serveBlob(route.digest, request, response, peer)
      case 'blob-leaves': {
        if (!group.sharesBlob(route.digest)) return end(response, 404)
        const hashes = await this.#init.blobs.leafHashes(route.digest)
        response.writeHead(200, { 'content-type': 'application/octet-stream', 'content-length': hashes.byteLength })
        return void response.end(request.method === 'HEAD' ? undefined : hashes)
      }
      case 'transfer':
      case 'transfer-leaves':
        return this.#serveTransfer(route, group, request, response, peer)
    }
  }

  async #serveTransfer(
    route: AliasRoute & { kind: 'transfer' | 'transfer-leaves' },
    group: AliasGroup,
    request: IncomingMessage,
    response: ServerResponse,
    peer: PeerId
  ): Promise<void> {
    const transfer = group.transfer(route.transferId)
    if (transfer === undefined) return end(response, 404)
    const fromLeaf = route.kind === 'transfer' ? route.fromLeaf : 0
    // Who began to read would have the beginning again, for nothing.
    if (route.kind === 'transfer' && transfer.hasGap(fromLeaf)) return end(response, 404)
    if (request.method === 'HEAD') return void response.writeHead(200).end()
    const gone = new AbortController()
    response.once('close', () => gone.abort(new Error('the reader is gone')))
    const answer = await transfer.door.ask({ reader: peer, fromLeaf, ...readRelayAsk(request.headers) }, gone.signal)
    if (answer.type === 'refuse') return end(response, 409)
    if (answer.type === 'send-on') return end(response, 307, sentOn(answer.to, request.url ?? ''))
    try {
      response.writeHead(200, { 'content-type': 'application/octet-stream', ...standing(answer.path) })
      response.flushHeaders() // The reader is attached, though there may be no bytes yet.
      if (route.kind === 'transfer') await this.#send(response, transfer.bytes(fromLeaf, gone.signal), peer)
      else await this.#send(response, framed(transfer.parts(gone.signal)))
    } finally {
      transfer.door.left(peer)
    }
  }

  async #serveBlob(digest: string, request: IncomingMessage, response: ServerResponse, peer: PeerId): Promise<void> {
    const info = this.#init.blobs.info(digest)
    if (info === undefined) return end(response, 404)
    const etag = `"${digest}"`
    const ifRange = request.headers['if-range']
    const asked = ifRange === undefined || ifRange === etag ? request.headers.range : undefined
    const range = request.method === 'HEAD' ? 'whole' : parseRange(asked, info.bytes)
    if (range === 'unsatisfiable') return end(response, 416, { 'content-range': `bytes */${info.bytes}` })
    const part: ByteRange = range === 'whole' ? { start: 0, end: info.bytes } : range
    const headers = {
      'accept-ranges': 'bytes',
      'content-length': part.end - part.start,
      'content-type': 'application/octet-stream',
      etag
    }
    if (request.method === 'HEAD') return void response.writeHead(200, headers).end()
    const source = this.#init.blobs.read(digest, part)
    if (range === 'whole') response.writeHead(200, headers)
    else response.writeHead(206, { ...headers, 'content-range': `bytes ${part.start}-${part.end - 1}/${info.bytes}` })
    await this.#send(response, source, peer, part.end - part.start)
  }

  /** @param peer whose account the bytes go to; undefined for what is not content */
  async #send(
    response: ServerResponse,
    chunks: AsyncIterable<Uint8Array>,
    peer?: PeerId,
    expectedBytes?: number
  ): Promise<void> {
    const { clock, ledger } = this.#init
    const isContent = peer !== undefined
    if (isContent) this.#answerTime.began(clock.monotonicMs())
    try {
      await sendBody(response, chunks, {
        clock,
        stallMs: this.#init.readerStallMs,
        ...(expectedBytes === undefined ? {} : { expectedBytes }),
        onBytes: (bytes) => {
          if (isContent) ledger.countOut(peer, bytes)
        }
      })
    } finally {
      if (isContent) this.#answerTime.ended(clock.monotonicMs())
    }
  }
}

/** An answer without content. */
export function end(response: ServerResponse, status: number, headers: { [name: string]: string } = {}): void {
  response.writeHead(status, status === 204 ? headers : { 'content-length': '0', ...headers }).end()
}
