import { readdirSync } from 'node:fs'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sha256, silentLogger, utf8, type PeerId } from '../../src/base/index.js'
import { encodeChain, encodeCredentials } from '../../src/group/membership-object.js'
import { MembershipSet } from '../../src/group/membership-set.js'
import {
  folderMembershipStorage,
  removeHalfWritten,
  type MembershipStorage
} from '../../src/group/membership-storage.js'
import { MAX_CREDENTIALS_BYTES } from '../../src/graph/index.js'
import { FAKE_NOW_MS, FakeClock } from '../support/fake-clock.js'
import { testGroup } from '../support/groups.js'
import { alice, bob, carol, dave, mallory, person } from '../support/people.js'
import { remove } from '../support/removals.js'

const DAY_MS = 24 * 3600_000
const YEAR_MS = 365 * DAY_MS
const group = testGroup()
const aliceChain = group.found(alice)
const bobChain = group.appoint(alice, aliceChain, bob)
const carolChain = group.appoint(alice, aliceChain, carol)

function memoryStorage(): MembershipStorage & { saved: Map<string, Uint8Array> } {
  const saved = new Map<string, Uint8Array>()
  return {
    saved,
    load: async () => [...saved.values()],
    save: async (id, object) => void saved.set(id, object),
    remove: async (id) => void saved.delete(id)
  }
}

function openSet(clock = new FakeClock(), storage: MembershipStorage = memoryStorage()): Promise<MembershipSet> {
  return MembershipSet.open({ rootPublicKey: group.idBytes, storage, clock, logger: silentLogger })
}

describe('the membership set', () => {
  test('takes an object once and refuses what proves nothing', async () => {
    const set = await openSet()
    expect(await set.receive(encodeChain(bobChain))).toBe('new')
    expect(await set.receive(encodeChain(bobChain))).toBe('known')
    expect(await set.receive(encodeChain(testGroup('casino').found(mallory)))).toBe('refused')
    expect(await set.receive(new Uint8Array([1, 2, 3]))).toBe('refused')
    expect(await set.receive(new Uint8Array(1_000_000))).toBe('refused')
    expect(await set.receive(new Uint8Array())).toBe('refused')
    expect(set.members()).toMatchObject([{ peer: bob.peer, role: 'member' }])
    expect(set.objects()).toEqual([encodeChain(bobChain)])
  })

  test('passes over kinds of objects that only later versions know, and blames nobody for them', async () => {
    const set = await openSet()
    const later = Uint8Array.from([0x7a, 2, 1, 2]) // Field 15: two bytes.
    expect(await set.receive(later)).toBe('ignored')
    expect(set.accepts(later)).toBe(true)
    expect(set.objects()).toEqual([])
  })

  test('knows a peer for ever, and as a member until its certificate ends', async () => {
    const clock = new FakeClock()
    const set = await openSet(clock)
    const changes: PeerId[] = []
    set.on('change', (peer) => changes.push(peer))
    await set.addChain(bobChain)
    expect(set.memberUntilMs(bob.peer)).toBe(FAKE_NOW_MS + YEAR_MS)
    expect(changes).toEqual([bob.peer])
    clock.jump(YEAR_MS + 1000)
    expect(set.isMember(bob.peer)).toBe(false) // At once, without waiting for a timer.
    expect(set.memberUntilMs(bob.peer)).toBeUndefined()
    expect(set.knows(bob.peer)).toBe(true)
    expect(set.knows(carol.peer)).toBe(false)
    clock.advance(60_000)
    expect(changes).toEqual([bob.peer, bob.peer])
    clock.advance(600_000)
    expect(changes).toHaveLength(2)
  })

  test('prefers the certificate of an administrator, and falls back to the longer one of a member', async () => {
    const clock = new FakeClock()
    const set = await openSet(clock)
    const promoted = group.appoint(alice, aliceChain, bob, 'administrator')
    await set.addChain(bobChain)
    await set.addChain(promoted)
    expect(set.membershipOf(bob.peer)?.role).toBe('administrator')
    expect(set.chainOf(bob.peer)).toEqual(promoted)
    expect(set.memberUntilMs(bob.peer)).toBe(FAKE_NOW_MS + 5 * YEAR_MS)
  })

  test('keeps the best four of each role of a peer, whatever order they come in', async () => {
    const renewals = Array.from({ length: 7 }, (_, day) =>
      encodeChain(group.appoint(alice, aliceChain, bob, 'member', FAKE_NOW_MS + day * DAY_MS))
    )
    const clock = new FakeClock()
    clock.advance(7 * DAY_MS)
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray(renewals, { minLength: 7, maxLength: 7 }), async (order) => {
        const storage = memoryStorage()
        const set = await openSet(clock, storage)
        for (const object of order) await set.receive(object)
        expect(set.objects().sort(Buffer.compare)).toEqual(renewals.slice(3).sort(Buffer.compare))
        expect([...storage.saved.values()].sort(Buffer.compare)).toEqual(renewals.slice(3).sort(Buffer.compare))
      }),
      { numRuns: 10 }
    )
  })

  test('a certificate that spells an object differently is refused', async () => {
    const set = await openSet()
    const object = encodeChain(bobChain)
    expect(await set.receive(Uint8Array.from([...object, 0x7a, 0x00]))).toBe('refused')
    expect(set.objects()).toEqual([])
  })

  test('is read back from its folder, without what was damaged there', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'potluck-members-'))
    try {
      const first = await openSet(new FakeClock(), folderMembershipStorage(folder))
      await first.addChain(bobChain)
      await first.addChain(carolChain)
      first.close()
      const [damaged] = (await readdir(folder)).sort()
      await writeFile(join(folder, damaged!), 'torn')
      await writeFile(join(folder, 'stray'), 'file')
      const again = await openSet(new FakeClock(), folderMembershipStorage(folder))
      expect(again.members()).toHaveLength(1)
      for (const chain of [bobChain, carolChain]) await again.addChain(chain)
      const last = await openSet(new FakeClock(), folderMembershipStorage(folder))
      expect(last.members().map(({ peer }) => peer)).toEqual([bob.peer, carol.peer].sort())
    } finally {
      await rm(folder, { recursive: true })
    }
  })

  test('files that are half written stay where they are read: a running node may be writing them', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'potluck-membership-'))
    try {
      const halfWritten = `${'ab'.repeat(32)}.tmp`
      for (const name of [halfWritten, 'notes.tmp']) await writeFile(join(folder, name), 'half')
      expect(await folderMembershipStorage(folder).load()).toEqual([])
      expect(await readdir(folder)).toEqual([halfWritten, 'notes.tmp'])
      // Whoever holds the group's records removes what a crash left, and nothing else.
      await removeHalfWritten(folder)
      expect(await readdir(folder)).toEqual(['notes.tmp'])
    } finally {
      await rm(folder, { recursive: true })
    }
  })

  test('a full disk loses nothing but the file', async () => {
    const storage = { ...memoryStorage(), save: () => Promise.reject(new Error('ENOSPC')) }
    const set = await openSet(new FakeClock(), storage)
    expect(await set.addChain(bobChain)).toBe('new')
    expect(set.isMember(bob.peer)).toBe(true)
  })
})

