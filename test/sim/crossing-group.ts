// A simulated group whose members share downloads: the members, the URLs, those who mean harm; what must never happen, what
// must have happened in the end, and what it cost.
import type { PeerId } from '../../src/base/index.js'
import { LEAF_BYTES } from '../../src/content/defaults.js'
import type { Crossing } from '../../src/content/download.js'
import type { NeedMode } from '../../src/content/ports.js'
import { SimMember, type Line } from './crossing-member.js'
import type { CrossingModel } from './crossing-model.js'
import type { SimUrl } from './crossing-origin.js'
import { act, type Harm } from './crossing-hostile.js'
import { MAX_PUBLISHED_A_SECOND } from './crossing-rules.js'
import type { World } from './world.js'

export interface CrossingGroupInit {
  world: World
  urls: readonly SimUrl[]
  /** Who means harm, and how, by index. */
  hostile?: ReadonlyMap<number, Harm>
  /** Whom a member believes to be present at the start. @default everybody */
  knows?: (member: number, other: number) => boolean
  /** When a member tells that it is present; `claiming`: from its first claim on. @default always */
  announces?: (member: number) => 'always' | 'claiming' | 'never'
  /** Members' ways to origins, by index. @default sound */
  lines?: ReadonlyMap<number, Line>
  /** @default the one of download.ts */
  machine?: typeof Crossing
  /** How members ask for what no record tells. @default not at all */
  mode?: NeedMode
  /** Who has all of which URL from the start and tells nobody, by URL key. */
  quiet?: ReadonlyMap<string, readonly number[]>
  /** Whom the group elected. @default nobody */
  provider?: number
  /** Whether copies are taken as they come: to see that the rules notice. @default false */
  isCredulous?: boolean
}

/** What one URL cost and brought. */
export interface UrlStory {
  readonly url: SimUrl
  originBytes: number
  tries: number
  /** Bytes by who read them. */
  readonly readers: Map<number, number>
  /** When each asked first. */
  readonly askedAtMs: Map<number, number>
  /** When each who asked had it. */
  readonly doneAtMs: Map<number, number>
  gaveUp: number
  /** Askers who heard no claim in time. */
  askedInVain: number
  /** Claims of members whose address was not known, so that nobody could read from them. */
  followedInVain: number
}

export class CrossingGroup {
  readonly init: CrossingGroupInit
  readonly world: World
  readonly members: readonly SimMember[]
  readonly urls: ReadonlyMap<string, SimUrl>
  readonly hostile: ReadonlyMap<number, Harm>
  readonly stories: ReadonlyMap<string, UrlStory>
  /** The last member that finished with what is no version of its origin. */
  wrong: string | undefined
  /** The last member that kept for others what was its own alone. */
  kept: string | undefined
  /** The last member that published too much of one URL at a time. */
  chatty: string | undefined
  /** Called when an asker got an error. @default nothing */
  onUnanswered: (member: SimMember, crossing: CrossingModel) => void = () => {}
  /** By member and URL key: when it published last. */
  readonly #published = new Map<string, number[]>()
  readonly #indexes: ReadonlyMap<PeerId, number>

  constructor(init: CrossingGroupInit) {
    const { world, urls, hostile = new Map<number, Harm>(), lines, knows = () => true, announces } = init
    this.init = init
    this.world = world
    this.hostile = hostile
    this.urls = new Map(urls.map((url) => [url.urlKey, url]))
    this.stories = new Map(urls.map((url) => [url.urlKey, emptyStory(url)]))
    this.#indexes = new Map(world.peers.map(({ id, index }) => [id, index]))
    this.members = world.peers.map((peer) => new SimMember(this, peer, lines?.get(peer.index) ?? 'sound'))
    for (const { board, index } of this.members) {
      for (const { index: creator, line } of this.members) {
        if (creator !== index && !knows(index, creator)) continue
        if (creator !== index && (announces?.(creator) ?? 'always') !== 'always') continue
        const body = { kind: 'presence', uplink: line === 'off' ? 'no' : 'unknown' } as const
        board.put({ creator, urlKey: '', version: 1, expiresAtMs: 180_000, body })
      }
    }
    for (const [urlKey, indexes] of init.quiet ?? []) {
      for (const index of indexes) this.members[index]!.blobs.set(urlKey, 'new')
    }
    for (const [index, harm] of hostile) act(this, this.members[index]!, harm)
    world.onChange(() => {
      for (const member of this.members) for (const crossing of [...member.crossings.values()]) crossing.look()
    })
  }

