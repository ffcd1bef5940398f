import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { seededRandom, silentLogger } from '../../src/base/index.js'
import { decodeAnswer, encodeRequest, type AdmissionAnswer } from '../../src/group/admission-messages.js'
import type { Code } from '../../src/group/admission.js'
import { parseCodeText } from '../../src/group/code.js'
import { DAY_MS } from '../../src/group/defaults.js'
import { codeFile, type CodeStorage } from '../../src/group/code-file.js'
import { Codes } from '../../src/group/codes.js'
import { openInvitation, verifyChain, type MadeCode, type Membership } from '../../src/group/index.js'
import { keptTerms } from '../../src/group/kept-terms.js'
import { MembershipState, type MembershipEntry } from '../../src/group/membership-state.js'
import { NO_LIMITS, type MemberLimits } from '../../src/group/roles.js'
import { toText } from '../../src/group/text-form.js'
import { FakeClock } from '../support/fake-clock.js'
import { testGroup } from '../support/groups.js'
import { alice, bob, carol, dave, type Person } from '../support/people.js'
import { chainEntry, removalEntry } from '../support/membership-entries.js'
import { remove } from '../support/removals.js'

const group = testGroup()
const coded = (code: string): unknown => expect.objectContaining({ code })

/** A disk that can be made to fail, and keeps what a crash leaves. */
class DiskDouble implements CodeStorage {
  codes: readonly Code[] = []
  failing = false
  load = async (): Promise<Code[]> => [...this.codes]
  save = async (codes: readonly Code[]): Promise<void> => {
    if (this.failing) throw new Error('the disk is full')
    this.codes = codes
  }
}

let clock: FakeClock
let disk: DiskDouble
/** What alice is: her own chain. */
let chain: readonly Uint8Array[]
/** Administrators that may follow her in a chain. @default as the chain says */
let pathLength: number | undefined
/** What alice knows. */
let state: MembershipState
beforeEach(() => {
  clock = new FakeClock()
  disk = new DiskDouble()
  chain = group.found(alice)
  pathLength = undefined
  state = new MembershipState()
})

function openCodes(): Promise<Codes> {
  return Codes.open({
    folder: { idBytes: group.idBytes, name: 'Office', secret: group.secret },
    keyPair: alice.keyPair,
    issuerName: 'alice',
    membership: () => {
      const verdict = verifyChain(group.idBytes, chain)
      if (!verdict.ok) return undefined
      return { membership: { ...verdict.membership, pathLength: pathLength ?? verdict.membership.pathLength }, chain }
    },
    removals: () => state.removals,
    termsOf: (peer) => keptTerms(state, peer, clock.nowMs()),
    addresses: () => ['/ip4/192.0.2.1/tcp/1967'],
    storage: disk,
    clock,
    random: seededRandom(5),
    logger: silentLogger
  })
}

function knows(...entries: MembershipEntry[]): void {
  state.add(entries, clock.nowMs())
}

/** Alice gives somebody other limits, as a member. */
function change(who: Person, limits: MemberLimits, notAfterMs?: number): void {
  const removal = remove(group, { person: alice, chain }, who, { kind: 'role' })
  const how = { named: [removal.id], limits, notAfterMs }
  knows(chainEntry(group, group.appoint(alice, chain, who, 'member', clock.nowMs(), how)), removalEntry(group, removal))
}

/** What somebody gets for a code. */
async function invited(who: Person, codes: Codes, made: MadeCode): Promise<Membership> {
  const answer = await askAs(who, codes, made)
  if (answer?.outcome !== 'invited') throw new Error(answer?.outcome)
  return openInvitation(toText('invite', answer.invitation), who.peer, clock.nowMs()).membership
}

async function askAs(who: Person, codes: Codes, made: MadeCode): Promise<AdmissionAnswer | undefined> {
  clock.advance(60_000)
  const body = encodeRequest(parseCodeText(made.text).token)
  return decodeAnswer(await codes.answerRequest({ peer: who.peer, host: '192.0.2.7', body }))
}

