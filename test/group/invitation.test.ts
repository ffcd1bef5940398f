import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { seededRandom, signedBytes } from '../../src/base/index.js'
import { createInvitation, openInvitation, type CreateInvitationInit } from '../../src/group/index.js'
import { potluck } from '../../src/group/group-pb.js'
import { NO_REMOVALS } from '../../src/group/removals.js'
import { fromText, toText } from '../../src/group/text-form.js'
import { FAKE_NOW_MS } from '../support/fake-clock.js'
import { testGroup } from '../support/groups.js'
import { alice, bob, carol, mallory, type Person } from '../support/people.js'

const wire = potluck.group.v1
const DAY_MS = 24 * 3600_000
const group = testGroup()
const aliceChain = group.found(alice)
const addresses = [`/ip4/192.0.2.1/tcp/1967/p2p/${alice.peer}`]

function invite(from: Person, chain: Uint8Array[], to: Person, more: Partial<CreateInvitationInit> = {}) {
  return createInvitation({
    group: { idBytes: group.idBytes, name: 'Office', secret: group.secret, chain },
    keyPair: from.keyPair,
    forIdentity: to.keyPair,
    addresses,
    nowMs: FAKE_NOW_MS,
    random: seededRandom(3),
    removals: NO_REMOVALS,
    ...more
  })
}

/** `text` with its inner message changed and signed again by `signer`. */
function altered(text: string, change: (invitation: potluck.group.v1.IInvitation) => void, signer: Person): string {
  const verdict = fromText('invite', text)
  if (!verdict.ok) throw new Error(verdict.reason)
  const message = wire.Invitation.decode(wire.SignedInvitation.decode(verdict.payload).invitation)
  change(message)
  const invitation = wire.Invitation.encode(message).finish()
  const signature = signer.keyPair.sign(signedBytes('potluck/invitation/1', [message.rootPublicKey, invitation]))
  return toText('invite', wire.SignedInvitation.encode({ invitation, signature }).finish())
}

