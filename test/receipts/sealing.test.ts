import { generateX25519Identity, identityToRecipient } from 'age-encryption'
import { beforeAll, describe, expect, test } from 'vitest'
import { isSealedType, isSealRecipient, seal, unseal } from '../../src/receipts/index.js'
import { concatBytes, utf8 } from '../../src/base/index.js'

let identity: string
let other: string
let recipient: string

beforeAll(async () => {
  identity = await generateX25519Identity()
  other = await generateX25519Identity()
  recipient = await identityToRecipient(identity)
})

async function* chunks(...parts: Uint8Array[]): AsyncIterable<Uint8Array> {
  yield* parts
}

async function all(stream: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  for await (const part of stream) parts.push(part)
  return concatBytes(parts)
}

const CONTENT = new Uint8Array(200_000).fill(7)

async function sealed(): Promise<Uint8Array> {
  return all(await seal(chunks(CONTENT.subarray(0, 1000), CONTENT.subarray(1000)), recipient))
}

describe('what is sealed', () => {
  test('is an age file, is opened by its key, whichever it is of several, and does not contain what it seals', async () => {
    const bytes = await sealed()
    expect(Buffer.from(bytes.subarray(0, 22)).toString()).toBe('age-encryption.org/v1\n')
    expect(Buffer.from(bytes).includes(Buffer.alloc(32, 7))).toBe(false)
    expect(await all(unseal(chunks(bytes), [other, identity]))).toEqual(CONTENT)
  })

  test('comes out empty where it was empty', async () => {
    expect(await all(unseal(await seal(chunks(), recipient), [identity]))).toEqual(new Uint8Array())
  })

  test.each<[string, (bytes: Uint8Array) => Uint8Array]>([
    ['cut short', (bytes) => bytes.subarray(0, -1)],
    ['cut short by a whole piece', (bytes) => bytes.subarray(0, 200 + 2 * 65_552)],
    ['changed', (bytes) => bytes.with(-100, (bytes.at(-100) ?? 0) ^ 1)],
    ['longer', (bytes) => concatBytes([bytes, utf8('x')])],
    ['not sealed', () => CONTENT],
    ['empty', () => new Uint8Array()]
  ])('%s is not opened', async (_, change) => {
    await expect(all(unseal(chunks(change(await sealed())), [identity]))).rejects.toMatchObject({ code: 'NOT_OPENED' })
  })

  test('is not opened by another key', async () => {
    await expect(all(unseal(await seal(chunks(CONTENT), recipient), [other]))).rejects.toMatchObject({
      code: 'NOT_OPENED'
    })
  })
})

test('what fails to be read fails so, sealing and opening', async () => {
  const broken = async function* (): AsyncIterable<Uint8Array> {
    yield utf8('age-encryption.org/v1\n')
    throw new Error('the disk is broken')
  }
  await expect(seal(broken(), recipient).then(all)).rejects.toThrow('the disk is broken')
  await expect(all(unseal(broken(), [identity]))).rejects.toThrow('the disk is broken')
})

test('recipients and identities that are none are refused', async () => {
  expect(await isSealRecipient(recipient)).toBe(true)
  for (const text of ['', 'age1', identity, `${recipient} `, 'age1' + 'q'.repeat(58)])
    expect(await isSealRecipient(text)).toBe(false)
  await expect(seal(chunks(), recipient.slice(0, -1))).rejects.toMatchObject({ code: 'BAD_RECIPIENT' })
  await expect(all(unseal(chunks(), [recipient]))).rejects.toMatchObject({ code: 'BAD_RECIPIENT' })
})

test('sealed types are told by their name alone', () => {
  expect(isSealedType('Application/vnd.age; armored')).toBe(true)
  for (const type of [undefined, '', 'application/vnd.agent', 'text/xml']) expect(isSealedType(type)).toBe(false)
})