  indexOf(peer: PeerId): number {
    return this.#indexes.get(peer)!
  }

  /** `member` asks at `atMs`. */
  askAt(atMs: number, member: number, url: SimUrl): void {
    this.world.at(atMs, () => {
      this.stories.get(url.urlKey)!.askedAtMs.set(member, atMs)
      this.members[member]!.ask(url)
    })
  }

  // What members report.

  countTry({ urlKey }: SimUrl): number {
    return this.stories.get(urlKey)!.tries++
  }

  countOriginBytes({ member, url }: CrossingModel, bytes: number): void {
    const story = this.stories.get(url.urlKey)!
    story.originBytes += bytes
    story.readers.set(member.index, (story.readers.get(member.index) ?? 0) + bytes)
  }

  finished(member: SimMember, url: SimUrl, version: string, asked: boolean, isPrivate: boolean): void {
    this.world.note(`${member.index} has all of ${url.urlKey.slice(0, 4)}, ${version}`)
    if (version !== 'old' && version !== 'new') this.wrong = `member ${member.index} finished with ${version} bytes`
    if (url.manner === 'private' && !isPrivate) this.kept = `member ${member.index}`
    if (asked) this.stories.get(url.urlKey)!.doneAtMs.set(member.index, this.world.nowMs)
  }

  /** Members who mean harm may say what they like: what of it is kept, the store's limits bound. */
  published({ index }: SimMember, urlKey: string): void {
    if (urlKey === '' || this.hostile.has(index)) return
    const key = `${index} ${urlKey}`
    const { nowMs } = this.world
    const times = (this.#published.get(key) ?? []).filter((atMs) => nowMs - atMs < 1_000)
    times.push(nowMs)
    this.#published.set(key, times)
    if (times.length <= MAX_PUBLISHED_A_SECOND) return
    this.chatty = `member ${index}, ${times.length} times in a second of ${urlKey.slice(0, 4)}`
  }

  gaveUp(_member: SimMember, { urlKey }: SimUrl): void {
    this.stories.get(urlKey)!.gaveUp++
  }

  followedInVain({ urlKey }: SimUrl): void {
    this.stories.get(urlKey)!.followedInVain++
  }

  askedInVain({ urlKey }: SimUrl): void {
    this.stories.get(urlKey)!.askedInVain++
  }

  /** A crossing ended while somebody waited: the asker has an error. */
  unanswered(member: SimMember, crossing: CrossingModel): void {
    this.onUnanswered(member, crossing)
  }

  /** Members that read the origin for others just now and have had more than a leaf by this connection. */
  leadersOf({ urlKey }: SimUrl): SimMember[] {
    return this.members.filter((member) => {
      const crossing = member.crossings.get(urlKey)
      // Who reads for itself alone tells nobody, and need not.
      if (crossing === undefined || crossing.machine.phase === 'direct') return false
      return member.peer.state === 'running' && crossing.originBytesMoved > LEAF_BYTES
    })
  }

  /** Who asked, lives, and still waits. */
  stillWaiting(counts: (member: SimMember, url: SimUrl) => boolean = () => true): string[] {
    const tell = (member: SimMember, { urlKey, manner }: SimUrl): string =>
      `${member.index} for ${urlKey.slice(0, 4)} (${manner}), ${member.crossings.get(urlKey)?.machine.phase}`
    return this.members
      .filter(({ peer, index }) => peer.isAlive && !this.hostile.has(index))
      .flatMap((member) => [...member.waiting].filter((url) => counts(member, url)).map((url) => tell(member, url)))
  }
}

function emptyStory(url: SimUrl): UrlStory {
  return {
    url,
    originBytes: 0,
    tries: 0,
    readers: new Map(),
    askedAtMs: new Map(),
    doneAtMs: new Map(),
    gaveUp: 0,
    askedInVain: 0,
    followedInVain: 0
  }
}
