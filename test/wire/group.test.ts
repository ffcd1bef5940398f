// What version 1 wrote about groups: every later version must still read it, and must not write it differently.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { fromHex, seededRandom, toHex } from '../../src/base/index.js'
import {
  createInvitation,
  identityText,
  NO_LIMITS,
  openInvitation,
  parseIdentityText,
  NO_REMOVALS,
  verifyMembership
} from '../../src/group/index.js'
import {
  decodeAnswer,
  decodeRequest,
  encodeAnswer,
  encodeRequest,
  type AdmissionAnswer
} from '../../src/group/admission-messages.js'
import { readCertificate } from '../../src/group/certificate-form.js'
import { issueCertificate, rootIssuer } from '../../src/group/certificates.js'
import { codeText, parseCodeText } from '../../src/group/code.js'
import {
  decodeKnockAnswer,
  decodeKnockRequest,
  encodeKnockAnswer,
  encodeKnockRequest,
  type KnockAnswer,
  type KnockRequest
} from '../../src/group/knock-messages.js'
import { decodeChain, decodeCredentials, encodeChain, encodeCredentials } from '../../src/group/membership-object.js'
import { decodeRemoval, verifyRemoval } from '../../src/group/removal-object.js'
import { FAKE_NOW_MS } from '../support/fake-clock.js'
import { testGroup } from '../support/groups.js'
import { alice, bob } from '../support/people.js'
import { remove } from '../support/removals.js'

const group = testGroup('wire')
const aliceChain = group.found(alice)
const bobChain = group.appoint(alice, aliceChain, bob)

function fixture(name: string): string {
  return readFileSync(join(import.meta.dirname, 'v1', name), 'utf8').replace(/\s+/g, '')
}

describe('version 1', () => {
  test('a membership object: an administrator and a member', () => {
    // The first one of administrators who sign no lists of revoked certificates yet: no longer written.
    for (const name of ['membership-object.hex', 'membership-object-2.hex']) {
      const chain = decodeChain(fromHex(fixture(name))!)!
      expect(
        verifyMembership({ rootPublicKey: group.idBytes, chain, removals: NO_REMOVALS, nowMs: FAKE_NOW_MS })
      ).toMatchObject({
        ok: true,
        peer: bob.peer,
        role: 'member'
      })
    }
    expect(toHex(encodeChain(bobChain))).toBe(fixture('membership-object-2.hex'))
  })

  test('a member with limits who was removed twice before', () => {
    const limits = { ...NO_LIMITS, mayUseUplinks: false }
    const named = ['11'.repeat(32), 'ee'.repeat(32)]
    const issuer = {
      ...rootIssuer(group.root.keyPair, FAKE_NOW_MS),
      keyPair: alice.keyPair
    }
    const context = { nowMs: FAKE_NOW_MS, random: seededRandom(11), limits, named }
    const certificate = issueCertificate(issuer, bob.keyPair.publicKey, 'member', context)
    expect(readCertificate(fromHex(fixture('certificate-limited.hex'))!)).toMatchObject({ limits, named })
    expect(toHex(certificate)).toBe(fixture('certificate-limited.hex'))
  })

  test('a removal, with the membership that it leaves', () => {
    const cut = [{ shard: 3, heads: ['ab'.repeat(32)], extent: new Map([['cd'.repeat(16), 7]]) }]
    const reissue = (id: string): Uint8Array[][] => {
      const issuer = { ...rootIssuer(group.root.keyPair, FAKE_NOW_MS), keyPair: alice.keyPair }
      const context = { nowMs: FAKE_NOW_MS, random: seededRandom(12), named: [id] }
      return [[...aliceChain, issueCertificate(issuer, bob.keyPair.publicKey, 'member', context)]]
    }
    const signer = { person: alice, chain: aliceChain }
    const { id, object } = remove(group, signer, bob, { cut, kept: ['ef'.repeat(32)], reissue })
    const decoded = decodeRemoval(group.idBytes, fromHex(fixture('membership-removal.hex'))!)!
    expect(decoded).toMatchObject({ id, peer: bob.peer, kind: 'removed', cut, kept: ['ef'.repeat(16)] })
    expect(verifyRemoval(group.idBytes, decoded)).toBeDefined()
    expect(toHex(object)).toBe(fixture('membership-removal.hex'))
  })

  test('credentials as a handshake shows them', () => {
    const bytes = fromHex(fixture('credentials.hex'))!
    expect(decodeCredentials(bytes)).toEqual([fromHex(fixture('membership-object.hex'))!])
    expect(toHex(encodeCredentials([encodeChain(bobChain)]))).toBe(fixture('credentials-2.hex'))
  })

  test('an identity', () => {
    expect(parseIdentityText(fixture('identity.txt'))).toMatchObject({ name: 'alice', peer: alice.peer })
    expect(identityText(alice.keyPair.publicKey, 'alice')).toBe(fixture('identity.txt'))
  })

  test('an invitation', () => {
    for (const name of ['invitation.txt', 'invitation-2.txt']) {
      expect(openInvitation(fixture(name), bob.peer, FAKE_NOW_MS)).toMatchObject({
        groupName: 'Office',
        groupSecret: group.secret,
        addresses: ['/ip4/192.0.2.1/tcp/1967'],
        membership: { peer: bob.peer, role: 'member' }
      })
    }
    const { text } = createInvitation({
      group: { idBytes: group.idBytes, name: 'Office', secret: group.secret, chain: aliceChain },
      keyPair: alice.keyPair,
      forIdentity: bob.keyPair,
      addresses: ['/ip4/192.0.2.1/tcp/1967'],
      nowMs: FAKE_NOW_MS,
      random: seededRandom(9),
      removals: NO_REMOVALS
    })
    expect(text).toBe(fixture('invitation-2.txt'))
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
      { outcome: 'not-administrator' },
      { outcome: 'removed' }
    ]
    expect(answers.map((hex) => decodeAnswer(fromHex(hex)!))).toEqual(said)
    expect(said.map((answer) => toHex(encodeAnswer(answer)))).toEqual(answers)
  })

  test('what who knocks and an administrator say', () => {
    const [list = '', knock = '', ...answers] = fixture('knock-exchange.hex').split(',')
    const asked: KnockRequest[] = [{ type: 'list' }, { type: 'knock', rootPublicKey: group.idBytes, name: 'bob' }]
    expect([list, knock].map((hex) => decodeKnockRequest(fromHex(hex)!))).toEqual(asked)
    expect(asked.map((request) => toHex(encodeKnockRequest(request)))).toEqual([list, knock])
    const said: KnockAnswer[] = [
      { outcome: 'offered', rootPublicKey: group.idBytes, groupName: 'Wire', administratorName: 'alice' },
      { outcome: 'waiting', retryAfterMs: 5000 },
      { outcome: 'invited', invitation: Uint8Array.of(1, 2, 3), nowMs: FAKE_NOW_MS },
      { outcome: 'denied' },
      { outcome: 'busy', retryAfterMs: 10_000 }
    ]
    expect(answers.map((hex) => decodeKnockAnswer(fromHex(hex)!))).toEqual(said)
    expect(said.map((answer) => toHex(encodeKnockAnswer(answer)))).toEqual(answers)
  })
})
