import { beforeEach, describe, expect, test } from 'vitest'
import {
  FRAME_OVERHEAD_BYTES,
  HELLO_BUDGET_MS,
  ITEMS_BURST,
  ITEMS_PER_SECOND,
  ITEM_BYTES_BURST,
  MAX_JUDGING_ITEMS,
  MAX_QUEUED_ITEMS,
  MAX_QUEUED_ITEM_BYTES,
  MAX_WAITING_SYNC_BYTES,
  SEND_STALL_MS,
  SENT_PART,
  SMALL_FRAMES_BURST,
  SMALL_FRAMES_PER_SECOND
} from '../../src/graph/defaults.js'
import {
  goodbyeFrame,
  helloFrame,
  itemFrame,
  pingFrame,
  pullFrame,
  readLinkFrame,
  syncFrame,
  type LinkFrame
} from '../../src/graph/link-frame.js'
import { potluck } from '../../src/graph/graph-pb.js'
import { StreamLink, type LinkEnd, type LinkHandlers } from '../../src/graph/stream-link.js'
import { MAX_SYNC_FRAME_BYTES } from '../../src/store/index.js'
import { FakeClock, settle } from '../support/fake-clock.js'
import { hello } from '../support/hello.js'
import { memoryChannels, type MemoryChannel } from '../support/memory-channel.js'

interface Heard {
  items: string[]
  syncs: string[]
  pulls: number
  down: LinkEnd[]
}

const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString()
const bytes = (value: string): Uint8Array => new Uint8Array(Buffer.from(value))

let clock: FakeClock
let ours: MemoryChannel
let theirs: MemoryChannel
let link: StreamLink
let heard: Heard
let reader: AsyncGenerator<Uint8Array, void, undefined>

function handlers(change: Partial<LinkHandlers> = {}): LinkHandlers {
  return {
    onItem: async (item) => void heard.items.push(text(item)),
    onSync: async (frame) => void heard.syncs.push(text(frame)),
    onPull: () => (heard.pulls += 1),
    onDown: (end) => heard.down.push(end),
    ...change
  }
}

/** The next frame that reaches the other side. */
async function next(): Promise<LinkFrame | undefined> {
  const { value } = await reader.next()
  return value === undefined ? undefined : readLinkFrame(value)
}

async function startLink(change?: Partial<LinkHandlers>): Promise<void> {
  await theirs.send(helloFrame(hello(1)))
  await link.exchangeHello(true, hello(1967))
  await next()
  link.start(handlers(change))
}

beforeEach(() => {
  clock = new FakeClock()
  ;[ours, theirs] = memoryChannels()
  reader = theirs.frames()
  link = new StreamLink('peer', ours, clock)
  heard = { items: [], syncs: [], pulls: 0, down: [] }
})

describe('hellos', () => {
  test('who dialled speaks first, and both learn where the other listens', async () => {
    const other = new StreamLink('me', theirs, clock)
    const [asDialler, asListener] = await Promise.all([
      link.exchangeHello(true, hello(1967)),
      other.exchangeHello(false, hello(2000))
    ])
    expect(asDialler).toEqual({ version: 1, ...hello(2000) })
    expect(asListener).toEqual({ version: 1, ...hello(1967) })
    expect(clock.pendingTimers).toBe(0)
  })

  test('who was dialled says nothing before it has heard', async () => {
    const waiting = link.exchangeHello(false, hello(1967))
    await settle()
    expect(theirs.waitingFrames).toBe(0)
    await theirs.send(helloFrame(hello(1)))
    await waiting
    expect(await next()).toMatchObject({ kind: 'hello' })
  })

  test('none within the budget ends the link', async () => {
    const waiting = link.exchangeHello(true, hello(1967))
    const refused = expect(waiting).rejects.toMatchObject({ code: 'LINK_CLOSED' })
    await clock.advanceAsync(HELLO_BUDGET_MS)
    await refused
    expect(link.isDown).toBe(true)
  })

  const wire = potluck.graph.v1.LinkFrame
  test.each([
    ['a goodbye', goodbyeFrame('full'), /full/],
    ['another version', wire.encode({ hello: { version: 2 } }).finish(), /version 2/],
    ['an item', itemFrame(bytes('x')), /no hello/],
    ['garbage', new Uint8Array([0xff, 0xff]), /no hello/]
  ])('%s instead ends the link', async (_what, frame, message) => {
    await theirs.send(frame)
    await expect(link.exchangeHello(true, hello(1967))).rejects.toThrow(message)
    expect(link.isDown).toBe(true)
  })
})

