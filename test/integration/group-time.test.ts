// Members whose clocks are wrong, over real connections: what they write lives as long as it should, everywhere.
import { access, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { silentLogger, systemClock, systemRandom, utf8, type Clock } from '../../src/base/index.js'
import {
  createGroup,
  createIdentity,
  createInvitation,
  joinGroup,
  openGroup,
  readGroupFolder,
  saveIdentity,
  type Group,
  type Identity
} from '../../src/group/index.js'
import { NO_REMOVALS } from '../../src/group/removals.js'
import { defineRecordType } from '../../src/record/index.js'
import { eventually } from '../support/eventually.js'

const HOUR_MS = 3600_000
const NAMES = ['alice', 'bob', 'carol', 'dave']

const types = (['ephemeral', 'durable'] as const).map((lifetime) =>
  defineRecordType<string>({
    name: `test.${lifetime}`,
    lifetime,
    ttlMs: 3_000,
    codec: { encode: utf8, decode: (bytes) => new TextDecoder().decode(bytes) }
  })
)

let base: string
let open: Group[]
beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), 'potluck-time-'))
  open = []
})
afterEach(async () => {
  await Promise.all(open.map((group) => group.close()))
  await rm(base, { recursive: true })
})

test('what a member writes whose clock is an hour behind, and what it reads, is shown and expires as everybody’s', async () => {
  // Long before: else its certificate would be of the future for it.
  const aDayAgo: Clock = { ...systemClock, nowMs: () => systemClock.nowMs() - 24 * HOUR_MS }
  const { groupId, homes } = await foundGroup(aDayAgo)
  const before = await openAll(homes, groupId, systemClock)
  await linked(before)
  await eventually(() => access(join(homes[3]!, 'groups', groupId, 'peer-time.json'))) // It has agreed with three.
  await Promise.all(open.splice(0).map((group) => group.close()))

  const rights = await openAll(homes.slice(0, 3), groupId, systemClock)
  const behind: Clock = { ...systemClock, nowMs: () => systemClock.nowMs() - HOUR_MS }
  const [dave] = await openAll(homes.slice(3), groupId, behind, addressesOf(rights))
  const everybody = [...rights, dave!]
  await linked(everybody)
  await eventually(() => {
    for (const group of everybody) expect(differenceMs(group)).toBeLessThan(3_000)
  })
  const atMs = systemClock.nowMs()
  expect(Math.abs(dave!.toPeerTime(atMs - HOUR_MS) - atMs)).toBeLessThan(3_000)
  expect(dave!.toSystemTime(dave!.toPeerTime(atMs))).toBe(atMs)

  const told = everybody.map(eventsOf)
  const written: string[] = []
  for (const writer of [dave!, rights[0]!]) {
    for (const type of types) written.push((await writer.store.add(type, { data: 'for three seconds' })).id)
  }
  const expected = written.map((id) => [id, ['add', 'expire']])
  await eventually(() => {
    for (const events of told) expect([...events].sort()).toEqual(expected.sort())
  })
})

const addressesOf = (groups: readonly Group[]): string[] => groups.flatMap(({ graph }) => graph.addresses())

function differenceMs(group: Group): number {
  return Math.abs(group.peerTimeMs() - systemClock.nowMs())
}

/** What is told of each record of these types, from now on. */
function eventsOf(group: Group): Map<string, string[]> {
  const told = new Map<string, string[]>()
  for (const what of ['add', 'update', 'delete', 'expire'] as const) {
    group.store.on(`record:${what}`, ({ id, type }) => {
      if (types.some(({ name }) => name === type)) told.set(id, [...(told.get(id) ?? []), what])
    })
  }
  return told
}

async function linked(groups: readonly Group[]): Promise<void> {
  await eventually(() => {
    for (const group of groups) expect(group.graph.neighbours()).toHaveLength(groups.length - 1)
  })
}

async function foundGroup(clock: Clock): Promise<{ groupId: string; homes: string[] }> {
  const people: { home: string; identity: Identity }[] = []
  for (const name of NAMES) {
    const home = join(base, name)
    const identity = createIdentity(name)
    await saveIdentity(home, identity)
    people.push({ home, identity })
  }
  const [founder, ...others] = people
  const { id: groupId } = await createGroup(founder!.home, 'Office', { clock })
  for (const { home, identity } of others) {
    const { text } = createInvitation({
      group: await readGroupFolder(founder!.home, groupId),
      keyPair: founder!.identity.keyPair,
      forIdentity: { publicKey: identity.keyPair.publicKey },
      addresses: [],
      nowMs: clock.nowMs(),
      random: systemRandom,
      removals: NO_REMOVALS
    })
    await joinGroup(home, text, { clock })
  }
  return { groupId, homes: people.map(({ home }) => home) }
}

/** Each knows where those before it are. */
async function openAll(
  homes: readonly string[],
  groupId: string,
  clock: Clock,
  addresses: readonly string[] = []
): Promise<Group[]> {
  const opened: Group[] = []
  for (const home of homes) {
    const knownAddresses = [...addresses, ...addressesOf(opened)]
    const group = await openGroup(
      { clock, random: systemRandom, logger: silentLogger },
      { home, groupId, listenPort: 0, listenHosts: ['127.0.0.1'], mdns: false, knownAddresses }
    )
    opened.push(group)
    open.push(group)
    for (const type of types) group.store.declare(type)
  }
  return opened
}
