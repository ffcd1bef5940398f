// Needs, claims, locations and signed parts as version 1 wrote them: every later version must still read them.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { fromHex, keyPairFromSeed, peerIdFromPublicKey, sha256, toHex, utf8 } from '../../src/base/index.js'
import {
  claimRecordId,
  claimType,
  needRecordId,
  needType,
  PLAIN_NEED,
  type ClaimData,
  type NeedData
} from '../../src/content/claims.js'
import type { Codec } from '../../src/record/index.js'
import { locationRecordId, locationType, NOTHING_SAID, type LocationData } from '../../src/content/location.js'
import { compareClaims, rankPeers } from '../../src/content/rendezvous.js'
import {
  heartbeat,
  ListReader,
  ListSigner,
  NO_TRANSFER_FACTS,
  partsUpTo,
  type Statement
} from '../../src/content/transfer-list.js'

const GROUP = sha256(utf8('group'))
const KEY_PAIR = keyPairFromSeed(sha256(utf8('potluck wire 1 downloader')))
const PEERS = ['one', 'two', 'three'].map((name) => {
  return peerIdFromPublicKey(keyPairFromSeed(sha256(utf8(`potluck wire 1 ${name}`))).publicKey)
})
const URL_KEY = toHex(sha256(utf8('url key')))
const DIGEST = toHex(sha256(utf8('content')))
const TRANSFER_ID = DIGEST.slice(0, 32)

const NEED: NeedData = {
  ...PLAIN_NEED,
  needId: TRANSFER_ID,
  url: 'http://origin.example/file.iso',
  excluded: PEERS.slice(0, 1),
  newerThanMs: 0,
  refusesRedirects: false
}
const CLAIM: ClaimData = {
  transferId: TRANSFER_ID,
  verifiedBytes: 4_194_304,
  end: 'origin-failed',
  startedAtMs: 0,
  expectedBytes: undefined
}
const LOCATION: LocationData = {
  ...NOTHING_SAID,
  bytes: 5_000_000_000,
  leafRoot: sha256(utf8('leaf root')),
  contentType: 'application/x-iso9660-image',
  etag: '"v1"',
  lastModified: 'Sat, 21 Nov 2026 00:00:00 GMT',
  fetchedFromOriginAtMs: 1_795_219_200_000,
  url: 'http://origin.example/file.iso'
}
const FACTS = { ...NO_TRANSFER_FACTS, expectedBytes: 262_144, contentType: 'text/plain', etag: '"v1"' }
const RUNNING: Statement = { leaves: 1, end: undefined, totalBytes: 0, digest: '', facts: FACTS }
const WHOLE: Statement = { leaves: 2, end: 'complete', totalBytes: 262_144, digest: DIGEST, facts: FACTS }

function fixture(name: string): string {
  return readFileSync(join(import.meta.dirname, 'v1', name), 'utf8').trim()
}

function parts(): string[] {
  const signer = new ListSigner({ group: GROUP, transferId: TRANSFER_ID }, KEY_PAIR)
  const hashes = sha256(utf8('leaf'))
  const running = [...partsUpTo(signer.sign(hashes, RUNNING), 0, hashes, 1)]
  return [...running, ...partsUpTo(signer.sign(hashes, WHOLE), 1, hashes, 2), heartbeat(2)].map(toHex)
}

/** Fields that were added: what is without them is read as before, and what has them as here. */
const ADDED_FACTS = {
  cacheControl: 'max-age=600, must-revalidate',
  expires: 'Sun, 22 Nov 2026 00:00:00 GMT',
  date: 'Sat, 21 Nov 2026 12:00:00 GMT',
  age: '7',
  vary: 'Accept-Encoding',
  contentDisposition: 'attachment; filename="file.iso"',
  contentLanguage: 'de',
  redirected: true
}
const NEED_OF_NEWER: NeedData = { ...NEED, newerThanMs: 1_795_219_200_001, refusesRedirects: true }
const NEED_OF_AN_APPLICATION: NeedData = {
  ...NEED_OF_NEWER,
  id: 1111,
  type: 16,
  method: 'POST',
  protocol: 'http',
  cachedOnly: true,
  version: '1.0',
  pairs: [{ key: 'application', value: 'updater' }]
}
const NEED_ENDED: NeedData = { ...NEED, id: 1111, type: 'end-request' }
const CLAIM_OF_KNOWN_SIZE: ClaimData = { ...CLAIM, end: undefined, expectedBytes: 5_000_000_000 }
const CLAIM_SINCE: ClaimData = { ...CLAIM, startedAtMs: 1_795_219_200_002 }
const LOCATION_WITH_FACTS: LocationData = { ...LOCATION, ...ADDED_FACTS, validatedAtMs: 1_795_219_200_003 }
const PROTECTING_FACTS = { contentTypeOptions: 'nosniff', resourcePolicy: 'same-site' }
const LOCATION_WITH_PROTECTION: LocationData = { ...LOCATION_WITH_FACTS, ...PROTECTING_FACTS }

