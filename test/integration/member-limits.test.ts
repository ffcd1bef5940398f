// What a member may not do although it is one, over real connections: serve, and have others fetch for it.
import { createHash } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { seededRandom } from '../../src/base/index.js'
import { LEAF_BYTES, locationType, type FetchResult } from '../../src/content/index.js'
import { ContentNodes, type ContentNode } from '../support/content-nodes.js'
import { eventually } from '../support/eventually.js'
import { openSlowOrigin, type SlowOrigin } from '../support/slow-origin.js'

const CONTENT = seededRandom(4).bytes(3 * LEAF_BYTES + 77)
const DIGEST = createHash('sha256').update(CONTENT).digest('hex')

let group: ContentNodes
let origin: SlowOrigin
let alice: ContentNode
let limited: ContentNode

beforeEach(async () => {
  origin = await openSlowOrigin({ content: CONTENT })
  group = new ContentNodes()
  alice = await group.add('alice')
  limited = await group.add('limited')
})

afterEach(async () => {
  await group.close()
  await origin.close()
})

async function get(node: ContentNode): Promise<FetchResult> {
  const { body, done } = await node.content.fetch(origin.url)
  body.resume()
  return done
}

test('for whoever may not use their uplinks others do not go, and it goes by itself', async () => {
  group.limit(limited, { mayUseUplinks: false })
  const { digest, sources } = await get(limited)
  expect({ digest, uplink: sources.uplink }).toEqual({ digest: DIGEST, uplink: CONTENT.byteLength })
  expect(alice.content.transfers()).toEqual([])
  expect(alice.ledger.snapshot().uplink.bytesIn).toBe(0)
})

test('whoever may not use their uplinks reads along with nobody, and has what is whole all the same', async () => {
  group.limit(limited, { mayUseUplinks: false })
  const whole = await get(alice)
  await eventually(() => expect(limited.store.find({ type: locationType.name })).toHaveLength(1))
  const { digest, sources } = await get(limited)
  expect({ whole: whole.digest, digest, uplink: sources.uplink }).toEqual({ whole: DIGEST, digest: DIGEST, uplink: 0 })
  expect(origin.sentBytes).toBe(CONTENT.byteLength)
})

test('whoever may not serve says no port, and is passed over as a holder although it has said that it holds', async () => {
  await limited.content.publish([CONTENT] as never, { url: origin.url })
  const { contentPort } = limited.announced
  group.limit(limited, { mayServe: false })
  await eventually(() => expect(limited.announced.contentPort).toBe(0))
  limited.announced.contentPort = contentPort // It says so all the same.
  await eventually(() => expect(alice.store.find({ type: locationType.name })).toHaveLength(1))
  expect((await get(alice)).sources.uplink).toBe(CONTENT.byteLength)
  group.limit(limited, {})
  const carol = await group.add('carol')
  const { sources } = await get(carol)
  expect(sources.uplink).toBe(0)
})

test.each(['whoever downloads', 'whoever reads along'])(
  'what runs breaks off at once when %s is removed',
  async (who) => {
    await origin.close()
    origin = await openSlowOrigin({ content: CONTENT, holdAtBytes: LEAF_BYTES })
    const nodes = [alice, limited]
    const reading = nodes.map((node) => get(node))
    const inState = (state: string): ContentNode => {
      const node = nodes.find(({ content }) =>
        content.transfers().some((one) => one.state === state && one.bytes === LEAF_BYTES)
      )
      expect(node).toBeDefined()
      return node!
    }
    const leader = await eventuallyGives(() => inState('leading'))
    const reader = await eventuallyGives(() => inState('following'))
    expect(leader.ledger.snapshot().lan.bytesOut).toBe(LEAF_BYTES)
    group.remove(who === 'whoever downloads' ? leader : reader)
    origin.release()
    const results = await Promise.all(reading)
    expect(results.map(({ digest }) => digest)).toEqual([DIGEST, DIGEST])
    expect(results[nodes.indexOf(reader)]!.sources.uplink).toBe(CONTENT.byteLength - LEAF_BYTES)
    expect(leader.ledger.snapshot().lan.bytesOut).toBe(LEAF_BYTES)
  }
)

async function eventuallyGives<Value>(give: () => Value): Promise<Value> {
  let given: Value | undefined
  await eventually(() => void (given = give()))
  return given!
}
