// Groups for the tests of applications: members in one process, without ports, without a network, on a clock that stands still.
// Membership, records, flooding, synchronising and crossings are the real ones.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { seededRandom, silentLogger, type Logger, type PeerId, type Random } from '../base/index.js'
import {
  createMemoryBlobStore,
  Ledger,
  MemoryDoors,
  memoryOrigins,
  openContent,
  originPolicy,
  OwnLine,
  UplinkCounter,
  urlPrivacyOf,
  type MemoryAnswer,
  type MemoryOrigin,
  type NeedMode,
  type UplinkCount
} from '../content/index.js'
import { ElectionService, Measures, NeedService } from '../flows/index.js'
import { MemoryNetwork, type Answer } from '../graph/index.js'
import {
  createGroup,
  createIdentity,
  createInvitation,
  joinGroup,
  NO_REMOVALS,
  openGroup,
  readGroupFolder,
  saveIdentity,
  type Identity
} from '../group/index.js'
import { FakeClock } from './fake-clock.js'
import { memoryStorages } from './memory-storages.js'
import { onClock, TestMember } from './test-member.js'

export interface TestGroupOptions {
  /** What origins answer: by URL, or a function of it. What is not there is 404. @default nothing is there */
  readonly origins?: { readonly [url: string]: MemoryAnswer } | MemoryOrigin | undefined
  /** What the group is called. @default 'Test group' */
  readonly name?: string | undefined
  /** What is drawn by chance, keys included, follows from it: the same in every run. @default 1 */
  readonly seed?: number | undefined
  /** What each member's cache may hold. @default no limit */
  readonly cacheMaxBytes?: number | undefined
  /** How members are asked, and answer (`need.mode`, `need.delay`, `need.answers`). @default as a node's settings have it */
  readonly need?:
    | {
        readonly mode?: NeedMode
        readonly delay?: 'exponential' | 'uniform'
        readonly answers?: 'direct' | 'broadcast'
      }
    | undefined
  /** @default nothing is written */
  readonly logger?: Logger | undefined
}

export interface TestGroup {
  readonly clock: FakeClock
  /** In the order in which they came; the first founded the group. */
  readonly members: readonly TestMember[]
  /** Another member. Resolves when everybody online sees it. @param name @default `member-4` */
  add(name?: string): Promise<TestMember>
  /** What crossed the uplink for a URL, for all members together. */
  uplink(url: string): UplinkCount
  /** Lets time pass for everybody: timers fire in their order. */
  advance(byMs: number): Promise<void>
  /** Lets {@link SETTLE_MS} pass: what was written is then everywhere. */
  settle(): Promise<void>
  /** Closes all members, and leaves nothing behind. Safe to call twice. */
  close(): Promise<void>
}

/** What is flooded is everywhere long before. */
export const SETTLE_MS = 2_000
/** How long members may take to find each other, on the fake clock. */
const FIND_BUDGET_MS = 5 * 60_000

/**
 * Resolves when all see each other. While a member's `fetch`, `publish`, `records.add` or the like is waited for, time passes
 * by itself as far as that needs; else only by `advance` and `settle`.
 * @param members how many, called `member-1` and so on; or their names
 */
export async function createTestGroup(
  members: number | readonly string[],
  options: TestGroupOptions = {}
): Promise<TestGroup> {
  const names = typeof members === 'number' ? Array.from({ length: members }, (_, i) => `member-${i + 1}`) : members
  const group = await MemoryGroup.found(names[0] ?? 'member-1', options)
  try {
    for (const name of names.slice(1)) await group.join(name)
    await group.findEachOther()
    return group
  } catch (error) {
    await group.close()
    throw error
  }
}

class MemoryGroup implements TestGroup {
  readonly clock = new FakeClock()
  readonly members: TestMember[] = []
  readonly #options: TestGroupOptions
  /** Identities and invitations lie there, as on real machines. */
  readonly #folder: string
  readonly #random: Random
  readonly #network = new MemoryNetwork()
  readonly #doors = new MemoryDoors(this.clock)
  readonly #counter = new UplinkCounter()
  readonly #offline = new Set<PeerId>()
  readonly #gone = new Set<PeerId>()
  #groupId = ''
  #founderKeys: Identity['keyPair'] | undefined
  #closing: Promise<void> | undefined

  private constructor(folder: string, options: TestGroupOptions) {
    this.#folder = folder
    this.#options = options
    this.#random = seededRandom(options.seed ?? 1)
  }

