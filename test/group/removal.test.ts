// The rules of docs/protocols/membership.md one by one, and what they give (design section 5), with real certificates.
import { describe, expect, test } from 'vitest'
import { judgeRemovals, verifyMembership } from '../../src/group/index.js'
import { FAKE_NOW_MS } from '../support/fake-clock.js'
import { testGroup } from '../support/groups.js'
import { alice, bob, carol, dave, mallory, person, type Person } from '../support/people.js'
import { remove, type Signer, type TestRemoval, type TestRemovalInit } from '../support/removals.js'

const YEAR_MS = 365 * 24 * 3600_000
const group = testGroup()
const erin = person('erin')
const frank = person('frank')

// The root appointed alice and bob; alice appointed carol and mallory; mallory appointed frank. Dave and erin are members.
const aliceChain = group.found(alice)
const bobChain = group.found(bob)
const carolChain = group.appoint(alice, aliceChain, carol, 'administrator')
const malloryChain = group.appoint(alice, aliceChain, mallory, 'administrator')
const frankChain = group.appoint(mallory, malloryChain, frank, 'administrator')
const daveChain = group.appoint(alice, aliceChain, dave)
const erinChain = group.appoint(mallory, malloryChain, erin)

const byRoot: Signer = { person: group.root, chain: [] }
const byAlice: Signer = { person: alice, chain: aliceChain }
const byBob: Signer = { person: bob, chain: bobChain }
const byCarol: Signer = { person: carol, chain: carolChain }
const byMallory: Signer = { person: mallory, chain: malloryChain }
const byFrank: Signer = { person: frank, chain: frankChain }

function removes(by: Signer, who: Person, init?: TestRemovalInit): TestRemoval {
  const removal = remove(group, by, who, init)
  expect(removal.verified).toBeDefined()
  return removal
}

/** `member`, or why not. */
function verdict(chain: readonly Uint8Array[], ...removals: TestRemoval[]): string {
  const judged = judgeRemovals(removals.flatMap(({ verified }) => verified ?? []))
  const found = verifyMembership({ rootPublicKey: group.idBytes, chain, removals: judged, nowMs: FAKE_NOW_MS })
  return found.ok ? 'member' : found.reason
}

function invitedAgain(by: Signer, who: Person, removals: readonly TestRemoval[], role?: 'administrator'): Uint8Array[] {
  return group.appoint(by.person, by.chain, who, role, FAKE_NOW_MS, { named: removals.map(({ id }) => id) })
}

describe('rules 1 and 2: who may remove whom', () => {
  test('any administrator removes a member, wherever both stand', () => {
    for (const by of [byRoot, byAlice, byBob, byCarol, byFrank]) {
      expect(verdict(daveChain, removes(by, dave))).toBe('removed')
    }
  })

  test.each([
    ['the root removes alice, at depth 1', byRoot, alice, aliceChain, 'removed'],
    ['bob does not, who is as near to the root', byBob, alice, aliceChain, 'member'],
    ['nor carol, who is further', byCarol, alice, aliceChain, 'member'],
    ['nor does alice herself, but by leaving', byAlice, alice, aliceChain, 'member'],
    ['alice removes carol, whom she appointed', byAlice, carol, carolChain, 'removed'],
    ['bob removes carol too, and has not appointed her', byBob, carol, carolChain, 'removed'],
    ['mallory does not remove carol, who is as near', byMallory, carol, carolChain, 'member'],
    ['carol removes frank, at depth 3', byCarol, frank, frankChain, 'removed']
  ])('%s', (_what, by, who, chain, expected) => {
    expect(verdict(chain, removes(by, who))).toBe(expected)
  })

  test('a removal of an administrator’s membership from before leaves it administrator', () => {
    const before = group.appoint(alice, aliceChain, carol)
    const removal = removes(byMallory, carol)
    expect(verdict(before, removal)).toBe('removed')
    expect(verdict(carolChain, removal)).toBe('member')
  })

  test('a change of role hits like a removal', () => {
    const change = removes(byAlice, carol, { kind: 'role' })
    expect(verdict(carolChain, change)).toBe('removed')
    expect(verdict(invitedAgain(byAlice, carol, [change]), change)).toBe('member')
  })
})

