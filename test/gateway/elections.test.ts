// Elections over HTTP, as programs ask for them: the routes and the client, over members on a clock that runs by itself.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { PotluckClient } from '../../src/client/index.js'
import type { NodeGroup } from '../../src/gateway/node.js'
import { createTestGroup, type TestGroup, type TestMember } from '../../src/testing/index.js'
import { useLoopbackServer } from '../support/loopback-server.js'

const at = useLoopbackServer()
let group: TestGroup
let alice: TestMember
let bob: TestMember

beforeEach(async () => {
  group = await createTestGroup(2)
  ;[alice, bob] = group.members as [TestMember, TestMember]
  const { id, name, elections } = alice
  const open = { id, name, elections } as unknown as NodeGroup
  at.server.serve(at.nodeDouble({ group: () => open, groups: () => [open] }))
})
afterEach(() => group.close())

type Right = 'read' | 'records' | 'administer'

const client = (...rights: Right[]): Promise<PotluckClient> => clientCalled('printing', rights)

async function clientCalled(name: string, rights: readonly Right[]): Promise<PotluckClient> {
  const { token } = await at.tokens.create({ name, rights })
  return new PotluckClient({ url: `http://127.0.0.1:${at.server.port}`, token, group: 'Home' })
}

test('a program elects for its namespace, and reads who was elected and why', async () => {
  const { elections } = await client('read', 'records')
  expect(await elections.list()).toEqual([])
  bob.elections.offer('printing', { 7: 6 })
  const elected = await elections.start('printing', { criteria: { 7: 5 } })
  expect(elected).toMatchObject({ kind: 'printing', peer: bob.identity.peer, self: false, backup: alice.identity.peer })
  expect(await elections.list()).toEqual([{ kind: 'printing', provider: elected }])
  const explained = await elections.explain('printing')
  expect(explained).toMatchObject({ provider: elected, state: 'idle', running: false, decidedBy: 'level 7' })
  expect(explained.stood.map(({ peer, lostBy }) => [peer, lostBy])).toEqual([
    [bob.identity.peer, undefined],
    [alice.identity.peer, 'level 7']
  ])
})

test('for all it takes the right to administer; what is no kind, or no criterion, says so', async () => {
  const program = (await client('read', 'records')).elections
  const administrator = (await client('administer')).elections
  const refused = (code: string, call: Promise<unknown>): Promise<void> => expect(call).rejects.toMatchObject({ code })
  await refused('FORBIDDEN', program.start('group'))
  await refused('FORBIDDEN', (await clientCalled('group', ['read', 'records'])).elections.start('group'))
  await refused('FORBIDDEN', (await client('read')).elections.start('printing'))
  await refused('NO_ELECTION', program.explain('group'))
  await refused('BAD_KIND', administrator.explain('Who?'))
  await refused('BAD_CRITERIA', administrator.start('group', { criteria: { 1: 9 } }))
  expect(await administrator.start('group')).toMatchObject({ kind: 'group' })
})
