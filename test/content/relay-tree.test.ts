import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  MAX_LEAVES_BEHIND_READER,
  MAX_RELAY_DEPTH,
  MAX_RELAY_REDIRECTS,
  MAX_STREAMS_PER_READER
} from '../../src/content/crossing-defaults.js'
import { ParentChoice } from '../../src/content/parent-choice.js'
import { RelayTree, type RelayAsk } from '../../src/content/relay-tree.js'

function ask(reader: string, change: Partial<RelayAsk> = {}): RelayAsk {
  return { reader, fromLeaf: 0, redirects: 0, readers: 0, isLeaf: false, ...change }
}

function root(maxReaders: number): RelayTree {
  return new RelayTree({ self: 'root', isRoot: true, maxReaders })
}

function relay(path = ['root'], heldLeaves = 10): RelayTree {
  const tree = new RelayTree({ self: 'relay', isRoot: false, maxReaders: 1 })
  tree.attached(path)
  tree.holds(heldLeaves)
  return tree
}

describe('a downloader', () => {
  test('serves so many, and sends the next to each of them in turn', () => {
    const tree = root(2)
    expect(tree.ask(ask('alice'))).toEqual({ type: 'serve', path: ['root'] })
    expect(tree.ask(ask('bob')).type).toBe('serve')
    const sent = ['carol', 'dave', 'erin'].map((reader) => tree.ask(ask(reader)))
    expect(sent).toEqual(['alice', 'bob', 'alice'].map((to) => ({ type: 'send-on', to })))
  })

  test('serves who was sent on three times already', () => {
    const tree = root(1)
    tree.ask(ask('alice'))
    expect(tree.ask(ask('bob', { redirects: MAX_RELAY_REDIRECTS })).type).toBe('serve')
  })

  test('counts a reader once for both of its streams, until both have ended', () => {
    const tree = root(1)
    tree.ask(ask('alice'))
    expect(tree.ask(ask('alice')).type).toBe('serve')
    expect(tree.readers).toBe(1)
    tree.left('alice')
    expect(tree.ask(ask('bob')).type).toBe('send-on')
    tree.left('alice')
    expect(tree.ask(ask('bob')).type).toBe('serve')
  })

  test('refuses a reader more streams than it has a use for, until one of them has ended', () => {
    const tree = root(8)
    for (let stream = 0; stream < MAX_STREAMS_PER_READER; stream++) expect(tree.ask(ask('alice')).type).toBe('serve')
    expect(tree.ask(ask('alice'))).toEqual({ type: 'refuse' })
    expect(tree.ask(ask('bob')).type).toBe('serve')
    tree.left('alice')
    expect(tree.ask(ask('alice')).type).toBe('serve')
  })

  test('sends nobody to those who take no readers', () => {
    const tree = root(1)
    tree.ask(ask('alice', { isLeaf: true }))
    expect(tree.ask(ask('bob')).type).toBe('serve')
    expect(tree.ask(ask('carol'))).toEqual({ type: 'send-on', to: 'bob' })
  })
})

describe('a relay', () => {
  test('has readers wait while it is not attached itself', () => {
    const tree = new RelayTree({ self: 'relay', isRoot: false, maxReaders: 1 })
    expect(tree.ask(ask('alice'))).toEqual({ type: 'wait' })
    tree.attached(['root'])
    expect(tree.ask(ask('alice'))).toEqual({ type: 'serve', path: ['relay', 'root'] })
  })

  test('refuses itself, who is above it, and who is far ahead of it', () => {
    expect(relay().ask(ask('relay')).type).toBe('refuse')
    expect(relay(['alice', 'root']).ask(ask('alice')).type).toBe('refuse')
    expect(relay().ask(ask('alice', { fromLeaf: 10 + MAX_LEAVES_BEHIND_READER })).type).toBe('serve')
    expect(relay().ask(ask('alice', { fromLeaf: 11 + MAX_LEAVES_BEHIND_READER })).type).toBe('refuse')
  })

  test('takes one who has readers only where it is ahead', () => {
    expect(relay().ask(ask('alice', { readers: 1, fromLeaf: 9 })).type).toBe('serve')
    expect(relay().ask(ask('alice', { readers: 1, fromLeaf: 10 })).type).toBe('refuse')
  })

  test('at the limit of depth takes nobody, and above it sends nobody down', () => {
    const chain = Array.from({ length: MAX_RELAY_DEPTH }, (_, level) => `level ${level}`)
    expect(relay(chain).ask(ask('alice')).type).toBe('refuse')
    const last = relay(chain.slice(1))
    expect(last.ask(ask('alice')).type).toBe('serve')
    expect(last.ask(ask('bob')).type).toBe('serve')
  })

  test('that is a leaf keeps its readers and takes no other', () => {
    const tree = relay()
    tree.ask(ask('alice'))
    tree.becomeLeaf()
    expect(tree.ask(ask('alice')).type).toBe('serve')
    expect(tree.ask(ask('bob')).type).toBe('refuse')
  })
})