describe('rule 3: what stands below an administrator who was removed', () => {
  test('falls, whether it was signed before or after', () => {
    const removal = removes(byAlice, mallory)
    expect(verdict(malloryChain, removal)).toBe('removed')
    for (const chain of [frankChain, erinChain, group.appoint(frank, frankChain, dave)]) {
      expect(verdict(chain, removal)).toBe('issuer-removed')
    }
  })

  test('stays where the removal keeps it, and then all below that, as it comes', () => {
    const removal = removes(byAlice, mallory, { kept: [frankChain] })
    expect(verdict(frankChain, removal)).toBe('member')
    expect(verdict(group.appoint(frank, frankChain, dave), removal)).toBe('member')
    expect(verdict(erinChain, removal)).toBe('issuer-removed')
  })

  test('stays only if all who removed it keep it', () => {
    const first = removes(byAlice, mallory, { kept: [frankChain, erinChain] })
    const second = removes(byBob, mallory, { kept: [erinChain] })
    expect(verdict(frankChain, first, second)).toBe('issuer-removed')
    expect(verdict(erinChain, first, second)).toBe('member')
  })

  test('a removed administrator vouches for nobody by a certificate that it gives itself', () => {
    const removal = removes(byAlice, mallory)
    const again = group.appoint(mallory, malloryChain, mallory, 'administrator', FAKE_NOW_MS, { named: [removal.id] })
    expect(verdict(again, removal)).toBe('issuer-removed')
    expect(verdict(group.appoint(mallory, again, dave), removal)).toBe('issuer-removed')
  })
})

describe('rule 4: removals by who was removed', () => {
  test('fall, whatever they say and whenever they were made', () => {
    const removal = removes(byAlice, mallory)
    expect(verdict(daveChain, removes(byMallory, dave, { madeMs: 1 }), removal)).toBe('member')
    expect(verdict(daveChain, removes(byFrank, dave), removal)).toBe('member')
  })

  test('stay where they are kept: nobody comes back because of who removed it', () => {
    const byHer = removes(byMallory, dave)
    expect(verdict(daveChain, byHer, removes(byAlice, mallory, { kept: [byHer.id] }))).toBe('removed')
    expect(verdict(daveChain, byHer, removes(byAlice, mallory, { kept: [byHer.id] }), removes(byBob, mallory))).toBe(
      'member'
    )
  })

  test('who was removed by such a one is back, with all that stands below', () => {
    const ofFrank = removes(byMallory, frank)
    const below = group.appoint(frank, frankChain, dave)
    expect(verdict(below, ofFrank)).toBe('issuer-removed')
    // Root removes mallory, and keeps frank, but not her removal of frank.
    const ofMallory = removes(byRoot, mallory, { kept: [frankChain] })
    expect(verdict(frankChain, ofFrank, ofMallory)).toBe('member')
    expect(verdict(below, ofFrank, ofMallory)).toBe('member')
  })

  test('two who remove each other: the nearer one stays', () => {
    const [down, up] = [removes(byAlice, carol), removes(byCarol, alice)]
    expect(verdict(aliceChain, down, up)).toBe('member')
    expect(verdict(carolChain, down, up)).toBe('removed')
    const [one, other] = [removes(byCarol, mallory), removes(byMallory, carol)]
    expect([verdict(carolChain, one, other), verdict(malloryChain, one, other)]).toEqual(['member', 'member'])
  })

  test('an administrator with two certificates signs by each of them on its own', () => {
    const deeper = group.appoint(carol, carolChain, mallory, 'administrator')
    const removal = removes(byCarol, mallory) // At depth 2: the certificate at depth 3 falls, the one at 2 does not.
    expect([verdict(malloryChain, removal), verdict(deeper, removal)]).toEqual(['member', 'removed'])
    expect(verdict(daveChain, removal, removes({ person: mallory, chain: deeper }, dave))).toBe('member')
    expect(verdict(daveChain, removal, removes(byMallory, dave))).toBe('removed')
  })
})