describe('an invitation', () => {
  const { text } = invite(alice, aliceChain, bob)

  test('lets the invited identity in, with all it needs', () => {
    expect(text).toMatch(/^pot-invite-1-[a-z2-7]+$/)
    expect(openInvitation(text, bob.peer, FAKE_NOW_MS)).toMatchObject({
      rootPublicKey: group.idBytes,
      groupName: 'Office',
      groupSecret: group.secret,
      addresses,
      expiresAtMs: FAKE_NOW_MS + 7 * DAY_MS,
      membership: { peer: bob.peer, role: 'member', validUntilMs: FAKE_NOW_MS + 365 * DAY_MS }
    })
  })

  test('that begins only tomorrow says that a clock is wrong', () => {
    const open = () => openInvitation(text, bob.peer, FAKE_NOW_MS - DAY_MS)
    expect(open).toThrow(expect.objectContaining({ code: 'CLOCK_OFF' }))
  })

  test('of another identity is refused, and says whose it is', () => {
    const open = () => openInvitation(text, carol.peer, FAKE_NOW_MS)
    expect(open).toThrow(expect.objectContaining({ code: 'INVITATION_FOR_ANOTHER' }))
    expect(open).toThrow(bob.peer)
  })

  test('can be used until it expires, and not after', () => {
    const { text: short } = invite(alice, aliceChain, bob, { ttlMs: 1000 })
    expect(openInvitation(short, bob.peer, FAKE_NOW_MS + 1000).groupName).toBe('Office')
    expect(() => openInvitation(short, bob.peer, FAKE_NOW_MS + 1001)).toThrow(
      expect.objectContaining({ code: 'INVITATION_EXPIRED' })
    )
  })

  test('by an administrator whom an administrator appointed holds both certificates', () => {
    const bobChain = group.appoint(alice, aliceChain, bob, 'administrator')
    const opened = openInvitation(invite(bob, bobChain, carol).text, carol.peer, FAKE_NOW_MS)
    expect(opened.chain).toHaveLength(3)
    expect(opened.membership.peer).toBe(carol.peer)
  })

  test('can appoint an administrator, whose own invitations hold', () => {
    const opened = openInvitation(invite(alice, aliceChain, bob, { role: 'administrator' }).text, bob.peer, FAKE_NOW_MS)
    expect(opened.membership).toMatchObject({ role: 'administrator', validUntilMs: FAKE_NOW_MS + 5 * 365 * DAY_MS })
    const next = invite(bob, [...opened.chain], carol)
    expect(openInvitation(next.text, carol.peer, FAKE_NOW_MS).membership.role).toBe('member')
  })

  test('is made by administrators only', () => {
    const bobChain = group.appoint(alice, aliceChain, bob)
    expect(() => invite(bob, bobChain, carol)).toThrow(expect.objectContaining({ code: 'NOT_ADMINISTRATOR' }))
  })

  test('is not made with the chain of somebody else, or one that has expired', () => {
    expect(() => invite(mallory, aliceChain, mallory)).toThrow(expect.objectContaining({ code: 'NOT_A_MEMBER' }))
    const nowMs = FAKE_NOW_MS + 5 * 365 * DAY_MS + 1000
    expect(() => invite(alice, aliceChain, bob, { nowMs })).toThrow(expect.objectContaining({ code: 'NOT_A_MEMBER' }))
  })

  test.each([
    ['name', (invitation: potluck.group.v1.IInvitation) => void (invitation.groupName = 'Casino')],
    ['secret', (invitation: potluck.group.v1.IInvitation) => void (invitation.groupSecret = new Uint8Array(32))],
    ['address', (invitation: potluck.group.v1.IInvitation) => void (invitation.address = ['/ip4/6.6.6.6/tcp/1'])]
  ])('whose %s somebody else changed is refused', (_what, change) => {
    expect(() => openInvitation(altered(text, change, mallory), bob.peer, FAKE_NOW_MS)).toThrow(
      expect.objectContaining({ code: 'INVITATION_INVALID' })
    )
    // The same change by its administrator is fine: the check above fails for the signature's sake alone.
    expect(openInvitation(altered(text, change, alice), bob.peer, FAKE_NOW_MS).membership.peer).toBe(bob.peer)
  })

  test.each([
    ['name with a line break', (invitation: potluck.group.v1.IInvitation) => void (invitation.groupName = 'a\nb')],
    ['short secret', (invitation: potluck.group.v1.IInvitation) => void (invitation.groupSecret = new Uint8Array(31))],
    ['address that is none', (invitation: potluck.group.v1.IInvitation) => void (invitation.address = ['\u001b[2J'])],
    [
      'hundred addresses',
      (invitation: potluck.group.v1.IInvitation) => void (invitation.address = Array<string>(100).fill('/ip4/1.2.3.4'))
    ],
    ['chain without end', (invitation: potluck.group.v1.IInvitation) => void invitation.chain!.certificate!.pop()],
    ['no chain', (invitation: potluck.group.v1.IInvitation) => void (invitation.chain = null)],
    ['endless time', (invitation: potluck.group.v1.IInvitation) => void (invitation.expiresMs = 2 ** 60)]
  ])('with a %s is refused although signed', (_what, change) => {
    expect(() => openInvitation(altered(text, change, alice), bob.peer, FAKE_NOW_MS)).toThrow(
      expect.objectContaining({ name: 'GroupError' })
    )
  })

  test('with a chain of another group is refused', () => {
    const other = testGroup('casino')
    const chain = other.appoint(mallory, other.found(mallory), bob)
    const forged = altered(text, (invitation) => void (invitation.chain = { certificate: chain }), mallory)
    expect(() => openInvitation(forged, bob.peer, FAKE_NOW_MS)).toThrow(
      expect.objectContaining({ code: 'INVITATION_INVALID' })
    )
  })

  test.each([
    ['an identity', 'pot-id-1-abcdefgh', 'NOT_AN_INVITATION', /identity/],
    ['some words', 'please let me in', 'NOT_AN_INVITATION', /pot-invite-/],
    ['a newer version', text.replace('invite-1', 'invite-2'), 'WRONG_VERSION', /version 2/],
    ['a cut one', text.slice(0, -7), 'MANGLED', /cut off/]
  ])('%s is refused with a reason', (_what, given, code, message) => {
    expect(() => openInvitation(given, bob.peer, FAKE_NOW_MS)).toThrow(expect.objectContaining({ code }))
    expect(() => openInvitation(given, bob.peer, FAKE_NOW_MS)).toThrow(message)
  })

  test('of changed bytes under a right checksum is an error of ours, never an invitation', () => {
    const verdict = fromText('invite', text)
    if (!verdict.ok) throw new Error(verdict.reason)
    const { payload } = verdict
    fc.assert(
      fc.property(fc.nat(payload.length - 1), fc.integer({ min: 1, max: 255 }), (at, flip) => {
        const bytes = payload.slice()
        bytes[at]! ^= flip
        expect(() => openInvitation(toText('invite', bytes), bob.peer, FAKE_NOW_MS)).toThrow(
          expect.objectContaining({ code: 'INVITATION_INVALID' })
        )
      }),
      { numRuns: 300 }
    )
  })
})
