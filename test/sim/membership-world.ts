// A group of up to a thousand machines, each with its own membership state, over links that lose and segments that come apart. Objects
// are real, and judged once for all; administrators act by what their own machine has heard, the hostile one by what it likes.
import type { PeerId } from '../../src/base/index.js'
import { issueMembership, type Authority } from '../../src/group/issue.js'
import { readEntries } from '../../src/group/membership-entry.js'
import { encodeChain } from '../../src/group/membership-object.js'
import { MembershipState, type MembershipEntry } from '../../src/group/membership-state.js'
import { signRemoval } from '../../src/group/removal-object.js'
import { prepareLeaving, prepareRemoval } from '../../src/group/remove-member.js'
import { GroupError, NO_LIMITS, type Role } from '../../src/group/index.js'
import { FAKE_NOW_MS } from '../support/fake-clock.js'
import { testGroup } from '../support/groups.js'
import { person, type Person } from '../support/people.js'
import { EventQueue } from './event-queue.js'
import { below, between, oneOf, randomStream } from './streams.js'

const LINKS = 5
const LOSS = 0.1
const DELAY_MS: readonly [number, number] = [5, 200]
const ROUND_MS: readonly [number, number] = [20_000, 40_000]
/** Nobody's certificate ends meanwhile. */
const NOW_MS = FAKE_NOW_MS
const group = testGroup('thousand')
const root = group.root

export interface MembershipRun {
  readonly seed: number
  readonly nodes: number
  readonly actions: number
  /** Things are done, and machines come apart, until then; then all are together. */
  readonly healedAtMs: number
}

interface Machine {
  readonly person: Person
  readonly state: MembershipState
  readonly links: Machine[]
  segment: number
}

/** As far as it has heard. */
function isAdministrator({ state, person: { peer } }: Machine): boolean {
  return state.currentOf(peer, NOW_MS)?.membership.role === 'administrator'
}

export class MembershipWorld {
  readonly machines: Machine[] = []
  /** Everything that was ever made, by id. */
  readonly made = new Map<string, MembershipEntry>()
  /** What the hostile one signed after its machine had been told that it was removed. */
  readonly afterwards = new Map<string, MembershipEntry>()
  readonly done: { [what: string]: number } = {}
  readonly #run: MembershipRun
  readonly #queue = new EventQueue()
  #timeMs = 0
  #newcomers = 0
  #hostileChain: readonly Uint8Array[] = []

  constructor(run: MembershipRun) {
    this.#run = run
    const people = Array.from({ length: run.nodes }, (_, at) => person(`machine ${at}`))
    const [founder, second, deputy, deeper, hostile] = people as [Person, Person, Person, Person, Person]
    const chains = new Map<Person, readonly Uint8Array[]>()
    const admit = (by: Person, who: Person, role: Role): void =>
      void chains.set(who, group.appoint(by, chains.get(by)!, who, role))
    for (const who of [founder, second]) chains.set(who, group.found(who))
    admit(founder, deputy, 'administrator')
    admit(deputy, deeper, 'administrator')
    admit(second, hostile, 'administrator')
    const random = randomStream(run.seed, 'office')
    for (const who of people.slice(5)) admit(oneOf(random, [founder, second, deputy, deeper, hostile]), who, 'member')
    this.#hostileChain = chains.get(hostile)!
    const all = [...chains.values()].flatMap((chain) => this.#entries(encodeChain(chain)))
    for (const who of people) {
      const state = new MembershipState()
      state.add(all, NOW_MS)
      this.machines.push({ person: who, state, links: [], segment: 0 })
    }
    this.#connect()
  }

  get hostile(): Machine {
    return this.machines[4]!
  }

  run(): void {
    const { seed, actions, healedAtMs } = this.#run
    const when = randomStream(seed, 'when')
    for (let at = 0; at < actions; at++) {
      this.#queue.add(between(when, [1000, healedAtMs]), () => this.#act(randomStream(seed, 'act', at)))
    }
    for (let at = 0; at < 8; at++) {
      this.#queue.add(between(when, [0, healedAtMs]), () => this.#comeApart(randomStream(seed, 'apart', at)))
    }
    this.#queue.add(healedAtMs, () => this.#comeApart(undefined))
    const rounds = randomStream(seed, 'rounds')
    for (const machine of this.machines) {
      for (
        let atMs = between(rounds, [0, ROUND_MS[1]]);
        atMs < healedAtMs + 400_000;
        atMs += between(rounds, ROUND_MS)
      ) {
        this.#queue.add(atMs, () => this.#synchronise(machine, oneOf(rounds, machine.links)))
      }
    }
    for (let atMs = this.#queue.nextAtMs; atMs !== undefined; atMs = this.#queue.nextAtMs) {
      this.#timeMs = atMs
      this.#queue.take()!()
    }
  }

  /** A ring, so that it is one graph, and links across. */
  #connect(): void {
    const random = randomStream(this.#run.seed, 'links')
    const link = (a: Machine, b: Machine): void => {
      if (a === b || a.links.includes(b)) return
      a.links.push(b)
      b.links.push(a)
    }
    this.machines.forEach((machine, at) => {
      link(machine, this.machines[(at + 1) % this.machines.length]!)
      while (machine.links.length < LINKS - 1) link(machine, oneOf(random, this.machines))
    })
  }

  /** @param random undefined: all are together again */
  #comeApart(random: ReturnType<typeof randomStream> | undefined): void {
    const parts = random === undefined ? 1 : 1 + below(random, 4)
    for (const machine of this.machines) machine.segment = random === undefined ? 0 : below(random, parts)
  }

