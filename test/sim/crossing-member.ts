// One simulated member of a group that shares downloads: what it knows of the others, its crossings, what it holds. A model
// of open-content.ts and crossing-view.ts.
import type { PeerId } from '../../src/base/index.js'
import { DISTRUST_MS, MAX_CROSSINGS_FOR_OTHERS, SILENT_MS } from '../../src/content/crossing-defaults.js'
import type { CrossingOutlook, OwnUplink } from '../../src/content/crossing-events.js'
import { ContentError } from '../../src/content/errors.js'
import { UplinkJudge } from '../../src/content/uplink.js'
import { PRESENCE_RENEWALS, PRESENCE_TTL_MS } from '../../src/graph/defaults.js'
import { MAX_RESPONSE_DELAY_MS } from '../../src/flows/need/defaults.js'
import type { CrossingGroup } from './crossing-group.js'
import { CrossingModel, type HeldContent } from './crossing-model.js'
import type { SimUrl } from './crossing-origin.js'
import type { FollowReading } from './crossing-reading.js'
import { RecordBoard, ttlMs, type RecordBody, type SimRecord } from './crossing-records.js'
import type { SimPeer } from './sim-peer.js'
import { oneOf } from './streams.js'
import type { World } from './world.js'

/** How often each looks for somebody who knows something else. */
const REPAIR_MS = 2_000
const HOUSEKEEPING_MS = 5_000

/** A member's way to origins: `off` by its configuration, `no-route` without its knowing until it tries. */
export type Line = 'sound' | 'off' | 'no-route'

/** What a member serves under a transfer id, as it is now. Who has attached reads on when the transfer has ended well. */
export interface Served {
  readonly bytes: number
  readonly version: string
  readonly isComplete: boolean
  readonly sends: 'right' | 'wrong' | 'nothing'
}

export class SimMember {
  readonly group: CrossingGroup
  readonly peer: SimPeer
  readonly board = new RecordBoard()
  readonly crossings = new Map<string, CrossingModel>()
  /** Survives the process: by URL key, what is held in part, and which version whole. */
  readonly disk = new Map<string, HeldContent>()
  readonly blobs = new Map<string, string>()
  /** Who reads along here. */
  readonly followers = new Set<FollowReading>()
  /** Who asked here and has not got it. */
  readonly waiting = new Set<SimUrl>()
  readonly #unreachable = new Set<number>()
  /** Index of the member, and until when. */
  readonly #distrusted = new Map<number, number>()
  readonly #silent = new Map<number, number>()
  readonly line: Line
  #uplinkJudge = new UplinkJudge()
  #toldUplink: 'yes' | 'no' | 'unknown'
  #announces: 'always' | 'claiming' | 'never'

  constructor(group: CrossingGroup, peer: SimPeer, line: Line) {
    this.group = group
    this.peer = peer
    this.line = line
    this.#toldUplink = line === 'off' ? 'no' : 'unknown'
    this.#announces = group.init.announces?.(peer.index) ?? 'always'
    peer.onKilled = () => this.#vanish()
    peer.onStart = () => this.#start()
    this.#repeat()
  }

  get world(): World {
    return this.group.world
  }

  get index(): number {
    return this.peer.index
  }

  note(line: string): void {
    this.world.note(`${this.index} ${line}`)
  }

  // What is asked and got here.

  ask(url: SimUrl): void {
    if (!this.peer.isAlive) return
    this.peer.input(this.peer.boots, () => {
      const held = this.blobs.get(url.urlKey)
      if (held !== undefined) return this.group.finished(this, url, held, true, false)
      this.waiting.add(url)
      this.#crossing(url).give({ type: 'ask' })
    })
  }

  gotAll(url: SimUrl, version: string, isPrivate: boolean): void {
    if (!isPrivate) this.blobs.set(url.urlKey, version)
    const asked = this.waiting.delete(url)
    this.group.finished(this, url, version, asked, isPrivate)
  }

  gaveUp(url: SimUrl): void {
    this.group.gaveUp(this, url)
  }

  crossingEnded(crossing: CrossingModel): void {
    const { urlKey } = crossing.url
    if (this.crossings.get(urlKey) === crossing) this.crossings.delete(urlKey)
    if (this.waiting.delete(crossing.url)) this.group.unanswered(this, crossing)
  }

  // What it knows of the others.