describe('rule 5: addition and removal', () => {
  test('made apart: the removal holds', () => {
    const removal = removes(byAlice, dave)
    expect(verdict(group.appoint(bob, bobChain, dave), removal)).toBe('removed')
    const later = group.appoint(bob, bobChain, dave, 'member', FAKE_NOW_MS + 1000)
    expect(verdict(later, removal)).toBe('removed')
  })

  test('an invitation that knows of the removal brings a member back; of one removal only, not of two', () => {
    const [first, second] = [removes(byAlice, dave), removes(byBob, dave)]
    const back = invitedAgain(byCarol, dave, [first])
    expect(verdict(back, first)).toBe('member')
    expect(verdict(back, first, second)).toBe('removed')
    expect(verdict(invitedAgain(byCarol, dave, [first, second]), first, second)).toBe('member')
    expect(verdict(daveChain, first)).toBe('removed')
  })

  test('removed again after that, neither certificate counts', () => {
    const first = removes(byAlice, dave)
    const back = invitedAgain(byBob, dave, [first])
    const second = removes(byAlice, dave, { madeMs: FAKE_NOW_MS + 5000 })
    for (const chain of [daveChain, back]) expect(verdict(chain, first, second)).toBe('removed')
    // The second one is enough: it hits the first certificate too.
    for (const chain of [daveChain, back]) expect(verdict(chain, second)).toBe('removed')
  })

  test('an administrator who comes back has what it signs from then on, and of before only what was kept', () => {
    const removal = removes(byAlice, mallory, { kept: [erinChain] })
    const back = invitedAgain(byAlice, mallory, [removal], 'administrator')
    expect(verdict(back, removal)).toBe('member')
    expect(verdict(group.appoint(mallory, back, dave), removal)).toBe('member')
    expect(verdict(erinChain, removal)).toBe('member')
    expect(verdict(frankChain, removal)).toBe('issuer-removed')
    expect(verdict(group.appoint(mallory, malloryChain, dave), removal)).toBe('issuer-removed')
  })

  test('one nearer to the root appoints whom one further away removed, also apart', () => {
    const removal = removes(byCarol, frank) // At depth 2.
    expect(verdict(frankChain, removal)).toBe('removed')
    expect(verdict(group.appoint(alice, aliceChain, frank, 'administrator'), removal)).toBe('member')
    expect(verdict(group.appoint(alice, aliceChain, frank), removal)).toBe('removed') // As a member, not.
  })
})

describe('rule 6: dates decide nothing', () => {
  test('a removed administrator who back-dates, and one who dates ahead', () => {
    const removal = removes(byAlice, mallory, { madeMs: FAKE_NOW_MS })
    for (const nowMs of [FAKE_NOW_MS - 3000_000, FAKE_NOW_MS, FAKE_NOW_MS + 1000_000]) {
      const chain = group.appoint(mallory, malloryChain, dave, 'member', nowMs)
      expect(verdict(chain, removal)).toBe('issuer-removed')
      expect(verdict(daveChain, removal, removes(byMallory, dave, { madeMs: nowMs }))).toBe('member')
    }
  })

  test('a removal counts however long ago, and though its issuer’s certificate has ended since', () => {
    const removal = removes(byCarol, dave, { madeMs: 1 })
    const lateMs = FAKE_NOW_MS + 4.9 * YEAR_MS
    const late = group.appoint(alice, aliceChain, dave, 'member', lateMs)
    const judged = judgeRemovals([removal.verified!])
    const afterwards = verifyMembership({ rootPublicKey: group.idBytes, chain: late, removals: judged, nowMs: lateMs })
    expect(afterwards).toEqual({ ok: false, reason: 'removed' })
  })
})

