// What somebody wants to be sent, judged: what is fixed of it, and its bytes as they go out.
import { constants, createReadStream } from 'node:fs'
import { open, type FileHandle } from 'node:fs/promises'
import { basename } from 'node:path'
import { matchesUrlPattern, MAX_UPLOAD_BYTES, parseSeal, parseUrl, toHex, type Random } from '../../base/index.js'
import { ContentError } from '../../content/index.js'
import { isSealRecipient, seal, SEALED_TYPE } from '../../receipts/index.js'
import { FlowError } from '../errors.js'
import { ORDER_ID_BYTES, orderProblem } from './order.js'
import type { UploadFacts } from './queue-entry.js'
import type { ReceiptKeys } from './receipt-keys.js'
import type { UploadSettings } from './upload-service-init.js'
import type { UploadInit } from './uploads.js'

const DAY_MS = 24 * 3_600_000
const MAX_NAME_CHARACTERS = 255
const MAX_OWNER_CHARACTERS = 64

export interface NewUpload {
  readonly fixed: Omit<UploadFacts, 'bytes' | 'digest'>
  readonly source: AsyncIterable<Uint8Array>
}

export interface NewUploadParts {
  readonly settings: UploadSettings
  readonly keys: ReceiptKeys
  readonly refusal: (url: URL) => string | undefined
  /** By settings; whether it works just now is another matter. */
  readonly usesOwnLine: boolean
  readonly random: Random
  /** This machine's. */
  readonly nowMs: number
}

/** @throws {FlowError} `BAD_UPLOAD`, `NO_RECEIPT_KEY`, `BAD_RECEIPT_KEY`, `BAD_SEAL_KEY`; {ContentError} `ORIGIN_REFUSED` */
export async function newUpload(
  init: UploadInit,
  { settings, keys, refusal, usesOwnLine, random, nowMs }: NewUploadParts
): Promise<NewUpload> {
  const url = targetOf(init.url)
  const why = refusal(url)
  if (why !== undefined) throw new ContentError('ORIGIN_REFUSED', `this node sends nothing to ${url.host}: ${why}`)
  const recipient = init.seal ?? sealFor(url, settings.seal)
  if (recipient !== undefined && !(await isSealRecipient(recipient))) {
    throw new FlowError('BAD_SEAL_KEY', 'that is no recipient of age (age1…): a letter may be wrong')
  }
  const direct = init.direct ?? settings.direct
  if (!(direct && usesOwnLine) && keys.trustFor(url.href) === undefined) throw noKey(url, keys)
  const { file } = 'file' in init.source ? init.source : { file: undefined }
  const name = init.name ?? (file === undefined ? undefined : basename(file))
  const contentType = recipient === undefined ? (init.contentType ?? 'application/octet-stream') : SEALED_TYPE
  const id = init.id ?? toHex(random.bytes(ORDER_ID_BYTES))
  const sample = {
    id,
    targetUri: url.href,
    contentSha256: '00'.repeat(32),
    bytes: 0,
    contentType,
    report: '',
    latestMs: 1
  }
  const problem = orderProblem(sample) ?? wordsProblem(name, init.owner, init.groupId)
  if (problem !== undefined) throw new FlowError('BAD_UPLOAD', problem)
  checkBytes(init.bytes)
  const plain = 'file' in init.source ? await fileBytes(init.source.file) : init.source
  return {
    fixed: {
      ...{ id, url: url.href, name, owner: init.owner, contentType, isSealed: recipient !== undefined, direct },
      ...{ groupId: init.groupId, addedAtMs: nowMs, expiresAtMs: nowMs + settings.keepDays * DAY_MS }
    },
    source: recipient === undefined ? plain : await seal(plain, recipient)
  }
}

/** @throws {FlowError} `BAD_UPLOAD` */
function targetOf(text: string): URL {
  const url = parseUrl(text)
  if (url === undefined || !['http:', 'https:'].includes(url.protocol)) {
    throw new FlowError('BAD_UPLOAD', 'only http and https URLs are sent to')
  }
  if (url.username !== '' || url.password !== '') {
    throw new FlowError('BAD_UPLOAD', 'user and password cannot stand in the URL: a receipt could not cover them')
  }
  url.hash = ''
  if (url.search === '') url.search = '' // Takes away a `?` with nothing behind it, which no request holds.
  return url
}

function sealFor(url: URL, settings: readonly string[]): string | undefined {
  const seals = settings.flatMap((setting) => parseSeal(setting) ?? [])
  return seals.find(({ pattern }) => matchesUrlPattern(url, pattern))?.recipient
}

function noKey(url: URL, keys: ReceiptKeys): FlowError {
  const [problem] = keys.problems(url.href)
  if (problem !== undefined) return new FlowError('BAD_RECEIPT_KEY', `${problem.file}: ${problem.message}`)
  const why = `upload.receipts names no key for ${url.host}, so members cannot take it`
  return new FlowError('NO_RECEIPT_KEY', `${why}, and it may not go directly`)
}

function wordsProblem(name = '', owner = '', groupId = '00'.repeat(32)): string | undefined {
  if (name.length > MAX_NAME_CHARACTERS) return `a name has at most ${MAX_NAME_CHARACTERS} characters`
  if (owner.length > MAX_OWNER_CHARACTERS) return `an owner has at most ${MAX_OWNER_CHARACTERS} characters`
  return /^[0-9a-f]{64}$/.test(groupId) ? undefined : 'a group id has 64 hex characters'
}

/** @throws {FlowError} `UPLOAD_TOO_LARGE` */
function checkBytes(bytes = 0): void {
  if (bytes > MAX_UPLOAD_BYTES) throw new FlowError('UPLOAD_TOO_LARGE', `over ${MAX_UPLOAD_BYTES} bytes`)
}

/** @throws {FlowError} `BAD_UPLOAD`: it is not there, or no file; `UPLOAD_TOO_LARGE` */
async function fileBytes(path: string): Promise<AsyncIterable<Uint8Array>> {
  let file: FileHandle | undefined
  try {
    file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK)
    const found = await file.stat()
    if (!found.isFile()) throw new Error('it is no file')
    checkBytes(found.size)
    return createReadStream(path, { fd: file })
  } catch (error) {
    await file?.close()
    if (error instanceof FlowError) throw error
    throw new FlowError('BAD_UPLOAD', `${path} cannot be read: ${(error as Error).message}`, { cause: error })
  }
}