describe('reading', () => {
  test('items, frames of synchronising and pulls reach their handlers, in order', async () => {
    await startLink()
    for (const frame of [itemFrame(bytes('a')), syncFrame(bytes('s')), itemFrame(bytes('b')), syncFrame(bytes('t'))]) {
      await theirs.send(frame)
    }
    await theirs.send(potluck.graph.v1.LinkFrame.encode({ pull: {} }).finish())
    await settle()
    expect(heard).toEqual({ items: ['a', 'b'], syncs: ['s', 't'], pulls: 1, down: [] })
  })

  test('what a later version sends is passed over', async () => {
    await startLink()
    await theirs.send(new Uint8Array([0x82, 0x02, 0x00])) // Field 32: a message.
    await theirs.send(itemFrame(bytes('a')))
    await settle()
    expect(heard.items).toEqual(['a'])
  })

  test('a frame that breaks a rule ends the link, and says why', async () => {
    await startLink()
    await theirs.send(new Uint8Array([0x12, 0x7f]))
    expect(await next()).toMatchObject({ kind: 'goodbye', reason: 'protocol' })
    await clock.advanceAsync(1)
    expect(link.isDown).toBe(true)
    expect(heard.down).toHaveLength(1)
  })

  test('a second hello breaks a rule', async () => {
    await startLink()
    await theirs.send(helloFrame(hello(1)))
    expect(await next()).toMatchObject({ kind: 'goodbye', reason: 'protocol' })
  })

  test('a goodbye ends it with the other side’s reason', async () => {
    await startLink()
    await theirs.send(goodbyeFrame('closing'))
    await settle()
    expect(heard.down).toMatchObject([{ by: 'them', reason: 'closing' }])
  })

  test('a store that judges slowly stops the reading, and it goes on when items are judged', async () => {
    const judging: (() => void)[] = []
    await startLink({ onItem: () => new Promise((resolve) => judging.push(resolve)) })
    const sent = MAX_JUDGING_ITEMS + 100
    for (let i = 0; i < sent; i++) await theirs.send(itemFrame(bytes('x')))
    await settle()
    expect(judging).toHaveLength(MAX_JUDGING_ITEMS + 1)
    expect(ours.waitingFrames).toBe(sent - judging.length)
    for (const judged of judging.splice(0)) judged()
    await settle()
    expect(ours.waitingFrames).toBe(0)
  })

  test('small frames without end cost the link, an honest number of them does not', async () => {
    await startLink()
    for (let i = 0; i < SMALL_FRAMES_BURST; i++) await theirs.send(pullFrame())
    await settle()
    expect([heard.pulls, link.isDown]).toEqual([SMALL_FRAMES_BURST, false])
    await clock.advanceAsync(1000)
    for (let i = 0; i <= SMALL_FRAMES_PER_SECOND; i++) await theirs.send(pingFrame(i))
    await settle()
    expect(heard.down).toMatchObject([{ by: 'us', reason: 'protocol' }])
  })

  test('tiny frames of synchronising fill the queue too', async () => {
    await startLink({ onSync: () => new Promise(() => {}) })
    const enough = MAX_WAITING_SYNC_BYTES / FRAME_OVERHEAD_BYTES
    for (let i = 0; i < enough + 100; i++) await theirs.send(syncFrame(bytes('s')))
    await settle()
    expect(ours.waitingFrames).toBeGreaterThan(0)
  })

  test('a store that synchronises slowly keeps no item waiting until its own queue is full', async () => {
    await startLink({ onSync: () => new Promise(() => {}) })
    await theirs.send(syncFrame(new Uint8Array(1000)))
    await theirs.send(itemFrame(bytes('a')))
    await settle()
    expect(heard.items).toEqual(['a'])
    for (let i = 0; i < 8; i++) await theirs.send(syncFrame(new Uint8Array(MAX_SYNC_FRAME_BYTES)))
    await settle()
    expect(ours.waitingFrames).toBeGreaterThan(0)
  })
})

