// Writers of one collaborative record without a store: what each has seen, and what that says.
import { namedRecordId, type AttributeValue } from '../../src/record/index.js'
import {
  currentContributions,
  editedValue,
  mergeContributions,
  type Contribution,
  type SharedEdit
} from '../../src/store/shared-record.js'
import { writeDeletion, writeEdits, type WriteInit } from '../../src/store/shared-write.js'
import { FAKE_NOW_MS } from './fake-clock.js'
import { alice, type Person } from './people.js'

export const SHARED_ID = namedRecordId(alice.peer, 'test.shared')

export class Writer {
  /** Everything that came here, in the order in which it came. */
  readonly held: Contribution[] = []
  readonly person: Person
  nowMs = FAKE_NOW_MS

  constructor(person: Person) {
    this.person = person
  }

  edit(values: { readonly [name: string]: AttributeValue | Uint8Array | null }): Contribution {
    return this.#keep(writeEdits(this.#init(), new Map(Object.entries(values))))
  }

  delete(): Contribution {
    return this.#keep(writeDeletion(this.#init()))
  }

  /** Hears of everything that others hold, or of some of it. */
  hear(...from: readonly (Writer | Contribution)[]): void {
    for (const one of from.flatMap((other) => (other instanceof Writer ? other.held : other))) {
      if (!this.held.includes(one)) this.held.push(one)
    }
  }

  get sees(): Seen {
    return seen(this.held)
  }

  #keep(contribution: Contribution): Contribution {
    this.held.push(contribution)
    return contribution
  }

  #init(): WriteInit {
    this.nowMs++
    return {
      self: this.person.peer,
      held: this.held,
      seen: current(this.held),
      fixed: { id: SHARED_ID, type: 'test.shared', creator: alice.peer, createdAtMs: FAKE_NOW_MS },
      nowMs: this.nowMs,
      expiresAtMs: FAKE_NOW_MS + 86_400_000
    }
  }
}

export interface Seen {
  /** undefined: nothing, or deleted. */
  readonly values: { readonly [name: string]: unknown } | undefined
  /** As `color red alice`, the strongest first. */
  readonly losers: readonly string[]
}

export function current(held: readonly Contribution[]): Contribution[] {
  return currentContributions(held.map((record) => ({ record }))).map(({ record }) => record)
}

export function seen(held: readonly Contribution[]): Seen {
  const merged = mergeContributions(current(held))
  if (merged === undefined || merged.deletion !== undefined) return { values: undefined, losers: [] }
  const living = [...merged.winners.values()].filter(({ removed }) => !removed)
  return {
    values: Object.fromEntries(living.map((edit) => [edit.name, valueOf(edit)])),
    losers: [...merged.losers, ...merged.withoutRoom].map((edit) => `${edit.name} ${String(valueOf(edit))}`)
  }
}

function valueOf(edit: SharedEdit): unknown {
  const value = editedValue(edit)
  return value instanceof Uint8Array ? Buffer.from(value).toString() : value
}
