// What is in order on a link, and what is not: stores, links and flooding as they are, while disks and lines take their time in any
// order. Spec: docs/protocols/link.md, Order.
import fc, { type Scheduler } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { silentLogger } from '../../src/base/index.js'
import { FloodDriver } from '../../src/graph/flood-driver.js'
import type { Frames } from '../../src/graph/frame-channel.js'
import { readLinkFrame } from '../../src/graph/link-frame.js'
import { LinkTable } from '../../src/graph/link-table.js'
import { openEnvelope } from '../../src/record/index.js'
import { checkChange } from '../../src/store/change-check.js'
import { createMemoryStorage, type Storage } from '../../src/store/index.js'
import { decodeItem } from '../../src/store/store-item.js'
import { TEST_GROUP } from '../support/changes.js'
import { FakeClock, settle } from '../support/fake-clock.js'
import { hello } from '../support/hello.js'
import { memoryChannels } from '../support/memory-channel.js'
import { alice, bob, carol, dave, type Person } from '../support/people.js'
import { noteType, openTestStore, signalType, type TestStore } from '../support/store-peers.js'

type Name = 'alice' | 'bob' | 'carol' | 'dave'
type Lifetime = 'durable' | 'ephemeral'

/** Somebody writes a record; then so much happens before the next step: 0: it is asked for in the same turn. */
interface Step {
  readonly author: Name
  readonly lifetime: Lifetime
  readonly happenings: number
}

interface Node extends TestStore {
  readonly links: LinkTable
  /** Neighbours that were asked for what lies between. */
  readonly gaps: string[]
}

const PEOPLE: { readonly [name in Name]: Person } = { alice, bob, carol, dave }
/** Two ways from alice to dave, two hops each. */
const SQUARE: readonly [Name, Name][] = [
  ['alice', 'bob'],
  ['alice', 'carol'],
  ['bob', 'dave'],
  ['carol', 'dave']
]
/** From alice to dave by carol and bob. */
const LINE: readonly [Name, Name][] = [
  ['alice', 'carol'],
  ['carol', 'bob'],
  ['bob', 'dave']
]

class Graph {
  readonly nodes = new Map<Name, Node>()
  /** What went over each link, `from → to`, oldest first. */
  readonly sent = new Map<string, string[]>()
  readonly written: string[] = []
  readonly #clock = new FakeClock()
  readonly #scheduler: Scheduler
  #isPaced = false

  constructor(scheduler: Scheduler) {
    this.#scheduler = scheduler
  }

  static async of(scheduler: Scheduler, links: readonly [Name, Name][]): Promise<Graph> {
    const graph = new Graph(scheduler)
    for (const name of Object.keys(PEOPLE) as Name[]) await graph.#open(name)
    for (const [from, to] of links) await graph.link(from, to)
    graph.#isPaced = true
    return graph
  }

  at(name: Name): Node {
    return this.nodes.get(name)!
  }

  async link(from: Name, to: Name): Promise<void> {
    const [near, far] = memoryChannels()
    const add = (own: Name, other: Name, direction: 'inbound' | 'outbound', channel: Frames): void => {
      const { peer } = PEOPLE[other]
      const line = {
        address: '/ip4/10.0.0.1/tcp/1',
        channel: this.#line(`${own} → ${other}`, channel),
        hangUp: () => {}
      }
      void this.at(own).links.add({ peer, direction, ...line })
    }
    add(from, to, 'outbound', near)
    add(to, from, 'inbound', far)
    await settle()
  }

  /** Asks for it, and waits for nothing. */
  write({ author, lifetime }: Omit<Step, 'happenings'>): void {
    this.#clock.advance(1) // Time is the version of what is ephemeral.
    const text = `${author} ${lifetime} ${this.written.length}`
    this.written.push(text)
    void this.at(author).store.add(lifetime === 'durable' ? noteType : signalType, { data: text })
  }

