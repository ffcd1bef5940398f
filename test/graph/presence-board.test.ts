import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { seededRandom, silentLogger } from '../../src/base/index.js'
import { PRESENCE_RENEWALS, PRESENCE_TTL_MS, SOUGHT_REWRITE_MS } from '../../src/graph/defaults.js'
import type { NodeChange } from '../../src/graph/nodes.js'
import { PresenceBoard } from '../../src/graph/presence-board.js'
import { presenceId, presenceType, type PresenceData } from '../../src/graph/presence.js'
import { readData } from '../../src/record/index.js'
import { createMemoryStorage, openStore, type Policy, type Store } from '../../src/store/index.js'
import { FakeClock, settle } from '../support/fake-clock.js'
import { alice, bob, carol, type Person } from '../support/people.js'

let clock: FakeClock
let store: Store
let board: PresenceBoard
let hosts: string[]
let linked: Map<string, string>
let changes: string[]
let addresses: string[]
/** What the board knew when it told of them. */
let knownThen: (readonly string[])[]
let nodes: NodeChange[]
let presenceMax: number

/** alice's, over the store. */
function newBoard(): PresenceBoard {
  return new PresenceBoard({
    self: alice.peer,
    nodeId: '00000000000000a0',
    store,
    hosts: () => hosts,
    graphPort: () => 1967,
    linkedHost: (peer) => linked.get(peer),
    onAddresses: (peer, theirHosts, port) => {
      addresses.push(`${peer} ${theirHosts.join()} ${port}`)
      knownThen.push(board.addressesOf(peer))
    },
    onAbsent: () => {},
    onChange: (peer) => changes.push(peer),
    onNode: (change) => nodes.push(change),
    presenceMax: () => presenceMax,
    random: seededRandom(2),
    clock,
    logger: silentLogger
  })
}

const policy: Policy = {
  knowsAuthor: () => true,
  memberUntilMs: () => Number.MAX_SAFE_INTEGER,
  isAdministrator: () => false,
  credentials: () => [],
  acceptsCredential: () => false,
  receiveCredential: async () => 'refused',
  onChange: () => () => {},
  onCredential: () => () => {}
}

function storeOf({ keyPair }: Person): Promise<Store> {
  const components = { keyPair, policy, clock, random: seededRandom(1), logger: silentLogger }
  return openStore({ ...components, storage: createMemoryStorage() }, { group: new Uint8Array(32).fill(1) })
}

/** `who` says this about itself, and it reaches our store. */
async function hear(who: Person, change: Partial<PresenceData> = {}): Promise<void> {
  const theirs = await storeOf(who)
  const items: Uint8Array[] = []
  theirs.on('item:local', (item) => items.push(item))
  const data = {
    hosts: ['10.0.0.9'],
    graphPort: 1967,
    contentPort: 6515,
    uplink: 'yes',
    serves: 'no',
    load: 3,
    nodeId: '00000000000000b0',
    attributes: ''
  } as const
  await theirs.add(presenceType, { id: presenceId(who.peer), data: { ...data, ...change } })
  for (const item of items) expect(await store.receive(item)).toEqual({ outcome: 'applied' })
  await theirs.close()
}

const ours = (): PresenceData | undefined => {
  const record = store.get(presenceId(alice.peer))
  return record && readData(presenceType, record)
}
const present = (): string[] => board.present().map(({ peer }) => peer)

beforeEach(async () => {
  clock = new FakeClock()
  store = await storeOf(alice)
  hosts = ['10.0.0.1']
  linked = new Map()
  changes = []
  addresses = []
  knownThen = []
  nodes = []
  presenceMax = -1
  board = newBoard()
  await board.start()
})

afterEach(async () => {
  await board.close()
  await store.close()
})

