// Members as people and programs see them: what certificates say, what they call themselves, who is here.
import type { PeerId } from '../base/index.js'
import type { StartedGraph } from '../graph/index.js'
import type { Store } from '../store/index.js'
import type { Member } from './group.js'
import { nameOfMember } from './member-record.js'
import type { MembershipSet } from './membership-set.js'
import type { Membership } from './membership.js'

export interface MemberListInit {
  readonly self: PeerId
  readonly members: MembershipSet
  readonly store: Store
  readonly graph: Pick<StartedGraph, 'present'>
}

export class MemberList {
  readonly #init: MemberListInit

  constructor(init: MemberListInit) {
    this.#init = init
  }

  all(): Member[] {
    const present = this.#present()
    return this.#init.members.members().map((membership) => this.#member(membership, present))
  }

  /** Undefined: it is none now. */
  one(peer: PeerId): Member | undefined {
    const membership = this.#init.members.membershipOf(peer)
    return membership && this.#member(membership, this.#present())
  }

  #present(): ReadonlySet<PeerId> {
    return new Set(this.#init.graph.present().map(({ peer }) => peer))
  }

  #member({ peer, role, limits, validFromMs }: Membership, present: ReadonlySet<PeerId>): Member {
    const { self, members, store } = this.#init
    return {
      peer,
      name: nameOfMember(store, peer) ?? peer,
      ...{ role, limits, validFromMs },
      validUntilMs: members.memberUntilMs(peer) ?? 0,
      issuer: members.currentOf(peer)?.certificates.at(-2)?.subject,
      depth: members.chainOf(peer)?.length ?? 0,
      present: present.has(peer),
      self: peer === self
    }
  }
}
