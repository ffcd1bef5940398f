// Who is carried for, and by whom: by the settings and roles of both, and how many at once.
import { PassThrough } from 'node:stream'
import { describe, expect, test } from 'vitest'
import { silentLogger, type PeerId } from '../../../src/base/index.js'
import { Ledger, type OwnLine, type TunnelAnswer, type TunnelDoor } from '../../../src/content/index.js'
import { CarriedConnections } from '../../../src/flows/relay/carried-connections.js'
import { MAX_CARRIED, MAX_CARRIED_FOR_MEMBER } from '../../../src/flows/relay/defaults.js'
import type { RelayGroup } from '../../../src/flows/relay/relay-group.js'
import { FakeClock } from '../../support/fake-clock.js'
import { alice, bob, person } from '../../support/people.js'

const GROUP = 'a1'.repeat(32)

interface Limits {
  mayServe: boolean
  mayUseUplinks: boolean
}

/** Bob, who carries. */
function open({ carries = true }: { carries?: boolean } = {}) {
  const clock = new FakeClock()
  const limits = new Map<PeerId, Partial<Limits>>()
  const line = { state: 'unknown' as OwnLine['state'] }
  const announced: unknown[] = []
  let door: TunnelDoor | undefined
  const carried = new CarriedConnections({
    ...{ carries, bytesPerSecond: 0, line, clock, logger: silentLogger },
    ledger: new Ledger(clock)
  })
  carried.attach({
    group: {
      ...{ id: GROUP, self: bob.peer, isMember: () => true },
      limitsOf: (peer: PeerId) => ({ mayServe: true, mayUseUplinks: true, ...limits.get(peer) }),
      graph: {
        present: () => [{ peer: bob.peer, uplink: 'no' }], // As it was told last: it is not gone by.
        announce: async (change: unknown) => void announced.push(change)
      }
    },
    server: {
      addTunnelDoor: (_group: string, added: TunnelDoor) => {
        door = added
        return () => (door = undefined)
      }
    },
    origins: { tunnel: async () => new PassThrough() }
  } as unknown as RelayGroup)
  const ask = async (peer = alice.peer): Promise<TunnelAnswer> => {
    const { signal } = new AbortController()
    return await door!.open({ peer, host: 'origin.example', port: 443, signal })
  }
  return { carried, limits, line, announced, ask, door: () => door }
}

describe('a member is carried for', () => {
  test('where both may, and is told who carries', async () => {
    const { door, ask, announced } = open()
    expect(door()?.mayOpen(alice.peer)).toBe(true)
    expect(await ask()).toMatchObject({ type: 'open' })
    expect(announced).toEqual([{ carries: true }])
  })

  test('not where its owner did not say so', () => {
    const { door, announced } = open({ carries: false })
    expect(door()).toBeUndefined()
    expect(announced).toEqual([])
  })

  test.each<[string, PeerId, Partial<Limits>, boolean]>([
    ['who carries may not serve', bob.peer, { mayServe: false }, false],
    ['who asks may not use uplinks', alice.peer, { mayUseUplinks: false }, false],
    ['who carries may not use those of others', bob.peer, { mayUseUplinks: false }, true],
    ['who asks may not serve', alice.peer, { mayServe: false }, true]
  ])('as the certificates say, at each connection: %s', (_who, peer, change, expected) => {
    const { door, limits } = open()
    limits.set(peer, change)
    expect(door()?.mayOpen(alice.peer)).toBe(expected)
  })

  test('not where the line of who carries is down, and at once when it is not any more', async () => {
    const { line, ask } = open()
    line.state = 'no'
    expect(await ask()).toMatchObject({ type: 'refuse', reason: 'offline' })
    line.state = 'yes'
    expect(await ask()).toMatchObject({ type: 'open' })
  })

  test('so often at once and no more, and others still are', async () => {
    const { ask } = open()
    for (let i = 0; i < MAX_CARRIED_FOR_MEMBER; i++) expect(await ask()).toMatchObject({ type: 'open' })
    expect(await ask()).toMatchObject({ type: 'refuse', reason: 'busy' })
    expect(await ask(person('carol').peer)).toMatchObject({ type: 'open' })
  })

  test('until all places are taken', async () => {
    const { ask, carried } = open()
    for (let i = 0; i < MAX_CARRIED; i++) {
      const member = person(`member ${Math.floor(i / (MAX_CARRIED_FOR_MEMBER / 2))}`)
      expect(await ask(member.peer)).toMatchObject({ type: 'open' })
    }
    expect(carried.status().connections).toBe(MAX_CARRIED)
    expect(await ask(person('one more').peer)).toMatchObject({ type: 'refuse', reason: 'busy' })
  })
})
