// A group over real sockets on loopback, in homes of its own: what members that were removed, and attackers, meet. What people do by
// commands is done here by the parts below them, so that a test can also do what no command would.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { silentLogger, systemClock, systemRandom, type Clock, type KeyPair, type PeerId } from '../../src/base/index.js'
import {
  createGroup,
  createIdentity,
  loadIdentity,
  openGroup,
  readGroupFolder,
  saveIdentity,
  type Group
} from '../../src/group/index.js'
import { writeGroupFolder } from '../../src/group/group-folder.js'
import { rootKeyFromSeed, seedFromPhrase } from '../../src/group/group-root.js'
import { issueMembership, type Grant } from '../../src/group/issue.js'
import { judgeRemovals, keptId, NO_REMOVALS } from '../../src/group/removals.js'
import { decodeRemoval, signRemoval, verifyRemoval, type RemovalFields } from '../../src/group/removal-object.js'
import { encodeItem } from '../../src/store/store-item.js'

export const components = { clock: systemClock, random: systemRandom, logger: silentLogger }

/** Somebody with the chain it signs under. No chain: the root. */
export interface Signer {
  readonly keyPair: KeyPair
  readonly chain: readonly Uint8Array[]
}

export interface Admission extends Partial<Omit<Grant, 'publicKey' | 'again'>> {
  /** @default the founder */
  readonly by?: Signer
  /** When it is issued. @default now */
  readonly nowMs?: number
  /** Removals, as objects, that the certificate names. @default none */
  readonly knowing?: readonly Uint8Array[]
}

/** What is opened through it is closed by {@link RealGroup.close}. */
export class RealGroup {
  readonly #base: string
  readonly #closers: (() => Promise<void>)[] = []

  private constructor(
    base: string,
    /** Home of its first administrator. */
    readonly founder: string,
    readonly id: string,
    /** Nobody has it but tests. */
    readonly root: Signer
  ) {
    this.#base = base
  }

  static async found(name = 'alice'): Promise<RealGroup> {
    const base = await mkdtemp(join(tmpdir(), 'potluck-real-group-'))
    const home = join(base, name)
    await saveIdentity(home, createIdentity(name))
    const { id, recoveryPhrase } = await createGroup(home, 'Office')
    return new RealGroup(base, home, id, { keyPair: rootKeyFromSeed(seedFromPhrase(recoveryPhrase)), chain: [] })
  }

  get idBytes(): Uint8Array {
    return this.root.keyPair.publicKey
  }

  homeOf(name: string): string {
    return join(this.#base, name)
  }

  /** A home with an identity, in no group. */
  async home(name: string): Promise<string> {
    const home = this.homeOf(name)
    await saveIdentity(home, createIdentity(name))
    return home
  }

  /** A home that is in the group. */
  async join(name: string, admission: Admission = {}): Promise<string> {
    const home = await this.home(name)
    await this.admit(home, admission)
    return home
  }

  /** Puts a certificate into a home, as joining does. @returns its chain */
  async admit(home: string, admission: Admission = {}): Promise<readonly Uint8Array[]> {
    const { keyPair } = await loadIdentity(home)
    const chain = await this.issue(keyPair.publicKey, admission)
    await this.put(home, chain)
    return chain
  }

  /** Puts any chain into a home. */
  async put(home: string, chain: readonly Uint8Array[]): Promise<void> {
    const { secret, name } = await readGroupFolder(this.founder, this.id)
    const path = join(home, 'groups', this.id)
    await writeGroupFolder({ path, id: this.id, idBytes: this.idBytes, name, secret, chain, knownAddresses: [] })
  }

  async issue(
    publicKey: Uint8Array,
    { by, knowing = [], role = 'member', nowMs = systemClock.nowMs(), ...grant }: Admission = {}
  ): Promise<readonly Uint8Array[]> {
    const { keyPair, chain } = by ?? (await this.signer(this.founder))
    const removals =
      knowing.length === 0 ? NO_REMOVALS : judgeRemovals(knowing.flatMap((object) => this.#read(object) ?? []))
    return issueMembership(
      { rootPublicKey: this.idBytes, chain, keyPair, removals, nowMs, random: systemRandom },
      { publicKey, role, ...grant, again: true }
    )
  }

  async signer(home: string): Promise<Signer> {
    const { keyPair } = await loadIdentity(home)
    return { keyPair, chain: (await readGroupFolder(home, this.id)).chain }
  }

  /** Listens on loopback, any port. */
  async open(
    home: string,
    known: readonly Group[] = [],
    addresses: readonly string[] = [],
    clock: Clock = systemClock
  ): Promise<Group> {
    const group = await openGroup(
      { ...components, clock },
      {
        home,
        groupId: this.id,
        listenPort: 0,
        listenHosts: ['127.0.0.1'],
        mdns: false,
        knownAddresses: [...addresses, ...known.flatMap(({ graph }) => graph.addresses())]
      }
    )
    this.#closers.push(() => group.close())
    return group
  }

  /** The membership object by which `by` removes a peer. */
  removal(by: Signer, publicKey: Uint8Array, fields: Partial<RemovalFields> = {}): Uint8Array {
    return signRemoval(
      this.idBytes,
      {
        ...{ issuer: by.chain, publicKey, kind: 'removed', madeMs: systemClock.nowMs(), cut: [], kept: [] },
        nonce: systemRandom.bytes(16),
        ...fields
      },
      by.keyPair
    ).object
  }

  /** As `kept` has it. */
  keptId(removal: Uint8Array): string {
    return keptId(this.#read(removal)!.id)
  }

  /** Whatever is to be closed with the group. */
  closing(close: () => Promise<void>): void {
    this.#closers.push(close)
  }

  async close(): Promise<void> {
    for (const close of this.#closers.splice(0).reverse()) await close()
    await rm(this.#base, { recursive: true })
  }

  #read(object: Uint8Array) {
    const decoded = decodeRemoval(this.idBytes, object)
    return decoded && verifyRemoval(this.idBytes, decoded)
  }
}

/** Gives a group a membership object, as a neighbour does. */
export function hears(group: Group, object: Uint8Array): Promise<unknown> {
  return group.store.receive(encodeItem({ type: 'credential', bytes: object }))
}

export function keyOf(group: Group): Uint8Array {
  return group.keyPair.publicKey
}

export function isPresent(group: Group, peer: PeerId): boolean {
  return group.graph.present().some((presence) => presence.peer === peer)
}
