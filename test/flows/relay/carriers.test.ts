// Which members are asked for connections: those that are here, may, can and do.
import { once } from 'node:events'
import { Duplex } from 'node:stream'
import { describe, expect, test } from 'vitest'
import { silentLogger } from '../../../src/base/index.js'
import { ContentError, OwnLine } from '../../../src/content/index.js'
import type { RelayGroup } from '../../../src/flows/relay/relay-group.js'
import { ThroughMembers } from '../../../src/flows/relay/through-members.js'
import { FakeClock } from '../../support/fake-clock.js'
import { alice, bob, carol } from '../../support/people.js'

interface Change {
  /** Of what bob says of himself. */
  readonly presence?: object
  /** Of what the certificates say. */
  readonly bobs?: object
  readonly own?: object
  readonly isMember?: boolean
  /** `uplink.members`. */
  readonly asks?: boolean
}

/** Of alice, in a group with bob, who carries, and carol, who does not. */
function open({ presence = {}, bobs = {}, own = {}, isMember = true, asks = true }: Change = {}): ThroughMembers {
  const all = { mayServe: true, mayUseUplinks: true }
  const here = { contentPort: 6515, hosts: ['192.0.2.1'], uplink: 'yes', serves: 'yes', load: 0, merit: 0 }
  const clock = new FakeClock()
  const through = new ThroughMembers({ line: new OwnLine({ clock, isUsed: false }), asks, clock, logger: silentLogger })
  through.attach({
    group: {
      ...{ id: 'a1'.repeat(32), self: alice.peer, isMember: () => isMember },
      limitsOf: (peer: string) => ({ ...all, ...(peer === alice.peer ? own : bobs) }),
      graph: {
        present: () => [
          { ...here, peer: alice.peer, carries: true },
          { ...here, peer: carol.peer },
          { ...here, peer: bob.peer, carries: true, ...presence }
        ]
      }
    },
    provider: () => undefined
  } as unknown as RelayGroup)
  return through
}

function carriers(change?: Change): number {
  return open(change).status().carriers
}

describe('a member is asked for connections', () => {
  test('that is here and carries, and nobody else', () => {
    expect(carriers()).toBe(1)
  })

  test.each<[string, Change, number]>([
    ['does not know of its line', { presence: { uplink: 'unknown' } }, 1],
    ['has no line', { presence: { uplink: 'no' } }, 0],
    ['cannot be reached', { presence: { serves: 'no' } }, 0],
    ['is not known to be reached', { presence: { serves: 'unknown' } }, 1],
    ['has no content port', { presence: { contentPort: 0 } }, 0],
    ['does not carry', { presence: { carries: false } }, 0],
    ['may not serve', { bobs: { mayServe: false } }, 0],
    ['may not use the lines of others', { bobs: { mayUseUplinks: false } }, 1],
    ['is no member any more', { isMember: false }, 0]
  ])('or not: one that %s', (_what, change, expected) => {
    expect(carriers(change)).toBe(expected)
  })

  test('by nobody who may not use the lines of others', () => {
    expect(carriers({ own: { mayUseUplinks: false } })).toBe(0)
    expect(carriers({ own: { mayServe: false } })).toBe(1)
  })

  test('by nobody whose settings say so', () => {
    expect(carriers({ asks: false })).toBe(0)
  })
})

test.each<[string, Change, RegExp]>([
  ['nobody carries', { presence: { carries: false } }, /set relay\.connections to true/],
  ['its certificate lets nobody go for it', { own: { mayUseUplinks: false } }, /certificate .* ask an administrator/],
  ['its settings let it ask nobody', { asks: false }, /uplink\.members is false/]
])('who has no line is told why, and what helps: %s', async (_why, change, words) => {
  const opening = open(change).open({ host: 'origin.example', port: 443 }, async () => {}, { isProved: true })
  await expect(opening).rejects.toMatchObject({ code: 'NO_CARRIER', message: expect.stringMatching(words) as string })
})

test('old connections that end have nobody asked first again who has failed since', async () => {
  const clock = new FakeClock()
  const here = { contentPort: 6515, hosts: [], uplink: 'yes', serves: 'yes', carries: true }
  const asked: string[] = []
  let isBobDead = false
  const through = new ThroughMembers({
    ...{ line: new OwnLine({ clock, isUsed: false }), asks: true, clock },
    logger: silentLogger
  })
  through.attach({
    group: {
      ...{ id: 'a1'.repeat(32), self: alice.peer, isMember: () => true },
      limitsOf: () => ({ mayServe: true, mayUseUplinks: true }),
      graph: { present: () => [bob, carol].map(({ peer }) => ({ ...here, peer })) }
    },
    client: {
      tunnel: async ({ peer }: { peer: string }) => {
        asked.push(peer)
        if (isBobDead && peer === bob.peer) throw new ContentError('MEMBER_UNREACHABLE', 'no answer')
        const tunnel = new Duplex({ read() {}, write: (_chunk, _encoding, done) => done() })
        return Object.assign(tunnel, { bytesRead: 0 })
      }
    },
    provider: () => bob.peer
  } as unknown as RelayGroup)
  const open = (): Promise<Duplex> =>
    through.open({ host: 'origin.example', port: 443 }, async (tunnel) => tunnel, { isProved: false })
  const old = [await open(), await open()]
  expect(asked.splice(0)).toEqual([bob.peer, bob.peer])
  isBobDead = true
  await clock.advanceAsync(1)
  await open()
  expect(asked.splice(0)).toEqual([bob.peer, carol.peer])
  for (const tunnel of old) {
    await once(Object.assign(tunnel, { bytesRead: 10 }).destroy(), 'close')
    await open()
    expect(asked.splice(0)).toEqual([carol.peer])
  }
})
