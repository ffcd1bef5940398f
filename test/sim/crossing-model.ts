// One crossing at one simulated member: the machine of download.ts, and what its driver does about its outputs.
import type { CrossingInput, CrossingOutput } from '../../src/content/crossing-events.js'
import { Crossing } from '../../src/content/download.js'
import type { PeerId } from '../../src/base/index.js'
import { MIN_CHANGE_BYTES } from '../../src/content/crossing-defaults.js'
import { MAX_RESPONSE_DELAY_MS, TRANSMISSION_MS } from '../../src/flows/need/defaults.js'
import { LEAF_BYTES } from '../../src/content/defaults.js'
import type { Served, SimMember } from './crossing-member.js'
import type { SimUrl } from './crossing-origin.js'
import { CopyReading, FollowReading, OriginReading, type Reading, type ReadingEnd } from './crossing-reading.js'

/** What is held of a content: so many verified bytes from its start. */
export interface HeldContent {
  bytes: number
  /** Which content these are the beginning of; `mixed`: of none. */
  version: string | undefined
}

export class CrossingModel {
  readonly member: SimMember
  readonly url: SimUrl
  readonly machine: Crossing
  content: HeldContent = { bytes: 0, version: undefined }
  reading: Reading | undefined
  transferId: string | undefined
  isComplete = false
  /** In simulated time. */
  readonly openedAtMs: number
  #isOpen = false
  #isCompleting = false
  #isPrivate = false
  /** Who said to this member alone that it has it. */
  readonly #offers = new Set<number>()
  #asks = false
  #askings = 0
  /** Inputs wait while the outputs of an earlier one are carried out, as in the driver. */
  readonly #inputs: CrossingInput[] = []
  #isBusy = false

  constructor(member: SimMember, url: SimUrl) {
    this.member = member
    this.url = url
    this.openedAtMs = member.world.nowMs
    const { id, random } = member.peer
    const Machine = member.group.init.machine ?? Crossing
    const { mode } = member.group.init
    this.machine = new Machine({ self: id, urlKey: url.urlKey, transferSeed: random.bytes(16), mode })
    const left = member.disk.get(url.urlKey)
    // What cannot be gone on from with a range is no reason to be chosen.
    if (left !== undefined && url.hasValidator) this.give({ type: 'progress', verifiedBytes: left.bytes })
  }

