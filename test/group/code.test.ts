import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodeAnswer, decodeRequest } from '../../src/group/admission-messages.js'
import { codeText, isCodeText, parseCodeText, type CodeContent } from '../../src/group/code.js'
import { createInvitation, identityText, openInvitation, parseIdentityText } from '../../src/group/index.js'
import { NO_REMOVALS } from '../../src/group/removals.js'
import { fromText, toText } from '../../src/group/text-form.js'
import { seededRandom } from '../../src/base/index.js'
import { FAKE_NOW_MS } from '../support/fake-clock.js'
import { testGroup } from '../support/groups.js'
import { alice, bob } from '../support/people.js'

const group = testGroup()
const content: CodeContent = {
  rootPublicKey: group.idBytes,
  groupName: 'Head Office',
  issuerPublicKey: alice.keyPair.publicKey,
  issuerName: 'alice',
  token: new Uint8Array(16).fill(7),
  rendezvous: new Uint8Array(8).fill(9),
  addresses: [1, 2, 3, 4, 5].map((last) => `/ip4/192.168.1.${last}/tcp/1967/p2p/${alice.peer}`),
  expiresAtMs: FAKE_NOW_MS
}
const text = codeText(content)
const invitation = createInvitation({
  group: { idBytes: group.idBytes, name: 'Office', secret: group.secret, chain: group.found(alice) },
  keyPair: alice.keyPair,
  forIdentity: bob.keyPair,
  addresses: [],
  nowMs: FAKE_NOW_MS,
  random: seededRandom(3),
  removals: NO_REMOVALS
}).text
const identity = identityText(bob.keyPair.publicKey, 'bob')

describe('a code', () => {
  test('holds all that a joiner needs, its first four addresses, and fits a QR code', () => {
    expect(text).toMatch(/^pot-code-1-[a-z2-7]+$/)
    expect(text.length).toBeLessThan(300)
    expect(parseCodeText(text)).toEqual({
      ...content,
      groupId: Buffer.from(group.idBytes).toString('hex'),
      issuer: alice.peer,
      addresses: [1, 2, 3, 4].map((last) => `/ip4/192.168.1.${last}/tcp/1967`)
    })
  })

  test('survives mail and a QR code: white space, line breaks, capitals', () => {
    expect(parseCodeText(` ${text.toUpperCase().replace(/.{20}/g, '$&\r\n ')}`)).toEqual(parseCodeText(text))
  })

  test('leaves addresses out that are no IPv4 over TCP', () => {
    const others = [
      '/ip6/fd00::1/tcp/1967',
      '/dns4/alice.lan/tcp/1967',
      '/ip4/10.0.0.1/udp/1967',
      '/ip4/10.0.0.1/tcp/0',
      ''
    ]
    expect(parseCodeText(codeText({ ...content, addresses: others })).addresses).toEqual([])
  })

  test.each<[string, string, string, RegExp]>([
    ['a wrong letter', flip(text, 60), 'MANGLED', /checksum is wrong/],
    ['a wrong letter in the checksum', flip(text, text.length - 3), 'MANGLED', /checksum is wrong/],
    ['cut off in the middle', text.slice(0, 120), 'MANGLED', /cut off/],
    ['cut off in the checksum', text.slice(0, -3), 'MANGLED', /cut off/],
    ['cut off before it began', 'pot-code-1-', 'MANGLED', /cut off/],
    ['a newer version', text.replace('pot-code-1-', 'pot-code-2-'), 'WRONG_VERSION', /version 2; this Potluck reads 1/],
    ['an invitation', invitation, 'NOT_A_CODE', /this is an invitation, not a code/],
    ['an identity', identity, 'NOT_A_CODE', /this is an identity, not a code/],
    ['something else', 'hello', 'NOT_A_CODE', /codes begin with pot-code-/],
    ['another message', toText('code', new Uint8Array([10, 1, 1])), 'NOT_A_CODE', /not well formed/]
  ])('that is %s is refused, and says so', (_what, given, errorCode, message) => {
    const parse = () => parseCodeText(given)
    expect(parse).toThrow(expect.objectContaining({ code: errorCode }))
    expect(parse).toThrow(message)
  })

  test.each([
    [text, true],
    [text.slice(0, 40), true],
    ['POT-CODE-9-x', true],
    [invitation, false],
    ['hello', false]
  ])('is told from what is none: %s', (given, expected) => {
    expect(isCodeText(given)).toBe(expected)
  })

  test('is told from what is none by how it begins, however long', () => {
    const long = 'a'.repeat(70_000)
    expect([isCodeText(long), isCodeText(invitation + long), isCodeText(text + long)]).toEqual([false, false, true])
    expect(() => parseCodeText(text + long)).toThrow(expect.objectContaining({ code: 'MANGLED' }))
    expect(() => parseCodeText(long)).toThrow(expect.objectContaining({ code: 'NOT_A_CODE' }))
  })

  test('where an invitation or an identity is wanted is named', () => {
    expect(() => openInvitation(text, bob.peer, FAKE_NOW_MS)).toThrow(/this is a code, not an invitation/)
    expect(() => parseIdentityText(text)).toThrow(/this is a code, not an identity/)
  })
})

test.each([
  ['an invitation', invitation, 'invite' as const],
  ['an identity', identity, 'id' as const]
])('%s that is cut off anywhere is never taken for whole', (_what, whole, kind) => {
  for (let length = 12; length < whole.length; length++) expect(fromText(kind, whole.slice(0, length)).ok).toBe(false)
})

test('foreign payloads never throw anything but a coded error', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1, maxLength: 400 }), (payload) => {
      try {
        parseCodeText(toText('code', payload))
      } catch (error) {
        expect((error as { code?: string }).code).toBe('NOT_A_CODE')
      }
    }),
    { seed: 518 }
  )
})

test('foreign requests and answers never throw', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 100 }), (body) => {
      expect(decodeRequest(body)?.byteLength ?? 16).toBe(16)
      decodeAnswer(body)
    }),
    { seed: 518 }
  )
  expect(decodeAnswer(Uint8Array.of(8, 99))).toBeUndefined() // An outcome of a later version.
})

/** With another letter at `index`. */
function flip(line: string, index: number): string {
  return line.slice(0, index) + (line[index] === 'a' ? 'b' : 'a') + line.slice(index + 1)
}
