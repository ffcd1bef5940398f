// Groups that a node opens and closes while it runs.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { silentLogger, systemClock, systemRandom } from '../../src/base/index.js'
import { loadConfig } from '../../src/gateway/index.js'
import { openNode, type PotluckNode } from '../../src/gateway/node.js'
import { createGroup, createIdentity, listGroups, saveIdentity } from '../../src/group/index.js'
import { freePort } from '../support/free-port.js'

let home: string
let ids: string[]
let node: PotluckNode
let open: (onDemand: boolean) => Promise<PotluckNode>
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'potluck-node-groups-'))
  await saveIdentity(home, createIdentity('alice'))
  ids = [(await createGroup(home, 'Office')).id, (await createGroup(home, 'Home')).id]
  const flags = {
    ...{ 'ports.group': 0, 'ports.content': 0, 'ports.gateway': 0 },
    ...{ 'listen.hosts': ['127.0.0.1'], 'discovery.mdns': false }
  }
  const config = await loadConfig({ home, env: {}, flags })
  open = (onDemand) =>
    openNode({ clock: systemClock, random: systemRandom, logger: silentLogger }, { home, config, onDemand })
  node = await open(true)
})
afterEach(async () => {
  await node.close()
  await rm(home, { recursive: true })
})

const openIds = (): string[] => node.groups().map(({ id }) => id)

test('a node opens the groups that it is asked for, each once, and closes each by itself', async () => {
  const [office = '', home_ = ''] = ids
  expect(openIds()).toEqual([])
  const port = await freePort()
  const opening = { port, connect: false }
  const [first, again] = await Promise.all([node.openGroup(office, opening), node.openGroup(office, opening)])
  expect(again).toBe(first)
  await node.openGroup(home_)
  expect(openIds()).toEqual([office, home_])
  expect(await node.reload()).toEqual([])

  expect(first.group.status.listening).toBe(false)
  expect([await first.connect(), await first.connect()]).toEqual(['connected', 'already'])
  expect(first.group.graph.port).toBe(port)
  await node.closeGroup(home_)
  await node.closeGroup(home_)
  expect(openIds()).toEqual([office])
  const reopened = node.openGroup(home_, { port })
  await expect(reopened).rejects.toMatchObject({ code: 'PORT_IN_USE' })
  await node.closeGroup(office)
  expect((await node.openGroup(home_, { port })).group.status.listening).toBe(true)
})

test('a group that is deleted while others are looked for is gone: nothing opens it between', async () => {
  const [office = '', home_ = ''] = ids
  await node.close()
  node = await open(false)
  expect(openIds().sort()).toEqual([...ids].sort())
  await Promise.all([node.deleteGroup(office), node.reload()])
  expect([openIds(), node.failedGroups()]).toEqual([[home_], []])
  expect(await listGroups(home)).toEqual([home_])
})

test('from when it begins to close it opens none, and what was being opened is closed', async () => {
  const opening = node.openGroup(ids[0]!)
  await new Promise(setImmediate)
  const closing = node.close()
  const { group } = await opening
  await expect(node.openGroup(ids[1]!)).rejects.toMatchObject({ code: 'NOT_READY' })
  await closing
  expect(group.status.listening).toBe(false)
})