describe('our own presence', () => {
  test('is written at the start, renewed every minute, and taken back at the end', async () => {
    expect(ours()).toMatchObject({ hosts: ['10.0.0.1'], graphPort: 1967, contentPort: 0 })
    const first = store.get(presenceId(alice.peer))
    expect((first?.expiresAtMs ?? 0) - (first?.modifiedAtMs ?? 0)).toBe(PRESENCE_TTL_MS)
    await clock.advanceAsync(PRESENCE_TTL_MS / PRESENCE_RENEWALS)
    expect(store.get(presenceId(alice.peer))?.version).toBeGreaterThan(first?.version ?? 0)
    await board.close()
    expect(store.get(presenceId(alice.peer))).toBeUndefined()
  })

  test('is written again where our addresses changed', async () => {
    hosts = ['10.0.0.2']
    await board.moved()
    expect(ours()?.hosts).toEqual(['10.0.0.2'])
    expect(board.present()[0]?.hosts).toEqual(['10.0.0.2'])
  })

  test('says what rooms above announce, the last word last', async () => {
    await Promise.all([board.announce({ load: 1 }), board.announce({ load: 2, uplink: 'yes' })])
    expect(ours()).toMatchObject({ load: 2, uplink: 'yes' })
    expect(board.present()).toMatchObject([{ peer: alice.peer, load: 2, uplink: 'yes' }])
  })

  test('says what is worth no flood of its own when it is renewed, or with what is', async () => {
    board.announceLater({ merit: 7 })
    await settle()
    expect([ours()?.merit, board.present()[0]?.merit]).toEqual([0, 7])
    await board.announce({ load: 1 })
    expect(ours()?.merit).toBe(7)
    board.announceLater({ merit: 8 })
    await clock.advanceAsync(PRESENCE_TTL_MS / 3)
    expect(ours()?.merit).toBe(8)
  })
})

describe('others’ presence', () => {
  test('shows them with what they say, and where they can be dialled', async () => {
    await hear(bob)
    const said = {
      peer: bob.peer,
      hosts: ['10.0.0.9'],
      contentPort: 6515,
      uplink: 'yes',
      serves: 'no',
      load: 3,
      merit: 0
    }
    expect(board.present()[1]).toEqual(said)
    expect(addresses).toEqual([`${bob.peer} 10.0.0.9 1967`])
    expect(changes).toEqual([bob.peer])
  })

  test('names the host first by which we are linked with them', async () => {
    await hear(bob, { hosts: ['10.0.0.9', '10.0.0.8'] })
    linked.set(bob.peer, '10.0.0.8')
    expect(board.present()[1]?.hosts).toEqual(['10.0.0.8', '10.0.0.9'])
    linked.set(bob.peer, '192.168.7.7')
    expect(board.present()[1]?.hosts).toEqual(['192.168.7.7', '10.0.0.9', '10.0.0.8'])
  })

  test('ends when it was not renewed', async () => {
    await hear(bob)
    await clock.advanceAsync(PRESENCE_TTL_MS + 1)
    expect(present()).toEqual([alice.peer])
    expect(changes).toEqual([bob.peer, bob.peer])
  })

  test('that we could not reach is hidden until a newer word of it, or a link', async () => {
    await hear(bob)
    await hear(carol)
    board.hide(bob.peer)
    board.hide(carol.peer)
    board.hide(carol.peer)
    expect(present()).toEqual([alice.peer])
    expect(changes).toHaveLength(4)
    board.show(carol.peer)
    expect(present()).toEqual([alice.peer, carol.peer])
    clock.advance(1)
    await hear(bob, { load: 9 })
    expect(present()).toContain(bob.peer)
  })

  test('without a port to dial is no candidate', async () => {
    await hear(bob, { graphPort: 0 })
    expect(addresses).toEqual([])
    expect(present()).toContain(bob.peer)
  })
})

