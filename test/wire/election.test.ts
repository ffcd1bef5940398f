// Packets and results of elections as version 1 wrote them: every later version must still read them.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { fromHex, keyPairFromSeed, peerIdFromPublicKey, sha256, toHex, utf8 } from '../../src/base/index.js'
import { packetRecordId, packetType, resultRecordId, resultType } from '../../src/flows/election/election-records.js'

const [WINNER, BACKUP] = ['winner', 'backup'].map((name) => {
  return peerIdFromPublicKey(keyPairFromSeed(sha256(utf8(`potluck wire 1 ${name}`))).publicKey)
}) as [string, string]
const ELECTION_ID = toHex(sha256(utf8('election'))).slice(0, 32)
const CRITERIA = [
  { level: 1, value: 2 },
  { level: 2, value: 14 },
  { level: 3, value: 11 },
  { level: 4, value: 2 },
  { level: 5, value: 5 },
  { level: 6, value: 2 },
  { level: 200, value: 65_535 }
]
const PACKET = {
  kind: 'org.example.updates',
  electionId: ELECTION_ID,
  expiresAtMs: 1_795_219_200_000,
  criteria: CRITERIA,
  wished: false
}
const RESULT = {
  ...{ kind: '', electionId: ELECTION_ID, criteria: CRITERIA, backup: BACKUP },
  ...{ electedAtMs: 1_795_219_200_000, untilMs: 1_795_219_200_000 + 86_400_000, wished: false }
}

function fixture(name: string): string {
  return readFileSync(join(import.meta.dirname, 'v1', name), 'utf8').trim()
}

describe('version 1', () => {
  test('a packet', () => {
    expect(packetType.codec.decode(fromHex(fixture('election-packet.hex'))!)).toEqual(PACKET)
    expect(toHex(packetType.codec.encode(PACKET))).toBe(fixture('election-packet.hex'))
    const wished = `${fixture('election-packet.hex')}3001`
    expect(packetType.codec.decode(fromHex(wished)!)).toEqual({ ...PACKET, wished: true })
    expect(toHex(packetType.codec.encode({ ...PACKET, wished: true }))).toBe(wished)
  })

  test('a result', () => {
    expect(resultType.codec.decode(fromHex(fixture('election-result.hex'))!)).toEqual(RESULT)
    expect(toHex(resultType.codec.encode(RESULT))).toBe(fixture('election-result.hex'))
    const wished = `${fixture('election-result.hex')}4001`
    expect(resultType.codec.decode(fromHex(wished)!)).toEqual({ ...RESULT, wished: true })
    expect(toHex(resultType.codec.encode({ ...RESULT, wished: true }))).toBe(wished)
  })

  test('the ids of their records', () => {
    const ids = [packetRecordId(WINNER, 'org.example.updates'), resultRecordId(WINNER, '')]
    expect(ids.join('\n')).toBe(fixture('election-names.txt'))
  })
})