  /** @param offers who said so to this member alone */
  viewOf(url: SimUrl, offers: ReadonlySet<number>): CrossingOutlook {
    const offered: PeerId[] = []
    const candidates: PeerId[] = []
    const holders: PeerId[] = []
    for (const { index, id } of this.world.peers) {
      const presence = this.board.get('presence', index, '')
      if (presence?.body.kind !== 'presence' || this.#unreachable.has(index)) continue
      if (this.#isMarked(this.#silent, index)) continue
      if (presence.body.uplink !== 'no') candidates.push(id)
      const isHolder = index !== this.index && this.board.get('location', index, url.urlKey) !== undefined
      const isOffered = !isHolder && offers.has(index)
      if (!(isHolder || isOffered) || this.#isMarked(this.#distrusted, index)) continue
      holders.push(id)
      if (isOffered) offered.push(id)
    }
    // Readers spread over holders.
    const order = new Map(holders.map((id) => [id, this.peer.random.fraction()]))
    const { provider } = this.group.init
    return {
      candidates,
      holders: holders.sort((a, b) => order.get(a)! - order.get(b)!),
      offered,
      provider: provider === undefined ? undefined : this.world.peer(provider).id,
      uplink: this.#ownUplink()
    }
  }

  isPresent(index: number): boolean {
    return this.board.get('presence', index, '') !== undefined && !this.#unreachable.has(index)
  }

  /** What a packet to that member's content port meets now. */
  signOf(index: number): 'alive' | 'none' | 'refused' {
    const other = this.world.peer(index)
    if (!this.world.network.reaches(this.peer, other) || other.state === 'paused') return 'none'
    return other.state === 'dead' ? 'refused' : 'alive'
  }

  latencyMs(index: number): number {
    return this.world.network.latencyMs(this.peer, this.world.peer(index))
  }

  reachesOrigin(): boolean {
    return this.peer.hasUplink && this.peer.isPlugged && this.world.uplink.bytesPerMs > 0
  }

  /** Only who refuses connections is hidden until it is heard of again, as by `reportUnreachable`: not who is silent. */
  failed(index: number, wrong: boolean): void {
    if (wrong) this.#distrusted.set(index, this.peer.clock.monotonicMs() + DISTRUST_MS)
    else if (this.signOf(index) === 'refused') this.#unreachable.add(index)
  }

  wereSilent(peers: readonly PeerId[]): void {
    for (const peer of peers) this.#silent.set(this.group.indexOf(peer), this.peer.clock.monotonicMs() + SILENT_MS)
  }

  originTried(url: SimUrl, how: 'answer' | 'silence' | 'no-route', isAsked = true): void {
    const cause = how === 'no-route' ? Object.assign(new Error('no route'), { code: 'ENETUNREACH' }) : undefined
    const error = how === 'answer' ? undefined : new ContentError('ORIGIN_UNREACHABLE', how, { cause })
    const nowMs = this.peer.clock.monotonicMs()
    this.#uplinkJudge.tried(`http://${url.urlKey.slice(0, 8)}.example/`, error, nowMs, isAsked)
    this.#tellUplink()
  }

  // What it serves.

  holds(url: SimUrl): string | undefined {
    return this.group.hostile.get(this.index) === 'false-holder' ? 'wrong' : this.blobs.get(url.urlKey)
  }

  served(transferId: string): Served | undefined {
    switch (this.group.hostile.get(this.index)) {
      case 'mute':
      case 'huge':
        return { bytes: 0, version: 'none', isComplete: false, sends: 'nothing' }
      case 'corrupt':
        return { bytes: 0, version: 'none', isComplete: false, sends: 'wrong' }
      case undefined:
        break
      default:
        return undefined
    }
    return [...this.crossings.values()].find((crossing) => crossing.transferId === transferId)?.served
  }

  // Records.

  publish(urlKey: string, body: RecordBody): void {
    if (body.kind === 'claim' && this.#announces === 'claiming') {
      this.#announces = 'always'
      this.announce()
    }
    const nowMs = this.world.nowMs
    const before = this.board.get(body.kind, this.index, urlKey)
    const version = Math.max((before?.version ?? 0) + 1, Math.floor(nowMs))
    const record = { creator: this.index, urlKey, version, expiresAtMs: nowMs + ttlMs(body), body }
    this.board.put(record)
    this.group.published(this, urlKey)
    for (const to of this.group.members) {
      if (to !== this) this.world.send(this.peer, to.peer, () => to.hear(record))
    }
  }

  hear(record: SimRecord): void {
    if (record.expiresAtMs <= this.world.nowMs || record.creator === this.index || !this.board.put(record)) return
    if (this.group.hostile.has(this.index)) return
    const { body, creator, urlKey } = record
    this.#silent.delete(creator)
    const crossing = this.crossings.get(urlKey)
    switch (body.kind) {
      case 'need':
        if (body.ended === true) return
        this.#answer(record)
        return this.#heardNeed(urlKey, body.excluded, body.cachedOnly === true)
      case 'claim':
        return crossing === undefined ? undefined : this.#giveClaim(crossing, creator, body)
      case 'location':
        return crossing?.giveView()
      case 'presence':
        this.#unreachable.delete(creator)
        for (const running of [...this.crossings.values()]) running.giveView()
    }
  }

  /** Both tell each other all they know. Needs and claims come first: locations are durable, and slower. */
  #repair(): void {
    this.#repairWith(oneOf(this.peer.random, this.group.members))
  }

  #repairWith(other: SimMember): void {
    if (other === this || !other.peer.isAlive || other.board.fingerprint === this.board.fingerprint) return
    for (const [from, to] of [
      [this, other],
      [other, this]
    ] as const) {
      // prettier-ignore
      const records = [...from.board.all()]
      const [durable, ephemeral] = [
        records.filter(({ body }) => body.kind === 'location'),
        records.filter(({ body }) => body.kind !== 'location')
      ]
      this.world.send(from.peer, to.peer, () => ephemeral.forEach((record) => to.hear(record)))
      this.world.send(from.peer, to.peer, () => durable.forEach((record) => to.hear(record)))
    }
  }

  /** Who holds it says so to the asker alone, after a delay, unless that asks no more: a model of the need flow. */
  #answer({ creator, urlKey, version }: SimRecord): void {
    if (!this.blobs.has(urlKey)) return
    this.peer.clock.setTimer(this.peer.random.fraction() * MAX_RESPONSE_DELAY_MS, () => {
      if (this.board.get('need', creator, urlKey)?.version !== version || !this.blobs.has(urlKey)) return
      const asker = this.group.members[creator]!
      this.world.send(this.peer, asker.peer, () => asker.crossings.get(urlKey)?.hear(this.index))
    })
  }