describe('at the door', () => {
  test('a peer is admitted by its own certificate', async () => {
    const set = await openSet()
    expect(await set.admit(bob.peer, encodeCredentials([encodeChain(bobChain)]))).toBe(true)
    expect(set.isMember(bob.peer)).toBe(true)
  })

  test('what was new at the door is told once, for others to hear; what the store brought is not', async () => {
    const set = await openSet()
    const told: Uint8Array[] = []
    set.on('object', (object) => told.push(object))
    await set.receive(encodeChain(carolChain))
    for (let i = 0; i < 2; i++) {
      await set.admit(bob.peer, encodeCredentials([encodeChain(bobChain)]))
      await set.admit(carol.peer, encodeCredentials([encodeChain(carolChain)]))
    }
    expect(told).toEqual([encodeChain(bobChain)])
  })

  test('nobody is admitted by the certificate of somebody else, which is not kept either', async () => {
    const set = await openSet()
    expect(await set.admit(mallory.peer, encodeCredentials([encodeChain(bobChain)]))).toBe(false)
    expect(set.knows(bob.peer)).toBe(false)
  })

  test('a known member need not prove itself again', async () => {
    const set = await openSet()
    await set.addChain(bobChain)
    expect(await set.admit(bob.peer, new Uint8Array())).toBe(true)
  })

  test('what a removed administrator signs for keys that it makes up is neither kept nor passed on', async () => {
    const set = await openSet()
    const carols = group.appoint(alice, aliceChain, carol, 'administrator')
    for (const chain of [aliceChain, carols]) await set.addChain(chain)
    await set.addRemoval(remove(group, { person: alice, chain: aliceChain }, carol).object)
    let passedOn = 0
    set.on('object', () => void passedOn++)
    const shown = encodeCredentials([encodeChain(group.appoint(carol, carols, mallory))])
    expect(await set.admit(mallory.peer, shown)).toBe(false)
    expect([passedOn, set.objects().length]).toEqual([0, 3])
  })

  test('an expired certificate admits nobody', async () => {
    const clock = new FakeClock(FAKE_NOW_MS + YEAR_MS + 1000)
    const set = await openSet(clock)
    expect(await set.admit(bob.peer, encodeCredentials([encodeChain(bobChain)]))).toBe(false)
  })

  test('foreign bytes admit nobody and never throw', async () => {
    const set = await openSet()
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (bytes) => {
        expect(await set.admit(mallory.peer, bytes)).toBe(false)
      })
    )
    expect(await set.admit(mallory.peer, new Uint8Array(100_000))).toBe(false)
  })

  test('what a peer shows fits the handshake, even below four administrators in several certificates', async () => {
    const set = await openSet()
    const erin = person('erin')
    let chain = aliceChain
    let last = alice
    for (const next of [bob, carol, dave]) {
      chain = group.appoint(last, chain, next, 'administrator')
      last = next
    }
    for (let day = 0; day < 4; day++) await set.addChain(group.appoint(dave, chain, erin, 'member', FAKE_NOW_MS))
    const shown = set.credentialsOf(erin.peer)
    expect(shown.byteLength).toBeLessThanOrEqual(MAX_CREDENTIALS_BYTES)
    const other = await openSet()
    expect(await other.admit(erin.peer, shown)).toBe(true)
    expect(set.credentialsOf(mallory.peer)).toEqual(new Uint8Array())
  })
})

