// Uploads that this node carries for members, of all its groups: what "the upload subsystem" of a connected node is in seed 000, Fig. 8
// (506). Spec: docs/protocols/upload.md.
import { join } from 'node:path'
import { toHex, type Clock, type Logger, type PeerId, type Random } from '../../base/index.js'
import { CarriedRoom, type RoomTaken, type RoomUse } from './carried-room.js'
import { CarriedRun, type CarriedShared } from './carried-run.js'
import { CarriedStore, type StoredUpload } from './carried-store.js'
import type { CarriedOutcome } from './carried-upload.js'
import { DISK_TROUBLE_MS } from './carried-defaults.js'
import type { CarryDesk } from './carry-desk.js'
import { CarryDoor } from './carry-door.js'
import type { CarryGroup } from './carry-group.js'
import { CarryNeeds } from './carry-needs.js'
import { CarryRefusal } from './carry-refusal.js'
import { MAX_WAIT_MS, RETENTION_MS } from './defaults.js'
import { ForwardTurns } from './forward-turns.js'
import { maximumWaitMs } from './maximum-wait.js'
import { OfflinePause } from './offline-pause.js'
import type { BackendAnswer } from './statements.js'
import { UploadRate } from './upload-rate.js'

export interface CarriedUploadsInit {
  /** They lie in `carried/` there. */
  readonly home: string
  /** False: nothing is taken, and what lies here is given back (`upload.carry`). */
  readonly carries: boolean
  /** Of this disk, for all of them (`upload.maxBytes`). */
  readonly maxBytes: number
  /** From one run of the uploader to the next, ms (seed 000, Fig. 9, 560: "frequency"). @default 0: each goes at once */
  readonly everyMs?: number | undefined
  /** What is sent for a member, as fast as its share of this machine's line lets it. @default as fast as the backend takes it */
  readonly share?: CarriedShared['share'] | undefined
  readonly clock: Clock
  readonly random: Random
  readonly logger: Logger
}

/** How much for whom. What is sent where is the member's business, and no status says it (docs/security.md). */
export interface CarriedStatus {
  readonly carries: boolean
  /** Uploads that lie here, those that are over and not fetched included, and what they take of the disk. */
  readonly uploads: number
  readonly bytes: number
  readonly maxBytes: number
  /** Of these: on their way. */
  readonly underWay: number
  readonly underWayBytes: number
  /** By which this node uploads, as measured; undefined: it was not. */
  readonly bytesPerSecond: number | undefined
  readonly members: readonly CarriedFor[]
  /** Since this node started. */
  readonly accepted: number
  readonly answered: number
  readonly givenBack: number
  readonly dropped: number
  readonly refused: number
  /** What could not be read, and was set aside in `carried/damaged/`. */
  readonly damaged: number
}

export interface CarriedFor extends RoomUse {
  readonly peer: PeerId
}

/** A group that is open. */
interface OpenGroup {
  readonly parts: CarryGroup
  readonly door: CarryDoor
  readonly end: (() => void)[]
}

/** An upload whose group may be open. */
interface Carried {
  stored: StoredUpload
  readonly taken: RoomTaken
  run: CarriedRun | undefined
}

export class CarriedUploads {
  readonly #init: CarriedUploadsInit
  readonly #shared: CarriedShared
  readonly #room: CarriedRoom
  readonly #groups = new Map<string, OpenGroup>()
  /** By group, asker and id. */
  readonly #carried = new Map<string, Carried>()
  /** Files of what was just forgotten, which are being removed: the next run is to find none of them. */
  readonly #ending = new Set<Promise<void>>()
  readonly #counts = { accepted: 0, answered: 0, givenBack: 0, dropped: 0, refused: 0 }
  #diskTrouble: { readonly words: string; readonly untilMs: number } | undefined
  #isClosed = false

  private constructor(init: CarriedUploadsInit, store: CarriedStore) {
    const { clock, random, logger, everyMs = 0, maxBytes } = init
    this.#init = init
    this.#room = new CarriedRoom(maxBytes)
    const onDisk = (error: unknown): void => this.#onDisk(error)
    const shared = {
      store,
      turns: new ForwardTurns(),
      rate: new UploadRate(),
      offline: new OfflinePause(clock),
      clock,
      random,
      logger
    }
    this.#shared = { ...shared, everyMs, onDisk, share: init.share ?? ((content) => content) }
  }