  static async found(name: string, options: TestGroupOptions): Promise<MemoryGroup> {
    const group = new MemoryGroup(await mkdtemp(join(tmpdir(), 'potluck-test-group-')), options)
    try {
      const { home, identity } = await group.#makeHome(name)
      const surroundings = { clock: group.clock, random: group.#random }
      group.#groupId = (await createGroup(home, options.name ?? 'Test group', surroundings)).id
      await group.#open(home, identity)
      return group
    } catch (error) {
      await group.close()
      throw error
    }
  }

  // Bound, since tests take them apart: `const { members, settle } = await createTestGroup(3)`.
  readonly add = async (name = `member-${this.members.length + 1}`): Promise<TestMember> => {
    const member = await this.join(name)
    await this.findEachOther()
    return member
  }

  async join(name: string): Promise<TestMember> {
    const { home, identity } = await this.#makeHome(name)
    const founder = join(this.#folder, '1')
    if (this.#founderKeys === undefined) throw new Error('nobody has founded the group yet')
    const invitation = createInvitation({
      group: await readGroupFolder(founder, this.#groupId),
      keyPair: this.#founderKeys,
      forIdentity: { publicKey: identity.keyPair.publicKey },
      addresses: this.members.filter((member) => this.#isOnline(member)).flatMap(({ addresses }) => addresses),
      nowMs: this.clock.nowMs(),
      random: this.#random,
      removals: NO_REMOVALS
    })
    await joinGroup(home, invitation.text, { clock: this.clock })
    return this.#open(home, identity)
  }

  async findEachOther(): Promise<void> {
    const online = this.members.filter((member) => this.#isOnline(member))
    const sees = (member: TestMember): boolean =>
      member.members().filter(({ present }) => present).length >= online.length && this.#isLinked(member)
    if (await this.clock.runUntil(() => online.every(sees), FIND_BUDGET_MS)) return
    throw new Error(`${online.length} members did not find each other within ${FIND_BUDGET_MS} ms on the fake clock`)
  }

  readonly uplink = (url: string): UplinkCount => this.#counter.of(url)

  readonly advance = (byMs: number): Promise<void> => this.clock.advanceAsync(byMs)

  readonly settle = (): Promise<void> => this.advance(SETTLE_MS)

  readonly close = (): Promise<void> => (this.#closing ??= this.#close())

  async #close(): Promise<void> {
    await Promise.all(this.members.map((member) => member.close()))
    await rm(this.#folder, { recursive: true, force: true })
  }

  async #makeHome(name: string): Promise<{ home: string; identity: Identity }> {
    const home = join(this.#folder, `${this.members.length + 1}`)
    const identity = createIdentity(name, this.#random)
    await saveIdentity(home, identity)
    return { home, identity }
  }

  async #open(home: string, identity: Identity): Promise<TestMember> {
    const { clock } = this
    const { peer } = identity
    const random = seededRandom(this.members.length + 1_000 * (this.#options.seed ?? 1))
    const logger = (this.#options.logger ?? silentLogger).forComponent(identity.name)
    const opening = openGroup(
      {
        ...{ clock, random, logger },
        startGraph: (components, init) => this.#network.startGraph(components, init),
        storages: memoryStorages()
      },
      { home, groupId: this.#groupId, listenPort: 0, mdns: false }
    )
    clock.hold(opening) // It reads files.
    const group = await opening
    const blobs = createMemoryBlobStore({ clock, maxBytes: this.#options.cacheMaxBytes })
    const ledger = new Ledger(clock)
    const aliasServer = this.#doors.openServer({ peer, blobs, ledger })
    const aliasClient = this.#doors.createClient(peer)
    let hasUplink = true
    const origins = memoryOrigins({
      origin: originOf(this.#options.origins ?? {}),
      counter: this.#counter,
      hasUplink: () => hasUplink && !this.#offline.has(peer),
      onWork: (work) => clock.hold(work)
    })
    const needs = new NeedService({
      ...{ group, clock, random, logger, mode: 'alongside', delay: 'exponential', answers: 'direct' },
      ...this.#options.need,
      servedBytes: (peer) => ledger.servedBytes(peer)
    })
    const uplinkOf = (): Answer => group.graph.present().find((one) => one.peer === peer)?.uplink ?? 'unknown'
    const elections = new ElectionService({
      ...{ group, clock, random, logger, kinds: [] },
      measures: new Measures({
        clock,
        internet: uplinkOf,
        bytesPerSecond: () => ledger.uplinkRate(),
        measurePower: async () => 'unknown'
      }),
      downloadRate: (other) => ledger.downloadRate(other)
    })
    await elections.open()
    const content = await clock.run(
      openContent({
        ...{ asker: needs.asker, provider: elections },
        ...{ group, blobs, ledger, aliasServer, aliasClient, origins, clock, random, logger },
        policy: originPolicy([]),
        privacy: urlPrivacyOf(group),
        line: new OwnLine({ clock, isUsed: true })
      })
    )
    needs.serve(content)
    this.#founderKeys ??= identity.keyPair
    const member: TestMember = new TestMember({
      ...{ group, content, needs, elections: onClock(elections, clock), clock, api: undefined },
      name: identity.name,
      ledger: () => ledger.snapshot(),
      connect: (wanted) => group.connect(wanted),
      setReachable: (isReachable) => this.#setReachable(peer, isReachable),
      setUplink: (has) => void (hasUplink = has),
      isLinked: () => this.#isLinked(member),
      close: async () => {
        this.#gone.add(peer)
        elections.close()
        await content.close()
        needs.close()
        await group.close()
        await aliasServer.close()
        aliasClient.close()
        await blobs.close()
      }
    })
    this.members.push(member)
    return member
  }

  #setReachable(peer: PeerId, isReachable: boolean): void {
    if (isReachable) this.#offline.delete(peer)
    else this.#offline.add(peer)
    this.#network.setReachable(peer, isReachable)
    this.#doors.setReachable(peer, isReachable)
  }

  #isOnline({ identity: { peer } }: TestMember): boolean {
    return !this.#offline.has(peer) && !this.#gone.has(peer)
  }

  /** A member alone has nobody to agree with. */
  #isLinked(member: TestMember): boolean {
    const others = this.members.filter((other) => other !== member && this.#isOnline(other))
    return others.length === 0 || member.synchronised
  }
}

function originOf(origins: NonNullable<TestGroupOptions['origins']>): MemoryOrigin {
  if (typeof origins === 'function') return origins
  const answers = new Map(Object.entries(origins).map(([url, answer]) => [new URL(url).href, answer]))
  return (url) => answers.get(url)
}