describe('what one that was removed is told', () => {
  const byAlice = { person: alice, chain: aliceChain }
  const removal = remove(group, byAlice, bob)

  async function farewell(chains: readonly (readonly Uint8Array[])[], removals: readonly Uint8Array[]) {
    const set = await openSet()
    for (const chain of chains) await set.addChain(chain)
    for (const object of removals) await set.addRemoval(object)
    return (peer: PeerId) => set.farewellTo(peer)
  }

  test('is the removal, which its own set judges', async () => {
    const said = (await farewell([bobChain], [removal.object]))(bob.peer)
    const bobs = await openSet()
    await bobs.addChain(bobChain)
    await bobs.hearFarewell(bob.peer, said!)
    expect(bobs.isMember(bob.peer)).toBe(false)
  })

  test('is whose removal it was by which an administrator’s invitees fall, and all that there are of several certificates', async () => {
    const carolsChain = group.appoint(alice, aliceChain, carol, 'administrator')
    const daves = [group.appoint(carol, carolsChain, dave), group.appoint(alice, aliceChain, dave)]
    const removals = [remove(group, byAlice, carol), remove(group, byAlice, dave)]
    const say = await farewell(
      [carolsChain, ...daves],
      removals.map(({ object }) => object)
    )
    const set = await openSet()
    for (const chain of daves) await set.addChain(chain)
    await set.hearFarewell(dave.peer, say(dave.peer)!)
    expect(set.objects()).toHaveLength(4)
    expect(set.isMember(dave.peer)).toBe(false)
  })

  test('is nothing to a member, one whose certificate expired, one that is back, and a stranger', async () => {
    const back = group.appoint(alice, aliceChain, bob, 'member', FAKE_NOW_MS, { named: [removal.id] })
    const expired = group.appoint(
      alice,
      group.found(alice, 'administrator', FAKE_NOW_MS - 2 * YEAR_MS),
      dave,
      'member',
      FAKE_NOW_MS - 2 * YEAR_MS
    )
    const say = await farewell([carolChain, expired, bobChain, back], [removal.object])
    expect([carol, dave, bob, mallory].map(({ peer }) => say(peer))).toEqual([
      undefined,
      undefined,
      undefined,
      undefined
    ])
  })

  test('is not what is said of others, nor without end what one says of itself', async () => {
    const set = await openSet()
    for (const chain of [aliceChain, bobChain, carolChain]) await set.addChain(chain)
    await set.hearFarewell(bob.peer, encodeCredentials([remove(group, byAlice, carol).object]))
    expect(set.isMember(carol.peer)).toBe(true)
    let passedOn = 0
    set.on('object', () => void passedOn++)
    for (let at = 0; at < 80; at++) {
      const nonce = sha256(utf8(`${at}`)).subarray(0, 16)
      const left = remove(group, { person: bob, chain: bobChain }, bob, {
        kind: 'left',
        nonce,
        madeMs: FAKE_NOW_MS + at
      })
      await set.hearFarewell(bob.peer, encodeCredentials([left.object]))
    }
    expect(passedOn).toBeLessThan(60)
  })

  test('proves nothing by the way it came', async () => {
    const set = await openSet()
    await set.addChain(bobChain)
    for (const object of [remove(testGroup('casino'), byAlice, bob).object, new Uint8Array(9).fill(3)]) {
      await set.hearFarewell(bob.peer, encodeCredentials([object]))
    }
    await set.hearFarewell(bob.peer, new Uint8Array(50_000).fill(8))
    expect(set.isMember(bob.peer)).toBe(true)
    expect(set.objects()).toHaveLength(1)
  })
})