describe('version 1', () => {
  test.each([
    ['need-newer.hex', needType.codec, NEED_OF_NEWER],
    ['need-application.hex', needType.codec, NEED_OF_AN_APPLICATION],
    ['need-ended.hex', needType.codec, NEED_ENDED],
    ['claim-expected.hex', claimType.codec, CLAIM_OF_KNOWN_SIZE],
    ['claim-since.hex', claimType.codec, CLAIM_SINCE],
    ['location-facts.hex', locationType.codec, LOCATION_WITH_FACTS],
    ['location-protection.hex', locationType.codec, LOCATION_WITH_PROTECTION]
  ] as [string, Codec<unknown>, unknown][])('with what was added since: %s', (name, codec, data) => {
    expect(codec.decode(fromHex(fixture(name))!)).toEqual(data)
    expect(toHex(codec.encode(data))).toBe(fixture(name))
  })

  test.each([
    ['signed-part-facts.hex', ADDED_FACTS],
    ['signed-part-protection.hex', { ...ADDED_FACTS, ...PROTECTING_FACTS }]
  ])('signed parts with the facts that were added: %s', (name, added) => {
    const statement: Statement = { ...WHOLE, facts: { ...FACTS, ...added } }
    const hashes = new Uint8Array([...sha256(utf8('leaf')), ...sha256(utf8('leaf'))])
    const identity = { group: GROUP, transferId: TRANSFER_ID }
    const signed = new ListSigner(identity, KEY_PAIR).sign(hashes, statement)
    expect([...partsUpTo(signed, 0, hashes, 2)].map(toHex)).toEqual([fixture(name)])
    const reader = new ListReader(identity, peerIdFromPublicKey(KEY_PAIR.publicKey))
    expect(reader.take(fromHex(fixture(name))!)).toBeUndefined()
    expect(reader.statement).toEqual(statement)
  })

  test('a need', () => {
    expect(needType.codec.decode(fromHex(fixture('need.hex'))!)).toEqual(NEED)
    expect(toHex(needType.codec.encode(NEED))).toBe(fixture('need.hex'))
  })

  test('a claim', () => {
    expect(claimType.codec.decode(fromHex(fixture('claim.hex'))!)).toEqual(CLAIM)
    expect(toHex(claimType.codec.encode(CLAIM))).toBe(fixture('claim.hex'))
  })

  test('a location', () => {
    expect(locationType.codec.decode(fromHex(fixture('location.hex'))!)).toEqual(LOCATION)
    expect(toHex(locationType.codec.encode(LOCATION))).toBe(fixture('location.hex'))
  })

  test('signed parts of a list', () => {
    const reader = new ListReader({ group: GROUP, transferId: TRANSFER_ID }, peerIdFromPublicKey(KEY_PAIR.publicKey))
    const [first, last] = fixture('signed-parts.txt').split('\n') as [string, string]
    const said = [first, last].map((part) => [reader.take(fromHex(part)!), reader.statement])
    expect(said).toEqual([
      [undefined, RUNNING],
      [undefined, WHOLE]
    ])
    expect(parts()).toEqual(fixture('signed-parts.txt').split('\n'))
  })

  test('who is first, and what the records are called', () => {
    const [first, second, third] = rankPeers(URL_KEY, PEERS) as [string, string, string]
    const claim = (claimant: string) => ({ claimant, transferId: TRANSFER_ID, verifiedBytes: 0 })
    expect(compareClaims(URL_KEY, claim(first), claim(third))).toBeLessThan(0)
    const names = [
      first,
      second,
      third,
      needRecordId(PEERS[0]!, URL_KEY),
      claimRecordId(PEERS[0]!, URL_KEY),
      locationRecordId(PEERS[0]!, URL_KEY, DIGEST),
      locationRecordId(PEERS[0]!, undefined, DIGEST)
    ]
    expect(names).toEqual(fixture('crossing-names.txt').split('\n'))
  })
})