  /** Lets so many things happen that wait for the disk or the line. */
  async happen(count: number): Promise<void> {
    for (let i = 0; i < count; i++) {
      await settle()
      if (this.#scheduler.count() === 0) return
      await this.#scheduler.waitOne()
    }
  }

  async close(): Promise<void> {
    this.#isPaced = false
    for (const { store } of this.nodes.values()) await store.close()
  }

  /** In the order in which they came to be seen, or went over a link. */
  seenAt(name: Name): string[] {
    return this.at(name).events.map((event) => event.replace('add ', ''))
  }

  async #open(name: Name): Promise<void> {
    const clock = this.#clock
    const opened = await openTestStore(PEOPLE[name], { clock, storage: this.#disk() })
    opened.store.declare(signalType)
    const gaps: string[] = []
    const { store } = opened
    const links: LinkTable = new LinkTable({
      self: opened.person.peer,
      clock,
      logger: silentLogger,
      hello: () => hello(1967),
      referrals: () => [],
      isMember: () => true,
      isWelcome: () => true,
      hasPlace: () => true,
      onFault: () => {},
      events: {
        onUp: ({ peer }) => flood.linkChanged('link-up', peer),
        onDown: ({ peer }) => flood.linkChanged('link-down', peer),
        onItem: (peer, item) => flood.received(peer, item),
        onSync: async () => {},
        onPull: () => {},
        onPing: () => {},
        onPong: () => {}
      }
    })
    const unheard = { onBrought: () => {}, pullAll: () => {} }
    const askGap = (peer: string): unknown => gaps.push(peer)
    const flood = new FloodDriver({ store, links, askGap, ...unheard, clock, logger: silentLogger })
    this.nodes.set(name, { ...opened, links, gaps })
  }

  /** A disk on which a batch takes its time. */
  #disk(): Storage {
    const storage = createMemoryStorage()
    const write = storage.write.bind(storage)
    storage.write = async (batch, options) => {
      if (this.#isPaced) await this.#scheduler.schedule(Promise.resolve())
      await write(batch, options)
    }
    return storage
  }

  /** A line that takes its time for each frame. */
  #line(name: string, channel: Frames): Frames {
    const sent: string[] = []
    this.sent.set(name, sent)
    return {
      frames: () => channel.frames(),
      close: (signal) => channel.close(signal),
      abort: (reason) => channel.abort(reason),
      send: async (bytes) => {
        const frame = readLinkFrame(bytes)
        if (frame?.kind === 'item') sent.push(textOf(frame.item))
        await channel.send(bytes)
        if (this.#isPaced) await this.#scheduler.schedule(Promise.resolve())
      }
    }
  }
}

function textOf(bytes: Uint8Array): string {
  const item = decodeItem(bytes)
  if (item?.type === 'ephemeral') return textIn(item.envelope)
  const checked = item?.type === 'shard-update' && item.change !== undefined ? checkChange(item.change) : undefined
  return checked?.ok === true ? textIn(checked.change.value) : 'no record'
}

function textIn(envelope: Uint8Array): string {
  const opened = openEnvelope(envelope, TEST_GROUP, { verifySignature: false })
  return opened.ok ? Buffer.from(opened.record.data).toString() : 'no envelope'
}

/** Of each author, what it wrote of each lifetime. */
function byAuthorAndLifetime(texts: readonly string[]): string[][] {
  const kinds = ['alice durable', 'alice ephemeral', 'dave durable', 'dave ephemeral']
  return kinds.map((kind) => texts.filter((text) => text.startsWith(kind)))
}

/** The same ones as in `all`, once each and in that order, though some may not be there. */
function expectInOrder(texts: readonly string[], all: readonly string[]): void {
  for (const [i, some] of byAuthorAndLifetime(texts).entries()) {
    expect(some).toEqual(byAuthorAndLifetime(all)[i]!.filter((text) => some.includes(text)))
  }
}

const step = fc.record<Step>({
  author: fc.constantFrom('alice', 'dave'),
  lifetime: fc.constantFrom('durable', 'ephemeral'),
  happenings: fc.nat({ max: 6 })
})
const steps = fc.array(step, { minLength: 1, maxLength: 24 })
const durableSteps = steps.map((some) => some.map((one): Step => ({ ...one, lifetime: 'durable' })))

describe('on a link', () => {
  test('what one author wrote of one lifetime arrives in the order in which it wrote it, past every hop', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), steps, async (scheduler, all) => {
        const graph = await Graph.of(scheduler, SQUARE)
        for (const one of all) {
          graph.write(one)
          await graph.happen(one.happenings)
        }
        await graph.happen(Infinity)
        for (const texts of graph.sent.values()) expectInOrder(texts, graph.written)
        for (const [name, { gaps }] of graph.nodes) {
          expect(byAuthorAndLifetime(graph.seenAt(name))).toEqual(byAuthorAndLifetime(graph.written))
          expect(gaps).toEqual([])
        }
        await graph.close()
      }),
      { numRuns: 40 }
    )
  })

  test('what is durable also where a new link is a shorter way, and its predecessors are still on the longer one', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), durableSteps, durableSteps, async (scheduler, before, after) => {
        const graph = await Graph.of(scheduler, LINE)
        for (const [i, one] of [...before, ...after].entries()) {
          if (i === before.length) await graph.link('alice', 'bob')
          graph.write(one)
          await graph.happen(one.happenings)
        }
        await graph.happen(Infinity)
        for (const texts of graph.sent.values()) expectInOrder(texts, graph.written)
        for (const name of graph.nodes.keys()) {
          expect(byAuthorAndLifetime(graph.seenAt(name))).toEqual(byAuthorAndLifetime(graph.written))
        }
        for (const name of ['carol', 'dave'] as const) expect(graph.at(name).gaps).toEqual([]) // Whose links were always there.
        await graph.close()
      }),
      { numRuns: 40 }
    )
  })

  test('what is ephemeral waits for no disk, so it overtakes what is durable and was written before', async () => {
    const [scheduler] = fc.sample(fc.scheduler(), 1) as [Scheduler]
    const graph = await Graph.of(scheduler, SQUARE)
    graph.write({ author: 'alice', lifetime: 'durable' })
    graph.write({ author: 'alice', lifetime: 'ephemeral' })
    await settle()
    expect(graph.seenAt('bob')).toEqual(['alice ephemeral 1'])
    await graph.happen(Infinity)
    expect(graph.seenAt('bob')).toEqual(['alice ephemeral 1', 'alice durable 0'])
    await graph.close()
  })
})