describe('a removal', () => {
  const byAlice = { person: alice, chain: aliceChain }
  const removal = remove(group, byAlice, bob)

  test('is told as an object before it is told what it does, also where the store brought it', async () => {
    for (const door of ['receive', 'addRemoval'] as const) {
      const set = await openSet()
      await set.addChain(bobChain)
      const told: string[] = []
      set.on('object', (object) => told.push(Buffer.from(object).equals(removal.object) ? 'object' : 'another'))
      set.on('change', (peer) => told.push(`${peer} ${set.isMember(peer)}`))
      expect(await set[door](removal.object)).toBe('new')
      expect(told).toEqual(['object', `${bob.peer} false`])
      expect(await set[door](removal.object)).toBe('known')
      expect(told).toHaveLength(2)
    }
  })

  test('acts in the turn in which it comes, whatever the disk does', async () => {
    const never = new Promise<void>(() => {})
    const set = await openSet(new FakeClock(), { ...memoryStorage(), save: () => never })
    void set.receive(encodeChain(bobChain))
    expect(set.isMember(bob.peer)).toBe(true)
    void set.receive(removal.object)
    expect(set.isMember(bob.peer)).toBe(false)
  })

  test('brings what is issued anew: who stays is at no moment out', async () => {
    const set = await openSet()
    const malloryChain = group.appoint(alice, aliceChain, mallory, 'administrator')
    await set.addChain(malloryChain)
    await set.addChain(group.appoint(mallory, malloryChain, carol))
    await set.addChain(group.appoint(mallory, malloryChain, dave))
    const seen: boolean[] = []
    set.on('change', () => seen.push(set.isMember(carol.peer)))
    const bundle = remove(group, byAlice, mallory, { reissue: () => [group.appoint(alice, aliceChain, carol)] })
    expect(await set.receive(bundle.object)).toBe('new')
    expect(seen.length).toBeGreaterThan(0)
    expect(seen).not.toContain(false)
    expect([mallory, dave].map(({ peer }) => set.isMember(peer))).toEqual([false, false])
    // What came with it is an object of its own from then on.
    expect(set.objects()).toHaveLength(5)
  })

  test('of our own is on disk for good before anybody hears of it; one that is not changes nothing', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'potluck-removals-'))
    try {
      const storage = folderMembershipStorage(folder)
      const saved: boolean[] = []
      const set = await openSet(new FakeClock(), {
        ...storage,
        save: (id, object, isOurs) => {
          if (object.byteLength === removal.object.byteLength) saved.push(isOurs === true)
          return storage.save(id, object, isOurs)
        }
      })
      await set.addChain(bobChain)
      const onDisk: number[] = []
      set.on('object', () => onDisk.push(readdirSync(folder).length))
      await set.addRemoval(removal.object)
      expect(onDisk).toEqual([2])
      expect(saved).toEqual([true]) // Not once more, with less care, over it.
      const again = await openSet(new FakeClock(), storage)
      expect(again.isMember(bob.peer)).toBe(false)
      expect(again.knows(bob.peer)).toBe(true)
    } finally {
      await rm(folder, { recursive: true })
    }
    const full = { ...memoryStorage(), save: () => Promise.reject(new Error('ENOSPC')) }
    const set = await openSet(new FakeClock(), full)
    await set.addChain(bobChain)
    await expect(set.addRemoval(removal.object)).rejects.toMatchObject({ code: 'NOT_SAVED' })
    expect(set.isMember(bob.peer)).toBe(true)
  })

  test('that proves nothing is refused, and one shown in a handshake left aside', async () => {
    const set = await openSet()
    await set.addChain(bobChain)
    const byMember = remove(group, { person: bob, chain: bobChain }, carol)
    expect(await set.receive(byMember.object)).toBe('refused')
    expect(set.accepts(byMember.object)).toBe(false)
    expect(set.accepts(removal.object)).toBe(true)
    expect(await set.admit(bob.peer, encodeCredentials([removal.object]))).toBe(true)
  })

  test('is met at the door: who shows the certificate that it hits is not admitted', async () => {
    const set = await openSet()
    await set.receive(removal.object)
    expect(await set.admit(bob.peer, encodeCredentials([encodeChain(bobChain)]))).toBe(false)
    const back = group.appoint(alice, aliceChain, bob, 'member', FAKE_NOW_MS, { named: [removal.id] })
    expect(await set.admit(bob.peer, encodeCredentials([encodeChain(back)]))).toBe(true)
    expect(set.credentialsOf(bob.peer)).toEqual(encodeCredentials([encodeChain(back)]))
  })
})
