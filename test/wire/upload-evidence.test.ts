// Evidence against relays, and answers to it, as version 1 wrote them: every later version must still read them.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { fromHex, keyPairFromSeed, peerIdFromPublicKey, sha256, toHex, utf8 } from '../../src/base/index.js'
import { answerRecordId, answerType, evidenceRecordId, evidenceType } from '../../src/flows/receipt/evidence-records.js'

const [ACCUSER, ACCUSED] = ['accuser', 'accused'].map((name) => {
  return peerIdFromPublicKey(keyPairFromSeed(sha256(utf8(`potluck wire 1 ${name}`))).publicKey)
}) as [string, string]
const RESPONSE = {
  status: 201,
  headers: [
    ['Content-Type', 'text/plain'],
    ['X-Latin', '\xe4']
  ] as const,
  body: new Uint8Array(utf8('stored\n'))
}
const EVIDENCE = {
  ...{ slot: 7, accused: ACCUSED, order: utf8('an order'), acceptance: utf8('one statement') },
  ...{ returned: utf8('another statement'), control: RESPONSE }
}
const ANSWER = {
  ...{ slot: 3, evidence: evidenceRecordId(ACCUSER, 7), orderSha256: toHex(sha256(utf8('an order'))) },
  response: RESPONSE
}

function fixture(name: string): string {
  return readFileSync(join(import.meta.dirname, 'v1', name), 'utf8').trim()
}

describe('version 1', () => {
  test('evidence', () => {
    expect(evidenceType.codec.decode(fromHex(fixture('upload-evidence.hex'))!)).toEqual(EVIDENCE)
    expect(toHex(evidenceType.codec.encode(EVIDENCE))).toBe(fixture('upload-evidence.hex'))
  })

  test('an answer', () => {
    expect(answerType.codec.decode(fromHex(fixture('upload-answer.hex'))!)).toEqual(ANSWER)
    expect(toHex(answerType.codec.encode(ANSWER))).toBe(fixture('upload-answer.hex'))
  })

  test('the ids of their records', () => {
    const ids = [evidenceRecordId(ACCUSER, 7), answerRecordId(ACCUSED, 3)]
    expect(ids.join('\n')).toBe(fixture('upload-evidence-names.txt'))
  })
})
