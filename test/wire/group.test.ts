// What version 1 wrote about groups: every later version must still read it, and must not write it differently.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { fromHex, seededRandom, toHex } from '../../src/base/index.js'
import {
  createInvitation,
  identityText,
  openInvitation,
  parseIdentityText,
  verifyMembership
} from '../../src/group/index.js'
import {
  decodeAnswer,
  decodeRequest,
  encodeAnswer,
  encodeRequest,
  type AdmissionAnswer
} from '../../src/group/admission-messages.js'
import { codeText, parseCodeText } from '../../src/group/code.js'
import { decodeChain, decodeCredentials, encodeChain, encodeCredentials } from '../../src/group/membership-object.js'
import { FAKE_NOW_MS } from '../support/fake-clock.js'
import { testGroup } from '../support/groups.js'
import { alice, bob } from '../support/people.js'

const group = testGroup('wire')
const aliceChain = group.found(alice)
const bobChain = group.appoint(alice, aliceChain, bob)

function fixture(name: string): string {
  return readFileSync(join(import.meta.dirname, 'v1', name), 'utf8').replace(/\s+/g, '')
}

describe('version 1', () => {
  test('a membership object: an administrator and a member', () => {
    const object = fromHex(fixture('membership-object.hex'))!
    const chain = decodeChain(object)!
    expect(verifyMembership({ rootPublicKey: group.idBytes, chain, nowMs: FAKE_NOW_MS })).toMatchObject({
      ok: true,
      peer: bob.peer,
      role: 'member'
    })
    expect(toHex(encodeChain(bobChain))).toBe(fixture('membership-object.hex'))
  })

  test('credentials as a handshake shows them', () => {
    const bytes = fromHex(fixture('credentials.hex'))!
    expect(decodeCredentials(bytes)).toEqual([encodeChain(bobChain)])
    expect(toHex(encodeCredentials([encodeChain(bobChain)]))).toBe(fixture('credentials.hex'))
  })

  test('an identity', () => {
    expect(parseIdentityText(fixture('identity.txt'))).toMatchObject({ name: 'alice', peer: alice.peer })
    expect(identityText(alice.keyPair.publicKey, 'alice')).toBe(fixture('identity.txt'))
  })

  test('an invitation', () => {
    expect(openInvitation(fixture('invitation.txt'), bob.peer, FAKE_NOW_MS)).toMatchObject({
      groupName: 'Office',
      groupSecret: group.secret,
      addresses: ['/ip4/192.0.2.1/tcp/1967'],
      membership: { peer: bob.peer, role: 'member' }
    })
    const { text } = createInvitation({
      group: { idBytes: group.idBytes, name: 'Office', secret: group.secret, chain: aliceChain },
      keyPair: alice.keyPair,
      forIdentity: bob.keyPair,
      addresses: ['/ip4/192.0.2.1/tcp/1967'],
      nowMs: FAKE_NOW_MS,
      random: seededRandom(9)
    })
    expect(text).toBe(fixture('invitation.txt'))
  })

  test('a code', () => {
    const code = {
      rootPublicKey: group.idBytes,
      groupName: 'Office',
      issuerPublicKey: alice.keyPair.publicKey,
      issuerName: 'alice',
      token: new Uint8Array(16).fill(7),
      rendezvous: new Uint8Array(8).fill(9),
      addresses: ['/ip4/192.0.2.1/tcp/1967'],
      expiresAtMs: FAKE_NOW_MS
    }
    expect(parseCodeText(fixture('code.txt'))).toMatchObject({ ...code, issuer: alice.peer })
    expect(codeText(code)).toBe(fixture('code.txt'))
  })

  test('what joiner and issuer say', () => {
    const [request = '', ...answers] = fixture('code-exchange.hex').split(',')
    expect(decodeRequest(fromHex(request)!)).toEqual(new Uint8Array(16).fill(7))
    expect(toHex(encodeRequest(new Uint8Array(16).fill(7)))).toBe(request)
    const said: AdmissionAnswer[] = [
      { outcome: 'invited', invitation: Uint8Array.of(1, 2, 3), nowMs: FAKE_NOW_MS },
      { outcome: 'unknown-code' },
      { outcome: 'expired', nowMs: FAKE_NOW_MS },
      { outcome: 'used-up' },
      { outcome: 'revoked' },
      { outcome: 'busy', retryAfterMs: 1000 },
      { outcome: 'not-administrator' }
    ]
    expect(answers.map((hex) => decodeAnswer(fromHex(hex)!))).toEqual(said)
    expect(said.map((answer) => toHex(encodeAnswer(answer)))).toEqual(answers)
  })
})