describe('the codes of an administrator', () => {
  test('bring an invitation that is good for the asker alone, in the role of the code', async () => {
    const codes = await openCodes()
    const made = await codes.make({ uses: 1, role: 'administrator' })
    const answer = await askAs(bob, codes, made)
    if (answer?.outcome !== 'invited') throw new Error(answer?.outcome)
    const text = toText('invite', answer.invitation)
    expect(openInvitation(text, bob.peer, clock.nowMs())).toMatchObject({
      groupName: 'Office',
      membership: { peer: bob.peer, role: 'administrator' }
    })
    expect(() => openInvitation(text, carol.peer, clock.nowMs())).toThrow(coded('INVITATION_FOR_ANOTHER'))
  })

  test('are counted where the machine stopped between count and answer, and the joiner asks again for nothing', async () => {
    const codes = await openCodes()
    const made = await codes.make({ uses: 1 })
    const lost = askAs(bob, codes, made)
    void lost // The node stops here: the count is on disk, the answer never left.
    const restarted = await openCodes()
    expect(restarted.list()).toMatchObject([{ used: 1, state: 'used-up' }])
    expect(await askAs(carol, restarted, made)).toEqual({ outcome: 'used-up' })
    expect(await askAs(bob, restarted, made)).toMatchObject({ outcome: 'invited' })
    expect(restarted.list()).toMatchObject([{ used: 1 }])
  })

  test('promise nothing that the disk did not take', async () => {
    const codes = await openCodes()
    const made = await codes.make({ uses: 1 })
    disk.failing = true
    await expect(codes.make({ uses: 1 })).rejects.toThrow(coded('NOT_SAVED'))
    await expect(codes.revoke(made.id)).rejects.toThrow(coded('NOT_SAVED'))
    expect(await askAs(bob, codes, made)).toMatchObject({ outcome: 'busy' })
    disk.failing = false
    expect(await askAs(carol, codes, made)).toMatchObject({ outcome: 'invited' })
  })

  test('admit nobody once the administrator is a member only, or no member', async () => {
    const codes = await openCodes()
    const made = await codes.make({ uses: 3 })
    chain = group.found(alice, 'member')
    expect(await askAs(bob, codes, made)).toEqual({ outcome: 'not-administrator' })
    await expect(codes.make({ uses: 1 })).rejects.toThrow(coded('NOT_ADMINISTRATOR'))
    chain = []
    expect(await askAs(bob, codes, made)).toEqual({ outcome: 'not-administrator' })
    expect(codes.list()).toMatchObject([{ used: 0 }])
  })

  test('bring nobody back who was removed or left, also who used one before, and count nothing', async () => {
    const codes = await openCodes()
    const made = await codes.make({ uses: 3 })
    await askAs(bob, codes, made)
    const left = remove(group, { person: dave, chain: group.appoint(alice, chain, dave) }, dave, { kind: 'left' })
    knows(removalEntry(group, remove(group, { person: alice, chain }, bob)), removalEntry(group, left))
    expect(await askAs(bob, codes, made)).toEqual({ outcome: 'removed' })
    expect(await askAs(dave, codes, made)).toEqual({ outcome: 'removed' })
    expect(codes.list()).toMatchObject([{ used: 1 }])
    expect(await askAs(carol, codes, made)).toMatchObject({ outcome: 'invited' })
  })

  test('lift no limit of a member, and lengthen no fixed term', async () => {
    const codes = await openCodes()
    const made = await codes.make({ uses: 3 })
    const limits = { ...NO_LIMITS, mayServe: false, fixedTerm: true }
    knows(chainEntry(group, group.appoint(alice, chain, bob, 'member', clock.nowMs(), { limits })))
    const { validUntilMs } = state.currentOf(bob.peer, clock.nowMs())!.membership
    clock.jump(DAY_MS)
    expect(await invited(bob, codes, made)).toMatchObject({ limits, validUntilMs })
  })

  test('appoint nobody who is a member, nor who was an administrator', async () => {
    const codes = await openCodes()
    const made = await codes.make({ uses: 4, role: 'administrator' })
    const limits = { ...NO_LIMITS, mayUseUplinks: false }
    knows(chainEntry(group, group.appoint(alice, chain, carol, 'administrator')))
    change(carol, limits)
    knows(chainEntry(group, group.appoint(alice, chain, dave)))
    for (const who of [carol, dave]) {
      const { membership } = state.currentOf(who.peer, clock.nowMs())!
      expect(await invited(who, codes, made)).toMatchObject({ role: 'member', limits: membership.limits })
    }
    // Nor does it once that certificate has expired, which any code would otherwise replace.
    clock.jump(366 * DAY_MS)
    const later = await codes.make({ uses: 1, role: 'administrator' })
    expect(await invited(carol, codes, later)).toMatchObject({ role: 'member', limits })
  })

  test('give an administrator nothing above what it has, and take nothing from it', async () => {
    const codes = await openCodes()
    const made = await codes.make({ uses: 1, role: 'administrator' })
    const deputy = group.appoint(alice, chain, bob, 'administrator')
    knows(chainEntry(group, group.appoint(bob, deputy, carol, 'administrator')))
    const before = state.currentOf(carol.peer, clock.nowMs())
    const answer = await askAs(carol, codes, made)
    if (answer?.outcome !== 'invited') throw new Error(answer?.outcome)
    const given = openInvitation(toText('invite', answer.invitation), carol.peer, clock.nowMs())
    expect(given.membership.role).toBe('member')
    knows(chainEntry(group, given.chain))
    expect(state.currentOf(carol.peer, clock.nowMs())).toEqual(before)
  })

  test('bring nobody back whose fixed term an administrator set, and which is over', async () => {
    const codes = await openCodes()
    const made = await codes.make({ uses: 1 })
    knows(chainEntry(group, group.appoint(alice, chain, bob)))
    change(bob, { ...NO_LIMITS, fixedTerm: true }, clock.nowMs() + DAY_MS)
    clock.jump(DAY_MS + 1)
    expect(await askAs(bob, codes, made)).toEqual({ outcome: 'removed' })
  })

  test('for administrators are not used up once alice may appoint none any more', async () => {
    const codes = await openCodes()
    const made = await codes.make({ uses: 1, role: 'administrator' })
    pathLength = 0
    expect(await askAs(bob, codes, made)).toEqual({ outcome: 'not-administrator' })
    expect(codes.list()).toMatchObject([{ used: 0 }])
    await expect(codes.make({ uses: 1, role: 'administrator' })).rejects.toThrow(coded('TOO_FAR_FROM_ROOT'))
    expect(await askAs(bob, codes, await codes.make({ uses: 1 }))).toMatchObject({ outcome: 'invited' })
  })

  test('end with the time they were given, by the administrator’s clock, whoever used them', async () => {
    const codes = await openCodes()
    const made = await codes.make({ uses: 2, ttlMs: 3600_000 })
    expect(await askAs(bob, codes, made)).toMatchObject({ outcome: 'invited' })
    clock.jump(3600_000)
    expect(await askAs(bob, codes, made)).toEqual({ outcome: 'expired', nowMs: clock.nowMs() })
    expect(codes.list()).toMatchObject([{ state: 'expired' }])
  })

  test.each([
    ['no token', new Uint8Array()],
    ['a short one', encodeRequest(new Uint8Array(15))],
    ['no message', Uint8Array.of(0xff, 0xff)]
  ])('know nothing of %s', async (_what, body) => {
    const codes = await openCodes()
    await codes.make({ uses: 2 })
    const answer = await codes.answerRequest({ peer: bob.peer, host: '192.0.2.7', body })
    expect(decodeAnswer(answer)).toEqual({ outcome: 'unknown-code' })
  })
})

describe('the file of codes', () => {
  let folder: string
  beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'potluck-codes-'))))
  afterEach(() => rm(folder, { recursive: true }))

  const code: Code = {
    ...{ id: '0123abcd', tokenHash: 'ab'.repeat(32), role: 'member', uses: 2, createdAtMs: 1, expiresAtMs: 2 },
    ...{ revoked: false, redeemedBy: [bob.peer] }
  }

  test('keeps them, for its owner only', async () => {
    const storage = codeFile(join(folder, 'codes.json'), silentLogger)
    expect(await storage.load()).toEqual([])
    await storage.save([code])
    expect(await storage.load()).toEqual([code])
    expect((await stat(join(folder, 'codes.json'))).mode & 0o777).toBe(0o600)
  })

  test('that cannot be read is put aside: its codes admit nobody', async () => {
    await writeFile(join(folder, 'codes.json'), '{"version":1,"codes":[{"id":"0123abcd"')
    expect(await codeFile(join(folder, 'codes.json'), silentLogger).load()).toEqual([])
    expect(await readdir(folder)).toEqual(['codes.json.unreadable'])
  })
})