describe('nodes', () => {
  const bobs = { nodeId: '00000000000000b0', peer: bob.peer }

  test('are those whose presence is published, with what is said of them', async () => {
    await hear(bob, { attributes: 'upstairs' })
    await board.setAttributes('downstairs')
    expect(board.nodes()).toEqual([
      {
        nodeId: '00000000000000a0',
        peer: alice.peer,
        addresses: ['/ip4/10.0.0.1/tcp/1967'],
        attributes: 'downstairs'
      },
      { ...bobs, addresses: ['/ip4/10.0.0.9/tcp/1967'], attributes: 'upstairs' }
    ])
    expect(ours()).toMatchObject({ nodeId: '00000000000000a0', attributes: 'downstairs' })
  })

  test('are told of when they come, say something else about themselves, start anew, are out of reach and go', async () => {
    const next = async (change: Partial<PresenceData>): Promise<NodeChange[]> => {
      clock.advance(1)
      await hear(bob, change)
      return nodes.splice(0)
    }
    expect(await next({})).toEqual([{ change: 'connected', ...bobs }])
    expect(await next({ load: 90 })).toEqual([])
    expect(await next({ attributes: 'upstairs' })).toEqual([{ change: 'updated', ...bobs }])
    expect(await next({ attributes: 'upstairs', nodeId: '00000000000000b1' })).toEqual([
      { change: 'disconnected', ...bobs },
      { change: 'connected', ...bobs, nodeId: '00000000000000b1' }
    ])
    board.hide(bob.peer)
    expect(nodes.splice(0)).toMatchObject([{ change: 'disconnected', nodeId: '00000000000000b1' }])
    board.show(bob.peer)
    expect(nodes.splice(0)).toMatchObject([{ change: 'connected' }])
    await clock.advanceAsync(PRESENCE_TTL_MS + 1)
    expect(nodes).toMatchObject([{ change: 'disconnected' }])
    expect(board.nodes().map(({ peer }) => peer)).toEqual([alice.peer])
  })

  test('do without a presence where the graph wants none, unless an application here insists', async () => {
    presenceMax = 0
    await board.announce({})
    expect(ours()).toBeUndefined()
    expect(board.nodes()).toEqual([])
    await board.force(true)
    expect(ours()).toBeDefined()
    await board.force(false)
    expect(ours()).toBeUndefined()
    expect(board.own().nodeId).toBe('00000000000000a0')
  })

  test('start without one where the graph wants none', async () => {
    await board.close()
    presenceMax = 0
    board = newBoard()
    await board.start()
    expect(ours()).toBeUndefined()
    await clock.advanceAsync(PRESENCE_TTL_MS)
    expect(ours()).toBeUndefined()
  })
})

describe('looked for by a member', () => {
  const version = (): number | undefined => store.get(presenceId(alice.peer))?.version

  test('who publishes nothing does so for one life, renewed in it', async () => {
    presenceMax = 0
    await board.announce({})
    expect(ours()).toBeUndefined()
    board.sought()
    await settle()
    expect(ours()).toMatchObject({ hosts: ['10.0.0.1'] })
    await clock.advanceAsync(PRESENCE_TTL_MS - 1)
    expect(ours()).toBeDefined()
    await clock.advanceAsync(1)
    expect(ours()).toBeUndefined()
  })

  test('who is present writes anew what may not have reached everybody, and not for each who asks', async () => {
    const first = version()
    await clock.advanceAsync(SOUGHT_REWRITE_MS - 1)
    board.sought()
    await settle()
    expect(version()).toBe(first)
    await clock.advanceAsync(1)
    board.sought()
    await settle()
    const second = version()
    expect(second).toBeGreaterThan(first ?? Infinity)
    for (let i = 0; i < 10; i++) board.sought()
    await settle()
    expect(version()).toBe(second)
  })
})

test('addresses of a peer are those of its presence, while it can be reached', async () => {
  expect(board.addressesOf(bob.peer)).toEqual([])
  await hear(bob)
  expect(board.addressesOf(bob.peer)).toEqual(['/ip4/10.0.0.9/tcp/1967'])
  expect(knownThen).toEqual([['/ip4/10.0.0.9/tcp/1967']])
  board.hide(bob.peer)
  expect(board.addressesOf(bob.peer)).toEqual([])
})

test('closing leaves no timer of its own', async () => {
  await board.close()
  await store.close()
  expect(clock.pendingTimers).toBe(0)
})