  #heardNeed(urlKey: string, excluded: readonly PeerId[], cachedOnly: boolean): void {
    const running = this.crossings.get(urlKey)
    if (running !== undefined) return running.give({ type: 'need', excluded, cachedOnly })
    if (cachedOnly) return
    const url = this.group.urls.get(urlKey)
    if (url === undefined || this.crossings.size >= MAX_CROSSINGS_FOR_OTHERS || this.blobs.has(urlKey)) return
    this.#crossing(url).give({ type: 'need', excluded })
  }

  #giveClaim(crossing: CrossingModel, creator: number, body: RecordBody & { kind: 'claim' }): void {
    if (this.#isMarked(this.#distrusted, creator)) return
    const claimant = this.world.peer(creator).id
    const { transferId, verifiedBytes, end } = body
    if (end === undefined) crossing.give({ type: 'claim', claim: { claimant, transferId, verifiedBytes } })
    else crossing.give({ type: 'claim-end', claimant, transferId, end })
  }

  #isMarked(marks: ReadonlyMap<number, number>, index: number): boolean {
    return (marks.get(index) ?? 0) > this.peer.clock.monotonicMs()
  }

  #crossing(url: SimUrl): CrossingModel {
    const running = this.crossings.get(url.urlKey)
    if (running !== undefined) return running
    const crossing = new CrossingModel(this, url)
    this.crossings.set(url.urlKey, crossing)
    crossing.giveView()
    for (const { index } of this.world.peers) {
      const claim = index === this.index ? undefined : this.board.get('claim', index, url.urlKey)
      if (claim?.body.kind === 'claim' && this.isPresent(index)) this.#giveClaim(crossing, index, claim.body)
    }
    return crossing
  }

  #repeat(): void {
    const again = (everyMs: number, run: () => void, firstMs = everyMs): void => {
      this.peer.clock.setTimer(firstMs, () => {
        run()
        again(everyMs, run)
      })
    }
    again(REPAIR_MS, () => this.#repair(), this.peer.random.fraction() * REPAIR_MS)
    const renewalMs = PRESENCE_TTL_MS / PRESENCE_RENEWALS
    again(renewalMs, () => this.announce(), this.peer.random.fraction() * renewalMs)
    again(HOUSEKEEPING_MS, () => this.#housekeeping())
  }

  announce(): void {
    if (this.#announces === 'always') this.publish('', { kind: 'presence', uplink: this.#toldUplink })
    for (const crossing of [...this.crossings.values()]) crossing.giveView()
  }

  #housekeeping(): void {
    this.#tellUplink()
    for (const { body, creator, urlKey } of this.board.expire(this.world.nowMs)) {
      const claimant = this.world.peer(creator).id
      if (body.kind === 'claim' && creator !== this.index) {
        this.crossings.get(urlKey)?.give({ type: 'claim-end', claimant, transferId: body.transferId, end: 'expired' })
      } else if (body.kind === 'presence') {
        for (const crossing of [...this.crossings.values()]) {
          crossing.give({ type: 'gone', peer: claimant })
          crossing.giveView()
        }
      }
    }
  }

  #ownUplink(): OwnUplink {
    return this.line === 'off' ? 'off' : this.#uplinkJudge.answer(this.peer.clock.monotonicMs())
  }

  #tellUplink(): void {
    const own = this.#ownUplink()
    const uplink = own === 'off' ? 'no' : own
    if (uplink === this.#toldUplink) return
    this.#toldUplink = uplink
    this.announce()
  }

  #vanish(): void {
    for (const crossing of this.crossings.values()) crossing.vanish()
    this.crossings.clear()
    this.followers.clear()
    this.#unreachable.clear()
    this.#distrusted.clear()
    this.#silent.clear()
    this.board.forgetEphemeral()
  }

  #start(): void {
    this.#uplinkJudge = new UplinkJudge()
    this.#repeat()
    this.announce()
    // Its first neighbours tell it at once who is there.
    for (const other of this.group.members.filter(({ peer }) => peer.isAlive).slice(0, 3)) this.#repairWith(other)
    // Whoever asked asks again.
    const again = [...this.waiting]
    this.waiting.clear()
    for (const url of again) this.world.in(500 + 1_000 * this.peer.random.fraction(), () => this.ask(url))
  }
}
