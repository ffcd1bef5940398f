// Bugs put in on purpose: each is noticed by some of the first histories, by the rule that it breaks.
import { expect, test } from 'vitest'
import type { PeerId } from '../../src/base/index.js'
import type { GroupRecord, RecordId } from '../../src/record/index.js'
import type { Storage, Store } from '../../src/store/index.js'
import { TestPolicy } from '../support/store-peers.js'
import { SimulationFailure } from './checkers.js'
import { recordIn } from './replica-facts.js'
import { replicasSimulation } from './replica-simulation.js'
import type { Plant } from './replica.js'
import { person } from '../support/people.js'

const SEEDS = 60
const EVERYBODY = ['replica 0', 'replica 1', 'replica 2', 'replica 3', 'newcomer', 'harmful'].map(person)

const PLANTS: { [what: string]: { plant: () => Plant; rules: RegExp; withCuts?: true } } = {
  'a machine whose disk forgets what it called synced': {
    plant: () => ({
      storage: (storage) => ({
        ...bound(storage),
        write: (batch) => storage.write(batch, { sync: false })
      })
    }),
    rules: /is on the disk/
  },
  'a machine that forgets its tombstones when it starts': {
    plant: () => ({
      storage: (storage) => ({
        ...bound(storage),
        entries: async function* (range) {
          for await (const [key, value] of storage.entries(range)) {
            if (recordIn(value)?.deleted !== true) yield [key, value]
          }
        }
      })
    }),
    rules: /all show the same|what is shown follows|nothing comes back/
  },
  'a machine that keeps, of two equal versions, the one that came first': {
    plant: () => ({ store: (store) => withView(store, (before, after) => after.version > before.version) }),
    rules: /all show the same|what is shown follows/
  },
  'a machine that shows what came last': {
    plant: () => ({ store: (store) => withView(store, () => true, 'no deletions') }),
    rules: /all show the same|what is shown follows/
  },
  'a machine that does not hear of removals': {
    plant: () => ({ policy: new DeafPolicy(EVERYBODY) }),
    rules: /all show the same|what is shown follows/
  },
  'a machine that takes no notice of cuts': {
    plant: () => ({ policy: new UncutPolicy(EVERYBODY) }),
    rules: /who is no member|all show the same|what is shown follows/,
    withCuts: true
  },
  'a machine to which nothing of who was removed counts': {
    plant: () => ({ policy: new ForgettingPolicy(EVERYBODY) }),
    rules: /all show the same|what is shown follows/,
    withCuts: true
  },
  'a machine that loses a part of what others wrote': {
    plant: () => ({
      store: (store) => withView(store, (_, after) => after.version % 3 !== 0)
    }),
    rules: /all show the same|what is shown follows/
  }
}

for (const [what, { plant, rules, withCuts = false }] of Object.entries(PLANTS)) {
  test(`${what} is noticed`, async () => {
    const simulation = replicasSimulation('planted', plant, { withCuts })
    const broken = new Set<string>()
    for (let seed = 1; seed <= SEEDS && broken.size === 0; seed++) {
      try {
        await simulation.run(simulation.draw(seed))
      } catch (error) {
        if (!(error instanceof SimulationFailure)) throw error
        broken.add(error.rule)
      }
    }
    expect([...broken].join()).toMatch(rules)
  })
}

class DeafPolicy extends TestPolicy {
  override setMember(): void {}
}

class UncutPolicy extends TestPolicy {
  override cutsOf(): [] {
    return []
  }
}

class ForgettingPolicy extends TestPolicy {
  override recordsUntilMs(author: PeerId): number | undefined {
    return this.memberUntilMs(author)
  }
}

/** The store, but with what it shows chosen by `takes`. */
function withView(
  store: Store,
  takes: (before: GroupRecord, after: GroupRecord) => boolean,
  deletions: 'deletions' | 'no deletions' = 'deletions'
): Store {
  // With their data, which a version that is gone from the disk has no more.
  const shown = new Map<RecordId, GroupRecord>(store.find({}).map((record) => [record.id, { ...record }]))
  const show = (record: GroupRecord): void => {
    const before = shown.get(record.id)
    if (before === undefined || takes(before, record)) shown.set(record.id, { ...record })
  }
  store.on('record:add', show)
  store.on('record:update', show)
  for (const kind of ['record:delete', 'record:expire'] as const) {
    if (deletions === 'deletions') store.on(kind, ({ id }) => shown.delete(id))
  }
  return new Proxy(store, {
    get(target, name) {
      if (name === 'get') return (id: RecordId) => shown.get(id)
      if (name === 'find') return () => [...shown.values()].sort((a, b) => (a.id < b.id ? -1 : 1))
      const value: unknown = Reflect.get(target, name, target)
      return typeof value === 'function' ? (value.bind(target) as unknown) : value
    }
  })
}

function bound(storage: Storage): Storage {
  return {
    get: (key) => storage.get(key),
    write: (batch, options) => storage.write(batch, options),
    entries: (range) => storage.entries(range),
    snapshot: () => storage.snapshot(),
    close: () => storage.close()
  }
}
