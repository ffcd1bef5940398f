// What record types that were declared here say about how their records live and who may change them.
import type { PeerId } from '../base/index.js'
import type { ChangeableBy, GroupRecord, Lifetime, RecordType } from '../record/index.js'
import type { Policy } from './policy.js'
import type { Judge } from './view.js'

/** As much of a type as the store needs to know. */
export type DeclaredType = Pick<RecordType<never>, 'name' | 'lifetime' | 'indexed'> &
  Partial<Pick<RecordType<never>, 'changeableBy'>>

/** Of a type that nobody declared here: as `defineRecordType` has it. */
const DEFAULT_CHANGEABLE_BY: ChangeableBy = 'administrators'

export class TypeRules implements Judge {
  readonly #policy: Policy
  readonly #types = new Map<string, { readonly lifetime: Lifetime; readonly changeableBy: ChangeableBy }>()

  constructor(policy: Policy) {
    this.#policy = policy
  }

  /** @returns whether its records are to be judged again */
  declare({ name, lifetime, changeableBy = DEFAULT_CHANGEABLE_BY }: DeclaredType): boolean {
    const before = this.#types.get(name)
    if (before?.lifetime === lifetime && before.changeableBy === changeableBy) return false
    this.#types.set(name, { lifetime, changeableBy })
    return true
  }

  /** A presence that is written to last for years is none. */
  livesAs(lifetime: Lifetime, { type }: GroupRecord): boolean {
    return (this.#types.get(type)?.lifetime ?? lifetime) === lifetime
  }

  memberUntilMs(author: PeerId): number | undefined {
    return this.#policy.memberUntilMs(author)
  }

  mayChange(author: PeerId, creator: PeerId, type: string): boolean {
    if (author === creator) return true
    switch (this.#types.get(type)?.changeableBy ?? DEFAULT_CHANGEABLE_BY) {
      case 'creator':
        return false
      case 'administrators':
        return this.#policy.isAdministrator(author)
      case 'members':
        return true
    }
  }
}