  /** Somebody who may act does something about somebody. */
  #act(random: ReturnType<typeof randomStream>): void {
    if (random.fraction() < 0.15) return this.#actHostile(random)
    const administrators = this.machines.filter((machine) => isAdministrator(machine) && machine !== this.hostile)
    // Where all are removed, and now and then, somebody takes out the recovery phrase.
    const machine = random.fraction() < 0.05 || administrators.length === 0 ? undefined : oneOf(random, administrators)
    const at = machine ?? this.machines[0]!
    const { state, person: who } = at
    const chain = machine === undefined ? [] : state.currentOf(who.peer, NOW_MS)!.chain
    const by: Omit<Authority, 'removals'> = {
      rootPublicKey: group.idBytes,
      chain,
      keyPair: machine === undefined ? root.keyPair : who.keyPair,
      nowMs: NOW_MS + Math.floor(this.#timeMs),
      random
    }
    const peer = oneOf(random, random.fraction() < 0.2 ? this.machines.slice(0, 5) : this.machines).person
    const what = oneOf(random, ['remove', 'remove', 'role', 'again', 'add', 'add', 'leave'] as const)
    try {
      this.#tell(at, this.#make(what, by, at, peer, random))
      this.#count(what)
    } catch (error) {
      if (!(error instanceof GroupError)) throw error
      this.#count(error.code)
    }
  }

  #make(
    what: 'remove' | 'role' | 'again' | 'add' | 'leave',
    by: Omit<Authority, 'removals'>,
    { state }: Machine,
    who: Person,
    random: ReturnType<typeof randomStream>
  ): Uint8Array {
    const authority = { ...by, removals: state.removals }
    switch (what) {
      case 'remove':
        return prepareRemoval({ by, state, peer: who.peer, cut: [], distrusted: this.#doubted(state, random) }).object
      case 'role': {
        const limits = { ...NO_LIMITS, mayServe: random.fraction() < 0.5 }
        const stays = random.fraction() < 0.3 ? { role: 'administrator' as const } : { role: 'member' as const, limits }
        return prepareRemoval({ by, state, peer: who.peer, cut: [], stays }).object
      }
      case 'again':
        return encodeChain(
          issueMembership(authority, { publicKey: who.keyPair.publicKey, role: 'member', again: true })
        )
      case 'add': {
        const newcomer = person(`newcomer ${this.#newcomers++}`)
        return encodeChain(issueMembership(authority, { publicKey: newcomer.keyPair.publicKey, role: 'member' }))
      }
      case 'leave': {
        const chain = state.currentOf(who.peer, NOW_MS)?.chain
        if (chain === undefined) throw new GroupError('NOT_A_PEER', 'it is gone')
        return prepareLeaving({ by: { ...by, chain, keyPair: who.keyPair }, state, cut: [] }).object
      }
    }
  }

  /** Of what is known, some: what a person lets fall where it is of who is removed. */
  #doubted(state: MembershipState, random: ReturnType<typeof randomStream>): Set<string> {
    const ids = [...state.chains()].map(({ certificates }) => certificates.at(-1)!.id)
    return new Set(ids.filter(() => random.fraction() < 0.1))
  }

  /** By its first certificate for ever, whatever was decided about it, dated as it likes, and told to whoever it reaches. */
  #actHostile(random: ReturnType<typeof randomStream>): void {
    const { person: who, state } = this.hostile
    const victim = oneOf(random, this.machines).person
    const madeMs = NOW_MS - below(random, 1e9)
    const [issuer, keyPair] = [this.#hostileChain, who.keyPair]
    const fields = { issuer, publicKey: victim.keyPair.publicKey, kind: 'removed' as const, madeMs, cut: [], kept: [] }
    const object =
      random.fraction() < 0.5
        ? signRemoval(group.idBytes, { ...fields, nonce: random.bytes(16) }, keyPair).object
        : encodeChain(group.appoint(who, issuer, victim, 'member', madeMs, { named: this.#idsOf(state, victim.peer) }))
    const wasTold = state.currentOf(who.peer, NOW_MS) === undefined
    const entries = this.#entries(object)
    if (wasTold) for (const entry of entries) this.afterwards.set(entry.id, entry)
    this.#count(wasTold ? 'hostile afterwards' : 'hostile')
    for (let told = 0; told < 3; told++) this.#take(oneOf(random, this.machines), entries)
  }

  #idsOf(state: MembershipState, peer: PeerId): string[] {
    return state.removals.of(peer).map(({ id }) => id)
  }

  #tell(machine: Machine, object: Uint8Array): void {
    this.#take(machine, this.#entries(object))
  }

  #entries(object: Uint8Array): readonly MembershipEntry[] {
    const entries = readEntries(group.idBytes, object)
    if (entries === undefined) throw new Error('an object was made that nobody takes')
    for (const entry of entries) this.made.set(entry.id, entry)
    return entries.map(({ id }) => this.made.get(id)!)
  }

  #take(machine: Machine, entries: readonly MembershipEntry[]): void {
    const { added } = machine.state.add(entries, NOW_MS)
    if (added.length === 0) return
    const random = randomStream(this.#run.seed, 'flood', machine.person.name, entries[0]!.id)
    for (const other of machine.links) {
      if (other.segment !== machine.segment || random.fraction() < LOSS) continue
      this.#queue.add(this.#timeMs + between(random, DELAY_MS), () => this.#take(other, entries))
    }
  }

  #synchronise(a: Machine, b: Machine): void {
    if (a.segment !== b.segment) return
    for (const [from, to] of [
      [a, b],
      [b, a]
    ] as const) {
      const lacking = [...this.made.values()].filter(({ id }) => from.state.has(id) && !to.state.has(id))
      if (lacking.length > 0) this.#take(to, lacking)
    }
  }

  #count(what: string): void {
    this.done[what] = (this.done[what] ?? 0) + 1
  }
}
