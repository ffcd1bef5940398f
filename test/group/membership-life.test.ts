// The life of a membership in opened groups, over a network in memory: what others sign is taken up, kept, and judged by a clock that
// cannot be earlier than what this machine knows.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { seededRandom, silentLogger } from '../../src/base/index.js'
import { MemoryNetwork } from '../../src/graph/index.js'
import {
  createGroup,
  createIdentity,
  identityText,
  joinGroup,
  openGroup,
  readGroupFolder,
  saveIdentity,
  verifyMembership,
  type Group
} from '../../src/group/index.js'
import { NO_REMOVALS } from '../../src/group/removals.js'
import { memoryStorages } from '../../src/testing/memory-storages.js'
import { FAKE_NOW_MS, FakeClock } from '../support/fake-clock.js'

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS
const YEAR_MS = 365 * DAY_MS

let base: string
let open: Group[]
let clock: FakeClock
let network: MemoryNetwork
const random = seededRandom(1)
beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), 'potluck-membership-life-'))
  open = []
  clock = new FakeClock()
  network = new MemoryNetwork()
})
afterEach(async () => {
  await Promise.all(open.map(closed))
  await rm(base, { recursive: true })
})

async function openAt(home: string, groupId: string): Promise<Group> {
  const group = await openGroup(
    {
      ...{ clock, random, logger: silentLogger, storages: memoryStorages() },
      startGraph: (components, graphInit) => network.startGraph(components, graphInit)
    },
    { home, groupId, listenPort: 0, mdns: false }
  )
  open.push(group)
  return group
}

/** With what it writes into its folder, which is on a real disk, while no time passes on our clock. */
async function closed(group: Group): Promise<void> {
  await Promise.all([group.close(), clock.advanceAsync(10_000)])
}

/** Alice's group, and bob in it, who have found each other. */
async function office(): Promise<{ alice: Group; bob: Group; bobsHome: string }> {
  const [alicesHome, bobsHome] = [join(base, 'alice'), join(base, 'bob')]
  await saveIdentity(alicesHome, createIdentity('alice', random))
  const { id } = await createGroup(alicesHome, 'Office', { clock, random })
  const alice = await openAt(alicesHome, id)
  const { keyPair } = createIdentity('bob', random)
  await saveIdentity(bobsHome, { name: 'bob', keyPair, peer: '' })
  const { text } = await alice.invite({ identity: identityText(keyPair.publicKey, 'bob') })
  await joinGroup(bobsHome, text, { clock })
  const bob = await openAt(bobsHome, id)
  await clock.advanceAsync(30_000)
  expect(alice.graph.neighbours()).toHaveLength(1)
  return { alice, bob, bobsHome }
}

test('what an administrator renews is taken up by its member, and stands in the folder too', async () => {
  const { alice, bob, bobsHome } = await office()
  clock.jump(122 * DAY_MS)
  await clock.advanceAsync(3 * MINUTE_MS)
  for (const group of [alice, bob]) {
    expect(group.members().find(({ peer }) => peer === bob.self)?.validUntilMs).toBeGreaterThan(FAKE_NOW_MS + YEAR_MS)
  }
  await closed(bob)
  const { idBytes: rootPublicKey, chain } = await readGroupFolder(bobsHome, bob.id)
  const nowMs = FAKE_NOW_MS + YEAR_MS + DAY_MS
  expect(verifyMembership({ rootPublicKey, chain, removals: NO_REMOVALS, nowMs })).toMatchObject({ ok: true })
})

test('a change of role stands in the folder of whom it is about', async () => {
  const { alice, bob, bobsHome } = await office()
  await clock.run(alice.changeMember(bob.self, { role: 'administrator' }))
  await clock.advanceAsync(1_000)
  expect(bob.role).toBe('administrator')
  await closed(bob)
  const { idBytes: rootPublicKey, chain } = await readGroupFolder(bobsHome, bob.id)
  const verdict = verifyMembership({ rootPublicKey, chain, removals: NO_REMOVALS, nowMs: clock.nowMs() })
  expect(verdict).toMatchObject({ ok: true, role: 'administrator' })
})

test('a machine that wakes in 1970 is a member all the same, and one whose certificate has ended is none', async () => {
  const { bob, bobsHome } = await office()
  await closed(bob)
  clock.jump(-clock.nowMs())
  const again = await openAt(bobsHome, bob.id)
  expect(again.isMember(again.self)).toBe(true)
  await closed(again)
  clock.jump(FAKE_NOW_MS + 2 * YEAR_MS)
  await expect(openAt(bobsHome, bob.id)).rejects.toMatchObject({ code: 'NOT_A_MEMBER' })
})

test('who leaves is gone everywhere, and is told so at its next start', async () => {
  const { alice, bob, bobsHome } = await office()
  expect(await clock.run(bob.leave())).toBe(true)
  expect(alice.isMember(bob.self)).toBe(false)
  expect(alice.removals()).toMatchObject([{ peer: bob.self, kind: 'left', by: bob.self, counts: true }])
  await closed(bob)
  expect(bob.removed).toMatchObject({ kind: 'left' })
  expect((await readGroupFolder(bobsHome, bob.id)).name).toBe('Office')
})
