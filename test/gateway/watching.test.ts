// What a watch looks at when members say again that they are here, which all do all the time.
import { Readable } from 'node:stream'
import { afterEach, expect, test } from 'vitest'
import type { PeerId } from '../../src/base/index.js'
import type { WatchEvent } from '../../src/gateway/api/watch.js'
import { watchPrefix, type Watched } from '../../src/gateway/watching.js'
import { ContentNodes, URL_HASH_KEY, type ContentNode } from '../support/content-nodes.js'
import { eventually } from '../support/eventually.js'

const PREFIX = 'http://mirror.example/pool/'

const nodes = new ContentNodes()
afterEach(() => nodes.close())

test('a watch of a prefix looks at who came or went, and at what that member has alone', async () => {
  const [alice, bob] = [await nodes.add('alice'), await nodes.add('bob')]
  const publish = (at: ContentNode, name: string): Promise<unknown> =>
    at.content.publish(Readable.from([Buffer.from(name)]), { url: PREFIX + name })
  for (const name of ['one', 'two', 'three']) await publish(alice, name)
  for (const name of ['four', 'five']) await publish(bob, name)
  await eventually(() => expect(alice.content.locate({ url: `${PREFIX}five` })).toHaveLength(1))

  const events: WatchEvent[] = []
  let locates = 0
  let changed: (peer: PeerId) => void = () => {}
  const watched: Watched = {
    group: {
      ...{ id: 'aa'.repeat(32), self: alice.person.peer, urlHashKey: URL_HASH_KEY, store: alice.store },
      graph: {
        on: (_name: string, listener: unknown) => {
          changed = listener as typeof changed
          return () => {}
        },
        present: () =>
          nodes.nodes
            .filter(({ isDead }) => !isDead)
            .map(({ person: { peer }, announced }) => ({ peer, hosts: [], ...announced }))
      }
    },
    content: {
      locate: (query) => {
        locates++
        return alice.content.locate(query)
      }
    }
  }
  const stop = await watchPrefix(watched, PREFIX, (event) => events.push(event), new AbortController().signal)
  expect(events).toMatchObject([{ event: 'ready', data: { locations: [{}, {}, {}, {}, {}] } }])

  locates = 0
  for (const { peer } of watched.group.graph.present()) changed(peer)
  expect(locates).toBe(0)

  const gone = { holder: bob.person.peer, present: false }
  bob.isDead = true
  changed(bob.person.peer)
  changed(bob.person.peer)
  expect(locates).toBe(2)
  expect(events.slice(1)).toMatchObject([{ data: { location: gone } }, { data: { location: gone } }])

  bob.isDead = false
  changed(bob.person.peer)
  expect(locates).toBe(4)
  expect(events.slice(3)).toMatchObject([{ data: { location: { present: true } } }, {}])
  stop()
})
