// A program's own word on each record of its graph, over real libp2p on loopback: what one node hides still reaches the next.
import { createHmac } from 'node:crypto'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { equalBytes } from '../../src/base/index.js'
import { graphIdBytes } from '../../src/graph/graph-id.js'
import { openSecurity } from '../../src/graph/graph-security.js'
import { PeerGraph, type GraphOptions } from '../../src/graph/index.js'
import { readData, type GroupRecord, type Validity } from '../../src/record/index.js'
import type { RecordSecurity } from '../../src/store/index.js'
import { eventually } from '../support/eventually.js'
import { bookType } from '../support/graphs.js'
import { alice, bob, carol, type Person } from '../support/people.js'

const LOOPBACK = { scope: 'loopback' } as const
let home: string

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'potluck-graph-'))
})

afterEach(async () => {
  await PeerGraph.closeAll()
  await rm(home, { recursive: true })
})

/** Puts a seal into each record that only who knows the secret can make. */
function sealing(secret: string, unsealed: () => Validity = () => 'invalid'): RecordSecurity {
  const seal = ({ id, version, deleted, data }: GroupRecord, change: string): Uint8Array =>
    createHmac('sha256', secret)
      .update(JSON.stringify([id, version, deleted, change]))
      .update(data)
      .digest()
  return {
    secure: seal,
    validate: (record, change) =>
      record.security !== undefined && equalBytes(record.security, seal(record, change)) ? 'valid' : unsealed()
  }
}

function options(who: Person, records: RecordSecurity): GraphOptions {
  const security = { ...openSecurity(graphIdBytes('garden')), records }
  return { graphId: 'garden', keyPair: who.keyPair, folder: join(home, who.name), mdns: false, security }
}

/** Linked with `to`, and synchronised. */
async function joined(who: Person, to: PeerGraph, records: RecordSecurity): Promise<PeerGraph> {
  const { graph } = await PeerGraph.open(options(who, records))
  graph.connect(to.addresses[0]!)
  await eventually(() => expect(graph.status.synchronised).toBe(true))
  return graph
}

const texts = ({ records }: PeerGraph): (string | undefined)[] =>
  records
    .find({ type: bookType.name })
    .map((record) => readData(bookType, record))
    .sort()

test('records that are sealed count, others wait or are hidden, and go everywhere all the same', async () => {
  const a = await PeerGraph.create(options(alice, sealing('ours')))
  await a.listen(LOOPBACK)
  let unsealed: Validity = 'deferred'
  const b = await joined(
    bob,
    a,
    sealing('ours', () => unsealed)
  )
  const c = await joined(
    carol,
    a,
    sealing('another’s', () => 'valid')
  )
  const { id } = await a.records.add(bookType, { data: 'the first' })
  const foreign = await c.records.add(bookType, { data: 'not sealed' })
  await eventually(() => expect(texts(b)).toEqual(['the first']))
  expect(b.records.get(id)?.security).toEqual(a.records.get(id)?.security)
  expect(b.records.get(id)?.security).toHaveLength(32)
  // It came through a node that hides it, and that blames nobody.
  await eventually(() => expect(b.records.deferredIds()).toContain(foreign.id))
  await eventually(() => expect(texts(c)).toEqual(['not sealed', 'the first']))
  expect(texts(a)).toEqual(['the first'])
  expect(a.connections({ kinds: ['neighbour'] }).count).toBe(2)

  unsealed = 'valid'
  b.records.validateDeferredRecords([foreign.id])
  expect(texts(b)).toEqual(['not sealed', 'the first'])
  await a.records.delete(id)
  await eventually(() => expect(texts(b)).toEqual(['not sealed']))
})

test('what is not to be secured is not written, and the graph goes on', async () => {
  const ours = sealing('ours')
  const refuse = (): never => {
    throw new Error('no books')
  }
  const a = await PeerGraph.create(
    options(alice, {
      ...ours,
      secure: (record, change) => (record.type === bookType.name ? refuse() : ours.secure(record, change))
    })
  )
  await expect(a.records.add(bookType, { data: 'one' })).rejects.toMatchObject({
    code: 'NOT_ALLOWED',
    cause: expect.objectContaining({ message: 'no books' }) as Error
  })
  expect(a.properties().creator).toBe(alice.peer)
})

test('who secures records validates them too, or there is no graph', async () => {
  const half = options(alice, { secure: () => new Uint8Array() } as unknown as RecordSecurity)
  const refused = { code: 'INVALID_ARGUMENT' }
  await expect(PeerGraph.create(half)).rejects.toMatchObject(refused)
  await expect(PeerGraph.open(half)).rejects.toMatchObject(refused)
  expect(await readdir(home)).toEqual([])
})