describe('writing', () => {
  test('items and frames of synchronising go in turn, whichever queue is longer', async () => {
    await startLink()
    ours.hold()
    link.flood(itemFrame(bytes('first')))
    await settle()
    for (let i = 0; i < 3; i++) link.flood(itemFrame(bytes(`item ${i}`)))
    const sent = [0, 1].map((i) => link.sendSync(bytes(`sync ${i}`)))
    ours.release()
    await Promise.all(sent)
    await settle()
    const order: string[] = []
    for (let i = 0; i < 6; i++) {
      const frame = await next()
      if (frame?.kind === 'item') order.push(text(frame.item))
      if (frame?.kind === 'sync') order.push(text(frame.frame))
    }
    expect(order).toEqual(['first', 'sync 0', 'item 0', 'sync 1', 'item 1', 'item 2'])
  })

  test('a full queue is dropped; once the other side has caught up it is asked to pull, and flooding goes on', async () => {
    await startLink()
    ours.hold()
    link.flood(itemFrame(bytes('under way')))
    await settle()
    for (let i = 0; i <= MAX_QUEUED_ITEMS; i++) link.flood(itemFrame(bytes(`dropped ${i}`)))
    link.flood(itemFrame(bytes('dropped too')))
    expect(await next()).toMatchObject({ kind: 'item' })
    ours.release()
    expect(await next()).toEqual({ kind: 'pull' })
    await settle()
    link.flood(itemFrame(bytes('after')))
    const after = await next()
    expect(after?.kind === 'item' && text(after.item)).toBe('after')
  })

  test('the queue is bounded by bytes too', async () => {
    await startLink()
    ours.hold()
    const big = itemFrame(new Uint8Array(64 * 1024))
    link.flood(big)
    await settle()
    for (let i = 0; i <= MAX_QUEUED_ITEM_BYTES / big.byteLength + 1; i++) link.flood(big)
    ours.release()
    expect([(await next())?.kind, (await next())?.kind]).toEqual(['item', 'pull'])
  })

  test('no more is flooded than the other side takes; the rest follows with time, and other frames do not wait for it', async () => {
    await startLink()
    const burst = SENT_PART * ITEMS_BURST
    const drain = async (): Promise<string[]> => {
      await settle()
      const kinds: string[] = []
      for (let i = theirs.waitingFrames; i > 0; i--) kinds.push((await next())?.kind ?? 'nothing')
      return kinds
    }
    let items = 0
    while (items < burst) {
      for (let i = 0; i < MAX_QUEUED_ITEMS && items < burst; i++, items++) link.flood(itemFrame(bytes('x')))
      expect(await drain()).not.toContain('pull')
    }
    for (let i = 0; i < 10; i++) link.flood(itemFrame(bytes('over')))
    await link.sendSync(bytes('sync'))
    expect(await drain()).toEqual(['sync'])
    await clock.advanceAsync(5000 / (SENT_PART * ITEMS_PER_SECOND))
    const first = (await drain()).length
    expect(first).toBeGreaterThan(0)
    expect(first).toBeLessThanOrEqual(5)
    await clock.advanceAsync(1000)
    expect(await drain()).toHaveLength(10 - first)
    expect(clock.pendingTimers).toBe(0)
  })

  test('before our goodbye everything goes that waits', async () => {
    await startLink()
    const big = itemFrame(new Uint8Array(64 * 1024))
    const items = Math.ceil((SENT_PART * ITEM_BYTES_BURST) / big.byteLength) + 3
    for (let i = 0; i < items; i++) {
      link.flood(big)
      await settle()
    }
    expect(theirs.waitingFrames).toBeLessThan(items)
    const closing = link.close('closing', 1000)
    await settle()
    expect(theirs.waitingFrames).toBe(items + 1)
    theirs.abort('read all')
    await closing
  })

  test('who reads nothing for long is cut', async () => {
    await startLink()
    ours.hold()
    link.flood(itemFrame(bytes('x')))
    await clock.advanceAsync(SEND_STALL_MS - 1)
    expect(link.isDown).toBe(false)
    await clock.advanceAsync(1)
    expect(link.isDown).toBe(true)
    expect(heard.down).toHaveLength(1)
  })

  test('closing sends what is queued, then the goodbye, and waits for the other side', async () => {
    await startLink()
    link.flood(itemFrame(bytes('last words')))
    const closing = link.close('closing', 1000)
    expect(await next()).toMatchObject({ kind: 'item' })
    expect(await next()).toMatchObject({ kind: 'goodbye', reason: 'closing' })
    expect(await next()).toBeUndefined()
    expect(link.isDown).toBe(false)
    await theirs.close(new AbortController().signal)
    await closing
    expect(link.isDown).toBe(true)
    expect(heard.down).toHaveLength(1)
    expect(clock.pendingTimers).toBe(0)
  })

  test('closing waits no longer than its budget', async () => {
    await startLink()
    ours.hold()
    const closing = link.close('closing', 200)
    await clock.advanceAsync(200)
    await closing
    expect(link.isDown).toBe(true)
  })

  test('a link that is down refuses, and fails what waited', async () => {
    await startLink()
    ours.hold()
    const first = link.sendSync(bytes('a'))
    const second = link.sendSync(bytes('b'))
    const failures = [first, second].map((sent) => expect(sent).rejects.toMatchObject({ code: 'LINK_CLOSED' }))
    await settle()
    link.cut('for this test', 'unspecified')
    await Promise.all(failures)
    await expect(link.sendSync(bytes('c'))).rejects.toMatchObject({ code: 'LINK_CLOSED' })
    link.flood(itemFrame(bytes('x')))
    link.pull()
    await link.close('closing', 1)
    expect(heard.down).toHaveLength(1)
  })

  test('a frame of synchronising over its limit is refused', async () => {
    await startLink()
    const big = new Uint8Array(MAX_SYNC_FRAME_BYTES + 1)
    await expect(link.sendSync(big)).rejects.toMatchObject({ code: 'FRAME_TOO_LARGE' })
    await expect(link.sendSync(big.subarray(1))).resolves.toBeUndefined()
  })
})