describe('leaving', () => {
  test('ends every certificate, also of the one nearest to the root', () => {
    const leaving = removes({ person: dave, chain: daveChain }, dave, { kind: 'left' })
    expect(verdict(daveChain, leaving)).toBe('removed')
    expect(verdict(invitedAgain(byBob, dave, [leaving]), leaving)).toBe('member')
    expect(verdict(aliceChain, removes(byAlice, alice, { kind: 'left' }))).toBe('removed')
  })

  test('an administrator who leaves takes nobody along whom it keeps, and vouches for nobody any more', () => {
    const leaving = removes(byMallory, mallory, { kind: 'left', kept: [erinChain] })
    expect(verdict(erinChain, leaving)).toBe('member')
    expect(verdict(group.appoint(mallory, malloryChain, dave), leaving)).toBe('issuer-removed')
  })

  test('one who leaves out of spite, or with a stolen key, takes down only what nobody nearer sets right', () => {
    const spite = removes(byMallory, mallory, { kind: 'left' })
    expect(verdict(erinChain, spite)).toBe('issuer-removed')
    const right = removes(byAlice, mallory, { kept: [erinChain] })
    expect(verdict(erinChain, spite, right)).toBe('member')
    expect(verdict(frankChain, spite, right)).toBe('issuer-removed')
    expect(verdict(malloryChain, spite, right)).toBe('removed')
  })

  test('whoever removes one that has left may keep its word', () => {
    const leaving = removes(byMallory, mallory, { kind: 'left', kept: [erinChain] })
    const after = removes(byAlice, mallory, { kept: [erinChain, frankChain, leaving.id] })
    expect(verdict(erinChain, leaving, after)).toBe('member')
    expect(verdict(frankChain, leaving, after)).toBe('issuer-removed')
  })
})

describe('administrators who plot', () => {
  test('the one who was removed and one whom it appointed and was kept: a new word of hers counts for nothing', () => {
    const removal = removes(byAlice, mallory, { kept: [frankChain] })
    // Frank may invite her again, in his own name; he answers for it, and falls with it.
    const back = invitedAgain(byFrank, mallory, [removal])
    expect(verdict(back, removal)).toBe('member')
    const ofFrank = removes(byAlice, frank)
    expect(verdict(back, removal, ofFrank)).toBe('issuer-removed')
    // She cannot keep herself above him.
    expect(verdict(group.appoint(mallory, malloryChain, frank, 'administrator'), removal)).toBe('issuer-removed')
  })

  test('nobody names a removal before it is there: who knows all that it will say does not know its id', () => {
    // Frank would be let stand in spite of it, if he could be told which it will be.
    const says = { madeMs: FAKE_NOW_MS, kept: [] }
    const guess = removes(byAlice, frank, { ...says, nonce: new Uint8Array(16).fill(1) })
    const removal = removes(byAlice, frank, { ...says, nonce: new Uint8Array(16).fill(2) })
    const ahead = invitedAgain(byMallory, frank, [guess], 'administrator')
    expect(verdict(ahead, guess)).toBe('member')
    expect(verdict(ahead, removal)).toBe('removed')
  })

  test('a certificate that names a removal of somebody else, or none that is, gains nothing', () => {
    const [ofDave, ofErin] = [removes(byAlice, dave), removes(byAlice, erin)]
    expect(verdict(invitedAgain(byBob, dave, [ofErin]), ofDave, ofErin)).toBe('removed')
  })

  test('a plot of all at depth 2 and below removes nobody at depth 1', () => {
    const plot = [byCarol, byMallory, byFrank].map((by) => removes(by, alice))
    expect(verdict(aliceChain, ...plot)).toBe('member')
    expect(verdict(daveChain, ...plot)).toBe('member')
  })
})
