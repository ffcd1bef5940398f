// What asker and relay of an upload say, as version 1 wrote it: every later version must still read it.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { fromHex, sha256, toHex, utf8 } from '../../src/base/index.js'
import { decodeFacts, encodeFacts } from '../../src/flows/receipt/carried-facts.js'
import { decodeOrder, encodeOrder, orderSha256, type Order } from '../../src/flows/receipt/order.js'
import { readAcceptance, readReturn, signAcceptance, signReturn } from '../../src/flows/receipt/statements.js'
import type { Acceptance, Return } from '../../src/flows/receipt/statements.js'
import { doneType } from '../../src/flows/receipt/upload-done.js'
import { GROUP_ID } from '../support/graphs.js'
import { alice, bob } from '../support/people.js'

const AT_MS = 1_795_219_200_000
const ORDER: Order = {
  id: toHex(sha256(utf8('upload'))).slice(0, 32),
  targetUri: 'https://vendor.example/reports?site=7',
  contentSha256: toHex(sha256(utf8('<report/>'))),
  bytes: 9,
  contentType: 'application/xml',
  report: '"never";peer="12D3KooW"',
  latestMs: AT_MS + 120_000
}
const ORDER_SHA256 = toHex(orderSha256(encodeOrder(ORDER)))
const ACCEPTANCE: Acceptance = { orderSha256: ORDER_SHA256, acceptedMs: AT_MS, deadlineMs: AT_MS + 45_000 }
const ANSWERED: Return = {
  type: 'answered',
  orderSha256: ORDER_SHA256,
  status: 200,
  headers: [
    ['Content-Type', 'text/plain'],
    ['X-Where', 'caf\u00e9']
  ],
  body: utf8('taken'),
  atMs: AT_MS + 1_000
}
const GIVEN_BACK: Return = { type: 'given-back', orderSha256: ORDER_SHA256, reason: 'unreachable', atMs: AT_MS + 2_000 }
/** Alice asks, Bob is the relay. */
const SIGNER = { group: GROUP_ID, asker: alice.peer, keyPair: bob.keyPair }
const READER = { group: GROUP_ID, asker: alice.peer, relay: bob.peer }

function fixture(name: string): string {
  return readFileSync(join(import.meta.dirname, 'v1', name), 'utf8').trim()
}

function bytesOf(name: string): Uint8Array {
  return fromHex(fixture(name))!
}

describe('version 1', () => {
  test('upload-order.hex', () => {
    expect(toHex(encodeOrder(ORDER))).toBe(fixture('upload-order.hex'))
    expect(decodeOrder(bytesOf('upload-order.hex'))).toEqual(ORDER)
  })

  test('upload-acceptance.hex', () => {
    expect(toHex(signAcceptance(ACCEPTANCE, SIGNER))).toBe(fixture('upload-acceptance.hex'))
    expect(readAcceptance(bytesOf('upload-acceptance.hex'), READER)).toEqual(ACCEPTANCE)
  })

  test.each([
    ['upload-answered.hex', ANSWERED],
    ['upload-given-back.hex', GIVEN_BACK]
  ])('%s', (name, returned) => {
    expect(toHex(signReturn(returned, SIGNER))).toBe(fixture(name))
    expect(readReturn(bytesOf(name), READER)).toEqual(returned)
  })

  test('upload-carried.hex, which lies on disks', () => {
    const facts = {
      ...{ group: GROUP_ID, asker: alice.peer, relay: bob.peer, orderBytes: encodeOrder(ORDER), order: ORDER },
      ...{ statement: signAcceptance(ACCEPTANCE, SIGNER), acceptance: ACCEPTANCE }
    }
    expect(toHex(encodeFacts(facts))).toBe(fixture('upload-carried.hex'))
    expect(decodeFacts(bytesOf('upload-carried.hex'))).toEqual(facts)
  })

  test('upload-done.hex', () => {
    expect(toHex(doneType.codec.encode({ id: ORDER.id }))).toBe(fixture('upload-done.hex'))
    expect(doneType.codec.decode(bytesOf('upload-done.hex'))).toEqual({ id: ORDER.id })
  })
})