  give(input: CrossingInput): void {
    if (this.#isCompleting && input.type !== 'complete' && input.type !== 'close') return
    this.#inputs.push(input)
    if (this.#isBusy) return
    this.#isBusy = true
    for (let next = this.#inputs.shift(); next !== undefined; next = this.#inputs.shift()) {
      for (const output of this.machine.handle(next)) this.#carryOut(output)
    }
    this.#isBusy = false
  }

  giveView(): void {
    const view = this.member.viewOf(this.url, this.#offers)
    this.give({ type: 'view', ...view, holders: view.holders.filter((peer) => this.#isWorthIt(peer)) })
  }

  /** That member says that it has all of it. */
  hear(index: number): void {
    if (!this.#asks) return
    this.#offers.add(index)
    this.giveView()
  }

  /** A model of led-by-holders.ts. */
  #isWorthIt(peer: PeerId): boolean {
    const { content, url, member } = this
    const { phase } = this.machine
    if ((phase !== 'leading' && phase !== 'claiming') || content.bytes === 0) return true
    if (url.totalBytes - content.bytes < MIN_CHANGE_BYTES) return false
    return !url.hasValidator || member.group.members[member.group.indexOf(peer)]!.holds(url) === content.version
  }

  #ask(excluded: readonly PeerId[], cachedOnly: boolean): void {
    const { member, url } = this
    const { mode } = member.group.init
    member.publish(url.urlKey, { kind: 'need', excluded, cachedOnly })
    this.#asks = mode !== undefined
    const asking = ++this.#askings
    if (mode !== 'ask-first') return
    member.peer.clock.setTimer(MAX_RESPONSE_DELAY_MS + TRANSMISSION_MS, () => {
      if (asking === this.#askings) member.peer.afterPendingInput(() => this.give({ type: 'answered' }))
    })
  }

  /** What an earlier download has left on this disk is there again. */
  openContent(): void {
    if (this.#isOpen) return
    this.#isOpen = true
    const left = this.member.disk.get(this.url.urlKey)
    if (left !== undefined) this.content = { ...left }
  }

  /** More is read and verified. Only whole leaves, and the last one, count. */
  grow(position: number, version: string): void {
    const { content, url, member } = this
    if (content.bytes > 0 && content.version !== version) content.version = 'mixed'
    else content.version = version
    const verified = position >= url.totalBytes ? url.totalBytes : position - (position % LEAF_BYTES)
    if (verified <= content.bytes) return
    content.bytes = verified
    if (!this.#isPrivate) member.disk.set(url.urlKey, { ...content })
    for (const follower of member.followers) if (follower.transferId === this.transferId) follower.offer(verified)
    if (verified < url.totalBytes) this.give({ type: 'progress', verifiedBytes: verified })
  }

  /** A reading has ended by itself. */
  settle(reading: Reading, how: ReadingEnd): void {
    if (this.reading !== reading) return
    this.member.note(`${this.url.urlKey.slice(0, 4)} ${reading.constructor.name} ${how.type}`)
    if (how.type === 'complete') return this.#completed(reading)
    this.reading = undefined
    switch (how.type) {
      case 'mismatch':
        if (reading instanceof CopyReading && this.machine.phase === 'leading') return this.#failLed(reading)
        this.#restart()
        return this.give({ type: 'mismatch' })
      case 'origin-failed':
        this.member.originTried(this.url, how.why, this.machine.wishes.isAsked)
        return this.give({ type: 'origin-failed', offline: how.why === 'no-route' })
      case 'source-failed': {
        const { end, wrong, silent, peers } = how
        if (end === undefined) for (const peer of peers) this.member.failed(this.member.group.indexOf(peer), wrong)
        if (silent && reading instanceof FollowReading) this.member.wereSilent(peers)
        return this.give({ type: 'source-failed', end, wrong, silent })
      }
    }
  }

  /** What its holders have begins otherwise: the origin goes on. */
  #failLed(reading: CopyReading): void {
    for (const peer of reading.holders) this.#offers.delete(this.member.group.indexOf(peer))
    this.give({ type: 'source-failed', end: undefined, wrong: false, silent: false })
  }

  /** The world has changed. */
  look(): void {
    this.reading?.look()
  }

  /** The process has ended: nothing of it may run any more. */
  vanish(): void {
    this.reading?.stop()
    this.reading = undefined
  }

  get served(): Served {
    const content = (): HeldContent => this.content
    const isComplete = (): boolean => this.isComplete
    return {
      sends: 'right',
      get bytes() {
        return content().bytes
      },
      get version() {
        return content().version ?? 'none'
      },
      get isComplete() {
        return isComplete()
      }
    }
  }

  /** By the connection to the origin that is open now. */
  get originBytesMoved(): number {
    return this.reading instanceof OriginReading ? this.reading.movedBytes : 0
  }

  #carryOut(output: CrossingOutput): void {
    const { member, url } = this
    member.note(`${url.urlKey.slice(0, 4)} ${JSON.stringify(output)}`)
    switch (output.type) {
      case 'publish-need':
        return this.#ask(output.excluded, output.cachedOnly)
      case 'end-need':
        this.#asks = false
        this.#askings++
        return member.publish(url.urlKey, { kind: 'need', excluded: [], ended: true })
      case 'publish-claim': {
        const { transferId, verifiedBytes } = output
        this.transferId = transferId
        return member.publish(url.urlKey, { kind: 'claim', transferId, verifiedBytes, end: undefined })
      }
      case 'end-claim': {
        const { transferId, end } = output
        this.transferId = undefined
        member.publish(url.urlKey, { kind: 'claim', transferId, verifiedBytes: this.content.bytes, end })
        if (end !== 'complete') {
          for (const follower of [...member.followers]) if (follower.transferId === transferId) follower.ended(end)
        }
        return
      }
      case 'read-origin':
        return this.#run(new OriginReading(this, output.maxBytes))
      case 'read-on':
        return this.reading instanceof OriginReading ? this.reading.readOn() : undefined
      case 'follow':
        return this.#run(new FollowReading(this, member.group.indexOf(output.claimant), output.transferId))
      case 'copy':
        return this.#run(new CopyReading(this, output.holders))
      case 'stop-source':
        this.reading?.stop()
        this.reading = undefined
        return
      case 'begin-anew':
        return this.#restart()
      case 'keep-private':
        this.#isPrivate = true
        member.disk.delete(url.urlKey)
        return
      case 'set-timer':
        member.peer.clock.setTimer(output.inMs, () => member.peer.afterPendingInput(() => this.give(output.then)))
        return
      case 'asked-in-vain':
        member.group.askedInVain(url)
        return member.wereSilent(output.silent)
      case 'give-up':
        return member.gaveUp(url)
      case 'ended':
        this.vanish()
        return member.crossingEnded(this)
    }
  }

  #run(reading: Reading): void {
    this.reading?.stop()
    this.reading = reading
    reading.start()
  }

  #restart(): void {
    this.content = { bytes: 0, version: undefined }
    this.member.disk.delete(this.url.urlKey)
  }

  /** The whole is here. Writing its location takes the disk a while, in which nothing else is decided. */
  #completed(reading: Reading): void {
    const { member, url, content } = this
    this.#isCompleting = true
    this.isComplete = true
    member.disk.delete(url.urlKey)
    member.gotAll(url, content.version ?? 'none', this.#isPrivate)
    member.peer.clock.setTimer(member.peer.random.fraction() * 40, () => {
      const isTold = !this.#isPrivate && member.group.init.mode !== 'ask-first'
      if (isTold) member.publish(url.urlKey, { kind: 'location' })
      this.#isCompleting = false
      if (this.reading === reading) this.reading = undefined
      this.give({ type: 'complete' })
    })
  }
}
