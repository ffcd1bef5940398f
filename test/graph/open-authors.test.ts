// Whose durable records a graph without security keeps: anybody's, of so many.
import { expect, test } from 'vitest'
import { seededRandom, silentLogger } from '../../src/base/index.js'
import { MAX_OPEN_AUTHORS } from '../../src/graph/defaults.js'
import { graphIdBytes } from '../../src/graph/graph-id.js'
import { openSecurity } from '../../src/graph/graph-security.js'
import { createMemoryStorage, openStore, type Store } from '../../src/store/index.js'
import { encodeItem } from '../../src/store/store-item.js'
import { potluck } from '../../src/store/store-pb.js'
import { FakeClock } from '../support/fake-clock.js'
import { bookType } from '../support/graphs.js'
import { alice, bob, type Person } from '../support/people.js'

const { SignedHead, HeadStatement } = potluck.store.v1
const group = graphIdBytes('garden')
const { policy } = openSecurity(group)

function storeOf({ keyPair }: Person): Promise<Store> {
  const components = { keyPair, policy, clock: new FakeClock(), random: seededRandom(1), logger: silentLogger }
  return openStore({ ...components, storage: createMemoryStorage() }, { group })
}

test('what nobody signed takes no places', async () => {
  const store = await storeOf(alice)
  const random = seededRandom(7)
  const outcomes = new Set<string>()
  for (let i = 0; i < MAX_OPEN_AUTHORS; i++) {
    const heads = [random.bytes(32)]
    const unsigned = { author: random.bytes(32), shard: 1, firstLivingShard: 1, changes: 1, heads }
    const statement = HeadStatement.encode(unsigned).finish()
    const head = SignedHead.encode({ statement, signature: new Uint8Array(64) }).finish()
    const { outcome } = await store.receive(encodeItem({ type: 'shard-update', head, change: undefined }))
    outcomes.add(outcome)
  }
  expect([...outcomes]).toEqual(['refused'])
  const theirs = await storeOf(bob)
  const items: Uint8Array[] = []
  theirs.on('item:local', (item) => items.push(item))
  await theirs.add(bookType, { data: 'an honest record' })
  for (const item of items) expect(await store.receive(item)).toEqual({ outcome: 'applied' })
})