/** A group whose members ask, get leaves, fall silent and move, in any order; each step is whole before the next. */
class Group {
  readonly trees = new Map<string, RelayTree>()
  readonly parents = new Map<string, string>()
  readonly choices = new Map<string, ParentChoice>()
  readonly held = new Map<string, number>()
  readonly dead = new Set<string>()
  /** Served though full. */
  readonly extra = new Map<string, number>()
  readonly maxReaders: number

  constructor(maxReaders: number) {
    this.maxReaders = maxReaders
    this.trees.set('root', root(maxReaders))
    this.held.set('root', 0)
  }

  join(name: string): void {
    if (this.trees.has(name)) return
    this.trees.set(name, new RelayTree({ self: name, isRoot: false, maxReaders: this.maxReaders }))
    this.choices.set(name, new ParentChoice(name, 'root'))
    this.held.set(name, 0)
    this.#attach(name)
  }

  #attach(name: string): void {
    const choice = this.choices.get(name)!
    const tree = this.trees.get(name)!
    for (let next = choice.next(); next !== undefined; next = choice.next()) {
      const server = this.trees.get(next.peer)!
      const answer = this.dead.has(next.peer)
        ? undefined
        : server.ask(
            ask(name, {
              fromLeaf: this.held.get(name)!,
              redirects: next.redirects,
              readers: tree.readers,
              isLeaf: tree.isLeaf
            })
          )
      if (answer?.type === 'send-on') choice.sentOn(answer.to)
      else if (answer?.type === 'serve') {
        const isExtra = server.readers > this.maxReaders
        if (isExtra && next.redirects < MAX_RELAY_REDIRECTS && answer.path.length < MAX_RELAY_DEPTH) {
          const relays = [...this.parents].filter(([child, parent]) => parent === next.peer && !this.#isLeaf(child))
          expect(relays).toEqual([])
        }
        choice.attached(answer.path)
        tree.attached(answer.path)
        this.parents.set(name, next.peer)
        expect(answer.path.length).toBeLessThanOrEqual(MAX_RELAY_DEPTH)
        return
      } else choice.failed()
    }
  }

  #isLeaf(name: string): boolean {
    return this.trees.get(name)!.isLeaf
  }

  #leave(name: string): void {
    const parent = this.parents.get(name)
    this.parents.delete(name)
    this.trees.get(name)!.attached(undefined)
    if (parent !== undefined) this.trees.get(parent)!.left(name)
  }

  /** Bytes move one level down. */
  grow(): void {
    this.held.set('root', this.held.get('root')! + 3)
    for (const [name, parent] of [...this.parents].reverse()) {
      const held = Math.max(this.held.get(name)!, this.held.get(parent)!)
      this.held.set(name, held)
      this.choices.get(name)!.progressed()
      this.trees.get(name)!.holds(held)
    }
  }

  die(name: string): void {
    if (name === 'root' || !this.trees.has(name) || this.dead.has(name)) return
    this.dead.add(name)
    this.#leave(name)
    for (const [child, parent] of [...this.parents]) {
      if (parent !== name) continue
      this.#leave(child)
      this.choices.get(child)!.failed()
      this.#attach(child)
    }
  }

  slow(name: string): void {
    if (!this.parents.has(name) || !this.choices.get(name)!.tooSlow()) return
    this.trees.get(name)!.becomeLeaf()
    this.#leave(name)
    this.#attach(name)
  }

  check(): void {
    for (const name of this.trees.keys()) {
      if (name === 'root' || this.dead.has(name)) continue
      const seen = new Set<string>()
      for (let at = name; at !== 'root'; at = this.parents.get(at)!) {
        expect(this.parents.has(at), `${at} reads from nobody`).toBe(true)
        expect(seen.has(at), `${at} reads from itself`).toBe(false)
        seen.add(at)
      }
    }
  }
}

const step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('join' as const), who: fc.nat(40) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('grow' as const), who: fc.constant(0) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('die' as const), who: fc.nat(40) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('slow' as const), who: fc.nat(40) }) }
)

test('whoever joins, dies or moves: all the living hang below the downloader, and nobody below itself', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 4 }), fc.array(step, { maxLength: 120 }), (maxReaders, steps) => {
      const group = new Group(maxReaders)
      for (const { do: what, who } of steps) {
        group[what](`member ${who}`)
        group.check()
      }
    }),
    { numRuns: 300, seed: 11 }
  )
})

test('while nobody fails no member has more readers than it serves, but for those who were sent on three times', () => {
  for (const maxReaders of [1, 3, 8]) {
    const group = new Group(maxReaders)
    for (let index = 0; index < 50; index++) group.join(`member ${index}`)
    group.check()
    const depths = [...group.trees.keys()].map((name) => {
      let depth = 0
      for (let at = name; at !== 'root'; at = group.parents.get(at)!) depth++
      return { name, depth }
    })
    for (const { name, depth } of depths) {
      if (depth < MAX_RELAY_REDIRECTS) expect(group.trees.get(name)!.readers).toBeLessThanOrEqual(maxReaders)
      expect(depth).toBeLessThanOrEqual(MAX_RELAY_REDIRECTS + 1)
    }
  }
})