  /** What an earlier run accepted goes on once its group is attached. @throws what the file system does */
  static async open(init: CarriedUploadsInit): Promise<CarriedUploads> {
    const logger = init.logger.forComponent('carry')
    const directory = join(init.home, 'carried')
    const { store, found } = await CarriedStore.open({ directory, random: init.random, logger })
    const uploads = new CarriedUploads({ ...init, logger }, store)
    for (const stored of found) await uploads.#found(stored)
    return uploads
  }

  /** Takes uploads of its members from now on, and goes on with what lies here of it. */
  attach(parts: CarryGroup): void {
    const { group, server, needs } = parts
    if (this.#isClosed || this.#groups.has(group.id)) return
    const door = new CarryDoor(this.#deskOf(parts))
    this.#groups.set(group.id, {
      ...{ parts, door },
      end: [
        server.addService(group.id, 'uploads', door),
        needs.onNeed(new CarryNeeds(this.#deskOf(parts)).answerer),
        group.on('member:change', (peer) => this.#member(parts, peer))
      ]
    })
    for (const carried of this.#ofGroup(group.id)) this.#run(parts, carried)
  }

  /** What lies here of the group waits until it is attached again. */
  async detach(groupId: string): Promise<void> {
    const open = this.#groups.get(groupId)
    if (open === undefined) return
    this.#groups.delete(groupId)
    await open.door.close() // First: who is sending is to hear why, and what follows ends its connection.
    for (const end of open.end) end()
    const ended = [...this.#ofGroup(groupId)].map(async (carried) => {
      const { run } = carried
      if (run === undefined) return
      carried.run = undefined
      carried.stored = run.stored
      await run.stop()
    })
    await Promise.all(ended)
  }

  /**
   * Sends an upload that is over, and was answered, once more: where this node is accused of the answer, its backend may have a better
   * one by now. It has its idempotency key, so the backend takes it for what it is.
   * @param orderSha256 64 hex characters
   * @returns undefined: its content is not here (any more), or its backend does not answer @throws the signal's reason
   */
  async again(
    groupId: string,
    asker: PeerId,
    orderSha256: string,
    signal: AbortSignal
  ): Promise<BackendAnswer | undefined> {
    for (const { stored, run } of this.#ofGroup(groupId)) {
      if (stored.asker === asker && stored.acceptance.orderSha256 === orderSha256) return await run?.again(signal)
    }
    return undefined
  }

  /** Everything stays on the disk. Safe to call twice. */
  async close(): Promise<void> {
    this.#isClosed = true
    await Promise.all([...this.#groups.keys()].map((groupId) => this.detach(groupId)))
    await Promise.all(this.#ending)
  }

  /** Whether it works, and what is wrong where it does not, for people: no restart mends a disk, and each would send members away. */
  health(): { readonly healthy: boolean; readonly words?: string; readonly restartHelps?: false } {
    const trouble = this.#diskTrouble
    if (trouble === undefined || this.#init.clock.monotonicMs() >= trouble.untilMs) return { healthy: true }
    return { healthy: false, words: trouble.words, restartHelps: false }
  }

  status(): CarriedStatus {
    const { carries, maxBytes } = this.#init
    const { uploads, bytes } = this.#room.used
    const underWay = this.#underWay()
    const peers = new Set([...this.#carried.values()].map(({ stored }) => stored.asker))
    return {
      ...{ carries, uploads, bytes, maxBytes },
      underWay: underWay.uploads,
      underWayBytes: underWay.bytes,
      bytesPerSecond: this.#shared.rate.bytesPerSecond,
      members: [...peers].map((peer) => ({ peer, ...this.#room.usedBy(peer) })),
      ...this.#counts,
      damaged: this.#shared.store.damaged
    }
  }

  /** Whose group is not open any more is kept as long as an asker may come for it. */
  async #found(stored: StoredUpload): Promise<void> {
    const { clock } = this.#init
    const { store } = this.#shared
    const isOld = clock.nowMs() > stored.acceptance.acceptedMs + MAX_WAIT_MS + RETENTION_MS
    const key = keyOf(toHex(stored.group), stored.asker, stored.order.id)
    // The same id twice: the node stopped between forgetting one and accepting it again.
    if (isOld || this.#carried.has(key)) return await store.forget(stored.name)
    const taken = this.#room.takeFound(stored.asker, stored.diskBytes)
    this.#carried.set(key, { stored, taken, run: undefined })
  }

  /** What the doors of a group may do here. */
  #deskOf(parts: CarryGroup): CarryDesk {
    const { store, rate, everyMs } = this.#shared
    const id = parts.group.id
    return {
      ...{ parts, store, everyMs, room: this.#room },
      carries: this.#init.carries,
      isOffline: () => this.#shared.offline.isOn,
      isClosed: () => this.#isClosed || this.#groups.get(id)?.parts !== parts,
      rate: () => rate.bytesPerSecond,
      queuedBytes: () => {
        const { uploads, bytes } = this.#underWay()
        return Math.ceil(bytes + uploads * rate.workBytes(0))
      },
      waitMs: (bytes, queuedBytes) => {
        return maximumWaitMs({ bytes, queuedBytes, everyMs, bytesPerSecond: rate.bytesPerSecond })
      },
      find: (asker, uploadId) => this.#carried.get(keyOf(id, asker, uploadId))?.run,
      makeRoom: (ofAsker) => {
        for (const { run, stored } of this.#carried.values())
          if (ofAsker === undefined || stored.asker === ofAsker) run?.letContentGo()
      },
      carry: (stored, taken) => {
        const carried = { stored, taken, run: undefined }
        this.#carried.set(keyOf(id, stored.asker, stored.order.id), carried)
        this.#counts.accepted++
        this.#onDisk(undefined)
        this.#run(parts, carried)
      },
      drop: (run) => this.#drop(run),
      refused: (refusal) => {
        this.#counts.refused++
        if (refusal.reason === 'disk') this.#onDisk(refusal.cause)
      }
    }
  }

  #run(parts: CarryGroup, carried: Carried): void {
    const { stored, taken } = carried
    const run = new CarriedRun({
      ...{ shared: this.#shared, group: parts, stored, taken },
      onReturn: (type) => this.#count(type),
      onForget: (gone) => {
        this.#carried.delete(keyOf(parts.group.id, stored.asker, stored.order.id))
        const ending: Promise<void> = gone.catch(() => {}).finally(() => this.#ending.delete(ending))
        this.#ending.add(ending)
      }
    })
    carried.run = run
    // Whoever was removed while this node was away is no member any more.
    if (!parts.group.isMember(stored.asker)) return this.#drop(run)
    const goesOn = this.#init.carries || stored.returned !== undefined
    run.give({ type: goesOn ? 'begin' : 'stop-carrying' })
  }

  #member({ group }: CarryGroup, peer: PeerId): void {
    if (group.isMember(peer)) return
    for (const { stored, run } of [...this.#ofGroup(group.id)]) {
      if (stored.asker === peer && run !== undefined) this.#drop(run)
    }
  }

  #drop(run: CarriedRun): void {
    if (run.isUnderWay) this.#counts.dropped++
    run.give({ type: 'drop' })
  }

  #count(type: CarriedOutcome['type']): void {
    if (type === 'answered') this.#counts.answered++
    else this.#counts.givenBack++
  }

  #underWay(): RoomUse {
    let [uploads, bytes] = [0, 0]
    for (const { run, stored } of this.#carried.values()) {
      if (run?.isUnderWay !== true) continue
      uploads++
      bytes += stored.order.bytes
    }
    return { uploads, bytes }
  }

  *#ofGroup(groupId: string): Generator<Carried, void, undefined> {
    for (const carried of this.#carried.values()) if (toHex(carried.stored.group) === groupId) yield carried
  }

  #onDisk(error: unknown): void {
    if (error === undefined) return void (this.#diskTrouble = undefined)
    const cause = error instanceof CarryRefusal ? error.cause : error
    const { clock, logger } = this.#init
    if (this.#diskTrouble === undefined) logger.warn(`the disk does not take uploads of members: ${String(cause)}`)
    const words = `the disk does not take uploads of members (${(cause as NodeJS.ErrnoException)?.code ?? 'error'})`
    this.#diskTrouble = { words, untilMs: clock.monotonicMs() + DISK_TROUBLE_MS }
  }
}

function keyOf(groupId: string, asker: PeerId, uploadId: string): string {
  return `${groupId}/${asker}/${uploadId}`
}
