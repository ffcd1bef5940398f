// Sealing an upload to the backend's key, so that whoever carries it learns its size alone: an age file (age-encryption.org/v1) of
// the plain bytes and nothing else, which any age program opens.
import { ReadableStream } from 'node:stream/web'
import type { Encrypter } from 'age-encryption'
import { ReceiptError } from './errors.js'

/** `Content-Type` of a sealed upload: what IANA has registered for age files. What is inside has the type that the URL is for. */
export const SEALED_TYPE = 'application/vnd.age'

type Transform = (content: ReadableStream<Uint8Array>) => Promise<ReadableStream<Uint8Array>>

/** Whether it can be sealed to: `age1…` with the right checksum, also of the kind that quantum computers do not open. */
export async function isSealRecipient(text: string): Promise<boolean> {
  return await encrypterTo(text).then(
    () => true,
    () => false
  )
}

/** Whether a content type, parameters and all, is that of a sealed upload. */
export function isSealedType(contentType: string | undefined): boolean {
  return contentType?.split(';')[0]?.trim().toLowerCase() === SEALED_TYPE
}

/**
 * The sealed bytes, made as they are read: 64 KiB are held at a time. Twice the same content gives different bytes: what is sent
 * again must be the first ones.
 *
 * @throws ReceiptError BAD_RECIPIENT; what `content` throws comes through while reading
 */
export async function seal(content: AsyncIterable<Uint8Array>, recipient: string): Promise<AsyncIterable<Uint8Array>> {
  const encrypter = await encrypterTo(recipient)
  return (encrypter.encrypt as unknown as Transform).call(encrypter, streamOf(content))
}

/**
 * The plain bytes, opened as they are read. Each 64 KiB are true when they come out; that none are missing at the end is known only
 * when it has come without an error.
 *
 * @param identities `AGE-SECRET-KEY-1…`, any of which opens it: several while a key is changed
 * @throws ReceiptError BAD_RECIPIENT for an identity that is none; NOT_OPENED, also while reading, for bytes that are sealed to
 * another key, cut short, changed, or not sealed; what `sealed` throws comes through
 */
export async function* unseal(
  sealed: AsyncIterable<Uint8Array>,
  identities: readonly string[]
): AsyncIterable<Uint8Array> {
  const { Decrypter } = await import('age-encryption')
  const decrypter = new Decrypter()
  try {
    for (const identity of identities) decrypter.addIdentity(identity)
  } catch (error) {
    throw new ReceiptError('BAD_RECIPIENT', 'this is no identity of age (AGE-SECRET-KEY-1…)', { cause: error })
  }
  let broken: { error: unknown } | undefined
  const source = async function* (): AsyncIterable<Uint8Array> {
    try {
      yield* sealed
    } catch (error) {
      broken = { error }
      throw error
    }
  }
  try {
    yield* await (decrypter.decrypt as unknown as Transform).call(decrypter, streamOf(source()))
  } catch (error) {
    if (broken !== undefined) throw broken.error
    throw new ReceiptError('NOT_OPENED', 'what was sealed cannot be opened with these keys', { cause: error })
  }
}

/** @throws ReceiptError BAD_RECIPIENT */
async function encrypterTo(recipient: string): Promise<Encrypter> {
  const { Encrypter } = await import('age-encryption')
  const encrypter = new Encrypter()
  try {
    encrypter.addRecipient(recipient)
  } catch (error) {
    throw new ReceiptError('BAD_RECIPIENT', 'this is no recipient of age (age1…)', { cause: error })
  }
  return encrypter
}

function streamOf(content: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> {
  return ReadableStream.from(content)
}
