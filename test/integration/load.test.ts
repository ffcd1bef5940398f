// How busy holders say that they are, with real readers.
import { buffer } from 'node:stream/consumers'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { systemClock, type Clock } from '../../src/base/index.js'
import { LEAF_BYTES } from '../../src/content/index.js'
import { LOAD_LOOK_MS } from '../../src/content/crossing-defaults.js'
import { openCachedOrigin, type CachedOrigin } from '../support/cached-origin.js'
import { ContentNodes, type ContentNode } from '../support/content-nodes.js'
import { eventually } from '../support/eventually.js'

const CONTENT = Buffer.alloc(3 * LEAF_BYTES + 17, 'content ')

let origin: CachedOrigin
let group: ContentNodes
/** What looks how busy it is when its time has come: here when the test says so. */
let looks: (() => void)[]

beforeEach(async () => {
  looks = []
  origin = await openCachedOrigin(CONTENT, { 'cache-control': 'max-age=60' })
  const clock: Clock = {
    ...systemClock,
    setTimer: (delayMs, fire) => {
      if (delayMs !== LOAD_LOOK_MS) return systemClock.setTimer(delayMs, fire)
      looks.push(fire)
      return { cancel: () => {} }
    }
  }
  group = new ContentNodes({ clock, usesUplink: (name) => name === 'alice' })
})
afterEach(async () => {
  await group.close()
  await origin.close()
})

test('the load of a holder rises while members read from it, and falls when they are done', async () => {
  const nodes: ContentNode[] = []
  for (const name of ['alice', 'bob', 'carol', 'dave', 'erin']) nodes.push(await group.add(name))
  const [alice, bob] = nodes as [ContentNode, ContentNode]
  const loadOfAlice = (): number | undefined => {
    for (const look of looks.splice(0)) look()
    return bob.content.locate({ url: origin.url }).find(({ holder }) => holder === alice.person.peer)?.load
  }
  origin.holdAtBytes = LEAF_BYTES + 1
  const all = nodes.map(async ({ content }) => {
    const { body, done } = await content.fetch(origin.url)
    const bytes = await buffer(body)
    await done
    return bytes
  })
  await eventually(() => expect(loadOfAlice()).toBe(25))
  origin.release()
  for (const bytes of await Promise.all(all)) expect(bytes.equals(CONTENT)).toBe(true)
  await eventually(() => expect(loadOfAlice()).toBe(0))
  expect(origin.answers).toEqual(['GET 200'])
})
