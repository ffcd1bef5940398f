// A backend's side for Node's `http`: takes uploads, handles each once, and signs what it answers.
import { randomBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { equalBytes, systemClock, type Clock } from '../base/index.js'
import { memoryAnswers, type AnswerStore, type BackendAnswer } from './answers.js'
import { readOrigin, readUpload, type AskedUpload } from './asked-upload.js'
import { MAX_UPLOAD_BYTES } from './defaults.js'
import { ReceiptError } from './errors.js'
import type { MemberReport } from './member-report.js'
import { openSealed, cleanFolder, receiveBody, type BodyFile, type ReceivedBody } from './receive-body.js'
import { isSealedType } from './sealing.js'
import { signReceipt, type ReceiptKey } from './sign-receipt.js'
import { readAnswer, refusal, sendAnswer, type UploadAnswer } from './upload-answer.js'

/**
 * An upload that is whole, and what its sender meant to send. It says nothing that the receipt does not cover: a relay can add fields
 * to a request, and an answer that came of those would be signed as if it were the sender's.
 */
export interface ReceivedUpload {
  /** 64 hex digits: the same for a repeat, another for anything else. A name to store it by, so that it is stored once. */
  readonly id: string
  /** The file with its bytes, synced to disk. Read it or rename it away: it is removed when `handle` is done. */
  readonly path: string
  readonly bytes: number
  /** The URL that it was sent to, as the receipt names it. */
  readonly targetUri: string
  /** What stood between the quotes of `Idempotency-Key`. */
  readonly idempotencyKey: string
  /** As sent; of one that was sealed and has been opened it is unknown. */
  readonly contentType: string | undefined
  /** Whether it was sealed, and has been opened. */
  readonly wasSealed: boolean
}

export interface ReceiveUploadsOptions {
  /** To sign with, each gives a signature: two while askers still have an old one. From `readReceiptKey`. */
  keys: readonly ReceiptKey[]
  /**
   * What stands before the path in the URLs that uploads are sent to: `https://vendor.example`. Behind a proxy that ends TLS this
   * server cannot know it, and a `Host` header may be made up; with a path where the proxy takes one away.
   */
  origin: string
  /**
   * Takes one upload, once for each id; a repeat, also one that comes meanwhile, is given the same answer. It must be kept safe
   * before this resolves: the receipt says so. An answer of 5xx, 408, 425 or 429, and an error (500), are not remembered: it is
   * sent again. Any other refusal is final for who uploads.
   */
  handle: (upload: ReceivedUpload) => Promise<UploadAnswer | void> | UploadAnswer | void
  /** Hears which members took uploads over and did not deliver them, from each upload that says so, repeats too. */
  report?: (reports: readonly MemberReport[]) => Promise<void> | void
  /** @default `memoryAnswers()`, which a restart empties; see `folderAnswers` */
  store?: AnswerStore
  /** Bytes of one upload, as sent. Larger ones are refused with 413. @default 1 GiB */
  maxBytes?: number
  /** Where bodies are put while they come. Made where it is not there. @default a new one among the system's
   * temporary files */
  folder?: string
  /** Opens what is sealed: `AGE-SECRET-KEY-1…`, several while a key is changed. Without, sealed uploads are handed on as they are. */
  unsealWith?: readonly string[]
  /** Hears what failed here, for the log of whoever runs it. @default nothing */
  failed?: (error: unknown) => void
  /** @default the system's */
  clock?: Clock
}

/** Refusals that are not of the upload but of the moment (RFC 9110): not remembered. */
const TRANSIENT = new Set([408, 425, 429])
/**
 * A listener for requests: `http.createServer(receiveUploads({ … }))`. It answers each by itself and never rejects.
 *
 * Nothing is signed of a request whose body did not come whole and with the digest that it names (400): a relay that breaks it
 * would else bring home the backend's own refusal of what was never sent.
 *
 * @throws ReceiptError BAD_OPTION where there is no key or `origin` is no http or https URL without query
 */
export function receiveUploads(
  options: ReceiveUploadsOptions
): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  const { keys, handle, report, unsealWith = [], maxBytes = MAX_UPLOAD_BYTES, clock = systemClock } = options
  const { store = memoryAnswers(), failed = () => {} } = options
  // Not a name that others on this machine can take before.
  const folder = options.folder ?? join(tmpdir(), `potluck-uploads-${randomBytes(12).toString('hex')}`)
  const origin = readOrigin(options.origin)
  if (keys.length === 0) throw new ReceiptError('BAD_OPTION', 'there is no key to sign receipts with')
  const cleaned = cleanFolder(folder, clock.nowMs()).catch(failed)
  /** What is being handled, by id. */
  const running = new Map<string, Promise<BackendAnswer>>()

  return async (request, response) => {
    try {
      await respond(request, response)
    } catch (error) {
      failed(error) // The body ended early, or nobody is there to hear the answer.
      response.destroy()
    }
  }

  async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const asked = readUpload(request, origin)
    if ('words' in asked) return sendAnswer(response, refusal(asked.status, asked.words))
    await cleaned
    const { bytes, hash, kept } = await receiveBody(request, folder, maxBytes)
    if (!equalBytes(hash, asked.digest)) {
      await forget(kept)
      return sendAnswer(response, refusal(400, `Content-Digest is not that of the ${bytes} bytes that came`))
    }
    const answer = await answerTo(asked, kept).finally(() => forget(kept))
    const receipt = signReceipt({ request: asked.request, response: answer, keys, createdMs: clock.nowMs() })
    sendAnswer(response, answer, receipt)
  }

  /** Never rejects. */
  async function answerTo(asked: AskedUpload, kept: ReceivedBody['kept']): Promise<BackendAnswer> {
    if (kept === 'too-large') return refusal(413, `an upload has at most ${maxBytes} bytes here`)
    if ('error' in kept) {
      failed(kept.error)
      return refusal(503, 'the upload could not be stored')
    }
    try {
      if (asked.reports.length > 0) await report?.(asked.reports)
      const before = running.get(asked.id)
      if (before !== undefined) {
        await forget(kept) // It may take long, and more may come.
        return await before
      }
      const answer = once(asked, kept)
      running.set(asked.id, answer)
      return await answer.finally(() => running.delete(asked.id))
    } catch (error) {
      failed(error)
      return refusal(500, 'the upload could not be handled')
    }
  }

  async function once(asked: AskedUpload, sent: BodyFile): Promise<BackendAnswer> {
    const remembered = await store.get(asked.id)
    if (remembered !== undefined) return remembered
    const wasSealed = unsealWith.length > 0 && isSealedType(asked.contentType)
    let file = sent
    try {
      if (wasSealed) file = await openSealed(sent.path, folder, unsealWith)
      const { id, idempotencyKey, request } = asked
      const { targetUri } = request
      const contentType = wasSealed ? undefined : asked.contentType
      const upload = { id, ...file, targetUri, idempotencyKey, contentType, wasSealed }
      const answer = readAnswer((await handle(upload)) ?? {})
      if (answer.status < 500 && !TRANSIENT.has(answer.status)) await store.put(asked.id, answer).catch(failed)
      return answer
    } catch (error) {
      if (error instanceof ReceiptError && error.code === 'NOT_OPENED') return refusal(422, error.message)
      throw error
    } finally {
      if (file !== sent) await forget(file)
    }
  }

  async function forget(kept: ReceivedBody['kept']): Promise<void> {
    if (typeof kept === 'object' && 'path' in kept) await rm(kept.path, { force: true }).catch(failed)
  }
}
