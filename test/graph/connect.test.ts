import { expect, test } from 'vitest'
import { silentLogger } from '../../src/base/index.js'
import { ConnectMachine, type ConnectOutput } from '../../src/graph/connect.js'
import type { NeighbourChange } from '../../src/graph/connections.js'
import { Connector, type ConnectResult } from '../../src/graph/connector.js'
import { HELLO_BUDGET_MS, MAX_CONNECT_ATTEMPTS, MAX_CONNECTS } from '../../src/graph/defaults.js'
import type { Referral } from '../../src/graph/link-frame.js'
import type { LinkedNeighbour } from '../../src/graph/link-table.js'
import { FakeClock, settle } from '../support/fake-clock.js'
import { alice, bob, carol, person } from '../support/people.js'

const at = (who: { peer: string }, port = 1): Referral => ({ peer: who.peer, address: `/ip4/10.0.0.9/tcp/${port}` })
const target = { peer: undefined, address: '/ip4/10.0.0.1/tcp/1' }

test('who is turned away tries those that it was referred to, one after the other, none twice', () => {
  const machine = new ConnectMachine()
  expect(machine.handle({ type: 'ask', id: 1, target })).toEqual([{ type: 'dial', id: 1, target }])
  const full = { type: 'failed', reason: 'refused' } as const
  const first = machine.handle({ ...full, id: 1, nextId: 2, peer: alice.peer, referrals: [at(bob), at(carol)] })
  expect(first).toEqual([
    { type: 'failed', id: 1, peer: alice.peer, reason: 'refused', nextId: 2 },
    { type: 'dial', id: 2, target: at(bob) }
  ])
  const second = machine.handle({ ...full, id: 2, nextId: 3, peer: bob.peer, referrals: [at(alice), at(carol)] })
  expect(second[1]).toEqual({ type: 'dial', id: 3, target: at(carol) })
  expect(machine.handle({ ...full, id: 3, nextId: 4, peer: carol.peer, referrals: [at(bob)] })).toEqual([
    { type: 'failed', id: 3, peer: carol.peer, reason: 'refused', nextId: undefined }
  ])
  expect(machine.size).toBe(0)
})

test('however many are named, the attempts end', () => {
  const machine = new ConnectMachine()
  let outputs: ConnectOutput[] = machine.handle({ type: 'ask', id: 1, target })
  let attempts = 0
  for (let id = 1; outputs.some(({ type }) => type === 'dial'); id++) {
    attempts += 1
    const referrals = Array.from({ length: 8 }, (_, number) => at(person(`referred ${id} ${number}`)))
    const peer = undefined
    outputs = machine.handle({ type: 'failed', id, nextId: id + 1, peer, reason: 'unreachable', referrals })
  }
  expect(attempts).toBe(MAX_CONNECT_ATTEMPTS)
})

test('what leads to a neighbour goes on to nobody', () => {
  const machine = new ConnectMachine()
  machine.handle({ type: 'ask', id: 1, target })
  const failed = { type: 'failed', id: 1, nextId: 2, peer: bob.peer, referrals: [at(carol)] } as const
  expect(machine.handle({ ...failed, reason: 'already-connected' })).toMatchObject([{ nextId: undefined }])
})

interface Dialled {
  answered(peer: string): void
  end(result: Partial<ConnectResult>): Promise<void>
}

function connector(): { connector: Connector; changes: NeighbourChange[]; dials: Dialled[]; clock: FakeClock } {
  const changes: NeighbourChange[] = []
  const dials: Dialled[] = []
  const clock = new FakeClock()
  let id = 0
  const made = new Connector({
    nextId: () => (id += 1),
    dial: (_target, answered) =>
      new Promise((resolve) => {
        const end = async (result: Partial<ConnectResult>): Promise<void> => {
          resolve({ result: 'failed', peer: undefined, failure: undefined, referrals: [], ...result })
          await settle()
        }
        dials.push({ answered, end })
      }),
    onChange: (change) => changes.push(change),
    clock
  })
  return { connector: made, changes, dials, clock }
}

function neighbour(peer: string, direction: 'inbound' | 'outbound' = 'outbound'): LinkedNeighbour {
  const hello = { version: 1, listenPort: 0, features: [], nodeId: undefined }
  return { peer, direction, address: '/ip4/10.0.0.1/tcp/1', hello, link: silentLogger as never }
}

test('the link that an attempt becomes has its id, others have ids of their own', async () => {
  const { connector: made, changes, dials } = connector()
  const id = made.connect(target)
  made.linkUp(neighbour(carol.peer, 'inbound'))
  dials[0]!.answered(bob.peer)
  made.linkUp(neighbour(bob.peer))
  await dials[0]!.end({ result: 'linked', peer: bob.peer })
  made.linkDown(neighbour(bob.peer))
  expect(changes.map((change) => [change.change, change.id, change.peer])).toEqual([
    ['connected', 2, carol.peer],
    ['connected', id, bob.peer],
    ['disconnected', id, bob.peer]
  ])
})

test('of a peer that is a neighbour already there is no second connection', async () => {
  const { connector: made, changes, dials } = connector()
  made.linkUp(neighbour(bob.peer))
  const again = { peer: bob.peer, address: target.address }
  expect(() => made.connect(again)).toThrow(expect.objectContaining({ code: 'ALREADY_CONNECTED' }))
  const id = made.connect(target) // Who is there shows only later.
  dials[0]!.answered(bob.peer)
  await dials[0]!.end({ result: 'linked', peer: bob.peer })
  expect(changes[1]).toEqual({
    change: 'failed',
    id,
    peer: bob.peer,
    reason: 'already-connected',
    nextId: undefined
  })
})

test('while the other side dials us, its link is waited for, and no longer than a hello takes', async () => {
  const { connector: made, changes, dials, clock } = connector()
  const id = made.connect(target)
  dials[0]!.answered(bob.peer)
  await dials[0]!.end({ result: 'pending', peer: bob.peer })
  made.linkUp(neighbour(bob.peer, 'inbound'))
  expect(changes).toMatchObject([{ change: 'connected', id }])
  const other = made.connect({ peer: undefined, address: '/ip4/10.0.0.2/tcp/1' })
  dials[1]!.answered(carol.peer)
  await dials[1]!.end({ result: 'pending', peer: carol.peer })
  await clock.advanceAsync(HELLO_BUDGET_MS)
  expect(changes.slice(1)).toMatchObject([{ change: 'failed', id: other, reason: 'unreachable' }])
  expect(clock.pendingTimers).toBe(0)
})

test('so many attempts run at once', () => {
  const { connector: made } = connector()
  for (let count = 0; count < MAX_CONNECTS; count++) made.connect(target)
  expect(() => made.connect(target)).toThrow(expect.objectContaining({ code: 'TOO_MANY_CONNECTIONS' }))
})
